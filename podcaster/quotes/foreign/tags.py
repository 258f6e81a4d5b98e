"""Which words beside a passage say who said it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.quotes.foreign.named import Mention, Named
from podcaster.quotes.foreign.sources import FAR
from podcaster.quotes.foreign.subjects import CLITICS, Subjects, words_between
from podcaster.quotes.foreign.topics import MOST_TOPICS, words_of
from podcaster.quotes.foreign.words import Token, read_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


NAMED, GOES_ON, MEANT = 0.9, 0.75, 0.6
"""How sure a name beside the verb is, a speaker who goes on in the same paragraph, and a pronoun or a guess."""
LEAST = 0.01
"""How sure nobody is who may still be told by what stands around."""
NEAR_NOUN = 6
"""Characters between "the answer of" and whose it is."""
_SENTENCE = on_demand(r"(?<!\b[^\W\d_])[.!?…](?=\s+[^\W\d_a-zß-ÿ]|\s*$)")
ANNOUNCED = "announced by a colon"
NO_SUBJECT = "a verb whose subject was named before"
_IS = {
    "de": ("ist", "war", "heißt"), "es": ("es", "era", "fue"), "fr": ("est", "était"), "it": ("è", "era"),
    "pt": ("é", "era", "foi"),
}  # fmt: skip
"""Verbs between a description and whom it is of."""
_BY = frozenset(("da", "dal", "dalla", "par", "por", "pelo", "pela", "durch", "a", "al", "alla", "à", "au"))
"""Prepositions before somebody whose words do not follow: "sul rigore fallito da Nicolò Sforza:"."""
_THUS = frozenset(("così", "así", "ainsi", "assim", "so", "damit"))
"""Words of a sentence that looks back at what was said."""
LONGEST = 2000
"""Characters of a sentence, some 300 words. What takes its mentions by pairs would need minutes for a page without an
end."""
_SHORT = on_demand(r"\b([^\W\d_]{1,5})\.$")


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


class Tags(Subjects):
    """Reads the words beside the passages of one article; what was told before is told to it as it goes."""

    def note(self, start: int, end: int) -> Named | None:
        """Takes note of who is named in a stretch of the narrator's; whom its last sentence that tells is about."""
        told = None
        for first, last in self.sentences(start, end):
            tokens = read_words(self.text, first, last)
            mentions = self.people.mentions(tokens)
            named = [one.person for one in mentions if one.person and not one.weak and not self._aside(one)]
            self.named += named
            self.met += [one for one in named if one.sort == "person" and not one.described]
            subject = self._topic(tokens, mentions)
            if subject and not self._retold(tokens):
                self.spoke(subject, asked=any(token.low in self.language.asks for token in tokens[1:]))
                told = subject
        del self.named[:-MOST_TOPICS]
        return told

    def _retold(self, tokens: list[Token]) -> bool:
        """Whether a sentence only goes on with what somebody said: "Frau Demir habe die Zahlen nicht gelesen"."""
        words = {token.low for token in tokens}
        return bool(words & self.language.reported) and not words & self.language.verbs

    def _topic(self, tokens: list[Token], mentions: Sequence[Mention]) -> Named | None:
        """Whom a sentence is about: its first mention behind no preposition, or whom its pronoun means."""
        if source := self._according(tokens, mentions, ()):
            return source.person
        free = [one for one in mentions if not self.after_preposition(tokens, one) and not self._aside(one)]
        if (
            self.language.tag == "es"
            and tokens
            and tokens[0].low == "a"
            and mentions
            and {"le", "les"} & {one.low for one in tokens}
        ):
            free = [*(one for one in mentions if one.start - tokens[0].end == 1), *free]  # "A ella le da risa"
        main = [one for one in free if not self._subordinate(tokens, one)]
        likely = [*self._of_clause(tokens, main, len(tokens)), *self._of_clause(tokens, free, len(tokens))]
        for one in likely:
            told = self.called_so(one.person) if one.person and not one.weak else None  # "Il fornaio di Altamura"
            person = told or self.instead(one) or (one.person if one.person and not one.weak else self._resolved(one))
            if person is None:
                continue
            if person.described and person.name.replace(" ", "_").replace("'", "'_") in self.language.somebody:
                return None
            bare = person.sort != "person" and " " not in person.name
            bare = bare and (
                self._behind_noun(tokens, one)
                or self._has_article(tokens, one)
                or (self.language.tag == "de" and not person.sort)
            )
            if (person.sort or not person.described) and not bare:  # "il Belgio" seldom speaks next
                return self._is_named(tokens, mentions, one) or person
        return None

    def _is_named(self, tokens: list[Token], mentions: Sequence[Mention], one: Mention) -> Named | None:
        """Who somebody is: "L'ultima vittima è la signora Elvira"."""
        other = next((each for each in mentions if each.start >= one.end), None)
        if one.person is None or not one.person.described or other is None or other.person is None:
            return None
        between = [token for token in tokens if one.end <= token.start and token.end <= other.start]
        named = other.person.sort == "person" and not other.person.described
        closed = self.language.determiners.keys() | self.language.titles.keys()
        copula = between[:1] and between[0].low in _IS.get(self.language.tag, ())
        return other.person if named and copula and all(token.low in closed for token in between[1:]) else None

    def beside(self, before: tuple[int, int], after: tuple[int, int]) -> Found:
        """What the words before and behind a passage tell of its speaker."""
        lead = self.last_sentence(*before)
        tail = self.first_sentence(*after)
        led = self.text[lead[0] : lead[1]].rstrip().endswith(":")
        open_before = not re.search(r"[.!?…]\s*$", self.text[lead[0] : lead[1]]) and self._has_word(*lead)
        first = self.text[tail[0] : tail[1]].lstrip(" \t\u00a0,.;—–―-")[:1]
        runs_on = not first.isupper() or self.text[tail[0] : tail[1]].lstrip().startswith((",", "—", "–"))
        order = [(lead, False), (tail, True)] if led or not runs_on or open_before else [(tail, True), (lead, False)]
        if not runs_on:
            order = order[:1]
        order = [one for one in order if one[0][0] < one[0][1] and (one[1] or led or open_before)]
        results = [self.clause(*stretch, behind=behind) for stretch, behind in order]
        if open_before and lead[0] < lead[1]:  # "hatte er das Projekt als „Leuchtturm“ bezeichnet"
            results = [self._with_subject(one, *lead) for one in results]
        best = max(results, key=lambda one: one.confidence, default=NOBODY)
        if not results and not runs_on and (thus := self._thus(*tail)).person:
            return thus
        if best.person and best.confidence >= NAMED:
            return best
        return next((one for one in results if one.person and one.confidence >= MEANT), best)

    def _with_subject(self, found: Found, start: int, end: int) -> Found:
        """What a verb behind a passage tells, with the subject that stands before it in the same sentence."""
        if found.way != NO_SUBJECT or self.language.tag != "de":
            return found
        tokens = read_words(self.text, start, end)
        person = self._topic(tokens, self.people.mentions(tokens))
        return replace(found, person=person) if person else found

    def _thus(self, start: int, end: int) -> Found:
        """Who said the passage before a sentence that looks back at it: "Il ministro risponde così agli alleati"."""
        tokens = read_words(self.text, start, end)
        thus = next((at for at, token in enumerate(tokens) if token.low in _THUS), None)
        verbs = [at for at, token in enumerate(tokens) if self._reports(tokens, at, token, behind=True)]
        if thus is None or not verbs or (thus and abs(thus - verbs[0]) > 1):
            return NOBODY
        mentions = self.people.mentions(tokens)
        free = [one for one in mentions if not self.after_preposition(tokens, one) and not self._aside(one)]
        named = next((one for one in free if one.person and one.person.sort == "person" and not one.weak), None)
        subject = named or self._subject(tokens, mentions, verbs[0], behind=False)
        return self._meant(subject, tokens[verbs[0]]) if subject else NOBODY

    def _has_word(self, start: int, end: int) -> bool:
        return re.search(r"\w", self.text[start:end]) is not None

    def sentences(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The sentences of a stretch; what goes on for pages without an end is cut between words."""
        for first, last in self._whole_sentences(start, end):
            place = first
            while last - place > LONGEST and (cut := self.text.rfind(" ", place, place + LONGEST) + 1) > place:
                yield place, cut
                place = cut
            yield place, last

    def _whole_sentences(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        place = start
        for match in _SENTENCE.finditer(self.text, start, end):
            short = _SHORT.search(self.text, place, match.end())
            if short and short[1].casefold() in self.language.titles:
                continue
            yield place, match.end()
            place = match.end()
        if self.text[place:end].strip():
            yield place, end

    def last_sentence(self, start: int, end: int) -> tuple[int, int]:
        """The last sentence of a stretch."""
        return max(self.sentences(start, end), default=(start, end))

    def first_sentence(self, start: int, end: int) -> tuple[int, int]:
        """The first sentence of a stretch."""
        return next((one for one in self.sentences(start, end) if self._has_word(*one)), (start, end))

    def clause(self, start: int, end: int, *, behind: bool) -> Found:
        """The speaker whom a reporting verb or an "according to" in a stretch has."""
        tokens = read_words(self.text, start, end)
        mentions = self.people.mentions(tokens)
        verbs = [at for at, token in enumerate(tokens) if self._reports(tokens, at, token, behind=behind)]
        self.told_to = self.topics[-1] if self.topics and self._has_object(tokens) else None
        inner = (
            None
            if behind or not verbs or verbs[-1] != len(tokens) - 1
            else self._of_relative(tokens, mentions, verbs[-1])
        )
        if inner:  # "secondo l'accusa ha gestito fondi che gli inquirenti definiscono «neri»"
            return self._meant(inner, tokens[-1])
        if source := self._according(tokens, mentions, verbs, behind_it=behind):
            return source
        if not verbs and behind:
            found = self._acts(start, end, mentions)
            found = found if found.person else self._saying(tokens, mentions)
            return found if found.person else self._inverted(start, tokens, mentions)
        if not verbs:
            return self._announced(start, end, tokens, mentions)
        verb = verbs[0] if behind else verbs[-1]
        nobody = self.language.tag == "fr" and self._impersonal(
            tokens, verb
        )  # "au ministère, on assure suivre le dossier"
        subject = None if nobody else self._subject(tokens, mentions, verb, behind=behind)
        subject = subject or self._from_house(tokens, mentions, verb, behind=behind)
        if subject:
            return self._meant(subject, tokens[verb])
        if nobody and self.here:  # "peut-on lire dans son communiqué": whoever spoke last in the paragraph
            last, sure = None, LEAST
        elif (issuer := self.issuer(tokens)) is not None:
            last, sure = issuer, MEANT
        else:
            last, sure = self.left_out(answers=tokens[verb].low in self.language.answers), MEANT
        return Found(last, sure, NO_SUBJECT, tokens[verb].text, tagged=True)

    def _reports(self, tokens: list[Token], at: int, token: Token, *, behind: bool) -> bool:
        """Whether a word is a reporting verb, not a noun that is written like one ("le juge")."""
        if token.low not in self.language.verbs or (self.language.tag == "de" and token.text[:1].isupper() and at):
            return False
        clitic = behind and at == 1 and tokens[0].text in CLITICS  # "« Qui ? » l'interroge la juge"
        return clitic or not (at and tokens[at - 1].low in self.language.determiners)

    def _according(
        self, tokens: list[Token], mentions: Sequence[Mention], verbs: Sequence[int], *, behind_it: bool = False
    ) -> Found | None:
        """The speaker whom an "according to" names before any reporting verb."""
        for at, token in enumerate(tokens[: verbs[0] if verbs else None]):
            opinion = self._is_opinion(tokens, mentions, at)
            known = self._is_according(tokens, at) and not (behind_it and token.low in self.language.prepositions)
            if not known and not opinion:
                continue
            believed = token.low == "croire" and self.topics  # "à l'en croire"
            if believed or (at and tokens[at - 1].low in self.language.possessives and self.topics):
                return Found(self.topics[-1], MEANT, NO_SUBJECT, token.text, tagged=True)
            behind = tokens[at + 1 : at + 3]
            told = next((one for one in behind if one.low in self.language.verbs), None)
            first = behind[:1] == [told] or (behind and behind[0].low in self.language.auxiliaries)
            if told and first and self.topics and self.text.startswith(",", told.end):  # "Según explica, el agua"
                return Found(self.topics[-1], MEANT, NO_SUBJECT, told.text, tagged=True)
            nearest = next((one for one in mentions if one.start >= token.end), None)
            if any(one.low in self.language.relatives for one in behind[: 1 + self._is_article(behind)]):
                nearest = next((one for one in reversed(mentions) if one.end <= token.start), None)
            elif behind and behind[0].low in self.language.oblique:
                nearest = Mention(behind[0].start, behind[0].end, None, self.language.oblique[behind[0].low], weak=True)
            elif behind and (described := self.people.without_article(tokens, at + 1)):
                nearest = described
            apposed = bool(nearest and self.text[nearest.start - 2 : nearest.start] == ", ")
            if nearest and words_between(tokens, token.end, nearest.start) <= (FAR + apposed * FAR):
                return self._meant(nearest, token, anew=nearest.person is not None and not nearest.weak)
            if person := None if nearest else self.people.unnamed(tokens[at + 1 :]):
                way = "described beside the reporting word"
                return Found(person, GOES_ON, way, token.text, ((token.start, token.end),), tagged=True)
        return None

    def _is_article(self, tokens: Sequence[Token]) -> bool:
        return bool(tokens) and tokens[0].low in self.language.determiners

    def _announced(self, start: int, end: int, tokens: list[Token], mentions: Sequence[Mention]) -> Found:
        """Whom a sentence is about that a colon ends: "Nina Kurz sees it otherwise:"."""
        if not self.text[start:end].rstrip().endswith(":"):
            return NOBODY
        free = [one for one in mentions if not self.after_preposition(tokens, one)]
        subject = next(
            (
                one
                for one in free
                if not one.person
                or one.person.sort
                or not one.person.described
                or one.person.name.replace(" ", "_") in self.language.somebody
            ),
            None,
        )
        if subject is None and mentions and mentions[-1].person and mentions[-1].person.sort == "person":
            before = [token.low for token in tokens if token.end <= mentions[-1].start]
            if before[-1:] and before[-1] not in _BY:
                subject = mentions[-1]  # "Durissima la replica di Marta Sequi:"
        subject = subject or self._whose_saying(tokens)
        if subject is None or not tokens:
            return NOBODY
        found = self._meant(subject, tokens[-1])
        evidence = found.evidence[1:]
        return replace(found, confidence=min(found.confidence, GOES_ON), way=ANNOUNCED, verb="", evidence=evidence)

    def _whose_saying(self, tokens: list[Token]) -> Mention | None:
        """Whose answer a sentence tells of that a colon ends: "La replica della dirigente è secca:"."""
        for at, token in enumerate(tokens[:-1]):
            if token.low in self.language.sayings:
                return self.people.joined(tokens, at + 1)
        return None

    def _acts(self, start: int, end: int, mentions: Sequence[Mention]) -> Found:
        """Who does something between the dashes of a turn: "—¿De la Encarna? —Julián soltó el cuchillo—."."""
        dash = re.match(r"\s*[—–]\s?", self.text[start:end])
        first = next(iter(mentions), None)
        if dash is None or first is None or first.start != start + dash.end():
            return NOBODY
        person = first.person or self._resolved(first)
        return Found(person, MEANT, "does something between the words", "", ((first.start, first.end),), tagged=True)

    def _saying(self, tokens: list[Token], mentions: Sequence[Mention]) -> Found:
        """Whose answer or comment it was: "«Lo so», è stata la risposta di Alfieri"."""
        said = next((token for token in tokens if token.low in self.language.sayings), None)
        whose = [one for one in mentions if said and 0 < one.start - said.end < NEAR_NOUN]
        if said and not whose and (joined := self._whose_saying(tokens)):
            whose = [joined]  # "il monito del presidente"
        return self._meant(whose[0], said) if said and whose else NOBODY

    def _inverted(self, start: int, tokens: list[Token], mentions: Sequence[Mention]) -> Found:
        """Who does what a word behind a comma says that no list knows: "«Ni una palabra», farfulló Olga Sanz"."""
        first = next((token for token in tokens if token.low not in CLITICS), None)
        if first is None or "," not in self.text[start : first.start] or not first.text.islower():
            return NOBODY
        closed = (self.language.starters, self.language.prepositions, self.language.that, self.language.relatives)
        if any(first.low in words for words in closed) or self.language.sort_of(first.low):
            return NOBODY
        free = [one for one in mentions if not self.after_preposition(tokens, one) and one.start > first.start]
        if not free:
            return NOBODY
        if words_between(tokens, first.end, free[0].start) > 1:
            far = next((one for one in free if one.person and one.person.sort == "person"), None)
            if far is None or words_between(tokens, first.end, far.start) > FAR + 1:
                return NOBODY  # "«Es una niña», quitó hierro al asunto la directora, Berta Collado"
            return replace(self._meant(far, first), confidence=MEANT)
        found = self._meant(free[0], first)
        return replace(found, confidence=min(found.confidence, GOES_ON))

    def _meant(self, mention: Mention, verb: Token, *, anew: bool = False) -> Found:
        """Whom a mention beside a reporting word means; ``anew``: a description stands for itself."""
        evidence = ((verb.start, verb.end), (mention.start, mention.end))
        if not anew and (other := self.instead(mention)):
            return Found(other, MEANT, "a pronoun or description beside the verb", verb.text, evidence, tagged=True)
        if mention.person and not anew and (known := self._just_told_of(mention.person)):
            return Found(known, MEANT, "a pronoun or description beside the verb", verb.text, evidence, tagged=True)
        if mention.person and not anew and not mention.weak and (told := self.called_so(mention.person)):
            return Found(told, MEANT, "a pronoun or description beside the verb", verb.text, evidence, tagged=True)
        if mention.person and (anew or not mention.weak):
            way = f"{'described' if mention.person.described else 'named'} beside the reporting word"
            sure = NAMED if mention.person.sort or not mention.person.described else GOES_ON
            sure = GOES_ON if self._may_be_told_of(mention.person) else sure
            return Found(mention.person, sure, way, verb.text, evidence, tagged=True)
        person = self._resolved(mention, answers=verb.low in self.language.answers)
        if person and mention.person and mention.weak:  # "ha detto l'imputato": his role from here on
            person.roles |= (self.language.people - self.language.kin) & words_of(mention.person)
        if mention.person and person is mention.person:
            way = "described beside the reporting word"
            return Found(person, GOES_ON, way, verb.text, evidence, tagged=True)
        way = "a pronoun or description beside the verb"
        return Found(person, MEANT if person else 0.0, way, verb.text, evidence, tagged=True)
