"""An article as paragraphs, sentences and words with their classes."""
