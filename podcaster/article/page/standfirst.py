"""The standfirst: the sentence or two between a page's headline and its text, which extractors leave out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.article import notices
from podcaster.article.boxes import named
from podcaster.article.page.tree import INLINE, is_element, linked_length, names_of, text_of
from podcaster.sentences import ends_sentence

if TYPE_CHECKING:
    from lxml.html import HtmlElement

NAMED = named("standfirst", r"(?:^|\s)(?:[\w-]+(?:__|-))?", r"(?:$|\s)")
"""Whole names of a standfirst. Summaries and straplines are teasers: readers who marked articles left those out."""
LENGTH = range(40, 600)
"""Characters of one."""
TAGS = ("p", "div", "h2", "h3", "span", "section")


def standfirst(page: HtmlElement) -> str:
    """The standfirst that stands with a page's headline; empty when there is none.

    Args:
        page: The page as it was served.
    """
    headline = next((heading for heading in page.iter("h1") if text_of(heading)), None)
    if headline is None:
        return ""
    holder = headline.getparent()
    for _ in range(2):
        if holder is None or holder.tag in {"body", "html", "article", "main"}:
            break
        named = (each for each in holder.iter(*TAGS) if NAMED.search(names_of(each)) and is_one(each))
        if (found := next(named, None)) is not None:
            return text_of(found)
        holder = holder.getparent()
    below = headline.getnext()
    while below is not None and (not is_element(below) or not text_of(below)):
        below = below.getnext()
    return text_of(below) if below is not None and NAMED.search(names_of(below)) and is_one(below) else ""


def is_one(element: HtmlElement) -> bool:
    """Whether an element is a sentence of its own, without links and no notice."""
    text = text_of(element)
    if len(text) not in LENGTH or not ends_sentence(text) or linked_length(element) > 0.3 * len(text):
        return False
    if any(is_element(child) and child.tag not in INLINE for child in element):
        return False
    return not notices.reason(text)
