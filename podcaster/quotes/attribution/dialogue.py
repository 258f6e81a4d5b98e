"""What a conversation shows about who speaks next: whose turn it was, and whom the words address by name."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.quotes import lists
from podcaster.quotes.attribution.model import Way
from podcaster.quotes.coreference.references import AUTHOR
from podcaster.quotes.coreference.vocatives import ADDRESS, addressed, names_addressed
from podcaster.quotes.mentions.given_names import is_given_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.attribution.model import Attribution
    from podcaster.quotes.choice import Features
    from podcaster.quotes.coreference.analysis import Reading
    from podcaster.quotes.detection.passages import Passage

LONGEST_RUN = 4
"""Turns in a row that are told apart: a longer conversation alternates no more surely."""
_NAME = on_demand(r"\b[A-Z][\w'’-]+")


@dataclass(frozen=True, slots=True)
class Turns:
    """The turns of speech before a passage, a paragraph each."""

    last: tuple[int, ...]
    """The last passages of the paragraphs before, nearest first, two at most."""
    run: int
    """How many paragraphs in a row begin with a passage, this one left out."""


def turns_before(reading: Reading, passages: Sequence[Passage], paragraph: int, before: Sequence[int]) -> Turns:
    """The turns before a paragraph.

    Args:
        reading: The article, read.
        passages: Its top-level passages.
        paragraph: The paragraph's number.
        before: The speech passages before it, nearest last.
    """
    last: list[int] = []
    held = -1
    for number in reversed(before[-16:]):
        start = passages[number].start
        if start >= reading.paragraphs[paragraph].start:
            continue
        if held < 0 or start < held:
            last.append(number)
            held = _paragraph_start(reading, paragraph, start)
        if len(last) == 2:
            break
    run = 0
    while run < LONGEST_RUN and paragraph - run > 0 and _opens_with_passage(reading, paragraph - run - 1):
        run += 1
    return Turns(tuple(last), run)


def _paragraph_start(reading: Reading, number: int, start: int) -> int:
    while number > 0 and reading.paragraphs[number].start > start:
        number -= 1
    return reading.paragraphs[number].start


def _opens_with_passage(reading: Reading, number: int) -> bool:
    tokens = reading.paragraphs[number].tokens
    return bool(tokens) and tokens[0].tag == "Q"


def name_author(reading: Reading, passages: Sequence[Passage], found: Sequence[Attribution]) -> None:
    """Gives the first person who tells a story the name by which the others speak to them.

    Args:
        reading: The article, read; the author's name is changed.
        passages: Its top-level passages.
        found: Their attributions.
    """
    author = next((person for person in reading.people.all if person.description == AUTHOR), None)
    if author is None or author.words or reading.byline:
        return
    called: Counter[str] = Counter()
    for number, one in enumerate(found[1:], 1):
        if one.person == author.number and one.way is Way.TAG and found[number - 1].person != author.number:
            passage = passages[number - 1]
            words = reading.text[passage.inner_start : passage.inner_end].strip()
            names = names_addressed(reading.text, passage)
            called.update(name for name in names if _is_nobodys(reading, name) and _is_called(name, words))
    if called:
        name = called.most_common(1)[0][0]
        author.words, author.description = tuple(name.split()), ""


def _is_nobodys(reading: Reading, name: str) -> bool:
    """Whether a name is used inside quoted words only, and is one."""
    last, first = reading.people.matching(name.rsplit(maxsplit=1)[-1])
    common = name.lower() in reading.shapes.small or name.lower() in lists.COMMON_STARTERS | lists.HONORIFICS.keys()
    return not last and not first and not common and name.lower() not in lists.PERSON_NOUNS | lists.TITLES


def _is_called(name: str, words: str) -> bool:
    """Whether words call somebody by a name, and do not ask or ask for it: "Coffee?", "French?", "Tickets, please"."""
    first = name.split(maxsplit=1)[0]
    if words.strip("?.!, ") == name and words.endswith("?"):
        return False
    given = is_given_name(first) and first.lower() not in lists.DEMONYMS | lists.COUNTRIES
    return given or not words.startswith(name)


@dataclass(frozen=True, slots=True)
class Talk:
    """Whom the names inside a passage, and inside the one before, speak to or speak of."""

    here: frozenset[int]
    """Whom the passage addresses by name."""
    before: frozenset[int]
    """Whom the turn before addressed by name."""
    named: frozenset[int]
    """Of whom the passage speaks by name."""

    def features(self, person: int) -> Features:
        """What it shows about one person as the speaker."""
        found: Features = []
        if person in self.here:
            found.append("addressed here")
        elif person in self.named:
            found.append("named inside")
        if person in self.before:
            found.append("addressed before")
        return found


def talk_of(reading: Reading, passages: Sequence[Passage], number: int, before: Sequence[int]) -> Talk:
    """Whom a passage and the one before it speak to.

    Args:
        reading: The article, read.
        passages: Its top-level passages.
        number: The passage's number.
        before: The speech passages before it, nearest last.
    """
    passage, people = passages[number], reading.people
    inner = reading.text[passage.inner_start : min(passage.inner_end, passage.inner_start + 2 * ADDRESS)]
    named: set[int] = set()
    for word in set(_NAME.findall(inner)):
        last, first = people.matching(word)
        if len(last) + len(first) == 1:
            named.add((last + first)[0].number)
    earlier = addressed(reading.text, passages[before[-1]], people) if before else frozenset()
    return Talk(addressed(reading.text, passage, people), earlier, frozenset(named))
