"""Who says which words of an article: narration and quotes, tiling its spoken blocks exactly.

Every letter and digit of the spoken blocks is in one piece, once and in order. Quotation marks around a speaker's words
are in none; everything else is where the article has it.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from podcaster.model import NARRATOR, UNATTRIBUTED, BlockKind, QuoteKind
from podcaster.patterns import on_demand
from podcaster.script.markup import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from podcaster.model import Article, Block, Correction, Quote

MARKS = {
    "double": ("``", "‘‘", "’’", "''", ",,", "“", "”", "„", "‟", '"', "″", "＂"),
    "single": ("‘", "’", "‚", "‛", "'", "`", "´"),
    "guillemets": ("«", "»", "‹", "›"),
}
"""Quotation marks; those of one row close each other. Longer ones come first."""
DASH = on_demand(r"(?<!\w)[—–―-](?:\s(?=\w)|(?=[^\W\d]))")
"""Opens speech in a dialogue without quotation marks, and closes none. Right before a digit it is a minus, and right
behind a word a hyphen."""

DANGLING = on_demand(r"[,.;:!?…)\]]+(?=\s|$)")
"""Punctuation right behind a closing mark, as British papers set it: it belongs to the words before."""


@dataclass(frozen=True, slots=True)
class RolePassage:
    """Words of one role, in the order of the article."""

    role: str
    """Who says it: a name, the narrator, or the one for words that are nobody's."""
    text: str
    """As the article has it, in one line."""
    start: int
    """Offset of its first character in the article's text."""
    quote: Quote | None = None
    """The quote it is (part of); None for narration."""
    nested: bool = False
    """Its quote stands inside another one."""
    key: str = ""
    """Names a quote's words in this article, for corrections."""
    corrected: bool = False
    """An editor has named its speaker."""

    @property
    def uncertain(self) -> bool:
        """Nobody has decided who says it."""
        return self.role == UNATTRIBUTED


def is_uncertain(quote: Quote) -> bool:
    """Whether the reserve voice says a quote, because it is open who does."""
    return quote.kind is QuoteKind.SPEECH and (quote.speaker is None or (bool(quote.review) and not quote.voiced))


def has_words(text: str) -> bool:
    """Whether anything in a text can be spoken."""
    return any(sign.isalnum() for sign in text)


def split_blocks(
    article: Article, quotes: Sequence[Quote], corrections: Mapping[str, Correction]
) -> list[tuple[Block, tuple[RolePassage, ...]]]:
    """Tile the spoken blocks of an article.

    Args:
        article: The article.
        quotes: Its quotes, in order, with those inside them.
        corrections: Piece's key -> who says it.

    Returns:
        Each spoken block that has words, with its pieces; and each table, with none.
    """
    seen: dict[str, int] = {}
    starts = [quote.start for quote in quotes]
    tiled = []
    for block in article.blocks:
        if block.spoken:
            inside = quotes[bisect_left(starts, block.start) : bisect_left(starts, block.end)]
            pieces = _attach(list(_split_block(article.text, block, inside)))
            pieces = [_correct(_with_key(piece, seen), corrections) for piece in pieces]
            if pieces:
                tiled.append((block, tuple(pieces)))
        elif block.kind is BlockKind.TABLE:
            tiled.append((block, ()))
    return tiled


def is_unmarked(text: str, quote: Quote) -> bool:
    """Whether no quotation mark opens a quote: a block quote, or a turn of an interview."""
    return not text.startswith(tuple(mark for marks in MARKS.values() for mark in marks), quote.start)


def _split_block(text: str, block: Block, quotes: Sequence[Quote]) -> Iterator[RolePassage]:
    place = block.start
    for quote in quotes:
        if quote.kind is QuoteKind.SPEECH and place <= quote.start < quote.end <= block.end:
            yield RolePassage(NARRATOR, text[place : quote.start], place)
            yield from _split_quote(text, quote, nested=False)
            place = quote.end
    yield RolePassage(NARRATOR, text[place : block.end], place)


def _split_quote(text: str, quote: Quote, *, nested: bool) -> Iterator[RolePassage]:
    role = UNATTRIBUTED if is_uncertain(quote) or quote.speaker is None else quote.speaker.name
    place, end = _inside(text, quote)
    for inner in quote.nested:
        if place <= inner.start < inner.end <= end and _is_other(inner, quote):
            yield RolePassage(role, text[place : inner.start], place, quote, nested)
            yield from _split_quote(text, inner, nested=True)
            place = inner.end
    yield RolePassage(role, text[place:end], place, quote, nested)


def _is_other(inner: Quote, outer: Quote) -> bool:
    """Whether a quote inside a quote is somebody else's: one's own words stay in one's own voice."""
    if inner.kind is not QuoteKind.SPEECH or inner.speaker is None:
        return False
    return outer.speaker is None or inner.speaker.name != outer.speaker.name


def _inside(text: str, quote: Quote) -> tuple[int, int]:
    """A quote's words without its marks; a quote of several paragraphs has no closing mark but in the last."""
    start, end = quote.start, quote.end
    row, mark = next(
        ((row, mark) for row, marks in MARKS.items() for mark in marks if text.startswith(mark, start)), ("", "")
    )
    dash = None if mark else DASH.match(text, start, end)
    start = dash.end() if dash else start + len(mark)
    for closing in MARKS[row] if row else (*MARKS["double"], *MARKS["guillemets"]):
        if text.endswith(closing, start, end) and (row or not _closes_inner(text[start:end], closing)):
            return start, end - len(closing)
    return start, end


def _closes_inner(words: str, closing: str) -> bool:
    """Whether the mark at the end of words that no mark opens belongs to a title or the like inside them."""
    row = next(marks for marks in MARKS.values() if closing in marks)
    return sum(words.count(mark) for mark in row if len(mark) == 1) % 2 == 0


def _attach(pieces: list[RolePassage]) -> list[RolePassage]:
    """Give punctuation that stands alone to the words before it, or else behind it, and put each piece in one line."""
    attached: list[RolePassage] = []
    waiting = ""
    for piece in pieces:
        text = piece.text
        outside = bool(attached) and (piece.quote is None or attached[-1].nested)  # behind one inside another, too
        if outside and (dangling := DANGLING.match(text)):
            words = attached[-1].text
            words = words.rstrip() if dangling[0][0] in ",." else words  # French has a space before the closing mark
            attached[-1] = replace(attached[-1], text=words + dangling[0])
            text = text[dangling.end() :]
        if has_words(text):
            lead = len(text) - len(text.lstrip())
            attached.append(replace(piece, text=waiting + text, start=piece.start + len(piece.text) - len(text) + lead))
            waiting = ""
        elif attached:
            attached[-1] = replace(attached[-1], text=attached[-1].text + _without_marks(text))
        else:
            waiting += _without_marks(text)
    return [replace(piece, text=one_line(piece.text)) for piece in attached]


def _without_marks(text: str) -> str:
    return "".join(sign for sign in text if not any(sign in marks for marks in MARKS.values()))


def _with_key(piece: RolePassage, seen: dict[str, int]) -> RolePassage:
    """Name a quote's words: by a hash of them, and a number for each time they come again."""
    if piece.quote is None:
        return piece
    key = hashlib.sha256(piece.text.encode()).hexdigest()[:8]
    seen[key] = seen.get(key, 0) + 1
    return replace(piece, key=key if seen[key] == 1 else f"{key}-{seen[key]}")


def _correct(piece: RolePassage, corrections: Mapping[str, Correction]) -> RolePassage:
    correction = corrections.get(piece.key) if piece.key else None
    return replace(piece, role=correction.speaker, corrected=True) if correction else piece
