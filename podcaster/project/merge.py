"""Three-way merge of scripts: the article changed, people changed its script, and both are kept, part by part.

``base`` is what the template wrote before, ``ours`` what people made of it, ``theirs`` what the template writes now. A
change of one side is taken, of each part of a line by itself (``podcaster.project.parts``); where both changed the same
in different ways, ours stays, and notes at it say what stood there and what the other side has, so that nothing is lost
and an editor decides::

    [[was: Jane Doe: It takes a year.]][[collides: Jane Doe: It takes two years.]]
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from podcaster.model import Line, Role, Script
from podcaster.project.alignment import Heading, align, apply, group, sections_of, units_of
from podcaster.project.collisions import GENDER, HEADING, VOICE, noted_again, told_all
from podcaster.project.parts import collide, merge_recut, merge_unit, part_notes, pick, said
from podcaster.project.renames import called, find_renames
from podcaster.script.notes import BASE, CUT, MORE, THEIRS, collides, collision_note
from podcaster.script.titlepage import list_roles

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from podcaster.project.alignment import Aligned, Change


def merge(base: Script, ours: Script, theirs: Script) -> Script:
    """Put the changes of both sides into one script.

    Args:
        base: What both have begun with.
        ours: What people have made of it.
        theirs: What the template makes of the article now.

    Returns:
        A script with every change; the collisions are in its notes (``collisions_of``).
    """
    there = {role.name for role in theirs.roles}  # by the old name, who would be somebody else
    renames = {old: new for old, new in find_renames(base, ours).items() if old in there}
    base, theirs = called(base, renames), called(theirs, renames)
    bases, mine, others = (list(units_of(script)) for script in (base, ours, theirs))
    held = _hold_title(base, ours, theirs, others)
    units = _merged(bases, mine, others)
    _note_held(units, held)
    metadata = _three(dict(base.metadata), dict(ours.metadata), dict(theirs.metadata))
    _note_page(units, base, ours, theirs)
    sections = tuple(sections_of(_swept(units), ours.sections[0].title))
    lines = [item for section in sections for item in section.items if isinstance(item, Line)]
    roles = list_roles(lines, _roles(base, ours, theirs))
    title = pick(base.title, ours.title, theirs.title)
    return replace(ours, title=title, metadata=metadata, roles=roles, sections=sections)


def _merged(base: Sequence[Aligned], ours: Sequence[Aligned], theirs: Sequence[Aligned]) -> list[Aligned]:
    """The units of both sides."""
    mine, my_changes = align(base, ours)
    others, their_changes = align(base, theirs)
    my_changes, their_changes = _follow_moves(base, my_changes, others, their_changes)
    found: list[Aligned] = []
    waiting: list[tuple[int, tuple[str, ...]]] = []

    def take(part: list[Aligned], notes: tuple[str, ...]) -> None:
        found.extend(part)
        waiting.append((len(found) - len(part), notes))

    def keep(start: int, end: int) -> None:
        for place in range(start, end):
            unit, notes = merge_unit(base[place], mine[place], others[place])
            take([unit], notes)

    at = 0
    for left, right in group(my_changes, their_changes):
        start, end = min(each.start for each in (*left, *right)), max(each.end for each in (*left, *right))
        keep(at, start)
        at = end
        span = (start, end)
        take(*_settle(base[start:end], apply(mine, span, left), apply(others, span, right)))
    keep(at, len(base))
    for place, notes in waiting:
        put_notes(found, place, notes)
    return found


def _follow_moves(
    base: Sequence[Aligned], ours: Sequence[Change], others: dict[int, Aligned], theirs: Sequence[Change]
) -> tuple[list[Change], list[Change]]:
    """What the article has changed in lines that people have moved, put in at their new place.

    ``others`` has such lines as they were before from then on: there is nothing more to merge in their old place.
    """
    gone = {
        unit.text: place
        for change in ours
        if not change.units
        for place in range(change.start, change.end)
        if isinstance(unit := base[place], Line)
    }
    single = {each.start: each for each in theirs if each.end - each.start == len(each.units) == 1}
    mine, followed = [], set[int]()
    for change in ours:
        units = list(change.units)
        for number, unit in enumerate(units if change.start == change.end else ()):
            place = gone.get(unit.text) if isinstance(unit, Line) else None
            if place is not None and place not in followed and place in single:
                units[number], _ = merge_unit(base[place], unit, single[place].units[0])
                others[place] = base[place]
                followed.add(place)
        mine.append(replace(change, units=tuple(units)))
    return mine, [each for each in theirs if each.start not in followed or each is not single.get(each.start)]


def put_notes(units: list[Aligned], place: int, notes: tuple[str, ...]) -> None:
    """Put notes of what is gone, or no line, at the line behind their place, else at the last one."""
    lines = [number for number, unit in enumerate(units) if isinstance(unit, Line)]
    if notes and lines:
        at = next((number for number in lines if number >= place), lines[-1])
        line = units[at]
        assert isinstance(line, Line)
        units[at] = replace(line, notes=noted_again(line.notes, notes))


def _settle(
    base: Sequence[Aligned], mine: list[Aligned], theirs: list[Aligned]
) -> tuple[list[Aligned], tuple[str, ...]]:
    """What stands in a changed place from now on, and notes for a line beside it where nothing does."""
    if len(base) == len(mine) == len(theirs) == 1:
        unit, notes = merge_unit(base[0], mine[0], theirs[0])
        return [unit], notes
    if mine == theirs or list(base) in (mine, theirs):
        return (theirs if mine == list(base) else mine), ()
    if not base:
        return mine + theirs, ()
    recut = merge_recut(base, mine, theirs)
    if recut is not None or list(map(said, theirs)) == list(map(said, base)):
        return [*(recut or mine)], ()
    return _collided(base, mine, theirs)


def _collided(
    base: Sequence[Aligned], mine: list[Aligned], theirs: list[Aligned]
) -> tuple[list[Aligned], tuple[str, ...]]:
    """What people have made of a place that the article has changed too, with notes of it."""
    first = next((number for number, unit in enumerate(mine) if isinstance(unit, Line)), None)
    notes = (*told_all(base, CUT if first is None else BASE), *told_all(theirs, THEIRS))
    if first is None:
        return mine, notes
    for number, unit in enumerate(mine):
        if isinstance(unit, Line):
            new = noted_again(unit.notes, notes) if number == first else (*unit.notes, MORE)
            mine[number] = replace(unit, notes=tuple(dict.fromkeys(new)))
    return mine, ()


def _swept(units: Sequence[Aligned]) -> list[Aligned]:
    """Units of which only those are noted as belonging to a collision that stand behind it."""
    found: list[Aligned] = []
    belongs = False
    for unit in units:
        if isinstance(unit, Line):
            if MORE in unit.notes and not belongs:
                unit = replace(unit, notes=tuple(note for note in unit.notes if note != MORE))  # noqa: PLW2901
            belongs = collides(unit.notes) or MORE in unit.notes
        found.append(unit)
    return found


def _words(unit: Aligned) -> str:
    """What a line or a heading says."""
    return unit.text if isinstance(unit, Line) else unit.title if isinstance(unit, Heading) else ""


def _hold_title(base: Script, ours: Script, theirs: Script, others: list[Aligned]) -> dict[str, str]:
    """Where both sides have changed the title: hold back what says theirs, which would contradict the one that stays.

    Args:
        base: What both have begun with.
        ours: What people have made of it.
        theirs: What the template writes.
        others: Its units, in which lines and headings that only say the new title have the words of before again.

    Returns:
        The words of before -> theirs.
    """
    held: dict[str, str] = {}
    if not collide(base.title, ours.title, theirs.title) or not theirs.title:
        return held
    said = set(map(_words, units_of(base))) & set(map(_words, units_of(ours)))
    for place, unit in enumerate(others):
        words = _words(unit)
        before = words.replace(theirs.title, base.title)
        if theirs.title in words and before != words and before in said:
            held[before] = words
            if isinstance(unit, Line):
                others[place] = replace(unit, text=before, markup="")
            elif isinstance(unit, Heading):
                others[place] = replace(unit, title=before)
    return held


def _note_held(units: list[Aligned], held: Mapping[str, str]) -> None:
    """Note what the article has at the lines and headings whose words were held back."""
    for place, unit in enumerate(units):
        words = held.get(_words(unit))
        if words and isinstance(unit, Line):
            new = replace(unit, text=words)
            put_notes(units, place, (*told_all([unit], BASE), *told_all([new], THEIRS)))
        elif words and isinstance(unit, Heading):
            notes = (collision_note(BASE, HEADING, unit.title), collision_note(THEIRS, HEADING, words))
            put_notes(units, place, notes)


def _note_page(units: list[Aligned], base: Script, ours: Script, theirs: Script) -> None:
    """Note what collides on the title page: at the line that says the title, else at the first one."""
    bases, mine, others = (script.metadata for script in (base, ours, theirs))
    notes = list(part_notes("Title", base.title, ours.title, theirs.title))
    for key in dict.fromkeys((*mine, *others)):
        if key != "Title":
            notes += part_notes(key, bases.get(key, ""), mine.get(key, ""), others.get(key, ""))
    known, here, there = ({role.name: role for role in script.roles} for script in (base, ours, theirs))
    for name, role in here.items():
        if (old := known.get(name)) and (new := there.get(name)):
            notes += part_notes(f"{GENDER}{name}", old.gender, role.gender, new.gender)
            notes += part_notes(f"{VOICE}{name}", old.voice, role.voice, new.voice)
    put_notes(units, 0, tuple(notes))


def _three(base: Mapping[str, str], mine: Mapping[str, str], theirs: Mapping[str, str]) -> dict[str, str]:
    names = dict.fromkeys((*mine, *theirs))
    picked = {name: pick(base.get(name), mine.get(name), theirs.get(name)) for name in names}
    return {name: value for name, value in picked.items() if value is not None}


def _roles(base: Script, ours: Script, theirs: Script) -> dict[str, Role]:
    known, mine, others = ({role.name: role for role in script.roles} for script in (base, ours, theirs))
    found = {}
    for name in (*others, *mine):
        role = mine.get(name) or others[name]
        old, new = known.get(name, Role(name)), others.get(name, role)
        if name in mine:
            gender = pick(old.gender, role.gender, new.gender)
            role = replace(role, gender=gender, voice=pick(old.voice, role.voice, new.voice))
        found[name] = role
    return found
