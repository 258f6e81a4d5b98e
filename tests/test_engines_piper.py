"""Piper with a tiny voice in its own format; installing voices from mirrors that break off and lie."""

from __future__ import annotations

import gzip
import hashlib
import importlib.util
import json
import shutil
import subprocess
import sys
import threading
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from podcaster.content import FolderStore
from podcaster.engines import Engines, GivenUpError, load_engine
from podcaster.engines.piper import SENTENCE_PAUSE, licence_of, prepare
from podcaster.engines.piper_install import VoiceMirror, install_voice
from podcaster.errors import EngineError, InputError
from podcaster.model import Cast, Casting, Gender, Line, Voice
from podcaster.settings import Settings
from podcaster.speech import speak

DATA = Path(__file__).parent / "data" / "piper"
needs_piper = pytest.mark.skipif(importlib.util.find_spec("piper") is None, reason="piper-tts is not installed")
SOLO = Voice("solo", "piper", "en_US-solo-low")
TENOR = Voice("tenor", "piper", "en_US-choir-low", speaker_id="tenor")


AH = "[[ɑɑɑɑɑɑɑɑɑɑɑɑ]]"
"""One phoneme, so one pitch."""


def engine_of(**options):
    return load_engine("piper", {"piper": {"voices": str(DATA), **options}})


def loudest_pitch(audio) -> float:
    """Hz of the strongest partial."""
    import numpy as np

    spectrum = np.abs(np.fft.rfft(np.frombuffer(audio.pcm, "<i2").astype(float)))
    return float(spectrum.argmax()) * audio.sample_rate / (len(audio.pcm) / 2)


@needs_piper
def test_a_model_of_many_speakers_is_many_voices():
    voices = engine_of().voices()
    assert [(voice.name, voice.id, voice.speaker_id) for voice in voices] == [
        ("en_US-choir-low#alto", "en_US-choir-low", "alto"),
        ("en_US-choir-low#tenor", "en_US-choir-low", "tenor"),
        ("en_US-choir-low#bass", "en_US-choir-low", "bass"),
        ("en_US-solo-low", "en_US-solo-low", ""),
    ]
    assert {voice.language for voice in voices} == {"en-US"}


@needs_piper
def test_speakers_rate_and_pitch_are_heard():
    engine = engine_of()
    plain = engine.synthesize(AH, TENOR)
    assert plain.duration > 0.5
    bass = engine.synthesize(AH, Voice("bass", "piper", "en_US-choir-low", speaker_id="2"))
    assert loudest_pitch(bass) - loudest_pitch(plain) == pytest.approx(70, abs=2)
    slow = engine.synthesize(AH, Voice("t", "piper", TENOR.id, speaker_id="tenor", rate=0.5))
    assert slow.duration == pytest.approx(plain.duration * 2, rel=0.02)
    high = engine.synthesize(AH, Voice("t", "piper", TENOR.id, speaker_id="tenor", pitch=4))
    assert loudest_pitch(high) / loudest_pitch(plain) == pytest.approx(2 ** (4 / 12), rel=0.01)
    # The tiny model counts in whole frames, of which a mark has one and a phoneme three.
    assert high.duration == pytest.approx(plain.duration, rel=0.25)


@needs_piper
def test_sentences_keep_their_level_and_have_a_pause():
    engine = engine_of()
    one, other = engine.synthesize("One.", SOLO), engine.synthesize("Two.", SOLO)
    both = engine.synthesize("One. Two.", SOLO)
    assert both.duration == pytest.approx(one.duration + other.duration + SENTENCE_PAUSE, abs=0.05)
    # 0.3 of full scale is what the model gives; Piper would bring each sentence to full scale.
    assert max(memoryview(both.pcm).cast("h")) == pytest.approx(0.3 * 32767, rel=0.01)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He paused... then went.", "He paused, then went."),
        ("He paused… then went.", "He paused, then went."),
        ("And so ....", "And so."),
        ("Wait . . . what?", "Wait, what?"),
        ("It is items[[0]] here.", "It is items0 here."),
        ("Mr. [[wˈɪn]] came.", "Mr. [[wˈɪn]] came."),
        ("At 3.5 o'clock.", "At 3.5 o'clock."),
    ],
)
def test_what_piper_takes_in_its_own_way_is_kept_from_it(text, expected):
    assert prepare(text) == expected


@needs_piper
def test_signs_that_a_model_has_no_sound_for_print_nothing():
    code = (
        "from podcaster.engines import load_engine; from podcaster.model import Voice;"
        f"engine = load_engine('piper', {{'piper': {{'voices': {str(DATA)!r}}}}});"
        f"print(engine.synthesize('A [[ʘ̃ʲɐ]] sign.', Voice('solo', 'piper', {SOLO.id!r})).duration)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert float(done.stdout) > 0.3
    assert done.stderr == ""


@needs_piper
@pytest.mark.parametrize("text", ["...", "—", ""])
def test_text_without_words_gives_no_sound_and_no_crash(text):
    assert engine_of().synthesize(text, SOLO).pcm == b""


@needs_piper
def test_threads_share_a_model_and_get_their_own_lines(tmp_path):
    lines = [Line("Ann" if count % 2 else "Bob", f"Number {count} is next.") for count in range(30)]
    cast = Cast({"Ann": Casting(SOLO, ""), "Bob": Casting(TENOR, "")})
    settings = Settings(engines={"piper": {"voices": str(DATA), "deterministic": True}})
    runs = []
    for folder in ("a", "b"):
        with Engines(settings) as engines:
            runs.append(
                [clip.path.read_bytes() for clip in speak(lines, cast, engines, FolderStore(tmp_path / folder))]
            )
    assert runs[0] == runs[1]
    assert len(set(runs[0])) == 30


@needs_piper
@pytest.mark.parametrize(
    ("voice", "said"),
    [
        (Voice("x", "piper", "en_US-sola-low"), "en_US-solo-low"),
        (Voice("x", "piper", "en_US-choir-low", speaker_id="tenör"), "tenor"),
        (Voice("x", "piper", "en_US-choir-low", speaker_id="9"), "There are: alto"),
    ],
)
def test_an_unknown_voice_or_speaker_is_named_with_those_there_are(voice, said):
    with pytest.raises(GivenUpError, match=said):
        engine_of().synthesize("Hello.", voice)


@needs_piper
def test_a_damaged_model_is_named_with_the_way_to_get_it_again(tmp_path):
    for path in DATA.glob("en_US-solo-low.onnx*"):
        shutil.copy(path, tmp_path)
    tmp_path.joinpath("en_US-solo-low.onnx").write_bytes(b"not a model")
    with pytest.raises(GivenUpError, match="voices install en_US-solo-low --again"):
        engine_of(voices=str(tmp_path)).synthesize("Hello.", SOLO)
    tmp_path.joinpath("en_US-solo-low.onnx.json").write_text("{")
    assert engine_of(voices=str(tmp_path)).voices() == []


@needs_piper
def test_another_model_file_is_another_sound(tmp_path):
    for path in DATA.glob("en_US-solo-low.onnx*"):
        shutil.copy(path, tmp_path)
    before = engine_of(voices=str(tmp_path)).fingerprint(SOLO)
    assert before == engine_of().fingerprint(SOLO)
    assert before != engine_of(deterministic=True).fingerprint(SOLO)
    shutil.copy(DATA / "en_US-choir-low.onnx", tmp_path / "en_US-solo-low.onnx")
    assert before != engine_of(voices=str(tmp_path)).fingerprint(SOLO)


def test_what_is_missing_is_said(monkeypatch, tmp_path):
    assert "voices install" in engine_of(voices=str(tmp_path)).check()[0].cure
    monkeypatch.setattr("podcaster.engines.piper.find_spec", lambda name: None)
    assert "podcaster[piper]" in engine_of().check()[0].cure


def test_genders_are_known_where_model_cards_and_corpora_tell(tmp_path):
    config = json.loads((DATA / "en_US-choir-low.onnx.json").read_text("utf-8"))
    config["speaker_id_map"] = {"p225": 0, "p226": 1, "who": 2}
    (tmp_path / "en_GB-vctk-medium.onnx").touch()
    (tmp_path / "en_GB-vctk-medium.onnx.json").write_text(json.dumps(config), "utf-8")
    assert [voice.gender for voice in engine_of(voices=str(tmp_path)).voices()] == [
        Gender.FEMALE,
        Gender.MALE,
        Gender.UNKNOWN,
    ]


@needs_piper
@pytest.mark.skipif(importlib.util.find_spec("onnx") is None, reason="onnx is not installed")
def test_the_tiny_models_are_what_their_script_makes(tmp_path):
    subprocess.run([sys.executable, str(DATA / "make_voice.py"), str(tmp_path)], check=True)
    made = load_engine("piper", {"piper": {"voices": str(tmp_path)}})
    for voice in (SOLO, TENOR):
        assert made.synthesize("The same sound.", voice) == engine_of().synthesize("The same sound.", voice)


# Installing

NAME = "en_US-solo-low"
CARD = "# Model card for solo\n\n* Language: en_US\n* License: CC0 1.0\n"


@pytest.fixture
def mirror(tmp_path) -> Path:
    """A copy of Piper's site with one voice, its model large enough to break off."""
    root = tmp_path / "mirror"
    folder = root / "en" / "en_US" / "solo" / "low"
    folder.mkdir(parents=True)
    (folder / f"{NAME}.onnx").write_bytes(bytes(range(256)) * 8000)
    shutil.copy(DATA / f"{NAME}.onnx.json", folder)
    (folder / "MODEL_CARD").write_text(CARD)
    files = {
        str(path.relative_to(root)): {
            "size_bytes": path.stat().st_size,
            "md5_digest": hashlib.md5(path.read_bytes()).hexdigest(),
        }
        for path in folder.iterdir()
    }
    entry = {"key": NAME, "language": {"code": "en_US"}, "num_speakers": 1, "files": files}
    (root / "voices.json").write_text(json.dumps({NAME: entry}))
    return root


class Handler(BaseHTTPRequestHandler):
    """Serves a folder, with ranges; ``breaks`` is how many answers break off in the middle."""

    def __init__(self, state, *args) -> None:
        self.state = state
        super().__init__(*args)

    def log_message(self, *_) -> None:
        pass

    def do_GET(self) -> None:
        path = self.state["root"] / self.path.lstrip("/")
        if not path.is_file():
            self.send_error(404)
            return
        data = path.read_bytes()
        wanted = self.headers.get("Range")
        self.state["ranges"].append(wanted)
        if "gzip" in self.headers.get("Accept-Encoding", ""):
            data = gzip.compress(data)
        start = int(wanted[6:-1]) if wanted and self.state["can_resume"] else 0
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(data) - start))
        if data[:2] == b"\x1f\x8b":
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        part = data[start:]
        if path.suffix == ".onnx" and self.state["breaks"]:
            self.state["breaks"] -= 1
            part = part[: len(part) // 2]
        self.wfile.write(part)


@contextmanager
def served(root: Path, **state):
    state = {"root": root, "ranges": [], "breaks": 0, "can_resume": True, **state}
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, state)) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", state
        server.shutdown()


def test_a_voice_is_installed_from_a_folder(mirror, tmp_path):
    said, seen = [], []
    target = install_voice(
        NAME, VoiceMirror(str(mirror)), tmp_path / "voices", notice=said.append, progress=lambda *at: seen.append(at)
    )
    assert target.read_bytes() == (mirror / "en/en_US/solo/low" / f"{NAME}.onnx").read_bytes()
    assert said == [f"{NAME}: its licence is CC0 1.0."]
    assert seen[-1] == (2_048_000, 2_048_000)
    assert licence_of(Path(f"{target}.card")) == "CC0 1.0"
    assert not list(target.parent.glob(".*"))
    again = []
    install_voice(NAME, VoiceMirror("/nowhere"), tmp_path / "voices", notice=again.append)
    assert again == [f"{NAME} is installed already."]


@pytest.mark.parametrize(("can_resume", "resumed"), [(True, 2), (False, 2)])
def test_what_breaks_off_goes_on_where_it_stopped(mirror, tmp_path, can_resume, resumed):
    with served(mirror, breaks=2, can_resume=can_resume) as (url, state):
        target = install_voice(NAME, VoiceMirror(url), tmp_path / "voices")
    assert target.stat().st_size == 2_048_000
    assert len([wanted for wanted in state["ranges"] if wanted]) == resumed


def test_a_later_run_takes_up_what_an_earlier_one_left(mirror, tmp_path):
    with served(mirror, breaks=99) as (url, _), pytest.raises(EngineError, match="goes on where it stopped"):
        install_voice(NAME, VoiceMirror(url), tmp_path / "voices")
    assert not (tmp_path / "voices" / f"{NAME}.onnx").exists()
    with served(mirror) as (url, state):
        install_voice(NAME, VoiceMirror(url), tmp_path / "voices")
    assert [wanted for wanted in state["ranges"] if wanted]


@pytest.mark.parametrize("damage", [b"x" * 2_048_000, b"short", b"x" * 3_000_000])
def test_a_file_that_is_not_what_the_index_says_is_never_installed(mirror, tmp_path, damage):
    (mirror / "en/en_US/solo/low" / f"{NAME}.onnx").write_bytes(damage)
    with pytest.raises(EngineError, match=r"its MD5 sum is not the one in the index|larger than it should be"):
        install_voice(NAME, VoiceMirror(str(mirror)), tmp_path / "voices")
    assert not (tmp_path / "voices" / f"{NAME}.onnx").exists()


def test_an_index_cannot_write_outside_the_folder(mirror, tmp_path):
    index = json.loads((mirror / "voices.json").read_text())
    index["../../evil"] = index[NAME]
    index["en_US-evil-low"] = {"files": {"../../evil.onnx": {"size_bytes": 1, "md5_digest": "0"}}}
    (mirror / "voices.json").write_text(json.dumps(index))
    assert set(VoiceMirror(str(mirror)).voices()) == {NAME}
    with pytest.raises(InputError, match="no voice called"):
        install_voice("../../evil", VoiceMirror(str(mirror)), tmp_path / "voices")


def test_an_unknown_voice_is_named_with_the_near_ones(mirror, tmp_path):
    with pytest.raises(InputError, match=r"en_US-solo-high.*Did you mean en_US-solo-low"):
        install_voice("en_US-solo-high", VoiceMirror(str(mirror)), tmp_path / "voices")


@pytest.mark.parametrize("index", ["[]", "{", '{"en_US-a-low": 5}', '{"en_US-a-low": {"files": []}}'])
def test_a_mirror_without_an_index_is_said_to_be_none(mirror, tmp_path, index):
    (mirror / "voices.json").write_text(index)
    with pytest.raises(EngineError, match="no index of Piper voices"):
        install_voice(NAME, VoiceMirror(str(mirror)), tmp_path / "voices")
    with pytest.raises(EngineError, match="cannot be read"):
        install_voice(NAME, VoiceMirror(str(tmp_path / "nowhere")), tmp_path / "voices")
