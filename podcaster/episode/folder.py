"""A folder that appears whole or not at all."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from filelock import FileLock

from podcaster.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


@contextmanager
def whole_folder(target: Path, lock: Path, replaced: Iterable[str]) -> Iterator[Path]:
    """Give a folder to fill; when the block ends well it becomes ``target``, in place of the one that was there.

    A run killed in between leaves ``target`` as it was, or under a hidden name from which the next run brings it back.
    Files in the old folder that this program did not make are kept.

    Args:
        target: The folder to make.
        lock: A file to hold meanwhile, so that two runs do not mix.
        replaced: Names of the files in the old folder that may go.

    Raises:
        InputError: The place cannot be written.
    """
    partial = target.with_name(f".{target.name}.partial")
    old = target.with_name(f".{target.name}.old")
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        target.parent.mkdir(parents=True, exist_ok=True)
    except (PermissionError, NotADirectoryError, FileExistsError) as error:
        raise unwritable(target.parent) from error
    with FileLock(lock):
        bring_back(target, old)
        shutil.rmtree(partial, ignore_errors=True)
        try:
            partial.mkdir()
        except PermissionError as error:
            raise unwritable(target.parent) from error
        try:
            yield partial
            keep_others(target, partial, set(replaced))
            if target.exists():
                target.rename(old)
            partial.rename(target)
        except BaseException:
            bring_back(target, old)
            shutil.rmtree(partial, ignore_errors=True)
            raise
        shutil.rmtree(old, ignore_errors=True)


def unwritable(folder: Path) -> InputError:
    """The error for a folder that cannot be written."""
    return InputError(f"The folder {folder} cannot be written.", "Allow writing there, or choose another show folder.")


def bring_back(target: Path, old: Path) -> None:
    """Undo a replacement that was cut off between its two renames; clear up one that was cut off after them."""
    if old.exists() and not target.exists():
        old.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def keep_others(target: Path, partial: Path, replaced: set[str]) -> None:
    """Copy what the user put into the old folder to the new one."""
    if not target.is_dir():
        return
    for path in target.iterdir():
        copy = partial / path.name
        if path.name in replaced or copy.exists():
            continue
        if path.is_dir():
            shutil.copytree(path, copy, symlinks=True)
        else:
            shutil.copy2(path, copy, follow_symlinks=False)
