"""Transcripts: the times and the noises that they note between the words."""

from __future__ import annotations

import re

TIME = r"\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?"
CODE = re.compile(
    rf"[ \t]?(?:\({TIME}(?:\s*(?:-->|[-–—])\s*{TIME})?\)"
    rf"|\[(?:(?:crosstalk|inaudible|unintelligible|overlapping|silence|pause|music|applause|laughter|laughs|phonetic)\W{{0,3}})?"
    rf"{TIME}(?:\s*(?:-->|[-–—])\s*{TIME})?\])",
    re.IGNORECASE,
)
"""A time in brackets: "(00:31)", "[crosstalk 01:09]"."""
AT_TURN = re.compile(rf"^[^\n:\[\]()]{{0,60}}:?[*_]{{0,3}}{CODE.pattern}", re.MULTILINE | re.IGNORECASE)
"""The same at the beginning of a line, or behind the name of who speaks."""
TURNS = 2
"""Such lines from which on a text is a transcript."""


def without_times(text: str) -> str:
    """A transcript without its times; any other text as it is."""
    if ":" not in text or len(AT_TURN.findall(text)) < TURNS:
        return text
    return CODE.sub("", text)
