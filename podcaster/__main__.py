"""``python -m podcaster``, and the ``podcaster`` command."""

from __future__ import annotations

import atexit
import gc
import os
import signal
import sys
from contextlib import suppress
from threading import current_thread, main_thread
from threading import enumerate as enumerate_threads
from typing import TYPE_CHECKING

from podcaster import __version__
from podcaster.errors import SIGNALLED, Terminated
from podcaster.forked import is_forking
from podcaster.garbage import collect_seldom

if TYPE_CHECKING:
    from types import FrameType

IMPORTING = 0.01
"""Seconds after which a signal that came during an import, or a fork, is looked at again."""

STOPPING = {"SIGTERM": signal.SIG_DFL, "SIGHUP": signal.SIG_DFL, "SIGINT": signal.default_int_handler}
"""The signals that ask the program to end, the second when its terminal is closed, and what is usually done then."""
STREAMS = {"stdin": "r", "stdout": "w", "stderr": "w"}


def main() -> None:
    """Run the command line; Ctrl-C while it is still loading ends it as quietly as later."""
    if sys.argv[1:] == ["--version"]:  # asked by scripts, again and again: nothing is loaded for it
        sys.stdout.write(f"podcaster {__version__}\n")
        return
    open_streams()
    collect_seldom()
    if current_thread() is main_thread():
        for name, usual in STOPPING.items():
            # Only where nobody has decided otherwise: a parent may have the signal ignored.
            if (number := getattr(signal, name, None)) and signal.getsignal(number) is usual:
                signal.signal(number, stop)
    try:
        from podcaster.bytecode import keep, keep_dataclasses, keep_expressions

        keep_dataclasses()
        keep_expressions()
        from podcaster.cli import main as run

        try:
            run()
        finally:
            keep()
    except KeyboardInterrupt:
        leave(SystemExit(SIGNALLED + signal.SIGINT))
    except SystemExit as done:
        leave(done)
    finally:
        # Else the interpreter looks through all that was ever imported, several times, before it ends.
        gc.freeze()


def open_streams() -> None:
    """Give standard streams that are closed the null device.

    Else the next file that is opened has their number, and what is printed goes into it.
    """
    for number, (name, mode) in enumerate(STREAMS.items()):
        if getattr(sys, name) is None:
            null = os.open(os.devnull, os.O_RDWR)
            os.dup2(null, number)
            if null != number:
                os.close(null)
            setattr(sys, name, open(number, mode, encoding="utf-8", errors="replace", closefd=False))  # noqa: SIM115


def program() -> None:
    """The program as a process of its own: :func:`main`, and an end without delay.

    Raises:
        SystemExit: The interpreter is to end it as usual; see :func:`end`.
    """
    try:
        main()
    except SystemExit as done:
        end(done)


def end(done: SystemExit) -> None:
    """End the process at once.

    The interpreter's own way takes down every module and object by itself before the system takes them all: 0.05 s of
    an episode's 2, when nobody needs them any more.

    Raises:
        SystemExit: Somebody does (a thread, a profiler), or what was printed cannot be written out, which the
            interpreter tells in its own way.
    """
    watched = sys.gettrace() or sys.getprofile()
    if watched or len(enumerate_threads()) > 1 or not (done.code is None or isinstance(done.code, int)):
        raise done
    atexit._run_exitfuncs()
    try:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
    except (OSError, ValueError, AttributeError):
        raise done from None
    os._exit(done.code or 0)


def leave(done: SystemExit) -> None:
    """End the program; at once where a thread that nobody waits for is still at work.

    Such a thread may be inside of a model's library, which the interpreter's own way of ending takes down with
    "terminate called without an active exception" (status 134) when it stops its threads.

    Raises:
        SystemExit: Nothing is at work; the interpreter ends as usual.
    """
    if not any(thread.daemon and thread is not current_thread() for thread in enumerate_threads()):
        raise done
    if isinstance(done.code, str):
        sys.stderr.write(f"{done.code}\n")
    with suppress(Exception):  # what is registered for the end: temporary folders, processes
        atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(done.code if isinstance(done.code, int) else int(done.code is not None))


def stop(number: int, frame: FrameType | None) -> None:
    """Stop, so that nothing is left half-written: at once, or as soon as what is being imported or forked is there.

    An exception out of the import machinery may leave its lock taken, and who imports next waits forever; one out of
    what is called around a fork is lost.

    Raises:
        KeyboardInterrupt: It was Ctrl-C.
        Terminated: It was SIGTERM, or SIGHUP.
    """
    if sys.platform != "win32" and (is_importing(frame) or is_forking()):
        signal.signal(signal.SIGALRM, lambda _, later: stop(number, later))
        signal.setitimer(signal.ITIMER_REAL, IMPORTING)
        return
    raise KeyboardInterrupt if number == signal.SIGINT else Terminated


def is_importing(frame: FrameType | None) -> bool:
    """Whether a module is being imported where a signal came."""
    while frame is not None:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False


if __name__ == "__main__":
    program()
