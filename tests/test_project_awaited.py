"""Somebody whom an editor has listed on a script's title page before they have a line: kept, and taken when they do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from commands import run

import podcaster
from podcaster.model import Gender, Role
from podcaster.project import operations as op
from podcaster.project.outside import edits_in
from podcaster.script import format_script, read_script
from podcaster.settings import load_settings
from podcaster.studio.desk import Desk
from podcaster.studio.voices import Speakers

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = """# The Bridge

By Ann Poe

It was closed on Monday after a night of rain, and nobody knows when it opens.

“We shall see,” said Mara Lind, who lives on the other side.

“It is loud,” Omar Reed said.
"""
IDA = "Ida Moss: female, voice aunty"
LISTED = Role("Ida Moss", Gender.FEMALE, "aunty")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> podcaster.Project:
    monkeypatch.setenv("PODCASTER_CACHE", str(tmp_path / "cache"))
    (tmp_path / "podcaster.toml").write_text('[sound]\ntheme = ""\n', "utf-8")
    (tmp_path / "b.md").write_text(ARTICLE, "utf-8")
    return listed(podcaster.open_show(tmp_path, who="Ada").write(tmp_path / "b.md"), IDA)


def listed(project: podcaster.Project, *entries: str, path: Path | None = None) -> podcaster.Project:
    """A project on whose title page an editor has written somebody; or a copy of its script."""
    path = path or project.folder / "script.fountain"
    before = project.text
    new = "\n".join(["\nCast:", *(f"    {each}" for each in entries), ""])
    path.write_text(before.replace("\nCast:\n", new), "utf-8")
    project.refresh()
    return project


def cast(project: podcaster.Project) -> list[str]:
    """The title page's cast, as it lies on disk."""
    page = (project.folder / "script.fountain").read_text("utf-8").split("\n\n")[0]
    return [line.strip() for line in page.partition("Cast:\n")[2].split("\n") if line.startswith("    ")]


def number(project: podcaster.Project, words: str) -> int:
    return next(index for index, line in enumerate(project.script.lines) if line.text.startswith(words))


def speaks(project: podcaster.Project, name: str = "Ida Moss") -> Role | None:
    return next((role for role in project.script.roles if role.name == name), None)


def test_who_is_listed_stays_and_is_taken_with_a_line(project: podcaster.Project) -> None:
    (entry,) = project.history
    assert (entry.what, entry.outside) == ("Ida Moss is listed in the cast, and says nothing yet.", True)
    assert cast(project)[0] == IDA
    assert "Ida Moss" not in project.cast.roles
    states = [project.text]
    project.edit(number(project, "It was closed"), "It was shut.")
    states.append(project.text)
    assert (cast(project)[-1], project.script.awaited) == (IDA, (LISTED,))
    at = number(project, "We shall see")
    project.split(at, 3)
    states.append(project.text)
    project.join(at)
    states.append(project.text)
    project.move(at, at + 1)
    states.append(project.text)
    assert cast(project)[-1] == IDA
    project.assign(number(project, "We shall see"), "ida moss")
    states.append(project.text)
    assert (speaks(project), project.script.awaited) == (LISTED, ())
    assert project.cast.voice("Ida Moss").name == "aunty"
    assert cast(project).count(IDA) == 1
    project.assign(number(project, "We shall see"), "Omar Reed")  # whose last line is gone goes, as anybody does
    assert not any("Ida" in each for each in cast(project))
    for state in reversed(states):
        project.undo()
        assert project.text == state
    project.undo()
    assert not any("Ida" in each for each in cast(project))
    for state in states:
        project.redo()
        assert project.text == state


def test_who_had_lines_is_not_listed_when_they_are_gone(project: podcaster.Project) -> None:
    at = number(project, "It is loud")
    project.assign(at, "Ida Moss")
    assert not any("Omar" in each for each in cast(project))
    project.undo()
    assert {"Omar Reed: male", IDA} <= set(cast(project))
    project.cut(at)
    assert not any("Omar" in each for each in cast(project))


def test_what_is_listed_counts_over_what_is_guessed(project: podcaster.Project) -> None:
    project.assign(number(project, "We shall see"), "Ida Moss", gender=Gender.MALE)
    assert speaks(project) == LISTED
    listed(project, "Bo Berg: voice steph")
    project.assign(number(project, "It is loud"), "Bo Berg", gender=Gender.MALE)
    assert speaks(project, "Bo Berg") == Role("Bo Berg", Gender.MALE, "steph")
    project.undo()
    project.insert(0, "Bo Berg", "Hello.")
    assert speaks(project, "Bo Berg") == Role("Bo Berg", voice="steph")


def test_who_is_renamed_to_somebody_listed_is_as_that_says(project: podcaster.Project) -> None:
    project.rename("Mara Lind", "Ida Moss")
    assert (speaks(project), project.script.awaited) == (LISTED, ())
    project.undo()
    assert project.script.awaited == (LISTED,)


@pytest.mark.parametrize("again", [False, True])
def test_the_article_may_go_on_around_who_is_listed(project: podcaster.Project, *, again: bool) -> None:
    article = project.folder.parents[1] / "b.md"
    show = podcaster.open_show(article.parent)
    if again:
        project.render()
    article.write_text(ARTICLE.replace("on Monday", "on Tuesday"), "utf-8")
    show.write(article)
    project.refresh()
    assert "on Tuesday" in project.text
    assert (cast(project)[-1], project.script.awaited) == (IDA, (LISTED,))
    article.write_text(f"{ARTICLE}\n“Not at night,” said Ida Moss, who was born there.\n", "utf-8")
    show.write(article)
    project.refresh()
    assert (speaks(project), project.script.awaited) == (LISTED, ())
    assert project.script.lines[number(project, "Not at night")].role == "Ida Moss"
    project.undo()
    assert project.script.awaited == (LISTED,)


def test_a_copy_may_list_somebody_and_take_them_off(project: podcaster.Project, tmp_path: Path) -> None:
    copy = listed(project, "Bo Berg: male", path=tmp_path / "copy.fountain")
    assert copy.script.awaited == (LISTED,)
    project.edit(number(project, "It was closed"), "It was shut.")
    assert run(["make", "copy.fountain"], cwd=tmp_path).returncode == 0
    project.refresh()
    assert {role.name for role in project.script.awaited} == {"Bo Berg", "Ida Moss"}
    text = project.text
    (tmp_path / "copy.fountain").write_text(text.replace(f"    {IDA}\n", ""), "utf-8")
    project.edit(number(project, "It was shut"), "It was closed.")
    assert run(["make", "copy.fountain"], cwd=tmp_path).returncode == 0
    project.refresh()
    assert {role.name for role in project.script.awaited} == {"Bo Berg"}
    assert project.history[-1].what == "Ida Moss is listed in the cast no more."


def test_the_studio_takes_who_is_listed(project: podcaster.Project) -> None:
    desk = Desk(project.folder, load_settings(project.folder.parents[1]), "Bea", Speakers())
    at = number(project, "We shall see")
    desk.do("edit", {"line": number(project, "It was closed"), "text": "It was shut.", "unlock": False}, None)
    desk.do("assign", {"line": at, "name": "Ida Moss"}, None)
    project.refresh()
    assert speaks(project) == LISTED
    desk.do("undo", {}, None)
    project.refresh()
    assert (speaks(project), project.script.awaited) == (None, (LISTED,))


def test_who_is_listed_is_heard_of_by_nobody(project: podcaster.Project) -> None:
    episode = project.render()
    assert "Ida Moss" not in {each.role for each in episode.performers}
    assert "Ida" not in (project.folder.parents[1] / "voices" / "registry.toml").read_text("utf-8")
    project.sign("Ada")
    listed(project, "Bo Berg: male")
    assert project.signature is not None
    assert project.signature.valid  # nothing that is heard has changed
    assert cast(project)[0] == "Bo Berg: male"


TOLD = """Title: The Bridge
Cast:
    Mara Lind: female
    Omar Reed: male

# The Bridge

@Mara Lind
We shall see.

@Omar Reed
It is loud.
"""


def what_is_told(before: str, after: str) -> list[str]:
    settings = load_settings(None)
    edits = list(edits_in(before, after, lambda *_: "", settings))
    assert edits[-1].text == after
    return [edit.what for edit in edits]


def test_each_entry_of_the_file_is_told() -> None:
    ida, bo = (TOLD.replace("Cast:\n", f"Cast:\n    {each}\n") for each in (IDA, "Bo Berg: male"))
    both = ida.replace("Cast:\n", "Cast:\n    Bo Berg: male\n")
    assert what_is_told(TOLD, both) == [
        "Bo Berg is listed in the cast, and says nothing yet.",
        "Ida Moss is listed in the cast, and says nothing yet.",
    ]
    assert what_is_told(ida, bo) == [
        "Ida Moss is listed in the cast no more.",
        "Bo Berg is listed in the cast, and says nothing yet.",
    ]
    assert what_is_told(ida, ida.replace("female, voice aunty", "male")) == [
        "Ida Moss is male.",
        "Ida Moss speaks with the voice that the cast gives.",
    ]
    assert what_is_told(both, format_script(read_script(both, "s"))) == ["The layout was changed."]
    given = ida.replace("@Mara Lind", "@Ida Moss")
    assert what_is_told(ida, given) == ["Ida Moss says “We shall see. …”."]  # and Mara is still listed in the file
    assert [role.name for role in read_script(given, "s").awaited] == ["Mara Lind"]


def test_operations_on_lines_leave_who_is_listed() -> None:
    script = read_script(TOLD.replace("Cast:\n", f"Cast:\n    {IDA}\n    Narrator: voice steph\n"), "s")
    assert script.awaited == (LISTED, Role("Narrator", voice="steph"))
    for changed in (
        op.edit(script, 0, "So.", unlock=True),
        op.set_pause(script, 0, 1.0),
        op.set_gender(script, "Mara Lind", Gender.MALE),
        op.set_voice(script, "Omar Reed", "ed-high"),
        op.cut(script, 1),
        op.play_sound(script, 0, "theme", "bed"),
    ):
        assert changed.awaited == script.awaited
        assert read_script(format_script(changed), "s").awaited == script.awaited
    narrated = op.insert(script, 0, "Narrator", "So it is.")
    assert next(each for each in narrated.roles if each.name == "Narrator").voice == "steph"
    assert narrated.awaited == (LISTED,)
