"""The voices that a show could have: those of its pool, and those that the installed engines have besides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcaster.cast.load import load_pool
from podcaster.cast.pool import read_pool
from podcaster.errors import EngineError
from podcaster.settings.folder import POOL_FILE

if TYPE_CHECKING:
    from collections.abc import Callable

    from podcaster.model import Voice
    from podcaster.settings import Settings


@dataclass(frozen=True, slots=True)
class Offer:
    """A voice that can be had."""

    voice: Voice
    """As the pool has it, else as its engine lists it."""
    use: str = ""
    """What the pool has it for, "narrator/speaker"; empty: it is not in the pool."""
    why: str = ""
    """Why the pool has it."""


def choose_voice(settings: Settings, name: str, language: str, notice: Callable[[str], None]) -> Voice:
    """The voice of a name, or the one that would narrate.

    Args:
        settings: The show's settings.
        name: Of a voice of the pool, or of any engine; empty: the narrator's.
        language: Of the text; empty: the show's.
        notice: Told which engines of the settings cannot be asked.

    Raises:
        SettingsError: There is no such voice.
    """
    pool = load_pool(settings, language or settings.show.language)
    if name and pool.find(name) is None:
        # The pool knows its own engines' voices; here any engine's can be heard.
        for voice in installed_voices(settings, "", notice):
            if name.casefold() in {voice.name.casefold(), voice.id.casefold()}:
                return voice
    if name:
        return pool.require(name, "The command").voice
    return next(iter((*pool.used_as("narrator"), *pool.voices))).voice


def offered_voices(
    settings: Settings, engine: str, language: str, notice: Callable[[str], None], *, everything: bool = False
) -> tuple[tuple[Offer, ...], tuple[str, ...]]:
    """The voices that fit: those of the pool, and those that the installed engines have besides.

    An engine that the pool chooses from may have hundreds more. They come when they are asked for, or their engine is,
    or when the pool does not speak the language.

    Args:
        settings: The show's settings.
        engine: Of this engine alone; empty: of all.
        language: "en" fits every English, "en-GB" only the British ones; empty: all.
        notice: Told which engines of the settings cannot be asked.
        everything: Those too that the pool leaves out of its engines.

    Returns:
        The voices, and the engines of which only the pool's are among them.
    """
    installed = installed_voices(settings, engine, notice)
    path = settings.files.voices_file(POOL_FILE)
    ready = {voice.engine for voice in installed}
    pool = [
        Offer(item.voice, "/".join(item.uses) or "asked for by name", item.why)
        for item in (read_pool(path) if path else ())
        if item.voice.engine in ready
    ]
    known = {_identity(offer.voice) for offer in pool}
    found = [offer for offer in pool if (not engine or offer.voice.engine == engine) and speaks(offer.voice, language)]
    whole = everything or bool(engine) or not found
    kept_short = () if whole else tuple(sorted({offer.voice.engine for offer in pool}))
    others = (
        Offer(voice)
        for voice in installed
        if voice.engine not in kept_short and _identity(voice) not in known and speaks(voice, language)
    )
    return (*found, *others), kept_short


def _identity(voice: Voice) -> tuple[str, str, str]:
    return voice.engine, voice.id, voice.speaker_id


def installed_voices(settings: Settings, engine: str, notice: Callable[[str], None]) -> list[Voice]:
    """The voices of one engine, or of all that are ready.

    Args:
        settings: The show's settings.
        engine: Its name; empty: all.
        notice: Told which engines of the settings are not ready.

    Raises:
        EngineError: The engine that was asked for is not ready.
    """
    from podcaster.engines import Engines, engine_names

    with Engines(settings) as engines:
        if engine:
            return list(engines.ready(engine).voices())
        voices: list[Voice] = []
        for name in engine_names(settings.engines):
            try:
                voices += engines.ready(name).voices()
            except EngineError as error:
                if name.partition(":")[0] in settings.engines:
                    notice(f"{name}: {error}")
        return voices


def speaks(voice: Voice, language: str) -> bool:
    """Whether a voice is of a language: "en" fits every English, "en-GB" only the British ones."""
    wanted, has = language.casefold(), voice.language.casefold().replace("_", "-")
    return has == wanted or has.startswith(f"{wanted}-" if wanted else "")
