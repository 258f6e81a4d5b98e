"""Content in a folder of this machine.

::

    <folder>/clips/<first two digits>/<key>.wav     spoken lines
    <folder>/parts/<first two digits>/<key>.part    encoded parts of programmes
    <folder>/heard/<first two digits>/<key>.json    what a recogniser heard in a line

A file is renamed into its place at once, so any number of runs can share the folder. A name that begins with a dot is a
file that a run is writing.
"""

from __future__ import annotations

import os
import time
import uuid
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from podcaster.content.base import Amount, ContentKind, ContentStore

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

IN_USE = 6 * 3600.0
"""Seconds since its last use in which nothing is removed: the run that asked for it may not have used it yet."""
ABANDONED = 3600.0
"""Seconds after which a file that was being written belongs to a run that was killed."""
LOW_WATER = 0.9
"""Share of the limit that is left when files are removed, so that not every run has to."""


class FolderStore(ContentStore):
    """Content in a folder, which is made when something is saved.

    Args:
        folder: The folder.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def load(self, kind: ContentKind, key: str) -> bytes | None:
        """A content, noted as used now; None when there is none."""
        path = self.path(kind, key)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        with suppress(OSError):  # another run may have removed it meanwhile, or the folder may be read-only
            os.utime(path)
        return data

    def save(self, kind: ContentKind, key: str, parts: Sequence[bytes]) -> None:
        """Keep a content, whole or not at all.

        Raises:
            OSError: The folder cannot be written, or the disk is full.
        """
        path = self.path(kind, key)
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{key}.{uuid.uuid4().hex}.part")
        try:
            # Not synced to the disk: after a power failure the checksum tells, and it is made again.
            _write(temporary, parts)
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise

    def path(self, kind: ContentKind, key: str) -> Path:
        """Where a content lies, or would lie."""
        return self.folder / kind.place(key)

    def discard(self, kind: ContentKind, key: str) -> None:
        """Remove a content."""
        with suppress(OSError):
            self.path(kind, key).unlink()

    def amounts(self) -> dict[ContentKind, Amount]:
        """How many files of each kind there are, and how many bytes they take."""
        found = {}
        for kind in ContentKind:
            whole = [entry.size for entry in _entries(self.folder, kind) if entry.whole]
            found[kind] = Amount(len(whole), sum(whole))
        return found

    def clear(self) -> Amount:
        """Remove everything.

        Raises:
            OSError: A file cannot be removed.
        """
        entries = [entry for kind in ContentKind for entry in _entries(self.folder, kind)]
        for entry in entries:
            entry.path.unlink(missing_ok=True)
        return Amount(sum(entry.whole for entry in entries), sum(entry.size for entry in entries))

    def prune(self, limit: int) -> Amount:
        """Remove what was not used for longest, until the folder is well under its limit."""
        now = time.time()
        entries = [entry for kind in ContentKind for entry in _entries(self.folder, kind)]
        for entry in entries:
            if not entry.whole and now - entry.used > ABANDONED:
                entry.path.unlink(missing_ok=True)
        whole = sorted((entry for entry in entries if entry.whole), key=lambda entry: (entry.used, entry.path))
        total = sum(entry.size for entry in whole)
        goal = limit * LOW_WATER if total > limit else total
        files = removed = 0
        for entry in whole:
            if total - removed <= goal or now - entry.used < IN_USE:
                break
            with suppress(OSError):
                entry.path.unlink()
                files, removed = files + 1, removed + entry.size
        return Amount(files, removed)


@dataclass(frozen=True, slots=True)
class _Entry:
    path: Path
    size: int
    used: float
    """When it was last used, in seconds since the epoch."""

    @property
    def whole(self) -> bool:
        return not self.path.name.startswith(".")


def _entries(folder: Path, kind: ContentKind) -> Iterator[_Entry]:
    """Every file of a kind; what another run removes meanwhile is left out."""
    for part in sorted((folder / kind).glob("??")):
        with suppress(OSError), os.scandir(part) as found:
            for entry in found:
                with suppress(OSError):
                    status = entry.stat()
                    yield _Entry(Path(entry.path), status.st_size, status.st_mtime)


def _write(path: Path, parts: Sequence[bytes]) -> None:
    """Write parts one behind the other, without copying them together."""
    with path.open("xb", buffering=0) as file:
        for part in parts:
            view = memoryview(part)
            while view:
                view = view[file.write(view) :]
