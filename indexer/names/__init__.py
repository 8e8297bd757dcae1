"""How offices, posts and people are named in sentences: where a name begins, goes on, ends, and what is none."""
