"""What holds for French alone: titles inside a sentence, pauses before an answer, bodies that are somebody's own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.quotes.foreign.found import ANNOUNCED, NAMED
from podcaster.quotes.foreign.words import read_words

if TYPE_CHECKING:
    from podcaster.quotes.foreign.found import Found
    from podcaster.quotes.foreign.language import Language
    from podcaster.quotes.foreign.named import Named

BESIDE = 3
"""Words before a title among which such a verb stands."""
LONGEST_PAUSE = 4
"""Words that tell of a pause between a question and its answer: "Un long silence."."""


def is_french_title(language: Language, found: Found, words: list[str]) -> bool:
    """Whether a few words with a capital are a title: behind a verb of those who read or play, or inside a phrase.

    Args:
        language: The words of French.
        found: What stands beside the passage.
        words: The words of the sentence before it, in small letters: one at least.
    """
    opens = language.verbs | language.like | language.auxiliaries | language.that | {"un", "une"}
    led = found.person is not None and found.confidence >= NAMED and found.way == ANNOUNCED
    return bool(language.words.performs & set(words[-BESIDE:])) or (words[-1] not in opens and not led)


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
