"""Decides a story's turns together: who speaks depends on who spoke in the two turns before (a chain of order two).

The probability of a whole conversation is proportional to exp(sum of the weights of its features), those of each turn
by itself and those of each change of speaker (a conditional random field). The posterior of each turn, by the
forward-backward algorithm, is what is told as the probability of its speaker.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from podcaster.quotes.choice import score

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from podcaster.quotes.attribution.parties import Options
    from podcaster.quotes.attribution.turns import Turn
    from podcaster.quotes.coreference.people import People

NOBODY = -1
APART = 8
"""Paragraphs between two turns from which on they belong to different conversations."""
LONGEST = 64
"""Turns that are decided together at most; a longer conversation is cut."""


def conversations(held: Sequence[Options]) -> list[list[Options]]:
    """The turns of a text, those together that belong to one conversation."""
    runs: list[list[Options]] = []
    for one in held:
        if runs and one.turn.gap < APART and len(runs[-1]) < LONGEST:
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs


MANY = 4
"""People who speak around a turn, from which on a conversation has many."""
TOLD = 0.5
"""Probability from which on the narration beside a turn is about somebody."""
HOWS = ("same", "back", "new", "other")
"""How a turn's speaker stands to those before: the last one, the one before the last, the second, somebody else."""


def how_of(earlier: int, last: int, person: int) -> str:
    """Which of ``HOWS`` it is."""
    if person == last:
        return "same"
    return "back" if person == earlier else "new" if earlier == NOBODY else "other"


def changes(turn: Turn, before: Turn, how: str) -> list[str]:
    """The features of a change of speaker that are the same for all people.

    Args:
        turn: The turn.
        before: The turn before it in the conversation.
        how: One of ``HOWS``.
    """
    gap = "next" if turn.gap == 1 else "narration" if turn.gap == 2 else "far"
    tagged = "tag" if turn.tag is not None else "beat" if turn.beats else "bare"
    features = [f"{how} {gap}", f"{how} {tagged}", f"{how} {gap} {tagged}", f"{how} of {min(turn.company, MANY)}"]
    if turn.tag is not None or turn.beats:
        features.append(f"{how} by {turn.tag.kind if turn.tag is not None else turn.beats[0].kind}")
    if before.asks:
        features.append(f"{how} asked {gap}")
    return features


def exchanges(turn: Turn, before: Turn, last: int, person: int, people: People) -> list[str]:
    """The features of one person's speaking behind another one.

    Args:
        turn: The turn.
        before: The turn before it in the conversation.
        last: Who spoke in the turn before.
        person: Who speaks now.
        people: The people of the text.
    """
    features: list[str] = []
    if turn.tag is None and turn.told.get(person, 0.0) > TOLD:
        features.append("told same" if person == last else "told other")
    if turn.follows.get(person, 0.0) > TOLD:
        features.append("follows same" if person == last else "follows other")
    if person != last:
        if person in before.here:
            features.append("answers the call")
        elif before.here:
            features.append("another was called")
        if person in before.hearers:
            features.append("was spoken to")
        elif before.present.get(person, 0.0) > TOLD:
            features.append("was there before")
        if last in turn.here:
            features.append("calls who spoke")
        elif turn.here:
            features.append("calls another")
        if before.to and people.all[person].gender:
            features.append(f"answers to {people.all[person].gender == before.to}")
    if turn.to and people.all[last].gender:
        features.append(f"to {people.all[last].gender == turn.to}")
    return features


def posteriors(run: Sequence[Options], weights: Mapping[str, float], people: People) -> list[dict[int, float]]:
    """The probability of each person at each turn of a conversation.

    Args:
        run: Its turns, with who can have said each.
        weights: Of the features.
        people: The people of the text.
    """
    own = [_powers(one, weights) for one in run]
    table: dict[tuple[int, int], float] = {(NOBODY, person): power for person, power in own[0].items()}
    forward, steps = [table], [dict[tuple[int, int, int], float]()]
    for before, one, powers in zip(run, run[1:], own[1:], strict=False):
        turned = {how: math.exp(score(changes(one.turn, before.turn, how), weights)) for how in HOWS}
        pairs = {
            (last, person): power * math.exp(score(exchanges(one.turn, before.turn, last, person, people), weights))
            for last in before.people
            for person, power in powers.items()
        }
        grown: dict[tuple[int, int], float] = {}
        step: dict[tuple[int, int, int], float] = {}
        for (earlier, last), weight in table.items():
            for person in one.people:
                gain = pairs[last, person] * turned[how_of(earlier, last, person)]
                step[earlier, last, person] = gain
                grown[last, person] = grown.get((last, person), 0.0) + weight * gain
        total = sum(grown.values()) or 1.0
        table = {state: weight / total for state, weight in grown.items()}
        forward.append(table)
        steps.append(step)
    return _backward(forward, steps)


def _powers(one: Options, weights: Mapping[str, float]) -> dict[int, float]:
    scores = [score(features, weights) for features in one.features]
    top = max(scores, default=0.0)
    return {person: math.exp(value - top) for person, value in zip(one.people, scores, strict=True)}


def _backward(
    forward: Sequence[dict[tuple[int, int], float]], steps: Sequence[dict[tuple[int, int, int], float]]
) -> list[dict[int, float]]:
    found: list[dict[int, float]] = []
    behind: dict[tuple[int, int], float] = dict.fromkeys(forward[-1], 1.0) if forward else {}
    for at in range(len(forward) - 1, -1, -1):
        shares: dict[int, float] = {}
        for (last, person), weight in forward[at].items():
            shares[person] = shares.get(person, 0.0) + weight * behind.get((last, person), 0.0)
        total = sum(shares.values()) or 1.0
        found.append({person: share / total for person, share in shares.items()})
        earlier: dict[tuple[int, int], float] = {}
        for (before, last, person), gain in steps[at].items():
            earlier[before, last] = earlier.get((before, last), 0.0) + gain * behind.get((last, person), 0.0)
        top = max(earlier.values(), default=1.0) or 1.0
        behind = {state: weight / top for state, weight in earlier.items()}
    return found[::-1]
