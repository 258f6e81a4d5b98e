"""Which body a noun for one takes up: "the union" is a guild, and no paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.quotes import lists
from podcaster.quotes.lists import table_in, words_in
from podcaster.quotes.mentions.given_names import is_given_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from podcaster.quotes.coreference.people import Person

_CLASSES = {noun: frozenset(words.split()) for noun, words in table_in("coreference", "bodies classes").items()}
"""Noun -> words in the names of the bodies that it means."""
_LOOSE = frozenset({"group", "organization", "organisation"})
"""Nouns of what many names say nothing of: the last body that may be one is meant."""
_TELLING = frozenset(word for words in _CLASSES.values() for word in words)
_TEXTS = frozenset(("bill", "act", "law", "amendment", "report", "treaty"))
"""Words in the names of what is no body that somebody leads."""


def body_called(noun: str, people: Iterable[Person], *, modified: bool = False) -> Person | None:
    """The named body that a noun takes up: the last one whose name says that it is such, or says nothing of it.

    Args:
        noun: Of the description: "union".
        people: Those spoken of, the latest first.
        modified: It says which one, "the bus company": no name that says nothing is it.
    """
    if noun not in lists.BODY_ANAPHORS:
        return None
    own = _CLASSES.get(noun, frozenset())
    others = _TELLING - own
    bodies = [person for person in people if person.sort == "body" and person.named]
    words = {person.number: frozenset(word.lower() for word in person.words) for person in bodies}
    telling = [person for person in bodies if words[person.number] & own]
    silent = [person for person in bodies if not words[person.number] & (others | _TEXTS)]
    if noun in _LOOSE:
        telling = [person for person in bodies if person in telling or person in silent]
    return next(iter(telling or (() if modified else silent)), None)


_PUBLIC = words_in("coreference", "bodies public")
"""Nouns of bodies whose names say what they are."""


_WATCHDOG = on_demand(r"of[a-z]{2,5}")
"""A British watchdog's name, in small letters: "Ofgem"."""


FIRMS_TOO = words_in("coreference", "bodies firms too")
"""Nouns of people, or of nobody that speaks, by which firms are called as well."""


def tells_a_body(person: Person) -> bool:
    """Whether the last word of a name says that it is a body's, and nothing that the first is a given name."""
    return person.words[-1].lower() in _TELLING and not person.guess and not is_given_name(person.words[0])


def _may_be_one(person: Person) -> bool:
    """Whether nothing shows more of somebody than that they say something, as bodies do, too."""
    if person.sort == "person":
        return (
            len(person.words) > 1
            and not person.guess
            and person.nouns <= FIRMS_TOO
            and not is_given_name(person.words[0])
        )
    return person.sort in {"body", ""}


def kind_of(person: Person, noun: str) -> str:
    """How well somebody's name goes with a noun for a body: "known", "silent" where it may be anything, or empty.

    Args:
        person: Somebody with a name.
        noun: Of a description: "airline".
    """
    if not person.named or person.plural or person.genders or person.title or not _may_be_one(person):
        return ""
    words = [word.lower() for word in person.words]
    if noun in {"watchdog", "regulator"} and len(words) == 1 and _WATCHDOG.fullmatch(words[0]):
        return "known"
    telling = {words[-1]} & _TELLING or _TELLING.intersection(words)
    if noun in person.nouns or telling & _CLASSES.get(noun, frozenset()):
        return "known"
    if telling or not _TEXTS.isdisjoint(words) or noun in _PUBLIC:
        return ""
    unknown = person.sort == "" and (person.guess or is_given_name(person.words[0]))
    return "" if unknown else "silent"
