"""The files of the Whisper model: which they are, and how they get here."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from podcaster.engines.download import Mirror, fetch

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from podcaster.engines.download import Fetched

MODEL_FOLDER = "whisper-base"
"""Its folder in the user's data folder."""
RELEASE = "https://huggingface.co/Systran/faster-whisper-base/resolve/main"
"""Where the makers of faster-whisper keep Whisper base in CTranslate2's form."""
LICENCE = "MIT"
CURE = "podcaster proof --install"


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A file of the model."""

    name: str
    """As it is called on the mirror, and here."""
    size: int
    """Bytes."""
    sha256: str
    """Of its content, in hexadecimal; anything else is not taken."""


FILES = (
    ModelFile("config.json", 2_309, "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a"),
    ModelFile("tokenizer.json", 2_203_239, "fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab"),
    ModelFile("vocabulary.txt", 459_861, "34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913"),
    ModelFile("model.bin", 145_217_532, "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9"),
)
"""All of them; the one that takes long is the last."""


def files_fault(folder: Path) -> str:
    """What keeps the installed model from hearing, as a sentence; empty when nothing does."""
    for file in FILES:
        path = folder / file.name
        try:
            status = path.stat()
        except OSError:
            return "The Whisper model is not installed."
        if fault := _known_fault(path, file, status.st_size, status.st_mtime_ns):
            return f"{path} cannot be used: {fault}."
    return ""


@lru_cache(maxsize=16)
def _known_fault(path: Path, file: ModelFile, size: int, time: int) -> str:  # noqa: ARG001
    """One run asks several times; reading all of the files takes a tenth of a second."""
    return _fault(path, file)


def _fault(path: Path, file: ModelFile) -> str:
    if path.stat().st_size != file.size:
        return "it is not as long as it should be"
    with path.open("rb") as stream:
        right = hashlib.file_digest(stream, "sha256").hexdigest() == file.sha256
    return "" if right else "its SHA-256 sum is another one"


def install_model(
    mirror: Mirror,
    folder: Path,
    *,
    again: bool = False,
    notice: Callable[[str], None] = lambda _: None,
    progress: Fetched | None = None,
) -> None:
    """Install the model.

    What broke off goes on where it stopped, also in a later run. A file appears under its name when its sum is right.

    Args:
        mirror: Where the files are.
        folder: Where they go.
        again: Fetch them even if they are there.
        notice: Called with size and licence before anything is fetched.
        progress: Called with the bytes of the large file that are there, and of all.

    Raises:
        EngineError: The mirror cannot be read, or a file stays wrong.
        OSError: The folder cannot be written, or the disk is full.
    """
    if not again and not files_fault(folder):
        notice("The Whisper model is installed already.")
        return
    megabytes = sum(file.size for file in FILES) / 1e6
    notice(f"Whisper base: {megabytes:.0f} MB from {mirror.place}; its licence is {LICENCE}.")
    folder.mkdir(parents=True, exist_ok=True)
    for file in FILES:
        target = folder / file.name
        if again or not target.is_file() or _fault(target, file):
            shown = progress if file is FILES[-1] else None
            fetch(mirror, file.name, target, file.size, partial(_fault, file=file), shown)
