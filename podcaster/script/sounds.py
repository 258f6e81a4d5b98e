"""Which sounds a script may call for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.settings import shipped

if TYPE_CHECKING:
    from podcaster.settings import Settings

THEME = "theme"
"""The name under which the settings' theme is played."""


def list_sounds(settings: Settings) -> frozenset[str]:
    """The names of the sounds in the show's scripts/sounds and of those that ship, with and without extension."""
    folders = (settings.folder / "scripts" / "sounds", shipped("scripts") / "sounds")
    files = [path for folder in folders if folder.is_dir() for path in folder.iterdir() if path.is_file()]
    return frozenset({THEME, *(path.name for path in files), *(path.stem for path in files)})
