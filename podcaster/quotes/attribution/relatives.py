"""Whom a story means by a relative: the wife, mother, aunt ... of somebody, who has a name elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.quotes.attribution.identity import become
from podcaster.quotes.coreference.people import plain
from podcaster.quotes.coreference.vocatives import addressed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from podcaster.quotes.attribution.model import Attribution
    from podcaster.quotes.coreference.analysis import Reading
    from podcaster.quotes.coreference.meant import References
    from podcaster.quotes.coreference.people import Person
    from podcaster.quotes.detection.passages import Passage
    from podcaster.quotes.words.tokens import Paragraph

_MARRIED = {"wife": ("Mr.", "Mrs."), "lady": ("Mr.", "Mrs."), "husband": ("Mrs.", "Mr.")}
"""What somebody is called by whom he is married to -> that one's title, and his own."""


def name_married(
    reading: Reading,
    references: References,
    passages: Sequence[Passage],
    found: Sequence[Attribution],
    where: Mapping[int, tuple[Paragraph, int]],
) -> None:
    """Names the wife of Mr. Roe Mrs. Roe, where the narrator has no name for her.

    Args:
        reading: The text, read; its people and mentions are changed.
        references: The choices made for its pronouns and descriptions, which are changed.
        passages: Its top-level passages.
        found: Their attributions, which are changed.
        where: The paragraph and token of each passage.
    """
    people = reading.people
    spoken: dict[int, list[int]] = {}
    for number, (paragraph, _) in where.items():
        spoken.setdefault(paragraph.index, []).append(number)
    for mention in reading.mentions:
        titles = _MARRIED.get(mention.noun)
        if mention.kind != "description" or titles is None or mention.owner < 0 or mention.person < 0:
            continue
        person, owner = people.all[mention.person], reading.mentions[mention.owner].person
        if owner < 0:
            beside = spoken.get(mention.paragraph, [])
            called = {other for number in beside for other in addressed(reading.text, passages[number], people)}
            owner = called.pop() if len(called) == 1 else -1
        if owner < 0 or person.words or people.all[owner].title != titles[0]:
            continue
        last, _ = people.matching(people.all[owner].words[-1])
        gender = "female" if titles[1] == "Mrs." else "male"
        mates = [other for other in last if other.number != owner and other.gender in {gender, ""}]
        if len(mates) == 1 and (mates[0].title == titles[1] or not mates[0].title):
            become(reading, references, found, {person.number: mates[0].number})
        if mates:
            continue
        person.aliases[person.description] += 1
        people.lengthen(person, people.all[owner].words)
        person.title, person.description = titles[1], ""
        person.genders["female" if titles[1] == "Mrs." else "male"] += 4


_AUNT = on_demand(r"\b(?P<kin>[Aa]unt|[Aa]untie|[Aa]unty|[Uu]ncle)\s(?P<name>[A-Z][a-zà-ÿ]+)\b")


def note_aunts(reading: Reading, passages: Sequence[Passage]) -> None:
    """Takes Ruth for an aunt, of whom the talk has spoken as Aunt Ruth.

    Args:
        reading: The text, read; its people are changed.
        passages: Its top-level passages.
    """
    for passage in passages:
        for match in _AUNT.finditer(reading.text, passage.inner_start, passage.inner_end):
            last, first = reading.people.matching(match["name"])
            fitting = [person for person in last + first if person.mentions and person.sort in {"person", ""}]
            if len(fitting) == 1:
                noun = match["kin"].lower()
                fitting[0].nouns.add("uncle" if noun == "uncle" else "aunt")
                fitting[0].genders["male" if noun == "uncle" else "female"] += 4


_PARENTS = {"mother": "Mrs.", "father": "Mr."}
"""What somebody's parent is called -> the parent's title."""


def find_relatives(reading: Reading, references: References, found: Sequence[Attribution]) -> None:
    """Takes "her mother", of Jane Roe, for Mrs. Roe where the narrator names one, or for the only Mrs. of the story.

    "His aunt" is the only one with a name who is called an aunt, and "my grandmother" the one whose name is Gran.

    Args:
        reading: The text, read; its people and mentions are changed.
        references: The choices made for its pronouns and descriptions, which are changed.
        found: The attributions of its passages, which are changed.
    """
    people = reading.people
    meant: dict[int, int] = {}
    elders_of = {
        noun: [one for one in people.all if one.words and one.mentions and (noun in one.nouns or _is_called(one, noun))]
        for noun in ("aunt", "uncle", "grandmother", "grandfather", "mother", "father")
    }
    titled: dict[str, list[Person]] = {}
    for person in people.all:
        titled.setdefault(person.title, []).append(person)
    for index, mention in enumerate(reading.mentions):
        title = _PARENTS.get(mention.noun)
        if mention.kind != "description" or mention.owner < 0:
            continue
        before = mention.person
        if len(named := elders_of.get(mention.noun, [])) == 1:
            mention.person = named[0].number
            references.held.pop(index, None)
        if title is None:
            continue
        owner = reading.mentions[mention.owner].person
        words = people.all[owner].words if owner >= 0 else ()
        last, _ = people.matching(words[-1]) if words else ([], [])
        elders = [person for person in last if person.title == title and person.number != owner]
        if not elders and len(titled.get(title, [])) == 1:
            elders = titled[title]
        # Nobody is her own mother: "her" of "said her mother" is another then.
        if len(elders) == 1 and (elders[0].number != owner or reading.mentions[mention.owner].kind == "pronoun"):
            mention.person = elders[0].number
            elders[0].nouns.add(mention.noun)
            references.held.pop(index, None)
            if before >= 0 and not people.all[before].named and people.all[before].nouns <= {mention.noun}:
                meant[before] = elders[0].number
    become(reading, references, found, meant)


_CALLED = {
    "grandmother": {"gran", "granny", "grandma", "grandmother", "nan", "nana", "grandmamma"},
    "grandfather": {"grandad", "granddad", "grandpa", "grandfather", "grandpapa", "gramps"},
    "mother": {"mother", "mum", "mummy", "mom", "mama", "mamma", "ma"},
    "father": {"father", "dad", "daddy", "papa", "pa"},
}  # fmt: skip
"""Relatives -> the words that a narrator who is one of the family uses as their names."""


def _is_called(person: Person, noun: str) -> bool:
    return len(person.words) == 1 and plain(person.words[0]) in _CALLED.get(noun, ())
