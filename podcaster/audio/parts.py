"""Work on the parts of a mix: many at once, in order, and none twice."""

from __future__ import annotations

import os
import uuid
import zlib
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from podcaster.audio.measure import Measured

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future
    from pathlib import Path

AHEAD = 2
"""Parts a worker may be ahead of the one that is written next, so that memory stays flat."""

Item = TypeVar("Item")
Result = TypeVar("Result")


def in_order(work: Callable[[Item], Result], items: Iterable[Item], workers: int) -> Iterator[Result]:
    """Do ``work`` on every item, several at once, and give the results in the order of the items."""
    if workers <= 1:
        yield from map(work, items)
        return
    with ThreadPoolExecutor(workers, thread_name_prefix="part") as pool:
        waiting: deque[Future[Result]] = deque()
        try:
            for item in items:
                waiting.append(pool.submit(work, item))
                if len(waiting) >= workers * AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


class PartStore:
    """Encoded parts in a folder, each under the key of everything that decides its bytes."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def fetch(self, key: str, make: Callable[[], tuple[bytes, Measured]]) -> tuple[bytes, Measured, bool]:
        """The frames of a part and what was measured on them; made when they are not there.

        Returns:
            Frames, measures, and whether they were there.
        """
        if self._folder is None:
            return (*make(), False)
        path = self._folder / key[:2] / f"{key}.part"
        if kept := _read(path):
            return (*kept, True)
        frames, measured = make()
        _write(path, frames, measured)
        return frames, measured, False


def _read(path: Path) -> tuple[bytes, Measured] | None:
    """A part as it was kept; None when it is not there or not as it was written."""
    import msgspec

    try:
        checksum, head, frames = path.read_bytes().split(b"\n", 2)
    except (OSError, ValueError):
        return None
    if checksum != _checksum(path, head, frames):
        return None
    with suppress(OSError):  # the folder may be read-only
        os.utime(path)  # what was not used for long may be thrown away
    return frames, msgspec.json.decode(head, type=Measured)


def _write(path: Path, frames: bytes, measured: Measured) -> None:
    """Keep a part; a disk that is full costs the cache only."""
    import msgspec

    head = msgspec.json.encode(measured)
    temporary = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(b"\n".join((_checksum(path, head, frames), head, frames)))
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)


def _checksum(path: Path, head: bytes, frames: bytes) -> bytes:
    """Of a part's name too, so that one in another's place is noticed."""
    return b"%08x" % zlib.crc32(frames, zlib.crc32(head, zlib.crc32(path.name.encode())))
