"""Those who may speak, and the words that mean them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from podcaster.model import Gender, Speaker
from podcaster.quotes.data import list_languages, read_data
from podcaster.quotes.foreign.words import STOP
from podcaster.quotes.mentions.given_names import guess_genders, how_common
from podcaster.quotes.mentions.given_names import is_given_name as is_listed

if TYPE_CHECKING:
    from podcaster.quotes.foreign.language import Language


ALWAYS = 9
"""Weight of a given name of our own lists."""


def is_given_name(word: str) -> bool:
    """Whether a word is a given name, with its accents or without them; not "Miró", which ends as a verb does."""
    first = word.split("-", maxsplit=1)[0]
    return is_listed(first) or (is_listed(_plain(first)) and not first.endswith("ó")) or first in _more_names()


def is_spelled_so(word: str) -> bool:
    """Whether a word is a given name with just these accents: "Clara", but not "Decía", though "Decia" is one."""
    first = word.split("-", maxsplit=1)[0]
    return is_listed(first) or first in _more_names()


def given_weight(word: str) -> int:
    """How much the lists tell for a word being a given name: the sum of how common it is in all countries."""
    first = word.split("-", maxsplit=1)[0]
    return ALWAYS if first in _more_names() else max(how_common(first), how_common(_plain(first)))


def gender_of(name: str, language: Language) -> str:
    """The gender that a given name shows in a language, or an empty string."""
    if own := language.words.names.get(name.casefold()):
        return own
    guesses = guess_genders([name, _plain(name)])
    return guesses.get(name, "") or guesses.get(_plain(name), "") or _more_names().get(name, "")


@cache
def _more_names() -> dict[str, str]:
    """Given names that the dictionary lacks -> gender, from the files ``names.txt`` of all languages."""
    names: dict[str, str] = {}
    for tag in list_languages("names.txt"):
        gender = ""
        for line in read_data("names.txt", tag).splitlines():
            gender = line.strip("[]") if line.startswith("[") else gender
            names |= dict.fromkeys(line.split(), gender) if line[:1].isalpha() else {}
    return names


def _plain(word: str) -> str:
    signs = unicodedata.normalize("NFD", word)
    return "".join(sign for sign in signs if not unicodedata.combining(sign))


def written(name: str) -> str:
    """A name with the stops of its short forms as they are written."""
    return name.replace(STOP, ".")


@dataclass
class Named:
    """Somebody who may speak."""

    name: str
    """The fullest name, or the description, its short forms with ``STOP`` for their stops."""
    gender: str = ""
    """"female" or "male", as the given name or the words show it; empty where nothing does."""
    described: bool = False
    """``name`` is a description, not a name: "eine Sprecherin"."""
    aliases: set[str] = field(default_factory=set)
    """Other names for them in the article, with ``STOP`` as in ``name``."""
    sort: str = ""
    """"person", "body", or empty where the words do not tell."""
    form: str = ""
    """The grammatical gender of a body or of a description, as its article shows it."""
    first: int = 0
    """Offset at which somebody with a name was entered."""
    last: int = -1
    """Offset of the last mention so far."""
    roles: set[str] = field(default_factory=set)
    """Nouns that say what the person is."""
    age: int = 0
    """In years; 0 where the article does not tell."""
    called: set[str] = field(default_factory=set)
    """Other grammatical genders than their own that nouns beside the name have: "il procuratore Anna Neri"."""
    count: int = 0
    """How often the article names them outside quotations."""
    nobody: bool = False
    """Whether the article shows that the name is a place's or a thing's: then it means nobody."""

    def speaker(self) -> Speaker:
        """The person as the other stages know them."""
        gender = Gender(self.gender) if self.gender and self.sort != "body" else Gender.UNKNOWN
        aliases = (written(alias) for alias in self.aliases - {self.name})
        return Speaker(written(self.name), gender, self.described, tuple(sorted(aliases)))

    def fits(self, gender: str) -> bool:
        """Whether a pronoun of a gender, empty for any, may mean them."""
        shown = self.form if self.sort == "body" or not self.gender else self.gender
        return not gender or not shown or shown == gender or gender in self.called


LATTER = "latter "
"""Before the gender of a pronoun: "ce dernier" means whoever was mentioned last."""
SAME = "same"
"""In the place of a pronoun's gender: "the same sources"."""


@dataclass(frozen=True)
class LinkedMention:
    """Words that mean somebody, and who that is: a mention, linked to its person as it is found."""

    start: int
    """Offset of the first word in the article."""
    end: int
    """Offset behind the last word."""
    person: Named | None
    """Whom they mean; None for a pronoun that is looked up later."""
    pronoun: str | None = None
    """Of a pronoun or a description without a name: its gender, empty where it shows none."""
    weak: bool = False
    """A description or pronoun that means whoever was meant before."""


def holds_office(person: Named, language: Language) -> bool:
    """Whether all that is told of somebody is an office beside which they may have a profession."""
    return all(role.endswith(language.words.office_endings) for role in person.roles)


def is_told_once(one: Named) -> bool:
    """Whether a name is a house's that the article names once: a role beside it is of somebody there."""
    return one.sort != "person" and not one.described and one.count == 1
