"""What templates see of a show, an article and its quotes.

Every text is already written so that it reads as itself wherever a template puts it (see ``markup.escape``). The
docstrings below each field are the reference that ``podcaster templates docs`` prints.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class ShowView:
    """The podcast, as ``[show]`` of podcaster.toml describes it."""

    title: str
    """Its name."""
    author: str
    """Who makes it; empty when not set."""
    description: str
    """What it is about; empty when not set."""
    link: str
    """Its address; empty when not set."""
    language: str
    """Its language, such as en or en-GB."""


@dataclass(frozen=True, slots=True)
class SpeakerView:
    """Somebody whom the article quotes."""

    name: str
    """The fullest name the article gives, or a description ("a spokeswoman for the company")."""
    gender: str
    """female, male or unknown, as the article shows it, or people have said."""
    described: bool
    """It is a body, a document or somebody unnamed: ``name`` is a description."""
    quotes: int
    """How many of the article's quotes are certainly theirs."""


@dataclass(frozen=True, slots=True)
class PieceView:
    """Words that one role says. Print it with ``say(piece)``, which writes the name, the note and the words."""

    text: str
    """The words, as the article has them; without quotation marks where they are a speaker's."""
    role: str
    """Who says them: Narrator, a speaker's name, or Unattributed."""
    quote: bool
    """They are quoted; False for narration."""
    nested: bool
    """They are quoted inside somebody else's quote."""
    uncertain: bool
    """It is open who says them: the reserve voice will."""
    likely: str
    """Who probably says them, when that is uncertain; empty when nobody fits."""
    gender: str
    """The gender of whoever says them: female, male or unknown."""
    verb: str
    """The word that introduces the quote, such as said; empty when there is none."""
    confidence: float
    """How sure the speaker is, from 0 to 1."""
    fragment: bool
    """The quote is a part of the narrator's sentence and says little without it."""
    tag: bool
    """It is narration that begins with no more than who speaks, such as "Doe said.", of somebody heard before."""
    rest: str
    """Of a tag: the narration behind it; often empty."""
    closes: bool
    """A sentence of the article ends between this quote and the next one, though this one's words end with a comma."""
    note: str
    """For the editor: speaker, verb, sureness, and what names the quote in the show's corrections."""


@dataclass(frozen=True, slots=True)
class PassageView:
    """One person's words in a paragraph: the pieces that "she said" and the like interrupt, as one."""

    role: str
    """Who says it."""
    pieces: tuple[PieceView, ...]
    """The pieces, with those quoted inside them."""
    fragment: bool
    """It is a part of the narrator's sentence and says little without it."""
    uncertain: bool
    """It is open who says it."""
    words: int
    """How many words it has."""
    section: str
    """The heading it stands under; empty before the first one."""


@dataclass(frozen=True, slots=True)
class TurnView:
    """A paragraph of an interview that is printed with a name, or Q and A, before each turn."""

    question: bool
    """It is the interviewer's."""
    begins: bool
    """The turn begins here; False for its later paragraphs."""
    pieces: tuple[PieceView, ...]
    """Who says which words, without the printed name. Questions of "Q" are the narrator's."""


@dataclass(frozen=True, slots=True)
class TableView:
    """A table of the article. ``say_paragraph(paragraph)`` says that it is there; a template may read its rows."""

    rows: tuple[tuple[str, ...], ...]
    """Its rows, each the words of its cells."""
    language: str
    """The article's language."""


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """A paragraph or a heading."""

    text: str
    """All its words, with their quotation marks."""
    pieces: tuple[PieceView, ...]
    """Who says which of them. Print it with ``say_paragraph(paragraph)``."""
    passages: tuple[PassageView, ...]
    """The quotes in it."""
    quotation: bool
    """It is set apart as a quotation (a block quote)."""
    turn: TurnView | None = None
    """Whose turn it is, in an interview that is printed with a name, or Q and A, before each turn; else None."""
    table: TableView | None = None
    """The table that it is, which has no pieces; None for words."""


@dataclass(frozen=True, slots=True)
class SectionView:
    """A part of the article: what stands under one heading, or before the first."""

    heading: ParagraphView | None
    """The heading; None before the first one."""
    title: str
    """The heading's words; empty before the first one."""
    paragraphs: tuple[ParagraphView, ...]
    """The paragraphs, in order."""

    @property
    def parts(self) -> tuple[ParagraphView, ...]:
        """The heading, if there is one, and the paragraphs."""
        return ((self.heading,) if self.heading else ()) + self.paragraphs


@dataclass(frozen=True, slots=True)
class ArticleView:
    """The article."""

    title: str
    """Its headline; the file's name when it has none."""
    byline: str
    """Its authors, as Ada Byron and Grace Hopper; empty when unknown."""
    published: date | None
    """Its date; None when unknown. Say it with the filter ``spoken_date``."""
    publisher: str
    """The paper or site; empty when unknown."""
    language: str
    """Its language, such as en or en-GB."""
    link: str
    """Its address; empty when it has none."""
    source: str
    """Its address, or the name of its file."""
    summary: str
    """The page's own description; empty when it has none."""
    sections: tuple[SectionView, ...]
    """All that is narrated, in order."""
    speakers: tuple[SpeakerView, ...]
    """Everyone quoted, in the order of their first quote."""
    passages: tuple[PassageView, ...]
    """All quotes, in order."""
    words: int
    """How many words are narrated."""

    @property
    def paragraphs(self) -> tuple[ParagraphView, ...]:
        """The paragraphs of all sections, without headings."""
        return tuple(paragraph for section in self.sections for paragraph in section.paragraphs)


VIEWS = (ShowView, ArticleView, SectionView, ParagraphView, PieceView, PassageView, TurnView, TableView, SpeakerView)
"""All of them, in the order of the reference."""
