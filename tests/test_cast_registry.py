"""The registry's file when people have written into it: their comments, order and empty lines stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from podcaster.cast import Regular, hold_registry
from podcaster.model import Gender

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from podcaster.cast.registry import RegistryFile

OURS = """# Our show.

# Mara asked for this one
[people."Mara Lind"]
voice = "steph"  # soft
# since March
gender = "female"

# Omar: guest
[people."Omar Reed"]  # twice
voice = "adam"

# everybody below: guests

[people.Ida]
voice = "gene"

[aliases]
"M. L." = "Mara Lind"  # in mails
"""


def changed(path: Path, change: Callable[[RegistryFile], None], text: str = OURS) -> str:
    path.write_text(text, "utf-8")
    with hold_registry(path) as file:
        change(file)
        return file.text


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "registry.toml"


def test_what_is_said_anew_stands_with_whom_it_is_about(path: Path) -> None:
    text = changed(path, lambda file: file.set_people({"Mara Lind": Regular("anika", pinned=True)}))
    told = OURS.replace('"steph"', '"anika"').replace('gender = "female"\n', "")
    assert text == told.replace("# since March", "pinned = true\n# since March")
    assert changed(path, lambda file: file.set_people({"Ida": Regular("gene")})) == OURS


def test_a_newcomer_stands_behind_the_others(path: Path) -> None:
    text = changed(path, lambda file: file.set_people({"Zoë Ash": Regular("adam", Gender.FEMALE)}))
    new = '[people."Zoë Ash"]\nvoice = "adam"\ngender = "female"\n\n'
    assert text == OURS.replace("[aliases]", f"{new}[aliases]")
    only = changed(path, lambda file: file.set_people({"A": Regular("x"), "B": Regular("y")}), "")
    assert only == '[people.A]\nvoice = "x"\n\n[people.B]\nvoice = "y"\n'


def test_whoever_has_another_name_has_the_place(path: Path) -> None:
    text = changed(path, lambda file: file.rename_person("Omar Reed", 'Omar "O" R.'))
    assert text == OURS.replace('"Omar Reed"', '"Omar \\"O\\" R."')


def test_comments_of_whom_the_show_knows_otherwise_go_along(path: Path) -> None:
    text = changed(path, lambda file: file.remove_person("Omar Reed", "Ida"))
    here = '# Omar: guest\n[people."Omar Reed"]  # twice\nvoice = "adam"\n\n'
    assert text == OURS.replace(here, "").replace("[people.Ida]", "# Omar: guest\n# twice\n[people.Ida]")


def test_comments_of_whom_nobody_knows_stay(path: Path) -> None:
    text = changed(path, lambda file: file.remove_person("Mara Lind"))
    for comment in ("# Mara asked for this one", "# soft", "# since March"):
        assert comment in text
    assert '\n\n# Omar: guest\n[people."Omar Reed"]' in text
    assert "\n\n\n" not in text


def test_an_alias_says_who_has_the_comments(path: Path) -> None:
    text = changed(path, lambda file: file.set_alias("Omar Reed", "Ida"))
    assert "# Omar: guest\n# twice\n[people.Ida]" in text
    assert text.endswith('"M. L." = "Mara Lind"  # in mails\n"Omar Reed" = "Ida"\n')


@pytest.mark.parametrize(
    "text",
    [
        'people = { "Mara Lind" = { voice = "steph" }, Ida = { voice = "gene" } }\n',
        '[people]\n"Mara Lind".voice = "steph"\nIda = { voice = "gene" }\n',
        '[people."Mara Lind"]\nvoice = """steph"""\nold = ["a",\n  "b"]\n\n[people.Ida]\nvoice = "gene"\n',
    ],
)
def test_a_registry_that_is_written_in_another_way_says_the_same(path: Path, text: str) -> None:
    from podcaster.cast import read_registry

    def change(file: RegistryFile) -> None:
        file.rename_person("Mara Lind", "Mara Lund")
        file.set_people({"Zoë": Regular("adam"), "Ida": Regular("heart")})

    path.write_text(changed(path, change, text), "utf-8")
    voices = {name: person.voice for name, person in read_registry(path).people.items()}
    assert voices == {"Mara Lund": "steph", "Zoë": "adam", "Ida": "heart"}
    path.write_text(changed(path, lambda file: file.remove_person("Ida"), path.read_text("utf-8")), "utf-8")
    assert sorted(read_registry(path).people) == ["Mara Lund", "Zoë"]
