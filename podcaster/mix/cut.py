"""A plan cut into parts that say nothing of each other."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from podcaster.audio.timeline import CONTEXT, OFF, TAIL, Placed, Playing, TimelinePart
from podcaster.mix.music import envelope

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from podcaster.mix.music import Track
    from podcaster.model import Clip
    from podcaster.settings import Music

    Envelope = tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class PlacedClip:
    """A clip on the timeline of the whole programme."""

    clip: Clip
    """What is heard there."""
    start: int
    """Sample of the programme."""
    length: int
    """In samples."""
    gain: float
    """Decibels."""
    pan: float
    """-1 left, 0 in the middle, 1 right; only heard in stereo."""

    @property
    def end(self) -> int:
        """Sample behind its last one."""
        return self.start + self.length


def make_parts(
    cuts: Sequence[int], spoken: Sequence[PlacedClip], tracks: Sequence[Track], music: Music, level: float
) -> tuple[TimelinePart, ...]:
    """Cut the programme.

    Args:
        cuts: Where: the programme's start, every cut, its end.
        spoken: All clips, in order.
        tracks: All music.
        music: The settings of music.
        level: The speech level that music is relative to, in LUFS as played.
    """
    spans = [(item.start, item.end) for item in spoken]
    levels = [_at_level(envelope(track, spans, music), level - track.loudness) for track in tracks]
    parts: list[TimelinePart] = []
    waiting = iter(spoken)
    item = next(waiting, None)
    for start, end in pairwise(cuts):
        placed: list[Placed] = []
        while item is not None and item.start < end:
            clip = item.clip
            placed.append(Placed(clip.path, clip.key, item.start - start, item.length, item.gain, item.pan))
            item = next(waiting, None)
        parts.append(
            TimelinePart(
                length=end - start,
                placed=tuple(placed),
                playing=tuple(_playing(tracks, levels, start, end)),
                open_start=any(track.start < start < track.stop for track in tracks),
                open_end=any(track.start < end < track.stop + TAIL for track in tracks) and end != cuts[-1],
            )
        )
    return tuple(parts)


def _at_level(points: Envelope, gain: float) -> Envelope:
    """An envelope relative to the speech as decibels to amplify the sound with."""
    return tuple((place, level if level <= OFF else round(level + gain, 1)) for place, level in points)


def _playing(tracks: Sequence[Track], levels: Sequence[Envelope], start: int, end: int) -> Iterator[Playing]:
    """What is heard of the music between two cuts."""
    for track, points in zip(tracks, levels, strict=True):
        if track.start < end + CONTEXT and track.stop > start - CONTEXT:
            shown = _window(points, start - CONTEXT, end + CONTEXT)
            shifted = tuple((place - start, level) for place, level in shown)
            yield Playing(track.path, track.key, track.start - start, track.offset, track.loop, shifted)


def _window(points: Envelope, start: int, end: int) -> Envelope:
    """An envelope without what cannot be heard between two places, so that a part does not depend on it."""
    first = max((at for at, point in enumerate(points) if point[0] <= start), default=0)
    last = min((at for at, point in enumerate(points) if point[0] >= end), default=len(points) - 1)
    kept = list(points[first : max(last, first) + 1])
    if len(kept) > 1 and kept[0][0] < start and kept[0][1] == kept[1][1]:
        kept[0] = (start, kept[0][1])
    if len(kept) > 1 and kept[-1][0] > end and kept[-1][1] == kept[-2][1]:
        kept[-1] = (end, kept[-1][1])
    return tuple(kept)
