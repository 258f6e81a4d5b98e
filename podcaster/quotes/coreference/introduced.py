"""Ties who a paragraph begins with to the name behind their words: "The leader was calm. “We wait,” Jan Roe said"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes import lists
from podcaster.quotes.coreference.people import note

if TYPE_CHECKING:
    from podcaster.quotes.coreference.analysis import Reading
    from podcaster.quotes.coreference.people import Person
    from podcaster.quotes.mentions.mention import Mention

_OFFICES = lists.TITLES | {"leader"}
"""What may open a paragraph for somebody who is named behind their words; a victim there is not who speaks."""


def link_introduced(reading: Reading) -> None:
    """Gives the holder of an office that a paragraph begins with the name that first stands behind quoted words in it.

    In a story nobody is met so.

    Args:
        reading: The article, read; its mentions and people are changed.
    """
    for begin, end in () if reading.story else reading.spans:
        first = reading.mentions[begin] if begin < end else None
        if first is None or first.kind != "description" or first.person >= 0 or first.noun not in _OFFICES:
            continue
        if first.first or first.owner >= 0 or not first.definite or first.plural or first.role != "subject":
            continue
        people = reading.people.all
        named = (mention for mention in reading.mentions[begin:end] if mention.kind == "name" and mention.person >= 0)
        names = [mention for mention in named if people[mention.person].sort == "person"]
        who = people[names[0].person] if len({mention.person for mention in names}) == 1 else None
        if who is None or not _says_first(reading, names[0], who) or _is_known(reading, first, who):
            continue
        if not first.gender or not who.gender or first.gender == who.gender:
            note(who, first, begin)
            who.mentions.sort()


def _is_known(reading: Reading, first: Mention, who: Person) -> bool:
    """Whether the article calls somebody else so: "the mayor", where it names one."""
    others = (person for person in reading.people.all if person is not who and person.named)
    return any(
        first.noun in person.nouns
        and (not first.modifiers or first.modifiers & person.modifiers.get(first.noun, set()))
        for person in others
    )


def _says_first(reading: Reading, name: Mention, who: Person) -> bool:
    """Whether a full name without a title is met for the first time, as the subject of a verb behind quoted words."""
    paragraph = reading.paragraphs[name.paragraph]
    known = reading.mentions[who.mentions[0]].paragraph < name.paragraph
    if known or len(name.words) < 2 or name.titles or paragraph.tokens[name.first - 1].tag not in {"Q", "V"}:
        return False
    says = (clause.subject for clause in reading.clauses[name.paragraph] if clause.sort in {"say", "speak"})
    return any(at >= 0 and reading.mentions[at] is name for at in says)
