"""Decisions about who says a quote that are undone: with the change that brought the quote into the script."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from podcaster.errors import InputError
from podcaster.patterns import on_demand
from podcaster.project.journal import FILE, Journal
from podcaster.script.notes import DECIDED, read_note

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

NOTE = on_demand(r"\[\[(.*?)\]\]")


def undone_decisions(folder: Path) -> frozenset[tuple[str, str]]:
    """The quotes about which somebody had decided here, and that are out of the script since a change was taken back.

    A merge puts the article's new words under a decision about the old ones. Taken back, it leaves nobody's decision;
    a line that was cut leaves what was decided about it.

    Args:
        folder: The project's, or one without.

    Returns:
        Number of the article, empty where its script has one only, and what names the quote.
    """
    undone: set[tuple[str, str]] = set()
    with suppress(InputError):  # a damaged history is told where it is needed
        for entry in Journal(folder / FILE).entries:
            gone, come = dict(_decided(entry.patch.removed)), dict(_decided(entry.patch.added))
            undone -= come.keys()
            if entry.undoes is not None:
                undone |= {quote for quote, decided in gone.items() if decided and quote not in come}
    return frozenset(undone)


def _decided(lines: Sequence[str]) -> Iterator[tuple[tuple[str, str], bool]]:
    """The quotes that lines of a script are of, and whether somebody has named or confirmed the speaker there."""
    for line in lines:
        for parts in filter(None, (read_note(match[1]) for match in NOTE.finditer(line))):
            yield (parts.get("article", ""), parts["quote"]), parts.get("sure") == DECIDED
