"""How loud a sound is heard: K-weighting, gated loudness and true peak (ITU-R BS.1770-5, EBU R 128).

A sound is measured once, into the mean squares of its successive 100 ms ("energies"). Loudness follows from those at
any later time, for one clip, for all clips of a voice, or for a whole programme at whatever gains, without the samples.

All loudness is "as played": one channel is heard from two loudspeakers, so it counts twice (ffmpeg's ``dualmono``).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

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

_SETTLING = 0.1
"""Seconds after which the high-pass filter has forgotten its past (its poles decay by 1e-10 in it)."""
_BATCH = 16
"""Blocks filtered at once."""


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
    """The K-weighted mean squares of one channel's successive 100 ms; the last one is of what remains."""
    count = max(1, int(np.ceil(len(samples) / (sample_rate * BLOCK) - 1e-9)))
    edges = np.rint(np.arange(count) * sample_rate * BLOCK).astype(np.int64)
    squares = np.square(k_weight(samples, sample_rate), dtype=np.float32)
    sums = np.add.reduceat(squares, edges, dtype=np.float64)
    return np.asarray(sums / np.diff(np.append(edges, len(samples))), np.float64)


def k_weight(samples: Samples, sample_rate: int) -> Samples:
    """Filter one channel as BS.1770 does before it takes the power.

    By FFT, in overlapping blocks: agrees with the recursive filters within 0.001 LU and needs numpy only.
    """
    lead = int(sample_rate * _SETTLING)
    # Blocks of eight times the overlap stay in a core's cache: a third of the time of blocks four times as large.
    size = 1 << round(np.log2(8 * lead))
    while size // 2 >= len(samples) + lead:
        size //= 2
    step = size - lead
    count = -(-len(samples) // step)
    padded = np.zeros(lead + count * step, np.float32)
    padded[lead : lead + len(samples)] = samples
    windows = np.lib.stride_tricks.sliding_window_view(padded, size)[::step]
    out = np.empty((count, step), np.float32)
    for at in range(0, count, _BATCH):
        spectrum = np.fft.rfft(windows[at : at + _BATCH]) * _k_response(sample_rate, size)
        out[at : at + _BATCH] = np.fft.irfft(spectrum, size)[:, lead:]
    return out.reshape(-1)[: len(samples)]


@lru_cache(maxsize=16)
def _k_response(sample_rate: int, size: int) -> NDArray[np.complex64]:
    """The K-weighting filter's frequency response at the bins of an FFT, for any sample rate.

    BS.1770 gives coefficients for 48 kHz only. These are the analogue filters behind them (a shelf of +4 dB above
    1.7 kHz, a high-pass at 38 Hz), as libebur128 found them, brought to the sample rate by the bilinear transform.
    """
    z = np.exp(-2j * np.pi * np.arange(size // 2 + 1) / size)
    shelf_gain, shelf_q = 10 ** (3.999843853973347 / 20), 0.7071752369554196
    k = np.tan(np.pi * 1681.974450955533 / sample_rate)
    band = shelf_gain**0.4996667741545416
    shelf = (
        (shelf_gain + band * k / shelf_q + k * k)
        + 2 * (k * k - shelf_gain) * z
        + (shelf_gain - band * k / shelf_q + k * k) * z * z
    ) / ((1 + k / shelf_q + k * k) + 2 * (k * k - 1) * z + (1 - k / shelf_q + k * k) * z * z)
    pass_q = 0.5003270373238773
    k = np.tan(np.pi * 38.13547087602444 / sample_rate)
    # BS.1770's high-pass has the numerator 1, -2, 1 as it is, not divided by a0.
    high_pass = (1 - 2 * z + z * z) / (
        1 + (2 * (k * k - 1) * z + (1 - k / pass_q + k * k) * z * z) / (1 + k / pass_q + k * k)
    )
    return np.asarray(shelf * high_pass, np.complex64)


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
