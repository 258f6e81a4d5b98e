"""Whether the rest of a sentence says who said its first words: "“Fruit,” Jane Roe corrected."."""

from __future__ import annotations

from podcaster.patterns import on_demand
from podcaster.quotes import lists

_NAME = r"(?:[A-Z][\w.]*\.?\s)?[A-Z][\w’'.-]+(?:\s[A-Z][\w’'-]+){0,2}"
_WHO = rf"(?:he|she|they|I|(?:his|her|my|the|a|an)(?:\s[a-z]+){{1,2}}|{_NAME})"
_HEARER = r"(?:\s(?:him|her|them|me|us|again|quickly))?"
_TAG = on_demand(
    rf"\s(?:{_WHO}\s(?P<behind>[a-z]{{3,}}ed){_HEARER}|(?P<before>[a-z]{{3,}}ed)\s(?:{_NAME}|(?:his|her|my|the)\s[a-z]+))[.,]"
)
"""Who did something, and nothing else, in the rest of a sentence that begins with quoted words and their comma."""
_HEARD = on_demand(
    r"\s[^,.;:“”\"]{2,60}?\s(?:(?:can|could)\sbe|is|was|are|were)\s(?:then\s)?(?:heard|recorded|caught|seen)\s[a-z]+ing\b"
)
"""Who is heard to say it: "a pilot can be heard saying in audio posted by Roe"."""


def is_tag(rest: str) -> bool:
    """Whether the rest of a sentence behind quoted words that end in a comma says who said them.

    Args:
        rest: What follows the closing mark.
    """
    if _HEARD.match(rest):
        return True
    found = _TAG.match(rest)
    return found is not None and (found["behind"] or found["before"]) not in lists.AUXILIARIES
