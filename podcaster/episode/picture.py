"""An episode's cover: the user's, the user's from before, or a drawn one."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from podcaster.cover import check_cover, draw_cover
from podcaster.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

    from podcaster.episode.place import Place

DRAWN = "cover.jpg"
SIZE = 1500
"""Pixels a side of a drawn cover of an episode: all directories take it, at a quarter of the time and bytes of the
show's own, which has 3000."""


def write_cover(folder: Path, place: Place, wanted: Path | None) -> tuple[Path, bool]:
    """Put an episode's cover into its folder.

    Args:
        folder: The folder that is being made.
        place: The episode's names, and the one it replaces, whose cover stays when the user had chosen it.
        wanted: A picture that the user asks for now.

    Returns:
        The file, and whether it is the user's.

    Raises:
        InputError: Directories would refuse the picture.
    """
    source = wanted or _chosen_before(place)
    if source is None:
        details = place.details
        draw_cover(details.title, details.show, folder / DRAWN, size=SIZE, colour=details.colour)
        return folder / DRAWN, False
    if faults := check_cover(source):
        raise InputError(f"{source} cannot be the cover: {' '.join(faults)}")
    path = folder / f"cover{source.suffix.lower()}"
    shutil.copyfile(source, path)
    return path, True


def _chosen_before(place: Place) -> Path | None:
    """The cover that the user chose for the episode when it was made before."""
    if place.before is None or not place.before.own_cover:
        return None
    names = [file.name for file in place.before.files if file.type.startswith("image/")]
    return next((path for name in names if (path := place.folder / name).is_file()), None)
