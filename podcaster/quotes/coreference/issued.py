"""Whose a text is that "it said" reads from: a statement, an e-mail, a warning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes.lists import words_in
from podcaster.quotes.mentions.nouns import sort_of

if TYPE_CHECKING:
    from collections.abc import Container

    from podcaster.quotes.coreference.analysis import Reading
    from podcaster.quotes.coreference.people import Person
    from podcaster.quotes.mentions.clause import Clause
    from podcaster.quotes.mentions.mention import Mention

ISSUED = words_in("coreference", "issued issued")
"""Texts that somebody says something in; what they read is the writer's. A study or a report speaks for itself."""
ISSUES = words_in("coreference", "issued issues")
"""Verbs of who puts out a text, beside those of speech."""


_TAKES_IN = frozenset({"read", "think", "remember", "recall"})
"""Verbs that can report, of who has somebody else's text."""


def issuer(reading: Reading, index: int) -> Person | None:
    """Who put out a text: its owner, or who says, sends or writes something in it.

    "The union has put out a statement", "Roe said in an e-mail that", "its warning".

    Args:
        reading: The article, read.
        index: The mention of the text.

    Returns:
        A person or a body; None when the article does not show it.
    """
    text = reading.mentions[index]
    if text.noun not in ISSUED:
        return None
    owner = text.owner
    if owner >= 0 and reading.mentions[owner].noun == "their":
        return None  # one person's or a group's
    if owner < 0:
        held = (clause for clause in reading.clauses[text.paragraph] if clause.subject >= 0)
        owner = next((clause.subject for clause in held if _issues(reading, clause, text)), -1)
    number = reading.mentions[owner].person if owner >= 0 else -1
    if number < 0:
        return None
    person = reading.people.all[number]
    return None if person.sort in {"text", "place", "people"} else person


def _issues(reading: Reading, clause: Clause, text: Mention) -> bool:
    """Whether a clause tells of somebody who speaks or writes in the sentence of a text."""
    tokens = reading.paragraphs[text.paragraph].tokens
    same = tokens[clause.verb].sentence == text.sentence and clause.form in {"before", "inverted", "shared"}
    if any(token.tag in {"V", "AUX"} for token in tokens[clause.end : text.first]):
        return False  # "Roe said officers had found a note"
    return same and ((clause.sort in {"say", "speak"} and clause.base not in _TAKES_IN) or clause.base in ISSUES)


def is_thing(person: Person, mention: Mention, speaking: Container[int]) -> bool:
    """Whether a description's noun is nothing that speaks: "the decision"; "it said" is somebody else then.

    Args:
        person: Whom or what the description means.
        mention: The description.
        speaking: The mentions that are subjects of reporting verbs.
    """
    spoke = any(index in speaking for index in person.mentions)
    return not person.named and not spoke and not mention.sort and not any(sort_of(noun) for noun in person.nouns)
