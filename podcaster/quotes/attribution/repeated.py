"""Whose the words of a headline are that the text below quotes again."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from podcaster.model import BlockKind, QuoteKind
from podcaster.patterns import on_demand
from podcaster.quotes import lists
from podcaster.quotes.attribution.blocks import squeezed
from podcaster.quotes.attribution.model import Attribution, Way
from podcaster.quotes.attribution.nested import inner_speakers
from podcaster.quotes.coreference.headed import is_headed
from podcaster.quotes.words.paragraphs import last_mark

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from podcaster.quotes.coreference.analysis import Reading
    from podcaster.quotes.detection.passages import Passage
    from podcaster.quotes.words.tokens import Paragraph


def repeat_below(reading: Reading, passages: Sequence[Passage], found: list[Attribution]) -> None:
    """Gives a headline's quotation the speaker of the same words in the text below, where they have one.

    Args:
        reading: The article, read.
        passages: Its top-level passages.
        found: Their attributions, which are changed.
    """
    heads = {
        token.passage: paragraph
        for paragraph in reading.paragraphs
        if _is_head(reading, passages, paragraph)
        for token in paragraph.tokens
        if token.passage >= 0
    }
    said: dict[str, Attribution] = {}
    for number, (passage, one) in enumerate(zip(passages, found, strict=True)):
        if one.person >= 0 and number not in heads and one.addressed < 0:
            said.setdefault(squeezed(reading.text, passage), one)
    for number, paragraph in list(heads.items())[:MOST_HEADS]:
        if passages[number].kind is not QuoteKind.SPEECH:
            continue
        words = squeezed(reading.text, passages[number])
        match = said.get(words)
        own = any(paragraph.start <= start < paragraph.end for start, _ in found[number].evidence)
        _, sort = lists.VERBS.get(found[number].verb, ("", ""))
        reports = own and sort in {"say", "speak"} and not _may_be_anybody(reading, found[number])
        if match is None and not (reports and found[number].confidence >= CLEAR):
            more = [one for key, one in said.items() if len(words) > SAME and words in key]
            more = more or _of_one(reading, passages, found, heads, number)
            match = next((one for one in more if one.person == found[number].person), more[0] if more else None)
        if match is not None and own and sort == "call" and _are_others(reading, found[number], match):
            continue
        if match is not None:
            found[number] = replace(match, confidence=max(match.confidence, 0.5), evidence=(), way=Way.REPEATED)
        elif (told := _inside(reading, passages, found, words)) is not None:
            found[number] = told


def _of_one(
    reading: Reading, passages: Sequence[Passage], found: Sequence[Attribution], heads: Container[int], number: int
) -> list[Attribution]:
    """The only one whose words in the text have those of a headline, few as they are: "‘exodus’"."""
    words = _WORD.findall(_inner(reading, passages[number]))
    if sum(map(len, words)) < SHORTEST:
        return []
    sought = re.compile(r"\b" + r"\W+".join(map(re.escape, words)) + r"\b")
    said = [
        one
        for at, (passage, one) in enumerate(zip(passages, found, strict=True))
        if one.person >= 0 and at not in heads and one.addressed < 0 and sought.search(_inner(reading, passage))
    ]
    return said if len({one.person for one in said}) == 1 else []


def _inner(reading: Reading, passage: Passage) -> str:
    return reading.text[passage.inner_start : passage.inner_end].casefold()


def _may_be_anybody(reading: Reading, one: Attribution) -> bool:
    """Whether a headline only describes its speaker, who is whoever says its words in the text: "Boss says"."""
    who = reading.people.all[one.person] if one.person >= 0 else None
    if who is None or who.plural:
        return False
    described = one.mention >= 0 and reading.mentions[one.mention].kind == "description"
    return is_headed(reading, who) or (described and reading.mentions[one.mention].sort == "person")


def _are_others(reading: Reading, one: Attribution, match: Attribution) -> bool:
    """Whether a headline's own subject cannot be who says the words below: several ("campaigners accused"), not one."""
    people = reading.people.all
    return one.person >= 0 and one.confidence >= CLEAR and people[one.person].plural and not people[match.person].plural


def _inside(
    reading: Reading, passages: Sequence[Passage], found: Sequence[Attribution], words: str
) -> Attribution | None:
    """The speaker of words that the text quotes inside somebody's words: in a question, "You called it a '...'"."""
    for passage, one in zip(passages, found, strict=True):
        inside = [squeezed(reading.text, inner) for inner in passage.nested] if one.person >= 0 else []
        if not any(len(inner) > SAME and (inner in words or words in inner) for inner in inside):
            continue
        told = inner_speakers(reading, passage, one.person, one.addressed)
        for inner, (person, share, verb, _) in zip(inside, told, strict=True):
            if len(inner) > SAME and (inner in words or words in inner):
                return Attribution(person, share, verb, shares={person: share})
    return None


MOST_HEADS = 100
"""Headlines with a quotation that are looked up in the text; articles have a few."""
SAME = 8
"""Letters of a headline's quotation that are looked for inside the quotations of the text; fewer are anybody's."""
SHORTEST = 4
"""Letters of those that are looked for as whole words, and are somebody's where nobody else says them."""
_WORD = on_demand(r"[\w’'-]+")
CLEAR = 0.8
"""Probability from which on a headline's own words decide who says its quotation."""


def _is_head(reading: Reading, passages: Sequence[Passage], paragraph: Paragraph) -> bool:
    """Whether a paragraph is a headline: marked as one, or nothing but quoted words that end without a mark."""
    if paragraph.kind in {BlockKind.TITLE, BlockKind.HEADING}:
        return True
    if len(paragraph.tokens) != 1 or paragraph.tokens[0].passage < 0:
        return False
    return last_mark(reading.text, passages[paragraph.tokens[0].passage]).isalnum()
