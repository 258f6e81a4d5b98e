"""Pieces of a finished episode as plain samples, one at a time: memory stays flat with the length of the episode."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from podcaster.audio.decode import open_sound
from podcaster.audio.timeline import FRAME
from podcaster.errors import AudioError
from podcaster.model import Audio

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


def read_excerpts(path: Path, spans: Sequence[tuple[float, float]]) -> Iterator[Audio]:
    """Decode pieces of a sound; several channels become one.

    A piece begins and ends between two frames of the file, up to 26 ms outside its span: an episode whose parts have
    moved by whole frames gives the same samples.

    Args:
        path: An episode's audio.
        spans: From when to when, in seconds, in the order of their starts; they may overlap.

    Yields:
        A sound a span; shorter than its span where the file ends before it.

    Raises:
        AudioError: The file cannot be decoded.
    """
    import av

    try:
        with open_sound(str(path)) as file:
            stream = file.streams.audio[0]
            rate = stream.rate
            waiting = deque(
                (int(start * rate) // FRAME * FRAME, -(-int(end * rate) // FRAME) * FRAME) for start, end in spans
            )
            yield from _cut(_decode(file), waiting, rate)
    except (av.FFmpegError, OSError, IndexError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise AudioError(f"{path} cannot be decoded: {why}.", "Make the episode again.") from error


def _decode(file: object) -> Iterator[bytes]:
    """The samples of a file, as they are decoded: 16 bit, one channel."""
    import av

    convert = av.AudioResampler(format="s16", layout="mono")
    for frame in file.decode(audio=0):  # type: ignore[attr-defined]
        for piece in convert.resample(frame):
            yield bytes(piece.planes[0])[: piece.samples * 2]
    for piece in convert.resample(None):
        yield bytes(piece.planes[0])[: piece.samples * 2]


def _cut(pieces: Iterator[bytes], waiting: deque[tuple[int, int]], rate: int) -> Iterator[Audio]:
    """The spans out of a stream of samples; only what a span still waits for is kept."""
    kept, first = bytearray(), 0
    for piece in pieces:
        kept += piece
        there = first + len(kept) // 2
        while waiting and waiting[0][1] <= there:
            start, end = waiting.popleft()
            yield Audio(bytes(kept[2 * (start - first) : 2 * (end - first)]), rate)
        wanted = waiting[0][0] if waiting else there
        if wanted > first:
            drop = min(wanted, there) - first
            del kept[: 2 * drop]
            first += drop
        if not waiting:
            return
    for start, end in waiting:
        yield Audio(bytes(kept[2 * max(0, start - first) : 2 * max(0, end - first)]), rate)
