"""Who speaks behind how another took it: "His manager was not about to complain. “He is special,” he said"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes import lists
from podcaster.quotes.coreference.kin import COUNSEL, OTHER_END
from podcaster.quotes.lists import words_in

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from podcaster.quotes.coreference.analysis import Reading
    from podcaster.quotes.coreference.apart import Option
    from podcaster.quotes.mentions.mention import Mention
    from podcaster.quotes.words.tokens import Token

_AGREES = words_in("coreference", "stances agrees")
_COMPARES = words_in("coreference", "stances compares")
"""Words that set how one takes something beside how another did: "less gloomy", "equally blunt"."""
_ABOUT_TO = words_in("coreference", "stances about to")
"""Words behind "not" that say how somebody takes something."""
_FEELS = words_in("coreference", "stances feels")
"""How somebody takes what another does: not how they are ("strict", "ill")."""
_NO = words_in("coreference", "stances no")
_BE = words_in("coreference", "stances be")
_NOT = words_in("coreference", "stances not")
_COULD = (["could", "not", "have"], ["couldn't", "have"], ["couldn’t", "have"])
_KIN = OTHER_END.keys() - {*COUNSEL, "client"}
"""Whom an article tells of for their own sake: "His father was strict"."""
WITHIN = 5
"""Words behind a verb among which stands how somebody takes it."""


def who_took_it(reading: Reading, index: int, people: Collection[int]) -> int:
    """The manager, lawyer ... who is said to take something so, right before a pronoun's words; -1: nobody.

    That sentence brings them in to speak; where it tells what they are ("His father was a miner") or what
    happened to them, the pronoun goes on with either.

    Args:
        reading: The article, read.
        index: The mention of a pronoun.
        people: Those whom it may mean by its gender.
    """
    owned = _brought_in(reading, index, people)
    if owned is None or not takes_so(_predicate(reading, owned)):
        return -1
    return owned.person


def doubted(reading: Reading, index: int, candidates: list[Option]) -> list[Option]:
    """The candidates of a pronoun, where it is either's: "His opponent was gracious. “He never stopped,” he said".

    Args:
        reading: The article, read.
        index: The mention of the pronoun.
        candidates: The people whom it can take up, with their features.
    """
    owned = _brought_in(reading, index, {person for meant, _ in candidates for person in meant})
    if owned is None or owned.noun in _KIN or not _tells_how(_predicate(reading, owned)):
        return candidates
    owner = reading.mentions[owned.owner].person
    return [({owner: 0.5, owned.person: 0.5} if owner in meant else meant, features) for meant, features in candidates]


def _brought_in(reading: Reading, index: int, people: Collection[int]) -> Mention | None:
    """The description of somebody's somebody that the sentence before a pronoun's words opens with."""
    mention = reading.mentions[index]
    paragraph = reading.paragraphs[mention.paragraph]
    if reading.story or mention.sentence == 0 or mention.role != "subject":
        return None
    low, high = paragraph.sentences[mention.sentence - 1]
    begin, end = paragraph.sentences[mention.sentence]
    tokens = paragraph.tokens
    if not any(token.tag == "Q" for token in tokens[begin:end]) or any(token.tag == "Q" for token in tokens[low:high]):
        return None
    owned = _opens(reading, index, low)
    fits = owned is not None and owned.person in people and owned.gender in {"", mention.gender}
    return owned if fits else None


def _predicate(reading: Reading, owned: Mention) -> Sequence[Token]:
    """The words behind a subject in its sentence, what stands between commas behind it left out."""
    paragraph = reading.paragraphs[owned.paragraph]
    tokens, high, at = paragraph.tokens, paragraph.sentences[owned.sentence][1], owned.last
    if at + 1 < high and tokens[at].tag == ",":  # "His agent, Phil Marsh, was"
        at = 1 + next((place for place in range(at + 1, high) if tokens[place].tag == ","), high)
    return tokens[at:high]


def _tells_how(tokens: Sequence[Token]) -> bool:
    """Whether a predicate says how somebody is: "was gracious", not "was a miner", "was arrested", "was in court"."""
    rest = [token for token in tokens[1 : 1 + WITHIN] if token.tag != "RB"]
    if not tokens or tokens[0].lower not in _BE or not rest:
        return False
    word = rest[0].lower
    return rest[0].tag == "NN" and not word.endswith("ing") and not (word.endswith("ed") and word in lists.VERBS)


def _opens(reading: Reading, index: int, low: int) -> Mention | None:
    """The description of somebody's somebody that a sentence opens with, right before a pronoun's."""
    mention = reading.mentions[index]
    for owned in reversed(reading.mentions[max(0, index - 8) : index]):
        if owned.paragraph != mention.paragraph or owned.sentence < mention.sentence - 1:
            break
        if owned.kind == "description" and owned.owner >= 0 and owned.sort == "person" and not owned.plural:
            owner = reading.mentions[owned.owner]
            if owner.paragraph == owned.paragraph and low == owner.first and owner.person >= 0:
                return owned
    return None


def takes_so(tokens: Sequence[Token]) -> bool:
    """Whether the words behind a subject say how it takes something: "was not about to complain", "had no doubts".

    Args:
        tokens: The words, the verb first.
    """
    words = [token.lower for token in tokens[: 2 + WITHIN]]
    while words and words[0] in {"himself", "herself", "however", "though", ",", "meanwhile", "too"}:
        words = words[1:]
    if not words:
        return False
    if words[0] in _AGREES or words[:2] == ["went", "further"] or lists.VERBS.get(words[0], ("", ""))[1] == "call":
        return True
    if words[:3] == _COULD[0] or words[:2] in _COULD[1:]:
        return words[words.index("have") + 1 :][:1] == ["been"]
    if words[0] in {"had", "has"} and words[1:2] == ["no"]:
        return not _NO.isdisjoint(words[2:])
    return words[0] in _BE | _NOT and _is_so(words)


def _is_so(words: Sequence[str]) -> bool:
    """Whether what stands behind "was" is how somebody takes something, not what they are or what was done to them."""
    words = [word for word in words if word not in _BE]
    while words and (words[0].endswith("ly") and words[0] not in _COMPARES | _NOT):
        words = words[1:]
    if not words:
        return False
    first, behind = words[0], words[1:]
    if first in _NOT and behind:
        return behind[0] in _ABOUT_TO | _FEELS or (behind[0] == "in" and _is_so(behind))
    if first == "in":
        return behind[:1] in (["no"], ["little"], ["any"]) and not _NO.isdisjoint(behind[1:])
    if first in _COMPARES and behind:
        return behind[0] not in lists.VERBS and behind[0] not in _PLACED
    unmoved = first.startswith("un") and first.endswith("ed")
    return first in _FEELS or unmoved or [first, *behind[:1]] in (["having", "none"], ["no", "less"])


_PLACED = frozenset({"a", "an", "the", "in", "at", "there"})
"""Words behind "also" that say what or where somebody is."""
