"""Lines that people have split, and of which they have moved a part: what the article changes in each is followed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from podcaster.merging.parts import merge_apart
from podcaster.model import Line
from podcaster.project.units import key_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from podcaster.merging.sides import Side
    from podcaster.project.units import ScriptUnit


def follow_halves(base: Sequence[ScriptUnit], ours: Side, theirs: Side) -> None:
    """Put what the article has changed in a line into its pieces, wherever people have put them.

    The article has the line as it was before from then on, so that nothing is left to merge in its old place. Lines
    whose pieces are still one behind the other in their place are left to who merges that place as a whole.
    """
    counts, there = Counter(map(key_of, base)), set(map(key_of, ours.units))
    firsts: dict[str, list[int]] = {}
    for number, unit in enumerate(ours.units):
        if isinstance(unit, Line) and key_of(unit) not in counts:
            firsts.setdefault(unit.text.split(" ", 1)[0], []).append(number)
    for place, unit in enumerate(base if firsts else ()):
        if not isinstance(unit, Line) or counts[key_of(unit)] > 1 or key_of(unit) in there:
            continue
        pieces = _pieces(unit.text, ours.units, firsts)
        whole = any(list(new) == pieces and len(old) == 1 for old, new in ours.spans if place in old)
        span = theirs.span_at(place)
        if len(pieces) < 2 or whole or place in theirs.moved or len(theirs.spans[span][0]) > 1:
            continue
        merged = merge_apart(unit, [_line(ours.units, number) for number in pieces], theirs.has(span))
        if merged is not None:
            for number, line in zip(pieces, merged, strict=True):
                ours.there[number] = (line,)
            theirs.instead[span] = (unit,)


def _pieces(text: str, units: Sequence[ScriptUnit], firsts: Mapping[str, Sequence[int]]) -> list[int]:
    """The lines that say together what one said, in its order; none where there are no such.

    Args:
        text: What it said.
        units: The script.
        firsts: First word -> numbers of the lines that may be pieces.
    """
    found: list[int] = []
    rest = text
    while rest:
        fitting = [
            number
            for number in firsts.get(rest.split(" ", 1)[0], ())
            if number not in found and f"{rest} ".startswith(f"{_line(units, number).text} ")
        ]
        if not fitting:
            return []
        found.append(max(fitting, key=lambda number: len(_line(units, number).text)))
        rest = rest[len(_line(units, found[-1]).text) + 1 :]
    return found


def _line(units: Sequence[ScriptUnit], number: int) -> Line:
    line = units[number]
    assert isinstance(line, Line)
    return line
