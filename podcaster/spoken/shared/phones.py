"""Telephone numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.spoken.rule import Said, rule

if TYPE_CHECKING:
    from podcaster.spoken.rule import Rule
    from podcaster.spoken.shared.figures import Context
    from podcaster.spoken.shared.tongue import Tongue

FIGURES = range(6, 16)
"""How many figures a telephone number has: ITU-T E.164 allows fifteen."""
SPELLED = r"\(?\+?\d{1,5}\)?(?:[ .\-/]{1,3}\d{2,8}){1,6}(?![\d/]|[.,]\d)|\d{6,12}(?!\d|[.,]\d)"
"""A number in groups, as it stands behind a word that says what it is."""

ANOTHER = on_demand(r"\d[ .]?\d\d (?:o|u|ou|y|e|et|oder|und)(?: al?| au| ao| alla?| unter)?(?: el| le)? $")
"""What a second number stands behind, after one that was told: "llame al 976 71 40 00 o al 900 123 456"."""


def say_phone(match: re.Match[str], context: Context) -> str | None:
    """+34 600 111 222, 01 23 45 67 89: a telephone number."""
    tongue = context.tongue
    before = context.before(match.start())
    cued = (
        match[0].startswith(("+", "0", "(")) or re.search(tongue.data["phone"]["cue"], before) or ANOTHER.search(before)
    )
    return said(match[0], tongue) if cued else None


def say_cued_phone(match: re.Match[str], context: Context) -> str | None:
    """Tel. 91 345 67 89, call (11) 3456-7890: a number behind a word for telephoning."""
    cue = re.search(context.tongue.data["phone"]["cue"], context.before(match.start()))
    if not cue or len(re.findall(r"\d", match[0])) not in FIGURES:
        return None
    return Said(said(match[0], context.tongue), f"a telephone number: after {cue[0].strip()}")


def said(number: str, tongue: Tongue) -> str:
    """The groups of a number, with the plus before them."""
    words = tongue.phone(re.findall(r"\d+", number))
    return f"{tongue.word('plus')} {words}" if "+" in number[:2] else words


def phone_rules(tongue: Tongue) -> tuple[Rule, ...]:
    """The rules for telephone numbers."""
    return (
        rule("telephone number behind its word", "digit sign", SPELLED, say_cued_phone),
        rule("telephone number", "digit sign", tongue.data["phone"]["pattern"], say_phone),
    )
