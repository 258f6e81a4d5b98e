"""How old people are, which tells whom "the 58-year-old" means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.patterns import on_demand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.foreign.wordlists import WordLists

LOOK = 60
"""Characters beside a name in which its age is looked for."""


class Ages:
    """The ages that one language tells.

    Args:
        lists: Its words.
    """

    def __init__(self, lists: WordLists) -> None:
        counted = "|".join(lists.counted)
        held = "|".join(lists.of_age) or r"(?!)"
        old, at = (_spaced(words) for words in (sorted(lists.years_old), lists.at_age))
        self._behind = on_demand(rf"\s?\((\d{{1,3}})(?:[,)/;])|,\s(\d{{1,3}})(?:\s(?i:{counted})\b|[,.)]|\s?$)")
        """An age behind a name: "Ann Poole (34)", "Ann Poole, 34, "."""
        self._before = on_demand(
            rf"(\d{{1,3}})-?(?:{held.replace('-', '')})\s(?:[\w-]+\s){{0,2}}$"
            rf"|(\d{{1,3}})\s(?i:{old})\s(?:[\w-]+\s){{0,2}}$|\b(?i:{at})\s(\d{{1,3}})\s(?:{counted}),\s$"
        )
        """An age before a name: "the 34-year-old teacher Ann Poole", "Aos 19 anos, Ann Poole"."""
        self._own = on_demand(rf"\b(\d{{1,3}})(?:(?i:{held})|\s(?i:{counted})\b)")
        """The age in a description: "the 34-year-old"."""
        years = f"(?: (?:{'|'.join(lists.years_behind)}))" if lists.years_behind else r"(?!)"
        self.right_behind = on_demand(
            rf",(?: de)? \d{{1,3}}(?:{years}?[,.;]|{years}\b)| \((?:\w+, )?\d{{1,2}}{years}?\)"
        )
        """An age right behind a name: "Alcolea, de 22 años,"."""

    def beside(self, text: str, start: int, end: int) -> int:
        """The age that the words beside a name tell; 0 where none does."""
        behind = self._behind.match(text, end, end + LOOK)
        before = self._before.search(text, max(0, start - LOOK), start)
        return next((int(age) for found in (behind, before) if found for age in found.groups() if age), 0)

    def stands_before(self, text: str, start: int) -> bool:
        """Whether an age stands before a name: then it is somebody's."""
        return self._before.search(text, max(0, start - LOOK), start) is not None

    def told_in(self, description: str) -> int:
        """The age that a description tells; 0 where it tells none."""
        found = self._own.search(description)
        return int(found[1]) if found else 0


def _spaced(words: Sequence[str]) -> str:
    """An expression for one of some words or phrases; nothing fits it where there is none."""
    return "|".join(word.replace(" ", r"\s") for word in words) or r"(?!)"
