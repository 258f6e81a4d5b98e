"""Installing voices of Piper: from their makers' site, or from a mirror, which may be a folder.

A mirror has ``voices.json`` at its top, which names the files of every voice with their sizes and MD5 sums.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from podcaster.engines.download import Mirror, fetch
from podcaster.engines.piper import licence_of
from podcaster.errors import EngineError, InputError, close_matches
from podcaster.patterns import on_demand

if TYPE_CHECKING:
    from collections.abc import Callable

    from podcaster.engines.download import Fetched

NAME = on_demand(r"[a-z]{2,3}_[A-Z]{2,3}-\w+-\w+")
INDEX_LIMIT = 20_000_000
"""Bytes of a mirror's index; the real one has 0.3 million."""
SIZE_LIMIT = 2_000_000_000
"""Bytes of a voice; the largest has 0.14 thousand million."""


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file of a voice, on the mirror."""

    path: str
    """Relative to the mirror's address."""
    size: int
    """In bytes, as the mirror's list says."""
    md5: str
    """Of its content, as the mirror's list says, in hexadecimal."""


@dataclass(frozen=True, slots=True)
class RemoteVoice:
    """A voice that can be installed."""

    name: str
    """As it is asked for."""
    language: str
    """BCP 47 tag of what it speaks."""
    speakers: int
    """How many can be chosen from."""
    model: RemoteFile
    """The file that holds the network."""
    config: RemoteFile
    """Tells how the network is used."""
    card: RemoteFile | None
    """Tells where it comes from, and its licence; None when the mirror has none."""


class VoiceMirror(Mirror):
    """A mirror with Piper's index at its top."""

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
    mirror: VoiceMirror,
    folder: Path,
    *,
    again: bool = False,
    notice: Callable[[str], None] = lambda _: None,
    progress: Fetched | None = None,
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
        _fetch(mirror, voice.card, Path(f"{target}.card"), None)
    licence = licence_of(Path(f"{target}.card"))
    notice(f"{name}: its licence is {licence}." if licence else f"{name}: its maker states no licence.")
    _fetch(mirror, voice.config, Path(f"{target}.json"), None)
    _fetch(mirror, voice.model, target, progress)
    return target


def _fetch(mirror: Mirror, file: RemoteFile, target: Path, progress: Fetched | None) -> None:
    """Fetch one file of a voice.

    Raises:
        EngineError: It cannot be read, or its sum stays wrong.
        OSError: The folder cannot be written, or the disk is full.
    """
    if file.size > SIZE_LIMIT:
        raise EngineError(f"{mirror.place}/{file.path} has {file.size} bytes, which no voice has.")
    fetch(mirror, file.path, target, file.size, lambda part: _fault(part, file), progress)


def _fault(part: Path, file: RemoteFile) -> str:
    right = part.stat().st_size == file.size and _md5(part) == file.md5
    return "" if right else "its MD5 sum is not the one in the index"


def _md5(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()
