"""What an article is known by: its address, or where it has none, its file; the one place where that is decided."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from podcaster.article.sources import without_password
from podcaster.characters import valid_text
from podcaster.identity import page_of


def name_source(source: str, folder: Path, title: str = "") -> str:
    """What scripts, episodes and corrections call what the user gave: two files never share a name.

    Args:
        source: A path, an address, or "-".
        folder: The show's folder.
        title: The article's, for one that came on standard input.

    Returns:
        An address without its password, written as all that lead to its page are; the path of a file inside the show's
        folder from there; of any other file its name with the beginning of its folder's SHA-256, which tells no home
        folder.
    """
    if source == "-":
        return f"standard input: {title}"
    if "://" in source:
        return page_of(without_password(source))
    path = Path(source).resolve()
    if path.is_relative_to(folder):
        name = path.relative_to(folder).as_posix()
        return name if name == valid_text(name) else f"{valid_text(name)}#{_mark(name)}"
    lost = path.name != valid_text(path.name)
    return f"{valid_text(path.name)}#{_mark(str(path if lost else path.parent))}"


def _mark(path: str) -> str:
    """What tells two paths apart that look the same."""
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:6]
