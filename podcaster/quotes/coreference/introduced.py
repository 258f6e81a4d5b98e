"""Ties who was just described to the name behind their words: "The leader was calm. “We wait,” Jan Roe said"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes.coreference.people import note
from podcaster.quotes.lists import words_in

if TYPE_CHECKING:
    from podcaster.quotes.coreference.analysis import Reading
    from podcaster.quotes.coreference.people import Person
    from podcaster.quotes.mentions.mention import Mention

_BARE = frozenset({"dr", "mr", "mrs", "ms", "prof"})
"""Titles that say nothing of what somebody is in the article."""
_SILENT = words_in("coreference", "introduced silent")
"""Those of whom others speak: the name behind the next words is not theirs."""
_ADDS = frozenset({"add", "continue"})
_MEMBERS = _BARE | words_in("coreference", "introduced members")
"""Titles that do not say what somebody leads."""
SENTENCES = 2
"""Last sentences of the paragraph before in which somebody may be described who is named in the next."""


def link_introduced(reading: Reading) -> None:
    """Ties a full name that nothing explains to who was just described: the press says of everybody who they are.

    In "His coach called it “a joke.” “You can quote me on that,” Jan Roe said" he is the coach. Stories do otherwise.

    Args:
        reading: The article, read; its mentions and people are changed.
    """
    for clauses in () if reading.story else reading.clauses:
        for clause in clauses:
            if clause.sort in {"say", "speak"} and clause.subject >= 0:
                _link(reading, clause.subject)
                if clause.base in _ADDS:
                    _link_added(reading, clause.subject)


def _link(reading: Reading, index: int) -> None:
    name = reading.mentions[index]
    who = reading.people.all[name.person] if name.kind == "name" and name.person >= 0 else None
    if who is None or who.sort != "person" or who.mentions[0] != index or not _is_bare(reading, name):
        return
    at = _described(reading, index)
    if at < 0 or _is_known(reading, reading.mentions[at], who):
        return
    gender = reading.mentions[at].gender
    if not gender or not who.gender or gender == who.gender:
        note(who, reading.mentions[at], at)
        who.mentions.sort()


def _link_added(reading: Reading, index: int) -> None:
    """Ties a name that "adds" to the office that spoke before it: "the union's head called it “mad”. Jan Roe added"."""
    name = reading.mentions[index]
    who = reading.people.all[name.person] if name.kind == "name" and name.person >= 0 else None
    if who is None or who.sort != "person" or who.mentions[0] != index or not _MEMBERS.issuperset(name.titles):
        return
    tokens = reading.paragraphs[name.paragraph].tokens
    if name.last < len(tokens) and tokens[name.last].tag in {",", "IN", "("}:
        return  # "Jan Roe, of the charity, added"
    spoke = [clause.subject for at in (name.paragraph - 1, name.paragraph) if at >= 0 for clause in reading.clauses[at]
             if clause.sort in {"say", "speak", "call"} and 0 <= clause.subject < index]  # fmt: skip
    first = reading.mentions[spoke[-1]] if spoke else name
    free = first.kind == "description" and first.person < 0 and first.definite and not first.plural
    alike = not (first.gender and who.gender and first.gender != who.gender)
    if free and alike and first.sort == "person" and not _is_known(reading, first, who):
        note(who, first, spoke[-1])
        who.mentions.sort()


def _described(reading: Reading, index: int) -> int:
    """Who was described last before a name: the subject of a sentence of its paragraph, or of one right before it."""
    name = reading.mentions[index]
    says = {clause.subject for at in (name.paragraph, name.paragraph - 1) if at >= 0 for clause in reading.clauses[at]
            if clause.sort in {"say", "speak", "call"}}  # fmt: skip
    for at in range(index - 1, -1, -1):
        mention = reading.mentions[at]
        gap = name.paragraph - mention.paragraph
        late = mention.sentence + SENTENCES >= len(reading.paragraphs[mention.paragraph].sentences)
        if gap > 1 or (gap == 1 and not late):
            break
        if mention.role != "subject" or mention.kind == "pronoun":
            continue
        if mention.kind == "name" or mention.person >= 0 or mention.plural:
            if mention.person < 0 and mention.sort != "person":
                continue
            break
        if mention.sort == "person":
            met = mention.definite or mention.owner >= 0 or at in says
            return at if met and mention.noun not in _SILENT else -1
    return -1


def _is_known(reading: Reading, first: Mention, who: Person) -> bool:
    """Whether the article calls somebody else so: "the mayor", where it names one."""
    others = (person for person in reading.people.all if person is not who and person.named)
    return any(
        first.noun in person.nouns
        and (not first.modifiers or first.modifiers & person.modifiers.get(first.noun, set()))
        for person in others
    )


def _is_bare(reading: Reading, name: Mention) -> bool:
    """Whether a full name stands beside quoted words and its verb alone: no title, no "of Leeds", no ", a baker,"."""
    tokens = reading.paragraphs[name.paragraph].tokens
    if len(name.words) < 2 or not _BARE.issuperset(name.titles) or not name.first:
        return False
    if tokens[name.first - 1].tag not in {"Q", "V"}:
        return False
    behind = tokens[name.last : name.last + 2]
    explained = bool(behind) and (behind[0].tag in {"IN", "("} or (behind[0].tag == "," and behind[-1].tag != "Q"))
    return not explained
