"""A decision about who says a quote is remembered as long as somebody holds it, and decides nothing from then on."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

import podcaster
from podcaster.cli import app
from podcaster.model import Origin
from podcaster.script import read_corrections
from tests.test_project_naming import BRIDGE

OMAR, MARA = "assign 5 Omar", "assign 5 Mara"
SHALL, WILL, MUST = "1804cac3", "42c96c5a", "e2c1eadc"
"""What names "We shall see," in notes, and the article's later versions of it."""


class Bridge:
    """A show with an episode, whose article is changed and made again."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.article = folder, folder / "b.md"
        (folder / "podcaster.toml").write_text("[sound]\ntheme = ''\n")
        self.article.write_text(BRIDGE, "utf-8")
        self.run("make", str(self.article))
        (self.script,) = folder.glob("output/*/script.fountain")
        self.first = self.script.read_text("utf-8")

    def run(self, *words: str) -> str:
        result = CliRunner().invoke(app, ["--show", str(self.folder), *words])
        assert result.exit_code == 0, result.output
        return result.stdout

    def do(self, *steps: str) -> Bridge:
        """Do one thing after the other: what is written with an arrow is changed in the article."""
        for step in steps:
            old, arrow, new = step.partition(" -> ")
            if arrow:
                text = self.article.read_text("utf-8")
                assert old in text
                self.article.write_text(text.replace(old, new), "utf-8")
            elif step == "make":
                self.run("make", str(self.article))
            elif step == "force":
                self.run("make", "--force", str(self.article))
            elif step == "by hand":
                self.script.write_text(self.first, "utf-8")
            elif step.startswith("assign"):
                name = "Omar Reed" if step == OMAR else "Mara Lind"
                self.run("edit", "the-bridge", "assign", "5", name)
            else:
                self.run("edit", "the-bridge", *step.split())
        return self

    @property
    def remembered(self) -> dict[str, str]:
        """What is kept for the article's next script."""
        path = self.folder / "voices" / "corrections.toml"
        return {key: each.speaker for key, each in read_corrections(path, Origin(file="b.md")).items()}

    @property
    def says(self) -> str:
        """Who says the line in the script."""
        project = podcaster.open_show(self.folder).open("the-bridge")
        return project.script.lines[4].role

    @property
    def would_say(self) -> str:
        """Who says it in whatever is made of the article next."""
        quoted = [line for line in self.run("quotes", str(self.article)).split("\n") if " see,”" in line]
        return "Omar Reed" if "[Omar Reed]" in quoted[0] else "Mara Lind"


@pytest.fixture
def bridge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bridge:
    monkeypatch.setenv("PODCASTER_CACHE", str(tmp_path / "cache"))
    return Bridge(tmp_path)


TAKEN_BACK = [
    (OMAR, "render", "undo"),
    (OMAR, "render", "undo", "make"),
    (OMAR, "render", "undo", "force"),
    (OMAR, "render", "undo", "Monday -> Tuesday", "make"),
    (OMAR, "render", "undo", "shall -> will", "make"),
    (OMAR, "render", "Monday -> Tuesday", "make", "undo", "undo"),
    (OMAR, "render", "Monday -> Tuesday", "make", "undo", "undo", "Tuesday -> Friday", "make"),
    (OMAR, "render", "shall -> will", "make", "undo", "undo", "make"),
    (OMAR, "render", "shall -> will", "make", "undo", "undo", "will see -> must see", "make"),
    (OMAR, "shall -> will", "make", "undo", "undo", "Monday -> Tuesday", "make"),
    (OMAR, "render", "force", "undo", "undo", "Monday -> Tuesday", "make"),
    (OMAR, "render", "shall -> will", "make", MARA, "render", "undo", "undo", "undo"),
    (OMAR, "render", "by hand", "Monday -> Tuesday", "make"),
    (OMAR, "render", "by hand", "force"),
]


@pytest.mark.parametrize("steps", TAKEN_BACK, ids=", ".join)
def test_what_is_taken_back_decides_nothing_whatever_is_made_next(bridge: Bridge, steps: tuple[str, ...]) -> None:
    bridge.do(*steps)
    assert (bridge.says, bridge.would_say, bridge.remembered) == ("Mara Lind", "Mara Lind", {})
    bridge.do("make", "force")
    assert (bridge.says, bridge.remembered) == ("Mara Lind", {})


GIVEN_BACK = [
    ((OMAR, "render", "shall -> will", "make", MARA, "render"), [SHALL, WILL]),
    ((OMAR, "render", MARA, "shall -> will", "make"), [SHALL, WILL]),
    ((OMAR, "render", "shall -> will", "make", "will see -> must see", "make", MARA, "render"), [SHALL, WILL, MUST]),
    ((OMAR, "render", MARA, "force"), [SHALL]),
]


@pytest.mark.parametrize(("steps", "keys"), GIVEN_BACK, ids=", ".join)
def test_the_latest_decision_stands_under_all_words_that_the_line_has_had(
    bridge: Bridge, steps: tuple[str, ...], keys: list[str]
) -> None:
    bridge.do(*steps)
    assert (bridge.says, bridge.remembered) == ("Mara Lind", dict.fromkeys(keys, "Mara Lind"))
    bridge.article.write_text(BRIDGE, "utf-8")
    assert bridge.would_say == "Mara Lind"
    bridge.do("force")
    assert bridge.says == "Mara Lind"


HELD = [
    (OMAR, "render", "undo", "redo"),
    (OMAR, "render", "shall -> will", "make", "undo", "undo", "redo", "redo"),
    (OMAR, "render", "shall -> will", "make", MARA, "render", "undo"),
    (OMAR, "render", "shall -> will", "make", "will see -> shall see", "make"),
    (OMAR, "render", "shall -> will", "make", "undo", "render", "redo"),
]


@pytest.mark.parametrize("steps", HELD, ids=", ".join)
def test_what_somebody_holds_again_decides_again(bridge: Bridge, steps: tuple[str, ...]) -> None:
    bridge.do(*steps)
    assert (bridge.says, bridge.would_say, set(bridge.remembered.values())) == ("Omar Reed", "Omar Reed", {"Omar Reed"})
    bridge.do("force")
    assert bridge.says == "Omar Reed"


@pytest.mark.parametrize("steps", [("cut 5",), ("cut 5", "render"), ("cut 5", "render", "undo", "redo", "render")])
def test_a_line_that_is_cut_leaves_what_was_decided_about_it(bridge: Bridge, steps: tuple[str, ...]) -> None:
    bridge.do(OMAR, "render", *steps)
    assert (bridge.would_say, bridge.remembered) == ("Omar Reed", {SHALL: "Omar Reed"})


def test_two_lines_whose_words_an_article_changes_keep_their_own_decisions(bridge: Bridge) -> None:
    bridge.do(OMAR)
    bridge.run("edit", "the-bridge", "assign", "7", "Ida Moss")
    bridge.do("render", "shall -> will", "loud -> very loud", "make", MARA, "render")
    assert sorted(bridge.remembered.values()) == ["Ida Moss", "Ida Moss", "Mara Lind", "Mara Lind"]
    bridge.do("undo", "undo")
    assert sorted(bridge.remembered.values()) == ["Ida Moss", "Omar Reed"]


def test_who_takes_the_speaker_of_the_article_does_not_hold_the_own_one_any_more(bridge: Bridge) -> None:
    bridge.script.write_text(bridge.first.replace("@Mara Lind [[", "@Omar Reed [["), "utf-8")
    bridge.do("render", "said Mara Lind -> said Ida Moss", "make")
    assert set(bridge.remembered.values()) == {"Omar Reed"}
    bridge.do("resolve 5 --theirs")
    assert bridge.says == "Ida Moss"
    assert SHALL not in bridge.remembered


def test_what_is_remembered_of_a_quote_follows_whoever_has_it_in_the_script(bridge: Bridge) -> None:
    bridge.do(OMAR, "render", MARA)
    assert bridge.remembered == {SHALL: "Mara Lind"}
    bridge.do("undo")
    assert bridge.remembered == {SHALL: "Omar Reed"}
    bridge.run("edit", "the-bridge", "rename", "Omar Reed", "Omar Stone")
    assert bridge.remembered == {SHALL: "Omar Stone"}
    bridge.do("undo", "undo")
    assert bridge.remembered == {}
    bridge.do(OMAR, "render", "force")  # the template has it from the editor now
    bridge.run("edit", "the-bridge", "rename", "Omar Reed", "Omar Stone")
    assert bridge.remembered == {SHALL: "Omar Stone"}


def test_of_a_split_quote_nobody_holds_for_all_of_it_what_is_decided_of_the_smaller_part(bridge: Bridge) -> None:
    bridge.do("We shall see, -> It will open by June. We shall keep it,", "make", "split 5 June.")
    for number in ("6", "5"):
        bridge.run("edit", "the-bridge", "assign", number, "Omar Reed")
    bridge.do("join 5", "render")
    assert set(bridge.remembered.values()) == {"Omar Reed"}
    bridge.do("undo", "undo")
    assert bridge.remembered == {}


TEASER = """{% extends "_base.fountain.j2" %}
{% import "_macros.fountain.j2" as script %}
{% block body %}
# Cold open

{% set quote = article.passages | best %}
{{ script.say_passage(quote) }}

# {{ article.title }}

{% for section in article.sections %}{% for paragraph in section.paragraphs %}
{{ script.say_paragraph(paragraph) }}

{% endfor %}{% endfor %}
{% endblock %}
"""


def test_a_quote_that_a_template_says_twice_is_of_one_speaker_in_both_places(bridge: Bridge) -> None:
    (bridge.folder / "scripts").mkdir(exist_ok=True)
    (bridge.folder / "scripts" / "teaser.fountain.j2").write_text(TEASER, "utf-8")
    bridge.run("make", "--template", "teaser", str(bridge.article))
    show = podcaster.open_show(bridge.folder)
    project = show.open("the-bridge")
    words = next(line.text for line in project.script.lines if "quote: " in " ".join(line.notes))
    twice = [index for index, line in enumerate(project.script.lines) if line.text == words]
    assert len(twice) == 2
    for line, name in zip(twice, ("Ida Moss", "Zoe Zed"), strict=True):
        project.assign(line, name)
        assert [project.script.lines[each].role for each in twice] == [name, name]
        project.render()
        assert name in bridge.remembered.values()
    project.undo()
    assert [project.script.lines[each].role for each in twice] == ["Ida Moss", "Ida Moss"]


def test_quotes_that_were_joined_and_split_again_are_decided_each_by_itself(bridge: Bridge) -> None:
    bridge.article.write_text(BRIDGE.replace("said Mara Lind.", "said Mara Lind. “It will take a week,” she said."))
    bridge.do("make", "cut 6", "join 5")
    bridge.run("edit", "the-bridge", "split", "5", "We shall see,")
    bridge.run("edit", "the-bridge", "assign", "6", "Omar Reed")
    bridge.do("render")
    assert list(bridge.remembered.values()) == ["Omar Reed"]
    assert SHALL not in bridge.remembered
    bridge.do("force")
    assert bridge.says == "Mara Lind"


@pytest.mark.parametrize(("words", "speaker"), [("We", "Omar Reed"), ("We shall", "")])
def test_of_a_quote_that_was_split_is_remembered_who_says_most_of_it(bridge: Bridge, words: str, speaker: str) -> None:
    bridge.run("edit", "the-bridge", "split", "5", words)
    bridge.run("edit", "the-bridge", "assign", "6", "Omar Reed")
    bridge.do("render")
    assert bridge.remembered.get(SHALL, "") == speaker
