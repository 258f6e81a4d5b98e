"""A folder as a source: each file in it becomes one episode, once, and none is taken half.

A file is taken when nobody has it open for writing, as far as the system tells, and it has not changed for a moment.
"""

from __future__ import annotations

import hashlib
import os
import sys
import time
from typing import TYPE_CHECKING

from podcaster.article.sources import LARGEST, SUFFIXES
from podcaster.characters import valid_text
from podcaster.follow.found import FoundPiece, Material, SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from podcaster.follow.found import SourceMemory
    from podcaster.follow.state import Piece

MAIL = ".eml"
TAKEN = frozenset({*SUFFIXES, MAIL})
DOCUMENTS = frozenset({".doc", ".docx", ".odt", ".rtf", ".pdf", ".pages", ".epub", ".msg", ".wpd"})
"""What people put among articles too, and nobody here reads; pictures beside a saved page are no mistake."""
EVERY = 5.0
"""Seconds between two looks: listing a folder costs next to nothing."""
SETTLED = 1.0
"""Seconds for which a file must be unchanged. Who writes slower than that holds it open, which Linux tells."""


class Folder:
    """The files of a folder and of the folders in it; hidden ones, and links that lead out of it, are passed over.

    Args:
        name: The source's, for sentences.
        path: The folder.
    """

    every = EVERY

    def __init__(self, name: str, path: Path) -> None:
        self.name = name
        self.path = path

    def look(self, memory: SourceMemory) -> Iterable[FoundPiece]:
        """The files that are there whole and are new or changed, the oldest first.

        Raises:
            SourceError: There is no such folder.
        """
        if not self.path.is_dir():
            raise SourceError(
                f"There is no folder {self.path}.", f"Make it, or correct folder of [sources.{self.name}]."
            )
        files = tuple(self._files())
        if other := [path for path in files if path.suffix.lower() in DOCUMENTS]:
            rest = f" and {len(other) - 1} more are" if len(other) > 1 else " is"
            memory.warning = f"{other[0].name}{rest} not read: save it as .txt, .md or .html."
        stamps = {path: stamp for path in files if path not in other and (stamp := stamp_of(path))}
        known = memory.known.stamps(map(self._key, stamps))
        fresh = {path: stamp for path, stamp in stamps.items() if known.get(self._key(path)) != stamp}
        taken: set[str] = set()
        whole = [(path, stamp) for path, stamp in settled(fresh) if not is_being_written(path)]
        whole.sort(key=lambda item: (int(item[1].partition(":")[2]), item[0].as_posix()))
        for path, stamp in whole:
            key = self._key(path)
            old = memory.known.of_stamp(stamp) if key not in known else ()
            former = next((each for each in old if self.path / each not in stamps and each not in taken), "")
            taken.add(former)
            yield FoundPiece(key, stamp, title=path.stem, formerly=former)

    def _files(self) -> Iterator[Path]:
        root = self.path.resolve()
        for folder, names, files in os.walk(self.path):
            names[:] = sorted(name for name in names if not name.startswith("."))
            for name in sorted(files):
                path = self.path.__class__(folder) / name
                if name.startswith(".") or path.suffix.lower() not in TAKEN | DOCUMENTS:
                    continue
                if path.is_file() and path.resolve().is_relative_to(root):
                    yield path

    def _key(self, path: Path) -> str:
        name = path.relative_to(self.path).as_posix()
        if (plain := valid_text(name)) == name:
            return name
        return f"{plain}#{hashlib.sha256(os.fsencode(name)).hexdigest()[:8]}"

    def read(self, piece: Piece) -> Material | None:
        """The bytes of a file; None while it is being written.

        Raises:
            SourceError: It cannot be read, or is too large.
        """
        path = self.path / piece.key
        if not path.exists():  # its name may be no text, and its key another
            path = next((each for each in self._files() if self._key(each) == piece.key), path)
        before = stamp_of(path)
        try:
            with path.open("rb") as file:
                data = file.read(LARGEST + 1)
        except OSError as error:
            raise SourceError(f"{path} cannot be read: {error.strerror}.", "Put it back, or drop the piece.") from error
        if before != stamp_of(path) or is_being_written(path):
            return None
        if path.suffix.lower() == MAIL:
            from podcaster.follow.mail import page_of

            return page_of(data)
        return Material(data, path.suffix.lower())

    def close(self) -> None:
        """Nothing is held."""


def stamp_of(path: Path) -> str:
    """A file's version: its size and the time of its last change, in nanoseconds; empty when it is not there."""
    try:
        status = path.stat()
    except OSError:
        return ""
    return f"{status.st_size}:{status.st_mtime_ns}"


def settled(stamps: dict[Path, str]) -> Iterator[tuple[Path, str]]:
    """The files that do not change for a moment; only those that changed just now are waited for."""
    now = time.time()
    young = {path for path, stamp in stamps.items() if abs(now - int(stamp.partition(":")[2]) / 1e9) < SETTLED}
    if young:
        time.sleep(SETTLED)
    for path, stamp in stamps.items():
        if path not in young or stamp_of(path) == stamp:
            yield path, stamp


def is_being_written(path: Path) -> bool:
    """Whether a program has a file open for writing, as far as the system tells.

    Linux gives a lease for reading only on a file that nobody writes (fcntl(2), F_SETLEASE); others are not asked.
    """
    if sys.platform != "linux":
        return False
    import fcntl

    try:
        number = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except OSError:
        return True
    try:
        fcntl.fcntl(number, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(number, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except BlockingIOError:
        return True
    except OSError:
        return False  # somebody else's file, or a file system without leases
    finally:
        os.close(number)
    return False
