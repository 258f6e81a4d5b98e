"""What wants a decision in an episode, in the order of the script, and who may have said it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from podcaster.model import UNATTRIBUTED, Gender
from podcaster.phrases import phrase
from podcaster.project.operations import key_of
from podcaster.script.notes import ALTERED, read_note
from podcaster.script.passages import split_blocks
from podcaster.script.review import is_doubtful

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from podcaster.model import Line, Quote, ReadArticle, Script, Speaker
    from podcaster.project.kept import Kept

MOST_CHOICES = 9
"""One a digit of the keyboard."""
NEAR = 3
"""How many people around a quote are offered besides the likely one."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Somebody who may have said it."""

    name: str
    """As the script names them, or would."""
    gender: Gender
    """As far as it is known."""
    hint: str
    """Why they are offered, as a phrase."""


@dataclass(frozen=True, slots=True)
class QuotePlace:
    """Where a quote stands in its article."""

    read: int
    """Which of the kept articles."""
    start: int
    """Offset in the article's text."""
    end: int
    """Offset behind it."""
    quote: Quote
    """The quote as it was found."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that a person should decide."""

    id: str
    """The quote's key, and the line where a key comes twice; it stays the same while other things change."""
    kind: str
    """"speaker"; "passage" (a line that may be nobody's speech), "narrated" (the narrator reads what may be
    somebody's), "table" and "word" (a name that nobody has said how to say)."""
    line: int
    """Number of the line, from 0."""
    reason: str
    """In words an editor understands."""
    choices: tuple[Choice, ...]
    """Who may have said it, the likeliest first; none where that is not the question."""
    alike: tuple[int, ...]
    """Other lines that are in doubt for the same reason."""
    place: QuotePlace | None
    """Where it stands in the article; None when only the script is known."""
    span: tuple[int, int] | None = None
    """Of a table: where it stands in the first article."""


def places_of(kept: Kept | None) -> dict[str, QuotePlace]:
    """Where the quotes stand, by their keys, and in scripts of several articles by article and key (``place_of``).

    A key that two articles share is the first one's where nothing else is said.
    """
    found: dict[str, QuotePlace] = {}
    for number, read in enumerate(kept.read if kept else ()):
        for _, pieces in split_blocks(read.article, read.quotes, {}):
            for piece in pieces:
                if piece.key and piece.quote:
                    place = QuotePlace(number, piece.quote.start, piece.quote.end, piece.quote)
                    found.setdefault(piece.key, place)
                    found[f"{number + 1} {piece.key}"] = place
    return found


def place_of(note: Mapping[str, str], places: Mapping[str, QuotePlace]) -> QuotePlace | None:
    """Where the quote of a note stands; None where only the script is known."""
    key = note.get("quote", "")
    return places.get(f"{note.get('article', '')} {key}") or places.get(key)


def find_doubts(script: Script, kept: Kept | None, places: Mapping[str, QuotePlace]) -> tuple[Doubt, ...]:
    """Everything in a script that nobody has decided.

    Args:
        script: The script as it is now.
        kept: What was known of the articles; None: only the script is.
        places: Of ``places_of``.
    """
    lines = script.lines
    waiting = [index for index, line in enumerate(lines) if is_doubtful(line)]
    if not waiting:
        return ()
    notes = {index: note_of(lines[index]) for index in waiting}
    same = defaultdict(list)
    for index in waiting:
        same[_cause(lines[index], notes[index], places)].append(index)
    around = _Around(script, kept)
    doubts = []
    for index, note in notes.items():
        key = note.get("quote", "")
        place = place_of(note, places)
        cause = _cause(lines[index], note, places)
        alike = tuple(other for other in same[cause] if other != index) if cause else ()
        reason = sentence(note.get("why", "") or "Nobody is sure who says this")
        line = lines[index]
        likely = note.get("likely", "") or (line.role if line.role != UNATTRIBUTED else "")
        choices = around.choices(index, place, likely)
        doubts.append(Doubt(f"{key or 'line'}:{index}", "speaker", index, reason, choices, alike, place))
    return tuple(doubts)


def _cause(line: Line, note: Mapping[str, str], places: Mapping[str, QuotePlace]) -> tuple[str, ...]:
    """What makes two doubts the same: the likeliest speaker, and how the text shows them; empty when there is none."""
    likely = note.get("likely", "") or (line.role if line.role != UNATTRIBUTED else "")
    place = place_of(note, places)
    return (likely, place.quote.way if place else note.get("why", "")) if likely else ()


class _Around:
    """Who is around a place of a script or of its articles, looked up once for all doubts."""

    def __init__(self, script: Script, kept: Kept | None) -> None:
        self.genders = {role.name: role.gender for role in script.roles}
        self.spoken = defaultdict[str, list[int]](list)
        """Who is quoted -> the lines."""
        for index, line in enumerate(script.lines):
            if key_of(line):
                self.spoken[line.role].append(index)
        self.read = [_Names(read) for read in kept.read] if kept else []

    def choices(self, index: int, place: QuotePlace | None, likely: str) -> tuple[Choice, ...]:
        """The people who may have said a line, the likeliest first."""
        found: dict[str, Choice] = {}

        def offer(name: str, gender: Gender, hint: str) -> None:
            if name and name not in found and name != UNATTRIBUTED:
                found[name] = Choice(name, gender, hint)

        speaker = place.quote.speaker if place else None
        name = speaker.name if speaker else likely
        offer(name, speaker.gender if speaker else self.genders.get(name, Gender.UNKNOWN), "most likely")
        for chance in place.quote.rivals if place else ():
            offer(chance.speaker.name, chance.speaker.gender, phrase("{sure} sure", sure=f"{chance.confidence:.0%}"))
        if place:
            for hint, people in self.read[place.read].near(place):
                for other in people:
                    offer(other.name, other.gender, hint)
        for role in sorted(self.spoken, key=lambda role: _distance(self.spoken[role], index)):
            offer(role, self.genders.get(role, Gender.UNKNOWN), "speaks in this episode")
        return tuple(found.values())[:MOST_CHOICES]


class _Names:
    """Where the speakers of an article speak and are named."""

    def __init__(self, read: ReadArticle) -> None:
        self.sure = [quote for quote in read.quotes if quote.speaker and not quote.review]
        self.starts = [quote.start for quote in self.sure]
        self.people = {quote.speaker.name: quote.speaker for quote in read.quotes if quote.speaker}
        self.named = {
            name: [match.start() for match in re.finditer(rf"\b{re.escape(name.split()[-1])}\b", read.article.text)]
            for name in self.people
        }

    def near(self, place: QuotePlace) -> Iterator[tuple[str, list[Speaker]]]:
        """The speakers around a place, the nearest first, with the reason why they are offered."""
        nearest = [self.sure[at] for at in islice(_outwards(self.starts, place.start), NEAR + 1)]
        yield "speaks close by", [each.speaker for each in nearest if each.speaker and each.start != place.start][:NEAR]
        close = sorted((_distance(found, place.start)[0], name) for name, found in self.named.items() if found)
        yield "named close by", [self.people[name] for _, name in close[:MOST_CHOICES]]


def _distance(places: Sequence[int], middle: int) -> tuple[int, bool]:
    """How far the nearest of some places is, which are in order; of two that are as far the one behind goes first."""
    right = bisect_left(places, middle)
    behind = [(places[right] - middle, False)] if right < len(places) else []
    before = [(middle - places[right - 1], True)] if right else []
    return min(behind + before)


def _outwards(places: Sequence[int], middle: int) -> Iterator[int]:
    """Positions in a sorted row, the nearest to a value first."""
    right = bisect_left(places, middle)
    left = right - 1
    while left >= 0 or right < len(places):
        behind = places[right] - middle if right < len(places) else None
        before = middle - places[left] if left >= 0 else None
        if before is None or (behind is not None and behind <= before):
            yield right
            right += 1
        else:
            yield left
            left -= 1


def find_altered(script: Script, kept: Kept | None, places: Mapping[str, QuotePlace]) -> frozenset[int]:
    """The lines whose words are quoted and no longer those of the article, by whatever means they were changed.

    A line has several quotes where lines were joined. One of them may not be known in the article: one that the article
    has lost, which stands in the script again when somebody has taken the merge back, or a passage that was no speech.
    Such a line has the article's words while they stand in any of its quotes.

    Args:
        script: The script as it is now.
        kept: What was known of the articles. Where only the script is, its notes say which they are.
        places: Of ``places_of``.
    """
    found = set()
    known = kept.read if kept else ()
    everywhere: list[str] = []
    for index, line in enumerate(script.lines):
        notes = [parts for parts in map(read_note, line.notes) if parts] if known else []
        there = [known[place.read].article.text[place.start : place.end] for place in _places(notes, places)]
        words = _words(line.text)
        if len(there) == len(notes):
            quoted = [_words(" ".join(there))] if notes else [words]
        else:
            quoted = everywhere or [_words(read.article.text[q.start : q.end]) for read in known for q in read.quotes]
            everywhere = quoted
        if ALTERED in line.notes or not any(words in each for each in quoted):
            found.add(index)
    return frozenset(found)


def _places(notes: Iterable[Mapping[str, str]], places: Mapping[str, QuotePlace]) -> Iterator[QuotePlace]:
    return filter(None, (place_of(note, places) for note in notes))


def _words(text: str) -> str:
    """A text's words alone, between spaces."""
    words = "".join(sign if sign.isalnum() else " " for sign in text).split()
    return f" {' '.join(words)} "


def note_of(line: Line) -> dict[str, str]:
    """The parts of a line's note about its quote; empty when it is none."""
    return next((parts for parts in map(read_note, line.notes) if parts), {})


def sentence(text: str) -> str:
    """A reason as a sentence."""
    bare = text.strip().rstrip(".")
    return f"{bare[:1].upper()}{bare[1:]}."
