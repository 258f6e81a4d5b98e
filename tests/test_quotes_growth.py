"""Who said it takes time in proportion to the text, whatever it repeats."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from podcaster.article import read_article
from podcaster.quotes import find_quotes
from podcaster.quotes.foreign import find_foreign_quotes
from podcaster.settings import Fetching

if TYPE_CHECKING:
    from collections.abc import Callable

    from podcaster.model import Article

FEW, TIMES = 100, 8
MOST = 3.0
"""How often the proportional time the longer text may take: timers are coarse, and machines are busy."""


def surname(number: int) -> str:
    return "Ro" + "".join(chr(97 + number // 26**place % 26) for place in range(3))


REPEATED: dict[str, Callable[[int], str]] = {
    "one speaker": lambda n: f'... "{n}" said Bob.\n\n',
    "many speakers": lambda n: f'"Number {n} is here," said Ann {surname(n)}.\n\n',
    "inside": lambda n: f'"{surname(n)} said \'no {n}\' and she told me \'go\'," said Ann {surname(n)}.\n\n',
    "pronouns": lambda n: f'Ann {surname(n % 9)} came. "Number {n} is here," she said.\n\n',
    "descriptions": lambda n: f'"Number {n} is here," said the old man. "Yes," said a woman.\n\n',
    "bodies": lambda n: f'The company grew. "Number {n}," it said. The officials left. "No," they said.\n\n',
    "no speaker": lambda n: f'"Number {n} is here?"\n\n',
    "one paragraph": lambda n: f'It was late. "Number {n} is here," said Bob. ',
    "open marks": lambda n: f"‘so it is {n}, said Bob. ",
    "open paragraphs": lambda n: f"‘so it is {n}, said Bob.\n\n",
    "headings": lambda n: f"## ‘So it is {n}’: Bob\n\nIt was late.\n\n",
    "block quotes": lambda n: f"> So it is {n}, and it stays so.\n\nAnn {surname(n % 99)} wrote:\n\n",
}  # fmt: skip


def seconds(text: str, find_quotes: Callable[[Article], object] = find_quotes, language: str = "en") -> float:
    article = replace(read_article("-", Fetching(), stdin=text.encode()), language=language)
    best = 1e9
    for _ in range(2):
        start = time.process_time()
        find_quotes(article)
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.usefixtures("collector_of_the_program")
@pytest.mark.parametrize("name", REPEATED)
def test_time_grows_with_the_text(name: str) -> None:
    def text(count: int) -> str:
        return "".join(REPEATED[name](number) for number in range(count))

    seconds(text(10))  # what is read once
    few, many = seconds(text(FEW)), seconds(text(FEW * TIMES))
    assert many < MOST * TIMES * few + 0.05


@pytest.mark.usefixtures("collector_of_the_program")
def test_a_sentence_without_an_end_costs_no_more_than_its_words() -> None:
    def text(count: int) -> str:
        return f"„Das ist gut“, sagte Anna Weber.\n\nGestern kam {'der Klage ' * count}.\n\n„Das auch“, sagte Weber.\n"

    few, many = (seconds(text(count), find_foreign_quotes, "de") for count in (FEW * 5, FEW * 30))
    assert many < 2 * 6 * few + 0.05


IN_OTHER_LANGUAGES = {
    "de": (
        "„Nummer {n} ist da“, sagte Anna {name}.\n\n",
        "Der Rat tagte. „Nummer {n} fehlt“, sagte die Sprecherin des Verbands. „Nein“, sagte eine Nachbarin.\n\n",
        "Die Behörde kam. „Es sind {n}“, hieß es. Anna {name} kam spät. „Ich warte“, sagte sie, „seit {n} Tagen.“ ",
    ),
    "es": (
        "«El número {n} está aquí», dijo Ana {name}.\n\n",
        "El consejo votó ayer. «Falta el {n}», dijo la portavoz del sindicato. «No», dijo una vecina.\n\n",
        "La empresa creció. «Son {n}», explicó. Ana {name} llegó tarde. «Espero», dijo ella, «desde hace {n} días.» ",
    ),
    "fr": (
        "« Le numéro {n} est là », a dit Anne {name}.\n\n",
        "Le conseil a voté. « Il manque le {n} », a dit la porte-parole du syndicat. « Non », a dit une voisine.\n\n",
        "La ville change. « Ils sont {n} », dit-elle. Anne {name} est venue. « J'attends », dit-elle. ",
    ),
    "it": (
        "«Il numero {n} è qui», ha detto Anna {name}.\n\n",
        "Il consiglio vota. «Manca il {n}», ha detto la portavoce del sindacato. «No», ha detto una vicina.\n\n",
        "L'azienda cresce. «Sono {n}», spiega. Anna {name} è arrivata tardi. «Aspetto», dice lei, «da {n} giorni.» ",
    ),
    "pt": (
        "“O número {n} está aqui”, disse Ana {name}.\n\n",
        "O conselho votou ontem. “Falta o {n}”, disse a porta-voz do sindicato. “Não”, disse uma vizinha.\n\n",
        "A empresa cresceu. “São {n}”, explicou. Ana {name} chegou tarde. “Espero”, disse ela, “há {n} dias.” ",
    ),
}  # fmt: skip
"""Language -> people with names, described ones and pronouns, and a paragraph that does not end."""
FEW_OTHERS = 15


@pytest.mark.usefixtures("collector_of_the_program")
@pytest.mark.parametrize("language", IN_OTHER_LANGUAGES)
def test_time_grows_with_the_text_in_other_languages(language: str) -> None:
    def text(count: int) -> str:
        kinds = IN_OTHER_LANGUAGES[language]
        return "".join(kind.format(n=nr, name=surname(nr)) for kind in kinds for nr in range(count))

    seconds(text(3), find_foreign_quotes, language)
    few, many = (seconds(text(count), find_foreign_quotes, language) for count in (FEW_OTHERS, FEW_OTHERS * TIMES))
    assert many < MOST * TIMES * few + 0.05
