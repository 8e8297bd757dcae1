"""What the archive holds, and what it does not: directives, refused files, scans, directives lacking."""
