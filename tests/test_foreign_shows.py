"""Shows in other languages: voices of their language and region, and words as the language writes them."""

from __future__ import annotations

import json
import re
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

import podcaster
from podcaster.cast import load_pool, preview_cast, role_pools
from podcaster.cli import app
from podcaster.engines import Engines
from podcaster.engines.pyttsx3 import ESPEAK
from podcaster.project import OpenProject
from podcaster.reading import read_show_script
from podcaster.script import format_script, read_script
from podcaster.settings import Settings, load_settings
from podcaster.speaking import sayer
from podcaster.studio.voices import Speakers, Voices

if TYPE_CHECKING:
    from pathlib import Path

FRENCH = """Les passeurs rament

Les 71 passeurs de Quell rament de nouveau depuis que le moteur de leur bateau a été vendu.

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

El puente viejo se cerró ayer al tráfico después de que un técnico encontrara grietas en el tercer arco. Los 21 vecinos
tendrán que dar un rodeo de once kilómetros, y el Ayuntamiento prevé que las obras duren seis semanas.
"""


@pytest.mark.skipif(not ESPEAK, reason="the system's own voices speak here")
def test_each_article_of_a_digest_is_read_in_its_language(tmp_path: Path) -> None:
    (tmp_path / "fr.txt").write_text(FRENCH, encoding="utf-8")
    (tmp_path / "es.txt").write_text(SPANISH, "utf-8")
    (tmp_path / "podcaster.toml").write_text('[show]\ntitle = "La Semana"\nlanguage = "es"\n', encoding="utf-8")
    sources = [str(tmp_path / "es.txt"), str(tmp_path / "fr.txt"), "-o", str(tmp_path / "a.fountain")]
    result = CliRunner().invoke(app, ["--show", str(tmp_path), "script", *sources, "--template", "digest"])
    assert result.exit_code == 0, result.output
    assert "would sound wrong" not in " ".join(result.output.split())
    settings = load_settings(tmp_path)
    text = (tmp_path / "a.fountain").read_text("utf-8")
    script = read_show_script(text, "a.fountain", settings)
    assert format_script(script) == text
    assert script.language == "es"
    languages = {role.name: role.language for role in script.roles}
    assert languages == {"Narrator": "", "Narration": "fr", "Jory Penrose": "fr"}
    cast = preview_cast(script, settings)
    assert cast.voice("Narrator").language.startswith("es")
    assert {cast.voice(role).language[:2] for role in ("Narration", "Jory Penrose")} == {"fr"}
    with Engines(settings) as engines:
        say = sayer(script, engines, settings.files)
        said = {line.role: [] for line in script.lines}
        for line in script.lines:
            said[line.role].append(say(line, cast.voice(line.role)))
    assert "La Semana" in said["Narrator"][0]
    assert any("soixante et onze passeurs" in one for one in said["Narration"])
    assert any("veintiún vecinos" in one for one in said["Narrator"])
    assert "sintéticas" in said["Narrator"][-1]


def test_a_role_has_a_language_of_its_own_on_the_title_page() -> None:
    text = "Title: Paris\nCast:\n    Luc Morel: male, language fr-CH\n\n# Paris\n\n@Luc Morel\nBonjour.\n"
    script = read_script(text, "a.fountain", language="en")
    assert (script.language_of("Luc Morel"), script.language_of("Narrator")) == ("fr-CH", "en")
    assert "    Luc Morel: male, language fr-CH\n" in format_script(script)


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


TWO_TONGUES = """Title: La Semana
Language: es
Cast:
    Narrator
    Ana Soler: female
    Luc Morel: male, language fr

El puente se cerró ayer.

@Ana Soler
Damos un rodeo.

@Luc Morel
Nous ramons.
"""


@pytest.mark.skipif(not ESPEAK, reason="the system's own voices speak here")
def test_the_studio_offers_a_role_the_voices_of_its_language(tmp_path: Path) -> None:
    (tmp_path / "script.fountain").write_text(TWO_TONGUES, "utf-8")
    settings = Settings(folder=tmp_path)
    project = OpenProject(tmp_path, settings, "Ada")
    voices = Voices(project, Speakers())
    cast = preview_cast(project.script, settings)
    offered = voices.offered(cast)
    assert {(each["for"], each["language"][:2]) for each in offered} == {("", "es"), ("fr", "fr")}
    assert all(voices.require(each["name"], "Luc Morel").language[:2] == "fr" for each in offered if each["for"])
    assert cast.voice("Luc Morel").name in {each["name"] for each in offered if each["for"]}
    assert role_pools(project.script, settings)("Luc Morel").voices == voices.pool("Luc Morel").voices


def test_who_is_quoted_in_articles_of_two_languages_is_told_and_can_have_a_voice_of_each(tmp_path: Path) -> None:
    (tmp_path / "en.txt").write_text('The bridge\n\nIt was shut on Monday. "We shall see," said Mara Lind.\n', "utf-8")
    (tmp_path / "de.txt").write_text(
        "Die Brücke\n\nDie Brücke ist alt, und sie bleibt, wie sie ist. „Sie bleibt“, sagte Mara Lind.\n", "utf-8"
    )

    def run(*words: str) -> str:
        result = CliRunner().invoke(app, ["--show", str(tmp_path), *words])
        assert result.exit_code == 0, result.output
        return " ".join(result.output.split())

    sources = [str(tmp_path / name) for name in ("en.txt", "de.txt")]
    made = run("make", "--template", "digest", *sources)
    told = re.search(r"Mara Lind is quoted in articles of several .* line (\d+) would .* assign \1 '(.+?)'", made)
    assert told
    (folder,) = (path.parent for path in tmp_path.glob("output/*/script.fountain"))
    run("edit", folder.name, "assign", told[1], told[2])
    script = podcaster.open_show(tmp_path).open(folder.name).script
    line = script.lines[int(told[1]) - 1]
    assert line.text == "Sie bleibt,"
    assert {role.name: role.language for role in script.roles}[line.role] == "de"
    assert "would sound wrong" not in run("make", str(folder / "script.fountain"))
