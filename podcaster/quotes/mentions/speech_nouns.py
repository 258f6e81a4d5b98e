"""Finds whose words a noun of speech means: "her claim that", "Roe's March comment", "claims by Roe that"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes import lists
from podcaster.quotes.mentions.clause import Clause
from podcaster.quotes.mentions.participle_subjects import ParticipleFinder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.words.tokens import Token

BETWEEN = 5
"""Words between a noun of speech and its owner at most."""
LONG = 12
"""Words between commas behind somebody at most."""
_BESIDE_NAMES = frozenset({"NN", "NNP", "DT", "CD", "RB", "IN", "PRP$", "POS"})
_IS = frozenset({"is", "are", "was", "were"})
_NAMING = frozenset({"call", "label", "brand", "dub", "term"})


def maker_end(tokens: Sequence[Token], last: int) -> int:
    """The token behind whoever is named and what stands between commas behind: "by the union's leader, Roe, that".

    Args:
        tokens: The words of the paragraph.
        last: The token behind the name.
    """
    if last < len(tokens) and tokens[last].tag == ",":
        for end in range(last + 1, min(len(tokens), last + LONG)):
            if tokens[end].tag == ",":
                return end + 1
            if tokens[end].tag not in _BESIDE_NAMES:
                break
    return last


class SpeechNounFinder(ParticipleFinder):
    """Looks for the owners of nouns of speech in one paragraph."""

    def _noun(self, place: int, begin: int) -> None:
        """A noun of speech with its owner: "her claim that", "Roe's description of"."""
        index = self.heads.get(place, -1)
        owner = self.mentions[index].owner if index >= 0 else -1
        owner = owner if owner >= 0 else self._far_owner(place, begin)
        owner = owner if owner >= 0 else self._maker(place)
        first = self.mentions[owner].first if owner >= 0 else -1
        if first > begin and (self.tokens[first - 1].base in _NAMING or self._is_judged(place, first)):
            return  # "called the council's plan “a joke”": the words are not the council's
        if first >= begin:
            lower = self.tokens[place].lower
            self.clauses.append(Clause(place, place + 1, first, lower, "noun", "owner", owner))

    def _far_owner(self, place: int, begin: int) -> int:
        """Whose a noun is when a name or a participle stands between: "her March comment that"; -1: nobody's."""
        if place + 1 < len(self.tokens) and self.tokens[place + 1].tag in {"NN", "NNP"}:
            return -1  # "her email account"
        at = place - 1
        while at > max(begin, place - BETWEEN) and self.tokens[at].tag in {"NN", "NNP", "RB", "CD", "V"}:
            if self.tokens[at].tag == "V" and not lists.is_participle(self.tokens[at].lower):
                return -1
            at -= 1
        held = {"PRP$": self.starting, "POS": self.ending}.get(self.tokens[at].tag)
        return held.get(at, -1) if held is not None else -1

    def _maker(self, place: int) -> int:
        """Who is named behind a noun of speech as whose it is: "claims by Roe that", "a warning from Roe that"."""
        tokens = self.tokens
        index = self.starting.get(place + 2, -1) if place + 2 < len(tokens) else -1
        if index < 0 or tokens[place + 1].lower not in {"by", "from"}:
            return -1
        index = self._whole(self.phrases.get(place + 2, index))
        end = maker_end(tokens, self.mentions[index].last)
        return index if end < len(tokens) and tokens[end].lower == "that" else -1

    def _is_judged(self, place: int, first: int) -> bool:
        """Whether what somebody said is told to be what is quoted: "said that the general's remarks were “unwise”"."""
        behind = [token.lower for token in self.tokens[place + 1 : place + 3]]
        return self.tokens[first - 1].lower == "that" and bool(behind) and behind[0] in _IS and self._reports(first)

    def _reports(self, place: int) -> bool:
        """Whether a verb of speech stands before a place in its sentence."""
        sentence, sorts = self.tokens[place].sentence, {"say", "speak", "call"}
        return any(self.tokens[each.verb].sentence == sentence and each.verb < place and each.sort in sorts
                   for each in self.clauses)  # fmt: skip
