"""Three-way merge of scripts: the article changed, people changed its script, and both are kept, part by part.

``base`` is what the template wrote before, ``ours`` what people made of it, ``theirs`` what the template writes now. A
change of one side is taken, of each part of a line by itself (``podcaster.merging.parts``); where both changed the same
in different ways, ours stays, and notes at it say what stood there and what the other side has, so that nothing is lost
and an editor decides. What one side has moved is merged in its new place; where both have, in ours::

    [[was: Jane Doe: It takes a year.]][[collides: Jane Doe: It takes two years.]]
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, TypeVar

from podcaster.merging.collisions import GENDER, HEADING, NAME, VOICE, noted_again, told_all
from podcaster.merging.comments import keep_comments
from podcaster.merging.cuttings import at_place, told_cut
from podcaster.merging.halves import follow_halves
from podcaster.merging.parts import collide, is_as_the_article, merge_recut, merge_unit, part_notes, pick, said
from podcaster.merging.returned import with_returned
from podcaster.merging.sides import Side, apart, apply, group
from podcaster.model import COMMENTS, Line, Role, Script
from podcaster.project.alignment import may_have_become
from podcaster.project.newcomers import in_its_language
from podcaster.project.renames import are_alike, under_one_name
from podcaster.project.units import Heading, key_of, sections_of, units_of
from podcaster.script.notes import ABOVE, BASE, BEFORE, BELOW, GONE, MORE, THEIRS, collides, collision_note
from podcaster.script.titlepage import awaited_still, with_known

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from podcaster.project.alignment import Became
    from podcaster.project.units import ScriptUnit

T = TypeVar("T")


def merge(base: Script, ours: Script, theirs: Script, became: Became | None = None) -> Script:
    """Put the changes of both sides into one script.

    Args:
        base: What both have begun with.
        ours: What people have made of it.
        theirs: What the template makes of the article now.
        became: Tells what lines of ``base`` have become in ``ours`` (``Lineage.became``), where words do not.

    Returns:
        A script with every change; the collisions are in its notes (``collisions_of``).
    """
    base, ours, theirs, names = under_one_name(base, ours, theirs)
    bases, mine, others = (list(units_of(script)) for script in (base, ours, theirs))
    bases, mine = with_returned(bases, mine, others)
    held = _hold_title(base, ours, theirs, others)
    units = _merged(bases, mine, others, became)
    _note_held(units, held)
    metadata = _three(dict(base.metadata), dict(ours.metadata), dict(theirs.metadata))
    _note_page(units, base, ours, theirs)
    _note_people(units, base, ours, theirs, names)
    keep_comments(units, mine, bases)
    sections = sections_of(_swept(units), ours.sections[0].title)
    sections = tuple(each for each in sections if each.items or each in (*ours.sections, *theirs.sections))
    known, awaited = _roles(base, ours, theirs), _awaited(base, ours, theirs)
    known |= {role.name: with_known(role, known.get(role.name, role)) for role in awaited}
    sections, roles = in_its_language(sections, known, base, ours, theirs)
    title, awaited = pick(base.title, ours.title, theirs.title), awaited_still(awaited, roles)
    return replace(ours, title=title, metadata=metadata, roles=roles, sections=sections, awaited=awaited)


def _merged(
    base: Sequence[ScriptUnit], ours: Sequence[ScriptUnit], theirs: Sequence[ScriptUnit], became: Became | None
) -> list[ScriptUnit]:
    """The units of both sides."""
    my, their = Side(base, ours, became), Side(base, theirs)
    follow_halves(base, my, their)
    _follow_moves(base, my, their)
    mine, others = my.kept, their.kept
    my_changes, their_changes = (
        list(apart(one.changes, other.changes, base)) for one, other in ((my, their), (their, my))
    )
    moved = my.came_from(), their.came_from()
    found: list[ScriptUnit] = []
    waiting: list[tuple[int, tuple[str, ...]]] = []

    def take(part: list[ScriptUnit], notes: tuple[str, ...]) -> None:
        waiting.append(
            (len(found), notes) if any(isinstance(unit, Line) for unit in part) else (len(found) + len(part), notes)
        )
        found.extend(part)

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
        take(*_settle(base[start:end], apply(mine, span, left), apply(others, span, right), moved))
    keep(at, len(base))
    for place, notes in waiting:
        put_notes(found, place, notes)
    return found


def _follow_moves(base: Sequence[ScriptUnit], ours: Side, theirs: Side) -> None:
    """Put what one side has changed of what the other has moved in at its new place; ours, where both have moved it.

    The side that has not moved it has it as it was before from then on, so that nothing is left to merge in the old
    place.
    """
    here, elsewhere = _surely_moved(base, ours), _surely_moved(base, theirs)
    for place in sorted({*here, *elsewhere}):
        mover, other = (ours, theirs) if place in here else (theirs, ours)
        at = mover.moved[place]
        (unit,) = mover.there[at]
        if place in here and place in elsewhere:
            to = other.moved[place]
            units = _settled_at(base[place], unit, other.there[to], theirs_moved=False)
            mover.there[at] = units
            other.there[to] = units if mover.comes_to(at) == other.comes_to(to) else ()
            continue
        span = other.span_at(place)
        units = other.has(span)
        alone = len(other.spans[span][0]) == 1
        if mover is ours:
            if units and alone:
                ours.there[at] = _settled_at(base[place], unit, units, theirs_moved=False)
                theirs.instead[span] = (base[place],)
            elif not units:  # the article has it no longer
                gone = is_as_the_article([base[place]], [unit])
                ours.there[at] = () if gone else tuple(_collided([base[place]], [unit], [])[0])
        elif units and alone and ours.is_as_before(*theirs.comes_to(at)):
            theirs.there[at] = _settled_at(base[place], unit, units, theirs_moved=True)
            ours.instead[span] = (base[place],)
        else:  # people have cut it, joined it with others, or changed where it comes to: there it would be in a note
            theirs.there[at] = ()
            if units or said(unit) != said(base[place]):
                theirs.instead[theirs.span_at(place)] = (unit,)


def _surely_moved(base: Sequence[ScriptUnit], side: Side) -> set[int]:
    """Which units a side has moved: of what the script has several times, those that went with what stands beside them.

    Of any other of these ("Q:", "Holm:") nobody can tell which one was moved.
    """
    counts = Counter(map(key_of, base))
    known = {place for place in side.moved if counts[key_of(base[place])] == 1}
    last = known
    while last:
        beside = {(place + step, side.moved[place] + step) for place in last for step in (-1, 1)}
        last = {place for place, at in beside if side.moved.get(place) == at} - known
        known |= last
    return known


def _settled_at(
    base: ScriptUnit, moved: ScriptUnit, others: Sequence[ScriptUnit], *, theirs_moved: bool
) -> tuple[ScriptUnit, ...]:
    """What stands at the new place of a unit that one side has moved; how it ends there is that side's."""
    here = [replace(moved, ending=base.ending) if isinstance(moved, Line) and isinstance(base, Line) else moved]
    (*units, last), _ = _settle([base], *((list(others), here) if theirs_moved else (here, list(others))))
    if isinstance(last, Line) and isinstance(moved, Line):
        last = replace(last, ending=moved.ending)
    return (*units, last)


def put_notes(units: list[ScriptUnit], place: int, notes: tuple[str, ...]) -> None:
    """Put notes of what is gone, or no line, at the line behind their place, else at the last one."""
    lines = [number for number, unit in enumerate(units) if isinstance(unit, Line)] if notes else []
    if lines:
        at = next((number for number in lines if number >= place), lines[-1])
        line = units[at]
        assert isinstance(line, Line)
        above = any(isinstance(unit, Heading) for unit in units[place:at])
        noted = at_place(notes, BELOW if at < place else ABOVE if above else BEFORE)
        units[at] = replace(line, notes=noted_again(line.notes, noted))


def _settle(
    base: Sequence[ScriptUnit],
    mine: list[ScriptUnit],
    theirs: list[ScriptUnit],
    moved: tuple[Mapping[int, int], Mapping[int, int]] = ({}, {}),
) -> tuple[list[ScriptUnit], tuple[str, ...]]:
    """What stands in a changed place from now on, and notes for a line beside it where nothing does.

    Args:
        base: What both have begun with.
        mine: What people have there.
        theirs: What the article has there.
        moved: Where both have from elsewhere what they have there (``Side.came_from``).
    """
    if len(base) == len(mine) == len(theirs) == 1 and may_have_become(base[0], mine[0]):
        unit, notes = merge_unit(base[0], mine[0], theirs[0])
        return [unit], notes
    if mine == theirs or list(base) in (mine, theirs):
        return (theirs if mine == list(base) else mine), ()
    if not base:
        return _both(mine, theirs, *moved), ()
    recut = merge_recut(base, mine, theirs)
    if recut is not None or list(map(said, theirs)) == list(map(said, base)):
        return [*(recut or mine)], ()
    if is_as_the_article(base, mine):
        return theirs, ()
    return _collided(base, mine, theirs)


def _both(
    mine: Sequence[ScriptUnit], theirs: Sequence[ScriptUnit], here: Mapping[int, int], there: Mapping[int, int]
) -> list[ScriptUnit]:
    """What both sides have put into one place; once what both have, but for two of a kind that stood elsewhere."""
    found: list[ScriptUnit] = []
    matcher = SequenceMatcher(None, list(map(said, mine)), list(map(said, theirs)), autojunk=False)
    for tag, start, end, at, to in matcher.get_opcodes():
        found += mine[start:end]
        if tag == "equal":
            pairs = zip(mine[start:end], theirs[at:to], strict=True)
            found += [other for one, other in pairs if here.get(id(one)) != there.get(id(other))]
        else:
            found += theirs[at:to]
    return found


def _collided(
    base: Sequence[ScriptUnit], mine: list[ScriptUnit], theirs: list[ScriptUnit]
) -> tuple[list[ScriptUnit], tuple[str, ...]]:
    """What people have made of a place that the article has changed too, with notes of it; of lines only."""
    mine, notes = _with_heading(base, mine, theirs)
    first = next((number for number, unit in enumerate(mine) if isinstance(unit, Line)), None)
    if first is None:
        kinds = Line if any(isinstance(unit, Heading) for unit in mine) else Line | Heading
        cut, others = ([unit for unit in units if isinstance(unit, kinds)] for units in (base, theirs))
        same = not others or list(map(said, cut)) == list(map(said, others))
        return mine, notes if same else (*notes, *told_cut(cut, others))
    notes = (*notes, *told_all(base, BASE), *told_all(theirs, THEIRS))
    for number, unit in enumerate(mine):
        if isinstance(unit, Line):
            new = noted_again(unit.notes, notes) if number == first else (*unit.notes, MORE)
            mine[number] = replace(unit, notes=tuple(dict.fromkeys(new)))
    return mine, ()


def _with_heading(
    base: Sequence[ScriptUnit], mine: list[ScriptUnit], theirs: Sequence[ScriptUnit]
) -> tuple[list[ScriptUnit], tuple[str, ...]]:
    """What people have made of a place, with the heading in it merged, and the notes of that."""
    olds, ours, news = ([unit for unit in units if isinstance(unit, Heading)] for units in (base, mine, theirs))
    if not ours and len(mine) and news and olds and olds != news:
        return mine, told_cut(olds, news)
    if len(olds) == len(ours) == 1 and mine[0] == ours[0] and len(news) < 2:
        merged, notes = merge_unit(olds[0], ours[0], news[0] if news else Heading("", ""))
        return [merged if news else ours[0], *mine[1:]], notes
    return mine, ()


def _swept(units: Sequence[ScriptUnit]) -> list[ScriptUnit]:
    """Units of which only those are noted as belonging to a collision that stand behind it."""
    found: list[ScriptUnit] = []
    belongs = False
    for unit in units:
        if isinstance(unit, Line):
            if MORE in unit.notes and not belongs:
                unit = replace(unit, notes=tuple(note for note in unit.notes if note != MORE))  # noqa: PLW2901
            belongs = collides(unit.notes) or MORE in unit.notes
        found.append(unit)
    return found


def _words(unit: ScriptUnit) -> str:
    """What a line or a heading says."""
    return unit.text if isinstance(unit, Line) else unit.title if isinstance(unit, Heading) else ""


def _hold_title(base: Script, ours: Script, theirs: Script, others: list[ScriptUnit]) -> dict[str, str]:
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


def _note_held(units: list[ScriptUnit], held: Mapping[str, str]) -> None:
    """Note what the article has at the lines and headings whose words were held back."""
    for place, unit in enumerate(units):
        words = held.get(_words(unit))
        if words and isinstance(unit, Line):
            new = replace(unit, text=words)
            put_notes(units, place, (*told_all([unit], BASE), *told_all([new], THEIRS)))
        elif words and isinstance(unit, Heading):
            notes = (collision_note(BASE, HEADING, unit.title), collision_note(THEIRS, HEADING, words))
            put_notes(units, place, notes)


def _note_page(units: list[ScriptUnit], base: Script, ours: Script, theirs: Script) -> None:
    """Note what collides on the title page: at the line that says the title, else at the first one."""
    bases, mine, others = (script.metadata for script in (base, ours, theirs))
    notes = list(part_notes("Title", base.title, ours.title, theirs.title))
    for key in dict.fromkeys((*mine, *others)):
        if key not in {"Title", COMMENTS}:
            notes += part_notes(key, bases.get(key, ""), mine.get(key, ""), others.get(key, ""))
    known, here, there = ({role.name: role for role in script.roles} for script in (base, ours, theirs))
    for name, role in here.items():
        if (old := known.get(name)) and (new := there.get(name)):
            notes += part_notes(f"{GENDER}{name}", old.gender, role.gender, new.gender)
            notes += part_notes(f"{VOICE}{name}", old.voice, role.voice, new.voice)
    put_notes(units, 0, tuple(notes))


def _note_people(
    units: list[ScriptUnit], base: Script, ours: Script, theirs: Script, names: Mapping[str, tuple[str, str]]
) -> None:
    """Note at people's first lines what the article calls them, and what is said of them of whom nobody knows it."""
    known, here, there = ({role.name: role for role in script.roles} for script in (base, ours, theirs))
    for name, (before, now) in names.items():
        at = next((place for place, unit in enumerate(units) if isinstance(unit, Line) and unit.role == name), 0)
        if name != now:
            put_notes(units, at, part_notes(f"{NAME}{name}", before, name, now))
            continue
        if at and not are_alike(before, now):  # it may be somebody else of whom the article says that
            old, role, new = known[name], here[name], there[name]
            values = ((GENDER, old.gender, role.gender, new.gender), (VOICE, old.voice, role.voice, new.voice))
            for part, was, mine, other in values:
                if mine not in (was, other):
                    put_notes(units, at, (collision_note(THEIRS, f"{part}{name}", other or GONE),))


def _awaited(base: Script, ours: Script, theirs: Script) -> tuple[Role, ...]:
    """Whom somebody has listed before they say anything, and nobody has taken off the list."""
    known, mine, others = ({role.name: role for role in script.awaited} for script in (base, ours, theirs))
    return tuple(_three(known, mine, others).values())


def _three(base: Mapping[str, T], mine: Mapping[str, T], theirs: Mapping[str, T]) -> dict[str, T]:
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
            language = pick(old.language, role.language, new.language)
            role = replace(role, gender=gender, voice=pick(old.voice, role.voice, new.voice), language=language)
        found[name] = role
    return found
