"""A name that is only ever gone to, or stayed in, is a place's: who had "never been to Twickenham" is somebody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes.lists import words_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.coreference.people import People
    from podcaster.quotes.mentions.mention import Mention
    from podcaster.quotes.words.tokens import Paragraph

_IN = frozenset({"in", "into", "near", "across", "throughout", "outside"})
_GOES = words_in("coreference", "placed goes")
"""Verbs of motion, behind which "to" and "from" have a place."""


def note_places(mentions: Sequence[Mention], paragraphs: Sequence[Paragraph], people: People) -> None:
    """Takes names for places' of which nothing else is told.

    Args:
        mentions: All mentions.
        paragraphs: The article's.
        people: Everybody named; changed.
    """
    for person in people.all:
        if person.sorts or person.guess or person.genders or person.title or person.speaks or len(person.words) != 1:
            continue
        held = [mentions[at] for at in person.mentions]
        if held and all(_is_placed(each, paragraphs) for each in held):
            person.sorts["place"] = 1  # weak, as everywhere


def _is_placed(mention: Mention, paragraphs: Sequence[Paragraph]) -> bool:
    """Whether a name is where something is, or where somebody goes."""
    tokens = paragraphs[mention.paragraph].tokens
    if mention.kind != "name" or mention.first == 0 or mention.role == "subject":
        return False
    before = tokens[mention.first - 1].lower
    if before in {"to", "from"} and mention.first > 1:
        verb = tokens[mention.first - 2]
        return verb.base in _GOES or verb.lower in _GOES | {"been", "trip", "way", "return"}
    return before in _IN
