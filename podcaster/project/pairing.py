"""Which line of a script became which of another, where nobody has told: by their words, and by what stands around."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from operator import itemgetter
from typing import TYPE_CHECKING

from podcaster.model import Line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from podcaster.project.alignment import Aligned, Opcode

ALIKE = 0.5
"""Share of common words from which on a line is another version of one. Not fitted."""
MOST_PAIRS = 900
"""Pairs of lines up to which it is looked for which became which: 30 changed lines in a row are changed as a whole."""
MOST_PARTS = 6
"""Lines that one line is looked for as the parts of."""


@dataclass(frozen=True, slots=True)
class Counterpart:
    """Pieces of two scripts that are the same; several of one side where a line was split, or lines joined."""

    old: range
    """Numbers of the first script's."""
    new: range
    """Numbers of the second's."""
    moved: bool = False
    """It stands elsewhere now."""


def find_pairs(old: Sequence[Aligned], new: Sequence[Aligned]) -> tuple[Counterpart, ...] | None:
    """Which pieces became which; None where too much has changed to tell."""
    matcher = SequenceMatcher(None, [_key(piece) for piece in old], [_key(piece) for piece in new], autojunk=False)
    pairs = []
    for tag, start, end, at, to in matcher.get_opcodes():
        if tag == "equal":
            pairs += [
                Counterpart(range(i, i + 1), range(j, j + 1))
                for i, j in zip(range(start, end), range(at, to), strict=True)
            ]
        elif tag == "replace":
            lines = [number for number in range(start, end) if isinstance(old[number], Line)]
            others = [number for number in range(at, to) if isinstance(new[number], Line)]
            if len(lines) * len(others) > MOST_PAIRS:
                return None
            pairs += _in_block(old, new, lines, others)
    return (*pairs, *_moved(old, new, pairs))


def _key(piece: Aligned) -> object:
    return ("line", piece.text) if isinstance(piece, Line) else piece


def _moved(old: Sequence[Aligned], new: Sequence[Aligned], pairs: Sequence[Counterpart]) -> Iterator[Counterpart]:
    """Lines that are gone in one place and are there in another."""
    paired, there = {i for pair in pairs for i in pair.old}, {j for pair in pairs for j in pair.new}
    gone: dict[str, list[int]] = {}
    for number, piece in enumerate(old):
        if isinstance(piece, Line) and number not in paired:
            gone.setdefault(piece.text, []).append(number)
    for number, piece in enumerate(new):
        if isinstance(piece, Line) and number not in there and gone.get(piece.text):
            before = gone[piece.text].pop(0)
            yield Counterpart(range(before, before + 1), range(number, number + 1), moved=True)


def _in_block(
    old: Sequence[Aligned], new: Sequence[Aligned], lines: Sequence[int], others: Sequence[int]
) -> Iterator[Counterpart]:
    """Pairs among changed lines: those that are alike, and then as many as before between them."""
    found = _likest([old[i] for i in lines], [new[j] for j in others])
    begin = start = 0
    for i, more, j, many in (*found, (len(lines), 0, len(others), 0)):
        if i - begin == j - start:
            for one, other in zip(lines[begin:i], others[start:j], strict=True):
                yield Counterpart(range(one, one + 1), range(other, other + 1))
        if more:
            yield Counterpart(range(lines[i], lines[i + more - 1] + 1), range(others[j], others[j + many - 1] + 1))
        begin, start = i + more, j + many


def _likest(old: Sequence[Aligned], new: Sequence[Aligned]) -> list[Opcode]:
    """The pairs in order that are alike most in all: number and count of the old, number and count of the new."""
    best: dict[tuple[int, int], tuple[float, Opcode | None]] = {}
    for i in range(len(old), -1, -1):
        for j in range(len(new), -1, -1):
            if i == len(old) or j == len(new):
                best[i, j] = 0.0, None
                continue
            ways = [
                (score + best[i + more, j + many][0], (i, more, j, many)) for more, many, score in _ways(old, new, i, j)
            ]
            best[i, j] = max((*ways, best[i + 1, j], best[i, j + 1]), key=itemgetter(0))
    found = []
    step = best[0, 0][1]
    while step:
        found.append(step)
        i, more, j, many = step
        step = best[i + more, j + many][1]
    return found


def _ways(old: Sequence[Aligned], new: Sequence[Aligned], i: int, j: int) -> Iterator[tuple[int, int, float]]:
    """How lines may be the same that begin at some place: how many of each side, and how alike they are."""
    one, other = old[i], new[j]
    assert isinstance(one, Line)
    assert isinstance(other, Line)
    if many := _parts(one.text, new[j:]):
        yield 1, many, float(many)
    elif more := _parts(other.text, old[i:]):
        yield more, 1, float(more)
    elif (score := _likeness(one.text, other.text)) >= ALIKE:
        yield 1, 1, score


def _parts(whole: str, lines: Sequence[Aligned]) -> int:
    """How many lines, two at least, say together what one line says; 0: it is not so."""
    said = ""
    for count, line in enumerate(lines[:MOST_PARTS], 1):
        assert isinstance(line, Line)
        said = f"{said} {line.text}".lstrip()
        if said == whole:
            return count if count > 1 else 0
        if not whole.startswith(said):
            return 0
    return 0


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()
