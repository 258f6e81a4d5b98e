"""Words beside what is written somewhere, or what something is called: nobody says it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand

if TYPE_CHECKING:
    import re


class TermWords:
    """Lists that the rules read who tell words that nobody says from speech."""

    this: frozenset[str]
    """Words for "this"."""
    own_paper: frozenset[str]
    """What a paper calls itself behind "this": it is not who says something."""
    notes: frozenset[str]
    """Texts in which a body says something."""
    papers: frozenset[str]
    """Nouns for texts that speak, which no authority is."""
    performs: frozenset[str]
    """Verbs of those who read, play or make what a title names."""
    read: frozenset[str]
    """Words before what a sign says."""
    reads_out: frozenset[str]
    """Verbs of who says what is written."""
    called_by_all: frozenset[str]
    """What everybody calls somebody: nobody says it."""
    is_called: frozenset[str]
    """Two words before what something is called."""
    terms: frozenset[str]
    """Nouns before a word that is spoken of: "dove la parola «fine» non è comparsa"."""
    named_so: frozenset[str]
    """Verbs before what something is called."""
    because_of: frozenset[str]
    """Prepositions before what somebody is charged with."""
    charges: frozenset[str]
    """Words of whoever is charged with what stands in marks: nobody says it."""
    calls: frozenset[str]
    """Verbs behind which one word with "a" before it is what somebody said."""
    names_it: frozenset[str]
    """The same, of words in small letters: "chamou o projeto de «cheque em branco»"."""
    called_behind: frozenset[str]
    """Verbs right behind what somebody calls something."""
    blames: frozenset[str]
    """Verbs of blaming somebody for what stands in marks: "warf ihr „Hochmut“ vor"."""
    or_: frozenset[str]
    """Words between two of a row of titles."""
    so_called: tuple[str, ...]
    """Participles, without their endings, right before what something is called."""
    known_as: tuple[str, ...]
    """The same with a preposition between them: "conhecido por «Mindinho»"; the first also with a place between
    them."""
    goes_by: frozenset[str]
    """Verbs of whoever goes by a name: "se apresentava como «Menor da Bike»"."""
    judged: tuple[str, ...]
    """Participles, without their endings, of what somebody says of it: "classificada como «um erro»"."""
    writes: frozenset[str]
    """Verbs of who writes on something, and of what says something."""
    surfaces: frozenset[str]
    """What words are written on."""
    notions: frozenset[str]
    """Nouns before "of" and a term: "o conceito de «serviços mínimos»"."""
    written_in: frozenset[str]
    """What somebody says something in, unlike a wall."""
    inside: frozenset[str]
    """Prepositions before a text in which something is read."""
    plural_endings_of_verbs: tuple[str, ...]
    """What verbs of the plural end with, and no others but those of the next list."""
    naming: tuple[str, ...]
    """What verbs of naming begin with."""
    anybody: frozenset[str]
    """Words for anybody as the subject of such a verb: "como todo el mundo lo llama"."""
    singular_verbs: frozenset[str]
    """Verbs of the singular that end like the plural."""
    behind_a_phrase: frozenset[str]
    """Words behind a few words in marks that are no adjective of a noun: "das Haus „kaputtgespart“ zu haben"."""
    blames_behind: frozenset[str]
    """What parts from a verb of blaming, behind the marks: "warf ihr „Hochmut“ vor"."""
    on_it: frozenset[str]
    """Words for what something is written on, at the beginning of a sentence."""
    called_by: frozenset[str]
    """Prepositions with an article, behind a term, before those who call somebody so: nobody else says it."""
    stands: re.Pattern[str]
    """Verbs right behind what is written somewhere, or what something is called: no comma parts them."""

    @cached_property
    def listed(self) -> re.Pattern[str]:
        """A title before another one: "titles like «A» or «B»"."""
        return on_demand(rf"[«“„][^«»“”„\n]{{1,60}}[»”“]\s*(?=(?:{'|'.join([',', *sorted(self.or_)])})?\s*$)")
