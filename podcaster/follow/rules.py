"""Rules for a source: what of a piece is kept before it is read, and which pieces are wanted at all.

Selectors and patterns are the show's; the words are strangers'. A pattern is a line with stars (``Sign up for *``), and
is compared in a time that grows with the length of the two, never worse (the standard library's ``fnmatch``).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from fnmatch import translate
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from podcaster.article.markdown.front import split_front
from podcaster.errors import SettingsError
from podcaster.follow.found import Material
from podcaster.follow.page import BOM
from podcaster.patterns import on_demand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.html import HtmlElement

    from podcaster.model import Article
    from podcaster.settings.newsroom import Following

PARAGRAPHS = (
    *["p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "figcaption", "dd", "dt", "td", "div", "section"],
)
"""Elements whose text is compared with the patterns, when no other of them is inside."""
LONGEST = 4000
"""Characters of a paragraph that are compared; notices and calls to subscribe have a few hundred."""
MOST_PATTERNS = 500
LONGEST_PATTERN = 300
BLANK = on_demand(r"\n[ \t]*\n\s*")


@dataclass(frozen=True, slots=True)
class Cut:
    """A material after the rules."""

    material: Material
    """What is left; unchanged when no rule fits."""
    taken: tuple[str, ...] = ()
    """The words that the rules have taken out, a text for each place."""


def check_rules(name: str, following: Following) -> None:
    """See that a source's rules can be followed.

    Raises:
        SettingsError: A selector or a pattern is none.
    """
    for setting in ("keep", "drop"):
        for selector in getattr(following, setting):
            compiled(selector, f"{setting} of [sources.{name}]")
    for setting in ("drop_text", "authors", "not_authors", "sections", "not_sections"):
        patterns = getattr(following, setting)
        if len(patterns) > MOST_PATTERNS or any(len(pattern) > LONGEST_PATTERN for pattern in patterns):
            raise SettingsError(
                f"{setting} of [sources.{name}] has more than {MOST_PATTERNS} patterns, or one of more than"
                f" {LONGEST_PATTERN} letters.",
                "Write fewer, with stars: “Sign up for *”.",
            )


@lru_cache(maxsize=256)
def compiled(selector: str, place: str) -> Any:
    """A CSS selector, ready to be used.

    Raises:
        SettingsError: It is none.
    """
    from cssselect import SelectorError
    from lxml.cssselect import CSSSelector

    try:
        return CSSSelector(selector, translator="html")
    except SelectorError as error:
        raise SettingsError(
            f"{selector} is no CSS selector ({place}): {error}.", "It looks like “.newsletter” or “aside.related”."
        ) from error


@lru_cache(maxsize=1024)
def pattern_of(text: str) -> re.Pattern[str]:
    """A pattern with stars, for a whole text, whatever its capitals."""
    return re.compile(translate(" ".join(text.split())), re.IGNORECASE)


def fits(text: str, patterns: Iterable[str]) -> str:
    """The first pattern that a whole text fits; empty when it fits none."""
    plain = " ".join(text[:LONGEST].split())
    return next((pattern for pattern in patterns if pattern_of(pattern).match(plain)), "")


def cut(material: Material, following: Following) -> Cut:
    """Take out of a material what the rules do not want to be read.

    Raises:
        SettingsError: A selector is none.
    """
    if not (following.keep or following.drop or following.drop_text) or not material.data.strip():
        return Cut(material)
    text = material.data.decode("utf-8", "replace")
    if material.suffix in {".html", ".htm", ".xhtml"}:
        page, taken = cut_page(text, following)
        return Cut(Material.of(BOM + page, material.suffix), taken)
    parts = BLANK.split(text.replace("\r\n", "\n"))
    kept = [part for part in parts if not fits(part, following.drop_text)]
    taken = tuple(part for part in parts if fits(part, following.drop_text))
    return Cut(Material.of("\n\n".join(kept), material.suffix), taken) if taken else Cut(material)


def tree_of(page: str) -> HtmlElement | None:
    """A page as a tree; None where nothing is on it."""
    from lxml import etree, html

    try:
        return html.document_fromstring(page.lstrip(BOM))
    except (etree.LxmlError, ValueError):
        return None


def cut_page(text: str, following: Following) -> tuple[str, tuple[str, ...]]:
    """A page after the rules, and the words that were taken out."""
    from lxml import html

    tree = tree_of(text)
    body = tree.find("body") if tree is not None else None
    if tree is None or body is None:
        return text, ()
    taken: list[str] = []
    if following.keep and (kept := chosen(tree, following.keep)):
        kept = [element for element in kept if not any(other in kept for other in element.iterancestors())]
        before = paragraphs(body)
        for element in kept:
            element.tail = None
        for child in list(body):
            body.remove(child)
        body.text = None
        body.extend(kept)
        inside = set(paragraphs(body))
        taken += [element.text_content() for element in before if element not in inside]
    for element in chosen(body, following.drop):
        if element.getparent() is not None and element is not body:
            taken.append(element.text_content())
            element.drop_tree()
    for element in paragraphs(body) if following.drop_text else ():
        if fits(element.text_content(), following.drop_text):
            taken.append(element.text_content())
            element.drop_tree()
    words = tuple(plain for each in taken if (plain := " ".join(each.split())))
    return html.tostring(tree, encoding="unicode", doctype="<!DOCTYPE html>"), words


def chosen(tree: HtmlElement, selectors: Sequence[str]) -> list[HtmlElement]:
    """The elements that any of some selectors chooses, in the order of the selectors."""
    return list(dict.fromkeys(element for selector in selectors for element in compiled(selector, "rules")(tree)))


def paragraphs(tree: HtmlElement) -> list[HtmlElement]:
    """The innermost elements that hold a paragraph."""
    return [element for element in tree.iter(*PARAGRAPHS) if next(element.iterdescendants(*PARAGRAPHS), None) is None]


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page says of itself that decides whether it is wanted."""

    sections: tuple[str, ...] = ()
    """Where it says, or its source says, that it is filed; each once."""
    paid: bool = False
    """It says that it is for subscribers alone."""
    embargo: str = ""
    """The moment before which it must not come out, as a field of its head or of its front matter has it."""

    def with_sections(self, sections: Iterable[str]) -> PageFacts:
        """The same of a page that its source files somewhere too."""
        return replace(self, sections=tuple(dict.fromkeys((*self.sections, *sections))))


def page_facts(material: Material) -> PageFacts:
    """The sections that a page says it is in, and whether it is for subscribers alone."""
    if material.suffix in {".md", ".markdown", ".mdown"}:
        table, _ = split_front(material.data.decode("utf-8", "replace").replace("\r\n", "\n"))
        return PageFacts(embargo=str(table.get("embargo") or ""))
    if material.suffix not in {".html", ".htm", ".xhtml"} or not material.data.strip():
        return PageFacts()
    from podcaster.article.structured import linked_data

    tree = tree_of(material.data.decode("utf-8", "replace"))
    if tree is None:
        return PageFacts()
    fields = [
        ((meta.get("property") or meta.get("name") or "").lower(), meta.get("content") or "")
        for meta in tree.iter("meta")
    ]
    sections = [value for name, value in fields if name in {"article:section", "section", "parsely-section"}]
    paid = any(name == "article:content_tier" and value in {"locked", "metered"} for name, value in fields)
    for item in linked_data(tree):
        named = item.get("articleSection")
        sections += [str(each) for each in (named if isinstance(named, list) else [named]) if each]
        paid = paid or json.dumps(item.get("isAccessibleForFree")).strip('"').lower() == "false"
    embargo = next((value for name, value in fields if name == "embargo"), "")
    return PageFacts(tuple(dict.fromkeys(each.strip() for each in sections if each.strip())), paid, embargo)


def unwanted(article: Article, words: int, facts: PageFacts, following: Following) -> str:
    """Why a piece is not wanted, a sentence; empty when it is.

    Args:
        article: As it reads.
        words: How many of it are narrated.
        facts: What its page says of itself.
        following: The source's settings.
    """
    return next(filter(None, refusals(article, words, facts, following)), "")


def refusals(article: Article, words: int, facts: PageFacts, following: Following) -> Iterator[str]:
    """What each rule says of a piece: why it is not wanted, or nothing."""
    if following.authors and not fits(article.byline, following.authors):
        yield f"Its author is {article.byline or 'not named'}, and none of authors."
    if pattern := fits(article.byline, following.not_authors):
        yield f"Its author, {article.byline}, is one of not_authors ({pattern})."
    named = ", ".join(facts.sections) or "no section"
    if following.sections and not any(fits(section, following.sections) for section in facts.sections):
        yield f"It is in {named}, and in none of sections."
    if any(fits(section, following.not_sections) for section in facts.sections):
        yield f"It is in {named}, which not_sections has."
    if words < following.min_words:
        yield f"It has {words} words, fewer than min_words ({following.min_words})."
    if following.max_words and words > following.max_words:
        yield f"It has {words} words, more than max_words ({following.max_words})."
    if following.languages and not any(in_language(article.language, each) for each in following.languages):
        yield f"Its language is {article.language}, and none of languages."
    if facts.paid and not following.paid:
        yield "It is for subscribers alone, and paid is false."


def in_language(tag: str, wanted: str) -> bool:
    """Whether a language is one that is wanted: "en-GB" is "en"."""
    return tag.casefold() == wanted.casefold() or tag.casefold().startswith(f"{wanted.casefold()}-")
