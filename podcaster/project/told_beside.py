"""A line in which a template has other words now: it says them, or tells beside people's own what the template has."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from podcaster.project.own_words import NOBODY, has_name
from podcaster.project.units import words_of
from podcaster.script.notes import BASE, GONE, THEIRS, collision_note, read_collision

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from podcaster.model import Line


def with_words(line: Line, base: Line, new: Line) -> Line:
    """A line that says what the template has now, however people have it said; what collided there is settled."""
    told = {_as_told(each) for each in (base, new)}
    notes = tuple(note for note in line.notes if not _is_of_line(note) or not told & _values(line.notes, THEIRS))
    role = new.role if line.role == base.role else line.role
    return replace(line, role=role, text=new.text, markup=new.markup, notes=notes)


def told_beside(line: Line, base: Line, new: Line | None, people: AbstractSet[str], speaker: str) -> Line:
    """A line that people have changed, with notes of what the template has, where it names somebody else.

    Args:
        line: It.
        base: What the template had there.
        new: What it has; None: nothing any more.
        people: Whom a line may name.
        speaker: Who says what stands behind it.
    """
    named = {name for name in people if name == speaker or (new and has_name(new.text, name))}
    notes = tuple(note for note in line.notes if not _is_of_line(note))
    noted, others = _values(line.notes, THEIRS), people - named - NOBODY
    if _names(line, named) or not (noted or _names(line, others)):
        return replace(line, notes=notes if noted else line.notes)
    was = next(iter(_values(line.notes, BASE)), _as_told(base))
    there = _as_told(new) if new else GONE
    return replace(line, notes=(*notes, collision_note(BASE, "", was), collision_note(THEIRS, "", there)))


def _names(line: Line, people: AbstractSet[str]) -> bool:
    """Whether a line names one of some people, perhaps by the last word of the name alone."""
    said = set(words_of(line.text))
    return any(
        has_name(line.text, name) or (words and words[-1] in said) for name in people for words in (words_of(name),)
    )


def _as_told(line: Line) -> str:
    return f"{line.role}: {line.text}"


def _is_of_line(note: str) -> bool:
    found = read_collision(note)
    return found is not None and not found.part and not found.where


def _values(notes: Sequence[str], side: str) -> set[str]:
    """What notes say that a side has in a line's place."""
    found = (read_collision(note) for note in notes if _is_of_line(note))
    return {note.value for note in found if note and note.side == side}
