"""Templates that announce who speaks name whoever does by now; what is the article's or people's stays."""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

import podcaster
from podcaster.cli import app
from podcaster.errors import PodcasterError
from podcaster.model import NARRATOR, UNATTRIBUTED, Line
from podcaster.project import announcing
from podcaster.project.operations import key_of
from podcaster.project.units import units_of

if TYPE_CHECKING:
    from podcaster.api import Project

ARTICLE = """# The mill pond is to be drained

By Nell Wade

The parish voted on Friday to drain the mill pond, which has leaked since spring.

“We have no choice left,” said Councillor Edith Crane after the vote. “I learned to swim there.”

## The other side

Tom Garland, who lets boats, called the vote “a scandal”.

“Nobody asked me,” Garland said. “They read it out in an empty room.”

Ida Brook, who speaks for the water board, said the fish would be moved “as soon as we can”.

## What is next

“I will count every one of them,” said Garland.

The work begins in May. “One bucket at a time,” Crane said.
"""
GROUPED = """{# By speaker. #}
{% extends "_base.fountain.j2" %}
{% import "_macros.fountain.j2" as script %}
{% block introduction %}
With {{ article.speakers | map(attribute="name") | join(", ") }}.

{% endblock %}
{% block body %}

# Everybody

{% for speaker in article.speakers %}
Here is {{ speaker.name }}, and {{ "she" if speaker.gender == "female" else "he" }} said:

{% for passage in article.passages %}
{% if passage.role == speaker.name %}
{{ script.say_passage(passage) }}
{% endif %}
{% endfor %}
{% endfor %}
{% endblock %}
"""
NARRATED = """{# All of it, with who speaks said first. #}
{% extends "_base.fountain.j2" %}
{% import "_macros.fountain.j2" as script %}
{% block body %}
{% for section in article.sections %}

# {{ section.title or article.title }}

{% for paragraph in section.paragraphs %}
{% for piece in paragraph.pieces %}
{% if piece.quote and not piece.uncertain %}
{{ "Now she" if piece.gender == "female" else "Now he" }}, {{ piece.role }}:

{% endif %}
{{ script.say(piece) }}
{% endfor %}
{% endfor %}
{% endfor %}
{% endblock %}
"""


class Pond:
    """A show with a project that a template wrote."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.article = folder, folder / "pond.md"
        (folder / "podcaster.toml").write_text("[sound]\ntheme = ''\n")
        (folder / "scripts").mkdir()
        for name, text in {"grouped": GROUPED, "narrated": NARRATED}.items():
            (folder / "scripts" / f"{name}.fountain.j2").write_text(text)
        self.article.write_text(ARTICLE, "utf-8")

    def write(self, template: str) -> Project:
        """The project, begun or read again."""
        return podcaster.open_show(self.folder).write(self.article, template=template)

    def run(self, *words: str) -> str:
        """What a command says."""
        result = CliRunner().invoke(app, ["--show", str(self.folder), *words])
        assert result.exit_code == 0, result.output
        return " ".join(result.output.split())


@pytest.fixture
def pond(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Pond:
    monkeypatch.setenv("PODCASTER_CACHE", str(tmp_path / "cache"))
    return Pond(tmp_path)


def lines_of(project: Project) -> list[str]:
    return [f"{line.role}: {line.text}" for line in project.script.lines]


def number(project: Project, words: str) -> int:
    """The number of the line that begins with some words."""
    return next(at for at, line in enumerate(project.script.lines) if line.text.startswith(words))


def before(project: Project, words: str, count: int = 1) -> list[str]:
    """What is heard right before some words."""
    at = number(project, words)
    return lines_of(project)[at - count : at]


def test_the_announcement_follows_on_the_command_line_in_one_change(pond: Pond) -> None:
    project = pond.write("quotes")
    first, at = project.text, number(project, "I will count")
    assert before(project, "I will count") == ["Narrator: Tom Garland:"]
    assert (
        pond.run("edit", "pond", "assign", str(at + 1), "Ida Brook")
        == "Ida Brook says “I will count every one of them, …”."
    )
    project.refresh()
    assert before(project, "I will count") == ["Narrator: Ida Brook:"]
    assert before(project, "Nobody asked") == ["Narrator: Tom Garland:"]
    assert len(project.history) == 1
    pond.run("edit", "pond", "undo")
    project.refresh()
    assert project.text == first
    pond.run("edit", "pond", "redo")
    project.refresh()
    assert before(project, "I will count") == ["Narrator: Ida Brook:"]


def test_words_given_to_somebody_inside_a_passage_are_announced_and_so_is_who_goes_on(pond: Pond) -> None:
    project = pond.write("quotes")
    project.assign(number(project, "We have no choice"), "Tom Garland")
    assert before(project, "We have no choice") == ["Narrator: Tom Garland:"]
    assert before(project, "I learned to swim", 2) == ["Tom Garland: We have no choice left,", "Narrator: Edith Crane:"]
    assert project.text == podcaster.open_show(pond.folder).open("pond").text
    project.assign(number(project, "We have no choice"), "Edith Crane")
    assert before(project, "I learned to swim", 2) == ["Narrator: Edith Crane:", "Edith Crane: We have no choice left,"]


def test_whom_nobody_announces_is_not_announced(pond: Pond) -> None:
    project = pond.write("quotes")
    project.assign(number(project, "I will count"), NARRATOR)
    assert before(project, "I will count") == ["Tom Garland: They read it out in an empty room."]
    project.undo()
    project.assign(number(project, "I will count"), UNATTRIBUTED)
    assert before(project, "I will count") == ["Tom Garland: They read it out in an empty room."]
    project.assign(number(project, "I will count"), "Ida Brook")
    assert before(project, "I will count") == ["Narrator: Ida Brook:"]


def test_a_rename_is_announced_and_the_article_is_read_as_it_is(pond: Pond) -> None:
    project = pond.write("narrated")
    first, told = (
        project.text,
        [line.text for line in project.script.lines if "Tom Garland, who lets boats" in line.text],
    )
    project.rename("Tom Garland", "Thomas Garland")
    said = lines_of(project)
    assert said.count("Narrator: Now he, Thomas Garland:") == 4
    assert "Narrator: Now he, Tom Garland:" not in said
    assert [line.text for line in project.script.lines if "Tom Garland, who lets boats" in line.text] == told != []
    assert len(project.history) == 1
    project.undo()
    assert project.text == first


def test_what_is_assigned_in_a_text_editor_is_announced_in_the_same_change(pond: Pond) -> None:
    project = pond.write("quotes")
    script = project.folder / "script.fountain"
    first = project.text
    head, tail = first.split("# What is next")
    script.write_text(f"{head}# What is next{tail.replace('@Tom Garland', '@Ida Brook')}", "utf-8")
    assert project.refresh()
    assert before(project, "I will count") == ["Narrator: Ida Brook:"]
    assert [entry.what for entry in project.history] == ["Ida Brook says “I will count every one of them, …”."]
    assert script.read_text("utf-8") == project.text
    project.undo()
    assert project.text == first


@pytest.mark.parametrize("everywhere", [True, False])
def test_a_name_that_is_replaced_in_a_text_editor_is_one_rename(pond: Pond, everywhere: bool) -> None:
    project = pond.write("quotes")
    first = project.text
    old, new = ("Tom Garland", "Thomas Garland") if everywhere else ("@Tom Garland", "@Thomas Garland")
    (project.folder / "script.fountain").write_text(first.replace(old, new), "utf-8")
    assert project.refresh()
    assert before(project, "I will count") == before(project, "Nobody asked") == ["Narrator: Thomas Garland:"]
    page = ["Changed “Summary” on the title page."] if everywhere else []
    assert [entry.what for entry in project.history] == ["Tom Garland is called Thomas Garland.", *page]
    while project.undoable:
        project.undo()
    assert project.text == first


def test_the_studio_announces_whom_a_decision_names(pond: Pond) -> None:
    pytest.importorskip("starlette", reason="starlette is not installed")
    from podcaster.settings import load_settings
    from podcaster.studio.desk import Desk
    from podcaster.studio.voices import Speakers

    pond.article.write_text(f"{ARTICLE}\n“Nobody will thank them.”\n", "utf-8")
    project = pond.write("narrated")
    first = project.text
    (doubt,) = project.doubts
    assert before(project, "Nobody will") == ["Narrator: Now she, Edith Crane:"]
    desk = Desk(project.folder, load_settings(pond.folder), "Ada", Speakers())
    desk.do("decide", {"decision": doubt.id, "choice": {"name": "Tom Garland", "gender": "male"}, "alike": False}, None)
    project.refresh()
    assert before(project, "Nobody will") == ["Narrator: Now he, Tom Garland:"]
    at = number(project, "Nobody will")
    assert desk.parts()["lines"][1][at - 1]["own"]
    desk.do("assign", {"line": at, "name": "Ida Brook"}, None)
    project.refresh()
    assert before(project, "Nobody will") == ["Narrator: Now she, Ida Brook:"]
    desk.do("undo", {}, None)
    desk.do("undo", {}, None)
    project.refresh()
    assert project.text == first


def test_an_announcement_that_people_have_changed_stays_and_tells_whom_it_should_name(pond: Pond) -> None:
    project = pond.write("quotes")
    at = number(project, "I will count")
    project.edit(at - 1, "And once more Garland:")
    project.assign(at, "Ida Brook")
    assert before(project, "I will count") == ["Narrator: And once more Garland:"]
    (collision,) = project.collisions
    assert (collision.line, collision.base, collision.theirs) == (
        at - 1,
        ("Narrator: Tom Garland:",),
        ("Narrator: Ida Brook:",),
    )
    project.assign(at, "Zoe Quill")
    assert [each.theirs for each in project.collisions] == [("Narrator: Zoe Quill:",)]
    project.assign(at, "Tom Garland")
    assert project.collisions == ()
    project.assign(at, "Ida Brook")
    project.resolve(at - 1, theirs=True)
    assert before(project, "I will count") == ["Narrator: Ida Brook:"]
    while project.undoable:
        project.undo()
    assert before(project, "I will count") == ["Narrator: Tom Garland:"]


def test_words_of_peoples_that_name_nobody_and_lines_that_they_have_cut_stay_so(pond: Pond) -> None:
    project = pond.write("quotes")
    project.edit(number(project, "I will count") - 1, "And then:")
    project.cut(number(project, "Nobody asked") - 1)
    project.assign(number(project, "I will count"), "Ida Brook")
    project.assign(number(project, "Nobody asked"), "Ida Brook")
    assert before(project, "I will count") == ["Narrator: And then:"]
    assert before(project, "Nobody asked") == ["Edith Crane: I learned to swim there."]
    assert project.collisions == ()
    assert before(project, "They read it out") == ["Narrator: Tom Garland:"]


def test_words_that_were_put_apart_are_announced_as_where_they_begin(pond: Pond) -> None:
    project = pond.write("quotes")
    project.split(number(project, "They read it"), "They read it")
    project.assign(number(project, "out in an empty"), "Ida Brook")
    assert before(project, "Nobody asked") == ["Narrator: Tom Garland:"]
    assert before(project, "They read it") == ["Tom Garland: Nobody asked me,"]


def test_the_quote_that_a_template_would_not_choose_again_is_announced_too(pond: Pond) -> None:
    project = pond.write("brief")
    first = project.text
    chosen = [line for line in project.script.lines if key_of(line)][-1]
    at = project.script.lines.index(chosen)
    assert before(project, chosen.text, 2)[-1].startswith(("Narrator: Tom Garland:", "Tom Garland: "))
    for line in (at, at - 1):
        project.assign(line, "Zoe Quill")
    heard = lines_of(project)
    assert "Narrator: Tom Garland:" not in heard[at - 3 :]
    assert "Narrator: Zoe Quill:" in heard
    while project.undoable:
        project.undo()
    assert project.text == first


def test_a_template_of_ones_own_says_names_and_what_hangs_on_them(pond: Pond) -> None:
    project = pond.write("grouped")
    assert lines_of(project)[1] == "Narrator: With Edith Crane, Tom Garland, Ida Brook."
    project.rename("Ida Brook", "Ida Brooke")
    assert lines_of(project)[1] == "Narrator: With Edith Crane, Tom Garland, Ida Brooke."
    assert before(project, "as soon as we can") == ["Narrator: Here is Ida Brooke, and she said:"]
    project.assign(number(project, "I will count"), "Ida Brooke")
    assert before(project, "I will count")[0].startswith("Narrator: Here is Ida Brooke")


def test_several_articles_are_told_apart(pond: Pond) -> None:
    (pond.folder / "scripts" / "both.fountain.j2").write_text(
        NARRATED.replace("{% block body %}", "{% block body %}\n{% for article in articles %}").replace(
            "{% endfor %}\n{% endblock %}", "{% endfor %}\n{% endfor %}\n{% endblock %}"
        )
    )
    other = pond.folder / "well.md"
    other.write_text("# The well\n\n“We have no choice left,” said Ann Hall.\n", "utf-8")
    project = podcaster.open_show(pond.folder).write(pond.article, other, template="both")
    assert [line for line in lines_of(project) if line.endswith(("Edith Crane:", "Ann Hall:"))][-1].endswith(
        "Ann Hall:"
    )
    last = max(at for at, line in enumerate(project.script.lines) if line.text.startswith("We have no choice"))
    project.assign(last, "Zoe Quill")
    assert lines_of(project)[last - 1].endswith(", Zoe Quill:")
    assert before(project, "We have no choice")[0].endswith(", Edith Crane:")


def test_the_article_read_again_has_nothing_new_and_what_is_new_comes(pond: Pond) -> None:
    project = pond.write("quotes")
    project.assign(number(project, "I will count"), "Ida Brook")
    text, count = project.text, project.revision
    assert (pond.write("quotes").text, pond.write("quotes").revision) == (text, count)
    pond.article.write_text(ARTICLE.replace("an empty room", "an empty hall"), "utf-8")
    project = pond.write("quotes")
    assert project.collisions == ()
    assert before(project, "I will count", 2) == [
        "Tom Garland: They read it out in an empty hall.",
        "Narrator: Ida Brook:",
    ]
    project.undo()
    assert project.text == text
    project.undo()
    assert before(project, "I will count") == ["Narrator: Tom Garland:"]
    assert project.taken_back


@pytest.mark.parametrize("made", [False, True])
def test_what_an_article_has_anew_behind_words_of_somebody_else_is_announced(pond: Pond, made: bool) -> None:
    project = pond.write("quotes")
    project.assign(number(project, "I will count"), "Ida Brook")
    project.edit(number(project, "One bucket") - 1, "And, not for the last time, Crane:")
    if made:
        project = pond.write("quotes")
    pond.article.write_text(ARTICLE.replace("” said Garland.", "” said Garland. “Not before.”"), "utf-8")
    project = pond.write("quotes")
    assert before(project, "Not before", 3) == [
        "Narrator: Ida Brook:",
        "Ida Brook: I will count every one of them,",
        "Narrator: Tom Garland:",
    ]
    assert before(project, "One bucket") == ["Narrator: And, not for the last time, Crane:"]
    assert project.collisions == ()


def test_another_template_has_nothing_of_the_one_before(pond: Pond) -> None:
    project = pond.write("quotes")
    project.assign(number(project, "I will count"), "Ida Brook")
    pond.write("quotes")
    project = pond.write("narration")
    assert before(project, "I will count")[0] != "Narrator: Tom Garland:"
    assert "Narrator: Edith Crane:" not in lines_of(project)


def test_a_template_that_is_gone_or_fails_does_not_keep_anybody_from_deciding(pond: Pond) -> None:
    project = pond.write("grouped")
    own = pond.folder / "scripts" / "grouped.fountain.j2"
    own.write_text(GROUPED.replace("speaker.gender", "speaker.nothing"))
    project.assign(number(project, "I will count"), "Ida Brook")
    assert project.history[-1].what.startswith(
        "Ida Brook says “I will count every one of them, …”. Who is announced stays"
    )
    assert project.script.lines[number(project, "I will count")].role == "Ida Brook"
    own.unlink()
    told = pond.run("edit", "pond", "rename", "Tom Garland", "Thomas Garland")
    assert told == (
        "Tom Garland is called Thomas Garland. Who is announced stays as it was: There is no template 'grouped'."
    )
    project.refresh()
    project.undo()
    project.undo()
    assert project.undoable is None


def test_a_template_that_announces_nobody_is_not_asked(pond: Pond, monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(*_: object) -> None:
        raise AssertionError("the template ran")

    project = pond.write("narration")
    monkeypatch.setattr(announcing, "scripts_of", asked)
    project.assign(number(project, "I will count"), "Ida Brook")
    project.rename("Tom Garland", "Thomas Garland")
    project.edit(0, "Good evening.")
    pond.write("quotes")


@pytest.mark.parametrize("template", ["quotes", "brief", "grouped", "narrated"])
@pytest.mark.parametrize("seed", range(3))
def test_nobody_is_announced_before_words_of_somebody_else(pond: Pond, template: str, seed: int) -> None:
    chance, project = random.Random(seed), pond.write(template)
    first, called = project.text, {role.name for role in project.script.roles}
    for step in range(12):
        lines = project.script.lines
        names = [role.name for role in project.script.roles if role.name not in {NARRATOR, UNATTRIBUTED}]
        try:
            if chance.random() < 0.7:
                at = chance.choice([at for at, line in enumerate(lines) if key_of(line)])
                project.assign(at, chance.choice([*names, "Zoe Quill", NARRATOR, UNATTRIBUTED]))
            elif names:
                project.rename(chance.choice(names), f"Nova{step} Prime{step}")
        except PodcasterError:
            continue
        called |= {role.name for role in project.script.roles}
        heard = [unit for unit in units_of(project.script) if isinstance(unit, Line)]
        for line, following in pairwise(heard):
            named = {name for name in called - {NARRATOR, UNATTRIBUTED} if name in line.text}
            if key_of(following) and line.text.endswith(":") and not key_of(line):
                assert named <= {following.role}, (line.text, following)
    while project.undoable:
        project.undo()
    assert project.text == first
