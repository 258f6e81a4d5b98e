"""Passages of an article in another language, without what the narrator says inside them."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from podcaster.model import BlockKind
from podcaster.patterns import on_demand
from podcaster.quotes.detection.dashes import OPENS, DashTurn, spoken_parts
from podcaster.quotes.detection.passages import Stretch, find_stretches
from podcaster.quotes.foreign.insertions import RUNS_ON, find_insertions
from podcaster.quotes.foreign.interviews import find_interview
from podcaster.quotes.foreign.named import is_given_name
from podcaster.sentences import STOPS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from podcaster.model import Article
    from podcaster.quotes.detection.passages import Bounds, Passage
    from podcaster.quotes.foreign.language import Language


_INSIDE = on_demand(rf"(?<=[{STOPS}:]\s)[–—]\s(?=[^\W\d_a-zß-ÿ])")
"""A dash that opens words behind a sentence of the narrator's."""
_NICKNAME = on_demand(r"[^\W\d_a-zß-ÿ][\w'’-]*(?: [\w'’-]+){0,2}")
BETWEEN_DASHES = on_demand(r"\s*(?:[-–—]\s?)?[«“\"][^«»“”\"\n]*[»”\"]\s?[-–—]\s*")
"""How news agencies write a heading that quotes; the first dash may be taken for that of a list."""
LONGEST_NICKNAME = 30
"""Characters of a nickname in the middle of a name."""
FEWEST_TURNS = 3
"""Paragraphs that a dash opens where one inside a paragraph does too."""


def find_paragraphs(article: Article, language: Language) -> list[Stretch]:
    """The paragraphs of an article's title and spoken blocks, with the passages in them."""
    found = find_stretches(article, partial(find_interview, language=language), partial(_dash_turns, language=language))
    return [replace(one, passages=_spoken(article.text, one, language)) for one in found]


def _is_nickname(text: str, passage: Passage) -> bool:
    """Whether a passage stands inside a name: "Julián «Pulga» Sandoval"."""
    inside = text[passage.inner_start : passage.inner_end]
    if len(inside) == 1 and re.search(
        r"[^\W\d_a-zß-ÿ][^\W\d_]+\s$", text[max(0, passage.start - LONGEST_NICKNAME) : passage.start]
    ):
        return True  # "José Luis «N»"
    if passage.flags & {"dash", "turn", "block"} or len(inside) > LONGEST_NICKNAME or not _NICKNAME.fullmatch(inside):
        return False
    before = text[max(0, passage.start - LONGEST_NICKNAME) : passage.start]
    given = before.endswith(" ") and is_given_name(re.split(r"[\s«»“”\"(]", before.rstrip())[-1])
    return given and re.match(r" [^\W\d_a-zß-ÿ][^\W\d_]", text[passage.end : passage.end + 3]) is not None


def _spoken(text: str, paragraph: Stretch, language: Language) -> tuple[Passage, ...]:
    """The passages of a paragraph, without what the narrator says inside them; a heading's are those in marks."""
    if paragraph.kind in {BlockKind.HEADING, BlockKind.TITLE}:
        return tuple(passage for passage in paragraph.passages if not passage.flags & {"turn", "dash", "block"})
    passages = (passage for passage in paragraph.passages if not _is_nickname(text, passage))
    return tuple(part for passage in passages for part in _parts(text, passage, language))


def _parts(text: str, passage: Passage, language: Language) -> Iterator[Passage]:
    """A passage in marks, cut where the narrator speaks inside them."""
    told = [] if passage.flags & {"dash", "turn", "block"} else find_insertions(text, passage, language)
    parts = list(spoken_parts(passage.inner_start, passage.inner_end, told, text))
    if not told or not parts:
        yield passage
        return
    for start, end in parts:
        nested = tuple(one for one in passage.nested if start <= one.start and one.end <= end)
        begin = passage.start if start == passage.inner_start else start
        behind = passage.end if end == passage.inner_end else end
        flags = passage.flags | ({"cut", RUNS_ON} if start > parts[0][0] else {"cut"})
        yield replace(passage, start=begin, end=behind, inner_start=start, inner_end=end, nested=nested, flags=flags)


def _dash_turns(text: str, paragraphs: Bounds, language: Language) -> list[DashTurn | None]:
    opened = sum(OPENS.match(text, start, end) is not None for start, end, _ in paragraphs)
    inside = opened >= FEWEST_TURNS
    behind = [False, *(text[end - 1] in '»”"' for _, end, _ in paragraphs)]  # then it is a line with who said it
    return [
        None if other or (behind[at] and not inside) else _dash_turn(text, start, end, language, inside=inside)
        for at, (start, end, other) in enumerate(paragraphs)
    ]


def _dash_turn(text: str, start: int, end: int, language: Language, *, inside: bool) -> DashTurn | None:
    if not language.dashes or BETWEEN_DASHES.fullmatch(text, start, end):
        return None
    opened = OPENS.match(text, start, end)
    if opened is None and inside:
        opened = _INSIDE.search(text, start, end)
    if opened is None:
        return None
    told = (match.span() for match in language.told.finditer(text, opened.end(), end))
    return DashTurn(opened.start(), opened.end(), tuple(spoken_parts(opened.end(), end, told, text)))


def gaps_of(paragraph: Stretch) -> list[tuple[int, int]]:
    """What stands before, between and behind the passages of a paragraph."""
    starts = [paragraph.start, *(passage.end for passage in paragraph.passages)]
    ends = [*(passage.start for passage in paragraph.passages), paragraph.end]
    return list(zip(starts, ends, strict=True))


def has_turns(paragraphs: list[Stretch]) -> bool:
    """Whether somebody of an interview speaks in one of the paragraphs."""
    return any("turn" in passage.flags for one in paragraphs for passage in one.passages)


def answers(text: str, paragraph: Stretch, at: int) -> bool:
    """Whether a passage answers the one before, a whole sentence side by side with it: "«You knew». «I did»."."""
    if not at or re.search(r"\w", text[slice(*gaps_of(paragraph)[at])]):
        return False
    last = paragraph.passages[at - 1]
    before = text[paragraph.start : last.start].rstrip()[-1:]
    return text[last.inner_start].isupper() and before in {"", *f'{STOPS}:»”"'}
