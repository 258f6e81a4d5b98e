"""Files that strangers may have made, read whole: ordinary ones, of a size that a memory holds."""

from __future__ import annotations

import errno
import stat
import tomllib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 64_000_000
"""Bytes; a script of a hundred hours has a third of it."""


def read_file(path: Path, most: int = LARGEST) -> bytes:
    """Read a file; a device, or a pipe that nobody writes to, would never end.

    Raises:
        OSError: It cannot be read, is none, or has too many bytes.
    """
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "It is a folder", str(path))
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "It is no ordinary file", str(path))
    with path.open("rb") as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise OSError(errno.EFBIG, f"It is larger than {most // 1_000_000} MB", str(path))
    return data


def read_utf8(path: Path, encoding: str = "utf-8") -> str:
    r"""Read a text file, with ``\n`` for every line end.

    Raises:
        OSError: See ``read_file``.
        UnicodeDecodeError: It is not UTF-8.
    """
    return read_file(path).decode(encoding).replace("\r\n", "\n").replace("\r", "\n")


def parse_toml(text: str) -> dict[str, Any]:
    """Parse TOML.

    Raises:
        TOMLDecodeError: It is none, or its brackets stand too deep in each other.
    """
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise tomllib.TOMLDecodeError("Too many brackets inside each other") from None
