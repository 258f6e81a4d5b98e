"""Kokoro: its files, its phonemes, and, with the real model, what it says."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcaster.cast import silent_engines
from podcaster.engines.download import Mirror, fetch
from podcaster.engines.kokoro import KokoroEngine, Room
from podcaster.engines.kokoro_files import MODEL, VOICES, files_fault, install_natural, voice_sums
from podcaster.engines.kokoro_text import BEST, MOST, breathe
from podcaster.engines.kokoro_words import word_places
from podcaster.errors import EngineError, SettingsError
from podcaster.settings import Casts, Settings

SHORT = "Nobody waits for those who are late."
SENTENCE = "The ferry leaves at seven, and nobody waits for those who are late."


@given(st.lists(st.sampled_from(["and", "the", "harbour,", "lamp.", "sang;", "which", "—", "water"]), max_size=200))
def test_a_text_is_cut_where_one_breathes_and_nothing_is_lost(words):
    text = " ".join(words)
    pieces = breathe(text)
    assert " ".join(pieces).split() == text.split()
    assert all(len(piece) <= MOST for piece in pieces)


def test_sentences_go_together_up_to_the_best_length():
    pieces = breathe(" ".join([SENTENCE] * 6))
    assert pieces == [" ".join([SENTENCE] * 3)] * 2
    assert all(len(piece) <= BEST for piece in pieces)


@pytest.mark.parametrize(
    ("text", "american", "british"),
    [
        ("a fair choice", "ə fˈɛɹ ʧˈYs", "ə fˈɛː ʧˈYs"),
        ("go home now", "ɡˌO hˈOm nˈW", "ɡˌQ hˈQm nˈW"),
        ("bottle", "bˈɑTᵊl", "bˈɒtᵊl"),
        ("The E.P.A", "ðɪ ˌipˌiˈA", "ðɪ ˌiːpˌiːˈA"),
        ("say [[dʒˈeɪn]] now", "sˈA ʤˈAn nˈW", "sˈA ʤˈAn nˈW"),
        ("wait... who?", "wˈAt… hˈu?", "wˈAt… hˈuː?"),
    ],
)
def test_words_become_the_models_phonemes(text, american, british):
    pytest.importorskip("phonemizer", reason="podcaster[natural] is not installed")
    from podcaster.engines.kokoro_text import phonemes

    assert (phonemes(text, "en-US"), phonemes(text, "en-GB")) == (american, british)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("in|the|town,|I|was|the|one.", "ɪn|ðə| tˈWn,| I| wʌz|ðə| wˈʌn."),
        ("“Well-known|M.P.s|of|the|B.B.C,”|he|said.", "wˈɛlnˈOn| ˌɛmpˈiz| ʌv|ðə| bˌibˌisˈi,| hi| sˈɛd."),
        ("It|isn't|in|the|plan|—|for|a|week.", "ɪt| ˌɪzənt| ɪn|ðə| plˈæn—||fəɹ|ə| wˈik."),
        ("She|won|31|votes.", "ʃi| wˈʌn| θˈɜɹTi wˈʌn| vˈOts."),
        ("and|a|[[ʤˈeɪn]]|now", "ænd|ə| ʤˈAn| nˈW"),
    ],
)
def test_each_word_knows_its_phonemes(text, said):
    words = [word for word in text.split("|") if word != "—"]
    parts = [part for part in said.split("|") if part]
    places = [sum(map(len, parts[:count])) for count in range(len(parts))]
    found = word_places(text.replace("|", " "), "".join(parts))
    assert [word for word, _ in found] == words
    assert [at for _, at in found] == [at + (parts[count][0] == " ") for count, at in enumerate(places)]


def test_words_and_phonemes_that_have_nothing_to_do_with_each_other_are_matched_somehow():
    assert word_places("", "ə") == word_places("...", "") == []
    for text, said in (("one " * 60, "wˈʌn"), ("one", "wˈʌn " * 60), ("a b c", "ˈ ˈ")):
        found = [at for _, at in word_places(text, said)]
        assert found == sorted(found)
        assert all(at < len(said) for at in found)


def test_without_its_files_it_says_how_to_get_them(tmp_path):
    pytest.importorskip("kokoro_onnx", reason="podcaster[natural] is not installed")
    (problem,) = KokoroEngine("kokoro", {"voices": str(tmp_path)}).check()
    assert (problem.what, problem.cure) == (
        "The natural voices are not installed.",
        "podcaster voices install natural",
    )


def test_its_options_are_checked():
    with pytest.raises(SettingsError, match="device"):
        KokoroEngine("kokoro", {"device": "abacus"})


class Breaking(SimpleHTTPRequestHandler):
    """Serves a range of a file, and breaks off after a while."""

    data = b""
    after = 0

    def do_GET(self):
        start = int(self.headers.get("Range", "bytes=0-")[6:-1])
        if start >= len(self.data):
            self.send_error(416)
            return
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(self.data) - start))
        self.end_headers()
        self.wfile.write(self.data[start : start + self.after])
        self.close_connection = True

    def log_message(self, *_):
        pass


@pytest.fixture
def server():
    made = ThreadingHTTPServer(("127.0.0.1", 0), Breaking)
    Thread(target=made.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{made.server_port}"
    made.shutdown()


def test_a_download_goes_on_where_it_broke_off_and_a_damaged_one_begins_anew(server, tmp_path):
    Breaking.data = random.Random(1).randbytes(300_000)
    target = tmp_path / "file"

    def check(path):
        return "" if path.read_bytes() == Breaking.data else "it differs"

    for seed in range(20):
        chance = random.Random(seed)
        Breaking.after = chance.randrange(20_000, 150_000)
        part = tmp_path / ".file.part"
        if seed % 2:  # an older run left a damaged beginning, or a whole file of rubbish
            part.write_bytes(chance.randbytes(chance.choice([1, 5_000, 299_999, 300_000, 400_000])))
        for _ in range(10):
            try:
                fetch(Mirror(server), "file", target, 300_000, check)
                break
            except EngineError:
                assert not target.exists()
        assert target.read_bytes() == Breaking.data
        assert not part.exists()
        target.unlink()


@pytest.fixture(scope="module")
def installed(natural_models, tmp_path_factory):
    """The real files, installed as a user would from a folder."""
    pytest.importorskip("kokoro_onnx", reason="podcaster[natural] is not installed")
    folder = tmp_path_factory.mktemp("kokoro")
    install_natural(Mirror(str(natural_models)), folder)
    return folder


@pytest.fixture(scope="module")
def engine(installed):
    made = KokoroEngine("kokoro", {"voices": str(installed)})
    yield made
    made.close()


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("La niña llueve churros.", "es-ES", "la nˈiɲa ʎuˈeβe ʧˈuros."),
        ("Bonjour, mon ami.", "fr-FR", "bɔ̃ʒˈuʁ, mɔ̃n amˈi."),
        ("Gli gnocchi, grazie.", "it-IT", "ʎɪ ɲˈokːɪ, ɡrˈaʦje."),
        ("Não há ninguém.", "pt-BR", "nˌɐ̃ʊ̃ a niŋɡˈAŋ."),
    ],
)
def test_other_languages_have_their_own_sounds(text, language, said):
    pytest.importorskip("phonemizer", reason="podcaster[natural] is not installed")
    from podcaster.engines.kokoro_text import phonemes

    assert phonemes(text, language) == said


@pytest.mark.real
def test_the_real_files_are_installed_whole(engine, installed):
    assert engine.check() == ()
    assert sorted(path.name for path in installed.iterdir()) == sorted([MODEL, VOICES])
    assert len(engine.voices()) == len(voice_sums()) == 37


@pytest.mark.real
def test_files_damaged_anywhere_are_noticed_and_mended(installed, natural_models, tmp_path):
    for seed in range(6):
        chance = random.Random(seed)
        name = (MODEL, VOICES)[seed % 2]
        for file in (MODEL, VOICES):
            if not (tmp_path / file).exists():
                (tmp_path / file).hardlink_to(installed / file)
        data = bytearray((installed / name).read_bytes())
        if seed < 2:
            del data[chance.randrange(len(data)) :]
        elif name == MODEL:
            data[chance.randrange(len(data))] ^= 1
        else:  # inside the English voices, which stand first
            data[chance.randrange(1000, 14_000_000)] ^= 1
        (tmp_path / name).unlink()
        (tmp_path / name).write_bytes(data)
        assert name in files_fault(tmp_path)
        install_natural(Mirror(str(natural_models)), tmp_path)
        assert not files_fault(tmp_path)


@pytest.mark.real
def test_the_releases_files_laid_there_by_hand_speak_as_installed_ones_do(engine, natural_models):
    by_hand = KokoroEngine("kokoro", {"voices": str(natural_models)})
    assert by_hand.check() == ()
    voice = engine.voices()[0]
    assert by_hand.synthesize("a disgrace", voice) == engine.synthesize("a disgrace", voice)
    by_hand.close()


def test_long_pieces_wait_until_there_is_room():
    room = Room(400)
    most, now = [0], [0]

    def job(size: int) -> None:
        with room.taken(size):
            now[0] += size
            most[0] = max(most[0], now[0])
            time.sleep(0.002)
            now[0] -= size

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(job, [300, 200, 90, 10, 500, 250, 150, 400, 30] * 3))
    assert most[0] <= 500  # one that is larger by itself goes alone
    with room.taken(900):
        pass


def test_files_that_cannot_be_used_are_told_and_missing_ones_are_not(tmp_path):
    pytest.importorskip("kokoro_onnx", reason="podcaster[natural] is not installed")
    show = Settings(folder=tmp_path, engines={"kokoro": {"voices": str(tmp_path)}})
    assert silent_engines(show) == ()
    (tmp_path / MODEL).write_bytes(b"half a mod")
    (told,) = silent_engines(show)
    assert told == (
        f"The voices of kokoro do not speak: {tmp_path / MODEL} cannot be used: it is damaged, or another model. "
        "podcaster voices install natural --again"
    )
    assert silent_engines(replace(show, cast=Casts(engines=("pyttsx3",)))) == ()


@pytest.mark.real
@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX's")
@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_run_that_is_stopped_while_it_speaks_ends_in_a_sentence(installed, tmp_path, number, status):
    (tmp_path / "podcaster.toml").write_text(f'[engines.kokoro]\nvoices = "{installed}"\n')
    (tmp_path / "a.txt").write_text(
        "The Ferry\n\n" + "\n\n".join(f"{SENTENCE} So it was {n} times." for n in range(40))
    )
    command = [sys.executable, "-m", "podcaster", "--show", str(tmp_path), "make", str(tmp_path / "a.txt")]
    # The shells that run tests in the background have Ctrl-C ignored.
    usual = "import os, signal, sys; signal.signal(2, signal.default_int_handler); os.execv(sys.argv[1], sys.argv[1:])"
    cache = tmp_path / "cache"
    run = subprocess.Popen(
        [sys.executable, "-c", usual, *command],
        env=os.environ | {"PODCASTER_CACHE": str(cache)},
        stderr=subprocess.PIPE,
        text=True,
    )
    while not list(cache.glob("clips/*/*.wav")) and run.poll() is None:
        time.sleep(0.05)
    run.send_signal(number)
    told = run.communicate()[1]
    assert (run.returncode, "Stopped." in told, "terminate called" in told) == (status, True, False)
    assert not list(cache.rglob("*.part"))
    assert not (tmp_path / "output" / "feed.xml").exists()


@pytest.mark.real
def test_the_same_words_are_the_same_samples_on_any_number_of_threads(engine, monkeypatch):
    voices = [voice for voice in engine.voices() if voice.id in {"af_heart", "bm_george"}]
    alone = [engine.synthesize(SHORT, voice).pcm for voice in voices]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda voice: engine.synthesize(SHORT, voice).pcm, voices * 2))
    assert together == alone * 2
    assert alone[0] != alone[1]
    monkeypatch.setattr(os, "cpu_count", lambda: 3)  # and where one line is wanted at a time
    wide = KokoroEngine("kokoro", {"voices": str(engine.folder)})
    wide.prepare(1)
    assert wide.synthesize(SHORT, voices[0]).pcm == alone[0]


@pytest.mark.real
def test_nothing_is_heard_before_the_first_word_or_after_the_last(engine):
    voice = engine.voices()[0]
    for text in ("a disgrace", "no comment"):
        audio = engine.synthesize(text, voice)
        samples = np.abs(np.frombuffer(audio.pcm, "<i2").astype(np.float32)) / 32768
        assert 0.4 < audio.duration < 1.6
        assert samples[-240:].max() < 0.05
        assert samples[: int(0.3 * audio.sample_rate)].max() > 0.1


@pytest.mark.real
def test_a_piece_that_goes_on_does_not_fall_and_keeps_no_other_word(engine):
    for name in ("bm_george", "af_kore"):
        voice = next(voice for voice in engine.voices() if voice.id == name)
        on = engine.synthesize("a complete waste of money", voice)
        ended = engine.synthesize("a complete waste of money.", voice)
        assert on.duration == pytest.approx(ended.duration, rel=0.25)
        assert end_pitch(on) > end_pitch(ended) + 2


def end_pitch(audio):
    """The pitch of the last voiced 80 ms over the median, in semitones."""
    samples = np.frombuffer(audio.pcm, "<i2").astype(np.float32)
    length, low, high = audio.sample_rate // 25, audio.sample_rate // 400, audio.sample_rate // 60
    found = []
    for start in range(0, samples.size - length, audio.sample_rate // 100):
        frame = samples[start : start + length]
        likeness = np.correlate(frame, frame, "full")[length - 1 :]
        lag = low + int(likeness[low:high].argmax())
        if likeness[lag] > 0.5 * likeness[0] and np.abs(frame).max() > 600:
            found.append(audio.sample_rate / lag)
    return 12 * np.log2(np.median(found[-8:]) / np.median(found))


@pytest.mark.real
def test_rate_and_pitch_are_heard(engine):
    voice = engine.voices()[0]
    plain = engine.synthesize(SHORT, voice)
    fast = engine.synthesize(SHORT, replace(voice, rate=1.25))
    high = engine.synthesize(SHORT, replace(voice, pitch=3))
    assert fast.duration == pytest.approx(plain.duration / 1.25, rel=0.1)
    assert high.duration == pytest.approx(plain.duration, rel=0.1)
    assert high.sample_rate > plain.sample_rate
    for sound in (plain, fast, high):
        assert [word for word, _ in sound.words] == SHORT.split()
        times = [time / sound.duration for _, time in sound.words]
        assert times == sorted(times)
        assert times == pytest.approx([0.0, 0.22, 0.38, 0.47, 0.61, 0.72, 0.79], abs=0.06)


@pytest.mark.real
def test_an_unknown_voice_and_a_missing_provider_have_a_cure(engine, installed):
    with pytest.raises(EngineError, match="no voice called af_hart") as caught:
        engine.synthesize(SENTENCE, replace(engine.voices()[0], id="af_hart"))
    assert "af_heart" in caught.value.cure
    other = KokoroEngine("kokoro", {"voices": str(installed), "device": "directml"})
    with pytest.raises(EngineError, match="cannot compute with directml"):
        other.synthesize(SENTENCE, other.voices()[0])


@pytest.mark.real
def test_a_file_that_is_no_mirror_leaves_nothing(tmp_path, natural_models):
    shutil.copy(natural_models / VOICES, tmp_path / MODEL)
    shutil.copy(natural_models / VOICES, tmp_path / VOICES)
    with pytest.raises(EngineError, match=r"larger|not what it should be"):
        install_natural(Mirror(str(tmp_path)), tmp_path / "out")
    assert not (tmp_path / "out" / MODEL).exists()
