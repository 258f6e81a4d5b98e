"""Signs between numbers and words, powers, and addresses of the web and of mail."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.spoken.rule import oneof, rule

if TYPE_CHECKING:
    from podcaster.spoken.rule import Rule
    from podcaster.spoken.shared.figures import Context
    from podcaster.spoken.shared.tongue import Tongue

LONGEST_ADDRESS = 60
"""Characters of the longest address that is read out."""


def say_sign(match: re.Match[str], context: Context) -> str:
    """5 = 3 + 2, +2 %, ±3: a sign by its name."""
    return f" {context.tongue.data['signs'][match[1]]} "


def say_power(match: re.Match[str], context: Context) -> str:
    """10², x³."""
    return f" {context.tongue.data['signs'][match[0]]}"


def say_address(match: re.Match[str], context: Context) -> str:
    """example.org, ana@example.org: its parts, with the words for the signs between them."""
    words = context.tongue.data["signs"]
    address = re.sub(r"^(?:https?://)?(?:www\.)?", "", match[0])
    host, slash, path = address.partition("/")
    if len(address) > LONGEST_ADDRESS or re.search(r"[?=&%]|\d{4}", path):
        path = slash = ""
    parts = re.split(r"([.@/_-])", host + (f"/{path.rstrip('/')}" if slash and path.rstrip("/") else ""))
    return " ".join(str(words[f"web {part}"]) if f"web {part}" in words else part for part in parts if part)


def address_rules() -> tuple[Rule, ...]:
    """The rules for addresses, which come before all others."""
    host = r"(?:[\w-]{1,60}\.){1,4}(?:com|org|net|edu|gov|info|eu|es|mx|ar|fr|be|ch|de|at|it|pt|br|io|tv)"
    return (
        rule("address of mail", "letter digit", rf"[\w.+-]{{1,60}}@{host}(?!\w)", say_address),
        rule(
            "address of the web",
            "letter digit",
            rf"(?:https?://\S{{1,500}}(?<![.,;:!?)])|(?:www\.)?{host}(?![\w.])(?:/[\w./-]{{0,200}}(?<![.,]))?)",
            say_address,
        ),
    )


def sign_rules(tongue: Tongue) -> tuple[Rule, ...]:
    """The rules for signs, which come after all others."""
    named = oneof(sign for sign in tongue.data["signs"] if len(sign) == 1 and sign not in "²³")
    return (
        rule("power", "sign", r"(?<=\w)[²³](?!\w)", say_power),
        rule("named sign", "sign", rf" ?({named}) ?(?=[\w(])", say_sign),
    )
