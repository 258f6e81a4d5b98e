"""Dashes, ellipses and signs of markup: what every language needs."""

from __future__ import annotations

import re
from html import escape

from podcaster.patterns import on_demand
from podcaster.spoken.rule import Context, Grammar, by_start, rule

PAUSED = ",.;:!?…—–"
OPENING = "“‘(["


def pause(match: re.Match[str], context: Context) -> str:
    """A comma for a dash or bracket, unless there is a pause already."""
    near = context.before(match.start()).rstrip()
    before = near[-1:]
    after = context.after(match.end()).lstrip()
    if not before or before in OPENING or re.search(r"(?:^|\s)[\"']$", near):
        return ""
    if not after or after[0] in ",.;:!?”’)" or re.match(r"[\"'](?!\w)", after):
        return ""
    return " " if before in PAUSED else ", "


def say_ellipsis(match: re.Match[str], context: Context) -> str:
    """A pause; three dots where the engine takes them for one."""
    before = context.before(match.start()).rstrip()
    after = context.after(match.end())
    gap = " " if after[:1].isalnum() else ""
    if not before or before[-1] in '“"‘(':
        return ""
    if context.style.ellipsis:
        return f"...{gap}"
    if before[-1] in ",.;:!?":
        return gap
    if re.match(r"[\"”’)\s]*$|[\"”’)]*\s+[\"“]?[A-Z]", after):
        return f".{gap}"
    return "" if after[:1] in {",", ".", ";", ":", "!", "?"} else f",{gap}"


PAUSES = (
    rule("ellipsis", "sign", r" ?(?:\.{2,20}|…{1,9}|(?:\. ){2,5}\.)", say_ellipsis),
    rule("dash behind a stop", "sign", r"(?<=\.)-(?= )", lambda *_: ""),  # "Sevilla (EFE).- El rey"
    rule("dash", "sign", r" ?(?:[—―⸺⸻]{1,9}|-{2,9}) ?| [–-] |(?<=\w)–(?=[^\W\d])", pause),
    rule("dash at an end", "sign", r" ?[–-]$|(?<![^\s])[-–] ", pause),
)
MARKUP = (
    rule(
        "sign of markup",
        "sign",
        r"[&<>]",
        lambda match, context: escape(match[0], quote=False) if context.style.ipa == "ssml" else None,
    ),
)


def _no_skip(_: str, position: int) -> int:
    """No word is known to be plain."""
    return position


GRAMMAR = Grammar(
    on_demand(r"(?P<sign> ?[—―⸺⸻–…&<>]| ?\.\.| ?(?:\. ){2}| ?--| [-–] | ?[-–]$|(?<!\w)-|-(?!\w))"),
    by_start((*PAUSES, *MARKUP)),
    Context,
    _no_skip,
)
"""For languages without rules of their own."""
