"""What the passes over a page share: text, links and prose of an element, and taking elements out with a reason."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.article.parts import tidy
from podcaster.characters import ILLEGAL
from podcaster.errors import ArticleError
from podcaster.model import LeftOut
from podcaster.patterns import on_demand

if TYPE_CHECKING:
    from lxml.html import HtmlElement

INLINE = frozenset(
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "dfn", "em", "font", "i", "ins",
        "kbd", "label", "mark", "nobr", "output", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time",
        "tt", "u", "var", "wbr", "plain",
    }
)  # fmt: skip
HOLDERS = frozenset({"p", "li", "dd", "dt", "td", "th", "blockquote", "figcaption", "caption", "summary"})
"""Elements whose words are a paragraph, an item or a cell."""
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
SHOWN = 300
"""Characters that are kept of what is left out, for showing it."""
CAMEL = on_demand(r"(?<=[a-z0-9])(?=[A-Z])")


def text_of(element: HtmlElement) -> str:
    """The words of an element, with single spaces between them."""
    return tidy(element.text_content())


def is_element(element: HtmlElement) -> bool:
    """Whether a node is an element, and no comment or processing instruction."""
    return isinstance(element.tag, str)


def names_of(element: HtmlElement) -> str:
    """An element's class and id, words in camel case apart."""
    return CAMEL.sub("-", f"{element.get('class') or ''} {element.get('id') or ''}")


def linked_length(element: HtmlElement) -> int:
    """Characters inside the links of an element."""
    if element.tag == "a":
        return len(text_of(element))
    return sum(len(text_of(link)) for link in element.iter("a") if link.get("href") is not None)


def prose_length(element: HtmlElement) -> int:
    """Characters in the paragraphs of an element."""
    return sum(len(paragraph.text_content()) for paragraph in element.iter("p"))


def leave_out(element: HtmlElement, why: str, out: list[LeftOut]) -> None:
    """Take an element out of its page, and note its words and the reason."""
    if element.getparent() is None:
        return
    if words := text_of(element):
        out.append(left_out(words, why))
    element.drop_tree()


def left_out(words: str, why: str) -> LeftOut:
    """A note of words that are not read, cut where they are long."""
    return LeftOut(words if len(words) <= SHOWN else f"{words[: SHOWN - 1]}…", why, len(words.split()))


def put_text(element: HtmlElement, text: str) -> None:
    """Put a text in the place of an element and all that is in it."""
    for child in list(element):
        element.remove(child)
    element.text = text
    unwrap(element)


PLAIN = "plain"
"""Name of elements that are no more than their words; ``settle_plain`` takes the name away."""


def unwrap(element: HtmlElement) -> None:
    """Make an element no more than its words. At once that would copy the text beside it, for each of thousands."""
    element.tag = PLAIN
    element.attrib.clear()


def settle_plain(page: HtmlElement) -> None:
    """Put the words of all unwrapped elements in their places."""
    from lxml.etree import strip_tags

    strip_tags(page, PLAIN)


DEEPEST = 250
"""Levels of elements that libxml2 reads; what is deeper is cut off without a word."""
ELEMENTS_AT_MOST = 100_000
"""Elements of a page at most: newspapers' pages have up to 10,000, a book 50,000; more would take minutes."""


def check_size(page: HtmlElement) -> None:
    """Refuse a page with so many elements that reading it would take minutes.

    Raises:
        ArticleError: It has.
    """
    count = sum(1 for _ in page.iter())
    if count > ELEMENTS_AT_MOST:
        raise ArticleError(
            f"The page has {count:,} elements; {ELEMENTS_AT_MOST:,} are the most.",
            "Save the article's text as .txt and give that.",
        )


def too_deep(page: HtmlElement) -> bool:
    """Whether elements are nested so deep that the parser has cut some off."""
    from lxml.etree import iterwalk

    depth = deepest = 0
    for event, _ in iterwalk(page, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest >= DEEPEST


def cut_off(page: HtmlElement, text: str) -> LeftOut:
    """A note of the words that the parser has cut off.

    Args:
        page: What it has read.
        text: The page.
    """
    whole = len(re.sub(r"<[^>]{0,2000}>", " ", text).split())
    kept = len(page.text_content().split())
    return LeftOut(f"(more than {DEEPEST} elements in each other)", "nested too deep to be read", max(1, whole - kept))


def refuse_depth() -> ArticleError:
    """The error for a text whose elements are nested too deep."""
    return ArticleError(
        f"The text is nested more than {DEEPEST} levels deep, and what is deeper cannot be read.",
        "Save the article's text as .txt and give that.",
    )


def drop_illegal(page: HtmlElement) -> None:
    """Take the characters out of a page that lxml reads and lets nobody write: control characters, and ``&#1;``."""
    for element in page.iter():
        for place in ("text", "tail"):
            text = getattr(element, place)
            if text and ILLEGAL.search(text):
                setattr(element, place, ILLEGAL.sub("", text))
