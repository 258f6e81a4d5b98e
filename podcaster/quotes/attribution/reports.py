"""Finds who wrote or was asked, where what tells of a passage is a text without an owner, or a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes.attribution.blocks import announced_writer
from podcaster.quotes.attribution.model import TAGS, Way
from podcaster.quotes.lists import words_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from podcaster.quotes.attribution.model import Attribution
    from podcaster.quotes.coreference.analysis import Reading
    from podcaster.quotes.detection.passages import Passage
    from podcaster.quotes.mentions.clause import Clause
    from podcaster.quotes.words.tokens import Paragraph, Token

WROTE = 0.9
"""Probability that who has just sent or deleted a text is whose words it holds. By hand."""
ASKED = 0.9
"""Probability that the answer to a question that is only told is by whom was asked. By hand."""
BACK = 2
"""Sentences before a text's own that are looked over for who wrote it."""
WRITES = words_in("attribution", "reports writes")
"""What somebody does with a text of his own."""
_SAME_TEXT = (
    frozenset({"tweet", "post", "message", "note", "text", "status"}),
    frozenset({"letter", "note", "email", "e-mail", "message", "memo"}),
    frozenset({"statement", "release", "announcement"}),
)
"""Nouns that one text can go by."""
PERSONAL = frozenset({"memo", "op-ed", "column", "essay", "blog"}).union(*_SAME_TEXT)
"""Nouns for texts that one human being writes: not for a report or a complaint."""
_DOES = frozenset({"before", "shared"})
OBJECT = 6
"""Words between who sends something and the text at most: "sent a 16-year-old player dozens of emails"."""
_ASKS = frozenset({"wonder", "wondered", "ask", "asked", "inquire", "inquired"})


def credit_writers(
    reading: Reading,
    passages: Sequence[Passage],
    found: Sequence[Attribution],
    where: Mapping[int, tuple[Paragraph, int]],
) -> None:
    """Mends attributions to a text whose writer the article shows, and answers to questions that it only tells.

    Args:
        reading: The article, read.
        passages: Its top-level passages.
        found: Their attributions, which are changed.
        where: The paragraph and token of each passage.
    """
    for number, one in enumerate(found):
        if one.person < 0 or number not in where or passages[number].label or "block" in passages[number].flags:
            continue
        paragraph, token = where[number]
        if one.way in TAGS and (held := _holding(reading, paragraph, token)) >= 0:
            sender = sender_of(reading, held)
            several = (each.lower == "one" for each in paragraph.tokens[reading.mentions[held].last : token])
            if sender < 0 and any(several):  # "got messages, one of which read": whose?
                one.person, one.confidence, one.candidates, one.shares = -1, 0.0, [], {}
            give(reading, one, sender, WROTE, of=frozenset({"person", "", "body"}))
            continue
        text = reading.people.all[one.person].sort == "text"
        if one.way in TAGS:
            if text and one.mention >= 0:
                give(reading, one, sender_of(reading, one.mention), WROTE)
        elif paragraph.index and all(token.tag == "Q" for token in paragraph.tokens):
            earlier = reading.paragraphs[paragraph.index - 1]
            if earlier.sentences and all(token.tag != "Q" for token in earlier.tokens):
                writer = announced_writer(reading, earlier) if text else -1
                give(reading, one, writer, WROTE)
                give(reading, one, _asked(reading, earlier), ASKED)


def _holding(reading: Reading, paragraph: Paragraph, place: int) -> int:
    """The text that a passage stands in: "a letter which read: “...”", "messages, including one that said “...”"."""
    at = place
    while at > 1 and paragraph.tokens[at - 1].tag in {",", ":", "SUB"}:
        at -= 1
    held = (clause for clause in reading.clauses[paragraph.index] if clause.verb == at - 1)
    clause = next((each for each in held if each.form == "relative" and each.subject >= 0), None)
    told = clause is not None and clause.sort in {"say", "speak"}
    text = told and clause is not None and reading.mentions[clause.subject].sort == "text"
    return clause.subject if text and clause is not None else -1


def give(
    reading: Reading, one: Attribution, at: int, share: float, of: frozenset[str] = frozenset({"person", ""})
) -> None:
    """Gives a passage to whom a mention means.

    Args:
        reading: The article, read.
        one: The passage's attribution, which is changed.
        at: The mention; -1: to nobody else.
        share: How sure it is.
        of: The sorts of those who can have written.
    """
    person = reading.mentions[at].person if at >= 0 else -1
    if person < 0 or person == one.person or reading.people.all[person].sort not in of:
        return
    mention = reading.mentions[at]
    one.person, one.candidates, one.way = person, [], Way.INTRODUCED
    one.evidence = ((mention.start, mention.end), *one.evidence[1:])
    one.confidence = max(share, one.shares.get(person, 0.0))
    one.shares = {each: part * (1 - one.confidence) for each, part in one.shares.items()} | {person: one.confidence}


def sender_of(reading: Reading, at: int) -> int:
    """Who has just sent, posted or deleted the text that a phrase without an owner means: a mention, or -1.

    Args:
        reading: The article, read.
        at: The mention of the text.
    """
    mention = reading.mentions[at]
    if (author := _author(reading, at)) >= 0:
        return author
    sends = [clause for clause in reading.clauses[mention.paragraph]
             if clause.end <= mention.first <= clause.end + OBJECT and clause.subject >= 0 and clause.form in _DOES
             and _verb(clause, reading.paragraphs[mention.paragraph].tokens) in WRITES]  # fmt: skip
    if sends and mention.noun in PERSONAL:
        return sends[-1].subject
    if mention.owner >= 0 or not mention.definite:
        return -1
    nouns = {mention.noun}.union(*(group for group in _SAME_TEXT if mention.noun in group))
    for other in reversed(reading.mentions[max(0, at - 20) : at]):
        if other.paragraph != mention.paragraph or mention.sentence - other.sentence > BACK:
            break
        if other.sentence < mention.sentence and other.noun in nouns and other.owner < 0:
            tokens = reading.paragraphs[other.paragraph].tokens
            for clause in reading.clauses[other.paragraph]:
                near = tokens[clause.verb].sentence == other.sentence and clause.end <= other.first <= clause.end + 3
                if near and clause.subject >= 0 and clause.form == "before" and _verb(clause, tokens) in WRITES:
                    return clause.subject
    return -1


def _author(reading: Reading, at: int) -> int:
    """Whose text a phrase means: "a message from Roe", "the memo, written by Roe", "a note, which Roe sent"."""
    mention = reading.mentions[at]
    tokens, place = reading.paragraphs[mention.paragraph].tokens, mention.last
    if mention.noun not in PERSONAL or mention.owner >= 0 or place + 3 >= len(tokens):
        return -1
    place += tokens[place].tag == ","
    relative = tokens[place].tag == "REL" or tokens[place].lower == "that"
    if tokens[place].lower == "from" or relative:
        place += 1
    elif tokens[place].lower in WRITES and tokens[place + 1].lower == "by":
        place += 2
    else:
        return -1
    for index in range(at + 1, min(at + 4, len(reading.mentions))):
        other = reading.mentions[index]
        theirs = other.kind == "description" and other.sort == "person" and not other.plural  # "from her boss"
        if other.paragraph != mention.paragraph or not (other.kind == "name" or theirs) or other.first != place:
            continue
        behind = tokens[other.last] if other.last < len(tokens) else None
        if behind is None or behind.tag == "POS" or (relative and behind.lower not in WRITES):
            return -1
        return index
    return -1


def _verb(clause: Clause, tokens: Sequence[Token]) -> str:
    return clause.base or tokens[clause.verb].lower


def _asked(reading: Reading, paragraph: Paragraph) -> int:
    """Whom a paragraph's last sentence tells to have been asked something: "Would he go out again, she wondered"."""
    begin, end = paragraph.sentences[-1]
    asks = [clause for clause in reading.clauses[paragraph.index]
            if begin <= clause.verb < end and clause.subject >= 0 and clause.base in _ASKS]  # fmt: skip
    if len(asks) != 1:
        return -1
    asker = reading.mentions[asks[0].subject].person
    low, high = reading.spans[paragraph.index]
    others = [at for at in range(low, high) if begin <= reading.mentions[at].first < end
              and reading.mentions[at].person not in {-1, asker} and reading.mentions[at].role != "owner"]  # fmt: skip
    people = {reading.mentions[at].person for at in others}
    return others[0] if asker >= 0 and len(people) == 1 else -1
