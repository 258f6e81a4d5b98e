"""Housekeeping of the cache: how much there is, and what goes when it is too much.

::

    <cache>/clips/<first two digits>/<key>.wav     spoken lines
    <cache>/parts/<first two digits>/<key>.part    encoded parts of programmes
    <cache>/heard/<first two digits>/<key>.json    what a recogniser heard in a line

All are named by what decides their content, so any of them can be removed at any time: it is made again.
A name that begins with a dot is a file that a run is writing.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

KINDS = ("clips", "parts", "heard")
"""The folders of the cache."""
IN_USE = 6 * 3600.0
"""Seconds since its last use in which nothing is removed: the run that asked for it may not have used it yet."""
ABANDONED = 3600.0
"""Seconds after which a file that was being written belongs to a run that was killed."""
LOW_WATER = 0.9
"""Share of the limit that is left when files are removed, so that not every run has to."""


@dataclass(frozen=True, slots=True)
class CacheSize:
    """How much of the cache."""

    files: int
    size: int
    """Bytes."""


@dataclass(frozen=True, slots=True)
class _Entry:
    path: Path
    size: int
    used: float
    """When it was last used, in seconds since the epoch."""

    @property
    def whole(self) -> bool:
        return not self.path.name.startswith(".")


def _entries(cache: Path, kind: str) -> Iterator[_Entry]:
    """Every file of a kind; what another run removes meanwhile is left out."""
    for folder in sorted((cache / kind).glob("??")):
        with suppress(OSError), os.scandir(folder) as found:
            for entry in found:
                with suppress(OSError):
                    status = entry.stat()
                    yield _Entry(Path(entry.path), status.st_size, status.st_mtime)


def cache_size(cache: Path) -> dict[str, CacheSize]:
    """How many files of each kind there are, and how many bytes they take."""
    sizes = {}
    for kind in KINDS:
        whole = [entry.size for entry in _entries(cache, kind) if entry.whole]
        sizes[kind] = CacheSize(len(whole), sum(whole))
    return sizes


def clear_cache(cache: Path) -> CacheSize:
    """Remove everything.

    Returns:
        What was removed.

    Raises:
        OSError: A file cannot be removed.
    """
    entries = [entry for kind in KINDS for entry in _entries(cache, kind)]
    for entry in entries:
        entry.path.unlink(missing_ok=True)
    return CacheSize(sum(entry.whole for entry in entries), sum(entry.size for entry in entries))


def prune_cache(cache: Path, limit: int) -> CacheSize:
    """Remove what was not used for longest, until the cache is well under its limit.

    Args:
        cache: The folder.
        limit: Bytes. What was used in the last hours stays in any case.

    Returns:
        What was removed.
    """
    now = time.time()
    entries = [entry for kind in KINDS for entry in _entries(cache, kind)]
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
    return CacheSize(files, removed)
