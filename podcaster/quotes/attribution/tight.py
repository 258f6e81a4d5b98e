"""Says whether a reporting clause touches quoted words with the marks of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes.lists import words_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.mentions.clause import Clause
    from podcaster.quotes.words.tokens import Token

LIGHT = frozenset({",", ":", "—", "RB", "SUB"})
"""Tags of words and marks that part no clause from its passage."""
OBJECT = 5
"""Words between "calls" and what it calls its object at most."""
OWNED = 2
"""Words that an owner has at least: a name, and the mark of the possessive."""
_OBJECT = frozenset({"DT", "NN", "NNP", "PRP", "PRP$", "POS", "CD"})
_WORDED = words_in("attribution", "tight worded")
"""What somebody uses who calls a thing so."""


def is_tight(tokens: Sequence[Token], at: int, clause: Clause, *, closed: bool) -> bool:
    """Whether a reporting clause touches a passage, with the marks of one: '"Yes," Roe said', 'Roe said: "Yes"'.

    Args:
        tokens: The words of its paragraph.
        at: The passage among them.
        clause: The clause.
        closed: The passage ends as one does that a clause may follow.
    """
    if clause.sort == "call" and clause.form == "before" and clause.verb == at - 1:
        return _behind_what(tokens, clause.begin)
    if clause.sort not in {"say", "speak", "source"} or clause.form in {"passive", "relative"}:
        return False
    if clause.verb < at:
        between = tokens[clause.end : at]
        marked = bool(between) and between[-1].tag in {",", ":"}
        return marked and all(token.tag in LIGHT or token.lower in {"me", "us", "reporters"} for token in between)
    if clause.begin > at:
        between = tokens[at + 1 : _with_owner(tokens, at, clause.begin)]
        closed = closed or (bool(between) and between[0].tag == ",")
        return closed and not is_called(tokens, at) and all(token.tag in {",", "RB"} for token in between)
    return False


def _with_owner(tokens: Sequence[Token], at: int, begin: int) -> int:
    """Where a subject begins with those whose it is: "“Yes,” the climber's widow said"."""
    if begin - at > OWNED and tokens[begin - 1].tag == "POS":
        while begin - 1 > at and tokens[begin - 1].tag in _OBJECT:
            begin -= 1
    return begin


def _behind_what(tokens: Sequence[Token], begin: int) -> bool:
    """Whether a subject, or who owns it, stands behind "what": "after what Roe called “a mess”", "what Rye's head"."""
    at = begin - 1
    if at > 0 and tokens[at].tag in {"POS", "PRP$"}:
        at -= 1
        while at > 0 and tokens[at].tag in {"NN", "NNP", "DT"}:
            at -= 1
    return at >= 0 and tokens[at].lower == "what"


def is_called(tokens: Sequence[Token], at: int) -> bool:
    """Whether somebody calls something so: "what it called “a mess,” she said", "calls the plan “a mess,”".

    Args:
        tokens: The words of a paragraph.
        at: A passage among them.
    """
    before = tokens[max(0, at - OBJECT) : at]
    worded = any(token.lower in _WORDED for token in before)
    for token in reversed(before):
        if token.verb == "call" and token.tag in {"V", "ING"}:
            return token.base != "use" or worded  # "used it “like a piggy bank,” a prosecutor said"
        if token.tag not in _OBJECT:
            return False
    return False
