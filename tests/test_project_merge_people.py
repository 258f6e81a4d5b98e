"""An article that comes to name other people than its edited script: what both sides have said of a speaker."""

from __future__ import annotations

import pytest
from test_project_merge import BASE, merged

from podcaster.merging.collisions import collisions_of
from podcaster.merging.resolving import resolve
from podcaster.model import Gender
from podcaster.project.operations import rename, set_gender
from podcaster.script import format_script, read_script
from tests.folders import Folder, number_of


def cast(folder: Folder) -> list[str]:
    """Everyone's line on the title page."""
    page, _, _ = folder.script.read_text("utf-8").partition("\n\n")
    return [line.strip() for line in page.partition("Cast:\n")[2].splitlines()]


@pytest.mark.parametrize("named", ["Omar Reed", "Mara Lind"])
def test_a_speaker_whom_both_sides_name_otherwise_collides(folder: Folder, named: str) -> None:
    """The second editor has confirmed whom the program had found: that is a decision as well."""
    folder.make()
    line = number_of(folder, "We shall")
    folder.edit("assign", line, named)
    folder.edit("render")  # from now on the template has it from the editor
    folder.change(("said Mara Lind", "said Ida Moss"))
    assert "One place collides" in folder.make()
    told = folder.edit()
    assert f"{named}: We shall see," in told
    assert "! The article now has: Ida Moss: We shall see," in told
    folder.make()
    assert [each["collides"] for each in folder.lines() if each["collides"]] == [["Ida Moss: We shall see,"]]
    folder.edit("resolve", line, "--theirs")
    folder.edit("render")
    folder.make()
    assert "Ida Moss: We shall see," in folder.told()
    assert not any(each["collides"] for each in folder.lines())


def test_a_speaker_named_in_an_earlier_script_collides_when_the_article_changes_the_words_too(folder: Folder) -> None:
    folder.make()
    folder.edit("assign", number_of(folder, "We shall"), "Omar Reed")
    folder.edit("render")
    folder.change(("was closed", "was shut"))
    folder.make()
    assert not any(each["collides"] for each in folder.lines())
    folder.change(("said Mara Lind", "said Ida Moss"), ("We shall", "We will"))
    folder.make()
    assert [each["collides"] for each in folder.lines() if each["collides"]] == [["Ida Moss: We will see,"]]
    assert "Omar Reed: We will see," in folder.told()


def test_where_the_article_names_nobody_or_the_same_person_now_the_editor_s_decision_stands(folder: Folder) -> None:
    folder.make()
    folder.edit("assign", number_of(folder, "We shall"), "Omar Reed")
    folder.edit("render")
    folder.change(("said Mara Lind.", "said Omar Reed."))
    folder.make()
    folder.change((" said Omar Reed.", ""))
    folder.make()
    assert "Omar Reed: We shall see," in [told.rstrip(".") for told in folder.told()]
    assert not any(each["collides"] for each in folder.lines())


def test_a_person_whom_both_sides_call_otherwise_collides_once_and_keeps_voice_and_gender(folder: Folder) -> None:
    folder.change(("“It is loud,”", "“We wait,” Mara Lind said.\n\n“It is loud,”"))
    folder.make()
    folder.edit("rename", "Mara Lind", "Mara Lund")
    folder.edit("render")
    before = next(each for each in cast(folder) if each.startswith("Mara Lund"))
    folder.change(("Mara Lind", "Mara Lundgren"))
    folder.make()
    assert [each["collides"] for each in folder.lines() if each["collides"]] == [["name of Mara Lund: Mara Lundgren"]]
    assert {"Mara Lund: We shall see,", "Mara Lund: We wait,"} <= set(folder.told())
    folder.edit("resolve", number_of(folder, "We shall"), "--theirs")
    folder.edit("render")
    folder.make()
    assert {"Mara Lundgren: We shall see,", "Mara Lundgren: We wait,"} <= set(folder.told())
    assert before.replace("Lund", "Lundgren") in cast(folder)
    assert not any(each["collides"] for each in folder.lines())


def test_gender_and_voice_follow_a_person_whom_the_article_calls_otherwise(folder: Folder) -> None:
    folder.make()
    folder.edit("gender", "Mara Lind", "male")
    folder.edit("voice", "Mara Lind", "aunty")
    folder.edit("render")
    folder.change(("said Mara Lind", "said Maria Lind"))
    folder.make()
    assert "Maria Lind: male, voice aunty" in cast(folder)
    assert not any(each["collides"] for each in folder.lines())


def test_where_quite_another_name_comes_what_the_article_says_of_the_person_is_shown(folder: Folder) -> None:
    """Nobody can tell whether it is somebody else: what was decided is not gone without a word."""
    folder.make()
    folder.edit("gender", "Mara Lind", "male")
    folder.edit("render")
    folder.change(("said Mara Lind", "said Ida Moss"))
    folder.make()
    assert "Ida Moss: male" in cast(folder)
    assert "! The article now has: gender of Ida Moss: female" in folder.edit()
    folder.edit("resolve", number_of(folder, "We shall"), "--theirs")
    assert "Ida Moss: female" in cast(folder)


def test_what_collides_of_somebody_who_has_another_name_by_now_puts_nothing_on_the_title_page() -> None:
    base = read_script(BASE, "s")
    ours = set_gender(base, "Jane Doe", Gender.MALE)
    theirs = BASE.replace("Jane Doe: female", "Jane Doe: unknown")
    script = merged(format_script(ours), theirs)
    (collision,) = collisions_of(script)
    settled = resolve(rename(script, "Jane Doe", "Joan Doe", ""), collision.line, theirs=True)
    assert dict(settled.metadata) == dict(script.metadata)
    assert not collisions_of(settled)


def test_lines_given_to_a_person_here_are_not_somebody_else_s_because_the_article_has_another_name() -> None:
    ours = BASE.replace("Nobody asked.", "@Jane Doe\nNobody asked.")
    script = merged(ours, BASE.replace("Jane Doe", "Ida Marsh"))
    assert [line.role for line in script.lines][1:3] == ["Ida Marsh", "Jane Doe"]
    script = merged(ours, BASE.replace("Jane Doe", "Janet Doe"))
    assert [line.role for line in script.lines][1:3] == ["Janet Doe", "Janet Doe"]


def test_the_paper_is_not_the_book_because_both_are_called_the_something() -> None:
    base = BASE.replace("Jane Doe", "the book")
    ours = base.replace("Nobody asked.", "@the book\nNobody asked.")
    script = merged(ours, base.replace("the book", "the paper"), base)
    assert [line.role for line in script.lines][1:3] == ["the paper", "the book"]
    script = merged(ours, base.replace("the book", "a picture book"), base)
    assert [line.role for line in script.lines][1:3] == ["a picture book", "a picture book"]
