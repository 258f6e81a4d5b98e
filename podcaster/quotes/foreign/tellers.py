"""Whom the words beside a passage name who has no verb of speech: sources, answers, what a colon announces."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from podcaster.quotes.foreign.certain import has_name, is_plain
from podcaster.quotes.foreign.found import (
    AGAIN,
    ANNOUNCED,
    GOES_ON,
    LEAST,
    MEANT,
    NAMED,
    NO_SUBJECT,
    NOBODY,
    SEVERAL,
    WEAK,
    Found,
)
from podcaster.quotes.foreign.named import LinkedMention, Named
from podcaster.quotes.foreign.reported import is_retold
from podcaster.quotes.foreign.sources import FAR
from podcaster.quotes.foreign.subjects import Subjects, words_between
from podcaster.quotes.foreign.topics import words_of
from podcaster.quotes.foreign.wordlists import begins
from podcaster.quotes.foreign.words import WordForm, read_words
from podcaster.sentences import STOPS

if TYPE_CHECKING:
    from collections.abc import Sequence


NEAR_APPOSITION = 15
"""Characters before a name in which the comma of its apposition stands: ", a engenheira Pilar Zanetti"."""
NEAR_ADJECTIVE = 14
"""Characters behind "the answer" up to "of", with an adjective between them."""
NEAR_NOUN = 6
"""Characters between "the answer of" and whose it is."""


LONGEST_VERB = 24
"""Characters of a passage in which its first word ends."""


class Tellers(Subjects):
    """Reads what names a speaker without a verb of speech, and whom a mention beside one means."""

    def _according(
        self,
        tokens: list[WordForm],
        mentions: Sequence[LinkedMention],
        verbs: Sequence[int],
        *,
        behind_it: bool = False,
    ) -> Found | None:
        """The speaker whom an "according to" names before any reporting verb, or of whom a passage tells."""
        doer = self._which_does(tokens, mentions) if self.language.tag == "fr" and not behind_it else None
        return doer or self._by_opinion(tokens, mentions, verbs, behind_it=behind_it)

    def _by_opinion(
        self, tokens: list[WordForm], mentions: Sequence[LinkedMention], verbs: Sequence[int], *, behind_it: bool
    ) -> Found | None:
        """The speaker whom an "according to" names before any reporting verb."""
        for at, token in enumerate(tokens[: verbs[0] if verbs else None]):
            opinion = self._is_opinion(tokens, mentions, at)
            known = self._is_according(tokens, at) and not (behind_it and token.low in self.language.prepositions)
            if not known and not opinion:
                continue
            source = any(one.start - token.end < NEAR_NOUN for one in mentions if one.start >= token.end)
            believed = token.low == "croire" and not source and self.topics  # "à l'en croire"
            believed = believed or (self.topics if self._is_own(tokens[at + 1 : at + 4]) else False)
            if believed or (at and tokens[at - 1].low in self.language.possessives and self.topics):
                return Found(self.topics[-1], MEANT, NO_SUBJECT, token.text, tagged=True)
            behind = tokens[at + 1 : at + 3]
            told = next((one for one in behind if one.low in self.language.verbs), None)
            first = behind[:1] == [told] or (behind and behind[0].low in self.language.auxiliaries)
            if told and first and self.topics and self.text.startswith(",", told.end):  # "Según explica, el agua"
                return Found(self.topics[-1], MEANT, NO_SUBJECT, told.text, tagged=True)
            nearest = next((one for one in mentions if one.start >= token.end), None)
            if token.low == "zufolge":
                nearest = next((one for one in reversed(mentions) if one.end <= token.start), None)
            if any(one.low in self.language.relatives for one in behind[: 1 + self._is_article(behind)]):
                nearest = next((one for one in reversed(mentions) if one.end <= token.start), None)
            elif behind and behind[0].low in self.language.oblique:
                beside = tokens[at + 2 : at + 3]
                if beside and beside[0].low in self.language.auxiliaries and token.low in self.language.prepositions:
                    continue  # "Per lui ha parlato l'avvocata"
                nearest = LinkedMention(
                    behind[0].start, behind[0].end, None, self.language.oblique[behind[0].low], weak=True
                )
            elif behind and (described := self.people.without_article(tokens, at + 1)):
                nearest = described
            apposed = bool(nearest and ", " in self.text[nearest.start - NEAR_APPOSITION : nearest.start])
            if nearest and words_between(tokens, token.end, nearest.start) <= (FAR + apposed * FAR):
                anew = (
                    nearest.person is not None and not nearest.weak and (token.low, self.language.tag) != ("so", "de")
                )
                return self._meant(nearest, token, anew=anew)
            long = token.low == "per"  # "per decenni li hanno chiamati"
            if person := None if nearest or long else self.people.unnamed(tokens[at + 1 :]):
                way = "described beside the reporting word"
                return Found(person, GOES_ON, way, token.text, ((token.start, token.end),), tagged=True)
        return None

    def joins_verb(self, start: int, end: int) -> bool:
        """Whether a French or Portuguese "and" joins a second verb of whoever just spoke: "e sublinha que o réu"."""
        words = read_words(self.text, start, end) if self.language.tag in {"fr", "pt"} else []
        if (
            not words
            or words[0].low not in self.lists.verbs_go_on
            or re.search(rf"[{STOPS};:]\s", self.text[start:end])
        ):
            return False
        closed = self.lists.clitics | self.lists.also
        verb = next((token for token in words[1:] if token.low not in closed), words[0])
        return verb.low in self.language.verbs

    def _which_does(self, tokens: list[WordForm], mentions: Sequence[LinkedMention]) -> Found | None:
        """Whose deed a French passage tells behind "which": "au ministère, qui « suit le dossier »"."""
        if len(tokens) < FAR or tokens[-1].low != "qui":
            return None
        joined = (self.people.joined(tokens, at) for at in range(len(tokens) - 1))
        near = [one for one in (*mentions, *joined) if one and self.text[one.end : tokens[-1].start].strip(" ,") == ""]
        one = min(near, key=lambda one: one.start, default=None)
        return replace(self._meant(one, tokens[-1], anew=True), confidence=MEANT) if one and one.person else None

    def of_nobody(self, tokens: list[WordForm], verb: int) -> bool:
        """Whether a French or Italian verb has nobody in particular as its subject: "on assure", "si parla di"."""
        if self.language.tag == "it":
            return verb > 0 and tokens[verb - 1].low == "si" and tokens[verb].low in self.lists.said_by_nobody
        return self.language.tag == "fr" and self._impersonal(tokens, verb)

    def is_plural(self, tokens: list[WordForm], verb: int) -> bool:
        """Whether an Italian verb is one of several: "dicevano", "hanno detto"."""
        before = tokens[verb - 1].low if verb else ""
        return self.language.tag == "it" and (before in self.lists.have_said or tokens[verb].low.endswith("no"))

    def several(self, verb: WordForm) -> Found:
        """Which of several were told of last, or nobody surely: a verb of the plural has no subject."""
        groups = (one for one in reversed([*self.topics, *self.named]) if one.form == "plural" and one.sort == "person")
        last = next(groups, None) or self.left_out(answers=False)
        return Found(last, MEANT, SEVERAL, verb.text, tagged=True)

    def is_own(self, described: Named) -> bool:
        """Whether a Spanish description is of whoever works for somebody: "su entrenador", not "su madre"."""
        own = self.language.tag == "es" and described.name.startswith("su ")
        return own and self.language.kin.isdisjoint(described.name.split())

    def is_called(self, described: Named, person: Named) -> None:
        """Takes note of the name of whom a description has told of so far."""
        self.people.also_called(person, described)
        for held in (self.topics, self.here, self.named, self.shown, self.mentioned):
            held[:] = [person if one is described else one for one in held]

    def predicate(self, end: int, tokens: list[WordForm], mentions: Sequence[LinkedMention]) -> Found:
        """Whose deed a passage itself tells, right before which its subject stands: "la société « se félicite »"."""
        first = next(iter(read_words(self.text, end, end + LONGEST_VERB)), None)
        one = next((one for one in reversed(mentions) if one.person is not None), None)
        if first is None or one is None or not first.text.islower() or self.after_preposition(tokens, one):
            return NOBODY
        does = first.low in self.lists.does
        if not does and (first.low not in self.language.verbs or first.low in self.language.determiners):
            return NOBODY
        behind = [token.low for token in tokens if token.start >= one.end]
        alone = one.start - tokens[0].start < 2 and (one.person is None or one.person.sort != "")
        if not alone or any(word not in self.lists.meanwhile for word in behind):
            return NOBODY
        return self._meant(one, first)

    def _is_own(self, behind: Sequence[WordForm]) -> bool:
        """Whether what is somebody's own stands behind an "according to": "de acuerdo con sus cálculos"."""
        behind = behind[1:] if behind and behind[0].low in self.lists.according_with else behind
        if self.language.tag not in {"es", "pt"} or len(behind) < 2:
            return False
        return behind[0].low in self.language.possessives and not self.language.sort_of(behind[1].low)

    def _is_article(self, tokens: Sequence[WordForm]) -> bool:
        return bool(tokens) and tokens[0].low in self.language.determiners

    def _announced(self, start: int, end: int, tokens: list[WordForm], mentions: Sequence[LinkedMention]) -> Found:
        """Whom a sentence is about that a colon ends: "Nina Kurz sees it otherwise:"."""
        retold = self.language.capital_nouns and is_retold(self.text, self.language, tokens)
        if retold or not self.text[start:end].rstrip().endswith(":"):
            return NOBODY
        if self._own_saying(tokens) and (person := self.left_out(answers=False)):
            return Found(person, GOES_ON, ANNOUNCED, tagged=True)
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
        last = mentions[-1].person if mentions else None
        phrase = last is not None and not last.described and self.lists.sentences_said & {token.low for token in tokens}
        if subject is None and last and (last.sort == "person" or phrase):
            before = [token.low for token in tokens if token.end <= mentions[-1].start]
            told = set(before) & (self.language.sayings | self.language.answers | self.language.verbs)
            known = bool(told) or self.language.tag == "de"
            if before[-1:] and before[-1] not in self.lists.not_their_words and known:
                subject = mentions[-1]  # "Durissima la replica di Marta Sequi:"
        subject = subject or self._whose_saying(tokens) or self.owner(tokens) or self._second(free)
        if (first := self._first_words(tokens, subject)) is not None:
            return first
        terse = any(token.low in self.lists.terse for token in tokens)
        if not tokens or (subject is None and not (terse and self.topics)):
            return NOBODY
        if subject is None:
            return Found(self.left_out(answers=False), MEANT, ANNOUNCED, tagged=True)
        found = self._meant(subject, tokens[-1])
        evidence = found.evidence[1:]
        person = found.person
        named = person and found.confidence >= NAMED and not person.described and has_name(self.text, subject)
        sure = AGAIN if named and person and person.sort == "person" else GOES_ON
        return replace(
            found, confidence=min(found.confidence, sure), way=ANNOUNCED, verb="", evidence=evidence, loose=False
        )

    def _second(self, free: Sequence[LinkedMention]) -> LinkedMention | None:
        """The second of two, with whom it means: "Il secondo affida la sua versione a un social:"."""
        for one in free:
            if one.person and one.person.name in self.lists.second and (person := self._just_told_of(one.person)):
                return replace(one, person=person)
        return None

    def _first_words(self, tokens: list[WordForm], subject: LinkedMention | None) -> Found | None:
        """Who says "the first words", which are for somebody else: "Le prime parole sono per la figlia:"."""
        held = [at for at, token in enumerate(tokens[:4]) if token.low in self.lists.first_words]
        topic = next((one for one in reversed(self.topics) if one is not (subject and subject.person)), None)
        if not held or topic is None or not any(token.low in self.lists.for_whom for token in tokens[held[0] :]):
            return None
        return Found(topic, MEANT, ANNOUNCED, tagged=True)

    def _own_saying(self, tokens: list[WordForm]) -> bool:
        """Whether a sentence begins with whose answer or rule it is: "Ihr knappes Urteil:", "Su receta es una:"."""
        opens = int(bool(tokens) and tokens[0].low in self.language.determiners.keys() - self.language.possessives)
        if len(tokens) < opens + 2 or tokens[opens].low not in self.language.possessives:
            return False
        if self.language.capital_nouns:
            return any(token.low in self.language.sayings for token in tokens[1:FAR])
        noun = tokens[opens + 1].low
        is_it = any(token.low in self.lists.copulas for token in tokens[opens + 2 :])
        return is_it and self.language.sort_of(noun) != "person" and noun not in self.language.kin

    def _whose_saying(self, tokens: list[WordForm]) -> LinkedMention | None:
        """Whose answer a sentence tells of that a colon ends: "La replica della dirigente è secca:"."""
        for at, token in enumerate(tokens):
            if token.low in self.language.sayings:
                of_it = self.people.joined(tokens, at + 1) if at + 1 < len(tokens) else None
                return of_it or self._in_genitive(tokens[max(0, at - 2) : at])
        return None

    def _in_genitive(self, tokens: list[WordForm]) -> LinkedMention | None:
        """Whom a German name with an "s" means before what is theirs: "Kaufmanns knappe Antwort"."""
        for token in tokens if self.language.tag == "de" else ():
            held = self.people.by_word.get(token.low.removesuffix("s"), [])
            if people := [one for one in held if one.sort != "body"]:
                return LinkedMention(token.start, token.end, people[0])
        return None

    def _acts(self, start: int, end: int, mentions: Sequence[LinkedMention]) -> Found:
        """Who does something between the dashes of a turn: "—¿De la Encarna? —Julián soltó el cuchillo—."."""
        dash = re.match(r"\s*[—–]\s?", self.text[start:end])
        first = next(iter(mentions), None)
        if dash is None or first is None or first.start != start + dash.end():
            return NOBODY
        person = first.person or self._resolved(first)
        return Found(person, MEANT, "does something between the words", "", ((first.start, first.end),), tagged=True)

    def _saying(self, tokens: list[WordForm], mentions: Sequence[LinkedMention]) -> Found:
        """Whose answer or comment it was: "«Lo so», è stata la risposta di Alfieri"."""
        said = next((token for token in tokens if token.low in self.language.sayings), None)
        whose = [one for one in mentions if said and 0 < one.start - said.end < NEAR_NOUN]
        if said and not whose and (joined := self._whose_saying(tokens)):
            whose = [joined]  # "il monito del presidente"
        if said and not whose and (answer := self._answered(tokens, said)).person:
            return answer
        if said and not whose:  # "è la linea dettata dalla premier Luisa Carandini"
            near = (token for token in tokens if said.end < token.start < said.end + NEAR_ADJECTIVE)
            by = [token.end for token in near if token.low in self.lists.whose_it_is]
            by_whom = self.lists.by & (self.language.prepositions | self.language.joined.keys())
            by += [token.end for token in tokens if token.start > said.end and token.low in by_whom]
            whose = [
                one
                for one in mentions
                if by and one.start > by[0] and one.person and (one.person.sort or not one.person.described)
            ][:1]
        return self._meant(whose[0], said) if said and whose else NOBODY

    def _answered(self, tokens: list[WordForm], said: WordForm) -> Found:
        """Who of two answers where nothing else is told: "«No hay nada que debatir», fue la respuesta"."""
        alone = said is tokens[-1] and said.low in self.lists.the_answer
        if not alone or tokens[0].low not in self.lists.was_the_answer or not self.here:
            return NOBODY
        others = (one for one in reversed([*self.topics]) if one is not self.here[-1] and one.sort == "person")
        return Found(next(others, None), MEANT, "the answer to whoever spoke last", said.text, tagged=True)

    def _inverted(self, start: int, tokens: list[WordForm], mentions: Sequence[LinkedMention]) -> Found:
        """Who does what a word behind a comma says that no list knows: "«Ni una palabra», farfulló Olga Sanz"."""
        first = next((token for token in tokens if token.low not in self.lists.clitics), None)
        if first is None or "," not in self.text[start : first.start] or not first.text.islower():
            return NOBODY
        closed = (self.language.starters, self.language.prepositions, self.language.that, self.language.relatives)
        copula = first is tokens[0] and first.low in self.language.like - self.language.prepositions
        adverb = self.text.startswith(",", first.end) and len(tokens) > 1  # "«chiarimento», dunque, o un ritorno"
        if copula or adverb or any(first.low in words for words in closed) or self.language.sort_of(first.low):
            return NOBODY
        free = [one for one in mentions if not self.after_preposition(tokens, one) and one.start > first.start]
        if not free:
            alone = self._is_lone_verb(tokens, first)
            last = self.left_out(answers=False) if alone else None
            return Found(last, MEANT, NO_SUBJECT, first.text, tagged=True) if last else NOBODY
        if words_between(tokens, first.end, free[0].start) > 1:
            far = next((one for one in free if one.person and one.person.sort == "person"), None)
            if far is None or words_between(tokens, first.end, far.start) > FAR + 1:
                return NOBODY  # "«Es una niña», quitó hierro al asunto la directora, Berta Collado"
            return replace(self._meant(far, first), confidence=MEANT)
        found = self._meant(free[0], first)
        return replace(found, confidence=min(found.confidence, GOES_ON))

    def _is_shared_office(self, mention: LinkedMention) -> bool:
        """Whether a German office stands for somebody with a name where others have one like it: "der Coach"."""
        if mention.person is None or mention.person.described or self.language.tag != "de":
            return False
        words = {token.low for token in read_words(self.text, mention.start, mention.end)}
        if words & words_of(mention.person):
            return False
        like = {same for word in words for same in (word, *self.language.same.get(word, ())) if len(same) > FAR}
        people = {id(one): one for one in self.people.everybody() if one.fits(mention.person.gender)}
        return sum(any(role.endswith(tuple(like)) for role in one.roles) for one in people.values()) > 1

    def _is_lone_verb(self, tokens: list[WordForm], first: WordForm) -> bool:
        """Whether a word that no list knows is a verb of whoever was told of, or all that stands there: ", exagera"."""
        past = first.low.endswith(self.lists.past_endings) and len(first.low) > FAR
        if past and not self.led_in:  # not "Um deles, «Fole de Ouro», virou raridade"
            return True  # "«Preguntadle al coche», soltó sin mirar a nadie"
        verb = first.low.endswith(("a", "e")) and len(first.low) > FAR
        return bool(self.lists.past_endings) and len(tokens) == 1 and verb and self.text[first.end :][:1] in ".,"

    def _meant(self, mention: LinkedMention, verb: WordForm, *, anew: bool = False) -> Found:
        """Whom a mention beside a reporting word means; ``anew``: a description stands for itself."""
        evidence = ((verb.start, verb.end), (mention.start, mention.end))
        mine = self.text[mention.start : mention.end].casefold().startswith(begins(self.lists.mine))
        anew = anew or mine  # "meine Lehrerin" in somebody's words is somebody else
        side = self.of_side(mention.person) if mention.person and mention.person.described else None
        if other := side or (None if anew else self.instead(mention)):
            return Found(other, MEANT, WEAK, verb.text, evidence, tagged=True)
        if mention.person and not anew and (known := self._just_told_of(mention.person)):
            return Found(known, MEANT, WEAK, verb.text, evidence, tagged=True)
        if mention.person and not anew and not mention.weak and (told := self.called_so(mention.person)):
            return Found(told, MEANT, WEAK, verb.text, evidence, tagged=True)
        if mention.person and (anew or not mention.weak):
            way = f"{'described' if mention.person.described else 'named'} beside the reporting word"
            sure = NAMED if mention.person.sort or not mention.person.described else GOES_ON
            sure = GOES_ON if self._may_be_told_of(mention.person) else sure
            alone = not mention.person.described and not mention.person.sort and " " not in mention.person.name
            alone = alone or self._is_shared_office(mention)
            sure = GOES_ON if alone and self.language.tag == "de" else sure  # nouns have capitals, too
            placed = self.after_preposition(
                read_words(self.text, max(0, mention.start - LONGEST_VERB), mention.end), mention
            )
            own = mention.person.sort == "person" and not mention.person.described and has_name(self.text, mention)
            loose = not is_plain(self.text, self.language, verb, mention, placed=placed)
            return Found(mention.person, sure, way, verb.text, evidence, tagged=True, loose=loose, own_name=own)
        person = self._resolved(mention, answers=verb.low in self.language.answers)
        if person and mention.person and mention.weak:  # "ha detto l'imputato": his role from here on
            person.roles |= (self.language.people - self.language.kin) & words_of(mention.person)
        if mention.person and person is mention.person:
            way = "described beside the reporting word"
            return Found(person, GOES_ON, way, verb.text, evidence, tagged=True)
        way = WEAK
        return Found(person, MEANT if person else 0.0, way, verb.text, evidence, tagged=True)

    def meant(self, mention: LinkedMention) -> Found:
        """Whom a mention means that has no verb of its own."""
        return self._meant(mention, WordForm(mention.start, mention.start, ""), anew=True)

    def _without_subject(self, tokens: list[WordForm], verb: int, *, nobody: bool) -> Found:
        """Whom a verb without a subject means: the body whose note it is, several, or whoever spoke."""
        if (issuer := self.issuer(tokens)) is not None:
            last, sure = issuer, MEANT
        elif nobody:  # "peut-on lire dans son communiqué", "regrette-t-on au syndicat"
            last, sure = None, LEAST
        elif self.is_plural(tokens, verb):
            return self.several(tokens[verb])
        else:
            low = tokens[verb].low
            last, sure = self.left_out(answers=low in self.language.answers, verb=low), MEANT
        return Found(last, sure, NO_SUBJECT, tokens[verb].text, tagged=True)
