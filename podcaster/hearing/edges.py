"""What no words tell: a voice that begins late, a noise in or behind the words, an end that is cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.hearing.findings import Fault

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from podcaster.hearing.base import Heard
    from podcaster.model import Audio

BLOCK = 0.01
"""Seconds from one level to the next."""
FRAME = 0.04
"""Seconds over which a voice's periods are looked for: two of the lowest."""
AUDIBLE = -30.0
"""dB under a line's loudest tenth of a second from which on a sound is heard as part of it."""
OVER_FLOOR = 8.0
"""dB that a sound has to be over what is heard between the lines, such as music, before it counts."""
LATE = 0.35
"""Seconds at a line's beginning in which nothing is audible."""
NOISE = 0.35
"""Seconds of sound without a pitch, in a row: the longest fricatives have 0.25."""
BEHIND = 0.25
"""Seconds of sound behind the last word."""
FEW, LETTER = 3, 0.065
"""Words of a line in which a recogniser may place the last one too early, and the seconds that a letter takes: that of
185 words a minute. Of 480 pieces of one to eight words in 12 natural voices three were called noisy, of one and two
words, whose ends were placed 0.25 s and more before the voice's own."""
VOICED = 0.5
"""Likeness of a voiced sound with itself a period later (normalised autocorrelation)."""
PITCHES = (60.0, 420.0)
"""Hz of the lowest and the highest voice."""
WHISPER = 0.6
"""Share of a line without a pitch from which on the voice whispers, and noise cannot be told."""
CUT = -14.0
"""dB under the loudest tenth of a second above which a line that ends there ends in the middle of a sound."""
LAST = 0.06
"""Seconds at a line's end in which a voice has died away: clips keep 40 ms of that, and end in a fade of 15 ms."""


def edge_faults(sound: Audio, heard: Heard, floor: float = 0.0) -> list[Fault]:
    """What is wrong with the sound of a line, whatever its words are.

    Args:
        sound: The line.
        heard: What was heard in it.
        floor: Mean square (1 = full scale) of what is heard before and behind the line, where nobody speaks.
    """
    import numpy as np

    samples = np.frombuffer(sound.pcm, "<i2").astype(np.float32) / np.float32(32768)
    size = round(BLOCK * sound.sample_rate)
    levels = np.square(samples[: len(samples) // size * size].reshape(-1, size)).mean(axis=1)
    if len(levels) < 20 or not heard.text:
        return []
    loudest = float(np.convolve(levels, np.ones(10) / 10, "valid").max())
    least = max(loudest * 10 ** (AUDIBLE / 10), floor * 10 ** (OVER_FLOOR / 10))
    audible = levels > least
    found = []
    if int(audible.argmax()) * BLOCK > LATE:
        found.append(Fault.LATE)
    voiced = _voiced(samples, sound.sample_rate)[: len(audible)]
    rough = audible[: len(voiced)] & ~voiced
    whispers = rough.sum() > WHISPER * max(1, audible.sum())
    hisses = not whispers and longest_row(rough) * BLOCK > NOISE
    end = max(heard.end, int(audible.argmax()) * BLOCK + _shortest(heard.text))
    goes_on = np.count_nonzero(audible[round(end / BLOCK) :]) * BLOCK > BEHIND
    if hisses or goes_on:
        found.append(Fault.NOISE)
    if levels[-round(LAST / BLOCK) :].min() > max(loudest * 10 ** (CUT / 10), least):
        found.append(Fault.CUT)
    return found


def _shortest(text: str) -> float:
    """Seconds that the words of a short line take; 0 for longer ones, which recognisers place well."""
    return LETTER * sum(map(str.isalpha, text)) if len(text.split()) <= FEW else 0.0


def longest_row(flags: NDArray[np.bool_]) -> int:
    """How many true values stand in a row at most."""
    import numpy as np

    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(np.int8), [0]))))
    return int((edges[1::2] - edges[::2]).max(initial=0))


def _voiced(samples: NDArray[np.float32], rate: int) -> NDArray[np.bool_]:
    """Whether each block has a pitch."""
    import numpy as np
    from numpy.fft import irfft, rfft

    step, size = round(BLOCK * rate), round(FRAME * rate)
    padded = np.pad(samples, (0, size))
    frames = np.lib.stride_tricks.sliding_window_view(padded, size)[::step] * np.hanning(size).astype(np.float32)
    spectrum = np.square(np.abs(rfft(frames, 2 * size, axis=1)))
    likeness = irfft(spectrum, axis=1)[:, :size]
    window = np.correlate(np.hanning(size), np.hanning(size), "full")[size - 1 :]
    low, high = round(rate / PITCHES[1]), min(size - 1, round(rate / PITCHES[0]))
    whole = np.maximum(likeness[:, :1], 1e-9)
    relative = likeness[:, low:high] / whole / (window[low:high] / window[0])
    return np.asarray(relative.max(axis=1) > VOICED)
