"""Turns a written article into a podcast episode in which every quoted person speaks in a voice of their own."""

__version__ = "0.1.0"
