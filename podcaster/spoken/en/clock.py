"""Times of day: 10:30am, 18:05, 5 p.m., 11.30, 1900 hours, and how long something took."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.spoken.en import numbers
from podcaster.spoken.en.context import ends_sentence
from podcaster.spoken.rule import Said

if TYPE_CHECKING:
    from podcaster.spoken.en.context import Context

HALF = r"(?:[ap]\.m\.|[ap]\.?m\b|[AP]\.M\.|[AP]\.?M\b)"
TIMED = on_demand(
    r"\b(?:at|until|till|til|from|before|after|since|around|about|between|opens?|starts?|begins?|closes?|by) $",
    re.IGNORECASE,
)
LOOSE = frozenset({"about", "around", "by", "between", "over"})
"""Words that stand before a number as often as before a time."""
NOT_TIMED = on_demand(
    r"\b(?:shares?|stocks?|index|dollar|euro|pound|yen|prices?|rates?|yields?|valued|trad\w+|average\w*|scor\w+|rating|"
    r"rated|odds|rose|fell|rise|fall|falls|rises|up|down|cut|raised|increased|dropped|version|magnitude|GPA|ERA|"
    r"index|marks?|points)\b[^.;!?]{0,40}$",
    re.IGNORECASE,
)
"""Words after which a number with two decimals is a price, a score or a rate."""
TIME_GOES_ON = on_demand(
    r"$|[,.;:!?)”\"]|[ -](?:on|this|that|tonight|today|tomorrow|sharp|in the|for|every|each|and|with|when|while|daily|"
    r"local|as|he|she|they|we|GMT|BST|CET|CEST|UTC|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)


LISTED = on_demand(rf"\d ?{HALF}(?:, | and |, and | or )$")
"""Another time, in a list with this one."""


def say_dotted_time(match: re.Match[str], context: Context) -> str | None:
    """At 11.30, from 9.15 to 10.45: a time with a dot, by the words around it."""
    before, after = context.before(match.start()), context.after(match.end())
    cue = TIMED.search(before)
    listed = int(match["minute"]) % 5 == 0 and LISTED.search(before)
    if listed and not NOT_TIMED.search(before) and TIME_GOES_ON.match(after):
        said = clock(match["hour"], match["minute"], None, context)
        return Said(said, "a time of day: behind another one") if said and not match["hour2"] else None
    if cue and cue[0].strip().lower() in LOOSE and int(match["minute"]) % 5:
        return None  # "about 1.41" is a number
    if not cue or NOT_TIMED.search(before) or not TIME_GOES_ON.match(after):
        return None
    first = clock(match["hour"], match["minute"], None, context)
    last = clock(match["hour2"], match["minute2"], None, context) if match["hour2"] else None
    if not first or (match["hour2"] and not last):
        return None
    return Said(f"{first} to {last}" if last else first, f"a time of day: after {cue[0].strip()!r}")


def half_of_day(written: str, context: Context) -> str:
    """a.m. or p.m., spelled."""
    if context.style.letters == "plain":
        return f"{written[0].lower()}.m."
    said = context.spell(f"{written[0]}m")
    return said.lower() if context.style.letters == "dotted" else said


def clock(hour: str, minute: str | None, half: str | None, context: Context) -> str | None:
    """A time of day: "ten thirty a.m", "eighteen oh five", "ten o'clock"."""
    if int(hour) > 24 or (minute and int(minute) > 59):
        return None
    if hour == "00" and minute == "00":
        return "midnight"
    said = "oh " * (hour.startswith("0") and hour != "00" and not half) + numbers.cardinal(int(hour))
    if hour == "00":
        said = "zero"
    if minute and int(minute):
        said += f" oh {numbers.cardinal(int(minute))}" if minute[0] == "0" else f" {numbers.cardinal(int(minute))}"
    elif minute and not half:
        said = f"{said.removeprefix('oh ')} o'clock" if 0 < int(hour) <= 12 else f"{said} hundred"
    return f"{said} {half_of_day(half, context)}" if half else said


def say_time(match: re.Match[str], context: Context) -> str | None:
    """10:30am, 18:05, 5 p.m., and a range of two."""
    first_half, last_half = match["half"], match["half2"]
    if not (match["minute"] or first_half or match["minute2"] or last_half):
        return None
    if match["hour2"]:
        if not (first_half or last_half or match["minute"]):
            return None
        first = clock(match["hour"], match["minute"], first_half, context)
        last = clock(match["hour2"], match["minute2"], last_half, context)
        said = first and last and f"{first} to {last}"
    else:
        said = clock(match["hour"], match["minute"], first_half, context)
    if not said:
        return None
    if match["zulu"]:
        return f"{said} Zulu"
    written = match[0]
    # The dot of "p.m." also ends the sentence when nothing, or a new sentence, follows.
    return f"{said}." if written.endswith(".") and ends_sentence(context, match.end()) else said


def say_duration(match: re.Match[str], context: Context) -> str | None:
    """1:02:03 as hours, minutes and seconds."""
    parts = [int(part) for part in match.groups()]
    units = ("hour", "minute", "second")
    said = [f"{context.cardinal(n)} {unit}{'s' * (n != 1)}" for n, unit in zip(parts, units, strict=True) if n]
    return " ".join(said) if said and parts[1] < 60 and parts[2] < 60 else None


def say_military(match: re.Match[str], context: Context) -> str:
    """1900 hours, 0730 hours."""
    hour = f"{'oh ' * (match[1][0] == '0')}{context.cardinal(int(match[1]))}"
    return f"{hour} hundred" if match[2] == "00" else f"{hour} {numbers.cardinal(int(match[2]))}"
