"""project.json: what the program knew when an episode was made, kept beside it for whoever decides again.

The file is readable JSON, is never published, and has a version; an older one is read as what it means now:

1. articles, quotes, and what the template wrote;
2. with the corrections that each script was made with, and the cast.

What is true of the show is not its own: who has which voice is decided by voices/registry.toml, and who says what in an
article's next script by voices/corrections.toml. Here stands what this episode was made with, which those no longer
say once somebody has changed them.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from podcaster.errors import InputError, ScriptError
from podcaster.model import NOTHING_SAID, Cast, Overrides, ReadArticle
from podcaster.ordinary import read_file, read_utf8
from podcaster.phrases import phrase
from podcaster.project.numbering import number_in
from podcaster.script import read_script
from podcaster.script.corrections import OwnQuotes, made_with, quote_words, written_corrections
from podcaster.store import SCRIPT_FILE, load_episode, write_atomic

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from podcaster.model import Script

FILE = "project.json"
VERSION = 2
LARGEST = 200_000_000
"""Bytes; two million characters of article with every quote's evidence have a tenth of it."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of an episode's making."""

    version: int
    """Of the file's form."""
    template: str
    """The template that wrote the script; empty for one that people wrote."""
    script: str
    """The Fountain text with which the history begins."""
    read: tuple[ReadArticle, ...] = ()
    """The articles; none for an episode of which only the script is known."""
    written: str = ""
    """What the template wrote last, where the history does not say it (``project.rereading``). Empty: ``script``."""
    cast: Cast | None = None
    """Who spoke when it was made, or would have when it was last decided; None: an older version made it."""
    overrides: Overrides = NOTHING_SAID
    """What the user has said of its articles when they were made, which counts as long as nothing else is said."""

    @property
    def latest(self) -> str:
        """What was written last but for people's changes: by the template, else what the history begins with."""
        return self.written or self.script

    @property
    def from_template(self) -> str:
        """What a template wrote last; empty where that is not known."""
        return self.latest if self.written or self.read else ""


def kept_of_old(folder: Path, text: str) -> Kept:
    """What is kept of an episode of an older version of the program, which kept nothing but the script.

    Where that is still what the episode was made of, and nobody had edited it then, a template has written it: what
    people change from now on is told from it, also when the article has changed.
    """
    written = ""
    with suppress(InputError):
        episode = load_episode(folder)
        made = {file.sha256 for file in episode.files if file.name == SCRIPT_FILE}
        if not episode.edited and hashlib.sha256(text.encode()).hexdigest() in made:
            written = text
    return Kept(VERSION, "", text, written=written)


def kept_again(
    kept: Kept, script: Script, cast: Cast | None, undone: AbstractSet[tuple[str, str]] = frozenset()
) -> Kept:
    """What is kept of an episode that is decided again: with the cast and the corrections that it is made with now.

    The reasons for the voices are left out: "spoke so before" or "farthest from the others" depends on when somebody
    was cast first, which may have been in a run that was stopped, and the same decisions give the same bytes.
    """
    roles = {role: replace(casting, reason="") for role, casting in cast.roles.items()} if cast else {}
    read = tuple(
        replace(each, corrections=made_with(script, number, each.corrections, own, undone))
        for number, each, own in (
            (number_in(script, each.article.origin, position), each, own)
            for position, (each, own) in enumerate(zip(kept.read, own_quotes(kept), strict=True), 1)
        )
    )
    return replace(kept, read=read, cast=Cast(roles) if cast else None)


def own_quotes(kept: Kept | None) -> tuple[OwnQuotes, ...]:
    """The quotes of each article; of one that is alone, all are."""
    read = kept.read if kept else ()
    return tuple(OwnQuotes(partial(quote_words, each.article, each.quotes), alone=len(read) < 2) for each in read)


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
        kept = msgspec.convert(table, Kept, strict=True)
        if kept.version < 1:
            raise ValueError(f"there is no version {kept.version}")  # noqa: TRY301  (told as what is wrong with it)
        return _from_version_1(kept) if version == 1 else kept
    except FileNotFoundError:
        return None
    except OSError as error:
        raise InputError(phrase("{path} cannot be read: {reason}.", path=path, reason=error.strerror)) from error
    except (ValueError, OverflowError, RecursionError) as error:  # msgspec's errors are ValueErrors
        raise InputError(
            phrase("{path} is damaged: {reason}.", path=path, reason=error),
            "Delete it: the script and the episode stay, their evidence is lost.",
        ) from error


def mark_of(folder: Path) -> object:
    """What tells that another project.json, or another folder, has come in the place of one."""
    try:
        status = (folder / FILE).stat()
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns, status.st_size


def script_in(folder: Path) -> str:
    """The script that lies in a project's folder; empty where it is gone, and what is kept of the project is not.

    Raises:
        InputError: It cannot be read.
    """
    path = folder / SCRIPT_FILE
    if not path.exists() and (folder / FILE).is_file():
        return ""
    try:
        return read_utf8(path, "utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(phrase("{path} is not UTF-8 text.", path=path), "Save it as UTF-8.") from error
    except OSError as error:
        what = phrase("{path} cannot be read: {reason}.", path=path, reason=error.strerror)
        raise InputError(what, "Make the episode: podcaster make ARTICLE") from error


def _from_version_1(kept: Kept) -> Kept:
    """What a file of version 1 means: its corrections are told by the notes of what the template wrote."""
    try:
        written = read_script(kept.latest, SCRIPT_FILE, before=True)
    except ScriptError:
        return replace(kept, version=VERSION)
    read = tuple(
        replace(each, corrections=written_corrections(written, number)) for number, each in enumerate(kept.read, 1)
    )
    return replace(kept, version=VERSION, read=read)
