"""The studio and an article that changes: what a merge brought and somebody took back is shown, and can be had."""

from __future__ import annotations

import json

import pytest

from tests import commands
from tests.studios import found_by_axe, go_to, keys, press, settled, text_of, until

pytest.importorskip("starlette", reason="starlette is not installed")

MINE = "The bridge was shut."
THEIRS = "Narrator: The bridge was closed on Tuesday."


def change(studio, *changes):
    """Change the article, and have it read again."""
    article = studio.show / "bridge.md"
    text = article.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    article.write_text(text, "utf-8")
    told = commands.run(["--show", str(studio.show), "make", str(article)])
    assert told.returncode == 0, told.stderr


def number_of(studio, words):
    return next(line["i"] for line in studio.state()["lines"] if words in line["text"])


def edited(studio, *arguments):
    """What the command line says."""
    told = commands.run(["--show", str(studio.show), "edit", studio.folder.name, *arguments])
    assert told.returncode == 0, told.stderr
    return told.stdout


def lines(studio):
    return [(line["role"], line["text"]) for line in studio.state()["lines"]]


@pytest.fixture
def taken_back(studio):
    """A studio in which a merge was taken back: one line collides with what was edited, one is new, two are gone."""
    studio.do("edit", line=number_of(studio, "on Monday"), text=MINE, unlock=False)
    change(
        studio,
        ("on Monday", "on Tuesday"),
        ("Somebody had written", "A hand had written"),
        ('Lind was not surprised. "They never do," she said.\n', ""),
    )
    until(lambda: studio.state()["merge"])
    studio.do("undo")
    assert not studio.state()["merge"]
    return studio


def test_what_was_taken_back_stands_at_its_lines_and_comes_again_by_keyboard(taken_back, browser):
    from selenium.webdriver.common.keys import Keys

    studio = taken_back
    go_to(browser, "2")
    until(lambda: "In 4 places the article says something else" in text_of(browser, "#back"))  # one is the summary
    told = f'[data-line="{number_of(studio, MINE)}"] .there'
    assert text_of(browser, told).split("\n\n") == ["taken back here; the article has", THEIRS]
    gone = f'[data-line="{number_of(studio, "not surprised")}"] .there'
    assert text_of(browser, gone).split("\n\n") == [
        "taken back here; for these 3 lines the article has",
        "nothing any more",
    ]
    assert found_by_axe(browser) == []
    same = json.loads(edited(studio, "--json"))["lines"]
    assert [line["line"] - 1 for line in same if line["taken_back"]] == [
        line["i"] for line in studio.state()["lines"] if line["back"]
    ]
    press(browser, "#find", Keys.TAB, Keys.TAB, Keys.ENTER)  # over Next to what leads to the first of them
    assert browser.execute_script("return document.activeElement.querySelector('.there') !== null")
    press(browser, "#bring")
    until(lambda: len(studio.state()["merge"]) == 1)
    settled(browser)
    assert browser.execute_script("return document.querySelector('.find .back').hidden")
    assert browser.execute_script("return document.activeElement.matches('.line')")
    assert "Made again: The article was read again" in text_of(browser, "#status")
    assert ("Narrator", "A hand had written on the wall.") in lines(studio)


def test_redo_puts_in_a_merge_after_later_edits_as_the_command_line_does(taken_back, browser):
    studio = taken_back
    first = number_of(studio, "moved under my feet")
    studio.do("pause", line=first, seconds=1.5)  # there is nothing to make again by itself any more
    change(studio, ("Nobody answered", "Nobody ever answered"))
    until(lambda: ("Unattributed", "Nobody ever answered the telephone 🙂.") in lines(studio))
    studio.do("undo")
    studio.do("insert", line=first, role="Narrator", text="This was written later.")
    go_to(browser, "2")
    until(lambda: "This was written later." in text_of(browser))
    before = (studio.folder / "script.fountain").read_text("utf-8")
    assert studio.state()["about"]["redo"]
    press(browser, '[data-line="0"]', "U")
    until(lambda: studio.state()["merge"])
    merged = (studio.folder / "script.fountain").read_text("utf-8")
    assert "Nobody ever answered" in merged
    assert "This was written later." in merged
    settled(browser)
    assert browser.execute_script("return document.querySelector('#redo').disabled")
    keys(browser, "u")
    until(lambda: (studio.folder / "script.fountain").read_text("utf-8") == before)
    edited(studio, "redo")
    assert (studio.folder / "script.fountain").read_text("utf-8") == merged


def test_what_redo_makes_first_is_said_where_it_is_not_the_merge(taken_back, browser):
    from selenium.webdriver.common.keys import Keys

    studio = taken_back
    studio.do("undo")  # the words that were edited before it
    assert studio.state()["about"]["redo"] != "The article was read again."
    go_to(browser, "2")
    until(lambda: "Redo, first of all: Changed the words of line" in text_of(browser, "#bring"))
    press(browser, "#bring")
    until(lambda: "Put it in again" in text_of(browser, "#bring"))
    assert browser.execute_script("return document.activeElement.id") == "bring"
    keys(browser, Keys.ENTER)
    until(lambda: studio.state()["merge"])
