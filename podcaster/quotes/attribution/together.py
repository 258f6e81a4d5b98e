"""Two people whom one verb lets say something: "Jane Roe and John Poe said", "the Duke and Duchess said"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes.mentions.nouns import singular, sort_of
from podcaster.quotes.mentions.offices import SEATS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.attribution.model import Attribution
    from podcaster.quotes.coreference.analysis import Reading
    from podcaster.quotes.mentions.mention import Mention
    from podcaster.quotes.words.tokens import Token

_STARTS = frozenset({",", ":", "Q", "SUB", "CC"})
"""Tags before a subject."""


def credit_both(reading: Reading, found: Sequence[Attribution]) -> None:
    """Gives what two people say together to both of them, as to a couple.

    Args:
        reading: The article, read; a pair is added to its people.
        found: The attributions; changed.
    """
    pairs: dict[str, int] = {}
    for one in found:
        two = _pair(reading, one) if one.person >= 0 and one.mention >= 0 else None
        if two is None:
            continue
        name = " and ".join(_called(reading, mention) for mention in two)
        if name not in pairs:
            pair = reading.people.add(description=name[0].lower() + name[1:] if two[0].kind != "name" else name)
            pair.sorts["person"] += 1
            pair.plural = True
            pairs[name] = pair.number
        one.person = pairs[name]


def _called(reading: Reading, mention: Mention) -> str:
    person = reading.people.all[mention.person] if mention.person >= 0 else None
    if mention.kind != "name" or person is None or not person.named:
        tokens = reading.paragraphs[mention.paragraph].tokens
        return reading.text[mention.start : tokens[_end(tokens, mention.last) - 1].end]
    front, _, rest = person.name.partition(" ")
    several = singular(front.lower()) != front.lower() and sort_of(front.lower()) == "person"
    return rest if rest and several else person.name  # "Professors Jane Roe and John Poe"


def _end(tokens: Sequence[Token], place: int) -> int:
    """Behind the place of an office: "the Duke and Duchess of Kent"."""
    if place + 1 < len(tokens) and tokens[place].lower == "of" and tokens[place + 1].tag == "NNP":
        place += 2
        while place < len(tokens) and tokens[place].tag == "NNP":
            place += 1
    return place


def _verb(tokens: Sequence[Token], place: int) -> int:
    """The verb behind a subject: "have now said"."""
    place = _end(tokens, place)
    while place + 1 < len(tokens) and tokens[place].tag in {"AUX", "RB"}:
        place += 1
    return place


def _pair(reading: Reading, one: Attribution) -> tuple[Mention, Mention] | None:
    """The two who are the subject of the verb that gave a passage its speaker; None: one alone is."""
    mention = reading.mentions[one.mention]
    tokens = reading.paragraphs[mention.paragraph].tokens
    said = {clause.verb: clause.form for clause in reading.clauses[mention.paragraph]
            if clause.subject == one.mention and clause.sort == "say"}  # fmt: skip
    for at in (one.mention - 1, one.mention):
        if at < 0 or at + 1 >= len(reading.mentions) or not said:
            continue
        first, second = reading.mentions[at], reading.mentions[at + 1]
        joined = first.paragraph == second.paragraph == mention.paragraph and first.person != second.person
        words = [token.lower for token in tokens[first.last : second.first]] if joined else []
        if words != ["and"] or not _alike(first, second) or first.plural or second.plural:
            continue
        front = [token for token in tokens[second.first : second.head] if token.start < second.start]
        if any(token.tag == "NNP" and token.lower.strip(".") not in second.titles for token in front):
            continue
        seat = len(front) > 1 and front[-1].lower in SEATS
        if seat and (first.person < 0 or reading.people.all[first.person].sort != "person"):
            continue  # "Cork North and West TD Rob Kern"
        before = tokens[first.first - 1] if first.first else None
        opens = before is None or before.sentence != first.sentence or before.tag in _STARTS
        if (opens and said.get(_verb(tokens, second.last)) == "before") or said.get(first.first - 1) == "inverted":
            return first, second
    return None


def _alike(first: Mention, second: Mention) -> bool:
    """Whether two mentions are of people in one way: two names, or an office behind "the" and a bare one."""
    if first.kind == second.kind == "name":
        return first.sort in {"person", ""} and second.sort in {"person", ""}
    met = first.kind == "description" and first.sort == "person" and first.definite
    if met and second.kind == "name" and "of" in second.words and second.noun and second.owner < 0:
        return True  # "the Prince and Princess of Wales"
    both = first.kind == second.kind == "description" and first.sort == second.sort == "person"
    return both and first.definite and not second.definite and second.owner < 0
