"""Installing voices of Piper: from their makers' site, or from a mirror, which may be a folder.

A mirror has ``voices.json`` at its top, which names the files of every voice with their sizes and MD5 sums.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import shutil
from dataclasses import dataclass
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from podcaster.engines.piper import licence_of
from podcaster.errors import EngineError, InputError, close_matches

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Progress = Callable[[int, int], None]

NAME = re.compile(r"[a-z]{2,3}_[A-Z]{2,3}-\w+-\w+")
INDEX_LIMIT = 20_000_000
"""Bytes of a mirror's index; the real one has 0.3 million."""
SIZE_LIMIT = 2_000_000_000
"""Bytes of a voice; the largest has 0.14 thousand million."""
TRIES = 5
"""How often a transfer is taken up again where it broke off."""
TIMEOUT = 30.0
"""Seconds without a byte."""
CHUNK = 1 << 18


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file of a voice, on the mirror."""

    path: str
    size: int
    md5: str


@dataclass(frozen=True, slots=True)
class RemoteVoice:
    """A voice that can be installed."""

    name: str
    language: str
    speakers: int
    model: RemoteFile
    config: RemoteFile
    card: RemoteFile | None


class Mirror:
    """Where voices come from.

    Args:
        place: An http(s) address, or a folder.
    """

    def __init__(self, place: str) -> None:
        self.place = place.rstrip("/")

    @property
    def _remote(self) -> bool:
        return self.place.startswith(("http://", "https://"))

    def voices(self) -> dict[str, RemoteVoice]:
        """Every voice that it has.

        Raises:
            EngineError: It cannot be reached, or has no index.
        """
        data = b"".join(self.read("voices.json", 0, INDEX_LIMIT))
        try:
            index = json.loads(data)
            found = {str(name): _remote_voice(str(name), entry) for name, entry in index.items()}
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise EngineError(f"{self.place}/voices.json is no index of Piper voices: {error!r}.") from error
        return {name: voice for name, voice in found.items() if voice is not None}

    def read(self, path: str, start: int, size: int) -> Iterator[bytes]:
        """The bytes of a file, from an offset on, or from the beginning when the server cannot do better.

        Yields:
            Pieces. The first is empty when the offset was granted.

        Raises:
            EngineError: It cannot be read, or is larger than ``size``.
        """
        pieces = self._download(path, start) if self._remote else self._copy(path, start)
        got = 0
        for piece in pieces:
            got += len(piece)
            if got > size:
                raise EngineError(f"{self.place}/{path} is larger than its index says.")
            yield piece

    def _copy(self, path: str, start: int) -> Iterator[bytes]:
        try:
            with Path(self.place).expanduser().joinpath(path).open("rb") as file:
                file.seek(start)
                yield b""
                while piece := file.read(CHUNK):
                    yield piece
        except OSError as error:
            raise EngineError(f"{self.place}/{path} cannot be read: {error.strerror}.") from error

    def _download(self, path: str, start: int) -> Iterator[bytes]:
        import httpx

        # Compressed answers would have other sizes and sums, and could not be taken up in the middle.
        headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={start}-"} if start else {})
        try:
            with httpx.stream(
                "GET", f"{self.place}/{path}", headers=headers, timeout=TIMEOUT, follow_redirects=True
            ) as answer:
                answer.raise_for_status()
                if answer.status_code == httpx.codes.PARTIAL_CONTENT or not start:
                    yield b""
                yield from answer.iter_raw(CHUNK)
        except httpx.HTTPError as error:
            raise EngineError(
                f"{self.place}/{path} cannot be fetched: {error}.",
                "Run the same command again: it goes on where it stopped. Or name a mirror as [engines.piper] mirror.",
            ) from error


def _remote_voice(name: str, entry: dict[str, Any]) -> RemoteVoice | None:
    """A voice of the index; None when its files are not what a voice has."""
    if not NAME.fullmatch(name):
        return None
    files: dict[str, RemoteFile] = {}
    for path, details in entry["files"].items():
        kind = next((kind for kind in (".onnx.json", ".onnx", "MODEL_CARD") if path.endswith(kind)), "")
        if kind and not PurePosixPath(path).is_absolute() and ".." not in PurePosixPath(path).parts:
            files[kind] = RemoteFile(path, int(details["size_bytes"]), str(details["md5_digest"]))
    if ".onnx" not in files or ".onnx.json" not in files:
        return None
    language = str(entry.get("language", {}).get("code", "")).replace("_", "-")
    speakers = int(entry.get("num_speakers", 1))
    return RemoteVoice(name, language, speakers, files[".onnx"], files[".onnx.json"], files.get("MODEL_CARD"))


def install_voice(
    name: str,
    mirror: Mirror,
    folder: Path,
    *,
    again: bool = False,
    notice: Callable[[str], None] = lambda _: None,
    progress: Progress | None = None,
) -> Path:
    """Install a voice: its model, its description and its model card.

    What broke off goes on where it stopped, also in a later run. A file appears under its name when its sum is right,
    the model last, so a voice is there whole or not at all.

    Args:
        name: Such as "en_US-lessac-medium".
        mirror: Where it comes from.
        folder: Where it goes.
        again: Fetch it even if it is there.
        notice: Called with the licence's sentence before the model is fetched.
        progress: Called with the bytes that are there, and of all.

    Returns:
        The model's path.

    Raises:
        InputError: The mirror has no such voice.
        EngineError: The mirror cannot be read, or a file's sum stays wrong.
        OSError: The folder cannot be written, or the disk is full.
    """
    target = folder / f"{name}.onnx"
    if target.is_file() and Path(f"{target}.json").is_file() and not again:
        notice(f"{name} is installed already.")
        return target
    known = mirror.voices()
    if name not in known:
        raise InputError(f"{mirror.place} has no voice called {name}.", close_matches(name, known))
    voice = known[name]
    folder.mkdir(parents=True, exist_ok=True)
    if voice.card:
        fetch(mirror, voice.card, Path(f"{target}.card"), None)
    licence = licence_of(Path(f"{target}.card"))
    notice(f"{name}: its licence is {licence}." if licence else f"{name}: its maker states no licence.")
    fetch(mirror, voice.config, Path(f"{target}.json"), None)
    fetch(mirror, voice.model, target, progress)
    return target


def fetch(mirror: Mirror, file: RemoteFile, target: Path, progress: Progress | None) -> None:
    """Fetch one file, in as many goes as it takes, and rename it into its place when its sum is right.

    Raises:
        EngineError: It cannot be read, or its sum stays wrong.
        OSError: The folder cannot be written, or the disk is full.
    """
    if file.size > SIZE_LIMIT:
        raise EngineError(f"{mirror.place}/{file.path} has {file.size} bytes, which no voice has.")
    part = target.with_name(f".{target.name}.part")
    for left in reversed(range(TRIES)):
        try:
            _continue(mirror, file, part, progress)
        except EngineError:
            if not left:
                raise
            continue
        if _md5(part) == file.md5 and part.stat().st_size == file.size:
            part.replace(target)
            return
        part.unlink()
    raise EngineError(
        f"{mirror.place}/{file.path} is not what the index says: its MD5 sum is wrong.", "Try another mirror."
    )


def _continue(mirror: Mirror, file: RemoteFile, part: Path, progress: Progress | None) -> None:
    have = part.stat().st_size if part.exists() else 0
    if have >= file.size > 0:
        have = 0
    pieces = mirror.read(file.path, have, file.size)
    first = next(pieces, b"")
    done = 0 if first else have
    if shutil.disk_usage(part.parent).free < file.size - done:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(part))
    with part.open("ab" if done else "wb") as out:
        for piece in chain((first,), pieces):
            out.write(piece)
            done += len(piece)
            if progress:
                progress(done, file.size)


def _md5(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()
