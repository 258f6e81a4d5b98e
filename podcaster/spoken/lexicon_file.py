"""Changing a lexicon file: adding and removing entries, with the comments around them left as they are."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from typing import TYPE_CHECKING

from podcaster.errors import SettingsError, close_matches, reason_of
from podcaster.ordinary import parse_toml, read_utf8
from podcaster.spoken.entry import LexiconEntry, format_entry
from podcaster.spoken.lexicon import Lexicon, parse_lexicon
from podcaster.store import write_atomic

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

HEADER = "# How names and terms are said in this show.\n\n[words]\n"


def put_entries(path: Path, entries: Iterable[LexiconEntry]) -> tuple[int, int]:
    """Add entries to a lexicon file, or put them in the place of entries with the same word.

    The file is made if it is not there; it is never left half-written.

    Args:
        path: The show's voices/lexicon.toml.
        entries: What to put in; several of one word, for several languages, are put together.

    Returns:
        How many words are new, and how many were there and say something else now.

    Raises:
        SettingsError: The file is wrong as it is, or a word's entry in it goes over several lines.
    """
    text, added, changed = text_with(path, entries)
    if added or changed:
        write_atomic(path, text)
    return added, changed


def text_with(path: Path, entries: Iterable[LexiconEntry]) -> tuple[str, int, int]:
    """What ``put_entries`` writes, and how many words are new and changed; where there is none, nothing is to write.

    Raises:
        SettingsError: The file is wrong as it is, or a word's entry in it goes over several lines.
    """
    text = read_text(path) or HEADER
    old = parse_lexicon(text.encode(), str(path))
    together: dict[str, list[LexiconEntry]] = {}
    for entry in entries:
        together.setdefault(entry.word, []).append(replace(entry, shipped=False))
    added = changed = 0
    lines: list[str] = []
    for word, group in together.items():
        before = [entry for entry in old.entries if entry.word == word]
        merged = list(Lexicon([*before, *group]).entries)
        if merged == before:
            continue
        if before:
            text = without(text, word, path)
        lines.append(format_word(merged))
        added, changed = (added, changed + 1) if before else (added + 1, changed)
    if lines:
        text = readable(in_table(text, lines), path)
    return text, added, changed


def remove_entry(path: Path, word: str) -> None:
    """Take a word's entry out of a lexicon file.

    Raises:
        SettingsError: It is not there, the file is wrong, or the entry goes over several lines.
    """
    write_atomic(path, text_without(path, word))


def text_without(path: Path, word: str) -> str:
    """What ``remove_entry`` writes.

    Raises:
        SettingsError: It is not there, the file is wrong, or the entry goes over several lines.
    """
    text = read_text(path)
    words = [entry.word for entry in parse_lexicon(text.encode(), str(path)).entries]
    if word not in words:
        raise SettingsError(f"{path} has no entry {word}.", close_matches(word, words))
    return readable(without(text, word, path), path)


def read_text(path: Path) -> str:
    """The text of a lexicon file; empty when there is none.

    Raises:
        SettingsError: It cannot be read.
    """
    try:
        return read_utf8(path) if path.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} cannot be read: {reason_of(error)}.", "Save it as UTF-8 text.") from error


def format_word(entries: list[LexiconEntry]) -> str:
    """The line of a word: one table, or a list of tables for several languages."""
    lines = [format_entry(entry) for entry in entries]
    if len(lines) == 1:
        return lines[0]
    head = lines[0].partition(" = ")[0]
    return f"{head} = [{', '.join(line.partition(' = ')[2] for line in lines)}]"


def in_table(text: str, lines: list[str]) -> str:
    """A file's text with lines at the end of its [words]."""
    if not re.search(r"(?m)^\[words\]", text):
        text = f"{text.rstrip()}\n\n[words]\n" if text.strip() else HEADER
    return f"{text.rstrip()}\n{chr(10).join(lines)}\n"


def without(text: str, word: str, path: Path) -> str:
    """A file's text without a word's line.

    Raises:
        SettingsError: The entry is not on a line of its own.
    """
    kept = [line for line in text.splitlines(keepends=True) if key_of(line) != word]
    rest = "".join(kept)
    try:
        words = parse_toml(rest).get("words", {})
    except tomllib.TOMLDecodeError:
        words = {word: None}
    if len(kept) == len(text.splitlines()) or word in words:
        raise SettingsError(f"{path}: the entry {word} is not on a line of its own.", "Change it in an editor.")
    return rest


def key_of(line: str) -> str | None:
    """The word that a line of the file is about."""
    try:
        table = parse_toml(line)
    except tomllib.TOMLDecodeError:
        return None
    return next(iter(table), None) if len(table) == 1 and "=" in line else None


def readable(text: str, path: Path) -> str:
    """A file's text, which can be read back.

    Raises:
        SettingsError: It cannot.
    """
    parse_lexicon(text.encode(), str(path))
    return text
