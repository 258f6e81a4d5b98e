"""Puts a spoken text together from runs that are kept and runs that are said otherwise, and keeps the way back."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from podcaster.spoken.text import Decision, Spoken, SpokenSpan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.spoken.cleaning import Cleaned

PAUSES = ",.;:!?"


class Builder:
    """The spoken text so far, and the runs it is made of."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.done = 0
        self.last = ""
        """The last character said so far."""
        self.runs: list[tuple[str, int, int, bool]] = []
        self.decided: list[tuple[str, str, str, int, int]] = []
        """Rule, words, reason, and where in the text."""

    def keep(self, until: int) -> None:
        """Say the text as written up to ``until``."""
        if until > self.done:
            self.runs.append((self.text[self.done : until], self.done, until, True))
            self.done = until
            self.last = self.text[until - 1]

    def say(self, said: str, start: int, end: int, rule: str, why: str) -> None:
        """Say ``said`` for ``text[start:end]``, with spaces and pauses that fit what stands beside it.

        Args:
            said: The words.
            start: First character that they are said for.
            end: One past the last.
            rule: Name of the rule that says so.
            why: Its reason.
        """
        self.decided.append((rule, said, why, start, end))
        start = max(start, self.done)  # a space that the run before took
        self.keep(start)
        if said[:1] in PAUSES and said and self.last == " ":
            start = self._take_space(start)
        said = self._fit_left(said)
        following = self.text[end : end + 1]
        if following == " " and (said[-1:] == " " or (not said and self.last in {"", " "})):
            end += 1
        elif (
            said[-1:] in PAUSES and said and following and following in PAUSES and (said[-1] != "." or following == ".")
        ):
            said = said[:-1]
        elif following.isalnum() and said[-1:].isalnum():
            said += " "
        elif said[-1:] == " " and (not following or following in PAUSES):
            said = said[:-1]
        self.runs.append((said, start, end, False))
        self.done = end
        self.last = said[-1:] or self.last

    def _fit_left(self, said: str) -> str:
        """Fit the beginning of ``said`` to what was said before."""
        last = self.last
        if said[:1] == " " and last in {"", " "}:
            return said.lstrip()
        if said[:1] == "," and (not last or last in PAUSES):
            return said[1:] if last else said[1:].lstrip()
        if said[:1].isalnum() and last.isalnum():
            return f" {said}"
        return said

    def _take_space(self, start: int) -> int:
        """Take a kept space into the run that follows it."""
        said, begin, end, kept = self.runs[-1]
        if not kept or not said.endswith(" "):
            return start
        self.runs[-1] = (said[:-1], begin, end - 1, True)
        self.last = said[-2:-1]
        return start - 1

    def spoken(self, original: str, cleaned: Cleaned, used: tuple[str, ...]) -> Spoken:
        """The finished value.

        Args:
            original: The text as it was written.
            cleaned: What cleaning made of it, which is the builder's text.
            used: Headwords of the lexicon entries used.
        """
        self.keep(len(self.text))
        origin = cleaned.origin
        runs = self.runs if origin is None else [part for run in self.runs for part in _traced(run, origin)]
        if runs and runs[0][1] > 0:
            runs = [("", 0, runs[0][1], False), *runs]
        spans = []
        position = 0
        for said, start, end, kept in runs:
            spans.append(SpokenSpan(position, position + len(said), start, end, kept and len(said) == end - start))
            position += len(said)
        return Spoken("".join(said for said, *_ in runs), tuple(spans), used, self._decisions(original, cleaned))

    def _decisions(self, original: str, cleaned: Cleaned) -> tuple[Decision, ...]:
        """What cleaning and the rules decided, with offsets into the original."""
        made = list(cleaned.decisions)
        for rule, said, why, start, end in self.decided:
            first, last = (start, end) if cleaned.origin is None else (cleaned.origin[start], cleaned.origin[end])
            made.append(Decision(rule, original[first:last], said.strip(), why, first, last))
        return tuple(sorted(made, key=lambda decision: (decision.start, decision.end)))


def _traced(run: tuple[str, int, int, bool], origin: Sequence[int]) -> list[tuple[str, int, int, bool]]:
    """A run with offsets into the original; a kept run is cut where something was dropped inside it or after it."""
    said, start, end, kept = run
    if not kept or start == end:
        return [(said, origin[start], origin[end], False)]
    if origin[end] - origin[start] == end - start:
        return [(said, origin[start], origin[end], True)]
    parts: list[tuple[str, int, int, bool]] = []
    cuts = [start, *(at for at in range(start + 1, end + 1) if at == end or origin[at] != origin[at - 1] + 1)]
    for first, last in pairwise(cuts):
        stop = min(origin[last], origin[last - 1] + 1)
        parts.append((said[first - start : last - start], origin[first], stop, True))
        if stop < origin[last]:
            parts.append(("", stop, origin[last], False))
    return parts
