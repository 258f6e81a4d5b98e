"""Whom a paragraph mentions, and who does which verb."""
