"""What became of a line, step by step of the history: where its words say nothing of it any more.

A line that was moved, and whose words are others now, is known by what is alike only while most words are. The history
has each step by itself: in one it was moved, in another its words were changed, and each is plain to see. Only around
steps that changed the words of a line that is looked for is the script read.
"""

from __future__ import annotations

from functools import partial
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from podcaster.errors import ScriptError
from podcaster.model import Line
from podcaster.project.alignment import find_counterparts
from podcaster.project.units import units_of
from podcaster.reading import read_show_script
from podcaster.script.markup import escape_inside
from podcaster.store import SCRIPT_FILE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from podcaster.model import Script
    from podcaster.project.project import OpenProject
    from podcaster.project.units import ScriptUnit


class Lineage:
    """The history of a script, asked for what became of its lines.

    Args:
        states: Gives the script as it was written down after each step, the latest last.
        read: Reads one of them.
    """

    def __init__(self, states: Callable[[], Iterable[str]], read: Callable[[str], Script]) -> None:
        self._states, self._read = states, read

    def became(self, units: Sequence[ScriptUnit], numbers: Iterable[int]) -> dict[int, Line]:
        """What lines are by now, as far as the history tells; lines that stand several times are told of none.

        Args:
            units: Those of a script that the history begins with, that came into it, or that is like one of these.
            numbers: Which of them are asked for.
        """
        lines = {number: unit for number in numbers if isinstance(unit := units[number], Line)}
        found = self._followed(lines)
        if unknown := [number for number in lines if number not in found]:
            first = self._units(next(iter(self._states()), ""))
            before = dict(_single(units, first))
            found |= self._followed({number: before[number] for number in unknown if number in before})
        return found

    def _followed(self, lines: dict[int, Line]) -> dict[int, Line]:
        """What lines have become that have stood in the script at some time."""
        now, seen = dict(lines), set[int]()
        for before, state in pairwise(chain([""], self._states())):
            if not now:
                break
            counts = {number: _count(state, line) for number, line in now.items()}
            gone = [number for number in now if number in seen and not counts[number] and _count(before, now[number])]
            if gone:
                old, new = self._units(before), self._units(state)
                became = {_text(old[at]): line for at, line in _single(old, new) if isinstance(old[at], Line)}
                for number in gone:
                    now[number] = became.get(now[number].text, now[number])  # else it may come back
            for number, count in counts.items():
                if count == 1:
                    seen.add(number)
                elif count > 1:
                    del now[number]
        return {number: line for number, line in now.items() if number in seen}

    def _units(self, state: str) -> list[ScriptUnit]:
        try:
            return list(units_of(self._read(state)))
        except ScriptError:
            return []


def lineage_of(project: OpenProject) -> Lineage:
    """The history of an open project."""
    read = partial(read_show_script, name=SCRIPT_FILE, settings=project.settings)
    return Lineage(partial(project.journal.states, project.kept.script if project.kept else ""), read)


def _single(old: Sequence[ScriptUnit], new: Sequence[ScriptUnit]) -> Iterator[tuple[int, Line]]:
    """Numbers of lines, and the one that each has become; no lines that were split or joined."""
    for each in find_counterparts(old, new):
        line = new[each.new[0]]
        if len(each.old) == len(each.new) == 1 and isinstance(line, Line):
            yield each.old[0], line


def _text(unit: ScriptUnit) -> str:
    return unit.text if isinstance(unit, Line) else ""


def _count(state: str, line: Line) -> int:
    """How often a script has a line with these words, by its text alone."""
    words = line.markup or escape_inside(line.text)
    return sum(state.count(f"\n{mark}{words}{end}") for mark in ("", "!", "\\") for end in ("\n", " [["))
