"""Work on what strangers wrote, in a process of its own with an end: time and memory hold whatever happens inside.

A loop inside a library's C code hears no signal, and an object that fills the memory is asked for in one step: nothing
inside a process can hold such work. The process is a fork, because what it works on is there already and nothing has to
be sent or imported; it costs a few milliseconds. Systems without ``fork`` do the work as it comes, within what the work
itself counts.
"""

from __future__ import annotations

import gc
import json
import os
import select
import signal
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

from podcaster.errors import PodcasterError, ScriptError
from podcaster.forked import close_inherited, fork

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE = 4
"""How many times as long as its CPU time the work may take by the clock, on a machine that does other things too."""

UNSEEN = 4_000_000_000
"""Bytes of addresses that a process is taken to have that cannot be asked: more than with natural voices loaded."""

DONE, REFUSED, HUGE, BROKEN = b"D", b"R", b"M", b"B"
"""What the first byte of an answer says; the last one is ``DONE`` again, so that half an answer is none."""


class LimitError(Exception):
    """The work was ended.

    Args:
        what: What it did, as the end of a sentence that begins with it: "runs longer than 8 seconds".
    """


def run_limited(work: Callable[[], str], *, seconds: int, megabytes: int) -> str:
    """Do some work within limits.

    Args:
        work: It gives a text, and imports nothing: another thread may be importing while the process is forked.
        seconds: Of CPU time.
        megabytes: Of memory, over what this process has; held on Linux.

    Returns:
        What the work gives.

    Raises:
        ScriptError: The work raised it.
        LimitError: It ran too long, took too much memory, or brought its process down.
    """
    if not hasattr(os, "fork"):
        return work()
    reader, writer = os.pipe()
    child = fork()
    if child == 0:
        close_inherited(writer)
        _work(work, writer, seconds, megabytes)
    os.close(writer)
    try:
        answer = _read(reader, seconds * PATIENCE)
    finally:
        os.close(reader)
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    return _unpack(answer, status, seconds, megabytes)


def _work(work: Callable[[], str], writer: int, seconds: int, megabytes: int) -> NoReturn:
    """What happens in the process; it never comes back."""
    answer = BROKEN
    try:
        gc.freeze()  # else the collector writes into every page that both have
        _limit(seconds, megabytes)
        answer = DONE + work().encode("utf-8", "replace")
    except PodcasterError as error:
        answer = REFUSED + json.dumps([error.what, error.cure]).encode()
    except MemoryError:
        answer = HUGE
    except BaseException as error:  # noqa: BLE001  (nobody above this line is told, but the parent)
        answer = BROKEN + f"{type(error).__name__}: {error}".encode("utf-8", "replace")[:1000]
    finally:
        with suppress(BaseException):
            rest = memoryview(answer + DONE)
            while rest:
                rest = rest[os.write(writer, rest) :]
        os._exit(0)


def _limit(seconds: int, megabytes: int) -> None:
    """Limit this process."""
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_CPU)  # nobody may raise his own: a host may have set a lower one
    most = seconds + 1 if hard < 0 else min(seconds + 1, hard)
    resource.setrlimit(resource.RLIMIT_CPU, (min(seconds, most), most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        size = _address_space(resource.getpagesize()) + megabytes * 1_000_000
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (size if hard < 0 else min(size, hard), hard))


def _address_space(page: int) -> int:
    """How many bytes of addresses this process has; a guess from above where no ``/proc`` is mounted."""
    try:
        with open("/proc/self/statm") as file:  # noqa: PTH123  (a Path would be imported by nobody else here)
            return int(file.read().split()[0]) * page
    except OSError:
        return UNSEEN


def _read(reader: int, seconds: float) -> bytes:
    """All that comes, until nothing more comes or the time is over."""
    end = time.monotonic() + seconds
    parts = []
    while (left := end - time.monotonic()) > 0:
        if select.select([reader], [], [], left)[0]:
            part = os.read(reader, 1 << 20)
            if not part:
                break
            parts.append(part)
    return b"".join(parts)


def _unpack(answer: bytes, status: int, seconds: int, megabytes: int) -> str:
    """What an answer says, and how its process ended."""
    kind, text = answer[:1], answer[1:-1].decode()
    if not answer.endswith(DONE) or len(answer) < 2:
        ended = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
        if ended in {signal.SIGXCPU, signal.SIGKILL}:
            raise LimitError(f"runs longer than {seconds} seconds")
        raise LimitError("brings its process down")
    if kind == REFUSED:
        raise ScriptError(*json.loads(text))
    if kind == HUGE:
        raise LimitError(f"needs more than {megabytes} MB of memory")
    if kind == BROKEN:
        raise LimitError(f"cannot be worked on ({text})")
    return text
