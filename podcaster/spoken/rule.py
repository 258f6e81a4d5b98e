"""What a rule is, and the place in a text where it is tried."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcaster.spoken import numbers
from podcaster.spoken.text import Style, spell

if TYPE_CHECKING:
    from collections.abc import Callable

NEAR = 48
"""Characters before and after a match that a rule may look at; a bound, so that no rule takes more than linear time."""


@dataclass(frozen=True, slots=True)
class Place:
    """The text that is being said, and how."""

    text: str
    style: Style
    british: bool

    def before(self, position: int) -> str:
        """The few characters before ``position``."""
        return self.text[max(0, position - NEAR) : position]

    def after(self, position: int) -> str:
        """The few characters from ``position`` on."""
        return self.text[position : position + NEAR]

    def spell(self, letters: str, suffix: str = "") -> str:
        """Spell letters as the engine needs it."""
        return spell(letters, self.style, suffix)

    def cardinal(self, number: int) -> str:
        """A count in words."""
        return numbers.cardinal(number, british=self.british)

    def ordinal(self, number: int) -> str:
        """A rank in words."""
        return numbers.ordinal(number, british=self.british)

    def number(self, figures: str) -> str:
        """A written number in words."""
        return numbers.number(figures, british=self.british)

    def year(self, figures: str) -> str:
        """A year in words."""
        return numbers.year(int(figures), british=self.british)


@dataclass(frozen=True, slots=True)
class Rule:
    """One way in which written text is said.

    ``pattern`` is tried only where a run of the kinds in ``starts`` begins (``digit``, ``letter``, ``sign``).
    ``say`` gives the words for the match, or None when the context tells that the rule does not apply.
    """

    name: str
    starts: tuple[str, ...]
    pattern: re.Pattern[str]
    say: Callable[[re.Match[str], Place], str | None]
    whole: bool = False
    """Whether the match is one thing (an address, a handle) that wins over a lexicon entry inside it."""


def rule(
    name: str,
    starts: str,
    pattern: str,
    say: Callable[[re.Match[str], Place], str | None] | str,
    *,
    whole: bool = False,
) -> Rule:
    """Make a rule; ``say`` may be the words themselves."""
    words = say
    function = (lambda _match, _place: words) if isinstance(words, str) else words
    return Rule(name, tuple(starts.split()), re.compile(pattern), function, whole)


def oneof(words: object) -> str:
    """A pattern of literal alternatives, longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))  # type: ignore[call-overload]
