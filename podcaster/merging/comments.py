"""What editors have written beside a script's words (``/* ... */``), when lines come in the place of others."""

from __future__ import annotations

from collections import Counter
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
    lost = _lost(units, before, gone)
    if not lost:
        return False
    places = {unit.text: place for place, unit in reversed([*enumerate(units)]) if isinstance(unit, Line)}
    for place, comments in reversed(lost.items()):
        texts = [unit.text for unit in before[place:] if isinstance(unit, Line)]
        at = next((places[text] for text in texts if text in places), max(places.values()))
        line = units[at]
        assert isinstance(line, Line)
        units[at] = replace(line, notes=(*comments, *line.notes))
    return True


def _lost(
    units: Sequence[ScriptUnit], before: Sequence[ScriptUnit], gone: Iterable[ScriptUnit]
) -> dict[int, list[str]]:
    """The comments that are not there any more, by the numbers of their lines before; of equal ones a gone line's."""
    there = Counter(comment for unit in (*units, *gone) for comment in _comments(unit))
    missing = Counter(comment for unit in before for comment in _comments(unit)) - there
    found: dict[int, list[str]] = {}
    if not missing:
        return found
    kept = {unit.text for unit in units if isinstance(unit, Line)}
    for place in sorted(range(len(before)), key=lambda each: getattr(before[each], "text", "") in kept):
        for comment in _comments(before[place]):
            if missing[comment]:
                missing[comment] -= 1
                found.setdefault(place, []).append(comment)
    return dict(sorted(found.items()))


def _comments(unit: ScriptUnit) -> tuple[str, ...]:
    return comments_in(unit.notes) if isinstance(unit, Line) else ()
