"""Speaking lines: what was said before comes from the cache, the rest from the engines, in parallel."""

from __future__ import annotations

import os
from collections import deque
from dataclasses import dataclass, replace
from hashlib import sha256
from threading import Lock
from typing import TYPE_CHECKING

from podcaster.audio.clips import AFTER, BEFORE, FADE_IN, FADE_OUT, FLOOR
from podcaster.audio.memory import keep_memory
from podcaster.engines.base import GivenUpError
from podcaster.engines.pieces import join_sounds, split_text
from podcaster.errors import EngineError, PodcasterError
from podcaster.model import Audio, Clip
from podcaster.settings import Speech
from podcaster.speech.cache import StoredClip, find_clip, store_clip
from podcaster.speech.check import QUIETEST, cut_words, find_fault, has_words, one_line
from podcaster.speech.threads import Threads

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Future

    from podcaster.content import ContentStore
    from podcaster.engines import Engine, Engines
    from podcaster.model import Cast, Line, Voice

    Say = Callable[[Line, Voice], str]
    SoundMeasured = tuple[Audio, tuple[float, ...], float]

TRIES = 3
"""How often a line is tried before the run stops."""
SILENCE = Audio(b"\0\0" * 1103, 22050)
"""What a line of nothing but punctuation sounds like: 50 ms of nothing."""

MOST = 3000
"""Characters that an engine gets at once: four minutes. A longer line is said in pieces, so that what one call takes in
time and memory has an end, and a piece that fails is tried again by itself."""
QUOTED = 200
"""How much of a line an error sentence shows, in characters."""
EDITING = repr((BEFORE, AFTER, FADE_IN, FADE_OUT, FLOOR))
"""How clips are trimmed and faded: part of every key."""


@dataclass(frozen=True, slots=True)
class Job:
    """A line, ready to be spoken."""

    index: int
    """Which of the script's lines it is, from 0."""
    line: Line
    """As the script has it."""
    voice: Voice
    """As the line asks for it: its rate is the voice's and the line's."""
    text: str
    """What the engine is given, in one line; without words it is silence."""
    key: str
    """Names the clip in the cache: everything that decides how it sounds."""


def speak(
    lines: Sequence[Line],
    cast: Cast,
    engines: Engines,
    store: ContentStore,
    *,
    speech: Speech = Speech(),  # noqa: B008 (frozen)
    spoken: Say | None = None,
    fallback: Voice | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[Clip]:
    """Begin to speak lines, each in its role's voice.

    The engines speak from now on, in the background. A clip is in the cache as soon as it is spoken, so a run that was
    stopped goes on from there. The same line in the same voice is spoken once.

    Args:
        lines: What is said, in order.
        cast: Who speaks with which voice.
        engines: Where the voices' engines come from; the caller closes them.
        store: Where clips are kept.
        speech: The ``[speech]`` settings.
        spoken: How a line's text is said by a voice. None: as it is written.
        fallback: The voice that speaks when another one's engine is missing or fails; the clip's ``voice`` tells. None:
            the run stops.
        progress: Called with the number of lines that are done, and of all.

    Returns:
        A clip a line, in the lines' order, each as soon as it is spoken.

    Raises:
        EngineError: An engine is missing, or, out of the iterator, a line could not be spoken in several tries; the
            sentence names the line.
        OSError: The cache cannot be written; out of the iterator.
    """
    keep_memory()
    run = _Run(cast, engines, store, speech, spoken or (lambda line, _: line.text), fallback)
    try:
        waiting = deque(run.begin(index, line) for index, line in enumerate(lines))
    except BaseException:
        run.stop()
        raise
    return _finished(run, waiting, progress or (lambda *_: None))


def recall(
    lines: Sequence[Line],
    cast: Cast,
    engines: Engines,
    store: ContentStore,
    *,
    speech: Speech = Speech(),  # noqa: B008 (frozen)
    spoken: Say | None = None,
) -> Iterator[Clip | None]:
    """The clips of lines as far as they are in the cache; what an exact engine says is spoken again.

    Args:
        lines: What is said, in order.
        cast: Who speaks with which voice.
        engines: Where the voices' engines come from; the caller closes them.
        store: Where clips are kept.
        speech: The ``[speech]`` settings.
        spoken: How a line's text is said by a voice. None: as it is written.

    Yields:
        A clip a line, in the lines' order; None where there is none.
    """
    run = _Run(cast, engines, store, speech, spoken or (lambda line, _: line.text), None)
    try:
        for index, line in enumerate(lines):
            yield run.recall(index, line)
    finally:
        run.stop()


def _finished(run: _Run, waiting: deque[Future[Clip]], progress: Callable[[int, int], None]) -> Iterator[Clip]:
    """The clips in order; when nobody wants more of them, nothing more is spoken."""
    total = len(waiting)
    try:
        for index in range(total):
            clip = waiting.popleft().result()
            progress(index + 1, total)
            yield clip if clip.index == index else replace(clip, index=index, cached=True)
    finally:
        run.stop()


class _Run:
    """What the threads of one call of :func:`speak` share."""

    def __init__(
        self, cast: Cast, engines: Engines, store: ContentStore, speech: Speech, spoken: Say, fallback: Voice | None
    ) -> None:
        self.cast, self.engines, self.store, self.speech = cast, engines, store, speech
        self.spoken, self.fallback = spoken, fallback
        self._begun: dict[str, Future[Clip]] = {}
        self._threads: dict[str, Threads] = {}
        self._lock = Lock()

    def begin(self, index: int, line: Line) -> Future[Clip]:
        """Queue a line for its engine; one that is queued already is not queued again."""
        voice = self.cast.voice(line.role)
        try:
            job = self._job(index, line, voice)
        except EngineError:
            if self.fallback is None or voice == self.fallback:
                raise
            job = self._job(index, line, self.fallback)
        if job.key not in self._begun:
            self._begun[job.key] = self._pool(job.voice.engine).submit(self._clip, job)
        return self._begun[job.key]

    def recall(self, index: int, line: Line) -> Clip | None:
        """The clip of a line that was spoken before, or by an engine that says everything the same again."""
        try:
            job = self._job(index, line, self.cast.voice(line.role))
            stored = find_clip(self.store, job.key)
            if stored is not None:
                return _clip_of(job, stored, cached=True)
            return self._clip(job) if self.engines.get(job.voice.engine).exact else None
        except PodcasterError:
            return None

    def stop(self) -> None:
        """Begin nothing more."""
        for threads in self._threads.values():
            threads.stop()

    def _pool(self, name: str) -> Threads:
        with self._lock:
            if name not in self._threads:
                self._threads[name] = Threads(thread_count(self.engines.get(name), self.speech), f"speech-{name}")
            return self._threads[name]

    def _job(self, index: int, line: Line, voice: Voice) -> Job:
        voice = replace(voice, rate=round(voice.rate * line.rate, 4))
        # Cut before it is written out: each digit becomes a word.
        text = one_line(self.spoken(replace(line, text=cut_words(line.text)), voice))
        key = (
            clip_key(self.engines.get(voice.engine), voice, text) if has_words(text) else sha256(b"silence").hexdigest()
        )
        return Job(index, line, voice, text, key)

    def _clip(self, job: Job) -> Clip:
        stored = find_clip(self.store, job.key)
        if stored is not None:
            return _clip_of(job, stored, cached=True)
        try:
            audio, energies, peak = self._say(job) if has_words(job.text) else (SILENCE, (0.0,), 0.0)
        except PodcasterError as error:
            if self.fallback is not None and job.voice.name != self.fallback.name:
                return self._fall_back(job, self.fallback)
            raise _failed(job, error) from error
        stored = store_clip(self.store, job.key, audio, energies, peak)
        return _clip_of(job, stored, cached=False)

    def _fall_back(self, job: Job, voice: Voice) -> Clip:
        other = self._job(job.index, job.line, voice)
        if voice.engine == job.voice.engine:
            return self._clip(other)
        return self._pool(voice.engine).submit(self._clip, other).result()

    def _say(self, job: Job) -> SoundMeasured:
        """Have the engine say a line, in pieces where it is long."""
        pieces = [self._say_piece(piece, job.voice) for piece in split_text(job.text, MOST) if has_words(piece)]
        if len(pieces) == 1:
            return pieces[0]
        audio = join_sounds([piece[0] for piece in pieces])
        return _measure(audio)

    def _say_piece(self, text: str, voice: Voice) -> SoundMeasured:
        """Have the engine say a text, again in a fresh state if need be, until it is right."""
        engine = self.engines.ready(voice.engine)
        fault = ""
        for attempt in range(TRIES):
            if attempt:
                engine.restart()
            try:
                audio = engine.synthesize(text, voice)
            except GivenUpError:
                raise
            except EngineError as error:
                fault = error.what
                continue
            fault = find_fault(audio, text, voice.rate)
            if fault:
                continue
            sounding = _measure(_edit(audio))
            if sounding[2] >= QUIETEST:
                return sounding
            fault = "it is silent"
        raise EngineError(fault)


def _edit(audio: Audio) -> Audio:
    from podcaster.audio import edit_clip

    return edit_clip(audio)


def _measure(audio: Audio) -> SoundMeasured:
    """A clip with its energies and its peak. numpy is loaded here, while the first lines are being spoken."""
    from podcaster.audio import measure_energies

    return audio, *measure_energies(audio.pcm, audio.sample_rate)


def thread_count(engine: Engine, speech: Speech) -> int:
    """How many lines an engine speaks at once."""
    cores = speech.workers or os.cpu_count() or 1
    return engine.parallel or (cores + engine.spare if cores > 1 else cores)


def clip_key(engine: Engine, voice: Voice, text: str) -> str:
    """The SHA-256 of everything that decides a clip's sound, in hexadecimal digits."""
    sound = (voice.id, voice.speaker_id, voice.language, f"{voice.rate:.4f}", f"{voice.pitch:.4f}")
    parts = (engine.name, engine.version, engine.fingerprint(voice), *sound, text, EDITING)
    return sha256("\0".join(parts).encode()).hexdigest()


def _clip_of(job: Job, stored: StoredClip, *, cached: bool) -> Clip:
    return Clip(
        index=job.index,
        key=job.key,
        voice=job.voice,
        path=stored.path,
        duration=stored.duration,
        energies=stored.energies,
        peak=stored.peak,
        cached=cached,
        words=stored.words,
    )


def _failed(job: Job, error: PodcasterError) -> EngineError:
    place = f"line {job.line.place} of the script" if job.line.place else f"line {job.index + 1}"
    text = job.text if len(job.text) <= QUOTED else f"{job.text[:QUOTED]}..."
    return EngineError(
        f"{job.line.role} cannot say {place} with the voice {job.voice.name} ({job.voice.engine}): "
        f"{error.what.rstrip('.')}. The line is: {text}",
        error.cure
        or "Run the same command again; what was spoken is kept. If it fails again, give the role another voice.",
    )
