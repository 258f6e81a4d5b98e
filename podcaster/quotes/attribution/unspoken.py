"""Tells whose words a sentence leaves open: of whom it says what he was told, called, accused of or left feeling."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from podcaster.quotes.attribution.charges import is_answered
from podcaster.quotes.lists import words_in
from podcaster.quotes.mentions.happenings import is_happening

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.attribution.candidates import Standing
    from podcaster.quotes.coreference.analysis import Reading
    from podcaster.quotes.mentions.clause import Clause
    from podcaster.quotes.words.tokens import Token

_BE = words_in("attribution", "unspoken be")
_NOMINATIVE = frozenset({"he", "she", "they", "i", "we"})
_TOLD = words_in("attribution", "unspoken told")
"""Verbs whose object hears the words."""
_THOUGHT = words_in("attribution", "unspoken thought")
"""Verbs whose passive tells what people say or think of its subject."""
_PUNISHED = words_in("attribution", "unspoken punished")
"""What is done to somebody for, over or with what others say of him."""
_GIVEN = words_in("attribution", "unspoken given")
"""Verbs whose passive has the receiver as its subject, when a thing follows."""
_LEFT = frozenset({"leave", "make", "render"})
_ACTIVE = frozenset({"say", "speak", "call", "source", "colon"})
_OF_DOING = frozenset({"IN", "AUX", "ING", "TO", "RB", "DT", "PRP$"})
_FAR = 80
"""Words to either side of a passage among which the verbs of its sentence are looked for."""
_WIDE = 40
"""Words before a passage within which its verb is looked for."""


def is_left_open(reading: Reading, place: Standing) -> bool:
    """Whether a passage's sentence tells what somebody was told, called or accused of, and nobody who says so.

    Args:
        reading: The article, read.
        place: Where the passage stands.
    """
    tokens, at = place.paragraph.tokens, place.token
    held = reading.clauses[place.paragraph.index]
    low = bisect_left(held, max(place.begin, at - _FAR), key=lambda clause: clause.verb)
    high = bisect_left(held, min(place.end, at + _FAR), key=lambda clause: clause.verb)
    clauses = held[low:high]
    if is_answered(tokens, place.begin, at) or _is_accused(tokens, clauses, at):
        return True
    hears = next((clause for clause in clauses if clause.base == "hear" and clause.verb < at), None)
    told = _told_behind(tokens, place)
    count = len(clauses)
    clauses = [each for each in clauses if not _denies(reading, place, each)]
    denied = count > len(clauses)
    clauses = [each for each in clauses if not _is_bidden(tokens, place.begin, each)]
    ends = next(
        (one for one in range(at, min(place.end, at + _FAR)) if tokens[one].tag == "CC"), at if told else place.end
    )
    if any(_reports(each) for each in clauses if each.verb < ends):
        return False
    if _is_told_of(tokens, at) or is_happening(tokens, place.begin):
        return True
    if any(each.form == "passive" and each.sort == "common" and at - 2 <= each.verb < at for each in clauses):
        return True  # "schools must bin books deemed “lewd”"
    if told or denied or (hears is not None and _is_court(reading, hears)):
        return True
    return _is_done(reading, place, clauses)


def _is_accused(tokens: Sequence[Token], clauses: Sequence[Clause], at: int) -> bool:
    """Whether a passage is what somebody is accused of, and nobody says by whom: "MPs accused of “sitting on” it"."""
    active = [each for each in clauses if each.verb < at and each.sort in _ACTIVE and each.subject >= 0]
    if not active or active[-1].base != "accuse" or active[-1].form != "passive":
        return False
    return all(token.tag in _OF_DOING for token in tokens[active[-1].verb + 1 : at])


def _is_done(reading: Reading, place: Standing, clauses: Sequence[Clause]) -> bool:
    """Whether the verbs before a passage say what is done to their subject: the nearest, or that he is told of it."""
    tokens, at, nearest = place.paragraph.tokens, place.token, True
    for verb in range(at - 1, max(place.begin, at - _WIDE) - 1, -1):
        token = tokens[verb]
        if token.tag == ";" or (token.tag == "CC" and verb > place.begin and tokens[verb - 1].tag == ","):
            return False
        if token.tag != "V" or tokens[verb - 1].tag == "TO":
            nearest &= token.tag != "V"
            continue
        if _is_passive(tokens, verb, place.begin):
            if not _stems(token).isdisjoint(_TOLD | _THOUGHT) or (nearest and _is_about(tokens, verb, at)):
                return not any(each.verb == verb and each.form == "by" for each in clauses)
        elif nearest and token.base in _LEFT and verb == _before_object(reading, place):
            return True
        elif token.verb != "common":
            return False
        nearest = False
    return False


def _reports(clause: Clause) -> bool:
    """Whether a clause has somebody who says something: not "Roe was told", "his claim", "accused of making"."""
    return clause.subject >= 0 and clause.sort in _ACTIVE and clause.form != "passive"


def _is_bidden(tokens: Sequence[Token], begin: int, clause: Clause) -> bool:
    """Whether a verb says what somebody was told to do: "Drivers were warned to expect"."""
    verb = clause.verb - 2
    if verb < begin or clause.form != "infinitive" or tokens[verb + 1].tag != "TO":
        return False
    return tokens[verb].base in _TOLD and _is_passive(tokens, verb, begin)


def _is_told_of(tokens: Sequence[Token], at: int) -> bool:
    """Whether a passage says what somebody is who stands before it: "a man who “lived for his garden”"."""
    while at > 1 and tokens[at - 1].tag in {"AUX", "RB"}:
        at -= 1
    return at > 1 and tokens[at - 1].lower in {"who", "which", "whose"} and tokens[at - 2].tag in {"NN", "NNP"}


def _denies(reading: Reading, place: Standing, clause: Clause) -> bool:
    """Whether a charge is quoted: "he denies “making threats to kill”"."""
    if clause.base != "deny" or clause.verb != place.token - 1:
        return False
    token = place.paragraph.tokens[place.token]
    first = reading.text[token.start : token.end].strip("“”\"‘’'").partition(" ")[0]
    return first.endswith("ing") and len(first) > 4


def _told_behind(tokens: Sequence[Token], place: Standing) -> bool:
    """Whether what follows a passage is who heard it: "“You must wait,” Roe was told"."""
    for verb in range(place.token + 1, min(place.end, place.token + 9)):
        if tokens[verb].tag == "V":
            behind = tokens[verb + 1].lower if verb + 1 < place.end else ""
            told = tokens[verb].base in _TOLD and _is_passive(tokens, verb, place.token)
            return told and behind != "by" and not any(token.tag == "Q" for token in tokens[place.begin : place.token])
    return False


def _is_court(reading: Reading, clause: Clause) -> bool:
    """Whether a court or several people hear something: not one person, who may say what he heard."""
    mention = reading.mentions[clause.subject] if clause.subject >= 0 else None
    return mention is not None and mention.kind == "description" and (mention.plural or mention.sort == "body")


def _is_passive(tokens: Sequence[Token], verb: int, begin: int) -> bool:
    """Whether a participle stands behind a form of "be", or "told" before "he"."""
    at = verb - 1
    while at >= begin and tokens[at].tag in {"AUX", "RB"}:
        if tokens[at].lower in _BE:
            return True
        at -= 1
    if at >= begin and tokens[at].lower in _BE:
        return True
    behind = tokens[verb + 1] if verb + 1 < len(tokens) else None
    return behind is not None and tokens[verb].base in _TOLD and behind.lower in _NOMINATIVE


def _is_about(tokens: Sequence[Token], verb: int, at: int) -> bool:
    """Whether the passive of the verb before a passage has the words said of its subject, or to him."""
    token, behind = tokens[verb], tokens[verb + 1]
    if tokens[at - 1].tag == "AUX":
        return False  # "who was dismissed, is “appalled”"
    stems = _stems(token)
    if not stems.isdisjoint(_GIVEN):
        return behind.tag in {"DT", "CD", "NN", "PRP$"} or verb + 1 == at
    if not stems.isdisjoint(_PUNISHED):
        return behind.tag == "IN" or behind.lower == "as"
    return token.verb in {"call", "speak", "say"}


def _stems(token: Token) -> set[str]:
    """What the base of a participle may be: of "fined", "handed", "banned"."""
    return {token.base, token.lower[:-1], token.lower[:-2], token.lower[:-3]}


def _before_object(reading: Reading, place: Standing) -> int:
    """The token before whom stands right before the passage: "left | pupils “sobbing”"; -1 where nobody does."""
    begin, end = reading.spans[place.paragraph.index]
    low = bisect_left(reading.mentions, place.token - _WIDE, begin, end, key=lambda mention: mention.first)
    for mention in reading.mentions[low : min(end, low + _WIDE)]:
        if mention.last == place.token:
            return mention.first - 1
    return -1
