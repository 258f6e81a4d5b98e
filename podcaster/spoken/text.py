"""The values of this package: what an engine needs, and a text as it is said with the way back to what was written."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

ESPEAK_GUARD = "\u200b"
"""A zero-width space. espeak-ng 1.51 looks up "of a" first and says "of A.I" as "of a dot I"; not with this between."""


@dataclass(frozen=True, slots=True)
class Style:
    """What an engine needs a spoken text to look like."""

    letters: Literal["dotted", "spaced", "plain"] = "dotted"
    """How letters are spelled: ``E.P.A`` (espeak-ng says "uh" for the A of ``E P A``), ``E P A``, or ``EPA``."""
    ellipsis: bool = True
    """Whether ``...`` makes the engine pause. Where it does not, a comma or full stop stands for it."""
    guard: str = ""
    """What stands before letters spelled from an A on, for an engine that would take the A for the article."""
    ipa: Literal["piper", "markdown", "ssml"] | None = None
    """How it takes phonemes inside a text: ``[[wˈɪn]]``, ``[Nguyen](/wˈɪn/)``, ``<phoneme>``; None: not at all."""


@dataclass(frozen=True, slots=True)
class SpokenSpan:
    """A run of the spoken text and the run of the original that it says; half-open character offsets."""

    spoken_start: int
    """Of the run in the spoken text."""
    spoken_end: int
    """Equal to its start where nothing is said."""
    start: int
    """Of the run in the original."""
    end: int
    """Behind its last character in the original."""
    kept: bool
    """Whether the run is said as written, character by character (a curly apostrophe or a wide space made plain)."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Something that is said otherwise than it is written, or not at all."""

    rule: str
    """The rule's name, or the step of cleaning, or ``lexicon``."""
    written: str
    """The place as the original has it."""
    said: str
    """The words in its stead; empty when it is left out."""
    why: str
    """What the rule is for, or what it saw around the place; may be empty."""
    start: int
    """Offset of its first character in the original text."""
    end: int
    """Where it stands in the original text; half-open character offsets."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A text as it is said.

    ``spans`` tile both texts: each begins where the one before ends, in the spoken text and in the original.
    A run that is dropped has an empty spoken side.
    """

    text: str
    """What an engine is given."""
    spans: tuple[SpokenSpan, ...]
    """In order, without gaps."""
    used: tuple[str, ...] = ()
    """Headwords of the lexicon entries that were used, in order, each once."""
    decisions: tuple[Decision, ...] = ()
    """What was cleaned away or said otherwise, in the order of the text."""

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The smallest run of the original that ``text[start:end]`` says.

        Args:
            start: First character of a run of the spoken text.
            end: One past its last character.

        Returns:
            Half-open offsets into the original text.
        """
        if not self.spans:
            return 0, 0
        first = self.spans[max(0, bisect_right(self.spans, start, key=lambda span: span.spoken_start) - 1)]
        last = self.spans[max(0, bisect_right(self.spans, max(start, end - 1), key=lambda span: span.spoken_start) - 1)]
        begin = first.start + min(start, first.spoken_end) - first.spoken_start if first.kept else first.start
        stop = last.start + min(end, last.spoken_end) - last.spoken_start if last.kept else last.end
        return begin, max(begin, stop)


def spell(letters: str, style: Style, suffix: str = "") -> str:
    """Spell letters the way the engine reads right.

    Args:
        letters: The letters alone: ``EPA``.
        style: The engine's needs.
        suffix: A plural or possessive ending that is said with the last letter: ``s`` or ``'s``.
    """
    if style.letters == "plain" or len(letters) == 1:
        return letters + suffix
    guard = style.guard if letters[0] in "Aa" else ""
    if style.letters == "spaced":
        return guard + " ".join(letters.upper()) + ("'s" if suffix else "")
    # espeak-ng takes a final dot before a capital as the end of a sentence, and says "dot" in "M.P's" without one.
    return guard + ".".join(letters.upper()) + (".'s" if suffix else "")
