"""How loud everything is: each voice at one speech level over all its lines, the programme at its target."""

from __future__ import annotations

from array import array
from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from podcaster.audio.loudness import BLOCK, SILENCE, amplitude, integrated_loudness, speech_loudness
from podcaster.audio.measure import rebin
from podcaster.audio.timeline import OFF, RATE
from podcaster.mix.music import envelope, level_at

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from podcaster.mix.cut import PlacedClip
    from podcaster.mix.music import Track
    from podcaster.model import Clip, Voice
    from podcaster.settings import Music

TARGETS = {"podcast": -16.0, "broadcast": -23.0, "streaming": -14.0}
"""Integrated loudness as played, in LUFS: Apple's and most directories' advice, EBU R 128, Spotify's playback level."""
STEP = 0.1
"""Decibels that gains are rounded to, so that one changed word does not move every level by a hair and nothing that was
encoded before can be used again."""
MAX_GAIN = 30.0
"""Decibels beyond which a voice is taken to be silent by mistake."""


def voice_gains(clips: Sequence[Clip], level: float) -> Mapping[Voice, float]:
    """The gain that brings each voice to one speech level, over all its clips.

    Args:
        clips: All clips of the episode.
        level: LUFS as played.

    Returns:
        Decibels, rounded to ``STEP``.
    """
    spoken: dict[Voice, list[tuple[float, ...]]] = defaultdict(list)
    for clip in clips:
        spoken[clip.voice].append(clip.energies)
    return {voice: _gain(level, speech_loudness(energies)) for voice, energies in spoken.items()}


def _gain(level: float, loudness: float) -> float:
    return 0.0 if loudness <= SILENCE else rounded(min(MAX_GAIN, level - loudness))


def rounded(decibels: float) -> float:
    """A gain in whole steps."""
    return round(round(decibels / STEP) * STEP, 1)


def programme_gain(spoken: Sequence[PlacedClip], tracks: Sequence[Track], music: Music, target: float) -> float:
    """The gain that brings the programme, all voices at one level already, to its target.

    Args:
        spoken: All clips in place, at the gains that bring their voices to the target.
        tracks: All music.
        music: The settings of music.
        target: LUFS as played; also the level that music is relative to.

    Returns:
        Decibels, rounded to ``STEP``.
    """
    energies = rebin(*_speech_energies(spoken))
    spans = [(item.start, item.end) for item in spoken]
    for track in tracks:
        points = envelope(track, spans, music)
        first = round(track.start / RATE / BLOCK)
        last = round(track.stop / RATE / BLOCK)
        energies = np.pad(energies, (0, max(0, last - len(energies))))
        skipped = round(track.offset / RATE / BLOCK)
        for block in range(first, last):
            level = level_at(points, round((block + 0.5) * BLOCK * RATE))
            if level > OFF:
                own = track.energies[(skipped + block - first) % len(track.energies)]
                energies[block] += own * amplitude(target + level - track.loudness) ** 2
    loudness = integrated_loudness(energies)
    return 0.0 if loudness <= SILENCE else rounded(target - loudness)


def _speech_energies(spoken: Sequence[PlacedClip]) -> tuple[array[float], array[float]]:
    """Times, and the energy of all speech up to each of them."""
    times, sums = array("d", [0.0]), array("d", [0.0])
    for item in spoken:
        factor = amplitude(item.gain) ** 2
        start, end = item.start / RATE, item.end / RATE
        times.append(start)
        sums.append(sums[-1])
        for at, energy in enumerate(item.clip.energies, 1):
            until = min(start + at * BLOCK, end)
            sums.append(sums[-1] + energy * factor * (until - times[-1]))
            times.append(until)
    return times, sums
