"""Puts the rules of a tongue together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.spoken.pauses import GRAMMAR as PLAIN
from podcaster.spoken.pauses import MARKUP, PAUSES
from podcaster.spoken.rule import Grammar, by_start, oneof
from podcaster.spoken.shared.calendar import calendar_rules, weekdays
from podcaster.spoken.shared.durations import duration_rules
from podcaster.spoken.shared.figures import VULGAR, Context
from podcaster.spoken.shared.phones import phone_rules
from podcaster.spoken.shared.quantities import quantity_rules
from podcaster.spoken.shared.short import short_rules, words_of
from podcaster.spoken.shared.signs import address_rules, sign_rules

if TYPE_CHECKING:
    from podcaster.spoken.rule import Rule
    from podcaster.spoken.shared.tongue import Tongue
    from podcaster.spoken.text import Style

ADDRESS = r"https?://|[\w.+-]{1,60}@\w|(?:[\w-]{1,60}\.){1,4}[a-z]{2,4}(?!\w)"
"""What may be an address of the web or of mail."""

TONNES = r"t(?=(?<= d[ei] t)(?![\w’'-]))"
"""The unit behind millions, and no number: "dos millones de t"."""


def make_grammar(tongue: Tongue, own: tuple[Rule, ...] = (), places: str = "") -> Grammar:
    """The rules of a language.

    Args:
        tongue: The language.
        own: Rules that it alone has; they are tried first.
        places: A pattern of where such a rule begins with a letter, beside the short forms.
    """

    def context(text: str, style: Style, language: str) -> Context:
        return Context(text, style, language, tongue)

    rules = (
        *address_rules(),
        *own,
        *phone_rules(tongue),
        *duration_rules(tongue),
        *calendar_rules(tongue),
        *quantity_rules(tongue),
        *short_rules(tongue),
        *PAUSES,
        *sign_rules(tongue),
        *MARKUP,
    )
    signs = oneof(sign for sign in tongue.data["currencies"] if not sign[0].isalpha())
    letters = oneof([*words_of(tongue), *(sign for sign in tongue.data["currencies"] if sign[0].isalpha())])
    endings = rf"|[^\W\d_]{{3,30}}?(?:{oneof(tongue.data['endings'])})(?!\w)" if tongue.data["endings"] else ""
    pauses = PLAIN.scan.pattern.replace("(?P<sign>", "(?P<pause>")
    days = rf"(?:{weekdays(tongue)})(?:\.|\.? ?[-–]|(?=,? \d))"
    letters = (
        rf"{letters}|{days}|[IVXLC]{{1,7}}(?![a-zà-ÿ]{{3}}){endings}|{ADDRESS}|{TONNES}{'|' if places else ''}{places}"
    )
    signs = (
        rf"(?<![\w)])[-−]\d|[{''.join(VULGAR)}]|(?:{signs}) ?\d|\+(?=[\w(])| \+(?= )|"
        r" ?[=×÷±&](?= ?[\w(])|(?<=[^\W\d_]|\.)/(?=(?:k?m[²2]|ha)(?!\w))"
        r"|(?<=\w)[²³]|(?<!\w)[@#](?=\w)|[<>≤≥≈~](?==? ?[$€£]? ?\d)|\(\+?\d{2,4}\) ?\d"
    )
    scan = on_demand(rf"(?P<digit>\d)|(?P<letter>(?<![^\W_])(?:{letters}))|(?P<sign>{signs})|{pauses}")
    kinds = by_start(rules)
    return Grammar(scan, {**kinds, "pause": kinds["sign"]}, context, lambda _, position: position)
