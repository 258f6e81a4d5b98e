"""English: its rules by subject, and its word lists in ``data/``."""
