"""What a forked process does first."""

from __future__ import annotations

import os

HIGHEST = 4096
"""The number after the last file that a process of ours has open."""


def close_inherited(kept: int) -> None:
    """Close what this process has from the one that it was forked from, but for the standard streams and one file.

    Another thread may be starting a program at that moment: it would wait until nobody else holds its end of a pipe, so
    for this process, which may wait for what that thread is to do.

    Args:
        kept: The file's number.
    """
    os.closerange(3, kept)
    os.closerange(max(3, kept + 1), HIGHEST)
