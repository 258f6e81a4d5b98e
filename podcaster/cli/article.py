"""Commands: read, quotes."""
