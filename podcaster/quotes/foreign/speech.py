"""Which passages are speech: not the titles and names, and not what signs and songs say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.quotes.foreign.tags import ANNOUNCED, NO_SUBJECT
from podcaster.quotes.foreign.words import read_words

if TYPE_CHECKING:
    from podcaster.quotes.detection.passages import Passage
    from podcaster.quotes.foreign.language import Language
    from podcaster.quotes.foreign.tags import Found

FEWEST = 3
"""More words than these make a passage speech that no reporting word announces: fewer are a title or a term."""
SURELY = frozenset({"dash", "turn", "block", "continued"})
"""Flags of passages that are speech whatever stands beside them."""
NEAR = 6
"""Words before a passage in which a noun like "banner" or "song" says what it is."""
LOOK_BACK = 160
"""Characters before a passage that are read for them."""
_OR = frozenset(["o", "y", "e", "et", "ou", "und", "oder", "ed"])
_LISTED = on_demand(r"[«“„][^«»“”„\n]{1,60}[»”“]\s*(?=(?:,|y|o|e|et|ou|und|oder|ed)?\s*$)")
"""A title before another one: "titles like «A» or «B»"."""


def is_speech(text: str, language: Language, passage: Passage, found: Found) -> bool:
    """Whether a passage is speech.

    Args:
        text: The whole text.
        language: Its words.
        passage: The passage.
        found: What stands beside it.
    """
    if passage.flags & SURELY:
        return True
    before = text[max(0, passage.start - LOOK_BACK) : passage.start]
    before = _LISTED.sub("", before)
    sentence = re.split(r"[.!?…»”]\s|\n", before)[-1]
    words = [token.low for token in read_words(sentence, 0, len(sentence))]
    clause = sentence.rpartition(",")[2]
    near = {token.low for token in read_words(clause, 0, len(clause))[-NEAR:]}
    partial = text[passage.inner_start : passage.inner_end].strip()[:1].islower()
    long = len(read_words(text, passage.start, passage.end)) > FEWEST
    near |= {word[: -len(end)] for word in near for end in language.plural_endings if word.endswith(end)}
    beside = bool(words) and words[-1] in language.texts | language.like | _OR  # "títulos como «A» o «B»,"
    beside = beside or found.way == NO_SUBJECT  # "no letreiro lê-se «A»,"
    held = near & language.texts and (beside or not text.startswith(",", passage.end))
    # "ribattezzata «la notte delle farfalle»", but "called the project «a road to nowhere»"
    called = words[-1:] and words[-1] in language.texts and words[-2:-1] and words[-2] not in language.determiners
    free = partial and long and found.tagged and words[-1:] and words[-1] not in language.verbs
    if held and (called or not free):
        return False
    if found.person and found.person.described and set(found.person.name.split()) & language.texts:
        return False  # "a hand-made sign asked"
    if long:
        return True
    inside = text[passage.start : passage.end + 1]
    led = sentence.rstrip().endswith(":")
    ends = text[passage.inner_start : passage.inner_end].strip() if led else inside
    whole = (led or not sentence.strip()) and re.search(r"[.!?…]$" if led else r"[.!?…]\W{0,2}$", ends) is not None
    goes_on = (
        sentence.rstrip().endswith(",") and set(words) & language.verbs
    )  # "«Existe», jura Lago, «y sigue cerrado»"
    if not partial and words and words[-1] in language.like & language.prepositions:
        return False  # "the author of “Street music”"
    reported = bool(set(words) & language.reported) or found.way == ANNOUNCED
    free = partial and _is_whole_phrase(text, language, passage)
    noun = language.capital_nouns and words[-1:] and words[-1] in language.indefinite  # "zu einem „Wunder von Luzern“"
    free = free or bool(noun and " " in text[passage.inner_start : passage.inner_end])
    if found.way == NO_SUBJECT and words[-1:] and words[-1] in language.joined:
        free = False  # "se hablaba ya del “caso Prieto”"
    return bool(whole or goes_on) or (
        (found.tagged or reported) and (free or _stands_free(text, language, passage, words, sentence))
    )


def _is_whole_phrase(text: str, language: Language, passage: Passage) -> bool:
    """Whether a few words are no adjective of the noun behind them: several, or one that ends a phrase."""
    if " " in text[passage.inner_start : passage.inner_end].strip():
        return True
    behind = text[passage.end : passage.end + 12].strip()
    following = read_words(behind, 0, len(behind))
    return not behind[:1].isalnum() or bool(following and following[0].low in language.and_)


def _stands_free(text: str, language: Language, passage: Passage, words: list[str], sentence: str) -> bool:
    """Whether a few words are no part of a phrase: behind a stop or a verb, before a comma, or a sentence."""
    last = words[-1] if words else ""
    free = last in language.verbs | language.that | language.like | language.auxiliaries
    return bool(
        not sentence.strip()
        or sentence.rstrip()[-1:] in ":,"
        or free
        or text.startswith(",", passage.end)
        or re.search(r"[.,!?…]\W?\W$", text[passage.start : passage.end])
    )
