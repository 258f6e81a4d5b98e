"""Names that only the talk of a story uses: whose they are, by who answers when they are called."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.quotes import lists
from podcaster.quotes.attribution.model import TAGS
from podcaster.quotes.attribution.relatives import find_relatives, name_married, note_aunts
from podcaster.quotes.coreference.naming import guess
from podcaster.quotes.coreference.people import plain
from podcaster.quotes.coreference.references import AUTHOR
from podcaster.quotes.coreference.short_names import is_short
from podcaster.quotes.lists import any_of, words_in
from podcaster.quotes.mentions.given_names import is_given_name
from podcaster.sentences import begins_sentence, split_sentences

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from podcaster.quotes.attribution.model import Attribution
    from podcaster.quotes.coreference.analysis import Reading
    from podcaster.quotes.coreference.meant import References
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
_CALL = on_demand(
    rf"(?:^|(?<=[,;!?.—–-]\s)|(?<=[—–]))(?:(?i:{any_of('attribution', 'calling openers', ' ')})[,!]?\s)*"
    rf"(?:(?P<title>(?i:{any_of('attribution', 'calling titles')}))\.?\s)?"
    r"(?P<name>[A-Z][a-zà-ÿ]+(?:-[A-Z][a-z]+)?(?:\s[A-Z][a-zà-ÿ]+){0,2})(?P<stop>[,!?.;—–]|$)"
)


_OATHS = words_in("attribution", "calling oaths")
_SELF = on_demand(
    r"\b(?:I am|I[’']m|[Mm]y name(?:[’']s| is)|[Cc]all me|[Nn]ame of|[Nn]ame[’']s)\s"
    rf"(?:{any_of('attribution', 'calling own titles')}\.?\s)?"
    r"(?P<name>[A-Z][a-zà-ÿ]+(?:\s[A-Z][a-zà-ÿ]+)?)"
)
"""Somebody says who he is."""
_CRIES = words_in("attribution", "calling cries")
"""What people cry out, and is nobody's name however often a passage opens with it."""
_ASKS_NAME = on_demand(r"\bname\b[^?]*\?|\b[Ww]ho are you\b|\b[Ww]ho[’']s there\b|\b[A-Z][a-z]+ what\?$")


@dataclass(slots=True)
class Vocative:
    """A name by which people are spoken to."""

    words: tuple[str, ...]
    """The longest form of it, in the article's letters, without a title."""
    title: str = ""
    """The title before it, in lower case, without a stop: "mr", "captain"; empty where none stands there."""
    passages: list[int] = field(default_factory=list)
    """Numbers of the passages in which whoever speaks calls somebody else so."""
    own: list[int] = field(default_factory=list)
    """Passages in which somebody calls himself so."""


def names_called(reading: Reading, passages: Sequence[Passage]) -> list[Vocative]:
    """The names by which the talk of a story calls somebody whom its narrator never names.

    Args:
        reading: The text, read.
        passages: Its top-level passages.
    """
    found: dict[str, Vocative] = {}
    asked = False
    for number, passage in enumerate(passages):
        inner = reading.text[passage.inner_start : passage.inner_end]
        for match in _SELF.finditer(inner):
            words = tuple(match["name"].split())
            if _is_name(reading, words, ""):
                found.setdefault(f" {words[-1]}", Vocative(words)).own.append(number)
        answers, asked = asked, any(map(_ASKS_NAME.search, split_sentences(inner)))
        for match in _calls(reading.text, passage):
            words = tuple(match["name"].split())
            title = (match["title"] or "").lower()
            whole = match.end() == passage.inner_end - passage.inner_start and match.start() == 0
            if (whole and match["stop"] == ",") or not _is_name(reading, words, title):
                continue  # "Mr. Roe," said the widow, "is in Heaven."
            held = found.setdefault(f"{lists.HONORIFICS.get(title, '')} {words[-1]}", Vocative(words))
            held.title = held.title or (title if title in lists.HONORIFICS or title in lists.TITLES else "")
            held.words = max(held.words, words, key=len)
            (held.own if answers and not match.start() else held.passages).append(number)
    small = reading.shapes.small | _small_inside(reading.text, passages)
    return [
        held for held in found.values()
        if held.words[-1].lower() not in small
        and (held.title or held.own or len(held.passages) >= TWICE or is_given_name(held.words[0]))
    ]  # fmt: skip


def names_claimed(reading: Reading, passages: Sequence[Passage]) -> list[tuple[int, int]]:
    """The passages in which somebody says by the name of one whom the narrator names who he is, each with that one.

    Args:
        reading: The text, read.
        passages: Its top-level passages.
    """
    found: list[tuple[int, int]] = []
    for number, passage in enumerate(passages):
        for match in _SELF.finditer(reading.text, passage.inner_start, passage.inner_end):
            last, first = reading.people.matching(match["name"].split()[-1])
            known = [person.number for person in last + first if person.mentions and person.sort in {"person", ""}]
            if len(known) == 1:
                found.append((number, known[0]))
    return found


def _calls(text: str, passage: Passage) -> list[re.Match[str]]:
    start, end = passage.inner_start, passage.inner_end
    parts = [text[start:end]]
    if end - start > 2 * ADDRESS:
        parts = [text[start : start + ADDRESS], text[end - ADDRESS : end]]
    found: list[re.Match[str]] = []
    for part in parts:
        for match in _CALL.finditer(part.strip()):
            opens = begins_sentence(part.strip()[: match.start()])
            if not opens or match["stop"] in {",", "!", "?"} or (match["title"] and match.end() == len(part.strip())):
                found.append(match)
    return found


def _is_name(reading: Reading, words: tuple[str, ...], title: str) -> bool:
    """Whether words are a name, and nobody's whom the narrator names."""
    for word in words:
        lower = word.lower()
        if lower in _OATHS or lower in _CRIES:
            return False
        if lower in lists.COMMON_STARTERS | lists.TIMES | lists.ADVERBS | lists.SUBORDINATORS | lists.SUBJECT_PRONOUNS:
            return False
        if lower in lists.HONORIFICS or lower in lists.VERBS or lower in lists.PERSON_NOUNS | lists.TITLES:
            return False
    last, first = reading.people.matching(words[-1])
    fitting = last + first
    if len(words) == 2 and not fitting and not title:
        last, first = reading.people.matching(words[0])
        alone = [person for person in last + first if len(person.words) == 1 and not person.title]
        if len(alone) == 1:
            reading.people.lengthen(alone[0], words)
            return False
    gender = lists.HONORIFICS.get(title, "")
    return not any(not gender or not person.gender or person.gender == gender for person in fitting)


def called_in(reading: Reading, passage: Passage) -> frozenset[int]:
    """The people whom a passage calls by name, a title heeded: "Mr. Roe" is not his wife.

    Args:
        reading: The text, read.
        passage: The passage.
    """
    found: set[int] = set()
    for match in _calls(reading.text, passage):
        words, title = match["name"].split(), (match["title"] or "").lower()
        last, first = reading.people.matching(words[-1])
        fitting = [person for person in last + first if person.sort in {"person", ""} and _fits(person, title)]
        if len(fitting) <= NAMESAKES:
            found.update(person.number for person in fitting)
    return frozenset(found)


def called_by(reading: Reading, passage: Passage) -> list[tuple[str, ...]]:
    """The names, each as its words, by which a passage calls somebody whom the text names nowhere else.

    Args:
        reading: The text, read.
        passage: The passage.
    """
    words = [tuple(match["name"].split()) for match in _calls(reading.text, passage)]
    return [name for name in words if _is_name(reading, name, "")]


NAMESAKES = 2
"""People of one name who may all be meant; of more, nobody is."""


def _fits(person: Person, title: str) -> bool:
    """Whether somebody can be called with a title."""
    gender = lists.HONORIFICS.get(title, "")
    if gender and person.gender and person.gender != gender:
        return False
    return not (
        person.title in {"Mrs.", "Miss"} and title in {"mrs", "miss"} and person.title.strip(".").lower() != title
    )


def _small_inside(text: str, passages: Sequence[Passage]) -> set[str]:
    found: set[str] = set()
    for passage in passages:
        found.update(re.findall(r"\b[a-z]{2,}\b", text[passage.inner_start : passage.inner_end]))
    return found


def name_people(
    reading: Reading,
    references: References,
    passages: Sequence[Passage],
    found: Sequence[Attribution],
    where: Mapping[int, tuple[Paragraph, int]],
) -> list[tuple[Vocative, Person]]:
    """Gives names that only the talk uses to those who answer to them, or makes somebody of them.

    Args:
        reading: The text, read; people are named and added.
        references: The choices made for its pronouns and descriptions.
        passages: Its top-level passages.
        found: Their attributions, each by itself.
        where: The paragraph and token of each passage.

    Returns:
        The names that somebody was made of, each with that one.
    """
    author = next((person for person in reading.people.all if person.description == AUTHOR), None)
    if author is not None and not author.words:
        author.description = NARRATOR
    turns = _Turns(found, where)
    for index, number in references.unnamed.items():
        reading.people.all[number].nouns.add(reading.mentions[index].noun)
    note_aunts(reading, passages)
    find_relatives(reading, references, found)
    name_married(reading, references, passages, found, where)
    made: list[tuple[Vocative, Person]] = []
    for called in names_called(reading, passages):
        owner = _in_short(reading, called) or _owner(reading, called, turns, author)
        if owner is None:
            owner = reading.people.add(called.words, sort="person")
            made.append((called, owner))
            _show_title(called, owner)
        else:
            _call(reading, called, owner)
    guess(reading.people)
    return made


def name_in_short(reading: Reading, passages: Sequence[Passage]) -> None:
    """Takes the short names of a story's talk for those of the people whom its narrator names.

    Args:
        reading: The text, read; its people are changed.
        passages: Its top-level passages.
    """
    for called in names_called(reading, passages):
        owner = _in_short(reading, called)
        if owner is not None:
            _call(reading, called, owner)


def _call(reading: Reading, called: Vocative, owner: Person) -> None:
    """Gives somebody a name by which the talk calls them."""
    if owner.words:
        reading.people.alias(owner, called.words)
    else:
        owner.aliases[owner.description] += 1
        reading.people.lengthen(owner, called.words)
        owner.description = ""
    _show_title(called, owner)


_BEFORE_NAMES = words_in("attribution", "calling before names")
"""Titles by which somebody who is called with one is named from then on."""


def _show_title(called: Vocative, owner: Person) -> None:
    if called.title in lists.HONORIFICS:
        owner.genders[lists.HONORIFICS[called.title]] += 4
        if called.title in _BEFORE_NAMES and not owner.title:
            owner.title = called.title.capitalize() + ("." if called.title in {"mr", "mrs", "ms"} else "")


def _in_short(reading: Reading, called: Vocative) -> Person | None:
    """Whose name a call has in short, or in full: "Kit" is Kitty, "Samuel" Sam, where there is one of such a name."""
    word, gender = plain(called.words[-1]), lists.HONORIFICS.get(called.title, "")
    fitting = [
        person
        for person in reading.people.all
        if person.mentions and person.words and person.sort in {"person", ""} and not person.plural
        and not (gender and person.gender and person.gender != gender)
        and any(is_short(word, plain(part)) for part in person.words)
    ]  # fmt: skip
    return fitting[0] if len(fitting) == 1 else None


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


def _owner(reading: Reading, called: Vocative, turns: _Turns, author: Person | None) -> Person | None:
    """Whose a name is: somebody without a name so far; None when nobody's."""
    evidence: dict[int, float] = {}
    barred: set[int] = set()
    for number in called.own:
        for person in turns.speakers(number, 0):
            evidence[person] = evidence.get(person, 0.0) + ANSWERS
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
    if best < 0:
        return None
    only = author is not None and best == author.number and len(evidence) == 1
    return reading.people.all[best] if fitting[best] >= (ALONE if only else ENOUGH) else None
