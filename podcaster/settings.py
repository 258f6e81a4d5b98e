"""The show's settings: podcaster.toml and the environment, as one frozen value.

Every field has a default, so a folder without the file works. A section of the file is a class here, of the same name.
Secrets never stand in the file: whoever needs one reads it from the environment at the moment of use.
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, field, fields, is_dataclass, replace
from pathlib import Path
from typing import Any, get_type_hints

from podcaster.errors import SettingsError, close_matches

FILE_NAME = "podcaster.toml"
"""The show's settings file; the folder it stands in is the show's folder."""


@dataclass(frozen=True, slots=True)
class Show:
    """``[show]``: what the podcast is."""

    title: str = "Read Aloud"
    """The podcast's name, as greeted with and as in the feed."""
    author: str = ""
    language: str = "en"
    description: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """``[article]``: how articles are fetched."""

    allow_private: bool = False
    """Fetch from private and loopback addresses too."""
    timeout: float = 20.0
    """Seconds for the whole of one page."""


@dataclass(frozen=True, slots=True)
class Scripting:
    """``[script]``: how the script is written."""

    template: str = "narration"


@dataclass(frozen=True, slots=True)
class Speech:
    """``[speech]``: how lines are spoken."""

    workers: int = 0
    """Lines spoken at once; 0: one a core."""


@dataclass(frozen=True, slots=True)
class Sounds:
    """``[sound]``: timing, music and loudness."""

    theme: str = "theme"
    """The sound that ``> SOUND: theme`` plays: a name in scripts/sounds, or a file; empty for none."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of one show."""

    folder: Path = field(default_factory=Path.cwd)
    """The show's folder: what stands in its scripts/ and voices/ wins over what ships."""
    show: Show = field(default_factory=Show)
    article: Reading = field(default_factory=Reading)
    script: Scripting = field(default_factory=Scripting)
    speech: Speech = field(default_factory=Speech)
    sound: Sounds = field(default_factory=Sounds)

    @property
    def output(self) -> Path:
        """Where episodes and the feed go."""
        return self.folder / "output"

    @property
    def cache(self) -> Path:
        """Where clips and encoded parts are kept between runs (``PODCASTER_CACHE``, else the user's cache folder)."""
        if folder := os.environ.get("PODCASTER_CACHE"):
            return Path(folder)
        import platformdirs

        return platformdirs.user_cache_path("podcaster")

    def find(self, kind: str, name: str) -> Path | None:
        """The file ``name`` of ``scripts`` or ``voices``: the show's own, else the one that ships, else None."""
        return next((path for root in (self.folder / kind, shipped(kind)) if (path := root / name).is_file()), None)


def shipped(kind: str) -> Path:
    """The folder of ``scripts`` or ``voices`` that ships: inside a wheel, or beside a checkout's package."""
    package = Path(__file__).parent
    installed = package / "shipped" / kind
    return installed if installed.is_dir() else package.parent / kind


def load_settings(folder: Path | None = None) -> Settings:
    """Read the show's settings.

    Args:
        folder: The show's folder. None: the nearest one at or above the working folder that has a podcaster.toml,
            else the working folder.

    Raises:
        SettingsError: The file cannot be read, or a key or value in it is wrong.
    """
    if folder is None:
        here = Path.cwd()
        folder = next((place for place in (here, *here.parents) if (place / FILE_NAME).is_file()), here)
    path = folder / FILE_NAME
    try:
        table = tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path} is not valid TOML: {error}.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} cannot be read: {error}.") from error
    return replace(settings_from(table, str(path)), folder=folder.resolve())


def settings_from(table: dict[str, Any], path: str) -> Settings:
    """Check a parsed settings file and make the value of it.

    Raises:
        SettingsError: It has an unknown key, or a value of the wrong type.
    """
    import msgspec

    check_keys(table, Settings, path)
    try:
        return msgspec.convert(table, Settings)
    except msgspec.ValidationError as error:
        raise SettingsError(f"{path}: {error}.".replace("`$.", "`")) from error


def check_keys(table: dict[str, Any], kind: type, path: str, prefix: str = "") -> None:
    """Refuse a key that no setting has, and name the ones that were probably meant.

    Raises:
        SettingsError: There is one.
    """
    hints = get_type_hints(kind)
    known = [item.name for item in fields(kind) if item.name != "folder"]
    for key, value in table.items():
        if key not in known:
            raise SettingsError(f"{path} has an unknown setting, {prefix}{key}.", close_matches(key, known))
        if isinstance(value, dict) and is_dataclass(hints[key]):
            check_keys(value, hints[key], path, f"{prefix}{key}.")
