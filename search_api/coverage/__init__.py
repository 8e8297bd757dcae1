"""Which directives cover a topic: all of them, however many, with how much each says and its best passage."""
