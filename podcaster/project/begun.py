"""Projects that have no episode yet: folders with a script, beside those of the episodes, found by their articles."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from podcaster.episode.details import link_of
from podcaster.errors import InputError, ScriptError
from podcaster.identity import known_by
from podcaster.model import Origin
from podcaster.ordinary import read_file, read_utf8
from podcaster.project.journal import FILE as HISTORY
from podcaster.project.kept import FILE as PROJECT
from podcaster.project.kept import load_kept
from podcaster.project.numbering import in_order_of
from podcaster.script import read_page
from podcaster.store import EPISODE_FILE, SCRIPT_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from podcaster.model import Script


@dataclass(frozen=True, slots=True)
class _ArticleName:
    source: str
    """``Article.source``."""
    link: str = ""
    """``Article.link``."""


@dataclass(frozen=True, slots=True)
class _ReadName:
    article: _ArticleName
    """``ReadArticle.article``."""


@dataclass(frozen=True, slots=True)
class _KeptNames:
    """As much of project.json as tells what its articles' files are called."""

    read: tuple[_ReadName, ...] = ()
    """``Kept.read``."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A project that has no episode yet."""

    folder: Path
    """Its folder, which will be the episode's."""
    title: str
    """What its episode will be called; empty where its script cannot be read."""
    keys: frozenset[str]
    """What its articles are known by (``known_by``), as an episode is (``Episode.key``), and as its script says."""
    sources: tuple[str, ...]
    """The keys of its articles, each by itself."""
    changed: bool
    """Somebody has changed something in it."""
    origins: tuple[Origin, ...] = ()
    """The same of its articles, with the files of those that have addresses."""


def find_begun(output: Path) -> tuple[Begun, ...]:
    """The projects of a show that have no episode yet, in the order of their folders' names."""
    return tuple(map(_begun, sorted(_folders(output))))


def begun_of(output: Path, script: Script, file: Path | None = None) -> Path | None:
    """The folder of an article's project that has no episode yet; None where there is none.

    An older version may have begun several, each under another title: then it is the one that somebody has worked on.

    Args:
        output: The folder of the show's episodes.
        script: A script of the article.
        file: Where it lies: a project's own script is its project's, whatever stands on its title page now.
    """
    own = file.resolve().parent if file and file.name == SCRIPT_FILE else None
    folders = tuple(_folders(output))
    if there := [folder for folder in folders if own and folder.resolve() == own]:
        return there[0]
    keys = set(map(known_by, {link_of(script), script.key} - {""}))
    found = [each for each in map(_begun, folders) if each.keys & keys]
    return max(found, key=worked_on).folder if found else None


def worked_on(begun: Begun) -> tuple[bool, bool, str]:
    """What sorts projects of one article: the one last that somebody has worked on."""
    return begun.changed, (begun.folder / PROJECT).is_file(), begun.folder.name


def _folders(output: Path) -> Iterator[Path]:
    with suppress(FileNotFoundError, NotADirectoryError), os.scandir(output) as entries:
        for entry in entries:
            folder = output / entry.name
            there = not entry.name.startswith(".") and not (folder / EPISODE_FILE).exists()
            if there and (folder / SCRIPT_FILE).is_file():
                yield folder


def _begun(folder: Path) -> Begun:
    """What lies in a folder; a script that says nothing of its article is of the one that it was written from."""
    title, link, keys, origins = "", "", set[str](), list[str]()
    for page in _pages(folder):
        title = title or page.title
        keys |= set(map(known_by, {link_of(page), page.key} - {""}))
        origins += [origin.key for origin in page.origins]
        link = link or link_of(page)
        if page.origins:
            break
    history = folder / HISTORY
    changed = history.is_file() and history.stat().st_size > 0
    known = [Origin.of_key(each) for each in origins]
    if known and len(files := files_of(folder, page)) == len(known):
        known = [replace(each, file=file) for each, file in zip(known, files, strict=True)]
    if len(known) == 1 and link:
        known = [replace(known[0], address=link)]
    return Begun(folder, title, frozenset(keys), tuple(dict.fromkeys(origins)), changed, tuple(known))


def files_of(folder: Path, script: Script) -> tuple[str, ...]:
    """What the files of a project's articles are called, each, in its script's order; empty for one from the web."""
    import msgspec

    with suppress(OSError, ValueError, RecursionError):  # msgspec's errors are ValueErrors
        read = [each.article for each in msgspec.json.decode(read_file(folder / PROJECT), type=_KeptNames).read]
        files = ["" if "://" in each.source else each.source for each in read]
        return in_order_of(script, [each.link or each.source for each in read], files)
    return ()


def _pages(folder: Path) -> Iterator[Script]:
    """The title pages of a project's script: as it is, and as it began."""
    with suppress(OSError, UnicodeDecodeError, ScriptError):
        yield read_page(read_utf8(folder / SCRIPT_FILE, "utf-8-sig"), SCRIPT_FILE)
    with suppress(InputError, ScriptError):
        kept = load_kept(folder)
        yield read_page(kept.latest if kept else "", SCRIPT_FILE)
