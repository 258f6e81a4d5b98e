"""Shows in other languages: voices of their language and region, and words as the language writes them."""

from __future__ import annotations

import json
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from podcaster.cast import load_pool
from podcaster.cli import app
from podcaster.engines.pyttsx3 import ESPEAK
from podcaster.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

FRENCH = """Les passeurs rament

Les passeurs de Quell rament de nouveau depuis que le moteur de leur bateau a été vendu.

« Mes bras n’ont jamais été aussi forts\u00a0», a déclaré Jory Penrose, qui porte le courrier. « Qui paiera\u00a0? »
"""


@pytest.mark.skipif(not ESPEAK, reason="the system's own voices speak here")
@pytest.mark.parametrize(
    ("language", "first"),
    [
        ("de", "gmw/de"),
        ("es", "roa/es"),
        ("es-ES", "roa/es"),
        ("es-MX", "roa/es-419"),
        ("pt-PT", "roa/pt"),
        ("pt-BR", "roa/pt-br"),
        ("fr-CH", "roa/fr-ch"),
        ("it", "roa/it"),
    ],
)
def test_voices_are_of_the_language_and_its_region(language: str, first: str) -> None:
    voices = load_pool(Settings(), language).voices
    assert {item.voice.id.partition("+")[0] for item in voices} == {first}
    assert len(voices) > 8


@pytest.mark.skipif(not ESPEAK or not find_spec("piper"), reason="espeak and Piper speak here")
def test_german_voices_of_piper_come_before_those_of_espeak(tmp_path: Path) -> None:
    for name in ("de_DE-kerstin-low", "de_DE-thorsten_emotional-medium", "es_ES-davefx-medium"):
        language = {"code": name[:5]}
        (tmp_path / f"{name}.onnx").write_bytes(b"")
        (tmp_path / f"{name}.onnx.json").write_text(json.dumps({"language": language, "num_speakers": 1}), "utf-8")
    settings = Settings(engines={"piper": {"voices": str(tmp_path)}})
    voices = load_pool(settings, "de").voices
    assert [(one.voice.id, one.voice.gender.value) for one in voices[:2]] == [
        ("de_DE-kerstin-low", "female"),
        ("gmw/de", "male"),
    ]
    assert all(one.voice.engine == "pyttsx3" for one in voices[1:])


def test_a_comma_behind_a_french_mark_stands_at_its_word(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text(FRENCH, encoding="utf-8")
    (tmp_path / "podcaster.toml").write_text('[show]\nlanguage = "fr"\n', encoding="utf-8")
    result = CliRunner().invoke(
        app, ["--show", str(tmp_path), "script", str(article), "-o", str(tmp_path / "a.fountain")]
    )
    assert result.exit_code == 0, result.output
    script = (tmp_path / "a.fountain").read_text("utf-8")
    assert "\nMes bras n’ont jamais été aussi forts,\n" in script
    assert "Qui paiera ?" in script.replace("\u00a0", " ")


SPANISH = """El puente viejo, cerrado

El puente viejo se cerró ayer al tráfico después de que un técnico encontrara grietas en el tercer arco. Los vecinos
tendrán que dar un rodeo de once kilómetros, y el Ayuntamiento prevé que las obras duren seis semanas.
"""


def test_a_digest_in_two_languages_is_told(tmp_path: Path) -> None:
    (tmp_path / "fr.txt").write_text(FRENCH, encoding="utf-8")
    (tmp_path / "es.txt").write_text(SPANISH, "utf-8")
    (tmp_path / "podcaster.toml").write_text('[show]\nlanguage = "fr"\n', encoding="utf-8")
    sources = [str(tmp_path / "fr.txt"), str(tmp_path / "es.txt")]
    result = CliRunner().invoke(app, ["--show", str(tmp_path), "script", *sources, "--template", "digest"])
    assert "Articles in es are in this episode" in " ".join(result.output.split())


POLISH = """Przewoźnicy znów wiosłują

Przewoźnicy z Quell znów wiosłują, odkąd sprzedano silnik ich jedynej łodzi za dwanaście procent ceny.

„Moje ramiona nigdy nie były tak silne”, powiedział Jory Penrose, który wozi pocztę od października.
"""


def test_a_language_without_words_has_names_and_titles_and_no_english(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text(POLISH, encoding="utf-8")
    (tmp_path / "podcaster.toml").write_text('[show]\ntitle = "Quell"\nlanguage = "pl"\n', encoding="utf-8")
    command = ["--show", str(tmp_path), "script", str(article), "-o", str(tmp_path / "a.fountain")]
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 0, result.output
    assert "nobody says that the voices are synthetic" in " ".join(result.output.split())
    heard = (tmp_path / "a.fountain").read_text("utf-8").partition("\n\n")[2]
    lines = {line for line in heard.splitlines() if line and not line.startswith(("#", ">"))}
    assert lines - set(POLISH.splitlines()) == {"Quell.", "Przewoźnicy znów wiosłują."}
