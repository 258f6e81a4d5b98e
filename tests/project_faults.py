"""An operation in a process of its own, whose system refuses, or which is killed, at a step that changes a file.

Steps are what Python's audit hooks tell of (opening for writing, renames, removals, new folders, truncation) and each
fsync. ``run_at`` forks, so that what is done to the system ends with the process.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

from podcaster.errors import PodcasterError

CHANGES = frozenset({"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.truncate", "os.link"})
DONE, REFUSED, KILLED, OTHER = 0, 3, 9, 5


class Steps:
    """Counts steps, and acts at one, or from one on."""

    def __init__(self, at: int, act: Callable[[str], None], *, on: bool = False) -> None:
        self.count, self.at, self.act, self.on = 0, at, act, on
        self.sync = os.fsync
        self.told = False

    def step(self, what: str, place: str = "") -> None:
        """One step; locks are the system's, and a step at them is told by the tests of locks."""
        if ".lock" in place:
            return
        self.count += 1
        if self.count - 1 == self.at or (self.on and self.count > self.at):
            self.act(what)

    def hook(self, event: str, args: tuple[object, ...]) -> None:
        """What an audit hook is told."""
        if event == "open":
            path, flags = args[0], args[2]
            writes = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
            if writes and isinstance(path, str | bytes | os.PathLike):
                self.step("open", os.fsdecode(path))
        elif event in CHANGES:
            self.step(event, str(args[0]))

    def fsync(self, number: int) -> None:
        """An fsync that is a step."""
        self.step("fsync")
        self.sync(number)


def refuse(what: str) -> None:
    """A full disk."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def die(what: str) -> None:
    """A kill."""
    os._exit(KILLED)


def run_at(
    operation: Callable[[], object],
    at: int,
    act: Callable[[str], None],
    *,
    on: bool = False,
    before: Callable[[], object] = int,
) -> tuple[int, bool]:
    """Do an operation in a fork. Returns how it ended, and whether the step was reached."""
    read, write = os.pipe()
    number = os.fork()
    if not number:
        code = OTHER
        try:
            before()
            steps = Steps(at, act, on=on)
            sys.addaudithook(steps.hook)
            os.fsync = steps.fsync
            try:
                operation()
                code = DONE
            except PodcasterError as error:
                code = REFUSED if error.cure or error.what else OTHER
            steps.at, steps.on = -1, False
            os.write(write, b"+" if steps.count > at >= 0 else b"-")
        except BaseException:  # noqa: BLE001  (a fork ends here, whatever it was)
            import traceback

            traceback.print_exc()
        finally:
            os._exit(code)
    os.close(write)
    reached = os.read(read, 1)
    os.close(read)
    _, status = os.waitpid(number, 0)
    ended = os.waitstatus_to_exitcode(status)
    return ended, reached == b"+" or ended == KILLED


def contents(folder: Path) -> dict[str, bytes]:
    """What counts of a show: all files but locks and what is hidden."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    }
