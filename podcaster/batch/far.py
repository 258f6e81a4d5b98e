"""What a worker does that does not see the show's folder: it gets that, and gives episodes back, through the store."""

from __future__ import annotations

import os
import shutil
import time
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from podcaster.batch.acts import nothing, speak_part, write_piece
from podcaster.content.parcels import Parcel, Parcels, files_in
from podcaster.durable import hidden
from podcaster.slug import is_safe_name

if TYPE_CHECKING:
    from podcaster.deciding import Decided
    from podcaster.model import Cast, Script, Wishes
    from podcaster.reading import SentArticle
    from podcaster.settings import Settings
    from podcaster.writing import Written

LARGEST = 32 << 20
"""Bytes of a file of the show at most: what is larger is a model, and each worker has its own."""
SHOWS = "shows"
"""Where shows lie: in the store, and in the cache of a worker's machine."""
UNUSED = 24 * 3600.0
"""Seconds after which a show goes from that cache: its registry changes with every batch."""


@dataclass(frozen=True, slots=True)
class SentShow:
    """What is sent of a show: its templates, sounds, voices, lexicon, registry and corrections."""

    parcel: Parcel
    """Its files, in the store."""
    theme: str
    """The theme, as the parcel calls it."""


def send_show(settings: Settings, parcels: Parcels) -> SentShow:
    """Hand a show to workers.

    Raises:
        ParcelError: The store cannot be reached.
        OSError: A file of the show cannot be read.
    """
    from podcaster.mix import find_sound

    show, theme = settings.files, settings.sound.theme
    files = {
        f"{folder.name}/{path}": file
        for folder in (show.scripts, show.voices)
        for path, file in files_in(folder).items()
        if file.stat().st_size <= LARGEST and all(map(is_safe_name, PurePosixPath(path).parts))
    }
    if ("/" in theme or "\\" in theme) and (sound := find_sound(show, theme, theme)):  # a file anywhere
        theme = f"sent-theme{sound.suffix}"
        files[f"scripts/sounds/{theme}"] = sound
    return SentShow(parcels.send(files, SHOWS), theme)


def unpacked(show: SentShow, settings: Settings, parcels: Parcels) -> Settings:
    """The settings of a show that was sent, with its folder on this machine, where all tasks find it.

    Raises:
        ParcelError: It cannot be fetched.
        OSError: The cache cannot be written.
    """
    folder = settings.cache / SHOWS / show.parcel.key
    if not folder.is_dir():
        partial = hidden(folder, "partial")
        partial.mkdir(parents=True)
        try:
            parcels.fetch(show.parcel, partial)
            partial.rename(folder)
        except OSError:
            if not folder.is_dir():  # else another worker of this machine was faster
                raise
        finally:
            shutil.rmtree(partial, ignore_errors=True)
        clear_unused(folder.parent)
    with suppress(OSError):  # it is in use
        os.utime(folder)
    return replace(settings, folder=folder, sound=replace(settings.sound, theme=show.theme))


def clear_unused(shows: Path) -> None:
    """Remove the shows that no batch has used for a day, and what workers that were killed have left of others."""
    for path in shows.iterdir():
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > UNUSED:
                shutil.rmtree(path)


def far_write(source: str, sent: SentArticle | None, settings: Settings, wishes: Wishes, show: SentShow) -> Written:
    """Read an article that was sent, or an address, and write its script.

    Raises:
        PodcasterError: It cannot be read, or its script not be written, or the show not be fetched.
    """
    return write_piece(source, unpacked(show, settings, Parcels(settings.shared_cache)), wishes, sent)


def far_speak(script: Script, cast: Cast, settings: Settings, first: int, end: int, show: SentShow) -> int:
    """Speak some of a script's lines into the store; see :func:`~podcaster.batch.acts.speak_part`.

    Raises:
        PodcasterError: One cannot be spoken, or the show not be fetched.
    """
    return speak_part(script, cast, unpacked(show, settings, Parcels(settings.shared_cache)), first, end)


@dataclass(frozen=True, slots=True)
class Order:
    """An episode that is wanted of a worker."""

    decided: Decided
    """The script, the cast and the place, with nothing left to decide."""
    earlier: Parcel | None
    """What lies in its place but its sound: recordings, decisions, a cover."""
    place: str
    """Where it goes in the store."""


def far_render(order: Order, settings: Settings, wishes: Wishes, cores: int, show: SentShow) -> Parcel:
    """Make an episode, and hand its folder over.

    Args:
        order: The episode.
        settings: The show's.
        wishes: What is asked for.
        cores: How many lines it may speak at once.
        show: What was sent of the show.

    Raises:
        PodcasterError: It cannot be made, or the store not be reached.
        OSError: This machine cannot keep it meanwhile.
    """
    from podcaster.engines import Engines
    from podcaster.pipeline import render

    parcels, decided = Parcels(settings.shared_cache), order.decided
    settings = unpacked(show, settings, parcels)
    settings = replace(settings, speech=replace(settings.speech, workers=cores))
    with TemporaryDirectory() as room:
        there, into = Path(room) / "there" / decided.place.folder.name, Path(room) / "made"
        into.mkdir()
        if order.earlier:
            there.mkdir(parents=True)
            parcels.fetch(order.earlier, there)
        decided = replace(decided, place=replace(decided.place, folder=there), into=into)
        with Engines(settings) as engines:
            render(decided, engines, settings, wishes, nothing)
        parcel = parcels.send(files_in(into), order.place)
        parcels.note(parcel)
        return parcel


def as_it_is(parcel: Parcel) -> Parcel:
    """An episode that a worker has made already, for a batch that was stopped before it had fetched it."""
    return parcel
