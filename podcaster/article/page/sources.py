"""Where block quotes say whom they quote: footer, cite, figcaption, or a line of a telling name right behind them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.article.boxes import named
from podcaster.article.page.tree import INLINE, is_element, names_of, text_of
from podcaster.sentences import ends_sentence

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SOURCE_MARK = "\ue002"
"""Stands before the words that name a block quote's source; a character of private use, which no text has."""
NAMED = named("source")
"""Names of elements that hold a quotation's source."""
LONGEST = 160
"""Characters of a source at most; what is longer is more of the quotation."""


def mark_sources(page: HtmlElement) -> None:
    """Put what names a block quote's source at its end, as a paragraph with a mark."""
    for quote in list(page.iter("blockquote")):
        if any(above.tag == "blockquote" for above in quote.iterancestors()):
            continue
        found = next((source for source in sources(quote) if 0 < len(text_of(source)) <= LONGEST), None)
        if found is None:
            for above in quote.iterancestors("figure"):
                above.tag = "div"
            continue
        words = text_of(found)
        found.drop_tree()
        for above in quote.iterancestors("figure"):
            above.tag = "div"  # extractors pass over figures
        end = quote.makeelement("p", {})
        end.text = f"{SOURCE_MARK}{words}"
        wrap_bare(quote)
        quote.append(end)


def sources(quote: HtmlElement) -> list[HtmlElement]:
    """The elements that may name the source of a block quote, the likeliest first."""
    figure = next((above for above in quote.iterancestors() if above.tag == "figure"), None)
    captions = [] if figure is None or len(list(figure.iter("blockquote"))) > 1 else list(figure.iter("figcaption"))
    inside = [*quote.iter("footer"), *(each for each in quote.iter("cite") if stands_last(each, quote))]
    named = [each for each in quote.iter("p", "div", "span", "small", "figcaption") if NAMED.search(names_of(each))]
    behind = quote.getnext()
    beside = []
    if behind is not None and is_element(behind) and (behind.tag == "cite" or NAMED.search(names_of(behind))):
        beside = [behind]
    return [*captions, *inside, *(each for each in named if stands_last(each, quote)), *beside]


def stands_last(element: HtmlElement, quote: HtmlElement) -> bool:
    """Whether an element ends a block quote: behind a line or a dash, not in the middle of its words."""
    above = element
    while above is not quote:
        if (above.tail or "").strip() or any(text_of(each) for each in above.itersiblings() if is_element(each)):
            return False
        parent = above.getparent()
        if parent is None:
            return False
        above = parent
    before = element.getprevious()
    text = ((before.tail or "") if before is not None else (element.getparent().text or "")).rstrip()
    alone = element.tag not in INLINE or (before is not None and before.tag == "br") or not text
    return alone or text.endswith(("—", "–", "-", "―")) or ends_sentence(text)


def wrap_bare(quote: HtmlElement) -> None:
    """Make a paragraph of the words that stand bare in a block quote, so that its source is not run into them."""
    if any(is_element(child) and child.tag not in INLINE for child in quote):
        return
    paragraph = quote.makeelement("p", {})
    paragraph.text = re.sub(r"\s*[—–―-]+\s*$", "", quote.text or "") if not len(quote) else quote.text
    for child in list(quote):
        paragraph.append(child)
    if len(paragraph):
        paragraph[-1].tail = re.sub(r"\s*[—–―-]+\s*$", "", paragraph[-1].tail or "")
    quote.text = None
    quote.append(paragraph)
