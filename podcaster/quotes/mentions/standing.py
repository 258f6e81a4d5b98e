"""Says how each mention stands in its sentence: as a subject, an object or an owner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes import lists

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from podcaster.quotes.mentions.mention import Mention
    from podcaster.quotes.words.tokens import Paragraph, Token


def set_roles(
    paragraph: Paragraph, starts: Collection[int], mentions: Sequence[Mention], *, story: bool = False
) -> None:
    """Says of each mention of a paragraph whether it is a subject, an object or an owner.

    Args:
        paragraph: The paragraph.
        starts: The tokens with which its sentences begin.
        mentions: Its mentions, in order, which are changed.
        story: It is a story's, whose model knows only the subjects right before their verbs.
    """
    ending: dict[int, Mention] = {}
    for mention in mentions:
        ending[mention.last] = mention
        if not mention.role:
            mention.role = _role(paragraph.tokens, starts, mention, ending)
            if not mention.role and not story and _opens(paragraph.tokens, starts, mention):
                mention.role = "subject"


def _role(tokens: Sequence[Token], starts: Collection[int], mention: Mention, ending: dict[int, Mention]) -> str:
    before = tokens[mention.first - 1] if mention.first else None
    after = behind_brackets(tokens, mention.last)
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


FAR = 14
"""Words between a noun that opens a sentence and its verb, at most."""
_PLACED = frozenset({"IN", "TO", "DT", "NN", "NNP", "POS", "PRP$", "PRP", "CD", "RB"})
"""Tags of the phrases that say which one somebody is: "the owner of the bar across the street"."""


def _opens(tokens: Sequence[Token], starts: Collection[int], mention: Mention) -> bool:
    """Whether a noun opens a sentence, and its verb comes behind phrases that say which one it is."""
    if mention.first not in starts or mention.kind != "description" or mention.last >= len(tokens):
        return False
    return tokens[mention.last].tag in {"IN", "TO"} and _does(tokens, mention.last)


def _does(tokens: Sequence[Token], place: int) -> bool:
    """Whether nothing but phrases stand before a verb."""
    end = next((at for at in range(place, len(tokens)) if tokens[at].tag not in _PLACED), len(tokens))
    if end - place > FAR or end + 1 >= len(tokens):
        return False
    if tokens[end].tag == "," and tokens[end + 1].tag == "REL":  # "A woman in line, who gave no name, was not sure"
        end = next((at + 1 for at in range(end + 1, len(tokens)) if tokens[at].tag in {",", "."}), end)
    return end < len(tokens) and tokens[end].tag in {"V", "AUX"}


def behind_brackets(tokens: Sequence[Token], place: int) -> int:
    """The token behind what stands in brackets at ``place``: "Roe (R-Leeds) said"."""
    if place < len(tokens) and tokens[place].tag == "(":
        for at in range(place + 1, min(place + 6, len(tokens))):
            if tokens[at].tag == ")":
                return at + 1
    return place


_TELLS_WHICH = frozenset({"who", "a", "an", "in", "from", "aged"})


def opens_as_one(tokens: Sequence[Token], place: int) -> bool:
    """Whether "one" opens a sentence and is told of before its verb: "One, who asked not to be named, said".

    Args:
        tokens: The paragraph's words.
        place: The word.
    """
    opens = place == 0 or tokens[place - 1].sentence != tokens[place].sentence
    if not opens or tokens[place].lower not in {"one", "another"} or place + 2 >= len(tokens):
        return False
    behind = tokens[place + 2]
    told = tokens[place + 1].tag == "," and (behind.lower in _TELLS_WHICH or behind.text.isdecimal())
    end = next((at for at in range(place + 2, len(tokens)) if tokens[at].tag in {",", "."}), len(tokens))
    return told and end + 1 < len(tokens) and tokens[end].tag == "," and tokens[end + 1].verb in {"say", "speak"}
