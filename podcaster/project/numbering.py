"""Several articles of one script, in another order: which of them the note of a quote means.

Notes number articles as the title page lists them. Where a digest is made again in another order, the script that is
there, and what the template wrote before, number them otherwise than what is new.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from podcaster.identity import known_by
from podcaster.script.notes import of_article

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.model import Origin, ReadArticle, Script

T = TypeVar("T")


def same_articles(script: Script, other: Script) -> bool:
    """Whether two scripts are of the same articles, in whatever order; without any, of the same title."""
    return sorted(known_by(script.key).split("\n")) == sorted(known_by(other.key).split("\n"))


def numbered_as(script: Script, other: Script) -> Script:
    """A script whose notes number its articles as another script of the same ones does; else as it is."""
    here, there = _names(script), _names(other)
    if here == there or len(set(here)) < len(here) or sorted(here) != sorted(there):
        return script
    from podcaster.project.operations import changed_items

    numbers = {str(number): str(there.index(name) + 1) for number, name in enumerate(here, 1)}
    note_of = partial(of_article, numbers=numbers)
    return changed_items(script, lambda _, line: (replace(line, notes=tuple(map(note_of, line.notes))),))


def in_order_of(script: Script, known: Sequence[str], beside: Sequence[T]) -> tuple[T, ...]:
    """What belongs to each of some articles, in the order in which a script numbers these; else as it is.

    Args:
        script: The script.
        known: What the articles are known by.
        beside: What belongs to each of them.
    """
    names, numbered = list(map(known_by, known)), _names(script)
    if names == numbered or len(set(names)) < len(names) or sorted(names) != sorted(numbered):
        return tuple(beside)
    return tuple(beside[names.index(name)] for name in numbered)


def number_in(script: Script, origin: Origin, position: int) -> int:
    """Which of a script's articles one is, from 1; by its position among those known where the script names others."""
    names, name = _names(script), known_by(origin.key)
    return names.index(name) + 1 if names.count(name) == 1 else position


def read_in_order(script: Script, read: Sequence[ReadArticle]) -> tuple[ReadArticle, ...]:
    """Articles as they were read, in the order in which a script numbers them; see ``in_order_of``."""
    return in_order_of(script, [each.article.origin.key for each in read], read)


def _names(script: Script) -> list[str]:
    return [known_by(origin.key) for origin in script.origins]
