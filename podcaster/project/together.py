"""A change of a script and of files of the show's with it: its entry in the history, or nothing of it.

What the files will say is written beside them first, so that a full disk refuses while nothing has changed; then the
entry is appended, and with it the change counts; then the files come in their places, which takes no room. Where one
cannot, the entry is taken back. A kill in between leaves an older script, which the history brings up to date, and what
was written beside a file of the show's under a name that is made of the entry: whoever comes next finishes it.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from podcaster.durable import sync_folder
from podcaster.project.journal import encode_entry
from podcaster.spoken.lexicon_file import read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from podcaster.project.journal import Entry, Journal

    Files = Sequence["FileChange"]
    Noting = Literal["must", "perhaps", "never"]
    """Whether what reading finds is written down: before a change; where it can be; by nobody who does not hold it."""


@dataclass(frozen=True, slots=True)
class FileChange:
    """What a file says from now on."""

    path: Path
    """The file."""
    after: str | None
    """Its text; None: it is not there any more."""


def change_together(journal: Journal, entry: Entry, changes: Sequence[FileChange]) -> None:
    """Append an entry to a history, and change files with it. The show is held.

    Raises:
        OSError: Something cannot be written; the history and the files are as they were.
    """
    put = _Put(changes, _key(entry))
    put.prepare()
    try:
        journal.append(entry)
    except BaseException:
        put.clear()
        raise
    try:
        put.place()
    except BaseException as error:
        if put.left:
            try:
                journal.take_back()
            except OSError:
                if isinstance(error, OSError):
                    return  # the history has it: it counts, and whoever comes next finishes it
                raise error from None
            put.restore()
        raise


def finish(journal: Journal, paths: Mapping[str, Path]) -> None:
    """Finish the latest change where a kill came before files of the show's were in their places. The show is held.

    Others may have changed another place of a file since.

    Args:
        journal: The history.
        paths: The files of the show's, by the names that entries have for them.
    """
    if not journal.entries:
        return
    entry = journal.entries[-1]
    for name, patch in entry.shared.items():
        beside = left_beside(entry, paths[name])
        if beside is None:
            continue
        after = patch.apply_anywhere(read_text(paths[name]))
        if after is not None:
            _write(beside, after)
        if after or (after is not None and name == "settings"):
            beside.replace(paths[name])
        else:
            if after is not None:
                paths[name].unlink(missing_ok=True)
            beside.unlink()


def left_beside(entry: Entry, path: Path) -> Path | None:
    """What an entry was to make of a file, where that did not come in its place; None: it did."""
    beside = _beside(path, _key(entry))
    return beside if beside.exists() else None


def looking(*, held: bool) -> Noting:
    """How what is found is recorded by who only looks, and perhaps holds the show."""
    return "perhaps" if held else "never"


def record(how: Noting, change: Callable[[], object]) -> None:
    """Write down what reading has found; who only looks goes on where that cannot be."""
    with suppress(OSError) if how == "perhaps" else nullcontext():
        if how != "never":
            change()


class _Put:
    """Files that come in the place of others, and go back."""

    def __init__(self, changes: Sequence[FileChange], key: str) -> None:
        self.changes, self.key = changes, key
        self.old: dict[Path, Path | None] = {}
        """Where what a file said before lies; None: it was not there."""

    def prepare(self) -> None:
        """Have everything on the disk, beside the files."""
        try:
            for change in self.changes:
                change.path.parent.mkdir(parents=True, exist_ok=True)
                _write(_beside(change.path, self.key), change.after or "")
            for number, change in enumerate(self.changes, 1):
                if number == len(self.changes) and change.after is not None:
                    break  # in its place it is the last step, and nothing refuses behind it
                was = change.path.read_bytes() if change.path.exists() else None
                self.old[change.path] = None if was is None else _beside(change.path, f"{self.key}.old")
                if was is not None:
                    _write(_beside(change.path, f"{self.key}.old"), was)
        except BaseException:
            self.clear()
            raise

    @property
    def left(self) -> bool:
        """Whether a file is not in its place yet."""
        return any(_beside(change.path, self.key).exists() for change in self.changes)

    def place(self) -> None:
        """Put the files in their places, and wait until the disk has them there."""
        for change in self.changes:
            beside = _beside(change.path, self.key)
            if change.after is None:
                change.path.unlink(missing_ok=True)
                beside.unlink()
            else:
                beside.replace(change.path)
        for folder in {change.path.parent: None for change in self.changes}:
            with suppress(OSError):  # the history has it, and brings back what a power cut loses
                sync_folder(folder)
        self.clear()

    def restore(self) -> None:
        """Have the files as they were."""
        for change in self.changes:
            placed = not (change.path if change.after is None else _beside(change.path, self.key)).exists()
            if change.path in self.old and placed:
                was = self.old[change.path]
                if was is None:
                    change.path.unlink(missing_ok=True)
                else:
                    was.replace(change.path)
        self.clear()

    def clear(self) -> None:
        """Leave nothing beside the files."""
        for change in self.changes:
            for key in (self.key, f"{self.key}.old"):
                with suppress(OSError):
                    _beside(change.path, key).unlink(missing_ok=True)


def _key(entry: Entry) -> str:
    return hashlib.sha256(encode_entry(entry)).hexdigest()[:32]


def _beside(path: Path, key: str) -> Path:
    return path.with_name(f".{path.name}.{key}.part")


def _write(path: Path, text: str | bytes) -> None:
    """Have the disk have a file that nobody looks for yet."""
    with path.open("wb") as file:
        file.write(text.encode() if isinstance(text, str) else text)
        file.flush()
        os.fsync(file.fileno())
