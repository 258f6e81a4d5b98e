"""The public API: ``import podcaster``."""

from __future__ import annotations

import itertools
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

import podcaster
from podcaster.ahead import decode_written, encode_written
from podcaster.errors import InputError
from podcaster.model import Gender, Speaker, Wishes
from podcaster.pipeline import write_articles
from podcaster.project import StaleError
from podcaster.settings.load import load_settings

SAMPLES = Path(podcaster.__file__).parent / "samples"
ARTICLE = """# The Bridge

The bridge was closed on Monday. “We shall see,” said Mara Lind, who lives beside it.

“It is loud,” Omar Reed told the council. “Very loud.” Somebody shouted: “Never again.”
"""


@pytest.fixture
def show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> podcaster.Show:
    monkeypatch.setenv("PODCASTER_CACHE", str(tmp_path / "cache"))
    (tmp_path / "podcaster.toml").write_text("[sound]\ntheme = ''\n")
    (tmp_path / "bridge.md").write_text(ARTICLE, "utf-8")
    return podcaster.open_show(tmp_path, who="Ada")


def test_an_article_is_written_decided_and_rendered(show: podcaster.Show) -> None:
    project = show.write(show.folder / "bridge.md")
    assert show.episodes == ()
    assert project.articles[0].quotes[0].speaker == Speaker("Mara Lind", Gender.FEMALE)
    assert (repr(show), repr(project)) == (f"Show('{show.folder}')", f"Project('{project.folder}')")
    doubt = project.doubts[-1]
    assert project.assign(doubt, "Mara Lind")
    assert project.doubts == ()
    assert project.set_pause(0, 1.5)
    assert project.pronounce("Lind", "linned")
    assert project.speak(0).duration > 0
    episode = project.render()
    assert isinstance(episode, podcaster.Episode)
    assert [each.guid for each in show.episodes] == [episode.guid]
    first = (project.folder / episode.audio.name).read_bytes()
    assert [entry.who for entry in project.history] == ["Ada"] * 3
    again = show.open("bridge")
    assert again.script == project.script
    assert (again.folder / again.render().audio.name).read_bytes() == first


def test_what_is_written_again_is_the_same_project_and_keeps_its_history(show: podcaster.Show) -> None:
    first = show.write(show.folder / "bridge.md")
    again = show.write(show.folder / "bridge.md")
    assert again.folder == first.folder
    assert again.history == ()


def test_a_person_keeps_voice_and_gender_under_another_name_and_so_does_everybody_else(show: podcaster.Show) -> None:
    project = show.write(show.folder / "bridge.md")
    project.set_gender("Mara Lind", Gender.FEMALE)
    before = {role: casting.voice.name for role, casting in project.cast.roles.items()}
    project.rename("Mara Lind", "Mara Lind-Okafor")
    after = {role: casting.voice.name for role, casting in project.cast.roles.items()}
    assert after == {("Mara Lind-Okafor" if role == "Mara Lind" else role): voice for role, voice in before.items()}
    assert next(role.gender for role in project.script.roles if role.name == "Mara Lind-Okafor") is Gender.FEMALE
    project.undo()
    assert "Mara Lind" in {role.name for role in project.script.roles}


def test_a_state_that_somebody_has_changed_since_is_told(show: podcaster.Show) -> None:
    project = show.write(show.folder / "bridge.md")
    seen = project.revision
    show.open(project.folder).set_pause(0, 1.0)
    with pytest.raises(StaleError, match="changed meanwhile"):
        project.set_pause(1, 1.0, revision=seen)
    assert project.set_pause(1, 2.0)
    assert [line.pause for line in show.open(project.folder).script.lines[:2]] == [1.0, 2.0]


def test_a_project_whose_title_changes_before_it_is_made_goes_along(show: podcaster.Show) -> None:
    project = show.write(show.folder / "bridge.md")
    before = project.folder
    project.do("Another title.", lambda script: podcaster_title(script, "The Old Bridge"))
    project.render()
    assert not before.exists()
    assert project.folder.name.endswith("the-old-bridge")
    assert len(project.history) == 1
    assert project.undo() == "Another title."


def podcaster_title(script, title):  # type: ignore[no-untyped-def]
    from dataclasses import replace

    return replace(script, title=title, metadata={**script.metadata, "Title": title})


def test_an_error_is_a_sentence_with_the_way_out(show: podcaster.Show) -> None:
    with pytest.raises(podcaster.PodcasterError, match=r"There is no file .*none\.md"):
        show.write(show.folder / "none.md")
    with pytest.raises(podcaster.PodcasterError, match=r"bridge\.md is a file.*Give the folder"):
        podcaster.open_show(show.folder / "bridge.md")
    with pytest.raises(podcaster.PodcasterError, match="No article was given"):
        show.write()
    assert not (show.folder / "output").exists()


def test_the_example_of_the_package_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PODCASTER_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    shutil.copy(SAMPLES / "bakery.txt", tmp_path / "article.md")
    assert podcaster.__doc__
    block = podcaster.__doc__.split("::\n\n", 1)[1].split("\n\nEight names", 1)[0]
    code = "\n".join(line.removeprefix("    ") for line in block.split("\n"))
    names: dict[str, object] = {}
    exec(code, names)
    assert isinstance(names["episode"], podcaster.Episode)


def test_the_names_are_few_and_nothing_is_imported_before_it_is_used() -> None:
    assert len(podcaster.__all__) <= 8
    assert all(hasattr(podcaster, name) for name in podcaster.__all__)
    code = "import sys; before = set(sys.modules); import podcaster; print(*sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["podcaster"]
    with pytest.raises(AttributeError, match="nothing"):
        podcaster.nothing  # noqa: B018


def test_a_word_said_otherwise_in_the_whole_show_is_taken_back_like_all_else(show: podcaster.Show) -> None:
    project, path = show.write(show.folder / "bridge.md"), show.settings.files.lexicon
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('# Ours.\n[words]\n"Lind" = { say = "lint" }\n', "utf-8")
    before, text = path.read_text("utf-8"), project.text
    assert project.pronounce("Lind", "linned", everywhere=True)
    assert not project.pronounce("Lind", "linned", everywhere=True)
    assert project.pronounce("bread", "/bɹɛd/", everywhere=True)
    assert project.pronounce("Lind", "", everywhere=True)
    changed = path.read_text("utf-8")
    assert "Lind" not in changed
    assert project.text == text
    again = show.open(project.folder)
    assert [again.undo() for _ in range(3)] == [
        "Lind is said as it was in the whole show.",
        "bread is said /bɹɛd/ in the whole show.",
        "Lind is said linned in the whole show.",
    ]
    assert path.read_text("utf-8") == before
    for _ in range(3):
        again.redo()
    assert path.read_text("utf-8") == changed


def test_a_lexicon_that_somebody_changed_since_is_left_alone(show: podcaster.Show) -> None:
    project, path = show.write(show.folder / "bridge.md"), show.settings.files.lexicon
    assert project.pronounce("Lind", "linned", everywhere=True)
    path.write_text('[words]\n"Other" = { say = "uther" }\n', "utf-8")
    with pytest.raises(InputError, match="changed there since"):
        project.undo()
    assert "Other" in path.read_text("utf-8")


def test_a_lexicon_is_as_it_was_where_the_history_cannot_be_written(
    show: podcaster.Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    project, path = show.write(show.folder / "bridge.md"), show.settings.files.lexicon

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("podcaster.project.journal.Journal.append", full)
    with pytest.raises(OSError, match="No space"):
        project.pronounce("Lind", "linned", everywhere=True)
    assert not path.exists()


WRONG = ("1s", "", 1.5, -1, 10**9, None, True, [], b"x", object(), float("nan"), "\ud800", "Nobody\x00", "x" * 500)


def test_whatever_an_operation_is_given_is_done_or_a_sentence(show: podcaster.Show) -> None:
    project = show.write(show.folder / "bridge.md")
    operations = {
        "assign": (4, "Ada"), "rename": ("Tom Berg", "T"), "edit": (3, "Words."), "split": (3, "The"), "join": (0,),
        "move": (1, 2), "insert": (0, "Narrator", "Hello."), "cut": (0,), "set_voice": ("Tom Berg", "steph"),
        "set_gender": ("Tom Berg", "male"), "set_pause": (0, 1.0), "pronounce": ("Orr", "or"), "sign": ("Ada",),
        "say_everywhere": ("Orr", "or"), "made": (None,), "go_on_in": (project.folder,), "do": ("x", lambda it: it),
    }  # fmt: skip
    for name, values in operations.items():
        for place, wrong in itertools.product(range(len(values)), WRONG):
            with suppress(podcaster.PodcasterError):
                getattr(project, name)(*values[:place], wrong, *values[place + 1 :])
        for wrong in WRONG:
            with suppress(podcaster.PodcasterError, TypeError if name in ("sign", "made", "go_on_in") else ()):
                getattr(project, name)(*values, revision=wrong)
    for wrong in WRONG:
        for call in (show.open, podcaster.open_show, lambda who: podcaster.open_show(show.folder, who)):
            with suppress(podcaster.PodcasterError):
                call(wrong)
    again = show.open(project.folder)  # the history was not written with what cannot be read
    assert again.revision == project.revision
    with pytest.raises(podcaster.PodcasterError) as told:
        project.set_pause(0, "1s")  # type: ignore[arg-type]
    assert str(told.value) == "“seconds” of Project.set_pause cannot be '1s'. Give a number, such as 1.5, or None."


@pytest.mark.parametrize("sample", sorted(each.name for each in SAMPLES.iterdir()))
def test_what_a_process_beside_has_written_comes_whole(sample: str, tmp_path: Path) -> None:
    settings = load_settings(tmp_path)
    written = write_articles([str(SAMPLES / sample)], settings, Wishes(), lambda *_: None)
    assert decode_written(encode_written(written), settings) == written
