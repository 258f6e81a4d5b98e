"""Who has a voice for good, as a show's editors decide it: pinned, forgotten, known by another name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcaster.cast.load import load_pool
from podcaster.cast.registry import Regular, hold_registry, read_registry
from podcaster.errors import SettingsError, close_matches
from podcaster.store import scan_episodes

if TYPE_CHECKING:
    from pathlib import Path

    from podcaster.settings import Settings


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody of the registry."""

    name: str
    """As the registry has it."""
    voice: str
    """The name of the one that they are given."""
    pinned: bool
    """Whether an editor decided the voice; else the first cast did."""
    aliases: tuple[str, ...]
    """The other names that lead to them."""


def list_people(registry: Path) -> tuple[KnownPerson, ...]:
    """Everyone who has a voice for good, by name.

    Raises:
        SettingsError: The registry cannot be read.
    """
    found = read_registry(registry)
    return tuple(
        KnownPerson(name, person.voice, person.pinned, tuple(o for o, known in found.aliases.items() if known == name))
        for name, person in sorted(found.people.items())
    )


def pin_voice(settings: Settings, name: str, voice: str, *, new: bool = False) -> tuple[str, str]:
    """Decide who speaks with which voice, in every episode to come.

    Args:
        settings: The show's settings.
        name: Who, as scripts name them.
        voice: A voice of the pool, one of them shifted, or any that an installed engine has.
        new: Nobody of this name needs to have spoken yet.

    Returns:
        The name by which they are known, and the voice's.

    Raises:
        SettingsError: There is no such voice, or nobody of that name has spoken.
    """
    found = load_pool(settings).require(voice, "The pin").voice
    with hold_registry(settings.files.registry) as file:
        known = file.registry.name_of(name)
        before = file.registry.people.get(known)
        if before is None and not new and known not in (names := speakers_of(settings.output)):
            meant = close_matches(name, {*names, *file.registry.people})
            raise SettingsError(
                f"Nobody called {name} has spoken in this show.", f"{meant} Add --new to decide it beforehand.".strip()
            )
        file.set_people({known: Regular(found.name, before.gender if before else found.gender, pinned=True)})
        file.save()
    return known, found.name


def speakers_of(output: Path) -> set[str]:
    """Everyone who speaks in an episode of a show."""
    return {each.role for item in scan_episodes(output)[0] for each in item.episode.performers}


def forget_voice(registry: Path, name: str) -> str:
    """Forget which voice somebody has; the next episode with them chooses one.

    Returns:
        The name by which they are known.

    Raises:
        SettingsError: They have none.
    """
    with hold_registry(registry) as file:
        known = file.registry.name_of(name)
        if known not in file.registry.people:
            raise SettingsError(f"{name} has no voice yet.", close_matches(name, file.registry.people))
        file.remove_person(known)
        file.save()
    return known


def add_alias(registry: Path, other: str, name: str) -> str:
    """Make two names one person, with one voice.

    Returns:
        The name by which they are known.

    Raises:
        SettingsError: The two are the same name.
    """
    with hold_registry(registry) as file:
        known = file.registry.name_of(name)
        if known.casefold() == other.casefold():
            raise SettingsError(f"{other} and {name} are the same name already.")
        file.set_alias(other, known)
        file.save()
    return known
