"""How written text is said: golden tables anyone can add to, the map to the original, and what must always hold."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from podcaster.spoken import Spoken, Style, is_english, say_text
from podcaster.spoken.en.rules import ENGLISH

DATA = Path(__file__).parent / "data" / "spoken"
INPUTS = Path(__file__).parents[2] / "shared" / "notes" / "engines" / "cases.txt"
ENOUGH = 0.95
"""Part of the shared inputs that has to be said right."""

PIPER = Style(ellipsis=False, ipa="piper")
STYLES = [Style(), Style(letters="spaced"), Style(letters="plain"), PIPER, Style(ipa="markdown"), Style(ipa="ssml")]
PLAIN = st.lists(
    st.sampled_from(["the", "cat", "sat", "upon", "a", "mat", "and", "then", "we", "went", "home", "quietly"]),
    min_size=1,
).map(" ".join)
TRICKY = st.text(
    st.sampled_from("0123456789$£€%.,:;-–—/'’\"“”()[]{}<>*_`#@&+=~^|\\°½²… \n\u00a0\u200baAbBIVXsSkmMdDrRoOtTeE😀→é"),
    max_size=60,
)


def golden(name: str) -> list[tuple[str, str]]:
    """The lines of a golden table."""
    lines = (DATA / name).read_text("utf-8").splitlines()
    pairs = [line.partition(" => ") for line in lines if " => " in line and not line.startswith("# ")]
    return [(written, spoken) for written, _, spoken in pairs]


ENGLISH_CASES = [
    case
    for name in ("english.txt", "quantities.txt", "field.txt", "classes.txt", "reported.txt")
    for case in golden(name)
]


def words(text: str) -> str:
    """A text by its letters and figures alone, for readings that differ in pauses or in how letters are spelled."""
    return re.sub(r"[^\w]+", "", text.casefold())


@pytest.mark.parametrize(("written", "spoken"), ENGLISH_CASES)
def test_english(written, spoken):
    assert say_text(written).text in spoken.split(" | ")


@pytest.mark.parametrize(("written", "spoken"), golden("british.txt"))
def test_british(written, spoken):
    assert say_text(written, language="en-GB").text in spoken.split(" | ")


@pytest.mark.skipif(not INPUTS.is_file(), reason="the shared list of inputs is not here")
def test_shared_inputs():
    from podcaster.settings import Settings
    from podcaster.spoken.lexicon import find_lexicon

    inputs = INPUTS.read_text("utf-8").splitlines()
    readings = dict(
        line.partition(" ")[::2]
        for line in (DATA / "shared_inputs.txt").read_text("utf-8").splitlines()
        if line[:1].isdigit()
    )
    assert len(readings) == len(inputs)
    lexicon = find_lexicon(Settings().files)
    said = {number: say_text(written, lexicon).text for number, written in enumerate(inputs, 1)}
    wrong = {
        number: text
        for number, text in said.items()
        if words(text) not in [words(form) for form in readings[str(number)].split(" | ")]
    }
    assert len(wrong) <= (1 - ENOUGH) * len(inputs), wrong


@pytest.mark.parametrize(
    ("style", "written", "spoken"),
    [
        (Style(letters="spaced"), "The EPA and U.S. CEOs", "The E P A and U S C E O's"),
        (Style(letters="plain"), "The EPA and U.S. CEOs", "The EPA and US CEOs"),
        (PIPER, "He paused... then left. So... Then…", "He paused, then left. So. Then."),
        (PIPER, "array[[0]] and [[x]]", "array zero and x"),
        (Style(ipa="ssml"), "a < b & c", "a less than b and c"),
    ],
)
def test_style(style, written, spoken):
    assert say_text(written, style=style).text == spoken


def test_ssml_has_no_markup_of_the_article():
    assert say_text("Meer 5 < 6 & meer", style=Style(ipa="ssml"), language="nl").text == "Meer 5 &lt; 6 &amp; meer"


def test_other_languages_keep_their_words():
    assert (
        say_text("Hij betaalde 3,50 € aan dhr. Smit — [1] **echt**…", language="nl").text
        == "Hij betaalde 3,50 € aan dhr. Smit, echt..."
    )


@pytest.mark.parametrize(
    ("tag", "known"), [("en", True), ("en-GB", True), ("EN_us", True), ("", True), ("de", False), ("enm", False)]
)
def test_is_english(tag, known):
    assert is_english(tag) is known


@pytest.mark.parametrize(
    ("written", "part", "original"),
    [
        ("It cost $3.5 million, he said.", "three point five million dollars", "$3.5 million"),
        ("It cost $3.5 million, he said.", "he said", "he said"),
        ("He **never** paid Dr. Smith.[1] Then", "never", "never"),
        ("He **never** paid Dr. Smith.[1] Then", "Doctor", "Dr."),
        ("Dr. Smith paid 5 km of Main St. tax", "tax", "tax"),
        ("the FBI’s men", "F.B.I", "FBI’s"),
    ],
)
def test_map_finds_what_was_written(written, part, original):
    spoken = say_text(written)
    start = spoken.text.index(part)
    begin, end = spoken.original(start, start + len(part))
    assert written[begin:end] == original


def test_nothing_to_say():
    assert say_text("").text == ""
    assert say_text("[1]").text == ""
    assert say_text("😀").text == "grinning face"


def check_map(written: str, spoken: Spoken) -> None:
    """The spans tile both texts, in order; kept runs are the same in both."""
    at, back = 0, 0
    for span in spoken.spans:
        assert (span.spoken_start, span.start) == (at, back)
        at, back = span.spoken_end, span.end
        assert at >= span.spoken_start
        assert back >= span.start
        if span.kept:
            assert at - span.spoken_start == back - span.start
    assert (at, back) == (len(spoken.text), len(written)) or not spoken.spans


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80) | TRICKY, st.sampled_from(STYLES), st.sampled_from(["en", "en-GB", "de", ""]))
@example("\ud800 $5", Style(), "en")
@example("$" * 50 + "1" * 50, Style(), "en")
def test_any_text_is_said(text, style, language):
    spoken = say_text(text, style=style, language=language)
    check_map(text, spoken)
    if style.ipa == "piper":
        assert "[[" not in spoken.text
    for start in range(0, len(spoken.text), 7):
        begin, end = spoken.original(start, start + 3)
        assert 0 <= begin <= end <= len(text)


@settings(max_examples=50, deadline=None)
@given(PLAIN)
def test_plain_words_stay(text):
    assert say_text(text).text == text


@pytest.mark.parametrize(("written", "spoken"), ENGLISH_CASES)
def test_what_is_said_has_no_figures_or_signs(written, spoken):
    assert not re.search(r"[\d$£€¥%°@#*_/\\\[\]{}<>|~^+=&]", spoken), written


@pytest.mark.parametrize(("written", "spoken"), ENGLISH_CASES)
def test_saying_twice_changes_no_words(written, spoken):
    # Initials and letters stay letters; a lone capital cannot be told from one that starts a sentence.
    once = say_text(written).text
    assert words(say_text(once).text) == words(once)


def test_rules_have_one_name_each():
    names = [rule.name for rule in ENGLISH]
    assert len(names) == len(set(names))


def test_the_door_is_cheap():
    code = (
        "import sys, podcaster.spoken; heavy = {'podcaster_num2words', 'tomllib', 'podcaster.spoken.en.rules'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )
