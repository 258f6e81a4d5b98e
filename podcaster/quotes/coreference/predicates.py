"""What somebody is said to be, or to be like: "She had been a doctor", "in the voice of a man" tell of nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes.coreference.people import note
from podcaster.quotes.lists import words_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.coreference.analysis import Reading
    from podcaster.quotes.coreference.meant import References
    from podcaster.quotes.mentions.mention import Mention
    from podcaster.quotes.words.tokens import Token

_BE = words_in("coreference", "predicates be")
_ANYBODY = words_in("coreference", "predicates anybody")
_MANNERS = words_in("coreference", "predicates manners")
"""What somebody has as another has it: "with the air of a man who"."""
_WHO = frozenset({"he", "she", "i", "who"})
LIKELY = 0.6
"""Probability from which on a pronoun shows what somebody is."""


def tells_what_he_is(reading: Reading, references: References, index: int, mention: Mention) -> bool:
    """Whether a description says what the one before its verb is, whom it then tells of so.

    Args:
        reading: The text, read; its people are changed.
        references: The choices made for the pronouns before it.
        index: The description's place among the mentions.
        mention: The description.
    """
    tokens = reading.paragraphs[mention.paragraph].tokens
    at = mention.first - 1
    if (mention.definite and mention.owner < 0) or mention.plural or at < 1:
        return False
    if _is_likened(tokens, at, mention):
        return True
    while at > 0 and tokens[at].tag == "RB":
        at -= 1
    if tokens[at].lower not in _BE:
        return False
    at -= 1
    while at >= 0 and tokens[at].tag in {"RB", "AUX"}:
        at -= 1
    if at < 0 or tokens[at].lower not in _WHO:
        return False
    for other in range(index - 1, max(-1, index - 4), -1):
        before = reading.mentions[other]
        if before.paragraph == mention.paragraph and before.first == at and mention.noun:
            reference = references.held.get(other)
            people = reference.people() if reference is not None else {before.person: 1.0}
            best = max(people, key=lambda one: people[one])
            if best < 0 or people[best] < LIKELY:
                continue
            reading.people.all[best].nouns.add(mention.noun)
            if mention.owner >= 0 and mention.sort == "person":
                note(reading.people.all[best], mention, index)  # "She was his wife"
    return True


def _is_likened(tokens: Sequence[Token], at: int, mention: Mention) -> bool:
    """Whether somebody is only what another one is like: "in the tone of a man identifying a suspect"."""
    if mention.noun not in _ANYBODY or mention.owner >= 0:
        return False
    return tokens[at].lower == "like" or (tokens[at].lower == "of" and at > 0 and tokens[at - 1].lower in _MANNERS)
