"""Where a description stands before the name of whom it describes: "the mayor, Claire Vasseur"."""

from __future__ import annotations

import re
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from podcaster.quotes.foreign.named import is_given_name
from podcaster.quotes.foreign.names import Names

if TYPE_CHECKING:
    from podcaster.quotes.foreign.words import WordForm


FEW = 3
"""Words between an article and a name at most: "el ya jubilado Ramón Figueira"."""
BEFORE_A_NAME = 6
"""Words before a name among which its titles stand: "dijo el Excmo. Sr. D."."""


class Introduced(Names):
    """The names of one article that a description, a title or an article introduces."""

    def _is_title(self, tokens: list[WordForm], at: int) -> bool:
        """Whether a possessive is a title: "Seu Waldir"."""
        if tokens[at].low not in self.language.titles or tokens[at].low not in self.language.determiners:
            return False
        return at + 1 < len(tokens) and self._beside(tokens[at], tokens[at + 1]) and self.name_at(tokens, at + 1) > 0

    def _is_named_next(self, tokens: list[WordForm], at: int) -> bool:
        """Whether a comma and a full name follow: "une des victimes, Mme Renée Fabre"."""
        if at >= len(tokens) or self.text[tokens[at - 1].end : tokens[at].start] != ", ":
            return False
        titles = self._titles_at(tokens, at)
        first = at + titles
        if first >= len(tokens) or not (titles or is_given_name(tokens[first].text)):
            return False
        size = self.name_at(tokens, first)
        alone = size == 1 and self.text[tokens[first].end :][:1] in ",.;"
        return size > 1 or alone  # "uno de ellos, Said, saltó"

    def _opens(self, token: WordForm) -> bool:
        """Whether a description may begin with a word."""
        if token.low in self.language.possessives & self.lists.relative_pronouns and self.text[: token.start].endswith(
            ", "
        ):
            return False  # "der Verein, dessen Schlussfolgerung"
        return token.low in self.language.determiners or token.low in self.language.plurals

    def _introduces_name(self, tokens: list[WordForm], at: int) -> int:
        """Where the name begins that a description stands before: "the mayor, Claire Vasseur"; 0 where none does."""
        linked, titles = False, 0
        if self._is_house(tokens, at):
            return at + 1
        named = 0
        """Where a name ends that is no part of the description's own: "o economista do Banco Aurora, Ivo Steiner"."""
        for ahead in range(at + 1, min(at + 8, len(tokens))):
            gap = self.text[tokens[ahead - 1].end : tokens[ahead].start]
            titled = tokens[ahead - 1].low in self.language.titles or len(tokens[ahead - 1].text) == 1
            ends = re.search(r"[;:»”]" if titled else r"[.;:»”]", gap) is not None
            if ends or self._is_to_somebody(tokens, ahead - 1):
                return 0
            titles += tokens[ahead].low in self.language.titles
            linked |= tokens[ahead].low in self.language.particles or tokens[ahead].low in self.language.prepositions
            size = self.name_at(tokens, ahead) if ahead >= named else 0
            before = tokens[ahead - 1].low
            called = self.language.sort_of(before) == "person" or before in self.lists.certain
            beside = gap == " " and (called or before in self.language.titles)
            if size > 1 or (size and (beside or tokens[ahead].low in self.by_word)):
                placed = linked and tokens[ahead - 1].text[:1].isupper() and not is_given_name(tokens[ahead - 1].text)
                placed = placed and before not in self.language.titles
                placed = placed and is_given_name(tokens[ahead].text)  # "el exalcalde de Torrevela Luciano Ferrer"
                if placed or not linked or "," in gap:
                    return ahead if linked or ahead - titles < at + 4 else 0
                named = ahead + size if size > 1 else named
            elif "," in gap:
                if titled_by := self._titled(tokens, ahead):
                    return ahead + titled_by  # "the expert heard by the court, the engineer Ann Poole,"
                told = size and is_given_name(tokens[ahead].text) and self.text[tokens[ahead].end :][:1] in ",.;"
                return ahead if told else 0  # "her niece, Rita, "
        return 0

    def _is_in(self, word: str) -> bool:
        """Whether a word is for "in": whoever stands before it is not named behind it ("o chefe em entrevista")."""
        held = word in self.language.within or word in self.lists.inside
        return held and word not in self.language.determiners

    def _shown(self, before: list[str]) -> str:
        """The gender that the titles or the article before a name show."""
        if gender := self._titled_as(before):
            return gender
        titles = sum(1 for _ in takewhile(self.language.titles.__contains__, reversed(before)))
        before = before[: len(before) - titles]
        if titles and before and (article := (self.language.determiners | self.language.joined).get(before[-1], "")):
            told = len(before) == 1 or before[-2] in self.language.verbs
            return article if told or not self.language.capital_nouns else ""  # not "die Rede der Abg. Lang"
        for at in range(len(before) - 1, 0, -1):  # "o presidente da Câmara, Otávio Brandão": past what the noun is of
            if before[at] in self.language.people:
                held = self.language.determiners | (self.language.joined if at < len(before) - 1 else {})
                return held.get(before[at - 1], "")
        return ""

    def _titled_as(self, before: list[str]) -> str:
        """The gender that the titles right before a name show by themselves: "Frau Prof. Dr."."""
        titles = takewhile(self.language.titles.__contains__, reversed(before))
        return next((gender for word in titles if (gender := self.language.titles[word])), "")

    def _is_to_somebody(self, tokens: list[WordForm], at: int) -> bool:
        """Whether a word gives a deed to somebody: "El técnico felicitó al portero", not "l'adjointe au maire"."""
        if at + 1 >= len(tokens) or tokens[at].low not in self.lists.to_whom - self.language.determiners.keys():
            return False
        office = at > 0 and self.language.sort_of(tokens[at - 1].low) == "person"
        return not office and self.language.sort_of(tokens[at + 1].low) == "person"

    def _titled(self, tokens: list[WordForm], at: int) -> int:
        """How many words stand before a name at a place: an article, a title or a noun for a person; 0 without one."""
        first = at + (tokens[at].low in self.language.determiners)
        if first < len(tokens) and first > at and is_given_name(tokens[first].text):
            return first - at  # "o primo, o Juliano"
        if first > at:  # "su director, el ya jubilado Ramón Figueira"
            while first < len(tokens) - 2 and first - at < FEW and tokens[first].text.islower():
                if is_given_name(tokens[first + 1].text) and self.name_at(tokens, first + 1) > 1:
                    return first + 1 - at
                first += 1
            first = at + 1
        if first + 1 >= len(tokens):
            return 0
        if titles := self._titles_at(tokens, first):
            return first + titles - at if self.name_at(tokens, first + titles) else 0
        person = self.language.sort_of(tokens[first].low) == "person"
        return first + 1 - at if person and self.name_at(tokens, first + 1) > 1 else 0

    def _is_house(self, tokens: list[WordForm], at: int) -> bool:
        """Whether one word with a capital that nobody has as a given name stands behind an article: "o Ibama"."""
        if self.language.tag == "de" or at + 1 >= len(tokens) or self.name_at(tokens, at + 1) != 1:
            return False
        word = tokens[at + 1]
        listed = self.language.sort_of(word.low) or word.low in self.by_word or is_given_name(word.text)
        return not listed and not self.text[tokens[at].end : word.start].strip() and not self._qualifies(tokens, at + 2)

    def _ends(self, token: WordForm, following: WordForm) -> bool:
        """Whether a sentence or a clause ends between two words."""
        parted = self.lists.parted_verbs
        short = rf"|^(?:{'|'.join(parted)})\." if parted else ""  # "räumte er ein."
        held = (self.lists.years, self.language.verbs, self.language.oblique, self.language.pronouns)
        if any(token.low in words for words in held) and self.text.startswith(".", token.end):
            return True  # "l'artiste de 29 ans. Son producteur, Luc Roy"
        return re.search(rf"[!?:;]|(?<=[^\W\d_]{{4}})\.{short}", self.text[token.start : following.start]) is not None

    def _shown_before_comma(self, tokens: list[WordForm], at: int) -> str:
        """The gender of the noun before a comma: "l'avocate de la famille, Me Roche"."""
        if not 0 < at < len(tokens) or self.text[tokens[at - 1].end : tokens[at].start] != ", ":
            return ""
        words = [*self._joined_before(tokens, at - 1), tokens[at - 1].low]
        verb = max((nr for nr, word in enumerate(words, 1) if word in self.language.verbs), default=0)
        return next((self.shown_by(word) for word in words[verb:] if self.language.sort_of(word) == "person"), "")

    def _joined_before(self, tokens: list[WordForm], at: int) -> list[str]:
        """The words before a name, as far as no sign stands between them and it."""
        first = at
        while first > max(0, at - BEFORE_A_NAME) and not self.text[tokens[first - 1].end : tokens[first].start].strip():
            first -= 1
        return [token.low for token in tokens[first:at]]

    def _own_nouns(self, before: list[str], *, apposed: bool) -> list[str]:
        """The words before a name without those for whom its noun is of somebody: "el padre de la víctima, Luis Gil".

        Without a comma it is the other way round: "el marido de la concejala Ana Gil".
        """
        people = [at for at, word in enumerate(before) if self.language.sort_of(word) == "person"]
        links = self.lists.links | self.language.joined.keys() | self.lists.cases
        for first, second in pairwise(people):
            between = before[first + 1 : second]
            if not links.isdisjoint(between) and self.language.and_.isdisjoint(between):
                return before[: first + 1] if apposed else before[second - (second > first + 1) :]
        return before
