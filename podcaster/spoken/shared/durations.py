"""How long something takes: times of races and records, and the minutes of a match."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.spoken.rule import Said, rule

if TYPE_CHECKING:
    from podcaster.spoken.rule import Rule
    from podcaster.spoken.shared.figures import Context
    from podcaster.spoken.shared.tongue import Tongue

MINUTES = r"(?:['’′]|(?:min|m)\b)"
SECONDS = r"(?:''|’’|[\"”″])"
LONGEST_MATCH = 130
"""Minutes after which no match goes on; a higher number with a mark is something else."""


def say_duration(match: re.Match[str], context: Context) -> str:
    """2 h 05 min 30 s, 2h05'30'', 2h05:30, 1'23''4: how long something takes."""
    tongue = context.tongue
    parts = match.groupdict()
    said = []
    for name in ("hour", "minute", "second"):
        if figures := parts.get(name):
            one, many, gender = tongue.data["duration"][name]
            said.append(f"{tongue.cardinal(int(figures), gender)} {one if int(figures) == 1 else many}")
    text = f" {tongue.word('and')} ".join(said) if parts.get("and") else tongue.duration(said)
    return f"{text} {tongue.decimals(parts['part'])}" if parts.get("part") else text


def say_race(match: re.Match[str], context: Context) -> str | None:
    """2:05:30: hours, minutes and seconds of a race, unless a word for a time of day stands before it."""
    times = context.tongue.data["times"]
    before = context.before(match.start())
    if re.search(times.get("at") or times["cue"], before) or re.search(r"\d{4},? $", before):
        return None
    return Said(say_duration(match, context), "how long: hours, minutes and seconds, and no time of day")


def say_minute(match: re.Match[str], context: Context) -> str | None:
    """Gol en el 67', 90'+3: the minute of a match."""
    number, before = int(match[1]), context.before(match.start())
    if not 0 < number <= LONGEST_MATCH or re.search(r"(?<!\w)['‘][^'’]*$", before):
        return None
    tongue = context.tongue
    more = f" {tongue.word('plus')} {tongue.cardinal(int(match[2]))}" if match[2] else ""
    return tongue.minute(number, before) + more


def duration_rules(tongue: Tongue) -> tuple[Rule, ...]:
    """The rules for durations; before those for times of day."""
    named = tongue.data["duration"]
    hours = rf"(?: (?:{named['hour'][0]}|{named['hour'][1]}|Std\.))?(?!\w)"
    return (
        rule(
            "duration",
            "digit",
            rf"(?P<hour>\d{{1,3}}) ?h(?P<and> (?:y|e|et|und))? ?"
            rf"(?P<minute>\d{{1,2}})(?: ?{MINUTES}(?: ?(?P<second>[0-5]?\d)"
            rf"(?:[.,](?P<part>\d{{1,3}}))?(?: ?(?:s|seg)\b|{SECONDS})?)?)(?!\w)",
            say_duration,
        ),
        rule(
            "duration, hours first",
            "digit",
            r"(?P<hour>\d{1,3})h ?(?P<minute>[0-5]?\d)[:m](?P<second>[0-5]\d)s?(?!\w)",
            say_duration,
        ),
        rule(
            "duration, minutes and seconds",
            "digit",
            rf"(?P<minute>\d{{1,2}})['’′] ?(?P<second>[0-5]\d){SECONDS}(?P<part>\d{{1,3}})?(?!\w)",
            say_duration,
        ),
        rule("duration, seconds", "digit", rf"(?P<second>\d{{1,2}}){SECONDS}(?P<part>\d{{1,3}})(?!\w)", say_duration),
        rule(
            "time of a race",
            "digit",
            rf"(?P<hour>\d{{1,2}}):(?P<minute>[0-5]\d):(?P<second>[0-5]\d)(?![\d:]){hours}",
            say_race,
        ),
        rule("minute of a match", "digit", r"([1-9]\d{0,2})['’′](?: ?\+ ?(\d{1,2}))?(?![\w'’\"”])", say_minute),
    )
