"""Whom a headline tells of by a noun alone: "Boss warns of cuts" is whoever the text below calls so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes.coreference.agreement import modified_alike
from podcaster.quotes.coreference.leading import LEADERS, OFFICES, leader_called
from podcaster.quotes.coreference.openings import HEADS
from podcaster.quotes.coreference.people import IMPERSONAL
from podcaster.quotes.coreference.tenure import hold_office

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from podcaster.quotes.coreference.analysis import Reading
    from podcaster.quotes.coreference.people import Person
    from podcaster.quotes.mentions.mention import Mention

_SHORT = {"ceo": ("executive", "chief"), "pm": ("minister", "prime")}
"""Letters that headlines have for an office -> the noun that the text has, and the word before it."""


def is_headed(reading: Reading, person: Person) -> bool:
    """Whether somebody without a name was met in headlines only, and so may be anybody of the text below.

    Args:
        reading: The article, read.
        person: Somebody.
    """
    kinds = (reading.paragraphs[reading.mentions[at].paragraph].kind for at in person.mentions)
    return not person.named and not reading.story and all(kind in HEADS for kind in kinds)


def met_so(
    reading: Reading, mention: Mention, unnamed: Mapping[str, Sequence[Person]], *, headed: bool = False
) -> Person | None:
    """The last one without a name who was called as a description calls somebody; None: there is none.

    Args:
        reading: The article, read.
        mention: The description.
        unnamed: Those without a name, by the noun for them, in order.
        headed: Look for one who was met in headlines only: one alone, who may be anybody.
    """
    latest = (one for one in reversed(unnamed.get(mention.noun, ())) if one.plural == mention.plural)
    alike = (one for one in latest if modified_alike(one, mention) != "other")
    return next((one for one in alike if (not one.plural and is_headed(reading, one)) == headed), None)


def called_below(reading: Reading, people: Iterable[Person], anybody: AbstractSet[str]) -> dict[int, int]:
    """Who of the text those are whom a headline describes: the only one that it calls so, or who leads the same.

    Args:
        reading: The article, read.
        people: Those without a name.
        anybody: Nouns that say too little of who somebody is.

    Returns:
        The number of the one described -> the number of the one of the text.
    """
    below = [one for one in reading.people.all if one.mentions and not one.plural and not is_headed(reading, one)]
    found: dict[int, int] = {}
    for person in people:
        if not person.mentions or person.plural or not is_headed(reading, person):
            continue
        mention = reading.mentions[person.mentions[0]]
        if mention.sort != "person" or mention.noun in anybody - LEADERS or mention.owner >= 0:
            continue
        if (who := _only(reading, mention, below)) is not None and _of_one_gender(person, who):
            found[person.number] = who.number
    return found


def _only(reading: Reading, mention: Mention, below: Sequence[Person]) -> Person | None:
    """The one of the text whom a headline's noun can mean."""
    near = [one for one in below if one.sort not in IMPERSONAL]
    holding = hold_office(near, mention)
    called = [one for one in near if one.number in holding and _is_called(reading, one, mention)]
    alike = [one for one in called if modified_alike(one, mention) == "same"]
    called = alike or [one for one in called if modified_alike(one, mention) != "other"]
    if called:
        return called[0] if len(called) == 1 else None
    if mention.noun in LEADERS:
        leading = [one for one in near if one.named and not OFFICES.isdisjoint(one.present)]
        return leader_called(reading, mention, near) or (leading[0] if len(leading) == 1 else None)
    return None


def _is_called(reading: Reading, person: Person, mention: Mention) -> bool:
    """Whether the text calls somebody by a headline's noun, or by what that is short for."""
    noun, word = _SHORT.get(mention.noun, ("", ""))
    if noun in person.nouns and word in person.nouns.union(person.modifiers.get(noun, ())):
        return True
    if mention.noun in (person.past if mention.former else person.present):
        return True
    described = (reading.mentions[at] for at in person.mentions)
    return any(one.kind == "description" and one.noun == mention.noun and one.definite for one in described)


def _of_one_gender(one: Person, other: Person) -> bool:
    return not (one.gender and other.gender and one.gender != other.gender)
