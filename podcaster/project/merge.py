"""Three-way merge of scripts: the article changed, people changed its script, and both are kept, line by line.

``base`` is what the template wrote before, ``ours`` what people made of it, ``theirs`` what the template writes now. A
change of one side is taken; where both changed the same lines in different ways, ours stays, and notes at it say what
the lines were and what the other side has, so that nothing is lost and an editor decides::

    [[was: Jane Doe: It takes a year.]][[collides: Jane Doe: It takes two years.]]
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from podcaster.model import NARRATOR, Line, Role, Section, Sound
from podcaster.phrases import phrase
from podcaster.project.renames import called, find_renames
from podcaster.script.notes import BASE, CUT, THEIRS
from podcaster.script.titlepage import list_roles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from podcaster.model import Pause, Script

GONE = "(taken out)"
"""What a note says of a side on which the lines are not."""


ALIKE = 0.5
"""Share of common words from which on a line is another version of one. Not fitted: a line with most of its words
changed is better shown as another one."""
MOST_PAIRS = 2_500
"""Pairs of units up to which it is looked for which became which: 50 changed lines in a row are edited as a whole."""


@dataclass(frozen=True, slots=True)
class Heading:
    """Where a section begins."""

    title: str
    """The section's."""
    synopsis: str
    """Its note for the show notes."""


if TYPE_CHECKING:
    Unit = Line | Sound | Pause | Heading


@dataclass(frozen=True, slots=True)
class Change:
    """Units of the base that one side has others for."""

    start: int
    """Number of the first unit of the base, from 0."""
    end: int
    """Number behind the last one."""
    units: tuple[Unit, ...]
    """What stands there instead."""


@dataclass(frozen=True, slots=True)
class Collision:
    """Lines that both sides changed in different ways."""

    line: int
    """Number of the line at which it is noted, from 0."""
    base: tuple[str, ...]
    """What stood there, each line as "Role: words"."""
    mine: tuple[str, ...]
    """What stands there now; none where the lines were cut."""
    theirs: tuple[str, ...]
    """What the template writes now."""


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
    bases, mine, others = (list(_units(script)) for script in (base, ours, theirs))
    sections = tuple(_sections(_merged(bases, mine, others), ours.sections[0].title))
    lines = [item for section in sections for item in section.items if isinstance(item, Line)]
    metadata = _three(dict(base.metadata), dict(ours.metadata), dict(theirs.metadata))
    roles = list_roles(lines, _roles(base, ours, theirs))
    title = _pick(base.title, ours.title, theirs.title)
    return replace(ours, title=title, metadata=metadata, roles=roles, sections=sections)


def collisions_of(script: Script) -> tuple[Collision, ...]:
    """What is noted of collisions in a script, in order."""
    found = []
    for index, line in enumerate(script.lines):
        if theirs := _noted(line.notes, THEIRS):
            cut = _noted(line.notes, CUT)
            found.append(Collision(index, cut or _noted(line.notes, BASE), () if cut else (_told(line),), theirs))
    return tuple(found)


def _noted(notes: Iterable[str], *keys: str) -> tuple[str, ...]:
    """What the notes tell that begin with one of some words, behind it."""
    return tuple(note.partition(":")[2].strip() for note in notes if note.startswith(keys))


def resolve(script: Script, index: int, *, theirs: bool) -> Script:
    """Settle a collision: the lines that stand there stay, or the other side's come in their place.

    Raises:
        InputError: Nothing collides at that line.
    """
    from podcaster.errors import InputError
    from podcaster.project.operations import line_at

    line = line_at(script, index)
    others = _noted(line.notes, THEIRS)
    if not others:
        raise InputError(phrase("Nothing collides at line {line}.", line=index + 1))
    clean = replace(line, notes=tuple(note for note in line.notes if not note.startswith((BASE, CUT, THEIRS))))
    new: tuple[Line, ...] = (clean,)
    if theirs:
        taken = tuple(_read(each, clean) for each in others if each != GONE)
        new = (*taken, clean) if _noted(line.notes, CUT) else taken
    if not new and len(script.lines) == 1:
        raise InputError("A script needs a line.")
    sections, number = [], 0
    for section in script.sections:
        items: list[Line | Sound | Pause] = []
        for item in section.items:
            if isinstance(item, Line):
                items += new if number == index else (item,)
                number += 1
            else:
                items.append(item)
        sections.append(replace(section, items=tuple(items)))
    known = {role.name: role for role in script.roles}
    lines = [item for section in sections for item in section.items if isinstance(item, Line)]
    return replace(script, sections=tuple(sections), roles=list_roles(lines, known))


def _units(script: Script) -> Iterator[Unit]:
    for section in script.sections:
        yield Heading(section.title, section.synopsis)
        for item in section.items:
            yield replace(item, place=0)


def _sections(units: Iterable[Unit], first: str) -> Iterator[Section]:
    title, synopsis, items = first, "", list[Any]()
    for unit in units:
        if isinstance(unit, Heading):
            if items:
                yield Section(title, tuple(items), synopsis)
            title, synopsis, items = unit.title, unit.synopsis, []
        else:
            items.append(unit)
    if items:
        yield Section(title, tuple(items), synopsis)


def _key(unit: Unit) -> tuple[object, ...]:
    """What makes two units the same though somebody has changed how they are said."""
    if isinstance(unit, Line):
        return ("line", unit.text)
    return ("heading", unit.title) if isinstance(unit, Heading) else ("cue", unit)


def _aligned(base: Sequence[Unit], other: Sequence[Unit]) -> tuple[dict[int, Unit], list[Change]]:
    """Which units one side still has, and what it has in place of the others."""
    matcher = SequenceMatcher(None, [_key(unit) for unit in base], [_key(unit) for unit in other], autojunk=False)
    kept: dict[int, Unit] = {}
    changes = []
    for tag, start, end, at, to in matcher.get_opcodes():
        if tag == "equal":
            kept |= {start + step: other[at + step] for step in range(end - start)}
        elif tag == "replace" and end - start == to - at:
            changes += [Change(start + step, start + step + 1, (other[at + step],)) for step in range(end - start)]
        else:
            changes += _one_by_one(base, (start, end), other, (at, to))
    return kept, changes


def _one_by_one(
    base: Sequence[Unit], old: tuple[int, int], other: Sequence[Unit], new: tuple[int, int]
) -> Iterator[Change]:
    """What one side has in the place of some units, as changes of single ones where it shows which became which."""
    at, to = old[0], new[0]
    for left, right in (*_likest(base[slice(*old)], other[slice(*new)]), (old[1] - old[0], new[1] - new[0])):
        end, until = old[0] + left, new[0] + right
        if at < end or to < until:
            yield Change(at, end, tuple(other[to:until]))
        if end < old[1]:
            yield Change(end, end + 1, (other[until],))
        at, to = end + 1, until + 1


def _likest(old: Sequence[Unit], new: Sequence[Unit]) -> list[tuple[int, int]]:
    """Which of some units became which of some others, in order: those that are most alike in all."""
    if not old or not new or len(old) * len(new) > MOST_PAIRS:
        return []
    best: list[list[tuple[float, list[tuple[int, int]]]]] = [[(0.0, [])] * (len(new) + 1) for _ in range(len(old) + 1)]
    for left, one in enumerate(old):
        for right, other in enumerate(new):
            like = _likeness(one, other)
            score, pairs = best[left][right]
            paired = (score + like, [*pairs, (left, right)]) if like >= ALIKE else (0.0, [])
            best[left + 1][right + 1] = max(paired, best[left][right + 1], best[left + 1][right], key=itemgetter(0))
    return best[-1][-1][1]


def _likeness(one: Unit, other: Unit) -> float:
    """How many of their words two lines have in common, 0 to 1."""
    if not isinstance(one, Line) or not isinstance(other, Line):
        return 0.0
    words, others = Counter(one.text.casefold().split()), Counter(other.text.casefold().split())
    return 2 * (words & others).total() / max((words + others).total(), 1)


def _merged(base: Sequence[Unit], ours: Sequence[Unit], theirs: Sequence[Unit]) -> list[Unit]:
    """The units of both sides."""
    mine, my_changes = _aligned(base, ours)
    others, their_changes = _aligned(base, theirs)
    found: list[Unit] = []
    waiting: list[tuple[int, tuple[str, ...]]] = []
    at = 0
    for left, right in _groups(my_changes, their_changes):
        start, end = min(each.start for each in (*left, *right)), max(each.end for each in (*left, *right))
        found += [_unit(base[place], mine[place], others[place]) for place in range(at, start)]
        at = end
        part, notes = _settle(base, (start, end), left, right)
        waiting.append((len(found), notes))
        found += part
    found += [_unit(base[place], mine[place], others[place]) for place in range(at, len(base))]
    for place, notes in waiting:
        _put_notes(found, place, notes)
    return found


def _put_notes(units: list[Unit], place: int, notes: tuple[str, ...]) -> None:
    """Put notes of lines that are gone at the line behind their place, else at the last one."""
    lines = [number for number, unit in enumerate(units) if isinstance(unit, Line)]
    if notes and lines:
        at = next((number for number in lines if number >= place), lines[-1])
        line = units[at]
        assert isinstance(line, Line)
        units[at] = replace(line, notes=_noted_again(line.notes, notes))


def _groups(
    ours: Sequence[Change], theirs: Sequence[Change]
) -> Iterator[tuple[tuple[Change, ...], tuple[Change, ...]]]:
    """Changes of both sides that overlap, together: two insertions at one place do, and changes side by side do not."""
    both = sorted([(each, True) for each in ours] + [(each, False) for each in theirs], key=lambda each: _span(each[0]))
    group: list[tuple[Change, bool]] = []
    for change, own in both:
        reach = max((each.end for each, _ in group), default=-1)
        point = change.start == change.end and any(_span(each) == _span(change) for each, _ in group)
        if group and change.start >= reach and not point:
            yield _sides(group)
            group = []
        group.append((change, own))
    if group:
        yield _sides(group)


def _span(change: Change) -> tuple[int, int]:
    return change.start, change.end


def _sides(group: Sequence[tuple[Change, bool]]) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
    return tuple(each for each, own in group if own), tuple(each for each, own in group if not own)


def _settle(
    base: Sequence[Unit], span: tuple[int, int], ours: Sequence[Change], theirs: Sequence[Change]
) -> tuple[list[Unit], tuple[str, ...]]:
    """What stands in a changed place from now on, and notes for a line beside it where nothing does."""
    mine, others = _applied(base, span, ours), _applied(base, span, theirs)
    if not theirs or mine == others:
        return mine, ()
    if not ours:
        return others, ()
    if span[0] == span[1]:
        return mine + others, ()
    first = next((number for number, unit in enumerate(mine) if isinstance(unit, Line)), None)
    notes = (*_told_all(base[span[0] : span[1]], CUT if first is None else BASE), *_told_all(others, THEIRS))
    if first is None:
        return mine, notes
    line = mine[first]
    assert isinstance(line, Line)
    mine[first] = replace(line, notes=_noted_again(line.notes, notes))
    return mine, ()


def _noted_again(before: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    """A line's notes with those of a collision that is new at it.

    One that nobody has settled yet goes on: what the article had then, from where it has now changed again, is told no
    more, and what stood there before people changed it still is. Nothing is told where the article has that again.
    """
    passed = set(_noted(before, THEIRS)).intersection(_noted(new, BASE, CUT))
    notes = (
        *(note for note in before if passed.isdisjoint(_noted([note], THEIRS))),
        *(note for note in new if passed.isdisjoint(_noted([note], BASE, CUT))),
    )
    if passed and _noted(notes, BASE, CUT) == _noted(notes, THEIRS):
        return tuple(note for note in notes if not note.startswith((BASE, CUT, THEIRS)))
    return notes


def _applied(base: Sequence[Unit], span: tuple[int, int], changes: Sequence[Change]) -> list[Unit]:
    """A part of the base with one side's changes."""
    found, at = list[Any](), span[0]
    for change in changes:
        found += [*base[at : change.start], *change.units]
        at = change.end
    return [*found, *base[at : span[1]]]


def _unit(base: Unit, mine: Unit, theirs: Unit) -> Unit:
    """One unit that all three have: who says it, how, and with which notes, each as somebody has changed it."""
    if isinstance(base, Line) and isinstance(mine, Line) and isinstance(theirs, Line):
        names = ("role", "ending", "pause", "rate", "gain", "notes", "markup")
        values = {name: _pick(getattr(base, name), getattr(mine, name), getattr(theirs, name)) for name in names}
        if base.role != mine.role != theirs.role != base.role:
            values["notes"] = _noted_again(values["notes"], (f"{BASE} {_told(base)}", f"{THEIRS} {_told(theirs)}"))
        return replace(mine, **values)
    if isinstance(base, Heading) and isinstance(mine, Heading) and isinstance(theirs, Heading):
        return replace(mine, synopsis=_pick(base.synopsis, mine.synopsis, theirs.synopsis))
    return mine


def _pick(base: Any, mine: Any, theirs: Any) -> Any:
    """The value that somebody has changed; ours where both have."""
    return theirs if mine == base else mine


def _three(base: Mapping[str, str], mine: Mapping[str, str], theirs: Mapping[str, str]) -> dict[str, str]:
    names = dict.fromkeys((*mine, *theirs))
    picked = {name: _pick(base.get(name), mine.get(name), theirs.get(name)) for name in names}
    return {name: value for name, value in picked.items() if value is not None}


def _roles(base: Script, ours: Script, theirs: Script) -> dict[str, Role]:
    known, mine, others = ({role.name: role for role in script.roles} for script in (base, ours, theirs))
    found = {}
    for name in (*others, *mine):
        role = mine.get(name) or others[name]
        old, new = known.get(name, Role(name)), others.get(name, role)
        if name in mine:
            gender = _pick(old.gender, role.gender, new.gender)
            role = replace(role, gender=gender, voice=_pick(old.voice, role.voice, new.voice))
        found[name] = role
    return found


def _told(line: Line) -> str:
    return f"{line.role}: {line.text}".replace("[[", "[ [").replace("]]", "] ]")


def _told_all(units: Iterable[Unit], key: str) -> tuple[str, ...]:
    told = tuple(f"{key} {_told(unit)}" for unit in units if isinstance(unit, Line))
    return told or (f"{key} {GONE}",)


def _read(told: str, like: Line) -> Line:
    role, _, words = told.partition(": ")
    return replace(like, role=role if words else NARRATOR, text=words or role, markup="")
