"""A change of a script that is on disk whole: its entry in the history first, the script's file behind it.

What the script will say lies beside it before the entry is written, and takes its place after that. So a run that was
killed between the two is told from somebody who put an earlier state back into the file: only the killed run has left
the text of the last entry beside the script.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from podcaster.durable import sync_folder
from podcaster.project.journal import FILE as HISTORY
from podcaster.project.journal import Journal
from podcaster.project.kept import load_kept, script_in
from podcaster.store import SCRIPT_FILE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BESIDE = f".{SCRIPT_FILE}.part"


def commit(folder: Path, text: str, append: Callable[[], None]) -> None:
    """Put a changed script on disk, and before it its entry.

    Args:
        folder: The project's; its show is held.
        text: What the script says from now on.
        append: Puts the entry into the history.

    Raises:
        OSError: It cannot be written; where that is before the entry is, nothing has changed.
    """
    beside = folder / BESIDE
    try:
        with beside.open("wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        append()
    except BaseException:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise
    beside.replace(folder / SCRIPT_FILE)
    sync_folder(folder)


def is_behind(folder: Path, text: str, journal: Journal, now: str) -> bool:
    """Whether a run was killed when it had written an entry, and not yet the script.

    Args:
        folder: The project's.
        text: What the script's file says.
        journal: The history.
        now: The script after its last entry.
    """
    if not journal.entries or journal.entries[-1].patch.inverse.apply(now) != text:
        return False
    with suppress(FileNotFoundError):
        return (folder / BESIDE).read_bytes() == now.encode()
    return False


def forget_beside(folder: Path) -> None:
    """Take away what a killed run has left beside the script, once file and history agree."""
    (folder / BESIDE).unlink(missing_ok=True)


def keep_newer_changes(there: Path, folder: Path, text: str) -> None:
    """Keep a script that somebody has changed by operations while an episode was made of what it was before.

    Args:
        there: The episode's place. The show is held.
        folder: What comes into the place; it has the history already.
        text: What the episode is made of.
    """
    if not (there / HISTORY).is_file() or (kept := load_kept(there)) is None:
        return
    earlier, last = False, ""
    for last in Journal(there / HISTORY).states(kept.script):
        earlier = earlier or last == text
    if earlier and last != text and script_in(there) == last:
        (folder / SCRIPT_FILE).write_bytes((there / SCRIPT_FILE).read_bytes())
