"""How loud a sound is heard: K-weighting, gated loudness and true peak (ITU-R BS.1770-5, EBU R 128).

A sound is measured once, into the mean squares of its successive 100 ms ("energies"). Loudness follows from those at
any later time, for one clip, for all clips of a voice, or for a whole programme at whatever gains, without the samples.

All loudness is "as played": one channel is heard from two loudspeakers, so it counts twice (ffmpeg's ``dualmono``).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.fft import rfft, rfftfreq  # np.fft, asked for by two threads at once, can end in a RecursionError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    Samples = NDArray[np.float32]

BLOCK = 0.1
"""Seconds that one energy covers: the step of BS.1770's gating blocks."""
GATE = 4
"""Energies in one gating block: 400 ms, with 75 % overlap."""
ABSOLUTE_GATE = -70.0
"""LUFS below which a gating block does not count."""
RELATIVE_GATE = -10.0
"""LU under the loudness of the rest below which a gating block does not count."""
OFFSET = -0.691
"""BS.1770's constant, with which a full-scale 997 Hz sine in one channel reads -3.01 LUFS."""
DUAL_MONO = 2.0
"""One channel played over two loudspeakers has twice the energy."""
SILENCE = -120.0
"""What the loudness and the peak of nothing read."""

REFERENCE_RATE = 48000
"""Samples a second for which BS.1770 gives its filters."""
AT_ONCE = 32
"""Blocks transformed in one step, so that they stay in the processor's own memory."""


def measure_energies(pcm: bytes, sample_rate: int) -> tuple[tuple[float, ...], float]:
    """Measure a clip.

    Args:
        pcm: Signed 16-bit little-endian samples of one channel.
        sample_rate: Samples a second.

    Returns:
        The K-weighted mean squares of its successive 100 ms, the last one of what remains, for full scale = 1; and its
        highest absolute sample.
    """
    samples = np.frombuffer(pcm, "<i2").astype(np.float32) / np.float32(32768)
    if not samples.size:
        return (), 0.0
    return tuple(block_energies(samples, sample_rate).tolist()), float(np.abs(samples).max())


def block_energies(samples: Samples, sample_rate: int) -> NDArray[np.float64]:
    """The K-weighted mean squares of one channel's successive 100 ms; the last one is of what remains.

    Each block's power is weighted in its spectrum (Parseval), which is a third of the work of filtering and needs numpy
    only. The filters remember less than a block: single blocks differ by a tenth of a decibel from filtering, the
    loudness of speech by less than 0.01 LU.
    """
    count = max(1, int(np.ceil(len(samples) / (sample_rate * BLOCK) - 1e-9)))
    edges = np.append(np.rint(np.arange(count) * sample_rate * BLOCK).astype(np.int64), len(samples))
    width = int(np.ceil(sample_rate * BLOCK))
    weights = np.repeat(_k_weights(sample_rate, width), 2)
    whole = sample_rate * BLOCK == width
    windows = None if whole else np.lib.stride_tricks.sliding_window_view(np.pad(samples, (0, width)), width)
    energies = []
    for first in range(0, count, AT_ONCE):
        if windows is None:
            some = samples[first * width : (first + AT_ONCE) * width]
            missing = -len(some) % width if len(some) else width
            blocks = (np.pad(some, (0, missing)) if missing else some).reshape(-1, width)
        else:
            blocks = windows[edges[first : min(first + AT_ONCE, count)]]
        # With a norm to multiply by, numpy stays in single precision; without, it works in double, 2.6 times as long.
        spectrum = rfft(blocks, axis=1, norm="ortho")
        # Real and imaginary parts side by side, squared and weighted where they stand. Not by ``@``: numpy's BLAS would
        # start threads of its own, which fight with ours for the cores.
        parts = spectrum.view(spectrum.real.dtype)
        parts *= parts
        parts *= weights
        energies.append(parts.sum(axis=1))
    lengths = np.minimum(width, np.diff(edges)) if whole else np.minimum(width, len(samples) - edges[:-1])
    return np.asarray(np.concatenate(energies) / np.maximum(1, lengths), np.float64)


@lru_cache(maxsize=16)
def _k_weights(sample_rate: int, width: int) -> NDArray[np.float32]:
    """What each bin of a block's power spectrum counts: BS.1770's two filters at that frequency, at any sample rate.

    Above 24 kHz, where the standard's filters end, nothing is heard anyway; their last value stands in.
    """
    frequency = np.minimum(rfftfreq(width, 1 / sample_rate), REFERENCE_RATE / 2)
    z = np.exp(-2j * np.pi * frequency / REFERENCE_RATE)
    shelf = (1.53512485958697 - 2.69169618940638 * z + 1.19839281085285 * z * z) / (
        1 - 1.69065929318241 * z + 0.73248077421585 * z * z
    )
    high_pass = (1 - 2 * z + z * z) / (1 - 1.99004745483398 * z + 0.99007225036621 * z * z)
    weights = np.square(np.abs(shelf * high_pass)) * 2
    weights[0] /= 2
    if width % 2 == 0:
        weights[-1] /= 2
    return np.asarray(weights, np.float32)


def integrated_loudness(energies: Iterable[float] | NDArray[np.float64]) -> float:
    """The gated loudness of a programme.

    Args:
        energies: The mean squares of all of its successive 100 ms, of one channel.

    Returns:
        LUFS as played; ``SILENCE`` when nothing in it is above the gate.
    """
    values = np.asarray(energies if isinstance(energies, np.ndarray) else list(energies), np.float64)
    if not len(values):
        return SILENCE
    if len(values) < GATE:
        values = np.pad(values, (0, GATE - len(values)))
    sums = np.concatenate(([0.0], np.cumsum(values)))
    blocks = np.maximum(sums[GATE:] - sums[:-GATE], 0.0) / GATE
    blocks = blocks[blocks > energy_of(ABSOLUTE_GATE)]
    if not len(blocks):
        return SILENCE
    gate = float(blocks.mean()) * 10 ** (RELATIVE_GATE / 10)
    return loudness_of(float(blocks[blocks > gate].mean()))


def speech_loudness(clips: Iterable[tuple[float, ...]]) -> float:
    """The gated loudness of all clips of one voice: its speech level, free of what is between its words.

    Each clip is gated on its own 100 ms, because a line of one word has no full gating block.

    Returns:
        LUFS as played; ``SILENCE`` when there is nothing to hear.
    """
    # The last energy of a clip is of a remainder, and may be of a few samples only.
    values = np.array([value for energies in clips for value in (energies[:-1] or energies)], np.float64)
    values = values[values > energy_of(ABSOLUTE_GATE)]
    if not len(values):
        return SILENCE
    gate = float(values.mean()) * 10 ** (RELATIVE_GATE / 10)
    return loudness_of(float(values[values > gate].mean()))


def loudness_of(energy: float) -> float:
    """LUFS as played, of a K-weighted mean square of one channel."""
    return float(OFFSET + 10 * np.log10(DUAL_MONO * energy)) if energy > 1e-12 else SILENCE


def energy_of(loudness: float) -> float:
    """The K-weighted mean square of one channel that plays at so many LUFS."""
    return float(10 ** ((loudness - OFFSET) / 10)) / DUAL_MONO


def amplitude(decibels: float) -> float:
    """The factor that a gain in decibels multiplies samples with."""
    return float(10 ** (decibels / 20))


def decibels(value: float) -> float:
    """A factor or a level as decibels, for full scale = 1."""
    return float(20 * np.log10(value)) if value > 1e-6 else SILENCE
