"""Decides who said the words inside somebody's words: "She told me, 'Go home'"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.model import BlockKind
from podcaster.quotes.clauses import ClauseFinder
from podcaster.quotes.mentions import find_mentions
from podcaster.quotes.tokens import read_paragraph

if TYPE_CHECKING:
    from podcaster.quotes.mentions import Mention, NameShapes
    from podcaster.quotes.passages import Passage
    from podcaster.quotes.people import Person
    from podcaster.quotes.reading import Reading
    from podcaster.quotes.subjects import Clause

NEAR = 6
"""Tokens between a reporting verb and the words inside: beyond, the verb has an object of its own."""
TOLD = 0.8
"""Probability of the speaker that an inner clause names."""
UNTOLD = 0.5
"""Probability that words without a clause of their own are the outer speaker's: "my 'friends'"."""


def inner_speakers(
    reading: Reading, shapes: NameShapes, passage: Passage, outer: int
) -> list[tuple[int, float, str, tuple[tuple[int, int], ...]]]:
    """Who said each of the passages directly inside another one.

    Args:
        reading: The article, read; people who are met only inside are added.
        shapes: What the article's letters show about its names.
        passage: The outer passage.
        outer: The number of its speaker; -1 for nobody.

    Returns:
        Person, probability, verb and evidence, one an inner passage.
    """
    span = (passage.inner_start, passage.inner_end)
    paragraph = read_paragraph(reading.text, span, passage.nested, 0, BlockKind.PARAGRAPH)
    mentions = find_mentions(paragraph, shapes)
    clauses = ClauseFinder(paragraph, mentions).run()
    found: list[tuple[int, float, str, tuple[tuple[int, int], ...]]] = []
    for number in range(len(passage.nested)):
        place = next((at for at, token in enumerate(paragraph.tokens) if token.passage == number), -1)
        clause = _nearest(clauses, place)
        if clause is None:
            found.append((outer, UNTOLD, "", ()))
            continue
        mention, verb = mentions[clause.subject], paragraph.tokens[clause.verb]
        evidence = ((mention.start, mention.end), (verb.start, verb.end))
        found.append((_who(reading, mention, outer), TOLD, verb.text, evidence))
    return found


def _nearest(clauses: list[Clause], place: int) -> Clause | None:
    """The reporting clause nearest to an inner passage, one before it first."""
    near = [clause for clause in clauses if clause.subject >= 0 and clause.sort in {"say", "speak", "call", "source"}
            and abs(clause.verb - place) <= NEAR]  # fmt: skip
    return min(near, key=lambda clause: (abs(clause.verb - place), clause.verb > place), default=None)


def _who(reading: Reading, mention: Mention, outer: int) -> int:
    people = reading.people
    if mention.kind == "pronoun":
        if mention.noun in {"i", "we", "my", "our", "me"}:
            return outer
        person = _latest(reading, mention, outer)
        return person.number if person is not None else people.add(description=mention.noun, sort="person").number
    if mention.kind == "name":
        known = people.find_full(mention.words, mention.gender) if len(mention.words) > 1 else None
        if known is None and len(mention.words) == 1:
            last, first = people.matching(mention.words[0])
            known = next(iter(last + first), None)
        return (known or people.add(mention.words, sort=mention.sort or "person")).number
    text = " ".join(reading.text[mention.start : mention.end].split())
    text = text if mention.kind == "name" else text[:1].lower() + text[1:]
    known = next((person for person in people.all if person.description == text), None)
    if known is None:
        known = people.add(description=text, sort=mention.sort or "person")
        if mention.gender:
            known.genders[mention.gender] += 1
    return known.number


def _latest(reading: Reading, mention: Mention, outer: int) -> Person | None:
    """The person met last before some inner words whom a pronoun there can mean."""
    best: tuple[int, Person] | None = None
    for person in reading.people.all:
        if person.number == outer or not person.named or not person.mentions:
            continue
        if person.sort in {"body", "text", "people"} or (mention.gender and person.gender != mention.gender):
            continue
        before = [
            reading.mentions[index].start for index in person.mentions if reading.mentions[index].start < mention.start
        ]
        if before and (best is None or before[-1] > best[0]):
            best = (before[-1], person)
    return best[1] if best is not None else None
