"""Describes by features whom a mention means: a name, a pronoun, or a description of a person, a body or a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from podcaster.quotes.choice import Features
    from podcaster.quotes.coreference.analysis import Reading


def who(reading: Reading, index: int) -> Features:
    """Whom a mention means and how it stands, as features: "who name person", "role subject"."""
    mention = reading.mentions[index]
    kind = mention.kind
    if kind == "description":
        named = mention.person >= 0 and reading.people.all[mention.person].named
        kind = "description named" if named else f"description {mention.sort or 'thing'}"
        if named and _is_named_beside(reading, index):
            kind = f"name {reading.people.all[mention.person].sort or 'unknown'}"
    elif kind == "name":
        person = reading.people.all[mention.person]
        kind = f"name {person.sort or 'unknown'}"
    else:
        kind = f"pronoun {mention.noun}"
    return [f"who {kind}", f"role {mention.role or 'none'}"]


BESIDE = 3
"""Mentions behind a description among which its name may stand: "the head of the union, Jane Roe"."""


def _is_named_beside(reading: Reading, index: int) -> bool:
    """Whether a description's own sentence names whom it means right behind it."""
    mention = reading.mentions[index]
    return any(
        other.kind == "name" and other.person == mention.person and other.sentence == mention.sentence
        for other in reading.mentions[index + 1 : index + 1 + BESIDE]
        if other.paragraph == mention.paragraph
    )
