"""The cache of clips: a WAV file a clip, named by its key, so that nothing is spoken twice.

::

    <cache>/clips/<first two digits>/<key>.wav

A clip's measurements stand in a chunk of its own behind the samples, which every reader of WAV files skips, with a
checksum over everything in the file and its key, so that no damage and no mix-up goes unnoticed. A file is renamed
into its place at once, so any number of runs can share the folder.
"""

from __future__ import annotations

import os
import struct
import uuid
import zlib
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from podcaster.model import Audio

_HEADER = struct.Struct("<4sI4s4sIHHIIHH4sI")
_CHUNK = struct.Struct("<4sI")
_MEASURES = struct.Struct("<Id")
"""Checksum, peak; the energies follow."""
_CHUNK_NAME = b"clip"


@dataclass(frozen=True, slots=True)
class StoredClip:
    """A clip of the cache."""

    path: Path
    duration: float
    energies: tuple[float, ...]
    peak: float


def clip_path(cache: Path, key: str) -> Path:
    """Where the clip of a key is, or will be."""
    return cache / "clips" / key[:2] / f"{key}.wav"


def store_clip(cache: Path, key: str, audio: Audio, energies: tuple[float, ...], peak: float) -> StoredClip:
    """Put a clip into the cache.

    Raises:
        OSError: The folder cannot be written, or the disk is full; nothing half-written is left then.
    """
    path = clip_path(cache, key)
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{key}.{uuid.uuid4().hex}.part")
    try:
        # Not synced to the disk: after a power failure the checksum tells, and the line is spoken again.
        _write(temporary, _encode(key, audio, energies, peak))
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return StoredClip(path, audio.duration, energies, peak)


def find_clip(cache: Path, key: str) -> StoredClip | None:
    """The clip of a key, and note that it was used. A damaged one is removed, and counts as none."""
    path = clip_path(cache, key)
    try:
        data = path.read_bytes()
    except OSError:
        return None
    stored = _decode(path, key, data)
    with suppress(OSError):  # another run may have removed it meanwhile, or the folder may be read-only
        if stored is None:
            path.unlink()
        else:
            os.utime(path)
    return stored


def _write(path: Path, parts: list[bytes]) -> None:
    """Write parts one behind the other, without copying them together."""
    with path.open("xb", buffering=0) as file:
        for part in parts:
            view = memoryview(part)
            while view:
                view = view[file.write(view) :]


def _encode(key: str, audio: Audio, energies: tuple[float, ...], peak: float) -> list[bytes]:
    rate, size = audio.sample_rate, len(audio.pcm)
    values = struct.pack(f"<{len(energies)}d", *energies)
    length = _MEASURES.size + len(values)
    whole = _HEADER.size - 8 + size + _CHUNK.size + length
    header = _HEADER.pack(b"RIFF", whole, b"WAVE", b"fmt ", 16, 1, 1, rate, 2 * rate, 2, 16, b"data", size)
    chunk = _CHUNK.pack(_CHUNK_NAME, length)
    checksum = _checksum(key, header, audio.pcm, chunk, _MEASURES.pack(0, peak), values)
    return [header, audio.pcm, chunk + _MEASURES.pack(checksum, peak) + values]


def _decode(path: Path, key: str, data: bytes) -> StoredClip | None:
    try:
        *_, rate, _, _, _, _, size = _HEADER.unpack_from(data)
        chunk = _HEADER.size + size
        measures = chunk + _CHUNK.size
        checksum, peak = _MEASURES.unpack_from(data, measures)
        values = memoryview(data)[measures + _MEASURES.size :]
        energies = struct.unpack(f"<{len(values) // 8}d", values)
    except struct.error:
        return None
    if checksum != _checksum(key, memoryview(data)[:measures], _MEASURES.pack(0, peak), values):
        return None
    return StoredClip(path, size / 2 / rate, energies, peak)


def _checksum(key: str, *parts: bytes | memoryview) -> int:
    """Over a clip's key and all of its file, with 0 where the checksum itself stands."""
    total = zlib.crc32(key.encode())
    for part in parts:
        total = zlib.crc32(part, total)
    return total
