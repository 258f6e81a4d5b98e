"""Transcripts: the times and the noises that they note between the words."""

from __future__ import annotations

import re

from podcaster.article import notices
from podcaster.patterns import on_demand
from podcaster.sentences import ends_sentence

TIME = r"\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?"
CODE = on_demand(
    lambda: (
        rf"[ \t]?(?:\({TIME}(?:\s*(?:-->|[-–—])\s*{TIME})?\)"
        rf"|\[(?:(?:{'|'.join(notices.entries('noise', 'frames.txt'))})\W{{0,3}})?"
        rf"{TIME}(?:\s*(?:-->|[-–—])\s*{TIME})?\])"
    ),
    re.IGNORECASE,
)
"""A time in brackets: "(00:31)", "[crosstalk 01:09]"."""
AT_TURN = on_demand(lambda: rf"^[^\n:\[\]()]{{0,60}}:?[*_]{{0,3}}{CODE.pattern}", re.MULTILINE | re.IGNORECASE)
"""The same at the beginning of a line, or behind the name of who speaks."""
_NAME = r"[A-Z][\w.’'-]{0,30}(?:[ \t][A-Z\d][\w.’'-]{0,30}){0,3}"
BARE_TURN = on_demand(rf"^[ \t]*{TIME}[ \t]+(?:[-–—|][ \t]+)?(?={_NAME}:[ \t])", re.MULTILINE)
"""A time without brackets before the name of who speaks: "00:14 HOST: ..."."""
TIMED = on_demand(rf"^[ \t]*{TIME}[ \t]", re.MULTILINE)
"""A line that opens with a time; those of a live blog ("08:44 The police have tweeted: ...") are the article's."""
TURNS = 2
"""Such lines from which on a text is a transcript."""


def without_times(text: str) -> str:
    """A transcript without its times; any other text as it is."""
    if ":" not in text:
        return text
    text = without_cues(text)
    if len(NAMED_TURN.findall(text)) >= TURNS:
        text = NAMED_TURN.sub(r"\g<name>: ", text)
    bare = len(BARE_TURN.findall(text))
    bare = bare if 2 * bare > len(TIMED.findall(text)) else 0
    if len(AT_TURN.findall(text)) + bare < TURNS:
        return text
    return CODE.sub("", BARE_TURN.sub("", text) if bare else text)


NAMED_TURN = on_demand(
    r"^(?P<name>[^\W\d_][^\n:\[\]().!?]{0,40}?)[ \t]+[(\[]?\d{1,2}:\d\d(?::\d\d)?[)\]]?[ \t]*\n(?=[ \t]*\S)",
    re.MULTILINE,
)
"""A line that has a name and a time, above what is said: "Speaker 1 0:03"."""


def is_subtitles(text: str) -> bool:
    """Whether a text is subtitles: it has no title, and its first line is said."""
    return "-->" in text and len(CUE.findall(text)) >= TURNS


def without_cues(text: str) -> str:
    """Subtitles (SubRip, WebVTT) as the sentences that they are; any other text as it is."""
    if len(CUE.findall(text)) < TURNS:
        return text
    said: list[str] = []
    for cue in CUE.split(re.sub(r"\A\ufeff?WEBVTT[^\n]*\n", "", text)):
        lines = [line for line in cue.split("\n") if line.strip() and not CUE_NOTE.match(line)]
        words = re.sub(r"</?[^<>]{0,60}>", "", VOICE.sub(r"\g<name>: ", " ".join(map(str.strip, lines))))
        turns = said and not re.match(r"(?:-|>>|[A-Z][\w.’ -]{0,40}:)", words)
        if turns and not ends_sentence(said[-1]):
            said[-1] = f"{said[-1]} {words}"
        elif words and not NOISE.fullmatch(words):
            said.append(words)
    return "\n\n".join(said) + "\n"


CUE = on_demand(
    r"^(?:[^\n]{0,60}\n)?[ \t]*(?:\d{1,2}:)?\d\d:\d\d[.,]\d{3}[ \t]*-->[ \t]*(?:\d{1,2}:)?\d\d:\d\d[.,]\d{3}[^\n]*\n",
    re.MULTILINE,
)
"""When words are shown, with the number or name in the line above."""
NOISE = on_demand(r"[\[(♪][^\])♪]{2,60}[\])♪]")
"""What is heard and not said, alone in its cue: "[BELL RINGS]"."""
CUE_NOTE = on_demand(r"(?:NOTE|STYLE|REGION)\b|\d{1,5}\s*$")
VOICE = on_demand(r"<v(?:\.[\w.]+)? (?P<name>[^<>\n]{1,60})>")
"""Who speaks, in WebVTT."""
