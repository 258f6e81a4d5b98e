"""What an editor should look at in a script."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from podcaster.errors import ReviewError
from podcaster.model import UNATTRIBUTED
from podcaster.patterns import on_demand
from podcaster.script.notes import DECIDED, THEIRS, collides, read_collision, read_note, written_role
from podcaster.wording import narrators_abroad

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from podcaster.model import Line, Script
    from podcaster.script.notes import CollisionNote

SHOWN = 60
"""Characters of a quote that a sentence shows."""
PLACE = on_demand(r",? in line \d+ of the script")
"""What these sentences say of where a line stands, which is another one whenever a line comes or goes before it."""


def review_of(script: Script) -> tuple[str, ...]:
    """The quotes that nobody is sure of and the lines that collide, a sentence each, with what to do."""
    doubts = tuple(_sentence(line) for line in script.lines if is_doubtful(line))
    return doubts + tuple(_collision(line) for line in script.lines if collides(line.notes))


def collisions_told(script: Script, folder: Path) -> str:
    """How many places of an episode's script collide and where they are seen, as sentences; empty: none does."""
    count = sum(collides(line.notes) for line in script.lines)
    if not count:
        return ""
    places, them = ("One place collides", "it") if count == 1 else (f"{count} places collide", "them")
    sides = {note.copy for line in script.lines for note in _theirs(line)}
    whose = " and ".join(name for copy, name in ((False, "the article's"), (True, "the copy's")) if copy in sides)
    shown = f"the edited lines stay, and notes in the script show {whose}."
    return f"{places}: {shown} To see {them}: podcaster edit {folder.name}"


def new_review(review: Iterable[str], before: Iterable[str]) -> tuple[str, ...]:
    """Those sentences of a script's review that an earlier one did not have, wherever in the script it had them."""
    known, new = Counter(PLACE.sub("", each) for each in before), list[str]()
    for sentence in review:
        told = PLACE.sub("", sentence)
        if known[told]:
            known[told] -= 1
        else:
            new.append(sentence)
    return tuple(new)


def _collision(line: Line) -> str:
    there, theirs = f"in line {line.place} of the script", _theirs(line)
    article, copies = ("; ".join(note.shown for note in theirs if note.copy == copy) for copy in (False, True))
    told = f"The article changed where its script was edited, {there}; it now has “{article}”." if article else ""
    copied = f"A copy of the script was edited where this one was, {there}; it has “{copies}”." if copies else ""
    return " ".join(filter(None, (told, copied)))


def _theirs(line: Line) -> tuple[CollisionNote, ...]:
    return tuple(note for note in map(read_collision, line.notes) if note and note.side == THEIRS)


def is_doubtful(line: Line) -> bool:
    """Whether nobody has decided who says a line: the reserve voice does, or somebody who is only likely."""
    notes = [parts for parts in map(read_note, line.notes) if parts]
    if line.role == UNATTRIBUTED:
        return not any(parts.get("sure") == DECIDED for parts in notes)
    if any(parts.get("why") and parts["speaker"] == written_role(line.role) for parts in notes):
        return True
    undecided = any(parts.get("sure") != DECIDED for parts in notes)
    return undecided and line.role in narrators_abroad()  # who reads such quotes of an article in another language


def _sentence(line: Line) -> str:
    words = line.text if len(line.text) <= SHOWN else f"{line.text[:SHOWN].rsplit(' ', 1)[0]} …"
    note = next((parts for parts in map(read_note, line.notes) if parts), {})
    why = note.get("why", "").rstrip(".")
    guess = f" {why}." if why else ""
    if line.role == UNATTRIBUTED:
        return f"Who says “{words}”?{guess} Put the name behind the @ in line {line.place} of the script."
    return (
        f"Does {line.role} say “{words}”?{guess} If not, put the name behind the @ in line {line.place} of the script."
    )


def check_review(script: Script) -> None:
    """See that nothing in a script wants review.

    Raises:
        ReviewError: Something does.
    """
    if review := review_of(script):
        raise ReviewError(f"{review[0]} ({len(review)} in all want review.)", "Name the speaker in the script.")
