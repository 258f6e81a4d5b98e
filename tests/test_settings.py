"""podcaster.toml: what is refused, where files come from, and the page that a new show gets."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from podcaster.errors import SettingsError
from podcaster.settings import Settings, load_settings, settings_from, shipped
from podcaster.settings_page import settings_page


def test_every_setting_stands_on_the_page_with_its_default(tmp_path: Path) -> None:
    tables = [table for table in settings_page().split("\n\n") if "\n#[" not in f"\n{table}"]
    lines = [re.sub(r"^#(?=\w)", "", line) for table in tables for line in table.splitlines()]
    (tmp_path / "podcaster.toml").write_text("\n".join(line for line in lines if not line.endswith("...")), "utf-8")
    assert sum(not line.startswith(("#", "[")) and " = " in line for line in lines) > 50
    assert load_settings(tmp_path) == Settings(folder=tmp_path.resolve())


def test_the_page_as_it_is_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "podcaster.toml").write_text(settings_page(), "utf-8")
    assert load_settings(tmp_path) == Settings(folder=tmp_path.resolve())


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ({"shwo": {}}, "Did you mean show?"),
        ({"show": {"titel": "x"}}, "show.titel"),
        ({"sound": {"pauses": {"comma": "long"}}}, "sound.pauses.comma"),
        ({"sound": {"format": "mp4"}}, "sound.format"),
        ({"targets": {"web": {"to": "x", "adress": "y"}}}, "targets.web.adress"),
    ],
)
def test_a_mistake_is_named_with_its_place(table: dict[str, object], told: str) -> None:
    with pytest.raises(SettingsError) as error:
        settings_from(table, "podcaster.toml")
    assert told in str(error.value)


def test_a_file_that_is_not_toml_is_refused(tmp_path: Path) -> None:
    (tmp_path / "podcaster.toml").write_text("[show\n")
    with pytest.raises(SettingsError, match="not valid TOML"):
        load_settings(tmp_path)


def test_the_users_file_wins_over_the_one_that_ships(tmp_path: Path) -> None:
    settings = Settings(folder=tmp_path)
    assert settings.find("voices", "pool.toml") == shipped("voices") / "pool.toml"
    own = tmp_path / "voices" / "pool.toml"
    own.parent.mkdir()
    own.write_text("")
    assert settings.find("voices", "pool.toml") == own
    assert settings.find("voices", "nothing.toml") is None


def test_the_show_is_found_from_a_folder_inside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "podcaster.toml").write_text("[show]\ntitle = 'Mine'\n")
    inside = tmp_path / "drafts" / "today"
    inside.mkdir(parents=True)
    monkeypatch.chdir(inside)
    assert load_settings().show.title == "Mine"
    assert load_settings().folder == tmp_path.resolve()
