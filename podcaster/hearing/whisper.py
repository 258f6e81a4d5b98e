"""Whisper, through faster-whisper (CTranslate2): an independent listener that runs on the CPU.

Whisper reads windows of 30 seconds, and its encoder takes as long for a word as for the whole window. A window that
ends a little behind the line takes a sixth of the CPU and hears as well, as long as the model writes the times down too
(:data:`ROOM`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Annotated, Any

from podcaster.engines.base import Problem
from podcaster.errors import EngineError
from podcaster.hearing.base import API_VERSION, Heard, Recogniser
from podcaster.hearing.whisper_model import CURE, FILES, MODEL_FOLDER, RELEASE, files_fault
from podcaster.installed import version_of
from podcaster.settings.check import Range

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np

    from podcaster.model import Audio

METHOD = 1
"""Version of how the model is asked here; a change of it that can be heard raises the number."""
RATE = 16000
"""Samples a second that Whisper takes."""
WINDOW = 30.0
"""Seconds that it reads at once."""
LONGEST = 26.0
"""Seconds of a line that are heard at once; a longer one is cut where it is softest."""
SEARCHED = 8.0
"""Seconds before that in which the softest place is looked for."""
ROOM = 2.0
"""Seconds of silence behind a line. Of 26 lines in espeak's voices one second or no times made three to five be written
down again and again; with two seconds, four and a full window none, and as much was misheard in all three."""
CAREFUL_ROOM = 6.0
"""The same for the second opinion."""
BEFORE = 0.2
"""Seconds of silence before a line: the first word of a window that begins with it is often lost."""
TOKENS = 10
"""Tokens a second that may be written down; fast speech has five. What goes on beyond is the model repeating itself."""
FASTEST = 5.5
"""Words a second that nobody speaks. Which lines the model repeats depends on the processor: with AVX-512 it wrote down
"Nobody told us that the train had already left." of espeak twice for its 2.9 s, on an older one once."""
FIRST_TOKENS = 16
"""Tokens that any line may have besides."""
FRAMES = 100
"""Frames of features a second."""
TOKEN_FRAME = 0.02
"""Seconds of a frame of the encoder, in which words are placed."""
MEDIAN = 7
"""Frames of the filter over the attention from which times are taken: Whisper's own value."""
BEAM = 5
"""Hypotheses that the second opinion follows."""


@dataclass(frozen=True, slots=True)
class WhisperOptions:
    """``[recognisers.whisper]``: which model hears."""

    model: str = ""
    """The folder of a model in CTranslate2's form; empty: the one that "podcaster proof --install" puts into the user's
    data folder."""
    mirror: str = RELEASE
    """Where it is installed from: an address, or a folder with the model's files."""
    beam: Annotated[int, Range(1, 10)] = 1
    """Hypotheses that the first hearing follows."""


class WhisperRecogniser(Recogniser):
    """Hears with a Whisper model in this process. It is shared by the threads."""

    api_version = API_VERSION
    parallel = 0

    def __init__(self, name: str, options: Mapping[str, Any]) -> None:
        from podcaster.settings import SETTINGS_FILE
        from podcaster.settings.check import read_table

        super().__init__(name, options)
        self._options: WhisperOptions = read_table(dict(options), WhisperOptions, SETTINGS_FILE, f"recognisers.{name}.")
        self._workers = 1
        self._lock = Lock()
        if find_spec("faster_whisper"):
            self.version = f"{version_of('faster-whisper')}+{METHOD}"

    @property
    def folder(self) -> Path:
        """Where its model is."""
        if self._options.model:
            return Path(self._options.model).expanduser()
        import platformdirs

        return platformdirs.user_data_path("podcaster") / MODEL_FOLDER

    @property
    def mirror(self) -> str:
        """Where it is installed from."""
        return self._options.mirror

    def check(self) -> Sequence[Problem]:
        """Whether faster-whisper is installed, and the model."""
        if not find_spec("faster_whisper"):
            return [Problem("faster-whisper is not installed.", "pip install 'podcaster[proof]'")]
        if self._options.model:
            missing = [file.name for file in FILES if not (self.folder / file.name).is_file()]
            if missing:
                return [Problem(f"{self.folder} is no Whisper model: {missing[0]} is missing.", "Name another folder.")]
        elif fault := files_fault(self.folder):
            return [Problem(fault, CURE if "not installed" in fault else f"{CURE} --again")]
        return ()

    def fingerprint(self) -> str:
        """The size and time of the model's file, and the options."""
        status = (self.folder / "model.bin").stat()
        return f"{self.folder} {status.st_size} {status.st_mtime_ns} {self._options.beam}"

    def prepare(self, workers: int) -> None:
        """Have so many lines heard at once, each by one thread: side by side is faster than one by many threads."""
        self._workers = workers

    @cached_property
    def _model(self) -> Any:
        from faster_whisper import WhisperModel

        try:
            return WhisperModel(
                str(self.folder),
                device="cpu",
                compute_type="int8",
                cpu_threads=1,
                num_workers=self._workers,
                local_files_only=True,
            )
        except (RuntimeError, OSError, ValueError) as error:
            raise EngineError(
                f"The Whisper model in {self.folder} cannot be loaded: {error}.", f"{CURE} --again"
            ) from error

    def _loaded(self) -> Any:
        with self._lock:
            return self._model

    def hear(self, sound: Audio, language: str, *, careful: bool = False) -> Heard:
        """Write down what is said; what is longer than a window is heard in pieces.

        Raises:
            EngineError: The model cannot be loaded, or does not know the language.
        """
        samples = _samples(sound)
        model = self._loaded()
        texts: list[str] = []
        end = sound.duration
        for offset, piece in _pieces(samples):
            window = _Window(model, piece, language, CAREFUL_ROOM if careful else ROOM)
            text, last = window.listen(BEAM if careful else self._options.beam)
            if text:
                texts.append(text)
                end = offset + last
        return Heard(" ".join(texts), min(end, sound.duration))

    def compare(self, sound: Audio, texts: Sequence[str], language: str) -> tuple[float, ...]:
        """How likely each text is, given the sound; nothing for a sound that is longer than a window."""
        samples = _samples(sound)
        if sound.duration > LONGEST:
            return ()
        window = _Window(self._loaded(), samples, language, CAREFUL_ROOM)
        return tuple(window.likelihood(text) for text in texts)

    def close(self) -> None:
        """Let go of the model."""
        self.__dict__.pop("_model", None)


class _Window:
    """A piece of sound, encoded."""

    def __init__(self, model: Any, samples: np.ndarray, language: str, room: float) -> None:
        import ctranslate2
        import numpy as np
        from faster_whisper.tokenizer import Tokenizer

        code = language.partition("-")[0].casefold()
        multilingual = model.model.is_multilingual
        if multilingual and code not in model.supported_languages:
            raise EngineError(f"The recogniser does not know the language {language}.")
        self._model = model.model
        self._tokenizer = Tokenizer(model.hf_tokenizer, multilingual, task="transcribe", language=code)
        self._seconds = len(samples) / RATE
        padded = np.pad(samples, (round(BEFORE * RATE), round(room * RATE)))
        features = model.feature_extractor(padded)[:, : round(WINDOW * FRAMES)]
        self._frames = features.shape[1] // 2 * 2
        self._encoded = self._model.encode(
            ctranslate2.StorageView.from_array(np.ascontiguousarray(features[None, :, : self._frames]))
        )
        self._start = [*self._tokenizer.sot_sequence]

    def listen(self, beam: int) -> tuple[str, float]:
        """What is said, and when its last word ends, in seconds."""
        answer = self._model.generate(
            self._encoded,
            [self._start],
            beam_size=beam,
            max_length=len(self._start) + FIRST_TOKENS + round(TOKENS * self._seconds),
        )[0]
        tokens = self._once([token for token in answer.sequences_ids[0] if token < self._tokenizer.eot])
        text = self._tokenizer.decode(tokens).strip()
        return (text, self._align(tokens)[1]) if text else ("", self._seconds)

    def _once(self, tokens: list[int]) -> list[int]:
        """The same, but what is written down several times, faster than anybody speaks, only once."""
        for times in (2, 3, 4):
            first = tokens[: len(tokens) // times]
            words = len(self._tokenizer.decode(tokens).split())
            if first and first * times == tokens and words > FASTEST * self._seconds:
                return first
        return tokens

    def likelihood(self, text: str) -> float:
        """The natural logarithm of the probability of a text, given the sound, and of nothing more behind it.

        Without its end in the sum, the beginning of a text would always be likelier than all of it.
        """
        import math

        tokens = [*self._tokenizer.encode(f" {text.strip()}"), self._tokenizer.eot]
        probabilities, _ = self._align(tokens)
        return sum(math.log(max(value, 1e-10)) for value in probabilities)

    def _align(self, tokens: list[int]) -> tuple[list[float], float]:
        """The probability of each token, and the seconds at which the last one ends."""
        frames = min(
            self._frames, round((BEFORE + self._seconds) * FRAMES)
        )  # what is silent by our own doing is no end
        found = self._model.align(self._encoded, self._start, [tokens], frames, median_filter_width=MEDIAN)[0]
        ends = [frame for token, frame in found.alignments if token < len(tokens)]
        return list(found.text_token_probs), max(0.0, (ends[-1] + 1 if ends else 0) * TOKEN_FRAME - BEFORE)


def _samples(sound: Audio) -> np.ndarray:
    """A sound as Whisper takes it."""
    import numpy as np
    import soxr

    samples = np.frombuffer(sound.pcm, "<i2").astype(np.float32) / 32768
    return samples if sound.sample_rate == RATE else soxr.resample(samples, sound.sample_rate, RATE)


def _pieces(samples: np.ndarray) -> list[tuple[float, np.ndarray]]:
    """A sound in pieces that fit a window, each with the seconds at which it begins; cut where it is softest."""
    import numpy as np

    pieces: list[tuple[float, np.ndarray]] = []
    at = 0
    block = RATE // 50
    while len(samples) - at > LONGEST * RATE:
        last = at + round(LONGEST * RATE)
        first = last - round(SEARCHED * RATE)
        span = samples[first : first + (last - first) // block * block].reshape(-1, block)
        levels = np.convolve(np.square(span).mean(axis=1), np.ones(5), "same")
        cut = first + int(np.argmin(levels)) * block + block // 2
        pieces.append((at / RATE, samples[at:cut]))
        at = cut
    pieces.append((at / RATE, samples[at:]))
    return pieces
