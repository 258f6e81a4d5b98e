"""What every kind of source gives: the pieces that it has now, and the words of one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from podcaster.characters import valid_text
from podcaster.errors import PodcasterError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from podcaster.follow.state import Piece


class SourceError(PodcasterError):
    """A source cannot be looked at, or does not give a piece; it may at the next try."""


@dataclass(frozen=True, slots=True)
class Material:
    """What an episode is made of, as a file that ``podcaster make`` reads."""

    data: bytes
    """The file's content."""
    suffix: str
    """Which says its form: ".txt", ".md", ".html"."""
    etag: str = ""
    """Of the page that it was."""
    modified: str = ""
    """The Last-Modified header of that page."""

    @classmethod
    def of(cls, text: str, suffix: str) -> Material:
        """Words as a file: in UTF-8, whatever halves of letters a stranger has put among them."""
        return cls(valid_text(text).encode(), suffix)


@dataclass(frozen=True, slots=True)
class FoundPiece:
    """A piece that a source has."""

    key: str
    """What tells it from the others of its source, for ever."""
    stamp: str
    """Its version: another one means that it was changed."""
    title: str = ""
    """What the source calls it; empty when it does not."""
    address: str = ""
    """Where it is on the web; empty when it is not."""
    embargo: float = 0.0
    """Before which it must not be published, in seconds since 1970; 0: no such time."""
    material: Material | None = None
    """Its words, where the look has brought them along."""
    formerly: str = ""
    """The key that it had before: the file was renamed."""
    old: bool = False
    """It was there before the source was followed, and is not made."""
    sections: tuple[str, ...] = ()
    """Where its source files it: a feed's categories."""

    def __post_init__(self) -> None:
        """Let nothing in that cannot be written down."""
        for name in ("key", "title", "address", "formerly"):
            object.__setattr__(self, name, valid_text(getattr(self, name)))


class KnownPieces(Protocol):
    """The pieces of a source that are known. They are asked for, and not listed: there may be a million."""

    def stamps(self, keys: Iterable[str]) -> dict[str, str]:
        """Key -> stamp of those that are known."""

    def of_stamp(self, stamp: str) -> tuple[str, ...]:
        """The keys of those of a stamp."""


class Unknown:
    """Nothing is known."""

    def stamps(self, _keys: Iterable[str]) -> dict[str, str]:
        """Of none."""
        return {}

    def of_stamp(self, _stamp: str) -> tuple[str, ...]:
        """None."""
        return ()


@dataclass(slots=True)
class SourceMemory:
    """What a source remembers from one look to the next; it is kept when the look ends well."""

    values: dict[str, Any] = field(default_factory=dict)
    """Whatever a kind of source notes for its next look, such as an ETag; must go into JSON."""
    known: KnownPieces = field(default_factory=Unknown)
    """Asked for what earlier looks brought."""
    warning: str = ""
    """What a person should know of a look that went well else, a sentence."""


class Source(Protocol):
    """A place that articles come from."""

    every: float
    """Seconds between two looks that suit it."""

    def look(self, memory: SourceMemory) -> Iterable[FoundPiece]:
        """The pieces that it has now, the oldest first; those that have not changed need not be among them.

        Raises:
            PodcasterError: It cannot be looked at.
        """

    def read(self, piece: Piece) -> Material | None:
        """The words of a piece; None when they are not all there yet.

        Raises:
            PodcasterError: It does not give them; it may at the next try.
        """

    def close(self) -> None:
        """Let go of what it holds."""
