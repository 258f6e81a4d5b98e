"""What holds for French alone: pauses before an answer, bodies that are somebody's own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.quotes.foreign.words import read_words

if TYPE_CHECKING:
    from podcaster.quotes.foreign.language import Language
    from podcaster.quotes.foreign.named import Named

LONGEST_PAUSE = 4
"""Words that tell of a pause between a question and its answer: "Un long silence."."""


def is_pause(text: str, language: Language, start: int, end: int) -> bool:
    """Whether a stretch between a question and the next words tells of a pause: "« Combien ? » Silence. « Peu. »"."""
    asked = re.search(r"\?\s?[»”\"]?$", text[max(0, start - 3) : start]) is not None
    words = read_words(text, start, end) if asked else []
    told = language.verbs | language.pronouns.keys()
    return 0 < len(words) <= LONGEST_PAUSE and not any(word.low in told for word in words)


def without_own(shown: list[Named], possessives: frozenset[str]) -> list[Named]:
    """Whom a pronoun may mean: no body that is somebody's own, as "son établissement", before a person."""
    people = [one for one in shown if one.sort == "person"]
    own = bool(people) and shown[0].sort == "body" and shown[0].described
    return people if own and shown[0].name.split()[0].casefold() in possessives else shown
