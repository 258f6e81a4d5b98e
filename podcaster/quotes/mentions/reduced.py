"""Tells participles without "be" from verbs: in "books deemed “explicit” would be barred", the books deem nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.mentions.clause import Clause
    from podcaster.quotes.mentions.mention import Mention
    from podcaster.quotes.words.tokens import Token

_NAMES = frozenset({"call", "deem", "label", "brand", "dub", "term", "consider", "nickname", "rate"})
"""Verbs with an object, and what it is called, or "as" before that."""
_NAMES_AS = frozenset({"describe", "regard", "classify", "class", "portray", "characterise", "characterize", "list",
                       "designate", "identify", "depict", "hail", "mark", "see", "view"})  # fmt: skip
_NO_PREPOSITIONS = frozenset({"as", "than", "like"})
_SEES = frozenset({"see", "notice", "watch", "find", "smell", "spot", "hear"})


def is_participle(tokens: Sequence[Token], place: int) -> bool:
    """Whether a participle says more of the noun before it: "a Democrat elected in 2022", "a nurse employed by".

    Args:
        tokens: A paragraph's.
        place: Behind the noun.
    """
    if place + 1 >= len(tokens) or tokens[place].tag != "V":
        return False
    behind = tokens[place + 1]
    ends = tokens[place].lower.endswith(("ed", "wn", "en", "rn", "ght")) or tokens[place].lower in {"based", "held"}
    return ends and tokens[place].verb != "say" and (behind.tag in {"IN", "TO"} or behind.lower == "by")


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
