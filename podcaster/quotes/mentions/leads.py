"""Finds a subject of which much is said before its verb: "The boss of a home where six died has said"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes import lists
from podcaster.quotes.mentions.reduced import reduces

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from podcaster.quotes.mentions.mention import Mention
    from podcaster.quotes.words.tokens import Token

_STOPS = frozenset({"Q", ":", ";", "—", "(", ")", "[", "]", ",", ".", "?"})
_TIMING = frozenset({"after", "before", "since", "until", "as"})
"""Conjunctions that are prepositions too."""
WIDE = 60
"""Words of such a subject at most."""
PHRASE = 12
"""Words of who stands right before the verb at most."""
_AGENTS = ("er", "or", "ist", "ian")
_BE = frozenset({"is", "are", "was", "were", "be", "been"})
_ANSWERS = frozenset({"answer", "reply", "respond"})
_NOT_FINITE = frozenset({"being", "having"})


def lead_subject(
    tokens: Sequence[Token], mentions: Sequence[Mention], starting: Mapping[int, int], begin: int, verb: int
) -> int:
    """The mention that opens a sentence, when all between it and a verb only says more of it; else -1.

    Args:
        tokens: The words of a paragraph.
        mentions: Its mentions.
        starting: Those by their first tokens.
        begin: Where the sentence begins.
        verb: The verb, which reports, with a subject before it.
    """
    if verb - begin > WIDE:
        return -1
    place = begin
    while place < verb and tokens[place].tag in {"CC", "RB", "SUB"} and tokens[place].lower not in _TIMING:
        place += 1
    while place < verb:
        index = starting.get(place, -1)
        while index >= 0 and tokens[mentions[index].last].tag == "POS":
            index = starting.get(mentions[index].last + 1, -1)  # "the town's consultant"
        if (
            index >= 0
            and _speaks(mentions[index])
            and _only_described(tokens, mentions, starting, mentions[index].last, verb)
        ):
            return index
        place = _next_opening(tokens, place, verb)
    return -1


def _speaks(mention: Mention) -> bool:
    agent = not mention.sort and mention.noun.endswith(_AGENTS)
    return mention.kind == "description" and (mention.sort in {"person", "body"} or agent)


def _next_opening(tokens: Sequence[Token], place: int, verb: int) -> int:
    """Where the next clause begins: behind a comma, or what somebody says: "The nurse says | the widow"."""
    for at in range(place, verb):
        if tokens[at].tag in {",", "—"} or (tokens[at].tag == "V" and tokens[at].verb in {"say", "speak"}):
            return at + 2 if at + 1 < verb and tokens[at + 1].lower in {"that", "but", "and"} else at + 1
    return verb


def _only_described(
    tokens: Sequence[Token], mentions: Sequence[Mention], starting: Mapping[int, int], place: int, verb: int
) -> bool:
    """Whether no verb from a place on to the given one is that of who stands before the place: each has an opener."""
    if all(token.tag in {"AUX", "RB"} for token in tokens[place:verb]):
        return False
    openers, at = 0, place
    while at < verb:
        token = tokens[at]
        if token.tag in _STOPS:
            return False
        if (token.tag in {"REL", "SUB"} or token.lower in _TIMING) and tokens[at + 1].tag != "ING":
            openers += token.lower not in _TIMING or _has_subject(tokens, mentions, starting, at + 1, verb)
        elif token.tag == "TO" and tokens[at + 1].tag == "V":
            at += 1
        elif token.tag in {"V", "AUX"}:
            last = _group_end(tokens, at, verb)
            if last >= verb:
                break
            if token.lower in _NOT_FINITE:
                at = last + 1
                continue
            told = any(each.lower in _BE for each in tokens[at:last])
            says = tokens[last].verb in {"say", "speak"} and not (openers and _answers(tokens, last))
            if says and not told and not _says_more(tokens, last):
                return False
            if openers:
                openers -= 1
            elif tokens[at - 1].tag != "CC" and not _says_more(tokens, last):
                return False
            at = last
        at += 1
    return openers == 0 and not _is_contact(tokens, mentions, starting, at)


def _answers(tokens: Sequence[Token], at: int) -> bool:
    """Whether somebody answers a door, a call or a letter, and says nothing yet: "a man who answered the door"."""
    return tokens[at].base in _ANSWERS and tokens[at + 1].tag in {"DT", "PRP$", "TO", "IN", "NN"}


def _group_end(tokens: Sequence[Token], at: int, verb: int) -> int:
    """The last token of the verb that begins at a place: "has also told"; a form of "be" alone is one, too."""
    last = at
    while last < verb and tokens[last].tag in {"AUX", "RB"}:
        last += 1
    return last if tokens[last].tag in {"V", "ING"} else at


def _says_more(tokens: Sequence[Token], at: int) -> bool:
    """Whether a participle says more of a noun, or goes on with one that does: "left paralysed by"."""
    before = tokens[at - 1]
    return reduces(tokens, at) and (before.tag in {"NN", "NNP", "CC"} or lists.is_participle(before.lower))


def _has_subject(
    tokens: Sequence[Token], mentions: Sequence[Mention], starting: Mapping[int, int], place: int, verb: int
) -> bool:
    """Whether a clause follows "after", not a noun: it has a verb before the given one, or somebody right before it."""
    end = _group_start(tokens, verb)
    if any(token.tag in {"V", "AUX"} for token in tokens[place:end]):
        return tokens[place].tag != "ING" and tokens[place].lower not in _NOT_FINITE
    index = starting.get(place, -1)
    while 0 <= index < len(mentions) and mentions[index].first == place:
        if mentions[index].last == end and mentions[index].sort in {"person", "body"}:
            return True
        index += 1
    return False


def _group_start(tokens: Sequence[Token], verb: int) -> int:
    while tokens[verb - 1].tag in {"AUX", "RB"}:
        verb -= 1
    return verb


def _is_contact(tokens: Sequence[Token], mentions: Sequence[Mention], starting: Mapping[int, int], place: int) -> bool:
    """Whether who stands before a verb says something of the noun before: "a house the council said was unfit"."""
    for first in range(place - 1, max(0, place - PHRASE), -1):
        index = starting.get(first, -1)
        if index >= 0 and mentions[index].last == place:
            return tokens[first - 1].tag in {"NN", "NNP"} and mentions[index].role != "owner"
    return False
