"""Bytes from the web, unpacked: one coding at most (gzip or deflate), up to a limit, and whole or not at all.

The web client would take any number of codings in each other, each a thousand times larger than the next, and a page
that was cut off for the whole.
"""

from __future__ import annotations

import zlib

CODINGS = frozenset({"gzip", "deflate"})
"""What is asked for (RFC 9110, 8.4.1)."""


class PackingError(Exception):
    """Bytes are packed in a way that is not read, or damaged; the words say how, behind the page's name."""


class Unpacker:
    """Bytes as they are, or out of gzip or deflate."""

    def __init__(self, header: str) -> None:
        """Read a Content-Encoding header.

        Raises:
            PackingError: It names more than one coding, or one that was not asked for.
        """
        names = [name for name in (each.strip().lower() for each in header.split(",")) if name not in {"", "identity"}]
        if len(names) > 1:
            raise PackingError(f"came packed {len(names)} times over, which is not read")
        self.coding = names[0].removeprefix("x-") if names else ""
        if self.coding and self.coding not in CODINGS:
            raise PackingError(f"came packed in a way that was not asked for ({self.coding[:20]})")
        self.inflate = zlib.decompressobj(31 if self.coding == "gzip" else 15) if self.coding else None
        self.begun = False

    def take(self, chunk: bytes, most: int) -> bytes:
        """What some bytes unpack to, up to ``most`` bytes.

        Raises:
            PackingError: They are damaged.
        """
        if self.inflate is None or not chunk:
            return chunk
        try:
            found = self.inflated(chunk, max(1, most))
        except zlib.error as error:
            raise PackingError("came damaged: its compression is broken") from error
        self.begun = True
        return found

    def inflated(self, chunk: bytes, most: int) -> bytes:
        """The same; some servers leave out the two bytes of zlib's header."""
        assert self.inflate is not None
        try:
            return self.inflate.decompress(chunk, most)
        except zlib.error:
            if self.begun or self.coding != "deflate":
                raise
            self.inflate = zlib.decompressobj(-15)
            return self.inflate.decompress(chunk, most)

    @property
    def complete(self) -> bool:
        """Whether the end of what was packed has come; no bytes at all are complete."""
        return self.inflate is None or self.inflate.eof or not self.begun
