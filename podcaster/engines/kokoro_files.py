"""The files of Kokoro 1.0: which they are, whether they are whole, and how they get here.

Every voice and the model are known by their SHA-256 sums. The model is kept with a few bytes behind it, which make it
tell how long every phoneme takes.
"""

from __future__ import annotations

import hashlib
import os
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from podcaster.engines.download import Mirror, fetch

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from podcaster.engines.download import Fetched

RELEASE = "https://github.com/thewh1teagle/kokoro-onnx/releases/download/model-files-v1.0"
"""Where the makers of kokoro-onnx keep the files."""
MODEL, VOICES = "kokoro-v1.0.int8.onnx", "voices-v1.0.bin"
MODEL_SIZE = 92_361_271
MODEL_SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
VOICES_MOST = 64_000_000
"""Bytes that the archive of voices has at most: 54 voices of half a million bytes, and room."""
LICENCE = "Apache-2.0"
SHAPE = (510, 1, 256)
"""Of a voice: a style vector for every number of phonemes."""
CURE = "podcaster voices install natural"
NOT_INSTALLED = "The natural voices are not installed."

DURATIONS = "/encoder/Round_output_0"
"""The value inside the model that says how many frames each phoneme takes."""


def _field(number: int, data: bytes) -> bytes:
    """A field of a protocol buffer: its number and kind, its length, its bytes."""
    return bytes([number << 3 | 2]) + _varint(len(data)) + data


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


def _timing() -> bytes:
    """What stands behind the model: an output called "duration".

    An ONNX file is a protocol buffer, and two of them one behind the other are read as one, with what repeats joined:
    so a node (GraphProto.node = 1) and an output (GraphProto.output = 12) are added without taking the graph apart.
    """
    node = _field(1, DURATIONS.encode()) + _field(2, b"duration") + _field(4, b"Identity")
    kind = _field(1, b"\x08\x01")  # TypeProto.tensor_type: of float32
    output = _field(1, b"duration") + _field(2, kind)
    return _field(7, _field(1, node) + _field(12, output))


def voice_sums() -> Mapping[str, str]:
    """The voices that are known, and the sum of each one's numbers."""
    return _voice_sums()


@cache
def _voice_sums() -> dict[str, str]:
    import tomllib

    return tomllib.loads(Path(__file__).with_name("kokoro_voices.toml").read_text("utf-8"))


def model_fault(path: Path) -> str:
    """What is wrong with a model file, as the end of a sentence; empty when nothing is.

    The release's own file is right, and so is an installed one, with the bytes that make it tell durations.
    """
    digest = hashlib.sha256()
    with path.open("rb") as file:
        left = MODEL_SIZE
        while left and (data := file.read(min(left, 1 << 20))):
            digest.update(data)
            left -= len(data)
        rest = file.read(1 << 16)
    if left or digest.hexdigest() != MODEL_SHA256:
        return "it is damaged, or another model"
    return "" if rest in (b"", _timing()) else "something stands behind the model"


def model_source(path: Path) -> str | bytes:
    """What onnxruntime loads to get a model that tells durations: the installed file, else the release's with more."""
    if path.stat().st_size > MODEL_SIZE:
        return str(path)
    return path.read_bytes() + _timing()


def voices_fault(path: Path) -> str:
    """What is wrong with an archive of voices, as the end of a sentence; empty when all known voices are in it."""
    import numpy as np

    try:
        with np.load(path, allow_pickle=False) as archive:
            for name, known in voice_sums().items():
                if name not in archive:
                    return f"the voice {name} is not in it"
                if voice_sum(archive[name]) != known:
                    return f"the voice {name} in it is damaged, or another one"
    except Exception as error:  # noqa: BLE001 (a damaged archive raises anything)
        return f"it is no archive of voices ({type(error).__name__})"
    return ""


def voice_sum(numbers: Any) -> str:
    """The SHA-256 of a voice's numbers; empty when they are not a voice."""
    if numbers.shape != SHAPE or numbers.dtype != "<f4":
        return ""
    return hashlib.sha256(numbers.tobytes()).hexdigest()


def files_fault(folder: Path) -> str:
    """What keeps the files of a folder from speaking, as a sentence; empty when nothing does."""
    checks: tuple[tuple[str, Callable[[Path], str]], ...] = ((MODEL, model_fault), (VOICES, voices_fault))
    if not any((folder / name).exists() for name, _ in checks):
        return NOT_INSTALLED
    for name, check in checks:
        path = folder / name
        try:
            status = path.stat()
        except OSError as error:
            return f"{path} cannot be used: {error.strerror}."
        if fault := _known_fault(path, status.st_size, status.st_mtime_ns, check):
            return f"{path} cannot be used: {fault}."
    return ""


@lru_cache(maxsize=8)
def _known_fault(path: Path, size: int, time: int, check: Callable[[Path], str]) -> str:  # noqa: ARG001
    """One run asks for the same files several times; reading all of them takes a tenth of a second."""
    try:
        return check(path)
    except OSError as error:
        return str(error.strerror)


def install_natural(
    mirror: Mirror,
    folder: Path,
    *,
    again: bool = False,
    notice: Callable[[str], None] = lambda _: None,
    progress: Fetched | None = None,
) -> None:
    """Install the model and the voices.

    What broke off goes on where it stopped, also in a later run. A file appears under its name when it is whole and its
    sums are right.

    Args:
        mirror: Where the release's files are.
        folder: Where they go.
        again: Fetch them even if they are there.
        notice: Called with size and licence before anything is fetched.
        progress: Called with the bytes that are there, and of all.

    Raises:
        EngineError: The mirror cannot be read, or a file stays wrong.
        OSError: The folder cannot be written, or the disk is full.
    """
    if not again and not files_fault(folder):
        notice("The natural voices are installed already.")
        return
    notice(f"Kokoro 1.0, {len(voice_sums())} voices: 121 MB from {mirror.place}; its licence is {LICENCE}.")
    folder.mkdir(parents=True, exist_ok=True)
    voices, model = folder / VOICES, folder / MODEL
    if again or not voices.is_file() or voices_fault(voices):
        fetch(mirror, VOICES, voices, VOICES_MOST, voices_fault)
    if again or not model.is_file() or model_fault(model):
        fetch(mirror, MODEL, model, MODEL_SIZE, _finish_model, progress)


def _finish_model(part: Path) -> str:
    """See that a fetched model is right, and put behind it what makes it tell durations."""
    fault = model_fault(part)
    if not fault and part.stat().st_size == MODEL_SIZE:
        with part.open("ab") as file:
            file.write(_timing())
            file.flush()
            os.fsync(file.fileno())
    return fault
