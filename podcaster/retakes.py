"""Lines heard before they are mixed: what is misheard is spoken again another way, at most twice, and the best is kept.

First more slowly; then, as a last resort, in the voice of the pool that is nearest to the person's own and that nobody
in the episode has. What was tried and what stayed wrong is told.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from podcaster.errors import EngineError
from podcaster.takes import Take, keep_takes, load_takes, speaker, taken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from podcaster.cast import Pool
    from podcaster.engines import Engines
    from podcaster.hearing import HeardFault, Listener, SpokenLine, Verdict
    from podcaster.model import Audio, Cast, Clip, Cue, Line, Script, Voice
    from podcaster.reading import Progress
    from podcaster.settings import Settings
    from podcaster.takes import Speak

SLOWER = 0.92
"""Speed of the first retake. A model that makes a line at once makes another one of it at another speed, and a slower
line is heard better."""


@dataclass(frozen=True, slots=True)
class Retaken:
    """The clips of a script after all were heard."""

    clips: tuple[Clip, ...]
    """One a line, the best that was heard of each."""
    findings: tuple[HeardFault, ...]
    """What is still wrong, with times inside of the line."""
    notices: tuple[str, ...]
    """Which lines are spoken another way, a sentence each."""
    takes: Mapping[str, Take]
    """How, by the keys of the clips that were misheard."""

    def review(self, cues: Sequence[Cue]) -> tuple[str, ...]:
        """What is still wrong, for the episode's list.

        Args:
            cues: The lines of the episode, placed in time.
        """
        return tuple(
            replace(item, start=cues[item.index].start, end=cues[item.index].end).sentence for item in self.findings
        )


@contextmanager
def listening(script: Script, settings: Settings) -> Iterator[tuple[Listener, int]]:
    """Get ready to hear lines of a script: who judges them, and how many at once.

    Raises:
        EngineError: The recogniser is missing.
        SettingsError: It is set up wrong.
    """
    from podcaster.content import open_content
    from podcaster.hearing import Listener, Memory, Phonemes, names_in, ready_recogniser, worker_count
    from podcaster.spoken.lexicon import find_lexicon

    recogniser = ready_recogniser(settings)
    languages = dict.fromkeys(script.language_of(line.role) for line in script.lines) or {script.language: None}
    workers = worker_count(recogniser, settings.speech.workers)
    recogniser.prepare(workers)
    names = names_in((line.text for line in script.lines), (role.name for role in script.roles))
    try:
        with ExitStack() as stack:
            phonemes = {language: stack.enter_context(Phonemes(language)) for language in languages}
            memory = Memory(recogniser, open_content(settings))
            yield Listener(memory, phonemes, find_lexicon(settings.files), names), workers
    finally:
        recogniser.close()


def finished_clips(
    script: Script,
    cast: Cast,
    clips: Sequence[Clip],
    folder: Path,
    engines: Engines,
    settings: Settings,
    progress: Progress,
    *,
    proof: bool,
) -> Retaken:
    """The clips that an episode is made of: with the retakes that were decided before, and, with ``proof``, new ones.

    Args:
        script: The script.
        cast: Who speaks.
        clips: A clip a line, as the script says it.
        folder: The episode's, where earlier decisions are.
        engines: The show's.
        settings: The show's.
        progress: Told how many lines are heard, and of how many.
        proof: Hear every line, and have the bad ones spoken again; see :func:`retake`.

    Raises:
        EngineError: The recogniser is missing, or a retake could not be spoken.
    """
    before = load_takes(folder)
    if not proof and not any(clip.key in before for clip in clips):
        return Retaken(tuple(clips), (), (), {})
    speak = speaker(script, engines, settings)
    if not proof:
        kept, takes = keep_takes(script, cast, clips, before, speak, settings)
        return Retaken(kept, (), _told(script, cast, clips, takes), takes)

    def is_exact(voice: Voice) -> bool:
        try:
            return engines.get(voice.engine).exact
        except EngineError:  # a recording has none
            return False

    return retake(script, cast, clips, speak, settings, progress, is_exact=is_exact, before=before)


def _told(script: Script, cast: Cast, clips: Sequence[Clip], takes: Mapping[str, Take]) -> tuple[str, ...]:
    """Which lines are spoken another way."""
    return tuple(
        f"{_name(line, index)} is spoken {takes[clip.key].told(cast.voice(line.role).name)}."
        for index, (line, clip) in enumerate(zip(script.lines, clips, strict=True))
        if clip.key in takes
    )


def retake(
    script: Script,
    cast: Cast,
    clips: Sequence[Clip],
    speak: Speak,
    settings: Settings,
    progress: Progress,
    *,
    is_exact: Callable[[Voice], bool] = lambda _: False,
    before: Mapping[str, Take] = MappingProxyType({}),
) -> Retaken:
    """Hear the clips of a script, and have the bad ones spoken again.

    Recordings are heard too, and never replaced.

    Args:
        script: The script.
        cast: Who speaks.
        clips: A clip a line, in order.
        speak: Speaks lines.
        settings: The show's.
        progress: Told how many lines are heard, and of how many.
        is_exact: Whether a voice's engine says what it is told.
        before: What was decided before, by the keys of clips.

    Raises:
        EngineError: The recogniser is missing, or a retake could not be spoken.
    """
    from podcaster.cast import role_pools
    from podcaster.hearing import listen

    pools = role_pools(script, settings)
    kept, takes = keep_takes(script, cast, clips, before, speak, settings)
    with listening(script, settings) as (listener, workers):

        def judge(heard: Mapping[int, Clip], stage: str) -> dict[int, Verdict]:
            lines = (_spoken(script, index, clip, exact=is_exact(clip.voice)) for index, clip in heard.items())
            told = listen(lines, listener, workers, lambda done: progress(stage, done, len(heard)))
            return dict(zip(heard, told, strict=True))

        best = dict(enumerate(kept))
        verdicts = judge(best, "Listening")
        fixed = {index for index, line in enumerate(script.lines) if _is_recorded(line)}
        for way in (_slower, _other_voice(pools, cast)):
            bad = [index for index, verdict in verdicts.items() if verdict.findings and index not in fixed]
            ways = {index: take for index in bad if (take := way(script.lines[index], cast)) is not None}
            again = _speak(script, cast, ways, speak, pools)
            for index, verdict in judge(again, "Listening again").items():
                if _badness(verdict) < _badness(verdicts[index]):
                    verdicts[index], best[index], takes[clips[index].key] = verdict, again[index], ways[index]
    findings = tuple(finding for index in sorted(verdicts) for finding in verdicts[index].findings)
    told = _told(script, cast, clips, takes)
    return Retaken(tuple(best[index] for index in sorted(best)), findings, told, takes)


def _slower(_line: Line, _cast: Cast) -> Take:
    return Take(rate=SLOWER)


def _other_voice(pools: Callable[[str], Pool], cast: Cast) -> Callable[[Line, Cast], Take | None]:
    """In the nearest voice of the pool that nobody in the episode has."""
    used = {casting.voice.name for casting in cast.roles.values()}

    def other(line: Line, cast: Cast) -> Take | None:
        voice = _nearest(pools(line.role), cast.voice(line.role), used)
        return Take(voice=voice.name) if voice else None

    return other


def _nearest(pool: Pool, voice: Voice, taken: set[str]) -> Voice | None:
    from podcaster.cast import distance

    own = pool.find(voice.name)
    if own is None:
        return None
    others = [
        item
        for item in pool.voices
        if item.voice.gender is voice.gender
        and item.voice.name not in taken
        and "speaker" in item.uses
        and item.voice.language == voice.language
    ]
    return min(others, key=lambda item: (distance(item, own), item.voice.name)).voice if others else None


def _speak(
    script: Script, cast: Cast, ways: Mapping[int, Take], speak: Speak, pools: Callable[[str], Pool]
) -> dict[int, Clip]:
    """Speak retakes; those in the cast's own voices together."""
    found = {index: taken(script.lines[index], cast, take, pools) for index, take in ways.items()}
    own = [index for index, way in found.items() if way is not None and way[1] is cast]
    spoken = list(speak([way[0] for index in own if (way := found[index])], cast)) if own else []
    clips = {index: replace(clip, index=index) for index, clip in zip(own, spoken, strict=True)}
    for index, way in found.items():
        if way is not None and index not in clips:
            clips[index] = replace(speak([way[0]], way[1])[0], index=index)
    return clips


def _spoken(script: Script, index: int, clip: Clip, *, exact: bool) -> SpokenLine:
    from podcaster.hearing import SpokenLine

    sound, line = read_clip(clip), script.lines[index]
    language = script.language_of(line.role)
    said = sound if exact else None
    return SpokenLine(
        index, line.place, line.role, line.text, sound, 0.0, clip.duration, reference=said, exact=exact,
        language=language,
    )  # fmt: skip


def read_clip(clip: Clip) -> Audio:
    """The sound of a clip.

    Raises:
        OSError: It is not in the cache any more.
    """
    from podcaster.audio.render import read_wav
    from podcaster.model import Audio

    samples, rate = read_wav(clip.path)
    return Audio(samples.tobytes(), rate)


def _is_recorded(line: Line) -> bool:
    from podcaster.speech.recorded import recording_of

    return bool(recording_of(line))


def _badness(verdict: Verdict) -> tuple[int, int]:
    return len(verdict.findings), verdict.wrong


def _name(line: Line, index: int) -> str:
    return f"Line {line.place} of the script" if line.place else f"Line {index + 1}"
