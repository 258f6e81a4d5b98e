"""A file of mails as a source (mbox, RFC 4155)."""

from __future__ import annotations

import mailbox
import stat
from typing import TYPE_CHECKING

from podcaster.article.sources import LARGEST
from podcaster.follow.folder import is_being_written, stamp_of
from podcaster.follow.found import FoundPiece, SourceError
from podcaster.follow.mailbox import mail_found

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from podcaster.follow.found import Material, SourceMemory
    from podcaster.follow.state import Piece

LARGEST_FILE = 500_000_000
"""Bytes of a file of mails: one that is a single line is in memory as a whole."""


class MailFile:
    """An mbox file.

    Args:
        path: The file.
        backlog: How many of its mails are made that are there at the first look; 0: all.
    """

    every = 0.0

    def __init__(self, path: Path, backlog: int = 0) -> None:
        self.path = path
        self.backlog = backlog

    def look(self, memory: SourceMemory) -> Iterable[FoundPiece]:
        """The mails in it, in its order, but for those of many megabytes; none when it is as it was.

        At the first look all but the newest few are noted as known, and not made.

        Raises:
            SourceError: There is no such file, or none that can be read.
        """
        stamp = stamp_of(self.path)
        if not stamp:
            raise SourceError(f"There is no file {self.path}.", "Correct mbox of the source.")
        if stamp == memory.values.get("stamp") or is_being_written(self.path):
            return
        self.check()
        box = mailbox.mbox(self.path, create=False)
        try:
            keys = box.keys()
            old = len(keys) - self.backlog if self.backlog and not memory.values.get("stamp") else 0
            for place, key in enumerate(keys):
                with box.get_file(key) as file:
                    data = file.read(LARGEST + 1)
                if len(data) <= LARGEST:
                    found = mail_found(data)
                    yield found if place >= old else FoundPiece(found.key, found.stamp, found.title, old=True)
        finally:
            box.close()
        memory.values["stamp"] = stamp

    def check(self) -> None:
        """See that the file ends, and that a memory holds its longest line.

        Raises:
            SourceError: It is a device or a pipe, or too large.
        """
        status = self.path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise SourceError(f"{self.path} is no ordinary file.", "Correct mbox of the source.")
        if status.st_size > LARGEST_FILE:
            size = f"{LARGEST_FILE // 1_000_000} MB"
            raise SourceError(f"{self.path} is larger than {size}.", "Give a file of the newest mails alone.")

    def read(self, piece: Piece) -> Material | None:
        """As of a mailbox.

        Raises:
            SourceError: Always.
        """
        raise SourceError(f"The mail “{piece.title}” is not kept any more.", f"Touch {self.path}.")

    def close(self) -> None:
        """Nothing is held between two looks."""
