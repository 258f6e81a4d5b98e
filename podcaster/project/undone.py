"""What the history tells of decisions about who says a quote: which are undone, and which went to other words."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING

from podcaster.errors import InputError
from podcaster.patterns import on_demand
from podcaster.project.journal import FILE, Journal, stacks_of
from podcaster.project.units import words_of
from podcaster.script.notes import DECIDED, read_note

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from podcaster.project.journal import Entry, Patch

QuoteName = tuple[str, str]
"""The number of an article, empty where a script has one only, and what names a quote in it."""
NOTE = on_demand(r"\[\[(.*?)\]\]")


def entries_of(folder: Path) -> Sequence[Entry]:
    """The history in a folder; none where there is none, or a damaged one, which is told where it is needed."""
    with suppress(InputError):
        return Journal(folder / FILE).entries
    return ()


def undone_decisions(entries: Sequence[Entry]) -> frozenset[QuoteName]:
    """The quotes about which somebody had decided here, and that are out of the script since a change was taken back.

    A merge puts the article's new words under a decision about the old ones. Taken back, it leaves nobody's decision;
    a line that was cut leaves what was decided about it.

    Args:
        entries: A project's history.
    """
    undone: set[QuoteName] = set()
    for entry in entries:
        gone, come = dict(_decided(entry.patch.removed)), dict(_decided(entry.patch.added))
        undone -= come.keys()
        if entry.undoes is not None:
            there = _keys(come)
            undone |= {quote for quote, decided in gone.items() if decided and quote[1] not in there}
    return frozenset(undone)


def moved_decisions(entries: Sequence[Entry]) -> dict[QuoteName, QuoteName]:
    """Where decisions about words have gone that an article has changed since: to the new words, in a merge.

    A template writes of nobody that it was decided who says it: a quote that is decided, and comes with a merge, has
    that from one that went with it.

    Args:
        entries: A project's history.

    Returns:
        Quote -> the one that has its place by now.
    """
    moved: dict[QuoteName, QuoteName] = {}
    for number in sorted(stacks_of(entries).done):
        for old, new in _moved(entries[number].patch) if entries[number].rereads else ():
            moved = {each: new if now == old else now for each, now in moved.items()} | {old: new}
            moved.pop(new, None)
    return moved


def changes_quotes(patch: Patch) -> bool:
    """Whether lines that are quotes are others since."""
    return any(map(NOTE.search, (*patch.removed, *patch.added)))


def _moved(patch: Patch) -> Iterator[tuple[QuoteName, QuoteName]]:
    """The quotes that were decided and went with a merge, each with the decided one that has come for it."""
    gone, come = (dict(_decided(lines)) for lines in (patch.removed, patch.added))
    words = _words(patch.removed) | _words(patch.added)
    here, there = _keys(gone), _keys(come)
    left = [quote for quote, decided in gone.items() if decided and quote[1] not in there]
    for new in [quote for quote, decided in come.items() if decided and quote[1] not in here]:
        if near := [old for old in left if old[0] == new[0]]:
            old = max(near, key=lambda each: (words[each] & words[new]).total())
            left.remove(old)
            yield old, new


def _keys(quotes: Iterable[QuoteName]) -> set[str]:
    """What names quotes in their articles, which have other numbers where several stand in another order since."""
    return {key for _, key in quotes}


def _words(lines: Sequence[str]) -> dict[QuoteName, Counter[str]]:
    """What a script's lines say at the notes of quotes: in the same line, and in those behind it up to an empty one."""
    said: dict[QuoteName, Counter[str]] = {}
    now: list[QuoteName] = []
    for line in lines:
        now = [quote for quote, _ in _decided([line])] or (now if line.strip() else [])
        for quote in now:
            said[quote] = said.get(quote, Counter()) + Counter(words_of(NOTE.sub("", line)))
    return said


def _decided(lines: Sequence[str]) -> Iterator[tuple[QuoteName, bool]]:
    """The quotes that lines of a script are of, and whether somebody has named or confirmed the speaker there."""
    for line in lines:
        for parts in filter(None, (read_note(match[1]) for match in NOTE.finditer(line))):
            yield (parts.get("article", ""), parts["quote"]), parts.get("sure") == DECIDED
