"""Files from a mirror, an address or a folder: taken up where a transfer broke off, there whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from podcaster.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Fetched = Callable[[int, int], None]
    """Told the bytes that are there, and of all."""
    Checked = Callable[[Path], str]
    """What is wrong with a file, as the end of a sentence; empty when nothing is."""

TRIES = 5
"""How often a transfer is taken up again where it broke off."""
TIMEOUT = 30.0
"""Seconds without a byte."""
CHUNK = 1 << 18


class Mirror:
    """Where files come from.

    Args:
        place: An http(s) address, or a folder.
    """

    def __init__(self, place: str) -> None:
        self.place = place.rstrip("/")

    @property
    def _remote(self) -> bool:
        return self.place.startswith(("http://", "https://"))

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
                raise EngineError(f"{self.place}/{path} is larger than it should be.")
            yield piece

    def _copy(self, path: str, start: int) -> Iterator[bytes]:
        try:
            with Path(self.place).expanduser().joinpath(path).open("rb") as file:
                file.seek(start)
                yield b""
                while piece := file.read(CHUNK):
                    yield piece
        except OSError as error:
            raise EngineError(
                f"{self.place}/{path} cannot be read: {error.strerror}.", "Put the file there, or name another folder."
            ) from error

    def _download(self, path: str, start: int) -> Iterator[bytes]:
        import httpx

        # Compressed answers would have other sizes and sums, and could not be taken up in the middle.
        headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={start}-"} if start else {})
        try:
            with httpx.stream(
                "GET", f"{self.place}/{path}", headers=headers, timeout=TIMEOUT, follow_redirects=True
            ) as answer:
                if answer.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:  # what is here is too long
                    yield from islice(self._download(path, 0), 1, None)
                    return
                answer.raise_for_status()
                if answer.status_code == httpx.codes.PARTIAL_CONTENT or not start:
                    yield b""
                yield from answer.iter_raw()  # as they come: pieces of one size would be lost when it breaks off in one
        except httpx.HTTPError as error:
            raise EngineError(
                f"{self.place}/{path} cannot be fetched: {error}.",
                "Run the same command again: it goes on where it stopped. Or name another mirror.",
            ) from error


def fetch(mirror: Mirror, path: str, target: Path, size: int, check: Checked, progress: Fetched | None = None) -> None:
    """Fetch one file, in as many goes as it takes, and rename it into its place when it is right.

    Args:
        mirror: Where it comes from.
        path: Its name there.
        target: Where it goes.
        size: Its bytes, or the most that it may have.
        check: Tells what is wrong with it when all bytes are there.
        progress: Told how far it is.

    Raises:
        EngineError: It cannot be read, or stays wrong.
        OSError: The folder cannot be written, or the disk is full.
    """
    part = target.with_name(f".{target.name}.part")
    fault = ""
    for left in reversed(range(TRIES)):
        try:
            if not part.exists() or check(part):  # else a run ended between the last byte and the renaming
                _continue(mirror, path, size, part, progress)
        except EngineError:
            if not left:
                raise
            continue
        fault = check(part)
        if not fault:
            part.replace(target)
            return
        part.unlink()
    raise EngineError(f"{mirror.place}/{path} is not what it should be: {fault}.", "Try another mirror.")


def _continue(mirror: Mirror, path: str, size: int, part: Path, progress: Fetched | None) -> None:
    have = part.stat().st_size if part.exists() else 0
    if have >= size > 0:
        have = 0
    pieces = mirror.read(path, have, size)
    first = next(pieces, b"")
    done = 0 if first else have
    if shutil.disk_usage(part.parent).free < size - done:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(part))
    with part.open("ab" if done else "wb") as out:
        for piece in chain((first,), pieces):
            out.write(piece)
            done += len(piece)
            if progress:
                progress(done, size)
