"""Words of the narrator's."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

from podcaster.patterns import on_demand

STOP = "\u2024"
"""Stands for the stop of a short form, which belongs to the word and ends no sentence."""
WORD = on_demand(rf"(?:(?<!\w)\d{{1,3}}-(?=[^\W\d_]))?[^\W\d_](?:[^\W_]|{STOP}|[’'_-](?=[^\W\d_]))*[’']?")
_ELIDED = on_demand(r"^(?:[ldLD]|[uU]n|[dD]ell|[aA]ll|[nN]ell|[dD]all|[sS]ull|[qQ]u|[sS])['’](?=[^\W\d_])")
_INVERTED = on_demand(r"-(?:t-)?(?=(?:il|elle|on|ils|elles)\b)")
"""Between a French verb and its pronoun: "demande-t-elle"."""
_CLITIC = on_demand(r"-(?=(?:me|te|se|lhe|lhes|nos|o|a|os|as)$)")
"""Between a Portuguese verb and its pronoun: "disse-lhe"."""


KEPT = 64
"""Stretches whose words are kept: the rules read the same few again and again, two thirds of all."""


@dataclass(frozen=True)
class WordForm:
    """A word as it stands in the narrator's text (the FORM of CoNLL-U), with nothing known of what kind it is."""

    start: int
    """Offset of the first letter in the article."""
    end: int
    """Offset behind the last letter."""
    text: str
    """The letters as they stand there, with ``STOP`` for the stop of a short form."""

    @cached_property
    def low(self) -> str:
        """The word in lower case."""
        return self.text.casefold().replace("’", "'").replace(STOP, ".")


def read_words(text: str, start: int, end: int) -> list[WordForm]:
    """The words of a stretch; an elided article, and a pronoun behind a hyphen, is a word of its own."""
    return list(_words_of(text, start, end))


@lru_cache(KEPT)
def _words_of(text: str, start: int, end: int) -> tuple[WordForm, ...]:
    found = []
    for match in WORD.finditer(text, start, end):
        begin = match.start()
        if elided := _ELIDED.match(match.group()):
            found.append(WordForm(begin, begin + elided.end(), elided.group()))
            begin += elided.end()
        if cut := _INVERTED.search(text, begin, match.end()) or _CLITIC.search(text, begin, match.end()):
            found.append(WordForm(begin, cut.start(), text[begin : cut.start()]))
            begin = cut.end()
        found.append(WordForm(begin, match.end(), text[begin : match.end()]))
    return tuple(found)
