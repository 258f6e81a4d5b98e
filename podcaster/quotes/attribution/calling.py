"""Names that only the talk of a story uses: whose they are, by who answers when they are called."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from podcaster.quotes import lists
from podcaster.quotes.attribution.model import TAGS
from podcaster.quotes.coreference.naming import guess
from podcaster.quotes.coreference.references import AUTHOR
from podcaster.quotes.mentions.given_names import is_given_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from podcaster.quotes.attribution.model import Attribution
    from podcaster.quotes.coreference.analysis import Reading
    from podcaster.quotes.coreference.people import Person
    from podcaster.quotes.detection.passages import Passage
    from podcaster.quotes.words.tokens import Paragraph

NARRATOR = "the narrator"
"""The first person of a story who has no name."""
ANSWERS, CALLS, ALONE = 1.0, 0.7, 0.6
"""What speaks for somebody as the one called: answering the call, having spoken before it, and (for who tells the story
and is never called anything else) a name that the narrator's own words never use."""
ENOUGH = 1.0
"""Evidence from which on a name is somebody's."""
TWICE = 2
"""Calls that make a name of a word which is neither a given name nor behind a title."""
ADDRESS = 600
"""Characters at either end of a passage that are looked through for a name."""
_TITLES = (
    "mr|mrs|ms|miss|master|dr|doctor|captain|colonel|major|sergeant|inspector|aunt|auntie|uncle|cousin|father|sister|"
    "brother|mother|lady|lord|sir|madame|monsieur|professor|nurse|constable|squire|parson|judge|old|young|dear|poor|little"
)
_CALL = re.compile(
    rf"(?:^|(?<=[,;!?.—–-]\s)|(?<=[—–]))(?:(?i:oh|ah|my|no|yes|well|now|so|but|and|please|come|hello|hey|why|what|"
    rf"look here|thank you|good (?:morning|evening|night|day)|goodbye|dearest)[,!]?\s)*"
    rf"(?:(?P<title>(?i:{_TITLES}))\.?\s)?"
    rf"(?P<name>[A-Z][a-zà-ÿ]+(?:-[A-Z][a-z]+)?(?:\s[A-Z][a-zà-ÿ]+){{0,2}})(?P<stop>[,!?.;—–]|$)"
)


@dataclass(slots=True)
class Called:
    """A name by which people are spoken to."""

    words: tuple[str, ...]
    title: str = ""
    passages: list[int] = field(default_factory=list)


def names_called(reading: Reading, passages: Sequence[Passage]) -> list[Called]:
    """The names by which the talk of a story calls somebody whom its narrator never names.

    Args:
        reading: The text, read.
        passages: Its top-level passages.
    """
    found: dict[str, Called] = {}
    for number, passage in enumerate(passages):
        for match in _calls(reading.text, passage):
            words = tuple(match["name"].split())
            title = (match["title"] or "").lower()
            whole = match.end() == passage.inner_end - passage.inner_start and match.start() == 0
            if (whole and match["stop"] == ",") or not _is_name(reading, words, title):
                continue  # "Mr. Roe," said the widow, "is in Heaven."
            held = found.setdefault(words[-1], Called(words))
            held.title = held.title or (title if title in lists.HONORIFICS or title in lists.TITLES else "")
            held.words = max(held.words, words, key=len)
            held.passages.append(number)
    small = reading.shapes.small | _small_inside(reading.text, passages)
    return [
        held for held in found.values()
        if held.words[-1].lower() not in small
        and (held.title or len(held.passages) >= TWICE or is_given_name(held.words[0]))
    ]  # fmt: skip


def _calls(text: str, passage: Passage) -> list[re.Match[str]]:
    start, end = passage.inner_start, passage.inner_end
    parts = [text[start:end]]
    if end - start > 2 * ADDRESS:
        parts = [text[start : start + ADDRESS], text[end - ADDRESS : end]]
    found: list[re.Match[str]] = []
    for part in parts:
        for match in _CALL.finditer(part.strip()):
            opens = match.start() == 0 or part.strip()[: match.start()].rstrip()[-1:] in ".!?"
            if not opens or match["stop"] in {",", "!", "?"} or (match["title"] and match.end() == len(part.strip())):
                found.append(match)
    return found


def _is_name(reading: Reading, words: tuple[str, ...], title: str) -> bool:
    """Whether words are a name, and nobody's whom the narrator names."""
    for word in words:
        lower = word.lower()
        if lower in lists.COMMON_STARTERS | lists.TIMES | lists.ADVERBS | lists.SUBORDINATORS | lists.SUBJECT_PRONOUNS:
            return False
        if lower in lists.HONORIFICS or lower in lists.VERBS or lower in lists.PERSON_NOUNS | lists.TITLES:
            return False
    last, first = reading.people.matching(words[-1])
    alone = [person for person in reading.people.matching(words[0])[1] if len(person.words) == 1 and not person.title]
    if len(words) == 2 and not last + first and len(alone) == 1:
        reading.people.lengthen(alone[0], words)
        return False
    fitting = last + first
    gender = lists.HONORIFICS.get(title, "")
    return not any(not gender or not person.gender or person.gender == gender for person in fitting)


def _small_inside(text: str, passages: Sequence[Passage]) -> set[str]:
    found: set[str] = set()
    for passage in passages:
        found.update(re.findall(r"\b[a-z]{2,}\b", text[passage.inner_start : passage.inner_end]))
    return found


def name_people(
    reading: Reading,
    passages: Sequence[Passage],
    found: Sequence[Attribution],
    where: Mapping[int, tuple[Paragraph, int]],
) -> None:
    """Gives names that only the talk uses to those who answer to them, or makes somebody of them.

    Args:
        reading: The text, read; people are named and added.
        passages: Its top-level passages.
        found: Their attributions, each by itself.
        where: The paragraph and token of each passage.
    """
    author = next((person for person in reading.people.all if person.description == AUTHOR), None)
    if author is not None and not author.words:
        author.description = NARRATOR
    turns = _Turns(found, where)
    for called in names_called(reading, passages):
        owner = _owner(reading, called, turns, author)
        if owner is None:
            owner = reading.people.add(called.words, sort="person")
        elif not owner.words:
            owner.aliases[owner.description] += 1
            reading.people.lengthen(owner, called.words)
            owner.description = ""
        else:
            reading.people.alias(owner, called.words)
        if called.title in lists.HONORIFICS:
            owner.genders[lists.HONORIFICS[called.title]] += 4
            if called.title in {"mr", "mrs", "ms", "miss", "lady", "lord", "sir", "aunt", "uncle"} and not owner.title:
                owner.title = called.title.capitalize() + ("." if called.title in {"mr", "mrs", "ms"} else "")
    guess(reading.people)


class _Turns:
    """Which passages stand in neighbouring paragraphs."""

    def __init__(self, found: Sequence[Attribution], where: Mapping[int, tuple[Paragraph, int]]) -> None:
        self.found = found
        self.by_paragraph: dict[int, list[int]] = {}
        self.paragraph: dict[int, int] = {}
        for number in sorted(where):
            index = where[number][0].index
            self.by_paragraph.setdefault(index, []).append(number)
            self.paragraph[number] = index

    def speakers(self, number: int, step: int) -> set[int]:
        """Whom a tag names in the paragraph a step from a passage's."""
        index = self.paragraph.get(number, -9) + step
        return {
            self.found[other].person
            for other in self.by_paragraph.get(index, [])
            if self.found[other].way in TAGS and self.found[other].person >= 0
        }


def _owner(reading: Reading, called: Called, turns: _Turns, author: Person | None) -> Person | None:
    """Whose a name is: somebody without a name so far; None when nobody's."""
    evidence: dict[int, float] = {}
    barred: set[int] = set()
    for number in called.passages:
        barred |= turns.speakers(number, 0)
        for step, worth in ((1, ANSWERS), (-1, CALLS)):
            for person in turns.speakers(number, step):
                evidence[person] = evidence.get(person, 0.0) + worth
    if author is not None:
        evidence[author.number] = evidence.get(author.number, 0.0) + ALONE * min(len(called.passages), 3)
    gender = lists.HONORIFICS.get(called.title, "")
    fitting: dict[int, float] = {}
    for number, worth in evidence.items():
        one = reading.people.all[number]
        free = not one.words or one is author
        if free and number not in barred and not (gender and one.gender and one.gender != gender):
            fitting[number] = worth
    best = max(fitting, key=lambda number: (fitting[number], -number), default=-1)
    return reading.people.all[best] if best >= 0 and fitting[best] >= ENOUGH else None
