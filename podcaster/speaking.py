"""Lines become clips, as a show has them spoken: its engines, its lexicon, its recordings, its music."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from podcaster.errors import PodcasterError
from podcaster.model import NARRATOR, Cast, Casting, Line, Script

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from podcaster.audio import Mix
    from podcaster.engines import Engines
    from podcaster.model import Clip, Voice
    from podcaster.reading import Progress
    from podcaster.settings import Settings, ShowFolder
    from podcaster.spoken import Spoken


def ready_engines(settings: Settings) -> Engines:
    """The engines of a run; the narrator's gets ready meanwhile. What is wrong with it shows when it speaks."""
    from podcaster.cast import load_pool
    from podcaster.engines import Engines
    from podcaster.speech import thread_count

    engines = Engines(settings)
    with suppress(PodcasterError, OSError):
        for narrator in load_pool(settings).used_as("narrator")[:1]:
            engine = engines.ready(narrator.voice.engine)
            engine.prepare(thread_count(engine, settings.speech))
    return engines


def speak_lines(
    script: Script, cast: Cast, engines: Engines, settings: Settings, progress: Progress, episode: Path | None = None
) -> Iterator[Clip]:
    """Begin to speak every line of a script that was not spoken before; the clips come as they are done.

    Lines that have a recording in the episode's folder are not spoken: it speaks. Without the folder all are.
    """
    from podcaster.content import open_content
    from podcaster.speech import speak
    from podcaster.speech.recorded import recorded_clip, recording_of

    store = open_content(settings)
    recorded = {
        index: recorded_clip(line, index, episode, store)
        for index, line in enumerate(script.lines)
        if episode and recording_of(line)
    }
    others = [index for index in range(len(script.lines)) if index not in recorded]
    clips = speak(
        [script.lines[index] for index in others],
        cast,
        engines,
        store,
        speech=settings.speech,
        spoken=sayer(script, engines, settings.files),
        fallback=fallback_voice(settings),
        progress=partial(progress, "Speaking"),
    )
    if not recorded:
        return clips
    spoken = (replace(clip, index=index) for index, clip in zip(others, clips, strict=True))
    return (recorded[index] if index in recorded else next(spoken) for index in range(len(script.lines)))


def recall_lines(
    script: Script, cast: Cast, engines: Engines, settings: Settings, episode: Path
) -> Iterator[Clip | None]:
    """The clips that an episode's lines were made of, one after the other, as far as they can still be had."""
    from podcaster.content import open_content
    from podcaster.speech import recall
    from podcaster.speech.recorded import recorded_clip, recording_of

    store = open_content(settings)
    clips = recall(
        script.lines,
        cast,
        engines,
        store,
        speech=settings.speech,
        spoken=sayer(script, engines, settings.files),
    )
    for index, (line, clip) in enumerate(zip(script.lines, clips, strict=True)):
        if recording_of(line):
            with suppress(PodcasterError):
                yield recorded_clip(line, index, episode, store)
                continue
        yield clip


BEFORE_SPEAKING = (
    "podcaster.project.kept", "podcaster.cast.registrar", "podcaster.episode.place", "podcaster.episode.picture",
    "filelock", "podcaster.audio.loudness", "podcaster.speech.recorded", "podcaster.audio.files",
    "podcaster.mix", "av", "soxr", "lameenc",
)  # fmt: skip
"""What deciding and speaking load, and of what comes later as much as reading a short article takes time for."""


def load_for_speaking(language: str) -> None:
    """Load what comes next for a show in this language, while a process beside reads and this one has nothing to do."""
    from podcaster.audio.clips import load_segments
    from podcaster.audio.memory import load_numpy
    from podcaster.spoken import say_text

    load_numpy()
    load_segments()
    for name in BEFORE_SPEAKING:
        import_module(name)
    say_text("1", language=language)  # the numbers of a language are loaded by the first that is said


def load_for_mixing(settings: Settings) -> None:
    """Load what mixes and describes an episode, the theme above all, while the engines speak."""
    from podcaster.audio import load_music
    from podcaster.mix import find_sound

    import_module("podcaster.episode.tags")
    with suppress(PodcasterError):  # the mix says what is wrong with it, if it plays at all
        if settings.sound.theme and (path := find_sound(settings.files, settings.sound.theme, settings.sound.theme)):
            load_music(path)


def place_clips(script: Script, clips: Sequence[Clip], settings: Settings) -> Mix:
    """Place the clips of a script in time, with the show's music."""
    from podcaster.mix import find_sound, mix_clips

    return mix_clips(script, clips, settings.sound, partial(find_sound, settings.files, settings.sound.theme))


def fallback_voice(settings: Settings) -> Voice | None:
    """The voice that speaks where another one fails; None when the settings name none, and the run stops then.

    Raises:
        SettingsError: There is no such voice.
    """
    from podcaster.cast import load_pool

    name = settings.speech.fallback
    return load_pool(settings).require(name, "fallback of [speech]").voice if name else None


def sayer(script: Script, engines: Engines, files: ShowFolder) -> Callable[[Line, Voice], str]:
    """How a line is said by a voice: by the rules of its language, the lexicon, and what the voice's engine needs."""
    from podcaster.script.said import said_in
    from podcaster.spoken import say_text
    from podcaster.spoken.lexicon import find_lexicon

    lexicon = find_lexicon(files) | said_in(script)
    own = {one.name: one.language for one in script.roles if one.language}

    def say(line: Line, voice: Voice) -> str:
        return say_text(
            line.text, lexicon, engines.get(voice.engine).style, language=own.get(line.role, script.language)
        ).text

    return say


def first_lines(script: Script) -> Script:
    """What everybody says first in a script, as a script of its own."""
    lines = {line.role: line for line in reversed(script.lines)}
    first = tuple(lines[role] for role in dict.fromkeys(line.role for line in script.lines))
    return replace(script, sections=(replace(script.sections[0], items=first),))


def speak_text(settings: Settings, text: str, voice: Voice, language: str = "", *, raw: bool = False) -> Clip:
    """Speak a text as the show has it said.

    Args:
        settings: The show's settings.
        text: What to say.
        voice: Who says it.
        language: Of the text; empty: the show's.
        raw: Without the rules and the lexicon.

    Raises:
        EngineError: The voice's engine is missing, or fails.
    """
    from podcaster.content import open_content
    from podcaster.engines import Engines
    from podcaster.speech import speak

    script = Script("", {}, (), (), language or settings.show.language)
    cast = Cast({NARRATOR: Casting(voice, "asked for")})
    with Engines(settings) as engines:
        say = None if raw else sayer(script, engines, settings.files)
        (clip,) = speak(
            [Line(NARRATOR, text)], cast, engines, open_content(settings), speech=settings.speech, spoken=say
        )
    return clip


def spoken_form(settings: Settings, text: str, voice: Voice, language: str = "") -> Spoken:
    """A text the way a voice is given it, with what was decided about it; arguments as of :func:`speak_text`."""
    from podcaster.engines import Engines
    from podcaster.spoken import say_text
    from podcaster.spoken.lexicon import find_lexicon

    with Engines(settings) as engines:
        style = engines.get(voice.engine).style
    return say_text(text, find_lexicon(settings.files), style, language=language or settings.show.language)
