"""The notes of what people have cut and the article has changed: what it was, and where it stood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.merging.collisions import HEADING, SYNOPSIS, told
from podcaster.model import Line
from podcaster.project.units import Heading
from podcaster.script.notes import BEFORE, CUT, GONE, THEIRS, collision_note, read_collision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from podcaster.project.units import ScriptUnit


def told_cut(base: Iterable[ScriptUnit], theirs: Iterable[ScriptUnit]) -> tuple[str, ...]:
    """The notes of lines and headings that were cut, and of what the other side has of them."""
    return tuple(
        note
        for side, units in ((CUT, base), (THEIRS, theirs))
        for note in tuple(_told_cut(units, side)) or (collision_note(side, "", GONE, BEFORE),)
    )


def _told_cut(units: Iterable[ScriptUnit], side: str) -> Iterator[str]:
    for unit in units:
        if isinstance(unit, Line):
            yield collision_note(side, "", told(unit), BEFORE)
        elif isinstance(unit, Heading):
            parts = ((HEADING, unit.title), (SYNOPSIS, unit.synopsis))
            yield from (collision_note(side, part, value, BEFORE) for part, value in parts if value)


def at_place(notes: Iterable[str], where: str) -> tuple[str, ...]:
    """The notes of a place in which those of what was cut say where it stood."""
    read = [(text, read_collision(text)) for text in notes]
    return tuple(
        collision_note(note.side, note.part, note.value, where, copy=note.copy) if note and note.where else text
        for text, note in read
    )
