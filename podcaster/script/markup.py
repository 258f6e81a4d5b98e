r"""Words inside a line of Fountain: emphasis (``*``, ``**``, ``_``) and the backslash that takes a mark's meaning away.

Fountain names only ``\*`` and ``\_``; here a backslash makes any ASCII punctuation mark plain, so that every text can
be written.
"""

from __future__ import annotations

import re
import string
from bisect import bisect_left
from collections import deque
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand

if TYPE_CHECKING:
    from collections.abc import Iterator

SPACES = on_demand(r"[\x00-\x20\x7f\x85\u2028\u2029]+")
"""What counts as one space: ASCII white space, control characters and line separators. No-break spaces are kept."""

PUNCTUATION = f"[{re.escape(string.punctuation)}]"
ESCAPE = on_demand(rf"\\({PUNCTUATION})")
DOUBTFUL_BACKSLASH = on_demand(rf"\\(?={PUNCTUATION}|$)")
MARKS = on_demand(r"[\\*_]")
LINE_MARKS = tuple(".@>#=~!(")
"""What gives a whole line a meaning when it starts with it."""

WORD = on_demand(r"\S+")
BRACKETS = on_demand(r"\[{2,}")
SCENE = on_demand(r"((?:INT|EXT|EST|INT\.?/EXT|I/E))\.(?=\s)")
"""A scene heading, such as "INT. KITCHEN"."""

SCENE_ELSEWHERE = on_demand(r"(INT|EXT|EST|I/E)[. /]", re.IGNORECASE)
"""All that other Fountain programs may take for a scene heading."""

EMPHASIS = (b"***", b"**", b"*", b"_")
"""The marks of emphasis, as they stand on a line's pattern (see ``strip_emphasis``). As in Markdown, marks inside a
word are no emphasis, and a mark opens before words and closes behind them."""

OPENERS = {mark: re.compile(rb"(?<!x)" + re.escape(mark) + rb"(?=[^ *_])") for mark in EMPHASIS}
CLOSERS = {mark: re.compile(rb"(?<! )(?=" + re.escape(mark) + rb"(?!x))") for mark in EMPHASIS}


def is_transition(text: str) -> bool:
    """Whether Fountain takes a line for a transition, such as "CUT TO:"."""
    return text.isupper() and text.endswith("TO:")


def one_line(text: str) -> str:
    """The text with every run of white space turned into one space, and none at its ends."""
    return SPACES.sub(" ", text).strip()


def escape(text: str) -> str:
    """Write words so that they read as themselves wherever they stand in a line of Fountain, also at its start.

    Used for what templates get, which may be put together in any way.
    """
    text = MARKS.sub(r"\\\g<0>", one_line(text))
    text = BRACKETS.sub(lambda run: r"\[" * len(run[0]), text)
    text = re.sub(rf"^{SCENE.pattern}", r"\1\\.", text)
    if is_transition(text):
        return text[:-1] + r"\:"
    return "\\" + text if text.startswith(LINE_MARKS) else text


def escape_inside(text: str) -> str:
    """Write words so that they read as themselves inside a line, with no more backslashes than that needs."""
    text = DOUBTFUL_BACKSLASH.sub(r"\\\\", one_line(text))
    for mark in "*_":
        if text.count(mark) > 1 or f"/{mark}" in text:
            text = text.replace(mark, "\\" + mark)
    return BRACKETS.sub(lambda run: r"\[" * len(run[0]), text)


def unescape(text: str) -> str:
    """Take the backslashes of escapes away."""
    return ESCAPE.sub(r"\1", text)


def strip_emphasis(text: str) -> str:
    """The words without emphasis marks and escapes."""
    if not MARKS.search(text):
        return text
    hidden, _ = _hidden(text)
    return "".join(sign for place, sign in enumerate(text) if place not in hidden)


def emphasis_of(text: str, markup: str) -> str:
    """What a line keeps of how its words are marked; empty where nothing is emphasised, or they say otherwise."""
    return markup if strip_emphasis(markup) == text != one_line(unescape(markup)) else ""


def split_emphasis(markup: str, text: str, first: str, second: str) -> tuple[str, str]:
    """The emphasis of a line that becomes two; where it is in the middle of some, both have it.

    Args:
        markup: The line's, or nothing.
        text: Its words.
        first: Those with which it begins.
        second: Those with which it ends.
    """
    if strip_emphasis(markup) != text:
        return "", ""
    hidden, pairs = _hidden(markup)
    shown = [place for place in range(len(markup)) if place not in hidden]
    marks = {place for before, mark, behind in pairs for at in (before, behind) for place in range(at, at + len(mark))}
    end, begin = shown[len(first) - 1] + 1, shown[len(text) - len(second)]
    if begin - 1 in hidden - marks:
        begin -= 1  # the backslash that takes a sign's meaning away
    closed = "".join(mark for before, mark, behind in reversed(pairs) if before < end <= behind)
    opened = "".join(mark for before, mark, behind in pairs if before < begin <= behind)
    return emphasis_of(first, markup[:end] + closed), emphasis_of(second, opened + markup[begin:])


def carry_emphasis(markup: str, text: str, new: str) -> str:
    """The emphasis of a line for its words of now: that of passages all of whose words have stayed.

    Args:
        markup: The line's, as it was.
        text: Its words then.
        new: Its words now.

    Returns:
        The new words with the marks; empty where none is left.
    """
    from difflib import SequenceMatcher

    hidden, pairs = _hidden(markup)
    if not pairs or strip_emphasis(markup) != text:
        return ""
    shown = [place for place in range(len(markup)) if place not in hidden]
    olds, news = ([match.span() for match in WORD.finditer(words)] for words in (text, new))
    became = {
        one + step: other + step
        for one, other, size in SequenceMatcher(None, text.split(), new.split(), autojunk=False).get_matching_blocks()
        for step in range(size)
    }
    marks: list[tuple[int, str]] = []
    for before, mark, behind in pairs:
        first, last = (bisect_left(shown, place) for place in (before + len(mark), behind))
        words = [number for number, (start, end) in enumerate(olds) if first < end and start < last]
        there = [became[number] for number in words if number in became]
        if there and there == list(range(there[0], there[0] + len(words))):
            start, end = news[there[0]][0] + first - olds[words[0]][0], news[there[-1]][1] + last - olds[words[-1]][1]
            marks += [(start, mark), (end, mark)]
    made = new
    for place, mark in sorted(marks, reverse=True):
        made = made[:place] + mark + made[place:]
    return emphasis_of(new, made)


def _hidden(text: str) -> tuple[set[int], list[tuple[int, str, int]]]:
    """Places of a text's marks and escapes, and its emphasis: where it begins, its mark, and where that ends it."""
    # A pattern of the same length tells words (x), spaces, marks and all else apart: escapes cannot be taken for marks.
    pattern = bytearray(
        b"".join(
            b"x" if sign.isalnum() else b" " if sign.isspace() else sign.encode() if sign in "*_" else b"."
            for sign in text
        )
    )
    hidden: set[int] = set()
    for match in ESCAPE.finditer(text):
        hidden.add(match.start())
        pattern[match.start() : match.end()] = b".."
    pairs = []
    for mark in EMPHASIS:
        starts = list(_pairs(pattern, mark))
        pairs += [(opener, mark.decode(), closer) for opener, closer in zip(starts[::2], starts[1::2], strict=True)]
        for start in starts:
            hidden |= {*range(start, start + len(mark))}
    return hidden, sorted(pairs)


def _pairs(pattern: bytearray, mark: bytes) -> Iterator[int]:
    """Where pairs of a mark begin; on the pattern they are made plain.

    An opening mark goes with the first closing one behind it that is left. What lies before that one is never looked at
    again, so that the time is that of the line's length, whatever stands in it.
    """
    size = len(mark)
    closers = deque(match.start() for match in CLOSERS[mark].finditer(pattern))
    place = 0
    while opener := OPENERS[mark].search(pattern, place):
        while closers and (closers[0] <= opener.end() or pattern[closers[0] : closers[0] + size] != mark):
            closers.popleft()
        if not closers:
            return
        for start in (opener.start(), closers.popleft()):
            pattern[start : start + size] = b"." * size
            yield start
        place = max(0, opener.start() - size)  # a mark right before this one opens only now
