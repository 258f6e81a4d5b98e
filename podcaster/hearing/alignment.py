"""Two sequences of phonemes side by side, so that they differ as little as possible."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcaster.hearing.sounds import distance, lost

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.hearing.phonemes import Word


@dataclass(frozen=True, slots=True)
class Pair:
    """A phoneme that should be heard, and the one that was; one of the two may be missing."""

    said: int | None
    """Which word of what should be said."""
    heard: int | None
    """Which word of what was heard."""
    cost: float
    """How much they differ: 0 to 1."""


def align(said: Sequence[Word], heard: Sequence[Word]) -> list[Pair]:
    """Align the phonemes of two texts with the least sum of differences (Needleman and Wunsch).

    Borders of words count for nothing: "light house" is "lighthouse".
    """
    one = [(sound, at) for at, word in enumerate(said) for sound in word.sounds]
    other = [(sound, at) for at, word in enumerate(heard) for sound in word.sounds]
    begin = _same(one, other)
    stop = _same(one[begin:][::-1], other[begin:][::-1])
    same = [Pair(a[1], b[1], 0.0) for a, b in zip(one[:begin], other[:begin], strict=True)]
    after = zip(one[len(one) - stop :], other[len(other) - stop :], strict=True)
    middle = _align(one[begin : len(one) - stop], other[begin : len(other) - stop])
    return [*same, *middle, *(Pair(a[1], b[1], 0.0) for a, b in after)]


def _same(one: Sequence[tuple[str, int]], other: Sequence[tuple[str, int]]) -> int:
    """How many phonemes at the beginning are the same."""
    count = 0
    for (first, _), (second, _) in zip(one, other, strict=False):
        if first != second:
            break
        count += 1
    return count


def _align(one: Sequence[tuple[str, int]], other: Sequence[tuple[str, int]]) -> list[Pair]:
    drops = [lost(sound) for sound, _ in one]
    adds = [lost(sound) for sound, _ in other]
    rows = [[0.0] * (len(other) + 1)]
    for at, add in enumerate(adds):
        rows[0][at + 1] = rows[0][at] + add
    for at, (sound, _) in enumerate(one):
        above, drop = rows[-1], drops[at]
        row = [above[0] + drop]
        for place, (candidate, _) in enumerate(other):
            row.append(
                min(above[place] + distance(sound, candidate), above[place + 1] + drop, row[place] + adds[place])
            )
        rows.append(row)
    return _walk_back(rows, one, other, drops)


def _walk_back(
    rows: list[list[float]], one: Sequence[tuple[str, int]], other: Sequence[tuple[str, int]], drops: Sequence[float]
) -> list[Pair]:
    pairs: list[Pair] = []
    at, place = len(one), len(other)
    while at or place:
        here = rows[at][place]
        apart = distance(one[at - 1][0], other[place - 1][0]) if at and place else 2.0
        if at and place and here >= rows[at - 1][place - 1] + apart - 1e-9:
            at, place = at - 1, place - 1
            pairs.append(Pair(one[at][1], other[place][1], apart))
        elif at and here >= rows[at - 1][place] + drops[at - 1] - 1e-9:
            at -= 1
            pairs.append(Pair(one[at][1], None, drops[at]))
        else:
            place -= 1
            pairs.append(Pair(None, other[place][1], lost(other[place][0])))
    return pairs[::-1]
