"""What the article had taken out and has again: it comes back to the line that people have kept for it.

Such a line is noted as colliding with nothing (``[[was: ...]][[collides: (taken out)]]``), and what both sides begin
with does not have it any more. Without more ado it would stay, and the article's come in beside it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from podcaster.merging.collisions import GONE, keys_of, read_all, read_told
from podcaster.model import NARRATOR, Line
from podcaster.project.alignment import find_counterparts, is_clearly_alike
from podcaster.script.notes import THEIRS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from podcaster.project.units import ScriptUnit


def with_returned(
    base: Sequence[ScriptUnit], ours: Sequence[ScriptUnit], theirs: Sequence[ScriptUnit]
) -> tuple[list[ScriptUnit], list[ScriptUnit]]:
    """What both sides begin with, with what the article has again in it, and ours without the notes that it is gone.

    Args:
        base: What both have begun with.
        ours: What people have made of it.
        theirs: What the template writes now.
    """
    begun, kept = list(base), list(ours)
    lost = {number: unit for number, unit in enumerate(ours) if isinstance(unit, Line) and any(_lost(unit))}
    if not lost:
        return begun, kept
    found = find_counterparts(base, theirs)
    new = [number for number in range(len(theirs)) if not any(number in each.new for each in found)]
    back: list[tuple[int, Line]] = []
    for number, line in lost.items():
        for old in _lost(line):
            at = max(new, key=lambda each: _how_surely(theirs[each], line, old), default=0)
            if not new or not _how_surely(theirs[at], line, old):
                continue
            new.remove(at)
            back.append((at, _as_before(theirs[at], line, old)))
            kept[number] = _without(line)
    places = sorted((each.new[-1], each.old[-1]) for each in found if not each.moved)
    for at, line in sorted(back, key=lambda each: each[0], reverse=True):
        begun.insert(max((old + 1 for there, old in places if there < at), default=0), line)
    return begun, kept


def _lost(line: Line) -> Iterator[Line]:
    """What a line was when the article took it out; several where it was joined of them."""
    noted = [note for _, note in read_all(line.notes) if note and not note.part and not note.where]
    if [note.value for note in noted if note.side == THEIRS] == [GONE]:
        yield from (read_told(note.value, Line(NARRATOR, "")).line for note in noted if note.side != THEIRS)


def _how_surely(unit: ScriptUnit, line: Line, old: Line) -> int:
    """How surely a unit of the article's is what a line was: it says the same, is of the same quote, or nearly so."""
    if not isinstance(unit, Line):
        return 0
    if unit.text == old.text:
        return 3
    return 2 if not keys_of(unit).isdisjoint(keys_of(line)) else int(is_clearly_alike(old, unit))


def _as_before(unit: ScriptUnit, line: Line, old: Line) -> Line:
    """What the article has again, as it was before: with the speaker that people have left, if they have."""
    assert isinstance(unit, Line)
    same = unit.text == old.text
    role = line.role if line.role == old.role else unit.role
    return replace(unit, role=role, text=old.text, markup=unit.markup if same else "")


def _without(line: Line) -> Line:
    """A line without the notes that the article has taken it out."""
    notes = (text for text, note in read_all(line.notes) if not note or note.part or note.where)
    return replace(line, notes=tuple(notes))
