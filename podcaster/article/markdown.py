"""Markdown, with or without front matter."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from podcaster.article import shape
from podcaster.article.language import clean_tag
from podcaster.article.names import byline_names, find_date, join_names, split_names
from podcaster.article.parts import Facts, Part, tidy
from podcaster.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

FRONT = re.compile(r"\A(?P<fence>---|\+\+\+)[ \t]*\n(?P<matter>.{0,65536}?)\n(?P=fence)[ \t]*(?:\n|\Z)", re.DOTALL)
MARKUP = re.compile(r"<!--.*?-->|<(?:script|style)\b.*?</(?:script|style)>|<[^>]*>", re.DOTALL | re.IGNORECASE)
CITE = re.compile(r"^[–—―-]{1,2}\s*(?P<name>[^.!?]{2,120})\.?$")
"""A line behind a quotation that names its source: "— Ada Byron"."""


def read_markdown(text: str) -> tuple[list[Part], Facts]:
    """The parts of a Markdown text, and what it tells about itself."""
    facts = Facts()
    if found := FRONT.match(text):
        facts = front_facts(found["matter"], toml=found["fence"] == "+++")
        text = text[found.end() :]
    parts = list(parts_of(parse(text)))
    take_title(parts, facts)
    shape.mark_head(parts)
    take_head(parts, facts)
    shape.mark_notices(parts)
    shape.mark_captions(parts)
    shape.settle(parts)
    return parts, facts


def parse(text: str) -> list[Token]:
    """The tokens of a Markdown text (CommonMark, and tables)."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table").parse(text)


def parts_of(tokens: Sequence[Token]) -> Iterator[Part]:
    """A part for each block: list items and paragraphs one each, a quotation with its source, tables whole."""
    picture = False
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.type in {"blockquote_open", "table_open"}:
            stop = closing(tokens, index)
            inner = [child for child in tokens[index:stop] if child.type == "inline"]
            yield from quotation(inner) if token.type == "blockquote_open" else table(inner)
            index = stop
        elif token.type in {"fence", "code_block"}:
            yield Part(token.content, BlockKind.BOILERPLATE)
        elif token.type == "html_block":
            yield from markup(token.content)
        elif token.type == "inline":
            part = inline_part(token, tokens[index - 1].type, picture=picture)
            picture = part.kind is BlockKind.CAPTION
            yield part
        elif token.type == "list_item_open":
            picture = False
        index += 1


def closing(tokens: Sequence[Token], start: int) -> int:
    """The index of the token that closes the one at ``start``."""
    level = tokens[start].level
    return next(
        (
            index
            for index in range(start + 1, len(tokens))
            if tokens[index].level == level and tokens[index].nesting < 0
        ),
        len(tokens) - 1,
    )


def inline_part(token: Token, opened: str, *, picture: bool) -> Part:
    """A heading, a paragraph, or the picture and caption that look like one."""
    children = token.children or []
    text = inline_text(children)
    if opened == "heading_open":
        return Part(text, BlockKind.HEADING)
    if any(child.type == "image" for child in children) and not text.strip():
        shown = " ".join(str(child.attrs.get("title") or child.content) for child in children if child.type == "image")
        return Part(shown, BlockKind.CAPTION)
    illustrated = picture or children[0].type == "image"
    empty = {"image", "softbreak", "hardbreak"}
    words = [child for child in children if child.type not in empty and (child.type != "text" or child.content.strip())]
    emphasised = len(words) >= 3 and words[0].type == "em_open" and words[-1].type == "em_close"
    if illustrated and emphasised:
        return Part(text, BlockKind.CREDIT if shape.is_credit(text) else BlockKind.CAPTION)
    strong = len(words) == 3 and words[0].type == "strong_open" and token.level <= 1
    if strong and words[-1].type == "strong_close" and shape.could_stand_bold(tidy(text)):
        return Part(text, BlockKind.HEADING)
    inside = sum(len(child.content) for child, inside in linked(children) if inside)
    return Part(text, item=token.level > 1, linked=inside / len(text) if text else 0.0)


def linked(children: Sequence[Token]) -> Iterator[tuple[Token, bool]]:
    """The tokens of a paragraph, each with whether it is inside a link."""
    depth = 0
    for child in children:
        depth += child.nesting if child.type in {"link_open", "link_close"} else 0
        yield child, depth > 0


def inline_text(children: Sequence[Token]) -> str:
    """The words of a paragraph, without marks, pictures and HTML."""
    pieces = []
    for child in children:
        if child.type in {"softbreak", "hardbreak"}:
            pieces.append("\n")
        elif child.type in {"text", "code_inline"}:
            pieces.append(child.content)
        elif child.type == "html_inline" and child.content.lower().startswith("<br"):
            pieces.append("\n")
    return "".join(pieces)


def quotation(inner: Sequence[Token]) -> Iterator[Part]:
    """The paragraphs of a block quote; a last line "— Name" says whom it quotes, and is not read."""
    texts = [inline_text(token.children or []) for token in inner]
    cite, source = "", None
    if texts:
        *lines, last = texts[-1].rsplit("\n", 1)
        if (found := CITE.match(tidy(last))) and (lines or len(texts) > 1):
            cite, source = tidy(found["name"]), last
            texts[-1:] = lines
    for text in texts:
        yield Part(text, BlockKind.QUOTATION, cite=cite)
    if source:
        yield Part(source, BlockKind.CREDIT)


def table(inner: Sequence[Token]) -> Iterator[Part]:
    """A table as one part: its cells make no sense when they are heard."""
    yield Part(" | ".join(inline_text(token.children or []) for token in inner), BlockKind.BOILERPLATE)


def markup(content: str) -> Iterator[Part]:
    """The words inside a block of HTML: a paragraph or quotation where it says so, else nothing that is read."""
    words = tidy(MARKUP.sub(" ", content))
    if words:
        tag = re.match(r"\s*<(\w+)", content)
        name = tag[1].lower() if tag else ""
        kinds = {
            "p": None,
            "blockquote": BlockKind.QUOTATION,
            "figure": BlockKind.CAPTION,
            "figcaption": BlockKind.CAPTION,
        }
        yield Part(words, kinds.get(name, BlockKind.BOILERPLATE))


def take_title(parts: list[Part], facts: Facts) -> None:
    """Call the first heading the title when it stands first, or repeats the one in the front matter."""
    first = next((part for part in parts if part.kind is not BlockKind.CAPTION), None)
    if first is None or first.kind is not BlockKind.HEADING:
        return
    if not facts.title or facts.title.casefold() == tidy(first.text).casefold():
        first.kind = BlockKind.TITLE
        facts.title = tidy(first.text)


def take_head(parts: Sequence[Part], facts: Facts) -> None:
    """Add the byline and the date that stand under the title."""
    for part in parts[: shape.HEAD_PARTS]:
        if part.kind is BlockKind.BYLINE:
            facts.byline = facts.byline or join_names(byline_names(tidy(part.text)))
            facts.published = facts.published or find_date(part.text)


def front_facts(matter: str, *, toml: bool) -> Facts:
    """What front matter (YAML or TOML) tells; what cannot be parsed tells nothing."""
    table = {str(key).lower(): value for key, value in parse_matter(matter, toml=toml).items()}

    def first(*keys: str) -> Any:
        return next((table[key] for key in keys if table.get(key)), "")

    author = first("author", "authors", "byline", "by")
    people = author if isinstance(author, list) else [author]
    named = [plain_text(person.get("name", "") if isinstance(person, dict) else person) for person in people]
    published = first("date", "published", "pubdate", "publishdate", "created")
    return Facts(
        title=plain_text(first("title", "headline")),
        byline=join_names(split_names("; ".join(named))) or tidy(", ".join(named)),
        published=published.date()
        if isinstance(published, datetime)
        else published
        if isinstance(published, date)
        else find_date(plain_text(published)),
        language=clean_tag(plain_text(first("lang", "language", "locale"))),
        link=plain_text(first("link", "url", "canonical", "canonical_url", "source")),
        publisher=plain_text(first("publisher", "publication", "site", "site_name")),
        summary=plain_text(first("summary", "description", "excerpt", "subtitle")),
    )


def plain_text(value: Any) -> str:
    """A value of front matter that is text (a number or a day counts); empty for a list or table.

    A few aliases in YAML can make a list of lists that would take gigabytes to write out.
    """
    return tidy(str(value)) if isinstance(value, str | int | float | date) else ""


def parse_matter(matter: str, *, toml: bool) -> dict[Any, Any]:
    """The table in front matter; an empty one when it is broken."""
    if toml:
        import tomllib

        try:
            return tomllib.loads(matter)
        except tomllib.TOMLDecodeError:
            return {}
    import yaml

    try:
        table = yaml.safe_load(matter)
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    return table if isinstance(table, dict) else {}
