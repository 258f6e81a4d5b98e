"""Voices as far apart as can be: one for each role, so that the nearest two are as far from each other as possible.

That is max-min dispersion with a list of candidates for each role. It is solved exactly for casts of the usual size: a
search by halves over the distances, and for each a depth-first search that looks at the role with the fewest candidates
first; sets of voices are bits of a number. Where a search takes too many steps, the distance counts as out of reach.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate
from operator import or_
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_STEPS = 1000
"""Steps of one search. Casts of ten people from forty voices need a few hundred at most."""


class Spread:
    """The problem: candidates for each role, and the distance between any two of them.

    Args:
        candidates: For each role, the numbers of the voices it may have; lower numbers are preferred.
        distances: Between any two voices.
        taken: The voices that others have already.
    """

    def __init__(
        self, candidates: Sequence[Sequence[int]], distances: Sequence[Sequence[float]], taken: Sequence[int]
    ) -> None:
        self.candidates = candidates
        self.distances = distances
        self.taken = taken
        self.steps = 0
        self._rows = [_Row(voice, row) for voice, row in enumerate(distances)]

    def solve(self) -> list[int] | None:
        """A voice for each role, or None when there are fewer voices than roles."""
        voices = sorted({voice for each in self.candidates for voice in each})
        if len(voices) < len(self.candidates):
            return None
        best = self._choose(0.0)
        levels = sorted({self.distances[a][b] for a in voices for b in (*voices, *self.taken) if a != b})
        low, high = 0, len(levels) if best else 0
        while low < high:
            middle = (low + high) // 2
            found = self._choose(levels[middle])
            if found is None:
                high = middle
            else:
                best, low = found, middle + 1
        return best

    def _choose(self, least: float) -> list[int] | None:
        """Voices that are at least so far apart."""
        near = [row.nearer_than(least) for row in self._rows]
        blocked = 0
        for voice in self.taken:
            blocked |= near[voice]
        open_sets = [sum(1 << voice for voice in each) & ~blocked for each in self.candidates]
        self.steps = 0
        found = self._assign(dict(enumerate(open_sets)), near)
        return [found[role] for role in range(len(open_sets))] if found is not None else None

    def _assign(self, open_sets: dict[int, int], near: Sequence[int]) -> dict[int, int] | None:
        """A voice for every role that is left; of equally constrained roles the first one chooses first."""
        self.steps += 1
        if not open_sets:
            return {}
        if not all(open_sets.values()) or self.steps > MOST_STEPS:
            return None
        tightest = min(open_sets, key=lambda role: open_sets[role].bit_count())
        left = open_sets[tightest]
        while left:
            voice = (left & -left).bit_length() - 1
            left &= left - 1
            rest = {role: each & ~near[voice] for role, each in open_sets.items() if role != tightest}
            if (found := self._assign(rest, near)) is not None:
                return {tightest: voice, **found}
        return None


class _Row:
    """The voices around one, the nearest first, so that those within any distance are found without looking at all."""

    def __init__(self, voice: int, distances: Sequence[float]) -> None:
        order = sorted(range(len(distances)), key=distances.__getitem__)
        self._distances = [distances[other] for other in order]
        self._sets = list(accumulate((1 << other for other in order), or_, initial=1 << voice))

    def nearer_than(self, least: float) -> int:
        """The set of voices that are nearer than ``least``, with the voice itself."""
        return self._sets[bisect_left(self._distances, least)]
