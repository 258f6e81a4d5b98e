"""Whose words a message is that "one" or "it" stands for: "He sent her dozens of texts. One read: “...”"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes.attribution.model import TAGS, Way
from podcaster.quotes.attribution.reports import PERSONAL, WRITES, WROTE, give, sender_of
from podcaster.quotes.lists import words_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from podcaster.quotes.attribution.model import Attribution
    from podcaster.quotes.coreference.analysis import Reading
    from podcaster.quotes.mentions.mention import Mention
    from podcaster.quotes.words.tokens import Paragraph, Token

_READS = words_in("attribution", "letters reads")
_ONLY_TEXTS = frozenset({"read", "reads", "began", "begins"})
"""What no body does that says something: "it read"."""
_ONES = frozenset({"one", "another", "other", "it"})
_TEXTS = PERSONAL | {"card", "postcard", "telegram", "voicemail", "caption"}
"""Texts that somebody sends or leaves."""
_LEAVES = WRITES | {"leave", "scrawl", "scribble", "pin", "get"}
BACK = 3
"""Sentences before "one" in which the texts are told of that it is one of, others that are read from left out."""
MANY = 30
"""Mentions back in which they are looked for."""


def credit_letters(reading: Reading, found: Sequence[Attribution], where: Mapping[int, tuple[Paragraph, int]]) -> None:
    """Gives what is read from messages to who wrote them, and to nobody where the article does not say who did.

    Args:
        reading: The article, read.
        found: Its passages' attributions, which are changed.
        where: The paragraph and token of each passage.
    """
    read: dict[int, int] = {}
    """The "one" or "it" that a passage is read from -> its writer, or -1: more words of the same text are theirs."""
    settled: dict[int, int] = {}
    for number, one in enumerate(found):
        if one.mention in read:
            _settle(reading, one, read[one.mention])
            continue
        before = found[number - 1] if number else one
        if one.person < 0 and before.person >= 0 and _goes_on(where, number) and number - 1 in settled:
            _settle(reading, one, settled[number - 1])
            continue
        if number not in where or (one.person >= 0 and one.way not in {*TAGS, Way.BEAT}):
            continue
        paragraph, token = where[number]
        read_from = _read_from(reading, paragraph, token)
        text = _text(reading, read_from) if read_from >= 0 else -1
        if text < 0:
            continue
        writer = _writer(reading, text)
        sort = reading.people.all[one.person].sort if one.person >= 0 else "text"
        several = reading.mentions[read_from].noun != "it"
        other = sort == "person" if several else sort == "body" and one.verb in _ONLY_TEXTS
        if writer >= 0 or (other and one.mention == read_from):
            read[read_from] = settled[number] = writer
            _settle(reading, one, writer)


def _goes_on(where: Mapping[int, tuple[Paragraph, int]], number: int) -> bool:
    """Whether a passage is a sentence of its own right behind the one before it: "“...,” it read. “...”"."""
    if number not in where or number - 1 not in where or where[number][0] is not where[number - 1][0]:
        return False
    paragraph, token = where[number]
    begin, end = paragraph.sentences[paragraph.tokens[token].sentence]
    return token == begin and all(each.tag in {"Q", "."} for each in paragraph.tokens[begin:end])


def _settle(reading: Reading, one: Attribution, writer: int) -> None:
    """Gives a passage to a text's writer; -1: to nobody, as the article does not say who wrote it."""
    if writer >= 0:
        give(reading, one, writer, WROTE, of=frozenset({"person", "", "body"}))
    else:
        one.person, one.confidence, one.candidates, one.shares = -1, 0.0, [], {}


def _read_from(reading: Reading, paragraph: Paragraph, token: int) -> int:
    """The "one" or "it" that reads so, right before a passage or behind it; -1: the passage stands otherwise."""
    tokens = paragraph.tokens
    at = token
    while at > 1 and tokens[at - 1].tag in {",", ":", "SUB"}:
        at -= 1
    if at > 1 and _reads(tokens[at - 1]):
        return _one_at(reading, paragraph, at - 2, opens=True)
    behind = token + 1 + (token + 1 < len(tokens) and tokens[token + 1].tag == ",")
    if behind + 1 < len(tokens) and _reads(tokens[behind + 1]):
        return _one_at(reading, paragraph, behind, opens=False)
    return -1


def _reads(token: Token) -> bool:
    return token.base in _READS or token.lower in {"read", "began", "went"}


def _one_at(reading: Reading, paragraph: Paragraph, place: int, *, opens: bool) -> int:
    """The mention at a token, if it is one that stands for a text: "One", "it", not "one of the jurors"."""
    for index in range(*reading.spans[paragraph.index]):
        mention = reading.mentions[index]
        if mention.head == place and mention.noun in _ONES:
            begins = paragraph.sentences[mention.sentence][0] == mention.first
            return index if begins or not opens or mention.noun == "it" else -1
    return -1


def _text(reading: Reading, index: int) -> int:
    """The last message told of before "one" or "it", which is what it stands for; -1: there is none near."""
    one = reading.mentions[index]
    several = one.noun != "it"
    passed = 0
    last = one.sentence
    for at in range(index - 1, max(-1, index - MANY), -1):
        mention = reading.mentions[at]
        if mention.paragraph != one.paragraph:
            break
        if mention.sentence != last:
            last, passed = mention.sentence, passed + 1
        if passed > BACK:
            break
        if mention.noun in _TEXTS and mention.kind == "description" and (mention.plural or not several):
            return at if mention.sentence < one.sentence else -1
        if mention.sentence < one.sentence and _may_be_one(reading, mention, several=several):
            return -1
    return -1


def _may_be_one(reading: Reading, mention: Mention, *, several: bool) -> bool:
    """Whether "one" may be of those people, or "it" that body, rather than a text told of before them."""
    if several:
        return mention.plural and mention.sort == "person" and mention.role == "subject"
    body = mention.person >= 0 and reading.people.all[mention.person].sort == "body"
    return body and mention.role == "subject"


def _writer(reading: Reading, at: int) -> int:
    """The mention of who wrote some messages: whose they are, who sends or leaves them, whom they are from; or -1."""
    text = reading.mentions[at]
    if text.owner >= 0:
        return text.owner if reading.mentions[text.owner].noun != "their" else -1
    sender = sender_of(reading, at)
    sender = sender if sender >= 0 else _leaver(reading, at)
    if sender >= 0:
        return sender
    tokens = reading.paragraphs[text.paragraph].tokens
    begin, end = reading.paragraphs[text.paragraph].sentences[text.sentence]
    held = (clause for clause in reading.clauses[text.paragraph] if begin <= clause.verb < text.first)
    clauses = [clause for clause in held if clause.subject >= 0 and clause.form in {"before", "shared"}]
    if clauses and _does(clauses[-1].base, tokens[clauses[-1].verb]):
        return clauses[-1].subject
    for index in range(at + 1, min(at + 4, len(reading.mentions))):
        mention = reading.mentions[index]
        inside = mention.paragraph == text.paragraph and mention.first < end
        if inside and tokens[mention.first - 1].lower == "from" and mention.kind != "description":
            return index
    return -1


def _leaver(reading: Reading, at: int) -> int:
    """Who has sent or left a text, as its own clause says: "a card that a pupil had left"; -1: it has none."""
    text = reading.mentions[at]
    tokens, place = reading.paragraphs[text.paragraph].tokens, text.last
    place += place < len(tokens) and tokens[place].tag == ","
    if place >= len(tokens) or tokens[place].lower not in {"that", "which"}:
        return -1
    for index in range(at + 1, min(at + 4, len(reading.mentions))):
        mention = reading.mentions[index]
        behind = [token for token in tokens[mention.last : mention.last + 3] if token.tag not in {"AUX", "RB"}]
        begins = mention.paragraph == text.paragraph and mention.first in {place + 1, place}
        if mention.role == "subject" and begins and behind and _does(behind[0].base, behind[0]):
            return index
        if mention.paragraph == text.paragraph and mention.role == "owner" and mention.first == place + 1:
            place += mention.last - mention.first
    return -1


def _does(base: str, verb: Token) -> bool:
    return (base or verb.lower) in _LEAVES or verb.lower == "left"
