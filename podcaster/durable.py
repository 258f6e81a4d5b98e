"""Files and folders that are there whole, or as they were before, whatever stops a run: a kill, or a power cut.

A folder is replaced in one step where the system can let two change places (Linux, macOS). Elsewhere it takes two
renames; what a kill leaves between them is brought back by whoever comes next. Hidden beside ``NAME`` may lie::

    .NAME.<8 hex>.partial   being made by a run, or left by one that was killed
    .NAME.<8 hex>.old       the old one, between two renames
    .NAME.<8 hex>.gone      what could not be deleted; in nobody's way
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import sys
import uuid
from contextlib import suppress
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OLD = on_demand(r"\.(?P<name>.+?)(?:\.[0-9a-f]{8})?\.old")
"""Earlier versions wrote no number."""
AT_ONCE = 8
"""Files that the disk is waited for at once."""
AT_FDCWD = -100
RENAME_EXCHANGE = 2
"""Of Linux' renameat2(2), and the same number for macOS' renamex_np(2), where it is called RENAME_SWAP."""
UNABLE = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP})


def hidden(path: Path, kind: str) -> Path:
    """A hidden name beside a path that nothing has."""
    return path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.{kind}")


def sync_folder(folder: Path) -> None:
    """Wait until the disk has the names in a folder; file systems that cannot are passed over."""
    if sys.platform == "win32":
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            os.fsync(number)
    finally:
        os.close(number)


def is_partial(folder: Path) -> bool:
    """Whether a folder is being made: the disk is waited for when it is, by :func:`replace_folder`."""
    return folder.name.startswith(".") and folder.name.endswith(".partial")


def sync_tree(folder: Path) -> None:
    """Wait until the disk has a folder with all that is in it.

    All files at once: a file system writes its journal for several that wait together. On a disk that others wrote to,
    eleven files as large as those of an episode took 83 ms one by one, and 24 so.
    """
    if sys.platform == "win32":
        return
    from concurrent.futures import ThreadPoolExecutor

    names = [os.path.join(root, name) for root, _, names in os.walk(folder) for name in names]  # noqa: PTH118
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="sync") as pool:
        list(pool.map(_sync_file, names))
    for root, _, _ in os.walk(folder, topdown=False):
        with suppress(OSError):
            sync_folder(folder.__class__(root))


def _sync_file(name: str) -> None:
    with suppress(OSError):  # what cannot be opened was there before
        number = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step.

    Returns:
        False where the system, or its file system, cannot.

    Raises:
        OSError: It refused.
    """
    if sys.platform not in {"linux", "darwin"}:
        return False
    import ctypes

    names = os.fsencode(one), os.fsencode(other)
    sys.audit("os.rename", str(one), str(other), -1, -1)
    try:
        system = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "linux":
            failed = system.renameat2(AT_FDCWD, names[0], AT_FDCWD, names[1], RENAME_EXCHANGE)
        else:
            failed = system.renamex_np(*names, RENAME_EXCHANGE)
    except AttributeError:  # a C library that does not have it
        return False
    number = ctypes.get_errno() if failed else 0
    if number and number not in UNABLE:
        raise OSError(number, os.strerror(number), str(other))
    return not number


def replace_folder(new: Path, target: Path) -> None:
    """Put a folder in the place of another one, or where there is none. Hold the show meanwhile.

    Raises:
        OSError: It cannot be put there; what was there before is.
    """
    sync_tree(new)
    if not target.exists():
        new.rename(target)
        sync_folder(target.parent)
        return
    old = new
    if not exchange(new, target):
        old = hidden(target, "old")
        target.rename(old)
        try:
            new.rename(target)
        except BaseException:
            old.rename(target)
            raise
    sync_folder(target.parent)
    discard(old)


def discard(folder: Path) -> None:
    """Delete a folder; one that cannot be deleted is left under a name that is in nobody's way."""
    name = re.sub(r"^\.|\.[0-9a-f]{8}\.\w+$|\.(?:old|partial)$", "", folder.name)
    gone = hidden(folder.with_name(name), "gone")
    with suppress(OSError):
        folder.rename(gone)
    shutil.rmtree(gone, ignore_errors=True)


def bring_back(parent: Path) -> None:
    """Undo every replacement that was cut off between its two renames; clear up those cut off after. Hold the show.

    Raises:
        OSError: The folder cannot be written.
    """
    for old, name in olds(parent):
        target = parent / name
        if target.exists():
            discard(old)
        else:
            old.rename(target)
            sync_folder(parent)


def olds(parent: Path) -> Iterator[tuple[Path, str]]:
    """The folders that were set aside, each with the name that it had."""
    for path in sorted(parent.glob(".*.old")):
        if match := OLD.fullmatch(path.name):
            yield path, match["name"]


def clear_up(target: Path) -> None:
    """Delete what runs that were killed have left of a folder. Hold its name meanwhile."""
    for path in target.parent.glob(f".{target.name}.*"):
        if re.fullmatch(rf"\.{re.escape(target.name)}\.(?:[0-9a-f]{{8}}\.)?(?:partial|gone)", path.name):
            shutil.rmtree(path, ignore_errors=True)
