"""Addresses that a person gives: ``podcaster queue add``. Nothing is looked at; what is given is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.follow.visits import read_page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from podcaster.follow.found import FoundPiece, Material, SourceMemory
    from podcaster.follow.state import Piece
    from podcaster.follow.visits import Visits

NAME = "desk"
"""The source that addresses belong to where none is named; it needs no section in the settings."""


class AddressDesk:
    """Where a person puts addresses.

    Args:
        visits: How to ask for them.
    """

    every = 3600.0

    def __init__(self, visits: Visits) -> None:
        self.visits = visits

    def look(self, memory: SourceMemory) -> Iterable[FoundPiece]:
        """Nothing comes by itself."""
        del memory
        return ()

    def read(self, piece: Piece) -> Material | None:
        """The page at an address.

        Raises:
            PodcasterError: It cannot be had.
        """
        return read_page(self.visits, piece)

    def close(self) -> None:
        """Nothing is held."""
