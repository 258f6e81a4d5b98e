"""An episode's cover: the user's, the user's from before, or a drawn one."""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from threading import active_count
from typing import TYPE_CHECKING

from podcaster.beside import Beside
from podcaster.cover import SMALL_SIZE, check_cover, cover_bytes, small_cover
from podcaster.errors import InputError
from podcaster.store import write_atomic

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from podcaster.episode.place import Place

DRAWN = "cover.jpg"
SIZE = 1500
"""Pixels a side of a drawn cover of an episode: all directories take it, at a quarter of the time and bytes of the
show's own, which has 3000."""


@dataclass(frozen=True, slots=True)
class CoverPicture:
    """An episode's cover."""

    path: Path
    """The file that goes into the episode's folder."""
    own: bool
    """Whether the user has chosen it."""
    small: bytes
    """The same, as a JPEG for the inside of a sound file."""


class Cover:
    """An episode's cover, begun: a drawn one is drawn beside what goes on meanwhile, where there is a core for it.

    Args:
        place: The episode's names, and the one it replaces, whose cover stays when the user had chosen it.
        wanted: A picture that the user asks for now.
        cores: How many this episode may take; with one, nothing is drawn beside. 0: all there are.

    Raises:
        InputError: Directories would refuse the picture. It is told before anything is spoken.
    """

    def __init__(self, place: Place, wanted: Path | None, cores: int = 0) -> None:
        if wanted:
            refuse_faults(wanted)
        self._place = place
        self._source = wanted or _chosen_before(place)
        self._draw: Callable[[], bytes] = partial(_draw, place)
        if self._source is None and cores != 1:
            self._draw = _draw_beside(place)

    def write(self, folder: Path) -> CoverPicture:
        """Put it into the folder that is being made.

        Raises:
            InputError: Directories would refuse the picture.
        """
        if self._source is None:
            drawn = self._draw()
            size = int.from_bytes(drawn[:4], "little")
            path, large = folder / DRAWN, drawn[4 : 4 + size]
            write_atomic(path, large)
            return CoverPicture(path, own=False, small=_small_before(self._place, large) or drawn[4 + size :])
        path = copy_cover(self._source, folder)
        return CoverPicture(path, own=True, small=small_cover(path))


def _draw_beside(place: Place) -> Callable[[], bytes]:
    if active_count() > 1:
        from PIL import Image, ImageDraw, ImageFont  # noqa: F401  (another thread may be importing; see Beside)

        Image.preinit()
    return Beside(partial(_draw, place)).result


def _draw(place: Place) -> bytes:
    """A cover in both sizes, with the bytes of the large one before it."""
    details = place.details
    large, small = (
        cover_bytes(details.title, details.show, size=size, colour=details.colour) for size in (SIZE, SMALL_SIZE)
    )
    return len(large).to_bytes(4, "little") + large + small


def refuse_faults(source: Path) -> None:
    """See that a picture can be a cover.

    Raises:
        InputError: Directories would refuse it.
    """
    if faults := check_cover(source):
        raise InputError(f"{source} cannot be the cover: {' '.join(faults)}")


def copy_cover(source: Path, folder: Path) -> Path:
    """Put a picture of the user's into an episode's folder.

    Raises:
        InputError: Directories would refuse it.
    """
    refuse_faults(source)
    path = folder / f"cover{source.suffix.lower()}"
    shutil.copyfile(source, path)
    return path


def _small_before(place: Place, large: bytes) -> bytes:
    """The small cover that the episode has had in its sound, where its cover is the same; empty: there is none.

    An older version has drawn it otherwise, and nobody has asked for another picture.
    """
    before = place.before
    if before is None or before.audio.type != "audio/mpeg":
        return b""
    from podcaster.episode.tags import cover_in

    with suppress(OSError):
        if (place.folder / DRAWN).read_bytes() == large:
            return cover_in(place.folder / before.audio.name)
    return b""


def _chosen_before(place: Place) -> Path | None:
    """The cover that the user chose for the episode when it was made before."""
    if place.before is None or not place.before.own_cover:
        return None
    names = [file.name for file in place.before.files if file.type.startswith("image/")]
    return next((path for name in names if (path := place.folder / name).is_file()), None)
