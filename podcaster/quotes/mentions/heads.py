"""Finds the head of a long noun phrase: of "the head of the union of bakers", "a driver stopped on the bridge"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes import lists
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
        mentions, tokens = self.mentions, self.tokens
        while True:
            first = self._front(index)
            if (thing := self._done_by(first, begin)) >= 0:
                index = thing
                continue
            if first - 2 < begin or tokens[first - 1].tag not in {"IN", "TO"} or tokens[first - 1].lower in _NO_PART:
                return index
            before = self.ending.get(first - 1, -1)
            if before < 0:
                before = self._shortened(first - 2, begin)
            if before < 0 or mentions[before].kind == "pronoun":
                return index
            if self._fronted(before, begin):
                return index
            index = before

    def _done_by(self, first: int, begin: int) -> int:
        """Of "a memo obtained by the paper" before a verb, the memo; -1 where no participle stands before "by"."""
        tokens = self.tokens
        if first - 3 < begin or tokens[first - 1].lower != "by" or not reduces(tokens, first - 2):
            return -1
        index = self.ending.get(first - 2, -1)
        return index if index >= 0 and self.mentions[index].kind == "description" else -1

    def _modified(self, index: int, begin: int) -> int:
        """Of "a driver stopped on the bridge" before a verb, the driver; of "a man who lives nearby", the man.

        Before a finite verb no other one can stand without a word that joins them: it says more of a noun before it.
        Not of "a man who says the school", which goes on with what he says, nor of "the house Roe", which is Roe's.
        """
        tokens = self.tokens
        at, best, open_ = self._link(index), index, False
        while at > begin:
            one = self.ending.get(at, -1)
            if tokens[at].tag == "REL" or self._relates(at):
                if one < 0 or not open_:
                    break
                best, open_ = one, False
            elif tokens[at].tag in _PHRASE_ENDS:
                break
            elif tokens[at].tag in {"V", "ING"} and tokens[at - 1].tag != "TO":
                if (more := -1 if open_ else self._says_more(at)) >= 0:
                    best = more
                elif tokens[at].tag == "V" or one >= 0:
                    if open_ or tokens[at].verb == "say":
                        break
                    open_ = True
            open_ |= tokens[at].tag == "AUX"
            at -= 1
        return best if best == index else self._phrase_head(best, begin)

    def _link(self, index: int) -> int:
        """The word that links a phrase to what stands before it: "on", "to", "wearing"; -1 where none does."""
        tokens, front = self.tokens, self._front(index)
        named = self.ending.get(front, -1)
        if named >= 0 and tokens[self.mentions[named].first].tag == "DT" and tokens[front].tag == "NN":
            front = self.mentions[named].first  # "the Lantern Lane | bridge"
        link = tokens[front - 1] if front else None
        if link is None or link.lower in _NO_LINKS:
            return -1
        linked = (
            link.tag in _LINKS
            or link.lower in {"away", "aside"}
            or (link.lower.endswith("ing") and tokens[front - 2].tag == "V")
        )
        return front - 1 if linked else -1

    def _says_more(self, at: int) -> int:
        """Of what a verb says more: "a driver stopped for", "a clerk working", "a memo Roe sent"; -1: nothing."""
        token, behind = self.tokens[at], self.tokens[at + 1]
        one = self.ending.get(at, -1)
        if one < 0:
            return -1
        thing = self.ending.get(self._front(one), -1)
        if token.tag == "V" and thing >= 0 and self.tokens[self.mentions[thing].first].tag == "DT":
            return thing if self.mentions[thing].sort != "person" else -1
        if token.tag == "ING":
            return one if token.verb not in {"say", "speak", "call"} and behind.tag in _BEHIND_ING else -1
        return one if reduces(self.tokens, at) else -1

    def _relates(self, at: int) -> bool:
        """Whether "that" goes on with what a thing or a body does: "the foundation that pays for gas"."""
        tokens = self.tokens
        index = self.ending.get(at, -1) if tokens[at].lower == "that" else -1
        if index < 0 or at + 1 >= len(tokens) or self.mentions[index].kind != "description":
            return False
        first = self.mentions[index].first
        return tokens[at + 1].tag in {"V", "AUX"} and not (first and tokens[first - 1].tag in {"V", "ING"})

    def _front(self, index: int) -> int:
        """The first token of a mention, or of who owns it: "Roe's home"."""
        mention = self.mentions[index]
        return self.mentions[mention.owner].first if mention.owner >= 0 else mention.first

    def _shortened(self, at: int, begin: int) -> int:
        """Of "a study published Friday" before a preposition, the study: a relative clause without "which was"."""
        tokens = self.tokens
        while at > begin and (tokens[at].tag in {"RB", "CD"} or tokens[at].lower in lists.TIMES | lists.TIME_NOUNS):
            at -= 1
        return self.ending.get(at, -1) if at > begin and reduces(tokens, at) else -1

    def _fronted(self, index: int, begin: int) -> bool:
        """Whether a mention opens the sentence behind a preposition: "In London on Monday, ..."."""
        first = self.mentions[index].first
        opening = self.tokens[begin]
        return first == begin + 1 and (opening.tag in {"IN", "TO"} or opening.lower in _TIMING)


_PHRASE_ENDS = frozenset({"Q", ":", ";", "—", "(", ")", "[", "]", ".", ",", "SUB", "CC"})
_BEHIND_ING = frozenset({"DT", "IN", "TO", "PRP", "PRP$", "CD", "RB"})
_LINKS = frozenset({"IN", "TO", "ING", "V", "RB", "PRP"})
"""Tags before the last noun of a long phrase."""
_NO_LINKS = frozenset({"as", "than", "after", "before", "until", "since"}) | lists.SUBJECT_PRONOUNS - {"it", "you"}
"""Words that begin a clause as often as they link nouns."""
_TIMING = frozenset({"after", "before", "until", "since"})
"""Conjunctions that are prepositions too: "After the vote on Monday, ..."."""
_NO_PART = frozenset({"as", "like", "than", "by", "including", "after", "before", "until", "since"})
