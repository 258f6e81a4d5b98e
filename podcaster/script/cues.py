"""What a script asks for besides words: directions under a name, sounds and pauses, as they are written and read.

Reading raises ``ValueError`` with a sentence that says what was expected; the reader of the file adds the place.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from podcaster.model import Ending, Pause, Sound, SoundMode
from podcaster.patterns import on_demand

if TYPE_CHECKING:
    from collections.abc import Collection

LONGEST_PAUSE = 60.0
"""Seconds. More silence than this is a slip of the pen; players and listeners take it for the end."""


class Delivery(NamedTuple):
    """How words are to be spoken."""

    rate: float = 1.0
    """How fast, times the voice's own speed."""
    gain: float = 0.0
    """How loud, in decibels over the voice's own level."""


OWN_DELIVERY = Delivery()
"""As the voice itself speaks."""

DIRECTIONS = {
    "slowly": Delivery(rate=0.85),
    "very slowly": Delivery(rate=0.7),
    "quickly": Delivery(rate=1.15),
    "very quickly": Delivery(rate=1.3),
    "softly": Delivery(gain=-4.0),
    "loudly": Delivery(gain=3.0),
}
"""The words that stand in parentheses under a name. Speech stays clear between 0.7 and 1.3 times its own speed."""

NUMBER = on_demand(r"[-+]?\d{1,4}(?:\.\d+)?")
RATES = (0.5, 2.0)
GAINS = (-20.0, 12.0)
"""Decibels."""


def read_seconds(text: str) -> float:
    """Seconds, as ``1.5`` or ``1.5 s``.

    Raises:
        ValueError: It is no number of seconds, or too long.
    """
    number = text.strip().casefold().removesuffix("seconds").removesuffix("s").strip()
    if not NUMBER.fullmatch(number):
        raise ValueError(f"{text.strip() or 'nothing'!r} is no length of silence; write seconds, such as 1.5")
    seconds = round(float(number), 3)
    if not 0 <= seconds <= LONGEST_PAUSE:
        raise ValueError(f"a pause lasts between 0 and {LONGEST_PAUSE:g} seconds, not {number}")
    return seconds


def write_number(value: float) -> str:
    """A number with at most three decimals and no more zeros than it needs."""
    text = f"{round(value, 3):.3f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def read_direction(text: str, delivery: Delivery) -> Delivery | float:
    """What stands in parentheses under a name.

    Args:
        text: Without the parentheses: ``slowly``, ``slowly, softly``, ``rate 0.9``, ``gain -3``, ``pause 0.5``.
        delivery: What was asked for before, in the same speech.

    Returns:
        The new delivery, or the seconds of a pause.

    Raises:
        ValueError: It is unknown.
    """
    words = text.strip().casefold()
    if words.startswith("pause"):
        return read_seconds(words.removeprefix("pause"))
    for part in (part.strip() for part in words.split(",")):
        if part in DIRECTIONS:
            named = DIRECTIONS[part]
            delivery = Delivery(
                named.rate if named.rate != 1.0 else delivery.rate, named.gain if named.gain else delivery.gain
            )
        elif part.startswith("rate "):
            delivery = delivery._replace(rate=_within(part.removeprefix("rate "), "rate", RATES))
        elif part.startswith("gain "):
            delivery = delivery._replace(gain=_within(part.removeprefix("gain "), "gain", GAINS))
        else:
            raise ValueError(f"{part!r} is no direction; {_expected(part, (*DIRECTIONS, 'pause', 'rate', 'gain'))}")
    return delivery


def _within(text: str, what: str, limits: tuple[float, float]) -> float:
    number = text.strip().removesuffix("db").strip()
    if not NUMBER.fullmatch(number) or not limits[0] <= float(number) <= limits[1]:
        raise ValueError(f"{what} is a number from {limits[0]:g} to {limits[1]:g}, not {text.strip()!r}")
    return round(float(number), 3)


def _expected(word: str, known: Collection[str]) -> str:
    if close := get_close_matches(word, list(known), n=1, cutoff=0.6):
        return f"did you mean {str(close[0])!r}?"
    return f"expected {', '.join(known)}"


def write_directions(delivery: Delivery) -> str:
    """The parentheses that ask for a delivery; empty when it is the voice's own."""
    parts = []
    if delivery.rate != 1.0:
        parts.append(_named(Delivery(rate=delivery.rate)) or f"rate {write_number(delivery.rate)}")
    if delivery.gain:
        parts.append(_named(Delivery(gain=delivery.gain)) or f"gain {write_number(delivery.gain)}")
    return f"({', '.join(parts)})" if parts else ""


def _named(delivery: Delivery) -> str:
    return next((name for name, known in DIRECTIONS.items() if known == delivery), "")


def read_sound(text: str, sounds: Collection[str] | None) -> Sound:
    """What follows ``> SOUND:``: a name and a mode.

    Args:
        text: ``theme``, ``rain bed``, ``applause.wav sting``, ``theme stop``, or ``stop`` for whatever is playing.
        sounds: The names that exist, with and without extensions; None: any name goes.

    Raises:
        ValueError: There is no name, the mode is unknown, or the sound is not there.
    """
    words = text.split()
    modes = [str(mode) for mode in SoundMode]
    if not words:
        raise ValueError("the name of a sound is missing; expected > SOUND: NAME, and bed, sting or stop behind it")
    if words == ["stop"] and "stop" not in (sounds or ()):
        return Sound("", SoundMode.STOP)
    mode = SoundMode.THEME
    name = " ".join(words)
    if len(words) > 1 and words[-1] in modes:
        mode, name = SoundMode(words[-1]), " ".join(words[:-1])
    elif len(words) > 1 and (name not in sounds if sounds is not None else "." not in words[-1]):
        raise ValueError(f"{words[-1]!r} is no way to play a sound; {_expected(words[-1], modes)}")
    a_file = "/" in name  # of the show's folder; whether it is there is seen when it is played
    if sounds is not None and name not in sounds and mode is not SoundMode.STOP and not a_file:
        raise ValueError(
            f"no sound is called {name!r}; {_expected(name, sorted(sounds)) if sounds else 'there are none'}"
        )
    return Sound(name, mode)


def write_sound(sound: Sound) -> str:
    """The cue of a sound."""
    if sound.mode is SoundMode.THEME and " " not in sound.name:
        return f"> SOUND: {sound.name}"
    return f"> SOUND: {f'{sound.name} {sound.mode}'.strip()}"


def read_pause(text: str) -> Pause | Ending:
    """What follows ``> PAUSE:``: seconds, or the name of a pause that the settings know.

    Raises:
        ValueError: It is neither.
    """
    word = text.strip().casefold()
    if word in list(Ending):
        return Ending(word)
    if word[:1].isalpha():
        raise ValueError(f"{word!r} is no pause; {_expected(word, [*Ending, 'or seconds, such as 1.5'])}")
    return Pause(read_seconds(word))
