"""Article, quotes and show -> what templates see."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from podcaster.model import NARRATOR, UNATTRIBUTED, BlockKind, Gender
from podcaster.patterns import on_demand
from podcaster.script.markup import escape, one_line
from podcaster.script.notes import write_note
from podcaster.script.passages import RolePassage, split_blocks
from podcaster.script.tags import behind_tag, is_tag
from podcaster.script.turns import find_turns
from podcaster.script.views import (
    ArticleView,
    ParagraphView,
    PassageView,
    PieceView,
    SectionView,
    ShowView,
    SpeakerView,
    TableView,
    TurnView,
)
from podcaster.sentences import ends_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from podcaster.model import Article, Block, Correction, Quote, Speaker
    from podcaster.script.turns import SpokenTurn
    from podcaster.settings import Podcast

SENTENCE_START = on_demand(r"[\"'“‘«(\[]*[^\W_a-zß-ÿ]")
"""How words begin that can stand alone: with a capital or a digit."""


def view_show(show: Podcast) -> ShowView:
    """What templates see of the show."""
    return ShowView(
        escape(show.title), escape(show.author), escape(show.description), escape(show.link), escape(show.language)
    )


def view_article(
    article: Article, quotes: Sequence[Quote], corrections: Mapping[str, Correction], number: int = 0
) -> ArticleView:
    """What templates see of an article.

    Args:
        article: The article.
        quotes: Its quotes, in order, with those inside them.
        corrections: Piece's key -> who says it, from the show's corrections.
        number: Which of the script's articles it is, from 1; 0: the only one.
    """
    genders = {correction.speaker: correction.gender for correction in corrections.values()}
    genders |= {speaker.name: speaker.gender for speaker in _speakers(quotes)}
    tiled = split_blocks(article, quotes, corrections)
    heard: set[str] = set()
    turns = find_turns(article.text, tiled)
    paragraphs = [
        _paragraph(article, block, _Viewer(pieces, genders, heard, number), turn)
        for (block, pieces), turn in zip(tiled, turns, strict=True)
    ]
    sections = tuple(_sections([block for block, _ in tiled], paragraphs))
    passages = tuple(passage for section in sections for part in section.parts for passage in part.passages)
    name = PurePath(article.source).stem.replace("-", " ").replace("_", " ")
    titles = (article.title, name, article.source)  # one of signs alone cannot be read out
    return ArticleView(
        title=escape(next((each for each in titles if any(sign.isalnum() for sign in each)), article.title)),
        byline=escape(article.byline),
        published=article.published,
        publisher=escape(article.publisher),
        language=escape(article.language),
        link=escape(article.link),
        source=escape(article.origin.key),
        summary=escape(article.summary),
        sections=sections,
        speakers=tuple(_view_speakers(quotes, passages, genders)),
        passages=passages,
        words=sum(len(piece.text.split()) for _, pieces in tiled for piece in pieces),
    )


def _speakers(quotes: Sequence[Quote]) -> Iterator[Speaker]:
    for quote in quotes:
        if quote.speaker is not None:
            yield quote.speaker
        yield from _speakers(quote.nested)


def _view_speakers(
    quotes: Sequence[Quote], passages: Sequence[PassageView], genders: Mapping[str, Gender]
) -> Iterator[SpeakerView]:
    counts = Counter(passage.role for passage in passages)
    counts.update(piece.role for passage in passages for piece in passage.pieces if piece.nested)
    known = {escape(speaker.name): speaker for speaker in _speakers(quotes)}
    shown = {escape(name): str(gender) for name, gender in genders.items()}
    for role in dict.fromkeys(piece.role for passage in passages for piece in passage.pieces):
        if role in {NARRATOR, UNATTRIBUTED}:
            continue
        speaker = known.get(role)
        gender = shown.get(role, str(Gender.UNKNOWN))
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


def _paragraph(article: Article, block: Block, viewer: _Viewer, turn: SpokenTurn | None) -> ParagraphView:
    if block.kind is BlockKind.TABLE:
        rows = (tuple(map(escape, line.split(" | "))) for line in article.text_of(block).split("\n"))
        return ParagraphView("", (), (), quotation=False, table=TableView(tuple(rows), escape(article.language)))
    views = viewer.view()
    shown = TurnView(turn.question, turn.begins, replace(viewer, pieces=turn.pieces).view()) if turn else None
    viewer.hear()
    text = escape(one_line(article.text_of(block)))
    return ParagraphView(text, views, tuple(_passages(views)), block.kind is BlockKind.QUOTATION, shown)


@dataclass
class _Viewer:
    """Shows the pieces of one block."""

    pieces: Sequence[RolePassage]
    genders: Mapping[str, Gender]
    heard: set[str]
    """The roles whose voices have been named before."""
    article: int
    """Which of the script's articles it is from, from 1; 0: the only one."""

    def view(self) -> tuple[PieceView, ...]:
        """Show all of them."""
        return tuple(self._view(place) for place in range(len(self.pieces)))

    def hear(self) -> None:
        """Count those who speak here as heard; alone in its paragraph, a voice is not yet named."""
        if len(self.pieces) > 1:
            self.heard.update(piece.role for piece in self.pieces if piece.quote is not None)

    def _view(self, place: int) -> PieceView:
        piece = self.pieces[place]
        quote = piece.quote
        speaker = quote.speaker if quote else None
        rest = self._behind_tag(place)
        return PieceView(
            text=escape(piece.text),
            role=escape(piece.role),
            quote=quote is not None,
            nested=piece.nested,
            uncertain=piece.uncertain,
            likely=escape(speaker.name) if speaker and piece.uncertain else "",
            gender=str(self.genders.get(piece.role, Gender.UNKNOWN)),
            verb=escape(quote.verb) if quote else "",
            confidence=1.0 if piece.corrected or quote is None else quote.confidence,
            fragment=quote is not None and self._is_fragment(place),
            tag=rest is not None,
            rest=escape(rest or ""),
            closes=self._closes(place),
            note=write_note(piece, self.article),
        )

    def _behind_tag(self, place: int) -> str | None:
        if self.pieces[place].quote is not None:
            return None
        beside = [other for other in self.pieces[max(place - 1, 0) : place + 2] if other.role in self.heard]
        return next(
            (rest for other in beside if (rest := behind_tag(self.pieces[place].text, other)) is not None), None
        )

    def _closes(self, place: int) -> bool:
        behind = self.pieces[place + 1] if place + 1 < len(self.pieces) else None
        if self.pieces[place].quote is None or behind is None or behind.quote is not None:
            return False
        return ends_sentence(behind.text) and not ends_sentence(self.pieces[place].text)

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
