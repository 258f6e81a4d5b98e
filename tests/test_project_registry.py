"""A change of the show's registry, taken back: the file is as people have written it; what others did since stays."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

import podcaster
from podcaster.cast import read_registry
from podcaster.errors import PodcasterError
from podcaster.model import Gender
from podcaster.project.everywhere import changed_registry
from podcaster.project.journal import Renamed, encode_entry
from podcaster.project.naming import Registered, registered
from podcaster.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from podcaster.api.project import Project


BRIDGE = """# The Bridge

By Ann Poe

It was closed on Monday after a night of rain.

“We shall see,” said Mara Lind.

“It is loud,” Omar Reed said.

“It smells,” said Ida Moss.
"""


@pytest.fixture
def show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PODCASTER_CACHE", str(tmp_path / "cache"))
    (tmp_path / "podcaster.toml").write_text("[sound]\ntheme = ''\n")
    (tmp_path / "bridge.md").write_text(BRIDGE, "utf-8")
    return tmp_path


def written(show: Path) -> tuple[Project, Path]:
    """A project, and the registry, into which people have written."""
    project = podcaster.open_show(show).write(show / "bridge.md")
    path = show / "voices" / "registry.toml"
    text = path.read_text("utf-8")
    for name in ("Mara Lind", "Omar Reed", "Ida Moss"):
        text = text.replace(f'[people."{name}"]', f'# {name}: a guest\n[people."{name}"]  # since May')
        text = text.replace("voice =", "# ours\nvoice =", 1)
    path.write_text(f"# All of them.\n\n{text}# below: others\n\n\n[people.Guest]\nvoice = 'adam'   # loud\n", "utf-8")
    return project, path


def test_a_name_taken_back_leaves_the_file_as_it_was(show: Path) -> None:
    project, path = written(show)
    before = path.read_bytes()
    project.rename("Mara Lind", "Mara Lund")
    renamed = path.read_bytes()
    assert renamed == before.replace(b'[people."Mara Lind"]', b'[people."Mara Lund"]')
    project.undo()
    assert path.read_bytes() == before
    project.redo()
    assert path.read_bytes() == renamed
    project.undo()
    project.rename("Omar Reed", "Guest")  # whom the show knows
    assert "# Omar Reed: a guest" in path.read_text("utf-8")
    project.undo()
    assert path.read_bytes() == before


def test_what_a_colleague_has_changed_since_stays(show: Path) -> None:
    project, path = written(show)
    project.rename("Mara Lind", "Mara Lund")
    theirs = path.read_text("utf-8").replace("voice = 'adam'   # loud", 'voice = "gene"  # quieter')
    theirs = theirs.replace('[people."Omar Reed"]', '# twice\n[people."Omar Reed"]')
    path.write_text(f'{theirs}\n[people.New]\nvoice = "heart"\n', "utf-8")
    now = path.read_text("utf-8")
    project.undo()
    assert path.read_text("utf-8") == now.replace("Mara Lund", "Mara Lind")
    project.redo()
    path.write_text(
        path.read_text("utf-8").replace('[people."Mara Lund"]', '[people."Mara Lund"]\npinned = true'), "utf-8"
    )
    project.undo()
    people = read_registry(path).people
    assert people["Mara Lind"].pinned  # decided about her, whatever her name is
    assert people["Guest"].voice == "gene"


def test_a_history_of_before_is_taken_back_by_what_it_says(show: Path) -> None:
    project, path = written(show)
    before = read_registry(path)
    project.rename("Mara Lind", "Mara Lund")
    entries = [replace(entry, called=None) for entry in project.history]
    (project.folder / "history.jsonl").write_bytes(b"".join(map(encode_entry, entries)))
    podcaster.open_show(show).open("bridge").undo()
    assert read_registry(path) == before
    assert "# Mara Lind: a guest" in path.read_text("utf-8")


@pytest.mark.parametrize("seed", range(6))
def test_all_that_is_taken_back_leaves_the_file_as_it_was(show: Path, seed: int) -> None:
    chance = random.Random(seed)
    project, path = written(show)
    opened = project._opened
    before, states = path.read_bytes(), list[bytes]()
    names = ["Mara Lind", "Omar Reed", "Ida Moss", "Guest", "Mara Lund", "O. R.", "Zoë Ash", 'Ann "A" Lee']
    voices = ["adam", "gene", "steph", "heart"]
    for _ in range(20):
        roles = [role.name for role in opened.script.roles if role.name != "Narrator"]
        role, states = chance.choice(roles), [*states, path.read_bytes()]
        before_it = len(opened.journal.entries)
        try:
            match chance.randrange(5):
                case 0 | 1:
                    project.rename(role, chance.choice(names))
                case 2:
                    quoted = [at for at, line in enumerate(opened.script.lines) if line.role != "Narrator"]
                    project.assign(chance.choice(quoted), chance.choice(names))
                case 3:
                    project.set_gender(role, chance.choice(list(Gender)))
                case _:
                    pinned, voice = chance.random() < 0.5, chance.choice(voices)
                    shared = changed_registry(path, role, Gender.UNKNOWN, voice, pinned=pinned)
                    opened.do("A voice for good.", lambda script: script, None, shared)
        except PodcasterError:
            pass
        if len(opened.journal.entries) == before_it:
            assert states.pop() == path.read_bytes()
    after, reached = path.read_bytes(), list[bytes]()
    while opened.undoable:
        reached.append(path.read_bytes())
        project.undo()
        assert path.read_bytes() == states.pop()
    assert path.read_bytes() == before
    for state in reversed(reached):
        project.redo()
        assert path.read_bytes() == state
    assert path.read_bytes() == after


NAMES = ("Ann Lee", "Bob", "Cy X", "Dé", "E. F.", "Gus", "Hal", "Ida Q")


def some_registry(chance: random.Random) -> str:
    """A registry into which people have written everywhere."""
    lines = ["# top"] if chance.random() < 0.5 else []
    for name in chance.sample(NAMES, chance.randint(1, 5)):
        for place in ("above", "over"):
            lines += [chance.choice(["", f"# {place} {name}"])] if chance.random() < 0.6 else []
        lines.append(f'[people."{name}"]{chance.choice(["", f"  # {name} herself"])}')
        lines += [f"# in {name}"] if chance.random() < 0.3 else []
        lines.append(f'voice = "{chance.choice("abcd")}"{chance.choice(["", f" # the voice of {name}"])}')
        lines += ['gender = "female"'] if chance.random() < 0.4 else ["pinned = true"] if chance.random() < 0.3 else []
        lines += [chance.choice(["", f"# behind {name}"]) for _ in range(chance.randint(0, 2))]
    lines += ["", "[aliases]", '"Z" = "Nobody"  # yet'] if chance.random() < 0.4 else []
    return "\n".join(lines) + chance.choice(["\n", "", "\n\n"])


@pytest.mark.parametrize("seed", range(150))
def test_any_names_taken_back_leave_all_comments_and_what_others_did(tmp_path: Path, seed: int) -> None:
    chance, settings = random.Random(seed), Settings(folder=tmp_path)
    path = settings.files.registry
    path.parent.mkdir()
    path.write_text(some_registry(chance), "utf-8")

    def call(people: tuple[Renamed, ...], back: Registered | None = None) -> Registered:
        patch = back.patch if back else None
        with registered(settings, tmp_path / "output" / "x", people, back=bool(back), text=patch) as known:
            for file in known.files:
                path.write_text(file.after or "", "utf-8")
        return known

    def comments() -> list[str]:
        return sorted(re.findall("#.*", path.read_text("utf-8")))

    told, done = comments(), list[tuple[str, Registered]]()
    for _ in range(chance.randint(1, 4)):
        done.append((path.read_text("utf-8"), call((Renamed(*chance.sample(NAMES, 2)),))))
        assert comments() == told
    touched = {name for _, known in done for each in known.people for name in (each.old, each.new)}
    if theirs := chance.random() < 0.5:
        text = path.read_text("utf-8")
        for name in set(NAMES) - touched:
            text = re.sub(rf'(?m)^(\[people\."{re.escape(name)}"\])', r"# a colleague\n\1", text)
            text = re.sub(rf'(\[people\."{re.escape(name)}"\][^[]*?voice = )"."', r'\1"q"', text)
        path.write_text(text, "utf-8")
    told, people = comments(), read_registry(path).people
    for before, known in reversed(done):
        call(known.people, known)
        assert theirs or path.read_text("utf-8") == before
    assert comments() == told
    now = read_registry(path).people
    assert {name: each for name, each in now.items() if name not in touched} == {
        name: each for name, each in people.items() if name not in touched
    }
