"""Front matter: what a Markdown file tells about itself before its text, in YAML, TOML, JSON or as plain fields."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from typing import Any

from podcaster.article.authors import join_names, split_names
from podcaster.article.dates import find_date
from podcaster.article.parts import Facts, tidy
from podcaster.patterns import on_demand

FRONT = on_demand(
    r"\A\s*(?P<fence>---|\+\+\+|;;;)[ \t]*\n(?P<matter>.{0,65536}?)(?:(?<=\n)|\n)"
    r"(?P<end>(?P=fence)|\.\.\.)[ \t]*(?:\n|\Z)",
    re.DOTALL,
)
PANDOC = on_demand(r"\A(?:%[^\n]*\n(?:[ \t]+\S[^\n]*\n)*){1,3}(?:\n|\Z)")
"""Pandoc's title block: "% title", "% authors", "% date"."""
FIELDS = on_demand(r"\A(?:[A-Za-z][\w -]{0,30}:[ \t]\S[^\n]*\n){2,20}\s*\n")
"""Fields of MultiMarkdown, without a fence."""
FIELD = on_demand(r"\s*(?:[\w-]{1,40}\s*:|-\s|#)")
KNOWN = frozenset({"title", "author", "authors", "date", "published", "language", "lang", "slug", "tags", "summary"})
"""Fields of which one at least makes such lines metadata and no dialogue."""


def split_front(text: str) -> tuple[dict[str, Any], str]:
    """The metadata before a text, and the text behind it."""
    if (found := FRONT.match(text)) and (
        table := parse_matter(found["matter"], toml=found["fence"] == "+++")
    ) is not None:
        return lowered(table), text[found.end() :]
    if text[:4096].lstrip().startswith("{"):
        try:
            table, end = json.JSONDecoder().raw_decode(text.lstrip()[:65536])
        except (ValueError, RecursionError):
            table, end = None, 0
        if isinstance(table, dict) and KNOWN & set(lowered(table)):
            return lowered(table), text.lstrip()[end:]
    if found := PANDOC.match(text):
        lines = [tidy(each) for each in re.split(r"^%", found.group(), flags=re.MULTILINE)[1:]]
        return dict(zip(("title", "author", "date"), lines, strict=False)), text[found.end() :]
    if found := FIELDS.match(text):
        table = dict(line.split(":", 1) for line in found.group().strip().split("\n"))
        if KNOWN & set(lowered(table)):
            return lowered(table), text[found.end() :]
    return {}, text


def lowered(table: dict[Any, Any]) -> dict[str, Any]:
    """A table with its keys in small letters."""
    return {str(key).strip().lower(): value for key, value in table.items()}


def front_facts(table: dict[str, Any]) -> Facts:
    """What metadata tells about an article."""

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
        language=plain_text(first("lang", "language", "locale")),
        link=plain_text(first("link", "url", "canonical", "canonical_url", "source")),
        publisher=plain_text(first("publisher", "publication", "site", "site_name")),
        summary=plain_text(first("summary", "description", "excerpt", "subtitle")),
    )


def plain_text(value: Any) -> str:
    """A value of front matter that is text (a number or a day counts); empty for a list or table.

    A few aliases in YAML can make a list of lists that would take gigabytes to write out.
    """
    return tidy(str(value)) if isinstance(value, str | int | float | date) else ""


def parse_matter(matter: str, *, toml: bool) -> dict[Any, Any] | None:
    """The table in front matter; an empty one when it is broken, None when it is prose between two rules."""
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
        lines = [line for line in matter.split("\n") if line.strip()]
        return plain_fields(lines) if sum(bool(FIELD.match(line)) for line in lines) * 2 >= len(lines) else None
    if isinstance(table, dict):
        return None if is_prose(table) else table
    return None if isinstance(table, str) else {}


def plain_fields(lines: list[str]) -> dict[Any, Any]:
    """The fields of broken YAML that stand on a line of their own: "title: Tea: a story"."""
    found = (re.match(r"([\w-]{1,40})\s*:\s+([^\[{|>\s].*)$", line) for line in lines)
    return {field[1]: field[2].strip().strip("\"'*_`") for field in found if field}


def is_prose(table: dict[Any, Any]) -> bool:
    """Whether what reads as a table is a sentence with a colon between two rules."""
    if KNOWN & set(lowered(table)):
        return False
    return all(
        isinstance(value, str)
        and " " in f"{key}{value.rstrip()}"
        and value.rstrip().endswith((".", "!", "?", "”", '"'))
        for key, value in table.items()
    )
