"""The material of a piece: its words as a file in the show's folder, kept so that every try sees the same.

It lies in ``newsroom/<source>/``; its name never changes, so that a piece that is made again is the same episode.
"""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from podcaster.follow.state import FOLDER
from podcaster.slug import slug_of
from podcaster.store import write_atomic

if TYPE_CHECKING:
    from pathlib import Path

    from podcaster.follow.found import Material

KEY_DIGITS = 12
"""Hexadecimal digits of a key in a name: of ten million pieces, two are the same in one source of five."""


def material_name(source: str, key: str, suffix: str) -> str:
    """Where the material of a piece lies, relative to the show's folder."""
    stem = slug_of(PurePosixPath(key).stem)[:40].strip("-")
    digest = hashlib.sha256(key.encode("utf-8", "surrogateescape")).hexdigest()[:KEY_DIGITS]
    folder = slug_of(source) or "source"
    return f"{FOLDER}/{folder}/{stem}-{digest}{suffix}" if stem else f"{FOLDER}/{folder}/{digest}{suffix}"


def keep_material(folder: Path, name: str, material: Material) -> None:
    """Keep the material of a piece, whole or not at all."""
    path = folder / name
    if not path.is_file() or path.read_bytes() != material.data:
        write_atomic(path, material.data)
