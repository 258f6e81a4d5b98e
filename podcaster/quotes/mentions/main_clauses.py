"""Tells a sentence's main clause from what its objects do: in "blocked a law that let men ban books", the men."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.mentions.clause import Clause
    from podcaster.quotes.words.tokens import Token

_STOPS = frozenset({",", ";", ":", "Q", "—", "."})


def is_subordinate(tokens: Sequence[Token], clause: Clause, begin: int) -> bool:
    """Whether a clause is not what its sentence is about: "that Roe said", "a plan that would let Roe call it".

    Args:
        tokens: The words of its paragraph.
        clause: The clause.
        begin: Where its sentence begins.
    """
    if clause.form == "before" and clause.begin > begin and tokens[clause.begin - 1].tag == "SUB":
        return True
    for at in range(clause.verb, begin + 1, -1):
        if tokens[at].tag in _STOPS:
            return False
        if (tokens[at].tag == "REL" or tokens[at].lower == "that") and tokens[at - 1].tag in {"NN", "NNP"}:
            return any(token.tag == "V" for token in tokens[begin:at])
    return False
