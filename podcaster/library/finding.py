"""An episode, or a project that has none yet, found by what people call it."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from podcaster.article.origin import name_source
from podcaster.errors import InputError, close_matches
from podcaster.identity import known_by, name_of_file
from podcaster.project.begun import find_begun
from podcaster.settings.folder import ShowFolder
from podcaster.slug import slug_of
from podcaster.store import EPISODE_FILE, SCRIPT_FILE, scan_episodes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from podcaster.project.begun import Begun
    from podcaster.store import StoredEpisode


@dataclass(frozen=True, slots=True)
class NamedFolder:
    """A folder of the show, and what people call it."""

    folder: Path
    """Where its files lie."""
    slug: str
    """The title as it stands in addresses."""
    title: str
    """The title as it is now, as in addresses."""
    articles: frozenset[str]
    """What its articles are known by (``name_of_article``)."""
    single: bool
    """It is of one article."""
    guid: str = ""
    """What apps know it by; empty where it has no episode yet."""
    number: int | None = None
    """Its number; None: it has none."""
    stored: StoredEpisode | None = None
    """Its episode; None where it has none yet."""

    @classmethod
    def of(cls, item: StoredEpisode) -> NamedFolder:
        """What an episode is called."""
        episode = item.episode
        known = {*episode.source.split("\n"), *episode.article_files, episode.link} - {""}
        articles = frozenset(map(name_of_article, known))
        one = "\n" not in episode.source
        return cls(item.folder, episode.slug, slug_of(episode.title), articles, one, episode.guid, episode.number, item)

    @classmethod
    def of_begun(cls, project: Begun) -> NamedFolder:
        """What a project is called that has no episode yet."""
        slug = slug_of(project.title)
        known = {*project.sources, *(name for each in project.origins for name in (each.address, each.file))} - {""}
        return cls(project.folder, slug, slug, frozenset(map(name_of_article, known)), len(project.sources) == 1)


def name_of_article(key: str) -> str:
    """What people may call an article: its page, or its file, whichever of the articles that this has had is meant."""
    return known_by(key) if "://" in key else name_of_file(key)


def choose_episode(output: Path, name: str) -> StoredEpisode:
    """Find an episode by its folder, slug, number or guid, its article, or a part of its title.

    Raises:
        InputError: There is none, or there are several, or its episode.json cannot be read, or it is not made yet.
    """
    name = own_name(output, name)
    stored = _stored(output, name)
    if not (found := _called(name, output, stored)):
        for each in _called(name, output, map(NamedFolder.of_begun, find_begun(output))):
            what = f"{each.folder.name} has no episode yet."
            raise InputError(what, f"Make it: podcaster edit {each.folder.name} render")
    item = _only(found, name, output, stored).stored
    assert item is not None
    return item


def choose_project(output: Path, name: str) -> NamedFolder:
    """Find what can be worked on: an episode as ``choose_episode`` does, or a project that has no episode yet.

    Raises:
        InputError: There is none, or there are several, or its episode.json cannot be read.
    """
    name = own_name(output, name)
    stored = _stored(output, name)
    taken = {known_by(each.stored.episode.key) for each in stored if each.stored}
    begun = [(NamedFolder.of_begun(each), bool(each.keys & taken)) for each in find_begun(output)]
    # one that an older version has begun beside the episode of its article is called by its folder alone
    known = [*stored, *(each for each, beside in begun if not beside or each.folder.name == name.rstrip("/"))]
    return _only(_called(name, output, known), name, output, known)


def own_name(output: Path, name: str) -> str:
    """What an episode is called in its show, where somebody names it by a path to its folder; else the name.

    Raises:
        InputError: The folder is another show's.
    """
    place = _named_place(output, name)
    if place is None:
        return name
    if own := _name_in(output, place):
        return own
    if show := _show_with(place):
        what = f"{place} is an episode of another show, {show}."
        raise InputError(what, f"Name that one: podcaster --show {show} …; in Python, podcaster.open_show.")
    return name


def show_with(output: Path, name: str) -> Path | None:
    """The folder of another show in which an episode lies that somebody names by its folder; None: it is in this one.

    Args:
        output: The folder of this show's episodes.
        name: Whatever an episode is called, or the file of its script.
    """
    place = _named_place(output, name)
    return None if place is None or _name_in(output, place) else _show_with(place)


def _named_place(output: Path, name: str) -> Path | None:
    """The folder of an episode to which a name leads as a path, or to its script; a mere name is the show's own."""
    with suppress(ValueError, OSError):  # no system has a file of such a name
        place = Path(os.path.abspath(name))  # noqa: PTH100  (a link in a show's output is an episode of it)
        place = place.parent if place.name == SCRIPT_FILE else place
        bare = Path(name).name == name.rstrip("/") and (output / name).is_dir()
        if name and not bare and any((place / file).is_file() for file in (SCRIPT_FILE, EPISODE_FILE)):
            return place
    return None


def _name_in(output: Path, place: Path) -> str:
    """What a folder is called in a show's output; empty where it lies somewhere else."""
    there = output.resolve()
    return next((each.name for each in (place, place.resolve()) if each.parent.resolve() == there), "")


def _show_with(place: Path) -> Path | None:
    """The show in whose output a folder lies; None: it lies somewhere else."""
    shows = (each.parent.parent for each in (place, place.resolve()))
    return next((show for show in shows if ShowFolder(show).output in {place.parent, place.resolve().parent}), None)


def _stored(output: Path, name: str) -> list[NamedFolder]:
    """The episodes that can be read; an error where the named one cannot."""
    stored, damaged = scan_episodes(output)
    for folder, error in damaged.items():
        if name.rstrip("/") in (folder.name, str(folder)):
            raise error
    return [NamedFolder.of(item) for item in stored]


def _called(name: str, output: Path, known: Iterable[NamedFolder]) -> list[NamedFolder]:
    """Those that a name may mean: by what is most surely meant."""
    wanted, word, part = name.rstrip("/"), name.rstrip("/").casefold(), slug_of(name)
    articles = {name_of_article(name)}
    with suppress(ValueError, OSError):  # no system has a file of such a name
        articles.add(name_of_article(name_source(name, output.resolve().parent)))
    ways: tuple[Callable[[NamedFolder], bool], ...] = (
        lambda each: wanted in {each.folder.name, str(each.folder), each.slug, each.guid} - {""},
        lambda each: each.number is not None and name == str(each.number),
        lambda each: each.single and bool(each.articles & articles),
        lambda each: bool(each.articles & articles),
        lambda each: bool(word) and word in each.folder.name.casefold().split("-"),
        lambda each: bool(word) and each.slug.startswith(word),
        lambda each: bool(part) and f"-{part}-" in f"-{each.title}-",
    )
    known = tuple(known)
    return next((found for way in ways if (found := [each for each in known if way(each)])), [])


def _only(found: list[NamedFolder], name: str, output: Path, known: Iterable[NamedFolder]) -> NamedFolder:
    """The one that is meant.

    Raises:
        InputError: There is none, or there are several.
    """
    if not found:
        cure = close_matches(name, [each.folder.name for each in known]) or "Make one: podcaster make ARTICLE"
        raise InputError(f"There is no episode {name} in {output}.", cure)
    if len(found) > 1:
        names = " and ".join(each.folder.name for each in found)
        raise InputError(f"{name} could be {names}.", "Name the folder.")
    return found[0]
