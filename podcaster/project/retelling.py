"""How a script became another one, told as operations: one after the other, with the script behind each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from podcaster.model import Line
from podcaster.phrases import phrase
from podcaster.project.alignment import find_counterparts
from podcaster.project.comparing import (
    Spot,
    awaited_differences,
    cue_difference,
    heading_differences,
    inserted,
    line_differences,
    moved,
    page_differences,
    role_differences,
    taken_out,
)
from podcaster.project.units import Heading, sections_of, units_of
from podcaster.script.titlepage import with_sections

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from podcaster.model import Script
    from podcaster.project.alignment import Counterpart
    from podcaster.project.units import ScriptUnit

    Retold = Iterator[tuple[str, Script]]


class Retelling:
    """A script on its way to another one.

    Args:
        before: The script.
        after: The other one.
    """

    def __init__(self, before: Script, after: Script) -> None:
        self.script, self.after = before, after
        self.known = {role.name: role for role in before.roles}
        self.new = list(units_of(after))
        old = list(units_of(before))
        pairs = find_counterparts(old, self.new)
        self.pairs: Mapping[int, Counterpart] = {number: pair for pair in pairs for number in pair.new}
        self.now: list[tuple[int, ScriptUnit]] = list(enumerate(old))
        """The units as they are now, each with its number in the script before; below 0: a new one."""
        self.numbers = {old: pair.new[0] for pair in pairs for old in pair.old}
        """Number of a unit -> its number in the other script."""
        self.gone = set(range(len(old))) - {number for pair in pairs for number in pair.old}
        """Numbers of what the other script does not have."""

    def steps(self) -> Retold:
        """One operation after the other, as a sentence and the script behind it."""
        for what, script in page_differences(self.script, self.after):
            self.script = script
            yield what, script
        for what, awaited in awaited_differences(self.script, self.after):
            self.script = replace(self.script, awaited=awaited)
            yield what, self.script
        titled = self.script.sections[0]  # the new title, where the first heading says it
        self.now[0] = self.now[0][0], Heading(titled.title, titled.synopsis)
        yield from self.units()
        yield from self.cuts()
        yield from self.people()

    def made(self, what: str) -> tuple[str, Script]:
        """The script with the units that there are now."""
        sections = sections_of((unit for _, unit in self.now), self.script.title)
        lines = [line for section in sections for line in section.lines]
        there = {line.role for line in lines} - set(self.known)
        newcomers = {role.name: replace(role, voice="") for role in self.after.roles if role.name in there}
        self.script = with_sections(self.script, sections, newcomers | self.known)
        return what, self.script

    def people(self) -> Retold:
        """Genders, voices and languages."""
        for role in self.after.roles:
            now = next((each for each in self.script.roles if each.name == role.name), role)
            for what, changed in role_differences(now, role):
                self.known[role.name] = changed
                yield self.made(what)

    def units(self) -> Retold:
        """All that is there in the other script, from its beginning to its end."""
        at = 0
        for number, there in enumerate(self.new):
            pair = self.pairs.get(number)
            if pair is None:
                at = self._behind_gone(at)
                self.now.insert(at, self._new(there, number))
                self._end_as_there(at)
                yield self.made(inserted(there, self._spot(at)))
            elif number == pair.new[0]:
                where = next(place for place, (old, _) in enumerate(self.now) if old == pair.old[0])
                if pair.moved:
                    yield from self._move(where, self._behind_gone(at) if where > at else at, pair)
                    where = next(place for place, (old, _) in enumerate(self.now) if old == pair.old[0])
                at = where
                yield from self._joined(at, pair, number)
                yield from self._split(at, number, pair)
                yield from self._changed(at, number)
            else:
                yield from self._split(at, number, pair)
                yield from self._changed(at, number)
            at += 1

    def _new(self, unit: ScriptUnit, number: int) -> tuple[int, ScriptUnit]:
        """What is new in the script, with a number of its own."""
        self.numbers[-1 - number] = number
        return -1 - number, unit

    def _behind_gone(self, at: int) -> int:
        """A place behind what will be cut: what is new comes behind what it replaces."""
        while at < len(self.now) and self.now[at][0] in self.gone and not isinstance(self.now[at][1], Heading):
            at += 1
        return at

    def _line(self, place: int) -> int:
        """The number of the line at a place."""
        return sum(isinstance(unit, Line) for _, unit in self.now[:place])

    def _spot(self, place: int) -> Spot:
        return Spot(self._line(place), self._line(len(self.now)))

    def _end_as_there(self, *places: int) -> None:
        """Lines end by what stands behind them, as in the other script: at some places, and those before them."""
        before = [next((at for at in range(place - 1, -1, -1) if self._is_line(at)), -1) for place in places]
        for place in (*places, *before):
            if self._is_line(place):
                old, unit = self.now[place]
                other = self.new[self.numbers[old]] if old in self.numbers else None
                if isinstance(unit, Line) and isinstance(other, Line) and unit.text == other.text:
                    self.now[place] = old, replace(unit, ending=other.ending)

    def _is_line(self, place: int) -> bool:
        return 0 <= place < len(self.now) and isinstance(self.now[place][1], Line)

    def _move(self, where: int, at: int, pair: Counterpart) -> Retold:
        """What stands elsewhere there, with all behind it that has gone with it: a passage, or a chapter."""
        if where == at:
            return
        count = 1
        while (
            (other := self.pairs.get(pair.new[0] + count))
            and (other.moved, other.old[0]) == (True, pair.old[0] + count)
            and self.now[where + count][0] == other.old[0]
        ):
            count += 1
        spot, run = self._spot(where), self.now[where : where + count]
        del self.now[where : where + count]
        at -= count * (where < at)
        self.now[at:at] = run
        self._end_as_there(at, at + count - 1, at + count, where, where + count)
        yield self.made(moved([unit for _, unit in run], spot, self._spot(at)))

    def _joined(self, at: int, pair: Counterpart, number: int) -> Retold:
        """Lines that have become one."""
        there = self.new[number]
        for left in range(len(pair.old) - 2, -1, -1):
            old, line = self.now[at]
            following = self.now.pop(at + 1)[1]
            assert isinstance(there, Line)
            assert isinstance(line, Line)
            assert isinstance(following, Line)
            text = f"{line.text} {following.text}"
            notes = there.notes if not left else tuple(dict.fromkeys((*line.notes, *following.notes)))
            markup = there.markup if text == there.text else ""
            whole = replace(line, text=text, markup=markup, ending=following.ending, pause=following.pause, notes=notes)
            self.now[at] = old, whole
            self._end_as_there(at)
            yield self.made(phrase("Joined line {line} with the next.", line=self._line(at) + 1))

    def _split(self, at: int, number: int, pair: Counterpart) -> Retold:
        """A line of which the first part is a line of its own there; in other words before, where it has them."""
        if number == pair.new[-1]:
            return
        parts = [unit for unit in self.new[number : pair.new[-1] + 1] if isinstance(unit, Line)]
        there, final = parts[0], parts[-1]
        old, line = self.now[at]
        assert isinstance(line, Line)
        text, shown = " ".join(part.text for part in parts), self._line(at) + 1
        if line.text != text:
            line = replace(line, text=text, markup="")
            self.now[at] = old, line
            yield self.made(phrase("Changed the words of line {line}.", line=shown))
        first = replace(line, text=there.text, markup=there.markup, ending=there.ending, pause=None, notes=there.notes)
        notes = tuple(dict.fromkeys(note for part in parts[1:] for note in part.notes))
        markup = final.markup if len(parts) == 2 else ""
        rest = replace(line, text=text[len(there.text) :].strip(), markup=markup, notes=notes)
        self.now[at : at + 1] = [(old, first), self._new(rest, number + 1)]
        yield self.made(phrase("Split line {line}.", line=shown))

    def _changed(self, at: int, number: int) -> Retold:
        """What is another one there: said by somebody else, in other words, in another way, played otherwise."""
        old, unit = self.now[at]
        there = self.new[number]
        shown = self._line(at)
        changes: Iterator[tuple[str, ScriptUnit]]
        if isinstance(unit, Line) and isinstance(there, Line):
            changes = line_differences(unit, there, shown)
        elif isinstance(unit, Heading) and isinstance(there, Heading):
            changes = heading_differences(unit, there)
        else:
            assert not isinstance(unit, Line | Heading)
            assert not isinstance(there, Line | Heading)
            changes = cue_difference(unit, there, self._spot(at))
        for what, now in changes:
            self.now[at] = old, now
            self._end_as_there(at)
            yield self.made(what)

    def cuts(self) -> Retold:
        """What is not there any more."""
        for number in sorted(self.gone):
            place = next(place for place, (old, _) in enumerate(self.now) if old == number)
            unit = self.now[place][1]
            what = taken_out(unit, self._spot(place))
            del self.now[place]
            self._end_as_there(place)
            yield self.made(what)
