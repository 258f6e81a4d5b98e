"""Finds the clause that quoted words belong to where one report is inside another: "Roe said Poe told her “no”"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes import lists
from podcaster.quotes.attribution.beside import beside
from podcaster.quotes.attribution.charges import charge
from podcaster.quotes.attribution.tight import is_called
from podcaster.quotes.lists import words_in
from podcaster.quotes.mentions.phrases import SOME_ONES
from podcaster.quotes.mentions.subjects import PERCEIVES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.mentions.clause import Clause
    from podcaster.quotes.mentions.mention import Mention
    from podcaster.quotes.words.tokens import Token

_REPORTS = frozenset({"say", "speak", "call"})
_PARTS = frozenset({",", ";", ":", "CC", "REL", "Q", "—", "(", ")", "."})
"""Tags that end what a verb of speech reports."""
_OBJECT = frozenset({"DT", "NN", "NNP", "PRP", "PRP$", "POS", "CD", "RB"})
_THINKS = words_in("attribution", "embedded thinks")
"""What who tells of it may only suppose."""
_FINDS = frozenset({"find", "rule", "decide", "determine"})
"""Verbs of what a body comes to, which report at a sentence's end: "..., the board found"."""
_LINKS = _OBJECT | {"IN", "TO"}
"""Tags between a verb of speech and the clause that it reports: "told the court on Monday her boss told"."""
_SENDS = words_in("attribution", "embedded sends")
_ABOUT = frozenset({"why", "how", "where"})
"""Words behind which somebody else's words are told of, beside "in which": "asked Poe why he had called"."""
_JOINS = words_in("attribution", "embedded joins")
"""Conjunctions behind which another one's words stand beside those of the first: "Roe said ..., though Poe called"."""
_MORE = frozenset({"PRP", "DT", "NN", "PRP$", "SUB", "Q", "V", "AUX", "ING", "TO", ":", "CD"})
"""Tags behind a verb of speech that has more to say than what stands before it."""


class Embedding:
    """The clauses of one sentence, and how they stand in each other."""

    def __init__(
        self, tokens: Sequence[Token], bounds: tuple[int, int], clauses: Sequence[Clause], mentions: Sequence[Mention]
    ) -> None:
        self.tokens, self.mentions = tokens, mentions
        self.begin, self.end = bounds
        self.clauses = [each for each in clauses if self.begin <= each.verb < self.end and each.subject >= 0]

    def holder(self, at: int, *, small: bool) -> Clause | None:
        """The one clause whose subject said a passage, where the order of the clauses shows it; None where it does not.

        Args:
            at: The token of the passage.
            small: The passage goes on with the reporter's sentence: it begins with a small letter.
        """
        made = charge(self.tokens, self.clauses, self.mentions, at)
        other = made or beside(self.tokens, self.clauses, self.mentions, self.begin, at)
        return other or self._in_order(at, small=small)

    def _in_order(self, at: int, *, small: bool) -> Clause | None:
        """The clause that the order of the sentence's verbs shows."""
        before = [each for each in self.clauses if each.verb < at and each.sort != "common" and not self._may(each)]
        tag = self._closing(at)
        if all(self._is_told_of(each, at) for each in before):
            return tag if small else None
        inner = max(before, key=lambda each: each.verb)
        if self.tokens[self._first(inner) - 1].base in PERCEIVES and self._is_heard(inner) and self._reports(inner, at):
            return inner
        if inner.form not in {"before", "relative"} or inner.sort not in _REPORTS or not self._reports(inner, at):
            return None
        if inner.form == "relative":
            return None if self._is_sent(inner) else inner
        first = self._first(inner)
        if inner.sort == "call" or inner.base == "describe":
            used = inner.base == "use" and not is_called(self.tokens, at)
            return (self._touching(at) if used else None) or inner
        opens = (tag is not None or self._is_far(inner)) and self._opens(first)
        return inner if opens or self._is_told(inner, first) else None

    def _is_heard(self, clause: Clause) -> bool:
        """Whether a clause is what somebody hears another say: "heard a woman shout", "saw a man standing, yelling"."""
        verb = self.tokens[clause.verb]
        return clause.sort in _REPORTS and (clause.form == "participle" or verb.lower == verb.base)

    def _is_sent(self, clause: Clause) -> bool:
        """Whether a text is told of which somebody has just sent: "Roe sent a friend a message which read"."""
        text = self.mentions[clause.subject]
        if text.noun in SOME_ONES:
            return True  # "messages, one of which read"
        sends = (each for each in self.clauses if each.verb < text.first and each.base in _SENDS)
        return text.sort == "text" and any(self.mentions[each.subject].sort != "text" for each in sends)

    def _is_told_of(self, clause: Clause, at: int) -> bool:
        """Whether a noun of speech is only what the words are about: "Roe's plan would “gut” the library"."""
        behind = self.tokens[clause.verb + 1 : at]
        does = bool(behind) and behind[0].tag in {"AUX", "V"} and not any(token.tag == "SUB" for token in behind)
        return clause.sort == "noun" and does

    def _first(self, clause: Clause) -> int:
        """The first token of a clause's subject, or of who owns it: "the sheriff's office"."""
        mention = self.mentions[clause.subject]
        return self.mentions[mention.owner].first if mention.owner >= 0 else mention.first

    def _may(self, clause: Clause) -> bool:
        """Whether a clause tells of no words that were said: "voters will say “no”", "they think it “bad”"."""
        verb = self.tokens[clause.verb]
        back = clause.verb - 1
        while self.tokens[back].tag == "RB" and back > self.begin:
            back -= 1
        modal = self.tokens[back].tag == "AUX" and self.tokens[back].lower in lists.MODALS
        return modal or clause.base in _THINKS or (verb.tag == "V" and verb.verb == "common")

    def _reports(self, clause: Clause, at: int) -> bool:
        """Whether a passage stands in what a clause reports: "told her she was “late”", "called the plan “late”"."""
        between = self.tokens[clause.verb + 1 : at]
        if not between and clause.base == "write":
            return False  # "wrote “checks”"
        if between and between[-1].tag in {",", ":"} and self._is_hearer(clause, between[:-1]):
            return clause.sort != "call"
        if any(token.tag in _PARTS or (token.tag == "SUB" and token.lower not in {"that", "as"}) for token in between):
            return False
        if any(token.tag in {"V", "AUX", "TO"} or token.lower == "that" for token in between):
            return clause.sort != "call"
        if between and between[-1].lower == "as":
            between = between[:-1]
        return all(token.tag in _OBJECT for token in between)

    def _is_hearer(self, clause: Clause, tokens: Sequence[Token]) -> bool:
        """Whether words between a verb and its comma are only who hears: "told her,", "said to him,"."""
        words = tokens[1:] if tokens and tokens[0].tag == "TO" else tokens
        if any(token.tag not in _OBJECT for token in words):
            return False
        return clause.base == "tell" or all(token.tag == "PRP" for token in words)

    def _is_far(self, clause: Clause) -> bool:
        """Whether a clause of its own parts a subject from its verb: "One worker, who feared for her job, said"."""
        behind = self.tokens[self.mentions[clause.subject].last : clause.verb]
        return any(token.tag == "REL" for token in behind)

    def _is_told(self, inner: Clause, first: int) -> bool:
        """Whether somebody reports a clause, or says something beside it: "Roe said Poe told", "but Poe called"."""
        outer = [each for each in self.clauses if each.verb < first and each.sort in {"say", "speak"}]
        if not outer or outer[-1].subject == inner.subject or outer[-1].form in {"passive", "infinitive"}:
            return False
        back = first - 1
        if self.tokens[back].lower in _ABOUT or (self.tokens[back].tag == "REL" and self.tokens[back - 1].tag == "IN"):
            return True
        if self.tokens[back].lower in _JOINS:
            back -= 1
            back -= self.tokens[back].lower == "even"
            return self.tokens[back].tag in {",", "Q"}
        if self.tokens[back].tag in {",", ";"}:
            opens = self.tokens[self.begin]
            return self.tokens[back].tag == ";" or opens.tag == "SUB" or opens.lower in _JOINS
        between = self.tokens[outer[-1].end : first]
        linked = bool(between) and between[-1].tag in {"IN", "TO"}  # "a report he wrote for the inquest said"
        return not linked and all(token.tag in _LINKS or token.lower == "that" for token in between)

    def _opens(self, first: int) -> bool:
        """Whether a clause opens the sentence, or stands behind a phrase that does: "In March, Roe told"."""
        opening = self.tokens[self.begin : first]
        if opening and opening[-1].tag == "," and opening[0].tag in {"SUB", "IN", "ING", "V"}:
            return not any(token.tag == "Q" for token in opening)
        return not any(token.tag in {"V", "AUX", "Q", "SUB", "REL", ":"} for token in opening)

    def _tells(self, clause: Clause) -> bool:
        """Whether a clause behind a passage may say whose words the sentence is."""
        return clause.sort in {"say", "speak", "source"} or clause.base in _FINDS

    def _touching(self, at: int) -> Clause | None:
        """The tag right behind a passage: "used it “like a piggy bank,” | a prosecutor told jurors"."""
        says = (each for each in self.clauses if each.verb > at and each.sort in {"say", "speak"})
        return next((each for each in says if each.form == "before" and self._first(each) == at + 1), None)

    def _closing(self, at: int) -> Clause | None:
        """The tag that ends the sentence, of all that stands before it: "..., police said in a statement"."""
        tag = next((each for each in reversed(self.clauses) if each.verb > at and self._tells(each)), None)
        if tag is None or tag.form not in {"before", "source", "inverted"}:
            return None
        first = tag.verb if tag.form != "before" else self._first(tag)
        if first <= at or self.tokens[first - 1].tag not in {",", "Q"}:
            return None
        if any(each.sort not in {"common", "noun"} for each in self.clauses if at < each.verb < tag.verb):
            return None
        behind = self.tokens[tag.end] if tag.end < self.end else None
        more = behind is not None and behind.tag in _MORE and behind.lower not in lists.TIMES | lists.TIME_NOUNS
        return None if more and tag.form == "before" else tag
