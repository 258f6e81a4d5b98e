"""What the rules know of a language other than English: closed classes of words, from its file of data."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

from podcaster.quotes.data import read_data

LANGUAGES = ("de", "es", "fr", "it", "pt")
"""The languages besides English whose quotes get their speakers."""


@dataclass(frozen=True)
class Language:
    """The words of one language, lower case."""

    tag: str
    verbs: frozenset[str]
    """Reporting verbs, in the forms of the third person and as participles."""
    auxiliaries: frozenset[str]
    pronouns: dict[str, str]
    """Pronoun -> gender, empty for the plural."""
    determiners: dict[str, str]
    """Determiner -> the gender it shows, or empty."""
    indefinite: frozenset[str]
    titles: dict[str, str]
    """Title -> gender."""
    starters: frozenset[str]
    """Words that may stand with a capital and begin no name."""
    particles: frozenset[str]
    prepositions: frozenset[str]
    according: frozenset[str]
    """Words for "according to"; two that belong together are joined by "_"."""
    that: frozenset[str]

    @property
    def dashes(self) -> bool:
        """Whether a dash at the beginning of a paragraph opens speech."""
        return self.tag != "de"


@cache
def load_language(tag: str) -> Language:
    """The words of one of ``LANGUAGES``."""
    data = {name: value.split() for name, value in json.loads(read_data("foreign.json", tag)).items()}
    return Language(
        tag,
        frozenset(data["verbs"]),
        frozenset(data["auxiliaries"]),
        _gendered(data, "{}") | dict.fromkeys(data["plural"], ""),
        _gendered(data, "{} determiners") | dict.fromkeys(data["other determiners"], ""),
        frozenset(data["indefinite"]),
        _gendered(data, "titles {}"),
        frozenset(data["starters"]),
        frozenset(data["particles"]),
        frozenset(data["prepositions"]),
        frozenset(data["according"]),
        frozenset(data["that"]),
    )


def _gendered(data: dict[str, list[str]], form: str) -> dict[str, str]:
    """The words of two lists of the data, with the gender that they show."""
    return {word: gender for gender in ("female", "male") for word in data[form.format(gender)]}
