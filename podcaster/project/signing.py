"""Sign-off: somebody's word that an episode may go out, good for what was heard then and nothing else."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcaster.errors import InputError, PodcasterError
from podcaster.project.journal import FILE as HISTORY
from podcaster.project.journal import WITHDRAWN, Journal
from podcaster.project.kept import load_kept
from podcaster.script import read_script
from podcaster.script.compare import heard
from podcaster.store import SCRIPT_FILE

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from podcaster.model import Episode, Script
    from podcaster.project.kept import Kept

LONGEST_NAME = 120
"""Letters of the name of who signs, as of anybody in a script."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Somebody's word that an episode may go out."""

    name: str
    """Who signed."""
    when: str
    """ISO 8601, with the offset."""
    digest: str
    """What was heard then."""
    valid: bool
    """The words and speakers are still the same."""


def signer(name: str) -> str:
    """The name of who signs, as the history has it.

    Raises:
        InputError: There is none.
    """
    if not name.strip():
        raise InputError("A signature needs a name.")
    return " ".join(name.split())[:LONGEST_NAME]


def digest_of(script: Script) -> str:
    """The SHA-256 of what is heard of a script: words, speakers, voices, pauses, sounds and chapters, no notes."""
    voices = tuple((role.name, str(role.gender), role.voice) for role in script.roles)
    return hashlib.sha256(repr((heard(script), voices)).encode()).hexdigest()


def is_signed(folder: Path, episode: Episode, people: Collection[str] = ()) -> bool:
    """Whether somebody has signed an episode as it was made. What was changed of its script since does not count.

    Args:
        folder: The episode's.
        episode: The episode.
        people: Names that are right in a script.

    Returns:
        False too where its files are damaged or do not belong together: nothing says then that it may go out.
    """
    try:
        kept, journal = load_kept(folder), Journal(folder / HISTORY)
        text = text_made(kept, journal, episode) if kept else None
        if text is None:
            return False
        digest = digest_of(read_script(text, SCRIPT_FILE, people=people))
    except PodcasterError:
        return False
    signed: set[str] = set()
    for entry in journal.entries:
        if entry.signed == WITHDRAWN:
            signed.clear()
        elif entry.signed:
            signed.add(entry.signed)
    return digest in signed


def text_made(kept: Kept, journal: Journal, episode: Episode) -> str | None:
    """The state of a script of which an episode was made; None where its history does not have it."""
    made = next((file.sha256 for file in episode.files if file.name == SCRIPT_FILE), "")
    return next((text for text in journal.states(kept.script) if _sha256(text) == made), None)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
