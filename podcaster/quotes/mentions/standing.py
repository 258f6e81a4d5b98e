"""Says how each mention stands in its sentence: as a subject, an object or an owner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes import lists

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from podcaster.quotes.mentions.mention import Mention
    from podcaster.quotes.words.tokens import Paragraph, Token


def set_roles(paragraph: Paragraph, starts: Collection[int], mentions: Sequence[Mention]) -> None:
    """Says of each mention of a paragraph whether it is a subject, an object or an owner.

    Args:
        paragraph: The paragraph.
        starts: The tokens with which its sentences begin.
        mentions: Its mentions, in order, which are changed.
    """
    ending: dict[int, Mention] = {}
    for mention in mentions:
        ending[mention.last] = mention
        if not mention.role:
            mention.role = _role(paragraph.tokens, starts, mention, ending)


def _role(tokens: Sequence[Token], starts: Collection[int], mention: Mention, ending: dict[int, Mention]) -> str:
    before = tokens[mention.first - 1] if mention.first else None
    after = _behind_brackets(tokens, mention.last)
    while after < len(tokens) and tokens[after].tag == "RB":
        after += 1
    follows = tokens[after].tag if after < len(tokens) and after not in starts else ""
    if mention.kind == "pronoun":
        subject = mention.noun in lists.SUBJECT_PRONOUNS and (mention.noun != "it" or follows in {"V", "AUX"})
        return "subject" if subject else "object"
    if before is not None and before.tag in {"IN", "TO", "V", "ING"} and mention.first not in starts:
        return "subject" if follows in {"V", "AUX"} and before.tag in {"V", "ING"} else "object"
    if follows in {"V", "AUX", "REL", ","}:
        # "in Doha and Madrid, and came": what is joined to an object is one.
        other = ending.get(mention.first - 1) if before is not None and before.tag == "CC" else None
        joined = other is not None and other.role == "object" and follows not in {"V", "AUX"}
        return "object" if joined else "subject"
    return mention.role


def _behind_brackets(tokens: Sequence[Token], place: int) -> int:
    """The token behind what stands in brackets at ``place``: "Roe (R-Leeds) said"."""
    if place < len(tokens) and tokens[place].tag == "(":
        for at in range(place + 1, min(place + 6, len(tokens))):
            if tokens[at].tag == ")":
                return at + 1
    return place
