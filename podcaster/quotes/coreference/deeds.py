"""What somebody is called for what they did: who won is "the winner", who was charged "the defendant"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes.lists import table_in, words_in
from podcaster.quotes.mentions.nouns import singular

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from podcaster.quotes.coreference.people import People
    from podcaster.quotes.mentions.clause import Clause
    from podcaster.quotes.mentions.mention import Mention
    from podcaster.quotes.words.tokens import Paragraph

_DOES = table_in("coreference", "deeds does")
_SUFFERS = table_in("coreference", "deeds suffers")
"""Verbs -> what those are called who are their subjects, in the active and in the passive."""


_MAKES = words_in("coreference", "deeds makes")
_WORKS = table_in("coreference", "deeds works")
"""Works -> what who has made them is called: "Roe did not write another play", then "the playwright"."""
FAR = 5
"""Words behind a verb among which a work is its object."""
NEAR = 3
"""Words behind a verb among which a bill is its object."""


_BILLS = frozenset({"bill", "measure", "legislation", "act", "resolution", "amendment", "proposal"})
_WRITES = frozenset({"author", "sponsor", "co-sponsor", "cosponsor", "co-author"})
_CHAMBERS = frozenset({"senate", "house", "assembly"})
"""Whose bills those are who write them, who are lawmakers: "the bill's Senate author, Jane Roe"."""


def note_authors(mentions: Sequence[Mention], people: People) -> None:
    """Notes that the author of a bill is a lawmaker.

    Args:
        mentions: All mentions.
        people: Everybody named; changed.
    """
    for mention in mentions:
        if mention.kind == "description" and mention.noun in _WRITES and mention.person >= 0:
            owner = mentions[mention.owner].noun if mention.owner >= 0 else ""
            if owner in _BILLS or mention.modifiers & (_CHAMBERS | _BILLS):
                found = {"lawmaker", "legislator"} | ({"senator"} if "senate" in mention.modifiers else set())
                people.all[mention.person].nouns |= found


def note_deeds(
    clauses: Iterable[Sequence[Clause]], mentions: Sequence[Mention], paragraphs: Sequence[Paragraph], people: People
) -> None:
    """Notes what named people may be called for what the article says that they did, or that was done to them.

    Args:
        clauses: Of each paragraph.
        mentions: All mentions.
        paragraphs: The article's.
        people: Everybody named; changed.
    """
    note_authors(mentions, people)
    for mention in mentions:
        owner = mentions[mention.owner] if mention.owner >= 0 and mention.noun in _WORKS else None
        whose = people.all[owner.person] if owner is not None and owner.kind == "name" and owner.person >= 0 else None
        if whose is not None and whose.sort == "person":
            whose.deeds.update(_WORKS[mention.noun].split())
    for held in clauses:
        for clause in held:
            if clause.base in _MAKES and clause.form != "passive":
                _note_work(clause, mentions, paragraphs, people)
            words = (_SUFFERS if clause.form == "passive" else _DOES).get(clause.base)
            if not words or clause.subject < 0:
                continue
            mention = mentions[clause.subject]
            if mention.kind == "name" and mention.person >= 0 and people.all[mention.person].sort in {"person", ""}:
                person, after = people.all[mention.person], paragraphs[mention.paragraph].tokens[clause.verb + 1 :]
                person.deeds.update(words.split())
                if clause.base == "sponsored" and _BILLS & {token.lower for token in after[:NEAR]}:
                    person.deeds.add("lawmaker")


def _note_work(clause: Clause, mentions: Sequence[Mention], paragraphs: Sequence[Paragraph], people: People) -> None:
    """Notes what somebody is called for a work of theirs."""
    mention = mentions[clause.subject]
    if clause.subject < 0 or mention.kind != "name" or mention.person < 0:
        return
    if people.all[mention.person].sort not in {"person", ""}:
        return
    for token in paragraphs[mention.paragraph].tokens[clause.verb + 1 : clause.verb + 1 + FAR]:
        if token.tag in {".", ",", "Q", "IN", "V"}:
            break
        people.all[mention.person].deeds.update(_WORKS.get(singular(token.lower), "").split())
