"""Regions of a page that are no part of the article by what they hold: menus, notices about cookies, polls, players."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from podcaster.article import notices, shape
from podcaster.article.boxes import named
from podcaster.article.page.tree import (
    HEADINGS,
    INLINE,
    is_element,
    leave_out,
    linked_length,
    names_of,
    prose_length,
    text_of,
)
from podcaster.patterns import on_demand
from podcaster.sentences import ends_sentence

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from podcaster.model import LeftOut

REGIONS = frozenset(
    {
        "div",
        "section",
        "aside",
        "nav",
        "header",
        "footer",
        "form",
        "fieldset",
        "ul",
        "ol",
        "td",
        "tr",
        "table",
        "p",
        "center",
        "dl",
        "li",
    }
)
MENU_LINKS = 4
"""Links from which on a run of them is a menu."""
MENU_SHARE = 0.75
"""Share of links in its text from which on a region is a menu."""
LONGEST_ENTRY = 40
"""Characters of a menu's entry on average; headlines and items of a list are longer."""
POLL_PROSE = 300
"""Characters of paragraphs in a region with controls from which on it is more than a form."""
REGION_SHARE = 0.2
"""Share of a page's prose that a region may hold which is left out for what it holds."""
NOTICE_LENGTH = 2500
"""Characters of a notice about cookies at most."""
CHOICES = ("radio", "checkbox", "email", "text", "search", "range", "tel", "")
ODD = ("aside", "header", "footer", "nav", "form", "figure", "fieldset", "dialog", "details", "address")
"""Elements that readers of pages pass over; some sites keep the article in one."""
ARTICLE_SHARE = 0.5
"""Share of a page's prose from which on such an element holds the article."""


def drop_regions(page: HtmlElement, out: list[LeftOut]) -> None:
    """Take the regions out that are no part of the article."""
    drop_consent(page, out)
    join_articles(page)
    free_article(page)
    drop_forms(page, out)
    drop_players(page, out)
    drop_galleries(page, out)
    drop_related(page, out)
    drop_contents(page, out)
    drop_menus(page, out)


def drop_galleries(page: HtmlElement, out: list[LeftOut]) -> None:
    """Take out boxes that are named after a gallery, with several pictures and no words but those below them."""
    for element in list(page.iter("div", "section", "ul", "ol", "aside")):
        if element.getparent() is None or not GALLERY.search(names_of(element)):
            continue
        pictures = sum(1 for _ in element.iter("img"))
        pieces = [text_of(each) for each in element.iter("p", "li", "span", "div", "h2", "h3", "h4") if not len(each)]
        if pictures > 1 and all(len(each) <= LONGEST_SHOWN for each in pieces) and element.find(".//h1") is None:
            leave_out(element, "a gallery", out)


GALLERY = named("gallery")
LONGEST_SHOWN = 200
"""Characters below a picture of a gallery at most; what is longer is told, not shown."""


def drop_related(page: HtmlElement, out: list[LeftOut]) -> None:
    """Take out boxes of other articles: a heading such as "More from ..." above several headlines that are links."""
    seen: set[HtmlElement] = set()
    for heading in list(page.iter(*HEADINGS)):
        box = heading.getparent()
        if box is None or box in seen or box.tag not in REGIONS or not shape.heads_links(text_of(heading)):
            continue
        seen.add(box)
        inside = list(itertools.islice(box.iter(*HEADINGS), HEADLINES + 1))
        if len(inside) > HEADLINES or any(each.tag == "h1" for each in inside):
            continue
        headlines = [
            each
            for each in inside
            if each is not heading and linked_length(each) > LINKED_HEADLINE * len(text_of(each)) > 0
        ]
        plain = [each for each in inside if each is not heading and each not in headlines]
        if len(headlines) > 1 and not plain:
            leave_out(box, "links to other articles", out)


HEADLINES = 30
"""Headings in a box of other articles at most."""
LINKED_HEADLINE = 0.8
"""Share of links in a headline from which on it is one."""


def drop_consent(page: HtmlElement, out: list[LeftOut]) -> None:
    """Take out what asks for consent to cookies and to content from elsewhere."""
    for element in list(page.iter("p", "div", "section", "aside", "span", "form", "li")):
        if element.getparent() is None or len(element.text_content()) > NOTICE_LENGTH:
            continue
        if any(is_element(child) and child.tag not in INLINE for child in element):
            continue
        if notices.asks_consent(text_of(element)):
            leave_out(whole_notice(element), "a notice about cookies or consent", out)


def whole_notice(element: HtmlElement) -> HtmlElement:
    """The largest element around a notice that holds nothing else: its heading, its buttons, more of its kind."""
    while (above := element.getparent()) is not None and above.tag not in {"body", "article", "main", "html"}:
        rest = "".join(
            text_of(child)
            for child in above
            if child is not element and is_element(child) and not goes_on(text_of(child))
        )
        if (
            len(rest) > 120
            or ends_sentence(rest)
            or len((above.text or "").strip()) > 40
            or above.find(".//h1") is not None
        ):
            break
        element = above
    return element


def goes_on(text: str) -> bool:
    """Whether a text beside a notice about cookies is more of it: it asks for consent too, or is about cookies."""
    if len(text) > NOTICE_LENGTH:
        return False
    words, voice = notices.consent_pattern()
    sparse = len(words.findall(text)) * WORDS_A_SIGN < len(text.split())
    return notices.asks_consent(text) or (not sparse and bool(voice.search(text) or "cookie" in text.lower()))


WORDS_A_SIGN = 18
"""Words of a paragraph beside such a notice for each word of consent in it, up to which it belongs to the notice."""


def join_articles(page: HtmlElement) -> None:
    """Put the halves of an article together that stand in elements side by side: the second has no headline."""
    for first in list(page.iter("article")):
        holder = first.getparent()
        if holder is None or first.tag != "article":
            continue
        for second in list(first.itersiblings("article")):
            headed = any(True for _ in second.iter("h1", "h2", "h3", "h4")) and second.find(".//h1") is None
            if headed or second.find(".//h1") is not None or second.find(".//article") is not None:
                break
            if prose_length(second) < ARTICLE_HALF or linked_length(second) > PLAIN_LINKS * len(text_of(second)):
                break
            second.tag = "div"
            first.append(second)


ARTICLE_HALF = 120
"""Characters of prose of a second half at least."""
PLAIN_LINKS = 0.2
"""Share of links in it at most."""


def free_article(page: HtmlElement) -> None:
    """Make a plain container of an odd element that holds the article."""
    whole = max(1, prose_length(page))
    for element in list(page.iter(*ODD)):
        if prose_length(element) > ARTICLE_SHARE * whole and len(text_of(element)) > POLL_PROSE:
            element.tag = "div"


def drop_forms(page: HtmlElement, out: list[LeftOut]) -> None:
    """Take out polls, searches and sign-up forms, with the text that belongs to them."""
    whole = max(1, prose_length(page))
    for control in list(page.iter("input", "select", "textarea")):
        if "disabled" in control.attrib and control.getparent() is not None:
            control.drop_tree()  # it shows what is done, and asks nothing
        if control.getparent() is None or (control.get("type") or "").lower() not in CHOICES:
            continue
        region = next(
            (above for above in control.iterancestors() if above.tag in REGIONS and above.tag not in {"li", "p"}), None
        )
        if region is None or region.find(".//h1") is not None or region.find(".//article") is not None:
            continue
        if ticks_off(control, region):
            control.drop_tree()
        elif prose_length(region) <= min(POLL_PROSE, REGION_SHARE * whole):
            leave_out(region, "a form", out)
        else:
            control.drop_tree()
    for element in list(page.iter("svg", "label")):
        drawn = text_of(element) or (element.get("aria-label") or "")
        if element.tag == "svg" and len(drawn) == 1 and drawn.isupper():
            continue  # a drawn initial
        if element.tag == "svg" or element.find(".//input") is not None:
            leave_out(element, "a control or a drawing", out)


def ticks_off(control: HtmlElement, region: HtmlElement) -> bool:
    """Whether a box to tick stands before the words of an item of a list, and nothing is sent: a recipe's list."""
    if (control.get("type") or "").lower() != "checkbox" or region.tag not in {"ul", "ol"}:
        return False
    sent = any(above.tag in {"form", "fieldset"} for above in control.iterancestors())
    return not sent and all(text_of(item) for item in region.iter("li"))


def drop_players(page: HtmlElement, out: list[LeftOut]) -> None:
    """Take out what plays sounds and films: short boxes with times, buttons, and no sentence."""
    for element in list(page.iter("div", "section", "aside", "span")):
        if element.getparent() is None or len(text := text_of(element)) > LONGEST_PLAYER or ends_sentence(text):
            continue
        controls = element.find(".//button") is not None or len(set(CONTROLS.findall(text.lower()))) > 1
        if PLAYED.search(text) and controls and element.find(".//p") is None:
            leave_out(element, "a player", out)


CONTROLS = on_demand(lambda: rf"{'|'.join(notices.entries('player'))}|\d(?:\.\d+)?x\b")
"""Labels of a player's buttons."""
LONGEST_PLAYER = 120
"""Characters of the labels of a player at most."""
PLAYED = on_demand(r"\d{1,2}:\d\d(?!\d)|\b[012](?:\.\d+)?x\b")


def drop_contents(page: HtmlElement, out: list[LeftOut]) -> None:
    """Take out tables of contents: lists whose every item is a link to a place in the page, with their heading."""
    for listed in list(page.iter("ul", "ol")):
        items = [item for item in listed.iter("li") if text_of(item)]
        if (
            listed.getparent() is None
            or len(items) < CONTENTS
            or any(above.tag == "li" for above in listed.iterancestors())
        ):
            continue
        links = [link for link in listed.iter("a") if text_of(link)]
        inside = [
            link for link in links if (link.get("href") or "").startswith("#") and len(link.get("href") or "") > 1
        ]
        if len(inside) < len(items) or sum(len(text_of(link)) for link in inside) < CONTENTS_SHARE * len(
            text_of(listed)
        ):
            continue
        heading = listed.getprevious()
        if (
            heading is not None
            and is_element(heading)
            and not ends_sentence(text_of(heading))
            and len(text_of(heading)) <= 40
        ):
            leave_out(heading, "a table of contents", out)
        leave_out(listed, "a table of contents", out)


CONTENTS = 2
"""Items of a table of contents at least."""
CONTENTS_SHARE = 0.8
"""Share of links in it; numbers of sections stand beside them."""


def drop_menus(page: HtmlElement, out: list[LeftOut]) -> None:
    """Take out runs of short links: menus, tags, ways around a site; but no list that a sentence announces."""
    for element in list(page.iter(*REGIONS)):
        if element.getparent() is None or element.getroottree().getroot() is not page.getroottree().getroot():
            continue
        links = [len(text_of(link)) for link in element.iter("a") if link.get("href") and text_of(link)]
        if len(links) < MENU_LINKS or sum(links) > LONGEST_ENTRY * len(links):
            continue
        text = text_of(element)
        if sum(links) < MENU_SHARE * len(re.sub(r"[\W_]+", "", text)) or is_announced(element) or ends_sentence(text):
            continue
        if element.find(".//h1") is None:
            leave_out(element, "a menu", out)


def is_announced(element: HtmlElement) -> bool:
    """Whether the text before a list ends with a colon, or the list stands between two paragraphs of prose."""
    above = element
    while above.getprevious() is None and above.getparent() is not None and above.tag in {"li", "ul", "ol", "dl"}:
        above = above.getparent()
    before = above.getprevious()
    if before is None or not is_element(before):
        return False
    words = text_of(before)
    return words.endswith(":") and len(words) > 20
