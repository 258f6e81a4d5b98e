"""An episode's project: operations that are on disk at once, undone for ever, and never lose what others did."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import wave
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podcaster.cast import preview_cast
from podcaster.deciding import decide
from podcaster.errors import InputError
from podcaster.keeping import keep_made
from podcaster.model import NARRATOR, UNATTRIBUTED, Correction, Gender, Wishes
from podcaster.pipeline import make, write_articles
from podcaster.project import OpenProject, StaleError
from podcaster.project import operations as op
from podcaster.project.decisions import keep_corrections
from podcaster.project.journal import Journal, make_patch, stacks_of
from podcaster.project.kept import load_kept
from podcaster.project.recut import join, split
from podcaster.project.unknown import leave_words, unknown_words
from podcaster.proof import cast_of
from podcaster.script import format_script, read_corrections, read_script
from podcaster.script.corrections import find_corrections
from podcaster.script.notes import ALTERED
from podcaster.settings import load_settings
from podcaster.store import load_episode
from podcaster.writing import take_up
from tests.shows import in_doubt

DATA = Path(__file__).parent / "data"

ARTICLE = """# The bridge at Ferris Lock

By Ann Poole

The bridge was closed on Monday. "It moved under my feet," said Mara Lind, who keeps the lock.

"I have asked for money three times," said Tom Berg, the engineer.

"Nobody answered the telephone."

Lind was not surprised. "They never do," she said.
"""


def quiet(*_):
    pass


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A show with an episode."""
    folder = tmp_path_factory.mktemp("show")
    (folder / "podcaster.toml").write_text("[sound]\ntheme = ''\n")
    (folder / "bridge.md").write_text(ARTICLE)
    result = make([str(folder / "bridge.md")], load_settings(folder), Wishes(), quiet)
    return folder, result.folder


@pytest.fixture
def show(made, tmp_path):
    """A copy of the show: its settings and the episode's folder."""
    folder = tmp_path / "show"
    shutil.copytree(made[0], folder)
    return load_settings(folder), folder / "output" / made[1].name


def line_of(project, words):
    return next(index for index, line in enumerate(project.script.lines) if words in line.text)


def test_the_article_and_its_evidence_are_kept_beside_the_episode(show):
    _, folder = show
    kept = json.loads((folder / "project.json").read_text("utf-8"))
    assert kept["version"] == 2
    assert {role: each["voice"]["gender"] for role, each in kept["cast"]["roles"].items()} == {
        NARRATOR: "male",
        "Mara Lind": "female",
        "Tom Berg": "male",
    }
    assert kept["read"][0]["corrections"] == {}
    assert "It moved under my feet" in kept["read"][0]["article"]["text"]
    assert [quote["speaker"]["name"] for quote in kept["read"][0]["quotes"][:2]] == ["Mara Lind", "Tom Berg"]
    assert "project.json" not in {file.name for file in load_episode(folder).files}


def test_what_an_episode_was_made_with_is_kept_and_a_correction_taken_back_is_forgotten(show):
    shown, folder = show
    before = load_kept(folder).cast
    project = OpenProject(folder, shown, "Ada")
    project.do("x", lambda script: op.assign(script, [line_of(project, "Nobody answered")], "Mara Lind"))
    make([str(folder / "script.fountain")], shown, Wishes(), quiet)
    (read,) = load_kept(folder).read
    assert [item.speaker for item in read.corrections.values()] == ["Mara Lind"]
    assert [item.speaker for item in read_corrections(shown.files.corrections, read.article.origin).values()] == [
        "Mara Lind"
    ]
    assert cast_of(folder, project.script, shown) == before  # with the reasons of its first making
    project.undo()
    told = keep_corrections(project.script, folder, shown.files)
    assert told == ("Mara Lind says no more in this article: “Nobody answered the telephone. …”",)
    assert read_corrections(shown.files.corrections, read.article.origin) == {}


RENAMED = {
    "at the cues": lambda text: text.replace("@Mara Lind", "@Mara Lund"),
    "everywhere": lambda text: text.replace("Mara Lind", "Mara Lund"),
    "with other edits": lambda text: text.replace("@Mara Lind", "@Mara Lund").replace("on Monday", "on Tuesday"),
}


ALSO = {
    "everywhere": [
        "Changed “Summary” on the title page.", "Changed the words of line 6.", "Changed the notes at line 9."],
    "with other edits": ["Changed “Summary” on the title page.", "Changed the words of line 4."],
}  # fmt: skip
"""What was done besides, as the history tells it."""


def test_who_is_renamed_is_still_in_doubt_where_it_was(show):
    shown, folder = show
    path = folder / "script.fountain"
    project = OpenProject(folder, shown, "Ada")
    before = [doubt.line for doubt in project.doubts]
    assert [project.script.lines[index].role for index in before] == ["Tom Berg"]
    project.do("x", lambda script: op.rename(script, "Tom Berg", "Tom Burg", ""))
    assert [doubt.line for doubt in project.doubts] == before
    path.write_text(project.text.replace("@Tom Burg", "@Tom Borg"), "utf-8")
    assert (project.refresh(), [doubt.line for doubt in project.doubts]) == (True, before)


@pytest.mark.parametrize("way", RENAMED)
def test_a_name_replaced_in_a_text_editor_is_the_operation(show, way):
    shown, folder = show
    path = folder / "script.fountain"
    project = OpenProject(folder, shown, "Ada")
    before, voices = project.text, voices_of(project)
    path.write_text(RENAMED[way](before), "utf-8")
    assert project.refresh()
    done = [entry.what for entry in project.journal.entries]
    assert done == ["Mara Lind is called Mara Lund.", *ALSO.get(way, [])]
    (role,) = [role for role in project.script.roles if role.name == "Mara Lund"]
    assert (role.gender, role.voice) == (Gender.FEMALE, voices["Mara Lind"])
    assert voices_of(project) == {{"Mara Lind": "Mara Lund"}.get(name, name): voice for name, voice in voices.items()}
    assert {item.speaker for item in find_corrections(project.script, 1).values()} == {"Mara Lund"}
    assert path.read_text("utf-8") == project.text
    for _ in done:
        project.undo()
    assert path.read_text("utf-8") == before


def voices_of(project):
    return {
        name: each.voice.name
        for name, each in preview_cast(project.script, project.settings, edited=True).roles.items()
    }


def test_a_copy_edited_elsewhere_is_made_with_what_is_known_of_who_is_renamed_in_it(show, tmp_path):
    shown, folder = show
    project = OpenProject(folder, shown, "Ada")
    copy = tmp_path / "mine.fountain"
    copy.write_text(project.text.replace("@Mara Lind", "@Ines Holm"), "utf-8")
    decided = decide(take_up(copy, shown), shown, Wishes(force=True))
    assert decided.place.folder == folder
    assert decided.cast.voice("Ines Holm") == project.cast.voice("Mara Lind")
    (folder / "script.fountain").write_text(decided.written.text, "utf-8")  # as `make` puts it there
    project.refresh()
    assert project.text == decided.written.text
    assert [entry.what for entry in project.journal.entries] == ["Mara Lind is called Ines Holm."]


def test_what_the_article_calls_somebody_now_is_no_rename_of_an_editors(show):
    shown, folder = show
    article = shown.folder / "bridge.md"
    before = OpenProject(folder, shown, "").text
    article.write_text(article.read_text("utf-8").replace("Berg", "Burke"), "utf-8")
    written = write_articles([str(article)], shown, Wishes(), quiet)
    keep_made(folder, decide(written, shown, Wishes()))
    (folder / "script.fountain").write_text(written.text, "utf-8")  # as `make` puts it there
    project = OpenProject(folder, shown, "Ada")
    assert project.text == written.text
    assert ", voice" not in project.text
    assert [(entry.what, entry.outside) for entry in project.journal.entries] == [
        ("The article was read again.", False)
    ]
    project.undo()
    assert project.text == before


def test_a_kill_while_a_rename_is_taken_up_loses_nothing(show, monkeypatch):
    shown, folder = show
    path = folder / "script.fountain"
    project = OpenProject(folder, shown, "Ada")
    path.write_text(RENAMED["everywhere"](project.text), "utf-8")
    monkeypatch.setattr(Journal, "append", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        project.refresh()
    monkeypatch.undo()
    again = OpenProject(folder, shown, "Ada")
    assert [role.gender for role in again.script.roles if role.name == "Mara Lund"] == [Gender.FEMALE]
    assert again.journal.entries[0].what == "Mara Lind is called Mara Lund."


def test_a_project_of_version_1_opens_with_its_corrections_and_history(tmp_path):
    folder = tmp_path / "output" / "2026-03-14-the-mill-stops-turning"
    shutil.copytree(DATA / "projects" / "1", folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    kept = load_kept(folder)
    assert (kept.version, kept.cast) == (2, None)
    assert list(kept.read[0].corrections.values()) == [
        Correction("Mara Lind", Gender.FEMALE, "Nobody answered the telephone.")
    ]
    project = OpenProject(folder, load_settings(tmp_path), "Ada")
    assert [entry.what for entry in project.journal.entries][-1] == "Split line 4."
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    for _ in range(3):
        project.undo()
    assert project.script.lines[line_of(project, "Nobody answered")].role == "Tom Berg"


def test_a_speaker_is_put_right_on_disk_and_taken_back(show):
    config, folder = show
    project = OpenProject(folder, config, "Ada")
    before = (folder / "script.fountain").read_text("utf-8")
    index = line_of(project, "three times")
    assert project.do("It was Lind.", lambda script: op.assign(script, [index], "Mara Lind"))
    assert read_script((folder / "script.fountain").read_text("utf-8"), "s").lines[index].role == "Mara Lind"
    again = OpenProject(folder, config, "Bob")
    assert again.script.lines[index].role == "Mara Lind"
    assert again.undo() == "It was Lind."
    assert project.refresh()
    assert project.script.lines[index].role == "Tom Berg"
    assert format_script(read_script(before, "s")) == (folder / "script.fountain").read_text("utf-8")
    assert project.redo() == "It was Lind."
    assert project.script.lines[index].role == "Mara Lind"
    assert [entry.who for entry in project.journal.entries] == ["Ada", "Bob", "Ada"]


def test_an_operation_for_an_older_state_is_refused(show):
    config, folder = show
    one, other = OpenProject(folder, config, "one"), OpenProject(folder, config, "other")
    seen = other.revision
    one.do("Cut.", lambda script: op.cut(script, 0))
    with pytest.raises(StaleError, match="changed meanwhile"):
        other.do("Cut.", lambda script: op.cut(script, 0), seen)
    assert len(other.script.lines) == len(one.script.lines)


def test_a_kill_between_history_and_script_loses_nothing(show, monkeypatch):
    config, folder = show
    project = OpenProject(folder, config, "Ada")
    before = (folder / "script.fountain").read_bytes()
    if not (number := os.fork()):
        monkeypatch.setattr(Path, "replace", lambda *_: os._exit(9))
        project.do("Cut.", lambda script: op.cut(script, 1))
    assert os.waitstatus_to_exitcode(os.waitpid(number, 0)[1]) == 9
    assert (folder / "script.fountain").read_bytes() == before
    again = OpenProject(folder, config, "Bob")
    assert again.text.encode() == (folder / "script.fountain").read_bytes() != before
    assert [entry.what for entry in again.journal.entries] == ["Cut."]
    assert not list(folder.glob(".*"))


def test_a_kill_before_the_history_leaves_what_somebody_puts_back_alone(show, monkeypatch):
    config, folder = show
    path = folder / "script.fountain"
    project = OpenProject(folder, config, "Ada")
    before = path.read_bytes()
    project.do("Cut.", lambda script: op.cut(script, 1))
    monkeypatch.setattr(Journal, "append", lambda *_: os._exit(9))
    child = os.fork()
    if child == 0:
        project.do("Cut.", lambda script: op.cut(script, 2))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    monkeypatch.undo()
    path.write_bytes(before)
    OpenProject(folder, config, "Bob")
    assert path.read_bytes() == before
    assert not list(folder.glob(".*"))


@pytest.mark.parametrize("by", ["an operation", "hand"])
def test_who_puts_an_earlier_script_back_into_the_file_has_edited_it(show, by):
    config, folder = show
    path = folder / "script.fountain"
    project = OpenProject(folder, config, "Ada")
    before = path.read_bytes()
    for _ in range(2):
        if by == "hand":
            path.write_text(project.text.replace("The bridge was closed", "The bridge was shut"), "utf-8")
        else:
            index = line_of(project, "The bridge was closed")
            project.do("Shut.", lambda script, index=index: op.edit(script, index, "The bridge was shut."))
        project.refresh()
        path.write_bytes(before)
        project.refresh()
        assert path.read_bytes() == before == project.text.encode()
    assert project.journal.entries[-1].outside
    project.undo()
    assert "The bridge was shut" in path.read_text("utf-8")
    assert OpenProject(folder, config, "Bob").text == path.read_text("utf-8")


def test_what_an_article_was_again_after_another_is_read_again(show):
    config, folder = show
    article = config.folder / "bridge.md"
    first = article.read_text("utf-8")
    for text in (first.replace("The bridge was closed", "The bridge was shut"), first):
        article.write_text(text, "utf-8")
        make([str(article)], config, Wishes(), quiet)
        said = " ".join(line.text for line in OpenProject(folder, config, "Ada").script.lines)
        assert ("The bridge was closed" in said) == (text == first)
    entries = OpenProject(folder, config, "Ada").journal.entries
    assert [(entry.what, entry.outside) for entry in entries] == [("The article was read again.", False)] * 2


def test_what_is_done_to_a_script_while_it_is_spoken_stays_done(show, monkeypatch):
    config, folder = show
    from podcaster import finishing

    encode = finishing.encode

    def meanwhile(*arguments, **named):
        project = OpenProject(folder, config, "Ada")
        index = line_of(project, "The bridge was closed")
        project.do("Shut.", lambda script: op.edit(script, index, "The bridge was shut."))
        return encode(*arguments, **named)

    monkeypatch.setattr(finishing, "encode", meanwhile)
    make([str(config.folder / "bridge.md")], config, Wishes(), quiet)
    project = OpenProject(folder, config, "Bob")
    assert "The bridge was shut." in [line.text for line in project.script.lines]
    assert [entry.what for entry in project.journal.entries] == ["Shut."]


def test_a_decision_that_is_taken_back_with_the_merge_behind_it_decides_no_more(show):
    config, folder = show
    article = config.folder / "bridge.md"
    origin = load_kept(folder).read[0].article.origin
    project = OpenProject(folder, config, "Ada")
    index = line_of(project, "I have asked for money")
    project.do("It was Lind.", lambda script: op.assign(script, [index], "Mara Lind"))
    make([str(folder / "script.fountain")], config, Wishes(), quiet)
    article.write_text(article.read_text("utf-8").replace("three times", "four times"), "utf-8")
    make([str(article)], config, Wishes(), quiet)
    words = {item.words for item in read_corrections(config.files.corrections, origin).values()}
    assert len(words) == 2  # the decision holds for the article's new words
    project.refresh()
    for left in (["I have asked for money three times,"], []):
        project.undo()
        make([str(folder / "script.fountain")], config, Wishes(), quiet)
        found = read_corrections(config.files.corrections, origin)
        assert [item.words for item in found.values()] == left
        assert list(load_kept(folder).read[0].corrections) == list(found)
    for _ in range(2):
        project.refresh()
        project.redo()
    make([str(folder / "script.fountain")], config, Wishes(), quiet)
    assert "I have asked for money four times," in {
        item.words for item in read_corrections(config.files.corrections, origin).values()
    }


def test_a_torn_line_was_never_confirmed(show):
    config, folder = show
    project = OpenProject(folder, config, "Ada")
    project.do("Cut.", lambda script: op.cut(script, 1))
    path = folder / "history.jsonl"
    whole = path.read_bytes()
    path.write_bytes(whole + b'{"when":"2026')
    again = OpenProject(folder, config, "Ada")
    again.do("Cut.", lambda script: op.cut(script, 1))
    assert path.read_bytes().startswith(whole)
    assert len(Journal(path).entries) == 2


def test_a_script_that_was_edited_elsewhere_is_a_change_like_others(show):
    config, folder = show
    OpenProject(folder, config, "Ada").do("Cut.", lambda script: op.cut(script, 0))
    path = folder / "script.fountain"
    path.write_text(path.read_text("utf-8").replace("The bridge was closed", "The old bridge was closed"), "utf-8")
    project = OpenProject(folder, config, "Ada")
    assert project.journal.entries[-1].outside
    assert "The old bridge was closed" in project.script.lines[line_of(project, "old bridge")].text
    project.undo()
    project.undo()
    assert not any("old bridge" in line.text for line in project.script.lines)


def test_an_old_episode_without_a_project_opens(show):
    config, folder = show
    (folder / "project.json").unlink()
    project = OpenProject(folder, config, "Ada")
    assert project.kept.read == ()
    project.do("Cut.", lambda script: op.cut(script, 0))
    project.undo()
    assert len(OpenProject(folder, config, "Ada").script.lines) == len(project.script.lines)


def test_what_is_in_doubt_names_people_and_where_it_stands(show):
    config, folder = show
    project = OpenProject(folder, config, "Ada")
    index = line_of(project, "telephone")
    project.do("Nobody knows.", lambda script: in_doubt(script, ["telephone"]))
    doubt = next(doubt for doubt in project.doubts if doubt.line == index)
    article = project.kept.read[0].article
    assert "Nobody answered the telephone" in article.text[doubt.place.start : doubt.place.end]
    assert {"Mara Lind", "Tom Berg"} <= {choice.name for choice in doubt.choices}
    assert doubt.reason
    project.do("Nobody will ever know.", lambda script: op.assign(script, [index], UNATTRIBUTED))
    assert not [doubt for doubt in project.doubts if doubt.line == index]


def test_a_person_renamed_keeps_gender_and_voice_and_nobody_elses_changes(show):
    from podcaster.cast import preview_cast

    config, folder = show
    project = OpenProject(folder, config, "Ada")
    before = preview_cast(project.script, config)
    voice = before.voice("Mara Lind").name
    project.do("Renamed.", lambda script: op.rename(script, "Mara Lind", "Mara Lindqvist", voice))
    after = preview_cast(project.script, config)
    role = next(role for role in project.script.roles if role.name == "Mara Lindqvist")
    assert role.gender is next(r for r in read_script(project.kept.script, "s").roles if r.name == "Mara Lind").gender
    assert after.voice("Mara Lindqvist") == before.voice("Mara Lind")
    assert all(after.voice(name) == before.voice(name) for name in before.roles if name != "Mara Lind")
    with pytest.raises(InputError, match="called Tom Berg already"):
        op.rename(project.script, "Mara Lindqvist", "Tom Berg", "")


def test_quoted_words_are_locked_and_marked_when_they_change(show):
    config, folder = show
    project = OpenProject(folder, config, "Ada")
    index = line_of(project, "under my feet")
    with pytest.raises(InputError, match="quoted"):
        project.do("Edit.", lambda script: op.edit(script, index, "It shook."))
    project.do("Edit.", lambda script: op.edit(script, index, "It shook.", unlock=True))
    assert ALTERED in project.script.lines[index].notes
    assert op.is_quoted(project.script.lines[index])
    assert project.altered == {index}
    project.undo()
    path = folder / "script.fountain"
    path.write_text(path.read_text("utf-8").replace("under my feet", "under her feet"), "utf-8")
    assert (project.refresh(), project.altered) == (True, {index})
    project.do("Split.", lambda script: split(script, line_of(project, "three times"), 12))
    assert project.altered == {index}  # a part of the words is none that are altered
    path.write_text(path.read_text("utf-8").replace("under her feet", "under my feet"), "utf-8")
    assert (project.refresh(), project.altered) == (True, frozenset())


def test_lines_are_split_joined_moved_inserted_and_directed(show):
    config, folder = show
    script = OpenProject(folder, config, "Ada").script
    index = next(i for i, line in enumerate(script.lines) if line.role == NARRATOR and " " in line.text)
    at = script.lines[index].text.index(" ")
    two = split(script, index, at)
    assert len(two.lines) == len(script.lines) + 1
    assert join(two, index).lines[index].text == script.lines[index].text
    moved = op.move(script, index, index + 1)
    assert moved.lines[index + 1].text == script.lines[index].text
    more = op.insert(script, 0, "Host", "Good evening.")
    assert more.lines[0].role == "Host"
    assert op.ADDED in more.lines[0].notes
    slow = op.direct(op.set_pause(script, index, 1.5), index, "slowly")
    assert (slow.lines[index].pause, slow.lines[index].rate) == (1.5, 0.85)
    for bad in (
        lambda: split(script, index, 0),
        lambda: op.edit(script, index, " . "),
        lambda: op.direct(script, index, "sadly"),
        lambda: op.set_pause(script, index, 400.0),
        lambda: op.cut(script, 10_000),
        lambda: op.assign(script, [index], "a\nb@c"),
    ):
        with pytest.raises(InputError):
            bad()


@pytest.mark.parametrize(
    ("words", "at", "parts"),
    [
        ("It *moved* under **my** feet", "moved", ("It *moved*", "under **my** feet")),
        ("It *moved under my* feet", "moved", ("It *moved*", "*under my* feet")),
        ("***Very* loud**, it _was_", "Very", ("***Very***", "**loud**, it _was_")),
        (r"It is *5 \* 5 so* far", "5 * 5", (r"It is *5 \* 5*", "*so* far")),
        (r"It *was* 5 \* 5", "was", ("It *was*", "5 * 5")),
    ],
)
def test_a_line_with_emphasis_keeps_it_when_it_is_split_and_joined(words, at, parts):
    script = read_script(f"Title: A\n\n{words}\n", "a.fountain")
    (line,) = script.lines
    two = split(script, 0, line.text.index(at) + len(at))
    assert tuple(each.markup or each.text for each in two.lines) == parts
    assert [each.text for each in read_script(format_script(two), "a.fountain").lines] == [
        each.text for each in two.lines
    ]
    one = join(two, 0).lines[0]
    assert one.text == line.text
    assert one.markup


def test_blanks_in_a_name_are_one_in_the_history(show):
    import podcaster

    config, folder = show
    project = podcaster.open_show(config.folder).open(folder)
    project.assign(0, "a\t  b")
    assert project.script.lines[0].role == "a b"
    assert project.history[-1].what.startswith("a b says “")


@pytest.mark.parametrize("version", [0, -1])
def test_a_version_that_never_was_is_told(show, version):
    config, folder = show
    path = folder / "project.json"
    path.write_text(path.read_text("utf-8").replace('"version": 2', f'"version": {version}'), "utf-8")
    with pytest.raises(InputError, match=f"there is no version {version}"):
        OpenProject(folder, config, "Ada")


def test_a_signature_ends_when_words_or_speakers_change_and_holds_for_notes(show):
    config, folder = show
    project = OpenProject(folder, config, "Ada")
    assert project.signature is None
    project.sign("Grace Hopper", "Heard it twice.")
    assert project.signature.valid
    project.do("Note.", lambda script: op.set_note(script, 0, "see", "see: page 4"))
    assert project.signature.valid
    project.do("Cut.", lambda script: op.cut(script, 0))
    assert not project.signature.valid
    project.undo()
    assert project.signature.valid
    project.withdraw("Grace Hopper")
    assert project.signature is None


def test_what_was_changed_is_rendered_and_the_history_goes_on(show):
    config, folder = show
    project = OpenProject(folder, config, "Ada")
    index = line_of(project, "three times")
    project.do("It was Lind.", lambda script: op.assign(script, [index], "Mara Lind"))
    made = make([str(folder / "script.fountain")], config, Wishes(), quiet)
    assert made.folder == folder
    assert "Tom Berg" not in {each.role for each in made.episode.performers} or made.lines == len(project.script.lines)
    again = OpenProject(folder, config, "Ada")
    assert again.undoable.what == "It was Lind."
    assert again.kept.read


def test_a_recording_speaks_in_a_voices_place_and_is_credited(show):
    from podcaster.speech.recorded import FOLDER, recording_note

    config, folder = show
    (folder / FOLDER).mkdir()
    with wave.open(str(folder / FOLDER / "lind.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16000)
        file.writeframes(
            b"".join((8000 if at % 80 < 40 else -8000).to_bytes(2, "little", signed=True) for at in range(48000))
        )
    project = OpenProject(folder, config, "Ada")
    index = line_of(project, "under my feet")
    note = recording_note("lind.wav", "Radio Wexcombe")
    project.do("Recorded.", lambda script: op.set_note(script, index, "recording", note))
    made = make([str(folder / "script.fountain")], config, Wishes(), quiet)
    spoken = next(each for each in made.episode.performers if each.engine == "recording")
    assert (spoken.role, spoken.voice) == ("Mara Lind", "Radio Wexcombe")
    assert spoken.seconds == pytest.approx(3.0, abs=0.1)
    assert "Radio Wexcombe" in (folder / "notes.html").read_text("utf-8")
    assert (folder / FOLDER / "lind.wav").is_file()


def test_a_script_says_words_its_own_way(show):
    from podcaster.script.said import said_in, with_said

    config, folder = show
    project = OpenProject(folder, config, "Ada")
    project.do("Said.", lambda script: with_said(script, "Lind", "linnd"))
    project.do("Said.", lambda script: with_said(script, "Berg", "/bɜːɡ/"))
    entries = {entry.word: entry for entry in said_in(OpenProject(folder, config, "Ada").script).entries}
    assert (entries["Lind"].say, entries["Berg"].ipa) == ("linnd", "bɜːɡ")


OPERATIONS = st.one_of(
    st.tuples(
        st.just("assign"), st.integers(0, 30), st.sampled_from(["Mara Lind", "Tom Berg", "Zoë O'Hara", UNATTRIBUTED])
    ),
    st.tuples(
        st.just("edit"), st.integers(0, 30), st.sampled_from(["No.", "(so) he said", "> PAUSE: 3", "@Ann", "ÉTÉ 3."])
    ),
    st.tuples(st.just("split"), st.integers(0, 30), st.integers(1, 60)),
    st.tuples(st.just("join"), st.integers(0, 30), st.just(0)),
    st.tuples(st.just("move"), st.integers(0, 30), st.integers(0, 30)),
    st.tuples(st.just("insert"), st.integers(0, 30), st.sampled_from([NARRATOR, "Ann Poole"])),
    st.tuples(st.just("cut"), st.integers(0, 30), st.just(0)),
    st.tuples(st.just("pause"), st.integers(0, 30), st.floats(0, 60)),
    st.tuples(st.just("gender"), st.integers(0, 30), st.sampled_from(list(Gender)[:2])),
    st.tuples(st.just("undo"), st.just(0), st.just(0)),
    st.tuples(st.just("redo"), st.just(0), st.just(0)),
)


def change_for(name, index, value):
    def change(script):
        at = index % len(script.lines)
        match name:
            case "assign":
                return op.assign(script, [at], value)
            case "edit":
                return op.edit(script, at, value)
            case "split":
                return split(script, at, value)
            case "join":
                return join(script, at)
            case "move":
                return op.move(script, at, value % len(script.lines))
            case "insert":
                return op.insert(script, at, value, "A line of one's own.")
            case "cut":
                return op.cut(script, at) if not op.is_quoted(script.lines[at]) else script
            case "pause":
                return op.set_pause(script, at, round(value, 2))
            case _:
                return op.set_gender(script, script.lines[at].role, value)

    return change


@settings(max_examples=25, deadline=None)
@given(st.lists(OPERATIONS, max_size=50))
def test_any_operations_and_undos_leave_a_script_that_parses_and_quotes_verbatim(made, steps):
    """Fifty of them in any order: the file reads as the script, and the quoted words are the article's."""
    config = load_settings(made[0])
    folder = made[0] / "output" / f"copy-{len(list((made[0] / 'output').iterdir()))}"
    shutil.copytree(made[1], folder)
    try:
        project = OpenProject(folder, config, "Ada")
        begun = words_of(project.script)
        for name, index, value in steps:
            try:
                if name == "undo":
                    project.undo()
                elif name == "redo":
                    project.redo()
                else:
                    project.do(name, change_for(name, index, value))
            except InputError:
                continue
        on_disk = read_script(
            (folder / "script.fountain").read_text("utf-8"), "s", people=[r.name for r in project.script.roles]
        )
        assert format_script(on_disk) == format_script(project.script)
        assert words_of(on_disk) == begun
        while project.undoable:
            project.undo()
        assert [replace(line, place=0) for line in project.script.lines] == [
            replace(line, place=0) for line in read_script(project.kept.script, "s").lines
        ]
    finally:
        shutil.rmtree(folder)


def words_of(script):
    """The quoted letters, in whatever pieces and order: none is lost, added or said twice."""
    return sorted(sign for line in script.lines if op.is_quoted(line) for sign in line.text if sign.isalnum())


@given(st.text(alphabet="ab\n", max_size=40), st.text(alphabet="ab\n", max_size=40))
def test_a_patch_makes_one_text_of_another_and_back(one, other):
    patch = make_patch(one, other)
    assert patch.apply(one) == other
    assert patch.inverse.apply(other) == one


def test_new_changes_end_what_could_be_made_again(show):
    config, folder = show
    project = OpenProject(folder, config, "Ada")
    project.do("One.", lambda script: op.cut(script, 0))
    project.undo()
    project.do("Two.", lambda script: op.cut(script, 1))
    assert stacks_of(project.journal.entries).undone == ()
    with pytest.raises(InputError, match="nothing"):
        project.redo()


def test_two_programs_at_once_lose_no_operation(show):
    config, folder = show
    program = (
        "import sys; from pathlib import Path; from podcaster.project import OpenProject, operations as op\n"
        "from podcaster.settings import load_settings\n"
        "project = OpenProject(Path(sys.argv[2]), load_settings(Path(sys.argv[1])), sys.argv[3])\n"
        "for number in range(10):\n"
        "    words = f'{sys.argv[3]} {number} says.'\n"
        "    project.do(words, lambda script: op.insert(script, 0, 'Narrator', words))\n"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", program, str(config.folder), str(folder), name])
        for name in ("red", "blue")
    ]
    assert [process.wait(60) for process in running] == [0, 0]
    texts = {line.text for line in OpenProject(folder, config, "Ada").script.lines}
    assert {f"{name} {number} says." for name in ("red", "blue") for number in range(10)} <= texts


def test_a_name_that_was_heard_and_is_right_is_not_asked_for_again() -> None:
    script = read_script("Title: A\n\n@Mara Lind\nWe went to Skarholm, and Skarholm sang.\n", "a.fountain")
    assert "Skarholm" in unknown_words(script, ())
    assert "Skarholm" not in unknown_words(leave_words(script, 0, ["Skarholm"]), ())
