"""Pairs the quotation marks of a paragraph: one walk over its signs with a stack.

What a sign may be is read by ``signs``; here a possessive (the players' bus) is told from a closing mark by what else
could close the quotation, and quotations that lack a mark get an end.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.quotes.detection.signs import CLOSE_SHAPES, LOW_SHAPES, OPEN_SHAPES, Mark, SignKind, read_marks
from podcaster.quotes.lists import any_of

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_DEPTH = 6
"""Marks deeper than this open nothing. Style guides stop at three levels; unbalanced text would go on for ever."""
_SAYS = any_of("detection", "marks says")
_CUT = on_demand(
    r"[,?!.](?=\s+(?:(?:he|she|they|it|we|I|who)|(?:(?:the|a|an)\s\w+|[A-Z][\w.'’-]*)(?:\s[A-Z][\w.'’-]*){0,3})\s+"
    rf"(?:{_SAYS}|{any_of('detection', 'marks also says')})\b"
    rf"|\s+{_SAYS}\s+(?:[A-Z]|the\b|a\b|he\b|she\b))"
)
_CUT_AT_END = on_demand(r"[^,?!.\n]{1,60}\.?\s*$")


@dataclass(slots=True)
class Span:
    """A quotation inside one paragraph."""

    start: int
    """Offset of the opening mark in the whole text, or of the first word where there is none."""
    end: int
    """Offset behind the closing mark, or behind the last word where there is none."""
    inner_start: int
    """Offset of the first character inside the marks."""
    inner_end: int
    """Offset behind the last character inside the marks."""
    group: str
    """Its marks, as ``Mark.group`` names them; empty where a dash, a label or the layout shows it."""
    closed: bool = True
    """It has a closing mark, or its end was found without one (then ``cut``)."""
    cut: bool = False
    """The closing mark is missing; the quotation was ended before the words that report it."""
    wrong_way: bool = False
    """One of its marks has the shape of the other end (not the second of „such“ a pair, which is right)."""
    children: list[Span] = field(default_factory=list)
    """The quotations right inside it, in order."""


@dataclass(slots=True)
class Marking:
    """The quotations of one paragraph."""

    spans: list[Span]
    """The outermost quotations, in order."""
    open_end: bool = False
    """The last one has no end in this paragraph."""
    opens: str = ""
    """The group of the mark that the paragraph begins with; empty without one."""
    stray: Mark | None = None
    """A closing double mark that stands before every opening one: it ends a quotation of an earlier paragraph."""


def pair_marks(text: str, start: int, end: int) -> Marking:
    """Pairs the quotation marks of one paragraph.

    Args:
        text: The whole text.
        start: Offset where the paragraph begins.
        end: Offset behind the paragraph.

    Returns:
        Its quotations, those inside others as their children.
    """
    marks = read_marks(text, start, end)
    pairing = _Pairing(text, start, end, marks)
    return pairing.run()


@dataclass(slots=True)
class _Opened:
    """A quotation that is not closed yet."""

    mark: Mark
    children: list[Span] = field(default_factory=list)


class _Pairing:
    """One walk over the marks of a paragraph."""

    def __init__(self, text: str, start: int, end: int, marks: list[Mark]) -> None:
        self.text, self.start, self.end, self.marks = text, start, end, marks
        self.stack: list[_Opened] = []
        self.result = Marking([])
        self.first = _first_character(text, start, end)
        self.next_close = self._next(lambda mark: mark.group == "'" and mark.reading is SignKind.CLOSE)
        self.next_open = self._next(lambda mark: mark.group == "'" and mark.reading is SignKind.OPEN)
        self.next_sure_open = self._next(
            lambda mark: mark.group == "'" and mark.reading is SignKind.OPEN and mark.strict
        )
        self.next_double = self._next(lambda mark: mark.group == '"' and mark.reading is not SignKind.OPEN)
        self.balance = self._balance()

    def _next(self, wanted: Callable[[Mark], bool]) -> list[int]:
        """For each mark, the index of the next one that is wanted; the number of marks when there is none."""
        found = [len(self.marks)] * (len(self.marks) + 1)
        for index in range(len(self.marks) - 1, -1, -1):
            found[index] = found[index + 1]
            if index + 1 < len(self.marks) and wanted(self.marks[index + 1]):
                found[index] = index + 1
        return found

    def _balance(self) -> list[int]:
        """For each mark, how many more double marks behind it close than open."""
        balance = [0] * (len(self.marks) + 1)
        for index in range(len(self.marks) - 1, 0, -1):
            mark = self.marks[index]
            step = 0 if mark.group == "'" else {SignKind.CLOSE: 1, SignKind.OPEN: -1}.get(mark.reading, 0)
            balance[index - 1] = balance[index] + step
        return balance

    def run(self) -> Marking:
        for index, mark in enumerate(self.marks):
            if mark.group == "'":
                self._single(index, mark)
            else:
                self._double(index, mark)
        self._finish()
        return self.result

    # Double marks -----------------------------------------------------------------------------------------------------

    def _double(self, index: int, mark: Mark) -> None:
        opened = self._find(mark.group)
        if mark.reading is SignKind.EITHER:
            mark.reading = SignKind.OPEN if opened is None else SignKind.CLOSE
        if mark.reading is SignKind.OPEN and mark.shape in CLOSE_SHAPES and opened is not None and mark.group == '"':
            # A closing sign in an opening place: while a quotation is open it closes that one.
            mark.reading, mark.wrong_way = SignKind.CLOSE, False
        if mark.reading is SignKind.CLOSE:
            self._close_double(mark, opened)
        elif opened is None:
            self._push(mark)
        elif self.balance[index] > self._depth(mark.group):
            self._push(mark)  # both this one and those around it find a closing mark
        elif mark.shape == '"' and not self._closes_later(index, mark.group):
            self._close_double(mark, opened)  # the last sign of the paragraph, with a stray space before it
        else:
            self._cut(opened, mark.start)
            self._push(mark)

    def _closes_later(self, index: int, group: str) -> bool:
        return self.next_double[index] < len(self.marks) if group == '"' else True

    def _close_double(self, mark: Mark, opened: int | None) -> None:
        if opened is not None:
            self._drop_above(opened)
            self._close_at(mark)
        elif not self.result.spans and not self.stack and self.result.stray is None and mark.group == '"':
            self.result.stray = mark

    # Single marks -----------------------------------------------------------------------------------------------------

    def _single(self, index: int, mark: Mark) -> None:
        opened = self._find("'")
        if mark.reading is SignKind.EITHER:
            mark.reading = SignKind.OPEN if opened is None else SignKind.CLOSE
        if mark.reading is SignKind.OPEN:
            self._open_single(index, mark, opened)
        elif opened is not None and not (mark.reading is SignKind.WEAK and self._is_apostrophe(index, opened)):
            self._close_single(index, mark, opened)

    def _open_single(self, index: int, mark: Mark, opened: int | None) -> None:
        closes = self.next_close[index] < min(self.next_open[index], len(self.marks))
        if not mark.strict and (opened is not None or not closes):
            return
        if opened is not None and opened == len(self.stack) - 1:
            self._drop_above(opened - 1)  # the earlier one closed nowhere: it was an apostrophe
        self._push(mark)

    def _is_apostrophe(self, index: int, opened: int) -> bool:
        """Whether a weak sign is a possessive: another sign closes the quotation before a new one opens."""
        closing = self.next_close[index]
        if closing >= min(self.next_sure_open[index], len(self.marks)):
            return False
        inside_double = any(entry.mark.group == '"' for entry in self.stack[:opened])
        return not (inside_double and self.next_double[index] < closing)

    def _close_single(self, index: int, mark: Mark, opened: int) -> None:
        above = self.stack[opened + 1 :]
        if any(entry.mark.group != "'" for entry in above) and self.next_double[index] < len(self.marks):
            return  # an apostrophe inside a double quotation that is still to close
        while len(self.stack) > opened + 1:
            self._close_unmarked(mark.start)
        self._close_at(mark)

    # The stack --------------------------------------------------------------------------------------------------------

    def _find(self, group: str) -> int | None:
        """The index on the stack of the innermost open quotation of a group."""
        for index in range(len(self.stack) - 1, -1, -1):
            if self.stack[index].mark.group == group:
                return index
        return None

    def _depth(self, group: str) -> int:
        return sum(entry.mark.group == group for entry in self.stack)

    def _push(self, mark: Mark) -> None:
        if len(self.stack) < MAX_DEPTH:
            self.stack.append(_Opened(mark))
        if mark.start == self.first:
            self.result.opens = mark.group

    def _close_at(self, mark: Mark) -> None:
        """Closes the innermost quotation with a mark; a sign of the opening shape is right behind a low one."""
        self._close(mark.start, mark.end, wrong_way=mark.wrong_way and self.stack[-1].mark.shape not in LOW_SHAPES)

    def _close(
        self, inner_end: int, end: int, *, wrong_way: bool = False, closed: bool = True, cut: bool = False
    ) -> None:
        entry = self.stack.pop()
        mark = entry.mark
        if not self.text[mark.end : inner_end].strip():
            self._adopt(entry.children)
            return
        span = Span(
            mark.start, end, mark.end, inner_end, mark.group, closed, cut, wrong_way or mark.wrong_way, entry.children
        )
        self._adopt([span])

    def _adopt(self, spans: list[Span]) -> None:
        (self.stack[-1].children if self.stack else self.result.spans).extend(spans)

    def _drop_above(self, index: int) -> None:
        """Takes back the opening marks above an entry of the stack; what was found inside them stays."""
        while len(self.stack) > index + 1:
            entry = self.stack.pop()
            self._adopt(entry.children)

    def _close_unmarked(self, limit: int) -> None:
        end = trim(self.text, self.stack[-1].mark.end, limit)
        self._close(end, end, closed=False)

    def _cut(self, index: int, limit: int) -> None:
        """Ends a quotation that lacks its closing mark, before a new one opens."""
        self._drop_above(index)
        end = find_cut(self.text, self.stack[-1].mark.end, limit)
        cut = trim(self.text, self.stack[-1].mark.end, limit) if end is None else end
        self.stack[-1].children = [child for child in self.stack[-1].children if child.end <= cut]
        self._close(cut, cut, cut=True)

    def _finish(self) -> None:
        """Ends what is still open at the end of the paragraph."""
        for index, entry in enumerate(self.stack):
            if entry.mark.group != "'" or self._may_run_on(index):
                self._drop_above(index)
                end = trim(self.text, entry.mark.end, self.end)
                if entry.mark.strict or entry.mark.shape in OPEN_SHAPES:
                    self._drop_to_bottom()
                    self._close(end, end, closed=False)
                    self.result.open_end = bool(self.result.spans) and not self.result.spans[-1].closed
                    return
                break
        self._drop_above(-1)

    def _may_run_on(self, index: int) -> bool:
        """Whether an unclosed single mark may open a quotation of several paragraphs: where a sentence can begin."""
        mark = self.stack[index].mark
        if index or not mark.strict:
            return False
        before = self.text[self.start : mark.start].rstrip()[-1:]
        return mark.start == self.first or (before in ".,:!?”’\"'" and self.text[mark.end : mark.end + 1].isupper())

    def _drop_to_bottom(self) -> None:
        """Leaves only the top of the stack."""
        top = self.stack[-1]
        for entry in self.stack[:-1]:
            self.result.spans.extend(entry.children)
        self.stack = [top]


def _first_character(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def trim(text: str, start: int, end: int) -> int:
    """Moves the end of a stretch of text back over white space."""
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def find_cut(text: str, start: int, end: int, *, only_at_end: bool = False) -> int | None:
    """Finds where a quotation without a closing mark ends: before the first "he said" behind a comma or a full stop.

    Args:
        text: The whole text.
        start: Offset of the quotation's first character.
        end: Offset behind the last one it may have.
        only_at_end: Whether the reporting words must be the last of the passage.

    Returns:
        The offset behind the punctuation that ends the quotation, or None.
    """
    for match in _CUT.finditer(text, start, end):
        if not only_at_end or _CUT_AT_END.fullmatch(text, match.end(), end):
            return match.end()
    return None
