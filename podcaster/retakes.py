"""Lines heard before they are mixed: what is misheard is spoken again another way, at most twice, and the best is kept.

First more slowly; then, as a last resort, in the voice of the pool that is nearest to the person's own and that nobody
in the episode has. What was tried and what stayed wrong is told.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from podcaster.cast import Pool
    from podcaster.engines import Engines
    from podcaster.hearing import Finding, Listener, Spoken, Verdict
    from podcaster.model import Cast, Clip, Cue, Line, Script, Voice
    from podcaster.reading import Progress
    from podcaster.settings import Settings

    Speak = Callable[[Sequence[Line], Cast], Sequence[Clip]]
    """Speaks lines with a cast."""

SLOWER = 0.92
"""Speed of the first retake. A model that makes a line at once makes another one of it at another speed, and a slower
line is heard better."""


@dataclass(frozen=True, slots=True)
class Retaken:
    """The clips of a script after all were heard."""

    clips: tuple[Clip, ...]
    findings: tuple[Finding, ...]
    """What is still wrong, with times inside of the line."""
    notices: tuple[str, ...]
    """Which lines were spoken again and kept, a sentence each."""

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
    language = script.language
    workers = worker_count(recogniser, settings.speech.workers)
    recogniser.prepare(workers)
    names = names_in((line.text for line in script.lines), (role.name for role in script.roles))
    try:
        with Phonemes(language) as phonemes:
            memory = Memory(recogniser, open_content(settings))
            yield Listener(memory, phonemes, language, find_lexicon(settings.files), names), workers
    finally:
        recogniser.close()


def hear_clips(
    script: Script, cast: Cast, clips: Sequence[Clip], engines: Engines, settings: Settings, progress: Progress
) -> Retaken:
    """Hear the clips of a script, and have a show's engines speak the bad ones again; see :func:`retake`."""
    from podcaster.speaking import speak_lines

    def speak_again(lines: Sequence[Line], voices: Cast) -> list[Clip]:
        alone = replace(script, sections=(replace(script.sections[0], items=tuple(lines)),))
        return list(speak_lines(alone, voices, engines, settings, lambda *_: None))

    return retake(script, cast, clips, speak_again, settings, progress)


def retake(
    script: Script,
    cast: Cast,
    clips: Sequence[Clip],
    speak: Speak,
    settings: Settings,
    progress: Progress,
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

    Raises:
        EngineError: The recogniser is missing, or a retake could not be spoken.
    """
    from podcaster.hearing import listen

    with listening(script, settings) as (listener, workers):

        def judge(heard: Mapping[int, Clip], stage: str) -> dict[int, Verdict]:
            lines = (_spoken(script.lines[index], index, clip) for index, clip in heard.items())
            told = listen(lines, listener, workers, lambda done: progress(stage, done, len(heard)))
            return dict(zip(heard, told, strict=True))

        best = dict(enumerate(clips))
        verdicts = judge(best, "Listening")
        fixed = {index for index, line in enumerate(script.lines) if _is_recorded(line)}
        ways: dict[int, str] = {}
        for way in (_slower, _other_voice(script, settings, cast)):
            bad = [index for index, verdict in verdicts.items() if verdict.findings and index not in fixed]
            takes = {index: take for index in bad if (take := way(script.lines[index], cast)) is not None}
            again = _speak(takes, speak)
            for index, verdict in judge(again, "Listening again").items():
                if _badness(verdict) < _badness(verdicts[index]):
                    verdicts[index], best[index], ways[index] = verdict, again[index], takes[index][2]
    findings = tuple(finding for index in sorted(verdicts) for finding in verdicts[index].findings)
    notices = tuple(f"{_name(script.lines[index], index)} is spoken {way}." for index, way in sorted(ways.items()))
    return Retaken(tuple(best[index] for index in sorted(best)), findings, notices)


Take = tuple["Line", "Cast", str]
"""A line, who speaks it, and how that is told."""


def _slower(line: Line, cast: Cast) -> Take:
    return replace(line, rate=line.rate * SLOWER), cast, "more slowly, because it was misheard"


def _other_voice(script: Script, settings: Settings, cast: Cast) -> Callable[[Line, Cast], Take | None]:
    """In the nearest voice of the pool that nobody in the episode has."""
    from podcaster.cast import load_pool

    pool = load_pool(settings, script.language)
    taken = {casting.voice.name for casting in cast.roles.values()}

    def other(line: Line, cast: Cast) -> Take | None:
        voice = _nearest(pool, cast.voice(line.role), taken)
        if voice is None:
            return None
        castings = {**cast.roles, line.role: replace(cast.roles[line.role], voice=voice)}
        how = f"in the voice {voice.name}, because in {cast.voice(line.role).name} it was misheard"
        return line, replace(cast, roles=castings), how

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


def _speak(takes: Mapping[int, Take], speak: Speak) -> dict[int, Clip]:
    """Speak retakes; those of one cast together."""
    clips: dict[int, Clip] = {}
    for cast in {id(cast): cast for _, cast, _ in takes.values()}.values():
        indices = [index for index, take in takes.items() if take[1] is cast]
        spoken = speak([takes[index][0] for index in indices], cast)
        clips |= {index: replace(clip, index=index) for index, clip in zip(indices, spoken, strict=True)}
    return {index: clips[index] for index in takes}


def _spoken(line: Line, index: int, clip: Clip) -> Spoken:
    from podcaster.audio.render import read_wav
    from podcaster.hearing import Spoken
    from podcaster.model import Audio

    samples, rate = read_wav(clip.path)
    return Spoken(index, line.place, line.role, line.text, Audio(samples.tobytes(), rate), 0.0, clip.duration)


def _is_recorded(line: Line) -> bool:
    from podcaster.speech.recorded import recording_of

    return bool(recording_of(line))


def _badness(verdict: Verdict) -> tuple[int, int]:
    return len(verdict.findings), verdict.wrong


def _name(line: Line, index: int) -> str:
    return f"Line {line.place} of the script" if line.place else f"Line {index + 1}"
