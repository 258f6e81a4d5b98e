"""Tells participles without "be" from verbs: in "books deemed “explicit” would be barred", the books deem nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes import lists
from podcaster.quotes.lists import words_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.mentions.clause import Clause
    from podcaster.quotes.mentions.mention import Mention
    from podcaster.quotes.words.tokens import Token

_BEHIND = frozenset({"IN", "TO", "SUB", "RB"})
_RESULTS = frozenset({"by", "dead", "alive", "guilty", "unconscious", "hurt"})
_HEARERS = frozenset({"tell", "inform", "assure", "remind"})
"""Verbs that name the hearer whenever they are active."""
_NOMINATIVE = frozenset({"he", "she", "they", "i", "we"})
_NAMES = words_in("mentions", "reduced names")
"""Verbs with an object, and what it is called, or "as" before that."""
_NAMES_AS = words_in("mentions", "reduced names as")
_NO_PREPOSITIONS = frozenset({"as", "than", "like"})
_SEES = frozenset({"see", "notice", "watch", "find", "smell", "spot", "hear"})


def reduces(tokens: Sequence[Token], place: int) -> bool:
    """Whether a participle says more of the noun before it: "a farmer crushed by a bull", "a crew told to wait".

    What tells is that it is a past participle and has no object. "Roe voted in 2022" looks the same: whoever asks has
    seen that the noun has another verb, or is an object itself.

    Args:
        tokens: A paragraph's.
        place: Behind the noun.
    """
    if place + 1 >= len(tokens) or tokens[place].tag != "V" or not lists.is_participle(tokens[place].lower):
        return False
    behind = tokens[place + 1]
    if tokens[place].verb == "say" and tokens[place].base != "tell":
        return False  # "police said in a statement"
    if behind.tag in _BEHIND or behind.lower in _RESULTS or behind.lower in lists.TIMES or is_told(tokens, place):
        return True
    return behind.lower.endswith("ing") or (behind.tag == "V" and behind.lower.endswith("ed"))  # "left paralysed by"


def is_told(tokens: Sequence[Token], place: int) -> bool:
    """Whether who stands before a verb hears what follows: nobody else is named who does, as in "a woman told she was".

    Args:
        tokens: A paragraph's.
        place: The verb.
    """
    untold = tokens[place].base in _HEARERS and place + 1 < len(tokens)
    return untold and tokens[place + 1].lower in _NOMINATIVE


def is_called_so(tokens: Sequence[Token], subject: Mention, verb: int) -> bool:
    """Whether a participle before quoted words says what somebody else calls the noun before it.

    Args:
        tokens: A paragraph's.
        subject: What stands right before the participle.
        verb: The participle.
    """
    naming = tokens[verb].base in _NAMES
    at = verb + 1
    if at < len(tokens) and tokens[at].lower == "as":
        naming |= tokens[verb].base in _NAMES_AS
        at += 1
    if not naming or at >= len(tokens) or tokens[at].tag != "Q" or subject.kind == "pronoun":
        return False
    before = tokens[subject.first - 1] if subject.first else None
    if before is not None and before.sentence != subject.sentence:
        before = None
    if before is not None and (before.tag in {"NN", "NNP", "REL"} or before.lower == "what"):
        return False  # "a plan critics deemed “bad” was", "what the court deemed “bad” was"
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    if behind is not None and (behind.tag in {"V", "AUX"} or behind.lower == "by"):
        return True
    ruled = before is not None and before.verb not in {"say", "speak", "call"} and before.lower not in _NO_PREPOSITIONS
    return ruled and before is not None and before.tag in {"V", "ING", "IN", "TO"}


def is_seen(tokens: Sequence[Token], clauses: Sequence[Clause], subject: Mention, verb: int) -> bool:
    """Whether what somebody saw, in somebody else's words, follows: "Roe said voters saw “one adult in the room”".

    Args:
        tokens: A paragraph's.
        clauses: Those before the verb.
        subject: Who saw.
        verb: The verb.
    """
    quotes = verb + 1 < len(tokens) and tokens[verb + 1].tag == "Q"
    if tokens[verb].base not in _SEES or not quotes or subject.kind == "pronoun":
        return False
    outer = next((each for each in reversed(clauses) if each.verb < subject.first), None)
    if outer is None or outer.subject < 0 or outer.sort not in {"say", "speak"} or outer.form == "passive":
        return False
    between = tokens[outer.end : subject.first]
    same = tokens[outer.verb].sentence == tokens[verb].sentence
    return same and all(token.tag in {"NN", "NNP", "PRP"} or token.lower == "that" for token in between)
