"""Passages in the quotation marks of a language, and the turns of dialogue that a dash opens."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcaster.quotes.detection.dashes import OPENS, spoken_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from podcaster.model import Article
    from podcaster.quotes.foreign.language import Language

_MARKED = re.compile(
    r"«[^«»\n]*(?:«[^«»\n]*»[^«»\n]*)*»|»[^«»\n]+«|„[^„“”\"\n]+[“”\"]|“[^“”\n]+”|\"[^\"\n]+\"|‹[^‹›\n]+›"
    r"|(?<!\w)‘[^‘’\n]{12,}’(?!\w)|(?<!\w)‚[^‚‘\n]+‘"
)
"""A quotation in one pair of marks; others inside it stay inside."""
_LINE = re.compile(r"[^\n]+")
FEWEST = 3
"""More words than these make a passage speech that no reporting word announces: fewer are a title or a term."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that somebody may have said."""

    start: int
    end: int
    dash: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of an article, and the passages in it in order."""

    start: int
    end: int
    passages: tuple[Passage, ...]


def find_paragraphs(article: Article, language: Language) -> list[Paragraph]:
    """The paragraphs of an article's spoken blocks, with the passages in them."""
    found = []
    for block in article.blocks:
        if block.spoken and block.kind != "heading":
            for line in _LINE.finditer(article.text, block.start, block.end):
                passages = tuple(_passages(article.text, line.start(), line.end(), language))
                found.append(Paragraph(line.start(), line.end(), passages))
    return found


def _passages(text: str, start: int, end: int, language: Language) -> Iterator[Passage]:
    opened = OPENS.match(text, start, end) if language.dashes else None
    if opened:
        told = (match.span() for match in _tag_pattern(language).finditer(text, opened.end(), end))
        for first, last in spoken_parts(opened.end(), end, told, text):
            yield Passage(first, last, dash=True)
        return
    for match in _MARKED.finditer(text, start, end):
        yield Passage(match.start(), match.end())


def _tag_pattern(language: Language) -> re.Pattern[str]:
    """What the narrator says in a turn of dialogue: from a dash or a comma before a reporting verb on."""
    verbs = "|".join(sorted((re.escape(verb) for verb in language.verbs), key=len, reverse=True))
    helpers = "|".join(sorted(language.auxiliaries))
    verb = rf"(?:(?:me|te|se|le|lui|m'|l'|gli)\s?)?(?:(?:{helpers})\s)?(?:{verbs})\b"
    by_dash = rf"\s[—–―-]\s?{verb}[^—–―\n]*(?:[—–―][.,;:]?\s*|$|\n)"
    by_comma = rf"(?<=[,?!…])\s{verb}[^.!?\n,]*(?:[.,!?]\s*|$|\n)"
    return re.compile(f"{by_dash}|{by_comma}" if language.tag in {"fr", "it"} else by_dash, re.M)
