"""Sentences that tell what somebody said, by the form of their verb: "Frau Demir habe die Zahlen nicht gelesen"."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.foreign.language import Language
    from podcaster.quotes.foreign.words import WordForm

SHORTEST = 4
"""Letters of a verb that is told by its ending."""


def is_retold(text: str, language: Language, tokens: Sequence[WordForm]) -> bool:
    """Whether a sentence, up to its colon, only goes on with what somebody said."""
    colon = text.find(":", tokens[0].end, tokens[-1].start) if tokens else -1
    told = [token for token in tokens if colon < 0 or token.end <= colon]
    words = {token.low for token in told}
    again = words & language.reported or any(_only_reports(text, language, *each) for each in pairwise(told))
    return bool(again) and not words & language.verbs


def _only_reports(text: str, language: Language, one: WordForm, verb: WordForm) -> bool:
    """Whether a subject and a German verb in a form of reported speech stand side by side: "Der Rat schaue zu"."""
    if not language.capital_nouns or text[one.end : verb.start] != " " or len(verb.low) < SHORTEST:
        return False
    form = verb.text.islower() and verb.low.endswith("e") and not verb.low.endswith(language.words.not_retold)
    if not form:
        return False
    subject = one.text[:1].isupper() or language.pronouns.get(one.low) in {"male", "female"} or one.low == "man"
    closed = language.starters | language.prepositions | language.determiners.keys() | language.according
    opens = one.low in closed and one.low not in language.pronouns and one.low != "man"
    return subject and not opens and verb.low not in closed | language.words.not_reporting
