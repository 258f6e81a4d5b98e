"""Two scripts of an article, of which nobody knows what they have begun with: an old episode's and the one of now.

Which of the two has changed something cannot be told. Ours stays, and notes show wherever the other one differs, so
that nothing is lost and an editor decides, as where two changes collide (``podcaster.merging.merge``).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from podcaster.merging.collisions import GENDER, HEADING, SYNOPSIS, told, told_all
from podcaster.merging.cuttings import told_cut
from podcaster.merging.merge import put_notes
from podcaster.merging.sides import Side
from podcaster.model import COMMENTS, Line
from podcaster.project.units import Heading, sections_of, units_of
from podcaster.script.notes import GONE, MORE, THEIRS, collision_note

if TYPE_CHECKING:
    from collections.abc import Iterable

    from podcaster.merging.sides import Change
    from podcaster.model import Script
    from podcaster.project.units import ScriptUnit


def show_differences(ours: Script, theirs: Script) -> Script:
    """Our script, with notes of everything that the other one has otherwise."""
    mine = list(units_of(ours))
    there = Side(mine, list(units_of(theirs)))
    for place, other in there.kept.items():
        put_notes(mine, place, _differ(mine[place], other))
    for change in there.changes:
        _note_change(mine, change)
    put_notes(mine, 0, _page(ours, theirs))
    metadata = dict(theirs.metadata) | dict(ours.metadata)
    return replace(ours, metadata=metadata, sections=sections_of(mine, ours.sections[0].title))


def _note_change(mine: list[ScriptUnit], change: Change) -> None:
    """Note what the other script has in a place."""
    places = range(change.start, change.end)
    lines = [place for place in places if isinstance(mine[place], Line)]
    if lines:
        put_notes(mine, lines[0], told_all(change.units, THEIRS))
        for place in lines[1:]:
            put_notes(mine, place, (MORE,))
    elif any(isinstance(unit, Line) for unit in change.units):
        put_notes(mine, change.start, told_cut((), change.units))
    elif len(places) == len(change.units) == 1:
        put_notes(mine, change.start, _differ(mine[change.start], change.units[0]))


def _differ(mine: ScriptUnit, theirs: ScriptUnit) -> tuple[str, ...]:
    """The notes of a unit that the other script has otherwise."""
    if isinstance(mine, Line) and isinstance(theirs, Line) and mine.role != theirs.role:
        return (collision_note(THEIRS, "", told(theirs)),)
    if isinstance(mine, Heading) and isinstance(theirs, Heading):
        values = ((HEADING, mine.title, theirs.title), (SYNOPSIS, mine.synopsis, theirs.synopsis))
        return _told_parts(values)
    return ()


def _page(ours: Script, theirs: Script) -> tuple[str, ...]:
    """The notes of what the title pages have otherwise."""
    there = {role.name: role.gender for role in theirs.roles}
    keys = [key for key in ours.metadata if key in theirs.metadata and key not in {"Title", COMMENTS}]
    return _told_parts(
        [
            ("Title", ours.title, theirs.title),
            *((key, ours.metadata[key], theirs.metadata[key]) for key in keys),
            *((f"{GENDER}{one.name}", one.gender, there[one.name]) for one in ours.roles if one.name in there),
        ]
    )


def _told_parts(values: Iterable[tuple[str, str, str]]) -> tuple[str, ...]:
    """Notes of the parts of which the second value is another one than the first."""
    return tuple(collision_note(THEIRS, part, theirs or GONE) for part, mine, theirs in values if mine != theirs)
