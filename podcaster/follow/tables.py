"""The tables of the state database, and the steps from one version of them to the next."""

from __future__ import annotations

VERSION = 6
"""Of the tables; ``PRAGMA user_version`` has it."""
ERRORS, FOLLOWED, UNPUBLISHED = "errors", "followed", "unpublished"
"""Notes: how many errors a stage had; since when a source is followed; why what is made did not come out."""
TABLES = """
CREATE TABLE pieces (
    id INTEGER PRIMARY KEY, source TEXT NOT NULL, key TEXT NOT NULL, state TEXT NOT NULL,
    title TEXT NOT NULL DEFAULT '', address TEXT NOT NULL DEFAULT '', stamp TEXT NOT NULL DEFAULT '',
    material TEXT NOT NULL DEFAULT '', digest TEXT NOT NULL DEFAULT '', made_of TEXT NOT NULL DEFAULT '',
    folder TEXT NOT NULL DEFAULT '', guid TEXT NOT NULL DEFAULT '', words INTEGER NOT NULL DEFAULT 0,
    tries INTEGER NOT NULL DEFAULT 0, cut INTEGER NOT NULL DEFAULT 0, begun REAL NOT NULL DEFAULT 0,
    due REAL NOT NULL DEFAULT 0, embargo REAL NOT NULL DEFAULT 0, approved INTEGER NOT NULL DEFAULT 0,
    reason TEXT NOT NULL DEFAULT '', seen REAL NOT NULL DEFAULT 0, changed REAL NOT NULL DEFAULT 0, UNIQUE (source, key)
);
CREATE INDEX pieces_state ON pieces (state, due);
CREATE TABLE moves (
    piece INTEGER NOT NULL REFERENCES pieces (id), at REAL NOT NULL, state TEXT NOT NULL, reason TEXT NOT NULL
);
CREATE INDEX moves_piece ON moves (piece);
CREATE TABLE looks (
    source TEXT PRIMARY KEY, at REAL NOT NULL DEFAULT 0, due REAL NOT NULL DEFAULT 0,
    failures INTEGER NOT NULL DEFAULT 0, reason TEXT NOT NULL DEFAULT '',
    newest REAL NOT NULL DEFAULT 0, memory TEXT NOT NULL DEFAULT '{}'
);
CREATE TABLE costs (piece INTEGER NOT NULL, at REAL NOT NULL, stage TEXT NOT NULL, seconds REAL NOT NULL);
CREATE TABLE notes (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
PRINTS = "CREATE TABLE prints (piece INTEGER PRIMARY KEY REFERENCES pieces (id), words INTEGER, prints TEXT NOT NULL)"
LOOKUPS = """
CREATE INDEX pieces_stamp ON pieces (source, stamp);
CREATE INDEX pieces_guid ON pieces (guid);
CREATE INDEX pieces_embargo ON pieces (state, embargo);
CREATE INDEX moves_at ON moves (at)
"""
BROUGHT = """
ALTER TABLE pieces ADD COLUMN brought INTEGER NOT NULL DEFAULT 0;
ALTER TABLE pieces ADD COLUMN made_words INTEGER NOT NULL DEFAULT 0
"""
LINKS = """
ALTER TABLE pieces ADD COLUMN sections TEXT NOT NULL DEFAULT '';
ALTER TABLE pieces ADD COLUMN link TEXT NOT NULL DEFAULT '';
CREATE INDEX pieces_link ON pieces (link)
"""
HELD = "ALTER TABLE pieces ADD COLUMN held INTEGER NOT NULL DEFAULT 0"
STEPS = {1: TABLES, 2: PRINTS, 3: LOOKUPS, 4: BROUGHT, 5: LINKS, 6: HELD}
"""Version -> the statements that make it of the one before."""
