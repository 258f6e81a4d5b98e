"""A script that is older than its history: a run was killed, an episode was made of what it was before, or it is gone.

What a script will say lies beside it before its entry is written (``podcaster.project.together``). So a run that was
killed between the two is told from somebody who put an earlier state back into the file: only the killed run has left
the text of the last entry beside the script.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from podcaster.errors import InputError
from podcaster.project.journal import FILE as HISTORY
from podcaster.project.journal import Journal
from podcaster.project.kept import load_kept, script_in
from podcaster.project.together import left_beside
from podcaster.store import SCRIPT_FILE

if TYPE_CHECKING:
    from pathlib import Path


def is_behind(folder: Path, text: str, journal: Journal, now: str) -> bool:
    """Whether a run was killed when it had written an entry, and not yet the script; or the script is gone, or empty.

    Args:
        folder: The project's.
        text: What the script's file says.
        journal: The history.
        now: The script after its last entry.
    """
    if not text.strip():
        return True
    if not journal.entries or journal.entries[-1].patch.inverse.apply(now) != text:
        return False
    left = left_beside(journal.entries[-1], folder / SCRIPT_FILE)
    with suppress(FileNotFoundError):
        return left is not None and left.read_bytes() == now.encode()
    return False


def is_gone(folder: Path) -> bool:
    """Whether a project's script is gone, or empty, though what it was is known."""
    path = folder / SCRIPT_FILE
    with suppress(InputError):
        return (path.is_file() or (folder / HISTORY).is_file()) and not script_in(folder).strip()
    return False


def forget_beside(folder: Path) -> None:
    """Take away what killed runs have left beside the script, once file and history agree. The show is held."""
    for left in folder.glob(f".{SCRIPT_FILE}.*.part"):
        left.unlink(missing_ok=True)


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
