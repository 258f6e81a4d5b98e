"""What a whole article shows of a word with a capital: somebody's name, a place, a line in capitals, or nobody."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.quotes.foreign.named import given_weight
from podcaster.sentences import STOPS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from podcaster.quotes.foreign.language import Language

_CAPITAL_INSIDE = on_demand(rf"(?<=[\w,»”“] )(?<![{STOPS}][»”] )(?<![{STOPS}][ \u00a0\u202f]» )[^\W\d_a-zß-ÿ][\w'’-]*")
"""A word with a capital where no sentence begins."""
_SMALL = on_demand(r"(?<![\w'’-])[a-zß-ÿ][^\W\d_]+")
_BEFORE = on_demand(r"([^\W\d_]+['’]|[^\W\d_]+\.? |\()[«“\"]?$")
"""The word, or the bracket, right before a place."""
_BEHIND = on_demand(r"[»”\"]?,? (?:[^\W\d_]{1,3} |[lms]['’]\s?){0,2}([^\W\d_]+)")
"""The word behind a name, past a short one: "Parenti si è detto", "Rossi ha spiegato"."""
LOOKED_BACK = 20
"""Characters before a name in which the word before it stands."""
LOOKED_AT = 20_000
"""Characters before and behind a place in which a name is looked for."""
OCCURRENCES = 12
"""How often a name is looked at."""
MOST = 2
"""What most of the places where a name stands show decides: more than one in two."""
SURELY = 4
"""Weight of a given name in the lists from which on it is one in any place: names of places and surnames have less."""


class Evidence:
    """What one article shows of its words with a capital."""

    def __init__(self, text: str, language: Language) -> None:
        self.text, self.language = text, language
        self.inside = frozenset(match.group().casefold() for match in _CAPITAL_INSIDE.finditer(text))
        """Words that have a capital where no sentence begins."""

    @cached_property
    def small(self) -> frozenset[str]:
        """Words that stand in small letters."""
        return frozenset(match.group() for match in _SMALL.finditer(self.text))

    def is_plain(self, word: str) -> bool:
        """Whether a word with a capital at the beginning of a sentence is an ordinary one elsewhere in the article."""
        return word in self.small and word not in self.inside

    def is_nobody(self, name: str, place: int) -> bool:
        """Whether a name at a place is a town's or a thing's, although its first word may be somebody's given name.

        A reporting verb or a title beside it tells for somebody. Against, where it is nowhere beside one: a preposition
        of place, or brackets around it; a saint's name; and where the given name is rare, any preposition or article.
        """
        first, *_, last = f"{name} {name}".split()
        saint = first.casefold().split("-")[0] in self.language.words.saints and first != name
        sure = given_weight(first) >= SURELY and not saint
        signs = [self._sign(*each, sure=sure) for each in self._places(name, place)]
        alone = self._places(last, place) if last != first else ()
        if any(sign > 0 for sign in signs) or any(self._sign(*each, sure=sure) > 0 for each in alone):
            return False
        return saint or -MOST * sum(signs) > len(signs)

    def _places(self, name: str, place: int) -> Iterator[tuple[int, int]]:
        """Where a name stands in the text around a place, the first few."""
        last = place + LOOKED_AT
        at = self.text.find(name, max(0, place - LOOKED_AT), last)
        for _ in range(OCCURRENCES):
            if at < 0:
                return
            end = at + len(name)
            whole = not self.text[max(0, at - 1) : at].isalnum() and not self.text[end : end + 1].isalnum()
            if whole:
                yield at, end
            at = self.text.find(name, end, last)

    def _sign(self, start: int, end: int, *, sure: bool) -> int:
        """What the words beside a name tell: above 0 for somebody, below 0 against."""
        near = _BEFORE.search(self.text[max(0, start - LOOKED_BACK) : start])
        before = near[1].casefold().strip(" .").replace("’", "'") if near else ""
        whole = " " not in self.text[start:end]
        if before == "(":
            return -1 if whole and self.text[end : end + 1] in ",)" else 0
        if before in self.language.titles or self.language.sort_of(before) == "person":
            return 1
        if before in self.language.within:
            return -1
        article = before in self.language.determiners and before not in self.language.indefinite
        against = before in self.language.prepositions if whole else article or before in self.language.joined
        if whole and article:  # "à la Culture"
            earlier = _BEFORE.search(self.text[max(0, start - LOOKED_BACK) : start - len(before) - 1])
            against = earlier is not None and earlier[1].strip().casefold() in self.language.prepositions
        if against:
            return 0 if sure else -1
        if before in self.language.verbs or before in self.language.words.before_names:
            return 1
        following = _BEHIND.match(self.text, end)
        return int(following is not None and following[1].casefold() in self.language.verbs)
