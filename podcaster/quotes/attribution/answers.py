"""Whose a given name is that only the talk uses: "Rebecca" is Mrs. Peck, when it is she who answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes.attribution.identity import become
from podcaster.quotes.mentions.given_names import guess_genders, is_given_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from podcaster.quotes.attribution.calling import Vocative
    from podcaster.quotes.attribution.model import Attribution
    from podcaster.quotes.attribution.parties import Options
    from podcaster.quotes.coreference.analysis import Reading
    from podcaster.quotes.coreference.meant import References
    from podcaster.quotes.coreference.people import Person

SPOKE, ANSWERS = 0.6, 1.0
"""What having spoken before a call, and speaking behind it, say for somebody as the one called: who is called answers
more often than he has just spoken."""
LIKELY = 0.4
"""Probability from which on somebody without a name is taken at his word."""
ENOUGH, CLEARLY = 0.3, 1.5
"""Evidence a call from which on the name is somebody's, and how many times that of anybody else. By cross-validation of
the scenes that the weights of stories are fitted to, with few others tried."""


def who_answers(
    reading: Reading,
    references: References,
    found: Sequence[Attribution],
    turns: Sequence[tuple[Options, Mapping[int, float]]],
    called: Sequence[tuple[Vocative, Person]],
) -> bool:
    """Gives the given names that only the talk uses to those who answer to them, and have only a title and a surname.

    Args:
        reading: The text, read; its people are changed.
        references: The choices made for its pronouns and descriptions, which are changed.
        found: The attributions of its passages, which are changed.
        turns: The turns of the text, each with the probability of everybody who can have spoken.
        called: The names, each with the person who was made of it.

    Returns:
        Whether a name was given to anybody.
    """
    places = {number: at for at, (option, _) in enumerate(turns) for number in option.turn.passages}
    given = False
    for name, person in called:
        evidence = _evidence(name, person, turns, places)
        if name.own and (nameless := _says_own(reading, name, turns, places)) is not None:
            evidence = {nameless: ENOUGH * (len(name.passages) + len(name.own))}
        fitting = {number: worth for number, worth in evidence.items() if _lacks(reading.people.all[number], name)}
        ranked = sorted(fitting, key=lambda number: (-fitting[number], number))
        if not ranked or fitting[ranked[0]] < ENOUGH * (len(name.passages) + len(name.own)):
            continue
        if len(ranked) > 1 and fitting[ranked[0]] < CLEARLY * fitting[ranked[1]]:
            continue
        who = reading.people.all[ranked[0]]
        become(reading, references, found, {person.number: who.number})
        if who.words:
            reading.people.alias(who, name.words)
        else:
            reading.people.lengthen(who, name.words)
            who.description = ""
        given = True
    return given


def who_says(
    reading: Reading,
    references: References,
    found: Sequence[Attribution],
    turns: Sequence[tuple[Options, Mapping[int, float]]],
    claimed: Sequence[tuple[int, int]],
) -> bool:
    """Takes those who say that they are Mrs. Roe, and have no name, for Mrs. Roe.

    Args:
        reading: The text, read; its people are changed.
        references: The choices made for its pronouns and descriptions, which are changed.
        found: The attributions of its passages, which are changed.
        turns: The turns of the text, each with the probability of everybody who can have spoken.
        claimed: The passages in which somebody says who he is, each with the one who has the name.

    Returns:
        Whether anybody was.
    """
    everybody = reading.people.all
    named = {mention.person for mention in reading.mentions if mention.kind == "name"}
    places = {number: at for at, (option, _) in enumerate(turns) for number in option.turn.passages}
    meant: dict[int, int] = {}
    for number, known in claimed:
        shares = turns[places[number]][1] if number in places else {}
        others = {person: share for person, share in shares.items() if person != known and person not in named}
        best = max(others, key=lambda person: others[person], default=-1)
        if best < 0 or best in meant or known in meant or everybody[best].sort != "person":
            continue
        unlike = everybody[best].gender and everybody[known].gender not in {"", everybody[best].gender}
        if not unlike and others[best] >= LIKELY * (1 - shares.get(known, 0.0)):
            meant[best] = known
    become(reading, references, found, meant)
    return bool(meant)


def _evidence(
    name: Vocative, person: Person, turns: Sequence[tuple[Options, Mapping[int, float]]], places: Mapping[int, int]
) -> dict[int, float]:
    held: dict[int, float] = {}
    beside = [(number, step, worth) for number in name.passages for step, worth in ((1, ANSWERS), (-1, SPOKE))]
    beside += [(number, 0, ANSWERS) for number in name.own]
    for number, step, worth in beside:
        at = places.get(number, -9) + step
        if 0 <= at < len(turns):
            for one, share in turns[at][1].items():
                held[one] = held.get(one, 0.0) + worth * share
    for number in name.passages:
        if (at := places.get(number, -1)) >= 0:
            for one, share in turns[at][1].items():
                held[one] = held.get(one, 0.0) - share  # nobody calls himself
    held.pop(person.number, None)
    return held


def _says_own(
    reading: Reading, name: Vocative, turns: Sequence[tuple[Options, Mapping[int, float]]], places: Mapping[int, int]
) -> int | None:
    """Who says "I am Roe" and has no name, where that is likely."""
    for number in name.own:
        shares = turns[places[number]][1] if number in places else {}
        best = max(shares, key=lambda person: shares[person], default=-1)
        if best >= 0 and shares[best] >= LIKELY and not reading.people.all[best].words:
            return best
    return None


def _lacks(person: Person, name: Vocative) -> bool:
    """Whether somebody is known by a title and a surname alone, and can have such a given name, or has no name."""
    if not person.words:
        return bool(name.own)
    if person.sort != "person" or person.plural or len(person.words) != 1 or not person.title or name.title:
        return False
    first = name.words[0]
    shown = guess_genders([first]).get(first, "")
    return len(name.words) == 1 and is_given_name(first) and not (shown and person.gender and shown != person.gender)
