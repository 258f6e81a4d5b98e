"""Names in short: "Kit" for Kitty, "Huck" for Huckleberry, and whose such a name is in a story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes.coreference.people import IMPERSONAL, are_nicknames, plain
from podcaster.quotes.mentions.given_names import guess_genders

if TYPE_CHECKING:
    from collections.abc import Collection

    from podcaster.quotes.coreference.people import People, Person
    from podcaster.quotes.mentions.mention import Mention

SHORT, FOND = 3, 4
"""Letters that a short name has in common with the whole one at least, and one with a fond ending ("Jelly")."""
_FAMILY = frozenset({"Mr.", "Mrs.", "Sir"})
"""Titles before a surname, which nobody shortens."""


def is_short(one: str, other: str) -> bool:
    """Whether one of two names, in small letters, begins as the other does: "sam" and "samuel", "kitty" and "kit".

    Args:
        one: A name.
        other: Another.
    """
    if len(one) > len(other):
        one, other = other, one
    fond = one[: -2 if one.endswith("ie") else -1] if one.endswith(("y", "ie")) else ""
    return (len(one) >= SHORT and other.startswith(one)) or (len(fond) >= FOND and other.startswith(fond))


def known_in_short(people: People, mention: Mention, here: Collection[int]) -> Person | None:
    """Whose name a story's narrator has in short, or in full, where he has called somebody so before.

    Args:
        people: Everybody named so far.
        mention: A name of a single word that is nobody's so far.
        here: Those whom its paragraph has named: the narrator calls each by one name there.
    """
    word = plain(mention.words[0])
    if mention.sort in IMPERSONAL or (mention.titles and mention.titles[-1] in {"mr", "mrs", "sir"}):
        return None
    fitting = [
        person
        for person in people.all
        if person.words and person.mentions and person.number not in here and not person.plural
        and person.sort not in IMPERSONAL and not (len(person.words) == 1 and person.title in _FAMILY)
        and _are_one(word, plain(person.words[0])) and not _unlike(person, mention)
    ]  # fmt: skip
    return fitting[0] if len(fitting) == 1 else None


def _are_one(one: str, other: str) -> bool:
    """Whether two given names are one person's: nicknames, or the same beginning; "Roes" is the family of Roe."""
    return one + "s" != other and other + "s" != one and (are_nicknames(one, other) or is_short(one, other))


def _unlike(person: Person, mention: Mention) -> bool:
    """Whether the genders of somebody and of a name are known, and not the same: "Paul" and "Paula"."""
    genders = guess_genders([mention.words[0], person.words[0]])
    shown = mention.gender or genders.get(mention.words[0], "")
    own = person.gender or genders.get(person.words[0], "")
    return bool(shown and own) and shown != own
