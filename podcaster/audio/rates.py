"""How many kilobits a second of sound takes in each format; without a codec, so that what only counts loads none."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from podcaster.settings import Sounds

BIT_RATES = {"speech": (64, 96), "standard": (96, 128), "music": (128, 192)}
"""Preset -> kb/s of one channel and of two. Apple asks for 96 to 128 in mono."""
OPUS_SHARE = 2 / 3
"""Of the bit rate that MP3 needs for the same sound."""
MASTERS = {"flac": 531, "wav": 1058}
"""Formats without loss -> kb/s of one channel: 24 bits at 44.1 kHz, and what FLAC left of three minutes of speech."""


def kilobits(sound: Sounds) -> float:
    """Kilobits of a second of an episode.

    Args:
        sound: ``[sound]`` of the settings.
    """
    channels = 1 if sound.stereo == "off" else 2
    if sound.format in MASTERS:
        return MASTERS[sound.format] * channels
    rate = BIT_RATES[sound.quality][channels - 1]
    return round(rate * OPUS_SHARE) if sound.format == "opus" else rate
