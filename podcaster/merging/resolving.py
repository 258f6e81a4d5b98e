"""What both sides have changed, settled: what stands there stays, or what the article has comes in its place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from podcaster.errors import InputError
from podcaster.merging.collisions import (
    GENDER,
    HEADING,
    NAME,
    SYNOPSIS,
    VOICE,
    end_of,
    keys_of,
    keys_of_note,
    noted_in,
    read_all,
    read_told,
    role_of,
    section_at,
)
from podcaster.merging.comments import keep_comments
from podcaster.merging.merge import put_notes
from podcaster.model import NARRATOR, Ending, Gender, Line, Pause, Section, Sound
from podcaster.phrases import NumberedLine, NumberedLines, phrase
from podcaster.project.operations import line_at, rename
from podcaster.project.units import Heading, sections_of, units_of
from podcaster.script.notes import (
    ABOVE,
    BEFORE,
    BELOW,
    GONE,
    MORE,
    THEIRS,
    collides,
    collision_note,
    read_collision,
    read_note,
)
from podcaster.script.titlepage import with_sections

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from podcaster.model import Script
    from podcaster.script.notes import CollisionNote


def resolve(script: Script, index: int, *, theirs: bool, written: Iterable[Line] = ()) -> Script:
    """Settle a collision: what stands there stays, or the other side's comes in its place.

    Args:
        script: The script.
        index: The line at which it is noted.
        theirs: The other side's comes; the article's, where a copy of the script has something there, too, which is
            noted from then on.
        written: What the template wrote last: of its lines that are taken, notes tell no more than role and words.

    Raises:
        InputError: Nothing collides at that line.
    """
    line = line_at(script, index)
    noted = noted_in(line.notes)
    if not any(note.side == THEIRS for note in noted):
        raise _nothing_collides(script, index)
    copied = _left_of_copies(line.notes) if theirs else ()
    noted = tuple(note for note in noted if not (copied and note.copy))
    own = [note for note in noted if not note.part and not note.where]
    if theirs:
        for note in noted:
            if note.part and note.side == THEIRS and not note.where:
                script = _with_part(script, index, note.part, "" if note.value == GONE else note.value)
    end, written = end_of(script, index), tuple(written)
    here = tuple(_clean(each) for each in script.lines[index:end])
    if theirs:
        others = set[tuple[str, str]]().union(*map(keys_of, (*script.lines[:index], *script.lines[end:])))
        values = [note.value for note in own if note.side == THEIRS and note.value != GONE]
        here = tuple(_taken(values, here, written, others)) if own else here
        here = (*(replace(each, notes=(*each.notes, *copied)) for each in here[:1]), *here[1:])
        script = _with_cut(script, end - 1, noted, (BELOW,), written)
        below = len(script.lines)
        script = _with_cut(script, index, noted, (ABOVE, BEFORE), written)
        index, end = (each + len(script.lines) - below for each in (index, end))
    if not here and len(script.lines) == end - index:
        raise InputError("A script needs a line.")
    changed = _with_lines(script, index, end, here)
    units = list(units_of(changed))
    left = copied if not here else ()
    if left:
        lines = [place for place, unit in enumerate(units) if isinstance(unit, Line)]
        put_notes(units, lines[index] if index < len(lines) else len(units), tuple(map(_as_cut, left)))
    if keep_comments(units, tuple(units_of(script))) or left:
        return replace(changed, sections=sections_of(units, script.sections[0].title))
    return changed


def _left_of_copies(notes: Iterable[str]) -> tuple[str, ...]:
    """The notes of what copies have at a line, where the article has something else."""
    found = [(text, note) for text, note in read_all(notes) if note and note.side == THEIRS]
    return tuple(text for text, note in found if note.copy) if any(not note.copy for _, note in found) else ()


def _as_cut(text: str) -> str:
    """The note of what a copy has in the place of a line that is not there any more."""
    note = read_collision(text)
    return collision_note(THEIRS, "", note.value, BEFORE, copy=True) if note and not note.part else text


def _nothing_collides(script: Script, index: int) -> InputError:
    line, there = (
        NumberedLine(index),
        [NumberedLine(at) for at, each in enumerate(script.lines) if collides(each.notes)],
    )
    if not there:
        return InputError(phrase("Nothing collides at line {line}, nor at any other.", line=line))
    if len(there) == 1:
        return InputError(phrase("Nothing collides at line {line}; line {other} does.", line=line, other=there[0]))
    others = {"others": NumberedLines(there[:-1]), "last": there[-1]}
    return InputError(phrase("Nothing collides at line {line}; lines {others} and {last} do.", line=line, **others))


def _with_cut(
    script: Script, index: int, noted: Sequence[CollisionNote], places: Sequence[str], written: Sequence[Line]
) -> Script:
    """A script with what was cut beside a line, as the article has it now, at those places."""
    units = list(units_of(script))
    at = [place for place, unit in enumerate(units) if isinstance(unit, Line)][index]
    chapter = max((place for place in range(at) if isinstance(units[place], Heading)), default=at)
    for where in places:
        found = list[Any]()
        for note in noted:
            if note.side != THEIRS or note.where != where or note.value == GONE:
                continue
            if note.part == SYNOPSIS and found and isinstance(found[-1], Heading):
                found[-1] = replace(found[-1], synopsis=note.value)
            elif note.part:
                found.append(Heading(note.value, ""))
            else:
                known = set[tuple[str, str]]().union(
                    *(keys_of(each) for each in (*units, *found) if isinstance(each, Line))
                )
                found += _taken([note.value], (), written, known)
        place = {ABOVE: chapter, BEFORE: at, BELOW: at + 1}[where]
        before = next(
            (number for number in range(place - 1, -1, -1) if not isinstance(units[number], Sound | Pause)), 0
        )
        if found and isinstance(found[0], Heading) and isinstance(line := units[before], Line):
            units[before] = replace(line, ending=Ending.SECTION)  # the last one of its chapter now
        units[place:place] = found
        at += len(found)
    return replace(script, sections=sections_of(units, script.sections[0].title))


def _taken(
    values: Sequence[str], here: Sequence[Line], written: Sequence[Line], others: AbstractSet[tuple[str, str]]
) -> Iterator[Line]:
    """The lines that notes tell, with all that is known of them: by what the template wrote, or by what stands here.

    A line's quotes are those that the template has at its words, and what has been decided of them here stays.
    """
    for number, value in enumerate(values):
        new = read_told(value, here[number] if len(here) == len(values) else Line(NARRATOR, "")).line
        quotes = {key: note for note in new.notes for key in keys_of_note(note)}
        own = tuple(note for note in new.notes if not read_note(note))
        if same := _same(new, written, others):
            notes = (quotes.get(next(iter(keys_of_note(note)), ("", "")), note) for note in same.notes)
            ending = new.ending if here else same.ending
            new = replace(new, markup=same.markup, notes=tuple(dict.fromkeys((*notes, *own))), ending=ending)
        elif new.role == NARRATOR:
            new = replace(new, notes=own)
        yield new


def _same(new: Line, written: Iterable[Line], others: AbstractSet[tuple[str, str]]) -> Line | None:
    """The line that the template wrote with the words of one that comes in; None where it has none.

    Of several, one whose quotes stand at no other line of the script, and of its speaker.
    """
    return min(
        (each for each in written if each.text == new.text),
        key=lambda each: (
            not keys_of(each).isdisjoint(others),
            each.role != new.role,
            bool(keys_of(each)) == (new.role == NARRATOR),
        ),
        default=None,
    )


def _with_lines(script: Script, index: int, end: int, new: Sequence[Line]) -> Script:
    """A script with other lines in the place of some: each in its place, where there are as many, else together."""
    sections, number = list[Section](), 0
    for section in script.sections:
        items: list[Line | Sound | Pause] = []
        for item in section.items:
            if not isinstance(item, Line):
                items.append(item)
                continue
            if not index <= number < end:
                items.append(item)
            elif len(new) == end - index:
                items.append(new[number - index])
            elif number == index:
                items += new
            number += 1
        sections.append(replace(section, items=tuple(items)))
    known = {role.name: role for role in script.roles}
    return with_sections(script, sections, known)


def _clean(line: Line) -> Line:
    return replace(line, notes=tuple(note for note in line.notes if note != MORE and not read_collision(note)))


def _with_part(script: Script, index: int, part: str, value: str) -> Script:
    """A script with another value of a part that is no line."""
    if part in {HEADING, SYNOPSIS}:
        number = section_at(script, index)
        old = script.sections[number]
        if part == HEADING and not value and number:  # what is below it is of the chapter before
            before = script.sections[number - 1]
            joined = replace(before, items=(*before.items, *old.items))
            return replace(script, sections=(*script.sections[: number - 1], joined, *script.sections[number + 1 :]))
        new = replace(old, title=value) if part == HEADING else replace(old, synopsis=value)
        return replace(script, sections=(*script.sections[:number], new, *script.sections[number + 1 :]))
    if role := role_of(script, part, NAME):
        return rename(script, role.name, value, "")
    for kind in (GENDER, VOICE):
        if role := role_of(script, part, kind):
            changed = replace(role, gender=Gender(value)) if kind == GENDER else replace(role, voice=value)
            return replace(script, roles=tuple(changed if each == role else each for each in script.roles))
    if part.startswith((NAME, GENDER, VOICE)):
        return script  # who was called so then is called otherwise now, or gone
    if part == "Title":
        script = replace(script, title=value)
    metadata = {key: text for key, text in script.metadata.items() if key != part}
    if value and (part != "Title" or part in script.metadata):
        metadata = {
            key: value.replace(" / ", "\n") if key == part else text
            for key, text in (script.metadata if part in script.metadata else {**script.metadata, part: value}).items()
        }
    return replace(script, metadata=metadata)
