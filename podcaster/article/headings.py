"""The subheadings of an article that an extractor has left out, put back where they stand on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.article import shape
from podcaster.article.page.tree import HEADINGS, linked_length, text_of
from podcaster.article.parts import Part, letters
from podcaster.model import BlockKind

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LINKED = 0.5
"""Share of links from which on a heading is one to another article."""
BESIDE = ("p", "li", "dd", "dt", "blockquote")


def restore_headings(parts: list[Part], page: HtmlElement) -> list[Part]:
    """The parts with the headings between two of their paragraphs that they lack.

    Args:
        parts: What has been read.
        page: The page that it was read from.
    """
    places = {letters(part.text): index for index, part in reversed(list(enumerate(parts)))}
    flow = [element for element in page.iter(*HEADINGS, *BESIDE) if text_of(element)]
    above: int | None = None
    waiting: list[HtmlElement] = []
    found: dict[int, list[Part]] = {}
    for element in flow:
        if element.tag in HEADINGS:
            waiting.append(element)
            continue
        place = places.get(letters(text_of(element)))
        if place is not None and above is not None and place == above + 1:
            lost = [Part(text_of(each), BlockKind.HEADING) for each in waiting if is_lost(each, places)]
            found[place] = [*found.get(place, []), *lost[-1:]]
        above, waiting = place, []
    return [one for index, part in enumerate(parts) for one in (*found.get(index, []), part)]


def is_lost(heading: HtmlElement, places: dict[str, int]) -> bool:
    """Whether a heading of the article is in no part."""
    text = text_of(heading)
    known = letters(text) in places or not letters(text) or linked_length(heading) > LINKED * len(text)
    return not known and len(text) <= shape.LONGEST_HEADING and not (shape.is_notice(text) or shape.is_related(text))
