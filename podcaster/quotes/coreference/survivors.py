"""Whom somebody who died leaves: "She is survived by a daughter, Jane Roe", who is "her daughter" further down."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.quotes.coreference.kin import OTHER_END
from podcaster.quotes.mentions.nouns import singular

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.coreference.analysis import Reading
    from podcaster.quotes.coreference.people import Person
    from podcaster.quotes.mentions.mention import Mention

_LISTS = on_demand(
    r"\bsurvived\sby\b|\b[Ss]urvivors\s(?:also\s)?include\b|"
    r"\b(?:leaves|leaving|left)\s(?:behind\s)?(?:an?|h(?:is|er)|one|two|three)\b",
)
"""What stands before those whom somebody leaves."""
_BESIDE = 2
"""Words between a relative and the name, above which they are not beside each other."""


def survivor(reading: Reading, mention: Mention) -> Person | None:
    """The one relative of that noun whom an obituary names among those left, said to be theirs or one of the others'.

    Args:
        reading: The article, read.
        mention: A description with an owner: "her daughter".
    """
    owner = reading.mentions[mention.owner]
    if owner.kind != "pronoun" or mention.plural or mention.noun not in OTHER_END:
        return None
    match = max(_LISTS.finditer(reading.text, 0, mention.start), key=lambda each: each.start(), default=None)
    if match is None:
        return None
    paragraph = next(each for each in reading.paragraphs if each.end > match.start())
    low, high = reading.spans[paragraph.index]
    held = reading.mentions[low:high]
    sentence = next((one.sentence for one in held if one.start >= match.end()), -1)
    listed = [one for one in held if one.start >= match.end() - 4 and one.sentence == sentence]
    dead = next((one for one in reversed(held) if one.end <= match.start() and one.role == "subject"), None)
    dead = dead or next((one for one in listed if one.kind == "pronoun"), None)
    if dead is None or (dead.gender and dead.gender != owner.gender):
        return None
    return _only(reading, mention, listed, {dead.person, -1})


def _only(reading: Reading, mention: Mention, listed: Sequence[Mention], whose: set[int]) -> Person | None:
    everybody = reading.people.all
    found: list[int] = []
    left: set[int] = set()
    for one, name in pairwise(listed):
        if one.kind != "description" or singular(one.noun) not in OTHER_END:
            continue
        beside = name.kind == "name" and 0 <= name.first - one.last < _BESIDE and name.person >= 0
        if beside and not one.plural:
            left.add(name.person)
        if singular(one.noun) == mention.noun:
            found.append(name.person if beside and not one.plural else -1)
    owner = reading.mentions[mention.owner].person
    if len(found) != 1 or found[0] < 0 or found[0] in whose or owner not in whose | left:
        return None
    return everybody[found[0]]
