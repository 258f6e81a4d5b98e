"""Whatever values a page sends, it is answered with a sentence, and the project is whole."""

from __future__ import annotations

import inspect
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from podcaster.errors import PodcasterError
from podcaster.project import OpenProject
from podcaster.settings import load_settings
from podcaster.studio.desk import Desk
from podcaster.studio.voices import Speakers
from tests.folders import Folder

if TYPE_CHECKING:
    from pathlib import Path

ACTS = sorted(name.removeprefix("do_") for name in dir(Desk) if name.startswith("do_"))
WRONG = (
    None,
    True,
    -1,
    10**9,
    1.5,
    float("nan"),
    float("inf"),
    "",
    "x",
    "over",
    "1",
    [],
    [1],
    {},
    {"name": []},
    "\0",
    "\ud800",
)
NO_VALUES = {"revision", "_"}
RIGHT = {
    "line": 3, "name": "Omar Reed", "gender": "female", "role": "Mara Lind", "voice": "", "pin": False, "text": "Yes.",
    "unlock": True, "at": 3, "to": 1, "seconds": 1, "direction": "slowly", "sound": "", "mode": "stop", "cue": 0,
    "word": "Lind", "said": "linnd", "scope": "episode", "collision": "3", "side": "theirs", "note": "", "values": {},
    "decision": "heard:3", "choice": {"name": "Omar Reed"}, "alike": False, "target": "nosuch", "first": False,
}  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder: Path = tmp_path_factory.mktemp("values")
    made = Folder(folder)
    made.make()
    return Desk(made.script.parent, load_settings(folder), "Ada", Speakers())


@pytest.mark.parametrize("name", ACTS)
def test_wrong_values_are_told_in_a_sentence(desk: Desk, name: str) -> None:
    names = [
        each for each in inspect.signature(getattr(desk, f"do_{name}")).parameters if each not in {"revision", "_"}
    ]
    assert set(names) <= set(RIGHT), "a value that is right"
    for wrong in names:
        for value in WRONG:
            values = {each: RIGHT[each] for each in names} | {wrong: value}
            with suppress(PodcasterError):
                desk.do(name, values, None)
            assert OpenProject(desk.project.folder, desk.settings, "").text == desk.project.text
    desk.parts()
