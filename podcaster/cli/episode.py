"""Commands: make."""
