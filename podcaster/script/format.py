"""Write a script: Script -> Fountain, in one way only, so that reading and writing again gives the same file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.model import COMMENTS, NARRATOR, UNATTRIBUTED, Ending, Gender, Line, Pause, Sound
from podcaster.script.cues import Delivery, write_directions, write_number, write_sound
from podcaster.script.endings import natural_ending
from podcaster.script.fountain import NEED_BLANK
from podcaster.script.markup import LINE_MARKS, SCENE_ELSEWHERE, escape_inside, one_line
from podcaster.script.notes import comments_in, is_comment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from podcaster.model import Role, Script, Section


def format_script(script: Script) -> str:
    """Write a script as Fountain: its title page, and a ``# Heading`` for each section."""
    return (
        "\n".join((*_title_page(script), *(line for section in script.sections for line in _section(section)))) + "\n"
    )


def _title_page(script: Script) -> Iterator[str]:
    fields = {"Title": script.title} | dict(script.metadata) | {"Title": script.title}
    comments = fields.pop(COMMENTS, "")
    for key, value in fields.items():
        lines = [_value(line) for line in value.split("\n") if one_line(line)]
        yield f"{key}: {lines[0]}" if len(lines) == 1 else f"{key}:"
        yield from (f"    {line}" for line in lines if len(lines) > 1)
    if comments:
        yield comments
    if entries := [entry for role in (*script.roles, *script.awaited) if (entry := _role(role))]:
        yield "Cast:"
        yield from entries


def _value(text: str) -> str:
    return escape_inside(text).replace("/*", r"/\*")


def _role(role: Role) -> str:
    own = role.name in {NARRATOR, UNATTRIBUTED}
    says = [str(role.gender)] if role.gender is not Gender.UNKNOWN or not own else []
    says += [f"voice {role.voice}"] if role.voice else []
    says += [f"language {role.language}"] if role.language else []
    return f"    {_value(role.name)}: {', '.join(says)}" if says else ""


def _section(section: Section) -> Iterator[str]:
    yield from ("", f"# {escape_inside(section.title)}")
    if section.synopsis:
        yield f"= {escape_inside(section.synopsis)}"
    following = _following(section)
    for place, item in enumerate(section.items):
        yield ""
        if isinstance(item, Sound):
            yield write_sound(item)
        elif isinstance(item, Pause):
            yield f"> PAUSE: {write_number(item.seconds)}"
        else:
            yield from _line(item)
            yield from _ending(item, following[place], cue=section.items[place + 1 : place + 2] != (following[place],))


def _following(section: Section) -> list[Line | None]:
    """For each item of a section, the first line behind it."""
    found: list[Line | None] = []
    latest: Line | None = None
    for item in reversed(section.items):
        found.append(latest)
        latest = item if isinstance(item, Line) else latest
    return found[::-1]


def _ending(line: Line, following: Line | None, *, cue: bool) -> Iterator[str]:
    """What behind a line says how it ends: nothing, one more blank line, or a named pause."""
    natural = Ending.SECTION if following is None else natural_ending(line, following, blanks=1, cue=cue)
    if line.ending is natural:
        return
    if line.ending is Ending.PARAGRAPH and following is not None:
        yield ""
    else:
        yield from ("", f"> PAUSE: {line.ending}")


def _line(line: Line) -> Iterator[str]:
    yield from comments_in(line.notes)
    notes = "".join(f"[[{_note(note)}]]" for note in line.notes if one_line(note) and not is_comment(note))
    behind = f" {notes}" if notes else ""
    text = line.markup or escape_inside(line.text)
    directions = write_directions(Delivery(line.rate, line.gain))
    if line.role == NARRATOR and not directions and line.pause is None:
        yield _force(text) + behind
        return
    yield f"@{escape_inside(line.role)}{behind}"
    if directions:
        yield directions
    yield "\\" + text if _needs_escape(text) else text
    if line.pause is not None:
        yield f"(pause {write_number(line.pause)})"


def _note(note: str) -> str:
    bare = one_line(note).replace("]]", "] ]").replace("/*", "/ *").replace("*/", "* /")
    return f"{bare} " if bare.endswith("]") else bare


def _force(text: str) -> str:
    """An action, marked as one where it could be taken for something else."""
    doubtful = text.startswith(LINE_MARKS) or SCENE_ELSEWHERE.match(text) or text.isupper()
    return f"!{text}" if doubtful else text


def _needs_escape(text: str) -> bool:
    return text.startswith("(") or any(mark.match(text) for mark, _ in NEED_BLANK)
