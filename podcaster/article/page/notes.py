"""Footnotes: their marks in the text, and the notes that the marks lead to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from podcaster.article import notices
from podcaster.article.boxes import named
from podcaster.article.page.tree import HEADINGS, HOLDERS, INLINE, leave_out, names_of, prose_length, text_of
from podcaster.patterns import on_demand

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from podcaster.model import LeftOut

MARK = on_demand(
    r"[\[({]?\s*(?:\d{1,3}|[a-z]{1,2}|[ivx]{1,5}|[*†‡§¶※]{1,4}|#|(?:(?:foot)?note|fn|nb|n)\.?\s*\d{1,3})"
    r"\s*[\])}]?",
    re.IGNORECASE,
)
"""What a link to a note shows: "1", "[a]", "*", "[note 3]"."""
BRACKETED = on_demand(r"\[[^\]]{1,12}\]|[*†‡§¶※]{1,4}")
MARKS_ONLY = on_demand(r"(?:[\[({]?\s*(?:\d{1,3}|[a-z]|[*†‡§¶※]{1,4})\s*[\])}]?[\s,;–-]*)+", re.IGNORECASE)
BACK = on_demand(
    r"[\W_]*"
    r"(?:(?:jump|go) (?:up|back)\b.{0,20}|back(?: to (?:the )?(?:text|content|article))?|return to (?:the )?text)?"
    r"[\W_]*",
    re.IGNORECASE,
)
"""What a link back from a note shows: an arrow, or words of that kind."""
NAMED, NOTES = named("note mark"), named("notes")
NOTE_ROLES = frozenset({"doc-footnote", "doc-endnote", "doc-endnotes", "doc-biblioentry", "doc-bibliography"})
PLACE = on_demand(r"^:\s*\d{1,4}(?:[–-]\d{1,4})?$")
"""The page that a wiki names behind a mark: ":14"."""
EDIT = on_demand(
    lambda: rf"\[?\s*(?:{'|'.join(notices.entries('edit'))})(?:\s*[|/]\s*[\w ]{{3,30}})?\s*\]?", re.IGNORECASE
)
"""What a wiki puts behind its headings."""
NOTE_SHARE = 0.3
"""Share of a page's prose that its notes may hold."""


def drop_notes(page: HtmlElement, out: list[LeftOut]) -> None:
    """Take out the marks of footnotes, and the notes themselves."""
    whole = max(1, prose_length(page))
    for heading in list(page.iter(*HEADINGS)):
        beside = heading.getnext()
        for element in [*heading.iter("span", "small", "sup", "a"), *([] if beside is None else [beside])]:
            if element.getparent() is not None and element.tag in INLINE and EDIT.fullmatch(text_of(element)):
                element.drop_tree()
    for element in list(page.iter("span", "div", "p", "a")):
        if element.getparent() is not None and is_comment(element):
            leave_out(element, "a comment on the text", out)
    places = {key: element for element in page.iter() for key in (element.get("id"), element.get("name")) if key}
    notes: list[HtmlElement] = []
    for link in list(page.iter("a")):
        if is_mark(link):
            note = note_of(link, places)
            holder = link.getparent()
            link.drop_tree()
            drop_empty_sup(holder)
            notes += [] if note is None else [note]
    notes += [
        element
        for element in page.iter("li", "p", "ol", "ul", "section", "aside", "span", "small", "div")
        if is_note(element)
    ]
    for note in notes:
        if note.getparent() is not None and prose_length(note) <= NOTE_SHARE * whole and note.find(".//h1") is None:
            leave_out(note, "a footnote", out)
    for sup in list(page.iter("sup")):
        if sup.getparent() is not None and is_bare_mark(sup):
            sup.drop_tree()
    drop_daggers(page)


DAGGER = on_demand(r"(?<=[\w.,;:!?”’\"')])[†‡]+(?=[\s.,;:!?)]|$)")
"""The mark of a note behind a word; before a year it is a cross: † 1921."""


def drop_daggers(page: HtmlElement) -> None:
    """Take daggers out that stand in the text itself."""
    for element in page.iter():
        for text, name in ((element.text, "text"), (element.tail, "tail")):
            if text and ("†" in text or "‡" in text):
                setattr(element, name, DAGGER.sub("", text))


COMMENT = named("comment")
"""Names of an editor's comments in a word processor's page."""


def is_comment(element: HtmlElement) -> bool:
    """Whether an element is an editor's comment on the text, or the mark of one."""
    style = (element.get("style") or "").replace(" ", "")
    return bool(COMMENT.search(names_of(element))) or "mso-element:comment" in style


def is_mark(link: HtmlElement) -> bool:
    """Whether a link is the mark of a footnote: it leads to a place in the page, and shows a number or sign."""
    href = link.get("href")
    text = text_of(link)
    if (link.get("role") or "") == "doc-noteref":
        return True
    if href is None or "#" not in href or not text or not MARK.fullmatch(text):
        return False
    return bool(href.split("#", 1)[1] or BRACKETED.fullmatch(text))


def note_of(link: HtmlElement, places: dict[str, HtmlElement]) -> HtmlElement | None:
    """The note that a mark leads to; None when the place is no note."""
    href, mark = link.get("href") or "", text_of(link).strip("[]() ")
    target = places.get(unquote(href.split("#", 1)[-1]))
    if target is None or target is link:
        return None
    note = target
    while note.tag not in HOLDERS and note.tag not in {"aside", "div", "tr", "section"}:
        parent = note.getparent()
        if parent is None:
            return None
        note = parent
    if note in set(link.iterancestors()) or note.tag in HEADINGS:
        return None
    begins = bool(mark) and text_of(note).lstrip("[( ").startswith(mark)
    back = any("#" in (each.get("href") or "") and BACK.fullmatch(text_of(each)) for each in note.iter("a"))
    return note if note.tag == "li" or begins or back or NOTES.search(names_of(note)) else None


def is_note(element: HtmlElement) -> bool:
    """Whether an element is a footnote, or a list of them, by its role or name."""
    if (element.get("role") or "") in NOTE_ROLES:
        return True
    style = element.get("style") or ""
    return bool(NOTES.search(names_of(element))) or "mso-element:footnote" in style.replace(" ", "")


def drop_empty_sup(holder: HtmlElement | None) -> None:
    """Take out raised brackets and commas that are left of marks."""
    while holder is not None and holder.tag in {"sup", "span", "small"} and holder.getparent() is not None:
        if any(char.isalnum() for char in holder.text_content()):
            return
        above = holder.getparent()
        holder.drop_tree()
        holder = above


def is_bare_mark(sup: HtmlElement) -> bool:
    """Whether raised text is the mark of a note and no power: by its name, its brackets, or the word before it."""
    text = text_of(sup)
    if NAMED.search(names_of(sup)) or PLACE.match(text) or text.startswith("[") or SEVERAL.fullmatch(text):
        return True
    if not text or not MARKS_ONLY.fullmatch(text):
        return False
    if not text[0].isdigit():
        return not text[0].isalpha()
    before = text_before(sup)
    if not before or before[-1].isspace():
        return False
    if before[-1] in ".,;:!?”’\"'»)…":
        return True
    word = re.search(r"[^\W\d_]+$", before)
    year = re.search(r"(?<!\d)(?:1[5-9]|20)\d\d$", before)
    return len(word.group()) > LONGEST_UNIT if word else bool(year)


SEVERAL = on_demand(r"\d{1,3}(?:\s?[,;]\s?\d{1,3})+")
"""The marks of several notes: "1,2"."""
LONGEST_UNIT = 3
"""Letters of the word before raised digits up to which they are its power (km², mph², CO²) and no note."""


def text_before(element: HtmlElement) -> str:
    """The text right before an element, in its parent."""
    before = element.getprevious()
    if before is not None:
        return (before.tail or "") or before.text_content()
    parent = element.getparent()
    return "" if parent is None else parent.text or ""
