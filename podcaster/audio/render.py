"""A part of a mix as samples: its clips and music, resampled, at their levels, summed and limited."""

from __future__ import annotations

import math
import wave
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.fft import irfft, rfftfreq

from podcaster.audio.limiter import limit
from podcaster.audio.loudness import amplitude
from podcaster.audio.sounds import load_music
from podcaster.audio.timeline import CONTEXT, OFF, RATE
from podcaster.errors import AudioError

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from podcaster.audio.loudness import Samples
    from podcaster.audio.timeline import Mix, Placed, Playing, TimelinePart

LOUDNESS_POWER = 0.6
"""Heard loudness grows with the 0.6th power of pressure (Stevens); fades move evenly in it."""
CURVE_STEP = 64
"""Samples between two points of a fade's curve: 1.5 ms. It divides a frame."""
ROOM_SEED = 20 * 1152
"""Any number; the room tone is the same in every part and every run."""
ROOM_SECONDS = 11


def render(part: TimelinePart, mix: Mix, ceiling: float) -> Samples:
    """The samples of a part.

    Args:
        part: The part.
        mix: The mix it belongs to.
        ceiling: What the limiter keeps true peaks under, in dBTP.

    Returns:
        Channels by samples, full scale = 1. A part with an open edge comes with ``CONTEXT`` more samples at both ends.

    Raises:
        AudioError: A clip or a sound cannot be read.
    """
    margin = CONTEXT if part.open else 0
    samples = np.zeros((mix.channels, part.length + 2 * margin), np.float32)
    for clip in part.placed:
        voice = read_voice(clip)
        for channel, factor in zip(samples, _sides(clip.pan, mix.channels), strict=True):
            channel[margin + clip.start : margin + clip.start + clip.length] += voice * factor
    for playing in part.playing:
        _add_music(samples, playing, margin)
    if mix.room_tone is not None:
        samples += _room(samples.shape[1], part.open) * np.float32(amplitude(mix.room_tone))
    limit(samples, amplitude(ceiling), RATE)
    return samples


def to_pcm(samples: Samples) -> NDArray[np.int16]:
    """Interleaved signed 16-bit samples."""
    scaled = samples.T * np.float32(32767)
    np.clip(np.rint(scaled, out=scaled), -32768, 32767, out=scaled)
    return np.ascontiguousarray(scaled, np.dtype("<i2"))


def read_voice(clip: Placed) -> Samples:
    """A clip at the rate of the mix and at its level, exactly as long as it was planned."""
    pcm, rate = read_wav(clip.path)
    voice = pcm.astype(np.float32)
    voice *= np.float32(amplitude(clip.gain) / 32768)
    if rate != RATE:
        import soxr

        voice = soxr.resample(voice, rate, RATE, quality="HQ")
    return voice if len(voice) == clip.length else np.pad(voice[: clip.length], (0, max(0, clip.length - len(voice))))


def read_wav(path: Path) -> tuple[NDArray[np.int16], int]:
    """The samples of a clip, and how many there are in a second.

    Raises:
        AudioError: It is not there, or not a clip.
    """
    try:
        with wave.open(str(path)) as file:
            return np.frombuffer(file.readframes(file.getnframes()), "<i2"), file.getframerate()
    except (OSError, EOFError, wave.Error, ValueError) as error:
        raise AudioError(
            f"The clip {path} cannot be read: {error}.", "Run it again: the line is spoken anew."
        ) from error


def _sides(pan: float, channels: int) -> tuple[float, ...]:
    """Factors of the channels for a place between left and right, of the same power everywhere."""
    if channels == 1:
        return (1.0,)
    angle = (pan + 1) * math.pi / 4
    return math.sqrt(2) * math.cos(angle), math.sqrt(2) * math.sin(angle)


def _add_music(samples: Samples, playing: Playing, margin: int) -> None:
    """Add what is heard of a sound."""
    music = load_music(playing.path)
    count = samples.shape[1]
    first = max(0, playing.start + margin)
    place = playing.offset + first - margin - playing.start
    last = count if playing.loop else min(count, first + music.length - place)
    ends = [at for at, level in playing.envelope if level > OFF]
    if playing.envelope[-1][1] <= OFF:
        last = min(last, (playing.envelope[-1][0] if ends else 0) + margin)
    if last <= first:
        return
    sound = _looped(music.samples, place, place + last - first)
    if len(sound) > len(samples):
        sound = sound.mean(axis=0, keepdims=True)
    samples[:, first:last] += sound * _gain(playing, first - margin, last - margin)


def _looped(sound: Samples, start: int, stop: int) -> Samples:
    """A stretch of a sound that begins again at its end."""
    length = sound.shape[1]
    rounds = range(start // length * length, stop, length)
    return np.concatenate([sound[:, max(0, start - at) : stop - at] for at in rounds], axis=1)


def _gain(playing: Playing, start: int, stop: int) -> Samples:
    """What a sound is multiplied with from one sample of the part to another.

    The fades' curve is taken at every ``CURVE_STEP``th sample, counted from the part's start, and is straight in
    between: parts start on whole frames, so that two that meet go on with the same curve.
    """
    points, levels = zip(*playing.envelope, strict=True)
    heard = [amplitude(level) ** LOUDNESS_POWER if level > OFF else 0.0 for level in levels]
    knots = np.arange(start // CURVE_STEP, stop // CURVE_STEP + 2) * CURVE_STEP
    curve = np.interp(knots, points, heard) ** (1 / LOUDNESS_POWER)
    return np.asarray(np.interp(np.arange(start, stop), knots, curve), np.float32)


def _room(count: int, is_open: bool) -> Samples:  # noqa: FBT001
    """So many samples of room tone at 0 dB; parts that meet with open edges still meet in noise of one level."""
    tone = _tone()
    return np.asarray(np.resize(np.roll(tone, CONTEXT if is_open else 0), count), np.float32)


@lru_cache(maxsize=1)
def _tone() -> Samples:
    """A loop of soft noise of unit power, 6 dB an octave darker than white between 100 Hz and 8 kHz: a quiet room."""
    from numpy.random import default_rng

    count = ROOM_SECONDS * RATE
    frequency = rfftfreq(count, 1 / RATE)
    shape = np.where((frequency > 60) & (frequency < 8000), 100 / np.maximum(frequency, 100), 0.0)
    phases = default_rng(ROOM_SEED).random(len(frequency)) * 2 * np.pi
    tone = irfft(shape * np.exp(1j * phases), count)
    return np.asarray(tone / np.sqrt(np.mean(np.square(tone))), np.float32)
