"""Decides who speaks a turn of an interview, or a block quote that names its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes import lists
from podcaster.quotes.coreference.people import IMPERSONAL, plain
from podcaster.quotes.lists import words_in
from podcaster.quotes.mentions.nouns import sort_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.coreference.analysis import Reading
    from podcaster.quotes.coreference.people import Person
    from podcaster.quotes.detection.passages import Passage

ASKING = frozenset({"q", "question", "interviewer", "reporter", "moderator", "host"})
"""Labels of the one who asks."""
ANSWERING = frozenset({"a", "answer"})
"""Labels of the one who answers."""
UNKNOWN = frozenset({"unknown", "unidentified", "voice"})
"""Words of labels for somebody whom the transcript cannot name."""
ROLE_OPENERS = words_in("attribution", "labels role openers")
"""Words that open labels of several words for a role: "Audience member"."""
INTERVIEWER = "the interviewer"
INTERVIEWEE = "the interviewee"
CERTAIN = 0.97
"""Probability that a turn's label names its speaker; of some hundred labelled turns seen, none did not."""
LIKELY_ANSWERER = 0.85
"""Probability that who is named most before an interview's first question is who answers."""


class Labels:
    """The people behind the labels of one article."""

    def __init__(self, reading: Reading, passages: Sequence[Passage]) -> None:
        self.reading = reading
        first = next((passage.start for passage in passages if "turn" in passage.flags), -1)
        self.first = first
        self.held: dict[str, tuple[int, float]] = {}

    def speaker(self, label: str) -> tuple[int, float]:
        """The number of the person whom a label means, and how probable that is."""
        key = plain(label)
        if key not in self.held:
            self.held[key] = self._find(label.partition(",")[0], key)  # "Ada Byron, countess"
        return self.held[key]

    def addressed(self, label: str) -> int:
        """The number of the person whom a question is put to; -1 for other turns."""
        if plain(label) not in ASKING:
            return -1
        person = self._answerer()
        return person.number if person is not None else -1

    def _find(self, label: str, key: str) -> tuple[int, float]:
        if key in ASKING:
            return self._described(INTERVIEWER), CERTAIN
        if key in ANSWERING:
            person = self._answerer()
            return (person.number, LIKELY_ANSWERER) if person is not None else (self._described(INTERVIEWEE), CERTAIN)
        role = self._role(label)
        return (self._described(role) if role else self._named(label)), CERTAIN

    def _described(self, description: str) -> int:
        people = self.reading.people
        found = next((person for person in people.all if person.description == description), None)
        return (found or people.add(description=description, sort="person")).number

    def _answerer(self) -> Person | None:
        """Who is spoken of most before the first question, else in all; never the author."""
        people, mentions = self.reading.people.all, self.reading.mentions
        byline = self.reading.byline.casefold()
        best: tuple[int, int, Person] | None = None
        for person in people:
            if not person.named or person.sort in IMPERSONAL or person.name.casefold() in byline:
                continue
            early = sum(1 for index in person.mentions if mentions[index].start < self.first)
            if best is None or (early, len(person.mentions)) > best[:2]:
                best = (early, len(person.mentions), person)
        return best[2] if best is not None else None

    def _role(self, label: str) -> str:
        """Of a label that is a role ("Chair", "AUDIENCE MEMBER 2"), the phrase for who has it; empty for a name."""
        words = label.lower().split()
        nouns = [word for word in words if not word.isdigit()]
        if not nouns or not (sort_of(nouns[-1]) == "person" or nouns[0] in UNKNOWN):
            return ""
        known, _ = self.reading.people.matching(label.rsplit(maxsplit=1)[-1])
        if known or (len(nouns) > 1 and sort_of(nouns[0]) != "person" and nouns[0] not in UNKNOWN | ROLE_OPENERS):
            return ""
        return " ".join(words) if len(words) > 1 else f"the {words[0]}"

    def _named(self, label: str) -> int:
        """The person whose name, or part of a name, a label is."""
        words = tuple(
            _cased(word) for word in label.split() if plain(word) not in lists.TITLES | lists.HONORIFICS.keys()
        )
        words = words or tuple(_cased(word) for word in label.split())
        people = self.reading.people
        if len(words) > 1:
            person = people.find_full(words, "")
            return (person or people.add(words, sort="person")).number
        last, first = people.matching(words[0])
        fitting = [person for person in last + first if person.sort not in IMPERSONAL]
        if fitting:
            return max(fitting, key=lambda person: (len(person.mentions), -person.number)).number
        return people.add(words, sort="person").number


def _cased(word: str) -> str:
    """A word of a label as a name is written: "O'NEILL" becomes "O'Neill"."""
    if not word.isupper() or len(word) < 3:
        return word
    return "".join(part.capitalize() if part.isalpha() else part for part in _parts(word))


def _parts(word: str) -> list[str]:
    parts, held = [], ""
    for letter in word:
        if letter.isalpha():
            held += letter
            continue
        parts += [held, letter]
        held = ""
    return [*parts, held]
