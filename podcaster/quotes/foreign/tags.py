"""Which words beside a passage say who said it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from podcaster.quotes.foreign.people import Mention, Named, People, Token, read_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.foreign.language import Language

NAMED, GOES_ON, MEANT = 0.9, 0.75, 0.6
"""How sure a name beside the verb is, a speaker who goes on in the same paragraph, and a pronoun or a guess. Set with
care, not fitted: there are too few annotated articles in these languages."""
FAR = 4
"""Words that may stand between a reporting verb and its subject."""
_SENTENCE = re.compile(r"[.!?…](?=\s+[^\W\d_a-zß-ÿ]|\s*$)")


@dataclass(frozen=True)
class Found:
    """Who said a passage, and why."""

    person: Named | None
    confidence: float = 0.0
    way: str = ""
    verb: str = ""
    evidence: tuple[tuple[int, int], ...] = ()
    tagged: bool = False
    """Words beside the passage report it, whoever they mean."""

    @property
    def strange(self) -> bool:
        """Whether a pronoun reports it that fits nobody who was named."""
        return self.tagged and self.person is None and not self.confidence


NOBODY = Found(None)


class Tags:
    """Reads the words beside the passages of one article; who was named or spoke before is told to it as it goes."""

    def __init__(self, text: str, language: Language, people: People) -> None:
        self.text, self.language, self.people = text, language, people
        self.recent: list[Named] = []
        """Who was named or spoke, the latest last; what is older than the paragraph before is dropped."""
        self.unnamed: list[Named] = []
        """Who was described, not named, in the paragraph."""
        self.here = 0
        """How many of the recent are of the paragraph before."""

    def note(self, start: int, end: int) -> None:
        """Takes note of who is named in a stretch of the narrator's."""
        mentions = self.people.mentions(read_words(self.text, start, end))
        people = [one.person for one in mentions if one.person and not one.weak]
        self.recent += [one for one in people if not one.described]
        self.unnamed += [one for one in people if one.described]

    def beside(self, before: tuple[int, int], after: tuple[int, int]) -> Found:
        """What the words before and behind a passage tell of its speaker."""
        lead = self.last_sentence(*before)
        tail = self.first_sentence(*after)
        led = self.text[lead[0] : lead[1]].rstrip().endswith(":")
        first = self.text[tail[0] : tail[1]].lstrip(" \t\u00a0,.;—–―-")[:1]
        runs_on = not first.isupper() or self.text[tail[0] : tail[1]].lstrip().startswith((",", "—", "–"))
        order = [(lead, False), (tail, True)] if led or not runs_on else [(tail, True), (lead, False)]
        if not runs_on:
            order = order[:1]
        results = [self.clause(*stretch, behind=behind) for stretch, behind in order if stretch[0] < stretch[1]]
        best = max(results, key=lambda one: one.confidence, default=NOBODY)
        return next((one for one in results if one.person and one.confidence >= MEANT), best)

    def last_sentence(self, start: int, end: int) -> tuple[int, int]:
        """The last sentence of a stretch."""
        ends = [
            match.end() for match in _SENTENCE.finditer(self.text, start, end) if self.text[match.end() : end].strip()
        ]
        return (ends[-1] if ends else start, end)

    def first_sentence(self, start: int, end: int) -> tuple[int, int]:
        """The first sentence of a stretch."""
        for match in _SENTENCE.finditer(self.text, start, end):
            if re.search(r"\w", self.text[start : match.start()]):
                return start, match.start()
        return start, end

    def clause(self, start: int, end: int, *, behind: bool) -> Found:
        """The speaker whom a reporting verb or an "according to" in a stretch has."""
        tokens = read_words(self.text, start, end)
        mentions = self.people.mentions(tokens)
        verbs = [at for at, token in enumerate(tokens) if self._reports(tokens, at, token)]
        if source := self._according(tokens, mentions, verbs):
            return source
        if not verbs:
            return NOBODY if behind else self._announced(start, end, tokens, mentions)
        verb = verbs[0] if behind else verbs[-1]
        subject = self._subject(tokens, mentions, verb)
        if subject:
            return self._meant(subject, tokens[verb])
        last = self.recent[-1] if self.recent else None
        return Found(last, MEANT, "a verb whose subject was named before", tokens[verb].text, tagged=True)

    def _reports(self, tokens: list[Token], at: int, token: Token) -> bool:
        """Whether a word is a reporting verb, not a noun that is written like one ("le juge")."""
        return token.low in self.language.verbs and not (at and tokens[at - 1].low in self.language.determiners)

    def _according(self, tokens: list[Token], mentions: Sequence[Mention], verbs: Sequence[int]) -> Found | None:
        """The speaker whom an "according to" names before any reporting verb."""
        for at, token in enumerate(tokens[: verbs[0] if verbs else None]):
            german = token.low == "so" and self.language.tag == "de"
            both = f"{tokens[at - 1].low}_{token.low}" if at else ""
            if not german and not {token.low, both} & self.language.according:
                continue
            if at and token.low in self.language.prepositions - {"laut"}:
                continue  # "para", "pour": only what a sentence begins with is an opinion
            nearest = next((one for one in mentions if one.start >= token.end), None)
            if nearest and _words_between(tokens, token.end, nearest.start) <= FAR:
                return self._meant(nearest, token, anew=True)
            if person := None if nearest else self.people.unnamed(tokens[at + 1 :]):
                way = "described beside the reporting word"
                return Found(person, GOES_ON, way, token.text, ((token.start, token.end),), tagged=True)
        return None

    def _announced(self, start: int, end: int, tokens: list[Token], mentions: Sequence[Mention]) -> Found:
        """Whom a sentence is about that a colon ends: "Nina Kurz sees it otherwise:"."""
        if not self.text[start:end].rstrip().endswith(":"):
            return NOBODY
        subject = next((one for one in mentions if not self.after_preposition(tokens, one)), None)
        if subject is None or not tokens:
            return NOBODY
        found = self._meant(subject, tokens[-1])
        evidence = found.evidence[1:]
        return replace(
            found, confidence=min(found.confidence, GOES_ON), way="announced by a colon", verb="", evidence=evidence
        )

    def _subject(self, tokens: list[Token], mentions: Sequence[Mention], verb: int) -> Mention | None:
        """The mention that a verb has as its subject: right behind it, or before it and not behind a preposition."""
        here = tokens[verb]
        free = [one for one in mentions if not self.after_preposition(tokens, one)]
        behind = [
            one for one in free if one.start >= here.end and _words_between(tokens, here.end, one.start) <= FAR
            and (not re.search(r"[,;:]", self.text[here.end : one.start]) or self._apposed(tokens[verb + 1 :]))
        ]  # fmt: skip
        before = [one for one in free if one.end <= here.start]
        named = [one for one in before if not one.weak]
        if behind and not (behind[0].weak and named):
            near = _words_between(tokens, here.end, behind[0].start) <= 1
            if near or not before:
                return behind[0]
        return (named or before)[-1] if before else None

    def _apposed(self, tokens: list[Token]) -> bool:
        """Whether a determiner stands right behind a verb: "said the mayor, Claire Vasseur"."""
        return bool(tokens) and tokens[0].low in self.language.determiners

    def after_preposition(self, tokens: list[Token], mention: Mention) -> bool:
        """Whether a preposition stands before a mention."""
        before = [token for token in tokens if token.end <= mention.start][-3:]
        while before and (before[-1].low in self.language.determiners or before[-1].low in self.language.titles):
            before.pop()
        return bool(before) and before[-1].low in self.language.prepositions

    def _meant(self, mention: Mention, verb: Token, *, anew: bool = False) -> Found:
        """Whom a mention beside a reporting word means; ``anew``: a description stands for itself."""
        evidence = ((verb.start, verb.end), (mention.start, mention.end))
        if mention.person and (anew or not mention.weak):
            way = f"{'described' if mention.person.described else 'named'} beside the reporting word"
            return Found(mention.person, NAMED, way, verb.text, evidence, tagged=True)
        fits = [one for one in self.recent if not (mention.pronoun and one.gender and one.gender != mention.pronoun)]
        shown = [one for one in fits if mention.pronoun and one.gender == mention.pronoun] or fits
        shown = shown or [one for one in self.unnamed if mention.pronoun and one.gender == mention.pronoun]
        if mention.person and not any(one in shown for one in self.recent[self.here :]):
            way = "described beside the reporting word"
            return Found(mention.person, GOES_ON, way, verb.text, evidence, tagged=True)
        way = "a pronoun or description beside the verb"
        return Found(shown[-1] if shown else None, MEANT if shown else 0.0, way, verb.text, evidence, tagged=True)


def _words_between(tokens: list[Token], start: int, end: int) -> int:
    return sum(start <= token.start and token.end <= end for token in tokens)
