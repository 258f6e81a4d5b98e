"""Music in a mix: when it plays, and how its level moves under the speech."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcaster.audio.timeline import OFF, RATE
from podcaster.settings.folder import first_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from podcaster.settings import Music, ShowFolder

EXTENSIONS = (".flac", ".wav", ".mp3", ".ogg", ".opus", ".m4a", ".aac", ".aiff")
"""What is tried behind the name of a sound, in this order."""
FADE_IN = 0.4
"""Seconds in which music that begins in its middle comes up."""


@dataclass(frozen=True, slots=True)
class Track:
    """A sound on the timeline of the whole programme; all places are samples from its start."""

    path: Path
    """The file of the sound."""
    key: str
    """SHA-256 of the file."""
    length: int
    """Of the sound itself, in samples."""
    loudness: float
    """Of the sound itself, in LUFS as played."""
    energies: tuple[float, ...]
    """K-weighted mean squares of its successive 100 ms, for loudness at any level."""
    start: int
    """Where it begins to sound."""
    stop: int
    """Where it is silent at last, or has played to its end."""
    fade: int
    """Samples of fade before ``stop``; 0 when it plays to its own end."""
    offset: int = 0
    """Sample of the sound that is heard at ``start``."""
    loop: bool = False
    """It begins again when it has played to its end."""


def envelope(track: Track, speech: Iterable[tuple[int, int]], music: Music) -> tuple[tuple[int, float], ...]:
    """How the level of a track moves: (sample, decibels relative to the speech level), in order.

    It is down when the first word comes and up again some time behind the last; between words that are close it stays
    down.

    Args:
        track: The track.
        speech: Where speech is, in order: (start, end) in samples.
        music: The settings.
    """
    attack, release = int(music.attack * RATE), int(music.release * RATE)
    points: list[tuple[int, float]] = []
    if track.offset:
        points.append((track.start, OFF))
    points.append((track.start + (int(FADE_IN * RATE) if track.offset else 0), music.level))
    for start, end in _joined(speech, attack + release):
        if end <= track.start or start >= track.stop:
            continue
        if start - attack <= points[-1][0]:  # it begins under speech
            points[-1] = (points[-1][0], music.under)
        else:
            points += [(start - attack, music.level), (start, music.under)]
        points += [(end, music.under), (end + release, music.level)]
    if not track.fade:
        return tuple(point for point in points if point[0] <= track.stop)
    return _faded(points, track.stop - track.fade, track.stop)


def _joined(speech: Iterable[tuple[int, int]], gap: int) -> Sequence[tuple[int, int]]:
    """Speech with pauses under ``gap`` taken as one."""
    joined: list[tuple[int, int]] = []
    for start, end in speech:
        if joined and start - joined[-1][1] < gap:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _faded(points: Sequence[tuple[int, float]], start: int, stop: int) -> tuple[tuple[int, float], ...]:
    """The same with a fade to silence from ``start`` on."""
    kept = [point for point in points if point[0] < start]
    return (*kept, (max(start, kept[-1][0] if kept else start), level_at(points, start)), (stop, OFF))


def level_at(points: Sequence[tuple[int, float]], place: int) -> float:
    """The level of an envelope somewhere, in decibels."""
    before = points[0]
    for point in points:
        if point[0] >= place:
            if point[0] == before[0]:
                return point[1]
            share = (place - before[0]) / (point[0] - before[0])
            return before[1] + share * (point[1] - before[1])
        before = point
    return before[1]


def find_sound(files: ShowFolder, theme: str, name: str) -> Path | None:
    """Where a sound lies: in the show's scripts/sounds, else among those that ship, with or without its extension.

    A name with a folder in it is a file in the show's folder.

    Args:
        files: The show's.
        theme: The sound that the settings call the theme, which may be a file anywhere.
        name: As the script or the settings give it.
    """
    if "/" in name or "\\" in name:
        path = files.root / name
        inside = path.resolve().is_relative_to(files.root.resolve()) or name == theme
        return path if inside and path.is_file() else None
    names = [name, *(f"{name}{extension}" for extension in EXTENSIONS)]
    return first_file(*(folder / each for folder in files.sounds for each in names))
