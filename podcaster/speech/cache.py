"""The cache of clips: a WAV file a clip, named by its key, so that nothing is spoken twice.

::

    <cache>/clips/<first two digits>/<key>.wav

A clip's measurements stand in a chunk of its own behind the samples, which every reader of WAV files skips, with a
checksum over all: one file is renamed into its place at once, so any number of runs can share the folder.
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
        _write(temporary, _encode(audio, energies, peak))
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
    stored = _decode(path, data)
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


def _encode(audio: Audio, energies: tuple[float, ...], peak: float) -> list[bytes]:
    rate, size = audio.sample_rate, len(audio.pcm)
    values = struct.pack(f"<{len(energies)}d", *energies)
    checksum = zlib.crc32(values, zlib.crc32(audio.pcm, zlib.crc32(struct.pack("<Id", rate, peak))))
    measures = _MEASURES.pack(checksum, peak) + values
    whole = _HEADER.size - 8 + size + _CHUNK.size + len(measures)
    header = _HEADER.pack(b"RIFF", whole, b"WAVE", b"fmt ", 16, 1, 1, rate, 2 * rate, 2, 16, b"data", size)
    return [header, audio.pcm, _CHUNK.pack(_CHUNK_NAME, len(measures)) + measures]


def _decode(path: Path, data: bytes) -> StoredClip | None:
    try:
        _, whole, *_, rate, _, _, _, _, size = _HEADER.unpack_from(data)
        at = _HEADER.size + size
        name, length = _CHUNK.unpack_from(data, at)
        checksum, peak = _MEASURES.unpack_from(data, at + _CHUNK.size)
        values = memoryview(data)[at + _CHUNK.size + _MEASURES.size :]
        energies = struct.unpack(f"<{len(values) // 8}d", values)
    except struct.error:
        return None
    pcm = memoryview(data)[_HEADER.size : at]
    found = zlib.crc32(values, zlib.crc32(pcm, zlib.crc32(struct.pack("<Id", rate, peak))))
    if name != _CHUNK_NAME or whole != len(data) - 8 or length != _MEASURES.size + len(values) or found != checksum:
        return None
    return StoredClip(path, size / 2 / rate, energies, peak)
