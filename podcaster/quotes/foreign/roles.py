"""What people are called by beside their names, looked up by the whole noun or by what it ends with."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from podcaster.quotes.foreign.named import Named


class Roles(dict[str, "Named"]):
    """A noun beside a name -> the last person named so."""

    def __init__(self) -> None:
        super().__init__()
        self._ending: dict[str, list[tuple[int, str]]] = {}
        """What nouns end with -> the nouns, each behind its number in their order."""

    def __setitem__(self, noun: str, person: Named) -> None:
        if noun not in self:
            for at in range(len(noun)):
                self._ending.setdefault(noun[at:], []).append((len(self), noun))
        super().__setitem__(noun, person)

    def note_first(self, noun: str, person: Named) -> None:
        """Takes note of who is called by a noun, if nobody was so far."""
        if noun not in self:
            self[noun] = person

    def ending(self, words: Iterable[str]) -> list[tuple[str, str]]:
        """The nouns that are one of some words or end with it, each before that word, in the order of the nouns."""
        held = {(*each, word) for word in words for each in self._ending.get(word, ())}
        return [(noun, word) for _, noun, word in sorted(held)]
