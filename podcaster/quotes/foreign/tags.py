"""Which words beside a passage say who said it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from podcaster.model import Quote, QuoteKind
from podcaster.quotes.foreign.passages import FEWEST, Paragraph, Passage, find_paragraphs
from podcaster.quotes.foreign.people import Mention, Named, People, Token, read_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.model import Article
    from podcaster.quotes.foreign.language import Language

NAMED, GOES_ON, MEANT = 0.9, 0.75, 0.6
"""How sure a name beside the verb is, a speaker who goes on in the same paragraph, and a pronoun or a guess. Set with
care, not fitted: there are too few annotated articles in these languages."""
SURE = 0.85
"""Below it an editor should look, as in English."""
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


class Attributor:
    """Says who said each passage of one article, in the order of the text."""

    def __init__(self, article: Article, language: Language) -> None:
        self.text, self.language = article.text, language
        self.paragraphs = find_paragraphs(article, language)
        self.people = People(article.text, language)
        for paragraph in self.paragraphs:
            for start, end in _gaps(paragraph):
                self.people.learn(read_words(self.text, start, end))
        self.recent: list[Named] = []
        """Who was named or spoke, the latest last; what is older than the paragraph before is dropped."""
        self.unnamed: list[Named] = []
        """Who was described, not named, in the paragraph."""
        self.here = 0
        """How many of them are of the paragraph before."""
        self.turns: list[Named | None] = []

    def quotes(self) -> tuple[Quote, ...]:
        """All quotes."""
        found: list[Quote] = []
        before: list[Named] = []
        for paragraph in self.paragraphs:
            told = self._paragraph(paragraph)
            found += [self._quote(*each) for each in zip(paragraph.passages, told, strict=True) if self._speech(*each)]
            spoke = [one.person for one in told if one.person]
            now = self.recent[len(before) :]
            before = [*now, *spoke[-1:]]
            self.recent, self.here = list(before), len(before)
            self.turns = [*self.turns, spoke[-1] if spoke else None] if _is_turn(paragraph) else []
        return tuple(found)

    def _speech(self, passage: Passage, found: Found) -> bool:
        """Whether a passage is speech: a few words in the middle of a sentence are a title, or held at a distance."""
        if passage.dash or len(read_words(self.text, passage.start, passage.end)) > FEWEST:
            return True
        before = self.text[max(0, passage.start - 3) : passage.start].rstrip(" \t\u00a0\u202f")[-1:]
        inside, behind = self.text[passage.start : passage.end], self.text[passage.end : passage.end + 1]
        whole = (
            before in "\n:,.!?…»”"
            or self._behind_that(passage.start)
            or behind == ","
            or re.search(r"[.,!?…]\W?\W$", inside)
        )
        return found.tagged and bool(whole)

    def _behind_that(self, start: int) -> bool:
        """Whether "that" stands before a passage."""
        words = self.text[max(0, start - 8) : start].split()
        return bool(words) and words[-1] in self.language.that

    def _paragraph(self, paragraph: Paragraph) -> list[Found]:
        told: list[Found] = []
        self.unnamed = []
        gaps = _gaps(paragraph)
        for index in range(len(paragraph.passages)):
            self._note(*gaps[index])
            found = self._beside(gaps[index], gaps[index + 1])
            if found.person is None and index and told[-1].person and not found.strange:
                found = self._going_on(gaps[index], told[-1].person, tagged=found.tagged)
            if found.person:
                self.recent.append(found.person)
            told.append(found)
        self._note(*gaps[-1])
        return self._fill(paragraph, told)

    def _going_on(self, gap: tuple[int, int], last: Named, *, tagged: bool) -> Found:
        """The last speaker, or whom the sentence right before a passage is about, if it is another."""
        start, end = self._last_sentence(*gap)
        if start > gap[0]:
            tokens = read_words(self.text, start, end)
            named = [one.person for one in self.people.mentions(tokens) if not self._after_preposition(tokens, one)]
            if named and named[0] and not named[0].described and named[0] is not last:
                return Found(named[0], MEANT, "named in the sentence before", tagged=tagged)
        return Found(last, GOES_ON, "the same speaker goes on", tagged=tagged)

    def _fill(self, paragraph: Paragraph, told: list[Found]) -> list[Found]:
        """Gives passages before the first tag of a paragraph its speaker, and paragraphs without one the last."""
        later = next((one.person for one in told if one.person), None)
        way, sure = "the speaker is named later in the paragraph", GOES_ON
        if later is None and _is_turn(paragraph) and len(self.turns) > 1:
            later, way, sure = self.turns[-2], "the other speaker of the dialogue", MEANT
        elif later is None and paragraph.passages and self.recent:
            later, way, sure = self.recent[-1], "the last who was named or spoke", MEANT - 0.1
        if later is None:
            return told
        known = [bool(one.person) or (one.strange and not _is_turn(paragraph)) for one in told]
        guesses = [Found(later, sure, way, tagged=one.tagged) for one in told]
        return [one if keep else guess for keep, one, guess in zip(known, told, guesses, strict=True)]

    def _note(self, start: int, end: int) -> None:
        """Takes note of who is named in a stretch of the narrator's."""
        mentions = self.people.mentions(read_words(self.text, start, end))
        people = [one.person for one in mentions if one.person and not one.weak]
        self.recent += [one for one in people if not one.described]
        self.unnamed += [one for one in people if one.described]

    def _beside(self, before: tuple[int, int], after: tuple[int, int]) -> Found:
        """What the words before and behind a passage tell of its speaker."""
        lead = self._last_sentence(*before)
        tail = self._first_sentence(*after)
        led = self.text[lead[0] : lead[1]].rstrip().endswith(":")
        first = self.text[tail[0] : tail[1]].lstrip(" \t\u00a0,.;—–―-")[:1]
        runs_on = not first.isupper() or self.text[tail[0] : tail[1]].lstrip().startswith((",", "—", "–"))
        order = [(lead, False), (tail, True)] if led or not runs_on else [(tail, True), (lead, False)]
        if not runs_on:
            order = order[:1]
        results = [self._clause(*stretch, behind=behind) for stretch, behind in order if stretch[0] < stretch[1]]
        best = max(results, key=lambda one: one.confidence, default=NOBODY)
        return next((one for one in results if one.person and one.confidence >= MEANT), best)

    def _last_sentence(self, start: int, end: int) -> tuple[int, int]:
        ends = [
            match.end() for match in _SENTENCE.finditer(self.text, start, end) if self.text[match.end() : end].strip()
        ]
        return (ends[-1] if ends else start, end)

    def _first_sentence(self, start: int, end: int) -> tuple[int, int]:
        for match in _SENTENCE.finditer(self.text, start, end):
            if re.search(r"\w", self.text[start : match.start()]):
                return start, match.start()
        return start, end

    def _clause(self, start: int, end: int, *, behind: bool) -> Found:
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
        subject = next((one for one in mentions if not self._after_preposition(tokens, one)), None)
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
        free = [one for one in mentions if not self._after_preposition(tokens, one)]
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

    def _after_preposition(self, tokens: list[Token], mention: Mention) -> bool:
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

    def _quote(self, passage: Passage, found: Found) -> Quote:
        speaker = found.person.speaker() if found.person else None
        review = ""
        if speaker is None:
            review = "Nobody is named who can have said it."
        elif found.confidence < SURE:
            review = f"Probably {speaker.name} ({100 * found.confidence:.0f} % sure, {found.way})."
        return Quote(
            passage.start, passage.end, QuoteKind.SPEECH, speaker, found.verb, found.evidence, found.confidence, review,
            voiced=found.confidence >= MEANT, way=found.way,
        )  # fmt: skip


def _gaps(paragraph: Paragraph) -> list[tuple[int, int]]:
    """What stands before, between and behind the passages of a paragraph."""
    starts = [paragraph.start, *(passage.end for passage in paragraph.passages)]
    ends = [*(passage.start for passage in paragraph.passages), paragraph.end]
    return list(zip(starts, ends, strict=True))


def _is_turn(paragraph: Paragraph) -> bool:
    return any(passage.dash for passage in paragraph.passages)


def _words_between(tokens: list[Token], start: int, end: int) -> int:
    return sum(start <= token.start and token.end <= end for token in tokens)
