"""make --proof: lines heard before they are mixed, and spoken again where they are misheard."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from podcaster.cast import preview_cast
from podcaster.cli import app
from podcaster.engines import Engines
from podcaster.model import Cue
from podcaster.retakes import retake
from podcaster.script import read_script
from podcaster.settings import Settings, load_settings
from podcaster.speaking import speak_lines
from podcaster.takes import Take, keep_takes, load_takes, recall_clips, save_takes

SCRIPT = """\
Title: The Sale
Language: en
Cast:
    Ann Bell: female
    Luis Marín: male, language es

Most of the money went to the school and the new road.

@Ann Bell
The children walked home together in the afternoon.

@Luis Marín
Los niños volvieron juntos a casa por la tarde.
"""


@pytest.fixture
def settings(tmp_path, whisper_model: Path, monkeypatch) -> Settings:
    monkeypatch.setenv("PODCASTER_CACHE", str(tmp_path / "cache"))
    return Settings(folder=tmp_path, recognisers={"whisper": {"model": str(whisper_model)}})


def silent(*_: object) -> None:
    pass


class Studio:
    """Speaks lines for real, but the wrong ones until somebody finds the way that is asked for."""

    def __init__(self, settings: Settings, *, until_voice: bool) -> None:
        self.settings, self.until_voice = settings, until_voice
        self.script = read_script(SCRIPT, "t")
        self.cast = preview_cast(self.script, settings)
        self.asked: list[tuple[str, float]] = []

    def speak(self, lines, cast):
        alone = replace(self.script, sections=(replace(self.script.sections[0], items=tuple(lines)),))
        with Engines(self.settings) as engines:
            return list(speak_lines(alone, cast, engines, self.settings, silent))

    def clips(self):
        clips = self.speak(self.script.lines, self.cast)
        wrong = replace(clips[0], index=1, voice=clips[1].voice, key=clips[1].key)
        return [clips[0], wrong, clips[2]]

    def again(self, lines, cast):
        self.asked += [(cast.voice(line.role).name, line.rate) for line in lines]
        if self.until_voice and cast.voice(lines[0].role).name == self.cast.voice(lines[0].role).name:
            lines = [replace(line, text="Something else is heard here.") for line in lines]
        return self.speak(lines, cast)

    def retake(self):
        return retake(self.script, self.cast, self.clips(), self.again, self.settings, silent)


@pytest.mark.real
def test_a_bad_line_is_spoken_again_more_slowly(settings):
    studio = Studio(settings, until_voice=False)
    done = studio.retake()
    own = studio.cast.voice("Ann Bell").name
    assert studio.asked == [(own, 0.92)]
    assert [clip.index for clip in done.clips] == [0, 1, 2]
    assert done.clips[1].voice.name == own
    assert not done.findings
    assert len(done.notices) == 1
    assert "spoken more slowly" in done.notices[0]


@pytest.mark.real
def test_the_last_resort_is_the_nearest_voice_of_the_same_gender_and_is_told(settings):
    studio = Studio(settings, until_voice=True)
    done = studio.retake()
    own = studio.cast.voice("Ann Bell")
    assert [rate for _, rate in studio.asked] == [0.92, 1.0]
    assert done.clips[1].voice.name != own.name
    assert done.clips[1].voice.gender is own.gender
    assert f"in the voice {done.clips[1].voice.name}, because in {own.name} it was misheard" in done.notices[0]


@pytest.mark.real
def test_a_retake_is_kept_until_its_line_is_another(settings):
    studio = Studio(settings, until_voice=True)
    done = studio.retake()
    clips = studio.clips()
    assert list(done.takes) == [clips[1].key]
    save_takes(settings.folder, done.takes)
    takes = load_takes(settings.folder)
    again, kept = keep_takes(studio.script, studio.cast, clips, takes, studio.again, settings)
    assert [clip.key for clip in again] == [clip.key for clip in done.clips]
    assert kept == takes
    others = studio.speak(studio.script.lines, studio.cast)  # said as it is written: no take was decided for that clip
    assert keep_takes(studio.script, studio.cast, [others[0], others[1], others[2]], {}, studio.again, settings) == (
        tuple(others),
        {},
    )


def test_making_an_episode_again_keeps_its_retakes(tmp_path, monkeypatch):
    monkeypatch.setenv("PODCASTER_CACHE", str(tmp_path / "cache"))
    script = tmp_path / "sale.fountain"
    script.write_text(SCRIPT)

    def make() -> dict[str, object]:
        made = CliRunner().invoke(app, ["--show", str(tmp_path), "make", str(script), "--json"])
        assert made.exit_code == 0, made.output
        return json.loads(made.stdout)

    folder = Path(str(make()["folder"]))
    show = load_settings(tmp_path)
    plain = next(folder.glob("*.mp3")).read_bytes()
    with Engines(show) as engines:
        parsed = read_script(SCRIPT, "t")
        key = list(recall_clips(parsed, preview_cast(parsed, show), engines, show, folder))[1].key
        save_takes(folder, {key: Take(rate=0.8)})
        assert list(recall_clips(parsed, preview_cast(parsed, show), engines, show, folder))[1].key != key
    assert "spoken more slowly" in str(make())
    slow = next(folder.glob("*.mp3")).read_bytes()
    assert slow != plain
    assert load_takes(folder) == {key: Take(rate=0.8)}
    make()
    assert next(folder.glob("*.mp3")).read_bytes() == slow
    script.write_text(SCRIPT.replace("walked home together", "ran home together"))
    assert "spoken more slowly" not in str(make())
    assert load_takes(folder) == {}


@pytest.mark.real
def test_what_stays_wrong_is_for_review_where_it_is_heard(settings):
    studio = Studio(settings, until_voice=False)
    done = retake(studio.script, studio.cast, studio.clips(), lambda lines, _: studio.clips()[1:2], settings, silent)
    cues = [Cue(10.0 * index, 10.0 * index + 3, line.role, line.text) for index, line in enumerate(studio.script.lines)]
    assert not done.notices
    (sentence, *_) = done.review(cues)
    assert sentence.startswith("Ann Bell, line ")
    assert "Listen to it at 00:10" in sentence


@pytest.mark.real
def test_the_command_hears_what_it_makes(settings):
    model = settings.recognisers["whisper"]["model"]
    (settings.folder / "podcaster.toml").write_text(f"[recognisers.whisper]\nmodel = {model!r}\n")
    (settings.folder / "sale.fountain").write_text(SCRIPT)
    line = ["--show", str(settings.folder), "make", str(settings.folder / "sale.fountain"), "--proof", "--json"]
    made = CliRunner().invoke(app, line)
    assert made.exit_code == 0, made.output
    assert json.loads(made.stdout)["review"] == []
    assert list((settings.folder / "cache" / "heard").rglob("*.json"))
