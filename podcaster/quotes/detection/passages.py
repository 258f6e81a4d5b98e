"""Finds the quoted passages of an article: in quotation marks, set as block quotes, or the turns of an interview."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING

from podcaster.model import BlockKind, QuoteKind
from podcaster.patterns import on_demand
from podcaster.quotes.detection.dashes import DashTurn, find_dash_turns
from podcaster.quotes.detection.kinds import judge_kinds
from podcaster.quotes.detection.marks import Marking, Span, find_cut, pair_marks, trim
from podcaster.quotes.detection.standfirsts import find_standfirst
from podcaster.quotes.detection.surroundings import Surrounded
from podcaster.quotes.detection.turns import InterviewTurn, find_turns
from podcaster.quotes.detection.wrapped import Wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from podcaster.model import Article, Block

    Bounds = Sequence[tuple[int, int, bool]]
    """Start, end and whether it is anything but running text, of each paragraph in order."""
    FindTurns = Callable[[str, Bounds], list[InterviewTurn | None]]
    FindDashes = Callable[[str, Bounds], list[DashTurn | None]]

LOOK_AHEAD = 6
"""Paragraphs without a mark that a quotation may run over before the one that closes it."""

_CITE = on_demand(r"(?:^|(?<=[\s.!?”\"’']))[—–―-]{1,2}\s?(?P<cite>[^\W\d_a-z][^\n.!?]{1,80})[.]?\s*$")
_CREDIT = on_demand(r"[—–―-]{1,2}\s?(?P<cite>[^\W\d_a-z][^\n.!?\"“”]{1,80})[.]?")
"""A line of its own that credits the quotation above it."""
_STOPS = " .,;!?…"
"""What may stand behind the mark that closes a whole block quote."""
_LINE_END = on_demand(
    r"(?<=[.!?:;…\"”’'»)\]])[ \t]*\n|\n(?=[ \t]*[\"“‘«„–—-])|\n(?=[ \t]*[^\W\d_a-z][\w.' -]{0,40}:\s)|\n[ \t]*\n"
)
"""A line end that ends a paragraph; others only wrap it."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage in quotation marks, or set as a quotation: one a paragraph."""

    start: int
    """Offset of the opening mark in the article's text, or of the first word where there is none."""
    end: int
    """Offset behind the closing mark, or behind the last word where there is none."""
    inner_start: int
    """Offset of the first character inside the marks."""
    inner_end: int
    """Offset behind the last character inside the marks."""
    kind: QuoteKind
    """Whether it is speech, a title, a scare quote or a term."""
    likelihood: float
    """Probability that it is somebody's words."""
    flags: frozenset[str] = frozenset()
    """"unclosed", "continued" (carries on the quotation of the paragraph before), "wrong-way", "block", "turn",
    "dash"."""
    label: str = ""
    """"Q", "A" or the name before an interview turn, or whom a block quote cites; else empty."""
    nested: tuple[Passage, ...] = ()
    """The quotations inside this one, in order."""


@dataclass(slots=True)
class _Paragraph:
    """A stretch of a block that quotations are looked for in."""

    start: int
    end: int
    block: Block
    marking: Marking
    turn: InterviewTurn | None = None
    dash: DashTurn | None = None


@dataclass(slots=True)
class _Draft:
    """A passage before its kind is known."""

    span: Span
    paragraph: _Paragraph
    flags: set[str]
    label: str = ""


def find_passages(article: Article) -> tuple[Passage, ...]:
    """Finds the quotations of an article's title and spoken blocks, in order, those inside another one nested in it.

    Args:
        article: The article to read.

    Returns:
        The top-level passages in the order of the text. A quotation over several paragraphs is one passage a paragraph.
    """
    drafts = _drafts(article.text, _paragraphs(article, find_turns, find_dash_turns))
    kinds = iter(judge_kinds(article.text, _candidates(article, drafts)))
    return tuple(_passage(draft, draft.span, kinds, top=True) for draft in drafts)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A paragraph, and the passages in it in order."""

    start: int
    """Offset of its first character in the article."""
    end: int
    """Offset behind its last."""
    kind: BlockKind
    """That of the block that it is cut from."""
    passages: tuple[Passage, ...]
    """Its top-level ones, each with those inside it nested."""


def find_stretches(article: Article, turns: FindTurns, dashes: FindDashes) -> list[Stretch]:
    """Finds the paragraphs of an article in any language, and the passages in each; every one is taken for speech.

    Args:
        article: The article to read.
        turns: Finds the turns of interviews, as ``find_turns`` does.
        dashes: Finds the turns of dialogue in dashes, as ``find_dash_turns`` does.
    """
    paragraphs = _paragraphs(article, turns, dashes)
    held: dict[int, list[Passage]] = {}
    speech = repeat((QuoteKind.SPEECH, 1.0))
    for draft in _drafts(article.text, paragraphs):
        held.setdefault(draft.paragraph.start, []).append(_passage(draft, draft.span, speech, top=True))
    return [Stretch(one.start, one.end, one.block.kind, tuple(held.get(one.start, ()))) for one in paragraphs]


def _paragraphs(article: Article, turns: FindTurns, dashes: FindDashes) -> list[_Paragraph]:
    """The title and the spoken blocks, cut at the line ends that end a paragraph, with their marks paired."""
    found: list[_Paragraph] = []
    wrapped = Wrapped(article)
    for block in article.blocks:
        if not (block.spoken or block.kind is BlockKind.TITLE):
            continue
        position = block.start
        for match in _LINE_END.finditer(article.text, block.start, block.end):
            if not wrapped.only_wraps(match):
                _add_paragraph(found, article.text, position, match.start(), block)
                position = match.end()
        _add_paragraph(found, article.text, position, block.end, block)
    bounds = [(item.start, item.end, item.block.kind is not BlockKind.PARAGRAPH) for item in found]
    for paragraph, turn, dash in zip(found, turns(article.text, bounds), dashes(article.text, bounds), strict=True):
        paragraph.turn, paragraph.dash = turn, dash
    return found


def _add_paragraph(found: list[_Paragraph], text: str, start: int, end: int, block: Block) -> None:
    end = trim(text, start, end)
    while start < end and text[start].isspace():
        start += 1
    if start < end:
        found.append(_Paragraph(start, end, block, pair_marks(text, start, end)))


def _drafts(text: str, paragraphs: Sequence[_Paragraph]) -> list[_Draft]:
    drafts: list[_Draft] = []
    continued = False
    carried = 0
    for index, paragraph in enumerate(paragraphs):
        if paragraph.dash is not None and paragraph.turn is None:
            drafts.extend(_dash_turn(paragraph, paragraph.dash))
            continued, carried = False, 0
            continue
        credit = _CREDIT.fullmatch(text, paragraph.start, paragraph.end)
        if credit is not None and drafts and _is_whole(drafts[-1], paragraphs[index - 1]):
            drafts[-1].label = drafts[-1].label or credit["cite"].strip()
            continue
        if paragraph.block.kind is BlockKind.QUOTATION:
            drafts.append(_block_quote(text, paragraph, paragraphs[index - 1] if index else None))
            continued, carried = False, 0
            continue
        if paragraph.turn is not None:
            drafts.append(_turn(paragraph, paragraph.turn))
            continued, carried = False, 0
            continue
        new, continued, carried = _marked(text, paragraphs, index, continued=continued, carried=carried)
        drafts.extend(new)
    return drafts


def _is_whole(draft: _Draft, paragraph: _Paragraph) -> bool:
    """Whether a passage is all of a paragraph, so that a line like "-- Ada Byron, Leeds" below it says whose it is."""
    return draft.paragraph is paragraph and draft.span.start == paragraph.start and draft.span.end == paragraph.end


def _marked(
    text: str, paragraphs: Sequence[_Paragraph], index: int, *, continued: bool, carried: int
) -> tuple[list[_Draft], bool, int]:
    """The passages of one paragraph.

    Args:
        text: The whole text.
        paragraphs: All paragraphs.
        index: Which one of them.
        continued: The paragraph before left its quotation open, and this one opens it again.
        carried: How many paragraphs, from this one on, a quotation without repeated opening marks still runs over.

    Returns:
        The passages, and the same two values for the next paragraph.
    """
    paragraph = paragraphs[index]
    drafts = [_Draft(span, paragraph, set()) for span in paragraph.marking.spans]
    if carried:
        if span := _carried_span(paragraph, last=carried == 1):
            drafts.insert(0, _Draft(span, paragraph, {"continued"}))
        return drafts, False, carried - 1
    if continued and drafts:
        drafts[0].flags.add("continued")
    if not paragraph.marking.open_end:
        return drafts, False, 0
    last = drafts[-1]
    again = _opens_again(paragraphs, index, last.span.group)
    if last.span.group == "'" and not again and last.span.start > paragraph.start:
        # A single sign that nothing closes and no paragraph takes up was an apostrophe.
        inside = [_Draft(span, paragraph, set()) for span in last.span.children]
        return [*drafts[:-1], *inside], False, 0
    if again:
        cut = find_cut(text, last.span.inner_start, last.span.inner_end, only_at_end=True)
        if cut is None:
            return drafts, True, 0
    else:
        carried = _carries_over(paragraphs, index)
        if carried:
            return drafts, False, carried
        cut = find_cut(text, last.span.inner_start, last.span.inner_end)
    _end_at(last, cut)
    return drafts, False, 0


def _carried_span(paragraph: _Paragraph, *, last: bool) -> Span | None:
    """What a paragraph holds of a quotation without repeated opening marks: all up to the mark that closes it."""
    stray = paragraph.marking.stray
    if stray is None or not last:
        return Span(paragraph.start, paragraph.end, paragraph.start, paragraph.end, '"')
    if stray.start == paragraph.start:
        return None
    return Span(paragraph.start, stray.end, paragraph.start, stray.start, '"')


def _end_at(draft: _Draft, cut: int | None) -> None:
    """Ends a passage without a closing mark: where the reporting words begin, or with the paragraph."""
    draft.flags.add("unclosed")
    if cut is not None:
        draft.span.end = draft.span.inner_end = cut
        draft.span.children = [child for child in draft.span.children if child.end <= cut]


def _next_spoken(paragraphs: Sequence[_Paragraph], index: int) -> _Paragraph | None:
    """The next paragraph, unless a heading or a block quote stands before it."""
    if index + 1 < len(paragraphs) and paragraphs[index + 1].block.kind is BlockKind.PARAGRAPH:
        return paragraphs[index + 1]
    return None


def _opens_again(paragraphs: Sequence[_Paragraph], index: int, group: str) -> bool:
    following = _next_spoken(paragraphs, index)
    return following is not None and following.marking.opens == group


def _carries_over(paragraphs: Sequence[_Paragraph], index: int) -> int:
    """How many paragraphs without opening marks a quotation runs on for; 0 when nothing closes it."""
    for distance in range(1, LOOK_AHEAD + 1):
        following = _next_spoken(paragraphs, index + distance - 1)
        if following is None:
            return 0
        if following.marking.stray is not None:
            return distance
        if following.marking.spans:
            return 0
    return 0


def _turn(paragraph: _Paragraph, turn: InterviewTurn) -> _Draft:
    flags = {"turn", "continued"} if turn.continued else {"turn"}
    span = Span(turn.start, paragraph.end, turn.start, paragraph.end, "")
    spans = paragraph.marking.spans
    if len(spans) == 1 and spans[0].start < turn.start and spans[0].end == paragraph.end:
        # The label stands inside the marks: "ADA: I know."
        span.inner_end, span.children = spans[0].inner_end, spans[0].children
    else:
        span.children = [child for child in spans if child.start >= turn.start]
    return _Draft(span, paragraph, flags, turn.label)


def _dash_turn(paragraph: _Paragraph, turn: DashTurn) -> Iterator[_Draft]:
    """What is said in a paragraph that a dash opens; the dash stands for a mark."""
    for start, end in turn.parts:
        span = Span(turn.start if start == turn.inner_start else start, end, start, end, "")
        span.children = [child for child in paragraph.marking.spans if start <= child.start and child.end <= end]
        yield _Draft(span, paragraph, {"dash"})


def _block_quote(text: str, paragraph: _Paragraph, before: _Paragraph | None) -> _Draft:
    """A block quote is one passage a paragraph; a line like "— Ada Byron" at its end is its label."""
    start, end, label = paragraph.start, paragraph.end, paragraph.block.cite
    if (match := _CITE.search(text[start:end])) and match.start() > 0:
        end = trim(text, start, start + match.start())
        label = label or match.group("cite").strip()
    flags = {"block"}
    if before is not None and before.block.kind is BlockKind.QUOTATION and before.block.cite == paragraph.block.cite:
        flags.add("continued")
    spans = [child for child in paragraph.marking.spans if child.end <= end]
    whole = len(spans) == 1 and spans[0].start == start and not text[spans[0].end : end].strip(_STOPS)
    end = spans[0].end if whole else end
    span = Span(start, end, start, end, "")
    if whole:
        span.inner_start, span.inner_end, span.children = spans[0].inner_start, spans[0].inner_end, spans[0].children
    else:
        span.children = spans
    return _Draft(span, paragraph, flags, label)


def list_candidates(article: Article) -> list[Surrounded]:
    """Lists the passages of an article before their kind is judged, those inside another one behind it.

    Args:
        article: The article to read.

    Returns:
        What the judgement of the kinds is given.
    """
    return _candidates(article, _drafts(article.text, _paragraphs(article, find_turns, find_dash_turns)))


def _candidates(article: Article, drafts: Sequence[_Draft]) -> list[Surrounded]:
    found: list[Surrounded] = []
    standfirst = find_standfirst(article) if drafts else -1
    below = article.blocks[standfirst] if standfirst >= 0 else None
    for draft in drafts:
        heading = draft.paragraph.block is below or draft.paragraph.block.kind in {BlockKind.HEADING, BlockKind.TITLE}
        _collect(draft, draft.span, (draft.paragraph.start, draft.paragraph.end), found, depth=0, heading=heading)
    return found


def _collect(
    draft: _Draft, span: Span, around: tuple[int, int], found: list[Surrounded], *, depth: int, heading: bool
) -> None:
    """Lists a passage and those inside it."""
    found.append(
        Surrounded(
            span.start,
            span.end,
            span.inner_start,
            span.inner_end,
            *around,
            heading=heading,
            depth=depth,
            group=span.group,
            certain=bool(draft.flags & {"block", "turn", "continued", "dash"}) and depth == 0,
        )
    )
    for child in span.children:
        _collect(draft, child, (span.inner_start, span.inner_end), found, depth=depth + 1, heading=heading)


def _passage(draft: _Draft, span: Span, kinds: Iterator[tuple[QuoteKind, float]], *, top: bool) -> Passage:
    kind, likelihood = next(kinds)
    flags = set(draft.flags) if top else set()
    if span.cut or (not top and not span.closed):
        flags.add("unclosed")
    if span.wrong_way:
        flags.add("wrong-way")
    return Passage(
        span.start,
        span.end,
        span.inner_start,
        span.inner_end,
        kind,
        likelihood,
        frozenset(flags),
        draft.label if top else "",
        tuple(_passage(draft, child, kinds, top=False) for child in span.children),
    )
