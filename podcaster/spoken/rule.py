"""What a rule is, the text around the place where it is tried, and what a language's rules make together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from podcaster.patterns import on_demand
from podcaster.spoken.text import Style, spell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

NEAR = 48
"""Characters before and after a match that a rule may look at; a bound, so that no rule takes more than linear time."""
KINDS = ("digit", "letter", "sign")


@dataclass(frozen=True, slots=True)
class Context:
    """The text that is being said, and how."""

    text: str
    """All of it, already cleaned."""
    style: Style
    """What the engine needs texts to look like."""
    language: str
    """BCP 47 tag of the text."""

    def before(self, position: int) -> str:
        """The few characters before ``position``."""
        return self.text[max(0, position - NEAR) : position]

    def after(self, position: int) -> str:
        """The few characters from ``position`` on."""
        return self.text[position : position + NEAR]

    def spell(self, letters: str, suffix: str = "") -> str:
        """Spell letters as the engine needs it."""
        return spell(letters, self.style, suffix)


class Said(str):
    """Words, and why the text around the place asks for them."""

    why: str
    """The reason, as ``podcaster say --explain`` shows it."""

    def __new__(cls, words: str, why: str) -> Said:
        """Words with their reason.

        Args:
            words: What is said.
            why: The reason, as ``podcaster say --explain`` shows it.
        """
        said = super().__new__(cls, words)
        said.why = why
        return said


@dataclass(frozen=True, slots=True)
class Rule:
    """One way in which written text is said.

    ``pattern`` is tried only where a run of the kinds in ``starts`` begins (``digit``, ``letter``, ``sign``).
    ``say`` gives the words for the match, or None when the context tells that the rule does not apply.
    """

    name: str
    """As decisions name it."""
    starts: tuple[str, ...]
    """Kinds of characters at which a match can begin."""
    pattern: re.Pattern[str]
    """What is looked for there."""
    say: Callable[[re.Match[str], Any], str | None]
    """Takes the match and the ``Context``; its docstring is the reason that is shown."""

    def reason(self, said: str) -> str:
        """Why the rule says this: what it saw in the context, or else what it is for."""
        return said.why if isinstance(said, Said) else (self.say.__doc__ or "").partition("\n")[0]


def rule(
    name: str,
    starts: str,
    pattern: str,
    say: Callable[[re.Match[str], Any], str | None] | str,
) -> Rule:
    """Make a rule; ``say`` may be the words themselves."""
    words = say
    function = (lambda _match, _context: words) if isinstance(words, str) else words
    return Rule(name, tuple(starts.split()), on_demand(pattern), function)


@dataclass(frozen=True, slots=True)
class Grammar:
    """The rules of a language."""

    scan: re.Pattern[str]
    """Where a rule may apply; the group that matches names the kind of place."""
    rules: dict[str, tuple[Rule, ...]]
    """By the kind of place, in the order in which they are tried."""
    context: Callable[[str, Style, str], Context]
    """Makes the context of a text for the rules, from the text, the engine's needs and the language's tag."""
    skip: Callable[[str, int], int]
    """Where to go on when a word at a place is plain; the place itself when rules have to look at it."""


def by_start(rules: tuple[Rule, ...]) -> dict[str, tuple[Rule, ...]]:
    """The rules for each kind of place, in order."""
    return {kind: tuple(rule for rule in rules if kind in rule.starts) for kind in KINDS}


def oneof(words: Iterable[str]) -> str:
    """A pattern of literal alternatives, longest first; the same for the same words, so that it can be kept."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
