"""Cues and chapters as the files that players read: WebVTT, SubRip, and the Podcast Namespace's JSON forms.

One cue is one line of the script, with the times of its measured clip.
"""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING

from podcaster.wording import clock

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from podcaster.model import Chapter, Cue

VTT_WIDTH = 65
"""Characters a line of a WebVTT cue: the Podcast Namespace's recommendation."""

SRT_WIDTH = 32
"""Characters a line of a SubRip cue: the same source."""


def to_vtt(cues: Iterable[Cue]) -> str:
    """WebVTT (W3C), each cue in a voice span with the speaker's name."""
    blocks = ["WEBVTT\n"]
    for cue in cues:
        text = "\n".join(textwrap.wrap(cue.text, VTT_WIDTH, break_long_words=False, break_on_hyphens=False))
        blocks.append(f"{clock(cue.start)} --> {clock(cue.end)}\n<v {escape(cue.role)}>{escape(text)}\n")
    return "\n".join(blocks)


def escape(text: str) -> str:
    """Text as WebVTT takes it: its three special characters as entities."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def to_srt(cues: Iterable[Cue]) -> str:
    """SubRip, with the speaker's name where the speaker changes."""
    blocks = []
    previous = None
    for number, cue in enumerate(cues, 1):
        text = cue.text if cue.role == previous else f"{cue.role}: {cue.text}"
        previous = cue.role
        lines = "\n".join(textwrap.wrap(text, SRT_WIDTH, break_long_words=False, break_on_hyphens=False))
        blocks.append(f"{number}\n{clock(cue.start, ',')} --> {clock(cue.end, ',')}\n{lines}\n")
    return "\n".join(blocks)


def to_json(cues: Iterable[Cue]) -> str:
    """The Podcast Namespace's JSON transcript, version 1.0.0."""
    segments = [
        {"speaker": cue.role, "startTime": round(cue.start, 3), "endTime": round(cue.end, 3), "body": cue.text}
        for cue in cues
    ]
    return dumps({"version": "1.0.0", "segments": segments})


def chapters_to_json(chapters: Sequence[Chapter]) -> str:
    """JSON chapters, version 1.2.0."""
    entries = [
        {"startTime": round(chapter.start, 3), "title": chapter.title, "endTime": round(chapter.end, 3)}
        for chapter in chapters
    ]
    return dumps({"version": "1.2.0", "chapters": entries})


def dumps(value: object) -> str:
    """Readable JSON with its own letters, the same bytes for the same value."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
