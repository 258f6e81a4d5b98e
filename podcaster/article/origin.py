"""What an article is known by: its address, or where it has none, its file; the one place where that is decided."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from podcaster.article.sources import without_password
from podcaster.characters import composed, valid_text
from podcaster.identity import page_of


def name_source(source: str, folder: Path, title: str = "") -> str:
    """What scripts, episodes and corrections call what the user gave: two files never share a name.

    Args:
        source: A path, an address, or "-".
        folder: The show's folder.
        title: The article's, for one that came on standard input.

    Returns:
        An address without its password, written as all that lead to its page are; the path of a file inside the show's
        folder from there; of any other file its name with the beginning of the SHA-256 of the way to its folder from
        the show's, which tells no home folder, and is the same where another machine sees both elsewhere. Letters are
        composed, unless there is another file whose name only differs by that.
    """
    if source == "-":
        return f"standard input: {title}"
    if "://" in source:
        return page_of(without_password(source))
    path = Path(source).resolve()
    if path.is_relative_to(folder):
        name = path.relative_to(folder).as_posix()
        plain = composed(valid_text(name))
        return f"{plain}#{_mark(name)}" if _is_anothers(path, name, folder / plain) else plain
    plain = composed(valid_text(path.name))
    lost = _is_anothers(path, path.name, path.with_name(plain))
    try:
        way = os.path.relpath(path if lost else path.parent, folder)
    except ValueError:  # on another drive
        way = str(path if lost else path.parent)
    return f"{plain}#{_mark(way)}"


def _is_anothers(path: Path, name: str, plain: Path) -> bool:
    """Whether a file cannot be called by its name's composed letters: those are not its name, or another file's too."""
    if name != valid_text(name):
        return True
    return name != composed(name) and plain.exists() and not plain.samefile(path)


def _mark(path: str) -> str:
    """What tells two paths apart that look the same."""
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:6]
