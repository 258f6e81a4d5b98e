"""Work on the parts of a mix: many at once, in order, and none twice."""

from __future__ import annotations

import zlib
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from podcaster.audio.measure import Measured
from podcaster.content import ContentKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future

    from podcaster.content import ContentStore

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
    """Encoded parts, each kept under the key of everything that decides its bytes."""

    def __init__(self, store: ContentStore | None) -> None:
        self._store = store

    def fetch(self, key: str, make: Callable[[], tuple[bytes, Measured]]) -> tuple[bytes, Measured, bool]:
        """The frames of a part and what was measured on them; made when they are not there.

        Returns:
            Frames, measures, and whether they were there.
        """
        if self._store is None:
            return (*make(), False)
        if kept := _read(self._store, key):
            return (*kept, True)
        frames, measured = make()
        with suppress(OSError):  # a disk that is full costs the cache only
            self._store.save(ContentKind.PARTS, key, _encode(key, frames, measured))
        return frames, measured, False


def _read(store: ContentStore, key: str) -> tuple[bytes, Measured] | None:
    """A part as it was kept; None when it is not there or not as it was written."""
    import msgspec

    try:
        checksum, head, frames = (store.load(ContentKind.PARTS, key) or b"").split(b"\n", 2)
    except ValueError:
        return None
    if checksum != _checksum(key, head, frames):
        return None
    return frames, msgspec.json.decode(head, type=Measured)


def _encode(key: str, frames: bytes, measured: Measured) -> list[bytes]:
    import msgspec

    head = msgspec.json.encode(measured)
    return [_checksum(key, head, frames), b"\n", head, b"\n", frames]


def _checksum(key: str, head: bytes, frames: bytes) -> bytes:
    """Of a part's name too, so that one in another's place is noticed."""
    return b"%08x" % zlib.crc32(frames, zlib.crc32(head, zlib.crc32(f"{key}{ContentKind.PARTS.suffix}".encode())))
