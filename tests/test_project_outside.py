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
from podcaster.model import Gender, Line, Script, Sound
from podcaster.project import operations as op
from podcaster.project.journal import make_patch
from podcaster.project.outside import edits_in
from podcaster.project.recut import join, split
from podcaster.project.units import Heading, sections_of, units_of
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

LATE = "It is *very* loud.\n\nIt was closed on Tuesday after a night of rain.\n"
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
    "heading": (("# What is next", "# Next"), ["The heading “What is next” is “Next” now."]),
    "synopsis": (
        ("# What is next\n", "# What is next\n= Plans.\n"),
        ["Changed the note below the heading “What is next”."],
    ),
    "heading added": (("It has stood", "# Ninety years\n\nIt has stood"), ["Inserted the heading “Ninety years”."]),
    "heading taken out": (("# What is next\n\n", ""), ["Took out the heading “What is next”."]),
    "heading moved": (
        ("# What is next\n\nThe council meets on Friday.\n", "The council meets on Friday.\n\n# What is next\n"),
        ["The heading “What is next” is before line 6 now."],
    ),
    "sound": (("\nIt has stood", "\n> SOUND: theme bed\n\nIt has stood"), ["Plays theme bed before line 3."]),
    "sound at the end": (("much.\n", "much.\n\n> SOUND: theme\n"), ["Plays theme at the end."]),
    "sound stopped": (("\nIt has stood", "\n> SOUND: stop\n\nIt has stood"), ["Sound is stopped before line 3."]),
    "silence": (("\nIt has stood", "\n> PAUSE: 1.5\n\nIt has stood"), ["A pause of 1.5 s before line 3."]),
    "somebody to come": (
        ("    Omar Reed", "    Ida Moss: female, voice aunty\n    Omar Reed"),
        ["Ida Moss is listed in the cast, and says nothing yet."],
    ),
    "somebody to come, and there": (
        ("    Omar Reed: male\n", "    Ida Moss: male\n", "@Omar Reed [[", "@Ida Moss [["),
        ["Omar Reed is called Ida Moss."],
    ),
    "language": (("Author:", "Language: de\nAuthor:"), ["The script's language is de."]),
    "language of a person": (("Omar Reed: male", "Omar Reed: male, language fr"), ["Omar Reed speaks in fr."]),
    "move and words": (
        ("It was closed on Monday after a night of rain.\n\n", "", "It is *very* loud.\n", LATE),
        ["Moved line 1 to 4.", "Changed the words of line 4."],
    ),
    "move and other words": (
        (
            "It was closed on Monday after a night of rain.\n\n",
            "",
            "It is *very* loud.\n",
            "It is *very* loud.\n\nRain fell.\n",
        ),
        ["Inserted a line at 5.", "Cut “It was closed on Monday after a night of …”."],
    ),
    "split and words": (
        ("years. Nobody has painted it since.", "years.\n\nNo one has painted it since."),
        ["Changed the words of line 3.", "Split line 3."],
    ),
    "join and words": (
        ("Friday.\n\nNobody expects much.", "Friday, and nobody expects much."),
        ["Joined line 5 with the next.", "Changed the words of line 5."],
    ),
    "blank lines": (("Cast:", "Cast:  "), ["The layout was changed."]),
    "order of the title page": (
        ("Title: The Bridge\nAuthor: Ann Poe", "Author: Ann Poe\nTitle: The Bridge"),
        ["The layout was changed."],
    ),
    "how lines end": (
        ("Nobody has painted it since.\n", "Nobody has painted it since.\n\n"),
        ["The layout was changed, and with it pauses behind lines."],
    ),
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
    words, expected = EDITS[name]
    text = SCRIPT
    for old, new in zip(words[::2], words[1::2], strict=True):
        assert old in text
        text = text.replace(old, new)
    assert whole(SCRIPT, text) == expected


CUES = """Title: The Bridge

# One

> SOUND: theme

It was closed.

> PAUSE: 2

It is loud.

# Two

> SOUND: rain.wav bed

Nobody knows.

> SOUND: stop

It ends.
"""


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("> SOUND: theme\n\n", "", "Took out the sound theme before line 1."),
        ("> SOUND: rain.wav bed", "> SOUND: rain.wav sting", "Plays rain.wav sting before line 3."),
        ("> SOUND: theme\n", "> SOUND: bells.wav\n", "Plays bells.wav before line 1."),
        ("> SOUND: stop\n\nIt ends.\n", "It ends.\n\n> SOUND: stop\n", "Plays stop at the end, not before line 4."),
        ("> PAUSE: 2\n\n", "", "Took out the pause before line 2."),
        ("> PAUSE: 2", "> PAUSE: 3", "A pause of 3 s before line 2."),
        ("> PAUSE: 2\n\nIt is loud.\n", "It is loud.\n\n> PAUSE: 2\n", "The pause before line 2 is before line 3 now."),
    ],
)
def test_an_edit_of_a_sound_or_a_pause_is_an_entry(tmp_path: Path, old: str, new: str, expected: str) -> None:
    (tmp_path / "scripts" / "sounds").mkdir(parents=True)
    for name in ("rain.wav", "bells.wav"):
        (tmp_path / "scripts" / "sounds" / name).touch()
    assert old in CUES
    edits = list(edits_in(CUES, CUES.replace(old, new), lambda *_: "", load_settings(tmp_path)))
    assert [edit.what for edit in edits] == [expected]
    assert edits[-1].text == CUES.replace(old, new)


def test_a_title_that_a_script_without_headings_has_is_one_entry() -> None:
    text = "Title: The Bridge\n\nIt was closed.\n"
    assert whole(text, text.replace("The Bridge", "Bridge shut")) == ["The title is “Bridge shut”."]
    told = SCRIPT.replace("The Bridge", "Bridge shut").replace("# What is next", "# Next")
    assert whole(SCRIPT, told) == ["The title is “Bridge shut”.", "The heading “What is next” is “Next” now."]


def test_a_chapter_taken_out_is_its_heading_and_its_lines() -> None:
    assert whole(SCRIPT, SCRIPT.partition("\n# What is next")[0]) == [
        "Took out the heading “What is next”.",
        "Cut “The council meets on Friday. …”.",
        "Cut “Nobody expects much. …”.",
    ]


def test_a_chapter_or_a_passage_that_was_moved_is_one_entry() -> None:
    page, _, rest = SCRIPT.partition("# The Bridge")
    first, _, second = rest.partition("# What is next")
    assert whole(SCRIPT, f"{page}# What is next{second}\n# The Bridge{first.rstrip()}\n") == [
        "Moved the heading “What is next” and 2 lines: before line 1."
    ]
    says, _, _ = SCRIPT.partition("@Mara Lind [[")[2].partition("\n\nIt has stood")
    block = f"@Mara Lind [[{says}\n\nIt has stood for ninety years. Nobody has painted it since.\n\n"
    assert whole(SCRIPT, SCRIPT.replace(block, "").replace("Nobody expects", f"{block}Nobody expects")) == [
        "Moved 2 lines from line 4 to 2."
    ]


def test_layout_goes_with_what_else_was_done() -> None:
    text = SCRIPT.replace("Cast:", "Cast:  ").replace(*EDITS["words"][0])
    assert whole(SCRIPT, text) == ["Changed the words of line 1."]


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
        [
            "assign",
            "words",
            "split",
            "join",
            "move",
            "insert",
            "cut",
            "pause",
            "slow",
            "gender",
            "voice",
            "say",
            "note",
            "sound",
            "drop",
            "head",
        ]
    ),
    st.integers(0, 30),
    st.integers(0, 30),
    st.sampled_from(
        ["Mara Lind", "Omar Reed", "Narrator", "Zoë O’Hara", "It is *so* loud.", "@x (so) > y", "Nobody, no."]
    ),
)


def headed(script: Script, at: int, title: str) -> Script:
    """A script in which another heading stands above a line, or none any more (but the first one stays)."""
    units = list(units_of(script))
    place = [number for number, unit in enumerate(units) if isinstance(unit, Line)][at]
    if title:
        units.insert(place, Heading(title, ""))
    elif place > 1 and isinstance(units[place - 1], Heading):
        del units[place - 1]
    return replace(script, sections=sections_of(units, script.title))


def changed(script: Script, name: str, one: int, other: int, words: str) -> Script:
    at, to = one % len(script.lines), other % len(script.lines)
    role = script.lines[at].role
    ways = {
        "assign": lambda: op.assign(script, [at], words),
        "words": lambda: op.edit(script, at, words, unlock=True),
        "split": lambda: split(script, at, script.lines[at].text.find(" ", other)),
        "join": lambda: join(script, at),
        "move": lambda: op.move(script, at, to),
        "insert": lambda: op.insert(script, at, "Mara Lind" if other % 2 else "Narrator", words),
        "cut": lambda: op.cut(script, at),
        "pause": lambda: op.set_pause(script, at, other / 2 or None),
        "slow": lambda: op.direct(script, at, "slowly" if other % 2 else ""),
        "gender": lambda: op.set_gender(script, role, list(Gender)[other % 3]),
        "voice": lambda: op.set_voice(script, role, "steph" if other % 2 else ""),
        "say": lambda: with_said(script, "Lind" if one % 2 else "loud", "linnd" if other % 2 else ""),
        "note": lambda: op.set_note(script, at, "see", "see: page 4"),
        "sound": lambda: op.play_sound(script, at, "theme", "bed" if other % 2 else "theme"),
        "drop": lambda: op.drop_cue(script, other % 3),
        "head": lambda: headed(script, at, f"Part {other % 3}" if one % 3 else ""),
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
    assert "The script was changed by other means." not in what


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
    from podcaster.project.decisions import keep_corrections

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


def test_chapters_sounds_and_language_edited_in_the_file_are_taken_back_one_by_one(project: podcaster.Project) -> None:
    """On disk: what lies there after each undo is a script, and opens as the one that the project has."""
    before = project.text
    edited(
        project,
        ("Language: en\n", "Language: en-GB\n"),
        ("\nIt was closed on Monday after a night of rain.\n", ""),
        ("> SOUND: theme\n\nWelcome", "Welcome"),
        (
            "\n# Credits\n",
            "\n# What is next\n\nIt was closed on Tuesday after a night of rain.\n\n> PAUSE: 2\n\n# Credits\n",
        ),
    )
    assert project.refresh()
    told = [entry.what for entry in project.history]
    assert told[0] == "The script's language is en-GB."
    assert "Took out the sound theme before line 1." in told
    assert "Inserted the heading “What is next”." in told
    assert any(what.startswith("Moved line ") for what in told)
    assert any(what.startswith("Changed the words of line ") for what in told)
    assert any(what.startswith("A pause of 2 s before line ") for what in told)
    assert all(entry.outside for entry in project.history)
    for left in range(len(told) - 1, -1, -1):
        assert project.undo() == told[left]
        lies = (project.folder / "script.fountain").read_text("utf-8")
        assert lies == project.text
        assert podcaster.open_show(project.folder.parents[1]).open(project.folder).script == project.script
    assert project.text == before


def test_a_file_that_is_laid_out_otherwise_is_one_entry_that_says_so(project: podcaster.Project) -> None:
    before = project.text
    edited(project, ("\n\n", "\n \n"), ("Cast:\n    ", "Cast:\n        "))
    project.refresh()
    assert [entry.what for entry in project.history] == ["The layout was changed."]
    project.undo()
    assert project.text == before
