"""A line in an episode against the same line as its voice says it: what was lost or came in between the two.

Both are one waveform, but for the level, the mixing and the codec: moved by the right time they agree in every loud
stretch, and nothing else does. What does not agree was cut, put in or drowned. No words are needed for it, so it finds
such faults in any language and in voices that no recogniser understands.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcaster.hearing.edges import longest_row
from podcaster.hearing.findings import Fault

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from podcaster.model import Audio

    Samples = NDArray[np.float32]
    Flags = NDArray[np.bool_]

RATE = 8000
"""Samples a second at which both are compared: the codec keeps that band best."""
FINE = 4
"""Parts of a sample to which the two are moved against each other."""
FRAME = 0.02
"""Seconds over which the two have to agree."""
LOUD = -26.0
"""dB under the loudest frame from which on a frame counts: softer ones are the codec's."""
OVER_FLOOR = 12.0
"""dB that a frame has to be over what is heard around the line."""
IN_PAUSE = -15.0
"""The same of what is heard in the voice's pauses: music there is softer."""
MUSIC = 1e-6
"""Mean square (-60 dB) around a line from which on something plays there."""
OVER_PAUSE = 3.0
"""dB that a frame has to be over what plays in the line's own pauses then."""
AGREE = 0.75
"""Correlation from which on two frames are the same sound."""
BRIDGE = 5
"""Frames in a row that may differ between two that agree: what the codec made anew."""
RUN = 5
"""Frames in a row that have to agree, so that two vowels of one pitch are not taken for the same sound."""
APART = 0.02
"""Seconds between two times by which the two are moved against each other."""
SHIFTS = 4
"""How many such times are tried: before and behind what was cut or put in."""
LONG = 0.1
"""Seconds of loud sound in a row that do not agree from which on something is wrong."""
ENOUGH = 0.4
"""Share of what is said that has to be found in the episode for the two to be the same line at all."""


@dataclass(frozen=True, slots=True)
class Match:
    """How a line in an episode agrees with the line as it is said."""

    known: bool
    """Whether they are the same line at all; else nothing is known."""
    fault: Fault | None = None
    """What happened to it on the way; None: nothing."""
    lost: tuple[float, float] = (0.0, 0.0)
    """From where to where something is missing, as shares of what is said."""


UNKNOWN = Match(known=False)


def compare_sounds(sound: Audio, said: Audio, floor: float = 0.0) -> Match:
    """Compare a line in an episode with the same line as its voice says it.

    Args:
        sound: What is heard in the episode.
        said: What should be.
        floor: Mean square (1 = full scale) of what is heard around the line, where nobody speaks, such as music.
    """
    heard, spoken = _samples(sound), _samples(said)
    size = round(FRAME * RATE)
    if min(len(heard), len(spoken)) < RUN * size or not heard.any() or not spoken.any():
        return UNKNOWN
    loud, audible = _loud(spoken, size), _loud(heard, size, floor * 10 ** (OVER_FLOOR / 10))
    shifts = _shifts(spoken, heard)
    there = [_agreement(spoken, heard, shift, loud, size) for shift in shifts]
    here = [_agreement(heard, spoken, -shift, audible, size) for shift in shifts]
    best = max(range(len(shifts)), key=lambda at: int((there[at] & loud).sum()))
    anywhere, known = _any(there), _any(here)
    if (anywhere & loud).sum() < ENOUGH * loud.sum():
        return UNKNOWN
    if floor > MUSIC:
        audible &= ~_under(heard, spoken, shifts[best], size)
    audible &= ~_soft_in_pauses(heard, spoken, shifts[best], size)
    missing, more = loud & ~there[best], audible & ~here[best]
    if max(longest_row(missing), longest_row(more)) * FRAME < LONG:
        return Match(known=True)
    lost, strange = loud & ~anywhere, audible & ~known
    fault = _fault(missing, more, lost, strange, there[best] & loud)
    return Match(known=True, fault=fault, lost=_span(lost if lost.any() else missing))


def _fault(missing: Flags, more: Flags, lost: Flags, strange: Flags, agreed: Flags) -> Fault:
    """What happened to a line.

    Args:
        missing: Of what is said, the frames that are not where most of it is.
        more: Of the episode, the frames that are not.
        lost: Those of ``missing`` that are nowhere.
        strange: Those of ``more`` that are nowhere in what is said.
        agreed: Of what is said, the frames that are where most of it is.
    """
    if more.sum() * FRAME < LONG:
        return Fault.CUT if missing.nonzero()[0][0] > agreed.nonzero()[0][-1] else Fault.DROPPED
    if missing.sum() * FRAME < LONG:
        return Fault.NOISE if strange.sum() > more.sum() / 2 else Fault.REPEATED
    if max(lost.sum(), strange.sum()) * FRAME < LONG / 2:
        return Fault.DROPPED if missing.size > more.size else Fault.REPEATED
    return Fault.DROPPED if lost.sum() > strange.sum() else Fault.ADDED


def _samples(sound: Audio) -> Samples:
    import numpy as np
    import soxr

    samples = np.frombuffer(sound.pcm, "<i2").astype(np.float32) / np.float32(32768)
    return np.asarray(soxr.resample(samples, sound.sample_rate, RATE), np.float32)


def _loud(samples: Samples, size: int, least: float = 0.0, softest: float = LOUD) -> Flags:
    """Which frames count: those that are loud (in dB under the loudest), and louder than a mean square."""
    import numpy as np

    power = np.square(samples[: len(samples) // size * size].reshape(-1, size)).mean(axis=1)
    return np.asarray(power > max(float(power.max()) * 10 ** (softest / 10), least))


def _under(heard: Samples, spoken: Samples, shift: float, size: int) -> Flags:
    """Which frames of the episode are no louder than what plays under the line, as its own pauses tell."""
    import numpy as np

    moved = heard[max(0, round(shift)) :]
    count = min(len(moved), len(spoken)) // size
    silent = ~_loud(spoken, size)[:count]
    power = np.square(moved[: count * size].reshape(-1, size)).mean(axis=1)
    return ~_loud(heard, size, float(power[silent].max(initial=0.0)) * 10 ** (OVER_PAUSE / 10))


def _soft_in_pauses(heard: Samples, spoken: Samples, shift: float, size: int) -> Flags:
    """Which frames of the episode lie where the voice pauses, and are soft: music, where nothing is known of it."""
    import numpy as np

    silent = ~_loud(spoken, size)
    places = np.arange(len(heard) // size) - round(shift / size)
    inside = (places >= 0) & (places < len(silent))
    return inside & silent[np.clip(places, 0, len(silent) - 1)] & ~_loud(heard, size, softest=IN_PAUSE)


def _shifts(spoken: Samples, heard: Samples) -> list[float]:
    """The times, in samples, by which what is said comes later in the episode; the likeliest first.

    By generalised cross-correlation with phase transform (Knapp and Carter 1976): peaks that a voice's pitch does not
    blur.
    """
    import numpy as np
    from numpy.fft import irfft, rfft

    size = 1 << (len(spoken) + len(heard)).bit_length()
    cross = rfft(heard, size) * np.conj(rfft(spoken, size))
    cross /= np.abs(cross) + 1e-9
    likeness = irfft(cross, size * FINE)
    apart = round(APART * RATE * FINE)
    found = []
    for _ in range(SHIFTS):
        at = int(likeness.argmax())
        found.append((at if at < likeness.size // 2 else at - likeness.size) / FINE)
        likeness[np.arange(at - apart, at + apart) % likeness.size] = -1.0
    return found


def _agreement(one: Samples, other: Samples, shift: float, loud: Flags, size: int) -> Flags:
    """Which frames of a sound agree with another one that is so many samples later; soft ones go with their neighbours.

    Args:
        one: The sound.
        other: The other one.
        shift: Samples, and parts of them.
        loud: Which frames of ``one`` count.
        size: Samples of a frame.
    """
    import numpy as np
    from numpy.fft import irfft, rfft

    room = 1 << (len(one) + len(other)).bit_length()
    turn = np.exp(2j * np.pi * shift * np.arange(room // 2 + 1) / room)
    moved = irfft(rfft(other, room) * turn, room)[: len(loud) * size].reshape(-1, size)
    frames = one[: len(loud) * size].reshape(-1, size)
    both = np.sqrt(np.square(frames).sum(axis=1) * np.square(moved).sum(axis=1))
    agree = (frames * moved).sum(axis=1) > AGREE * np.maximum(both, 1e-9)
    counted = np.flatnonzero(loud)
    runs = _bridge(agree[counted])
    whole = np.zeros(len(loud), np.bool_)
    whole[counted] = runs
    return whole


def _bridge(agree: Flags) -> Flags:
    """Short gaps between frames that agree closed, then short runs of them taken out."""
    import numpy as np

    for value, least in ((False, BRIDGE + 1), (True, RUN)):
        edges = np.flatnonzero(np.diff(np.concatenate(([False], agree == value, [False])).astype(np.int8)))
        for begin, end in zip(edges[::2], edges[1::2], strict=True):
            inside = begin > 0 and end < len(agree)
            if end - begin < least and (value or inside):
                agree[begin:end] = not value
    return agree


def _any(flags: list[Flags]) -> Flags:
    import numpy as np

    return np.asarray(np.logical_or.reduce(flags))


def _span(flags: Flags) -> tuple[float, float]:
    """From where to where flags are set, as shares of their number."""
    import numpy as np

    found = np.flatnonzero(flags)
    return (float(found[0]) / len(flags), float(found[-1] + 1) / len(flags)) if found.size else (0.0, 0.0)
