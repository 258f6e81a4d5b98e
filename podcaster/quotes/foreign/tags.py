"""Which words beside a passage say who said it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from podcaster.quotes.foreign.agents import agent_of
from podcaster.quotes.foreign.focus import OFTEN
from podcaster.quotes.foreign.found import GOES_ON, MEANT, NAMED, NO_SUBJECT, NOBODY, Found
from podcaster.quotes.foreign.occupations import named_within
from podcaster.quotes.foreign.ordinals import is_ordinal
from podcaster.quotes.foreign.reported import is_retold
from podcaster.quotes.foreign.tellers import Tellers
from podcaster.quotes.foreign.topics import MOST_MENTIONED, MOST_TOPICS
from podcaster.quotes.foreign.words import WordForm, read_words
from podcaster.sentences import ends_sentence, find_stops

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from podcaster.quotes.foreign.named import LinkedMention, Named

BEFORE_IT = "the subject stands before the passage"
WITH_WORDS = "with these words"
LONGEST = 2000
"""Characters of a sentence, some 300 words. What takes its mentions by pairs would need minutes for a page without an
end."""


class Tags(Tellers):
    """Reads the words beside the passages of one article; what was told before is told to it as it goes."""

    def note(self, start: int, end: int) -> Named | None:
        """Takes note of who is named in a stretch of the narrator's; whom its last sentence that tells is about."""
        told = self.told_to = None
        for first, last in self.sentences(start, end):
            tokens = read_words(self.text, first, last)
            if not tokens:
                continue
            self.turned_to = self.told_of = None
            mentions = [one for one in self.people.mentions(tokens) if not self._is_predicate(tokens, one)]
            named = [one.person for one in mentions if one.person and not one.weak and not self._aside(one)]
            if tokens and tokens[0].low in self.lists.born:
                named = named[1:]  # "Né à Oran en 1938"
            self.mentioned += [one.person for one in self._joined_too(tokens, mentions) if one.person]
            self.named += [*named, *self._houses(tokens)]
            self.shown += [one.person for one in mentions if one.person and one.weak and one.person.sort == "person"]
            within = named_within(tokens, mentions, self.people)
            self.met += [one for one in [*within, *named] if one.sort == "person" and not one.described]
            asked = self.text[first:last].rstrip().endswith("?")  # "E il medico? «Mi dà della matta»"
            asked = asked and ":" not in self.text[first:last]  # "Una cronista si chiede: che fare?"
            self.turned_to = self.turns_to(tokens, mentions) if asked else None
            told_of = not asked or (self.language.tag == "de" and self.turned_to is not None)
            subject = self._topic(tokens, mentions) if told_of else None
            if subject and not is_retold(self.text, self.language, tokens):
                asks = self.asks_something(tokens)
                self.spoke(subject, asked=asks)
                self.addressed = self.addressee(tokens, mentions) if asks else None
                told, self.said = subject, None
                if self.text[first:last].lstrip()[:1].isupper():
                    self.told_of = self.told_lately = subject
        del self.named[:-MOST_TOPICS], self.shown[:-MOST_TOPICS]
        del self.here[:-MOST_MENTIONED], self.met[:-MOST_MENTIONED], self.mentioned[:-MOST_MENTIONED]
        return told

    def _houses(self, tokens: list[WordForm]) -> list[Named]:
        """The bodies behind a German preposition that holds its article: "Beim Landesamt kennt man den Fall"."""
        if self.language.tag != "de":
            return []
        held = (self.people.joined(tokens, at) for at in range(len(tokens)))
        return [one.person for one in held if one and one.person and one.person.sort == "body"]

    def _joined_too(self, tokens: list[WordForm], mentions: Sequence[LinkedMention]) -> list[LinkedMention]:
        """The mentions of a sentence and what stands behind "al", "du" or their like, in order."""
        joined = [one for at in range(len(tokens)) if (one := self.people.joined(tokens, at))]
        return sorted([*mentions, *joined], key=lambda one: one.start)

    def _topic(self, tokens: list[WordForm], mentions: Sequence[LinkedMention]) -> Named | None:
        """Whom a sentence is about: its first mention behind no preposition, or whom its pronoun means."""
        goes_on = bool(tokens) and tokens[0].text.islower()  # "«...» per gli ospedali." is no opinion
        if source := self._according(tokens, mentions, (), behind_it=goes_on):
            return source.person
        if self.here and (self._opens_with_verb(tokens) or self._leaves_subject_out(tokens, mentions)):
            return self.here[-1]  # "Contou que a vítima tinha uma arma"
        free = [one for one in mentions if not self.after_preposition(tokens, one) and not self._aside(one)]
        if (teller := self._teller(tokens, free)) is not None:
            return teller
        free = [*self.fronted_whom(tokens, mentions, free), *free]
        if self._is_fronted(tokens, free):
            free = free[1:]  # "Figlia di operai, la quarantenne ha imparato"
        main = [one for one in free if not self._subordinate(tokens, one)]
        likely = [*self._of_clause(tokens, main, len(tokens)), *self._of_clause(tokens, free, len(tokens))]
        for one in likely:
            other = tokens[0].low in self.lists.contrasts  # "Ma il dirigente ammette"
            told = self.called_so(one.person) if one.person and not one.weak and not other else None
            person = told or self.instead(one) or (one.person if one.person and not one.weak else self._resolved(one))
            if person is None:
                continue
            if one.weak and one.person and any(each.person is person for each in mentions if each not in free):
                person = one.person  # "El viejo maestro escribió al rey Felipe VI": not to himself
            if person.described and person.name.replace(" ", "_").replace("'", "'_") in self.language.somebody:
                return None
            called = person.count < OFTEN and not person.described and self._behind_noun(tokens, one)
            bare = (person.sort != "person" or called) and " " not in person.name  # "ocupa el antiguo cine Roma"
            if " " not in person.name and self.is_counted(tokens, one):
                continue  # "Ha ganado tres Goyas"
            bare = bare and (
                self._behind_noun(tokens, one)
                or self._has_article(tokens, one)
                or (self.language.tag == "de" and not person.sort)
            )
            if (person.sort or not person.described) and not bare:  # "il Belgio" seldom speaks next
                return self._is_named(tokens, mentions, one) or person
        given = self.owner(tokens, recipient=True)
        return given.person if given and not free else self.experiencer(tokens, mentions)

    def _teller(self, tokens: list[WordForm], free: list[LinkedMention]) -> Named | None:
        """Who tells what a German sentence says, named at its end: "Der Mann habe gewartet, sagte Ralf Roth"."""
        if self.language.tag != "de":
            return None
        for at in range(len(tokens) - 1, 0, -1):
            behind_comma = self.text[tokens[at - 1].end : tokens[at].start].strip() == ","
            if not behind_comma or not self._reports(tokens, at, tokens[at], behind=True):
                continue
            one = next((one for one in free if self._follows(tokens, at, one)), None)
            if one is not None and (one.pronoun is not None or one.person is not None):
                return one.person if one.person and not one.weak else self._resolved(one)
        return None

    def _is_fronted(self, tokens: list[WordForm], free: Sequence[LinkedMention]) -> bool:
        """Whether a noun without an article opens a sentence and says what its subject is."""
        first = free[0] if len(free) > 1 and tokens and tokens[0].start == free[0].start else None
        if first is None or first.person is None or first.person.sort != "person" or not first.person.described:
            return False
        bare = tokens[0].low not in self.language.determiners and self.language.sort_of(tokens[0].low) == "person"
        return bare and self.text.startswith(",", first.end)

    def _is_named(self, tokens: list[WordForm], mentions: Sequence[LinkedMention], one: LinkedMention) -> Named | None:
        """Who somebody is: "L'ultima vittima è la signora Elvira"."""
        other = next((each for each in mentions if each.start >= one.end), None)
        if one.person is None or not one.person.described or other is None or other.person is None:
            return None
        between = [token for token in tokens if one.end <= token.start and token.end <= other.start]
        named = other.person.sort == "person" and not other.person.described
        closed = self.language.determiners.keys() | self.language.titles.keys()
        copula = between[:1] and between[0].low in self.lists.copulas
        told = [token.low for token in between if token.low not in self.language.auxiliaries]
        if named and copula and " ".join(told[1:]) in self.lists.identified_as:
            return other.person
        return other.person if named and copula and all(token.low in closed for token in between[1:]) else None

    def beside(self, before: tuple[int, int], after: tuple[int, int]) -> Found:
        """What the words before and behind a passage tell of its speaker."""
        lead = self.last_sentence(*before)
        tail = self.first_sentence(*after)
        led = self.text[lead[0] : lead[1]].rstrip().endswith(":")
        ended = ends_sentence(self.text[lead[0] : lead[1]]) or self.text[lead[0] : lead[1]].rstrip().endswith(";")
        open_before = not ended and self._has_word(*lead)
        self.led_in = open_before
        first = self.text[tail[0] : tail[1]].lstrip(" \t\u00a0,.;—–―-")[:1]
        runs_on = not first.isupper() or self.text[tail[0] : tail[1]].lstrip().startswith((",", "—", "–"))
        order = [(lead, False), (tail, True)] if led or not runs_on or open_before else [(tail, True), (lead, False)]
        if not runs_on:
            order = order[:1]
        order = [one for one in order if one[0][0] < one[0][1] and (one[1] or led or open_before)]
        if agent := agent_of(self.text, self.people, lead, tail):
            return self._meant(*agent)  # "une réponse jugée « un peu courte » par les éleveurs"
        results = [self.clause(*stretch, behind=behind) for stretch, behind in order]
        if open_before and lead[0] < lead[1]:  # "hatte er das Projekt als „Leuchtturm“ bezeichnet"
            results = [self._with_subject(one, *lead) for one in results]
        if (talk := self._talk_is_of(lead, tail) or self._leaves_with(results, tail)) is not None:
            return talk
        told = results[-1] if len(results) > 1 else NOBODY
        named = told.person is not None and told.person.sort == "person" and not told.person.described
        # "The union asks for talks: «...», says its secretary Ann Poole"
        signed = led and named and told.confidence >= NAMED and self.text[tail[0] : tail[1]].startswith(",")
        if signed or (told.person is not None and self._is_of_others(lead, tail)):
            return told  # "L'Union a salué une décision « souveraine », selon les mots d'une porte-parole"
        best = max(results, key=lambda one: one.confidence, default=NOBODY)
        if not results and not runs_on and (thus := self._thus(*tail)).person:
            return thus
        led_by = bool(results) and results[0].way == BEFORE_IT  # "Dafür spricht einiges: «...», schreiben die Autoren"
        if best.person and (led_by or best.confidence >= NAMED):
            return best
        return next((one for one in results if one.person and one.confidence >= MEANT), best)

    def _is_of_others(self, lead: tuple[int, int], tail: tuple[int, int]) -> bool:
        """Whether "according to" stands right behind a passage that no word before it says somebody said."""
        before, behind = read_words(self.text, *lead)[-1:], read_words(self.text, *tail)[:4]
        opens = self.language.verbs | self.language.that | self.language.like | self.language.auxiliaries
        if not before or not behind or before[0].low in opens:
            return False
        two = "_".join(token.low for token in behind[:2]) in self.language.according
        return two or (behind[0].low not in self.language.prepositions and self._is_according(behind, 0))

    def _leaves_with(self, results: Sequence[Found], tail: tuple[int, int]) -> Found | None:
        """Who does what the verb behind a passage tells "with the words": "Mit den Worten „Genug!“ ging der Chef"."""
        if not results or results[0].way != WITH_WORDS or results[0].person is not None:
            return None
        tokens = read_words(self.text, *tail)
        mentions = self.people.mentions(tokens)
        near = [one for one in mentions if not self.after_preposition(tokens, one)]
        near = [one for one in near if one.person is None or one.person.sort or not one.person.described]
        if not near or ("," in self.text[tail[0] : near[0].start] and not self._apposed(tokens[1:])):
            return None
        return replace(self._meant(near[0], tokens[0]), way=WITH_WORDS)

    def _talk_is_of(self, lead: tuple[int, int], tail: tuple[int, int]) -> Found | None:
        """Who speaks where it is told what "the talk is of": "In dem Bericht ist von „Fehlern“ die Rede"."""
        words = read_words(self.text, *tail)[:2] if self.language.tag == "de" else []
        if " ".join(word.text for word in words) != "die Rede":
            return None
        tokens = read_words(self.text, *lead)
        inside = [one.person for one in self.people.mentions(tokens) if one.person] + self._houses(tokens)
        earlier = reversed(self.named) if {one.low for one in tokens} & self.lists.therein else iter(())
        body = next((one for one in [*reversed(inside), *earlier] if one.sort == "body"), None)
        person = body or (self.topics[-1] if self.topics else None)
        return Found(person, MEANT if person else 0.0, "the talk is of it", "Rede", tagged=True)

    def _with_subject(self, found: Found, start: int, end: int) -> Found:
        """What a verb behind a passage tells, with the subject that stands before it in the same sentence."""
        if found.way != NO_SUBJECT or self.language.tag != "de" or found.verb.casefold() in self.lists.it_is_said:
            return found
        tokens = read_words(self.text, start, end)
        if own := self.in_last_clause(tokens, self.people.mentions(tokens)):
            return replace(self._meant(own, WordForm(end, end, found.verb)), way=BEFORE_IT)
        person = self._topic(tokens, self.people.mentions(tokens))
        if person is None and not {token.low for token in tokens} & self.language.reported:
            mentions = self.people.mentions(tokens)  # "Der Budgetdienst hatte vor „Lücken“ gewarnt"
            free = [one for one in mentions if not self.after_preposition(tokens, one)]
            free = [one for one in free if not self._subordinate(tokens, one) and not one.weak]
            person = next((one.person for one in free if one.person), None)
        return replace(found, person=person, way=BEFORE_IT) if person else found

    def called_next(self, told: Named, start: int, end: int) -> Named | None:
        """Whom the sentences behind name who was only described: "dice una donna. Si chiama Loredana Boggio"."""
        for first, last in list(self.sentences(start, end))[1:]:
            tokens = read_words(self.text, first, last)
            words = " ".join(token.low for token in tokens)
            called = words.startswith(self.lists.is_named) or any(
                f" {name} " in f"{words} " for name in self.lists.the_name
            )
            one = next((one for one in self.people.mentions(tokens) if one.person and not one.person.described), None)
            if called and one and one.person and one.person.sort == "person" and one.person.fits(told.form):
                return one.person
        return None

    def _thus(self, start: int, end: int) -> Found:
        """Who said the passage before a sentence that looks back at it: "Il ministro risponde così agli alleati"."""
        tokens = read_words(self.text, start, end)
        thus = next((at for at, token in enumerate(tokens) if token.low in self.lists.thus), None)
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
        for stop in find_stops(self.text, start, end):
            if self.language.capital_nouns and is_ordinal(self.text, self.language, place, stop, end):
                continue
            yield place, stop
            place = stop
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
        mentions = [one for one in self.people.mentions(tokens) if not self._is_agency(one)]
        verbs = [at for at, token in enumerate(tokens) if self._reports(tokens, at, token, behind=behind)]
        named = [one.person for one in mentions if one.person]
        spoken_to = [one for one in self.topics[-2:] if one not in named] if self._has_object(tokens) else []
        self.told_to = spoken_to[-1] if spoken_to else None
        inner = (
            None
            if behind or not verbs or verbs[-1] != len(tokens) - 1
            else self._of_relative(tokens, mentions, list(mentions), verbs[-1])
        )
        if inner:  # "secondo l'accusa ha gestito fondi che gli inquirenti definiscono «neri»"
            return self._meant(inner, tokens[-1])
        if source := self._according(tokens, mentions, verbs, behind_it=behind):
            others = self._without_source(mentions, source)
            own = self._subject(tokens, others, verbs[-1], behind=False) if verbs and not behind else None
            told = own is not None and own.person is not None and own.person.sort == "person"
            return self._meant(own, tokens[verbs[-1]]) if own and told and own.start > tokens[0].end else source
        if not verbs and behind:
            found = self._acts(start, end, mentions)
            found = found if found.person else self._saying(tokens, mentions)
            return found if found.person else self._inverted(start, tokens, mentions)
        if not verbs and not behind:
            verbs = self.seeing(tokens, end)
        if not verbs or (not behind and self._with_words(tokens)):
            return self._in_these_words(start, end, tokens, mentions)
        verb = verbs[0] if behind else verbs[-1]
        nobody = self.of_nobody(tokens, verb)  # "au ministère, on assure suivre le dossier"
        subject = None if nobody else self._found_subject(tokens, mentions, verb, behind=behind)
        subject = subject or self._from_house(tokens, mentions, verb, behind=behind)
        if subject and not (not behind and self._is_left_out(tokens, verb, subject)):
            return self._meant(subject, tokens[verb])
        return self._without_subject(tokens, verb, nobody=nobody)  # "Recordó que ..., y concluyó que"

    def _found_subject(
        self, tokens: list[WordForm], mentions: Sequence[LinkedMention], verb: int, *, behind: bool
    ) -> LinkedMention | None:
        """The house from which several say something, or the subject of a verb, perhaps far behind it."""
        several = not self.language.capital_nouns and not behind and tokens[verb].low.endswith("n")
        if several and tokens[0].low in self.language.whence:  # "Desde el club minimizan el incidente:"
            house = self._from_house(tokens, mentions, verb, behind=False)
            if house:
                return house
        subject = self.past_aside(tokens, mentions, verb) if behind else None
        subject = subject or self._subject(tokens, mentions, verb, behind=behind)
        return subject or (self.far_behind(tokens, mentions, verb) if behind else None)

    def _without_source(self, mentions: list[LinkedMention], source: Found) -> list[LinkedMention]:
        """The mentions but a source beside its word: "Según el acta, la edil advirtió de"."""
        word, *named = source.evidence or ((0, 0),)
        beside = [place for place in named if "," not in self.text[word[1] : place[0]]]
        return [one for one in mentions if (one.start, one.end) not in beside]

    def _is_agency(self, mention: LinkedMention) -> bool:
        """Whether a mention is a news agency, to which others say something."""
        return mention.person is not None and mention.person.name.casefold() in self.lists.agencies

    def _seems(self, tokens: list[WordForm], mentions: Sequence[LinkedMention]) -> Found:
        """To whom something seems so: "A su marido, que la esperaba, le pareció «una noche histórica»"."""
        words = [token.low for token in tokens]
        if words[:1] != ["a"] or words[-2:-1] not in (["le"], ["les"]):
            return NOBODY
        if not words[-1].startswith(self.lists.seems):
            return NOBODY
        whom = next((one for one in mentions if one.start - tokens[0].end == 1 and one.person), None)
        return replace(self._meant(whom, tokens[-1]), confidence=GOES_ON) if whom else NOBODY

    def _with_words(self, tokens: list[WordForm]) -> bool:
        """Whether a clause ends with "with the words", behind what its subject did."""
        return " ".join(token.low for token in tokens[-3:]) in self.lists.with_words

    def _in_these_words(self, start: int, end: int, tokens: list[WordForm], mentions: Sequence[LinkedMention]) -> Found:
        """Who does something "with the words", or whom a sentence before a colon is about."""
        if not self._with_words(tokens):
            seems = self._seems(tokens, mentions)
            found = seems if seems.person else self._announced(start, end, tokens, mentions)
            return found if found.person or found.tagged else self.predicate(end, tokens, mentions)
        person = self._topic(tokens, mentions)
        return Found(person, GOES_ON if person else 0.0, WITH_WORDS, tokens[-1].text, tagged=True)

    def _reports(self, tokens: list[WordForm], at: int, token: WordForm, *, behind: bool) -> bool:
        """Whether a word is a reporting verb, not a noun that is written like one ("le juge")."""
        if at > 1 and tokens[at - 2].low in self.lists.article_pronouns and self._is_participle(token):
            return tokens[at - 1].low in self.lists.has_called  # "l'ha definita «una comparsa»"
        copula = at > 0 and tokens[at - 1].low in self.language.like - self.language.prepositions
        agrees = at > 1 and tokens[at - 2].low == "s'" and self._agrees(token)
        told = copula and (token.low in self.lists.said_of_self or agrees)
        told = told or (not behind and self._says_in_infinitive(tokens, at))
        if told or self.lets_know(tokens, at) or (not behind and self.shows_self(tokens, at)):
            return True  # "si è detta «pronta»", "s'est réjouie l'avocate"
        if token.low not in self.language.verbs or (self.language.tag == "de" and token.text[:1].isupper() and at):
            return False
        clitic = behind and at == 1 and tokens[0].text in self.lists.clitics  # "« Qui ? » l'interroge la juge"
        last = not behind and at > 1 and at == len(tokens) - 1 and tokens[at - 1].low in self.lists.article_pronouns
        if last and (not token.low.endswith("a") or token.low.endswith(self.lists.imperfect)):
            return True  # "chi l'ha sentita la descrive «furibonda»"
        if at > 1 and token.low in self.lists.like_verbs and tokens[at - 2].low in self.language.indefinite:
            return False  # "una sola domanda:"
        clitic = clitic or self.is_no_noun(tokens, at)
        return clitic or not (at and tokens[at - 1].low in self.language.determiners)
