"""What somebody did to a script in a text editor, as the operations that the studio and the commands have.

The script as the history has it and the file are compared line by line. Each difference that an operation makes is that
operation, an entry of its own in the history; what cannot be told apart is one entry more. The last entry is the file
as it lies there, sign for sign: nothing is taken from it or put into it, whatever was told.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from podcaster.errors import ScriptError
from podcaster.model import Line, Section
from podcaster.phrases import phrase
from podcaster.project.alignment import Heading, units_of
from podcaster.project.operations import rename
from podcaster.project.pairing import find_pairs
from podcaster.project.renames import find_renames, with_renames
from podcaster.reading import read_show_script
from podcaster.script import format_script
from podcaster.script.cues import Delivery, write_directions
from podcaster.script.said import KEY as SAID
from podcaster.script.titlepage import list_roles
from podcaster.store import SCRIPT_FILE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from podcaster.model import Role, Script
    from podcaster.project.alignment import Aligned
    from podcaster.project.pairing import Counterpart
    from podcaster.settings import Settings

MOST = 100
"""Operations up to which each is an entry of its own."""
MOST_LINES = 15_000
"""Lines of all scripts between the two, each of which is written and read: 50 changes of 300 lines took 2.4 s on a
machine that was busy with much else."""
WORDS = 40
"""Characters of a line that stand for it in the history."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Something that was done to a script."""

    what: str
    """A sentence for the history."""
    text: str
    """The script from then on."""


def edits_in(
    now: str, text: str, voice_of: Callable[[Script, str], str], settings: Settings, *, again: bool = False
) -> Iterator[Edit]:
    """What somebody has done to a script by other means, as operations: people renamed, the others, and the rest.

    Args:
        now: The script before.
        text: What its file says.
        voice_of: Whose voice a person of the script has.
        settings: The show's.
        again: It is what a template has written now: whoever has another name in it is whom the article names.

    Raises:
        ScriptError: There is a mistake in it.
    """
    if again:
        yield Edit("The article was read again.", text)
        return
    renames, before, after = dict[str, str](), None, read_show_script(text, SCRIPT_FILE, settings, None)
    with suppress(ScriptError):
        before = read_show_script(now, SCRIPT_FILE, settings, None)
        renames = find_renames(before, after)
    read_show_script(text, SCRIPT_FILE, settings, renames.values())
    if before and renames:
        script = before
        for old, new in renames.items():
            script = rename(script, old, new, voice_of(before, old))
            now = format_script(script)
            yield Edit(phrase("{role} is called {name}.", role=old, name=new), now)
        text = format_script(with_renames(script, after, renames))
        after = read_show_script(text, SCRIPT_FILE, settings, None)
        before = script
    if before:
        edits = operations_in(before, after, partial(read_show_script, name=SCRIPT_FILE, settings=settings))
        if edits and edits[-1].text == format_script(after):
            edits = (*edits[:-1], replace(edits[-1], text=text))
        yield from edits
        now = edits[-1].text if edits else now
    if text != now:
        yield Edit("The script was changed by other means.", text)


def operations_in(before: Script, after: Script, read: Callable[[str], Script]) -> tuple[Edit, ...]:
    """What was done to a script, one operation after the other.

    Args:
        before: The script.
        after: What somebody has made of it.
        read: How a script's text is read; it raises a ``ScriptError`` for what is none.

    Returns:
        Nothing where nothing can be told apart, or too much. The last one's script may still differ from ``after``.
    """
    steps = list(islice(_Retelling(before, after).steps(), MOST + 1))
    if len(steps) * len(after.lines) > MOST_LINES or len(steps) > MOST:
        return ()
    edits: list[Edit] = []
    text, whole = format_script(before), format_script(after)
    with suppress(ScriptError):
        for what, script in steps:
            made = format_script(script)
            if made != whole:
                read(made)  # as it will be read when what comes behind it is taken back
            if made != text:
                edits.append(Edit(what, made))
            text = made
        return tuple(edits)
    return ()


class _Retelling:
    """A script on its way to another one."""

    def __init__(self, before: Script, after: Script) -> None:
        self.script, self.after = before, after
        self.known = {role.name: role for role in before.roles}
        self.new = list(units_of(after))
        old = list(units_of(before))
        pairs = find_pairs(old, self.new)
        self.told = pairs is not None
        """It can be told which line became which."""
        self.pairs: Mapping[int, Counterpart] = {number: pair for pair in pairs or () for number in pair.new}
        self.now: list[tuple[int, Aligned]] = list(enumerate(old))
        """The pieces as they are now, each with its number in the script before; below 0: a new one."""
        self.numbers = {old: pair.new[0] for pair in pairs or () for old in pair.old}
        """Number of a piece -> its number in the other script."""
        self.gone = set(range(len(old))) - {number for pair in pairs or () for number in pair.old}
        """Numbers of what the other script does not have."""

    def steps(self) -> Iterator[tuple[str, Script]]:
        """One operation after the other, as a sentence and the script behind it."""
        yield from self.title_page()
        if self.told:
            yield from self.lines()
            yield from self.cuts()
        yield from self.people()

    def made(self, what: str) -> tuple[str, Script]:
        """The script with the pieces that there are now."""
        sections: list[Section] = []
        for _, piece in self.now:
            if isinstance(piece, Heading):
                sections.append(Section(piece.title, (), piece.synopsis))
            else:
                sections[-1] = replace(sections[-1], items=(*sections[-1].items, piece))
        lines = [line for section in sections for line in section.lines]
        known = self._newcomers(lines) | self.known
        self.script = replace(self.script, sections=tuple(sections), roles=list_roles(lines, known))
        return what, self.script

    def _newcomers(self, lines: list[Line]) -> dict[str, Role]:
        there = {line.role for line in lines} - set(self.known)
        return {role.name: replace(role, voice="") for role in self.after.roles if role.name in there}

    def title_page(self) -> Iterator[tuple[str, Script]]:
        """The title, how words are said, and all other fields; not the language, in which all else is read."""
        wanted = dict(self.after.metadata)
        if self.script.title != self.after.title:
            self.script = replace(self.script, title=self.after.title)
            yield phrase("The title is “{title}”.", title=self.after.title), self._with_field("Title")
        for word, said in _changed_said(self.script.metadata.get(SAID, ""), wanted.get(SAID, "")):
            what = phrase("{word} is said as everywhere else.", word=word)
            if said:
                what = phrase("{word} is said {said}.", word=word, said=said)
            lines = _said(self.script.metadata.get(SAID, ""))
            lines = {**lines, word: said} if said else {each: lines[each] for each in lines if each != word}
            same = lines == _said(wanted.get(SAID, ""))
            text = wanted.get(SAID, "") if same else "\n".join(f"{each} = {how}" for each, how in lines.items())
            yield what, self._with_field(SAID, text)
        for key in dict.fromkeys((*self.script.metadata, *wanted)):
            if key not in {"Title", "Language", SAID} and self.script.metadata.get(key) != wanted.get(key):
                yield phrase("Changed “{key}” on the title page.", key=key), self._with_field(key)

    def _with_field(self, key: str, text: str | None = None) -> Script:
        """The script with a field as the other has it, in the other's order."""
        wanted = self.after.metadata
        value = wanted.get(key) if text is None else text
        fields = {each: self.script.metadata[each] for each in self.script.metadata if each != key}
        fields |= {key: value} if value else {}
        order = [*(each for each in wanted if each in fields), *(each for each in fields if each not in wanted)]
        self.script = replace(self.script, metadata={each: fields[each] for each in order})
        return self.script

    def people(self) -> Iterator[tuple[str, Script]]:
        """Genders and voices."""
        for role in self.after.roles:
            now = next((each for each in self.script.roles if each.name == role.name), None)
            if now and now.gender is not role.gender:
                now = self.known[role.name] = replace(now, gender=role.gender)
                yield self.made(phrase("{role} is {gender}.", role=role.name, gender=role.gender))
            if now and now.voice != role.voice:
                self.known[role.name] = replace(now, voice=role.voice)
                voice = role.voice or phrase("the voice that the cast gives")
                yield self.made(phrase("{role} speaks with {voice}.", role=role.name, voice=voice))

    def lines(self) -> Iterator[tuple[str, Script]]:
        """All that is there in the other script, from its beginning to its end."""
        at = 1  # behind where the first section begins
        for number, piece in enumerate(self.new):
            pair = self.pairs.get(number)
            if pair is None and isinstance(piece, Line):
                at = self._behind_gone(at)
                self.now.insert(at, self._new(piece, number))
                self._end_as_there(at)
                yield self.made(phrase("Inserted a line at {line}.", line=self._line(at) + 1))
            elif pair is None:
                continue
            elif number == pair.new[0]:
                where = next(place for place, (old, _) in enumerate(self.now) if old == pair.old[0])
                if pair.moved:
                    at = self._behind_gone(at) if where > at else at
                    yield from self._move(where, at := at - (where < at))
                else:
                    at = where
                if isinstance(piece, Line):
                    yield from self._joined(at, pair, number)
                    yield from self._changed(at, number, pair)
            else:
                yield from self._changed(at, number, pair)
            at += 1

    def _new(self, piece: Aligned, number: int) -> tuple[int, Aligned]:
        """What is new in the script, with a number of its own."""
        self.numbers[-1 - number] = number
        return -1 - number, piece

    def _behind_gone(self, at: int) -> int:
        """A place behind lines that will be cut: what is new comes behind what it replaces."""
        while at < len(self.now) and self.now[at][0] in self.gone and isinstance(self.now[at][1], Line):
            at += 1
        return at

    def _line(self, place: int) -> int:
        """The number of the line at a place."""
        return sum(isinstance(piece, Line) for _, piece in self.now[:place])

    def _end_as_there(self, *places: int) -> None:
        """Lines end by what stands behind them, as in the other script: at some places, and those before them."""
        before = [next((at for at in range(place - 1, -1, -1) if self._is_line(at)), -1) for place in places]
        for place in (*places, *before):
            if self._is_line(place):
                old, piece = self.now[place]
                other = self.new[self.numbers[old]] if old in self.numbers else None
                if isinstance(piece, Line) and isinstance(other, Line) and piece.text == other.text:
                    self.now[place] = old, replace(piece, ending=other.ending)

    def _is_line(self, place: int) -> bool:
        return 0 <= place < len(self.now) and isinstance(self.now[place][1], Line)

    def _move(self, where: int, at: int) -> Iterator[tuple[str, Script]]:
        line = self._line(where)
        if where == at:
            return
        self.now.insert(at, self.now.pop(where))
        self._end_as_there(at, where, where + 1)
        yield self.made(phrase("Moved line {line} to {to}.", line=line + 1, to=self._line(at) + 1))

    def _joined(self, at: int, pair: Counterpart, number: int) -> Iterator[tuple[str, Script]]:
        """Lines that have become one."""
        there = self.new[number]
        assert isinstance(there, Line)
        for left in range(len(pair.old) - 2, -1, -1):
            old, line = self.now[at]
            following = self.now.pop(at + 1)[1]
            assert isinstance(line, Line)
            assert isinstance(following, Line)
            text = f"{line.text} {following.text}"
            notes = there.notes if not left else tuple(dict.fromkeys((*line.notes, *following.notes)))
            whole = replace(line, text=text, markup="", ending=following.ending, pause=following.pause, notes=notes)
            self.now[at] = old, whole if left else replace(whole, markup=there.markup)
            self._end_as_there(at)
            yield self.made(phrase("Joined line {line} with the next.", line=self._line(at) + 1))

    def _changed(self, at: int, number: int, pair: Counterpart) -> Iterator[tuple[str, Script]]:
        """A line that is another one there: split, said by somebody else, in other words, in another way."""
        there = self.new[number]
        assert isinstance(there, Line)
        old, line = self.now[at]
        assert isinstance(line, Line)
        shown = self._line(at)
        if number < pair.new[-1]:
            rest = line.text[len(there.text) :].strip()
            first = replace(line, text=there.text, markup=there.markup, ending=there.ending, pause=None)
            final = self.new[pair.new[-1]]
            assert isinstance(final, Line)
            markup = final.markup if number + 1 == pair.new[-1] else ""
            self.now[at : at + 1] = [(old, first), self._new(replace(line, text=rest, markup=markup), number + 1)]
            yield self.made(phrase("Split line {line}.", line=shown + 1))
            line = first
        for what, now in _differences(line, there, shown):
            self.now[at] = old, now
            self._end_as_there(at)
            yield self.made(what)

    def cuts(self) -> Iterator[tuple[str, Script]]:
        """What is not there any more."""
        for number in sorted(self.gone):
            place = next(place for place, (old, _) in enumerate(self.now) if old == number)
            line = self.now[place][1]
            if isinstance(line, Line):
                del self.now[place]
                self._end_as_there(place)
                yield self.made(phrase("Cut “{words} …”.", words=line.text[:WORDS]))


def _differences(line: Line, there: Line, number: int) -> Iterator[tuple[str, Line]]:
    """What differs between two lines, but for how they end: sentences, and the line behind each."""
    if line.role != there.role:
        line = replace(line, role=there.role, notes=there.notes)
        yield phrase("{name} says “{words} …”.", name=line.role, words=line.text[:WORDS]), line
    if (line.text, line.markup) != (there.text, there.markup):
        line = replace(line, text=there.text, markup=there.markup, notes=there.notes)
        yield phrase("Changed the words of line {line}.", line=number + 1), line
    if line.pause != there.pause:
        line = replace(line, pause=there.pause)
        yield phrase("Set the pause behind line {line}.", line=number + 1), line
    if (line.rate, line.gain) != (there.rate, there.gain):
        line = replace(line, rate=there.rate, gain=there.gain)
        how = write_directions(Delivery(line.rate, line.gain)).strip("()")
        what = phrase("Line {line} is spoken so: {direction}.", line=number + 1, direction=how)
        yield what if how else phrase("Line {line} is spoken as usual.", line=number + 1), line
    if line.notes != there.notes:
        yield phrase("Changed the notes at line {line}.", line=number + 1), replace(line, notes=there.notes)


def _said(text: str) -> dict[str, str]:
    lines = [line.partition("=") for line in text.split("\n") if line.strip()]
    return {word.strip(): said.strip() for word, _, said in lines}


def _changed_said(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Words that are said otherwise, and how; empty: as everywhere else."""
    old, new = _said(before), _said(after)
    yield from ((word, new.get(word, "")) for word in dict.fromkeys((*old, *new)) if old.get(word) != new.get(word))
