"""What a content store is: bytes of some kinds, each under a key that everything deciding them went into.

A content never changes, so there is nothing to lock and nothing to expire: whoever finds it may use it, whoever does
not makes it and saves it, and two that save the same key save the same. Everything may be removed at any time. A store
gives back what was saved and does not look into it: each kind has a checksum of its own in its bytes, and who finds it
wrong discards the content.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class ContentKind(StrEnum):
    """What a content is; also the name of its folder."""

    CLIPS = "clips"
    """A spoken line, as a WAV file with its measurements (``speech.cache``)."""
    PARTS = "parts"
    """An encoded part of a programme (``audio.parts``)."""
    HEARD = "heard"
    """What a recogniser heard in a line (``hearing.memory``)."""

    @property
    def suffix(self) -> str:
        """How the names of its files end."""
        return {ContentKind.CLIPS: ".wav", ContentKind.PARTS: ".part", ContentKind.HEARD: ".json"}[self]

    def place(self, key: str) -> str:
        """Where a content lies in a store: ``clips/3f/3f9a….wav``."""
        return f"{self}/{key[:2]}/{key}{self.suffix}"


@dataclass(frozen=True, slots=True)
class Amount:
    """How much content."""

    files: int
    """How many objects."""
    size: int
    """Bytes."""


class ContentStore(ABC):
    """Where content is kept. Any number of threads and processes use one at once."""

    @abstractmethod
    def load(self, kind: ContentKind, key: str) -> bytes | None:
        """A content, noted as used now; None when there is none.

        What cannot be reached counts as none: content can always be made again.
        """

    @abstractmethod
    def save(self, kind: ContentKind, key: str, parts: Sequence[bytes]) -> None:
        """Keep a content, whole or not at all; it lies at :meth:`path` then.

        Args:
            kind: What it is.
            key: SHA-256, in hexadecimal digits, of everything that decides it.
            parts: Its bytes, one behind the other.

        Raises:
            OSError: This machine cannot keep it; nothing half-written is left.
        """

    @abstractmethod
    def path(self, kind: ContentKind, key: str) -> Path:
        """Where a content that was loaded or saved lies on this machine, for who reads parts of it."""

    @abstractmethod
    def discard(self, kind: ContentKind, key: str) -> None:
        """Remove a content that is not what was saved; where that cannot be, nothing happens."""

    @abstractmethod
    def amounts(self) -> dict[ContentKind, Amount]:
        """How much of each kind this machine keeps."""

    @abstractmethod
    def clear(self) -> Amount:
        """Remove everything that this machine keeps.

        Returns:
            What was removed.

        Raises:
            OSError: A file cannot be removed.
        """

    @abstractmethod
    def prune(self, limit: int) -> Amount:
        """Remove of this machine what was not used for longest, until it keeps well under a limit.

        Args:
            limit: Bytes. What was used in the last hours stays in any case.

        Returns:
            What was removed.
        """
