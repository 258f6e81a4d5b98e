"""What a person decides about a piece: try it again, let it out, drop it."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from podcaster.errors import InputError, SettingsError, close_matches
from podcaster.follow.feeds import web_address
from podcaster.follow.making import Request, settle_episode
from podcaster.follow.open import find_following, kind_of
from podcaster.follow.schedule import freed_at
from podcaster.follow.state import LET_GO, OPEN, SETTLED, Database, State, is_there
from podcaster.times import find_zone

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from podcaster.follow.state import Piece
    from podcaster.settings import Following, Settings


APPROVED = "A person approved it."
LONGEST_NUMBER = 19
"""Digits from which on a number is none of a piece: SQLite counts to nine million million millions."""


def open_queue(folder: Path) -> Database:
    """The state of a show that was watched.

    Raises:
        InputError: Nothing was ever watched there.
    """
    if not is_there(folder):
        raise InputError(f"Nothing was watched yet in {folder}.", "Begin with: podcaster watch --once")
    return Database(folder)


def add_addresses(
    sources: Mapping[str, Following], database: Database, source: str, addresses: Sequence[str]
) -> tuple[Piece, ...]:
    """Give addresses of articles to a source.

    Returns:
        The pieces that are new.

    Raises:
        InputError: One is no address of the web.
        SettingsError: There is no such source, or it takes no addresses.
    """
    if kind_of(source, find_following(sources, source)) != "addresses":
        raise SettingsError(f"The source {source} takes no addresses.", f"Set addresses = true in [sources.{source}].")
    for address in addresses:
        if not web_address(address):
            raise InputError(f"{address} is no address of the web.", "Give addresses that begin with https://.")
    with database.change():
        new = [each for each in dict.fromkeys(addresses) if database.find(source, each) is None]
        return tuple(database.add(source, each, time.time(), title=each, address=each) for each in new)


def choose_piece(database: Database, name: str) -> Piece:
    """The piece that a person means: its number, its key, or words of its title that no other has.

    Raises:
        InputError: There is none, or there are several.
    """
    if not name.strip():
        raise InputError("Which piece?", "Give its number; podcaster queue list --all lists them.")
    if name.isascii() and name.isdecimal() and len(name) < LONGEST_NUMBER:
        return database.piece(int(name))
    every = database.pieces()
    found = [piece for piece in every if name == piece.key] or [
        piece for piece in every if name.casefold() in f"{piece.key}\n{piece.title}".casefold()
    ]
    if not found:
        way = close_matches(name, [piece.key for piece in every[-20:]]) or "podcaster queue list --all lists them."
        raise InputError(f"There is no piece {name}.", way)
    if len(found) > 1:
        numbers = ", ".join(str(piece.id) for piece in found[:10])
        raise InputError(f"{name} could be any of the pieces {numbers}.", "Give its number.")
    return found[0]


def listed(
    sources: Mapping[str, Following], database: Database, source: str = "", *, every: bool = False
) -> list[Piece]:
    """The pieces that are not done, or all.

    Args:
        sources: Those of the settings.
        database: The show's state.
        source: Of this source alone; empty: of all.
        every: Those that are made, published or dropped too.

    Raises:
        SettingsError: There is no such source, and never was.
    """
    pieces = database.pieces(source=source)
    if source and not pieces:
        find_following(sources, source)
    return [piece for piece in pieces if every or piece.state not in SETTLED]


def retry(database: Database, piece: Piece | None) -> tuple[Piece, ...]:
    """Have pieces tried at the next round, from the beginning; one that was dropped, whatever the rules say.

    Args:
        database: The show's state.
        piece: Which one; None: all that failed or wait for their next try.
    """
    chosen = [piece] if piece else [each for each in database.pieces(State.FAILED, *OPEN) if each.tries]
    again: dict[str, Any] = {"tries": 0, "cut": 0, "due": 0, "digest": "", "made_of": "", "held": 0}
    return tuple(
        database.move(
            each, State.SEEN, time.time(), "A person wants it.", **again, approved=int(each.state is State.DROPPED)
        )
        for each in chosen
    )


def approve(settings: Settings, database: Database, piece: Piece) -> Piece:
    """Let out an episode that waits for a person, or the new version of one that is out.

    Raises:
        InputError: It does not wait.
    """
    if piece.state is not State.WAITING:
        raise InputError(f"The piece {piece.id} does not wait: it is {piece.state}.")
    if piece.held:
        for each in _together(database, piece):
            database.move(each, State.READ, time.time(), APPROVED, due=0, held=LET_GO)
        return database.piece(piece.id)
    if not piece.guid or piece.made_of != piece.digest:  # no episode, or none of these words
        return database.move(piece, State.READ, time.time(), APPROVED, due=0, approved=1)
    zone = find_zone(settings.show.time_zone)
    following = find_following(settings.sources, piece.source)
    embargo = freed_at(settings.watch, following, piece.embargo, datetime.now(UTC), zone)
    settle_episode(settings, piece.guid, Request(embargo=embargo), draft=False)
    for each in _together(database, piece):
        database.move(each, State.MADE, time.time(), APPROVED, embargo=embargo)
    return database.piece(piece.id)


def _together(database: Database, piece: Piece) -> list[Piece]:
    """A piece that waits, and those that wait with it in one digest."""
    return [each for each in database.pieces(State.WAITING, source=piece.source) if each.guid == piece.guid]


def approve_all(settings: Settings, database: Database, source: str) -> tuple[Piece, ...]:
    """Let out all episodes of a source that wait for a person.

    Raises:
        SettingsError: There is no such source.
        InputError: None of it waits.
    """
    find_following(settings.sources, source)
    waiting = database.pieces(State.WAITING, source=source)
    if not waiting:
        raise InputError(f"Nothing of {source} waits for a person.", "podcaster queue lists what is not done.")
    for piece in waiting:
        if database.piece(piece.id).state is State.WAITING:  # else it was let out with another one of its digest
            approve(settings, database, piece)
    return tuple(database.piece(piece.id) for piece in waiting)


def drop(database: Database, piece: Piece) -> Piece:
    """Make nothing of a piece."""
    return database.move(piece, State.DROPPED, time.time(), "A person dropped it.")
