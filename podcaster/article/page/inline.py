"""What stands inside paragraphs, as plain words: q, buttons, drop caps, anchors, links of sentences, AMP's elements."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.article.boxes import named
from podcaster.article.page.tree import (
    HEADINGS,
    HOLDERS,
    INLINE,
    is_element,
    leave_out,
    linked_length,
    names_of,
    text_of,
    unwrap,
)
from podcaster.sentences import ends_sentence

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from podcaster.model import LeftOut

QUOTES = {"de": "„“‚‘", "fr": "«»“”", "es": "«»“”", "it": "«»“”", "pt": "“”‘’", "pl": "„”«»", "ru": "«»„“"}
"""Marks that a browser puts around q, outer and inner, by language (CSS quotes); other languages get English ones."""
ENGLISH_QUOTES = "“”‘’"
ANY_MARK = tuple("“”„‟«»‹›\"‘’‚'")
PROSE_TAGS = frozenset(
    {
        "button", "label", "output", "code", "kbd", "samp", "var", "tt", "dfn", "abbr", "acronym", "data", "bdi", "bdo",
        "nobr", "big", "font", "mark", "time", "wbr", "u",
    }
)  # fmt: skip
"""Elements that mean no more than their words, where they stand inside a sentence."""
DROP_CAP = named("drop cap")
NO_CUSTOM = named("custom", r"(?:^|-)", r"(?:$|-)")
"""Words in the names of custom elements that are no text of the article: amp-ad, site-header, x-share-bar."""
LONGEST_CUSTOM = 600
"""Characters of prose in a custom element with such a name from which on it is more than its name says."""
SENTENCE_LINK = 50
"""Characters from which on a paragraph that is one link, and ends as a sentence does, is one."""


def write_plain(page: HtmlElement, language: str, out: list[LeftOut]) -> None:
    """Make plain words of what stands inside paragraphs."""
    settle_custom(page, out)
    join_drop_caps(page)
    mark_quotes(page, language)
    unwrap_controls(page)
    unwrap_links(page)
    for element in list(page.iter("wbr")):
        unwrap(element)
    part_labels(page)


def part_labels(page: HtmlElement) -> None:
    """Put a space between labels that a page lays out side by side, with none between them: "Opening hours", "Nine"."""
    for first in page.iter("span"):
        second = first.getnext()
        if second is None or second.tag != "span" or first.tail:
            continue
        above, below = text_of(first), text_of(second)
        if len(above) > 1 and len(below) > 1 and above[-1].islower() and (below[0].isupper() or below[0].isdecimal()):
            first.tail = " "


def settle_custom(page: HtmlElement, out: list[LeftOut]) -> None:
    """Unwrap the elements that browsers do not know (amp-accordion), or leave them out where their name says so."""
    for element in [each for each in page.iter() if is_element(each) and "-" in str(each.tag)]:
        if element.getparent() is None:
            continue
        if NO_CUSTOM.search(str(element.tag).lower()) and len(text_of(element)) < LONGEST_CUSTOM:
            leave_out(element, "a part of the site, not of the article", out)
        elif any(is_element(child) and child.tag not in INLINE for child in element):
            element.tag = "div"
        else:
            unwrap(element)
    for element in list(page.iter("o:p", "v:shape", "w:sdt")):
        unwrap(element)


def join_drop_caps(page: HtmlElement) -> None:
    """Join a large first letter to the rest of its word, whether it is a letter, a block or a picture."""
    for picture in list(page.iter("img", "svg")):
        letter = (picture.get("alt") or picture.get("aria-label") or "".join(picture.xpath("./title/text()"))).strip()
        if picture_alone(picture) and begins_small(picture.getparent().tail or ""):
            unwrap(picture.getparent())
            picture.tail = picture.getparent().tail
            picture.getparent().tail = None
        if len(letter) <= 2 and letter.isalpha() and letter[0].isupper() and begins_small(text_behind(picture)):
            tail = picture.tail or ""
            apart = " " if letter in {"A", "I", "O"} and tail[:1].isspace() else ""
            picture.tail = f"{letter}{apart}{tail.lstrip()}"
            holder = picture.getparent()
            if not tail.strip() and (below := picture.getnext()) is not None:
                picture.tail = None
                below.text = f"{letter}{(below.text or '').lstrip()}"
            if holder is not None:
                picture.drop_tree()
    for element in list(page.iter("span", "b", "strong", "big", "font", "i", "em", "div", "p", "figure", "td")):
        letter = text_of(element)
        if element.getparent() is None or not (0 < len(letter) <= 2 and letter[-1].isalpha() and letter[-1].isupper()):
            continue
        if element.tag in {"div", "p", "figure"}:
            below = element.getnext()
            if below is not None and not (element.tail or "").strip() and begins_small(text_of(below)[:3]):
                first = first_text(below)
                apart = " " if letter in {"A", "I", "O"} and (first.text or "")[:1].isspace() else ""
                first.text = f"{letter}{apart}{(first.text or '').lstrip()}"
                element.drop_tree()
        elif letter not in {"A", "I", "O"} and re.match(r"\s+[a-zß-ÿ]", element.tail or "") and is_first(element):
            element.tail = (element.tail or "").lstrip()


def picture_alone(picture: HtmlElement) -> bool:
    """Whether a picture is all that an inline element holds."""
    holder = picture.getparent()
    return holder is not None and holder.tag in INLINE and len(holder) == 1 and not holder.text_content().strip()


def first_text(element: HtmlElement) -> HtmlElement:
    """The innermost element that a block's text begins in."""
    while not (element.text or "").strip() and len(element) and is_element(element[0]):
        element = element[0]
    return element


def is_first(element: HtmlElement) -> bool:
    """Whether an element begins its paragraph."""
    parent = element.getparent()
    while parent is not None and element.getprevious() is None and not (parent.text or "").strip():
        if parent.tag in HOLDERS or parent.tag not in INLINE:
            return True
        element, parent = parent, parent.getparent()
    return bool(DROP_CAP.search(names_of(element)))


def begins_small(text: str) -> bool:
    """Whether a text begins with a small letter."""
    return bool(text) and text.lstrip()[:1].islower()


def text_behind(element: HtmlElement) -> str:
    """The text right behind an element."""
    if (element.tail or "").strip():
        return element.tail or ""
    below = element.getnext()
    return "" if below is None or not is_element(below) else text_of(below)[:3]


def mark_quotes(page: HtmlElement, language: str) -> None:
    """Put the marks that browsers draw around q in the text."""
    marks = QUOTES.get(language.partition("-")[0], ENGLISH_QUOTES)
    for element in list(page.iter("q")):
        inner = any(above.tag == "q" for above in element.iterancestors())
        words = text_of(element)
        if words and not words.startswith(ANY_MARK):
            opening, closing = (marks[2], marks[3]) if inner else (marks[0], marks[1])
            gap = "\u202f" if opening == "«" and language.startswith("fr") else ""
            element.text = f"{opening}{gap}{(element.text or '').lstrip()}"
            if len(element):
                element[-1].tail = f"{(element[-1].tail or '').rstrip()}{gap}{closing}"
            else:
                element.text = f"{element.text.rstrip()}{gap}{closing}"
    for element in list(page.iter("q")):
        unwrap(element)


def unwrap_controls(page: HtmlElement) -> None:
    """Unwrap buttons and the like inside headings and sentences, where their words are the writer's."""
    for element in list(page.iter(*PROSE_TAGS)):
        holder = next(
            (above for above in element.iterancestors() if above.tag not in INLINE and above.tag != "button"), None
        )
        if holder is None or element.getparent() is None:
            continue
        words, whole = len(text_of(element)), len(text_of(holder))
        plain = holder.tag in HOLDERS and (element.tag != "button" or whole > 2 * words + 20)
        if plain or holder.tag in HEADINGS or holder.tag in {"summary", "dt"}:
            unwrap(element)


def unwrap_links(page: HtmlElement) -> None:
    """Unwrap the anchors that lead nowhere, and the links that are sentences of the article."""
    for link in list(page.iter("a")):
        if link.getparent() is None:
            continue
        holder = link.getparent()
        href = link.get("href")
        if (
            href is None
            or (href.startswith("#") and holder.tag in HEADINGS and any(map(str.isalnum, text_of(link))))
            or (holder.tag == "p" and is_linked_sentence(link, holder))
        ):
            unwrap(link)


def is_linked_sentence(link: HtmlElement, paragraph: HtmlElement) -> bool:
    """Whether a link is a whole sentence, and with it the paragraph, between paragraphs of prose."""
    text = text_of(link)
    whole = ends_sentence(text) and len(text) >= SENTENCE_LINK
    return whole and is_one_link(paragraph) and beside_prose(paragraph)


def beside_prose(paragraph: HtmlElement) -> bool:
    """Whether unlinked paragraphs stand before and behind a paragraph, or it is the last one.

    One more sentence that is a link may stand between; a longer run is a list of other articles.
    """
    above, below = paragraph.getprevious(), paragraph.getnext()
    if below is not None and is_one_link(below):
        below = below.getnext()
    beside = (above,) if below is None else (above, below)  # links above are unwrapped already
    return all(
        other is not None
        and other.tag == "p"
        and len(text_of(other)) >= SENTENCE_LINK
        and linked_length(other) < 0.5 * len(text_of(other))
        for other in beside
    )


def is_one_link(paragraph: HtmlElement) -> bool:
    """Whether a paragraph is one sentence, and a link."""
    text = text_of(paragraph)
    linked = linked_length(paragraph) > 0.8 * len(text)
    return paragraph.tag == "p" and ends_sentence(text) and len(text) >= SENTENCE_LINK and linked
