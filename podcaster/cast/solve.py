"""Voices as far apart as can be: one for each role, so that the nearest two are as far from each other as possible.

That is max-min dispersion with a list of candidates for each role. It is solved exactly for casts of the usual size: a
search by halves over the distances, and for each a depth-first search that looks at the role with the fewest candidates
first; sets of voices are bits of a number. Where a search takes too many steps, the distance counts as out of reach.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_STEPS = 20_000
"""Steps of one search. Casts of ten people from forty voices need a few hundred."""


class Spread:
    """The problem: candidates for each role, and the distance between any two of them.

    Args:
        candidates: For each role, the numbers of the voices it may have, the preferred ones first.
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

    def solve(self) -> list[int] | None:
        """A voice for each role, or None when there are fewer voices than roles."""
        best = self._choose(0.0)
        if best is None or not self.candidates:
            return best
        voices = sorted({voice for each in self.candidates for voice in each})
        levels = sorted({self.distances[a][b] for a in voices for b in (*voices, *self.taken) if a != b})
        low, high = 0, len(levels)
        while low < high:
            middle = (low + high) // 2
            found = self._choose(levels[middle])
            if found is None:
                high = middle
            else:
                best, low = found, middle + 1
        return best

    def _choose(self, least: float) -> list[int] | None:
        """Voices that are at least so far apart; roles in their order get the best they can."""
        near = [
            sum(1 << b for b in range(len(self.distances)) if b == a or self.distances[a][b] < least)
            for a in range(len(self.distances))
        ]
        blocked = 0
        for voice in self.taken:
            blocked |= near[voice]
        open_sets = [sum(1 << voice for voice in each) & ~blocked for each in self.candidates]
        chosen: list[int] = []
        for role, each in enumerate(self.candidates):
            fitting = (item for item in each if open_sets[role] >> item & 1 and self._fits(open_sets, role, item, near))
            if (voice := next(fitting, -1)) < 0:
                return None
            chosen.append(voice)
            open_sets = [rest & ~near[voice] for rest in open_sets]
        return chosen

    def _fits(self, open_sets: Sequence[int], role: int, voice: int, near: Sequence[int]) -> bool:
        self.steps = 0
        rest = [each & ~near[voice] for each in open_sets[role + 1 :]]
        return self._possible(rest, near)

    def _possible(self, open_sets: list[int], near: Sequence[int]) -> bool:
        """Whether every role that is left can have a voice."""
        self.steps += 1
        if not open_sets:
            return True
        if not all(open_sets) or self.steps > MOST_STEPS:
            return False
        tightest = min(range(len(open_sets)), key=lambda place: open_sets[place].bit_count())
        left = open_sets[tightest]
        others = open_sets[:tightest] + open_sets[tightest + 1 :]
        while left:
            voice = (left & -left).bit_length() - 1
            left &= left - 1
            if self._possible([each & ~near[voice] for each in others], near):
                return True
        return False
