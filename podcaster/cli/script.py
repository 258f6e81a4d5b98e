"""Commands: script, templates."""
