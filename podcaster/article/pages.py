"""A page made ready: layout tables undone, and the boxes taken out that stand around and inside articles."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from podcaster.article import notices
from podcaster.article.boxes import named
from podcaster.article.page import write_meaning
from podcaster.article.page.tree import INLINE, is_element, linked_length, names_of, prose_length, text_of
from podcaster.article.parts import tidy
from podcaster.sentences import ends_sentence

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from podcaster.model import LeftOut

BOXES, CAPTIONS, PICTURE_BLOCKS = named("box"), named("caption"), named("picture block")
EVERYDAY = named("everyday box", "", "")
"""Names that are everyday words too: they need a second sign."""
PLAIN_LINKS = 0.1
"""Share of links up to which prose in a box of such a name is plain."""
EXTRACTORS = named("extractor", "", "")
"""Parts of names by which the extractor itself drops an element, "barley" and "metaphor" too (trafilatura.xpaths).

Between paragraphs of prose, plain prose in such an element is the article's.
"""
BOX_TAGS = (
    "div", "section", "aside", "ul", "ol", "p", "span", "figure", "nav", "dl", "header", "footer", "h2", "h3", "h4",
    "h5", "h6", "a",
)  # fmt: skip
BOX_SHARE = 0.2
"""Share of a page's prose that a box may hold; what holds more is the article in an oddly named element."""
ALIKE_SHARE = 0.5
"""The same for all boxes of one name together."""
ANCHOR = 30
"""Characters from which on a paragraph is one of its kind on a page."""
LONGEST_CAPTION = 700
"""Characters; what is longer holds more than a caption."""
PARAGRAPH_MARK = "\ue000"
"""Stands for two line breaks in a row; a character of private use, which no text has."""
LONG_CONTAINER = 60
"""Characters from which on a container without paragraphs may be one itself."""
CELL_PROSE = 400
"""Characters of paragraphs in one cell of a table from which on the table is layout."""


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands under a picture, and between which paragraphs."""

    text: str
    """Its words."""
    before: str
    """The paragraph before it; empty when it comes first."""
    after: str
    """The paragraph behind it; empty when it comes last."""


def prepare(tree: HtmlElement, language: str, out: list[LeftOut]) -> tuple[HtmlElement, list[Caption]]:
    """A copy of a page without captions, boxes and layout tables; and the captions."""
    page = deepcopy(tree)
    write_meaning(page, language, out)
    undo_layout_tables(page)
    mark_double_breaks(page)
    name_paragraphs(page)
    captions = take_captions(page)
    free_entries(page)
    drop_boxes(page)
    return page, captions


def free_entries(page: HtmlElement) -> None:
    """Take the names from the entries of one page, of which the extractor would believe the first to be the article.

    Entries of a list of articles have headlines that are links; these are left alone.
    """
    groups: dict[tuple[HtmlElement | None, str], list[HtmlElement]] = {}
    for element in page.iter("div", "section", "article"):
        if ENTRIES.search(name := element.get("class") or ""):
            groups.setdefault((element.getparent(), name), []).append(element)
    for alike in groups.values():
        if len(alike) > 1 and all(is_entry(element) for element in alike):
            for element in alike:
                del element.attrib["class"]
                element.tag = "div"


def is_entry(element: HtmlElement) -> bool:
    """Whether an element is a part of a longer text: paragraphs without a headline, or under one that is no link."""
    headings = list(element.iter("h1", "h2", "h3", "h4"))
    if any(heading.tag == "h1" or linked_length(heading) for heading in headings):
        return False
    return any(begins_prose(each) for each in element.iter("p"))


ENTRIES = named("extractor entry", "", "")
"""Names by which the extractor finds the article (trafilatura.xpaths); it takes the first element of that name."""


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
    """Whether an element is a caption, by its tag, its name or its picture, and short enough to be one."""
    named = element.tag == "figcaption" or bool(CAPTIONS.search(names_of(element))) or is_slanted(element)
    named = named or is_under_picture(element)
    return named and len(element.text_content()) <= LONGEST_CAPTION and element.find(".//h1") is None


def is_under_picture(element: HtmlElement) -> bool:
    """Whether an element is the words of a block that is named after its picture, and holds nothing else."""
    block = element.getparent()
    if block is None or element.tag in {"p", "a"} or not PICTURE_BLOCKS.search(names_of(block)):
        return False
    text = tidy(block.text_content())
    return 0 < len(text) <= LONGEST_CAPTION // 2 and block.find(".//img") is not None and block.find(".//p") is None


def is_slanted(element: HtmlElement) -> bool:
    """Whether a paragraph is all in italics or small print, and has a picture in it or right above it."""
    if element.tag != "p":
        return False
    above = element.getprevious()
    pictured = element.find(".//img") is not None or (
        above is not None and above.tag in {"p", "figure", "img", "div"} and is_picture(above)
    )
    if not pictured:
        return False
    slanted = sum(len(tidy(part.text_content())) for part in element if part.tag in {"em", "i", "small", "figcaption"})
    return 0 < len(tidy(element.text_content())) <= slanted + 2


def is_picture(element: HtmlElement) -> bool:
    """Whether an element holds a picture and no words."""
    pictured = element.tag == "img" or element.find(".//img") is not None
    return pictured and not element.text_content().strip()


def name_paragraphs(page: HtmlElement) -> None:
    """Make paragraphs of the innermost containers, on a page that keeps most of its words in those."""
    inner = [
        element
        for element in page.iter("div")
        if all(child.tag in INLINE for child in element.iterdescendants())
        and len(element.text_content()) >= LONG_CONTAINER
    ]
    if sum(len(element.text_content()) for element in inner) > 2 * prose_length(page):
        for element in inner:
            element.tag = "p"


def mark_double_breaks(page: HtmlElement) -> None:
    """Note where two line breaks in a row stand for the end of a paragraph: trafilatura makes one of them."""
    for first in page.iter("br"):
        second = first.getnext()
        if second is not None and second.tag == "br" and not (first.tail or "").strip():
            first.tail = PARAGRAPH_MARK


def undo_layout_tables(page: HtmlElement) -> None:
    """Turn tables that lay out a page into plain containers: with paragraphs or tables in a cell, or without cells."""
    for table in list(page.iter("table")):
        cells = list(table.iter("td", "th"))
        if not cells or any(
            cell.find(".//table") is not None or holds_list(cell) or holds_prose(cell) for cell in cells
        ):
            for element in table.iter("table", "tbody", "thead", "tfoot", "tr", "td", "th"):
                if next(element.iterancestors("table"), table) is table:
                    element.tag = "div"


def holds_list(cell: HtmlElement) -> bool:
    """Whether a list stands in a cell of a table."""
    return cell.find(".//ul") is not None or cell.find(".//ol") is not None


def holds_prose(cell: HtmlElement) -> bool:
    """Whether a cell of a table holds paragraphs: as elements, or as text with line breaks between."""
    texts = (tidy(paragraph.text_content()) for paragraph in cell.iter("p"))
    if sum(len(text) >= LONG_CONTAINER and ends_sentence(text) for text in texts) > 1:
        return True
    breaks = sum(1 for _ in cell.iter("br"))
    return prose_length(cell) >= CELL_PROSE or (breaks > 3 and len(cell.text_content()) >= CELL_PROSE)


def drop_boxes(page: HtmlElement) -> None:
    """Take out the elements whose names say that they are no part of the article, but none with much of the prose."""
    keep_named_prose(page)
    whole = max(1, prose_length(page))
    boxes: dict[str, list[tuple[HtmlElement, int]]] = {}
    for element in page.iter(*BOX_TAGS):
        if not (name := box_name(element)):
            continue
        if EVERYDAY.fullmatch(name) and holds_plain_prose(element):
            for attribute in {"class", "id"} & set(element.attrib):  # or trafilatura drops it for its name
                del element.attrib[attribute]
        else:
            boxes.setdefault(name, []).append((element, prose_length(element)))
    for alike in boxes.values():
        # Some sites give every paragraph of an article such a name.
        if sum(length for _, length in alike) > ALIKE_SHARE * whole:
            continue
        for element, length in alike:
            if length <= BOX_SHARE * whole and element.getparent() is not None and element.find(".//h1") is None:
                element.drop_tree()


def keep_named_prose(page: HtmlElement) -> None:
    """Take the names from elements with prose between paragraphs: "comment-from-the-guild", "sidebar-history"."""
    freed: set[HtmlElement] = set()
    for element in page.iter("div", "section", "p", "blockquote"):
        names = names_of(element)
        if not EXTRACTORS.search(names) or is_box(names) or not holds_plain_prose(element):
            continue
        above = islice(element.itersiblings(preceding=True), 3)
        if not amid_prose(element) and (element.getnext() is not None or freed.isdisjoint(above)):
            continue
        freed.add(element)
        for attribute in {"class", "id"} & set(element.attrib):
            del element.attrib[attribute]


def amid_prose(element: HtmlElement) -> bool:
    """Whether an element stands between paragraphs or boxes of prose; a headline may stand for the first."""
    above, below = (list(islice(each, 3)) for each in (element.itersiblings(preceding=True), element.itersiblings()))
    return any(map(begins_prose, below)) and any(begins_prose(each) or each.tag == "h1" for each in above)


def begins_prose(element: HtmlElement) -> bool:
    """Whether an element is a paragraph of prose, or a container whose first paragraph is one."""
    first = element if element.tag == "p" else element.find("p") if is_element(element) else None
    return (
        first is not None
        and len(text_of(first)) >= LONG_CONTAINER
        and linked_length(first) <= PLAIN_LINKS * len(text_of(first))
    )


def is_box(names: str) -> bool:
    """Whether the names of an element say that it is no part of an article, and are no everyday words."""
    found = BOXES.search(names)
    return found is not None and not EVERYDAY.fullmatch(found.group().strip(" _-"))


def holds_plain_prose(element: HtmlElement) -> bool:
    """Whether an element with the name of a box holds sentences like the article's, and nothing that boxes hold."""
    text = tidy(element.text_content())
    if linked_length(element) > PLAIN_LINKS * len(text) or element.find(".//img") is not None:
        return False
    if any(True for _ in element.iter("form", "input", "button", "iframe")) or notices.speaks_for_site(text):
        return False
    paragraphs = [element] if element.tag in {"p", "span"} else list(element.iter("p"))
    texts = [tidy(paragraph.text_content()) for paragraph in paragraphs]
    return any(
        len(each) >= LONG_CONTAINER
        and ends_sentence(each)
        and not notices.find("notice", each)
        and not notices.find("author", each)
        for each in texts
    )


def box_name(element: HtmlElement) -> str:
    """The word in an element's class or id that names it as a box; empty when there is none."""
    found = BOXES.search(names_of(element))
    return found.group().strip(" _-").lower() if found else ""
