"""Numbers as the languages of Europe write them, and the context of a text with its tongue."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.spoken.rule import Context as AnyContext

if TYPE_CHECKING:
    from podcaster.spoken.shared.tongue import Tongue

GROUPED = r"[1-9]\d{0,2}(?:(?:\.\d{3})+|(?:[   ]\d{3})+|(?:['’]\d{3})+)(?!\d)"
ENGLISH = r"[1-9]\d{0,2}(?:(?:,\d{3}){2,4}(?:\.\d{1,12})?|,\d{3}\.\d{1,12})(?!\d|[.,]\d)"
NUMBER = rf"(?:{ENGLISH}|\d{{1,9}}\.\d{{1,2}}(?!\d|\.\d)|(?:{GROUPED}|\d{{1,15}})(?:,\d{{1,12}})?)(?!\d)"
"""1.234.567,8, 1 234 567,8 and, as in English, 1,234,567.8; a dot before one or two figures is a decimal mark."""
DASH = r"[-–—]"
NUMBERED = rf"(?P<number>{NUMBER})"
LAST = rf"(?: ?{DASH} ?(?P<last>{NUMBER}))?"
"""The end of a range."""
VULGAR = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅛": (1, 8)}
"""The fractions that keyboards write, as top and bottom."""

LABEL = on_demand(r"(?<!\w)([^\W\d_]+\.?[ºª°]?|§)\.? $")


@dataclass(frozen=True)
class Context(AnyContext):
    """The text that is being said, how, and in which tongue."""

    tongue: Tongue
    """The words and the grammar of its language."""

    def amount(self, figures: str, gender: str = "") -> str:
        """A written number in words, with the gender of what it counts."""
        whole, part = self.split(figures)
        if not part:
            return self.tongue.cardinal(int(whole), gender)
        dotted = re.fullmatch(r"\d+\.\d{1,2}", figures) or (self.tongue.comma_groups and "." in figures)
        point = self.tongue.data["signs"]["web ."] if dotted else self.tongue.word("point")
        return f"{self.tongue.cardinal(int(whole))} {point} {self.tongue.decimals(part)}"

    def split(self, figures: str) -> tuple[str, str]:
        """The figures before and behind the decimal mark, without those that group."""
        commas = figures.count(",")
        english = commas > 1 or (commas and ("." in figures[figures.index(",") :]))
        grouped = (self.tongue.comma_groups and re.fullmatch(r"\d{1,3}(?:,\d{3})+", figures)) or re.fullmatch(
            r"[1-9]\d{0,2},000", figures
        )
        mark = "." if english or grouped or re.fullmatch(r"\d+\.\d{1,2}", figures) else ","
        whole, _, part = figures.partition(mark)
        return re.sub(r"\D", "", whole), part

    def labelled(self, position: int) -> bool:
        """Whether a number at ``position`` is the name of something: room 21, number 7."""
        before = self.before(position)
        if re.search(r"[^\W\d_]-?$", before):
            return True
        word = LABEL.search(before)
        return bool(word and (word[1].casefold() in self.tongue.labels or word[1] in self.tongue.data["numbered"]))


def is_one(figures: str) -> bool:
    """Whether a number takes the singular."""
    return figures == "1"
