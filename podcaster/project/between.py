"""What a template writes of its own between an article's words: where that is other now, it comes into a script.

A script is laid out by what is the article's: headings, quotes and narration. Between two of these that the template
writes both times stands what it has to say, and of that the difference is put in. A line that people have changed
stays, with a note of what collides where it names somebody else; one that they have cut does not come back.
"""

from __future__ import annotations

from dataclasses import replace
from difflib import SequenceMatcher
from itertools import chain, pairwise, repeat
from typing import TYPE_CHECKING

from podcaster.model import Line
from podcaster.project.laid import Laid, LaidChanges, announcer, announcer_of_run, with_changes
from podcaster.project.operations import ADDED
from podcaster.project.own_words import NOBODY, has_name, with_name
from podcaster.project.told_beside import told_beside, with_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from podcaster.model import Script
    from podcaster.project.laid import Name
    from podcaster.project.own_words import OwnWords

    Changed = Mapping[tuple[str, str], tuple[str, str]]


def put_between(
    old: Laid, new: Laid, ours: Laid, changed: Changed, own_words: OwnWords, *, tells: bool = True
) -> Script:
    """Put what a template writes of its own now into a script.

    Args:
        old: What it wrote with what was decided before.
        new: What it writes with what is decided now.
        ours: What people have made of it; who says what is decided there.
        changed: The quotes that somebody else says: who did before, and who does now.
        own_words: What it wrote when it wrote the script.
        tells: Lines that people have changed tell what the template has.

    Returns:
        The script; the very same where nothing differs.
    """
    found = LaidChanges()
    _Putting(old, new, ours, found, changed, own_words, tells=tells).all_between()
    laid = Laid(with_changes(ours, found, new.script), ours.narrated)
    return _called_after(laid, old, new, changed, own_words)


class _Putting:
    """Finds what differs between two writings of a template, and where it comes in a script."""

    def __init__(
        self,
        old: Laid,
        new: Laid,
        ours: Laid,
        found: LaidChanges,
        changed: Changed,
        own_words: OwnWords,
        *,
        tells: bool,
    ) -> None:
        self.old, self.new, self.ours, self.found = old, new, ours, found
        self.changed, self.own_words, self.tells = changed, own_words, tells
        here, there = ([name for name in laid.names if name] for laid in (old, new))
        blocks = SequenceMatcher(None, here, there, autojunk=False).get_matching_blocks()
        self.order = [name for at, _, size in blocks for name in here[at : at + size]]
        """What the template writes both times of the article, in order."""
        self.common = set(self.order)
        self.people = {role.name for laid in (old, new, ours) for role in laid.script.roles}

    def all_between(self) -> None:
        """Put in what differs before each of what the template writes both times."""
        before = -1, -1
        for name in self.order:
            at = self.old.at[name], self.new.at[name]
            self._between(range(before[0] + 1, at[0]), range(before[1] + 1, at[1]), name)
            before = at

    def _between(self, here: range, there: range, name: Name) -> None:
        """Put in what differs before something of the article's."""
        gone = {each for each in map(self.old.names.__getitem__, here) if each}
        left = {announcer(self.old, self.old.at[each]) for each in gone}
        base = [place for place in self.old.lines_in(here) if place not in left]
        last = max((place for place in there if self.new.names[place]), default=-1)
        come = [each for each in map(self.new.names.__getitem__, there) if each in self.ours.at]
        beside = {announcer(self.new, self.new.at[each]) for each in come if each}
        theirs = [place for place in self.new.lines_in(there) if place not in beside]
        texts = [self.old.line(place).text for place in base], [self.new.line(place).text for place in theirs]
        if texts[0] == texts[1] or not self._is_decided(name):
            return
        at = self.ours.at.get(name)
        if at is None:  # what it stood before is cut, or moved into other words
            return
        behind = {self.ours.at[each] - 1 for each in gone if each in self.ours.at}
        mine = [place for place in self.ours.lines_in(self.ours.before(at, gone)) if place not in behind]
        same, edited = _paired(self.old, base, self.ours, mine)
        count = len(self.found.instead), len(self.found.new)
        for tag, i1, i2, j1, j2 in SequenceMatcher(None, *texts, autojunk=False).get_opcodes():
            if tag == "equal":
                continue
            put = [self.new.line(place) for place in theirs[j1:j2] if place > last]
            for place, line in zip(base[i1:i2], chain(put, repeat(None)), strict=False):
                self._instead(self.old.line(place), line, same.get(place), edited.get(place), name)
            rest = put[i2 - i1 :]
            stale = self._stale(name, at) if rest and i2 == len(base) else None
            if stale is not None and stale not in same.values():
                self.found.instead[stale] = with_words(self.ours.line(stale), self.ours.line(stale), rest.pop())
            if rest and (to := self._place(base, i1, i2, same, at)) is not None:
                known = {self.ours.line(place).text for place in mine}
                for line in rest:
                    if line.text not in known:
                        self.found.put(to, line)
        if count != (len(self.found.instead), len(self.found.new)):
            self._end(at)

    def _stale(self, name: Name, at: int) -> int | None:
        """The template's line before a quote that names who says it, or said it before, in other words."""
        before, now = self.changed.get((str(name[1]), str(name[2])), ("", "")) if name[0] == "quote" else ("", "")
        for role in filter(None, (before, now or self._speaker(name))):
            place = announcer(self.ours, at, role)
            if place is not None and self.own_words.is_like(self.ours.line(place).text, role):
                return place
        return None

    def _speaker(self, name: Name) -> str:
        """Who says a quote in the script; empty for what is none, and where it has none."""
        return self.ours.line(self.ours.at[name]).role if name[0] == "quote" and name in self.ours.at else ""

    def _is_decided(self, name: Name) -> bool:
        """Whether a quote is said by whom the template has there now."""
        return not (who := self._speaker(name)) or who == self.new.line(self.new.at[name]).role

    def _place(self, base: Sequence[int], i1: int, i2: int, same: Mapping[int, int], at: int) -> int | None:
        """Where lines come that are new: before what they stand before, or behind what they stand behind."""
        if i2 == len(base):
            return at
        if base[i2] in same:
            return same[base[i2]]
        return same[base[i1 - 1]] + 1 if i1 and base[i1 - 1] in same else None

    def _instead(self, base: Line, new: Line | None, same: int | None, edited: int | None, name: Name) -> None:
        """Put a line in the place of one, where people have left that; else tell what the template has."""
        if same is not None:
            line = self.ours.line(same)
            self.found.instead[same] = with_words(line, base, new) if new else None
        elif edited is not None and self.tells:
            line = self.ours.line(edited)
            told = told_beside(line, base, new, self.people, self._speaker(name))
            if told != line:
                self.found.instead[edited] = told

    def _end(self, at: int) -> None:
        """How what stands before an announcement ends is the template's too: a passage may end there now."""
        before = next((place for place in reversed(range(at)) if self.ours.names[place] in self.common), at)
        for place in {before, at} - {len(self.ours.units)}:
            each, unit = self.ours.names[place], self.ours.units[place]
            if each is None or not isinstance(unit, Line):
                continue
            was, now = self.old.line(self.old.at[each]).ending, self.new.line(self.new.at[each]).ending
            if was != now and unit.ending == was:
                self.found.instead.setdefault(place, replace(unit, ending=now))


def _paired(old: Laid, base: Sequence[int], ours: Laid, mine: Sequence[int]) -> tuple[dict[int, int], dict[int, int]]:
    """Where a template's lines are in a script: those that people have left alone, and those that they changed."""
    same: dict[int, int] = {}
    edited: dict[int, int] = {}
    texts = [old.line(place).text for place in base], [ours.line(place).text for place in mine]
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, *texts, autojunk=False).get_opcodes():
        pairs = zip(reversed(base[i1:i2]), reversed(mine[j1:j2]), strict=False)
        for place, other in pairs:
            line = ours.line(other)
            if tag == "equal" and line.markup == old.line(place).markup and ADDED not in line.notes:
                same[place] = other
            elif ADDED not in line.notes:
                edited[place] = other
    return same, edited


def _called_after(laid: Laid, old: Laid, new: Laid, changed: Changed, own_words: OwnWords) -> Script:
    """A script in which no line of the template's names somebody before words that somebody else says by now.

    The template may not write all quotes in their places both times: its choice of them, or their order, may hang on
    who says them. These are announced as it does where they are, else as whoever said them before was; and so is who
    goes on behind them.
    """
    found = LaidChanges()
    lines = [place for place, unit in enumerate(laid.units) if isinstance(unit, Line)]
    following = dict(pairwise(lines))
    who = {laid.at[name]: each for key, each in changed.items() if (name := ("quote", *key, 1)) in laid.at}
    announced: set[int] = set()
    for at, (before, now) in sorted(who.items()):
        own = announcer(laid, at, before) if before not in NOBODY else None
        if own is None:
            _announce(laid, at, (new, old), announced, found)
        elif own_words.is_like((line := laid.line(own)).text, before) and not has_name(line.text, now):
            called = replace(line, text=with_name(line.text, before, now), markup="")
            if ADDED not in line.notes:
                found.instead[own] = None if now in NOBODY else with_words(line, line, called)
                announced.add(at)
        if at in following and laid.names[following[at]] is not None:
            _announce(laid, following[at], (new, old), announced, found)
    return with_changes(laid, found, new.script)


def _announce(laid: Laid, at: int, written: tuple[Laid, Laid], announced: set[int], found: LaidChanges) -> None:
    """Announce a quote that would be heard as somebody else's, as the template announces who says it.

    Args:
        laid: The script.
        at: The quote's place.
        written: What the template writes now, and wrote before.
        announced: Quotes that are announced here, and those that the same person says right behind.
        found: What comes into the script.
    """
    name, line, before = laid.names[at], laid.line(at), laid.line_before(at)
    _, old = written
    if name is None or name[0] != "quote" or line.role in NOBODY or before is None or at in announced:
        return
    if (
        laid.own[before]
        or announcer_of_run(laid, at) is not None
        or (name in old.at and announcer(old, old.at[name]) is not None)
    ):
        return  # it is announced, or people have it as they want
    if before in announced and laid.line(before).role == line.role:
        announced.add(at)
        return
    for each in written:
        if name in each.at and (place := announcer_of_run(each, each.at[name])) is not None:
            said = each.line(each.at[name]).role
            found.put(at, replace(each.line(place), text=with_name(each.line(place).text, said, line.role), markup=""))
            announced.add(at)
            return
