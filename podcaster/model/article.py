"""A written article, with every block of it named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003  (project files are read by the annotations when the program runs)
from enum import StrEnum


class BlockKind(StrEnum):
    """What a block of an article is."""

    TITLE = "title"
    BYLINE = "byline"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTATION = "quotation"
    """A block quote: somebody's words without quotation marks."""
    CAPTION = "caption"
    CREDIT = "credit"
    """Who took or owns a picture."""
    RELATED = "related"
    """A link to another article."""
    TABLE = "table"
    """Rows as lines, cells between bars. Not narrated; a template may say that it is there, or read its rows."""
    BOILERPLATE = "boilerplate"
    """Menus, share buttons, subscriptions, notices."""


SPOKEN_KINDS = frozenset({BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.QUOTATION})
"""What is narrated in order. The title and byline are not among them: the script's introduction reads those."""


@dataclass(frozen=True, slots=True)
class Block:
    """A run of an article's text that is one thing."""

    kind: BlockKind
    """What it is, which also says whether it is narrated."""
    start: int
    """Offset of its first character in the article's text."""
    end: int
    """Offset behind its last character."""
    cite: str = ""
    """Whom a block quote names as its source, where the page says so."""
    why: str = ""
    """The reason why it is not narrated, where its kind does not say it: "a paywall"."""

    @property
    def spoken(self) -> bool:
        """Whether it is narrated."""
        return self.kind in SPOKEN_KINDS


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words of the source that are no block of the article."""

    text: str
    """The words, cut where they are long."""
    why: str
    """The reason, as a phrase for people: "a menu"."""
    words: int
    """How many words were left out."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Which article something is made of, whatever becomes of its words: made in ``article/``, kept in scripts."""

    address: str = ""
    """The article's canonical address; empty when it has none."""
    file: str = ""
    """What its file is called where it has no address (``article.origin``)."""

    @property
    def key(self) -> str:
        """What the show's files know the article by, and what stands on a script's title page."""
        return self.address or self.file

    @classmethod
    def of_key(cls, key: str) -> Origin:
        """The origin that has a key."""
        return cls(address=key) if key[:8].lower().startswith(("http://", "https://")) else cls(file=key)


@dataclass(frozen=True, slots=True)
class Article:
    """A written article, with every block of it named."""

    title: str
    """Its headline, as plain text."""
    byline: str
    """The authors' names, as "Ada Byron and Grace Hopper"; empty when unknown."""
    published: date | None
    """The day on which it came out; None when unknown."""
    language: str
    """BCP 47 tag, such as "en" or "en-GB"."""
    source: str
    """What the user gave: a path, an address, or "-"."""
    link: str
    """The article's canonical address; empty when it has none."""
    publisher: str
    """The paper or site; empty when unknown."""
    summary: str
    """The page's own description; empty when it has none."""
    text: str
    """All blocks, in order, with a blank line between them."""
    blocks: tuple[Block, ...]
    """Everything in ``text``, in order, without a gap but the blank lines."""
    left_out: tuple[LeftOut, ...] = ()
    """What was taken out before the text was made, with the reasons; blocks that are not spoken say theirs by kind."""
    unknown_language: str = ""
    """What it calls its language, where no language is called so: then its words have told it."""

    @property
    def origin(self) -> Origin:
        """Which article it is."""
        return Origin(self.link, self.source)

    def text_of(self, block: Block) -> str:
        """The words of one block."""
        return self.text[block.start : block.end]
