"""Finds the head of a long noun phrase: of "the head of the union of bakers", "a memo sent Friday by the board"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes import lists
from podcaster.quotes.lists import words_in
from podcaster.quotes.mentions.reduced import reduces

if TYPE_CHECKING:
    from podcaster.quotes.mentions.clause import Clause
    from podcaster.quotes.mentions.mention import Mention
    from podcaster.quotes.words.tokens import Paragraph


class HeadFinder:
    """Looks for heads of phrases in one paragraph."""

    def __init__(self, paragraph: Paragraph, mentions: list[Mention]) -> None:
        self.paragraph, self.tokens, self.mentions = paragraph, paragraph.tokens, mentions
        self.ending: dict[int, int] = {}
        self.starting: dict[int, int] = {}
        self.phrases: dict[int, int] = {}
        self.heads: dict[int, int] = {}
        for index, mention in enumerate(mentions):
            self.ending[mention.last] = index
            if mention.first not in self.starting:
                self.starting[mention.first] = index
            if mention.kind != "pronoun":
                self.phrases[mention.first] = index
            if mention.kind == "description":
                self.heads[mention.head] = index
            if mention.kind == "pronoun" and mention.role == "owner":
                self.ending.pop(mention.last, None)
        self.clauses: list[Clause] = []
        self.bounds = paragraph.sentences
        self.opening = {begin for begin, _ in self.bounds}

    def _phrase_head(self, index: int, begin: int) -> int:
        """Of "the head of the union of bakers", the head."""
        while True:
            first = self._front(index)
            link = self.tokens[first - 1] if first - 2 >= begin else None
            if link is None or link.tag not in {"IN", "TO"} or link.lower in _NO_PART:
                return index
            before = self.ending.get(first - 1, -1) if link.lower != "by" else -1
            before = before if before >= 0 else self._shortened(first - 2, begin)
            if before < 0 or self.mentions[before].kind == "pronoun" or self._fronted(before, begin):
                return index
            index = before

    def _whole(self, index: int) -> int:
        """Of "Roe's lawyer", which begins with Roe, the lawyer."""
        last = self.mentions[index].last
        while last < len(self.tokens) and self.tokens[last].tag == "POS" and last + 1 in self.starting:
            index = self.starting[last + 1]
            last = self.mentions[index].last
        return index

    def _front(self, index: int) -> int:
        """The first token of a mention, or of who owns it: "Roe's home"."""
        mention = self.mentions[index]
        return self.mentions[mention.owner].first if mention.owner >= 0 else mention.first

    def _shortened(self, at: int, begin: int) -> int:
        """Of "a study published Friday" or "a memo obtained" before a preposition or "by", the study or the memo."""
        tokens = self.tokens
        while at > begin and (tokens[at].tag in {"RB", "CD"} or tokens[at].lower in lists.TIMES | lists.TIME_NOUNS):
            at -= 1
        return self.ending.get(at, -1) if at > begin and reduces(tokens, at) else -1

    def _fronted(self, index: int, begin: int) -> bool:
        """Whether a mention opens the sentence behind a preposition: "In London on Monday, ..."."""
        first = self.mentions[index].first
        opening = self.tokens[begin]
        return first == begin + 1 and (opening.tag in {"IN", "TO"} or opening.lower in _TIMING)


_TIMING = frozenset({"after", "before", "until", "since"})
"""Conjunctions that are prepositions too: "After the vote on Monday, ..."."""
_NO_PART = words_in("mentions", "heads no part")
