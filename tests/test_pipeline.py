"""From an article to an episode, as a user does it: the command, real speech, real files."""

from __future__ import annotations

import hashlib
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from mutagen.mp3 import MP3

from tests import commands

ROOT = Path(__file__).parent.parent
MOMENT = "1770000000"
"""When everything is made: episode.json has the moment, and two runs can be compared to the byte."""
SAMPLE = ROOT / "podcaster" / "samples" / "harbour-lights.md"


def command(show: Path, cache: Path, *arguments: str) -> tuple[list[str], dict[str, str]]:
    """The command's arguments and its environment: nothing on the PATH, so no ffmpeg, espeak or sox can help."""
    empty = show / "no-programs"
    empty.mkdir(parents=True, exist_ok=True)
    environment = {"PATH": str(empty), "PODCASTER_CACHE": str(cache), "HOME": str(show)}
    environment |= {"SOURCE_DATE_EPOCH": MOMENT} | commands.at_start(os.environ)
    return ["--show", str(show), *arguments], environment


def run(
    show: Path, cache: Path, *arguments: str, code: int = 0, stdin: str | None = None
) -> subprocess.CompletedProcess[str]:
    line, environment = command(show, cache, *arguments)
    done = commands.run(line, env=environment, input=stdin)
    assert done.returncode == code, done.stderr
    return done


class Made:
    """An episode's folder, and what the command said of it."""

    def __init__(self, show: Path, cache: Path, source: str, *options: str, said: str = "") -> None:
        self.show, self.cache = show, cache
        self.result = json.loads(said or run(show, cache, "make", source, "--json", *options).stdout)
        self.folder = Path(self.result["folder"])
        self.audio = Path(self.result["audio"])
        self.episode = json.loads((self.folder / "episode.json").read_text("utf-8"))
        self.cues = json.loads((self.folder / "transcript.json").read_text("utf-8"))["segments"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Made by an interpreter of its own, and compared with what forks of another have made, which hashes otherwise."""
    folder = tmp_path_factory.mktemp("made")
    show, cache = folder / "show", folder / "cache"
    line, environment = command(show, cache, "make", str(SAMPLE), "--json")
    told = subprocess.run(
        [sys.executable, "-m", "podcaster", *line], env=environment, capture_output=True, text=True, check=True
    )
    return Made(show, cache, str(SAMPLE), said=told.stdout)


def copy_of(made: Made, show: Path) -> Path:
    """A copy of the show with the episode; the episode's folder in it."""
    shutil.copytree(made.show, show)
    return show / made.folder.relative_to(made.show)


def hashes(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


def test_the_folder_holds_everything(made: Made) -> None:
    assert {path.name for path in made.folder.iterdir()} == {
        "chapters.json",
        "cover.jpg",
        "episode.json",
        "project.json",
        "notes.html",
        "script.fountain",
        "transcript.json",
        "transcript.srt",
        "transcript.vtt",
        "the-town-that-taught-its-lighthouse-to-sing.mp3",
    }
    assert made.folder.name == "2026-03-14-the-town-that-taught-its-lighthouse-to-sing"
    for file in (made.episode["audio"], *made.episode["files"]):
        data = (made.folder / file["name"]).read_bytes()
        assert (len(data), hashlib.sha256(data).hexdigest()) == (file["size"], file["sha256"])


def test_cues_are_in_order_and_inside_the_audio(made: Made) -> None:
    times = [moment for cue in made.cues for moment in (cue["startTime"], cue["endTime"])]
    assert times == sorted(times)
    assert times[0] >= 0
    assert times[-1] <= MP3(made.audio).info.length


def test_every_spoken_word_is_in_the_transcript_once_and_in_order(made: Made) -> None:
    article = json.loads(run(made.show, made.cache, "read", str(SAMPLE), "--json").stdout)
    spoken = [word for block in article["blocks"] if block["spoken"] for word in words(block["text"])]
    said = [word for cue in made.cues for word in words(cue["body"])]
    start = next(place for place in range(len(said)) if said[place : place + 8] == spoken[:8])
    assert said[start : start + len(spoken)] == spoken


def test_the_people_speak_their_own_words(made: Made) -> None:
    role_of = {cue["body"].rstrip(",.?!"): cue["speaker"] for cue in made.cues}
    assert role_of["I thought a whale had come into the harbour"] == "Grace Tolliver"
    assert role_of["It was from a man who wanted to keep owls"] == "Daniel Okafor"
    assert role_of["about a fortnight"] == "Mara Lindqvist"
    assert role_of["You need a vice and a bad temper"] == "Tom Prideaux"
    assert (
        role_of["I moved here for the quiet. Now my kettle rattles in tune. I suppose that is something"]
        == "Helen Marsh"
    )
    nested = next(role for body, role in role_of.items() if body.startswith("You have a trumpet"))
    assert nested == "Mara Lindqvist"
    assert any("“Home by the Low Light,”" in body for body, role in role_of.items() if role == "Narrator")


def test_everyone_has_a_voice_of_their_own(made: Made) -> None:
    voices = [each["voice"] for each in made.result["cast"]]
    assert len(voices) == len(set(voices))
    assert len(voices) >= 6


def test_loudness_and_peak_measured_again(made: Made) -> None:
    import av
    import numpy as np

    with av.open(str(made.audio)) as container:
        graph = av.filter.Graph()
        source = graph.add_abuffer(template=container.streams.audio[0])
        measure = graph.add("ebur128", "metadata=1:peak=true:dualmono=true:framelog=quiet")
        sink = graph.add("abuffersink")
        source.link_to(measure)
        measure.link_to(sink)
        graph.configure()
        loudness, peak = 0.0, -np.inf
        for frame in container.decode(audio=0):
            graph.push(frame)
            while True:
                try:
                    out = graph.pull()
                except (BlockingIOError, EOFError):
                    break
                loudness = float(out.metadata["lavfi.r128.I"])
                peak = max(peak, float(out.metadata["lavfi.r128.true_peak"]))
    assert loudness == pytest.approx(-16, abs=0.5)
    assert loudness == pytest.approx(made.result["loudness"], abs=0.2)
    assert 20 * np.log10(peak) <= -1


def test_tags_and_chapters_read_back(made: Made) -> None:
    mp3 = MP3(made.audio)
    assert mp3.tags is not None
    assert str(mp3.tags["TIT2"]) == "The Town That Taught Its Lighthouse to Sing"
    assert str(mp3.tags["TPE1"]) == "Nora Whitlock"
    assert str(mp3.tags["TDRC"]) == "2026-03-14"
    chapters = json.loads((made.folder / "chapters.json").read_text("utf-8"))["chapters"]
    frames = sorted(mp3.tags.getall("CHAP"), key=lambda frame: frame.element_id)
    assert [frame.sub_frames["TIT2"].text[0] for frame in frames] == [chapter["title"] for chapter in chapters]
    assert [frame.start_time / 1000 for frame in frames] == [chapter["startTime"] for chapter in chapters]
    assert [chapter["startTime"] for chapter in chapters[1:]] == [chapter["endTime"] for chapter in chapters[:-1]]
    assert mp3.info.length == pytest.approx(made.episode["duration"], abs=0.05)
    assert mp3.info.sample_rate == 44_100


@pytest.mark.skipif(not shutil.which("mp3val"), reason="needs mp3val as a second judge")
def test_the_mp3_is_whole(made: Made) -> None:
    said = subprocess.run([shutil.which("mp3val") or "", str(made.audio)], capture_output=True, text=True, check=True)
    assert "WARNING" not in said.stdout


def test_the_same_bytes_on_a_second_run_with_one_worker_and_no_cache(made: Made, tmp_path: Path) -> None:
    show = tmp_path / "show"
    show.mkdir()
    (show / "podcaster.toml").write_text("[speech]\nworkers = 1\n")
    again = Made(show, tmp_path / "cache", str(SAMPLE))
    assert hashes(again.folder) == hashes(made.folder)


def test_a_second_run_speaks_nothing(made: Made) -> None:
    before = hashes(made.folder)
    again = Made(made.show, made.cache, str(SAMPLE))
    assert again.result["spoken"] == 0
    assert hashes(made.folder) == before


def test_an_edited_script_is_made_and_not_overwritten(made: Made, tmp_path: Path) -> None:
    show = tmp_path / "show"
    folder = copy_of(made, show)
    script = folder / "script.fountain"
    script.write_text(
        script.read_text("utf-8").replace("a tired, flat", "A tired, flat").replace("owls", "hawks"), "utf-8"
    )
    old = tmp_path / "old"
    shutil.copytree(show, old)
    second = Made(show, made.cache, str(SAMPLE))
    assert second.result["spoken"] == 1
    assert second.folder == folder
    assert second.episode["guid"] == made.episode["guid"]
    assert any("hawks" in cue["body"] for cue in second.cues)
    before = old / folder.relative_to(show)
    (before / "project.json").unlink()  # as an older version of the program left it: what a template wrote is not known
    assert "was edited" in run(old, made.cache, "make", str(SAMPLE), "--json").stdout
    text = (before / "script.fountain").read_text("utf-8")
    assert "hawks" in text
    assert re.search(r"\[\[collides: [^\n]*owls", text)


def test_edits_that_were_made_are_not_overwritten_but_corrected_speakers_are_no_loss(
    made: Made, tmp_path: Path
) -> None:
    show = tmp_path / "show"
    script = copy_of(made, show) / "script.fountain"
    text = script.read_text("utf-8")
    script.write_text(text.replace("@Tom Prideaux", "@Daniel Okafor"), "utf-8")
    Made(show, made.cache, str(script))
    again = Made(show, made.cache, str(SAMPLE))
    assert "Tom Prideaux" not in {cue["speaker"] for cue in again.cues}
    script.write_text(script.read_text("utf-8").replace("owls", "hawks"), "utf-8")
    Made(show, made.cache, str(script))
    again = Made(show, made.cache, str(SAMPLE))
    assert any("hawks" in cue["body"] for cue in again.cues)
    assert "hawks" in script.read_text("utf-8")
    forced = Made(show, made.cache, str(SAMPLE), "--force")
    assert "hawks" not in (forced.folder / "script.fountain").read_text("utf-8")


def test_a_damaged_episode_is_made_again_in_its_place(made: Made, tmp_path: Path) -> None:
    show = tmp_path / "show"
    folder = copy_of(made, show)
    (folder / "episode.json").write_text("{", "utf-8")
    again = Made(show, made.cache, str(SAMPLE), "--force")
    assert again.folder == folder
    assert hashes(again.folder) == hashes(made.folder)


def test_two_articles_from_standard_input_are_two_episodes(tmp_path: Path) -> None:
    for name in ("One", "Two"):
        text = f"# {name}\n\nThe river rose again in the night.\n\n“It always does,” said Ann Bell.\n"
        run(tmp_path, tmp_path / "cache", "make", "-", stdin=text)
    assert len(list((tmp_path / "output").glob("[!.]*"))) == 2


def test_watching_makes_it_once_a_save_and_keeps_what_is_saved_meanwhile(made: Made, tmp_path: Path) -> None:
    show = tmp_path / "show"
    script = copy_of(made, show) / "script.fountain"
    line, environment = command(show, made.cache, "make", str(script), "--watch", "--json")
    log = tmp_path / "log"
    with (
        log.open("w") as out,
        commands.start(line, env=environment, stdout=out, stderr=subprocess.DEVNULL) as process,
    ):
        stop = process.kill
        wait_for(lambda: log.read_text().count('"spoken"') == 1, stop)
        script.write_text(script.read_text("utf-8").replace("owls", "hawks"), "utf-8")
        time.sleep(0.5)  # while it is being made again
        script.write_text(script.read_text("utf-8").replace("hawks", "herons"), "utf-8")
        wait_for(lambda: log.read_text().count('"spoken"') == 3, stop)
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        try:
            assert process.wait(60) == 0
        finally:
            stop()  # where interrupts are ignored (a shell's background job), it would be waited for without end
    assert log.read_text().count('"spoken"') == 3
    assert "herons" in (script.parent / "transcript.json").read_text("utf-8")
    assert "herons" in script.read_text("utf-8")


def wait_for(happened: Callable[[], bool], stop: Callable[[], None]) -> None:
    end = time.monotonic() + 180
    while not happened():
        if time.monotonic() > end:
            stop()
            raise TimeoutError
        time.sleep(0.05)


def test_killed_at_any_moment_it_goes_on_to_the_same_bytes(made: Made, tmp_path: Path) -> None:
    """Some moments; ``python -m tests.torture kills`` tries every step that changes a file."""
    show, cache = tmp_path / "show", tmp_path / "cache"
    line, environment = command(show, cache, "make", str(SAMPLE))
    moments = random.Random(7)
    for _ in range(8):
        with commands.start(line, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            time.sleep(moments.uniform(0.1, 0.9))
            process.kill()  # on a quick machine it may be done already
    again = Made(show, cache, str(SAMPLE))
    assert hashes(again.folder) == hashes(made.folder)
    assert {path.name for path in (show / "output").iterdir()} == {".locks", again.folder.name}
    assert not [path.name for path in cache.glob("mix-*")]


def test_two_runs_at_once_give_the_same_people_the_same_voices(made: Made, tmp_path: Path) -> None:
    show, cache = tmp_path / "show", made.cache
    copy = tmp_path / "copy.md"
    copy.write_text(SAMPLE.read_text("utf-8").replace("# The Town", "# A Town"), "utf-8")
    runs = []
    for source in (SAMPLE, copy):
        line, environment = command(show, cache, "make", str(source), "--json")
        runs.append(commands.start(line, env=environment, stdout=subprocess.PIPE, text=True))
    results = [json.loads(process.communicate()[0]) for process in runs]
    casts = [{each["role"]: each["voice"] for each in result["cast"]} for result in results]
    assert casts[0] == casts[1]


def test_a_new_episode_loads_nothing_that_reads_histories(tmp_path: Path) -> None:
    (tmp_path / "pier.md").write_text("# The pier\n\nIt was closed.\n\n“For ever?” asked Mara Lind.\n", "utf-8")
    (tmp_path / "podcaster.toml").write_text("[sound]\ntheme = ''\n")
    code = (
        "import sys; from podcaster.cli import app; from typer.testing import CliRunner;"
        f"result = CliRunner().invoke(app, ['make', {str(tmp_path / 'pier.md')!r}]); assert result.exit_code == 0;"
        "print([name for name in sys.modules if name.startswith(('podcaster.merging', 'podcaster.project.project'))])"
    )
    environment = {**os.environ, "PODCASTER_CACHE": str(tmp_path / "cache")}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path, env=environment
    )
    assert done.stdout.strip().endswith("[]")
