"""People who are called otherwise in a script that was edited in a text editor: the same operation as in the studio.

Whoever replaces a name in a script does so at the cues, and perhaps in the notes and on the title page. As text that is
somebody new, of whom neither gender nor voice is known. It is the same person where the lines show it: those that the
person had, and that are still there, all have one new name, which nobody had before.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from podcaster.errors import InputError
from podcaster.model import NARRATOR, UNATTRIBUTED, Gender, Line
from podcaster.project.alignment import find_counterparts
from podcaster.project.operations import changed_items, name_of
from podcaster.project.units import WORD, words_of
from podcaster.script.notes import DECIDED, read_note, written_role
from podcaster.script.titlepage import with_known
from podcaster.wording import narrators_abroad

if TYPE_CHECKING:
    from collections.abc import Mapping

    from podcaster.model import Script


def called(script: Script, names: Mapping[str, str]) -> Script:
    """A script in which people have other names, and all else that is known of them stays.

    Args:
        script: The script.
        names: Old name -> new; who is not in the script does not count.
    """
    roles = {new: replace(role, name=new) for role in script.roles if (new := names.get(role.name))}
    return (
        changed_items(script, lambda _, line: (replace(line, role=names.get(line.role, line.role)),), roles)
        if roles
        else script
    )


def under_one_name(
    base: Script, ours: Script, theirs: Script
) -> tuple[Script, Script, Script, dict[str, tuple[str, str]]]:
    """Three scripts to be merged in which a person has one name, though one side calls them otherwise: by the new one.

    Args:
        base: What both have begun with.
        ours: What people have made of it.
        theirs: What the template writes now.

    Returns:
        The three, and whom the article calls otherwise: name from now on -> (before, what the article has now). The
        name is ours where both sides have another one.
    """
    there = {role.name for role in theirs.roles}
    mine, others = find_renames(base, ours), find_renames(base, theirs)
    both = {old: new for old, new in others.items() if mine.get(old, new) != new and are_alike(old, new)}
    mine = {old: new for old, new in mine.items() if old in there or old in both}  # else who is called so is gone
    others = {old: new for old, new in others.items() if old not in both and _is_same(base, ours, old, new)}
    base, ours = called(base, mine | others), called(ours, others)
    theirs = called(theirs, mine | {new: mine[old] for old, new in both.items()})
    names = {mine[old]: (old, new) for old, new in both.items()} | {new: (old, new) for old, new in others.items()}
    return base, ours, theirs, names


def _is_same(base: Script, ours: Script, old: str, new: str) -> bool:
    """Whether somebody of ours is whom the article calls otherwise, and not somebody else who says these lines there.

    Whose new name is quite another one is not, where people have said of lines that this person says them, or not.
    """
    counts = [Counter(line.role for line in script.lines) for script in (base, ours)]
    if not counts[1][old] or counts[1][new]:
        return False
    named = any(line.role == old and _decided(line) for line in ours.lines)
    return are_alike(old, new) or (counts[0][old] == counts[1][old] and not named)


def are_alike(name: str, other: str) -> bool:
    """Whether two names share a word that tells who is meant: the paper and the book share none."""
    return not _telling(name).isdisjoint(_telling(other))


def _telling(name: str) -> set[str]:
    """Of somebody's name what has a capital; of a description, which begins with "the", its last word, too."""
    words = WORD.findall(name)
    return {word.casefold() for word in words if not word[:1].islower()} | set(words_of(name)[-1:])


def called_otherwise(base: Script, ours: Script, theirs: Script) -> dict[str, str]:
    """Whom the article alone calls otherwise, and who is surely the same person to the show, with their voice.

    Somebody whose name has no word of the old one, or who is of another gender, may be somebody else, to whom the
    article gives the lines now.

    Args:
        base: What both have begun with.
        ours: What people have made of it.
        theirs: What the template writes now.

    Returns:
        Old name -> new.
    """
    *_, names = under_one_name(base, ours, theirs)
    genders = {role.name: role.gender for script in (base, theirs) for role in script.roles}
    return {
        old: new
        for name, (old, new) in names.items()
        if name == new and are_alike(old, new) and len({genders[old], genders[new]} - {Gender.UNKNOWN}) < 2
    }


def find_renames(before: Script, after: Script) -> dict[str, str]:
    """Who is called otherwise.

    Args:
        before: The script.
        after: What somebody has made of it.

    Returns:
        Old name -> new. Two people who have become one are not renamed, but for the one with the most lines.
    """
    gone, listed = _names(before) - _names(after), {role.name for role in before.awaited}
    new = _names(after) - _names(before) - listed  # who was listed beside them is somebody else
    if not gone or not new:
        return {}
    became: dict[str, Counter[str]] = defaultdict(Counter)
    for pairs in _pairs(before, after):
        sure = set(became)
        for old_line, line in pairs:
            if old_line.role not in sure:
                became[old_line.role]["" if _is_given(old_line, line) else line.role] += 1
    wanted: dict[str, str] = {}
    for name, others in sorted(became.items(), key=lambda each: (-each[1].total(), each[0])):
        other = next(iter(others))
        if name in gone and len(others) == 1 and other in new - set(wanted.values()) and _can_be(name, other):
            wanted[name] = other
    return {role.name: wanted[role.name] for role in before.roles if role.name in wanted}


def _can_be(name: str, other: str) -> bool:
    """Whether a name can be somebody's new one: one in capitals is the old one, as screenplays write it."""
    with suppress(InputError):
        return name_of(other) == other and not (other.isupper() and other.casefold() == name.casefold())
    return False


def _is_given(before: Line, after: Line) -> bool:
    """Whether an editor has said of this line alone who says it (``operations.assign``)."""
    return before.role != after.role and _decided(after) > _decided(before)


def _decided(line: Line) -> int:
    return sum(read_note(note).get("sure") == DECIDED for note in line.notes)


def _names(script: Script) -> set[str]:
    """Everyone who can have another name."""
    return {role.name for role in script.roles} - {NARRATOR, UNATTRIBUTED} - set(narrators_abroad())


def _pairs(before: Script, after: Script) -> tuple[list[tuple[Line, Line]], list[tuple[Line, Line]]]:
    """Lines of both that are the same one: those with the same words, and those with others."""
    old, new = before.lines, after.lines
    found = [(old[i], new[j]) for each in find_counterparts(old, new) for i in each.old for j in each.new]
    same = [(one, other) for one, other in found if one.text == other.text]
    return same, [(one, other) for one, other in found if one.text != other.text]


def with_renames(before: Script, after: Script, renames: Mapping[str, str]) -> Script:
    """A script that was edited elsewhere, with what was known of people under their old names.

    Gender and voice stay unless the new title page says something else, and notes keep what the program had decided:
    by them a correction is seen (``podcaster.script.notes``).

    Args:
        before: The script with ``renames`` made, as operations.
        after: What somebody has made of it.
        renames: Old name -> new.
    """
    known = {role.name: role for role in before.roles}
    names = set(renames.values())
    roles = {role.name: with_known(role, known[role.name]) for role in after.roles if role.name in names & set(known)}
    notes = {quote: note for line in before.lines for note in line.notes if (quote := read_note(note).get("quote"))}
    either = set(map(written_role, (*renames, *names)))

    def restored(note: str) -> str:
        parts = read_note(note)
        return notes.get(parts["quote"], note) if parts and parts["speaker"] in either else note

    def changed(_: int, line: Line) -> tuple[Line]:
        return (replace(line, notes=tuple(map(restored, line.notes))) if line.role in names else line,)

    awaited = tuple(role for role in after.awaited if role.name not in renames)  # their old names
    return changed_items(replace(after, awaited=awaited), changed, roles)
