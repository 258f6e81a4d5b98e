"""Who tells a story in the first person, where the talk calls that one by a name that the narrator seldom uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes.attribution.calling import called_in
from podcaster.quotes.attribution.identity import become
from podcaster.quotes.attribution.model import TAGS
from podcaster.quotes.coreference.references import AUTHOR

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from podcaster.quotes.attribution.model import Attribution
    from podcaster.quotes.coreference.analysis import Reading
    from podcaster.quotes.coreference.meant import References
    from podcaster.quotes.detection.passages import Passage
    from podcaster.quotes.words.tokens import Paragraph

CALLS = 2
"""Calls by one name, none of them the narrator's own words, from which on it is the narrator's."""
SELDOM = 2
"""Times at most that the narrator uses that name for himself ("Give Tom Roe a boat, and he is happy")."""


def find_teller(
    reading: Reading,
    references: References,
    passages: Sequence[Passage],
    found: Sequence[Attribution],
    where: Mapping[int, tuple[Paragraph, int]],
) -> None:
    """Takes the first person who tells a story for the only one who is called by name and does nothing in it.

    Args:
        reading: The text, read; its people and mentions are changed.
        references: The choices made for its pronouns and descriptions, which are changed.
        passages: Its top-level passages.
        found: Their attributions, each by itself, which are changed.
        where: The paragraph and token of each passage.
    """
    author = next((person for person in reading.people.all if person.description == AUTHOR), None)
    if author is None or author.words:
        return
    told_of = [mention for mention in reading.mentions if mention.kind != "pronoun" and mention.person >= 0]
    acts = {mention.person for mention in told_of if mention.role == "subject"}
    speaks = {one.person for one in found if one.way in TAGS}
    told: dict[int, int] = {}
    for mention in told_of:
        if mention.kind == "name":
            told[mention.person] = told.get(mention.person, 0) + 1
    own = {where[number][0].index for number, one in enumerate(found) if one.person == author.number and number in where
           and one.way in TAGS}  # fmt: skip
    calls: dict[int, int] = {}
    barred: set[int] = set()
    for number, passage in enumerate(passages):
        called = called_in(reading, passage)
        if number in where and where[number][0].index in own:
            barred |= called
        for person in called if len(called) == 1 else ():
            calls[person] = calls.get(person, 0) + 1
    likely = [
        person
        for person, count in calls.items()
        if count >= CALLS and person not in acts | speaks | barred and 0 < told.get(person, 0) <= SELDOM
    ]
    if len(likely) != 1 or likely[0] == author.number:
        return
    who = reading.people.all[likely[0]]
    become(reading, references, found, {who.number: author.number})
    author.description, author.title = "", who.title
    reading.people.lengthen(author, who.words)
