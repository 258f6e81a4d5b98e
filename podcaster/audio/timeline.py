"""What sounds when: the values that a mix hands to the encoders.

A mix is a row of parts. Each part is rendered, encoded and kept in the cache by itself, so a part says everything that
decides its sound, relative to its own start, and nothing of what is around it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from podcaster.model import Chapter, Cue

RATE = 44100
"""Samples a second of everything that is rendered: what every player and directory takes."""
FRAME = 1152
"""Samples in one MP3 frame; parts are whole frames long."""
LEAD = 4851
"""Samples of silence in front of the first sound of a part: 110 ms. An MP3 encoder that starts anew there needs 104 ms
(with less the first sound smears into the frame that was left out)."""
TAIL = 2304
"""Samples of silence kept behind the last sound of a part: 52 ms, two frames, which the encoder looks ahead."""
MIN_CUT = (LEAD + TAIL + FRAME) / RATE
"""Seconds of pause in which two parts can meet."""
CONTEXT = 4 * FRAME
"""Samples rendered beyond a part's open edge: three frames that prime the encoder, and the limiter's look-ahead."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A clip in a part."""

    path: Path
    """The file of its sound."""
    key: str
    """Names its content: the same key is the same sound."""
    start: int
    """Sample of the part at which it begins."""
    length: int
    """Samples."""
    gain: float
    """Decibels."""
    pan: float = 0.0
    """-1 left, 0 in the middle, 1 right; only heard in stereo."""


@dataclass(frozen=True, slots=True)
class Playing:
    """Music in a part."""

    path: Path
    """The file."""
    key: str
    """SHA-256 of the file."""
    start: int
    """Sample of the part at which the file's own sample ``offset`` is heard; negative when it began before the part."""
    offset: int
    """Sample of the file that is heard at ``start``."""
    loop: bool
    """It begins again when it has played to its end."""
    envelope: tuple[tuple[int, float], ...]
    """Where its level turns: (sample of the part, decibels), in order, at least one. Between two of them the level
    moves evenly in heard loudness; before the first and behind the last it stays. ``OFF`` and less is silence."""


OFF = -60.0
"""Decibels at which music is switched off."""


@dataclass(frozen=True, slots=True)
class TimelinePart:
    """A run of the programme that is encoded by itself."""

    length: int
    """Samples: a whole number of frames."""
    placed: tuple[Placed, ...]
    """The clips that are heard in it."""
    playing: tuple[Playing, ...] = ()
    """The music that is heard in it."""
    open_start: bool = False
    """Music runs over its start; else the ``LEAD`` there is silent."""
    open_end: bool = False
    """Music runs over its end; else the ``TAIL`` there is silent."""

    @property
    def open(self) -> bool:
        """Whether it must be encoded with its surroundings in view."""
        return self.open_start or self.open_end


@dataclass(frozen=True, slots=True)
class Mix:
    """A whole programme, placed in time and at its loudness, not yet rendered."""

    parts: tuple[TimelinePart, ...]
    """One behind the other, without gaps."""
    channels: int
    """1, or 2 when it is in stereo."""
    cues: tuple[Cue, ...]
    """Every line in time, in the order of the script."""
    chapters: tuple[Chapter, ...]
    """In the order of time."""
    loudness: float
    """Integrated loudness as played that it is planned for, in LUFS."""
    ceiling: float
    """True peak that the encoded programme stays under, in dBTP."""
    room_tone: float | None = None
    """Level of the noise under everything, in dB for full scale = 0; None: digital silence."""

    @property
    def samples(self) -> int:
        """Its length in samples."""
        return sum(part.length for part in self.parts)

    @property
    def duration(self) -> float:
        """Its length in seconds."""
        return self.samples / RATE


def part_key(part: TimelinePart, mix: Mix, *settings: object) -> str:
    """What a part is kept under: the SHA-256 of everything that decides its bytes.

    Args:
        part: The part.
        mix: The mix it belongs to, for what holds for all parts.
        *settings: The encoder's settings and versions.
    """
    clips = [(clip.key, clip.start, clip.length, round(clip.gain, 2), round(clip.pan, 3)) for clip in part.placed]
    music = [(item.key, item.start, item.offset, item.loop, item.envelope) for item in part.playing]
    whole = (
        part.length,
        clips,
        music,
        part.open_start,
        part.open_end,
        mix.channels,
        mix.ceiling,
        mix.room_tone,
        settings,
    )
    return hashlib.sha256(repr(whole).encode()).hexdigest()
