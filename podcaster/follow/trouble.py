"""What SQLite says of the state database, as sentences for people."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from podcaster.errors import PodcasterError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class StateError(PodcasterError):
    """The state database cannot be read or written."""


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into sentences."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        full = "full" in str(error) or "I/O" in str(error)  # what SQLite says of a full disk, by what it was doing
        raise StateError(
            f"{path} cannot be used: {error}.",
            "Look whether the disk is full, and run the same command again."
            if full
            else "Does another program hold it?",
        ) from error
