"""Whom an article is about, so that a paragraph without a name comes back to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes.foreign.sources import Sources
from podcaster.quotes.foreign.wordlists import begins

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.foreign.language import Language
    from podcaster.quotes.foreign.named import Named
    from podcaster.quotes.foreign.people import ForeignPeople

OFTEN = 2
"""How often an article names somebody whom its paragraphs come back to."""
VERY_OFTEN = 4
"""How often a portrait names its person outside quotations: two of our articles with anecdotes do so five times."""


class Focus(Sources):
    """The person of one article, if it has one."""

    def __init__(self, text: str, language: Language, people: ForeignPeople) -> None:
        super().__init__(text, language, people)
        self.focus: dict[str, Named | None] = {}
        """Gender or none -> whom the article is about."""
        self.told_of: Named | None = None
        """The subject of the narrator's last sentence."""
        self.story = False
        """In a story a description means whom it describes; in the news somebody who was named."""

    def returned_to(self, gender: str) -> Named | None:
        """Whom a new paragraph comes back to without a name: whom the article is about."""
        if self.story:
            return None
        if gender not in self.focus:
            found = self.people.focus(gender)
            self.focus[gender] = found if found and found.count >= OFTEN else None
        return self.focus[gender]

    def _is_portrait(self, gender: str) -> bool:
        """Whether an article names somebody so often that a paragraph without a name comes back to them."""
        focus = self.returned_to(gender)
        return focus is not None and focus.count >= VERY_OFTEN

    def _focus_of(self, gender: str, shown: Sequence[Named]) -> Named | None:
        """Whom the article is about, for a pronoun; not where somebody else was told of who fits it better."""
        focus = self.returned_to(gender)
        if focus is None or (focus.gender == gender and focus.last >= 0):
            return focus
        if focus.last < 0:  # "eine Zeugin ... sagte sie", and the judge is named later
            return None if any(one.name.startswith(begins(tuple(self.language.indefinite))) for one in shown) else focus
        return None if any(one.gender == gender and not one.described for one in shown) else focus
