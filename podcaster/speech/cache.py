"""Clips that are kept: a WAV file a clip, named by its key, so that nothing is spoken twice.

A clip's measurements stand in a chunk of its own behind the samples, which every reader of WAV files skips, with a
checksum over everything in the file and its key, so that no damage and no mix-up goes unnoticed. Behind it stands
another chunk with the times of the words, where the engine told them.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from podcaster.content import ContentKind

if TYPE_CHECKING:
    from pathlib import Path

    from podcaster.content import ContentStore
    from podcaster.model import Audio

_HEADER = struct.Struct("<4sI4s4sIHHIIHH4sI")
_CHUNK = struct.Struct("<4sI")
_MEASURES = struct.Struct("<Id")
"""Checksum, peak; the energies follow."""
_CHUNK_NAME = b"clip"
_WORDS_NAME = b"said"


@dataclass(frozen=True, slots=True)
class StoredClip:
    """A clip of the cache."""

    path: Path
    """The file in the cache."""
    duration: float
    """In seconds."""
    energies: tuple[float, ...]
    """K-weighted mean squares of its successive 100 ms."""
    peak: float
    """The largest sample, 1 = full scale."""
    words: tuple[tuple[str, float], ...] = ()
    """Each with the second at which it begins; empty when the engine does not tell."""


def store_clip(store: ContentStore, key: str, audio: Audio, energies: tuple[float, ...], peak: float) -> StoredClip:
    """Keep a clip.

    Raises:
        OSError: The folder cannot be written, or the disk is full; nothing half-written is left then.
    """
    # As it will be read: a run that finds the clip tells the same times as the one that made it.
    audio = replace(audio, words=tuple((word, round(time, 4)) for word, time in audio.words))
    store.save(ContentKind.CLIPS, key, _encode(key, audio, energies, peak))
    return StoredClip(store.path(ContentKind.CLIPS, key), audio.duration, energies, peak, audio.words)


def find_clip(store: ContentStore, key: str) -> StoredClip | None:
    """The clip of a key, and note that it was used. A damaged one is removed, and counts as none."""
    data = store.load(ContentKind.CLIPS, key)
    if data is None:
        return None
    stored = _decode(store.path(ContentKind.CLIPS, key), key, data)
    if stored is None:
        store.discard(ContentKind.CLIPS, key)
    return stored


def _encode(key: str, audio: Audio, energies: tuple[float, ...], peak: float) -> list[bytes]:
    rate, size = audio.sample_rate, len(audio.pcm)
    values = struct.pack(f"<{len(energies)}d", *energies)
    length = _MEASURES.size + len(values)
    words = _encode_words(audio.words)
    whole = _HEADER.size - 8 + size + _CHUNK.size + length + len(words)
    header = _HEADER.pack(b"RIFF", whole, b"WAVE", b"fmt ", 16, 1, 1, rate, 2 * rate, 2, 16, b"data", size)
    chunk = _CHUNK.pack(_CHUNK_NAME, length)
    checksum = _checksum(key, header, audio.pcm, chunk, _MEASURES.pack(0, peak), values, words)
    return [header, audio.pcm, chunk + _MEASURES.pack(checksum, peak) + values + words]


def _encode_words(words: tuple[tuple[str, float], ...]) -> bytes:
    """The chunk with the times of words; nothing where there are none, so that such clips are as they always were."""
    if not words:
        return b""
    import json

    data = json.dumps(words, separators=(",", ":")).encode()
    data += b" " * (len(data) % 2)  # chunks begin at even places
    return _CHUNK.pack(_WORDS_NAME, len(data)) + data


def _decode(path: Path, key: str, data: bytes) -> StoredClip | None:
    try:
        *_, rate, _, _, _, _, size = _HEADER.unpack_from(data)
        chunk = _HEADER.size + size
        measures = chunk + _CHUNK.size
        length = _CHUNK.unpack_from(data, chunk)[1]
        checksum, peak = _MEASURES.unpack_from(data, measures)
        values = memoryview(data)[measures + _MEASURES.size : measures + length]
        energies = struct.unpack(f"<{len(values) // 8}d", values)
    except struct.error:
        return None
    words = memoryview(data)[measures + length :]
    if checksum != _checksum(key, memoryview(data)[:measures], _MEASURES.pack(0, peak), values, words):
        return None
    return StoredClip(path, size / 2 / rate, energies, peak, _decode_words(bytes(words[_CHUNK.size :])))


def _decode_words(data: bytes) -> tuple[tuple[str, float], ...]:
    if not data:
        return ()
    import json

    return tuple((word, time) for word, time in json.loads(data))


def _checksum(key: str, *parts: bytes | memoryview) -> int:
    """Over a clip's key and all of its file, with 0 where the checksum itself stands."""
    total = zlib.crc32(key.encode())
    for part in parts:
        total = zlib.crc32(part, total)
    return total
