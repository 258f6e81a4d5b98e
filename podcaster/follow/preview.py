"""What a source would bring, and how each piece would read; nothing is noted and nothing made."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from podcaster.errors import PodcasterError, apart
from podcaster.follow.checking import check_source
from podcaster.follow.found import SourceMemory
from podcaster.follow.open import find_following, open_source
from podcaster.follow.reading import Impression, read_piece
from podcaster.follow.rules import cut, unwanted
from podcaster.follow.state import Database, Piece, State, is_there
from podcaster.follow.visits import Visits

if TYPE_CHECKING:
    from podcaster.follow.found import FoundPiece, Material, Source
    from podcaster.settings import Fetching, Settings

SHOWN = 10
"""Pieces that are read for a look at a source."""


@dataclass(frozen=True, slots=True)
class PiecePreview:
    """A piece of a source, as it would be read."""

    found: FoundPiece
    """What the look brought of it."""
    state: State | None
    """Where it stands; None: it is new."""
    reading: Impression | None
    """None: it cannot be read."""
    problem: str = ""
    """Why not."""
    taken: tuple[str, ...] = ()
    """What the source's rules take out."""
    before: int = 0
    """Words to narrate without the rules; 0: nothing is left without them."""
    unwanted: str = ""
    """Why the rules drop the whole piece; empty when they do not."""


@dataclass(frozen=True, slots=True)
class SourcePreview:
    """What a source would bring."""

    total: int
    """Pieces that it has now."""
    shown: tuple[PiecePreview, ...]
    """The newest of them, the newest first."""
    warning: str = ""
    """What a person should know of it, a sentence."""

    @property
    def words(self) -> tuple[int, ...]:
        """Of those shown that would be made."""
        return tuple(each.reading.words for each in self.shown if each.reading and not each.unwanted)


def preview(settings: Settings, name: str, most: int = SHOWN) -> SourcePreview:
    """Look at a source as if for the first time, and read its newest pieces.

    Raises:
        PodcasterError: The source cannot be looked at.
    """
    check_source(settings, name, find_following(settings.sources, name))
    known: dict[str, Piece] = {}
    visits = Visits(settings.article, settings.watch.pause)
    with apart(name), closing(open_source(settings, name, visits)) as source:
        memory = SourceMemory()
        found = list(source.look(memory))
        newest = found[-most:][::-1]
        if is_there(settings.folder):
            with Database(settings.folder) as database:
                known = database.with_keys(name, (each.key for each in newest))
        chosen = [_read(source, name, each, known.get(each.key), settings) for each in newest]
    return SourcePreview(len(found), tuple(chosen), memory.warning)


def _read(source: Source, name: str, found: FoundPiece, known: Piece | None, settings: Settings) -> PiecePreview:
    """A piece, read."""
    state = known.state if known else None
    piece = Piece(0, name, found.key, State.SEEN, found.title, found.address)
    try:
        with apart("It"):
            return _understood(source, piece, found, state, settings)
    except PodcasterError as error:
        return PiecePreview(found, state, None, str(error))


def _understood(
    source: Source, piece: Piece, found: FoundPiece, state: State | None, settings: Settings
) -> PiecePreview:
    """A piece that can be read.

    Raises:
        PodcasterError: It cannot.
    """
    following = find_following(settings.sources, piece.source)
    material = found.material or source.read(piece)
    if material is None:
        return PiecePreview(found, state, None, "It is being written.")
    after = cut(material, following)
    reading = read_material(after.material, settings.article, piece.name)
    before = read_material(material, settings.article, piece.name).words if after.taken else reading.words
    reading = replace(reading, facts=reading.facts.with_sections(found.sections))
    why = unwanted(reading.article, reading.words, reading.facts, following)
    return PiecePreview(found, state, reading, taken=after.taken, before=before, unwanted=why)


def read_material(material: Material, fetching: Fetching, called: str) -> Impression:
    """How a material reads.

    Raises:
        ArticleError: It is no article.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"piece{material.suffix}"
        path.write_bytes(material.data)
        return read_piece(fetching, path, called)
