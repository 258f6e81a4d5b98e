"""Who says "we": people and bodies do, and no line, bill or sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.quotes.mentions.nouns import sort_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.coreference.analysis import Reading
    from podcaster.quotes.coreference.people import Person
    from podcaster.quotes.mentions.mention import Mention

_WE = on_demand(r"\b(?:[Ww]e|[Oo]ur|[Oo]urs|us)\b")
_LOOKED_AT = 1200
"""Characters of a passage in which "we" is looked for."""


def says_we(reading: Reading, index: int) -> bool:
    """Whether the words that a pronoun's sentence quotes are those of several: "“We are sorry,” it said".

    Args:
        reading: The article, read.
        index: The pronoun's mention.
    """
    mention = reading.mentions[index]
    paragraph = reading.paragraphs[mention.paragraph]
    begin, end = paragraph.sentences[mention.sentence]
    quoted = [token for token in paragraph.tokens[begin:end] if token.tag == "Q"]
    return any(_WE.search(reading.text, each.start, min(each.end, each.start + _LOOKED_AT)) for each in quoted)


def says_for_itself(person: Person) -> bool:
    """Whether somebody or something is a body, by its name or a noun for it: no machine that was recalled.

    Args:
        person: Who or what it is.
    """
    known = person.named or any(sort_of(noun) == "body" or noun.endswith(("er", "or")) for noun in person.nouns)
    return person.sort == "body" and not person.plural and known


def body_told_of(reading: Reading, before: Sequence[int], index: int) -> Person | None:
    """The body that "it" means beside "we", where no body was a subject: "I contacted Roe Media. “We ...,” it said".

    Args:
        reading: The article, read.
        before: The mentions before, the latest first.
        index: The pronoun's mention.
    """
    own = reading.mentions[index].paragraph
    for back in before:
        other = reading.mentions[back]
        person = reading.people.all[other.person]
        if other.paragraph < own - 1:
            return None
        unknown = person.named and not person.sort and not person.guess and not person.genders
        if (unknown or says_for_itself(person)) and not _owns(reading, other):
            return person
    return None


def _owns(reading: Reading, mention: Mention) -> bool:
    """Whether something of a mention's follows: "Roe's plan", not "I put this to Roe's"."""
    tokens = reading.paragraphs[mention.paragraph].tokens
    behind = tokens[mention.last + 1].tag if mention.last + 1 < len(tokens) else "."
    return mention.role == "owner" and behind not in {".", ","}
