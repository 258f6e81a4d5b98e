"""Tells a sentence's main clause from what its objects do: in "blocked a law that let men ban books", the men."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.mentions.clause import Clause
    from podcaster.quotes.words.tokens import Token

_SEES = frozenset({"see", "notice", "watch", "find"})
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


def is_told_behind(tokens: Sequence[Token], verb: int) -> bool:
    """Whether what somebody sees is told by whom the sentence ends with: "Shops are seeing “a rise”, said Roe".

    Args:
        tokens: The words of a paragraph.
        verb: The verb.
    """
    if tokens[verb].base not in _SEES:
        return False
    own = [at for at in range(verb + 1, len(tokens)) if tokens[at].sentence == tokens[verb].sentence]
    if not any(tokens[at].tag == "Q" for at in own[:2]) or any(tokens[at].tag == "Q" for at in own[2:]):
        return False
    tags = (at for at in own[1:] if tokens[at - 1].tag == ",")
    return any(tokens[at].lower == "according" or (tokens[at].tag == "V" and tokens[at].verb == "say") for at in tags)
