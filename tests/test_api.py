"""The public API: ``import podcaster``."""

from __future__ import annotations

import inspect
import itertools
import re
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_type_hints

import pytest

import podcaster
from podcaster.ahead import decode_written, encode_written
from podcaster.api.checking import KINDS
from podcaster.model import Gender, Speaker, Wishes
from podcaster.pipeline import write_articles
from podcaster.project import StaleError
from podcaster.settings.load import load_settings
from podcaster.spoken.lexicon import read_lexicon
from podcaster.spoken.lexicon_file import read_text

if TYPE_CHECKING:
    from collections.abc import Callable

SAMPLES = Path(podcaster.__file__).parent / "samples"
README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
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
    assert show.who == "Ada"
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


def test_a_project_whose_title_changes_before_it_is_made_keeps_its_folder(show: podcaster.Show) -> None:
    project = show.write(show.folder / "bridge.md")
    before = project.folder
    (before / "script.fountain").write_text(project.text.replace("Title: The Bridge", "Title: The Old Bridge"), "utf-8")
    episode = project.render()
    assert (episode.title, episode.audio.name) == ("The Old Bridge", "the-old-bridge.mp3")
    assert project.folder == before
    assert [path for path in (show.folder / "output").iterdir() if path.name[0] != "."] == [before]
    assert len(project.history) == 1
    assert "title" in project.undo().casefold()


def test_an_error_is_a_sentence_with_the_way_out(show: podcaster.Show) -> None:
    with pytest.raises(podcaster.PodcasterError, match=r"There is no file .*none\.md"):
        show.write(show.folder / "none.md")
    with pytest.raises(podcaster.PodcasterError, match=r"bridge\.md is a file.*Give the folder"):
        podcaster.open_show(show.folder / "bridge.md")
    with pytest.raises(podcaster.PodcasterError, match=r"There is no folder .*nope\. Start a show there: "):
        podcaster.open_show(show.folder / "nope")
    with pytest.raises(podcaster.PodcasterError, match="No article was given"):
        show.write()
    assert not (show.folder / "output").exists()


@pytest.mark.parametrize("page", ["package", "README"])
def test_the_examples_run(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PODCASTER_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my-show").mkdir()
    (tmp_path / "article.md").write_text(ARTICLE.replace("Omar Reed", "Doe"), "utf-8")
    text = podcaster.__doc__ if page == "package" else README
    assert text
    start = text.index("    import podcaster\n")
    code = re.split(r"\n\n(?! )", text[start:])[0]
    names: dict[str, object] = {}
    exec(textwrap.dedent(code), names)
    assert isinstance(names["episode"], podcaster.Episode)


PUBLIC = {
    podcaster.Project: """
        altered articles assign cast collisions cut doubts edit folder history insert join move notices pronounce
        recordings redo redoable refresh rename render resolve revision script set_gender set_pause set_voice sign
        signature speak split taken_back text undo undoable withdraw
    """,
    podcaster.Show: "episodes folder open settings who write",
}
"""What people who ``import podcaster`` see of a project and of a show; what is for the program's own rooms is not."""


@pytest.mark.parametrize("kind", PUBLIC)
def test_what_is_public_is_what_people_do_and_ask_and_says_what_it_is(kind: type, show: podcaster.Show) -> None:
    one = show if kind is podcaster.Show else show.write(show.folder / "bridge.md")
    members = [name for name in dir(one) if not name.startswith("_")]
    assert members == PUBLIC[kind].split()
    used = README + podcaster.__doc__ + Path(__file__).read_text("utf-8")
    assert [name for name in members if not re.search(rf"\b(project|show|again)\.{name}\b", used)] == []
    assert kind is podcaster.Show or [name for name in members if f"`{name}`" not in README] == []
    for name in members:
        member = vars(kind).get(name)
        if member is None:
            assert f"\n        {name}: " in kind.__doc__
            continue
        function = member.fget if isinstance(member, property) else member
        assert inspect.getdoc(function)
        hints = inspect.get_annotations(inspect.unwrap(function))
        assert hints.keys() == {*inspect.signature(function).parameters, "return"} - {"self"}
        taken = {part for each, hint in hints.items() if each != "return" for part in hint.split(" | ")}
        assert taken <= KINDS.keys()
        assert function is not inspect.unwrap(function) or not taken  # what it is given is looked at


def test_all_that_people_do_is_done_and_taken_back(show: podcaster.Show) -> None:
    project = show.write(show.folder / "bridge.md")
    before, lines = project.text, project.script.lines
    at = {line.text: index for index, line in enumerate(lines)}
    first = at["The bridge was closed on Monday."]
    assert project.edit(first, "The bridge was shut on Monday.")
    assert project.split(first, "shut")
    assert project.join(first)
    assert project.insert(first, "Narrator", "This was corrected.")
    assert project.move(first, first + 1)
    assert project.cut(first + 1)
    assert project.set_voice("Omar Reed", project.cast.voice("Omar Reed").name)
    assert project.set_gender("Omar Reed", Gender.NEUTRAL)
    assert not project.set_gender("Omar Reed", Gender.NEUTRAL)
    assert project.edit(at["Very loud."], "Very, very loud.", unlock=True)
    assert project.altered == {at["Very loud."]}
    project.sign("Ada", "Heard twice.")
    assert project.signature
    assert (project.signature.name, project.signature.valid) == ("Ada", True)
    project.withdraw("Ada")
    assert project.signature is None
    other = show.open(project.folder)
    assert other.undo() == project.history[8].what
    assert project.refresh()
    assert project.redoable
    assert project.taken_back == project.recordings == project.notices == ()
    assert project.redo() == project.history[8].what
    while project.undoable:
        project.undo()
    assert (project.text, project.altered) == (before, frozenset())


def test_a_doubt_is_about_its_line_wherever_that_stands_by_now(show: podcaster.Show) -> None:
    project = show.write(show.folder / "bridge.md")
    doubt = project.doubts[-1]
    words = project.script.lines[doubt.line].text
    project.insert(0, "Narrator", "Good evening.")
    assert project.assign(doubt, "Mara Lind")
    assert project.script.lines[doubt.line + 1].text == words
    assert project.script.lines[doubt.line + 1].role == "Mara Lind"
    project.cut(doubt.line + 1)
    with pytest.raises(podcaster.PodcasterError, match=r"The line of this doubt is gone\."):
        project.assign(doubt, "Omar Reed")


def test_what_collides_with_a_changed_article_is_settled(show: podcaster.Show) -> None:
    article = show.folder / "bridge.md"
    project = show.write(article)
    at = next(at for at, line in enumerate(project.script.lines) if "Monday" in line.text)
    project.edit(at, "The bridge was shut on Monday.")
    article.write_text(ARTICLE.replace("on Monday", "on Tuesday"), "utf-8")
    project = show.write(article)
    assert [each.line for each in project.collisions] == [at]
    assert project.resolve(at, theirs=True)
    assert project.script.lines[at].text == "The bridge was closed on Tuesday."
    assert project.collisions == ()


def test_annotations_can_be_read_when_a_program_runs() -> None:
    """As documentation tools and web frameworks do."""
    for kind in (podcaster.Project, podcaster.Show):
        for name, member in vars(kind).items():
            function = member.fget if isinstance(member, property) else member
            if inspect.isfunction(function) and not name.startswith("_"):
                assert "return" in get_type_hints(function), name
    assert get_type_hints(podcaster.open_show)["return"] is podcaster.Show


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


STAYS = "Lind is said linned in the whole show. voices/lexicon.toml has changed there since, and stays as it is."


def test_an_operation_is_done_at_the_line_that_the_project_shows_or_refused(show: podcaster.Show) -> None:
    """It was done at another one, and the history said that it was the one that was meant."""
    project = show.write(show.folder / "bridge.md")
    other, line = (
        show.open(project.folder),
        next(n for n, each in enumerate(project.script.lines) if "see" in each.text),
    )
    narrated = next(n for n, each in enumerate(project.script.lines) if "closed on Monday" in each.text)
    operations: list[Callable[[], object]] = [
        lambda: project.assign(line, "Omar Reed"),
        lambda: project.edit(narrated, "It was shut."),
        lambda: project.split(narrated, "closed"),
        lambda: project.join(0),
        lambda: project.move(line, 0),
        lambda: project.insert(line, "Narrator", "Hello."),
        lambda: project.cut(line),
        lambda: project.set_pause(line, 2.0),
        lambda: project.resolve(line, theirs=False),
        lambda: project.sign("Ada"),
        project.undo,
    ]
    for number, operation in enumerate(operations):
        other.refresh()
        other.insert(0, "Narrator", f"Breaking {number}.")
        before = other.text
        with pytest.raises(StaleError, match="changed meanwhile"):
            operation()
        assert project.text == before == show.open(project.folder).text  # which it shows from then on
        other.undo()
        project.refresh()
    project.cut(0)
    project.undo()
    other.refresh()
    other.cut(1)
    other.undo()  # which redo would make again now
    with pytest.raises(StaleError, match="changed meanwhile"):
        project.redo()
    assert other.redo().startswith("Cut")
    other.undo()
    assert project.refresh()
    assert project.redo() == other.history[-1].what.removeprefix("Took back: ")
    project.undo()
    project.assign(line, "Omar Reed")
    other.refresh()
    other.insert(0, "Narrator", "Breaking.")
    path = project.folder / "script.fountain"
    path.write_text(path.read_text("utf-8").replace("closed on Monday", "shut on Monday"), "utf-8")
    with pytest.raises(StaleError):
        project.cut(0)
    assert project.script.lines[line + 1].role == "Omar Reed"


def test_who_is_named_or_in_doubt_is_found_in_the_script_as_it_is_now(show: podcaster.Show) -> None:
    project = show.write(show.folder / "bridge.md")
    other, doubt = show.open(project.folder), project.doubts[0]
    other.insert(0, "Narrator", "Breaking.")
    assert project.rename("Omar Reed", "Omar Reedy")
    other.refresh()
    other.insert(0, "Narrator", "Still breaking.")
    assert project.assign(doubt, "Omar Reedy")
    assert project.script.lines[doubt.line + 2].role == "Omar Reedy"
    assert project.script.lines[doubt.line + 2].text[:10] in project.history[-1].what


@pytest.mark.parametrize("now", ['[words]\n"Other" = { say = "uther" }\n', '[words]\n"Lind" = { say = "lynd" }\n', ""])
def test_a_lexicon_that_somebody_changed_since_is_left_alone_and_stops_no_undo(show: podcaster.Show, now: str) -> None:
    project, path = show.write(show.folder / "bridge.md"), show.settings.files.lexicon
    first = project.text
    project.set_pause(0, 2.5)
    assert project.pronounce("Lind", "linned", everywhere=True)
    path.write_text(now, "utf-8") if now else path.unlink()
    assert project.undo() == STAYS
    assert project.history[-1].what == f"Took back: {STAYS}"
    project.undo()
    assert project.text == first
    assert read_text(path) == now
    project.redo()
    assert (project.redo() == STAYS) == bool(now)
    assert read_text(path) == now or not now
    again = show.open(project.folder)
    while again.undoable:
        again.undo()
    assert read_text(path) == now
    assert again.text == first


def test_what_another_editor_has_made_of_the_show_is_not_taken_back(show: podcaster.Show) -> None:
    """Here it is made again over another's word, which stays, and taken back once that is the same as here."""
    project, path = show.write(show.folder / "bridge.md"), show.settings.files.lexicon
    other = show.open(project.folder)
    project.pronounce("Lind", "linned", everywhere=True)
    project.undo()
    other.refresh()
    path.write_text('[words]\n"Lind" = { say = "linned" }\n', "utf-8")  # the other's
    before = path.read_text("utf-8")
    assert other.redo() == STAYS
    assert other.undo() == STAYS
    assert path.read_text("utf-8") == before


def test_who_takes_the_first_word_back_leaves_another_s_in_its_table(show: podcaster.Show) -> None:
    project, path = show.write(show.folder / "bridge.md"), show.settings.files.lexicon
    project.pronounce("Lind", "linned", everywhere=True)
    show.open(project.folder).pronounce("Reed", "read", everywhere=True)
    project.refresh()
    project.undo()
    project.undo()
    project.redo()
    path.write_text(f'{path.read_text("utf-8")}"Wye" = {{ say = "why" }}\n', "utf-8")  # the other's
    project.undo()
    assert [entry.word for entry in read_lexicon(path).entries] == ["Wye"]
    project.pronounce("Reed", "read", everywhere=True)
    assert {entry.word for entry in read_lexicon(path).entries} == {"Wye", "Reed"}


def test_a_lexicon_is_as_it_was_where_the_history_cannot_be_written(
    show: podcaster.Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    project, path = show.write(show.folder / "bridge.md"), show.settings.files.lexicon

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("podcaster.project.journal.Journal.append", full)
    with pytest.raises(podcaster.PodcasterError, match="No space"):
        project.pronounce("Lind", "linned", everywhere=True)
    assert not path.exists()


WRONG = (
    "1s", "", 1.5, -1, 10**9, 10**400, None, True, [], b"x", object(), float("nan"), "\ud800", "Nobody\x00", "x" * 500,
    "Two\nlines", "man",
)  # fmt: skip


def all_files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_whatever_an_operation_is_given_is_done_or_a_sentence_and_nothing_is_changed(show: podcaster.Show) -> None:
    project = show.write(show.folder / "bridge.md")
    operations = {
        "assign": (4, "Ada"), "rename": ("Omar Reed", "T"), "edit": (3, "Words."), "split": (3, "The"), "join": (0,),
        "move": (1, 2), "insert": (0, "Narrator", "Hello."), "cut": (0,), "set_voice": ("Omar Reed", "steph"),
        "set_gender": ("Omar Reed", "male"), "set_pause": (0, 1.0), "pronounce": ("Orr", "or"), "sign": ("Ada", "."),
        "withdraw": ("Ada",), "speak": (99,),
    }  # fmt: skip
    options = {"assign": ["gender", "alike"], "edit": ["unlock"], "resolve": ["theirs"], "pronounce": ["everywhere"]}
    calls = [
        (getattr(project, name), (*values[:place], wrong, *values[place + 1 :]), {})
        for name, values in operations.items()
        for place, wrong in itertools.product(range(len(values)), WRONG)
    ]
    calls += [
        (getattr(project, name), values, {option: wrong})
        for name, values in operations.items()
        for option, wrong in itertools.product([*options.get(name, ()), "revision"], WRONG)
        if name not in {"sign", "withdraw", "speak"}
    ]
    calls += [(project.resolve, (wrong,), {"theirs": True}) for wrong in WRONG]
    calls += [(project.render, (wrong,), {}) for wrong in WRONG]
    calls += [(call, (wrong,), {}) for call in (show.open, show.write, podcaster.Show) for wrong in WRONG]
    calls += [(show.write, (show.folder / "bridge.md",), {"template": wrong}) for wrong in WRONG if wrong != ""]
    calls += [(podcaster.open_show, (show.folder, wrong), {}) for wrong in WRONG]
    for call, values, named in calls:
        before = all_files(show.folder)
        try:
            call(*values, **named)
        except podcaster.PodcasterError as error:
            told = error
        else:
            continue
        assert told.what[-1] in ".?"
        assert all_files(show.folder) == before, (call, values, named)
    again = show.open(project.folder)  # the history was not written with what cannot be read
    assert (again.revision, again.script) == (project.revision, project.script)


NAMED = "Write it in one line of 120 letters at most, without [[ ]] /* */, a colon before a space, a last : or ^."


@pytest.mark.parametrize(
    ("do", "sentence"),
    [
        (
            lambda project: project.set_pause(0, "1s"),
            "“seconds” of Project.set_pause cannot be '1s'. Give a number, such as 1.5, or None.",
        ),
        (lambda project: project.set_pause(0, -1), "A pause lasts between 0 and 60 seconds, not -1."),
        (lambda project: project.set_pause(0, float("nan")), "A pause lasts between 0 and 60 seconds, not nan."),
        (lambda project: project.cut(99), "The script has no line 99. Its lines are 0 to 11."),
        (lambda project: project.edit(-1, "x"), "The script has no line -1. Its lines are 0 to 11."),
        (lambda project: project.resolve(5, theirs=False), "Nothing collides at line 5, nor at any other."),
        (lambda project: project.split(0, -3), "Both parts of a line need whole words. Split it between two words."),
        (
            lambda project: project.set_gender("Omar Reed", "man"),
            "“gender” of Project.set_gender cannot be 'man'. Give a gender: female, male, neutral, unknown.",
        ),
        (
            lambda project: project.rename("Omar Reed", "narrator"),
            "Somebody is called Narrator already. Give the lines of Omar Reed to Narrator instead.",
        ),
        (
            lambda project: project.rename("Omar Reed", "Mara Lind (V.O.)"),
            "Somebody is called Mara Lind already. Give the lines of Omar Reed to Mara Lind instead.",
        ),
        (
            lambda project: project.assign(4, "a: b"),
            f"“a: b” is no name for somebody who speaks. {NAMED}",
        ),
        (lambda project: project.sign(" "), "A signature needs a name."),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(do: Any, sentence: str, show: podcaster.Show) -> None:
    project = show.write(show.folder / "bridge.md")
    with pytest.raises(podcaster.PodcasterError) as told:
        do(project)
    assert str(told.value) == sentence
    assert project.history == ()


def test_a_name_is_one_line(show: podcaster.Show) -> None:
    project = show.write(show.folder / "bridge.md")
    with pytest.raises(podcaster.PodcasterError, match="in one line"):
        project.rename("Omar Reed", "Omar\n Reed-Lind")
    project.rename("Omar Reed", "Omar \t Reed-Lind")
    assert "Omar Reed-Lind" in {role.name for role in project.script.roles}
    assert project.history[-1].what == "Omar Reed is called Omar Reed-Lind."


@pytest.mark.parametrize("sample", sorted(each.name for each in SAMPLES.iterdir()))
def test_what_a_process_beside_has_written_comes_whole(sample: str, tmp_path: Path) -> None:
    settings = load_settings(tmp_path)
    written = write_articles([str(SAMPLES / sample)], settings, Wishes(), lambda *_: None)
    assert decode_written(encode_written(written), settings) == written
