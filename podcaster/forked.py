"""How this program forks, and what a forked process does first."""

from __future__ import annotations

import os
import signal
import warnings

HIGHEST = 4096
"""The number after the last file that a process of ours has open."""
_STOPPING = ("SIGTERM", "SIGINT", "SIGHUP", "SIGALRM")
_forking = False


def fork() -> int:
    """What ``os.fork`` gives: 0 in the new process, which signals end at once, whatever this one does with them."""
    global _forking  # noqa: PLW0603
    _forking = True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # of threads; whoever forks knows what it does then
            child = os.fork()
        if child == 0:
            for name in _STOPPING:
                signal.signal(getattr(signal, name), signal.SIG_DFL)
        return child
    finally:
        _forking = False


def is_forking() -> bool:
    """Whether this process is being forked: what a signal raises now is lost.

    Libraries have something called around a fork (``logging`` does), and Python tells what is raised there and goes on.
    """
    return _forking


def close_inherited(kept: int) -> None:
    """Close what this process has from the one that it was forked from, but for the standard streams and one file.

    Another thread may be starting a program at that moment: it would wait until nobody else holds its end of a pipe, so
    for this process, which may wait for what that thread is to do.

    Args:
        kept: The file's number.
    """
    os.closerange(3, kept)
    os.closerange(max(3, kept + 1), HIGHEST)
