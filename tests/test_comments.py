"""Comments in a script: for editors, and there until somebody takes them out."""

from __future__ import annotations

from pathlib import Path

import pytest

import podcaster
from tests.folders import Folder, number_of

MONDAY = "/* Ann: is Monday right? */"
LONG = "/* Bea:\n\nask Lind\n\nagain */"
PAGE = "/* seen by Ann */"
INSIDE = "/* really? */"


@pytest.fixture
def folder(folder: Folder) -> Folder:
    folder.make()
    return folder


def by_hand(folder: Folder, *changes: tuple[str, str]) -> None:
    text = folder.script.read_text("utf-8")
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    folder.script.write_text(text, "utf-8")


def commented(folder: Folder) -> None:
    """A script with comments at all kinds of places."""
    by_hand(
        folder,
        ("\n\nIt was closed on Monday", f"\n\n{MONDAY}\n\nIt was closed on Monday"),
        ("\nIt is loud", f"\nIt {INSIDE} is loud"),
        ("Title: The Bridge\n", f"Title: The Bridge\n{PAGE}\n"),
        ("\nsaid Mara Lind.\n", f"\nsaid Mara Lind.\n\n{LONG}\n"),
    )


def comments(folder: Folder) -> list[str]:
    """The comments that the script has, each at what stands below it."""
    text = folder.script.read_text("utf-8")
    return [
        f"{each} -> {text.partition(each)[2].strip().splitlines()[0].partition(' [[')[0][:20]}"
        for each in (PAGE, MONDAY, LONG, INSIDE)
        if each in text
    ]


ALL = [f"{PAGE} -> Cast:", f"{MONDAY} -> It was closed on Mon", f"{LONG} -> {INSIDE}", f"{INSIDE} -> @Omar Reed"]


def test_comments_stay_through_every_operation(folder: Folder) -> None:
    project = podcaster.open_show(folder.path).open("bridge")
    project.sign("Ada")
    first = project.text
    commented(folder)
    assert "comments on the title page" in " ".join(folder.edit("history").split())
    for arguments in (
        ("words", number_of(folder, "said Mara"), "Mara Lind told us."),
        ("pause", number_of(folder, "It is loud"), "2"),
        ("say", "Lind", "lint"),
        ("rename", "Mara Lind", "Mara Holm"),
        ("assign", number_of(folder, "We shall see"), "Omar Reed"),
        ("insert", number_of(folder, "We shall see"), "It begins."),
    ):
        folder.edit(*arguments)
        assert comments(folder) == ALL
    folder.edit("render")
    assert comments(folder) == ALL
    assert not any("is Monday right" in path.read_text("utf-8") for path in folder.script.parent.glob("transcript.*"))
    project.refresh()
    while project.undoable:
        project.undo()
    assert project.text == first
    assert project.signature
    assert project.signature.valid


def test_what_is_not_heard_needs_no_other_signature(folder: Folder) -> None:
    project = podcaster.open_show(folder.path).open("bridge")
    project.sign("Ada")
    commented(folder)
    project.refresh()
    assert project.signature
    assert project.signature.valid


def test_a_comment_goes_with_its_line(folder: Folder) -> None:
    commented(folder)
    folder.edit("split", number_of(folder, "on Monday"), "on Monday")
    assert comments(folder) == ALL
    folder.edit("join", number_of(folder, "on Monday"))
    folder.edit("move", number_of(folder, "on Monday"), "1")
    assert comments(folder) == ALL
    assert folder.script.read_text("utf-8").index(MONDAY) < folder.script.read_text("utf-8").index("Welcome to")
    folder.edit("cut", number_of(folder, "on Monday"))
    assert comments(folder) == [PAGE + " -> Cast:", *ALL[2:]]
    folder.edit("undo")
    assert comments(folder) == ALL


@pytest.mark.parametrize(
    ("changes", "below"),
    [
        ([("It is loud", "It is very loud")], ALL[1]),
        ([("closed on Monday after a night", "closed on Tuesday after a night")], f"{MONDAY} -> It was closed on Tue"),
        ([("It was closed on Monday after a night of rain.\n\n", "")], f"{MONDAY} -> "),
        (
            [("It was closed on Monday after a night of rain.", "Nobody may cross the Wye this week.")],
            f"{MONDAY} -> ",
        ),
        ([("# The Bridge", "# The Road")], ALL[1]),
    ],
)
def test_an_article_that_changes_takes_no_comment_with_it(
    folder: Folder, changes: list[tuple[str, str]], below: str
) -> None:
    commented(folder)
    folder.change(*changes)
    folder.make()
    (page, monday, *others) = comments(folder)
    assert page == ALL[0]
    assert monday.startswith(below)
    assert others == ALL[2:]
    assert sum(folder.script.read_text("utf-8").count(each) for each in (PAGE, MONDAY, LONG, INSIDE)) == 4


def test_a_comment_stays_when_a_collision_is_settled_and_a_merge_taken_back(folder: Folder) -> None:
    commented(folder)
    folder.edit("words", number_of(folder, "on Monday"), "It was shut on Monday.")
    folder.change(("on Monday", "on Tuesday"))
    folder.make()
    folder.take_theirs()
    assert comments(folder) == [ALL[0], f"{MONDAY} -> It was closed on Tue", *ALL[2:]]
    folder.edit("undo")
    folder.edit("undo")
    assert comments(folder) == [ALL[0], f"{MONDAY} -> It was shut on Monda", *ALL[2:]]


def test_an_edited_copy_of_the_script_comes_back_with_its_comments(folder: Folder, tmp_path: Path) -> None:
    commented(folder)
    copy = tmp_path / "copy.fountain"
    copy.write_text(folder.script.read_text("utf-8"), "utf-8")
    folder.run("make", str(copy))
    folder.edit("pause", "1", "2")
    assert comments(folder) == ALL


def test_of_two_lines_with_the_same_comment_one_that_the_article_takes_out_leaves_its_own(folder: Folder) -> None:
    same = "/* look */"
    text = folder.script.read_text("utf-8")
    for words in ("\nIt was closed on Monday", "\n@Omar Reed [["):
        text = text.replace(f"\n{words}", f"\n\n{same}{words}")
    folder.script.write_text(text, "utf-8")
    folder.change(("It was closed on Monday after a night of rain.\n\n", ""))
    folder.make()
    text = folder.script.read_text("utf-8")
    assert "closed on Monday" not in text.partition("# The Bridge")[2]
    assert text.count(same) == 2
