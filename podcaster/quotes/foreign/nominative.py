"""German descriptions in the case of a subject: "einer älteren Dame" is "eine ältere Dame"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from podcaster.quotes.foreign.language import Language


def nominative(description: str, gender: str, language: Language) -> str:
    """A description in the nominative.

    Args:
        description: Determiner, perhaps adjectives, and a noun; what follows is left as it is.
        gender: What the noun shows.
        language: Its words.
    """
    first, *rest = description.split(" ")
    determiner = language.words.nominatives.get(gender, {}).get(first.casefold())
    if determiner is None or not rest:
        return description
    noun = next((at for at, word in enumerate(rest) if word.lstrip("0123456789-")[:1].isupper()), len(rest))
    strong = determiner in language.words.strong
    ending = "e" if gender == "female" or not strong else "er"
    words = [word[:-2] + ending if word.endswith("en") and not word.isdigit() else word for word in rest[:noun]]
    held = rest[noun:]
    if held and held[0].endswith("en") and held[0][:-1].rpartition("-")[2].casefold() in language.people:
        held[0] = held[0][:-2] + ending  # "dem Angeklagten", "den 38-Jährigen"
    return " ".join([determiner, *words, *held])
