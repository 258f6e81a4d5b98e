"""A page made ready: layout tables undone, and the boxes taken out that stand around and inside articles."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcaster.article.parts import tidy

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
PICTURE_NAMES = (
    r"(?:photo|image|img|media|slideshow|wp)-?(?:credits?|captions?)", r"credits?", r"captions?", r"caption-text",
    r"figcaption", r"cutline", r"video-?(?:caption|description|title|info)",
)  # fmt: skip
"""The same, for what stands under pictures."""


def whole_words(names: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for names that stand alone in a class or id, or between hyphens."""
    return re.compile(rf"(?:^|[\s_-])(?:{'|'.join(names)})(?:$|[\s_-])", re.IGNORECASE)


BOXES = whole_words(NAMES)
CAPTIONS = whole_words(PICTURE_NAMES)
CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
BOX_TAGS = (
    "div", "section", "aside", "ul", "ol", "p", "span", "figure", "nav", "dl", "header", "footer", "h2", "h3", "h4",
    "h5", "h6", "a",
)  # fmt: skip
BOX_SHARE = 0.2
"""Share of a page's prose that a box may hold; what holds more is the article in an oddly named element."""
ANCHOR = 30
"""Characters from which on a paragraph is one of its kind on a page."""
LONGEST_CAPTION = 700
"""Characters; what is longer holds more than a caption."""
CELL_PROSE = 400
"""Characters of paragraphs in one cell of a table from which on the table is layout."""


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands under a picture, and between which paragraphs."""

    text: str
    before: str
    """The paragraph before it; empty when it comes first."""
    after: str
    """The paragraph behind it; empty when it comes last."""


def prepare(tree: HtmlElement) -> tuple[HtmlElement, list[Caption]]:
    """A copy of a page without captions, boxes and layout tables; and the captions."""
    page = deepcopy(tree)
    undo_layout_tables(page)
    captions = take_captions(page)
    drop_boxes(page)
    return page, captions


def take_captions(page: HtmlElement) -> list[Caption]:
    """Take the captions out of a page, with the paragraphs that they stand between."""
    found: list[HtmlElement] = []
    waiting: list[tuple[str, str]] = []
    captions: list[Caption] = []
    before = ""
    inside: set[HtmlElement] = set()
    for element in page.iter("figcaption", *BOX_TAGS):
        if element.getparent() in inside:
            inside.add(element)
        elif is_caption(element):
            inside.add(element)
            found.append(element)
            waiting.append((tidy(" ".join(element.itertext())), before))
        elif element.tag == "p" and len(text := tidy(element.text_content())) >= ANCHOR:
            captions += [Caption(words, above, text) for words, above in waiting if words]
            waiting, before = [], text
    for element in found:
        element.drop_tree()  # and not at once: that would end the walk
    return captions + [Caption(words, above, "") for words, above in waiting if words]


def is_caption(element: HtmlElement) -> bool:
    """Whether an element is a caption, by its tag or its name, and short enough to be one."""
    named = element.tag == "figcaption" or bool(CAPTIONS.search(names_of(element)))
    return named and len(element.text_content()) <= LONGEST_CAPTION and element.find(".//h1") is None


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
    return bool(BOXES.search(names_of(element)))


def names_of(element: HtmlElement) -> str:
    """An element's class and id, words in camel case apart."""
    return CAMEL.sub("-", f"{element.get('class') or ''} {element.get('id') or ''}")
