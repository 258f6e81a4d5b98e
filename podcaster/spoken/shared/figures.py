"""Numbers as the languages of Europe write them, and the context of a text with its tongue."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcaster.spoken.rule import Context as AnyContext

if TYPE_CHECKING:
    from podcaster.spoken.shared.tongue import Tongue

GROUPED = r"[1-9]\d{0,2}(?:(?:\.\d{3})+|(?:[   ]\d{3})+|(?:['’]\d{3})+)(?!\d)"
NUMBER = rf"(?:\d{{1,9}}\.\d{{1,2}}(?![\d.])|(?:{GROUPED}|\d{{1,15}})(?:,\d{{1,12}})?)(?!\d)"
"""1.234.567,8 and 1 234 567,8; a dot before one or two figures is a decimal mark too."""
DASH = r"[-–—]"
VULGAR = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅛": (1, 8)}
"""The fractions that keyboards write, as top and bottom."""


@dataclass(frozen=True)
class Context(AnyContext):
    """The text that is being said, how, and in which tongue."""

    tongue: Tongue

    def amount(self, figures: str, gender: str = "") -> str:
        """A written number in words, with the gender of what it counts."""
        whole, part = split(figures)
        if not part:
            return self.tongue.cardinal(int(whole), gender)
        dotted = re.fullmatch(r"\d+\.\d{1,2}", figures)
        point = self.tongue.data["signs"]["web ."] if dotted else self.tongue.word("point")
        return f"{self.tongue.cardinal(int(whole))} {point} {self.tongue.decimals(part)}"


def split(figures: str) -> tuple[str, str]:
    """The figures before and behind the decimal mark, without those that group."""
    if re.fullmatch(r"\d+\.\d{1,2}", figures):
        whole, _, part = figures.partition(".")
    else:
        whole, _, part = figures.partition(",")
    return re.sub(r"\D", "", whole), part


def is_one(figures: str) -> bool:
    """Whether a number takes the singular."""
    return figures == "1"
