"""Whom people have named in an article's scripts, remembered in voices/corrections.toml as long as somebody holds it.

What is decided in a script is remembered when it is made, or merged; what is remembered of a quote follows who has it
there from then on, by another decision or another name. A decision that is taken back decides nothing from that moment
on: else the article, read again before anything is made, would bring it back as everybody's. One that was
made about words which the article has changed since goes with the line to the new words; what the old ones are known by
follows it, so that an article which takes its change back finds the latest decision, and no older one.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from podcaster.errors import PodcasterError
from podcaster.project.kept import load_kept, own_quotes
from podcaster.project.numbering import in_order_of
from podcaster.project.undone import changes_quotes, entries_of, moved_decisions, undone_decisions
from podcaster.reading import read_show_script
from podcaster.script.corrections import (
    find_corrections,
    forget_corrections,
    made_with,
    quote_words,
    read_corrections,
    remember_corrections,
    set_corrections,
    sureness,
    written_corrections,
)
from podcaster.script.notes import CORRECTED, DECIDED
from podcaster.store import SCRIPT_FILE

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from pathlib import Path

    from podcaster.model import Origin, ReadArticle, Script
    from podcaster.project.journal import Entry
    from podcaster.project.kept import Kept
    from podcaster.script.corrections import OwnQuotes
    from podcaster.settings import Settings, ShowFolder


KEPT = frozenset({CORRECTED, DECIDED})
"""How sure a speaker is whom somebody has named, here or in an earlier script."""


def keep_corrections(script: Script, folder: Path, files: ShowFolder) -> tuple[str, ...]:
    """Remember the speakers that the editor of a script has changed, forget those taken back, and say so.

    Args:
        script: The script.
        folder: The one that it lies in; where that is an episode's, it is known which corrections it was made with.
        files: The show's folder.
    """
    kept = load_kept(folder)
    quoted, entries = [own for _, _, own, _ in _articles(script, kept)], entries_of(folder)
    undone = undone_decisions(entries)
    changed = remember_corrections(script, files.corrections, quoted)
    said = [f"From now on {item.speaker} says in this article: “{item.words} …”" for item in changed.values()]
    for number, read, own, origin in _articles(script, kept):
        there = made_with(script, number, read.corrections, own, undone)
        taken_back = {key: item for key, item in read.corrections.items() if key not in there}
        forget_corrections(files.corrections, origin, taken_back)
        left = read_corrections(files.corrections, origin) if taken_back else {}
        gone = [item for key, item in taken_back.items() if key not in left]
        said += [f"{item.speaker} says no more in this article: “{item.words} …”" for item in gone]
    _follow_words(script, kept, entries, files)
    return tuple(said)


def follow_decisions(entries: Sequence[Entry], kept: Kept | None, settings: Settings, before: str, after: str) -> None:
    """Forget what is taken back with a change, and remember what comes again with it; the next making tells it.

    Args:
        entries: A project's history; the change is the last. What operations decide anew is remembered when it is made.
        kept: What is kept of the project.
        settings: The show's settings.
        before: The script before the change.
        after: The script after it.
    """
    files, entry = settings.files, entries[-1]
    if not (files.corrections.is_file() and changes_quotes(entry.patch)):
        return
    again = entry.outside or entry.undoes is not None or entry.redoes is not None
    absent = CORRECTED if entry.undoes is None else ""  # a line that was cut leaves what was decided about it
    with suppress(OSError, PodcasterError):  # it is told when the script is made, and done then
        was, now = (read_show_script(text, SCRIPT_FILE, settings, None, before=True) for text in (before, after))
        for number, read, own, origin in _articles(now, kept):
            found, new = (find_corrections(script, number, own) for script in (was, now))
            old = written_corrections(was, number) | found
            if old == new:
                continue
            known, sure = read_corrections(files.corrections, origin), sureness(now, number, own)
            held = {key for key, item in old.items() if key in known and known[key].speaker == item.speaker}
            gone = {key for key in held - new.keys() if sure.get(key, absent) not in KEPT}
            forget_corrections(files.corrections, origin, {key: known[key] for key in gone})
            other = {key: item for key, item in new.items() if key in held}
            unknown = new.keys() - known.keys() if again else set[str]()
            back = {key: new[key] for key in unknown if read.corrections.get(key) == new[key]}
            set_corrections(files.corrections, origin, other | back)
        _follow_words(now, kept, entries, files)


def follow_known(script: Script, kept: Kept | None, files: ShowFolder) -> None:
    """Have what is remembered of quotes say what a script decides about the same ones, though it is not made yet."""
    for number, _, own, origin in _articles(script, kept):
        known, now = read_corrections(files.corrections, origin), find_corrections(script, number, own)
        set_corrections(files.corrections, origin, {key: item for key, item in now.items() if key in known})


def corrected_now(read: Sequence[ReadArticle], files: ShowFolder) -> tuple[ReadArticle, ...]:
    """Articles as they were read, with what is remembered of their speakers now."""

    def quoted(each: ReadArticle) -> Callable[[], Collection[str]]:
        return partial(quote_words, each.article, each.quotes)

    return tuple(
        replace(each, corrections=read_corrections(files.corrections, each.article.origin, quoted(each)))
        for each in read
    )


def _follow_words(script: Script, kept: Kept | None, entries: Sequence[Entry], files: ShowFolder) -> None:
    """Have what is remembered about words that the article has changed since say what is decided about the new ones."""
    moved = moved_decisions(entries)
    for number, _, own, origin in _articles(script, kept) if moved else ():
        there, decided = sureness(script, number, own), find_corrections(script, number, own)
        known = read_corrections(files.corrections, origin)
        for (article, old), (_, new) in moved.items():
            if article not in {"", str(number)} or old not in known or old in there or new not in there:
                continue
            if new in known:
                set_corrections(files.corrections, origin, {old: replace(known[new], words=known[old].words)})
            elif new not in decided:
                forget_corrections(files.corrections, origin, {old: known[old]})
            elif decided[new].speaker == known[old].speaker:  # the merge has come again
                set_corrections(files.corrections, origin, {new: decided[new]})


def _articles(script: Script, kept: Kept | None) -> Iterator[tuple[int, ReadArticle, OwnQuotes, Origin]]:
    """The articles of a script: number, from 1; as it was read; its quotes; and what it is known by."""
    read = kept.read if kept else ()
    known = tuple(zip(read, own_quotes(kept), strict=True))
    known = in_order_of(script, [each.article.origin.key for each in read], known)
    for number, (each, origin) in enumerate(zip(known, script.origins, strict=False), 1):
        yield (number, *each, origin)
