"""What editors have written beside a script's words (``/* ... */``), when lines come in the place of others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from podcaster.model import Line
from podcaster.script.notes import comments_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from podcaster.project.units import ScriptUnit


def keep_comments(units: list[ScriptUnit], before: Sequence[ScriptUnit], gone: Iterable[ScriptUnit] = ()) -> bool:
    """Have all comments that a script had: those of a line that is no more stand at the next one that still is.

    Args:
        units: The script as it is now.
        before: What it was.
        gone: Units whose comments may be gone: somebody else has written them, and has taken them out.

    Returns:
        Whether any had gone.
    """
    there = {comment for unit in (*units, *gone) for comment in _comments(unit)}
    lost = [place for place, unit in enumerate(before) if set(_comments(unit)) - there]
    if not lost:
        return False
    places = {unit.text: place for place, unit in reversed([*enumerate(units)]) if isinstance(unit, Line)}
    for place in reversed(lost):
        texts = [unit.text for unit in before[place:] if isinstance(unit, Line)]
        at = next((places[text] for text in texts if text in places), max(places.values()))
        line = units[at]
        assert isinstance(line, Line)
        comments = [each for each in _comments(before[place]) if each not in there]
        units[at] = replace(line, notes=(*comments, *line.notes))
    return True


def _comments(unit: ScriptUnit) -> tuple[str, ...]:
    return comments_in(unit.notes) if isinstance(unit, Line) else ()
