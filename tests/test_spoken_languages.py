"""How German, French, Spanish, Italian and Portuguese texts are said, and all languages as newspapers write them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcaster.spoken import say_text
from podcaster.spoken.counting import in_words
from podcaster.spoken.languages import READ, grammar

GOLDEN = Path(__file__).parent / "data" / "spoken"
TAGS = sorted(READ - {"en"})


def cases(tag: str) -> list[tuple[str, str]]:
    """Written and spoken, from the language's kinds and from sentences as newspapers write them."""
    files = (GOLDEN / f"{tag}.txt", GOLDEN / "newspaper" / f"{tag}.txt")
    lines = [line for file in files if file.exists() for line in file.read_text("utf-8").splitlines()]
    return [tuple(line.split(" => ", 1)) for line in lines if " => " in line and not line.startswith("#")]


def heard(text: str) -> str:
    """A text as it is heard: without capitals, hyphens and the marks of a short pause."""
    return re.sub(r"\s+", " ", re.sub(r"[-–,.’'\"]", " ", text.casefold())).strip()


def forms(spoken: str) -> set[str]:
    """The right forms: ``one | another``, and ``{this|that}`` inside a form."""
    found, waiting, open_form = set(), [], ""
    for part in spoken.split(" | "):
        open_form += f" | {part}" if open_form else part
        if open_form.count("{") == open_form.count("}"):
            waiting.append(open_form)
            open_form = ""
    while waiting:
        form = waiting.pop()
        inner = re.search(r"\{([^{}]*)\}", form)
        if inner is None:
            found.add(heard(form))
        else:
            waiting += [form[: inner.start()] + choice + form[inner.end() :] for choice in inner[1].split("|")]
    return found


def faults(written: str, spoken: str, tag: str) -> list[str]:
    """What is wrong with how an input is said: other words, figures left over, or a way back with a gap."""
    said = say_text(written, language=tag)
    found = [] if heard(said.text) in forms(spoken) else [f"{written} => {said.text}"]
    if re.search(r"\d", said.text.replace("CO2", "")):
        found.append(f"figures left: {said.text}")
    place = spoken_at = 0
    for span in said.spans:
        if (span.spoken_start, span.start) != (spoken_at, place):
            found.append(f"a gap before {span} in {written}")
        spoken_at, place = span.spoken_end, span.end
    return found if (spoken_at, place) == (len(said.text), len(written)) else [*found, f"the end of {written}"]


@pytest.mark.parametrize("tag", sorted(READ))
def test_said(tag: str) -> None:
    inputs = cases(tag)
    assert len(inputs) >= 150
    assert [fault for written, spoken in inputs for fault in faults(written, spoken, tag)] == []


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


def test_numbers_are_those_of_num2words() -> None:
    from num2words import num2words

    for language in ("en", "de", "es", "fr", "it", "pt", "pt_BR"):
        for number in (0, 1, 21, 80, 101, 1918, 2026, 1_000_001):
            assert in_words(number, language) == num2words(number, lang=language)
            assert in_words(number + 1, language, "ordinal") == num2words(number + 1, lang=language, to="ordinal")
