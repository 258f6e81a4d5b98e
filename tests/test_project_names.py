"""What somebody who speaks may be called: what a script holds, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from podcaster.characters import ILLEGAL, composed
from podcaster.errors import InputError, ScriptError
from podcaster.merging.collisions import NAME, Collision, collisions_of, told
from podcaster.merging.resolving import resolve
from podcaster.model import Script
from podcaster.project import operations as op
from podcaster.project.doubts import find_doubts
from podcaster.script import format_script, read_script
from podcaster.script.notes import BASE, THEIRS, collision_note, read_collision

SCRIPT = """Title: The Bridge
Cast:
    Mara Lind: female, voice f5-high
    Omar Reed: male

# The Bridge

It was closed on Monday.

@Mara Lind [[speaker: Mara Lind; why: somebody else is near; sure: 0.40; quote: 1804cac3]]
(slowly)
We shall see.
(pause 2)

@Omar Reed
It is loud.
"""
HERS = 1
PLAIN = "abzÄßé *_@#=~!()[]{}<>|\\/;:,.^'\"“-–&%$?+`0🙂"
HIDDEN = "\t\n\r\x00\x0b\x1f\x7f\x85\xa0\u2028\u200b\u202e\ufffe\u0301"
TOGETHER = ["[[", "]]", "/*", "*/", "(CONT'D)", " (V.O.)", "(pause 2)", ": ", "; ", "why: ", "voice x", "female"]
SIGNS = st.sampled_from([*PLAIN, *HIDDEN, *TOGETHER])
NAMES = st.lists(SIGNS, max_size=7).map("".join) | st.text(max_size=12)


def read(text: str) -> Script:
    return read_script(text, "s", people=None)


def called(script: Script, name: str) -> Script:
    """A script in which Mara Lind has another name, whatever it is."""
    line = replace(script.lines[HERS], role=name)
    line = replace(line, notes=tuple(op.with_speaker(note, name) for note in line.notes))
    roles = {"Mara Lind": replace(next(role for role in script.roles if role.name == "Mara Lind"), name=name)}
    known = {role.name: role for role in (*script.roles, *roles.values())}
    return op.changed_items(script, lambda number, item: (line if number == HERS else item,), known)


def is_held(name: str) -> bool:
    """Whether a script has a name again when it is read: on the title page, above words, in doubts and collisions."""
    try:
        script = called(read(SCRIPT), name)
        back = read(format_script(script))
        same = [(line.role, line.text, line.pause, line.rate) for line in back.lines] == [
            (line.role, line.text, line.pause, line.rate) for line in script.lines
        ]
        in_doubt = len(find_doubts(back, None, {})) == 1
        return (
            same and back.roles == script.roles and back.metadata == script.metadata and in_doubt and is_noted(script)
        )
    except ScriptError:
        return False


def is_noted(script: Script) -> bool:
    """Whether what collides at her line can be settled: the article has her saying it in another way."""
    line = script.lines[HERS]
    for how in (False, True):
        notes = (collision_note(BASE, "", "Narrator: x"), collision_note(THEIRS, "", told(line, how=how)))
        ours = replace(line, role="Omar Reed", text="Ours.", notes=notes)
        colliding = op.changed_items(script, lambda number, item: (ours if number == HERS else item,))  # noqa: B023
        settled = resolve(read(format_script(colliding)), HERS, theirs=True).lines[HERS]
        if (settled.role, settled.text) != (line.role, line.text):
            return False
    noted = read_collision(read(format_script(with_note(script, line.role))).lines[HERS].notes[-1])
    return noted is not None and noted.part == f"{NAME}{line.role}" and noted.value == line.role


def with_note(script: Script, name: str) -> Script:
    """A script with a note that the article has another name for her."""
    note = collision_note(THEIRS, f"{NAME}{name}", name)
    line = replace(script.lines[HERS], notes=(*script.lines[HERS].notes, note))
    return op.changed_items(script, lambda number, item: (line if number == HERS else item,))


@given(NAMES)
@example("a: b")
@example("Jane:")
@example("A):B")
@example("DJ @home")
@example("Jane [sic]")
@example("(V.O.) (V.O.)")
@example("Jane (V.O.) (O.S.)")
@example("Jane^ (V.O.)")
@example("Lind; Mara")
@example("Mara Lind,")
@example("Jose\u0301")
def test_a_name_is_refused_where_no_script_holds_it_and_only_there(name: str) -> None:
    try:
        clean = op.name_of(name)
    except InputError:
        held = is_held(composed(name).strip()) and is_held(composed(" ".join(name.split())))
        assert len(name) > op.LONGEST_NAME or ILLEGAL.search(name) or not held
    else:
        assert op.name_of(clean) == clean
        assert is_held(clean), clean


@pytest.mark.parametrize(
    "name", ["", " ", "a: b", "a\nb", "Jane:", "x[[y", "x]]", "/*", "a\x07b", "a" * 500, "Jane^", "(V.O.)"]
)
def test_what_nobody_can_be_called_is_told(name: str) -> None:
    script = read(SCRIPT)
    for change in (
        lambda: op.assign(script, [HERS], name),
        lambda: op.rename(script, "Mara Lind", name, ""),
        lambda: op.insert(script, 1, name, "Hello."),
    ):
        with pytest.raises(InputError, match=r"is no name for somebody who speaks\. Write it in one line") as refused:
            change()
        assert str(refused.value).isprintable()


def test_whom_an_older_script_calls_otherwise_speaks_on() -> None:
    script = read(SCRIPT.replace("Mara Lind", "Lind: Mara"))
    assert [role.name for role in script.roles] == ["Narrator", "Lind: Mara", "Omar Reed"]
    assigned = read(format_script(op.assign(script, [2], "Lind: Mara")))
    assert [line.role for line in assigned.lines] == ["Narrator", "Lind: Mara", "Lind: Mara"]
    renamed = read(format_script(op.rename(script, "Lind: Mara", "Mara Lind", "f5-high")))
    assert [(role.name, role.voice) for role in renamed.roles if role.voice] == [("Mara Lind", "f5-high")]
    assert isinstance(collisions_of(with_note(script, "Lind: Mara"))[0], Collision)


@pytest.mark.parametrize("name", ["omar reed", "OMAR REED", " Omar  Reed ", "Omar\u00a0reed"])
def test_a_name_in_other_capitals_or_with_other_white_space_is_the_one_person_who_has_it(name: str) -> None:
    script = op.assign(read(SCRIPT), [HERS], name)
    assert [line.role for line in script.lines] == ["Narrator", "Omar Reed", "Omar Reed"]
    assert op.insert(read(SCRIPT), 0, name, "Hello.").lines[0].role == "Omar Reed"
    with pytest.raises(InputError, match="Somebody is called Omar Reed already"):
        op.rename(read(SCRIPT), "Mara Lind", name, "")
    assert op.rename(read(SCRIPT), "Omar Reed", "OMAR REED", "").lines[2].role == "OMAR REED"


def test_of_two_whom_capitals_alone_tell_apart_nobody_is_chosen() -> None:
    script = op.assign(called(read(SCRIPT), "OMAR REED"), [0], "omar reed")
    assert [line.role for line in script.lines] == ["omar reed", "OMAR REED", "Omar Reed"]
