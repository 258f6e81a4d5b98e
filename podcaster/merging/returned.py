"""What the article had taken out and has again: it comes back to the line that people have kept for it.

Such a line is noted as colliding with nothing (``[[was: ...]][[collides: (taken out)]]``), and what both sides begin
with does not have it any more. Without more ado it would stay, and the article's come in beside it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from podcaster.merging.collisions import keys_of, read_all, read_told
from podcaster.model import NARRATOR, Line
from podcaster.project.alignment import find_counterparts, is_version
from podcaster.script.notes import GONE, THEIRS

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
    lost = {number: was for number, unit in enumerate(ours) if isinstance(unit, Line) and (was := tuple(_lost(unit)))}
    if not lost:
        return begun, kept
    found = find_counterparts(base, theirs)
    known = {number for each in found for number in each.new}
    were: list[tuple[int, ScriptUnit]] = [
        (number, old) for number, unit in enumerate(ours) for old in lost.get(number, (unit,))
    ]
    back: list[tuple[int, Line]] = []
    for each in find_counterparts([old for _, old in were], theirs):
        (number, old), at = were[each.old[0]], each.new[0]
        again, line = theirs[at], ours[number]
        if number not in lost or at in known or not len(each.old) == len(each.new) == 1:
            continue
        if isinstance(again, Line) and isinstance(line, Line) and isinstance(old, Line) and _is_again(again, line, old):
            back.append((at, _as_before(again, line, old)))
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


def _is_again(again: Line, line: Line, old: Line) -> bool:
    """Whether a line of the article's is what one was: it says the same, or nearly so, or is of the same quote."""
    return is_version(old, again) or not keys_of(again).isdisjoint(keys_of(line))


def _as_before(again: Line, line: Line, old: Line) -> Line:
    """What the article has again, as it was before: with the speaker that people have left, if they have."""
    markup = again.markup if again.text == old.text else ""
    return replace(again, role=line.role if line.role == old.role else again.role, text=old.text, markup=markup)


def _without(line: Line) -> Line:
    """A line without the notes that the article has taken it out."""
    notes = (text for text, note in read_all(line.notes) if not note or note.part or note.where)
    return replace(line, notes=tuple(notes))
