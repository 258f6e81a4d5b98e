"""Finds a subject of which much is said before its verb: "The boss of a home where six died has said".

Two ways lead to it. From the verb back, `_modified` looks for what the phrase before a verb says more of: for any verb,
of a person or a thing, wherever the clause begins, but not across a word that joins clauses. From the beginning on,
`_lead` looks for who opens a clause, and lets words join clauses as long as each has a verb of its own: it may take all
else for a description, and so is asked only who reports, and answers with people and bodies. What both rest on is that
a participle says more of its noun (`reduces`), and that a verb with its opener ("who", "where", "after") is not the
subject's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes import lists
from podcaster.quotes.mentions.heads import HeadFinder
from podcaster.quotes.mentions.reduced import reduces

if TYPE_CHECKING:
    from podcaster.quotes.mentions.mention import Mention

WIDE = 60
"""Words of a subject from its beginning at most."""
_STOPS = frozenset({"Q", ":", ";", "—", "(", ")", "[", "]", ",", ".", "?"})
_JOINS = frozenset({"SUB", "CC"})
_TIMING = frozenset({"after", "before", "since", "until", "as"})
"""Conjunctions that are prepositions too."""
_LINKS = frozenset({"IN", "TO", "ING", "V", "RB", "PRP"})
"""Tags before the last noun of a long phrase."""
_NO_LINKS = _TIMING | {"than"} | lists.SUBJECT_PRONOUNS - {"it", "you"}
"""Words that begin a clause as often as they link nouns."""
_BEHIND_ING = frozenset({"DT", "IN", "TO", "PRP", "PRP$", "CD", "RB"})
_AGENTS = ("er", "or", "ist", "ian")
_BE = frozenset({"is", "are", "was", "were", "be", "been"})
_ANSWERS = frozenset({"answer", "reply", "respond"})
_NOT_FINITE = frozenset({"being", "having"})


class LongSubjectFinder(HeadFinder):
    """Looks for subjects of which much is said in one paragraph."""

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
            elif tokens[at].tag in _STOPS | _JOINS:
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

    def _lead(self, begin: int, verb: int) -> int:
        """Who opens a clause, when all between them and a verb only says more of them; else -1.

        Args:
            begin: Where the sentence begins.
            verb: The verb, which reports, with a subject before it.
        """
        if verb - begin > WIDE:
            return -1
        place = begin
        while (
            place < verb and self.tokens[place].tag in {"CC", "RB", "SUB"} and self.tokens[place].lower not in _TIMING
        ):
            place += 1
        while place < verb:
            index = self._whole(self.starting[place]) if place in self.starting else -1
            if index >= 0 and _speaks(self.mentions[index]) and self._only_described(self.mentions[index].last, verb):
                return index
            place = self._next_opening(place, verb)
        return -1

    def _next_opening(self, place: int, verb: int) -> int:
        """Where the next clause begins: behind a comma, or what somebody says: "The nurse says | the widow"."""
        for at in range(place, verb):
            token = self.tokens[at]
            if token.tag in {",", "—"} or (token.tag == "V" and token.verb in {"say", "speak"}):
                return at + 2 if at + 1 < verb and self.tokens[at + 1].lower in {"that", "but", "and"} else at + 1
        return verb

    def _only_described(self, place: int, verb: int) -> bool:
        """Whether no verb from a place on to the given one is that of who stands before it: each has an opener."""
        tokens = self.tokens
        if all(token.tag in {"AUX", "RB"} for token in tokens[place:verb]):
            return False
        openers, at = 0, place
        while at < verb:
            token = tokens[at]
            if token.tag in _STOPS:
                return False
            if (token.tag in {"REL", "SUB"} or token.lower in _TIMING) and tokens[at + 1].tag != "ING":
                openers += token.lower not in _TIMING or self._has_subject(at + 1, verb)
            elif token.tag == "TO" and tokens[at + 1].tag == "V":
                at += 1
            elif token.tag in {"V", "AUX"}:
                last = self._group_end(at, verb)
                if last >= verb:
                    break
                if token.lower in _NOT_FINITE:
                    at = last + 1
                    continue
                told = any(each.lower in _BE for each in tokens[at:last])
                says = tokens[last].verb in {"say", "speak"} and not (openers and self._answers(last))
                more = self._goes_on(last)
                if (says and not told and not more) or not (openers or more or tokens[at - 1].tag == "CC"):
                    return False
                openers -= openers > 0
                at = last
            at += 1
        return openers == 0 and not self._is_contact(at)

    def _answers(self, at: int) -> bool:
        """Whether somebody answers a door, a call or a letter, and says nothing yet: "a man who answered the door"."""
        return self.tokens[at].base in _ANSWERS and self.tokens[at + 1].tag in {"DT", "PRP$", "TO", "IN", "NN"}

    def _group_end(self, at: int, verb: int) -> int:
        """The last token of the verb that begins at a place: "has also told"; a form of "be" alone is one, too."""
        last = at
        while last < verb and self.tokens[last].tag in {"AUX", "RB"}:
            last += 1
        return last if self.tokens[last].tag in {"V", "ING"} else at

    def _goes_on(self, at: int) -> bool:
        """Whether a participle says more of a noun, or goes on with one that does: "left paralysed by"."""
        before = self.tokens[at - 1]
        return reduces(self.tokens, at) and (before.tag in {"NN", "NNP", "CC"} or lists.is_participle(before.lower))

    def _has_subject(self, place: int, verb: int) -> bool:
        """Whether a clause follows "after", not a noun: it has a verb before the given one, or who has that."""
        while self.tokens[verb - 1].tag in {"AUX", "RB"}:
            verb -= 1
        if any(token.tag in {"V", "AUX"} for token in self.tokens[place:verb]):
            return self.tokens[place].tag != "ING" and self.tokens[place].lower not in _NOT_FINITE
        index = self.ending.get(verb, -1)
        return index >= 0 and self.mentions[index].first == place and self.mentions[index].sort in {"person", "body"}

    def _is_contact(self, place: int) -> bool:
        """Whether who stands before a verb says something of the noun before: "a house the council said was unfit"."""
        index = self.ending.get(place, -1)
        return index >= 0 and self.tokens[self.mentions[index].first - 1].tag in {"NN", "NNP"}


def _speaks(mention: Mention) -> bool:
    agent = not mention.sort and mention.noun.endswith(_AGENTS)
    return mention.kind == "description" and (mention.sort in {"person", "body"} or agent)
