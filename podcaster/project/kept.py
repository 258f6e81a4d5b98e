"""project.json: what the program knew when an episode was made, kept beside it for whoever decides again.

The file is readable JSON, is never published, and has a version; an older one is read as what it means now.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from podcaster.errors import InputError
from podcaster.model import Article, Quote  # noqa: TC001  (msgspec reads the annotations when the program runs)
from podcaster.ordinary import read_file
from podcaster.phrases import phrase
from podcaster.store import write_atomic

if TYPE_CHECKING:
    from pathlib import Path

FILE = "project.json"
VERSION = 1
LARGEST = 200_000_000
"""Bytes; two million characters of article with every quote's evidence have a tenth of it."""


@dataclass(frozen=True, slots=True)
class Read:
    """An article, and who said what in it, as it was read."""

    article: Article
    """As it was read."""
    quotes: tuple[Quote, ...]
    """All of them, in order, as they were found."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of an episode's making."""

    version: int
    """Of the file's form."""
    template: str
    """The template that wrote the script; empty for one that people wrote."""
    script: str
    """The Fountain text with which the history begins."""
    read: tuple[Read, ...] = ()
    """The articles; none for an episode of which only the script is known."""
    written: str = ""
    """What the template wrote last: whatever else the script says now, people have changed. Empty: ``script``."""


def encode_kept(kept: Kept) -> bytes:
    """As JSON; the same value gives the same bytes."""
    import msgspec

    return msgspec.json.format(msgspec.json.encode(kept), indent=1) + b"\n"


def save_kept(folder: Path, kept: Kept) -> None:
    """Write an episode's project.json, whole or not at all."""
    write_atomic(folder / FILE, encode_kept(kept))


def load_kept(folder: Path) -> Kept | None:
    """Read an episode's project.json.

    Returns:
        None where there is none: the episode was made by an older version of the program, or of a script.

    Raises:
        InputError: It cannot be read, or a newer version of the program wrote it.
    """
    import msgspec

    path = folder / FILE
    try:
        if path.stat().st_size > LARGEST:
            raise InputError(
                phrase("{path} is larger than {size} MB.", path=path, size=LARGEST // 1_000_000),
                "It is damaged: delete it.",
            )
        table: dict[str, Any] = msgspec.json.decode(read_file(path), type=dict[str, Any])
        version = table.get("version")
        if isinstance(version, int) and version > VERSION:
            newer = phrase("{path} was written by a newer version of podcaster.", path=path)
            raise InputError(newer, "Install that version: pip install -U podcaster")
        return msgspec.convert(table, Kept, strict=True)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise InputError(phrase("{path} cannot be read: {reason}.", path=path, reason=error.strerror)) from error
    except (ValueError, OverflowError, RecursionError) as error:  # msgspec's errors are ValueErrors
        raise InputError(
            phrase("{path} is damaged: {reason}.", path=path, reason=error),
            "Delete it: the script and the episode stay, their evidence is lost.",
        ) from error
