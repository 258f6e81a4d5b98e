"""Lines that a recording speaks: they are neither split nor joined with others, and what is edited by hand is told."""

from __future__ import annotations

import json
import math
import struct
import wave
from pathlib import Path

import pytest
from typer.testing import CliRunner

import podcaster
from podcaster.cli import app
from podcaster.errors import InputError
from podcaster.settings import load_settings
from podcaster.studio.desk import Desk
from podcaster.studio.voices import Speakers
from podcaster.wording import words_of

ARTICLE = """# The Ferry

By Ann Poe

It ran aground on Friday. “We heard a long scrape and then nothing at all,” said Mara Lind. “Nobody was hurt.”

“The tide will lift her,” Omar Reed said.
"""
SCRAPE = "We heard a long scrape and then nothing at all,"


def tone(path: Path, hertz: int, seconds: float = 1.2) -> Path:
    """A recording: a tone of its own."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 16000, 0, "NONE", ""))
        samples = (round(9000 * math.sin(2 * math.pi * hertz * at / 16000)) for at in range(round(16000 * seconds)))
        file.writeframes(b"".join(struct.pack("<h", each) for each in samples))
    return path


@pytest.fixture
def ferry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An episode in which Mara Lind's first line is a recording."""
    monkeypatch.setenv("PODCASTER_CACHE", str(tmp_path / "cache"))
    (tmp_path / "podcaster.toml").write_text("[sound]\ntheme = ''\n")
    (tmp_path / "ferry.md").write_text(ARTICLE, "utf-8")
    run(tmp_path, "make", str(tmp_path / "ferry.md"))
    (folder,) = (tmp_path / "output").glob("*-the-ferry")
    tone(folder / "recordings" / "lind.wav", 300)
    tone(folder / "recordings" / "more.wav", 900)
    put(folder, SCRAPE, "lind.wav")
    return folder


def run(show: Path, *words: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, ["--show", str(show), *words])
    assert result.exit_code == code, result.output
    return " ".join(result.output.split())


def edit(folder: Path, *words: str, code: int = 0) -> str:
    return run(folder.parents[1], "edit", "the-ferry", *words, code=code)


def script_of(folder: Path) -> str:
    return (folder / "script.fountain").read_text("utf-8")


def write(folder: Path, text: str) -> None:
    (folder / "script.fountain").write_text(text, "utf-8")


def put(folder: Path, words: str, file: str) -> None:
    """Have a recording speak a line, as people write it in the file."""
    text = script_of(folder)
    assert text.count(f"\n{words}") == 1
    write(folder, text.replace(f"\n{words}", f"[[recording: {file}; credit: Radio]]\n{words}"))
    edit(folder)


def line_of(folder: Path, words: str) -> int:
    project = podcaster.open_show(folder.parents[1]).open("the-ferry")
    return next(number for number, line in enumerate(project.script.lines) if words in line.text)


def recorded(folder: Path) -> list[tuple[str, str]]:
    """What the lines say that recordings speak in the episode, and for how long."""
    episode = podcaster.open_show(folder.parents[1]).open("the-ferry").render()
    cues = (folder / "transcript.srt").read_text("utf-8").split("\n\n")
    assert sum(each.lines for each in episode.performers if each.engine == "recording") == sum(
        "(recording: Radio): " in cue for cue in cues
    )
    return [(each.voice, f"{each.seconds:.0f}") for each in episode.performers if each.engine == "recording"]


def test_a_line_that_a_recording_speaks_is_not_split_and_the_sentence_tells_the_way_out(ferry: Path) -> None:
    line, before = line_of(ferry, SCRAPE), script_of(ferry)
    told = edit(ferry, "split", str(line + 1), "a long scrape", code=2)
    assert f"The recording at line {line + 1} cannot be cut with its words." in told
    assert "Take the recording from the line first" in told
    desk = Desk(ferry, load_settings(ferry.parents[1]), "Ada", Speakers())
    with pytest.raises(InputError, match="cannot be cut"):
        desk.do("split", {"line": line, "at": 9}, None)
    assert script_of(ferry) == before
    desk.do("unbite", {"line": line}, None)
    edit(ferry, "split", str(line + 1), "a long scrape")
    assert (script_of(ferry).count("[[recording"), "\nWe heard a long scrape\n" in script_of(ferry)) == (0, True)


@pytest.mark.parametrize("other", ["", "more.wav"])
def test_a_recording_is_not_joined_with_what_a_voice_or_another_one_says(ferry: Path, other: str) -> None:
    edit(ferry, "cut", str(line_of(ferry, "said Mara Lind.") + 1))  # what stood between the two
    first = line_of(ferry, SCRAPE)
    if other:
        put(ferry, "Nobody was hurt.", other)
    before = script_of(ferry)
    assert f"The recording at line {first + 1} does not say both." in edit(ferry, "join", str(first + 1), code=2)
    assert script_of(ferry) == before


def test_a_recording_that_an_older_version_left_at_both_halves_is_told_and_joined_again(ferry: Path) -> None:
    text, first = script_of(ferry), line_of(ferry, SCRAPE)
    cue = next(line for line in text.split("\n") if "recording" in line)
    halves = f"{cue}\nWe heard a long scrape\n\n{cue}\nand then nothing at all,"
    write(ferry, text.replace(f"{cue}\n{SCRAPE}", halves))
    told = edit(ferry)
    assert told.count(f"= Spoken by the recording lind.wav, which was put here for: {SCRAPE}") == 2
    said = run(ferry.parents[1], "make", str(ferry / "script.fountain"))
    assert said.count(f"; it was put there for: {SCRAPE}") == 2
    edit(ferry, "join", str(first + 1))
    assert "Spoken by the recording lind.wav. " in edit(ferry)
    assert recorded(ferry) == [("Radio", "1")]
    assert script_of(ferry) == text


def test_a_line_split_in_the_file_has_its_recording_where_the_file_has_it_at_every_step(ferry: Path) -> None:
    text = script_of(ferry)
    write(ferry, text.replace(f"\n{SCRAPE}", "\nWe heard a long scrape\n\n@Mara Lind\nand then nothing at all,"))
    project = podcaster.open_show(ferry.parents[1]).open("the-ferry")
    split = project.recordings
    assert [(each.file, each.said) for each in split] == [("lind.wav", SCRAPE)]
    assert project.script.lines[split[0].line].text == "We heard a long scrape"
    while project.text != text:
        project.undo()
        assert project.text.count("[[recording") == 1
    assert [each.said for each in project.recordings] == [""]


def test_words_that_an_article_or_an_editor_changes_under_a_recording_are_told(ferry: Path) -> None:
    show = ferry.parents[1]
    (show / "ferry.md").write_text(ARTICLE.replace("nothing at all", "silence"), "utf-8")
    assert f"it was put there for: {SCRAPE}" in run(show, "make", str(show / "ferry.md"))
    (line,) = podcaster.open_show(show).open("the-ferry").recordings
    assert line.said == SCRAPE
    assert f"which was put here for: {SCRAPE}" in edit(ferry)
    edit(ferry, "undo")
    assert "Spoken by the recording lind.wav. " in edit(ferry)
    state = json.loads(CliRunner().invoke(app, ["--show", str(show), "edit", "the-ferry", "--json"]).stdout)
    assert [each["recording"] for each in state["lines"] if each["recording"]] == ["lind.wav"]


def test_a_script_that_says_that_every_voice_is_synthetic_is_told_beside_a_recording(ferry: Path) -> None:
    script, line = ferry / "script.fountain", line_of(ferry, SCRAPE) + 1
    told = f"A recording speaks line {line}: say “Apart from recordings, every voice in this episode is synthetic, and"
    assert told in run(ferry.parents[1], "make", str(script))
    edit(ferry, "words", str(line_of(ferry, "Every voice in this episode") + 1), "Mara Lind’s words are her own.")
    assert told not in run(ferry.parents[1], "make", str(script))


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "it", "pt"])
def test_what_is_said_of_the_voices_stays_true_where_a_recording_comes_and_goes(ferry: Path, language: str) -> None:
    say = words_of(language)
    alone, beside = say("disclosure"), say("disclosure beside recordings")
    written = script_of(ferry).replace("[[recording: lind.wav; credit: Radio]]", "")
    written = written.replace("Language: en", f"Language: {language}").replace(words_of("en")("disclosure"), alone)
    write(ferry, written)
    desk = Desk(ferry, load_settings(ferry.parents[1]), "Ada", Speakers())
    before, sound = script_of(ferry), (ferry / "recordings" / "lind.wav").read_bytes()
    first, second = line_of(ferry, SCRAPE), line_of(ferry, "Nobody was hurt.")
    desk.bite(first, "lind.wav", "Radio", sound, None)
    assert (alone in script_of(ferry), beside in script_of(ferry)) == (False, True)
    made = run(ferry.parents[1], "make", str(ferry / "script.fountain"))
    assert "A recording speaks line" not in made
    assert " ".join(beside.split()[:3]) in (ferry / "transcript.srt").read_text("utf-8").replace("\n", " ")
    desk.bite(second, "lind.wav", "Radio", sound, None)
    desk.do("unbite", {"line": first}, None)
    assert beside in script_of(ferry)
    desk.do("unbite", {"line": second}, None)
    assert script_of(ferry) == before
    for _ in range(4):
        desk.do("undo", {}, None)
        assert (beside in script_of(ferry)) == ("[[recording" in script_of(ferry))
    assert script_of(ferry) == before


def test_what_somebody_says_of_the_voices_otherwise_stays(ferry: Path) -> None:
    edit(ferry, "words", str(line_of(ferry, "Every voice in this episode") + 1), "Mara Lind’s words are her own.")
    desk = Desk(ferry, load_settings(ferry.parents[1]), "Ada", Speakers())
    desk.bite(
        line_of(ferry, "Nobody was hurt."), "more.wav", "", (ferry / "recordings" / "more.wav").read_bytes(), None
    )
    assert "Mara Lind’s words are her own." in script_of(ferry)
    assert "Apart from" not in script_of(ferry)
