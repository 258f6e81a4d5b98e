"""What should be said against what was heard: where the two differ by more than accents and spellings do.

The phonemes of both are aligned; a run of differences is a fault when it weighs enough. A name that the recogniser does
not know is written down as the words that sound like it, so a name is at fault only when most of it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcaster.hearing.alignment import Pair, align
from podcaster.hearing.findings import Fault
from podcaster.hearing.sounds import distance

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from podcaster.hearing.phonemes import Word

WEIGHT = 1.6
"""Phonemes' worth of difference from which a run is a fault."""
SHARE = 0.38
"""Share of a word, or of the longer side of a run, that must differ, in phonemes' worth."""
NAME_SHARE = 0.65
"""The same of a run with a name in it."""
BRIDGE = 1
"""Phonemes that agree between two differences of one run."""
WHOLE = 0.42
"""Share of a line from which on it is heard as another."""
ONE_SIDED = 0.75
"""Share of a run's weight that is missing (or too much) in words that are dropped (or added)."""

ALONE = 0.6
"""Share of a heard word's phonemes beside which nothing should be said, from which on the word is too many."""
ALIKE = 0.2
"""Difference of two runs of phonemes, per phoneme, up to which one is the other again."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A run of a line that is heard otherwise."""

    fault: Fault
    """In which way it differs."""
    said: tuple[int, int]
    """Which words of what should be said: half-open."""
    heard: tuple[int, int]
    """Which words of what was heard."""
    weight: float
    """How much differs, in phonemes."""


def differences(said: Sequence[Word], heard: Sequence[Word], names: Collection[str] = ()) -> list[Difference]:
    """The faults of a line.

    Args:
        said: What should be said.
        heard: What was heard.
        names: Words of ``said``, in small letters, that are names.
    """
    pairs = align(said, heard)
    total = sum(len(word.sounds) for word in said)
    weight = sum(pair.cost for pair in pairs)
    if not heard or (total and weight - _extra(pairs) > WHOLE * total):
        return [Difference(Fault.OTHER, (0, len(said)), (0, len(heard)), weight)] if total else []
    found = (_judge(pairs, begin, end, said, heard, names) for begin, end in _runs(pairs))
    return [item for item in found if item is not None]


def _extra(pairs: Sequence[Pair]) -> float:
    return sum(pair.cost for pair in pairs if pair.said is None)


def _runs(pairs: Sequence[Pair]) -> list[tuple[int, int]]:
    """Runs of pairs that differ, with no more than :data:`BRIDGE` pairs between them that agree."""
    runs: list[tuple[int, int]] = []
    for at, pair in enumerate(pairs):
        if not pair.cost:
            continue
        if runs and at - runs[-1][1] <= BRIDGE:
            runs[-1] = (runs[-1][0], at + 1)
        else:
            runs.append((at, at + 1))
    return runs


def _judge(
    pairs: Sequence[Pair],
    begin: int,
    end: int,
    said: Sequence[Word],
    heard: Sequence[Word],
    names: Collection[str],
) -> Difference | None:
    """A run of differences as a fault; None when it is too small for one."""
    run = pairs[begin:end]
    weight = sum(pair.cost for pair in run)
    if weight < WEIGHT:
        return None
    dropped = sum(pair.cost for pair in run if pair.heard is None)
    added = sum(pair.cost for pair in run if pair.said is None)
    first = _span(pairs, begin, end, "said")
    other = _span(pairs, begin, end, "heard")
    if added >= ONE_SIDED * weight:
        words = [at for at in range(*other) if _alone(pairs, at) > ALONE]
        if words:
            span = (words[0], words[-1] + 1)
            return Difference(_added(said, heard, span), (first[0], first[0]), span, weight)
    touched = [at for at in range(*first) if _share(pairs, at, "said") > 0]
    size = max(_size(said[first[0] : first[1]]), _size(heard[other[0] : other[1]]))
    limit = NAME_SHARE if any(_is_name(said[at], names) for at in touched) else SHARE
    worst = [at for at in touched if _share(pairs, at, "said") >= limit]
    if not worst and weight < limit * size:
        return None
    span = (worst[0], worst[-1] + 1) if worst else first
    fault = Fault.DROPPED if dropped >= ONE_SIDED * weight else Fault.MISHEARD
    return Difference(fault, span, other, weight)


def _size(words: Sequence[Word]) -> int:
    return sum(len(word.sounds) for word in words)


def _span(pairs: Sequence[Pair], begin: int, end: int, side: str) -> tuple[int, int]:
    """Which words a run of pairs touches; an empty span behind the last word before it when it touches none."""
    words = [at for pair in pairs[begin:end] if (at := getattr(pair, side)) is not None]
    if words:
        return words[0], words[-1] + 1
    before = [at for pair in pairs[:begin] if (at := getattr(pair, side)) is not None]
    place = before[-1] + 1 if before else 0
    return place, place


def _share(pairs: Sequence[Pair], word: int, side: str) -> float:
    """How much of a word differs: the costs of its phonemes over their number."""
    costs = [pair.cost for pair in pairs if getattr(pair, side) == word]
    return sum(costs) / len(costs) if costs else 0.0


def _alone(pairs: Sequence[Pair], word: int) -> float:
    """How much of a heard word stands beside nothing that should be said."""
    sounds = [pair.said is None for pair in pairs if pair.heard == word]
    return sum(sounds) / len(sounds) if sounds else 0.0


def _is_name(word: Word, names: Collection[str]) -> bool:
    return word.text.casefold().removesuffix("’s").removesuffix("'s") in names


def _added(said: Sequence[Word], heard: Sequence[Word], span: tuple[int, int]) -> Fault:
    """Whether added words are a repetition of what should be said."""
    more = [sound for word in heard[slice(*span)] for sound in word.sounds]
    line = [sound for word in said for sound in word.sounds]
    size = len(more)
    runs = (line[at : at + size] for at in range(len(line) - size + 1))
    near = (sum(distance(one, other) for one, other in zip(more, run, strict=True)) for run in runs)
    return Fault.REPEATED if min(near, default=size) <= ALIKE * size else Fault.ADDED
