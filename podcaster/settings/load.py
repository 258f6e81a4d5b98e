"""A show's settings read: podcaster.toml and the environment, as one frozen value.

A section of the file is a class of the same name; secrets never stand in the file.
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from podcaster.errors import SettingsError, reason_of
from podcaster.languages import CODES, EXPECTED, tag_of
from podcaster.ordinary import parse_toml, read_utf8
from podcaster.settings.check import read_table
from podcaster.settings.folder import ShowFolder
from podcaster.settings.making import Casts, Fetching, Proofing, Scripting, Sounds, Speech
from podcaster.settings.newsroom import Following, Keeping, Watching
from podcaster.settings.showing import UNTITLED, Feed, Podcast, Publishing, Site, Target


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of one show."""

    folder: Path = field(default_factory=Path.cwd)
    """The show's folder."""
    show: Podcast = field(default_factory=Podcast)
    """What the podcast is."""
    article: Fetching = field(default_factory=Fetching)
    """How articles are fetched."""
    script: Scripting = field(default_factory=Scripting)
    """How the script is written."""
    cast: Casts = field(default_factory=Casts)
    """Who speaks with which voice."""
    speech: Speech = field(default_factory=Speech)
    """How lines are spoken."""
    sound: Sounds = field(default_factory=Sounds)
    """Timing, music, loudness and format."""
    engines: dict[str, dict[str, Any]] = field(default_factory=dict)
    """``[engines.<name>]``: an engine's own options, which it checks itself."""
    proof: Proofing = field(default_factory=Proofing)
    """How a finished episode is heard through."""
    recognisers: dict[str, dict[str, Any]] = field(default_factory=dict)
    """``[recognisers.<name>]``: a recogniser's own options, which it checks itself."""
    feed: Feed = field(default_factory=Feed)
    """Where the show is heard from."""
    targets: dict[str, Target] = field(default_factory=dict)
    """``[targets.NAME]``: places to publish to."""
    site: Site = field(default_factory=Site)
    """The web pages beside the feed."""
    publish: Publishing = field(default_factory=Publishing)
    """What may go out."""
    watch: Watching = field(default_factory=Watching)
    """How ``podcaster watch`` works."""
    keep: Keeping = field(default_factory=Keeping)
    """Which episodes are kept."""
    sources: dict[str, Following] = field(default_factory=dict)
    """``[sources.NAME]``: places that articles come from."""

    @property
    def files(self) -> ShowFolder:
        """Where each of the show's files lies."""
        return ShowFolder(self.folder)

    @property
    def output(self) -> Path:
        """Where episodes and the feed go."""
        return self.files.output

    @property
    def cache(self) -> Path:
        """Where clips and encoded parts are kept between runs (``PODCASTER_CACHE``, else the user's cache folder)."""
        if folder := os.environ.get("PODCASTER_CACHE"):
            return Path(folder)
        import platformdirs

        return platformdirs.user_cache_path("podcaster")

    @property
    def shared_cache(self) -> str:
        """The bucket, or folder, behind it that workers share (``PODCASTER_SHARED_CACHE``); empty: none."""
        return os.environ.get("PODCASTER_SHARED_CACHE", "")


def folder_here() -> Path:
    """The nearest folder at or above the working folder that has a podcaster.toml, else the working folder."""
    here = Path.cwd()
    return next((place for place in (here, *here.parents) if ShowFolder(place).settings.is_file()), here)


def folder_named(folder: Path) -> Path:
    """The folder of a show that somebody names.

    Raises:
        SettingsError: There is nothing.
    """
    if not folder.exists():
        raise SettingsError(f"There is no folder {folder}.", f"Start a show there: podcaster init {folder}")
    return folder


def load_settings(folder: Path | None = None) -> Settings:
    """Read the show's settings.

    Args:
        folder: The show's folder. None: the nearest one at or above the working folder that has a podcaster.toml,
            else the working folder.

    Raises:
        SettingsError: The file cannot be read, or a key or value in it is wrong; or the folder is a file.
    """
    folder = folder or folder_here()
    if folder.is_file():
        raise SettingsError(f"{folder} is a file, and a show is a folder.", "Give the folder that it lies in.")
    path = ShowFolder(folder).settings
    try:
        table = parse_toml(read_utf8(path)) if path.is_file() else {}
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path} is not valid TOML: {error}.", toml_cure(error)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} cannot be read: {reason_of(error)}.") from error
    return replace(settings_from(table, str(path)), folder=folder.resolve())


def toml_cure(error: tomllib.TOMLDecodeError) -> str:
    """What to do about a mistake in a TOML file that its message does not explain."""
    message = str(error)
    if "overwrite a value" in message:
        return "A setting stands twice in one table; is the [table] line above it still behind a #?"
    if "declare" in message and "twice" in message:
        return "The same [table] line stands there twice; put what is under both under one of them."
    if "Invalid value" in message:
        return "Words stand between quotation marks, and yes and no are true and false."
    return ""


def settings_from(table: dict[str, Any], path: str) -> Settings:
    """Check a parsed settings file and make the value of it.

    Raises:
        SettingsError: It has an unknown key, a value of the wrong type, or one that is not allowed.
    """
    settings = with_tags(read_table(table, Settings, path), path)
    show = table.get("show", {})
    if "title" in show or "language" not in show:
        return settings
    title = UNTITLED.get(settings.show.language.replace("_", "-").split("-")[0].lower(), "Podcast")
    return replace(settings, show=replace(settings.show, title=title))


def with_tags(settings: Settings, path: str) -> Settings:
    """Settings with each language by its tag, however the file names it.

    Raises:
        SettingsError: Something is no language.
    """
    show, sources = settings.show, dict(settings.sources)
    if show.language not in CODES:
        show = replace(show, language=_tag(show.language, f"{path}: show.language"))
    for name, source in sources.items():
        if source.languages:
            tags = tuple(_tag(each, f"{path}: languages of [sources.{name}]") for each in source.languages)
            sources[name] = replace(source, languages=tags)
    return replace(settings, show=show, sources=sources)


def _tag(text: str, name: str) -> str:
    if tag := tag_of(text):
        return tag
    raise SettingsError(f"{name} must be {EXPECTED}, not {text}.")
