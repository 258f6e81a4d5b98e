"""Whom quoted words speak to by name: "My dear Evie, come in"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.quotes.lists import any_of
from podcaster.sentences import begins_sentence

if TYPE_CHECKING:
    from podcaster.quotes.coreference.people import People
    from podcaster.quotes.detection.passages import Passage

ADDRESS = 600
"""Characters at either end of a passage that are looked through for a name."""
_BEFORE_NAME = (
    rf"(?:(?:{any_of('coreference', 'vocatives openers', ' ')}|{any_of('coreference', 'vocatives titles')})\.?\s)*"
)
_VOCATIVE = on_demand(
    rf"(?:^|(?<=[,;!?.—–-]\s)|(?<=[—–]))(?i:{_BEFORE_NAME})"
    r"(?P<name>[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)?)(?P<stop>[,!?.;—–]|$)"
)


def names_called(words: str) -> set[str]:
    """The names by which some words speak to somebody.

    Args:
        words: Without the marks around them.
    """
    parts = [words]
    if len(words) > 2 * ADDRESS:
        parts = [words[:ADDRESS], words[-ADDRESS:]]
    found: set[str] = set()
    for part in parts:
        for match in _VOCATIVE.finditer(part.strip()):
            opens = begins_sentence(part.strip()[: match.start()])
            if not opens or match["stop"] in {",", "!", "?"}:
                found.add(match["name"])
    return found


def names_addressed(text: str, passage: Passage) -> set[str]:
    """The names by which a passage speaks to somebody."""
    return names_called(text[passage.inner_start : passage.inner_end])


def called_people(words: str, people: People) -> frozenset[int]:
    """The people whom some words speak to by name."""
    found: set[int] = set()
    for name in names_called(words):
        last, first = people.matching(name.split()[-1])
        found.update(person.number for person in last + first if person.sort in {"person", ""})
    return frozenset(found)


def addressed(text: str, passage: Passage, people: People) -> frozenset[int]:
    """The people whom a passage speaks to by name."""
    return called_people(text[passage.inner_start : passage.inner_end], people)
