"""A script beside the one that it was made of: what it still has of it, what it has instead, and what it has moved."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from podcaster.project.alignment import find_counterparts
from podcaster.project.units import Heading, key_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from podcaster.project.alignment import Became
    from podcaster.project.units import ScriptUnit


@dataclass(frozen=True, slots=True)
class Change:
    """Units of the base that one side has others for."""

    start: int
    """Number of the first unit of the base, from 0."""
    end: int
    """Number behind the last one."""
    units: tuple[ScriptUnit, ...]
    """What stands there instead."""


class Side:
    """What somebody has made of a script.

    Args:
        base: What the script has.
        units: What it has become.
        became: See ``find_counterparts``.
    """

    def __init__(self, base: Sequence[ScriptUnit], units: Sequence[ScriptUnit], became: Became | None = None) -> None:
        self.base, self.units = base, units
        self.there: list[tuple[ScriptUnit, ...]] = [(unit,) for unit in units]
        """What comes of each of the units."""
        found = find_counterparts(base, units, became)
        self.moved = {each.old[0]: each.new[0] for each in found if each.moved}
        """Number of a unit of the base -> where it stands now, for those that stand elsewhere."""
        self.instead: dict[int, tuple[ScriptUnit, ...]] = {}
        """What comes of spans in the place of what this side has there; by their numbers."""
        self.spans: list[tuple[range, range]] = []
        """Ranges of the base and of the units that have come in their place; in order, and all of them."""
        i = j = 0
        for each in found:
            if not each.moved:
                self._add_gap(range(i, each.old[0]), range(j, each.new[0]))
                self.spans.append((each.old, each.new))
                i, j = each.old[-1] + 1, each.new[-1] + 1
        self._add_gap(range(i, len(base)), range(j, len(units)))

    def _add_gap(self, old: range, new: range) -> None:
        """Note what stands between two that are known; what was moved away or here is for itself at both ends of it."""
        here = set(self.moved.values())
        while old and old[0] in self.moved:
            self.spans.append((old[:1], new[:0]))
            old = old[1:]
        while new and new[0] in here:
            self.spans.append((old[:0], new[:1]))
            new = new[1:]
        behind = []
        while old and old[-1] in self.moved:
            behind.append((old[-1:], new[len(new) :]))
            old = old[:-1]
        while new and new[-1] in here:
            behind.append((old[len(old) :], new[-1:]))
            new = new[:-1]
        if {type(self.base[each]) for each in old}.isdisjoint(type(self.units[each]) for each in new):
            for left, each in enumerate(old):  # nothing of it can have become what is new; what was moved, for itself
                if left and each not in self.moved and old[left - 1] not in self.moved:
                    self.spans[-1] = (range(self.spans[-1][0].start, each + 1), new[:0])
                else:
                    self.spans.append((old[left : left + 1], new[:0]))
            old = old[len(old) :]
        self.spans += [(old, new)] if old or new else []
        self.spans += reversed(behind)

    def span_at(self, place: int) -> int:
        """The number of the span that a unit of the base is in."""
        return next(number for number, (old, _) in enumerate(self.spans) if place in old)

    def comes_to(self, number: int) -> tuple[int, int]:
        """Where the part of the base begins and ends in the place of which a unit stands now."""
        return next((old.start, old.stop) for old, new in self.spans if number in new)

    def has(self, number: int) -> tuple[ScriptUnit, ...]:
        """What stands in a span from now on."""
        if number in self.instead:
            return self.instead[number]
        return tuple(unit for place in self.spans[number][1] for unit in self.there[place])

    def came_from(self) -> dict[int, int]:
        """Where what was moved stood in the base, by the identities (``id``) of what comes of it."""
        return {id(unit): place for place, at in self.moved.items() for unit in self.there[at]}

    def is_as_before(self, start: int, end: int) -> bool:
        """Whether a part of the base is still as it was, with nothing put between."""
        return all(
            self.has(number) == tuple(self.base[old.start : old.stop])
            for number, (old, _) in enumerate(self.spans)
            if old.start < end and start < old.stop
        )

    @cached_property
    def _parts(self) -> tuple[dict[int, ScriptUnit], list[Change]]:
        kept: dict[int, ScriptUnit] = {}
        changes: list[Change] = []
        for number, (old, _) in enumerate(self.spans):
            units = self.has(number)
            if len(old) == len(units) == 1 and key_of(units[0]) == key_of(self.base[old[0]]):
                kept[old[0]] = units[0]
            elif old or units:
                changes.append(Change(old.start, old.stop, units))
        return kept, changes

    @property
    def kept(self) -> dict[int, ScriptUnit]:
        """The units that it still has in their place, by their numbers in the base: with the same words or title."""
        return self._parts[0]

    @property
    def changes(self) -> list[Change]:
        """What it has in place of the others."""
        return self._parts[1]


def apart(changes: Sequence[Change], others: Sequence[Change], base: Sequence[ScriptUnit]) -> Iterator[Change]:
    """Changes of one side, and what it has taken out in a row as so many: each line collides, or not, by itself.

    What the other side has put between two of them collides with both. A heading goes with what is below it.
    """
    between = {each.start for each in others if each.start == each.end}
    for change in changes:
        start = change.start
        if not change.units:
            for place in range(change.start + 1, change.end):
                if place not in between and not isinstance(base[place - 1], Heading):
                    yield Change(start, place, ())
                    start = place
        yield Change(start, change.end, change.units)


def group(ours: Sequence[Change], theirs: Sequence[Change]) -> Iterator[tuple[tuple[Change, ...], tuple[Change, ...]]]:
    """Changes of both sides that overlap, together: two insertions at one place do, and changes side by side do not."""
    both = sorted([(each, True) for each in ours] + [(each, False) for each in theirs], key=lambda each: _span(each[0]))
    found: list[tuple[Change, bool]] = []
    for change, own in both:
        reach = max((each.end for each, _ in found), default=-1)
        point = change.start == change.end and any(_span(each) == _span(change) for each, _ in found)
        if found and change.start >= reach and not point:
            yield _sides(found)
            found = []
        found.append((change, own))
    if found:
        yield _sides(found)


def _span(change: Change) -> tuple[int, int]:
    return change.start, change.end


def _sides(found: Sequence[tuple[Change, bool]]) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
    return tuple(each for each, own in found if own), tuple(each for each, own in found if not own)


def apply(kept: dict[int, ScriptUnit], span: tuple[int, int], changes: Sequence[Change]) -> list[ScriptUnit]:
    """What one side has in a part of the base."""
    found, at = list[Any](), span[0]
    for change in changes:
        found += [*(kept[place] for place in range(at, change.start)), *change.units]
        at = change.end
    return [*found, *(kept[place] for place in range(at, span[1]))]
