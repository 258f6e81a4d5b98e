"""Who may change what in a show's folder when several runs do at once.

The locks are files of the system's in ``output/.locks``, so that they hold for everybody who writes there, from
whatever machine account or cache, and a run that was killed holds none.

=================  ===================================================================================================
``SHOW``           read, change and write of any episode.json, and whatever renames a folder; held for moments
``FEED``           from reading the episodes to the feed of them; and while a finished episode takes its place
an article's       a run that makes its episode, to its end
a name's           the run that has chosen a folder's or file's name for a new episode, to its end
=================  ===================================================================================================

Who holds ``SHOW`` waits for none of the others.
"""

from __future__ import annotations

import hashlib
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOLDER = ".locks"
SHOW = "show"
FEED = "feed"


class HeldError(Exception):
    """Another run holds it."""


def article_lock(guid: str) -> str:
    """The lock of an article's episode; a guid may come from a stranger, and be no name."""
    return f"article-{hashlib.sha256(guid.encode('utf-8', 'replace')).hexdigest()[:32]}"


def name_lock(name: str) -> str:
    """The lock of a folder's or file's name."""
    return f"name-{name}"


@contextmanager
def hold(output: Path, name: str, *, wait: bool = True) -> Iterator[None]:
    """Hold something of a show; in the same thread it can be held again.

    Args:
        output: The folder of the show's episodes; it is made when it is not there.
        name: What to hold.
        wait: Until nobody else holds it.

    Raises:
        HeldError: Somebody does, and ``wait`` is false.
        OSError: The folder cannot be written.
    """
    from filelock import FileLock, Timeout

    folder = output.resolve() / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / name, is_singleton=True)
    try:
        lock.acquire(timeout=-1 if wait else 0)
    except Timeout as error:
        raise HeldError(name) from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def hold_show(output: Path, name: str = SHOW) -> Iterator[None]:
    """Hold a show's episodes while they are read, changed and written; one that is not there needs no holding.

    Args:
        output: The folder of the show's episodes.
        name: ``SHOW``, or ``FEED``.

    Raises:
        OSError: The folder cannot be written.
    """
    if not output.is_dir():
        yield
        return
    with hold(output, name):
        yield


@contextmanager
def look_at_show(output: Path) -> Iterator[bool]:
    """Hold a show's episodes while they are read, where that can be: to look needs no writing.

    Whoever reads without, reads files that appear whole, and the script before its history: a change that is made
    meanwhile is then seen as it was before, or as it is behind.

    Returns:
        Whether it is held; else nothing may be written.
    """
    with ExitStack() as held:
        try:
            held.enter_context(hold_show(output))
        except OSError:  # such as a folder, or a whole disk, that may only be read; or a full one
            yield False
            return
        yield True
