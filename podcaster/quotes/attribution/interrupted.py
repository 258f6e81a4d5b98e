"""A line that is cut off, and its rest behind whoever broke in: one speaker's, who may be called by name meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.model import QuoteKind
from podcaster.quotes.attribution.calling import called_by, called_in
from podcaster.quotes.attribution.model import TAGS, Way
from podcaster.quotes.mentions.given_names import is_given_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from podcaster.quotes.attribution.model import Attribution
    from podcaster.quotes.coreference.analysis import Reading
    from podcaster.quotes.detection.passages import Passage
    from podcaster.quotes.words.tokens import Paragraph

_DASHES = ("—", "–", "--", "-")
REACH = 3
"""Paragraphs from what was cut off to its rest at most."""
LIKELY = 0.8
"""Probability of one who is taken for the speaker because who broke in called them by name. By hand."""


def resume(
    reading: Reading,
    passages: Sequence[Passage],
    found: Sequence[Attribution],
    where: Mapping[int, tuple[Paragraph, int]],
) -> None:
    """Gives what was cut off, and a passage that goes on with a dash behind somebody else's words, to one person.

    Args:
        reading: The text, read; whoever is only called by name is added to its people.
        passages: Its top-level passages.
        found: Their attributions, which are changed.
        where: The paragraph and token of each passage.
    """
    for number, passage in enumerate(passages):
        if number not in where or not _inner(reading, passage).startswith(_DASHES):
            continue
        cut = _cut_off(reading, passages, where, number)
        if cut < 0:
            continue
        between = range(cut + 1, number)
        others = {found[at].person for at in between}
        told = [one for one in (found[number], found[cut]) if one.way in TAGS and one.person not in {-1, *others}]
        if len(told) == 1:
            _give(found, (cut, number), told[0].person, told[0].confidence)
        elif not told:
            called = {person for at in between for person in _called(reading, passages[at])} - others
            if len(called) == 1:
                _give(found, (cut, number), called.pop(), LIKELY)


def _inner(reading: Reading, passage: Passage) -> str:
    return reading.text[passage.inner_start : passage.inner_end].strip()


def _cut_off(
    reading: Reading, passages: Sequence[Passage], where: Mapping[int, tuple[Paragraph, int]], number: int
) -> int:
    """The passage that was cut off before another one, with somebody's words in a paragraph between; -1 for none."""
    own = where[number][0].index
    for at in range(number - 1, -1, -1):
        if at not in where or own - where[at][0].index > REACH:
            break
        apart = any(where[at][0].index < where[one][0].index < own for one in range(at + 1, number) if one in where)
        if passages[at].kind is QuoteKind.SPEECH and apart and _inner(reading, passages[at]).endswith(_DASHES):
            return at
    return -1


def _called(reading: Reading, passage: Passage) -> set[int]:
    """Whom a passage calls by name; somebody new where nobody has that name."""
    known = set(called_in(reading, passage))
    names = [] if known else [name for name in called_by(reading, passage) if is_given_name(name[0])]
    return known or {reading.people.add(name, sort="person").number for name in names[:1]}


def _give(found: Sequence[Attribution], numbers: tuple[int, ...], person: int, confidence: float) -> None:
    for number in numbers:
        one = found[number]
        if one.person != person:
            one.person, one.confidence, one.shares = person, min(confidence, LIKELY), {person: min(confidence, LIKELY)}
            one.evidence, one.verb, one.way = (), "", Way.TURN
