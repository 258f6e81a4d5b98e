"""What every reader of articles makes: parts with a kind, and the facts an article tells about itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcaster.address import Address
from podcaster.characters import composed, valid_text
from podcaster.errors import ArticleError
from podcaster.identity import page_of
from podcaster.languages import UNTOLD, tag_of
from podcaster.model import Article, Block, BlockKind
from podcaster.patterns import on_demand

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from podcaster.model import LeftOut

SPACE = on_demand(r"\s+")
NO_LETTERS = on_demand(r"[\W_]+")
BREAKS = dict.fromkeys(map(ord, "\u00ad\u2060\ufeff\u200b"))
"""Soft hyphens and spaces of no width."""
TERMINAL = on_demand(r"\x1b(?:\[[0-?]*[ -/]*[@-~]?|\][^\x07\x1b\n]*(?:\x07|\x1b\\)?|[ -/]*[0-~]?)")
"""What colours a terminal and sets its title (ECMA-48: CSI, OSC and plain escapes)."""
TITLE_LIMIT = 300
"""Characters of a title at most; the longest headlines have half of that, and apps show less."""
TITLE_LENGTH = 60
"""Characters of the first words that stand in for a title where an article has none."""


@dataclass(slots=True)
class Part:
    """A run of text on its way to become a block: the rules of ``shape`` decide what it is."""

    text: str
    """The words as they were read."""
    kind: BlockKind | None = None
    """None until a rule has decided."""
    cite: str = ""
    """Whom a block quote names as its source."""
    why: str = ""
    """The reason for not reading it, as a phrase for people."""
    gap: int = 1
    """Blank lines before it."""
    alone: bool = True
    """Whether blank lines (or the ends of the text) stand on both sides of it."""
    item: bool = False
    """Whether it is an item of a list."""
    linked: float = 0.0
    """Share of its characters that are links, from 0 to 1."""
    start: int = 0
    """Offset of its first character, where the text is kept as it stands."""
    end: int = 0
    """Offset behind its last character, where the text is kept as it stands."""

    def __post_init__(self) -> None:
        self.text = composed(self.text)  # an accent may have been written as a number: e&#769;


@dataclass(slots=True)
class Facts:
    """What an article tells about itself; empty where it does not."""

    title: str = ""
    """The headline."""
    byline: str = ""
    """The authors' names, joined for people."""
    published: date | None = None
    """The day on which it came out; None when that is not told."""
    language: str = ""
    """BCP 47 tag; of whatever else it is made with that names a language."""
    link: str = ""
    """Its own address."""
    publisher: str = ""
    """The paper or site that it is from."""
    summary: str = ""
    """What it says that it is about, in a sentence or two."""
    unknown_language: str = ""
    """What it calls its language, where that is none."""
    left_out: tuple[LeftOut, ...] = ()
    """What of the page was not taken into the article."""

    def __post_init__(self) -> None:
        named, self.language = self.language, tag_of(self.language)
        if not self.language and named.casefold() not in UNTOLD:
            self.unknown_language = tidy(named)


def tidy(text: str) -> str:
    """The same words with single spaces between them, without the signs that only say where a word may break."""
    return SPACE.sub(" ", text.translate(BREAKS)).strip()


def without_escapes(text: str) -> str:
    """A text of letters that can be written down, composed, without what it would tell a terminal to do."""
    text = composed(valid_text(text))
    return TERMINAL.sub("", text) if "\x1b" in text else text


def closed_comments(text: str) -> str:
    """A text without the marks of comments that are never closed: browsers would show nothing behind them."""
    if "<!--" not in text:
        return text
    opened = text.find("<!--", text.rfind("-->") + 1)
    return text if opened < 0 else text[:opened] + text[opened:].replace("<!--", "")


def short_title(title: str) -> str:
    """A title, cut off between two words where it is too long to be one."""
    title = tidy(without_escapes(title))
    if len(title) <= TITLE_LIMIT:
        return title
    return title[: TITLE_LIMIT - 1].rsplit(" ", 1)[0].rstrip(" ,;:.–—-") + "…"


def join_parts(parts: Iterable[Part]) -> tuple[str, tuple[Block, ...]]:
    """Set parts below each other with a blank line between them."""
    pieces: list[str] = []
    blocks: list[Block] = []
    place = 0
    for part in parts:
        lines = part.text.split("\n") if part.kind is BlockKind.TABLE else [part.text]
        if not (text := "\n".join(filter(None, (tidy(without_escapes(line)) for line in lines)))):
            continue
        blocks.append(Block(part.kind or BlockKind.PARAGRAPH, place, place + len(text), part.cite, part.why))
        pieces.append(text)
        place += len(text) + 2
    return "\n\n".join(pieces), tuple(blocks)


def make_article(text: str, blocks: Sequence[Block], facts: Facts, source: str) -> Article:
    """The article of a text with its blocks.

    Raises:
        ArticleError: Nothing in it is to be spoken.
    """
    spoken = next((block for block in blocks if block.spoken and block.kind is not BlockKind.HEADING), None)
    if spoken is None:
        name = "What came on standard input" if source == "-" else source
        raise ArticleError(
            f"{name} has no article text to read aloud.",
            "If it is a web page whose text is loaded by scripts, copy the text into a .txt file and give that.",
        )
    return Article(
        title=short_title(facts.title) or first_words(text[spoken.start : spoken.end]),
        byline=without_escapes(facts.byline),
        published=facts.published,
        language=valid_text(facts.language) or "en",
        source=source,
        link=page_of(str(Address(valid_text(facts.link)))),
        publisher=without_escapes(facts.publisher),
        summary=without_escapes(facts.summary),
        text=text,
        blocks=tuple(blocks),
        left_out=facts.left_out,
        unknown_language=valid_text(facts.unknown_language),
    )


def letters(text: str) -> str:
    """A text by its letters and digits alone, for comparing."""
    return NO_LETTERS.sub("", text).lower()


def first_words(text: str) -> str:
    """The beginning of a text, for want of a title."""
    words = tidy(text[: TITLE_LENGTH * 4])
    if len(words) <= TITLE_LENGTH:
        return words
    return words[:TITLE_LENGTH].rsplit(" ", 1)[0].rstrip(" ,;:.–—-") + "…"
