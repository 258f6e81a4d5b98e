"""What was sent to a target: the memory that lets the next run send only what changed.

A file of lines, one added after every file that arrived, so that a run that was killed loses nothing. It is a help,
not the truth: what the target says about a file must agree with it.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import IO, TYPE_CHECKING

from podcaster import store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that arrived."""

    path: str
    """Relative to the show's folder at the target."""
    size: int
    """In bytes."""
    sha256: str
    """Of its content, in hexadecimal."""
    version: str
    """What the target called this version of the file."""


class UploadJournal:
    """The files that arrived at one target."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.sent: dict[str, Sent] = {}
        self.file: IO[bytes] | None = None

    def add(self, sent: Sent) -> None:
        """Note that a file arrived."""
        self.sent[sent.path] = sent
        if self.file:
            self.file.write(json.dumps(asdict(sent)).encode() + b"\n")
            self.file.flush()

    def forget(self, path: str) -> None:
        """Note that a file was removed."""
        if self.sent.pop(path, None) and self.file:
            self.file.write(json.dumps({"path": path}).encode() + b"\n")
            self.file.flush()


@contextmanager
def open_journal(output: Path, target: str) -> Iterator[UploadJournal]:
    """Open a target's journal and hold it, so that two runs do not mix.

    Raises:
        filelock.Timeout: Another run publishes to the same target.
    """
    from filelock import FileLock

    path = output / store.PUBLISHED / f"{target}.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(path.with_suffix(".lock"), timeout=0):
        journal = UploadJournal(path)
        journal.sent = read_lines(path)
        lines = (json.dumps(asdict(sent)) for sent in journal.sent.values())
        store.write_atomic(path, "".join(f"{line}\n" for line in lines))
        with path.open("ab") as journal.file:
            yield journal


def read_lines(path: Path) -> dict[str, Sent]:
    """What arrived, by path. A line that was cut off is left out: its file is sent again."""
    sent: dict[str, Sent] = {}
    if not path.exists():
        return sent
    for line in path.read_text("utf-8", errors="replace").splitlines():
        try:
            row = json.loads(line)
            if "sha256" in row:
                sent[row["path"]] = Sent(**row)
            else:
                sent.pop(row["path"], None)
        except (ValueError, TypeError, KeyError):
            continue
    return sent
