"""What was measured on the encoded parts, and what follows for the whole."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field

import numpy as np

from podcaster.audio.loudness import BLOCK, integrated_loudness
from podcaster.audio.timeline import RATE


@dataclass(frozen=True, slots=True)
class Measured:
    """An encoded part, measured."""

    length: int
    """Samples."""
    energies: tuple[float, ...]
    """K-weighted mean squares of its successive 100 ms, as one channel; the last one of what remains."""
    peak: float
    """True peak, for full scale = 1."""


@dataclass(slots=True)
class Programme:
    """A whole, put together from its measured parts."""

    peak: float = 0.0
    """The highest true peak of its parts, 1 = full scale."""
    reused: int = 0
    """How many parts were not made anew."""
    _length: int = 0
    """Samples so far."""
    _times: array[float] = field(default_factory=lambda: array("d", [0.0]))
    """Where each measured block ends, in seconds; begins with 0."""
    _sums: array[float] = field(default_factory=lambda: array("d", [0.0]))
    """The energy up to each of these times: mean square times seconds."""

    def add(self, measured: Measured, *, reused: bool) -> None:
        """Append a part."""
        self.peak = float(np.maximum(self.peak, measured.peak))  # unlike max(), it keeps what is no number
        self.reused += reused
        start = self._length / RATE
        self._length += measured.length
        for at, energy in enumerate(measured.energies, 1):
            end = min(start + at * BLOCK, self._length / RATE)
            self._sums.append(self._sums[-1] + energy * (end - self._times[-1]))
            self._times.append(end)

    @property
    def loudness(self) -> float:
        """Integrated loudness of the whole, in LUFS as played."""
        return integrated_loudness(rebin(self._times, self._sums))


def rebin(times: array[float], sums: array[float]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Energies on one grid of 100 ms, from energies that were summed up over any times.

    Parts and clips begin anywhere, so their own 100 ms do not lie on the programme's; within each of them the energy is
    taken as even.
    """
    grid = np.arange(int(times[-1] / BLOCK) + 1) * BLOCK
    return np.asarray(np.diff(np.interp(grid, times, sums)) / BLOCK, np.float64)
