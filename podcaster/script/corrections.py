"""Speakers that an editor has put right, kept for the article's next script.

voices/corrections.toml of the show's folder has a table for each article, by its address or the name of its file; in
it, a line for each quote, by the key that its note carries::

    ["https://example.org/lighthouse"]
    1a2b3c4d = {speaker = "Jane Doe", gender = "female", words = "I thought a whale had come into"}
"""

from __future__ import annotations

import tomllib
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from podcaster.errors import SettingsError
from podcaster.model import UNATTRIBUTED, Gender
from podcaster.script.notes import UNCERTAIN, read_note
from podcaster.script.passages import Correction

if TYPE_CHECKING:
    from podcaster.model import Line, Script

FILE_NAME = "corrections.toml"
SHOWN_WORDS = 8
"""How many of a quote's words stand in the file, for people who read it."""


def corrections_key(source: str) -> str:
    """What an article is known by: its address, or its file's name, wherever the file lies."""
    return source if "://" in source else PurePath(source).name


def read_corrections(path: Path, source: str) -> dict[str, Correction]:
    """What editors have put right in an article.

    Args:
        path: The show's voices/corrections.toml; it need not exist.
        source: The article's address (its ``link``), or where it has none, its ``source``.

    Returns:
        Quote's key -> who says it.

    Raises:
        SettingsError: The file cannot be read.
    """
    try:
        tables = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(
            f"{path} cannot be read: {error}.", "Mend it, or delete it to forget corrections."
        ) from error
    entries = tables.get(corrections_key(source), {})
    try:
        return {
            key: Correction(entry["speaker"], Gender(entry.get("gender", Gender.UNKNOWN)), entry.get("words", ""))
            for key, entry in entries.items()
        }
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise SettingsError(f"{path}: {source} has an entry that is wrong: {error}.") from error


def find_corrections(script: Script) -> dict[str, Correction]:
    """The quotes of a script whose speaker is not the one that the program wrote.

    Returns:
        Quote's key -> who says it now.
    """
    genders = {role.name: role.gender for role in script.roles}
    return {
        parts["quote"]: Correction(line.role, genders.get(line.role, Gender.UNKNOWN), _first_words(line))
        for line in script.lines
        for parts in map(read_note, line.notes)
        if parts and parts["speaker"] != (UNCERTAIN if line.role == UNATTRIBUTED else line.role.replace(";", ","))
    }


def _first_words(line: Line) -> str:
    return " ".join(line.text.split()[:SHOWN_WORDS])


def remember_corrections(script: Script, path: Path) -> dict[str, Correction]:
    """Keep the speakers that an editor has changed in a script, for the next script of the same article.

    Args:
        script: A script that was written from an article, and perhaps edited since.
        path: The show's voices/corrections.toml.

    Returns:
        What is new in the file.

    Raises:
        SettingsError: The file cannot be read.
    """
    source = script.metadata.get("Source", "")
    changed = find_corrections(script)
    if not source or not changed:
        return {}
    known = read_corrections(path, source)
    new = {key: item for key, item in changed.items() if known.get(key) != item}
    if new:
        _write(path, corrections_key(source), new)
    return new


def _write(path: Path, article: str, entries: dict[str, Correction]) -> None:
    import tomlkit
    from filelock import FileLock

    from podcaster.store import write_atomic

    path.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(path.with_name(f".{path.name}.lock")):
        document = tomlkit.parse(path.read_text("utf-8")) if path.is_file() else tomlkit.document()
        table = document.setdefault(article, tomlkit.table())
        for key, item in entries.items():
            entry = tomlkit.inline_table()
            entry["speaker"] = item.speaker
            if item.gender is not Gender.UNKNOWN:
                entry["gender"] = str(item.gender)
            entry["words"] = item.words
            table[key] = entry
        write_atomic(path, tomlkit.dumps(document))
