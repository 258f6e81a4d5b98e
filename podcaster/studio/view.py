"""What the page shows of a project: plain values, part by part, so that only what has changed is sent.

Offsets in texts are UTF-16 units here, as JavaScript counts them.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from podcaster.merging.again import taken_back
from podcaster.merging.collisions import collisions_of, told
from podcaster.model import NARRATOR, UNATTRIBUTED, Line, Pause, Sound
from podcaster.project.operations import is_quoted
from podcaster.project.recordings import recorded_lines
from podcaster.project.unknown import unknown_words
from podcaster.script.cues import Delivery, write_directions, write_sound
from podcaster.script.notes import GONE
from podcaster.script.said import said_in
from podcaster.speech.recorded import recording_of
from podcaster.studio.table import worded

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from podcaster.merging.collisions import Collision
    from podcaster.model import Cast, Script
    from podcaster.project import OpenProject

Parts = dict[str, Any]

HUES = 137.508
"""Degrees between the colours of two speakers: the golden angle keeps any number of them apart."""
MOST_WORDS = 80
"""Names and words that are listed to be heard."""


def mark_of(value: object) -> str:
    """What tells one value from another."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()[:16]


def colour(number: int) -> str:
    """The colour of a speaker, readable on light and dark paper (contrast 4.5 and more)."""
    hue = round(number * HUES) % 360
    return f"light-dark(hsl({hue} 70% 27%), hsl({hue} 65% 74%))"


def colours(script: Script) -> dict[str, str]:
    """Role -> colour; the narrator's and the reserve voice's are the program's own."""
    own = {NARRATOR: "var(--soft)", UNATTRIBUTED: "var(--wait)"}
    others = [role.name for role in script.roles if role.name not in own]
    return own | {name: colour(number) for number, name in enumerate(others)}


def view_article(project: OpenProject) -> Parts:
    """The article, or, where only the script is known, its lines as paragraphs."""
    if project.kept and project.kept.read:
        article = project.kept.read[0].article
        at = utf16(article.text)
        blocks = [
            {"kind": str(b.kind), "start": at(b.start), "end": at(b.end), "spoken": b.spoken} for b in article.blocks
        ]
        return {"text": article.text, "blocks": blocks}
    text, blocks = "", []
    for line in project.script.lines:
        start = units(text)
        text += line.text
        blocks.append({"kind": "paragraph", "start": start, "end": units(text), "spoken": True})
        text += "\n\n"
    return {"text": text, "blocks": blocks}


def view_lines(project: OpenProject) -> list[Parts]:
    """Every line."""
    script, paint = project.script, colours(project.script)
    own, altered = project.template_lines, project.altered
    recorded = {each.line: each.said for each in recorded_lines(project)}
    back = {each.line: each for each in taken_back(project)}
    collide = {each.line: "copy" if each.copied == each.theirs else "article" for each in collisions_of(script)}
    lines = []
    for index, (line, mark) in enumerate(zip(script.lines, line_marks(script), strict=True)):
        quoted = is_quoted(line)
        lines.append(
            {
                "i": index,
                "role": line.role,
                "text": line.text,
                "colour": paint[line.role],
                "quoted": quoted,
                "own": not quoted and line.text in own,
                "altered": index in altered,
                "collides": collide.get(index, ""),
                "bite": index in recorded,
                "bite_said": recorded.get(index, ""),
                "back": view_back(script, back.get(index)),
                "pause": line.pause,
                "direction": write_directions(Delivery(line.rate, line.gain)).strip("()"),
                "mark": mark,
            }
        )
    return lines


def view_back(script: Script, back: Collision | None) -> Parts | None:
    """What the article has otherwise in the place of some lines since it was taken back; empty words are nothing."""
    if back is None:
        return None
    there = [{"words": "" if words == GONE else words, "before": words in back.cut} for words in back.theirs]
    own = zip(back.mine, map(told, script.lines[back.line :]), strict=False)
    return {"there": there, "count": max(1, sum(mine == line for mine, line in own))}


def view_stale(script: Script, spoken: Container[str]) -> list[int]:
    """The numbers of the lines that are not spoken as they are now.

    Args:
        script: The script.
        spoken: Marks of lines that are heard in the episode, or were spoken since.
    """
    return [index for index, mark in enumerate(line_marks(script)) if mark not in spoken]


_marks: list[tuple[Script, list[str]]] = []
"""Of the latest scripts, for the same state is asked for several times, by several threads."""
LATEST = 4


def line_marks(script: Script) -> list[str]:
    """What decides how each line sounds, as far as the script says: the same mark is the same sound."""
    for known, marks in _marks:
        if known is script:
            return marks
    roles = {role.name: (role.voice, str(role.gender)) for role in script.roles}
    said = [(entry.word, entry.say, entry.ipa) for entry in said_in(script).entries]

    def mark(line: Line) -> str:
        ways = [way for way in said if way[0].casefold() in line.text.casefold()]
        return mark_of([line.role, line.text, line.rate, line.gain, roles[line.role], ways, recording_of(line)])

    marks = [mark(line) for line in script.lines]
    _marks[:] = [*_marks[1 - LATEST :], (script, marks)]
    return marks


def view_script(script: Script) -> Parts:
    """The sections, with the numbers of their lines and with their cues."""
    sections, number, cues = [], 0, 0
    for section in script.sections:
        items: list[Parts] = []
        for item in section.items:
            if isinstance(item, Line):
                items.append({"line": number})
                number += 1
            else:
                cues += 1
                items.append({"cue": view_cue(item), "key": cues})
        sections.append({"title": section.title, "items": items})
    return {"sections": sections}


def view_cue(item: Sound | Pause) -> Parts:
    """A cue, as the page names it."""
    if isinstance(item, Pause):
        return {"kind": "pause", "name": f"{item.seconds:g}"}
    return {"kind": "sound", "name": write_sound(item).partition(": ")[2]}


def view_cast(project: OpenProject, cast: Cast, pinned: Mapping[str, str]) -> list[Parts]:
    """Everyone who speaks."""
    script, paint = project.script, colours(project.script)
    rows = []
    for role in script.roles:
        lines = [(index, line) for index, line in enumerate(script.lines) if line.role == role.name]
        casting = cast.roles[role.name]
        rows.append(
            {
                "name": role.name,
                "gender": str(role.gender),
                "voice": casting.voice.name,
                "engine": casting.voice.engine,
                "language": role.language,
                "reason": worded("reason", casting.reason),
                "lines": len(lines),
                "words": sum(len(line.text.split()) for _, line in lines),
                "first": lines[0][0],
                "colour": paint[role.name],
                "renameable": role.name not in {NARRATOR, UNATTRIBUTED},
                "pinned": pinned.get(role.name) == casting.voice.name,
            }
        )
    return rows


def view_words(script: Script, known: Sequence[str]) -> list[Parts]:
    """How words are said in this script, and names that nobody has said how to say.

    Args:
        script: The script.
        known: Words of the lexicon that stand in it.
    """
    own = {entry.word: entry.say or f"/{entry.ipa}/" for entry in said_in(script).entries}
    return [{"word": word, "said": own.get(word)} for word in [*own, *unknown_words(script, known)][:MOST_WORDS]]


def view_history(project: OpenProject) -> list[Parts]:
    """Who changed what; changes that are taken back are marked."""
    from podcaster.project.journal import stacks_of

    undone = set(stacks_of(project.journal.entries).undone)
    return [
        {"when": entry.when, "who": entry.who or "—", "what": entry.what, "undone": number in undone}
        for number, entry in enumerate(project.journal.entries)
    ]


def view_signature(project: OpenProject) -> Parts | None:
    """The latest signature."""
    signature = project.signature
    return asdict(signature) if signature else None


def units(text: str) -> int:
    """Its length in UTF-16 units."""
    return len(text) + sum(sign > "\uffff" for sign in text)


def utf16(text: str) -> Any:
    """From an offset in code points to one in UTF-16 units."""
    return _offsets(text).__getitem__


@lru_cache(maxsize=2)
def _offsets(text: str) -> Sequence[int]:
    if text.isascii() or max(text, default="") <= "\uffff":
        return range(len(text) + 1)
    offsets, at = [0], 0
    for sign in text:
        at += 2 if sign > "\uffff" else 1
        offsets.append(at)
    return offsets


def view_merge(script: Script) -> list[Parts]:
    """Where the article, or a copy of the script, and the script's editors have changed the same lines."""

    def shown(lines: Sequence[str]) -> list[str]:
        return [line for line in lines if line != GONE]  # the page says so of a side that has none

    return [
        {
            "id": str(c.line),
            "place": c.line + 1,
            "base": shown(c.base),
            "mine": shown(c.mine),
            "theirs": shown(c.theirs),
        }
        for c in collisions_of(script)
    ]
