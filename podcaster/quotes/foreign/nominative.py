"""German descriptions in the case of a subject: "einer älteren Dame" is "eine ältere Dame"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container

_FEMALE = {"der": "die", "einer": "eine", "dieser": "diese", "seiner": "seine", "ihrer": "ihre", "meiner": "meine"}
_MALE = {
    **dict.fromkeys(("dem", "den", "des"), "der"), **dict.fromkeys(("einem", "einen", "eines"), "ein"),
    **dict.fromkeys(("seinem", "seinen", "seines"), "sein"), **dict.fromkeys(("ihrem", "ihren", "ihres"), "ihr"),
    **dict.fromkeys(("diesem", "diesen"), "dieser"),
}  # fmt: skip
"""Determiner in another case -> the subject's."""
_STRONG = frozenset(("ein", "sein", "ihr"))
"""Determiners behind which an adjective shows the gender: "ein junger Mann"."""


def nominative(description: str, gender: str, people: Container[str]) -> str:
    """A description in the nominative.

    Args:
        description: Determiner, perhaps adjectives, and a noun; what follows is left as it is.
        gender: What the noun shows.
        people: Nouns for people, in small letters.
    """
    first, *rest = description.split(" ")
    table = {"female": _FEMALE, "male": _MALE}.get(gender, {})
    determiner = table.get(first.casefold())
    if determiner is None or not rest:
        return description
    noun = next((at for at, word in enumerate(rest) if word.lstrip("0123456789-")[:1].isupper()), len(rest))
    strong = determiner in _STRONG
    ending = "e" if gender == "female" or not strong else "er"
    words = [word[:-2] + ending if word.endswith("en") and not word.isdigit() else word for word in rest[:noun]]
    held = rest[noun:]
    if held and held[0].endswith("en") and held[0][:-1].rpartition("-")[2].casefold() in people:
        held[0] = held[0][:-2] + ending  # "dem Angeklagten", "den 38-Jährigen"
    return " ".join([determiner, *words, *held])
