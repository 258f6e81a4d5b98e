"""The state database: every piece that a source brought, where it stands, since when, and why.

SQLite in WAL mode, in the show's folder (``newsroom/state.db``): one program writes, any number read. A change is there
whole or not at all, also after a kill or a power cut.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager, suppress
from dataclasses import dataclass, fields
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Any

from podcaster.address import without_logins
from podcaster.errors import InputError
from podcaster.follow.tables import STEPS, VERSION
from podcaster.follow.trouble import StateError, told
from podcaster.settings.folder import NEWSROOM

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

FOLDER = NEWSROOM
"""Of a show's folder: the database, and the material of the pieces."""
FILE = "state.db"
WATCH = "watch"
"""The lock of the one program that watches a show's sources."""
TOGETHER = 500
"""Keys that are asked for at once."""
FARTHEST = 200_000.0
"""Seconds that anything waits at most, and more; what is due later was noted while the clock was wrong."""
PATIENCE = 30.0
"""Seconds that a reader or writer waits for another one; a change takes milliseconds."""


class State(StrEnum):
    """Where a piece stands."""

    SEEN = "seen"
    """A source named it."""
    READ = "read"
    """Its words are kept, and an episode can be made."""
    WAITING = "waiting"
    """A person has to look at it."""
    MADE = "made"
    """Its episode is there, and not in the feed yet."""
    PUBLISHED = "published"
    FAILED = "failed"
    """All tries are used up, or no try can help: the dead letters."""
    DROPPED = "dropped"
    """A rule or a person does not want it."""


HELD, LET_GO = 1, 2
"""What becomes of a new version of an episode that is out; see ``Piece.held``."""
OPEN = (State.SEEN, State.READ)
"""What is still to be made."""
SETTLED = (State.MADE, State.PUBLISHED, State.DROPPED)
"""What asks for nobody."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What a source brought, and what became of it. Moments are seconds since 1970; 0: never."""

    id: int
    """Its number in the database, by which people name it."""
    source: str
    """The name of its source in the settings."""
    key: str
    """What tells it from the others of its source, for ever: a file's name, an entry's id, a mail's UID."""
    state: State
    """Where it stands now."""
    title: str = ""
    """As its source has it, then as it reads; empty as long as neither is known."""
    address: str = ""
    """Where it is on the web; empty when it is not."""
    stamp: str = ""
    """What the source says of its version, compared to see a change; what it holds is the source's affair."""
    material: str = ""
    """The file that the episode is made of, relative to the show's folder; empty when it is not kept yet."""
    sections: str = ""
    """Where its source files it, a line each."""
    link: str = ""
    """What it calls its own address, once it was read."""
    brought: int = 0
    """1: the look at its source brought its words along, and nothing else has them: a mail, an entry's full text."""
    digest: str = ""
    """SHA-256 of what the material reads as; empty when it is to be read again."""
    made_of: str = ""
    """The digest that the episode was made of, or, of one that is held, its script; empty when there is no episode."""
    made_words: int = 0
    """Words that the episode was made of."""
    folder: str = ""
    """The episode's folder, relative to the show's."""
    guid: str = ""
    """The episode's; empty when there is none."""
    words: int = 0
    """Words that are narrated; 0 when that is not known."""
    tries: int = 0
    """Tries that failed since it was last well."""
    cut: int = 0
    """Runs that were killed while they were at it, since it was last well."""
    begun: float = 0.0
    """When the run that is at it began with it; 0: nobody is."""
    due: float = 0.0
    """Before which it is not tried again."""
    embargo: float = 0.0
    """Before which it must not be published."""
    approved: int = 0
    """1: a person wants it, whatever rules and warnings say."""
    held: int = 0
    """``HELD``: its episode is out in an earlier version, and in the script of this one something is in doubt;
    ``LET_GO``: a person has let it go so; 0: neither."""
    reason: str = ""
    """Why it stands where it does, a sentence; empty when the state says it."""
    seen: float = 0.0
    """When it was first seen."""
    changed: float = 0.0
    """When its state last changed."""

    @property
    def name(self) -> str:
        """What people call it; an address without what opens it."""
        return without_logins(self.title or self.key)


@dataclass(frozen=True, slots=True)
class Move:
    """A change of a piece's state."""

    at: float
    """When, in seconds since 1970."""
    state: State
    """The one that it came into."""
    reason: str
    """A sentence; empty when the state says it."""


@dataclass(frozen=True, slots=True)
class Look:
    """What is known of the looks at a source. Moments are seconds since 1970; 0: never."""

    source: str
    """Its name in the settings."""
    at: float = 0.0
    """When it was last looked at."""
    due: float = 0.0
    """When it is looked at again."""
    failures: int = 0
    """Looks that failed since the last good one."""
    reason: str = ""
    """Why the last one failed, or a warning; empty when all is well."""
    newest: float = 0.0
    """When it last brought something new."""
    memory: str = "{}"
    """What the source remembers between two looks, as JSON: an ETag, the last UID."""


COLUMNS = tuple(item.name for item in fields(Piece))
LOOKED = tuple(item.name for item in fields(Look))


class Database:
    """The state database of a show, open.

    Args:
        folder: The show's folder.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / FOLDER / FILE
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if not self.path.exists():  # else closing it would drop the locks of this process's other connections
            with suppress(OSError):  # SQLite tells it; nobody else reads it, as an address in it may have a password
                os.close(os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        with told(self.path):
            self.connection = sqlite3.connect(self.path, timeout=PATIENCE, isolation_level=None)
            self.connection.execute("PRAGMA journal_mode = WAL")
            self.connection.execute("PRAGMA synchronous = FULL")
            self._make_tables()

    def _make_tables(self) -> None:
        version = self._version()
        if version > VERSION:
            raise StateError(
                f"{self.path} was written by a newer version of podcaster.",
                "Update podcaster: pip install -U podcaster",
            )
        if version == VERSION:
            return
        with self.change():
            for step in range(self._version() + 1, VERSION + 1):  # looked at again: another run may have made them
                for statement in STEPS[step].split(";"):
                    self.connection.execute(statement)
            self.connection.execute(f"PRAGMA user_version = {VERSION}")

    def _version(self) -> int:
        return int(self.connection.execute("PRAGMA user_version").fetchone()[0])

    def close(self) -> None:
        """Let go of it."""
        self.connection.close()

    def __enter__(self) -> Database:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def change(self) -> Iterator[None]:
        """Several changes that are there together or not at all.

        Raises:
            StateError: They cannot be written, such as when the disk is full.
        """
        with told(self.path):
            if self.connection.in_transaction:  # it is part of a greater change
                yield
                return
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    def rows(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """What a SELECT gives."""
        with told(self.path):
            return self.connection.execute(statement, values).fetchall()

    def pieces(self, *states: State, source: str = "", due: float | None = None) -> tuple[Piece, ...]:
        """Pieces in the order in which they were first seen.

        Args:
            states: In which they are; none: all.
            source: Of which source; empty: of all.
            due: Only those that may be tried at this moment.
        """
        where: list[str] = []
        values: list[Any] = []
        if states:
            where.append(f"state IN ({', '.join('?' * len(states))})")
            values.extend(map(str, states))
        if source:
            where.append("source = ?")
            values.append(source)
        if due is not None:
            where.append("(due <= ? OR due > ?)")
            values.extend((due, due + FARTHEST))
        return self.where(" AND ".join(where) or "1", *values)

    def where(self, condition: str, *values: Any) -> tuple[Piece, ...]:
        """The pieces for which a condition of SQL holds, in the order in which they were first seen."""
        chosen = f"SELECT {', '.join(COLUMNS)} FROM pieces WHERE {condition} ORDER BY id"  # noqa: S608
        return tuple(map(_piece, self.rows(chosen, *values)))

    def with_keys(self, source: str, keys: Iterable[str]) -> dict[str, Piece]:
        """Those of some keys of a source that are known, by their keys."""
        found: dict[str, Piece] = {}
        rest = iter(dict.fromkeys(keys))
        while some := tuple(islice(rest, TOGETHER)):
            marks = ", ".join("?" * len(some))
            found |= {piece.key: piece for piece in self.where(f"source = ? AND key IN ({marks})", source, *some)}
        return found

    def piece(self, number: int) -> Piece:
        """A piece by its number.

        Raises:
            InputError: There is none.
        """
        for piece in self.where("id = ?", number):
            return piece
        raise InputError(f"There is no piece {number}.", "podcaster queue list --all lists them.")

    def find(self, source: str, key: str) -> Piece | None:
        """The piece of a source with a key."""
        return next(iter(self.where("source = ? AND key = ?", source, key)), None)

    def add(self, source: str, key: str, now: float, **values: Any) -> Piece:
        """Note a piece that was not known."""
        row = {"source": source, "key": key, "state": State.SEEN, "seen": now, "changed": now} | values
        names = ", ".join(row)
        marks = ", ".join("?" * len(row))
        with told(self.path):
            cursor = self.connection.execute(
                f"INSERT INTO pieces ({names}) VALUES ({marks})",  # noqa: S608
                tuple(map(_plain, row.values())),
            )
            number = int(cursor.lastrowid or 0)
            self._note(number, State.SEEN, now, "")
        return self.piece(number)

    def update(self, piece: Piece, **values: Any) -> Piece:
        """Change what is known of a piece, but not its state."""
        names = ", ".join(f"{name} = ?" for name in values)
        with told(self.path):
            self.connection.execute(
                f"UPDATE pieces SET {names} WHERE id = ?",  # noqa: S608
                (*map(_plain, values.values()), piece.id),
            )
        return self.piece(piece.id)

    def move(self, piece: Piece, state: State, now: float, reason: str = "", **values: Any) -> Piece:
        """Bring a piece into a state; nobody is at it any more."""
        reason = without_logins(reason)
        with self.change():
            changed = self.update(piece, state=state, changed=now, reason=reason, begun=0, **values)
            self._note(piece.id, state, now, reason)
        return changed

    def _note(self, number: int, state: State, now: float, reason: str) -> None:
        self.connection.execute("INSERT INTO moves VALUES (?, ?, ?, ?)", (number, now, str(state), reason))

    def moves(self, piece: Piece) -> tuple[Move, ...]:
        """What became of a piece, the oldest first, also when the clock was set back meanwhile."""
        found = self.rows("SELECT at, state, reason FROM moves WHERE piece = ? ORDER BY rowid", piece.id)
        return tuple(Move(at, State(state), reason) for at, state, reason in found)

    def counts(self) -> dict[str, dict[State, int]]:
        """How many pieces of each source are in each state."""
        found: dict[str, dict[State, int]] = {}
        for source, state, number in self.rows(
            "SELECT source, state, count(*) FROM pieces GROUP BY source, state ORDER BY source"
        ):
            found.setdefault(source, {})[State(state)] = number
        return found

    def look(self, source: str) -> Look:
        """What is known of the looks at a source."""
        found = self.rows(f"SELECT {', '.join(LOOKED)} FROM looks WHERE source = ?", source)  # noqa: S608
        return Look(*found[0]) if found else Look(source)

    def keep_look(self, look: Look) -> None:
        """Keep what is known of the looks at a source."""
        with told(self.path):
            self.connection.execute(
                f"INSERT OR REPLACE INTO looks ({', '.join(LOOKED)}) VALUES (?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
                tuple(getattr(look, name) for name in LOOKED),
            )

    def keep_prints(self, piece: Piece, words: int, prints: Iterable[str]) -> None:
        """Keep how a piece reads, to compare others of its source with it."""
        with told(self.path):
            self.connection.execute(
                "INSERT OR REPLACE INTO prints VALUES (?, ?, ?)", (piece.id, words, " ".join(sorted(prints)))
            )

    def prints(self, source: str, most: int) -> list[tuple[Piece, int, frozenset[str]]]:
        """How the last pieces of a source read, the oldest first: each with its words and its paragraphs' prints."""
        names = ", ".join(f"pieces.{name}" for name in COLUMNS)
        rows = self.rows(
            f"SELECT {names}, prints.words, prints FROM prints CROSS JOIN pieces ON piece = id"  # noqa: S608
            " WHERE source = ? ORDER BY piece DESC LIMIT ?",  # from the last one on, and not all of the source sorted
            source,
            most,
        )
        return [(_piece(row[:-2]), int(row[-2]), frozenset(row[-1].split())) for row in reversed(rows)]

    def keep_cost(self, piece: Piece, stage: str, seconds: float, now: float) -> None:
        """Keep how long a stage of a piece took."""
        with told(self.path):
            self.connection.execute("INSERT INTO costs VALUES (?, ?, ?, ?)", (piece.id, now, stage, seconds))

    def note(self, name: str) -> str:
        """Something that is kept from run to run; empty when it is not."""
        found = self.rows("SELECT value FROM notes WHERE name = ?", name)
        return str(found[0][0]) if found else ""

    def keep_note(self, name: str, value: str) -> None:
        """Keep something from run to run."""
        with told(self.path):
            self.connection.execute("INSERT OR REPLACE INTO notes VALUES (?, ?)", (name, value))


def is_there(folder: Path) -> bool:
    """Whether a show has a state database."""
    return (folder / FOLDER / FILE).is_file()


def _piece(row: Sequence[Any]) -> Piece:
    values = dict(zip(COLUMNS, row, strict=True))
    return Piece(**(values | {"state": State(values["state"])}))


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, StrEnum) else value
