"""Lines cut into captions: as much of one as is read at a glance, with the time at which it is heard."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from itertools import pairwise
from textwrap import TextWrapper
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.sentences import SENTENCE_BREAK, letters_before

if TYPE_CHECKING:
    from podcaster.model import Cue

CLAUSE = on_demand(r"[,;:…–—-][\"”’')]*\s+$")
WORD = on_demand(r"\S+")
LINES = 2
"""Lines of text in a caption: what fits under a picture."""
CLAUSE_WORTH = 0.2
"""How far from the even place a cut is moved to the end of a clause, as a share of the longest caption."""


def split_cue(cue: Cue, width: int, label: str = "") -> list[Cue]:
    """Cut a cue into captions: at sentences where they fit, else at the end of a clause or between words.

    Args:
        cue: A line.
        width: Characters in a line of text; a longer word stands alone.
        label: Stands before the first caption.

    Returns:
        Cues that follow each other without a gap, with all of its words, in lines of text.
    """
    wrapper = TextWrapper(width, break_long_words=False, break_on_hyphens=False)
    words = [match.span() for match in WORD.finditer(cue.text)]
    sentences = {match.end() for match in SENTENCE_BREAK.finditer(cue.text)}
    starts = [0]
    while (reach := _reach(words, starts[-1], width, "" if starts[-1] else label)) < len(words):
        at = starts[-1]
        whole = [place for place in range(at + 1, reach + 1) if words[place][0] in sentences]
        end = next((place for place in range(reach + 1, len(words)) if words[place][0] in sentences), len(words))
        starts.append(whole[-1] if whole else _best_cut(cue.text, words, at, reach, end))
    texts = [
        " ".join(cue.text[slice(*word)] for word in words[start:stop])
        for start, stop in pairwise([*starts, len(words)])
    ]
    texts[0] = label + texts[0]
    times = _times(cue, [words[start][0] for start in starts if start])
    return [
        replace(cue, start=start, end=end, text="\n".join(wrapper.wrap(text)), anchors=())
        for text, (start, end) in zip(texts, pairwise([cue.start, *times, cue.end]), strict=True)
    ]


def _reach(words: list[tuple[int, int]], at: int, width: int, label: str) -> int:
    """The first word that a caption has no room for, when it begins with word ``at``."""
    line, lines = len(label.rstrip()), 1
    for place in range(at, len(words)):
        length = words[place][1] - words[place][0]
        line += length + (1 if line else 0)
        if line > width and place > at:
            line, lines = length, lines + 1
            if lines > LINES:
                return place
    return len(words)


def _best_cut(text: str, words: list[tuple[int, int]], at: int, reach: int, end: int) -> int:
    """The word that the next caption begins with, so that those up to word ``end`` get about equally long."""
    start, stop = words[at][0], words[end - 1][1]
    longest = words[reach - 1][1] - start
    even = start + (stop - start) / -(-(stop - start) // longest)

    def far(place: int) -> float:
        clause = CLAUSE.search(text, words[place - 1][0], words[place][0])
        return abs(words[place][0] - even) - (CLAUSE_WORTH * longest if clause else 0)

    return min(range(at + 1, reach + 1), key=far)


def _times(cue: Cue, offsets: list[int]) -> list[float]:
    """When the words at places of a cue's text are heard: evenly between its anchors."""
    letters = letters_before(cue.text)
    anchors = [(0, cue.start), *cue.anchors, (len(cue.text), cue.end)]
    counts = [letters[offset] for offset, _ in anchors]
    times = []
    for offset in offsets:
        after = min(max(1, bisect_right(counts, letters[offset])), len(counts) - 1)
        span = max(1, counts[after] - counts[after - 1])
        share = (letters[offset] - counts[after - 1]) / span
        times.append(anchors[after - 1][1] + share * (anchors[after][1] - anchors[after - 1][1]))
    return times
