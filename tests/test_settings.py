"""podcaster.toml: what is refused, where files come from, and the page that a new show gets."""

from __future__ import annotations

import re
from dataclasses import is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

import pytest

from podcaster.engines import command, http, pyttsx3
from podcaster.errors import SettingsError
from podcaster.settings import Settings, load_settings, settings_from, shipped
from podcaster.settings.check import range_of, read_table
from podcaster.settings.page import settings_page

if TYPE_CHECKING:
    from collections.abc import Iterator


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
        ({"sound": {"pauses": {"comma": "long"}}}, "sound.pauses.comma must be a number, not text."),
        ({"sound": {"quality": "best"}}, "sound.quality must be one of speech, standard, music, not best."),
        ({"show": {"title": 3}}, "show.title must be text, not a whole number."),
        ({"show": {"persons": [{"name": "A", "role": 1}]}}, "show.persons[0].role must be text"),
        ({"targets": {"web": {"region": "x"}}}, "`to`"),
        ({"speech": {"workers": -3}}, "speech.workers must be from 0 to 256, not -3."),
        ({"speech": {"cache_size": -1}}, "speech.cache_size must be from 0 "),
        ({"sound": {"pauses": {"sentence": 1e9}}}, "sound.pauses.sentence must be from 0 to 60"),
        ({"sound": {"pauses": {"sentence": float("inf")}}}, "from 0 to 60, not inf."),
        ({"sound": {"peak": float("nan")}}, "sound.peak must be from -20 to 0, not nan."),
        ({"sound": {"peak": 50}}, "sound.peak must be from -20 to 0"),
        ({"sound": {"room_tone": 1000}}, "sound.room_tone must be from -120 to -30"),
        ({"sound": {"music": {"lead": -1}}}, "sound.music.lead must be from 0 to 900"),
        ({"article": {"timeout": -1}}, "article.timeout must be from 0.1 to 3600"),
        ({"feed": {"limit": 0}}, "feed.limit must be from 1 "),
    ],
)
def test_a_mistake_is_named_with_its_place(table: dict[str, object], told: str) -> None:
    with pytest.raises(SettingsError) as error:
        settings_from(table, "podcaster.toml")
    assert told in str(error.value)


def numbers(kind: type) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every numeric setting of a table, by its place, with its type."""
    for name, hint in get_type_hints(kind, include_extras=True).items():
        plain = get_type_hints(kind)[name]
        if isinstance(plain, type) and is_dataclass(plain):
            yield from (((name, *place), found) for place, found in numbers(plain))
        elif {int, float} & {plain, *get_args(plain)}:
            yield (name,), hint


@pytest.mark.parametrize("kind", [Settings, command.CommandOptions, http.HttpOptions, pyttsx3.Pyttsx3Options])
def test_no_number_is_taken_unlooked(kind: type) -> None:
    found = list(numbers(kind))
    assert found
    for place, hint in found:
        allowed = range_of(hint)
        assert allowed, place
        for value in (allowed.low - 1, allowed.high + 1):
            table: Any = value
            for name in reversed(place):
                table = {name: table}
            with pytest.raises(SettingsError, match=re.escape(f"{'.'.join(place)} must be {allowed}, not ")):
                read_table(table, kind, "podcaster.toml")


def test_a_file_that_is_not_toml_is_refused(tmp_path: Path) -> None:
    (tmp_path / "podcaster.toml").write_text("[show\n")
    with pytest.raises(SettingsError, match="not valid TOML"):
        load_settings(tmp_path)


def test_the_users_file_wins_over_the_one_that_ships(tmp_path: Path) -> None:
    settings = Settings(folder=tmp_path)
    assert settings.files.voices_file("pool.toml") == shipped("voices") / "pool.toml"
    own = tmp_path / "voices" / "pool.toml"
    own.parent.mkdir()
    own.write_text("")
    assert settings.files.voices_file("pool.toml") == own
    assert settings.files.voices_file("nothing.toml") is None


def test_the_show_is_found_from_a_folder_inside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "podcaster.toml").write_text("[show]\ntitle = 'Mine'\n")
    inside = tmp_path / "drafts" / "today"
    inside.mkdir(parents=True)
    monkeypatch.chdir(inside)
    assert load_settings().show.title == "Mine"
    assert load_settings().folder == tmp_path.resolve()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[feed]\naddress = "a"\n#[targets.web]\naddress = "b"\n', "is the [table] line above it still behind a #?"),
        ("[feed]\n[show]\n[feed]\n", "The same [table] line stands there twice"),
        ("[show]\ntitle = Mine\n", "between quotation marks"),
    ],
)
def test_a_mistake_in_the_toml_has_a_cure(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "podcaster.toml").write_text(text)
    with pytest.raises(SettingsError) as caught:
        load_settings(tmp_path)
    assert told in caught.value.cure
