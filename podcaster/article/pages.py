"""A page made ready: layout tables undone, and the boxes taken out that stand around and inside articles."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

NAMES = (
    # articles to read next
    r"related", r"recirc\w*", r"read-?more", r"also-?read", r"see-?also", r"more-?(?:on|from|stories|news|articles)",
    r"recommend(?:ed|ations?)", r"you-?may-?(?:also-?)?like", r"trending", r"most-?(?:read|popular|viewed|shared)",
    r"popular-?posts", r"promo(?:box|tion)?", r"teasers?", r"outbrain", r"taboola", r"zergnet", r"revcontent",
    # newsletters
    r"news-?letter\w*", r"sign-?up", r"signup-?\w*", r"subscri(?:be|ption)\w*", r"mailchimp", r"mc4wp\w*",
    r"email-?capture",
    # the author
    r"author-?(?:bio|box|info|card|description|profile|details|block)", r"about-?(?:the-?)?author", r"post-?author",
    r"bio(?:graphy)?", r"contributor-?(?:bio|box)",
    # sharing
    r"share", r"sharing", r"share-?(?:bar|tools|buttons?|links?)", r"social(?:-\w+)?", r"sharedaddy", r"addtoany",
    r"addthis\w*", r"sociable",
    # pictures
    r"(?:photo|image|img|media|slideshow|wp)-?(?:credits?|captions?)", r"credits?", r"captions?", r"caption-text",
    r"figcaption", r"cutline", r"video-?(?:caption|description|title|info)",
    # advertising
    r"advert\w*", r"ad-?(?:slot|unit|container|wrapper|label|text)", r"sponsor(?:ed)?\w*", r"dfp",
    # comments
    r"comments?-?(?:list|area|section|form|wrap\w*)", r"disqus\w*", r"livefyre",
    # ways around the site
    r"breadcrumbs?", r"pagination", r"paginator", r"post-?nav\w*", r"tags?-?(?:list|links|cloud|container)",
    r"post-?tags", r"article-?tags", r"topics?-?(?:list|tags)", r"skip-?(?:link|nav|to)\w*", r"jump-?links?", r"toc",
    r"table-of-contents",
    # notices
    r"cookie-?\w*", r"consent-?\w*", r"gdpr\w*", r"paywall\w*", r"donat(?:e|ion)\w*", r"copyright", r"print-?only",
    r"visually-?hidden", r"sr-only", r"screen-reader-text",
)  # fmt: skip
"""Words in the class or id of elements that are no part of an article, as sites and their systems use them."""
BOXES = re.compile(rf"(?:^|[\s_-])(?:{'|'.join(NAMES)})(?:$|[\s_-])", re.IGNORECASE)
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
    """Take out the elements whose names say that they are no part of the article, but none with much of the prose."""
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
