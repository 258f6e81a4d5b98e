"""Who leads what: "the union leader" is the union's president, or who chairs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes.coreference.people import IMPERSONAL
from podcaster.quotes.lists import words_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from podcaster.quotes.coreference.analysis import Reading
    from podcaster.quotes.coreference.people import Person
    from podcaster.quotes.mentions.mention import Mention
    from podcaster.quotes.words.tokens import Token

LEADERS = frozenset({"leader", "boss", "chief", "head"})
"""Nouns by which whoever leads something is called, whatever their office."""
OFFICES = LEADERS | words_in("coreference", "leading offices")
"""Nouns for who leads something."""
_LEADS = words_in("coreference", "leading leads")
PHRASE = 7
"""Words behind "of" or a verb that can say what somebody leads."""


def leader_called(reading: Reading, mention: Mention, people: Iterable[Person]) -> Person | None:
    """The one person whom the article says to lead what a description says.

    Args:
        reading: The article, read.
        mention: The description: "the union leader".
        people: Those spoken of before it.
    """
    if mention.noun not in LEADERS or mention.former:
        return None
    behind = reading.paragraphs[mention.paragraph].tokens[mention.last : mention.last + 1]
    if mention.owner >= 0 and behind and behind[0].lower == "of":
        return None  # "the company's head of service"
    words = mention.modifiers | {word for word in _owner(reading, mention) if word}
    found = [
        one for one in people
        if words and one.named and one.sort not in IMPERSONAL and not words.isdisjoint(_led(reading, one))
    ]  # fmt: skip
    return found[0] if len(found) == 1 else None


def _led(reading: Reading, person: Person) -> Iterator[str]:
    """The words, in small letters, of what somebody is said to lead."""
    for index in person.mentions:
        mention = reading.mentions[index]
        tokens = reading.paragraphs[mention.paragraph].tokens
        if mention.noun in OFFICES:
            yield from mention.modifiers
            yield from _owner(reading, mention)
            if mention.last < len(tokens) and tokens[mention.last].lower in {"of", "at", "for"}:
                yield from _words(tokens, mention.last + 1)
        for place, title in enumerate(mention.titles):
            if title in OFFICES:
                yield from mention.titles[:place]
                yield from mention.modifiers
        for clause in reading.clauses[mention.paragraph]:
            if clause.subject == index and clause.base in _LEADS and clause.form in {"before", "relative", "shared"}:
                yield from _words(tokens, clause.verb + 1)


def _owner(reading: Reading, mention: Mention) -> Iterator[str]:
    if mention.owner < 0:
        return
    owner = reading.mentions[mention.owner]
    yield owner.noun
    yield from (word.lower() for word in owner.words)
    if owner.person >= 0:
        whose = reading.people.all[owner.person]
        yield from whose.nouns
        yield from (word.lower() for word in whose.words)


def _words(tokens: Sequence[Token], place: int) -> Iterator[str]:
    for token in tokens[place : place + PHRASE]:
        if token.tag in {"NN", "NNP"}:
            yield token.lower
        elif token.tag not in {"POS", "DT", "PRP$"}:
            return
