"""Whether a sentence says who said words in it: "“Fruit,” Jane Roe corrected.", "he goes, “Fruit”"."""

from __future__ import annotations

from podcaster.patterns import on_demand
from podcaster.quotes import lists
from podcaster.quotes.lists import any_of

_NAME = r"(?:[A-Z][\w.]*\.?\s)?[A-Z][\w’'.-]+(?:\s[A-Z][\w’'-]+){0,2}"
_WHO = rf"(?:he|she|they|I|(?:his|her|my|the|a|an)(?:\s[a-z]+){{1,2}}|{_NAME})"
_HEARER = r"(?:\s(?:him|her|them|me|us|again|quickly))?"
_TAG = on_demand(
    rf"\s(?:{_WHO}\s(?P<behind>[a-z]{{3,}}ed){_HEARER}|(?P<before>[a-z]{{3,}}ed)\s(?:{_NAME}|(?:his|her|my|the)\s[a-z]+))[.,]"
)
"""Who did something, and nothing else, in the rest of a sentence that begins with quoted words and their comma."""
_HEARD = on_demand(
    r"\s[^,.;:“”\"]{2,60}?\s(?:(?:can|could)\sbe|is|was|are|were)\s(?:then\s)?"
    rf"{any_of('detection', 'told heard')}\s[a-z]+ing\b"
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


_SINGS = on_demand(rf"(?:[A-Z][\w’'.-]*\w|\b(?:[Hh]e|[Ss]he|I))\s{any_of('detection', 'told sings')}[,:]\s$")
"""One who sings words, not a song's name, which stands without a comma."""
_GOES = on_demand(
    r"\b(?:I|[Hh]e|[Ss]he|[Ww]e|[Tt]hey|[Yy]ou|[A-Z]\w+|[a-z]+)(?:(?:['’](?:s|m|re)|\s(?:is|was|am|are|were))\s(?:like|all)|\sgoes|\sgo),\s$"
)
"""How talk tells what somebody said: "he's like, “No,” and I go, “Yes.”"."""


def is_told(left: str, *, inside: bool) -> bool:
    """Whether what stands before quoted words says that somebody says or sings them.

    Args:
        left: What precedes the opening mark in its sentence.
        inside: They stand in somebody's words.
    """
    return _SINGS.search(left) is not None or (inside and _GOES.search(left) is not None)
