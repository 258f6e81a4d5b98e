"""Voices, and what they have spoken, placed in time."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003  (files are read by the annotations when the program runs)
from dataclasses import dataclass
from pathlib import Path  # noqa: TC003

from podcaster.model.quotes import Gender


@dataclass(frozen=True, slots=True)
class Voice:
    """One way of speaking that an engine offers, as the pool of voices sets it."""

    name: str
    """Unique in the pool; what people write in pins and scripts, such as "steph"."""
    engine: str
    """The name of the engine that speaks it, such as "pyttsx3"."""
    id: str
    """The engine's own name for it, such as "gmw/en-us+steph"."""
    language: str = "en"
    """BCP 47 tag of what it speaks, such as "en-GB"."""
    gender: Gender = Gender.UNKNOWN
    """As it is heard."""
    rate: float = 1.0
    """Speed, relative to the engine's own."""
    pitch: float = 0.0
    """Shift in semitones, where the engine can."""
    speaker_id: str = ""
    """The speaker inside a model of many."""
    licence: str = ""
    """Of the voice itself, such as "CC-BY-4.0"; empty where the engine does not say."""


@dataclass(frozen=True, slots=True)
class Casting:
    """Why a role speaks with its voice."""

    voice: Voice
    """The voice that the role has."""
    reason: str
    """A phrase for people: "pinned", "spoke so before", "female, farthest from the others"."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Who speaks with which voice."""

    roles: Mapping[str, Casting]
    """Role -> its voice and the reason."""

    def voice(self, role: str) -> Voice:
        """The voice of a role."""
        return self.roles[role].voice


@dataclass(frozen=True, slots=True)
class Audio:
    """A sound in memory, as engines give it."""

    pcm: bytes
    """Signed 16-bit little-endian samples of one channel."""
    sample_rate: int
    """Samples a second."""
    words: tuple[tuple[str, float], ...] = ()
    """Where the engine knows: the words that it was given, in order, and the seconds at which each begins."""

    @property
    def duration(self) -> float:
        """Its length in seconds."""
        return len(self.pcm) / 2 / self.sample_rate


@dataclass(frozen=True, slots=True)
class Clip:
    """A line, spoken, on disk, with the silence at its edges trimmed."""

    index: int
    """Which of the script's lines it is, from 0."""
    key: str
    """SHA-256 (hexadecimal) of everything that decides its sound."""
    voice: Voice
    """Who speaks it."""
    path: Path
    """A WAV file in the cache: 16 bit, one channel, at the engine's sample rate."""
    duration: float
    """Seconds."""
    energies: tuple[float, ...]
    """K-weighted mean squares of its successive 100 ms (ITU-R BS.1770), the last one of what remains."""
    peak: float
    """Highest absolute sample, 1.0 = full scale."""
    cached: bool = False
    """It was spoken before, and taken from the cache."""
    words: tuple[tuple[str, float], ...] = ()
    """The words as they were said and the seconds at which each begins, where the engine knows."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A line placed in time."""

    start: float
    """Seconds from the episode's start."""
    end: float
    """Seconds from the episode's start."""
    role: str
    """Who says it."""
    text: str
    """As it is shown: the article's own words."""
    anchors: tuple[tuple[int, float], ...] = ()
    """Places in its text, in characters, and the seconds from the episode's start at which they are heard."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section placed in time."""

    start: float
    """Seconds from the episode's start."""
    end: float
    """Seconds from the episode's start."""
    title: str
    """The section's."""
    synopsis: str = ""
    """A note for the show notes; empty when there is none."""
