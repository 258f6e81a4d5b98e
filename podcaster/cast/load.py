"""The show's pool and registry: found by its settings, and used for an episode."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from podcaster.cast.choose import article_of, better_known, choose_by_language, described, new_people
from podcaster.cast.pool import FEW, Pool, PoolVoice, by_accent, read_alone, read_pool, speak_language
from podcaster.cast.registry import hold_registry, read_registry
from podcaster.errors import EngineError, SettingsError, close_matches
from podcaster.languages import spoken_as
from podcaster.model import Gender
from podcaster.settings.folder import POOL_FILE
from podcaster.wording import with_region

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from podcaster.cast.registry import Registry
    from podcaster.model import Cast, Script, Voice
    from podcaster.settings import Casts, Podcast, Settings


def script_language(script: Script, show: Podcast) -> str:
    """The language of a script, with the show's region where the article's tells none."""
    return with_region(script.language, show.language)


def load_pool(settings: Settings, language: str = "en") -> Pool:
    """The voices to choose from: the show's pool, or the one that ships, as far as its engines are installed.

    Where an engine is installed whose voices are to be the whole cast (``alone`` in the pool), the others wait.

    Args:
        settings: The show's settings.
        language: Of the script.

    Raises:
        SettingsError: The pool cannot be read, the settings name an engine that does not exist, or one that they insist
            on is missing.
    """
    _check_names(settings)
    path = settings.files.voices_file(POOL_FILE)
    voices = read_pool(path) if path else ()
    named = tuple(dict.fromkeys(item.voice.engine for item in voices))
    order = settings.cast.engines or named
    usable = [name for name in order if _is_ready(name, settings)]

    kept = _spoken_here(
        sorted(
            (item for item in voices if item.voice.engine in usable), key=lambda item: order.index(item.voice.engine)
        )
    )
    alone = () if settings.cast.engines or path is None else read_alone(path)
    best = [item for item in kept if item.voice.engine in alone and _same_language(item.voice.language, language)]
    chosen = best if len(best) >= FEW else kept

    @cache
    def offered() -> tuple[Voice, ...]:
        return tuple(_offered([*_neural(settings, language, chosen), *usable], settings.engines))

    accent = _accent(settings.cast, language)
    return Pool(
        by_accent(speak_language(chosen, language, offered), accent),
        offered,
        tuple(item for item in kept if item not in chosen),
        accent,
    )


def role_pools(script: Script, settings: Settings) -> Callable[[str], Pool]:
    """The pool of the language that a role speaks: a script of articles in two languages has two.

    Args:
        script: The script.
        settings: The show's settings.

    Returns:
        What gives the pool for a role's name; each is loaded once.
    """
    of_language = cache(partial(load_pool, settings))
    return lambda role: of_language(script.language_of(role))


NEURAL = "piper"
"""The engine whose voices of a language, once installed, come before espeak's where the pool has none."""


def _neural(settings: Settings, language: str, chosen: Sequence[PoolVoice]) -> list[str]:
    """Piper, where the settings name no engines and the pool's own voices are of other languages."""
    if settings.cast.engines or any(_same_language(item.voice.language, language) for item in chosen):
        return []
    return [NEURAL] if settings.cast.fallback and _is_ready(NEURAL, settings) else []


def _same_language(one: str, other: str) -> bool:
    return spoken_as(one) == (spoken_as(other) or "en")


def _accent(casts: Casts, language: str) -> str:
    """Language and region of the voices that are wanted for a script; empty: any."""
    accent = casts.accent or language
    return accent if _same_language(accent, language) and (_same_language("en", language) or "-" in accent) else ""


def _check_names(settings: Settings) -> None:
    """See that every engine that the settings prefer exists, installed or not.

    Raises:
        SettingsError: One does not.
    """
    from podcaster.engines.discovery import engine_names

    known = engine_names(settings.engines)
    for name in settings.cast.engines:
        if name not in known and name.partition(":")[0] not in known:
            raise SettingsError(
                f"There is no engine {name}, which engines of [cast] names.", close_matches(name, known)
            )


def _spoken_here(voices: Sequence[PoolVoice]) -> list[PoolVoice]:
    """Without espeak's voices where the system's own speak (macOS, Windows)."""
    from podcaster.engines.pyttsx3 import ESPEAK

    return [item for item in voices if ESPEAK or item.voice.engine != "pyttsx3" or "/" not in item.voice.id]


def _is_ready(name: str, settings: Settings) -> bool:
    """Whether an engine can speak.

    Raises:
        SettingsError: It cannot, and the settings allow no other.
    """
    from podcaster.engines.discovery import load_engine

    try:
        engine = load_engine(name, settings.engines)
        problem = next(iter(engine.check()), None)
        engine.close()
    except EngineError as error:
        if not settings.cast.fallback:
            raise SettingsError(error.what, error.cure) from error
        return False
    if problem and not settings.cast.fallback:
        raise SettingsError(problem.what, problem.cure)
    return problem is None


def silent_engines(settings: Settings) -> tuple[str, ...]:
    """A sentence for each engine that should be the whole cast, of which something is installed, and that cannot speak.

    Other voices speak instead of its own, and nobody should have to find that out by listening.
    """
    from podcaster.engines.discovery import load_engine

    path = settings.files.voices_file(POOL_FILE)
    found = []
    for name in read_alone(path) if path else ():
        if settings.cast.engines and name not in settings.cast.engines:
            continue
        try:
            engine = load_engine(name, settings.engines)
        except EngineError:  # no such engine is installed
            continue
        problem = next(iter(engine.check()), None)
        engine.close()
        if problem and problem.begun:
            found.append(f"The voices of {name} do not speak: {problem.what} {problem.cure}")
    return tuple(found)


def strange_voices(script: Script, cast: Cast) -> tuple[str, ...]:
    """A sentence for each language of a script that nobody in its cast speaks, unless people have chosen these voices.

    Voices of another language read it by the rules of theirs.

    Args:
        script: The script.
        cast: Its cast.
    """
    told = []
    for tongue in dict.fromkeys(script.language_of(role.name) for role in script.roles):
        roles = [role for role in script.roles if script.language_of(role.name) == tongue]
        voices = {cast.voice(role.name).language for role in roles}
        if spoken_as(tongue) not in map(spoken_as, voices) and not all(role.voice for role in roles):
            told.append(
                f"No voice that is installed speaks {tongue}: those of {' and '.join(sorted(voices))} read it by their"
                " own rules, which sounds wrong. Install one (podcaster voices install), or say in the script, behind"
                " Cast:, which voice comes near; where it is another language, behind Language:."
            )
    return tuple(told)


def _offered(names: Iterable[str], tables: Mapping[str, dict[str, Any]]) -> Iterable[Voice]:
    from podcaster.engines.discovery import load_engine

    for name in names:
        engine = load_engine(name, tables)
        try:
            yield from (replace(voice, engine=name) for voice in engine.voices())
        finally:
            engine.close()


def preview_cast(script: Script, settings: Settings, *, edited: bool = False) -> Cast:
    """The cast that a script would have now; nothing is registered.

    Args:
        script: The script.
        settings: The show's settings.
        edited: A person has looked at its title page; see :func:`without_mistaken`.

    Raises:
        SettingsError: See ``choose_cast``.
    """
    registry = read_registry(settings.files.registry)
    registry = without_mistaken(registry, script) if edited else registry
    return choose_by_language(
        script, partial(load_pool, settings), registry, settings.cast, script_language(script, settings.show)
    )


def without_mistaken(registry: Registry, script: Script) -> Registry:
    """A registry without the people whose gender a person has changed on a script's title page: they get new voices.

    A pinned voice stays, whatever the gender: it was decided as well.
    """
    people = dict(registry.people)
    for role in script.roles:
        name = registry.name_of(role.name)
        known = people.get(name)
        if known and not known.pinned and role.gender not in (Gender.UNKNOWN, known.gender):
            del people[name]
    return replace(registry, people=people)


def cast_and_register(script: Script, settings: Settings, *, edited: bool = False, formerly: str = "") -> Cast:
    """Choose a script's cast and register the new people in it, so that they keep their voices.

    The registry is held meanwhile: of two runs at once, the second sees what the first has decided.

    Args:
        script: The script.
        settings: The show's settings.
        edited: A person has looked at its title page; see :func:`without_mistaken`.
        formerly: What the registry knew its article by, where that was otherwise.

    Raises:
        SettingsError: See ``choose_cast``; or the registry cannot be read.
    """
    language = script_language(script, settings.show)
    pools = {language: load_pool(settings, language)}  # before the registry is held: it takes a while
    with hold_registry(settings.files.registry) as file:
        registry = file.registry.going_on(formerly, article_of(script)) if formerly else file.registry
        registry = without_mistaken(registry, script) if edited else registry
        cast = choose_by_language(
            script, lambda tag: pools.get(tag) or load_pool(settings, tag), registry, settings.cast, language
        )
        people = new_people(script, cast, registry) | ({} if edited else better_known(script, registry))
        file.set_people(people)
        others = described(script, cast, registry)
        changed = others != file.registry.articles.get(article_of(script), {})
        if changed:
            file.set_described(article_of(script), others)
        if people or changed:
            file.save()
    return cast
