"""Gives the untagged turns of a conversation to the people who take turns in it, by what stands before and behind.

A run of short paragraphs that begin with quoted words is a conversation. Its tagged turns are known; the others are
found together, forward and backward: two people alternate, nobody answers himself, and nobody calls himself by name.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcaster.model import QuoteKind
from podcaster.quotes.attribution.dialogue import talk_of
from podcaster.quotes.attribution.model import TAGS, Way
from podcaster.quotes.words.paragraphs import last_mark

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from podcaster.quotes.attribution.dialogue import Talk
    from podcaster.quotes.attribution.model import Attribution
    from podcaster.quotes.coreference.analysis import Reading
    from podcaster.quotes.detection.passages import Passage
    from podcaster.quotes.words.tokens import Paragraph

TAGGED = TAGS | {Way.INTRODUCED}
"""Ways that settle a turn by itself."""
LOOSE, TAKES_PART = 0.5, 0.3
"""What a likely speaker of an untagged turn, or one who acts there, counts for against that of a tagged one, and from
which sum on somebody takes part. By hand, with the figures below."""
SHORTEST = 3
"""Turns of a conversation at least."""
UNTAGGED = 3
"""Untagged turns that are next to another one, in a conversation without questions."""
SHORT_TURN = 160
"""Characters of most turns of a conversation at most; the paragraphs of a long quotation are longer."""
LONGEST = 60
"""Turns that are decided together; a longer conversation is cut."""
PARTIES = 6
"""People who are weighed at once: those of the tagged turns near by, the most frequent first."""
SAME, BACK, OTHER = 0.06, 1.0, 0.3
"""How likely who spoke last goes on in a paragraph of their own, who spoke before that answers, and somebody else does.
By hand from ten written scenes; halved or doubled, none of their turns changes."""
BREAK = 0.45
"""What ``SAME`` is where narration stands between two turns."""
BEAT = 8.0
"""How much likelier who acts in the turn's own paragraph is than any other party."""
NAMED_HERE, SPOKEN_OF, CALLED = -3.5, -1.0, 1.2
"""Log odds of a party whom the turn addresses, whom it names, and whom the turn before addressed."""


@dataclass(slots=True)
class _Turn:
    """One party's paragraph."""

    paragraph: int
    passages: list[int]
    tagged: bool
    talk: Talk
    local: dict[int, float]
    length: int = 0
    """Characters of its passages."""
    asks: bool = False
    """Its last passage is a question."""
    gap: int = 1
    """Paragraphs since the turn before."""


def converse(
    reading: Reading,
    passages: Sequence[Passage],
    found: Sequence[Attribution],
    where: Mapping[int, tuple[Paragraph, int]],
) -> None:
    """Mends the attributions of the untagged turns of conversations.

    Args:
        reading: The article, read.
        passages: Its top-level passages.
        found: Their attributions, which are changed.
        where: The paragraph and token of each passage.
    """
    for run in _runs(_turns(reading, passages, found, where)):
        for begin in range(0, len(run), LONGEST):
            _settle(run[begin : begin + LONGEST], found)


def _turns(
    reading: Reading,
    passages: Sequence[Passage],
    found: Sequence[Attribution],
    where: Mapping[int, tuple[Paragraph, int]],
) -> list[_Turn]:
    turns: list[_Turn] = []
    before: list[int] = []
    for number, passage in enumerate(passages):
        if passage.kind is not QuoteKind.SPEECH or number not in where or passage.label or "block" in passage.flags:
            continue
        paragraph, token = where[number]
        if turns and turns[-1].paragraph == paragraph.index:
            turns[-1].passages.append(number)
            if found[number].way in TAGS and not turns[-1].tagged:
                turns[-1].tagged, turns[-1].local = True, dict(found[number].shares)
        else:
            one = found[number]
            tagged = one.way in TAGGED or "continued" in passage.flags
            gap = paragraph.index - turns[-1].paragraph if turns else 99
            if token > 0 and not tagged and paragraph.tokens[0].tag != "Q" and one.way is not Way.BEAT:
                tagged = True  # Inside a sentence of the narrator's: no turn of its own.
            turns.append(_Turn(paragraph.index, [number], tagged, talk_of(reading, passages, number, before),
                               dict(one.shares if tagged else one.acting), gap=gap))  # fmt: skip
        turns[-1].length += passage.inner_end - passage.inner_start
        turns[-1].asks = last_mark(reading.text, passage) == "?"
        before.append(number)
    return turns


def _runs(turns: Sequence[_Turn]) -> list[list[_Turn]]:
    """The conversations: turns with no more than a paragraph between them, some of them untagged beside another."""
    runs: list[list[_Turn]] = []
    for turn in turns:
        if turn.gap <= 2 and runs:
            runs[-1].append(turn)
        else:
            runs.append([turn])
    return [run for run in runs if _converses(run)]


def _converses(run: Sequence[_Turn]) -> bool:
    """Whether turns are a conversation's: short, and untagged ones among them that are no more words of one speaker.

    In news "More words." behind "Words," said Roe is hers; behind a question, or where most turns have no tag, not.
    """
    if len(run) < SHORTEST or sum(turn.length for turn in run) > SHORT_TURN * len(run):
        return False
    free = [at for at, turn in enumerate(run) if not turn.tagged and (turn.gap == 1 or at == 0)]
    answers = [at for at in free if at and run[at - 1].asks]
    return len(free) >= UNTAGGED or (bool(answers) and len(free) <= 2 * len(answers))


def _settle(run: Sequence[_Turn], found: Sequence[Attribution]) -> None:
    parties = _parties(run)
    if len(parties) < 2:
        return
    posterior = _forward_backward(run, parties)
    for turn, shares in zip(run, posterior, strict=True):
        if turn.tagged:
            continue
        for number in turn.passages:
            one = found[number]
            person = max(shares, key=lambda party: shares[party])
            if one.person != person:
                one.evidence, one.verb = (), ""
            one.person, one.confidence, one.shares, one.way = person, shares[person], dict(shares), Way.TURN


def _parties(run: Sequence[_Turn]) -> list[int]:
    """Who takes part: the likeliest of each tagged turn, and whoever acts beside an untagged one."""
    weight: dict[int, float] = {}
    for turn in run:
        for party, share in turn.local.items():
            weight[party] = weight.get(party, 0.0) + share * (1.0 if turn.tagged else LOOSE)
        for party in turn.talk.here:
            weight[party] = weight.get(party, 0.0) + LOOSE
    ranked = sorted((party for party in weight if weight[party] >= TAKES_PART), key=lambda party: -weight[party])
    return ranked[:PARTIES]


def _odds(turn: _Turn, party: int) -> float:
    """How well a party fits a turn by itself."""
    if turn.tagged:
        return turn.local.get(party, 0.0) + 1e-4
    talk = turn.talk
    odds = CALLED * (party in talk.before)
    odds += NAMED_HERE if party in talk.here else SPOKEN_OF if party in talk.named else 0.0
    return math.exp(odds) * (1.0 + BEAT * turn.local.get(party, 0.0))


def _step(turn: _Turn, party: int, last: int, before: int) -> float:
    """How likely a party speaks behind two others."""
    if party == last:
        return BREAK if turn.gap > 1 else SAME
    return BACK if party == before else OTHER


def _forward_backward(run: Sequence[_Turn], parties: Sequence[int]) -> list[dict[int, float]]:
    """The probability of each party at each turn; a state is the last two who spoke."""
    states = [(before, last) for before in parties for last in parties]
    forward: list[dict[tuple[int, int], float]] = []
    for at, turn in enumerate(run):
        own = {party: _odds(turn, party) for party in parties}
        if at == 0:
            table = {(before, last): own[last] / len(parties) for before, last in states}
        else:
            table = dict.fromkeys(states, 0.0)
            for (before, last), weight in forward[-1].items():
                for party in parties:
                    table[(last, party)] += weight * own[party] * _step(turn, party, last, before)
        total = sum(table.values())
        forward.append({state: weight / total for state, weight in table.items()})
    backward = dict.fromkeys(states, 1.0)
    posterior: list[dict[int, float]] = []
    for at in range(len(run) - 1, -1, -1):
        shares = dict.fromkeys(parties, 0.0)
        for (before, last), weight in forward[at].items():
            shares[last] += weight * backward[(before, last)]
        total = sum(shares.values())
        posterior.append({party: share / total for party, share in shares.items()})
        turn = run[at]
        own = {party: _odds(turn, party) for party in parties}
        earlier = {
            (before, last): sum(
                own[party] * _step(turn, party, last, before) * backward[(last, party)] for party in parties
            )
            for before, last in states
        }
        top = max(earlier.values())
        backward = {state: weight / top for state, weight in earlier.items()}
    return posterior[::-1]
