"""How German, French, Spanish, Italian and Portuguese texts are said."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcaster.spoken import say_text
from podcaster.spoken.languages import READ, grammar

GOLDEN = Path(__file__).parent / "data" / "spoken"
TAGS = sorted(READ - {"en"})


def cases() -> list[tuple[str, str, str]]:
    found = []
    for tag in TAGS:
        for line in (GOLDEN / f"{tag}.txt").read_text("utf-8").splitlines():
            if " => " in line and not line.startswith("#"):
                found.append((tag, *line.split(" => ", 1)))
    return found


def heard(text: str) -> str:
    """A text as it is heard: without capitals, hyphens and the marks of a short pause."""
    return re.sub(r"\s+", " ", re.sub(r"[-–,.’'\"]", " ", text.casefold())).strip()


@pytest.mark.parametrize(("tag", "written", "spoken"), cases())
def test_said(tag: str, written: str, spoken: str) -> None:
    assert heard(say_text(written, language=tag).text) in [heard(form) for form in spoken.split(" | ")]


@pytest.mark.parametrize("tag", TAGS)
def test_there_are_a_hundred_inputs(tag: str) -> None:
    assert sum(case[0] == tag for case in cases()) >= 100


@pytest.mark.parametrize(("tag", "written", "spoken"), cases())
def test_nothing_is_left_in_figures_and_the_way_back_holds(tag: str, written: str, spoken: str) -> None:
    said = say_text(written, language=tag)
    assert not re.search(r"\d", said.text.replace("CO2", ""))
    place = spoken_at = 0
    for span in said.spans:
        assert (span.spoken_start, span.start) == (spoken_at, place)
        spoken_at, place = span.spoken_end, span.end
    assert (spoken_at, place) == (len(said.text), len(written))


@given(
    st.sampled_from(TAGS),
    st.text(alphabet="0123456789.,:-–/ºª°%€$½ IVXabehmnrsuMHS'’()\n+", max_size=40),
)
def test_any_text_is_said(tag: str, text: str) -> None:
    said = say_text(text, language=tag)
    assert "".join(text[span.start : span.end] for span in said.spans) == text or not said.spans


@pytest.mark.parametrize("tag", TAGS)
def test_rules_have_one_name_each(tag: str) -> None:
    rules = {rule.name: rule for kind in grammar(tag).rules.values() for rule in kind}
    for kind in grammar(tag).rules.values():
        assert all(rules[rule.name] is rule for rule in kind)


def test_a_decision_tells_why() -> None:
    (decision,) = say_text("El rey Felipe VI habló.", language="es-MX").decisions
    assert (decision.written, decision.said, decision.why) == ("VI", "sexto", "a ruler: after Felipe")


def test_brazil_has_words_of_its_own() -> None:
    said = say_text("Correu 16 km por R$ 17,50.", language="pt-BR").text
    assert said == "Correu dezesseis quilômetros por dezessete reais e cinquenta centavos."
    assert "dezasseis quilómetros" in say_text("Correu 16 km.", language="pt-PT").text
