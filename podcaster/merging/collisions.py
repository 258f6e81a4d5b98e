"""What people and the article have both changed: shown in notes of the script until somebody settles it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from podcaster.errors import InputError
from podcaster.model import NARRATOR, Ending, Gender, Line, Pause, Section, Sound
from podcaster.patterns import on_demand
from podcaster.phrases import NumberedLine, NumberedLines, phrase
from podcaster.project.operations import line_at, rename
from podcaster.project.units import Heading, sections_of, units_of
from podcaster.script.cues import Delivery, read_direction, write_directions, write_number
from podcaster.script.notes import (
    ABOVE,
    ALTERED,
    BASE,
    BEFORE,
    BELOW,
    CUT,
    MORE,
    THEIRS,
    CollisionNote,
    collides,
    collision_note,
    read_collision,
    read_note,
)
from podcaster.script.titlepage import list_roles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from podcaster.model import Role, Script
    from podcaster.project.units import ScriptUnit

GONE = "(taken out)"
"""What a note says of a side on which the lines are not."""
HEADING, SYNOPSIS = "Heading", "Synopsis"
NAME, GENDER, VOICE = "name of ", "gender of ", "voice of "
"""Parts of a script that are no lines, as notes call them; a key of the title page is called as it stands there."""
TOLD = on_demand(r"(?P<role>.*?)(?: \((?P<how>[^()]*)\))?(?: \(pause (?P<pause>[\d.]+|as ever)\))?: (?P<words>.*)")


@dataclass(frozen=True, slots=True)
class Collision:
    """What both sides changed in different ways."""

    line: int
    """Number of the line at which it is noted, from 0."""
    base: tuple[str, ...]
    """What stood there, each line as "Role: words"; what is no line as "Title: words"."""
    mine: tuple[str, ...]
    """What stands there now; none where the lines were cut."""
    theirs: tuple[str, ...]
    """What the template writes now."""
    cut: tuple[str, ...] = ()
    """What of ``theirs`` would stand before the line, where lines were cut."""


def collisions_of(script: Script) -> tuple[Collision, ...]:
    """What is noted of collisions in a script, in order."""
    found = []
    for index, line in enumerate(script.lines):
        noted = _noted(line.notes)
        if any(note.side == THEIRS for note in noted):
            theirs = tuple(note.shown for note in noted if note.side == THEIRS)
            base = tuple(note.shown for note in noted if note.side != THEIRS)
            cut = tuple(note.shown for note in noted if note.side == THEIRS and note.where in {ABOVE, BEFORE})
            found.append(Collision(index, base, _mine(script, index, noted), theirs, cut))
    return tuple(found)


def _mine(script: Script, index: int, noted: Sequence[CollisionNote]) -> tuple[str, ...]:
    """What stands at a line of what collides there."""
    noted = [note for note in noted if not note.where]
    parts = tuple(f"{part}: {_value(script, index, part)}" for part in _parts(noted) if part)
    if all(note.part for note in noted):
        return parts
    how = any(_read(note.value, script.lines[index]).how for note in noted if not note.part)
    return (*(told(line, how=how) for line in script.lines[index : _end(script, index)]), *parts)


def _parts(noted: Iterable[CollisionNote]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(note.part for note in noted))


def _noted(notes: Iterable[str]) -> tuple[CollisionNote, ...]:
    return tuple(note for _, note in read_all(notes) if note)


def read_all(notes: Iterable[str]) -> list[tuple[str, CollisionNote | None]]:
    """Notes, each with what it tells of a collision."""
    found = list[tuple[str, CollisionNote | None]]()
    now = BASE  # an older version's notes of a line, and those of one cut before it, begin with what each was
    for text in notes:
        note = read_collision(text)
        if note and not note.part and not note.where:
            now = now if note.side == THEIRS else note.side
            note = note._replace(where=BEFORE if now == CUT else "")
        found.append((text, note))
    return found


def _end(script: Script, index: int) -> int:
    """The number behind the last line of what collides at a line."""
    lines, end = script.lines, index + 1
    while end < len(lines) and MORE in lines[end].notes and not collides(lines[end].notes):
        end += 1
    return end


def resolve(script: Script, index: int, *, theirs: bool, written: Iterable[Line] = ()) -> Script:
    """Settle a collision: what stands there stays, or the other side's comes in its place.

    Args:
        script: The script.
        index: The line at which it is noted.
        theirs: The other side's comes.
        written: What the template wrote last: of its lines that are taken, notes tell no more than role and words.

    Raises:
        InputError: Nothing collides at that line.
    """
    line = line_at(script, index)
    noted = _noted(line.notes)
    if not any(note.side == THEIRS for note in noted):
        raise _nothing_collides(script, index)
    own = [note for note in noted if not note.part and not note.where]
    if theirs:
        for note in noted:
            if note.part and note.side == THEIRS and not note.where:
                script = _with_part(script, index, note.part, "" if note.value == GONE else note.value)
    end, written = _end(script, index), tuple(written)
    here = tuple(_clean(each) for each in script.lines[index:end])
    if theirs:
        others = set[tuple[str, str]]().union(*map(keys_of, (*script.lines[:index], *script.lines[end:])))
        values = [note.value for note in own if note.side == THEIRS and note.value != GONE]
        here = tuple(_taken(values, here, written, others)) if own else here
        script = _with_cut(script, end - 1, noted, (BELOW,), written)
        below = len(script.lines)
        script = _with_cut(script, index, noted, (ABOVE, BEFORE), written)
        index, end = (each + len(script.lines) - below for each in (index, end))
    if not here and len(script.lines) == end - index:
        raise InputError("A script needs a line.")
    return _with_lines(script, index, end, here)


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


def named_at(script: Script, index: int) -> str:
    """Who has another name in the article, as noted at a line; empty: nobody."""
    notes = _noted(script.lines[index].notes) if 0 <= index < len(script.lines) else ()
    return next((note.part.removeprefix(NAME) for note in notes if note.part.startswith(NAME)), "")


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
        new = _read(value, here[number] if len(here) == len(values) else Line(NARRATOR, "")).line
        quotes = {key: note for note in new.notes for key in _keys_of(note)}
        own = tuple(note for note in new.notes if not read_note(note))
        if same := _same(new, written, others):
            notes = (quotes.get(next(iter(_keys_of(note)), ("", "")), note) for note in same.notes)
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


def keys_of(line: Line) -> set[tuple[str, str]]:
    """The quotes that a line's words are of, as its notes say: number of the article, and key."""
    return {key for note in line.notes for key in _keys_of(note)}


def _keys_of(note: str) -> tuple[tuple[str, str], ...]:
    parts = read_note(note)
    return ((parts.get("article", ""), parts["quote"]),) if parts else ()


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
    return replace(script, sections=tuple(sections), roles=list_roles(sections, known))


def _clean(line: Line) -> Line:
    return replace(line, notes=tuple(note for note in line.notes if note != MORE and not read_collision(note)))


def _section_at(script: Script, index: int) -> int:
    """The number of the section that has a line."""
    count = 0
    for number, section in enumerate(script.sections):
        count += sum(isinstance(item, Line) for item in section.items)
        if index < count:
            return number
    return len(script.sections) - 1


def _role_of(script: Script, part: str, kind: str) -> Role | None:
    return next((role for role in script.roles if part == f"{kind}{role.name}"), None)


def _value(script: Script, index: int, part: str) -> str:
    """What a script has of a part that is no line."""
    section = script.sections[_section_at(script, index)]
    if part in {HEADING, SYNOPSIS}:
        value = section.title if part == HEADING else section.synopsis
    elif role := _role_of(script, part, NAME):
        value = role.name
    elif role := _role_of(script, part, GENDER):
        value = str(role.gender)
    elif role := _role_of(script, part, VOICE):
        value = role.voice
    else:
        value = script.title if part == "Title" else script.metadata.get(part, "")
    return value.replace("\n", " / ") or GONE


def _with_part(script: Script, index: int, part: str, value: str) -> Script:
    """A script with another value of a part that is no line."""
    if part in {HEADING, SYNOPSIS}:
        number = _section_at(script, index)
        old = script.sections[number]
        if part == HEADING and not value and number:  # what is below it is of the chapter before
            before = script.sections[number - 1]
            joined = replace(before, items=(*before.items, *old.items))
            return replace(script, sections=(*script.sections[: number - 1], joined, *script.sections[number + 1 :]))
        new = replace(old, title=value) if part == HEADING else replace(old, synopsis=value)
        return replace(script, sections=(*script.sections[:number], new, *script.sections[number + 1 :]))
    if role := _role_of(script, part, NAME):
        return rename(script, role.name, value, "")
    for kind in (GENDER, VOICE):
        if role := _role_of(script, part, kind):
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


def noted_again(before: tuple[str, ...], new: Iterable[str]) -> tuple[str, ...]:
    """A line's notes with those of a collision that is new at it.

    One that nobody has settled yet goes on: what the article had then, from where it has now changed again, is told no
    more, and what stood there before people changed it still is. Nothing is told where the article has that again.
    """
    old, noted = read_all(before), read_all(new)
    was = {(note.of, note.value) for _, note in old if note and note.side == THEIRS}
    passed = was & {(note.of, note.value) for _, note in noted if note and note.side != THEIRS}

    def goes(note: CollisionNote | None, *, first: bool) -> bool:
        return bool(note and (note.of, note.value) in passed and (note.side == THEIRS) == first)

    at = next((number for number, (_, note) in enumerate(old) if goes(note, first=True)), len(old))
    kept = [text for text, note in old if not goes(note, first=True)]
    come = [text for text, note in noted if not goes(note, first=False) and text not in kept]
    notes = [*kept[:at], *come, *kept[at:]]
    told_now = read_all(notes)
    for of in {of for of, _ in passed}:
        sides = [
            {note.value for _, note in told_now if note and note.of == of and (note.side == THEIRS) == side}
            for side in (True, False)
        ]
        if sides[0] == sides[1]:
            notes = [text for text, note in told_now if text in notes and not (note and note.of == of)]
    return tuple(notes)


def told(line: Line, *, how: bool = False) -> str:
    """A line as a note tells it; with ``how`` it is spoken, where that collides."""
    directions = write_directions(Delivery(line.rate, line.gain)) or "(rate 1, gain 0)"
    pause = "as ever" if line.pause is None else write_number(line.pause)
    return f"{line.role} {directions} (pause {pause}): {line.text}" if how else f"{line.role}: {line.text}"


def line_told(value: str) -> Line:
    """The line that a note tells, as far as it does."""
    return _read(value, Line(NARRATOR, "")).line


def told_all(units: Iterable[ScriptUnit], side: str) -> tuple[str, ...]:
    """The notes of one side's lines."""
    notes = tuple(collision_note(side, "", told(unit)) for unit in units if isinstance(unit, Line))
    return notes or (collision_note(side, "", GONE),)


@dataclass(frozen=True, slots=True)
class _Told:
    """A line as a note tells it."""

    line: Line
    """What it says."""
    how: bool
    """Whether the note tells how it is spoken too."""


def _read(value: str, like: Line) -> _Told:
    """The line that a note tells; what it does not tell is as in another one."""
    notes = tuple(note for note in like.notes if note != ALTERED)
    if (found := TOLD.fullmatch(value)) and found["how"] and found["pause"]:
        with suppress(ValueError):
            delivery = read_direction(found["how"], Delivery())
            assert isinstance(delivery, Delivery)
            pause = None if found["pause"] == "as ever" else float(found["pause"])
            new = replace(like, rate=delivery.rate, gain=delivery.gain, pause=pause, notes=notes)
            return _Told(replace(new, role=found["role"], text=found["words"], markup=""), how=True)
    role, _, words = value.partition(": ")
    return _Told(replace(like, role=role if words else NARRATOR, text=words or role, markup="", notes=notes), how=False)
