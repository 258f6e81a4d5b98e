"""Signs between numbers and words, powers, and addresses of the web and of mail."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.spoken.rule import oneof, rule

if TYPE_CHECKING:
    from podcaster.spoken.rule import Rule
    from podcaster.spoken.shared.figures import Context
    from podcaster.spoken.shared.tongue import Tongue

LONGEST_ADDRESS = 60
"""Characters of the longest address that is read out."""
HASHTAG = on_demand(r"(?:hashtag|etiqueta|mot-dièse|mot-clé) ?[«“\"]? ?$", re.IGNORECASE)
"""What says already that a hashtag follows."""


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


def say_tag(match: re.Match[str], context: Context) -> str:
    """@LaMoncloa, #NiUnaMenos: a handle or a hashtag, its words apart."""
    tongue = context.tongue
    words = re.sub(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Ý])|(?<=[^\W\d_])(?=\d)|_+", " ", match[2])
    words = re.sub(r"\d{1,9}", lambda figures: tongue.cardinal(int(figures[0])), words).strip()
    if match[1] == "#":
        return words if HASHTAG.search(context.before(match.start())) else f"hashtag {words}"
    return f"{tongue.data['signs']['web @']} {words}"


def say_per_area(match: re.Match[str], context: Context) -> str:
    """80 hab./km²: so many of what a word counts for each unit of area."""
    return context.tongue.per(match[0])


def say_compared(match: re.Match[str], context: Context) -> str:
    """> 60.000 €, ≥ 3: more, less."""
    before = "" if re.search(r"(?:^|[\s(])$", context.before(match.start())) else " "
    return f"{before}{context.tongue.data['compared'][match[1]]} "


def address_rules() -> tuple[Rule, ...]:
    """The rules for addresses, which come before all others."""
    host = r"(?:[\w-]{1,60}\.){1,4}(?:com|org|net|edu|gov|info|eu|es|mx|ar|fr|be|ch|de|at|it|pt|br|io|tv)"
    return (
        rule("address of mail", "letter digit", rf"[\w.+-]{{1,60}}@{host}(?!\w)", say_address),
        rule(
            "address of the web",
            "letter digit",
            rf"(?:https?://\S{{1,500}}(?<![.,;:!?)])|(?:www\.)?{host}(?!\w|\.\w)(?:/[\w./-]{{0,200}}(?<![.,]))?)",
            say_address,
        ),
    )


def sign_rules(tongue: Tongue) -> tuple[Rule, ...]:
    """The rules for signs, which come after all others."""
    named = oneof(sign for sign in tongue.data["signs"] if len(sign) == 1 and sign not in "²³")
    return (
        rule("per area", "sign", r"(?<=[^\W\d_]|\.)/(?:k?m[²2]|ha)(?!\w)", say_per_area),
        rule("power", "sign", r"(?<=\w)[²³](?!\w)", say_power),
        rule("handle or hashtag", "sign", r"([@#])(\w{2,60})(?!\w)", say_tag),
        rule("number sign", "sign", r"# ?(?=\d)", lambda _, context: f"{context.tongue.word('number')} "),
        rule("compared", "sign", r"([<>]=?|[≤≥≈~]) ?(?=[$€£]? ?\d)", say_compared),
        rule("named sign", "sign", rf" ?({named}) ?(?=[\w(])", say_sign),
    )
