"""history.jsonl: every change of a script, one line each, on disk before anybody is told that it is done.

A line says what was changed, by whom and when, and how the script's text changed, so that each can be undone, for ever.
The text after the last line is what the history begins with (``Kept.script``) with all changes made to it; where the
script's file says something else, a run was killed between the two (``podcaster.project.committing``: it is brought up
to date), or somebody edited the file, perhaps back to what it was (that becomes a line too).
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from podcaster.cast.registry import Regular  # noqa: TC001  (the history is read by the annotations)
from podcaster.durable import sync_folder
from podcaster.errors import InputError
from podcaster.phrases import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

FILE = "history.jsonl"
WITHDRAWN = "-"
"""What ``signed`` of an entry is that takes a signature back."""


@dataclass(frozen=True, slots=True)
class Patch:
    """How a text changed: at one place, some of its lines are others."""

    at: int
    """Lines before the place."""
    removed: tuple[str, ...]
    """The lines that stood there."""
    added: tuple[str, ...]
    """Those that stand there now."""

    def apply(self, text: str) -> str | None:
        """The text with the change made; None when it is not the text that was changed."""
        lines = text.split("\n")
        end = self.at + len(self.removed)
        if tuple(lines[self.at : end]) != self.removed:
            return None
        return "\n".join((*lines[: self.at], *self.added, *lines[end:]))

    def apply_anywhere(self, text: str) -> str | None:
        """The same where the lines stand somewhere else now: at the one place that has them.

        Some of those around the change may be others by now: those behind it, and those before what begins a table.
        """
        if (made := self.apply(text)) is not None or not self.removed:
            return made
        lines = text.split("\n")
        for one in self._narrower():
            count = len(one.removed)
            places = [at for at in range(len(lines) - count + 1) if tuple(lines[at : at + count]) == one.removed]
            if len(places) == 1:
                return one._inside(lines[places[0] + count :], places[0]).apply(text)
        return None

    def _inside(self, behind: Sequence[str], at: int) -> Patch:
        """The change at a place; what goes out with a table leaves its name where others have put more into it.

        Args:
            behind: What stands behind the place.
            at: Lines before the place.
        """
        following = next((line for line in behind if line.strip()), "[")
        names = [number for number, line in enumerate(self.removed, 1) if line.startswith("[")]
        if not names or following.startswith("[") or "".join(self.added).strip():
            return replace(self, at=at)
        return Patch(at + names[-1], self.removed[names[-1] :], ())

    def _narrower(self) -> Iterator[Patch]:
        """The change with fewer and fewer of the lines around it, as long as they tell where it is."""
        most = min(len(self.removed), len(self.added))
        before = next((at for at in range(most) if self.removed[at] != self.added[at]), most)
        behind = next(
            (at for at in range(most - before) if self.removed[-1 - at] != self.added[-1 - at]), most - before
        )
        changed = max(self.removed, self.added, key=len)[before:]
        whole = next((line for line in changed if line.strip()), "").startswith("[")
        table = max(
            (at for at in range(before) if self.removed[at].startswith("[")), default=0
        )  # which the change is in
        for first in range(before + 1 if whole else table + 1):
            for last in range(behind + 1):
                removed, added = (each[first : len(each) - last] for each in (self.removed, self.added))
                if removed:
                    yield Patch(self.at + first, removed, added)

    @property
    def inverse(self) -> Patch:
        """The change back."""
        return Patch(self.at, self.added, self.removed)


def make_patch(before: str, after: str, around: int = 0) -> Patch:
    """How one text became another: the lines between what is the same at both ends.

    Args:
        before: The one.
        after: The other.
        around: Lines at both sides that are taken in, so that the place is found again where others change the text.
    """
    old, new = before.split("\n"), after.split("\n")
    most = min(len(old), len(new))
    start = next((at for at in range(most) if old[at] != new[at]), most)
    most -= start
    end = next((at for at in range(most) if old[-1 - at] != new[-1 - at]), most)
    start, end = max(0, start - around), max(0, end - around)
    return Patch(start, tuple(old[start : len(old) - end]), tuple(new[start : len(new) - end]))


@dataclass(frozen=True, slots=True)
class Renamed:
    """Somebody who has another name since, and what the show's registry had of both."""

    old: str
    """The name until then."""
    new: str
    """The name since."""
    given: Regular | None = None
    """What was registered under the new name; None: nothing."""
    was: Regular | None = None
    """What was registered under the old one."""
    known: bool = False
    """Whether the registry had the new one before."""


@dataclass(frozen=True, slots=True)
class Reread:
    """What the template has written of an article that was read again (``podcaster.project.rereading``)."""

    before: tuple[Patch, ...] | None
    """Where what it had written before is other than the script was then; None where that is not known."""
    now: tuple[Patch, ...]
    """Where what it has written now is other than the script is since."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A change."""

    when: str
    """ISO 8601, with the offset."""
    who: str
    """Who changed it; empty: by other means, or nobody knows."""
    what: str
    """A sentence for people."""
    patch: Patch
    """How the script changed."""
    undoes: int | None = None
    """The entry that it takes back."""
    redoes: int | None = None
    """The entry that it makes again."""
    outside: bool = False
    """Somebody changed the file by other means."""
    lexicon: Patch | None = None
    """How the show's lexicon changed with it; for what is said so in the whole show."""
    registry: Patch | None = None
    """How the show's registry changed with it: somebody has a voice for good."""
    settings: Patch | None = None
    """How the show's podcaster.toml changed with it."""
    renamed: Renamed | None = None
    """Who has another name since, whom the show's registry knows by it."""
    others: tuple[Renamed, ...] = ()
    """Who else has: an article that was read again may call several people otherwise."""
    called: Patch | None = None
    """How the show's registry changed with their names; None: not at all, or an older version has written the entry."""
    base: str = ""
    """What the template had written before, where an older version has read the article again."""
    reread: Reread | None = None
    """What the template had written before and has written now, where the article was read again."""
    copied: tuple[Patch, ...] = ()
    """Where a copy that was edited elsewhere, and came back with this change and those behind it, is other than the
    script is since."""
    signed: str = ""
    """What was heard when somebody signed it (``OpenProject.digest``); ``WITHDRAWN``: it was taken back."""

    @property
    def people(self) -> tuple[Renamed, ...]:
        """Everybody who has another name since."""
        return (self.renamed, *self.others) if self.renamed else ()

    @property
    def rereads(self) -> bool:
        """Whether the article was read again."""
        return self.reread is not None or bool(self.base)

    @property
    def shared(self) -> dict[str, Patch]:
        """How files of the show's changed with it, by the names of their fields."""
        found = {"lexicon": self.lexicon, "registry": self.registry, "settings": self.settings}
        return {name: patch for name, patch in found.items() if patch}


def with_shared(entry: Entry, patches: Mapping[str, Patch]) -> Entry:
    """An entry with how files of the show's changed with it."""
    lexicon, registry, settings = (patches.get(name) for name in ("lexicon", "registry", "settings"))
    return replace(entry, lexicon=lexicon, registry=registry, settings=settings)


@dataclass(frozen=True, slots=True)
class Stacks:
    """What can be undone and redone, the latest last: numbers of entries."""

    done: tuple[int, ...]
    """What ``undo`` takes back."""
    undone: tuple[int, ...]
    """What ``redo`` makes again."""


def stacks_of(entries: Sequence[Entry]) -> Stacks:
    """What can be undone and redone after a history. Signatures are no changes of the script."""
    done: list[int] = []
    undone: list[int] = []
    for number, entry in enumerate(entries):
        if entry.signed:
            continue
        if entry.undoes is not None:
            done.remove(entry.undoes)
            undone.append(entry.undoes)
        elif entry.redoes is not None:
            undone.remove(entry.redoes)
            done.append(entry.redoes)
        else:
            done.append(number)
            undone.clear()
    return Stacks(tuple(done), tuple(undone))


class Journal:
    """An episode's history on disk. Whoever appends holds the show (``podcaster.locks``).

    Args:
        path: The file; it need not exist.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.entries: list[Entry] = []
        self._read = 0
        """Bytes of the file that are whole lines, and read."""
        self._before, self._new = 0, False
        """Bytes before the entry that was appended last, and whether the file was new with it."""
        self.refresh()

    def refresh(self) -> bool:
        """Read what others have appended. Returns whether there was anything.

        Raises:
            InputError: A line in the middle is damaged.
        """
        import msgspec

        try:
            with self.path.open("rb") as file:
                if os.fstat(file.fileno()).st_size < self._read:  # another file has come in its place
                    self.entries, self._read = [], 0
                file.seek(self._read)
                data = file.read()
        except FileNotFoundError:
            had = bool(self.entries)
            self.entries, self._read = [], 0
            return had
        whole = data[: data.rfind(b"\n") + 1]  # a line that a power cut tore was never confirmed
        try:
            new = [msgspec.json.decode(line, type=Entry) for line in whole.splitlines()]
        except ValueError as error:
            raise InputError(
                phrase("{path} is damaged: {reason}.", path=self.path, reason=error),
                "Move it away: the script stays as it is, its history is lost.",
            ) from error
        self.entries += new
        self._read += len(whole)
        return bool(new)

    def append(self, entry: Entry) -> None:
        """Put an entry behind the others; when this returns, the disk has it.

        Raises:
            OSError: It cannot be written; the history is as it was.
        """
        line = encode_entry(entry)
        self._new, self._before = not self.path.exists(), self._read
        try:
            with self.path.open("ab", buffering=0) as file:  # a buffer would be written again when it is closed
                os.ftruncate(file.fileno(), self._read)
                rest = memoryview(line)
                while rest:
                    rest = rest[file.write(rest) :]
                os.fsync(file.fileno())
            if self._new:
                sync_folder(self.path.parent)
        except BaseException as error:
            if self._stays(line) and isinstance(error, OSError):
                self._count(entry, line)  # a disk that refuses to take it back, too: everybody reads it
                return
            raise
        self._count(entry, line)

    def _stays(self, line: bytes) -> bool:
        """Take back what was written of a line. Returns whether all of it is there all the same."""
        try:
            self._cut()
        except OSError:
            with suppress(OSError):
                return self.path.read_bytes()[self._before :] == line
        return False

    def _count(self, entry: Entry, line: bytes) -> None:
        self.entries.append(entry)
        self._read += len(line)

    def take_back(self) -> None:
        """Have the history as it was before the entry that was appended last.

        Raises:
            OSError: It cannot be changed; the entry stays.
        """
        self._cut()
        self.entries.pop()
        self._read = self._before

    def _cut(self) -> None:
        """Take what was appended last out of the file; one that was new with it is gone."""
        if self._new:
            self.path.unlink(missing_ok=True)
            sync_folder(self.path.parent)
            return
        with self.path.open("r+b", buffering=0) as file:
            os.ftruncate(file.fileno(), self._before)
            with suppress(OSError):
                os.fsync(file.fileno())

    def latest(self, number: int) -> Entry:
        """The entry that made a change the last time: it, or the one that made it again, which may have done less."""
        again = (entry for entry in reversed(self.entries) if entry.redoes == number)
        return next(again, self.entries[number])

    def states(self, text: str) -> Iterator[str]:
        """The script as it began, and after each entry.

        Args:
            text: The script with which the history begins.

        Raises:
            InputError: An entry does not fit the text before it.
        """
        yield text
        for entry in self.entries:
            after = entry.patch.apply(text)
            if after is None:
                raise InputError(
                    phrase("{path} does not belong to this script.", path=self.path),
                    "Move it away: the script stays as it is, its history is lost.",
                )
            text = after
            yield text


def moment() -> str:
    """Now, as entries say when."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def encode_entry(entry: Entry) -> bytes:
    """An entry as its line in the file."""
    import msgspec

    return msgspec.json.encode(entry) + b"\n"
