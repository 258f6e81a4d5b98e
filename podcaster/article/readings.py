"""Several readings of one page, held against each other: what one has lost, and which one is the article."""

from __future__ import annotations

import itertools
from collections import Counter
from typing import TYPE_CHECKING

from podcaster.article import notices, shape
from podcaster.article.parts import letters, tidy
from podcaster.model import BlockKind
from podcaster.sentences import split_run_together

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.article.parts import Part


def unless_lumped(parts: list[Part], other: list[Part]) -> list[Part]:
    """A reading; or another one, where the first has run all its words together in one part."""
    headed = len(other) == 2 and other[0].kind is BlockKind.HEADING
    if len(parts) != 1 or (len(other) < 3 and not headed):
        return parts
    whole = letters(parts[0].text)
    rest = [part for part in other if part.kind is not BlockKind.TITLE]
    return other if all(letters(part.text) in whole for part in rest) else parts


def between(strict: list[Part], lenient: list[Part]) -> list[Part]:
    """The lenient reading from the strict one's first paragraph to its last.

    Menus and links stand around an article, so what the strict reading leaves out at the ends stays out; what it
    leaves out in the middle is mostly the article's own.
    """
    ends = [letters(part.text) for part in (*strict[:1], *strict[-1:])]
    places = [letters(part.text) for part in lenient]
    if len(ends) < 2 or any(end not in places for end in ends):
        return strict
    first, last = places.index(ends[0]), len(places) - 1 - places[::-1].index(ends[1])
    return lenient[first : last + 1] or strict


def filled(best: list[Part], wide: list[Part]) -> list[Part]:
    """A reading with the sentences that a wider one has between its first paragraph and its last.

    A wide reading takes in what stands around and inside an article too, so it only fills gaps: with sentences that
    hold few links, and that no rule knows as the site's.
    """
    known = {letters(part.text) for part in best}
    places = [letters(part.text) for part in wide]
    made: list[Part] = []
    for part, below in itertools.zip_longest(best, best[1:]):
        made.append(part)
        here = letters(part.text)
        if below is None or here not in places or letters(below.text) not in places:
            continue
        first, last = places.index(here), places.index(letters(below.text))
        made += [each for each in wide[first + 1 : last] if letters(each.text) not in known and is_lost_prose(each)]
    return made


def is_lost_prose(part: Part) -> bool:
    """Whether a part is a sentence of an article: without links, and nothing that a site says."""
    text = tidy(part.text)
    return (
        part.kind in {None, BlockKind.QUOTATION}
        and part.linked < FEW_LINKS
        and notices.is_full_sentence(text)
        and not (shape.is_notice(text) or shape.is_credit(text) or shape.is_related(text))
        and not any(notices.find("notice", each) for each in split_run_together(text))
    )


FEW_LINKS = 0.3
"""Share of links in a paragraph up to which the widest reading is believed."""


def prose_length(parts: Sequence[Part]) -> int:
    """Characters of the parts that are narrated or were written to be read."""
    return sum(len(part.text) for part in parts if part.kind is not BlockKind.RELATED)


def prose(parts: Sequence[Part]) -> int:
    """Characters of prose in some parts."""
    return sum(len(part.text) for part in parts if part.kind in {None, BlockKind.QUOTATION})


def agreement(parts: Sequence[Part], stated: str) -> float:
    """How well some parts fit the text that a page states, from 0 to 1 (F1 of their words)."""
    mine, theirs = (Counter(shape.words_of(text)) for text in (" ".join(part.text for part in parts), stated))
    common = (mine & theirs).total()
    return 2 * common / max(1, mine.total() + theirs.total())
