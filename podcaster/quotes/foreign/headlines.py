"""Who says what headlines quote: most often whoever says the same in the text below them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from podcaster.model import BlockKind
from podcaster.quotes.foreign.found import ANNOUNCED, GOES_ON, MEANT, NAMED, NO_SUBJECT, NOBODY, Found
from podcaster.quotes.foreign.labels import squeezed
from podcaster.quotes.foreign.passages import BETWEEN_DASHES, gaps_of
from podcaster.quotes.foreign.speech import is_speech
from podcaster.quotes.foreign.words import read_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from podcaster.quotes.detection.passages import Passage, Stretch
    from podcaster.quotes.foreign.language import Language
    from podcaster.quotes.foreign.tags import Tags

SAME = 8
"""Letters of a headline's quotation that are looked for inside those of the text; fewer are anybody's."""
FEWEST_SHARED, SHARED = 3, 0.6
"""Words, and their share, of a headline's quotation that one of the text has as well: headlines shorten."""
FEWEST = 4
"""Words of a headline's quotation that nothing introduces and no text repeats."""
MOST = 100
"""Quotations of headlines that are looked up in the text; articles have a few."""
GUESSED = MEANT - 0.1
"""How sure whoever speaks first in the text is, where nothing else tells."""
_REPEATS, _LIKE = "repeats a quotation of the text", "much like a quotation of the text"


def is_head(text: str, paragraph: Stretch) -> bool:
    """Whether a paragraph is a title or a heading, or nothing but words in marks between two dashes."""
    return paragraph.kind in {BlockKind.TITLE, BlockKind.HEADING} or bool(
        len(paragraph.passages) == 1 and BETWEEN_DASHES.fullmatch(text, paragraph.start, paragraph.end)
    )


def find_headlines(
    text: str, language: Language, tags: Tags, heads: Sequence[Stretch], told: Sequence[tuple[Passage, Found]]
) -> Iterator[tuple[Passage, Found]]:
    """The passages of headlines that are speech, with who says them.

    Args:
        text: The whole text.
        language: Its words.
        tags: What reads the words beside a passage; it has read the text.
        heads: The title and the headings.
        told: The passages of the text that are speech, with who says them.
    """
    said = [(squeezed(text, one), _words(text, one), found) for one, found in told if found.person]
    marked = [
        (squeezed(text, one), _words(text, one), found)
        for one, found in told
        if found.person and "turn" not in one.flags
    ]
    asked = [(head, at) for head in heads for at in range(len(head.passages))]
    for head, at in asked[:MOST]:
        passage, gaps = head.passages[at], gaps_of(head)
        found = _repeated(text, passage, said if len(_words(text, passage)) >= FEWEST else marked)
        before, behind = text[gaps[at][0] : gaps[at][1]].rstrip(), text[gaps[at + 1][0] : gaps[at + 1][1]].lstrip()
        if found is None or found.way == _LIKE:
            after = gaps[at + 1] if not behind.startswith(":") else (gaps[at + 1][0], gaps[at + 1][0])
            own = _beside(text, language, tags, gaps[at], after)
            found = own if own.person or found is None else found
        free = before.endswith((":", "-", "–", "—", ".")) or behind.startswith(":")
        free = free or (not before and behind[:1] in {"", ","}) or (before.endswith(",") and not behind)
        free = free and len(_words(text, passage)) >= FEWEST
        if found.way in {_REPEATS, _LIKE} or free or (found.tagged and is_speech(text, language, passage, found)):
            first = next((one for *_, one in said if one.person and one.person.name != language.interviewer), NOBODY)
            yield passage, found if found.person else replace(first, confidence=GUESSED, way="speaks in the text")


def _beside(text: str, language: Language, tags: Tags, before: tuple[int, int], after: tuple[int, int]) -> Found:
    """Whom the words of a headline name; whoever spoke last in the text is not meant by a verb alone."""
    tags.begin()
    found = tags.beside(before, after)
    if found.way == NO_SUBJECT or found.person is None:
        return NOBODY
    if found.way == ANNOUNCED and found.evidence:  # a label, not a sentence: "Two cousins are convicted: ..."
        clause = max(before[0], *(text.rfind(sign, before[0], found.evidence[0][0]) + 1 for sign in ".,;!?–—"))
        held = language.people | language.determiners.keys() | language.titles.keys()
        if any(token.low not in held for token in read_words(text, clause, found.evidence[0][0])):
            return NOBODY
    person, sure = found.person, GOES_ON if found.person.described else NAMED
    if person.described and person.sort == "person":  # "promete técnico do Bangu": who is called so by name
        person = tags.people.called(person) or person
    return replace(found, person=person, confidence=min(found.confidence, sure))


def _repeated(text: str, passage: Passage, said: Sequence[tuple[str, set[str], Found]]) -> Found | None:
    """Who says in the text what a headline quotes, word for word or almost."""
    key, words = squeezed(text, passage), _words(text, passage)
    if len(key) > SAME and (match := next((found for one, _, found in said if key in one), None)):
        return replace(match, way=_REPEATS, verb="", evidence=(), tagged=True)
    shared = [(len(words & other), found) for _, other, found in said]
    most, found = max(shared, key=lambda each: each[0], default=(0, NOBODY))
    if most < max(FEWEST_SHARED, SHARED * len(words)):
        return None
    return replace(found, confidence=min(found.confidence, GOES_ON), way=_LIKE, verb="", evidence=(), tagged=True)


def _words(text: str, passage: Passage) -> set[str]:
    return {re.sub(r"\W", "", one.low) for one in read_words(text, passage.inner_start, passage.inner_end)}
