"""Sentences that remember how they were made, so that they can be said in another language later.

Below the studio nobody knows in which language a sentence is read. So it is made in English, as a form and the values
in it, and is an ordinary string for all who only want to say it. Whoever has a table of translations looks its
``form`` up and puts the ``values`` in; a sentence without values is its own form.

Programs number lines from 0, and people from 1. A sentence that names one keeps it as a ``NumberedLine``, which is told
from 1; for whoever has numbered them otherwise the sentence is made again (``counted_from``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

PLACE = re.compile(r"\{(\w+)\}")
"""Where a value stands in a form."""


class Phrase(str):
    """A sentence with its form and values; made by ``phrase``."""

    __slots__ = ("form", "values")

    form: str
    """The sentence with names in braces where values stand: "The script has no line {line}."."""
    values: Mapping[str, object]
    """Name -> value; a value may be a phrase itself."""


def phrase(form: str, **values: object) -> Phrase:
    """A sentence made of a form and the values in it.

    Raises:
        KeyError: The form names a value that is not given.
    """
    made = Phrase(PLACE.sub(lambda place: str(values[place[1]]), form))
    made.form, made.values = form, values
    return made


def filled(text: str, values: Mapping[str, object]) -> str:
    """A text with values in the places of their names; a place without a value stays as it is."""
    return PLACE.sub(lambda place: str(values.get(place[1], place[0])), text)


class NumberedLine(int):
    """A line's number from 0, which sentences tell from 1, or from another number."""

    first = 1
    """What sentences call the first line."""

    def __str__(self) -> str:
        return str(int(self) + self.first)


class NumberedLines(tuple[NumberedLine, ...]):
    """Several of them, as sentences tell them: "4, 9"."""

    __slots__ = ()

    def __str__(self) -> str:
        return ", ".join(map(str, self))


def counted_from(first: int, sentence: str) -> str:
    """A sentence in which lines are numbered from another number than 1; as it is where it is no phrase."""
    if not isinstance(sentence, Phrase):
        return sentence
    return phrase(sentence.form, **{name: _counted(first, value) for name, value in sentence.values.items()})


def _counted(first: int, value: object) -> object:
    if isinstance(value, NumberedLine):
        return _line(first, value)
    if isinstance(value, NumberedLines):
        return NumberedLines(_line(first, each) for each in value)
    return counted_from(first, value) if isinstance(value, str) else value


def _line(first: int, line: NumberedLine) -> NumberedLine:
    number = NumberedLine(line)
    number.first = first
    return number
