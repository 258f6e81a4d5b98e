"""Small articles with their quotes, written down in a line or two: for trying templates, and for the tests.

::

    title: The Tower
    published: 2026-03-14
    ---
    ## A heading
    The lamp was dark. {Jane Doe/female/said|“I thought {Ray Poe/male|‘not yet’} at first,”} said Doe.
    > {Ray Poe/male|A quotation that is set apart.}

A quote stands in braces, behind its speaker, gender, verb and, when the speaker is uncertain, a question mark; what
is not speech needs no braces.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from podcaster.model import Article, Block, BlockKind, Gender, Quote, QuoteKind, Speaker

SURE, UNSURE = 0.97, 0.42
"""The confidences that quotes of examples get."""


@dataclass
class _Quoted:
    """A quote while its text is being read."""

    start: int
    head: str
    nested: list[Quote] = field(default_factory=list)

    def close(self, end: int) -> Quote:
        name, *rest = self.head.split("/")
        unsure = "?" in rest
        gender = Gender(rest[0]) if rest and rest[0] in list(Gender) else Gender.UNKNOWN
        verb = rest[1] if len(rest) > 1 and rest[1] != "?" else ""
        return Quote(
            self.start,
            end,
            QuoteKind.SPEECH,
            Speaker(name, gender, described=name[:1].islower()) if name else None,
            verb,
            confidence=UNSURE if unsure else SURE,
            review="Two people are near it." if unsure else "" if name else "Nobody is near it.",
            nested=tuple(self.nested),
        )


def read_example(text: str) -> tuple[Article, tuple[Quote, ...]]:
    """Read an article and its quotes from the notation above.

    Raises:
        ValueError: A brace is not closed, or a key is unknown.
    """
    head, _, body = text.strip("\n").partition("---\n")
    details = dict(line.split(": ", 1) for line in head.splitlines() if line.strip())
    blocks: list[Block] = []
    quotes: list[Quote] = []
    plain = ""
    for line in (line.strip() for line in body.splitlines()):
        if line:
            kind = next((kind for mark, kind in _KINDS.items() if line.startswith(mark)), BlockKind.PARAGRAPH)
            start = len(plain)
            plain = _read_line(re.sub(r"^(##|>|\|) ", "", line), plain, quotes)
            blocks.append(Block(kind, start, len(plain)))
            plain += "\n\n"
    day = details.pop("published", "")
    article = Article(
        details.pop("title", ""),
        details.pop("byline", ""),
        date.fromisoformat(day) if day else None,
        details.pop("language", "en"),
        details.pop("source", "example.md"),
        details.pop("link", ""),
        details.pop("publisher", ""),
        details.pop("summary", ""),
        plain.rstrip("\n"),
        tuple(blocks),
    )
    if details:
        raise ValueError(f"unknown: {', '.join(details)}")
    return article, tuple(quotes)


_KINDS = {"## ": BlockKind.HEADING, "> ": BlockKind.QUOTATION, "| ": BlockKind.CAPTION}


def _read_line(line: str, plain: str, quotes: list[Quote]) -> str:
    """Add a block's words to the text, without braces, and its quotes to the list."""
    stack: list[_Quoted] = []
    place = 0
    for match in re.finditer(r"\{([^{}|]*)\||\}", line):
        plain += line[place : match.start()]
        place = match.end()
        if match[0] != "}":
            stack.append(_Quoted(len(plain), match[1]))
            continue
        if not stack:
            raise ValueError(f"a brace closes nothing: {line}")
        closed = stack.pop().close(len(plain))
        (stack[-1].nested if stack else quotes).append(closed)
    if stack:
        raise ValueError(f"a brace is not closed: {line}")
    return plain + line[place:]
