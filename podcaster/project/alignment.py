"""What of a script became what in another version of it: lines, cues and headings, and where each side has others.

A line that one side has made two of, or two that it has made one of, are one change: so are their words.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from podcaster.model import Line, Section, Sound

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from podcaster.model import Pause, Script

ALIKE = 0.5
"""Share of common words from which on a line is another version of one. Not fitted: a line with most of its words
changed is better shown as another one."""
MOST_PAIRS = 2_500
"""Pairs of units up to which it is looked for which became which: 50 changed lines in a row are edited as a whole."""
MOST_PARTS = 4
"""Lines that one is looked for to have been made of, or into. Who splits a paragraph seldom makes more."""


@dataclass(frozen=True, slots=True)
class Heading:
    """Where a section begins."""

    title: str
    """The section's."""
    synopsis: str
    """Its note for the show notes."""


if TYPE_CHECKING:
    Aligned = Line | Sound | Pause | Heading
    Opcode = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Change:
    """Units of the base that one side has others for."""

    start: int
    """Number of the first unit of the base, from 0."""
    end: int
    """Number behind the last one."""
    units: tuple[Aligned, ...]
    """What stands there instead."""


def units_of(script: Script) -> Iterator[Aligned]:
    """What a script has, in order, without its places in a file."""
    for section in script.sections:
        yield Heading(section.title, section.synopsis)
        for item in section.items:
            yield replace(item, place=0)


def sections_of(units: Iterable[Aligned], first: str) -> Iterator[Section]:
    """The sections that units make.

    Args:
        units: In order.
        first: The title of what stands before the first heading.
    """
    title, synopsis, items = first, "", list[Any]()
    for unit in units:
        if isinstance(unit, Heading):
            if items:
                yield Section(title, tuple(items), synopsis)
            title, synopsis, items = unit.title, unit.synopsis, []
        else:
            items.append(unit)
    if items:
        yield Section(title, tuple(items), synopsis)


def _key(unit: Aligned) -> tuple[object, ...]:
    """What makes two units the same though somebody has changed how they are said."""
    if isinstance(unit, Line):
        return ("line", unit.text)
    return ("heading", unit.title) if isinstance(unit, Heading) else ("cue", unit)


def align(base: Sequence[Aligned], other: Sequence[Aligned]) -> tuple[dict[int, Aligned], list[Change]]:
    """Which units one side still has, by their numbers in the base, and what it has in place of the others."""
    matcher = SequenceMatcher(None, [_key(unit) for unit in base], [_key(unit) for unit in other], autojunk=False)
    kept: dict[int, Aligned] = {}
    changes: list[Change] = []
    for tag, start, end, at, to in matcher.get_opcodes():
        if tag == "equal":
            kept |= {start + step: other[at + step] for step in range(end - start)}
        else:
            changes += _one_by_one(base, (start, end), other, (at, to))
    return kept, changes


def _one_by_one(
    base: Sequence[Aligned], old: tuple[int, int], other: Sequence[Aligned], new: tuple[int, int]
) -> Iterator[Change]:
    """What one side has in the place of some units, as changes of single ones where it shows which became which."""
    at, to = old[0], new[0]
    found = [] if old[1] - old[0] == new[1] - new[0] == 1 else _likest(base[slice(*old)], other[slice(*new)])
    length, count = old[1] - old[0], new[1] - new[0]
    for left, left_end, right, right_end in (*found, (length, length, count, count)):
        end, until = old[0] + left, new[0] + right
        if end - at == until - to:
            yield from (Change(at + step, at + step + 1, (other[to + step],)) for step in range(end - at))
        elif at < end or to < until:
            yield Change(at, end, tuple(other[to:until]))
        at, to = old[0] + left_end, new[0] + right_end
        if end < at:
            yield Change(end, at, tuple(other[until:to]))


def _likest(old: Sequence[Aligned], new: Sequence[Aligned]) -> list[Opcode]:
    """Which of some units became which of some others, in order: those that are most alike in all."""
    if not old or not new or len(old) * len(new) > MOST_PAIRS:
        return []
    best: list[list[tuple[float, list[Opcode]]]] = [[(0.0, [])] * (len(new) + 1) for _ in range(len(old) + 1)]
    shapes = [
        (1, 1),
        *((1, many) for many in range(2, MOST_PARTS + 1)),
        *((many, 1) for many in range(2, MOST_PARTS + 1)),
    ]
    for left in range(1, len(old) + 1):
        for right in range(1, len(new) + 1):
            ways = [best[left][right - 1], best[left - 1][right]]
            for many, others in shapes:
                at, to = left - many, right - others
                if at < 0 or to < 0:
                    continue
                like = _likeness(old[at:left], new[to:right])
                if like >= ALIKE:
                    score, blocks = best[at][to]
                    ways.append((score + like, [*blocks, (at, left, to, right)]))
            best[left][right] = max(ways, key=itemgetter(0))
    return best[-1][-1][1]


def _likeness(some: Sequence[Aligned], others: Sequence[Aligned]) -> float:
    """How many of their words some lines and others have in common, 0 to 1; two headings are alike."""
    if isinstance(some[0], Heading) and isinstance(others[0], Heading):
        return ALIKE if len(some) == len(others) == 1 else 0.0
    if not all(isinstance(each, Line) for each in (*some, *others)):
        return 0.0
    words, there = (Counter(words_of(units)) for units in (some, others))
    return 2 * (words & there).total() / max((words + there).total(), 1)


def words_of(units: Iterable[Aligned]) -> list[str]:
    """The words of lines, whatever their case."""
    return [word for unit in units if isinstance(unit, Line) for word in unit.text.casefold().split()]


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


def apply(kept: dict[int, Aligned], span: tuple[int, int], changes: Sequence[Change]) -> list[Aligned]:
    """What one side has in a part of the base."""
    found, at = list[Any](), span[0]
    for change in changes:
        found += [*(kept[place] for place in range(at, change.start)), *change.units]
        at = change.end
    return [*found, *(kept[place] for place in range(at, span[1]))]
