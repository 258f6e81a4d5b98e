"""What wants a decision in an episode, in the order of the script, and who may have said it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcaster.model import UNATTRIBUTED, Gender
from podcaster.project.operations import alike, key_of
from podcaster.script.notes import read_note
from podcaster.script.passages import split_blocks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from podcaster.model import Quote, Script
    from podcaster.project.kept import Kept, Read

MOST_CHOICES = 9
"""One a digit of the keyboard."""
NEAR = 3
"""How many people around a quote are offered besides the likely one."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Somebody who may have said it."""

    name: str
    gender: Gender
    hint: str
    """Why they are offered, as a phrase."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quote stands in its article."""

    read: int
    """Which of the kept articles."""
    start: int
    end: int
    quote: Quote


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that a person should decide."""

    id: str
    """The quote's key, and the line where a key comes twice; it stays the same while other things change."""
    kind: str
    """"speaker"."""
    line: int
    reason: str
    """In words an editor understands."""
    choices: tuple[Choice, ...]
    alike: tuple[int, ...]
    """Other lines that are in doubt for the same reason."""
    place: Place | None
    """Where it stands in the article; None when only the script is known."""


def places_of(kept: Kept | None) -> dict[str, Place]:
    """Where the quotes stand, by their keys. A key that two articles share is the first one's."""
    found: dict[str, Place] = {}
    for number, read in enumerate(kept.read if kept else ()):
        for _, pieces in split_blocks(read.article, read.quotes, {}):
            for piece in pieces:
                if piece.key and piece.quote and piece.key not in found:
                    found[piece.key] = Place(number, piece.quote.start, piece.quote.end, piece.quote)
    return found


def find_doubts(script: Script, kept: Kept | None, places: Mapping[str, Place]) -> tuple[Doubt, ...]:
    """Everything in a script that nobody has decided.

    Args:
        script: The script as it is now.
        kept: What was known of the articles; None: only the script is.
        places: Of ``places_of``.
    """
    doubts = []
    for index, line in enumerate(script.lines):
        if line.role != UNATTRIBUTED:
            continue
        key = key_of(line)
        place = places.get(key)
        note = next((parts for parts in map(read_note, line.notes) if parts), {})
        reason = note.get("why", "") or "Nobody is sure who says this."
        choices = choose(index, script, kept.read[place.read] if kept and place else None, place, note)
        doubts.append(
            Doubt(f"{key or 'line'}:{index}", "speaker", index, sentence(reason), choices, alike(script, index), place)
        )
    return tuple(doubts)


def choose(
    index: int, script: Script, read: Read | None, place: Place | None, note: Mapping[str, str]
) -> tuple[Choice, ...]:
    """The people who may have said a line, the likeliest first."""
    found: dict[str, Choice] = {}

    def offer(name: str, gender: Gender, hint: str) -> None:
        if name and name not in found and name != UNATTRIBUTED:
            found[name] = Choice(name, gender, hint)

    genders = {role.name: role.gender for role in script.roles}
    likely = place.quote.speaker if place else None
    name = likely.name if likely else note.get("likely", "")
    offer(name, likely.gender if likely else genders.get(name, Gender.UNKNOWN), "most likely")
    if read and place:
        for other in near(read.quotes, place):
            assert other.speaker is not None
            offer(other.speaker.name, other.speaker.gender, "speaks close by")
        for each in mentioned(read, place):
            offer(each[0], each[1], "named close by")
    for at in sorted(range(len(script.lines)), key=lambda other: abs(other - index)):
        role = script.lines[at].role
        if key_of(script.lines[at]):
            offer(role, genders.get(role, Gender.UNKNOWN), "speaks in this episode")
    return tuple(found.values())[:MOST_CHOICES]


def near(quotes: Sequence[Quote], place: Place) -> list[Quote]:
    """The quotes around a place whose speakers are known, the nearest first."""
    known = [quote for quote in quotes if quote.speaker and not quote.review and quote.start != place.start]
    return sorted(known, key=lambda quote: min(abs(quote.end - place.start), abs(quote.start - place.end)))[:NEAR]


def mentioned(read: Read, place: Place) -> list[tuple[str, Gender]]:
    """The article's speakers in the order in which their names stand near a place."""
    text = read.article.text
    people = {quote.speaker.name: quote.speaker for quote in read.quotes if quote.speaker}
    middle = (place.start + place.end) // 2
    found = []
    for name, speaker in people.items():
        last = name.split()[-1]
        distances = [abs(match.start() - middle) for match in re.finditer(rf"\b{re.escape(last)}\b", text)]
        if distances:
            found.append((min(distances), name, speaker.gender))
    return [(name, gender) for _, name, gender in sorted(found)]


def sentence(text: str) -> str:
    """A reason as a sentence."""
    bare = text.strip().rstrip(".")
    return f"{bare[:1].upper()}{bare[1:]}."
