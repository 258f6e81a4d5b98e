"""Callouts: notes, tips and warnings beside the text. Written as block quotes in Markdown, they are nobody's words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.article import notices
from podcaster.article.boxes import named
from podcaster.article.page.tree import names_of
from podcaster.article.parts import Part, tidy
from podcaster.patterns import on_demand

if TYPE_CHECKING:
    from lxml.html import HtmlElement

TYPE = on_demand(r"\s*\[!(?P<type>[\w -]{1,40})(?:\|[^\]\n]{0,60})?\][+-]?[ \t]*(?P<title>[^\n]*)\n?")
"""The first line of a callout (GitHub, Obsidian): "[!NOTE]- Title"."""
QUOTED = frozenset({"quote", "cite", "zitat", "citation", "cita", "citazione", "citação"})
"""Types of callouts that are quotations; their title names the source."""
SIGNS = tuple("💡⚠ℹ📝❗🚨👉✅📌🔔🛈ⓘ🔥🎯❓")
"""Pictures with which such boxes begin."""
BOX = named("callout", r"(?:^|\s)", r"(?:$|[\s-])")
LONGEST_LABEL = 40


def settle(parts: list[Part], quote: HtmlElement) -> bool:
    """Whether the parts of a block quote are a callout; they become plain paragraphs without its marks.

    Args:
        parts: Its parts, changed in place.
        quote: The element of the block quote.
    """
    if not parts:
        return False
    first = parts[0]
    if found := TYPE.match(first.text):
        rest, title = first.text[found.end() :], tidy(found["title"])
        if found["type"].strip().lower() in QUOTED:
            parts[:1] = [Part(rest, first.kind)] if rest.strip() else []
            for part in parts:
                part.cite = title.lstrip("—–- ")
            return True
        parts[:1] = [Part(each) for each in (title, rest) if each.strip()]
    elif label := label_of(first.text):
        if rest := first.text.strip()[len(label) :].strip():
            first.text = rest if first.text.strip()[len(label) :].startswith("\n") else first.text
        else:
            parts[:1] = []
    elif not (tidy(first.text).startswith(SIGNS) or BOX.search(names_of(quote))):
        return False
    for part in parts:
        part.kind = None
    return True


def label_of(text: str) -> str:
    """The word that a callout begins with: "Note", "Tip:"."""
    line = text.strip().split("\n", 1)[0]
    head = re.match(r"[^:\n]{2,40}(?::|$)", line)
    return head.group() if head and notices.find("callout", head.group().strip(" :*_")) else ""


def is_callout(element: HtmlElement) -> bool:
    """Whether an element is a box beside the text, by its name."""
    return element.tag in {"div", "aside", "section"} and bool(BOX.search(names_of(element)))


def drop_label(box: HtmlElement) -> None:
    """Take out the title of a box that says no more than its type."""
    title = box.find("./p[@class='admonition-title']")
    if title is not None and notices.find("callout", tidy(title.text_content())):
        title.drop_tree()
