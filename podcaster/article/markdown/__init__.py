"""Markdown in its dialects, with or without front matter."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from podcaster.article import bylines, citations, shape
from podcaster.article.endnotes import mark_end_notes
from podcaster.article.fragment import fragment_parts
from podcaster.article.kinds import mark_notes
from podcaster.article.markdown.dialect import TAGS_ALONE, to_html, without_marks
from podcaster.article.markdown.front import front_facts, split_front
from podcaster.article.markdown.source import ready
from podcaster.article.mend import short_addresses
from podcaster.article.page import write_words
from podcaster.article.page.tree import check_size, drop_illegal, refuse_depth, too_deep
from podcaster.article.parts import Facts, Part, closed_comments, tidy
from podcaster.article.text import take_title as take_first_line
from podcaster.errors import ArticleError
from podcaster.model import BlockKind
from podcaster.patterns import on_demand

if TYPE_CHECKING:
    from podcaster.model import LeftOut

BRACKETS_AT_MOST = 100_000
"""Brackets that may begin a link: a book's notes have a tenth of it. The parser takes 46 microseconds for each that is
not closed."""


def read_markdown(text: str) -> tuple[list[Part], Facts]:
    """The parts of a Markdown text, and what it tells about itself."""
    out: list[LeftOut] = []
    table, text = split_front(text)
    facts = front_facts(table)
    parts = lines_apart(markdown_parts(ready(text, out), facts.language, out))
    take_title(parts, facts, plain=text.lstrip()[:1] not in {"<", "[", "!", "|"})
    bylines.mark_head(parts, facts)
    mark_end_notes(parts)
    mark_notes(parts, facts.byline)
    citations.attach(parts)
    shape.mark_notices(parts)
    shape.mark_captions(parts)
    shape.mark_references(parts)
    shape.settle(parts)
    facts.left_out = tuple(out)
    return parts, facts


def check_brackets(text: str) -> None:
    """Refuse a text with so many brackets that reading it would take minutes.

    Raises:
        ArticleError: It has.
    """
    count = text.count("[")
    if count > BRACKETS_AT_MOST:
        raise ArticleError(
            f"The text has {count:,} opening brackets; {BRACKETS_AT_MOST:,} are the most.",
            "Save it as .txt, where they have no meaning, and give that.",
        )


def markdown_parts(text: str, language: str, out: list[LeftOut]) -> list[Part]:
    """The parts of a Markdown text, by way of the HTML that it stands for."""
    from lxml.html import fragment_fromstring

    check_brackets(text)
    tree = fragment_fromstring(to_html(closed_comments(text)) or "<p></p>", create_parent="div")
    if too_deep(tree):
        raise refuse_depth()
    check_size(tree)
    drop_illegal(tree)
    for element in list(tree.iter("script", "style", "noscript", "input")):
        element.drop_tree()
    for formula in tree.xpath(".//span[@class='math inline']"):
        formula.text = f"${formula.text or ''}$"
        formula.drop_tag()
    write_words(tree, language, out)
    parts = fragment_parts(tree, out)
    for part in parts:
        if part.why or part.kind is BlockKind.CAPTION:
            continue
        part.text = without_marks(short_addresses(part.text) if "://" in part.text else part.text)
        if TAGS_ALONE.fullmatch(part.text.strip()):
            part.kind, part.why = BlockKind.BOILERPLATE, "tags and ways around the site"
    return [part for part in parts if part.text.strip()]


def take_title(parts: list[Part], facts: Facts, *, plain: bool) -> None:
    """Call the first heading the title when it stands first, or repeats the one in the front matter.

    Args:
        parts: The parts; their kinds are changed.
        facts: What the text tells about itself; its title is changed.
        plain: The text begins with words: where nothing is marked as a heading, its first line may be the title.
    """
    first = next((part for part in parts if not is_before_title(part)), None)
    if first is None:
        return
    if first.kind is not BlockKind.HEADING:
        bare = plain and not facts.title and not any(part.kind is BlockKind.HEADING for part in parts)
        line = "\n" not in first.text.strip() and not shape.ends_with_mark(tidy(first.text[: shape.LONGEST_LINE]))
        if bare and line and len(parts) > 1 and (title := take_first_line(parts, facts)) is not None:
            facts.title = tidy(title.text)
        return
    if not facts.title or facts.title.casefold() == tidy(first.text).casefold():
        first.kind = BlockKind.TITLE
        facts.title = tidy(first.text)


def is_before_title(part: Part) -> bool:
    """Whether a part may stand above a title: a picture, or a way around the site."""
    if part.kind in {BlockKind.CAPTION, BlockKind.BOILERPLATE}:
        return True
    text = tidy(part.text[: shape.LONGEST_LINE])
    return part.kind is None and not shape.ends_with_mark(text) and shape.is_notice(text)


def lines_apart(parts: list[Part]) -> list[Part]:
    """The parts, with the lines of the first ones apart where one of them is a notice and none is a sentence."""
    made: list[Part] = []
    for index, part in enumerate(parts):
        lines = [line for line in part.text.split("\n") if line.strip()]
        apart = (
            index < shape.HEAD_PARTS
            and part.kind is None
            and len(lines) > 1
            and not any(shape.ends_with_mark(tidy(line)) or len(line) > shape.LONGEST_HEADING for line in lines)
            and any(shape.is_notice(tidy(line)) for line in lines)
        )
        if index < shape.HEAD_PARTS and part.kind is None and is_properties(lines):
            part.kind, part.why = BlockKind.BOILERPLATE, "fields above the text"
        made += [replace(part, text=line) for line in lines] if apart else [part]
    return made


def is_properties(lines: list[str]) -> bool:
    """Whether lines are the fields that a program writes below a title: "Created: ...", "Tags: ..."."""
    fields = [PROPERTY.match(line) for line in lines]
    return len(fields) > 1 and all(fields) and any(field and KNOWN_PROPERTY.match(field[0]) for field in fields)


PROPERTY = on_demand(r"\s*[A-Z][\w ]{0,24}::? \S")
KNOWN_PROPERTY = on_demand(
    r"\s*(?:created|last edited|updated|tags?|status|date|published|author|owner|category|categories|url|slug|"
    r"erstellt|étiquettes|etiquetas)\b",
    re.IGNORECASE,
)
