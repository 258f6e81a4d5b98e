"""Article, quotes and show -> what templates see."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from podcaster.model import NARRATOR, UNATTRIBUTED, BlockKind, Gender
from podcaster.script.markup import escape, one_line
from podcaster.script.notes import write_note
from podcaster.script.passages import Piece, split_blocks
from podcaster.script.tags import is_tag
from podcaster.script.views import (
    ArticleView,
    ParagraphView,
    PassageView,
    PieceView,
    SectionView,
    ShowView,
    SpeakerView,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from podcaster.model import Article, Block, Quote, Speaker
    from podcaster.script.passages import Correction
    from podcaster.settings import Show

SENTENCE_START = re.compile(r"[\"'“‘«(\[]*[^\W_a-zß-ÿ]")
"""How words begin that can stand alone: with a capital or a digit."""


def view_show(show: Show) -> ShowView:
    """What templates see of the show."""
    return ShowView(
        escape(show.title), escape(show.author), escape(show.description), escape(show.link), escape(show.language)
    )


def view_article(article: Article, quotes: Sequence[Quote], corrections: Mapping[str, Correction]) -> ArticleView:
    """What templates see of an article.

    Args:
        article: The article.
        quotes: Its quotes, in order, with those inside them.
        corrections: Piece's key -> who says it, from the show's corrections.
    """
    from podcaster.script.turns import find_turns

    genders = {correction.speaker: correction.gender for correction in corrections.values()}
    genders |= {speaker.name: speaker.gender for speaker in _speakers(quotes)}
    tiled = split_blocks(article, quotes, corrections)
    heard: set[str] = set()
    paragraphs = [_Builder(article, block, pieces, genders).build(heard) for block, pieces in tiled]
    sections = tuple(_sections([block for block, _ in tiled], paragraphs))
    passages = tuple(passage for section in sections for part in _parts(section) for passage in part.passages)
    name = PurePath(article.source).stem.replace("-", " ").replace("_", " ")
    return ArticleView(
        title=escape(article.title or name or article.source),
        byline=escape(article.byline),
        published=article.published,
        publisher=escape(article.publisher),
        language=escape(article.language),
        link=escape(article.link),
        source=escape(article.link or article.source),
        summary=escape(article.summary),
        sections=sections,
        speakers=tuple(_view_speakers(quotes, passages)),
        passages=passages,
        turns=find_turns(article, [(block, pieces) for block, pieces in tiled], sections),
        words=sum(len(piece.text.split()) for _, pieces in tiled for piece in pieces),
    )


def _parts(section: SectionView) -> tuple[ParagraphView, ...]:
    return ((section.heading,) if section.heading else ()) + section.paragraphs


def _speakers(quotes: Sequence[Quote]) -> Iterator[Speaker]:
    for quote in quotes:
        if quote.speaker is not None:
            yield quote.speaker
        yield from _speakers(quote.nested)


def _view_speakers(quotes: Sequence[Quote], passages: Sequence[PassageView]) -> Iterator[SpeakerView]:
    counts = Counter(passage.role for passage in passages)
    counts.update(piece.role for passage in passages for piece in passage.pieces if piece.nested)
    known = {escape(speaker.name): speaker for speaker in _speakers(quotes)}
    for role in dict.fromkeys(piece.role for passage in passages for piece in passage.pieces):
        if role in {NARRATOR, UNATTRIBUTED}:
            continue
        speaker = known.get(role)
        gender = str(speaker.gender) if speaker else str(Gender.UNKNOWN)
        yield SpeakerView(role, gender, bool(speaker and speaker.described), counts[role])


def _sections(blocks: Sequence[Block], paragraphs: Sequence[ParagraphView]) -> Iterator[SectionView]:
    heading: ParagraphView | None = None
    body: list[ParagraphView] = []
    for block, paragraph in zip(blocks, paragraphs, strict=True):
        if block.kind is BlockKind.HEADING:
            if heading or body:
                yield _section(heading, body)
            heading, body = paragraph, []
        else:
            body.append(paragraph)
    if heading or body:
        yield _section(heading, body)


def _section(heading: ParagraphView | None, body: Sequence[ParagraphView]) -> SectionView:
    title = heading.text if heading else ""
    named = tuple(
        replace(part, passages=tuple(replace(passage, section=title) for passage in part.passages)) for part in body
    )
    return SectionView(heading, title, named)


@dataclass
class _Builder:
    """What is needed to show one block."""

    article: Article
    block: Block
    pieces: tuple[Piece, ...]
    genders: Mapping[str, Gender]

    def build(self, heard: set[str]) -> ParagraphView:
        """Show the block.

        Args:
            heard: The roles that have been heard before; those of this block are added.
        """
        views = [self.view(place, heard) for place in range(len(self.pieces))]
        if len(self.pieces) > 1:  # alone in its paragraph, a voice is not yet named
            heard.update(piece.role for piece in self.pieces if piece.quote is not None)
        text = one_line(self.article.text_of(self.block))
        quotation = self.block.kind is BlockKind.QUOTATION
        return ParagraphView(escape(text), tuple(views), tuple(_passages(views)), quotation)

    def view(self, place: int, heard: set[str]) -> PieceView:
        """Show one piece."""
        piece = self.pieces[place]
        quote = piece.quote
        beside = [other for other in self.pieces[max(place - 1, 0) : place + 2] if other.quote is not None]
        speaker = quote.speaker if quote else None
        return PieceView(
            text=escape(piece.text),
            role=escape(piece.role),
            quote=quote is not None,
            nested=piece.nested,
            uncertain=piece.uncertain,
            likely=escape(speaker.name) if speaker and piece.uncertain else "",
            gender=str(self.genders.get(piece.role, Gender.UNKNOWN)),
            verb=escape(quote.verb) if quote else "",
            confidence=1.0 if piece.corrected else quote.confidence if quote else 1.0,
            fragment=quote is not None and self._is_fragment(place),
            tag=quote is None and any(other.role in heard and is_tag(piece.text, other) for other in beside),
            note=write_note(piece),
        )

    def _is_fragment(self, place: int) -> bool:
        """A quote that begins in lower case, and does not carry on what the same person said before a tag."""
        piece = self.pieces[place]
        if SENTENCE_START.match(piece.text):
            return False
        before = next((other for other in reversed(self.pieces[:place]) if other.quote is not None), None)
        between = self.pieces[place - 1] if place else None
        carried = (
            before is not None and before.role == piece.role and between is not None and is_tag(between.text, before)
        )
        return not (carried or piece.nested)


def _passages(views: Sequence[PieceView]) -> Iterator[PassageView]:
    """Join the quotes of one person that nothing but a short tag interrupts."""
    group: list[PieceView] = []
    for place, view in enumerate(views):
        if view.quote:
            owner = next((piece.role for piece in group if not piece.nested), view.role)
            if group and not view.nested and view.role != owner:
                yield _passage(group)
                group = []
            group.append(view)
        elif group and not _interrupts(view, views[place + 1 :]):
            yield _passage(group)
            group = []
    if group:
        yield _passage(group)


def _interrupts(view: PieceView, rest: Sequence[PieceView]) -> bool:
    """Whether narration is a short tag between two halves of one speech."""
    return bool(rest) and rest[0].quote and not rest[0].fragment and len(view.text.split()) <= LONGEST_TAG


LONGEST_TAG = 12
"""Words of narration between two quotes of a paragraph that still make one speech of them, as in "...," said Jane Doe,
who has kept bees for a year. "..."."""


def _passage(group: Sequence[PieceView]) -> PassageView:
    owner = next((piece for piece in group if not piece.nested), group[0])
    return PassageView(
        role=owner.role,
        pieces=tuple(group),
        fragment=group[0].fragment,
        uncertain=owner.uncertain,
        words=sum(len(piece.text.split()) for piece in group),
        section="",
    )
