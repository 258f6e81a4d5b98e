"""HTML pages: trafilatura finds the article; the rules here name its parts and put aside what is not read aloud."""

from __future__ import annotations

import logging
import re
from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from podcaster.article import citations, endnotes, shape
from podcaster.article.fragment import fragment_parts
from podcaster.article.frame import mark_frame, mark_page_release
from podcaster.article.headings import restore_headings
from podcaster.article.kinds import name_parts
from podcaster.article.page.lists import ITEM_MARK
from podcaster.article.page.mails import drop_earlier
from podcaster.article.page.sources import SOURCE_MARK
from podcaster.article.page.standfirst import standfirst
from podcaster.article.page.tree import check_size, cut_off, too_deep
from podcaster.article.pages import PARAGRAPH_MARK, Caption, prepare
from podcaster.article.parts import Facts, Part, closed_comments, letters, tidy
from podcaster.article.readings import agreement, between, filled, prose, unless_lumped
from podcaster.article.shortcodes import without_tags
from podcaster.article.structured import article_body, linked_data, page_facts
from podcaster.article.tables import table_part
from podcaster.model import BlockKind
from podcaster.patterns import on_demand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.html import HtmlElement

    from podcaster.model import LeftOut

BULLET = on_demand(r"^\s*[·•▪▫‣◦●○■□▢☐☑►▶➢➤✓✔§\uf000-\uf0ff]\s+")
"""A sign that was typed before an item."""
TWICE_ENCODED = on_demand(r"&amp;(?=(?:[lr][sd]quo|nbsp|[mn]dash|hellip|quot|apos|amp|#\d{2,5}|#x[\da-fA-F]{2,5});)")
"""The sign before an entity that was encoded once more: "&amp;ldquo;"."""
ENOUGH = 200
"""Characters of prose below which the next way of reading a page is tried."""
SHORTFALL = 0.75
"""When the strict reading keeps less than this share of the lenient one, it has lost the article and not the menus."""
OTHER_TEXT = 0.4
"""Agreement with the stated text below which a reading is something else on the page."""
SAME_TEXT = 0.95
"""Agreement with the stated text from which on a reading is that text."""
TWEET_LINK = on_demand(r"\s*\b(?:pic\.twitter\.com|https?://t\.co)/\S+")
TWEET = on_demand(r"\s*[—–-]\s*(?P<name>[^@—–]{2,60}?)\s*\((?P<handle>@\w+)\)\s*(?:\w+ \d{1,2}, \d{4})?\s*$")


def read_html(text: str, link: str = "", mail: Facts | None = None) -> tuple[list[Part], Facts]:
    """The parts of a page's article, and what the page tells about itself.

    Args:
        text: The page.
        link: Where it was fetched from; empty when it was a file.
        mail: What the header of the mail tells that the page came with; the frame of a mail is found then.
    """
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    out: list[LeftOut] = []
    tree = load_page(text, out)
    if tree is None:
        return [], Facts()
    if mail is not None:
        drop_earlier(tree, out)
    data = linked_data(tree)
    facts = page_facts(tree, data, link)
    page, captions = prepare(tree, facts.language, out)
    parts = best_reading(page, article_body(data), link)
    parts = without_tags(restore_headings(parts, page), out)
    facts.left_out = tuple(out)
    if mail is not None:
        parts = parts if prose(parts) >= ENOUGH else bare_parts(page)
        facts.title, facts.byline, facts.published = mail.title, mail.byline, mail.published
        mark_frame(parts, facts, mail=True)
    else:
        mark_page_release(parts)
    endnotes.mark_end_notes(parts)
    citations.attach(parts)
    add_standfirst(parts, tree)
    name_parts(parts, facts)
    return with_captions(parts, captions), facts


def load_page(text: str, out: list[LeftOut]) -> HtmlElement | None:
    """The tree of a page; None when it has none. b, font and the like are left out where there are too many.

    Args:
        text: The page.
        out: Where it is noted that words were cut off, because they are nested too deep all the same.

    Raises:
        ArticleError: It has too many elements.
    """
    from trafilatura.utils import load_html

    text = closed_comments(text)
    if "<code" not in text and "<pre" not in text:  # there it is meant
        text = TWICE_ENCODED.sub("&", text)
    tree = load_html(text)
    if tree is not None and (too_deep(tree) or sum(1 for _ in tree.iter()) > MANY_ELEMENTS):
        text = FORMATTING.sub("", text)
        tree = load_html(text)
        if tree is not None and too_deep(tree):
            out.append(cut_off(tree, text))
    if tree is not None:
        check_size(tree)
    return tree


MANY_ELEMENTS = 20_000
"""Elements of a page from which on bold, italics and the like are left out first: they are not worth minutes."""
FORMATTING = on_demand(r"</?(?:b|i|u|em|strong|font|span|big|small|center|tt|nobr)\b[^<>]{0,2000}>", re.IGNORECASE)
"""Elements that old pages open and never close."""


def add_standfirst(parts: list[Part], tree: HtmlElement) -> None:
    """Put the sentence between the headline and the text at the beginning, where extraction has left it out."""
    words = standfirst(tree)
    bare = letters(words)
    if not bare or any(bare in letters(part.text) or letters(part.text) == bare for part in parts):
        return
    first = next((index for index, part in enumerate(parts) if part.kind is not BlockKind.TITLE), len(parts))
    parts.insert(first, Part(words))


def with_captions(parts: list[Part], captions: Sequence[Caption]) -> list[Part]:
    """The parts with the captions of the pictures among them, each where it stood on the page."""
    places = {letters(part.text): index for index, part in reversed(list(enumerate(parts)))}
    last = max((index for index, part in enumerate(parts) if part.kind is BlockKind.PARAGRAPH), default=0)
    behind: dict[int, list[Part]] = {}
    for caption in captions:
        above, below = places.get(letters(caption.before)), places.get(letters(caption.after))
        if below is None and (above is None or above >= last):
            continue  # it stands among links to other articles
        kind = BlockKind.CREDIT if shape.is_credit(caption.text) else BlockKind.CAPTION
        place = above if above is not None else (below or 0) - 1
        behind.setdefault(place, []).append(Part(caption.text, kind))
    return [*behind.get(-1, []), *(one for index, part in enumerate(parts) for one in (part, *behind.get(index, [])))]


def best_reading(tree: HtmlElement, stated: str, link: str) -> list[Part]:
    """The parts of the best of several readings of a page.

    The strict one, unless it lost the article; judged by the text that the page itself states, where it states one.
    """
    strict, lenient = extract(tree, link, strict=True), extract(tree, link, strict=False)
    lenient = unless_lumped(lenient, strict)
    strict = unless_lumped(strict, lenient)
    lengths = prose(strict), prose(lenient)
    kept = lengths[0] >= SHORTFALL * lengths[1] and lengths[0] >= min(ENOUGH, lengths[1])
    best = between(strict, lenient) if kept else lenient
    best = unless_lumped(best, bare_parts(tree))
    if prose(best) >= ENOUGH:
        best = filled(best, extract(tree, link, strict=None))
    if len(stated) > ENOUGH:
        best = max((best, strict, lenient), key=lambda parts: agreement(parts, stated))
        lines = stated_parts(stated)
        agreed = agreement(best, stated)
        # Another text, and short; or the same text, run together.
        if (agreed < OTHER_TEXT and len(stated) > 2 * prose(best)) or (
            agreed > SAME_TEXT and len(lines) >= 2 * len(best)
        ):
            return lines
    if prose(best) >= ENOUGH:
        return best
    return max((best, stated_parts(stated), list(divided(itemised(bare_parts(tree))))), key=prose)


def extract(tree: HtmlElement, link: str, *, strict: bool | None) -> list[Part]:
    """What trafilatura takes for the article.

    Args:
        tree: The page.
        link: Where it is from.
        strict: Whether it shall leave out what is doubtful; None to take in all that could belong to it.
    """
    from trafilatura import bare_extraction

    try:
        document = bare_extraction(
            deepcopy(tree),
            url=link or None,
            favor_precision=bool(strict),
            favor_recall=strict is None,
            include_comments=False,
            include_links=True,
        )
    except (ValueError, TypeError, AttributeError, IndexError, RecursionError):
        return []  # a page that trafilatura stumbles over has other readings
    body: Any = getattr(document, "body", None)
    return [] if body is None else [*divided(itemised(body_parts(body)))]


def stated_parts(stated: str) -> list[Part]:
    """The paragraphs of the text that a page states in its JSON-LD."""
    return [Part(line) for line in stated.split("\n") if line]


def bare_parts(tree: HtmlElement) -> list[Part]:
    """Every paragraph of a page, for want of anything better; without paragraphs, every block of it."""
    paragraphs = [
        Part(element.text_content(), BlockKind.QUOTATION if is_quoted(element) else None)
        for element in tree.iter("p", "blockquote")
        if tidy(element.text_content()) and not holds_paragraphs(element)
    ]
    if prose(paragraphs) >= ENOUGH:
        return paragraphs
    page = deepcopy(tree)
    for element in list(page.iter("head", "script", "style", "noscript")):
        element.drop_tree()
    return fragment_parts(without_landmarks(page), [])


def without_landmarks(page: HtmlElement) -> HtmlElement:
    """A page, or its one main part or article where it has one with words, without the site's regions around."""
    for wanted in (".//article", ".//main|.//*[@role='main']|.//*[@itemprop='articleBody']"):
        found = [each for each in page.xpath(wanted) if len(tidy(each.text_content())) >= MAIN_LETTERS]
        if len(found) == 1 and (found[0].find(".//h1") is not None or page.find(".//h1") is None):
            page = found[0]
    around = page.xpath(
        ".//nav|.//footer[not(ancestor::blockquote)]|.//aside|"
        ".//*[@role='navigation' or @role='contentinfo' or @role='complementary' or @role='search' or @role='note']"
    )
    outside = len(tidy(page.text_content())) - sum(len(tidy(each.text_content())) for each in around)
    if outside >= MAIN_LETTERS:
        for element in around:
            if element.getparent() is not None and element.find(".//h1") is None:
                element.drop_tree()
    return page


MAIN_LETTERS = 40
"""Characters of a part of a short page from which on it may be all that is the article."""


def holds_paragraphs(element: HtmlElement) -> bool:
    """Whether an element is a block quote of which every word stands in a paragraph of its own."""
    inner = list(element.iter("p")) if element.tag == "blockquote" else []
    return bool(inner) and letters(element.text_content()) == "".join(letters(each.text_content()) for each in inner)


def is_quoted(element: HtmlElement) -> bool:
    """Whether an element is a block quote or stands in one."""
    return element.tag == "blockquote" or next(element.iterancestors("blockquote"), None) is not None


def body_parts(body: HtmlElement) -> Iterator[Part]:
    """The parts of an article as trafilatura gives it, in p, head, list, item, quote, table, code, hi, ref and lb."""
    headed = False
    for element in body:
        tag = str(element.tag)
        if tag == "head":
            first = not headed and element.get("rend") == "h1"
            yield make_part(element, BlockKind.TITLE if first else BlockKind.HEADING)
        elif tag == "list":
            for item in element.iter("item"):
                yield make_part(without_lists(item), None, item=True)
        elif tag == "quote":
            yield from quotation(element)
        elif tag == "table":
            yield from table_part(element)
        elif tag == "code":
            yield Part("".join(element.itertext()), BlockKind.BOILERPLATE)
        else:
            yield make_part(element, None)
        if (element.tail or "").strip():
            yield Part(element.tail)
        headed = headed or tag != "lb"


def without_lists(item: HtmlElement) -> HtmlElement:
    """An item without the lists inside it, whose items are parts of their own."""
    if item.find(".//list") is None:
        return item
    alone = deepcopy(item)
    for inner in list(alone.iter("list")):
        holder = inner.getparent()
        if holder is not None:
            inner.tag = "lb"
            for child in list(inner):
                inner.remove(child)
            inner.text = " "
    return alone


def make_part(element: HtmlElement, kind: BlockKind | None, *, item: bool = False) -> Part:
    """The part of one element, with the share of links in it."""
    for line_break in element.iter("lb"):
        line_break.text = " "
    text = "".join(element.itertext())
    inside = sum(len(tidy("".join(ref.itertext()))) for ref in element.iter("ref"))
    length = len(tidy(text))
    bold = "".join("".join(part.itertext()) for part in element if part.tag == "hi" and part.get("rend") == "#b")
    if kind is None and not item and tidy(bold) == tidy(text) and not inside and shape.could_stand_bold(tidy(text)):
        kind = BlockKind.HEADING
    return Part(text, kind, item=item, linked=min(1.0, inside / length) if length else 0.0)


def itemised(parts: Iterable[Part]) -> Iterator[Part]:
    """The parts, with those that were made of a list's items called items again."""
    for part in parts:
        marked = ITEM_MARK in part.text
        if marked or part.item:
            yield replace(part, text=BULLET.sub("", part.text.replace(ITEM_MARK, "")), item=True)
        else:
            yield part


def divided(parts: Iterable[Part]) -> Iterator[Part]:
    """The parts, cut where the page had two line breaks in a row."""
    for part in parts:
        if PARAGRAPH_MARK not in part.text:
            yield part
            continue
        for piece in part.text.split(PARAGRAPH_MARK):
            if piece.strip():
                yield replace(part, text=piece)


def quotation(element: HtmlElement) -> Iterator[Part]:
    """The paragraphs of a block quote, with whom it quotes where it says so below the words."""
    texts = [text for text in quoted_texts(element) if tidy(text)]
    if not texts:
        return
    last = tidy(texts[-1])
    source, cite = "", ""
    if found := TWEET.search(last):
        cite, source = tidy(found["name"]), found.group()
        texts[-1] = last[: found.start()]
        texts = [TWEET_LINK.sub("", text) for text in texts]
    elif SOURCE_MARK in last:
        words, _, source = last.partition(SOURCE_MARK)
        cite = citations.named_source(tidy(source), sure=True)
        texts[-1:] = [words] if words.strip() else []
    elif len(texts) > 1 and (cite := quoted_person(last)):
        source = texts.pop()
    for text in texts:
        yield Part(text, BlockKind.QUOTATION, cite=cite)
    if source:
        yield Part(source, BlockKind.CREDIT)


def quoted_texts(element: HtmlElement) -> Iterator[str]:
    """The paragraphs of a block quote, as elements and as the bare text between them."""
    bare = element.text or ""
    for child in element:
        words = "".join(child.itertext())
        if child.tag in {"p", "item", "head", "list", "quote"}:
            yield bare
            yield words
            bare = child.tail or ""
        else:
            bare += f"{' ' if child.tag == 'lb' else words}{child.tail or ''}"
    yield bare


def quoted_person(line: str) -> str:
    """The name in the last line of a block quote, "— Ada Byron"; empty when it is more of the quotation."""
    if not line.startswith(("—", "–", "―", "- ", "~")) or len(line) > 100:
        return ""
    return tidy(line.lstrip("—–―-~ ")).rstrip(".")
