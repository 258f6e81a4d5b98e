"""More of what the rules know of a language: lists that one rule or a few read, from the same file of data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.quotes.foreign.wordlists.clauses import ClauseWords
from podcaster.quotes.foreign.wordlists.forms import FormWords
from podcaster.quotes.foreign.wordlists.names import NameWords
from podcaster.quotes.foreign.wordlists.people import PeopleWords
from podcaster.quotes.foreign.wordlists.terms import TermWords

if TYPE_CHECKING:
    import re
    from collections.abc import Callable


@dataclass(frozen=True, init=False, repr=False, eq=False)  # to write these for a hundred fields takes 4 ms a start
class WordLists(PeopleWords, NameWords, ClauseWords, TermWords, FormWords):
    """Words of one language, lower case; a language without such words has an empty list.

    A field is what the list of its name holds, with "_" for a space, and of its type.
    """

    def __init__(self, data: dict[str, list[str]]) -> None:
        """The lists of a language.

        Args:
            data: The words of all lists of its file; two that belong together are joined by "_".

        Raises:
            KeyError: A list is missing.
        """
        made = vars(self)
        for subject in WordLists.__bases__:
            for name, kind in subject.__annotations__.items():
                key = name.rstrip("_").replace("_", " ")
                if kind == "dict[str, str]":
                    made[name] = {word.replace("_", " "): sort for word, sort in gendered(data, f"{{}} {key}").items()}
                else:
                    made[name] = _MADE[kind]([word.replace("_", " ") for word in data[key]])


def begins(words: tuple[str, ...]) -> tuple[str, ...]:
    """What a phrase begins with whose first word is one of a list."""
    return tuple(word if word.endswith("'") else f"{word} " for word in words)


def gendered(data: dict[str, list[str]], form: str) -> dict[str, str]:
    """The words of two lists of the data, with the gender that they show."""
    return {word: gender for gender in ("female", "male") for word in data[form.format(gender)]}


def _one_of(words: list[str]) -> re.Pattern[str]:
    """An expression for any word of a list; nothing fits it where there is none."""
    return on_demand(rf"\b(?:{'|'.join(words)})\b" if words else r"(?!)")


_MADE: dict[str, Callable[[list[str]], object]] = {
    "frozenset[str]": frozenset,
    "tuple[str, ...]": tuple,
    "frozenset[tuple[str, ...]]": lambda pairs: frozenset(tuple(pair.split("/")) for pair in pairs),
    "re.Pattern[str]": _one_of,
}
"""What a field is -> how it is made of its list."""
