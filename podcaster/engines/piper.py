"""Piper: neural voices on this machine, from the extra ``podcaster[piper]`` and a model file a voice."""

from __future__ import annotations

import hashlib
import json
import logging
import re
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from podcaster.engines.base import API_VERSION, Engine, GivenUpError, Problem
from podcaster.engines.discovery import read_options
from podcaster.errors import EngineError, close_matches
from podcaster.installed import version_of
from podcaster.model import Audio, Gender, Voice
from podcaster.patterns import on_demand
from podcaster.spoken.text import ESPEAK_GUARD, Style

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MIRROR = "https://huggingface.co/rhasspy/piper-voices/resolve/main"
"""Where the makers of Piper keep its voices."""
SENTENCE_PAUSE = 0.2
"""Seconds between two sentences at rate 1: Piper speaks each by itself. As its command line did before 1.3."""
LARGEST_SHIFT = 6.0
"""Semitones; beyond that a voice sounds like a machine's."""
MAX_CONFIG = 4_000_000
"""Bytes of a voice's description; the largest, of 904 speakers, has 20 kB."""

_PHONEMES = on_demand(r"\[\[(.*?)\]\]")
_DOTS = on_demand(r"\s*(?:\.\s?){2,}\.?|\s*…")


@dataclass(frozen=True, slots=True)
class PiperOptions:
    """``[engines.piper]``."""

    voices: str = ""
    """The folder of the voices, as an absolute path; empty: the user's data folder."""
    mirror: str = MIRROR
    """Where voices are installed from: an address, or a folder with a copy of it."""
    deterministic: bool = False
    """Leave out the noise that makes each rendering a little different: always the same sound, but a flatter one."""


@dataclass(frozen=True, slots=True)
class Model:
    """A voice file, by its description."""

    path: Path
    """The file that holds the network."""
    language: str
    """BCP 47 tag of what it speaks."""
    speakers: Mapping[str, int]
    """Name -> number; empty when there is only one."""
    licence: str
    """As its model card states it; empty when that says nothing."""


class PiperEngine(Engine):
    """Speaks with Piper in this process. Its models are shared by the threads."""

    api_version = API_VERSION
    style = Style(letters="dotted", ellipsis=False, ipa="piper", guard=ESPEAK_GUARD)
    parallel = 0

    def __init__(self, name: str, options: Mapping[str, Any]) -> None:
        super().__init__(name, options)
        self._options: PiperOptions = read_options(PiperOptions, name, options)
        self._known: dict[str, Model] = {}
        self._loaded: dict[str, Any] = {}
        self._digests: dict[str, str] = {}
        self._lock = Lock()
        if find_spec("piper"):
            self.version = version_of("piper-tts")

    @property
    def folder(self) -> Path:
        """Where its voices are."""
        if self._options.voices:
            return Path(self._options.voices).expanduser()
        import platformdirs

        return platformdirs.user_data_path("podcaster") / "piper"

    @property
    def mirror(self) -> str:
        """Where voices are installed from."""
        return self._options.mirror

    def check(self) -> Sequence[Problem]:
        """Whether piper-tts is installed, and a voice."""
        if not find_spec("piper"):
            return [Problem("piper-tts is not installed.", "pip install 'podcaster[piper]'")]
        if not self._models():
            return [Problem("No voice of Piper is installed.", "podcaster voices install en_US-lessac-medium")]
        return ()

    def voices(self) -> Sequence[Voice]:
        """Every speaker of every model in the folder."""
        return [
            Voice(
                name=f"{name}#{speaker}" if speaker else name,
                engine=self.name,
                id=name,
                language=model.language,
                gender=_gender(name, speaker),
                speaker_id=speaker,
                licence=model.licence,
            )
            for name, model in self._models().items()
            for speaker in model.speakers or ("",)
        ]

    def _models(self) -> dict[str, Model]:
        found: dict[str, Model] = {}
        for path in sorted(self.folder.glob("*.onnx")):
            config = read_config(path)
            if config is not None:
                found[path.stem] = config
        return found

    def _model(self, name: str) -> Model:
        model = self._known.get(name) or read_config(self.folder / f"{name}.onnx")
        if model is None:
            cure = close_matches(name, self._models()) or f"podcaster voices install {name}"
            raise GivenUpError(f"The Piper voice {name} is not installed in {self.folder}.", cure)
        self._known[name] = model
        return model

    def fingerprint(self, voice: Voice) -> str:
        """The digests of the model and of its description, and whether there is noise."""
        with self._lock:
            if voice.id not in self._digests:
                path = self._model(voice.id).path
                self._digests[voice.id] = _digest(path) + _digest(Path(f"{path}.json"))
            return f"{self._digests[voice.id]} {self._options.deterministic}"

    def synthesize(self, text: str, voice: Voice) -> Audio:
        """Say a text, sentence by sentence.

        Raises:
            EngineError: The voice is not installed, is damaged, or has no such speaker.
        """
        from piper import SynthesisConfig

        piper = self._load(voice.id)
        # A shift is made by speaking slower or faster and playing it back faster or slower: mixing resamples anyway.
        shift = 2 ** (min(max(voice.pitch, -LARGEST_SHIFT), LARGEST_SHIFT) / 12)
        config = SynthesisConfig(
            speaker_id=self._speaker(voice),
            length_scale=piper.config.length_scale / voice.rate * shift,
            noise_scale=0.0 if self._options.deterministic else None,
            noise_w_scale=0.0 if self._options.deterministic else None,
            normalize_audio=False,  # it would bring every single sentence to full scale
        )
        rate = round(piper.config.sample_rate * shift)
        try:
            chunks = [chunk.audio_int16_bytes for chunk in piper.synthesize(prepare(text), config)]
        except Exception as error:
            raise EngineError(f"Piper failed: {error}") from error
        pause = bytes(2 * round(SENTENCE_PAUSE / voice.rate * rate))
        return Audio(pause.join(chunks), rate)

    def _speaker(self, voice: Voice) -> int | None:
        speakers = self._model(voice.id).speakers
        if not voice.speaker_id:
            return None
        if voice.speaker_id in speakers:
            return speakers[voice.speaker_id]
        if voice.speaker_id.isdecimal() and int(voice.speaker_id) in speakers.values():
            return int(voice.speaker_id)
        raise GivenUpError(
            f"The Piper voice {voice.id} has no speaker {voice.speaker_id}.", close_matches(voice.speaker_id, speakers)
        )

    def _load(self, name: str) -> Any:
        """The model of a voice, in memory."""
        with self._lock:
            if name not in self._loaded:
                self._loaded[name] = _load_model(self._model(name).path)
            return self._loaded[name]

    def close(self) -> None:
        """Let go of the models."""
        self._loaded.clear()


def _load_model(path: Path) -> Any:
    import onnxruntime
    from piper import PiperVoice
    from piper.config import PiperConfig

    # It warns on the terminal of every sign that a model has no sound for.
    logging.getLogger("piper").addHandler(logging.NullHandler())
    limits = onnxruntime.SessionOptions()
    # A line a thread: more threads inside each would fight for the same cores.
    limits.intra_op_num_threads = limits.inter_op_num_threads = 1
    limits.log_severity_level = 3
    try:
        config = PiperConfig.from_dict(json.loads(Path(f"{path}.json").read_text("utf-8")))
        session = onnxruntime.InferenceSession(str(path), limits, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise GivenUpError(
            f"The Piper voice {path} cannot be loaded: {error}", f"podcaster voices install {path.stem} --again"
        ) from error
    return PiperVoice(session=session, config=config)


def read_config(path: Path) -> Model | None:
    """What a voice's description beside its model says; None when it cannot be read."""
    description = Path(f"{path}.json")
    try:
        if description.stat().st_size > MAX_CONFIG:
            return None
        config = json.loads(description.read_text("utf-8"))
        several = config["num_speakers"] > 1
        language = config.get("language", {}).get("code") or config["espeak"]["voice"]
        names = config.get("speaker_id_map") or {str(number): number for number in range(config["num_speakers"])}
        speakers = {str(name): int(number) for name, number in names.items()} if several else {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return Model(path, str(language).replace("_", "-"), speakers, licence_of(Path(f"{path}.card")))


def licence_of(card: Path) -> str:
    """The licence that a voice's model card states; empty when there is none."""
    try:
        text = card.read_text("utf-8", "replace")
    except OSError:
        return ""
    match = re.search(r"^\W*licen[sc]e\W*:\s*(.+)$", text, re.IGNORECASE | re.MULTILINE)
    return match[1].strip() if match else ""


def prepare(text: str) -> str:
    """Keep a text clear of what Piper takes in a way of its own.

    It swallows "..." with the space behind it, so another mark has to make the pause; and it takes what stands in
    double brackets for phonemes, also where an article writes "items[[0]]": only what has an IPA sign in it is left
    to that.
    """
    text = _PHONEMES.sub(lambda match: match[1] if match[1].isascii() else match[0], text)
    text = _DOTS.sub(lambda match: ", " if match.string[match.end() :].strip() else ".", text)
    return re.sub(r" {2,}", " ", text).strip()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _gender(name: str, speaker: str) -> Gender:
    """The gender of a voice or of a speaker in it, where it is known."""
    known = _genders().get(name.rpartition("-")[0], {})
    return next((Gender(gender) for gender, names in known.items() if speaker in names), Gender.UNKNOWN)


@cache
def _genders() -> dict[str, dict[str, list[str]]]:
    import tomllib

    return tomllib.loads(Path(__file__).with_name("piper_genders.toml").read_text("utf-8"))
