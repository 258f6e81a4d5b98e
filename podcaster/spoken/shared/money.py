"""Money: amounts in a currency, in thousands of millions, and per unit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.spoken.rule import oneof, rule
from podcaster.spoken.shared.figures import LAST, NUMBERED, is_one
from podcaster.spoken.shared.short import with_stop
from podcaster.spoken.shared.tongue import MILLION

if TYPE_CHECKING:
    from podcaster.spoken.rule import Rule
    from podcaster.spoken.shared.figures import Context
    from podcaster.spoken.shared.tongue import Tongue

THOUSANDS = frozenset({"mil", "mila", "mille", "tausend"})


def say_money(match: re.Match[str], context: Context) -> str:
    """5 €, $1.000, 2 M€, R$ 4,5 bilhões, 0,99 €: an amount in a currency."""
    tongue = context.tongue
    return with_stop(f"{amount_of_money(match, context)}{tongue.per(match['per'], price=True)}", match, context)


def amount_of_money(match: re.Match[str], context: Context) -> str:
    """An amount with its currency, without what it is for."""
    tongue = context.tongue
    names = tongue.data["currencies"][match["sign"]]
    figures, scale = match["number"], (match["scale"] or "").strip()
    if "$" in match["sign"] and not scale and re.fullmatch(r"[1-9]\d{0,2},\d{3}", figures):
        figures = figures.replace(",", "")  # no amount of dollars has thousandths
    last = match["last"]
    if last:
        first = f"{context.amount(figures, names[2])} {tongue.word('to')}"
        if scale:
            return f"{first} {scaled(last, scale, context)}{behind(scale, names[1], tongue)}"
        return f"{first} {context.amount(last, names[2])} {names[1]}"
    named = re.match(rf" (?:de |d['’]|di )?{names[1]}\b", context.after(match.end()))
    if scale:
        return scaled(figures, scale, context) + ("" if named else behind(scale, names[1], tongue))
    whole, part = context.split(figures)
    if len(part) == 2 and len(names) > 3:
        return tongue.price(int(whole), int(part), names)
    said = (
        tongue.one(names[2], context.before(match.start()), names[0])
        if figures == "1"
        else context.amount(figures, names[2])
    )
    many = names[1]
    if not part and int(whole) >= MILLION and int(whole) % MILLION == 0:
        return said + ("" if named else tongue.of(many))
    return said if named else f"{said} {names[0] if is_one(figures) else many}"


def behind(scale: str, noun: str, tongue: Tongue) -> str:
    """A currency behind a magnitude: thousands take no "of"."""
    return f" {noun}" if tongue.data["scales"][scale][1] in THOUSANDS else tongue.of(noun)


def scaled(figures: str, scale: str, context: Context, after: str = "") -> str:
    """A number of thousands, millions or of more; ``after`` is the text behind it, with what is counted."""
    tongue = context.tongue
    one, many, gender = tongue.data["scales"][scale]
    if many in THOUSANDS:
        if figures == "1":
            return str(one)
        gender = tongue.counted(after) or gender
    single = tongue.is_single(*context.split(figures))
    return f"{context.amount(figures, gender)} {one if single else many}"


def say_scaled(match: re.Match[str], context: Context) -> str:
    """3 Mrd., 2-3 mln: a short form for millions."""
    tongue, scale, last = context.tongue, match["scale"].strip(), match["last"]
    if last:
        gender = tongue.data["scales"][scale][2]
        return f"{context.amount(match['number'], gender)} {tongue.word('to')} {scaled(last, scale, context)}"
    return scaled(match["number"], scale, context, context.after(match.end()))


def money_rules(tongue: Tongue, per: str) -> tuple[Rule, ...]:
    """The rules for money and for magnitudes.

    Args:
        tongue: The language.
        per: A pattern of what an amount is for: ``/kg``.
    """
    signs, scales = oneof(tongue.data["currencies"]), oneof(tongue.data["scales"])
    codes = oneof(sign for sign in tongue.data["currencies"] if sign.isalpha())
    amount = rf"{NUMBERED}{LAST}"
    return (
        rule(
            "money, sign before",
            "sign letter",
            rf"(?P<sign>(?:{codes})(?= )|(?!(?:{codes})\d)(?:{signs})) ?{amount}(?P<scale> ?(?:{scales}))?(?!\w){per}",
            say_money,
        ),
        rule(
            "money, sign after",
            "digit",
            rf"{amount}(?P<scale> ?(?:{scales}))?(?: (?:de|di|d['’]))? ?(?P<sign>{signs})(?!\w){per}",
            say_money,
        ),
        rule("number with magnitude", "digit", rf"{amount}(?P<scale> ?(?:{scales}))(?!\w)", say_scaled),
    )
