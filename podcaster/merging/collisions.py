"""What people and the article have both changed: shown in notes of the script until somebody settles it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from podcaster.model import NARRATOR, Line
from podcaster.patterns import on_demand
from podcaster.script.cues import Delivery, read_direction, write_directions, write_number
from podcaster.script.notes import (
    ABOVE,
    ALTERED,
    BASE,
    BEFORE,
    CUT,
    GONE,
    MORE,
    THEIRS,
    CollisionNote,
    collides,
    collision_note,
    read_collision,
    read_note,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from podcaster.model import Role, Script
    from podcaster.project.units import ScriptUnit

HEADING, SYNOPSIS = "Heading", "Synopsis"
NAME, GENDER, VOICE = "name of ", "gender of ", "voice of "
"""Parts of a script that are no lines, as notes call them; a key of the title page is called as it stands there."""
TOLD = on_demand(r"(?P<role>.*?)(?: \((?P<how>[^()]*)\))?(?: \(pause (?P<pause>[\d.]+|as ever)\))?: (?P<words>.*)")


@dataclass(frozen=True, slots=True)
class Collision:
    """What both sides changed in different ways."""

    line: int
    """Number of the line at which it is noted, from 0."""
    base: tuple[str, ...]
    """What stood there, each line as "Role: words"; what is no line as "Title: words"."""
    mine: tuple[str, ...]
    """What stands there now; none where the lines were cut."""
    theirs: tuple[str, ...]
    """What the template writes now, or a copy of the script has."""
    cut: tuple[str, ...] = ()
    """What of ``theirs`` would stand before the line, where lines were cut."""
    copied: tuple[str, ...] = ()
    """What of ``theirs`` a copy of the script has that was edited elsewhere, and not the article."""


def collisions_of(script: Script) -> tuple[Collision, ...]:
    """What is noted of collisions in a script, in order."""
    found = []
    for index, line in enumerate(script.lines):
        noted = noted_in(line.notes)
        if any(note.side == THEIRS for note in noted):
            theirs = tuple(note.shown for note in noted if note.side == THEIRS)
            base = tuple(note.shown for note in noted if note.side != THEIRS)
            cut = tuple(note.shown for note in noted if note.side == THEIRS and note.where in {ABOVE, BEFORE})
            copied = tuple(note.shown for note in noted if note.side == THEIRS and note.copy)
            found.append(Collision(index, base, _mine(script, index, noted), theirs, cut, copied))
    return tuple(found)


def _mine(script: Script, index: int, noted: Sequence[CollisionNote]) -> tuple[str, ...]:
    """What stands at a line of what collides there."""
    noted = [note for note in noted if not note.where]
    parts = tuple(f"{part}: {_value(script, index, part)}" for part in _parts(noted) if part)
    if all(note.part for note in noted):
        return parts
    how = any(read_told(note.value, script.lines[index]).how for note in noted if not note.part)
    return (*(told(line, how=how) for line in script.lines[index : end_of(script, index)]), *parts)


def _parts(noted: Iterable[CollisionNote]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(note.part for note in noted))


def noted_in(notes: Iterable[str]) -> tuple[CollisionNote, ...]:
    """What some notes tell of collisions."""
    return tuple(note for _, note in read_all(notes) if note)


def read_all(notes: Iterable[str]) -> list[tuple[str, CollisionNote | None]]:
    """Notes, each with what it tells of a collision."""
    found = list[tuple[str, CollisionNote | None]]()
    now = BASE  # an older version's notes of a line, and those of one cut before it, begin with what each was
    for text in notes:
        note = read_collision(text)
        if note and not note.part and not note.where:
            now = now if note.side == THEIRS else note.side
            note = note._replace(where=BEFORE if now == CUT else "")
        found.append((text, note))
    return found


def end_of(script: Script, index: int) -> int:
    """The number behind the last line of what collides at a line."""
    lines, end = script.lines, index + 1
    while end < len(lines) and MORE in lines[end].notes and not collides(lines[end].notes):
        end += 1
    return end


def named_at(script: Script, index: int) -> str:
    """Who has another name in the article, as noted at a line; empty: nobody."""
    notes = noted_in(script.lines[index].notes) if 0 <= index < len(script.lines) else ()
    return next((note.part.removeprefix(NAME) for note in notes if note.part.startswith(NAME)), "")


def is_of_copy(script: Script, index: int) -> bool:
    """Whether what collides at a line is a copy's of the script, and nothing the article's."""
    noted = noted_in(script.lines[index].notes) if 0 <= index < len(script.lines) else ()
    theirs = [note.copy for note in noted if note.side == THEIRS]
    return bool(theirs) and all(theirs)


def keys_of(line: Line) -> set[tuple[str, str]]:
    """The quotes that a line's words are of, as its notes say: number of the article, and key."""
    return {key for note in line.notes for key in keys_of_note(note)}


def keys_of_note(note: str) -> tuple[tuple[str, str], ...]:
    """The quote that a note is of, if it is: number of the article, and key."""
    parts = read_note(note)
    return ((parts.get("article", ""), parts["quote"]),) if parts else ()


def section_at(script: Script, index: int) -> int:
    """The number of the section that has a line."""
    count = 0
    for number, section in enumerate(script.sections):
        count += sum(isinstance(item, Line) for item in section.items)
        if index < count:
            return number
    return len(script.sections) - 1


def role_of(script: Script, part: str, kind: str) -> Role | None:
    """The person of whom a part is told that is no line: the name, gender or voice (``kind``)."""
    return next((role for role in script.roles if part == f"{kind}{role.name}"), None)


def _value(script: Script, index: int, part: str) -> str:
    """What a script has of a part that is no line."""
    section = script.sections[section_at(script, index)]
    if part in {HEADING, SYNOPSIS}:
        value = section.title if part == HEADING else section.synopsis
    elif role := role_of(script, part, NAME):
        value = role.name
    elif role := role_of(script, part, GENDER):
        value = str(role.gender)
    elif role := role_of(script, part, VOICE):
        value = role.voice
    else:
        value = script.title if part == "Title" else script.metadata.get(part, "")
    return value.replace("\n", " / ") or GONE


def noted_again(before: tuple[str, ...], new: Iterable[str]) -> tuple[str, ...]:
    """A line's notes with those of a collision that is new at it.

    One that nobody has settled yet goes on: what the article had then, from where it has now changed again, is told no
    more, and what stood there before people changed it still is. Nothing is told where the article has that again.
    """
    old, noted = read_all(before), read_all(new)
    was = {(note.of, note.value) for _, note in old if note and note.side == THEIRS}
    passed = was & {(note.of, note.value) for _, note in noted if note and note.side != THEIRS}

    def goes(note: CollisionNote | None, *, first: bool) -> bool:
        return bool(note and (note.of, note.value) in passed and (note.side == THEIRS) == first)

    at = next((number for number, (_, note) in enumerate(old) if goes(note, first=True)), len(old))
    kept = [text for text, note in old if not goes(note, first=True)]
    come = [text for text, note in noted if not goes(note, first=False) and text not in kept]
    notes = [*kept[:at], *come, *kept[at:]]
    told_now = read_all(notes)
    for of in {of for of, _ in passed}:
        sides = [
            {note.value for _, note in told_now if note and note.of == of and (note.side == THEIRS) == side}
            for side in (True, False)
        ]
        if sides[0] == sides[1]:
            notes = [text for text, note in told_now if text in notes and not (note and note.of == of)]
    return tuple(notes)


def told(line: Line, *, how: bool = False) -> str:
    """A line as a note tells it; with ``how`` it is spoken, where that collides."""
    directions = write_directions(Delivery(line.rate, line.gain)) or "(rate 1, gain 0)"
    pause = "as ever" if line.pause is None else write_number(line.pause)
    return f"{line.role} {directions} (pause {pause}): {line.text}" if how else f"{line.role}: {line.text}"


def told_all(units: Iterable[ScriptUnit], side: str) -> tuple[str, ...]:
    """The notes of one side's lines."""
    notes = tuple(collision_note(side, "", told(unit)) for unit in units if isinstance(unit, Line))
    return notes or (collision_note(side, "", GONE),)


@dataclass(frozen=True, slots=True)
class ToldAs:
    """A line as a note tells it."""

    line: Line
    """What it says."""
    how: bool
    """Whether the note tells how it is spoken too."""


def read_told(value: str, like: Line) -> ToldAs:
    """The line that a note tells; what it does not tell is as in another one."""
    notes = tuple(note for note in like.notes if note != ALTERED)
    if (found := TOLD.fullmatch(value)) and found["how"] and found["pause"]:
        with suppress(ValueError):
            delivery = read_direction(found["how"], Delivery())
            assert isinstance(delivery, Delivery)
            pause = None if found["pause"] == "as ever" else float(found["pause"])
            new = replace(like, rate=delivery.rate, gain=delivery.gain, pause=pause, notes=notes)
            return ToldAs(replace(new, role=found["role"], text=found["words"], markup=""), how=True)
    role, _, words = value.partition(": ")
    return ToldAs(
        replace(like, role=role if words else NARRATOR, text=words or role, markup="", notes=notes), how=False
    )
