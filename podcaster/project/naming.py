"""Somebody who has another name in one episode, and the show's registry, which has to know it.

The voice goes with the person: whoever has the new name from then on is registered with what the old name had. That one
stays registered where it is still heard, in another episode or project, or where a person has decided about it (a pin,
an alias); else nobody would have it. Two names that have one voice so are no alias of each other: nobody has said that
the other episodes mean the same person, and where both speak in one episode, one of them has the voice shifted.
Who is registered under the new name already keeps that voice, which the person here has then, too.

The registry says so with the history, or not at all (``podcaster.project.together``).
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from podcaster.cast import Regular, hold_registry
from podcaster.cast.choose import is_description
from podcaster.cast.registry import says_same
from podcaster.errors import ScriptError
from podcaster.model import Gender
from podcaster.ordinary import parse_toml, read_utf8
from podcaster.project.everywhere import AROUND, shared_files
from podcaster.project.journal import Renamed, make_patch
from podcaster.project.together import FileChange, finish, left_beside
from podcaster.script import read_script
from podcaster.store import SCRIPT_FILE, scan_episodes, write_atomic

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from podcaster.cast.registry import Registry, RegistryFile
    from podcaster.model import Cast, Script
    from podcaster.project.journal import Entry, Journal, Patch
    from podcaster.settings import Settings


@dataclass(frozen=True, slots=True)
class Registered:
    """How the show's registry has people by other names."""

    people: tuple[Renamed, ...] = ()
    """Who, with what the registry had before."""
    patch: Patch | None = None
    """How its text changes."""
    files: tuple[FileChange, ...] = ()
    """What its file says from then on; empty where that does not change."""


def renamed_in(before: Script, after: Script, old: str) -> Renamed | None:
    """Who has another name, and the voice to be registered under it where the show has none for the person.

    A voice that the script asked for was for this episode alone.

    Args:
        before: The script.
        after: The same with the new name.
        old: The name until now.

    Returns:
        None where nobody has another name.
    """
    there = {role.name: role for role in before.roles}
    new = next((role for role in after.roles if role.name not in there), None)
    if new is None or old not in there or old in {role.name for role in after.roles}:
        return None
    own = bool(there[old].voice or not new.voice)
    return Renamed(old, new.name, None if own else Regular(new.voice, new.gender))


def people_renamed(before: Script, after: Script, renames: str | Mapping[str, str]) -> tuple[Renamed, ...]:
    """Everybody who has another name.

    Args:
        before: The script.
        after: The same with the new names.
        renames: The old name of somebody whom people have renamed; or old names and those that the article has now.
    """
    if isinstance(renames, str):
        found = renamed_in(before, after, renames) if renames else None
        return (found,) if found else ()
    return tuple(Renamed(old, new) for old, new in renames.items())


def with_people(entry: Entry, known: Registered) -> Entry:
    """An entry of the history with everybody who has another name since."""
    renamed = known.people[0] if known.people else None
    return replace(entry, renamed=renamed, others=known.people[1:], called=known.patch)


def voice_to_keep(script: Script, cast: Cast, registry: Registry, old: str, new: str) -> str:
    """The voice that a script asks for once somebody has another name.

    Empty for a name by which the show knows somebody: that one keeps their voice, unless the gender is another one,
    or somebody else here has that voice.
    """
    new = " ".join(new.split())
    casting, known = cast.roles.get(old), registry.person(new)
    if known and registry.name_of(old) != registry.name_of(new):
        gender = next((role.gender for role in script.roles if role.name == old), Gender.UNKNOWN)
        others = {each.voice.name for name, each in cast.roles.items() if name != old}
        if known.voice not in others and (known.gender is gender or Gender.UNKNOWN in {gender, known.gender}):
            return ""
    return casting.voice.name if casting else ""


@contextmanager
def registered(
    settings: Settings, folder: Path, people: Sequence[Renamed], *, back: bool = False, text: Patch | None = None
) -> Iterator[Registered]:
    """Have the show's registry know people by other names; hold the show meanwhile. It is held, too.

    Args:
        settings: The show's settings.
        folder: The episode in which they have them.
        people: Who.
        back: Take it back.
        text: How its text changed with the names. It changes so, or back, where it says what is meant then: what is
            taken back is there again as people have written it, in its order and with its empty lines.

    Raises:
        SettingsError: The registry cannot be read, or another run does not let go of it.
    """
    if not people:
        yield Registered()
        return
    path = settings.files.registry
    with hold_registry(path) as file:
        found = tuple(people) if back else tuple(_looked_up(file.registry, each) for each in people)
        before = file.text
        for each in found:
            since = each.old if back else each.new
            add, gone = _taken_back(file, each) if back else _followed(file, each)
            gone = gone if gone and not _is_heard(settings.output, folder, gone) else ""
            if gone and add:
                file.rename_person(gone, since)
            file.set_people(add)
            if gone and not add:
                file.remove_person(gone, file.registry.name_of(since))
        text = text.inverse if text and back else text
        after = text.apply_anywhere(before) if text else None
        if after is None or not says_same(after, parse_toml(file.text)):
            after = file.text
        if after == before:
            yield Registered(found)
        else:
            yield Registered(found, make_patch(before, after, AROUND), (FileChange(path, after or None),))


def finish_latest(journal: Journal, settings: Settings, folder: Path) -> None:
    """Have the show's files say what the latest change says, where a kill came before they did; hold the show."""
    finish(journal, shared_files(settings.files))
    entry = journal.entries[-1] if journal.entries else None
    if entry and entry.people and (left := left_beside(entry, settings.files.registry)):
        back = entry.undoes is not None
        text = entry.called.inverse if entry.called and back else entry.called
        with registered(settings, folder, entry.people, back=back, text=text) as known:
            for file in known.files:
                if file.after is None:
                    file.path.unlink(missing_ok=True)
                else:
                    write_atomic(file.path, file.after)
        left.unlink()


def _looked_up(registry: Registry, renamed: Renamed) -> Renamed:
    """Who has another name, with what the registry has of both."""
    old, new = (registry.name_of(name) for name in (renamed.old, renamed.new))
    if old == new or is_description(renamed.new):  # one person to it already; or nobody whom it would know
        return replace(renamed, given=None, known=True)
    own = registry.people.get(old) if old.casefold() == renamed.old.casefold() else None  # else it is an alias
    given = registry.people.get(old) or renamed.given
    return replace(renamed, given=given, was=own, known=new in registry.people)


def _followed(file: RegistryFile, renamed: Renamed) -> tuple[dict[str, Regular], str]:
    """Who comes into the registry with a new name, and who is perhaps heard no more."""
    add = {renamed.new: renamed.given} if renamed.given and not renamed.known else {}
    return add, _passing(file.registry, renamed.old) if renamed.was and not renamed.was.pinned else ""


def _taken_back(file: RegistryFile, renamed: Renamed) -> tuple[dict[str, Regular], str]:
    """The same backwards; what has been decided about the new name since goes back with the person, and stays."""
    registry = file.registry
    now = registry.person(renamed.new)
    missing = renamed.was is not None and registry.person(renamed.old) is None
    person = renamed.was if renamed.known else now or renamed.was
    add = {renamed.old: person} if missing and person else {}
    made = not renamed.known and now is not None and (not now.pinned or now == renamed.given)
    return add, _passing(registry, renamed.new) if made else ""


def _passing(registry: Registry, name: str) -> str:
    """The name of an entry to which no other name leads."""
    known = registry.name_of(name)
    return "" if known.casefold() != name.casefold() or known in registry.aliases.values() else known


def _is_heard(output: Path, folder: Path, name: str) -> bool:
    """Whether somebody of a name speaks elsewhere in a show: in an episode as it was made, or in a script."""
    wanted, own = name.casefold(), folder.resolve()
    if any(
        each.role.casefold() == wanted
        for item in scan_episodes(output)[0]
        for each in item.episode.performers
        if item.folder.resolve() != own
    ):
        return True
    scripts = (path for path in output.glob(f"*/{SCRIPT_FILE}") if path.parent.resolve() != own)
    return any(_speaks(path, wanted) for path in scripts)


def _speaks(script: Path, name: str) -> bool:
    """Whether somebody of a name, in small letters, speaks in a script; where it cannot be read, they may."""
    try:
        text = read_utf8(script, "utf-8-sig")
        if name not in text.casefold():
            return False
        return any(role.name.casefold() == name for role in read_script(text, script.name, people=None).roles)
    except (OSError, UnicodeDecodeError, ScriptError):
        return True
