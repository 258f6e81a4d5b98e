"""What a browser does not show: hidden by an attribute, by a style or by being a template; and what is struck out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.article import notices
from podcaster.article.boxes import named
from podcaster.article.page.tree import (
    INLINE,
    is_element,
    leave_out,
    linked_length,
    names_of,
    prose_length,
    text_of,
    unwrap,
)
from podcaster.article.parts import letters
from podcaster.patterns import on_demand
from podcaster.sentences import ends_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from podcaster.model import LeftOut

STYLE = on_demand(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*(?:0(?:\.0+)?(?:px|pt|em|rem|%)?|1(?:px|pt))\s*(?:;|!|$)|"
    r"opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)|mso-hide\s*:\s*all|(?:^|;)\s*color\s*:\s*transparent|"
    r"(?:left|right|top|text-indent|margin-left)\s*:\s*-\d{3,}|clip\s*:\s*rect\(\s*[01](?:px)?\b|"
    r"clip-path\s*:\s*inset\(\s*(?:50|100)%|transform\s*:\s*scale\(\s*0\s*\)",
    re.IGNORECASE,
)
"""Styles by which an element's words are out of sight."""
FLAT = on_demand(r"(?:^|;)\s*(?:max-)?(?:height|width)\s*:\s*[01](?:\.0+)?(?:px)?\s*(?:;|!|$)", re.IGNORECASE)
CUT_OFF = on_demand(r"overflow\s*:\s*(?:hidden|clip)", re.IGNORECASE)
STRUCK = on_demand(r"text-decoration(?:-line)?\s*:\s*[^;]*line-through", re.IGNORECASE)
SPOKEN_ONLY = named("hidden")
"""Names of what only screen readers say."""
QUESTION = 10
"""Characters of what opens an answer at least; "Menu" and "Share" are shorter."""
HIDDEN_SHARE = 0.5
"""Share of a page's prose from which on what is hidden is the article, waiting for a script to show it."""
BOX_SHARE = 0.2
"""The same for one block that is hidden from screen readers alone."""
CONTROLS = (
    "template", "dialog", "iframe", "frame", "object", "embed", "applet", "canvas", "audio", "video", "map", "select",
    "datalist", "textarea", "progress", "meter",
)  # fmt: skip
"""Elements whose content is a fall-back or a control, and no text of the article."""
ROLES = frozenset(
    {"dialog", "alertdialog", "tooltip", "menu", "menubar", "toolbar", "search", "tablist", "progressbar"}
)


def drop_hidden(page: HtmlElement, out: list[LeftOut]) -> None:
    """Take out what is not shown, unless it is so much that it must be the article itself."""
    settle_twins(page, out)
    show_without_scripts(page)
    found = [element for element in page.iter() if is_element(element) and is_hidden(element)]
    whole = max(1, prose_length(page))
    for element in found:
        if element.tag in {"html", "body"} or element.getparent() is None or is_answer(element):
            continue
        if prose_length(element) <= HIDDEN_SHARE * whole or is_dialog_of_site(element):
            leave_out(element, "hidden on the page", out)


def is_dialog_of_site(element: HtmlElement) -> bool:
    """Whether a box on top of the page is a notice, about cookies say: on a short page that is most of the words."""
    opened = element.tag == "dialog" or (element.get("role") or "").lower() in {"dialog", "alertdialog"}
    told = any(notices.reason(text_of(each)) for each in (element, *element.iter("p")))
    return opened and told and element.find(".//h1") is None


def show_without_scripts(page: HtmlElement) -> None:
    """Make plain containers of the paragraphs that a page keeps for browsers without scripts, amid other paragraphs."""
    for element in list(page.iter("noscript")):
        texts = [text_of(paragraph) for paragraph in element.iter("p")]
        above, below = element.getprevious(), element.getnext()
        if not texts or above is None or below is None or above.tag != "p" or element.find(".//img") is not None:
            continue
        if all(ends_sentence(text) and len(text) >= LATE_PROSE and not SCRIPTED.search(text) for text in texts):
            element.tag = "div"


LATE_PROSE = 60
"""Characters of a paragraph of prose; what tells to switch scripts on is shorter, or says so."""
SCRIPTED = on_demand(r"\b(?:java ?scripts?|scripts?|browsers?|cookies?)\b", re.IGNORECASE)


def is_answer(element: HtmlElement) -> bool:
    """Whether a block waits for a press on the question above it, with a sentence in it: an accordion."""
    above = element.getprevious()
    if above is None or not is_element(above) or element.tag in INLINE or not ends_sentence(text_of(element)):
        return False
    opener = above if "aria-expanded" in above.attrib else above.find(".//*[@aria-expanded]")
    if opener is None or linked_length(element) or len(text_of(opener)) < QUESTION:
        return False
    opener.tag = "p" if opener is above else opener.tag
    for name in {"style", "hidden", "aria-hidden"} & set(element.attrib):  # or trafilatura drops it
        del element.attrib[name]
    return True


def is_hidden(element: HtmlElement) -> bool:
    """Whether an element is hidden by its kind, an attribute or its style."""
    if element.tag in CONTROLS or (element.get("role") or "").lower() in ROLES or element.get("aria-modal") == "true":
        return True
    if "hidden" in element.attrib and (element.get("hidden") or "").lower() not in {"until-found", "false"}:
        return True
    if "fallback" in element.attrib or "placeholder" in element.attrib:
        return element.tag not in {"input", "textarea"} and not text_of(element).count(". ")
    style = element.get("style") or ""
    if style and (STYLE.search(style) or (FLAT.search(style) and CUT_OFF.search(style))):
        return True
    if element.tag == "p" or element.tag not in INLINE:
        return (
            element.get("aria-hidden") == "true"
            and element.tag not in {"html", "body", "main", "article"}
            and small(element)
        )
    return element.get("aria-hidden") == "true" and not any(char.isalnum() for char in element.text_content())


def small(element: HtmlElement) -> bool:
    """Whether a block holds little of its page's prose."""
    root = element.getroottree().getroot()
    return prose_length(element) <= BOX_SHARE * max(1, prose_length(root))


def settle_twins(page: HtmlElement, out: list[LeftOut]) -> None:
    """Where words stand once for the eyes and once for screen readers, keep the whole ones."""
    for spoken in list(page.iter()):
        if not is_element(spoken) or not SPOKEN_ONLY.search(names_of(spoken)) or spoken.getparent() is None:
            continue
        shown = [
            twin
            for twin in twins(spoken)
            if twin.get("aria-hidden") == "true" and (twin.tag in INLINE or letters(text_of(twin)))
        ]
        if shown and letters(text_of(spoken)) and letters(text_of(spoken)).startswith(letters(text_of(shown[0]))[:1]):
            for twin in shown:
                twin.drop_tree()
            unwrap(spoken)
        elif is_first_letter(spoken):
            unwrap(spoken)
        elif len(spoken.text_content()) < 200:
            leave_out(spoken, "for screen readers only", out)


def is_first_letter(spoken: HtmlElement) -> bool:
    """Whether words for screen readers are the letter of a drawn initial, whose word goes on behind them."""
    return len(text_of(spoken)) == 1 and (spoken.tail or "")[:1].islower()


def twins(element: HtmlElement) -> Iterator[HtmlElement]:
    """The elements beside an element."""
    holder = element.getparent()
    if holder is not None:
        yield from (child for child in holder if child is not element and is_element(child))


def drop_struck(page: HtmlElement, out: list[LeftOut]) -> None:
    """Take out what the writer struck out, and unwrap what stands in its place."""
    whole = max(1, len(page.text_content()))
    for element in list(page.iter()):
        if not is_element(element) or element.getparent() is None:
            continue
        if element.tag in {"del", "s", "strike"} or STRUCK.search(element.get("style") or ""):
            if len(element.text_content()) <= BOX_SHARE * whole:
                leave_out(element, "struck out", out)
        elif element.tag == "ins":
            unwrap(element)
