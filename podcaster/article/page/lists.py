"""Lists, definition lists and tables of prose, as paragraphs that an extractor does not take for menus."""

from __future__ import annotations

import re
from itertools import chain, islice
from typing import TYPE_CHECKING

from podcaster.article.page.tree import (
    HEADINGS,
    INLINE,
    is_element,
    linked_length,
    settle_plain,
    text_of,
    unwrap,
)
from podcaster.sentences import ends_sentence

if TYPE_CHECKING:
    from lxml.html import HtmlElement

ITEM_MARK = "\ue001"
"""Stands before the words of a list's item; a character of private use, which no text has."""
AWAY = frozenset({"nav", "header", "footer", "form", "aside", "figure"})
"""Elements that hold a site's own lists."""
ANSWER = 25
"""Characters of the answers in a list of terms on average from which on it is a part of the text."""
ANNOUNCING = 20
"""Characters from which on a line with a colon announces a list; "More:" and "Tags:" are shorter."""
PROSE = 60
"""Characters from which on a paragraph before a list is prose."""
NEAR = 12
"""Lists and headings at most between a list and the prose around it."""
LINKED = 0.5
"""Share of links from which on a list is one of links."""


def write_lists(page: HtmlElement) -> None:
    """Make paragraphs of the lists that belong to the text."""
    free_headings(page)
    write_bare_text(page)
    for table in list(page.iter("table")):
        write_prose_table(table)
    for terms in list(page.iter("dl")):
        if is_answered(terms):
            write_terms(terms)
    for item in page.iter("p"):
        if "MsoListParagraph" in (item.get("class") or ""):  # Word writes no lists
            item.text = f"{ITEM_MARK}{(item.text or '').lstrip()}"
    for listed in list(page.iter("ul", "ol")):
        if listed.getparent() is not None and belongs(listed):
            write_items(listed)


def free_headings(page: HtmlElement) -> None:
    """Unwrap the containers that hold a heading and nothing else: extractors lose both."""
    for heading in list(page.iter("h2", "h3", "h4", "h5", "h6")):
        holder = heading.getparent()
        alone: HtmlElement = heading
        while holder is not None and holder.tag in {"div", "header", "hgroup"} and stands_alone(alone, holder):
            alone, holder = holder, holder.getparent()
            if holder is not None:
                unwrap(alone)
    settle_plain(page)


def stands_alone(element: HtmlElement, holder: HtmlElement) -> bool:
    """Whether a container has no words but those of one element in it."""
    if (holder.text or "").strip() or (element.tail or "").strip():
        return False
    beside = chain(element.itersiblings(), element.itersiblings(preceding=True))
    return not any((is_element(each) and text_of(each)) or (each.tail or "").strip() for each in beside)


def write_bare_text(page: HtmlElement) -> None:
    """Make paragraphs of the text that stands in a container beside paragraphs, as a browser lays it out."""
    for styled in list(page.iter("font", "center")):
        if any(is_element(child) and child.tag in BLOCKS_BESIDE for child in styled):
            styled.tag = "div"
    for holder in list(page.iter("body", "div", "section", "article", "main", "blockquote", "td")):
        if any(is_element(child) and child.tag in BLOCKS_BESIDE for child in holder):
            wrap_bare(holder)
            continue
        if any(is_element(child) and child.tag in CONTAINERS for child in holder):
            wrap_bare(holder, shortest=PROSE)
        if (
            any(is_element(child) and child.tag in {"div", "section"} for child in holder)
            and (holder.text or "").strip()
        ):
            label = holder.makeelement("div", {})
            label.text, holder.text = holder.text, None
            holder.insert(0, label)  # or the extractor runs it into what follows


def wrap_bare(holder: HtmlElement, shortest: int = ANNOUNCING) -> None:
    """Wrap each run of text and inline elements of a container that is long enough to be a paragraph.

    Args:
        holder: The container.
        shortest: Characters of a run at least.
    """
    from lxml.html import Element

    runs: list[list[HtmlElement]] = [[]]
    heads: list[str] = [holder.text or ""]
    befores: list[HtmlElement | None] = [None]
    for child in holder:
        if is_element(child) and child.tag in INLINE and child.tag != "br":
            runs[-1].append(child)
        elif is_element(child):
            runs.append([])
            heads.append(child.tail or "")
            befores.append(child)
    for all_of_run, head, before in zip(runs, heads, befores, strict=True):
        run = without_ways_on(head, all_of_run)
        words = words_in(head, run)
        label = len(run) == 1 and run[0].tag in {"b", "strong"} and words == text_of(run[0])
        if label and len(words) >= SHORTEST_LABEL:
            pass
        elif len(words) < shortest or not ends_sentence(words) or sum(map(linked_length, run)) > LINKED * len(words):
            continue
        paragraph = Element("p")
        paragraph.text = head
        if before is None:
            holder.text = None
            holder.insert(0, paragraph)
        else:
            before.tail = None
            before.addnext(paragraph)
        paragraph.extend(run)


def words_in(head: str, run: list[HtmlElement]) -> str:
    """The words of a run of text and inline elements."""
    return " ".join(f"{head} {' '.join(text_of(each) + (each.tail or '') for each in run)}".split())


def without_ways_on(head: str, run: list[HtmlElement]) -> list[HtmlElement]:
    """A run without the short links behind its last sentence."""
    while run and is_way_on(run[-1]) and ends_sentence(words_in(head, run[:-1])):
        run = run[:-1]
    return run


def is_way_on(element: HtmlElement) -> bool:
    """Whether an element is a short link with nothing behind it: back, next, home."""
    return element.tag == "a" and len(text_of(element)) < ANNOUNCING and not (element.tail or "").strip()


SHORTEST_LABEL = 4
"""Characters of a bold line that is a heading."""
CONTAINERS = frozenset({"div", "section", "table", "hr"})
"""Blocks beside which only a long run of text is a paragraph: a short one may be a label."""
BLOCKS_BESIDE = frozenset({"p", "ul", "ol", "blockquote", "figure", "h2", "h3", "h4"})


def write_prose_table(table: HtmlElement) -> None:
    """Make paragraphs of the rows of a table whose cells are sentences: steps of a recipe, questions and answers."""
    cells = [cell for cell in table.iter("td") if text_of(cell)]
    sentences = [cell for cell in cells if ends_sentence(text_of(cell)) and len(text_of(cell).split()) >= 4]
    if not cells or table.find(".//table") is not None or len(sentences) < 0.5 * len(cells) or len(sentences) < 2:
        return
    for row in list(table.iter("tr")):
        for cell in list(row.iter("td", "th")):
            cell.tag = "div" if any(is_element(child) and child.tag not in INLINE for child in cell) else "p"
        unwrap(row)
    for part in list(table.iter("thead", "tbody", "tfoot", "colgroup", "caption")):
        unwrap(part)
    table.tag = "div"


def is_answered(terms: HtmlElement) -> bool:
    """Whether a list of terms is text: its answers are sentences, and it stands beside prose."""
    answers = [text_of(answer) for answer in terms.iter("dd")]
    if not answers or any(above.tag in AWAY for above in terms.iterancestors()) or not by_prose(terms):
        return False
    return sum(map(len, answers)) >= ANSWER * len(answers) and any(ends_sentence(answer) for answer in answers)


def write_terms(terms: HtmlElement) -> None:
    """Make paragraphs of terms and answers."""
    for element in list(terms.iter("dt", "dd")):
        if any(is_element(child) and child.tag not in INLINE for child in element):
            element.tag = "div"
        else:
            element.tag = "p"
            if not ends_sentence(text_of(element)):
                element.text = f"{ITEM_MARK}{(element.text or '').lstrip()}"
    terms.tag = "div"


def belongs(listed: HtmlElement) -> bool:
    """Whether a list belongs to the text: a sentence announces it, or it stands by prose and is not made of links."""
    if any(above.tag in AWAY for above in listed.iterancestors()) or listed.find(".//img") is not None:
        return False
    words = len(text_of(listed))
    if not words or listed.find("li") is None:
        return False
    if announced(listed):
        return True
    if linked_length(listed) >= LINKED * words:
        return listed.tag == "ol" and between_paragraphs(listed)
    return (words >= ANSWER and by_prose(listed)) or amid_prose(listed)


def between_paragraphs(listed: HtmlElement) -> bool:
    """Whether paragraphs of prose stand right before and right behind a list: numbered links there are the writer's."""
    below = listed.getnext()
    return by_prose(listed) and below is not None and is_element(below) and is_prose(below)


def amid_prose(listed: HtmlElement) -> bool:
    """Whether paragraphs of prose stand before and behind a list, with headings and lists at most between."""
    return all(
        (found := next((each for each in beside if not is_passed(each)), None)) is not None and is_prose(found)
        for beside in (islice(listed.itersiblings(preceding=True), NEAR), islice(listed.itersiblings(), NEAR))
    )


def is_passed(element: HtmlElement) -> bool:
    """Whether an element is a heading, a list or nothing at all."""
    return (
        not is_element(element)
        or not text_of(element)
        or element.tag in {"ul", "ol", *HEADINGS}
        or ITEM_MARK in (element.text_content()[:4])
    )


def announced(listed: HtmlElement) -> bool:
    """Whether the paragraph before a list ends with a colon."""
    before = listed.getprevious()
    if before is None or not is_element(before) or before.tag == "ul":
        return False
    words = text_of(before)
    return len(words) > ANNOUNCING and (words.endswith(":") or counts(words, listed))


def counts(words: str, listed: HtmlElement) -> bool:
    """Whether a paragraph says how many things it is about, and the list behind it has as many items."""
    items = sum(1 for item in listed if item.tag == "li")
    return 2 < items < len(NUMBERS) and bool(re.search(rf"\b(?:{NUMBERS[items]}|{items})\b", words, re.IGNORECASE))


NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def by_prose(element: HtmlElement) -> bool:
    """Whether a paragraph of prose stands right before an element."""
    before = element.getprevious()
    return before is not None and is_element(before) and is_prose(before)


def is_prose(element: HtmlElement) -> bool:
    """Whether an element is a paragraph of prose."""
    words = text_of(element)
    return element.tag == "p" and len(words) >= PROSE and linked_length(element) < LINKED * len(words)


def write_items(listed: HtmlElement) -> None:
    """Make paragraphs of the items of a list, with a mark that says so."""
    for link in list(listed.iter("a")):
        unwrap(link)
    for item in list(listed.iter("li")):
        blocks = [child for child in item.iterdescendants() if is_element(child) and child.tag not in INLINE]
        if any(block.tag in {"ul", "ol"} for block in blocks):
            return  # trafilatura knows lists in lists
    for item in list(listed.iter("li")):
        inner = [child for child in item if is_element(child) and child.tag not in INLINE]
        if inner:
            item.tag = "div"
            continue
        item.tag = "p"
        item.text = f"{ITEM_MARK}{(item.text or '').lstrip()}"
    listed.tag = "div"
