"""Where somebody is quoted: marks, passages, and whether a passage is speech."""
