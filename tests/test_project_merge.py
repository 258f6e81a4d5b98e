"""An article that changes after people have changed its script: both changes are kept, line by line."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from script_strategies import scripts

import podcaster
from podcaster.model import Gender, Script
from podcaster.project.merge import collisions_of, merge, resolve
from podcaster.script import format_script, read_script, review_of

BASE = """Title: T
Author: Ann
Cast:
    Jane Doe: female

# One

It began on Monday.

@Jane Doe [[speaker: Jane Doe; verb: said; sure: 0.98; quote: 1a2b3c4d]]
It takes a year.

Nobody asked.

It ended on Friday.

# Two

Goodbye.
"""


def merged(ours: str, theirs: str, base: str = BASE) -> Script:
    return merge(*(read_script(text, "s") for text in (base, ours, theirs)))


def told(script: Script) -> list[str]:
    return [f"{line.role}: {line.text}" for line in script.lines]


def test_what_one_side_changed_is_taken() -> None:
    ours = (
        BASE.replace("@Jane Doe", "@Rosa Roe").replace("Nobody asked.", "Nobody had asked.").replace("# Two", "# End")
    )
    theirs = (
        BASE.replace("on Monday", "on Tuesday").replace("Goodbye.", "Goodbye.\n\nA correction.").replace("Ann", "Bea")
    )
    script = merged(ours, theirs)
    assert told(script) == [
        "Narrator: It began on Tuesday.", "Rosa Roe: It takes a year.", "Narrator: Nobody had asked.",
        "Narrator: It ended on Friday.", "Narrator: Goodbye.", "Narrator: A correction."]  # fmt: skip
    assert [section.title for section in script.sections] == ["One", "End"]
    assert script.metadata["Author"] == "Bea"
    assert collisions_of(script) == ()


def test_a_person_renamed_here_has_the_new_name_in_what_is_new_in_the_article() -> None:
    note = "[[speaker: Jane Doe; verb: said; sure: 0.98; quote: 2a2b3c4d]]"
    theirs = BASE.replace("Goodbye.", f"Goodbye.\n\n@Jane Doe {note}\nOr two.")
    renamed = BASE.replace("@Jane Doe", "@Rosa Roe").replace("    Jane Doe", "    Rosa Roe")
    script = merged(renamed, theirs)
    assert told(script)[-1] == "Rosa Roe: Or two."
    assert [(role.name, role.gender) for role in script.roles[1:]] == [("Rosa Roe", Gender.FEMALE)]
    assert not collisions_of(script)
    decided = renamed.replace("0.98", "decided")  # this line alone was given to somebody else
    assert told(merged(decided, theirs))[-1] == "Jane Doe: Or two."


def test_where_lines_in_a_row_were_edited_only_those_collide_that_the_article_changed_too() -> None:
    ours = (
        BASE.replace("on Monday", "on Tuesday").replace("a year.", "two years.")
        .replace("Nobody asked.", "Nobody asked her.\n\nNobody ever had.")
    )  # fmt: skip
    script = merged(ours, BASE.replace("a year.", "ten years."))
    assert told(script)[:4] == [
        "Narrator: It began on Tuesday.", "Jane Doe: It takes two years.", "Narrator: Nobody asked her.",
        "Narrator: Nobody ever had."]  # fmt: skip
    (collision,) = collisions_of(script)
    assert (collision.line, collision.base) == (1, ("Jane Doe: It takes a year.",))
    assert collision.theirs == ("Jane Doe: It takes ten years.",)
    assert told(resolve(script, 1, theirs=True))[:3] == [
        "Narrator: It began on Tuesday.", "Jane Doe: It takes ten years.", "Narrator: Nobody asked her."]  # fmt: skip


def test_lines_side_by_side_do_not_collide() -> None:
    script = merged(BASE.replace("Nobody asked", "No one asked"), BASE.replace("on Friday", "on Sunday"))
    assert told(script)[2:4] == ["Narrator: No one asked.", "Narrator: It ended on Sunday."]
    assert collisions_of(script) == ()


def test_the_same_change_on_both_sides_is_one() -> None:
    same = BASE.replace("a year", "two years")
    assert format_script(merged(same, same)) == format_script(read_script(same, "s"))


def test_what_collides_is_shown_and_can_be_settled_either_way() -> None:
    script = merged(BASE.replace("a year", "one year"), BASE.replace("a year", "two years"))
    (collision,) = collisions_of(script)
    assert (collision.line, collision.base) == (1, ("Jane Doe: It takes a year.",))
    assert (collision.mine, collision.theirs) == (("Jane Doe: It takes one year.",), ("Jane Doe: It takes two years.",))
    again = read_script(format_script(script), "s")
    assert collisions_of(again) == collisions_of(script)
    assert "it now has “Jane Doe: It takes two years.”" in review_of(again)[0]
    for theirs, words in ((True, "It takes two years."), (False, "It takes one year.")):
        settled = resolve(again, 1, theirs=theirs)
        assert settled.lines[1].text == words
        assert collisions_of(settled) == ()
        assert any(note.startswith("speaker:") for note in settled.lines[1].notes)


def test_a_line_that_was_cut_and_has_changed_is_shown_beside_its_place() -> None:
    script = merged(BASE.replace("Nobody asked.\n\n", ""), BASE.replace("Nobody asked", "Nobody ever asked"))
    (collision,) = collisions_of(script)
    assert (collision.line, collision.base, collision.mine) == (2, ("Narrator: Nobody asked.",), ())
    assert told(resolve(script, 2, theirs=True))[2:4] == [
        "Narrator: Nobody ever asked.",
        "Narrator: It ended on Friday.",
    ]


def test_a_line_that_the_article_has_lost_stays_where_it_was_edited() -> None:
    script = merged(BASE.replace("Nobody asked.", "No one asked."), BASE.replace("Nobody asked.\n\n", ""))
    assert told(script)[2] == "Narrator: No one asked."
    assert collisions_of(script)[0].theirs == ("(taken out)",)
    assert len(resolve(script, 2, theirs=True).lines) == 4


def test_two_speakers_for_one_line_collide() -> None:
    script = merged(BASE.replace("@Jane Doe", "@Rosa Roe"), BASE.replace("@Jane Doe", "@Ida Marsh"))
    assert collisions_of(script)[0].theirs == ("Ida Marsh: It takes a year.",)
    assert told(resolve(script, 1, theirs=True))[1] == "Ida Marsh: It takes a year."


@pytest.mark.parametrize("mine", ["It takes one year.", "(cut)"])
def test_a_collision_that_nobody_has_settled_tells_what_the_article_has_now(mine: str) -> None:
    years = [BASE.replace("a year", words) for words in ("two years", "three years")]
    ours = BASE.replace("It takes a year.", mine)
    if mine == "(cut)":
        ours = re.sub(r"@Jane.*\n.*\n\n", "", BASE)
    once = format_script(merged(ours, years[0]))
    (collision,) = collisions_of(merged(once, years[1], years[0]))
    assert (collision.base, collision.theirs) == (
        ("Jane Doe: It takes a year.",),
        ("Jane Doe: It takes three years.",),
    )
    back = merged(once, BASE, years[0])
    assert collisions_of(back) == ()
    assert format_script(back) == format_script(read_script(ours, "s"))


@settings(max_examples=60, deadline=None)
@given(scripts(), scripts())
def test_one_side_alone_wins_and_nothing_of_ours_is_lost(one: Script, other: Script) -> None:
    one, other = (read_script(format_script(each), "s") for each in (one, other))
    assert format_script(merge(one, one, other)).partition("\n#")[2] == format_script(other).partition("\n#")[2]
    assert format_script(merge(one, other, one)).partition("\n#")[2] == format_script(other).partition("\n#")[2]
    assert format_script(merge(one, other, other)) == format_script(other)


ARTICLE = """# The Bridge

The bridge was closed on Monday. “We shall see,” said Mara Lind, who lives beside it.

“It is loud,” Omar Reed told the council. “Very loud.”
"""


def test_make_puts_a_correction_into_an_edited_script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PODCASTER_CACHE", str(tmp_path / "cache"))
    (tmp_path / "podcaster.toml").write_text("[sound]\ntheme = ''\n")
    article = tmp_path / "bridge.md"
    article.write_text(ARTICLE, "utf-8")
    show = podcaster.open_show(tmp_path, who="Ada")
    project = show.write(article)
    project.render()
    line = next(i for i, each in enumerate(project.script.lines) if each.text == "We shall see,")
    project.assign(line, "Ines Holm")
    project.set_voice("Omar Reed", project.cast.voice("Omar Reed").name)
    article.write_text(ARTICLE.replace("closed on Monday", "closed on Tuesday"), "utf-8")
    from typer.testing import CliRunner

    from podcaster.cli import app

    result = CliRunner().invoke(app, ["--show", str(tmp_path), "make", str(article), "--json"])
    assert result.exit_code == 0, result.stderr
    assert "was put into it" in " ".join(json.loads(result.stdout)["notices"])
    project = show.open(project.folder)
    assert "Ines Holm: We shall see," in told(project.script)
    assert any("closed on Tuesday" in each for each in told(project.script))
    assert next(role.voice for role in project.script.roles if role.name == "Omar Reed")
    assert "merged with what was changed here" in project.history[-1].what
    assert project.kept is not None
    assert "closed on Tuesday" in project.kept.read[0].article.text
    again = show.write(article)
    assert again.text == project.text
    assert again.revision == project.revision
