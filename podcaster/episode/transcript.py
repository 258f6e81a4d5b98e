"""Cues and chapters as the files that players read: WebVTT, SubRip, and the Podcast Namespace's JSON forms.

In the JSON form one segment is one line of the script, with the times of its measured clip. Where the words are shown
while they are heard, a line is cut into captions of two lines of text.
"""

from __future__ import annotations

import json
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from podcaster.episode.captions import split_cue
from podcaster.wording import clock

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from podcaster.model import Chapter, Cue

VTT_WIDTH = 65
"""Characters a line of a WebVTT cue: the Podcast Namespace's recommendation."""

SRT_WIDTH = 32
"""Characters a line of a SubRip cue: the same source."""


def to_vtt(cues: Iterable[Cue]) -> str:
    """WebVTT (W3C), each caption in a voice span with the speaker's name."""
    captions = chain.from_iterable(split_cue(cue, VTT_WIDTH) for cue in cues)
    blocks = [
        f"{clock(cue.start)} --> {clock(cue.end)}\n<v {escape(cue.role)}>{escape(cue.text)}\n" for cue in captions
    ]
    return "\n".join(["WEBVTT\n", *blocks])


def escape(text: str) -> str:
    """Text as WebVTT takes it: its three special characters as entities."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def to_srt(cues: Sequence[Cue]) -> str:
    """SubRip, with the speaker's name where the speaker changes."""
    roles = ["", *(cue.role for cue in cues)]
    labels = ["" if role == before else f"{role}: " for before, role in pairwise(roles)]
    captions = chain.from_iterable(split_cue(cue, SRT_WIDTH, label) for cue, label in zip(cues, labels, strict=True))
    return "\n".join(
        f"{number}\n{clock(cue.start, ',')} --> {clock(cue.end, ',')}\n{cue.text}\n"
        for number, cue in enumerate(captions, 1)
    )


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
