"""What a rule is, and the place in a text where it is tried."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcaster.spoken import numbers
from podcaster.spoken.text import Style, spell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

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


STARTERS = re.compile(
    r"[\"”’)]*\s*$|[\"”’)]*\s+(?:[“\"‘]|(?:He|She|It|They|We|I|You|The|This|That|These|Those|There|A|An|But|And|"
    r"His|Her|Its|Their|In|On|At|"
    r"As|When|If|Then|After|Before|No|Not|So|Yet|For|Now|One|Some|Many|What|Who|Why|How|Where|Mr|Ms|Mrs|Dr)\b)"
)


def ends_sentence(place: Place, position: int) -> bool:
    """Whether a dot just before ``position`` ends a sentence as well: nothing or a usual first word follows."""
    return bool(STARTERS.match(place.text[position : position + 16]))


def with_stop(words: str, match: re.Match[str], place: Place) -> str:
    """Keep the stop of an abbreviation where it ends the sentence too."""
    return f"{words}." if match[0].endswith(".") and ends_sentence(place, match.end()) else words


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


def rule(
    name: str,
    starts: str,
    pattern: str,
    say: Callable[[re.Match[str], Place], str | None] | str,
) -> Rule:
    """Make a rule; ``say`` may be the words themselves."""
    words = say
    function = (lambda _match, _place: words) if isinstance(words, str) else words
    return Rule(name, tuple(starts.split()), re.compile(pattern), function)


def oneof(words: Iterable[str]) -> str:
    """A pattern of literal alternatives, longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
