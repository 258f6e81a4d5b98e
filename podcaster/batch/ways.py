"""How a batch gives its work away: to workers that see the show's folder, or to workers that share the store alone."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from podcaster import __version__
from podcaster.article.sources import is_address
from podcaster.batch.acts import Mislaid, Refusal, RenderedPiece, render_piece, speak_part, tried, write_piece
from podcaster.batch.far import Order, as_it_is, far_render, far_speak, far_write, send_show
from podcaster.content.parcels import Parcel, ParcelError, Parcels, files_in
from podcaster.store import load_episode
from podcaster.times import at

if TYPE_CHECKING:
    from collections.abc import Callable

    from podcaster.deciding import Decided
    from podcaster.episode import Place
    from podcaster.model import Cast, Wishes
    from podcaster.settings import Settings
    from podcaster.writing import Written

Task = tuple[Any, ...]
"""A function, and what it is called with."""


class Handover(Protocol):
    """How work is given away, and what becomes of it."""

    def writing(self, source: str) -> Task | Refusal:
        """The task of writing an article's script."""

    def speaking(self, written: Written, cast: Cast, first: int, end: int) -> Task:
        """The task of speaking some lines of a script."""

    def rendering(
        self, written: Written, cast: Cast, cores: int
    ) -> tuple[Task, Callable[[Any], RenderedPiece | Refusal]] | Refusal:
        """The task of making an episode, and what is done here with the answer."""

    def mend(self) -> None:
        """Something was mislaid on the way: have it there again."""


class Near:
    """Workers that see the show's folder.

    Args:
        settings: The show's.
        wishes: What is asked for, of each article.
    """

    def __init__(self, settings: Settings, wishes: Wishes) -> None:
        self.settings = settings
        self.wishes = wishes

    def writing(self, source: str) -> Task:
        """See ``Handover``."""
        return write_piece, source, self.settings, self.wishes

    def speaking(self, written: Written, cast: Cast, first: int, end: int) -> Task:
        """See ``Handover``."""
        return speak_part, written.script, cast, self.settings, first, end

    def rendering(
        self, written: Written, cast: Cast, cores: int
    ) -> tuple[Task, Callable[[Any], RenderedPiece | Refusal]]:
        """See ``Handover``."""
        return (render_piece, written, cast, self.settings, self.wishes, cores), lambda made: made

    def mend(self) -> None:
        """Nothing is on a way."""


class Far:
    """Workers that share the store alone. What others depend on is decided here; what they make is fetched from there.

    Args:
        settings: The show's.
        wishes: What is asked for, of each article.

    Raises:
        SettingsError: The environment names no store.
        ParcelError: It cannot be reached.
    """

    def __init__(self, settings: Settings, wishes: Wishes) -> None:
        self.settings = settings
        self.wishes = wishes
        self.parcels = Parcels(settings.shared_cache)
        self.show = send_show(settings, self.parcels)

    def mend(self) -> None:
        """Send the show again, as far as the store has lost it."""
        self.show = send_show(self.settings, self.parcels)

    def writing(self, source: str) -> Task | Refusal:
        """See ``Handover``. A file is sent along, an address is fetched by the worker."""
        from podcaster.reading import SentArticle

        sent = None if is_address(source) else tried(SentArticle.of, source, self.settings.folder)
        return sent if isinstance(sent, Refusal) else (far_write, source, sent, self.settings, self.wishes, self.show)

    def speaking(self, written: Written, cast: Cast, first: int, end: int) -> Task:
        """See ``Handover``."""
        return far_speak, written.script, cast, self.settings, first, end, self.show

    def rendering(
        self, written: Written, cast: Cast, cores: int
    ) -> tuple[Task, Callable[[Any], RenderedPiece | Refusal]] | Refusal:
        """See ``Handover``."""
        order = tried(self.order, written, cast)
        if isinstance(order, Refusal):
            return order
        made = self.parcels.noted(order.place)
        task = (as_it_is, made) if made else (far_render, order, self.settings, self.wishes, cores, self.show)
        return task, partial(self.take, order.decided)

    def order(self, written: Written, cast: Cast) -> Order:
        """What is wanted of a worker: all that depends on the show's other episodes is decided.

        Raises:
            PodcasterError: It cannot be decided, or the store not be reached.
        """
        from podcaster.deciding import decide

        decided = decide(written, self.settings, self.wishes, cast)
        place = f"results/{self.key_of(decided)}"
        there = files_before(decided.place)
        return Order(decided, self.parcels.send(there, place) if there else None, place)

    def key_of(self, decided: Decided) -> str:
        """What tells a wanted episode from all others: everything that decides it, but for the moment of its making."""
        place = decided.place
        if place.undated:
            place = replace(place, details=replace(place.details, published=at(0)))
        decides_no_more = f"voices/{self.settings.files.registry.name}"  # the cast is decided, and it grows with each
        show = [file for file in self.show.parcel.files if file.path != decides_no_more]
        voices = {role: casting.voice for role, casting in decided.cast.roles.items()}  # whyever they speak so
        everything = (__version__, decided.written, place, voices, self.settings, self.wishes, show)
        return hashlib.sha256(repr(everything).encode("utf-8", "surrogatepass")).hexdigest()

    def take(self, decided: Decided, parcel: Parcel) -> RenderedPiece | Refusal:
        """Fetch an episode into its place among the show's, whole or not at all."""
        taken = tried(self._fetch, decided, parcel)
        if not isinstance(taken, Refusal) or isinstance(taken, Mislaid):
            self.parcels.discard(parcel)
        return taken

    def _fetch(self, decided: Decided, parcel: Parcel) -> RenderedPiece:
        from podcaster.episode import making
        from podcaster.keeping import newer_of

        with making(decided.place, newer_of(decided)) as (place, folder):
            if place != decided.place:
                raise ParcelError("Its place among the episodes has changed while it was made.", "Make it again.")
            self.parcels.fetch(parcel, folder)
        return RenderedPiece.of(place.folder, load_episode(place.folder), decided)


def files_before(place: Place) -> dict[str, Any]:
    """What lies where an episode goes, but for sound that was made: whoever makes it again looks at some of it."""
    before = place.before
    sounds = {before.audio.name, *(each.file.name for each in before.former)} if before else set()
    return {path: file for path, file in files_in(place.folder).items() if path not in sounds}
