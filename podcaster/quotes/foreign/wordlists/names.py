"""Words in and beside names."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.sentences import STOPS

if TYPE_CHECKING:
    import re


class NameWords:
    """Lists that the rules read who look for names."""

    adverb_endings: tuple[str, ...]
    """What adverbs end in, which begin a sentence with a capital."""
    before_names: frozenset[str]
    """Verbs before somebody's name: "se llama Sindo"."""
    origins: frozenset[str]
    """Particles that behind a surname say where somebody is from, and are seldom a part of the name."""
    saints: frozenset[str]
    """What the names of places begin with."""
    younger: frozenset[str]
    """What stands behind the name of whoever has that of an elder: "Rui Pena Filho"."""
    names: dict[str, str]
    """Given names that elsewhere are of the other gender."""
    named_after: frozenset[str]
    """Nouns for what is named after somebody, who says nothing there."""
    numbers: frozenset[str]
    """Numbers before what is no person's name."""
    born: frozenset[str]
    """Words before a place that is nobody's name."""
    name_breaks: frozenset[str]
    """Particles of names behind which a name has ended: "Kern der Einigung"."""
    name_keepers: frozenset[str]
    """Particles of names behind which it goes on even so: "von der Leyen"."""
    couples: frozenset[str]
    """Words between two given names: they are two people, though the word is a particle of names."""
    name_forces: frozenset[str]
    """Nouns for a force that stands before the name of one of its members: "o cabo da Polícia Militar Ivo Prates"."""
    described_first: tuple[str, ...]
    """Articles of a description whose name stands right behind it: "O rapaz, Caio Lobo, assina a direção"."""
    inside_names: tuple[str, ...]
    """Words between the parts of such a name."""

    @cached_property
    def described(self) -> re.Pattern[str]:
        """A sentence that begins with a description and a name behind it."""
        if not self.described_first:
            return on_demand(r"(?!)")
        articles, joins = ("|".join(words) for words in (map(str.capitalize, self.described_first), self.inside_names))
        name = rf"((?:[A-ZÁÉÍÓÚÂÊÔÃÕÇ][^\W\d_]+\s?(?:(?:{joins})\s)?){{2,4}})"
        return on_demand(rf"(?<=[{STOPS}”»\"]\s)(?:{articles})\s[^\W\d_A-Z]+,\s{name}(?<!\s)(?=[,.])")
