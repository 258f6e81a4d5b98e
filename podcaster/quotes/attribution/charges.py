"""Charges that somebody only answers ("Roe denied claims by Poe that she was “late”"): they are who made them's."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from podcaster.quotes.lists import words_in
from podcaster.quotes.mentions.speech_nouns import maker_end

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.mentions.clause import Clause
    from podcaster.quotes.mentions.mention import Mention
    from podcaster.quotes.words.tokens import Token

_CHARGES = words_in("attribution", "charges charges")
"""Nouns for what is said of somebody, or against him."""
_ANSWERS = words_in("attribution", "charges answers")
"""What whom a charge is made against does with it."""
_ENDS = frozenset({",", ";", ":", "Q", "REL", "—", "ING", "CC", "("})
"""Tags beyond which the words are no more what the charge says."""
FAR = 12
"""Words between the verb that answers and the charge at most."""


def charge(tokens: Sequence[Token], clauses: Sequence[Clause], mentions: Sequence[Mention], at: int) -> Clause | None:
    """The clause of the noun whose maker said a passage: "Poe's claim that she was “late”", "claims by Poe that".

    Args:
        tokens: The words of the paragraph.
        clauses: The clauses of its sentence with a subject.
        mentions: All mentions of the article.
        at: The token of the passage.
    """
    for clause in reversed(clauses):
        if clause.sort == "noun" and clause.verb < at and tokens[clause.verb].lower in _CHARGES:
            behind = clause.verb + 1
            if mentions[clause.subject].first > clause.verb:
                behind = maker_end(tokens, mentions[clause.subject].last)
            return clause if _holds(tokens, behind, at) else None
    return None


def _holds(tokens: Sequence[Token], behind: int, at: int) -> bool:
    """Whether a passage ends what a charge says: behind "that", or a subject, with one verb before it."""
    if behind >= at:
        return False
    that = tokens[behind].lower == "that"
    begin = behind + 1 if that else behind
    between = tokens[begin:at]
    if any(token.tag in _ENDS or token.verb in {"say", "speak", "call"} for token in between):
        return False
    verbs = [place for place, token in enumerate(between) if token.tag in {"V", "AUX"}]
    if not that and (not between or between[0].tag not in {"PRP", "PRP$", "DT", "NNP"} or not verbs):
        return False
    return not any(
        between[low].tag == "V" or any(token.tag not in {"V", "AUX", "RB"} for token in between[low:high])
        for low, high in pairwise(verbs)
    )


def is_answered(tokens: Sequence[Token], begin: int, at: int) -> bool:
    """Whether a passage is a charge that somebody answers, and nobody is told to have made: "denied claims that".

    Args:
        tokens: The words of the paragraph.
        begin: Where the sentence of the passage begins.
        at: The token of the passage.
    """
    for noun in range(at - 1, begin, -1):
        if tokens[noun].lower in _CHARGES and tokens[noun].tag == "NN":
            if tokens[noun - 1].tag in {"POS", "PRP$"} or not _holds(tokens, noun + 1, at):
                return False
            for place in range(noun - 1, max(begin, noun - FAR) - 1, -1):
                if tokens[place].tag == "V":
                    return tokens[place].base in _ANSWERS
                if tokens[place].tag not in {"IN", "TO", "DT", "NN", "RB"}:
                    return False
            return False
    return False
