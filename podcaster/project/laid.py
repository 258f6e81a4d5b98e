"""A script by what is an article's in it: headings, quotes and narration; and a template's own words between."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from podcaster.model import Line
from podcaster.project.own_words import has_name
from podcaster.project.units import Heading, sections_of, units_of
from podcaster.script.notes import comments_in, read_note
from podcaster.script.titlepage import with_sections

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from podcaster.model import Script
    from podcaster.project.units import ScriptUnit

    Name = tuple[object, ...]

END: Name = ("end",)
"""What stands behind everything is called so."""


class Laid:
    """A script by what is an article's in it.

    Args:
        script: It.
        narrated: The words of the article that are nobody's, piece by piece.
    """

    def __init__(self, script: Script, narrated: AbstractSet[str]) -> None:
        self.script, self.narrated, self.units = script, narrated, list(units_of(script))
        people = {role.name for role in script.roles}
        seen: Counter[Name] = Counter()
        self.names: list[Name | None] = []
        """What each unit is called that is the article's; None: it is not, or nobody can tell which one it is."""
        self.own: list[bool] = []
        """Whether each unit is a line that is not the article's."""
        for unit in self.units:
            name = _name_of(unit, narrated, people)
            self.own.append(name is None and isinstance(unit, Line))
            seen[name or ()] += 1
            self.names.append(name and (*name, seen[name]))
        once = {name for name, count in seen.items() if count == 1}
        self.names = [name if name and (name[0] == "quote" or name[:-1] in once) else None for name in self.names]
        self.names.append(END)
        self.at = {name: place for place, name in enumerate(self.names) if name}

    def before(self, place: int, others: AbstractSet[Name | None] = frozenset()) -> range:
        """What stands before a place, up to what is the article's; ``others`` are passed over."""
        start = place
        while start and (self.names[start - 1] is None or self.names[start - 1] in others):
            start -= 1
        return range(start, place)

    def line(self, place: int) -> Line:
        """The line at a place."""
        unit = self.units[place]
        assert isinstance(unit, Line)
        return unit

    def line_before(self, place: int) -> int | None:
        """Where the nearest line before a place stands."""
        return next((each for each in reversed(range(place)) if isinstance(self.units[each], Line)), None)

    def lines_in(self, places: range) -> list[int]:
        """Those of the places at which a line stands that is not the article's."""
        return [place for place in places if self.own[place]]


def _name_of(unit: ScriptUnit, narrated: AbstractSet[str], people: AbstractSet[str]) -> Name | None:
    if isinstance(unit, Heading):
        return ("heading", unit.title)
    if not isinstance(unit, Line):
        return None
    for parts in filter(None, map(read_note, unit.notes)):
        return ("quote", parts.get("article", ""), parts["quote"])
    label = unit.text.rstrip(" :：") in people  # an interview prints such a line, and a template may announce so
    return ("words", unit.text) if unit.text in narrated and not label else None


@dataclass
class LaidChanges:
    """What comes into a script."""

    instead: dict[int, Line | None] = field(default_factory=dict)
    """Place -> the line that stands there from now on; None: nothing does."""
    new: dict[int, list[Line]] = field(default_factory=dict)
    """Place -> lines that come before what is there."""

    def put(self, place: int, line: Line) -> None:
        """Have a line come before what is at a place."""
        self.new.setdefault(place, []).append(line)


def with_changes(laid: Laid, found: LaidChanges, other: Script) -> Script:
    """A script with what comes into it; who is new in it is known from another one."""
    if not found.instead and not found.new:
        return laid.script
    sections = sections_of(_put_together(laid, found), laid.script.sections[0].title)
    known = {role.name: role for script in (other, laid.script) for role in script.roles}
    return with_sections(laid.script, sections, known)


def announcer(laid: Laid, place: int, role: str = "") -> int | None:
    """The line right before a quote that names who says it, or somebody."""
    unit = laid.units[place] if place < len(laid.units) else None
    own = laid.lines_in(laid.before(place)) if isinstance(unit, Line) else []
    return own[-1] if own and isinstance(unit, Line) and has_name(laid.line(own[-1]).text, role or unit.role) else None


def announcer_of_run(laid: Laid, place: int) -> int | None:
    """The line that names who says a quote, before all that the same person says there."""
    role = laid.line(place).role
    for before in reversed(range(place)):
        unit, name = laid.units[before], laid.names[before]
        if laid.own[before]:
            return before if has_name(laid.line(before).text, role) else None
        if isinstance(unit, Line) and not (name and name[0] == "quote" and unit.role == role):
            return None
    return None


def _put_together(ours: Laid, found: LaidChanges) -> Iterator[ScriptUnit]:
    """A script's units with what has come into it; comments at a line that goes stand before the next one."""
    waiting: tuple[str, ...] = ()
    for place, unit in enumerate((*ours.units, None)):
        yield from found.new.get(place, ())
        now = found.instead.get(place, unit) if unit is None or isinstance(unit, Line) else unit
        if isinstance(unit, Line) and now is None:
            waiting += comments_in(unit.notes)
        elif isinstance(now, Line) and waiting:
            yield replace(now, notes=(*waiting, *(note for note in now.notes if note not in waiting)))
            waiting = ()
        elif now is not None:
            yield now
