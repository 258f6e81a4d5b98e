"""True peaks and the limiter that keeps them under a ceiling (ITU-R BS.1770-5, annex 2: four times oversampled)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from podcaster.audio.loudness import Samples

PHASES = 4
"""Points looked at for each sample."""
HALF = 12
"""Samples on either side that decide a point between two samples."""
NEAR = 0.7
"""Only around samples this close to the highest (or to the ceiling) can a point between samples be higher: a sine of a
quarter of the sample rate, the worst there is in speech sampled at half the rate, reaches 3 dB over its samples."""
NEAR_SPEECH = 0.84
"""The same for the limiter, which is not the last word: what it may leave is found in the encoded sound. On 65 parts of
speech of 13 voices it left nothing."""
AT_ONCE = 1 << 11
"""Samples looked at in one step: memory stays small in loud music, and numpy's BLAS starts no threads of its own
(it does from 2**18 multiplications on), which would fight with ours for the cores."""
LOOK = 0.010
"""Seconds over which the limiter lowers and raises its gain around a peak: long enough that it is not heard as
distortion (a few periods of a low voice), short enough that it is not heard as pumping."""


def _interpolators() -> NDArray[np.float32]:
    """Kaiser-windowed sinc filters for the three points between two samples, as columns."""
    place = np.arange(-HALF + 1, HALF + 1)[:, None] - np.arange(1, PHASES) / PHASES
    window = np.i0(6.0 * np.sqrt(np.clip(1 - (place / HALF) ** 2, 0, 1))) / np.i0(6.0)
    taps = np.sinc(place) * window
    return np.asarray(taps / taps.sum(axis=0), np.float32)


_TAPS = _interpolators()


def true_peak(samples: Samples) -> float:
    """The highest point of the wave that the samples stand for, for full scale = 1."""
    highest = 0.0
    for channel in np.atleast_2d(samples):
        sizes = np.abs(channel)
        top = float(sizes.max(initial=0.0))
        if top > highest * NEAR:
            near = np.flatnonzero(sizes >= max(top, highest) * NEAR)
            highest = max(highest, top, float(_points(channel, near).max(initial=0.0)))
    return highest


def _points(channel: Samples, near: NDArray[np.intp]) -> Samples:
    """The highest absolute point within one sample of each of ``near``."""
    # One window is before each sample and one behind it, which is mostly the next one's too. Nothing is sorted: of a
    # sound that is loud throughout, all samples are here.
    alone = np.append(np.diff(near) > 1, True)
    before = np.arange(len(near)) + np.concatenate(([0], np.cumsum(alone[:-1])))
    starts = np.repeat(near, 1 + alone)
    starts[before[alone] + 1] += 1
    if starts[0] < HALF or starts[-1] > len(channel) - HALF:
        around, first = np.pad(channel, HALF), starts
    else:  # a copy of the whole channel would take longer than all else
        around, first = channel, starts - HALF
    windows = np.lib.stride_tricks.sliding_window_view(around, 2 * HALF)
    between = np.empty(len(starts), np.float32)
    for at in range(0, len(starts), AT_ONCE):
        some = slice(at, at + AT_ONCE)
        between[some] = np.abs(windows[first[some]] @ _TAPS).max(axis=1)
    return np.asarray(np.maximum(np.maximum(between[before], between[before + 1]), np.abs(channel[near])), np.float32)


def limit(samples: Samples, ceiling: float, sample_rate: int) -> None:
    """Lower the loudest moments, in place, so that no true peak is over a ceiling.

    It looks ahead: the gain is down before the peak comes. All channels get the same gain, so nothing moves sideways.

    Args:
        samples: Channels by samples.
        ceiling: Highest true peak, for full scale = 1.
        sample_rate: Samples a second.
    """
    loud = [np.abs(channel) > ceiling * NEAR_SPEECH for channel in samples]
    near = np.flatnonzero(loud[0] if len(loud) == 1 else np.logical_or.reduce(loud))
    if not near.size:
        return
    peaks = np.zeros(len(near), np.float32)
    for channel, own in zip(samples, loud, strict=True):
        at = np.flatnonzero(own[near])
        if at.size:
            peaks[at] = np.maximum(peaks[at], _points(channel, near[at]))
    over, peaks = near[peaks > ceiling], peaks[peaks > ceiling]
    if not over.size:
        return
    reach = int(sample_rate * LOOK)
    edges = np.flatnonzero(np.diff(over) > 4 * reach) + 1
    for run, highest in zip(np.split(over, edges), np.split(peaks, edges), strict=True):
        start, stop = max(0, int(run[0]) - 2 * reach), min(samples.shape[1], int(run[-1]) + 2 * reach + 1)
        wanted = np.ones(stop - start, np.float32)
        wanted[run - start] = ceiling / highest
        samples[:, start:stop] *= _smooth(wanted, reach)


def _smooth(gain: Samples, reach: int) -> Samples:
    """A gain nowhere over ``gain`` that moves without corners: its lowest within reach, averaged within reach."""
    lowest = np.pad(gain, 2 * reach, constant_values=1.0)
    width = 1
    while width < 2 * reach + 1:  # a running minimum, of a window that doubles
        step = min(width, 2 * reach + 1 - width)
        lowest = np.minimum(lowest[:-step], lowest[step:])
        width += step
    for _ in range(2):  # two running means make a slope without corners, by sums alone
        sums = np.cumsum(np.concatenate(([0.0], lowest)), dtype=np.float64)
        lowest = np.asarray((sums[reach + 1 :] - sums[: -reach - 1]) / (reach + 1), np.float32)
    return np.asarray(lowest, np.float32)
