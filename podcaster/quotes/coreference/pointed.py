"""Whom a pronoun cannot mean because the words before it point to another: who is asked about words, who wrote them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes import lists
from podcaster.quotes.coreference.played import only_play
from podcaster.quotes.coreference.stances import who_took_it
from podcaster.quotes.lists import row_in, words_in
from podcaster.quotes.mentions.nouns import singular

if TYPE_CHECKING:
    from collections.abc import Collection

    from podcaster.quotes.coreference.analysis import Reading
    from podcaster.quotes.mentions.mention import Mention
    from podcaster.quotes.words.tokens import Token

_ASKS = frozenset(form for verb in row_in("coreference", "pointed asks") for form in lists.forms(verb))
"""Verbs with which one makes another answer for what the other has said or done."""
_MAY = frozenset({"can", "could", "may", "might", "should"})
"""Verbs with which one asks for oneself: "Roe asked Poe whether he could leave"."""
_CALLS = words_in("coreference", "pointed calls")
"""Nouns for words that somebody has kept, beside those for texts."""
_OWN = words_in("coreference", "pointed own")
"""What who has written or spoken something does with it."""
_WRITES = words_in("coreference", "pointed writes")
"""Verbs of who wrote a text, not of who reads it out."""
NEAR = 3
"""Words between a verb of speech and the subject of what it reports, at most: "said Monday that"."""
BACK = 12
"""Mentions before a pronoun among which those of the sentence before it are."""


def pointed_past(reading: Reading, index: int, people: Collection[int]) -> set[int]:
    """The people whom a "he" or "she" cannot mean, as the words before it point to one of the others.

    Args:
        reading: The article, read.
        index: The pronoun's mention.
        people: Those whom it may mean by its gender.
    """
    mention = reading.mentions[index]
    players = only_play(reading.mentions, reading.paragraphs, (reading.people.all[one] for one in people), index)
    if mention.role != "subject" or len(people) < 2:
        return players
    if (took := who_took_it(reading, index, people)) >= 0:
        return set(people) - {took}
    asker, asked = _asked(reading, index)
    if asked in people:
        return ({asker} - {asked}) | players
    writer = _shown(reading, index, people)
    return set(people) - {writer} if writer in people else players


def reporters(reading: Reading, index: int) -> set[int]:
    """The people who report what a description does, and are not it: "Roe said the doctor told him" is not Roe.

    Args:
        reading: The article, read.
        index: The description's mention.
    """
    mention = reading.mentions[index]
    tokens = reading.paragraphs[mention.paragraph].tokens
    found: set[int] = set()
    for clause in reading.clauses[mention.paragraph]:
        near = clause.subject >= 0 and clause.end <= mention.first <= clause.end + NEAR
        if near and clause.sort in {"say", "speak"} and tokens[clause.verb].sentence == mention.sentence:
            between = tokens[clause.end : mention.first]
            if all(token.tag == "RB" or token.lower == "that" or token.lower in lists.TIMES for token in between):
                found.add(reading.mentions[clause.subject].person)
    return found


def _asked(reading: Reading, index: int) -> tuple[int, int]:
    """Who asks and who is asked before a pronoun: "Roe asked Poe about a speech in which he"; -1, -1: nobody."""
    mention = reading.mentions[index]
    tokens = reading.paragraphs[mention.paragraph].tokens
    begin = reading.paragraphs[mention.paragraph].sentences[mention.sentence][0]
    for clause in reversed(reading.clauses[mention.paragraph]):
        if not begin <= clause.verb < mention.first or clause.subject < 0:
            continue
        if clause.form == "before" and tokens[clause.verb].lower in _ASKS:
            between = [
                each
                for each in reading.mentions[max(clause.subject, index - BACK) + 1 : index]
                if each.first > clause.verb
            ]
            asked = next((each for each in between if each.first == clause.verb + 1), None)
            own = tokens[mention.last].lower in _MAY if mention.last < len(tokens) else False
            others = any(
                each.role == "subject" and each is not asked and each.kind != "description" for each in between
            )
            marked = any(token.tag in {"Q", ";"} for token in tokens[clause.verb : mention.first])
            if asked is None or own or marked or (others and not _is_named_twice(tokens, asked)):
                return -1, -1
            return reading.mentions[clause.subject].person, _whom(reading, index, asked)
    return -1, -1


def _is_named_twice(tokens: list[Token], mention: Mention) -> bool:
    """Whether a comma stands behind a mention, as before the name of a nominee: "the nominee, Jane Roe, about"."""
    return mention.last < len(tokens) and tokens[mention.last].tag == ","


def _whom(reading: Reading, index: int, asked: Mention) -> int:
    """The person who is asked: whom a description means that the name behind its comma says more of."""
    if asked.kind == "description":
        for other in reading.mentions[max(0, index - BACK) : index]:
            if other.paragraph == asked.paragraph and other.first == asked.last + 1 and other.kind == "name":
                return other.person
    return asked.person


def _shown(reading: Reading, index: int, people: Collection[int]) -> int:
    """Whose messages or calls the sentence before a pronoun's tag shows: "Jurors saw texts between Roe and her son"."""
    mention = reading.mentions[index]
    paragraph = reading.paragraphs[mention.paragraph]
    tokens, sentences = paragraph.tokens, paragraph.sentences
    begin, end = sentences[mention.sentence]
    clause = next((each for each in reading.clauses[mention.paragraph] if each.subject == index), None)
    quoted = any(token.tag == "Q" for token in tokens[begin:end])
    if clause is None or clause.sort not in {"say", "speak"} or not quoted or not mention.sentence:
        return -1
    low, high = sentences[mention.sentence - 1]
    if any(token.tag == "Q" for token in tokens[low:high]):
        return -1
    before = [each for each in reading.mentions[max(0, index - BACK) : index]
              if each.paragraph == mention.paragraph and low <= each.first < high]  # fmt: skip
    shower = next((each for each in before if each.role == "subject"), None)
    writers = [each for each in before if each.kind != "pronoun" and _is_writer(tokens, low, each)]
    if not writers:
        return -1
    fits = shower is not None and not shower.plural and shower.sort != "body" and shower not in writers
    if (
        fits
        and shower is not None
        and clause.base not in _WRITES
        and (shower.kind != "description" or shower.person in people)
    ):
        return -1  # "She read texts between Roe and his son. “I was scared,” she said."
    return next((each.person for each in writers if each.person in people), -1)


def _is_writer(tokens: list[Token], begin: int, mention: Mention) -> bool:
    """Whether a mention stands behind a noun for kept words as whose they are: "a call between", "mails Roe sent"."""
    at, joined = mention.first - 1, mention.first - 1
    while joined > begin and tokens[joined].tag in {"CC", "NNP", "NN", "DT", "PRP$"} and tokens[at].tag == "CC":
        joined -= 1
    at = joined if tokens[joined].lower == "between" else at
    if at <= begin:
        return False
    behind = tokens[mention.last] if mention.last < len(tokens) else None
    if tokens[at].lower == "by" and (tokens[at - 1].base in _OWN or tokens[at - 1].tag == "V"):
        at -= 1
    elif tokens[at].lower in {"that", "which"}:
        if behind is None or behind.base not in _OWN:
            return False
    elif tokens[at].lower not in {"between", "from"}:
        return False
    noun = singular(tokens[at - 1].lower)
    return noun in lists.TEXT_NOUNS or noun in _CALLS
