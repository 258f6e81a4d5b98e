"""Dialogue that a dash opens at the beginning of a paragraph, where other texts have quotation marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.quotes import lists
from podcaster.quotes.lists import any_of
from podcaster.sentences import CLOSED, NOT_SHORT, STOPS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

OPENS = on_demand(r"(?:--|[—–―-])\s?(?=[^\W\d_]|[¿¡«“‘’'])")
"""The dash that opens a turn; typed as two hyphens in plain text."""
FEWEST, FEWEST_UNTAGGED = 3, 4
"""Paragraphs with a dash before them that are a dialogue, when somebody "said" in one of them, and when nobody did."""
TALKS, ASKS = 0.5, 0.25
"""Shares of them that say "I" or "you", and that end with a question, in a dialogue where nobody "said" anything; a
list has them seldom. By hand."""
FEWEST_SIGNS = 2
"""Paragraphs in which somebody "said" or asks, at least: a list may have a sentence like that."""
MOST_MARKED = 0.1
"""Share of the paragraphs that may begin with a quotation mark: more, and it is those that tell what is speech."""
LINE_HEAD = 8
"""Characters before a paragraph in which a hyphen may stand that was taken for the sign of a list."""
SENTENCE = 300
"""Characters behind a comma that are looked through for the end of the narrator's sentence."""
_HYPHEN_BEFORE = on_demand(r"(?:^|\n)[ \t]*-[ \t]+\Z")
_MARKED = on_demand(r"[“„«\"]")
_TO_SOMEBODY = on_demand(r"\b(?:I|[Mm]e|[Mm]y|[Ww]e|[Uu]s|[Oo]ur|[Yy]ou|[Yy]ours?)\b")
REPORTS = {form for form, (base, sort) in lists.VERBS.items() if sort in {"say", "speak"} and form != base
           and not form.endswith("ing")}  # fmt: skip
_VERBS = sorted(REPORTS | {"put in", "cut in", "began", "went on", "thought"})
_VERB = rf"(?:{'|'.join(sorted(_VERBS, key=len, reverse=True))})"
_PART = rf"(?:(?:[A-Z]|{any_of('detection', 'dashes titles')})\.|[A-Z][\w'’-]*)"
_NAME = rf"{_PART}(?:\s(?:(?:of|the|de|du|van|von)\s)?{_PART}){{0,3}}"
_NOUN = r"(?:the|a|an|his|her|its|my|our|their|another|one)\s(?:[\w'’-]+\s){0,3}?[\w'’-]+"
_SUBJECT = rf"(?:(?:he|she|they|it|I|we)|{_NOUN}|{_NAME})"
_ADVERB = r"(?:(?:\w+ly|then|at\slast|again|only)\s)?"
_TOLD = r"\s(?:he|she|it|they|we|I|you|that|there|so|nothing)\b"
"""What follows a verb that is part of the words said: "—I know, he said that before."."""
_CLAUSE = rf"(?:{_SUBJECT}\s{_ADVERB}{_VERB}\b(?!{_TOLD})|{_VERB}\s{_SUBJECT}\b)"
_TAG = on_demand(rf"(?:(?<=[,?!…:;—–―-])\s|\s?(?P<dash>--|[—–―])\s?|\s(?P<hyphen>-)\s?){_CLAUSE}")
"""Where the narrator's words in a turn begin: "—I am, said Ann", "—I am —said Ann—"."""
_STOP = on_demand(rf"{NOT_SHORT}{CLOSED}(?:\s+|$)|,\s+|(?:--|[—–―])[.,;:!?]?\s*|:\s+")
_NARRATED = on_demand(
    r"(?:\w+ing\b|\w+ly[,.]|with(?:out)?\b|as\s(?:he|she|they|if|though|[A-Z])|(?:and|but|then)\s(?:then\s)?\w{2,}ed\s"
    rf"(?!that\b)|and\s(?:then\s)?(?:he|she|{any_of('detection', 'dashes went')})\b|whose?\b"
    r"|(?:his|her|their)\s|(?:the|an?)\s[^,.!?]{1,40}\.)"
)
"""What goes on with the narrator's words behind a comma: "—I am, said Ann, shutting the door"."""


def spoken_parts(start: int, end: int, told: Iterable[tuple[int, int]], text: str) -> Iterator[tuple[int, int]]:
    """The words of a turn of dialogue, without what the narrator says between them.

    Args:
        start: Offset behind the dash.
        end: Where the turn's paragraph ends.
        told: The narrator's stretches in it, in order.
        text: The whole text.
    """
    place = start
    for begin, behind in (*told, (end, end)):
        if begin > place and any(sign.isalnum() for sign in text[place:begin]):
            yield place, begin
        place = behind


@dataclass(frozen=True, slots=True)
class DashTurn:
    """A paragraph of dialogue that a dash opens."""

    start: int
    """Offset of the dash, or of the first word behind one that the block leaves out."""
    inner_start: int
    """Offset of the first word."""
    parts: tuple[tuple[int, int], ...]
    """What of it is said."""


def find_dash_turns(text: str, paragraphs: Sequence[tuple[int, int, bool]]) -> list[DashTurn | None]:
    """Finds the turns of a dialogue in dashes: by the text alone, which must be one.

    Several paragraphs begin with a dash, hardly any with a quotation mark, and somebody "said" in one of them, or they
    ask and answer: a list with dashes does neither.

    Args:
        text: The whole text.
        paragraphs: Start, end and whether it is anything but running text, of each paragraph in order.

    Returns:
        For each paragraph its turn, or None.
    """
    opened = [None if other else _behind_dash(text, start, end) for start, end, other in paragraphs]
    dashed = sum(place is not None for place in opened)
    marked = sum(_MARKED.match(text, start, end) is not None for start, end, _ in paragraphs)
    if dashed < FEWEST or marked > MOST_MARKED * dashed:
        return [None] * len(paragraphs)
    turns = [
        None if inner is None else _read_turn(text, start, inner, end)
        for inner, (start, end, _) in zip(opened, paragraphs, strict=True)
    ]
    return turns if _is_dialogue(text, [turn for turn in turns if turn], paragraphs) else [None] * len(paragraphs)


def _read_turn(text: str, start: int, inner: int, end: int) -> DashTurn:
    return DashTurn(start, inner, tuple(spoken_parts(inner, end, _told(text, inner, end), text)))


def _behind_dash(text: str, start: int, end: int) -> int | None:
    """Where the words behind a paragraph's dash begin; a hyphen may have been taken for the sign of a list."""
    if match := OPENS.match(text, start, end):
        return match.end()
    return start if _HYPHEN_BEFORE.search(text[max(0, start - LINE_HEAD) : start]) else None


def _is_dialogue(text: str, turns: Sequence[DashTurn], paragraphs: Sequence[tuple[int, int, bool]]) -> bool:
    ends = {start: end for start, end, _ in paragraphs}
    tagged = talks = asks = likely = 0
    for turn in turns:
        end = ends[turn.start]
        signs = (
            turn.parts != ((turn.inner_start, end),),
            _TO_SOMEBODY.search(text, turn.inner_start, end) is not None,
            text[end - 1] == "?" or any(text[last - 1] == "?" for _, last in turn.parts),
        )
        tagged, talks, asks = tagged + signs[0], talks + signs[1], asks + signs[2]
        likely += any(signs)
    if tagged:
        return likely > TALKS * len(turns) and tagged + asks >= FEWEST_SIGNS
    return len(turns) >= FEWEST_UNTAGGED and talks >= TALKS * len(turns) and asks >= ASKS * len(turns)


def _told(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What the narrator says in a turn."""
    place = start
    while match := _TAG.search(text, place, end):
        stop = _tag_end(text, match.end(), end, dash=bool(match["dash"] or match["hyphen"]))
        yield match.start(), stop
        place = stop


def _tag_end(text: str, place: int, end: int, *, dash: bool) -> int:
    """Where the narrator's words end that begin with a reporting clause: with the sentence, a dash, or a comma."""
    for stop in _STOP.finditer(text, place, end):
        sign = text[stop.start()]
        if sign == ",":
            if not dash and not _goes_on(text, stop.end(), end):
                return stop.end()
        elif sign not in "—–―-":
            behind = OPENS.match(text, stop.end(), end)
            return behind.end() if behind and dash else stop.end()
        elif dash:
            return stop.end()
    return end


def _goes_on(text: str, place: int, end: int) -> bool:
    """Whether the narrator goes on behind a comma: no word to somebody, no question."""
    end = min(end, place + SENTENCE)
    stop = next((held for held in _STOP.finditer(text, place, end) if text[held.start()] in STOPS), None)
    rest = text[place : stop.end() if stop else end]
    to_somebody = rest.rstrip().endswith(("?", "!")) or _TO_SOMEBODY.search(rest) is not None
    return not to_somebody and _NARRATED.match(rest) is not None
