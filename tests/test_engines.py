"""Finding engines, broken and false ones among them; pyttsx3 and command."""

from __future__ import annotations

import itertools
import os
import re
import shutil
import signal
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest

from podcaster.engines import Engines, GivenUpError, discovery, engine_names, installed_engines, load_engine
from podcaster.engines import pyttsx3 as pyttsx3_engine
from podcaster.engines.pyttsx3 import pitch_setting
from podcaster.engines.worker import WorkerPool
from podcaster.errors import EngineError, SettingsError
from podcaster.model import Gender, Voice
from podcaster.settings import Settings, settings_from

PLAIN = Voice("plain", "pyttsx3", "gmw/en-us")


NUMBERS = itertools.count()
"""A module is imported once a process, so every plug-in of the tests has a name of its own."""


@pytest.fixture
def plug_in(tmp_path, monkeypatch):
    """Install a distribution with an engine, as pip would lay it out."""

    def install(name: str, code: str, distribution: str = "acme-tts") -> None:
        module = f"plug_in_{next(NUMBERS)}"
        tmp_path.joinpath(f"{module}.py").write_text(textwrap.dedent(code))
        info = tmp_path / f"{distribution.replace('-', '_')}-3.1.dist-info"
        info.mkdir(exist_ok=True)
        info.joinpath("METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 3.1\n")
        with info.joinpath("entry_points.txt").open("a") as file:
            file.write(f"[podcaster.engines]\n{name} = {module}:AcmeEngine\n")
        discovery._found.cache_clear()

    monkeypatch.syspath_prepend(str(tmp_path))
    yield install
    discovery._found.cache_clear()


GOOD = """
    from podcaster.engines import Engine
    from podcaster.testing.tone import ToneEngine
    class AcmeEngine(ToneEngine):
        api_version = 1
        version = "3.1"
"""


def report_of(name: str, settings: Settings | None = None):
    return next(report for report in installed_engines((settings or Settings()).engines) if report.name == name)


def test_the_engines_that_ship_come_through_the_same_door():
    assert set(engine_names(Settings().engines)) >= {"pyttsx3", "piper", "http", "command"}
    assert report_of("pyttsx3").problems == ()
    assert report_of("pyttsx3").source.startswith("podcaster ")


def test_a_plug_in_is_found_and_speaks(plug_in):
    plug_in("acme", GOOD)
    report = report_of("acme")
    assert (report.version, report.source, report.problems) == ("3.1", "acme-tts 3.1", ())
    engine = load_engine("acme", {})
    assert engine.synthesize("Hello.", engine.voices()[0]).duration > 0.2


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("import no_such_package", "cannot be loaded.*no_such_package"),
        ("raise SystemError('broken')", "cannot be loaded.*broken"),
        ("class Other: pass", "cannot be loaded.*AcmeEngine"),
        ("class AcmeEngine: api_version = 1", "is not an Engine"),
        (GOOD.replace("api_version = 1", "api_version = 2"), "written for version 2"),
        (GOOD + "        def __init__(self, name, options): raise KeyError('x')", "cannot be set up"),
        (GOOD + "        def check(self): raise KeyError('x')", "check failed"),
    ],
)
def test_a_broken_plug_in_is_named_and_harms_no_other(plug_in, code, said):
    plug_in("acme", code)
    report = report_of("acme")
    assert report.source == "acme-tts 3.1"
    assert re.search(said, report.problems[0])
    assert report_of("pyttsx3").problems == ()
    if "check" not in said:
        with pytest.raises(EngineError, match=said):
            load_engine("acme", {})


def test_a_plug_in_never_takes_the_name_of_an_engine_that_ships(plug_in):
    plug_in("pyttsx3", GOOD, distribution="aaa-tts")
    reports = [report for report in installed_engines({}) if report.name == "pyttsx3"]
    assert [report.source.split()[0] for report in reports] == ["podcaster", "aaa-tts"]
    assert "name that is taken" in reports[1].problems[0]
    assert type(load_engine("pyttsx3", {})).__name__ == "Pyttsx3Engine"


def test_options_are_checked_with_the_near_matches():
    settings = settings_from({"engines": {"pyttsx3": {"words_per_minut": 150}}}, "podcaster.toml")
    with pytest.raises(SettingsError, match=r"engines\.pyttsx3\.words_per_minut.*words_per_minute"):
        load_engine("pyttsx3", settings.engines)
    with pytest.raises(SettingsError, match=r"engines\.pyttsx3\.words_per_minute must be a whole number, not text"):
        load_engine("pyttsx3", {"pyttsx3": {"words_per_minute": "fast"}})


def test_what_is_missing_stops_before_anything_is_spoken(monkeypatch):
    monkeypatch.setattr(pyttsx3_engine, "version_of", lambda name: "" if name == "espeakng-loader" else "1")
    with Engines(Settings()) as engines, pytest.raises(GivenUpError, match="pip install espeakng-loader"):
        engines.ready("pyttsx3")


# pyttsx3


@pytest.fixture(scope="module")
def engine():
    found = load_engine("pyttsx3", {})
    yield found
    found.close()


def test_it_lists_voices_with_language_and_gender(engine):
    voices = {voice.id: voice for voice in engine.voices()}
    assert len(voices) > 200
    assert voices["gmw/en-us"].language == "en-us"
    assert voices["gmw/en-us+f2"].gender is Gender.FEMALE
    assert voices["roa/fr"].language.startswith("fr")


@pytest.mark.parametrize("name", ["gmw/en-us+f99", "gmw/en-uss", ""])
def test_an_unknown_voice_is_an_error_not_the_default_voice(engine, name):
    with pytest.raises(GivenUpError, match="espeak-ng has no"):
        engine.synthesize("Hello.", Voice("x", "pyttsx3", name))


def test_variants_sound_different_and_speak_on_after_an_error(engine):
    texts = {
        name: engine.synthesize("Hello.", Voice(name, "pyttsx3", f"gmw/en-us+{name}")).pcm for name in ("f2", "m3")
    }
    assert texts["f2"] != texts["m3"]


def test_rate_and_pitch_do_what_they_say(engine):
    text = "The ferry leaves at seven, and nobody waits for those who are late."

    def spoken(**changes):
        return engine.synthesize(text, Voice("x", "pyttsx3", "gmw/en-us+f2", **changes))

    plain = spoken()
    assert spoken(rate=1.5).duration == pytest.approx(plain.duration / 1.5, rel=0.1)
    assert spoken(rate=0.75).duration == pytest.approx(plain.duration / 0.75, rel=0.1)
    for semitones in (-5, -3, 3, 5):
        moved = median_pitch(spoken(pitch=semitones)) / median_pitch(plain)
        assert moved == pytest.approx(2 ** (semitones / 12), rel=0.04)


def median_pitch(audio) -> float:
    """Hz: where the autocorrelation of 80 ms peaks, over the voiced parts."""
    import numpy as np

    samples = np.frombuffer(audio.pcm, "<i2").astype(float)
    size = int(0.08 * audio.sample_rate)
    pitches = []
    for start in range(0, len(samples) - size, size // 2):
        part = samples[start : start + size] * np.hanning(size)
        alike = np.fft.irfft(np.abs(np.fft.rfft(part, 4 * size)) ** 2)[:size]
        low, high = audio.sample_rate // 500, audio.sample_rate // 50
        best = low + int(np.argmax(alike[low:high]))
        if alike[best] > 0.5 * alike[0] > 1e6:
            pitches.append(audio.sample_rate / best)
    return float(np.median(pitches))


def test_pitch_settings_are_in_range_and_in_order():
    settings = [pitch_setting(semitones / 4) for semitones in range(-60, 60)]
    assert settings == sorted(settings)
    assert (settings[0], pitch_setting(0), settings[-1]) == (0, 50, 99)


def test_markup_is_read_not_obeyed(engine):
    assert engine.synthesize('<speak>One <break time="9s"/> two.</speak>', PLAIN).duration < 8


def test_a_worker_that_dies_is_replaced(engine):
    engine.synthesize("One.", PLAIN)
    for worker in list(engine._pool._all):
        worker._process.kill()
        worker._process.wait()
    with pytest.raises(EngineError, match="ended unexpectedly"):
        engine.synthesize("Two.", PLAIN)
    assert engine.synthesize("Two.", PLAIN).duration > 0.2


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
def test_a_fork_that_crashes_is_one_failed_line(engine):
    """Also when it has written half of its answer."""
    text = "So it goes on and on. " * 4000
    engine.synthesize("Hello.", PLAIN)
    (worker,) = engine._pool._idle

    def crash() -> None:
        children = Path(f"/proc/{worker._process.pid}/task/{worker._process.pid}/children")
        while not children.read_text():
            time.sleep(0.001)
        time.sleep(0.1)
        os.kill(int(children.read_text().split()[0]), signal.SIGSEGV)

    threading.Thread(target=crash, daemon=True).start()
    with pytest.raises(EngineError, match="its child ended with -11"):
        engine.synthesize(text, PLAIN)
    assert engine.synthesize("Hello.", PLAIN).duration > 0.2


def test_prepared_workers_are_the_ones_that_speak():
    prepared = pyttsx3_engine.Pyttsx3Engine("pyttsx3", {})
    try:
        prepared.prepare(2)
        prepared.prepare(2)
        workers = set(prepared._pool._all)
        assert len(workers) == 2
        prepared.synthesize("Hello.", PLAIN)
        assert set(prepared._pool._all) == workers
    finally:
        prepared.close()
    prepared._pool.prepare(2)
    assert not prepared._pool._all


def test_a_worker_that_cannot_start_says_why():
    broken = load_engine("pyttsx3", {})
    broken.__dict__["_pool"] = WorkerPool("podcaster.engines.pyttsx3_worker", ["podcaster_espeak", "/no/such.so"], {})
    with pytest.raises(EngineError, match=r"ended unexpectedly \(1: OSError: /no/such.so"):
        broken.synthesize("Hello.", PLAIN)


def test_a_line_that_hangs_is_ended(engine, monkeypatch):
    monkeypatch.setattr(pyttsx3_engine, "TIME_LIMIT", 1.0)
    monkeypatch.setattr(pyttsx3_engine, "TIME_LIMIT_LETTER", 0.0)
    with pytest.raises(EngineError, match="took too long"):
        engine.synthesize("So it goes on. " * 60_000, PLAIN)
    assert engine.synthesize("And on.", PLAIN).duration > 0.2


def test_a_twin_says_the_same_and_fails_alone(monkeypatch):
    monkeypatch.setattr(pyttsx3_engine, "TIME_LIMIT", 1.0)
    monkeypatch.setattr(pyttsx3_engine, "TIME_LIMIT_LETTER", 0.0)
    twins = pyttsx3_engine.Pyttsx3Engine("pyttsx3", {})
    twins.prepare(3)
    workers = list(twins._pool._idle)
    request = {"text": "Hello.", "voice": PLAIN.id, "limit": 5, "volume": 0.7, "rate": 155, "pitch": 50}
    assert len({worker.ask(request, 5) for worker in workers}) == 1
    with pytest.raises(EngineError, match=r"ended unexpectedly \(it took too long\)"):
        twins.synthesize("So it goes on. " * 60_000, PLAIN)  # by the last one, which is a twin
    assert twins._pool._idle == workers[:2]
    assert len({worker.ask(request, 5) for worker in workers[:2]}) == 1
    twins.close()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="espeak-ng speaks on Linux only")
def test_pyttsx3_is_what_speaks(engine):
    """The worker's only way to espeak is pyttsx3's own engine and driver interface."""
    import subprocess

    import espeakng_loader

    code = (
        "from podcaster.engines.espeak_driver import NAME, register; import pyttsx3, pyttsx3.engine;"
        f"register({espeakng_loader.get_library_path()!r}); engine = pyttsx3.init(NAME); parts = [];"
        "engine.setProperty('voice', 'gmw/en-us'); engine.save_to_file('Hello.', parts.append); engine.runAndWait();"
        "assert isinstance(engine, pyttsx3.engine.Engine); print(len(b''.join(parts)), engine.getProperty('voice'))"
    )
    environment = {**os.environ, "ESPEAK_DATA_PATH": espeakng_loader.get_data_path()}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    size, voice = done.stdout.split()
    assert int(size) > 10_000
    assert voice == "gmw/en-us"


# command

FLITE = {
    "argv": ["flite", "-voice", "{voice}", "--setf", "duration_stretch={stretch}", "-f", "{text_file}", "-o", "{out}"],
    "voices": ["slt", {"id": "rms", "gender": "male"}],
}
needs_flite = pytest.mark.skipif(shutil.which("flite") is None, reason="flite is not installed")

SCRIPT = """
import sys, wave
text = sys.stdin.buffer.read().decode()
with wave.open(sys.stdout.buffer if len(sys.argv) < 2 else sys.argv[1], "wb") as file:
    file.setparams((1, 2, 16000, 0, "NONE", ""))
    file.writeframes(bytes([0, 32, 0, 224]) * (len(text) * 400))
"""


def command_of(argv, **options):
    return load_engine("command:own", {"command": {"own": {"argv": argv, **options}}})


def voice_of(name: str = "x", **changes) -> Voice:
    return Voice("x", "command:own", name, **changes)


@needs_flite
def test_flite_speaks_by_command():
    engine = load_engine("command:flite", {"command": {"flite": FLITE}})
    assert not engine.check()
    slt, rms = engine.voices()
    assert (slt.engine, rms.gender) == ("command:flite", Gender.MALE)
    text = "The ferry leaves at seven; nobody waits. $HOME `id` -o x"
    plain = engine.synthesize(text, slt)
    assert plain.duration > 2
    assert engine.synthesize(text, rms).pcm != plain.pcm
    fast = Voice("slt", "command:flite", "slt", rate=1.5)
    assert engine.synthesize(text, fast).duration == pytest.approx(plain.duration / 1.5, rel=0.1)


@pytest.mark.parametrize("extra", [[], ["{out}"]])
def test_text_on_standard_input_and_sound_on_standard_output_or_in_a_file(extra):
    engine = command_of([sys.executable, "-c", SCRIPT, *extra])
    assert engine.synthesize("Hello there", voice_of()).duration == pytest.approx(12 * 800 / 16000)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("import sys; sys.exit('no such voice')", "ended with 1: no such voice"),
        ("pass", "wrote no sound"),
        ("print('hello')", "cannot be used"),
        ("import time; time.sleep(60)", "took longer than"),
        ("import os; os.kill(os.getpid(), 9)", "ended with -9"),
    ],
)
def test_a_program_that_fails_is_an_error(code, said):
    engine = command_of([sys.executable, "-c", code], timeout=0.5)
    with pytest.raises(EngineError, match=said):
        engine.synthesize("Hi", voice_of())


@pytest.mark.skipif(sys.platform == "win32", reason="process groups")
def test_what_a_program_started_ends_with_it(tmp_path):
    marker = tmp_path / "alive"
    inner = f"import time, pathlib; time.sleep(2); pathlib.Path({str(marker)!r}).touch()"
    code = f"import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', {inner!r}]); time.sleep(60)"
    with pytest.raises(EngineError, match="took longer"):
        command_of([sys.executable, "-c", code], timeout=0.3).synthesize("Hi", voice_of())
    time.sleep(1.2)
    assert not marker.exists()


def test_what_is_wrong_with_a_command_is_said_before_it_runs():
    assert "No program is set up" in load_engine("command", {}).check()[0].what
    assert "not found" in command_of(["no-such-program-here"]).check()[0].what
    with pytest.raises(SettingsError, match=r"\{voise\}.*Did you mean voice"):
        command_of(["say", "{voise}"])
    with pytest.raises(SettingsError, match=r"engines\.command\.own\.arg.*argv"):
        load_engine("command:own", {"command": {"own": {"arg": ["x"]}}})


def test_another_argument_list_is_another_sound():
    one, other = command_of([sys.executable, "a"]), command_of([sys.executable, "b"])
    assert one.fingerprint(voice_of()) != other.fingerprint(voice_of())
