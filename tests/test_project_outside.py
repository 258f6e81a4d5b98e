"""A script edited in a text editor: the operations that the commands have, and nothing lost of what it says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from script_strategies import scripts

import podcaster
from podcaster.errors import PodcasterError
from podcaster.model import Gender, Script, Sound
from podcaster.project import operations as op
from podcaster.project.journal import make_patch
from podcaster.project.outside import edits_in
from podcaster.script import format_script, read_corrections, read_script
from podcaster.script.said import with_said
from podcaster.settings import load_settings

SCRIPT = """Title: The Bridge
Author: Ann Poe
Cast:
    Mara Lind: female
    Omar Reed: male

# The Bridge

It was closed on Monday after a night of rain.

@Mara Lind [[speaker: Mara Lind; verb: said; sure: 0.98; quote: 1a2b3c4d]]
We shall see what comes of it, and when.

It has stood for ninety years. Nobody has painted it since.

@Omar Reed [[speaker: Omar Reed; verb: said; sure: 0.95; quote: 2b3c4d5e]]
It is *very* loud.

# What is next

The council meets on Friday.

Nobody expects much.
"""

NO_SHOW = load_settings(Path(__file__).parent / "data" / "nowhere")
"""The settings of a show that is not there."""
EDITS = {
    "assign": (
        ("@Mara Lind [[", "@Omar Reed [["),
        ["Omar Reed says “We shall see what comes of it, and when. …”."],
    ),
    "assign to somebody new": (
        ("@Mara Lind [[speaker", "@Unattributed [[speaker"),
        ["Unattributed says “We shall see what comes of it, and when. …”."],
    ),
    "words": (("It was closed on Monday after a night of rain.", "It was shut."), ["Changed the words of line 1."]),
    "quoted words": (("We shall see what", "We will see what"), ["Changed the words of line 2."]),
    "emphasis": (("closed on", "*closed* on"), ["Changed the words of line 1."]),
    "split": (("years. Nobody", "years.\n\nNobody"), ["Split line 3."]),
    "join": (("Friday.\n\nNobody", "Friday. Nobody"), ["Joined line 5 with the next."]),
    "move": (
        (
            "The council meets on Friday.\n\nNobody expects much.",
            "Nobody expects much.\n\nThe council meets on Friday.",
        ),
        ["Moved line 6 to 5."],
    ),
    "insert": (("\n# What", "\nSo it is.\n\n# What"), ["Inserted a line at 5."]),
    "cut": (("The council meets on Friday.\n\n", ""), ["Cut “The council meets on Friday. …”."]),
    "voice": (("Omar Reed: male", "Omar Reed: male, voice steph"), ["Omar Reed speaks with steph."]),
    "gender": (("Omar Reed: male", "Omar Reed: female"), ["Omar Reed is female."]),
    "pronunciation": (("Cast:", "Said:\n    Reed = reet\nCast:"), ["Reed is said reet."]),
    "pause": (("comes of it, and when.", "comes of it, and when.\n(pause 2)"), ["Set the pause behind line 2."]),
    "direction": (("\nWe shall", "\n(slowly)\nWe shall"), ["Line 2 is spoken so: slowly."]),
    "title": (("Title: The Bridge", "Title: Bridge shut"), ["The title is “Bridge shut”."]),
    "author": (("Ann Poe", "Bea Poe"), ["Changed “Author” on the title page."]),
    "note": (("rain.", "rain. [[see page 4]]"), ["Changed the notes at line 1."]),
    "chapter": (("# What is next", "# Next"), ["The script was changed by other means."]),
    "blank lines": (("Cast:", "Cast:  "), ["The script was changed by other means."]),
}


def told(before: str, after: str) -> list[tuple[str, str]]:
    """What is told of an edit, and the script behind each operation."""
    return [(edit.what, edit.text) for edit in edits_in(before, after, lambda *_: "", NO_SHOW)]


def whole(before: str, after: str) -> list[str]:
    """What is told of an edit, after a look whether all of it is there, can be read and can be taken back."""
    edits, text, patches = told(before, after), before, []
    for _, made in edits:
        patches.append(make_patch(text, made))
        assert format_script(read_script(made, "s", people=None))
        text = made
    renamed = any(" is called " in what for what, _ in edits)
    assert text == after or renamed
    for patch in reversed(patches):
        text = patch.inverse.apply(text) or ""
    assert text == before
    return [what for what, _ in edits]


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_of_the_file_is_the_operation(name: str) -> None:
    (old, new), expected = EDITS[name]
    assert old in SCRIPT
    assert whole(SCRIPT, SCRIPT.replace(old, new)) == expected


def test_many_edits_at_once_are_an_entry_each() -> None:
    text = SCRIPT
    names = ["assign", "words", "split", "insert", "cut", "gender", "title"]
    for name in names:
        text = text.replace(*EDITS[name][0])
    assert whole(SCRIPT, text) == [
        "The title is “Bridge shut”.",
        "Changed the words of line 1.",
        "Omar Reed says “We shall see what comes of it, and when. …”.",
        "Split line 3.",
        "Inserted a line at 6.",
        "Cut “The council meets on Friday. …”.",
        "Omar Reed is female.",
    ]


def test_who_is_renamed_and_what_else_was_done_are_entries_of_their_own() -> None:
    text = SCRIPT.replace("Mara Lind", "Ines Holm").replace(*EDITS["words"][0]).replace(*EDITS["cut"][0])
    assert whole(SCRIPT, text) == [
        "Mara Lind is called Ines Holm.",
        "Changed the words of line 1.",
        "Cut “The council meets on Friday. …”.",
    ]


def test_very_many_changes_are_one_entry() -> None:
    before = format_script(read_script("\n\n".join(f"Line {number} is said." for number in range(120)), "s"))
    assert whole(before, before.replace("is said", "was said")) == ["The script was changed by other means."]
    assert len(whole(before, before.replace("0 is said", "0 was said"))) == 12


def test_two_who_change_places_are_two_operations_that_keep_what_is_known_of_them() -> None:
    text = (
        SCRIPT.replace("@Mara Lind [[", "@X [[").replace("@Omar Reed [[", "@Mara Lind [[").replace("@X", "@Omar Reed")
    )
    assert [what.partition(" says")[0] for what in whole(SCRIPT, text)] == ["Omar Reed", "Mara Lind"]


STEPS = st.tuples(
    st.sampled_from(
        ["assign", "words", "split", "join", "move", "insert", "cut", "pause", "slow", "gender", "voice", "say", "note"]
    ),
    st.integers(0, 30),
    st.integers(0, 30),
    st.sampled_from(
        ["Mara Lind", "Omar Reed", "Narrator", "Zoë O’Hara", "It is *so* loud.", "@x (so) > y", "Nobody, no."]
    ),
)


def changed(script: Script, name: str, one: int, other: int, words: str) -> Script:
    at, to = one % len(script.lines), other % len(script.lines)
    role = script.lines[at].role
    ways = {
        "assign": lambda: op.assign(script, [at], words),
        "words": lambda: op.edit(script, at, words, unlock=True),
        "split": lambda: op.split(script, at, script.lines[at].text.find(" ", other)),
        "join": lambda: op.join(script, at),
        "move": lambda: op.move(script, at, to),
        "insert": lambda: op.insert(script, at, "Mara Lind" if other % 2 else "Narrator", words),
        "cut": lambda: op.cut(script, at),
        "pause": lambda: op.set_pause(script, at, other / 2 or None),
        "slow": lambda: op.direct(script, at, "slowly" if other % 2 else ""),
        "gender": lambda: op.set_gender(script, role, list(Gender)[other % 3]),
        "voice": lambda: op.set_voice(script, role, "steph" if other % 2 else ""),
        "say": lambda: with_said(script, "Lind" if one % 2 else "loud", "linnd" if other % 2 else ""),
        "note": lambda: op.set_note(script, at, "see", "see: page 4"),
    }
    try:
        return ways[name]()
    except PodcasterError:
        return script


@settings(max_examples=60, deadline=None)
@given(st.lists(STEPS, min_size=1, max_size=12))
def test_operations_read_back_from_the_file_give_the_same_script(steps: list[tuple[str, int, int, str]]) -> None:
    before = format_script(read_script(SCRIPT, "s"))
    script = read_script(before, "s")
    for step in steps:
        script = changed(script, *step)
    after = format_script(script)
    what = whole(before, after)
    assert bool(what) == (before != after)
    assert "The script was changed by other means." not in what[:-1]


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_one_operation_read_back_from_the_file_is_one_entry(step: tuple[str, int, int, str]) -> None:
    before = format_script(read_script(SCRIPT, "s"))
    after = format_script(changed(read_script(before, "s"), *step))
    assert len(whole(before, after)) <= 1


def without_sounds(script: Script) -> Script:
    """A script for a show that has no sounds."""
    parts = [tuple(item for item in part.items if not isinstance(item, Sound)) for part in script.sections]
    sections = zip(script.sections, parts, strict=True)
    return replace(script, sections=tuple(replace(section, items=items) for section, items in sections))


@settings(max_examples=60, deadline=None)
@given(scripts().map(without_sounds), scripts().map(without_sounds))
def test_any_script_in_the_place_of_another_is_taken_up_whole(one: Script, other: Script) -> None:
    whole(format_script(one), format_script(other))


ARTICLE = """# The Bridge

By Ann Poe

It was closed on Monday after a night of rain.

“We shall see,” said Mara Lind.

“It is loud,” Omar Reed said.
"""


@pytest.fixture
def project(tmp_path: Path) -> podcaster.Project:
    (tmp_path / "b.md").write_text(ARTICLE, "utf-8")
    return podcaster.open_show(tmp_path, who="Ada").write(tmp_path / "b.md")


def edited(project: podcaster.Project, *edits: tuple[str, str]) -> str:
    """The project's file with words replaced in it."""
    text = project.text
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    (project.folder / "script.fountain").write_text(text, "utf-8")
    return text


SAYS, SHUT = ("@Mara Lind [[", "@Omar Reed [["), ("\nIt was closed on Monday after a night of rain.", "\nIt was shut.")


def test_each_edit_of_a_file_can_be_taken_back_alone(project: podcaster.Project) -> None:
    before = project.text
    after = edited(project, SAYS, SHUT)
    assert project.refresh()
    assert project.text == after
    what = [entry.what for entry in project.history]
    assert what[0].startswith("Changed the words of line ")
    assert what[1] == "Omar Reed says “We shall see, …”."
    assert all(entry.outside for entry in project.history)
    project.undo()
    assert project.text == before.replace(*SHUT)
    project.redo()
    assert project.text == after
    project.undo()
    project.undo()
    assert project.text == before


def test_what_lay_between_two_edits_made_at_once_is_no_state_to_go_back_to(project: podcaster.Project) -> None:
    before = project.text
    edited(project, SAYS, SHUT)
    project.refresh()
    half = before.replace(*SHUT)  # as the history has it behind the first of the two
    (project.folder / "script.fountain").write_text(half, "utf-8")
    again = podcaster.open_show(project.folder.parents[1]).open(project.folder)
    assert again.text == half
    assert again.history[-1].what == "Mara Lind says “We shall see, …”."


def test_a_speaker_put_right_in_the_file_is_remembered_like_one_put_right_by_command(tmp_path: Path) -> None:
    from podcaster.writing import keep_corrections

    remembered = []
    for way in ("file", "command"):
        (tmp_path / way).mkdir()
        (tmp_path / way / "b.md").write_text(ARTICLE, "utf-8")
        show = podcaster.open_show(tmp_path / way)
        one = show.write(tmp_path / way / "b.md")
        if way == "file":
            edited(one, SAYS)
            one.refresh()
        else:
            one.assign(
                next(at for at, line in enumerate(one.script.lines) if line.text == "We shall see,"), "Omar Reed"
            )
        assert one.history[-1].what == "Omar Reed says “We shall see, …”."
        keep_corrections(one.script, one.folder, show.settings.files)
        remembered.append([*read_corrections(show.settings.files.corrections, one.script.origins[0]).values()])
    assert remembered[0] == remembered[1] != []
