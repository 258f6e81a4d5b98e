"""A page made ready: layout tables undone, and the boxes taken out that stand around and inside articles on news sites."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

BOXES = re.compile(
    r"(?:^|[\s_-])(?:"
    r"related|recirc\w*|read-?more|also-?read|see-?also|more-?(?:on|from|stories|news|articles)|recommend(?:ed|ations?)|you-?may-?(?:also-?)?like|"
    r"trending|most-?(?:read|popular|viewed|shared)|popular-?posts|promo(?:box|tion)?|teasers?|outbrain|taboola|zergnet|revcontent|"
    r"newsletters?|news-?letter\w*|sign-?up|signup-?\w*|subscri(?:be|ption)\w*|mailchimp|mc4wp\w*|email-?capture|"
    r"author-?(?:bio|box|info|card|description|profile|details|block)|about-?(?:the-?)?author|post-?author|bio(?:graphy)?|contributor-?(?:bio|box)|"
    r"share|sharing|share-?(?:bar|tools|buttons?|links?)|social(?:-\w+)?|sharedaddy|addtoany|addthis\w*|sociable|"
    r"photo-?credits?|image-?credits?|img-?credits?|credits?|photo-?caption|image-?caption|media-?caption|wp-caption(?:-text)?|figcaption|caption(?:-text)?|"
    r"cutline|slideshow-?caption|video-?(?:caption|description|title|info)|"
    r"advert\w*|ad-?(?:slot|unit|container|wrapper|label|text)|sponsor(?:ed)?\w*|dfp|"
    r"comments?-?(?:list|area|section|form|wrap\w*)|disqus\w*|livefyre|"
    r"breadcrumbs?|pagination|paginator|post-?nav\w*|tags?-?(?:list|links|cloud|container)|post-?tags|article-?tags|topics?-?(?:list|tags)|"
    r"cookie-?\w*|consent-?\w*|gdpr\w*|paywall\w*|donat(?:e|ion)\w*|copyright|print-?only|visually-?hidden|sr-only|screen-reader-text|"
    r"skip-?(?:link|nav|to)\w*|jump-?links?|toc|table-of-contents"
    r")(?:$|[\s_-])",
    re.IGNORECASE,
)
CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
BOX_TAGS = frozenset(
    {
        "div",
        "section",
        "aside",
        "ul",
        "ol",
        "p",
        "span",
        "figure",
        "nav",
        "dl",
        "header",
        "footer",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "a",
    }
)
NEVER_READ = (
    "script",
    "style",
    "noscript",
    "template",
    "nav",
    "form",
    "button",
    "select",
    "textarea",
    "iframe",
    "svg",
    "menu",
    "dialog",
)
BOX_SHARE = 0.2
"""Share of a page's prose that a box may hold; what holds more is the article in an oddly named element."""
CELL_PROSE = 400
"""Characters of paragraphs in one cell of a table from which on the table is layout."""


def prepare(tree: HtmlElement) -> HtmlElement:
    """A copy of a page without boxes and layout tables."""
    page = deepcopy(tree)
    undo_layout_tables(page)
    drop_boxes(page)
    return page


def undo_layout_tables(page: HtmlElement) -> None:
    """Turn tables that lay out a page into plain containers: those with paragraphs or tables in a cell."""
    for table in list(page.iter("table")):
        cells = (cell for cell in table.iter("td", "th"))
        if any(cell.find(".//table") is not None or prose_length(cell) >= CELL_PROSE for cell in cells):
            for element in table.iter("table", "tbody", "thead", "tfoot", "tr", "td", "th"):
                if next(element.iterancestors("table"), table) is table:
                    element.tag = "div"


def prose_length(element: HtmlElement) -> int:
    """Characters in the paragraphs of an element."""
    return sum(len(paragraph.text_content()) for paragraph in element.iter("p"))


def drop_boxes(page: HtmlElement) -> None:
    """Take out the elements whose names say that they are no part of the article, unless they hold much of the prose."""
    whole = max(1, prose_length(page))
    for element in list(page.iter(*BOX_TAGS)):
        if element.getparent() is None or not is_box(element):
            continue
        if prose_length(element) <= BOX_SHARE * whole and element.find(".//h1") is None:
            element.drop_tree()


def is_box(element: HtmlElement) -> bool:
    """Whether an element's class or id names it as a box."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return bool(names.strip()) and bool(BOXES.search(CAMEL.sub("-", names)))
