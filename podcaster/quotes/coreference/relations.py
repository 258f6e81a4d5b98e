"""Whom a description means that says whose somebody is: "his wife", "Roe's lawyer", "the airline's boss"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes.coreference.kin import OTHER_END, SAME_TIE, Ties, sibling_of, spouse_of
from podcaster.quotes.coreference.leading import leader_called
from podcaster.quotes.coreference.phrased import phrase_of
from podcaster.quotes.coreference.survivors import survivor

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from podcaster.quotes.coreference.analysis import Reading
    from podcaster.quotes.coreference.people import Person
    from podcaster.quotes.mentions.mention import Mention


def relation(
    reading: Reading, mention: Mention, unnamed: Mapping[str, Sequence[Person]], ties: Ties, recent: Sequence[Person]
) -> Person | None:
    """Somebody named by an owner: the same owner and noun mean the same person.

    Args:
        reading: The article, read; a phrase for somebody without a name may become fuller.
        mention: The description, which has an owner.
        unnamed: Those without a name, by the noun for them.
        ties: Who has been said to be whose.
        recent: Those spoken of before, the last one first.
    """
    people = reading.people
    owner = reading.mentions[mention.owner].person
    if owner < 0:
        return survivor(reading, mention)
    for person in unnamed.get(mention.noun, []):
        first = reading.mentions[person.mentions[0]]
        if first.owner >= 0 and reading.mentions[first.owner].person == owner:
            if _names_owner(reading, mention) and not _names_owner(reading, first):
                person.description = phrase_of(reading, mention)  # "his wife's campaign", now "Mrs. Roe's campaign"
            return person
    if mention.plural or not mention.definite:
        return None
    namesake = spouse_of(people, people.all[owner], mention.noun)
    if namesake is None and not reading.story:
        namesake = sibling_of(people, people.all[owner], mention.noun)
    if namesake is not None:
        return namesake
    related = [people.all[number] for number in ties.find(owner, mention.noun)]
    fits = [not (mention.gender and one.genders and one.gender != mention.gender) for one in related]
    related = [person for person, fit in zip(related, fits, strict=True) if person.named and fit]
    if len(related) == 1:
        return related[0]
    return (
        survivor(reading, mention)
        or leader_called(reading, mention, recent)
        or _coach(mention, people.all[owner], recent)
        or _of_that_tie(reading, mention, recent)
    )


_COACHES = frozenset({"manager", "coach", "boss", "captain", "skipper", "trainer"})


def _coach(mention: Mention, owner: Person, recent: Sequence[Person]) -> Person | None:
    """A player's manager, coach or captain, where the article has named one person only as such."""
    if mention.noun not in _COACHES or mention.former or owner.sort != "person" or mention.noun in owner.nouns:
        return None
    found = [one for one in recent if one.named and one is not owner and mention.noun in one.present - one.past]
    fits = len(found) == 1 and found[0].sort == "person" and not (mention.gender and found[0].gender != mention.gender)
    return found[0] if fits else None


def _of_that_tie(reading: Reading, mention: Mention, recent: Sequence[Person]) -> Person | None:
    """The one named woman with a husband in an article, who is "the climber's widow", whoever "the climber" may be."""
    nouns = {mention.noun, *SAME_TIE.get(mention.noun, ())}
    owner = reading.mentions[mention.owner]
    if mention.noun not in OTHER_END or owner.kind != "description" or not owner.definite or reading.story:
        return None
    found = [one for one in recent if one.named and not one.nouns.isdisjoint(nouns)]
    alike = len(found) == 1 and mention.gender in {"", found[0].gender} and found[0].sort == "person"
    return found[0] if alike else None


def _names_owner(reading: Reading, mention: Mention) -> bool:
    return reading.mentions[mention.owner].kind == "name"
