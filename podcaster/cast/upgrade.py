"""Natural voices for a show whose people have others: for each the voice of the same gender and the nearest pitch.

The show's own pool, where it names no natural voice, gets those that ship.
"""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import dataclass, replace
from math import log2
from typing import TYPE_CHECKING

from podcaster.cast.load import load_pool
from podcaster.cast.pool import read_alone, read_pool
from podcaster.cast.registry import hold_registry, read_registry
from podcaster.errors import PodcasterError, SettingsError
from podcaster.model import Gender
from podcaster.settings import shipped
from podcaster.settings.folder import POOL_FILE
from podcaster.store import EPISODE_FILE, write_atomic

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from podcaster.cast.pool import Pool, PoolVoice
    from podcaster.cast.registry import Registry
    from podcaster.model import Episode
    from podcaster.settings import Casts, Settings, ShowFolder

UNMEASURED = {Gender.FEMALE: 195.0, Gender.MALE: 110.0, Gender.NEUTRAL: 150.0, Gender.UNKNOWN: 150.0}
"""Hertz, of voices that were not measured: the middle of what people of a gender speak at (Traunmüller and Eriksson
1995)."""
TAKEN = 3.0
"""Semitones of pitch that a voice may be farther away rather than shared with one more person."""
EMBEDDED = "pyttsx3"
"""The engine that every installation has, and that speaks when nothing is set up."""
OLD = ".before-natural"
"""Ends the names of the copies of what is changed."""


@dataclass(frozen=True, slots=True)
class VoiceChange:
    """Somebody's voice, before and after."""

    name: str
    """Whose, as the registry has it."""
    before: str
    """The name of the voice that they have."""
    after: str
    """The name of the voice that they would have."""
    pinned: bool
    """A person has decided it."""
    hertz: tuple[float, float]
    """The pitches of the two voices; 0: not measured."""


def pool_lacks(files: ShowFolder) -> bool:
    """Whether the show has a pool of its own that names none of the natural voices."""
    own = files.pool
    natural = read_alone(shipped("voices") / POOL_FILE)
    return own.is_file() and not any(item.voice.engine in natural for item in read_pool(own))


def plan_upgrade(settings: Settings) -> tuple[VoiceChange, ...]:
    """Who would get which voice; nothing is changed.

    Raises:
        SettingsError: No natural voices are installed, or a file cannot be read.
    """
    return _plan(_pool(settings), read_registry(settings.files.registry), settings.cast)


def upgrade(settings: Settings) -> tuple[VoiceChange, ...]:
    """Give everybody a natural voice. What was there before is kept beside it, under a name that ends in :data:`OLD`.

    Raises:
        SettingsError: See :func:`plan_upgrade`.
        OSError: A file cannot be written.
    """
    pool = _pool(settings)
    own = settings.files.pool
    if pool_lacks(settings.files):
        _keep(own)
        write_atomic(own, _with_natural(own))
    with hold_registry(settings.files.registry) as file:
        changes = _plan(pool, file.registry, settings.cast)
        names = {item.voice.name for item in pool.voices}
        articles = {
            article: {role: voice for role, voice in voices.items() if voice in names}
            for article, voices in file.registry.articles.items()
        }
        if changes or articles != dict(file.registry.articles):
            _keep(file.path)
            before = file.registry.people
            file.set_people({each.name: replace(before[each.name], voice=each.after) for each in changes})
            for article, voices in articles.items():
                file.set_described(article, voices)
            file.save()
    return changes


def _pool(settings: Settings) -> Pool:
    """The natural voices, also where the show's own pool does not name them yet; the others wait."""
    if pool_lacks(settings.files):
        before = load_pool(settings, settings.show.language)
        pool = load_pool(_without_own_pool(settings), settings.show.language)
        pool = replace(pool, waiting=(*before.voices, *before.waiting))
    else:
        pool = load_pool(settings, settings.show.language)
    natural = read_alone(shipped("voices") / POOL_FILE)
    own = settings.files.pool
    if own.is_file():
        natural = (*natural, *read_alone(own))
    voices = tuple(item for item in pool.voices if item.voice.engine in natural)
    if not voices:
        raise SettingsError(
            "No natural voices are installed for this show's language.",
            "podcaster voices install natural; then see that [cast] in podcaster.toml allows their engine.",
        )
    others = (*pool.waiting, *(item for item in pool.voices if item not in voices))
    return replace(pool, voices=voices, waiting=others)


def _without_own_pool(settings: Settings) -> Settings:
    return replace(settings, folder=shipped("voices").parent)


def _plan(pool: Pool, registry: Registry, casts: Casts) -> tuple[VoiceChange, ...]:
    names = {item.voice.name.casefold() for item in pool.voices}
    kept = Counter(person.voice for person in registry.people.values() if person.voice.casefold() in names)
    narrator = casts.narrator or next((item.voice.name for item in pool.used_as("narrator")), "")
    voices = [item for item in pool.voices if "speaker" in item.uses and item.voice.name != narrator]
    changes = []
    for name, person in sorted(registry.people.items()):
        if person.voice.casefold() in names:
            continue
        before = pool.find(person.voice)
        gender = before.voice.gender if before else person.gender
        hertz = before.f0 if before and before.f0 else UNMEASURED[gender]
        after = _nearest(voices, gender, hertz, kept, pool)
        kept[after.voice.name] += 1
        pitches = (before.f0 if before else 0.0, after.f0)
        changes.append(VoiceChange(name, person.voice, after.voice.name, person.pinned, pitches))
    return tuple(changes)


def _nearest(voices: Sequence[PoolVoice], gender: Gender, hertz: float, taken: Counter[str], pool: Pool) -> PoolVoice:
    """The voice of a gender with the nearest pitch; one that many have already counts as farther away."""
    wanted = Gender.NEUTRAL if gender is Gender.UNKNOWN else gender
    fitting = [item for item in voices if item.voice.gender is wanted] or list(voices)

    def far(item: PoolVoice) -> tuple[bool, float, str]:
        apart = abs(12 * log2((item.f0 or UNMEASURED[item.voice.gender]) / hertz))
        return not pool.near(item), apart + TAKEN * taken[item.voice.name], item.voice.name

    return min(fitting, key=far)


def _with_natural(own: Path) -> str:
    """A show's own pool with the natural voices of the one that ships before its own."""
    import tomlkit

    natural = read_alone(shipped("voices") / POOL_FILE)
    names = {item.voice.name.casefold() for item in read_pool(own)}
    document = tomlkit.parse((shipped("voices") / POOL_FILE).read_text("utf-8"))
    document["voice"] = [
        entry for entry in document["voice"] if entry["engine"] in natural and entry["name"].casefold() not in names
    ]
    text = own.read_text("utf-8")
    return f"{tomlkit.dumps(document).rstrip()}\n\n# The show's own voices.\n\n{text.lstrip()}"


def _keep(path: Path) -> None:
    """Copy a file that is going to be changed; the oldest copy stays."""
    copy = path.with_name(path.name + OLD)
    if path.is_file() and not copy.exists():
        shutil.copy(path, copy)


def old_voices(settings: Settings) -> str:
    """Who in this show still has another voice than a natural one, where those are installed; empty: nobody."""
    try:
        changes = plan_upgrade(settings)
        lacks = pool_lacks(settings.files)
    except PodcasterError:
        return ""
    if lacks:
        return "This show's voices/pool.toml names no natural voices; podcaster voices upgrade adds them."
    who = "1 person keeps another voice" if len(changes) == 1 else f"{len(changes)} people keep other voices"
    return f"{who}; podcaster voices upgrade shows natural ones for everybody." if changes else ""


def natural_hint(episode: Episode, settings: Settings) -> str:
    """That natural voices are one command away, behind a show's first episode; or who does not have one yet."""
    from podcaster.engines import load_engine

    if all(each.engine != EMBEDDED for each in episode.performers):
        return ""
    problem = next(iter(load_engine("kokoro", settings.engines).check()), None)
    if problem is None:
        return old_voices(settings)
    if problem.begun:  # the episode's own notices say so
        return ""
    first = sum(1 for _ in settings.output.glob(f"*/{EPISODE_FILE}")) == 1
    return f"Natural voices are one command away: {problem.cure}" if first else ""
