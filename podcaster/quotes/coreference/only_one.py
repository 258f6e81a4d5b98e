"""Who alone of those spoken of can be meant by an age or by children: "the 27-year-old", "the mother of two"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes.coreference.ages import CHILD, CHILDREN, OLD, is_of_age

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.coreference.analysis import Reading
    from podcaster.quotes.coreference.people import Person
    from podcaster.quotes.mentions.mention import Mention


def only_one(reading: Reading, recent: Sequence[int], mention: Mention) -> Person | None:
    """The one whom an age or a number of children can mean, of those spoken of: "the 27-year-old", "the mum of two".

    Args:
        reading: The article, read; in a story nobody is told so.
        recent: The mentions before, in order.
        mention: The description.
    """
    behind = [token.lower for token in reading.paragraphs[mention.paragraph].tokens[mention.last : mention.last + 2]]
    told = OLD.fullmatch(mention.noun)
    parent = "-of-" in mention.noun or (behind[:1] == ["of"] and (behind[-1] in _NUMBERS or behind[-1].isdecimal()))
    if not (told or parent) or mention.owner >= 0 or reading.story:
        return None
    near = [at for at in recent[-LATELY:] if mention.paragraph - reading.mentions[at].paragraph <= NEAR]
    grown = parent or (told is not None and int(told[1]) >= CHILD)
    found: list[Person] = []
    for person in (reading.people.all[number] for number in dict.fromkeys(reading.mentions[at].person for at in near)):
        shown = max(person.genders, key=person.genders.__getitem__) if person.genders else person.guess
        other = bool(mention.gender and shown and mention.gender != shown) and not (
            person.shared and not person.genders
        )
        if person.plural or person.sort != "person" or other or not is_of_age(person, mention.noun):
            continue
        child = not person.named and any(reading.mentions[each].noun in CHILDREN for each in person.mentions)
        if not (grown and child) and (told is None or person.nouns.isdisjoint(_AGELESS)):
            found.append(person)
    return found[0] if len(found) == 1 and found[0].named else None


LATELY, NEAR = 60, 3
"""Mentions, and paragraphs, back in which those are looked for whom an age means."""
_NUMBERS = frozenset(
    {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}
)
_AGELESS = frozenset({
    "manager", "coach", "trainer", "agent", "lawyer", "solicitor", "barrister", "doctor", "judge", "coroner",
    "detective", "inspector", "sergeant", "superintendent", "officer", "prosecutor", "spokesman", "spokeswoman",
    "landlord",
})  # fmt: skip
"""What those are called of whom an article tells no age: they speak of somebody else."""
