"""Keeping the memory that arrays of samples come and go in, and numpy from threads of its own."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import cache

_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD, _M_ARENA_MAX = -1, -3, -8
KEPT = 1 << 27
"""Bytes that may lie idle; runs of any length stayed within 15 MB of what they need without it."""
LARGE = 1 << 26
"""Bytes from which on an array gets pages of its own, that are given back with it."""


@cache
def keep_memory() -> None:
    """Have glibc keep freed memory for the next array, instead of giving it back to the system and asking for it again.

    An array of a clip's samples is just large enough to be mapped anew each time, and every page of it then costs a
    fault: 600 a clip, a third of the time that trimming, measuring and storing take. All threads share one heap, where
    glibc would have each keep a heap of its own: with two of them an episode of four minutes took 205 MB at most, with
    one 175, and no more time. Elsewhere than on glibc this does nothing.
    """
    if sys.platform == "linux":
        import ctypes

        with suppress(AttributeError, OSError):
            libc = ctypes.CDLL(None)
            libc.mallopt(_M_MMAP_THRESHOLD, LARGE)
            libc.mallopt(_M_TRIM_THRESHOLD, KEPT)
            libc.mallopt(_M_ARENA_MAX, 1)


_THREADS = "OPENBLAS_NUM_THREADS"


def load_numpy() -> None:
    """Load numpy without the threads of its BLAS, unless the user wants so many.

    They spin for 0.1 s as soon as they are there, on the cores that read and speak meanwhile (5 % of the CPU time that
    an article of 700 words takes), and nothing that this program multiplies is large enough for them. Programs that
    this one starts have as many as they like.
    """
    given = os.environ.get(_THREADS)
    os.environ.setdefault(_THREADS, "1")
    try:
        import numpy as np  # noqa: F401
    finally:
        if given is None:
            del os.environ[_THREADS]
