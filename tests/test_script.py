"""Scripts: Fountain read and written."""

from __future__ import annotations

import io
import re
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from screenplain.parsers import fountain as screenplain
from screenplain.types import Action, Dialog, Section, Transition
from script_strategies import anything, bare, scripts, words

from podcaster.errors import ScriptError
from podcaster.model import NARRATOR, Ending, Gender, Line, Pause, Role, Script, Sound, SoundMode
from podcaster.model import Section as ScriptSection
from podcaster.script import format_script, read_script
from podcaster.script.markup import escape, escape_inside, one_line, strip_emphasis
from podcaster.script.printing import print_script

DATA = Path(__file__).parent / "data" / "scripts"
SHARED = Path(__file__).parents[2] / "shared" / "articles" / "office.fountain"


def cases(name: str) -> list[object]:
    """Golden cases: a title, a dot, the input, a dot, what is expected, a dot."""
    parts = [part.strip("\n") for part in ("\n" + (DATA / name).read_text("utf-8")).split("\n.\n")]
    titles = [part.rsplit("\n", 1)[-1] for part in parts[0:-1:3]]
    return [pytest.param(*pair, id=title) for title, *pair in zip(titles, parts[1::3], parts[2::3], strict=True)]


@pytest.mark.parametrize(("text", "expected"), cases("mistakes.txt"))
def test_a_mistake_is_named_with_its_place_and_what_was_expected(text: str, expected: str) -> None:
    with pytest.raises(ScriptError) as caught:
        read_script(text, "a.fountain", sounds={"theme", "rain", "rain.wav"})
    assert caught.value.what == expected


@pytest.mark.parametrize(("text", "expected"), cases("readings.txt"))
def test_what_people_write_by_hand_is_read_as_meant(text: str, expected: str) -> None:
    assert format_script(read_script(text, "hand.fountain")).strip() == expected


@given(scripts())
@settings(max_examples=120, deadline=None)
def test_writing_and_reading_loses_nothing(script: Script) -> None:
    text = format_script(script)
    again = read_script(text, "again.fountain")
    assert bare(again).roles == script.roles
    assert bare(again) == bare(script)
    assert format_script(again) == text


@given(
    st.lists(anything | st.sampled_from(["", "", "# One", "@Jane", "> PAUSE: 1", "[[n]]", "(softly)", "= so", "Yes."]))
)
@settings(max_examples=400, deadline=None)
def test_whatever_somebody_writes_is_read_or_named_as_a_mistake(parts: list[str]) -> None:
    try:
        script = read_script("\n".join(parts), "a.fountain")
    except ScriptError as error:
        place = re.match(r"a\.fountain:\d+:\d+: .", error.what)
        assert place
        return
    text = format_script(script)
    assert bare(read_script(text, "a.fountain")) == bare(script)
    assert format_script(read_script(text, "a.fountain")) == text


@given(words)
@settings(max_examples=200, deadline=None)
def test_escaped_words_read_as_themselves(text: str) -> None:
    assert one_line(strip_emphasis(escape(text))) == one_line(text)
    assert one_line(strip_emphasis(escape_inside(text))) == one_line(text)


@given(words, words)
@settings(max_examples=300, deadline=None)
def test_escaped_words_stay_apart_when_a_template_puts_them_together(one: str, other: str) -> None:
    script = read_script(f"Title: T\n\n{escape(one)} {escape(other)}\n\n@Jane\n{escape(other)} {escape(one)}\n", "x")
    assert [line.text for line in script.lines] == [one_line(f"{one} {other}"), one_line(f"{other} {one}")]
    assert all(not line.notes and not line.markup for line in script.lines)


def test_places_are_those_of_the_file() -> None:
    script = read_script(
        "Title: T\r\n\r\n/* a\r\ncomment */\r\n\r\n# One\r\n\r\nHello.\r\n\r\n@Jane\r\n(slowly)\r\nYes.\r\n", "x"
    )
    assert [(line.text, line.place) for line in script.lines] == [("Hello.", 8), ("Yes.", 12)]


def test_a_script_without_a_title_is_called_like_its_file() -> None:
    script = read_script("Hello.", "/some/where/harbour.fountain")
    assert (script.title, script.sections[0].title) == ("harbour", "harbour")


def test_emphasis_is_kept_for_the_editor_and_not_shown() -> None:
    script = read_script("Title: T\n\nThis is *very* _big_ and snake_case_name, 2 * 3 * 4.", "x")
    assert script.lines[0].text == "This is very big and snake_case_name, 2 * 3 * 4."
    assert "*very* _big_" in format_script(script)


def test_names_of_the_registry_are_right_though_the_script_does_not_list_them() -> None:
    text = "@Mary Holt\nHello.\n\n@Mary Hold\nYes.\n\n@Mary Holt\nNo."
    assert len(read_script(text, "x", people={"Mary Holt", "Mary Hold"}).roles) == 2


def test_short_names_that_differ_by_a_letter_are_two_people() -> None:
    assert len(read_script("@Tim\nHello.\n\n@Tom\nYes.\n\n@Tim\nNo.", "x").roles) == 2


def test_a_huge_script_is_refused() -> None:
    with pytest.raises(ScriptError, match="too long"):
        read_script("a" * 20_000_001, "x")


@pytest.mark.skipif(not SHARED.exists(), reason="the shared script is not beside this checkout")
def test_a_script_made_by_hand_survives() -> None:
    script = read_script(SHARED.read_text("utf-8"), SHARED.name)
    text = format_script(script)
    assert bare(read_script(text, SHARED.name)) == bare(script)
    assert len(script.roles) == 3
    assert script.lines[-1].ending is Ending.SECTION


def in_screenplain(text: str) -> list[tuple[str, ...]]:
    """What another Fountain program makes of a script."""
    seen: list[tuple[str, ...]] = []
    for item in screenplain.parse(io.StringIO(text)):
        if isinstance(item, Section):
            seen.append(("chapter", str(item.text)))
        elif isinstance(item, Dialog):
            words = " ".join(str(line) for parenthetical, line in item.blocks if not parenthetical)
            seen.append(("speech", str(item.character), words))
        elif isinstance(item, Action):
            seen.append(("action", " ".join(map(str, item.lines)).strip()))
        elif isinstance(item, Transition):
            seen.append(("cue",))
    return seen


def in_ours(script: Script) -> list[tuple[str, ...]]:
    """The same of a script; cues that format_script writes for endings are not among its items."""
    seen: list[tuple[str, ...]] = []
    for section in script.sections:
        seen.append(("chapter", section.title))
        for item in section.items:
            if not isinstance(item, Line):
                continue
            plain = item.role == NARRATOR and item.rate == 1.0 and not item.gain and item.pause is None
            seen.append(("action", item.text) if plain else ("speech", item.role, item.text))
    return seen


@pytest.mark.parametrize("path", sorted(DATA.glob("*.fountain")), ids=lambda path: path.stem)
def test_other_fountain_programs_read_our_scripts_as_we_do(path: Path) -> None:
    text = path.read_text("utf-8")
    assert [item for item in in_screenplain(text) if item != ("cue",)] == in_ours(read_script(text, path.name))


def test_a_reading_copy_is_a_pdf_of_several_pages() -> None:
    said = tuple(
        Line(role, f"Words <b>& {number}</b>, “so” *on*. " * 5) for number in range(20) for role in ("Narrator", "Jane")
    )
    section = ScriptSection(
        "One & <two>", (Sound("theme"), *said, Pause(1.5), Line("Jane", "(yes)", pause=0.5, rate=0.85))
    )
    data = print_script(Script("A *title* <b>", {"Author": "Ada & Co"}, (Role("Jane", Gender.FEMALE),), (section,)))
    assert data.startswith(b"%PDF-")
    assert data.count(b"/Type /Page\n") + data.count(b"/Type /Page ") >= 3


def test_sounds_may_be_files_of_the_show_and_names_with_spaces() -> None:
    script = read_script("> SOUND: music/my tune.mp3 bed\n\n> SOUND: stop\n\nHello.", "x", sounds={"theme"})
    assert script.sections[0].items[:2] == (
        Sound("music/my tune.mp3", SoundMode.BED, 1),
        Sound("", SoundMode.STOP, 3),
    )


GROWING = {
    "notes that never end": lambda size: "[[" * size,
    "notes that never end, in lines": lambda size: "Hello.\n\n" + "a [[b\n" * size,
    "comments that never end": lambda size: "Hello.\n\n" + "/* " * size,
    "emphasis across emphasis": lambda size: "*a _b " * size,
    "emphasis that never ends": lambda size: "**a " * size,
    "emphasis in emphasis": lambda size: "***a _b* " * size,
    "names": lambda size: "\n\n".join(f"@Person {number}\nHello." for number in range(size)),
    "names in capitals": lambda size: "\n\n".join(f"PERSON A{number}\nHello." for number in range(size)),
    "names beside a cast": lambda size: (
        "Title: T\nCast:\n"
        + "\n".join(f"    Person {number}: male" for number in range(size))
        + "\n\n"
        + "\n\n".join(f"@Person {number}x\nHello." for number in range(size))
    ),
    "spaces in a cue": lambda size: "> SOUND" + " " * size * 4 + "b",
    "spaces in a name": lambda size: "@Bob" + " " * size * 4 + "b\nHello.",
}  # fmt: skip
"""Scripts whose reading took the square of their length."""


@pytest.mark.parametrize("name", GROWING)
def test_a_script_is_read_in_the_time_of_its_length(name: str) -> None:
    def seconds(size: int) -> float:
        begun = time.process_time()
        with suppress(ScriptError):
            read_script(GROWING[name](size), "a.fountain")
        return time.process_time() - begun

    seconds(10)  # what is read once
    few = min(seconds(500), seconds(500))
    # Of 8 times the length; the square of it would be 64 times, and took seconds where a half is granted.
    assert seconds(4_000) < 3 * 8 * few + 0.5
