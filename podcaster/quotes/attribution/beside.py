"""Finds who says it beside another one: "while Poe was caught mouthing “no”", "with Poe calling it “mad”"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes.mentions.participle_subjects import CAUGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.mentions.clause import Clause
    from podcaster.quotes.mentions.mention import Mention
    from podcaster.quotes.words.tokens import Token

_BE = frozenset({"is", "was", "were", "are", "been", "being"})
_OBJECT = frozenset({"DT", "NN", "NNP", "PRP", "PRP$", "POS", "CD", "RB", "IN", "TO"})
"""Tags between what somebody does and what he says with it."""
_THINGS = frozenset({"it", "them", "this", "that"})
_AGAIN = frozenset({"Q", ",", "CC", "DT", "NN", "NNP"})
"""Tags between what is called and a passage: who else calls it so, and how."""
_MARKS = frozenset({",", ":"})
FAR = 6
"""Words between "caught" and what somebody is caught doing at most."""

APART = 10
"""Words of a name and its role between two passages at most."""


def beside(
    tokens: Sequence[Token], clauses: Sequence[Clause], mentions: Sequence[Mention], begin: int, at: int
) -> Clause | None:
    """The clause beside another one in whose words a passage stands.

    Args:
        tokens: The words of the paragraph.
        clauses: The clauses of the sentence with a subject.
        mentions: All mentions of the article.
        begin: Where the sentence begins.
        at: The token of the passage.
    """
    for clause in reversed(clauses):
        if clause.form == "by" and clause.verb < at and tokens[at + 1 : at + 2] and tokens[at + 1].lower == "by":
            return clause if mentions[clause.subject].first == at + 2 else None
    verb = next((place for place in range(at - 1, begin, -1) if tokens[place].tag in {"V", "ING", "Q", "SUB"}), begin)
    if tokens[verb].tag == "ING" and _reaches(tokens, verb, at):
        doing = next((each for each in clauses if each.verb == verb and each.form == "participle"), None)
        if doing is not None and doing.sort in {"say", "speak", "call"} and _is_with(tokens, mentions, doing, begin):
            return doing
    caught = next((place for place in range(verb, max(begin, verb - FAR), -1) if tokens[place].lower in CAUGHT), -1)
    return _caught(tokens, clauses, caught, at) if caught >= 0 else None


def left_out(tokens: Sequence[Token], clauses: Sequence[Clause], begin: int, at: int) -> int:
    """Where somebody stands who calls it something, too, without the verb again: "Roe called it “mad” and Poe “bad”".

    Args:
        tokens: The words of the paragraph.
        clauses: The clauses of the sentence with a subject.
        begin: Where the sentence begins.
        at: The token of the passage.

    Returns:
        The first token of who is named, up to the passage; the passage's own where nobody is, or where he may be what
        is called so: "called the plan “mad” and Poe “bad”".
    """
    back = next((place for place in range(at - 1, max(begin, at - APART) - 1, -1) if tokens[place].tag == "Q"), -1)
    if back < 0 or back + 1 == at:
        return at
    first = back + 1 + (tokens[back + 1].tag == ",")
    first += tokens[first].tag == "CC"
    if first == back + 1 or first >= at or any(token.tag not in {"DT", "NN", "NNP"} for token in tokens[first:at]):
        return at
    verb = next((each.verb for each in reversed(clauses) if each.sort == "call" and each.verb < back), -1)
    calls = verb >= 0 and tokens[verb].tag == "V" and tokens[verb + 1].lower in _THINGS
    plain = all(token.tag in _AGAIN for token in tokens[verb + 2 : back])
    return first if calls and plain else at


def _is_with(tokens: Sequence[Token], mentions: Sequence[Mention], clause: Clause, begin: int) -> bool:
    """Whether who does something stands behind "with": ", with Poe, of Leeds, calling", "With traders calling"."""
    mention = mentions[clause.subject]
    first = mentions[mention.owner].first if mention.owner >= 0 else mention.first
    for place in range(first - 1, begin - 1, -1):
        if tokens[place].lower == "with":
            return place == begin or tokens[place - 1].tag in {",", "Q"}
        if tokens[place].tag not in {"DT", "NN", "NNP", "PRP$", "POS", ",", "RB", "CD"}:
            return False
    return False


def _reaches(tokens: Sequence[Token], verb: int, at: int) -> bool:
    between = tokens[verb + 1 : at]
    marks = sum(token.tag in _MARKS for token in between)
    return all(token.tag in _OBJECT | _MARKS for token in between) and (
        not marks or (marks == 1 and between[-1].tag in _MARKS)
    )


def _caught(tokens: Sequence[Token], clauses: Sequence[Clause], verb: int, at: int) -> Clause | None:
    """The clause of somebody who was caught or heard saying a passage; None where he was caught at something else."""
    if tokens[verb - 1].lower not in _BE and tokens[verb - 2].lower not in _BE:
        return None
    doing = next((place for place in range(verb + 1, min(at, verb + FAR)) if tokens[place].lower.endswith("ing")), -1)
    if doing < 0 or not _reaches(tokens, doing, at):
        return None
    says = tokens[doing].verb in {"say", "speak", "call"} or doing + 1 == at or tokens[doing + 1].tag in _MARKS
    if not says:
        return None
    held = (each for place in (verb, doing) for each in clauses if each.verb == place and each.form != "by")
    return next(held, None)
