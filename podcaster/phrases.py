"""Sentences that remember how they were made, so that they can be said in another language later.

Below the studio nobody knows in which language a sentence is read. So it is made in English, as a form and the values
in it, and is an ordinary string for all who only want to say it. Whoever has a table of translations looks its
``form`` up and puts the ``values`` in; a sentence without values is its own form.
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
