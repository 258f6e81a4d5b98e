"""Work of our own that is done in a process beside this one, while this one goes on with what cannot wait."""

from __future__ import annotations

import gc
import os
import signal
import weakref
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

from podcaster.forked import close_inherited, fork

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE = 30
"""Seconds after which the process ends whatever it does; the work is done here then."""
DONE = b"D"
"""First and last of an answer, so that half of one is none."""


class Beside:
    """Some work, begun. Where there can be no other process, it is done when its result is asked for.

    Args:
        work: It gives bytes, the same ones wherever it is done, and imports nothing: another thread may be importing
            while the process is forked.
    """

    def __init__(self, work: Callable[[], bytes]) -> None:
        self._work = work
        self._reader = -1
        if not hasattr(os, "fork"):
            return
        self._reader, writer = os.pipe()
        child = fork()
        if child == 0:
            _child(work, writer)
        os.close(writer)
        self._end = weakref.finalize(self, _end, self._reader, child)

    def result(self) -> bytes:
        """What the work gives, once; it raises what the work raises."""
        parts = []
        while self._reader >= 0 and (part := os.read(self._reader, 1 << 20)):
            parts.append(part)
        if self._reader >= 0:
            self._reader = -1
            self._end()
        answer = b"".join(parts)
        return answer[1:-1] if len(answer) > 1 and answer[:1] == answer[-1:] == DONE else self._work()


def _child(work: Callable[[], bytes], writer: int) -> NoReturn:
    """What happens in the process; it never comes back."""
    try:
        close_inherited(writer)  # the reader too: else it would wait for itself, where who wants the answer was ended
        signal.alarm(PATIENCE)
        gc.disable()  # else the collector writes into every page that both have
        rest = memoryview(DONE + work() + DONE)
        while rest:
            rest = rest[os.write(writer, rest) :]
    finally:
        os._exit(0)


def _end(reader: int, child: int) -> None:
    """End the process, whatever it is doing."""
    os.close(reader)
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    with suppress(ChildProcessError):
        os.waitpid(child, 0)
