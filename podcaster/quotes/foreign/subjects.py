"""Which mention a verb has as its subject."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from podcaster.quotes.foreign.relative import Relative
from podcaster.quotes.foreign.sources import FAR
from podcaster.quotes.foreign.words import read_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.foreign.named import LinkedMention, Named
    from podcaster.quotes.foreign.words import WordForm

FARTHEST = 12
"""Words between a verb and its subject where they only tell when and where."""
GAP = 12
"""Characters before a word in which a comma, and the space behind it, stands."""
FEWEST_OF_A_DEMAND = 3
"""Words of "chiesto l'assoluzione"."""
SHORT_OPENING = 3
"""Words up to a "was" that only say how: "Schwer verletzt wurde eine"."""


class Subjects(Relative):
    """The subjects of the verbs of one article."""

    def _is_predicate(self, tokens: list[WordForm], one: LinkedMention) -> bool:
        """Whether a German description says what the subject is: "Brinkhoff ist ein schmaler Mann"."""
        if self.language.tag != "de" or one.person is None or not one.person.described:
            return False
        before = [token for token in tokens if token.end <= one.start]
        opens = next((token for token in tokens if token.start == one.start), None)
        held = opens is not None and opens.low in self.language.indefinite and len(before) > 1
        held = held and before[-1].low in self.lists.before_predicates
        return held and before[0].low not in self.lists.no_subjects and not self._opens_without_subject(before)

    def _opens_without_subject(self, before: list[WordForm]) -> bool:
        """Whether only where or how stands before "was": "Vor Gericht wurde eine", "Schwer verletzt wurde eine"."""
        if before[0].low in self.language.leading:
            return not any(one.pronoun is not None for one in self.people.mentions(before))
        how = before[-2].low.endswith(("t", "en")) and before[0].low not in self.language.determiners
        return how and len(before) <= SHORT_OPENING and not self.people.mentions(before)

    def _aside(self, mention: LinkedMention) -> bool:
        """Whether a mention stands in brackets: "Petra Ohlendorf (SPD)"."""
        return self.text[mention.start - 1 : mention.start] == "("

    def _subordinate(self, tokens: list[WordForm], mention: LinkedMention) -> bool:
        """Whether a word between the last comma and a mention makes its clause depend on another one."""
        comma = self.text.rfind(",", tokens[0].start, mention.start)
        before = next((token.low for token in reversed(tokens) if token.end <= mention.start), "")
        if before in self.lists.copulas:
            return False  # "El que estuvo antes es Óscar Gil"
        opens = self.language.when | self.language.that | self.language.relatives
        return any(comma < token.start < mention.start and token.low in opens for token in tokens)

    def _subject(
        self, tokens: list[WordForm], mentions: Sequence[LinkedMention], verb: int, *, behind: bool
    ) -> LinkedMention | None:
        """The mention that a verb has as its subject: right behind it, or before it and not behind a preposition."""
        here = tokens[verb]
        free = [one for one in mentions if not self.after_preposition(tokens, one) and not self._aside(one)]
        # "E annuncia un incontro: «Ascolterò»", "«...», pero ha rechazado comprometer un número"
        far = {id(one) for one in free if not behind or words_between(tokens, here.end, one.start)}
        free = [one for one in free if one.start < here.start or id(one) not in far or not self._is_thing(one)]
        free = [one for one in free if self._agrees_in_number(tokens, one, verb)]
        later = [one for one in self._until_that(tokens, free, verb) if self._follows(tokens, verb, one)]
        before_it = [one for one in free if one.end <= here.start]
        main = [one for one in before_it if not self._subordinate(tokens, one)]
        comma = self.text.rfind(",", tokens[0].start, here.start)
        depends = any(comma < one.start for one in before_it) and not (
            self.language.tag in {"fr", "it"} and any(comma < one.start for one in main)
        )
        earlier = self._of_clause(tokens, before_it if depends else main, verb)
        if not later and self._alone_between_commas(tokens, verb):
            earlier = [one for one in earlier if one.person and one.person.sort == "person"]
        inverted = verb > 0 and self.text[tokens[verb - 1].end : here.start].strip() == ","
        told_of = [one for one in before_it if one.person and one.person.sort == "person"]
        inverted = inverted and not (told_of and later and later[0].person and not later[0].person.sort)
        if inverted and later and self.language.tag == "de" and not behind:  # "Das sei klar, teilte ein Sprecher mit:"
            return later[0]
        # "The opposition objects: its speaker Ann Poole said"
        stop = max(self.text.rfind(sign, tokens[0].start, here.start) for sign in ":;")
        earlier = [one for one in earlier if one.start > stop] or earlier
        having = self._having(tokens, mentions, verb) or self._behind_which(tokens, earlier, verb, later)
        if own := having or self._of_relative(tokens, mentions, free, verb) or self._right_before(tokens, free, verb):
            return own
        told = [one for one in earlier if one.weak or (one.person and (one.person.sort or not one.person.described))]
        before = (told or earlier)[:1]
        if later and (
            self._between_commas(tokens, verb, later[0]) or self._is_inverted(tokens, verb, before, later[0])
        ):
            before = []  # "the boat, says the ministry, is"
        near = later[:1] if later and (words_between(tokens, here.end, later[0].start) <= 1 or not before) else []
        if not behind and before and not (near and near[0].pronoun is not None and self.language.tag in {"de", "fr"}):
            return before[0]
        if near and before and before[0].pronoun is not None and "," in self.text[here.end : near[0].start]:
            return before[0]  # "a-t-elle dit, la voix tremblante"
        if near and not (near[0].weak and before and not before[0].weak and behind):
            return near[0]
        return next(iter(before), None) or next(iter(near), None)

    def _having(self, tokens: list[WordForm], mentions: Sequence[LinkedMention], verb: int) -> LinkedMention | None:
        """Who did what an infinitive tells: "une procédure contre l'entraîneur, Ann Poole, pour avoir qualifié"."""
        having = verb > 1 and tokens[verb - 1].low in self.lists.to_have
        if not having or tokens[verb - 2].low not in self.language.prepositions:
            return None
        before = [one for one in mentions if one.end <= tokens[verb - 2].start and one.person is not None]
        return next((one for one in reversed(before) if one.person and one.person.sort == "person"), None)

    def _is_inverted(
        self, tokens: list[WordForm], verb: int, before: list[LinkedMention], later: LinkedMention
    ) -> bool:
        """Whether a thing is told of and a person behind the comma tells it: "Il consiglio è uno, dice Ugo Neri:"."""
        first = verb
        while first and tokens[first - 1].low in self.language.auxiliaries | self.lists.clitics:
            first -= 1
        opened = first > 0 and self.text[tokens[first - 1].end : tokens[first].start].strip() == ","
        things = all(self._is_thing(one) for one in before)
        return opened and things and later.person is not None and later.person.sort == "person"

    def _right_before(self, tokens: list[WordForm], free: list[LinkedMention], verb: int) -> LinkedMention | None:
        """The subject right before a verb and behind a comma: "I critici tacquero, un collega lo liquidò come"."""
        first = verb
        before_it = self.language.auxiliaries | self.lists.clitics
        while first and tokens[first - 1].low in before_it:
            first -= 1
        one = next((one for one in reversed(free) if one.end <= tokens[first].start), None)
        if one is None or self.language.tag == "de" or self.text[one.end : tokens[first].start].strip():
            return None
        behind_comma = self.text[max(0, one.start - GAP) : one.start].rstrip().endswith(",") and not one.weak
        return one if behind_comma and one.person and one.person.sort == "person" else None

    def _between_commas(self, tokens: list[WordForm], verb: int, later: LinkedMention) -> bool:
        """Whether a verb stands with its subject between two commas, the auxiliary before it."""
        first = verb - (verb > 0 and tokens[verb - 1].low in self.language.auxiliaries)
        opened = first > 0 and self.text[tokens[first - 1].end : tokens[first].start].strip() == ","
        alone = (
            opened and self.text.count(",", tokens[0].start, tokens[first].start) % 2 == 1
        )  # no apposition ends here
        return alone and self.text[later.end : later.end + 1] == ","

    def _until_that(self, tokens: list[WordForm], mentions: list[LinkedMention], verb: int) -> list[LinkedMention]:
        """The mentions up to the word behind a verb that opens what is said: "responden que la cesión"."""
        ends = self.language.that | self.lists.meantime
        opens = (token.start for token in tokens[verb + 1 :] if token.low in ends)
        end = next(opens, tokens[-1].end)
        impersonal = verb + 1 < len(tokens) and tokens[verb + 1].low == "es" and self.language.tag == "de"
        return [] if impersonal else [one for one in mentions if one.start < end]

    def _follows(self, tokens: list[WordForm], verb: int, mention: LinkedMention) -> bool:
        """Whether a mention stands behind a verb so near that it may be the subject."""
        end = tokens[verb].end
        between = [token for token in tokens[verb + 1 :] if token.end <= mention.start]
        if any(
            one.low in self.language.prepositions
            and other.low.endswith(self.lists.infinitives_to_say)
            and other.low not in self.language.determiners
            and not self._is_to_say(other.low)
            and not self.language.sort_of(other.low)
            for one, other in pairwise(between)
        ):
            return False  # "dice sin levantar la vista"
        ahead = tokens[verb + 1].start if verb + 1 < len(tokens) else end
        if self.language.tag == "de" and "," in self.text[end:ahead]:
            return False  # "gesprochen, eine Lesung wurde abgesagt"
        if self._absolute(between):
            return False
        apposed = self._apposed(tokens[verb + 1 :])
        far = FAR * (3 if apposed else 1)  # "descreveu à agência Lusa o comandante dos bombeiros de Mação, Rui Diogo"
        if mention.start < end:
            return False
        past = words_between(tokens, end, mention.start) > far
        if past and not self._past_adverbials(between, mention):
            return False
        office = past and mention.person and mention.person.roles and self.text.startswith(", ", mention.start - 2)
        start = mention.start - 2 if office else mention.start  # "klagte nach der Sitzung die Sprecherin, Ann Poole"
        return apposed or not re.search(r"[,;:]", self.text[end:start])

    def _behind_which(
        self, tokens: list[WordForm], earlier: list[LinkedMention], verb: int, later: list[LinkedMention]
    ) -> LinkedMention | None:
        """The subject behind the verb of a relative clause about a thing: "un reproche que balayait la maire :"."""
        first = verb
        while first and (tokens[first - 1].low in self.language.auxiliaries | self.lists.clitics):
            first -= 1
        thing = next((one for one in reversed(earlier) if one.end <= tokens[first - 1].start), None)
        opens = first > 0 and tokens[first - 1].low in self.lists.which & self.language.that
        if not opens or (thing and thing.person and thing.person.sort):
            return None
        near = (one for one in later if words_between(tokens, tokens[verb].end, one.start) <= 1)
        return next((one for one in near if not one.pronoun and one.person and one.person.sort == "person"), None)

    def _opens_with_verb(self, tokens: list[WordForm]) -> bool:
        """Whether a sentence begins with a verb that leaves its subject out: "Contou que", "Ha ricordato che"."""
        first = int(bool(tokens) and tokens[0].low in self.language.auxiliaries)
        both = [token.low for token in tokens[first : first + 2]]
        return len(both) > 1 and both[0] in self.language.verbs and both[1] in self.language.that

    def _leaves_subject_out(self, tokens: list[WordForm], mentions: Sequence[LinkedMention]) -> bool:
        """Whether all that stands before a sentence's verb and "that" is when or where: "En su informe sostuvo que"."""
        if not self.lists.past_endings:
            return False  # every verb has a subject
        verbs, thats = self.language.verbs, self.language.that
        that = next((at for at in range(2, len(tokens)) if tokens[at].low in thats and tokens[at - 1].low in verbs), 0)
        if not that:
            return False
        before = [one for one in mentions if one.end <= tokens[that - 1].start]
        placed = tokens[0].low in self.language.prepositions | self.language.joined.keys()
        return placed and all(self.after_preposition(tokens, one) or self._aside(one) for one in before)

    def _is_left_out(self, tokens: list[WordForm], verb: int, subject: LinkedMention) -> bool:
        """Whether a sentence begins with a verb, and what was found is no subject of it: "Nega o calote e fala em"."""
        opens = tokens[0].low in self.language.auxiliaries | self.language.verbs and not self.language.capital_nouns
        thing = opens and tokens[0].low not in self.language.determiners and self._is_thing(subject)
        return thing or (self._opens_with_verb(tokens) and self._is_joined(tokens, verb))

    def _is_joined(self, tokens: list[WordForm], verb: int) -> bool:
        """Whether an "and" stands right before a verb."""
        first = verb
        while first and tokens[first - 1].low in self.language.auxiliaries | self.lists.clitics:
            first -= 1
        return first > 0 and tokens[first - 1].low in self.language.and_

    def _is_to_say(self, low: str) -> bool:
        """Whether an infinitive is a reporting verb's: "se limitó a contestar"."""
        stem = low[:-2]
        forms = (stem, *(f"{stem}{end}" for end in self.lists.third))
        return low in self.lists.to_say or not self.language.verbs.isdisjoint(forms)

    def _says_in_infinitive(self, tokens: list[WordForm], at: int) -> bool:
        """Whether an infinitive behind a preposition reports what is said: "se borne à rappeler que"."""
        before = at > 1 and tokens[at - 1].low in self.language.prepositions
        if not before or self.language.capital_nouns or not tokens[at].low.endswith(self.lists.infinitives_to_say):
            return False
        behind = tokens[at + 1 : at + 2]
        return (not behind or behind[0].low in self.language.that) and self._is_to_say(tokens[at].low)

    def _past_adverbials(self, between: list[WordForm], mention: LinkedMention) -> bool:
        """Whether a subject with a determiner follows adverbs and phrases with a preposition.

        "ironizó ayer en Radio Litoral el concejal Hernán Ruiz": a phrase behind a preposition ends where the next
        determiner opens another one.
        """
        if mention.person is None or not (mention.person.sort == "person" or mention.weak):
            return False
        held = self.language.determiners.keys()
        if read_words(self.text, mention.start, mention.end)[0].low not in held:
            opens = next((at for at in range(len(between) - 1, -1, -1) if between[at].low in held), -1)
            office = between[opens + 1 :]
            if opens < 0 or not office or not any(self.language.sort_of(one.low) == "person" for one in office):
                return False
            between = between[:opens]
        ends = self.language.that | self.language.when | self.language.relatives | self.language.and_
        if len(between) > FARTHEST or any(one.low in ends or one.low in self.language.verbs for one in between):
            return False
        placed = self.language.leading
        first = next((at for at, one in enumerate(between) if one.low in placed), len(between))
        return first < len(between) and not any(one.low in held for one in between[:first])

    def _absolute(self, between: list[WordForm]) -> bool:
        """Whether a participle opens a phrase of its own before a mention: "escribió apenas terminado el partido"."""
        if len(between) < 2 or between[-1].low in self.language.determiners:
            return False
        ends = between[-1].low.endswith(self.lists.told_apart)
        return ends and between[-2].low not in self.language.auxiliaries and not self.language.sort_of(between[-1].low)

    def _of_clause(self, tokens: list[WordForm], mentions: list[LinkedMention], verb: int) -> list[LinkedMention]:
        """Of the mentions before a verb, those behind the last word that joins two clauses, if there are any."""
        joins = [token.end for token in tokens[1:verb] if token.low in self.language.and_]
        if tokens and tokens[0].low in self.language.when:
            comma = self.text.find(",", tokens[0].end, tokens[-1].end)
            joins = [comma, *joins] if comma > 0 else joins
        joins = [one for one in joins if not self._joins_nouns(mentions, one)]
        for join in reversed(joins):
            inside = [one for one in mentions if one.start >= join]
            if any(one.weak or (one.person and (one.person.sort or not one.person.described)) for one in inside):
                return inside
        return mentions

    def _joins_nouns(self, mentions: list[LinkedMention], join: int) -> bool:
        """Whether the "and" that ends at a place stands between two mentions: "the scientist and her colleagues"."""
        before = next((one.end for one in reversed(mentions) if one.end < join), -1)
        behind = next((one.start for one in mentions if one.start >= join), -1)
        return behind == join + 1 and before >= 0 and self.text[before:join].count(" ") == 1

    def asks_something(self, tokens: list[WordForm]) -> bool:
        """Whether a sentence tells of a question: "ha chiesto se", not "ha chiesto vent'anni" or "l'assoluzione"."""
        for at, one in enumerate(tokens[1:], 1):
            if one.low in self.language.asks:
                done = tokens[at - 1].low in self.language.auxiliaries and not self.language.capital_nouns
                return not (done and self._is_demand(tokens[at : at + 3]))
        return False

    def _is_demand(self, tokens: list[WordForm]) -> bool:
        """Whether what is asked for stands behind a verb: a number, a thing, or what shall be."""
        if len(tokens) < FEWEST_OF_A_DEMAND or self.text[tokens[0].end : tokens[1].start] != " ":
            return False
        noun = tokens[2]
        thing = tokens[1].low in self.language.determiners and noun.text.islower()
        numeral = tokens[1].low in self.lists.numbers or tokens[1].text.isdigit() or tokens[1].low in self.language.that
        return numeral or (thing and not self.language.sort_of(noun.low))

    def addressee(self, tokens: list[WordForm], mentions: Sequence[LinkedMention]) -> Named | None:
        """Whom somebody asks: "Una nena le pregunta a la madre si ..."."""
        asks = next((at for at, token in enumerate(tokens) if token.low in self.language.asks), len(tokens))
        for at in range(asks + 1, len(tokens) - 1):
            if tokens[at].low not in self.lists.asked_of:
                continue
            one = self.people.joined(tokens, at) or next((m for m in mentions if m.start == tokens[at + 1].start), None)
            if one and one.person and one.person.sort == "person":
                return one.person
        if asks and asks < len(tokens) and tokens[asks - 1].low in self.lists.to_them:  # "El juez le preguntó por qué"
            subject = self.topics[-1] if self.topics else None
            return next((one for one in reversed(self.topics) if one is not subject and one.sort == "person"), None)
        return None

    def is_no_noun(self, tokens: list[WordForm], at: int) -> bool:
        """Whether what stands before a verb is a pronoun: "el edil la acusó", "A oposição o chama de"."""
        low = tokens[at].low
        past = low.endswith(self.lists.done_to_it) and tokens[at].text.islower()
        chama = self.language.tag == "pt" and low in self.lists.names_it
        return past or (chama and at > 1 and tokens[at - 1].low in {"o", "a"})

    def lets_know(self, tokens: list[WordForm], at: int) -> bool:
        """Whether two words report: "fez saber que", "quis saber o juiz"."""
        know = tokens[at].low in self.lists.to_know
        return know and at > 0 and tokens[at - 1].low in self.lists.lets_know

    def shows_self(self, tokens: list[WordForm], at: int) -> bool:
        """Whether somebody shows or gives themselves as the words behind say: "se mostró «muy preocupada»"."""
        near = {token.low for token in tokens[max(0, at - 1) : at + 2]}
        return (
            at + 2 >= len(tokens) and tokens[at].low in self.lists.shows and not near.isdisjoint(self.lists.reflexive)
        )

    def is_counted(self, tokens: list[WordForm], one: LinkedMention) -> bool:
        """Whether a number or a noun for several things stands right before a name: "três prémios Sophia"."""
        if self.language.tag not in {"es", "pt"} or one.person is None or one.person.described:
            return False
        before = [token for token in tokens if token.end <= one.start][-1:]
        if not before or self.text[before[0].end : one.start].strip():
            return False
        noun = before[0]
        things = noun.text.islower() and noun.low.endswith("s") and self.people.names_a_thing(noun.low)
        closed = self.language.starters | self.language.prepositions | self.language.and_ | self.language.that
        counted = noun.low in self.lists.numbers
        return counted or (things and noun.low not in closed and noun.low not in self.language.plurals)


def words_between(tokens: list[WordForm], start: int, end: int) -> int:
    """How many words stand between two places."""
    return sum(start <= token.start and token.end <= end for token in tokens)
