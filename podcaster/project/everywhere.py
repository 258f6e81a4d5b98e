"""What a project changes outside of its episode: how the show's lexicon has words said, and that taken back.

The lexicon is changed first and the history after it, inside of these blocks: where the history cannot be written, the
lexicon is as it was.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from podcaster.errors import InputError
from podcaster.phrases import phrase
from podcaster.project.journal import make_patch
from podcaster.script.said import said_entry
from podcaster.spoken.lexicon_file import put_entries, read_text, remove_entry, write_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from podcaster.project.journal import Patch


@contextmanager
def changed_lexicon(path: Path, word: str, said: str) -> Iterator[Patch | None]:
    """Have a lexicon say a word in some way; ``said`` empty: take the word out.

    Returns:
        How its text changed; None when it says so already.

    Raises:
        SettingsError: It cannot be said so, or there is no such word.
    """
    before = read_text(path)
    if said:
        path.parent.mkdir(parents=True, exist_ok=True)
        put_entries(path, [said_entry(word, said, word)])
    else:
        remove_entry(path, word)
    after = read_text(path)
    try:
        yield None if after == before else make_patch(before, after)
    except BaseException:
        _restore(path, before)
        raise


@contextmanager
def patched_lexicon(path: Path, patch: Patch | None) -> Iterator[None]:
    """Change a lexicon's text; None: leave it alone.

    Raises:
        InputError: Its place has changed since.
    """
    before = read_text(path)
    after = patch.apply(before) if patch else before
    if after is None:
        raise InputError(phrase("This cannot be taken back: {path} has changed there since.", path=path), "Change it by hand.")
    if after != before:
        _restore(path, after)
    try:
        yield
    except BaseException:
        if after != before:
            _restore(path, before)
        raise


def _restore(path: Path, text: str) -> None:
    """Write a text that a lexicon had; an empty one was no file."""
    if text:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_text(path, text)
    else:
        path.unlink(missing_ok=True)
