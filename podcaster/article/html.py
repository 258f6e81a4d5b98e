"""HTML pages: trafilatura finds the article; the rules here name its parts and put aside what is not read aloud."""

from __future__ import annotations

import logging
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from podcaster.article import shape
from podcaster.article.names import split_names
from podcaster.article.pages import prepare
from podcaster.article.parts import Facts, Part, tidy
from podcaster.article.structured import article_body, linked_data, page_facts
from podcaster.errors import ArticleError
from podcaster.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lxml.html import HtmlElement

LINKED = 0.8
"""Share of links from which on a short part is a link and not a sentence with one."""
ENOUGH = 200
"""Characters of prose below which the next way of reading a page is tried."""
SHORTFALL = 0.6
"""When the strict reading keeps less than this share of the lenient one, it has lost the article and not the menus."""
TWEET = re.compile(r"\s*[—–-]\s*(?P<name>[^@—–]{2,60}?)\s*\((?P<handle>@\w+)\)\s*(?:\w+ \d{1,2}, \d{4})?\s*$")


def read_html(text: str, link: str = "") -> tuple[list[Part], Facts]:
    """The parts of a page's article, and what the page tells about itself.

    Args:
        text: The page.
        link: Where it was fetched from; empty when it was a file.

    Raises:
        ArticleError: There is no HTML in it.
    """
    from trafilatura.utils import load_html

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    tree = load_html(text)
    if tree is None:
        raise ArticleError("The page has no HTML in it.", "Copy the article's text into a .txt file and give that.")
    data = linked_data(tree)
    facts = page_facts(tree, data, link)
    parts = best_reading(prepare(tree), article_body(data), link)
    name_parts(parts, facts)
    return parts, facts


def best_reading(tree: HtmlElement, stated: str, link: str) -> list[Part]:
    """The parts of the best of several readings of a page.

    The strict one, unless it lost the article; judged by the text that the page itself states, where it states one.
    """
    strict, lenient = extract(tree, link, strict=True), extract(tree, link, strict=False)
    lengths = prose(strict), prose(lenient)
    best = strict if lengths[0] >= SHORTFALL * lengths[1] and lengths[0] >= min(ENOUGH, lengths[1]) else lenient
    if len(stated) > ENOUGH:
        best = max((best, strict, lenient), key=lambda parts: agreement(parts, stated))
    if prose(best) >= ENOUGH:
        return best
    return max((best, stated_parts(stated), bare_parts(tree)), key=prose)


def prose(parts: Sequence[Part]) -> int:
    """Characters of prose in some parts."""
    return sum(len(part.text) for part in parts if part.kind in {None, BlockKind.QUOTATION})


def agreement(parts: Sequence[Part], stated: str) -> float:
    """How well some parts fit the text that a page states, from 0 to 1 (F1 of their words)."""
    mine, theirs = (Counter(shape.words_of(text)) for text in (" ".join(part.text for part in parts), stated))
    common = (mine & theirs).total()
    return 2 * common / max(1, mine.total() + theirs.total())


def extract(tree: HtmlElement, link: str, *, strict: bool) -> list[Part]:
    """What trafilatura takes for the article."""
    from copy import deepcopy

    from trafilatura import bare_extraction

    try:
        document = bare_extraction(
            deepcopy(tree), url=link or None, favor_precision=strict, include_comments=False, include_links=True
        )
    except (ValueError, TypeError, AttributeError, IndexError, RecursionError):
        return []  # a page that trafilatura stumbles over has other readings
    body: Any = getattr(document, "body", None)
    return [] if body is None else list(body_parts(body))


def stated_parts(stated: str) -> list[Part]:
    """The paragraphs of the text that a page states in its JSON-LD."""
    return [Part(line) for line in stated.split("\n") if line]


def bare_parts(tree: HtmlElement) -> list[Part]:
    """Every paragraph of a page, for want of anything better; without paragraphs, every line of its text."""
    from trafilatura import html2txt

    paragraphs = [
        Part(element.text_content()) for element in tree.iter("p", "blockquote") if tidy(element.text_content())
    ]
    return paragraphs or [Part(line) for line in html2txt(tree).split("\n") if line.strip()]


def body_parts(body: HtmlElement) -> Iterator[Part]:
    """The parts of an article as trafilatura gives it: its tags are p, head, list, item, quote, table, code, hi, ref and lb."""
    for element in body:
        tag = str(element.tag)
        if tag == "head":
            yield make_part(element, BlockKind.HEADING)
        elif tag == "list":
            for item in element.iter("item"):
                yield from split_breaks(item, None, item=True)
        elif tag == "quote":
            yield from quotation(element)
        elif tag == "table":
            yield Part(
                " | ".join(tidy("".join(cell.itertext())) for cell in element.iter("cell")), BlockKind.BOILERPLATE
            )
        elif tag == "code":
            yield Part("".join(element.itertext()), BlockKind.BOILERPLATE)
        else:
            yield from split_breaks(element, None)
        if (element.tail or "").strip():
            yield Part(element.tail)


def make_part(element: HtmlElement, kind: BlockKind | None, *, item: bool = False) -> Part:
    """The part of one element, with the share of links in it."""
    text = "".join(element.itertext())
    inside = sum(len(tidy("".join(ref.itertext()))) for ref in element.iter("ref"))
    length = len(tidy(text))
    return Part(text, kind, item=item, linked=min(1.0, inside / length) if length else 0.0)


def split_breaks(element: HtmlElement, kind: BlockKind | None, *, item: bool = False) -> Iterator[Part]:
    """The part of one element; several where two line breaks in a row divide it, as pages without paragraphs do."""
    breaks = list(element.iter("lb"))
    doubled = any(
        (one.tail or "").strip() == "" and one.getnext() is two for one, two in zip(breaks, breaks[1:], strict=False)
    )
    if not doubled:
        for one in breaks:
            one.text = " "
        yield make_part(element, kind, item=item)
        return
    for one in breaks:
        one.text = "\n"
    for piece in re.split(r"\n\s*\n", "".join(element.itertext())):
        if piece.strip():
            yield Part(piece, kind, item=item)


def quotation(element: HtmlElement) -> Iterator[Part]:
    """The paragraphs of a block quote, with whom it quotes where it says so below the words."""
    pieces = [child for child in element if child.tag in {"p", "item"}] if len(element) else []
    parts = (
        [make_part(piece, BlockKind.QUOTATION) for piece in pieces]
        if pieces
        else [make_part(element, BlockKind.QUOTATION)]
    )
    if pieces and (element.text or "").strip():
        parts.insert(0, Part(element.text or "", BlockKind.QUOTATION))
    parts = [part for part in parts if tidy(part.text)]
    if not parts:
        return
    last = tidy(parts[-1].text)
    if found := TWEET.search(last):
        parts[-1].text = last[: found.start()]
        cite = tidy(found["name"])
    else:
        cite = quoted_person(last) if len(parts) > 1 else ""
        parts[-1].kind = BlockKind.CREDIT if cite else parts[-1].kind
    for part in parts:
        part.cite = cite if part.kind is BlockKind.QUOTATION else ""
        if tidy(part.text):
            yield part


def quoted_person(line: str) -> str:
    """The name in the last line of a block quote, "— Ada Byron"; empty when it is more of the quotation."""
    if not line.startswith(("—", "–", "―", "- ", "~")) or len(line) > 100:
        return ""
    return tidy(line.lstrip("—–―-~ ")).rstrip(".")


def name_parts(parts: list[Part], facts: Facts) -> None:
    """Name every part, in this order."""
    rules: tuple[Callable[[list[Part], Facts], None], ...] = (
        mark_title, mark_authors, mark_links, mark_words, mark_repeats, mark_tail, mark_empty_headings,
    )  # fmt: skip
    for rule in rules:
        rule(parts, facts)
    shape.settle(parts)


def mark_title(parts: list[Part], facts: Facts) -> None:
    """The title said again above the text."""
    title = letters(facts.title)
    for part in parts[: shape.HEAD_PARTS]:
        words = letters(part.text[: len(facts.title) * 2 + 80])
        if (
            title
            and part.kind in {None, BlockKind.HEADING}
            and words
            and (words == title or len(words) > 30 and title.startswith(words))
        ):
            part.kind = BlockKind.TITLE


def letters(text: str) -> str:
    """A text by its letters and digits alone, for comparing."""
    return re.sub(r"\W+", "", text).lower()


def mark_authors(parts: list[Part], facts: Facts) -> None:
    """Bylines and datelines above the text, and the name of the author alone."""
    shape.mark_head(parts)
    names = {letters(name) for name in split_names(facts.byline)}
    for part in (*parts[: shape.HEAD_PARTS], *parts[-shape.HEAD_PARTS :]):
        if (
            part.kind in {None, BlockKind.HEADING}
            and len(part.text) < 80
            and letters(re.sub(r"^\s*by\b", "", part.text, flags=re.I)) in names
        ):
            part.kind = BlockKind.BYLINE


def mark_links(parts: list[Part], facts: Facts) -> None:
    """Short parts that are one link, and lists of them: articles to read next."""
    for part in parts:
        if part.kind in {None, BlockKind.HEADING} and part.linked >= LINKED and len(part.text) <= shape.LONGEST_LINE:
            text = tidy(part.text)
            if part.item or part.linked > 0.95 and not shape.ends_sentence(text.rstrip("?!")) and len(text) > 15:
                part.kind = BlockKind.RELATED


def mark_words(parts: list[Part], facts: Facts) -> None:
    """Credits, links and notices by their own words; captions beside credits."""
    for part in parts:
        if part.kind is BlockKind.HEADING and (
            shape.RELATED_ALONE.match(tidy(part.text)) or shape.is_notice(tidy(part.text))
        ):
            part.kind = BlockKind.RELATED
    shape.mark_notices(parts)
    shape.mark_captions(parts)


def mark_repeats(parts: list[Part], facts: Facts) -> None:
    """What is said twice: pull quotes, and paragraphs that a page holds in two places."""
    prose_parts = [part for part in parts if part.kind in {None, BlockKind.QUOTATION}]
    whole = "\n".join(letters(part.text) for part in prose_parts)
    seen: set[str] = set()
    for part in prose_parts:
        words = letters(part.text)
        if len(words) < 40:
            continue
        if words in seen or len(words) < shape.LONGEST_LINE and whole.count(words) > 1:
            whole = whole.replace(words, "", 1)
            part.kind = BlockKind.BOILERPLATE
        seen.add(words)


def mark_tail(parts: list[Part], facts: Facts) -> None:
    """What follows the last real paragraph: names of sections, tags, headlines, one after the other."""
    for part in reversed(parts):
        text = tidy(part.text)
        if part.kind not in {None, BlockKind.HEADING}:
            continue
        if len(text) > shape.LONGEST_HEADING or shape.ends_sentence(text) or part.item and not part.linked:
            return
        part.kind = BlockKind.BOILERPLATE


def mark_empty_headings(parts: list[Part], facts: Facts) -> None:
    """Headings above nothing that is read."""
    below = False
    for part in reversed(parts):
        if part.kind is BlockKind.HEADING:
            part.kind = BlockKind.HEADING if below else BlockKind.RELATED
            below = False
        elif part.kind in {None, BlockKind.PARAGRAPH, BlockKind.QUOTATION}:
            below = True
