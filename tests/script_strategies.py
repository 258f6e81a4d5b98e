"""Hypothesis strategies for scripts and articles, and what scripts are compared by."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from podcaster.model import (
    COMMENTS,
    NARRATOR,
    UNATTRIBUTED,
    Ending,
    Gender,
    Line,
    Pause,
    Role,
    Script,
    Section,
    Sound,
    SoundMode,
)
from podcaster.script.markup import one_line

AWKWARD = "*_[]\\/!@>#=~.(){}^:;%'\"“”‘’«»—…-&|<>+0aZßéÆ中 \n\t\u00a0"
"""Signs that mean something to Fountain, to templates or to the finder of marks, and a few letters."""

anything = st.one_of(
    st.text(st.one_of(st.sampled_from(AWKWARD), st.characters(exclude_categories=["Cs"])), max_size=40),
    st.sampled_from(
        ["INT. HOUSE", "EXT HARBOUR", "est. 1998", "WE CUT TO:", "[[note]]", "/* no */", "*a* **b** _c_", "***x***",
         "#1", "@home", "> SOUND: theme", "(slowly)", "= no", "===", "~", ".hidden", "...and", "!Kung", "A\\*b\\",
         "LOUD", "Title: no", "a_b_c", "*", "**", "x * y * z", "\\[[", "[[[x]]]", "Jane ^", "Jane (V.O.)", "// */ /*"],
    ),
)  # fmt: skip
words = anything.map(one_line).filter(lambda text: any(sign.isalnum() for sign in text))
"""What a line can hold: one line with something to speak."""

letters = st.text(st.sampled_from("abcdefgh"), min_size=1, max_size=6)
comments = st.lists(
    st.text(st.sampled_from("ab:;,.?!*_@>#=[] \n"), max_size=12)
    .map("/*{} */".format)
    .filter(lambda text: "*/ " not in text),
    max_size=2,
)
marks = st.lists(
    st.text(st.sampled_from("ab:;,.?!*_@> "), min_size=1, max_size=12).map(one_line).filter(bool), max_size=2
)
notes = st.tuples(comments, marks).map(lambda both: (*both[0], *both[1]))
names = st.sampled_from(
    ["Jane Doe", "Ray Poe (Jr.)", "a spokeswoman", "*Star* Person", "O’Neil", "Mr. X_Y_Z", "The [[Board]]", NARRATOR,
     UNATTRIBUTED, "#Nine", "NASA", "Ünal Öz", "back\\slash"],
)  # fmt: skip
thousandths = st.integers(0, 5000).map(lambda value: value / 1000)


@st.composite
def lines(draw: st.DrawFn, *, last: bool) -> Line:
    """A line; the last one of its section ends like one now and then only."""
    role = draw(names)
    return Line(
        role,
        draw(words),
        ending=draw(st.sampled_from([*Ending, *([Ending.SECTION] * 4 if last else [])])),
        pause=None if draw(st.booleans()) else draw(thousandths),
        rate=draw(st.sampled_from([1.0, 0.85, 1.3, 0.93])),
        gain=draw(st.sampled_from([0.0, -4.0, 2.5])),
        notes=draw(notes),
    )


sounds = st.builds(Sound, letters, st.sampled_from(SoundMode)) | st.just(Sound("", SoundMode.STOP))
pauses = st.builds(Pause, thousandths)


@st.composite
def sections(draw: st.DrawFn) -> Section:
    """A section with a line in it."""
    items = draw(st.lists(lines(last=False) | sounds | pauses, max_size=5))
    return Section(
        draw(words), (*items, draw(lines(last=True)), *draw(st.lists(sounds, max_size=1))), draw(st.just("") | words)
    )


@st.composite
def scripts(draw: st.DrawFn) -> Script:
    """A script as ``read_script`` could have read it."""
    title = draw(words)
    parts = tuple(draw(st.lists(sections(), min_size=1, max_size=3)))
    speaking = dict.fromkeys(line.role for part in parts for line in part.lines)
    roles = tuple(
        Role(
            name,
            Gender.UNKNOWN if name in {NARRATOR, UNATTRIBUTED} else draw(st.sampled_from(Gender)),
            draw(st.sampled_from(["", "steph", "f2-low"])),
        )
        for name in speaking
    )
    extra = draw(st.dictionaries(st.sampled_from(["Author", "Source", "Own key"]), words, max_size=3))
    told = "\n".join(draw(comments))
    return Script(title, {"Title": title} | extra | ({COMMENTS: told} if told else {}), roles, parts)


def bare(script: Script) -> Script:
    """A script without the places in its file."""
    return replace(
        script,
        sections=tuple(
            replace(part, items=tuple(replace(item, place=0) for item in part.items)) for part in script.sections
        ),
    )
