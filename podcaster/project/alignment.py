"""Which unit of a script became which of another one: kept, changed, split, joined, or moved.

It is told by words, and by what stands around. Units that are the same in the same order are found first, then those
that are alike between them, then those that stand elsewhere now, then those of which the history tells, and at last as
many as before between two that are known: they have become each other, however they are changed.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from operator import itemgetter
from typing import TYPE_CHECKING

from podcaster.model import Line, Pause, Sound
from podcaster.project.units import Heading, key_of, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from podcaster.project.units import ScriptUnit

    Step = tuple[int, int, int, int]
    """Number and count of the old, number and count of the new."""
    Became = Callable[[Sequence[ScriptUnit], Sequence[int]], Mapping[int, Line]]
    """Tells what some lines of a script have become, as far as it knows."""

ALIKE = 0.5
"""Share of common words from which on a line is another version of one that stood in its place. Not fitted: a line with
most of its words changed is better shown as another one."""
CLEARLY = 0.7
"""The same for a line that stands elsewhere. Of the 4,292 pairs of lines of the sample scripts, some that both have the
title in them are as like each other; of all others with four words or more, the likest two have 0.62."""
ENOUGH = 4
"""Words from which on a line elsewhere is known by those that it has kept."""
MOST_PAIRS = 2_500
"""Pairs of units up to which it is looked for which became which: 50 changed lines in a row are changed as a whole."""
MOST_PARTS = 6
"""Lines that one is looked for to have been made of, or into. Who splits a paragraph seldom makes more."""


@dataclass(frozen=True, slots=True)
class Counterpart:
    """Units of two scripts that are the same; several of one side where a line was split, or lines joined."""

    old: range
    """Numbers of the first script's."""
    new: range
    """Numbers of the second's."""
    moved: bool = False
    """It stands elsewhere now; all others are in the same order in both."""


def find_counterparts(
    old: Sequence[ScriptUnit],
    new: Sequence[ScriptUnit],
    became: Became | None = None,
) -> tuple[Counterpart, ...]:
    """Which units became which: first those in order, then those that were moved.

    Args:
        old: The first script's.
        new: The second's.
        became: Tells what some of the first script's lines have become (``Lineage.became``); asked for those that
            words do not tell.
    """
    return _Search(old, new).found(became)


class _Search:
    """Two scripts, with what is not known yet of their units."""

    def __init__(self, old: Sequence[ScriptUnit], new: Sequence[ScriptUnit]) -> None:
        self.old, self.new = old, new
        self._words: tuple[dict[int, Counter[str]], dict[int, Counter[str]]] = {}, {}
        self.gone, self.there = dict.fromkeys(range(len(old))), dict.fromkeys(range(len(new)))
        """Numbers of the units of which nobody knows what has become, or what they were; in order."""
        self.pairs: list[Counterpart] = []
        self.moves: list[Counterpart] = []

    def words(self, side: int, number: int) -> Counter[str]:
        """The words of a line's text or a heading's title, of the first script (0) or the second (1)."""
        if number not in self._words[side]:
            unit = (self.old, self.new)[side][number]
            said = unit.text if isinstance(unit, Line) else unit.title if isinstance(unit, Heading) else ""
            self._words[side][number] = Counter(words_of(said))
        return self._words[side][number]

    def found(self, became: Became | None) -> tuple[Counterpart, ...]:
        """All of them."""
        old, new = (
            [number for number, unit in enumerate(units) if isinstance(unit, Line)] for units in (self.old, self.new)
        )
        between = self.pair_same(old, new, range(len(self.old)), range(len(self.new)))
        gaps = [each for olds, news in between for each in self.pair_same(olds, news, olds, news)]
        keys = [[key_of(unit) for unit in units] for units in (self.old, self.new)]
        counts = [Counter(each) for each in keys]
        self.move_same([key for key, count in counts[0].items() if count == counts[1][key] == 1])
        for gap in gaps:
            self.pair_alike(*gap)
        self.move_same(counts[0])
        self.move_alike()
        if became:
            self.pair_known(became)
        self.pairs.sort(key=lambda each: each.old.start)
        self.pair_rest()
        return (*sorted(self.pairs, key=lambda each: each.old.start), *self.moves)

    def pair_same(self, old: Sequence[int], new: Sequence[int], olds: range, news: range) -> list[tuple[range, range]]:
        """Pair units that are the same, in the same order.

        Args:
            old: Those of which it is looked for; lines first: what stands elsewhere is then not they, but a sound.
            new: The same, of the second script.
            olds: The part of the script that they are in.
            news: The same, of the second script.

        Returns:
            The parts between those that were paired.
        """
        keys = [key_of(self.old[each]) for each in old], [key_of(self.new[each]) for each in new]
        gaps, i, j = [], olds.start, news.start
        for one, other, size in SequenceMatcher(None, *keys, autojunk=False).get_matching_blocks():
            for step in range(size):
                gaps.append((range(i, old[one + step]), range(j, new[other + step])))
                self.pair(old[one + step], 1, new[other + step], 1)
                i, j = old[one + step] + 1, new[other + step] + 1
        return [gap for gap in (*gaps, (range(i, olds.stop), range(j, news.stop))) if gap[0] or gap[1]]

    def pair(self, i: int, more: int, j: int, many: int) -> None:
        """Note that units have become others in their place."""
        found = Counterpart(range(i, i + more), range(j, j + many))
        self.pairs.append(found)
        self._known(found)

    def move(self, i: int, j: int) -> None:
        """Note that a unit stands elsewhere now."""
        found = Counterpart(range(i, i + 1), range(j, j + 1), moved=True)
        self.moves.append(found)
        self._known(found)

    def _known(self, found: Counterpart) -> None:
        for number in found.old:
            del self.gone[number]
        for number in found.new:
            del self.there[number]

    def move_same(self, keys: Sequence[object] | Counter[tuple[object, ...]]) -> None:
        """Find units elsewhere that say the same: of several first those that went with what stands beside them."""
        wanted, gone = set(keys), dict[object, list[int]]()
        for number in self.gone:
            gone.setdefault(key_of(self.old[number]), []).append(number)
        there = [
            number for number in self.there if gone.get(key_of(self.new[number])) and key_of(self.new[number]) in wanted
        ]
        became = {each.old[-1]: each.new[-1] for each in (*self.pairs, *self.moves)}
        for near in (True, False):
            for number in there if near else [number for number in there if number in self.there]:
                same = gone[key_of(self.new[number])]
                beside = (i for i in same if number - 1 == became.get(i - 1) or number + 1 == became.get(i + 1))
                if (i := next(beside, None) if near else next(iter(same), None)) is not None:
                    same.remove(i)
                    self.move(i, number)
                    became[i] = number

    def move_alike(self) -> None:
        """Find lines elsewhere that say nearly the same, where no other line of either script does."""
        if len(self.gone) * len(self.there) > MOST_PAIRS:
            return
        for i in [number for number in self.gone if isinstance(self.old[number], Line)]:
            for j in [number for number in self.there if isinstance(self.new[number], Line)]:
                old, new = self.words(0, i), self.words(1, j)
                if _like(old, new) >= CLEARLY and old.total() >= ENOUGH and self._alone(i, j):
                    self.move(i, j)
                    break

    def pair_known(self, became: Became) -> None:
        """Pair lines with what they have become, in their place or elsewhere, where somebody knows it."""
        gone = [number for number in self.gone if isinstance(self.old[number], Line)]
        there = [number for number in self.there if isinstance(self.new[number], Line)]
        if not gone or not there:
            return
        for i, line in became(self.old, gone).items():
            same = [j for j in there if j in self.there and key_of(self.new[j]) == key_of(line)]
            if len(same) != 1:
                continue
            if all((each.old[0] < i) == (each.new[0] < same[0]) for each in self.pairs):
                self.pair(i, 1, same[0], 1)
            else:
                self.move(i, same[0])

    def _alone(self, i: int, j: int) -> bool:
        """Whether two lines are like each other and like no other one."""
        both = self.words(0, i), self.words(1, j)
        return not any(
            _like(one, self.words(side, number)) >= ALIKE
            for side, own, units in ((0, i, self.old), (1, j, self.new))
            for number, unit in enumerate(units)
            if number != own and isinstance(unit, Line)
            for one in both
        )

    def pair_alike(self, olds: range, news: range) -> None:
        """Find which of some units became which of some others, in order: those that are most alike in all."""
        old, new = ([each for each in some if each in free] for some, free in ((olds, self.gone), (news, self.there)))
        if not old or not new or len(old) * len(new) > MOST_PAIRS:
            return
        best: dict[tuple[int, int], tuple[float, Step | None]] = {}
        for i in range(len(old), -1, -1):
            for j in range(len(new), -1, -1):
                if i == len(old) or j == len(new):
                    best[i, j] = 0.0, None
                    continue
                ways = [
                    (score + best[i + more, j + many][0], (i, more, j, many))
                    for more, many, score in self._ways(old[i:], new[j:])
                ]
                best[i, j] = max((*ways, best[i + 1, j], best[i, j + 1]), key=itemgetter(0))
        step = best[0, 0][1]
        while step:
            i, more, j, many = step
            self.pair(old[i], more, new[j], many)
            step = best[i + more, j + many][1]

    def _ways(self, old: Sequence[int], new: Sequence[int]) -> Iterator[tuple[int, int, float]]:
        """How the first of some units may be the first of some others: how many of each, and how alike they are."""
        one, other = self.old[old[0]], self.new[new[0]]
        if isinstance(one, Line) and isinstance(other, Line):
            if (like := _like(self.words(0, old[0]), self.words(1, new[0]))) >= ALIKE:
                yield 1, 1, like
            for many, like in self._parts(0, old[0], self._in_row(1, new)):
                yield 1, many, like
            for more, like in self._parts(1, new[0], self._in_row(0, old)):
                yield more, 1, like
        elif isinstance(one, Heading) and isinstance(other, Heading):
            yield 1, 1, ALIKE + ALIKE * _like(self.words(0, old[0]), self.words(1, new[0]))
        elif isinstance(one, Sound) and isinstance(other, Sound):
            yield 1, 1, ALIKE + ALIKE * (one.name == other.name)
        elif isinstance(one, Pause) and isinstance(other, Pause):
            yield 1, 1, ALIKE

    def _in_row(self, side: int, numbers: Sequence[int]) -> list[int]:
        """The first of some numbers, as far as they are lines that nothing else stands between."""
        units, found = (self.old, self.new)[side], list[int]()
        for number in numbers[:MOST_PARTS]:
            if (found and number != found[-1] + 1) or not isinstance(units[number], Line):
                break
            found.append(number)
        return found

    def _parts(self, side: int, whole: int, parts: Sequence[int]) -> Iterator[tuple[int, float]]:
        """How many lines, two at least, say together what one line of a side says, and how alike that is.

        Those that say just the same are worth as much as each of them alone.
        """
        words, said = self.words(side, whole), Counter[str]()
        for count, part in enumerate(parts, 1):
            said += self.words(1 - side, part)
            if said.total() * ALIKE > (2 - ALIKE) * words.total():  # with so many more words they cannot be alike
                return
            if count > 1 and (like := _like(words, said)) >= ALIKE:
                yield count, float(count) if words == said and self._says(side, whole, parts[:count]) else like

    def _says(self, side: int, whole: int, parts: Sequence[int]) -> bool:
        units, others = (self.old, self.new) if side == 0 else (self.new, self.old)
        return _text(units[whole]) == " ".join(_text(others[part]) for part in parts)

    def pair_rest(self) -> None:
        """Pair what stands between two that are known, where there are as many as before."""
        known = [(-1, -1), *((each.old[-1], each.new[-1]) for each in self.pairs)]
        ends = [*((each.old[0], each.new[0]) for each in self.pairs), (len(self.old), len(self.new))]
        for (i, j), (until, to) in zip(known, ends, strict=True):
            old = [number for number in range(i + 1, until) if number in self.gone]
            new = [number for number in range(j + 1, to) if number in self.there]
            if [type(self.old[each]) for each in old] != [type(self.new[each]) for each in new]:
                old = [each for each in old if isinstance(self.old[each], Line)]
                new = [each for each in new if isinstance(self.new[each], Line)]
            if len(old) == len(new):
                for one, other in zip(old, new, strict=True):
                    if may_have_become(self.old[one], self.new[other]):
                        self.pair(one, 1, other, 1)


def is_version(one: Line, other: Line) -> bool:
    """Whether a line that stands in another one's place is a version of it, with words changed."""
    return _like(Counter(words_of(one.text)), Counter(words_of(other.text))) >= ALIKE


def may_have_become(one: ScriptUnit, other: ScriptUnit) -> bool:
    """Whether one unit can have become another in its place: a line of which no word is left is not somebody else's."""
    if not isinstance(one, Line) or not isinstance(other, Line) or one.role == other.role:
        return True
    return not Counter(words_of(one.text)).keys().isdisjoint(words_of(other.text))


def _text(unit: ScriptUnit) -> str:
    return unit.text if isinstance(unit, Line) else ""


def _like(some: Counter[str], others: Counter[str]) -> float:
    """How many of their words some texts and others have in common, 0 to 1."""
    total = some.total() + others.total()
    return 2 * sum(min(count, others[word]) for word, count in some.items()) / total if total else 0.0
