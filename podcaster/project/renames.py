"""People who are called otherwise in a script that was edited in a text editor: the same operation as in the studio.

Whoever replaces a name in a script does so at the cues, and perhaps in the notes and on the title page. As text that is
somebody new, of whom neither gender nor voice is known. It is the same person where the lines show it: those that the
person had, and that are still there, all have one new name, which nobody had before.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from contextlib import suppress
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from podcaster.errors import InputError, ScriptError
from podcaster.model import NARRATOR, UNATTRIBUTED, Gender, Line
from podcaster.phrases import phrase
from podcaster.project.operations import changed_items, name_of, rename
from podcaster.reading import read_show_script
from podcaster.script import format_script
from podcaster.script.corrections import written_role
from podcaster.script.notes import DECIDED, read_note
from podcaster.store import SCRIPT_FILE
from podcaster.wording import narrators_abroad

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from podcaster.model import Role, Script
    from podcaster.settings import Settings


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


@dataclass(frozen=True, slots=True)
class Edit:
    """Something that was done to a script."""

    what: str
    """A sentence for the history."""
    text: str
    """The script from then on."""


def find_renames(before: Script, after: Script) -> dict[str, str]:
    """Who is called otherwise.

    Args:
        before: The script.
        after: What somebody has made of it.

    Returns:
        Old name -> new. Two people who have become one are not renamed, but for the one with the most lines.
    """
    gone, new = _names(before) - _names(after), _names(after) - _names(before)
    if not gone or not new:
        return {}
    became: dict[str, Counter[str]] = defaultdict(Counter)
    for same in (True, False):
        sure = set(became)
        for old_line, line in _pairs(before, after, same=same):
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


def _pairs(before: Script, after: Script, *, same: bool) -> Iterator[tuple[Line, Line]]:
    """Lines of both that are the same one: those with the same words, or as many as before between them."""
    old, new = before.lines, after.lines
    matcher = SequenceMatcher(None, [line.text for line in old], [line.text for line in new], autojunk=False)
    for tag, start, end, at, to in matcher.get_opcodes():
        if tag == ("equal" if same else "replace") and end - start == to - at:
            yield from zip(old[start:end], new[at:to], strict=True)


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
    roles = {role.name: _with_known(role, known[role.name]) for role in after.roles if role.name in names & set(known)}
    notes = {quote: note for line in before.lines for note in line.notes if (quote := read_note(note).get("quote"))}
    either = set(map(written_role, (*renames, *names)))

    def restored(note: str) -> str:
        parts = read_note(note)
        return notes.get(parts["quote"], note) if parts and parts["speaker"] in either else note

    def changed(_: int, line: Line) -> tuple[Line]:
        return (replace(line, notes=tuple(map(restored, line.notes))) if line.role in names else line,)

    return changed_items(after, changed, roles)


def _with_known(role: Role, known: Role) -> Role:
    """What a title page says of somebody, else what was known. Another gender has another voice."""
    same = role.gender in {Gender.UNKNOWN, known.gender}
    voice = role.voice or (known.voice if same else "")
    gender = known.gender if role.gender is Gender.UNKNOWN else role.gender
    return replace(role, gender=gender, voice=voice, language=role.language or known.language)


def edits_in(
    now: str, text: str, voice_of: Callable[[Script, str], str], settings: Settings, *, again: bool = False
) -> Iterator[Edit]:
    """What somebody has done to a script by other means, as operations: people renamed first, and then the rest.

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
    if text != now:
        yield Edit("The script was changed by other means.", text)
