"""Which sounds a script may call for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from podcaster.settings import ShowFolder

NO_SOUNDS = frozenset({".py", ".md", ".txt", ".toml"})
"""What also stands in a folder of sounds: how they were made, and by whom."""
THEME = "theme"
"""The name under which the settings' theme is played."""


def list_sounds(files: ShowFolder) -> frozenset[str]:
    """The names of the sounds in the show's scripts/sounds and of those that ship, with and without extension."""
    there = [path for folder in files.sounds if folder.is_dir() for path in folder.iterdir() if path.is_file()]
    found = [path for path in there if path.suffix.lower() not in NO_SOUNDS and not path.name.startswith(".")]
    return frozenset({THEME, *(path.name for path in found), *(path.stem for path in found)})
