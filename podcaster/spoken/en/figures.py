"""The parts that patterns of numbers are made of."""

from __future__ import annotations

from podcaster.spoken.rule import oneof
from podcaster.spoken.words import table

MAGNITUDES = table("units")["magnitudes"]
PER = table("units")["per"]

NUMBER = r"(?:\d{1,3}(?:,\d{3}){1,6}(?!\d)|\d{1,40})(?:\.\d{1,40})?|\.\d{1,40}"
NUMBER = rf"(?:{NUMBER})"
SIGNED = rf"[-−–+±]?{NUMBER}"
DASH = r"(?: ?[-–—] ?| to )"
WORDS = "hundred|thousand|million|billion|trillion"
SCALE = rf"(?:[ -]?(?:{WORDS})\b| ?(?:bn|Bn|BN|mn|mil|mio|tn|trn|bil)\b|(?:[kKmMbBtT]|mm|MM)\b)"
PER_UNIT = rf"/ ?(?P<per>{oneof(PER)})\b"


def magnitude(written: str | None) -> str:
    """The word for a magnitude as written: "bn" is "billion"."""
    return str(MAGNITUDES[written.strip(" -")]) if written else ""
