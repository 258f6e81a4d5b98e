"""Kokoro: natural voices in five languages on this machine, from the extra ``podcaster[natural]`` and two files.

The model makes a whole piece of speech at once and holds no state, so lines are spoken side by side, each by one
thread, in one session that all threads share; where one line is wanted at a time, by all threads. It has no chance in
it: the same phonemes give the same samples on the same kind of processor.
"""

from __future__ import annotations

import os
import platform
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import Condition, Lock, Thread
from typing import TYPE_CHECKING, Any, Literal

from podcaster.engines.base import API_VERSION, Engine, GivenUpError, Problem
from podcaster.engines.discovery import read_options
from podcaster.engines.kokoro_files import (
    CURE,
    LICENCE,
    MODEL,
    NOT_INSTALLED,
    RELEASE,
    VOICES,
    files_fault,
    model_source,
    voice_sums,
)
from podcaster.errors import EngineError, close_matches
from podcaster.installed import version_of
from podcaster.model import Audio, Gender, Voice
from podcaster.sentences import STOPS
from podcaster.spoken.text import Style

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

METHOD = 2
"""Version of how text becomes sound here; a change of it that can be heard raises the number."""
SAMPLE_RATE = 24000
SLOWEST, FASTEST = 0.5, 2.0
"""What the model's speed may be."""
LANGUAGES = {"a": "en-US", "b": "en-GB", "e": "es-ES", "f": "fr-FR", "i": "it-IT", "p": "pt-BR"}
"""What the first letter of a voice's name stands for (the model's VOICES.md)."""
MARKS = frozenset(";:,.!?…— ")
"""What is written in the model's alphabet besides sounds."""
LARGEST_SHIFT = 6.0
"""Semitones; beyond that a voice sounds like a machine's."""
BEFORE = 0.2
"""Seconds kept before the time at which the model begins the first phoneme: it sounds 0.09 to 0.13 s earlier,
and before that is silence (-77 dB), which is trimmed. With 0.1 a first "n" lost a third of its length."""
PAUSE_SENTENCE, PAUSE_CLAUSE, PAUSE_WORD = 0.3, 0.15, 0.0
"""Seconds of silence between two pieces of a line, by what the first one ends with."""
GOES_ON = ", tˈɪl nˈW."
"""Said behind a piece that does not end its sentence, and cut off: without it the voice falls as if the sentence ended.
It begins with closed lips and teeth, so that there is a silence to cut in. On 20 pieces of one to eight words in three
voices the pitch of the last syllable over the piece's median rose from -10.4, -8.6 and -3.2 semitones to -4.8, -3.9 and
-3.2, and 59 of 60 were heard right, as without it."""
EARLY = 0.05
"""Seconds before the time that the model tells at which a word is heard: the sound of 39 words behind a pause, in three
voices, began 0.04, 0.04 and 0.06 s earlier at the median."""
SOONER = 0.04
"""Seconds before the end of the last phoneme from which on a silence may be cut in: sounds come a little early."""
LATER = 0.2
"""Seconds behind the last phoneme in which it may die away, where nothing is said behind it."""
GAP = 3e-3
"""Of the loudest power in a piece (-25 dB): the first place under it behind the last phoneme is where the piece ends.
All of 12 pieces in four voices had such a gap, of 25 to 145 ms. What comes after it, behind a
sentence, is the syllable too many that such models add to short prompts."""
FADE, FADE_OUT = 0.005, 0.02
"""Seconds of the fade at a piece's beginning and end, against clicks; what is cut off in a gap dies away longer."""
QUIET = 1e-4
"""Of the loudest power in a piece: what is under it (40 dB) is silence."""
OLDEST = (1, 20)
"""The first onnxruntime that reads the model."""
PHONEMES = 170
"""Phonemes a core that are being spoken at once: a piece of 200 takes 330 MB while it is, and one of 300 half as much
again. Longer pieces wait until a shorter one is beside them, so that two cores stay under 900 MB: the same twelve lines
took 764 MB at their peak, and with 200 860 MB, when a digest of 15 minutes took 955 MB with all its processes."""
PROVIDERS = {
    "cpu": "CPUExecutionProvider",
    "cuda": "CUDAExecutionProvider",
    "rocm": "ROCMExecutionProvider",
    "directml": "DmlExecutionProvider",
    "coreml": "CoreMLExecutionProvider",
    "openvino": "OpenVINOExecutionProvider",
}


@dataclass(frozen=True, slots=True)
class KokoroOptions:
    """``[engines.kokoro]``."""

    voices: str = ""
    """The folder of the model and the voices, as an absolute path; empty: the user's data folder."""
    mirror: str = RELEASE
    """Where they are installed from: an address, or a folder with the release's files."""
    device: Literal["cpu", "cuda", "rocm", "directml", "coreml", "openvino"] = "cpu"
    """What computes. All but the processor need another build of onnxruntime, such as onnxruntime-gpu."""


class KokoroEngine(Engine):
    """Speaks with Kokoro in this process."""

    api_version = API_VERSION
    style = Style(letters="dotted", ellipsis=True, ipa="piper")
    parallel = 0

    def __init__(self, name: str, options: Mapping[str, Any]) -> None:
        super().__init__(name, options)
        self._options: KokoroOptions = read_options(KokoroOptions, name, options)
        self._model: Any = None
        self._asking = os.cpu_count() or 1
        """How many threads ask for something to be said at once."""
        self._styles: dict[str, NDArray[Any]] = {}
        self._lock = Lock()
        self._room = Room(PHONEMES * (os.cpu_count() or 1))
        self.version = f"{version_of('kokoro-onnx') or 0}+{METHOD}"

    @property
    def folder(self) -> Path:
        """Where its files are."""
        if self._options.voices:
            return Path(self._options.voices).expanduser()
        import platformdirs

        return platformdirs.user_data_path("podcaster") / "kokoro"

    @property
    def mirror(self) -> str:
        """Where they are installed from."""
        return self._options.mirror

    def check(self) -> Sequence[Problem]:
        """Whether its packages are installed, and the right files."""
        meant = any((self.folder / name).exists() for name in (MODEL, VOICES))
        if not (find_spec("kokoro_onnx") and find_spec("onnxruntime")):
            cure = "pip install 'podcaster[natural]'" + ("" if meant else f" && {CURE}")
            return [Problem("kokoro-onnx is not installed.", cure, begun=meant)]
        runtime = _runtime()[1]
        if runtime and tuple(int(part) for part in runtime.split(".")[:2] if part.isdecimal()) < OLDEST:
            return [Problem(f"onnxruntime {runtime} is too old for Kokoro.", "pip install -U onnxruntime", begun=meant)]
        if fault := files_fault(self.folder):
            return [Problem(fault, CURE if fault == NOT_INSTALLED else f"{CURE} --again", begun=meant)]
        return ()

    def voices(self) -> Sequence[Voice]:
        """The voices, whose names tell language and gender: "bf_emma" is British and female, "im_nicola" Italian."""
        return [
            Voice(
                name=name,
                engine=self.name,
                id=name,
                language=LANGUAGES[name[0]],
                gender=Gender.FEMALE if name[1] == "f" else Gender.MALE,
                licence=LICENCE,
            )
            for name in voice_sums()
        ]

    def fingerprint(self, voice: Voice) -> str:
        """The voice's and the model's sums, and what decides the rest: onnxruntime, espeak-ng, processor."""
        phonemes = version_of("espeakng-loader")
        return " ".join((voice_sums().get(voice.id, ""), *_runtime(), phonemes, self._options.device, processor()))

    def synthesize(self, text: str, voice: Voice) -> Audio:
        """Say a text, in pieces as long as a breath.

        Raises:
            EngineError: The voice is unknown, or the model failed.
        """
        import numpy as np

        from podcaster.engines.kokoro_text import breathe

        # A shift is made by speaking slower or faster and playing it back faster or slower: mixing resamples anyway.
        shift = 2 ** (min(max(voice.pitch, -LARGEST_SHIFT), LARGEST_SHIFT) / 12)
        speed = min(max(voice.rate / shift, SLOWEST), FASTEST)
        sounds: list[NDArray[Any]] = []
        words: list[tuple[str, float]] = []
        length = 0
        rate = round(SAMPLE_RATE * shift)
        for piece in breathe(text):
            sound, begun = self._say(piece, voice, speed)
            if sound.size:
                pause = PAUSE_SENTENCE if piece[-1] in STOPS else PAUSE_CLAUSE if piece[-1] in ",;:—–" else PAUSE_WORD
                sounds += [sound, np.zeros(round(pause / speed * SAMPLE_RATE), np.float32)]
                words += [(word, (length + at) / rate) for word, at in begun]
                length += sound.size + sounds[-1].size
        samples = np.concatenate(sounds[:-1]) if sounds else np.zeros(0, np.float32)
        pcm = np.round(np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes()
        return Audio(pcm, rate, tuple(words))

    def _say(self, piece: str, voice: Voice, speed: float) -> tuple[NDArray[Any], list[tuple[str, int]]]:
        """One piece, without what the model makes before the first phoneme and behind the last one.

        Returns:
            Its samples; its words, and the sample at which each begins.
        """
        import numpy as np

        from podcaster.engines.kokoro_text import phonemes
        from podcaster.engines.kokoro_words import word_places

        model, style = self._load(), self._style(voice.id)
        vocabulary = model.tokenizer.vocab
        said = "".join(sign for sign in phonemes(piece, voice.language) if sign in vocabulary)
        if not any(sign.isalpha() for sign in said):
            return np.zeros(0, np.float32), []
        last = max(at for at, sign in enumerate(said) if sign not in MARKS)
        whole = said if said[-1] in MARKS else said + GOES_ON
        try:
            with self._room.taken(len(whole)):
                samples, _, timings = model.create_timed(
                    whole, style, speed, is_phonemes=True, trim=False, sentence_pause=0.0, clause_pause=0.0
                )
        except Exception as error:
            raise EngineError(f"Kokoro failed: {error}") from error
        if len(timings) != len(whole):  # it was said in several runs
            return _trim(samples)[0], []
        start = round(max(0.0, timings[0].start - BEFORE) * SAMPLE_RATE)
        room = timings[last + 2].end if len(whole) > len(said) else timings[last].end + LATER
        samples, cut = _trim(samples[start : _end(samples, timings[last].end, room)])
        begun = [(word, timings[at].start - EARLY) for word, at in word_places(piece, said)]
        return samples, [(word, max(0, round(time * SAMPLE_RATE) - start - cut)) for word, time in begun]

    def _style(self, name: str) -> NDArray[Any]:
        if name not in voice_sums():
            raise GivenUpError(f"Kokoro has no voice called {name}.", close_matches(name, voice_sums()))
        model = self._load()
        with self._lock:
            if name not in self._styles:
                self._styles[name] = model.get_voice_style(name)
            return self._styles[name]

    def _load(self) -> Any:
        """The model, in memory."""
        with self._lock:
            if self._model is None:
                self._model = _load_model(self.folder, self._options.device, self._asking)
            return self._model

    def prepare(self, count: int) -> None:
        """Load the model in the background."""
        self._asking = max(1, count)
        Thread(target=self._warm, name="kokoro-load", daemon=True).start()

    def _warm(self) -> None:
        from contextlib import suppress

        with suppress(Exception):  # the first line tells what is wrong
            self._load()
            from podcaster.engines.kokoro_text import phonemes

            phonemes("ready", "en")
            if self._asking < (os.cpu_count() or 1):  # somebody is going to wait for single lines
                self.synthesize("It is ready.", self.voices()[0])  # the first of all takes 1.3 s more than others

    def close(self) -> None:
        """Let go of the model."""
        self._model = None
        self._styles.clear()


class Room:
    """Lets jobs begin while their sizes together stay within a limit; one that is larger by itself goes alone.

    Args:
        most: The limit.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._used = 0
        self._freed = Condition()

    @contextmanager
    def taken(self, size: int) -> Iterator[None]:
        """Wait until there is room, and take it."""
        with self._freed:
            self._freed.wait_for(lambda: not self._used or self._used + size <= self._most)
            self._used += size
        try:
            yield
        finally:
            with self._freed:
                self._used -= size
                self._freed.notify_all()


def _end(samples: NDArray[Any], last: float, room: float) -> int:
    """Where a piece ends: at the first gap behind its last phoneme, else where it is softest.

    Args:
        samples: What the model made.
        last: Seconds at which the last phoneme ends.
        room: Seconds at which something else may begin.
    """
    import numpy as np

    step = SAMPLE_RATE // 200
    begin = max(0, round((last - SOONER) * SAMPLE_RATE))
    stop = min(samples.size, round(room * SAMPLE_RATE))
    blocks = (stop - begin) // step
    loud = np.square(samples[: begin // step * step].reshape(-1, step)).mean(axis=1).max(initial=0.0)
    if blocks < 2 or not loud:
        return stop
    power = np.square(samples[begin : begin + blocks * step].reshape(-1, step)).mean(axis=1)
    quiet = np.flatnonzero(power < loud * GAP)
    return begin + (int(quiet[0]) if quiet.size else int(power.argmin())) * step + step // 2


def _trim(samples: NDArray[Any]) -> tuple[NDArray[Any], int]:
    """A piece without silence at its ends, faded against clicks, and how much is gone before it."""
    import numpy as np

    step = SAMPLE_RATE // 200
    power = np.square(samples[: samples.size // step * step].reshape(-1, step)).mean(axis=1)
    loud = np.flatnonzero(power > power.max(initial=0.0) * QUIET)
    if not loud.size:
        return samples[:0], 0
    start = max(0, (int(loud[0]) - 2) * step)
    cut = samples[start : (int(loud[-1]) + 9) * step].copy()
    for seconds, part in ((FADE, cut), (FADE_OUT, cut[::-1])):
        length = min(round(seconds * SAMPLE_RATE), cut.size // 2)
        part[:length] *= np.linspace(0, 1, length, dtype=cut.dtype)
    return cut, start


def _load_model(folder: Path, device: str, asking: int) -> Any:
    import onnxruntime
    from kokoro_onnx import Kokoro

    wanted = PROVIDERS[device]
    if wanted not in onnxruntime.get_available_providers():
        raise GivenUpError(
            f"This onnxruntime cannot compute with {device}.",
            'Install the build that can, such as onnxruntime-gpu, or set device = "cpu" in [engines.kokoro].',
        )
    limits = onnxruntime.SessionOptions()
    # A line a core: more threads inside each would fight for the same cores. Where one line is wanted at a time, it
    # gets them all: the samples are the same (1, 2, 3 and 8 threads), for 15 % more processor time, and 70 % more where
    # threads that wait for others do not sleep.
    limits.intra_op_num_threads = max(1, (os.cpu_count() or 1) // asking)
    limits.inter_op_num_threads = 1
    limits.add_session_config_entry("session.intra_op.allow_spinning", "0")
    limits.enable_mem_pattern = False  # every piece has another length
    limits.log_severity_level = 4
    try:
        session = onnxruntime.InferenceSession(
            model_source(folder / MODEL), limits, providers=list(dict.fromkeys((wanted, PROVIDERS["cpu"])))
        )
        session._model_path = str(folder / MODEL)  # unknown where the model came in bytes, and asked for
        session._model_bytes = None  # kept for another session, which nobody wants: 92 MB
        return Kokoro.from_session(session, str(folder / VOICES))
    except Exception as error:
        raise GivenUpError(f"Kokoro cannot be loaded: {error}", f"{CURE} --again") from error


@cache
def _runtime() -> tuple[str, str]:
    """The build of onnxruntime that is installed, and its version; empty when there is none."""
    for name in ("onnxruntime", "onnxruntime-gpu", "onnxruntime-directml", "onnxruntime-openvino", "onnxruntime-rocm"):
        if found := version_of(name):
            return name, found
    return "", ""


@cache
def processor() -> str:
    """What of a processor decides how whole numbers are multiplied, and so the last bits of the sound."""
    try:
        flags = set(Path("/proc/cpuinfo").read_text("utf-8").partition("flags")[2].partition("\n")[0].split())
    except OSError:
        flags = {platform.processor()}
    wanted = {"avx2", "avx512f", "avx512_vnni", "avx_vnni", "amx_int8"}
    return " ".join((platform.machine(), *sorted(flags & wanted if flags & wanted else flags & {platform.processor()})))
