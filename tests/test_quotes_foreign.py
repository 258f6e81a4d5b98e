"""Who said it in German, Spanish, French, Italian and Portuguese: golden cases, a folder a language."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from quote_cases import FOLDER, Case, load_cases
from quotes_gold import OWN
from typer.testing import CliRunner

from podcaster.article import read_article
from podcaster.cli import app
from podcaster.model import Quote
from podcaster.quotes.data import read_data
from podcaster.quotes.foreign import find_foreign_quotes, has_rules
from podcaster.quotes.foreign.language import LANGUAGES, load_language
from podcaster.quotes.foreign.wordlists import WordLists
from podcaster.settings import Fetching
from podcaster.spoken.words import table
from tests.benchmarks.foreign_quotes import measure

CASES = [(tag, case) for tag in ("de", "es", "fr", "it", "pt") for case in load_cases(FOLDER / tag)]


@cache
def said(tag: str, case: Case) -> dict[str, Quote]:
    """The quotes of a case, by their words."""
    article = read_article("-", Fetching(), stdin=case.text.encode())
    found = find_foreign_quotes(replace(article, language=tag))
    return {article.text[quote.start : quote.end].strip('“”"«»„‹›‚‘’—–- \u00a0\u202f'): quote for quote in found}


def mistakes(tag: str, case: Case) -> list[str]:
    """What a case expects and does not get."""
    found, wrong = said(tag, case), []
    for expected in case.expected:
        quote = next((quote for words, quote in found.items() if words.startswith(expected.words)), None)
        name = quote.speaker.name if quote and quote.speaker else "nobody"
        if quote is None:
            if expected.speaker != "narrator":
                wrong.append(f"not found: {expected.words}")
        elif name != expected.speaker:
            wrong.append(f"{expected.words}: {name}, not {expected.speaker}")
        elif expected.gender and quote.speaker and quote.speaker.gender != expected.gender:
            wrong.append(f"{expected.words}: {name} is {quote.speaker.gender}")
    return wrong


@pytest.mark.parametrize(("tag", "case"), CASES, ids=[f"{tag}-{case.name}" for tag, case in CASES])
def test_golden_case(tag: str, case: Case) -> None:
    assert mistakes(tag, case) == []


FLOORS = {"de": 98.1, "es": 100, "fr": 93.4, "it": 92.6, "pt": 100}
"""Speakers that the last articles of each language, all of them seen, must keep, in per cent."""
LAST = 4
"""Articles of a language that are measured here; the benchmark measures all."""


@pytest.mark.parametrize("tag", FLOORS)
def test_floors_on_annotated_articles(tag: str, tmp_path: Path) -> None:
    rows = (OWN / "foreign" / f"{tag}.jsonl").read_text("utf-8").splitlines(keepends=True)
    (tmp_path / "last.jsonl").write_text("".join(rows[-LAST:]), "utf-8")
    result = measure(tmp_path / "last.jsonl", tag).row()
    assert result["F1"] >= 98
    assert result["speaker"] >= FLOORS[tag]


FRESH_FLOORS = {"de": (99, 98.7), "es": (92.1, 99), "fr": (88.8, 98.7), "it": (85.3, 99.1), "pt": (88, 99.1)}
"""Speakers and F1 that articles by other hands must keep, in per cent."""


@pytest.mark.parametrize("tag", FRESH_FLOORS)
def test_floors_on_articles_by_other_hands(tag: str) -> None:
    result = measure(OWN / "foreign" / "fresh" / f"{tag}.jsonl", tag).row()
    assert (result["speaker"], result["F1"]) >= FRESH_FLOORS[tag]
    assert result["F1"] >= FRESH_FLOORS[tag][1]


def test_what_is_not_sure_is_for_review() -> None:
    for tag, case in CASES:
        for quote in said(tag, case).values():
            assert bool(quote.review) == (quote.confidence < 0.85)


PLAIN = {
    "es": ("«Cerramos», dijo Ana Pérez.", "La consejera Ana Pérez, que dirige el puerto, dijo que «cierra mañana»."),
    "fr": ("« Nous fermons », a dit Anne Morel.", "Anne Morel (PS) a dit que le port « ferme demain »."),
    "it": ("«Chiudiamo», ha detto Anna Ricci.", "Anna Ricci non ha detto che il porto «chiude domani»."),
    "pt": ("«Vamos fechar», disse Ana Lopes.", "Ana Lopes, que dirige o porto, disse que «fecha amanhã»."),
}
LOOSE = {
    "es": "El sindicato abandonó la sala y más tarde afirmó que el puerto «cierra mañana».",
    "fr": "Le syndicat a quitté la salle et a plus tard affirmé que le port « ferme demain ».",
    "it": "Il sindacato ha lasciato la sala e più tardi ha detto che il porto «chiude domani».",
    "pt": "O sindicato deixou a sala e mais tarde afirmou que o porto «fecha amanhã».",
}
OWN_NAME = {
    "es": "Ana Pérez abandonó la sala y más tarde afirmó que el puerto «cierra mañana».",
    "fr": "Anne Morel a quitté la salle et a plus tard affirmé que le port « ferme demain ».",
    "it": "Anna Ricci ha lasciato la sala e più tardi ha detto che il porto «chiude domani».",
    "pt": "Ana Lopes deixou a sala e mais tarde afirmou que o porto «fecha amanhã».",
}
NAMED_LAST = {
    "de": "Lutz Gerber schweigt. Anna Pohl leitet den Hafen seit Mai. „Wir schließen morgen“, sagte sie gestern.",
    "es": "Luis Gil calla. Ana Pérez dirige el puerto desde mayo. «Cerramos mañana», dijo ayer.",
    "fr": "Luc Gilles se tait. Anne Morel dirige le port depuis mai. « Nous fermons demain », a-t-elle dit hier.",
    "it": "Luigi Gilli tace. Anna Ricci dirige il porto da maggio. «Chiudiamo domani», dice la direttrice.",
    "pt": "Luís Gil cala-se. Ana Lopes dirige o porto desde maio. «Vamos fechar amanhã», disse ela ontem.",
}
NAMED_SINCE = {
    "es": "Ana Pérez dirige el puerto desde mayo con Luis Gil. «Cerramos mañana», dijo ayer.",
    "it": "Anna Ricci dirige il porto da maggio con Luigi Gilli. «Chiudiamo domani», ha detto ieri.",
    "pt": "Ana Lopes dirige o porto desde maio com Luís Gil. «Vamos fechar amanhã», disse ontem.",
}
ASKED = {
    "es": "«¿Cuándo cierran?», preguntó Ana Pérez. «El lunes por la mañana, si nada cambia».",
    "it": "«Quando chiudete?», ha chiesto Anna Ricci. «Lunedì mattina, se non cambia nulla».",
}


def test_a_subject_beside_its_verb_needs_no_review() -> None:
    for tag, texts in PLAIN.items():
        for text in texts:
            assert [quote.review for quote in quotes_of(tag, text)] == [""], text


def test_a_subject_far_from_its_verb_is_for_review() -> None:
    for tag, text in LOOSE.items():
        assert all(quote.review and quote.speaker for quote in quotes_of(tag, text)), text


def test_who_alone_is_told_of_needs_no_review() -> None:
    alone = "Ana Pérez dirige el puerto desde mayo. «Cerramos mañana», {} ayer."
    assert [quote.review for quote in quotes_of("es", alone.format("dijo"))] == [""]
    assert all(quote.review for quote in quotes_of("es", alone.format("dicen")))


def test_whoever_the_paragraph_named_last_needs_no_review() -> None:
    for tag, text in [*OWN_NAME.items(), *NAMED_LAST.items()]:
        assert [quote.review for quote in quotes_of(tag, text)] == [""], text
    for tag, text in NAMED_SINCE.items():
        assert all(quote.review for quote in quotes_of(tag, text)), text


def test_what_follows_a_question_may_be_an_answer() -> None:
    for tag, text in ASKED.items():
        assert [bool(quote.review) for quote in quotes_of(tag, text)] == [False, True], text


def quotes_of(tag: str, text: str) -> list[Quote]:
    """The quotes of a short text."""
    article = read_article("-", Fetching(), stdin=f"El puerto\n\n{text}\n".encode())
    return list(find_foreign_quotes(replace(article, language=tag)))


@pytest.mark.parametrize("tag", ["de", "es", "fr", "it", "pt"])
def test_any_text_has_quotes_inside_it_and_in_order(tag: str) -> None:
    draw = random.Random(4)
    pieces = ["«", "»", "“", "”", "„", '"', "—", " — ", "Ana Pérez", "dijo", "sagte", "dit", "disse", ", ", ". ", ": ",
              "la", "die", "ella", "sie", "\n\n", "hola que tal amigo", "según", "-t-il", "’", " "]  # fmt: skip
    for _ in range(60):
        text = " ".join(draw.choices(pieces, k=60)) + " fin"
        article = replace(read_article("-", Fetching(), stdin=text.encode()), language=tag)
        place = 0
        for quote in find_foreign_quotes(article):
            assert place <= quote.start < quote.end <= len(article.text)
            place = quote.end


@pytest.mark.parametrize("line", ["> Rosa Ibáñez", "> — Rosa Ibáñez, madre"])
def test_whose_name_stands_only_below_a_block_quote_has_the_gender_that_it_shows(tmp_path: Path, line: str) -> None:
    path = tmp_path / "escuela.md"
    path.write_text(f"# La escuela\n\nEl pleno votó el cierre.\n\n> «Si cierran, nos vamos».\n>\n{line}\n", "utf-8")
    (quote,) = find_foreign_quotes(replace(read_article(str(path), Fetching()), language="es"))
    assert quote.speaker is not None
    assert (quote.speaker.name, quote.speaker.gender.value) == ("Rosa Ibáñez", "female")
    assert not quote.speaker.described


def test_a_script_names_whom_an_apposition_behind_the_verb_names(tmp_path: Path) -> None:
    text = "La gare\n\n« Nous n'avons pas eu le choix », a déclaré la maire, Claire Vasseur.\n"
    (tmp_path / "gare.txt").write_text(text, "utf-8")
    (tmp_path / "podcaster.toml").write_text('[show]\nlanguage = "fr"\n', "utf-8")
    script = CliRunner().invoke(app, ["--show", str(tmp_path), "script", str(tmp_path / "gare.txt")]).stdout
    assert "@Claire Vasseur [[" in script
    assert "sure: 0.90" in script


def test_every_language_has_all_lists_of_words() -> None:
    lists = {tag: json.loads(read_data("foreign.json", tag)) for tag in LANGUAGES}
    assert LANGUAGES == ("de", "es", "fr", "it", "pt")
    for tag, words in lists.items():
        assert words.keys() == lists["de"].keys(), tag
        assert isinstance(load_language(tag).turns.short.pattern, str)
        assert all(
            word == word.lower() for name, held in words.items() if name != "interviewer" for word in held.split()
        )
    with pytest.raises(KeyError, match="grown"):
        WordLists({})


def test_titles_that_are_said_in_full_are_titles_before_a_name() -> None:
    firms = {"F.lli", "Hnos."}
    for tag in LANGUAGES:
        language = load_language(tag)
        for short, full in table("forms", tag)["titles"].items():
            person = full.casefold() in language.titles or language.sort_of(full.casefold()) == "person"
            assert not person or short in firms or short.casefold().split()[0] in language.titles, short


def test_other_languages_have_no_rules() -> None:
    assert has_rules("pt-BR")
    assert has_rules("de_AT")
    assert not any(map(has_rules, ("", "en", "nl", "ja")))
