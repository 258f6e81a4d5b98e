"""Words for a source: "according to" and its like, and the body behind a preposition or a statement."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from podcaster.quotes.foreign.words import read_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.foreign.language import Language
    from podcaster.quotes.foreign.named import LinkedMention, Named
    from podcaster.quotes.foreign.people import ForeignPeople
    from podcaster.quotes.foreign.words import WordForm

CLOSED_BY = 40
"""Characters behind a verb between commas up to the second one."""
LONGEST_SEEN = 40
"""Characters of a passage in which its first two words end."""
FARTHEST_SEEN = 8
"""Words up to the passage from a verb of seeing on."""
FAR = 4
"""Words that may stand between a reporting verb and its subject."""


def words_in(name: str) -> set[str]:
    """The words of a name or a description, in small letters."""
    return {token.low for token in read_words(name, 0, len(name))}


class Sources:
    """The sources that the sentences of one article name."""

    def __init__(self, text: str, language: Language, people: ForeignPeople) -> None:
        self.text, self.language, self.people = text, language, people
        self.lists = language.words
        self.here: list[Named] = []
        """The topics of the paragraph."""

    def _is_according(self, tokens: list[WordForm], at: int) -> bool:
        """Whether a word, or it and the one before, mean "according to"."""
        low, before = tokens[at].low, tokens[at - 1].low if at else ""
        if low in self.lists.also_second and (before in self.language.determiners or before in self.language.joined):
            return False  # "viu o segundo amarelo", "Il secondo risponde"
        if low == "croire" and self.language.tag == "fr":
            return before == "en"
        if (low, self.language.tag) in {("so", "de"), ("così", "it")}:
            return not at or "," in self.text[tokens[at - 1].end : tokens[at].start]
        if f"{before}_{low}" in self.language.according:
            return True
        if f"{before}_{low}_{tokens[at + 1].low if at + 1 < len(tokens) else ''}" in self.language.according:
            return True
        own = before in self.language.possessives and any(
            one.endswith(f"_{low}") for one in self.language.according
        )  # "a su juicio", "selon son avis"
        # "para", "pour", "per": only what a sentence begins with is an opinion.
        return own or (low in self.language.according and (not at or low not in self.language.prepositions))

    def _is_opinion(self, tokens: list[WordForm], mentions: Sequence[LinkedMention], at: int) -> bool:
        """Whether a word for "for" inside a sentence is before whose opinion its end is: "che per la Uil è"."""
        if not at or tokens[at].low not in self.language.according or tokens[at].low not in self.language.prepositions:
            return False
        one = next((one for one in mentions if one.start >= tokens[at].end), None)
        near = one is not None and one.start - tokens[at].end <= FAR
        behind = [token for token in tokens if one and token.start >= one.end]
        return near and len(behind) == 1 and behind[0].low in self.language.like - self.language.prepositions

    def seeing(self, tokens: list[WordForm], end: int) -> list[int]:
        """The verbs of seeing or finding of whoever sees in something what the words say that begin at a place.

        What begins inside a sentence is no title: "ve «señales de pánico»", but "ve «El Faro» desde su ventana".
        """
        verbs = [at for at, token in enumerate(tokens) if token.low in self.lists.sees]
        if not verbs or tokens[-1].low in self.language.indefinite | self.lists.seen_as:
            return verbs
        at = verbs[-1]
        if self.lists.sees_in and tokens[at + 1 : at + 2] and tokens[at + 1].low in self.lists.sees_in:
            return verbs  # "vê no rapaz «um caso sério»"
        first, *rest = read_words(self.text, end, end + LONGEST_SEEN) or tokens[-1:]
        partial = first.text.islower()
        if self.language.capital_nouns and at == len(tokens) - 1:  # "sieht „Zeichen von Panik“"
            partial = partial or any(token.text.islower() for token in rest[:1])
        impersonal = at > 0 and tokens[at - 1].low in self.lists.nobody | self.lists.reflexive
        clause = not re.search(r"[,;:]", self.text[tokens[at].end : end])
        return verbs if partial and clause and not impersonal and len(tokens) - at <= FARTHEST_SEEN else []

    def _it_is_said(self, tokens: list[WordForm], verb: int, found: LinkedMention | None) -> LinkedMention | None:
        """Where it is said: "heißt es beim Betriebsrat"; None where no body stands there."""
        if [token.low for token in tokens[verb + 1 : verb + 2]] != ["es"]:
            return None
        where = tokens[verb + 2].low if verb + 2 < len(tokens) else ""
        found = self.people.joined(tokens, verb + 2) or found if where in self.lists.said_at else None
        return found if found and found.person and found.person.sort == "body" else None

    def _says_it_alone(self, tokens: list[WordForm], verb: int) -> bool:
        """Whether a verb of the singular has left out a person who was just told of: no house says it then."""
        told_of = bool(self.lists.past_endings and self.here) and self.here[-1].sort == "person"
        several = tokens[verb].low.endswith(self.lists.plural_endings_of_verbs)
        held = tokens[verb - 1].low if verb and tokens[verb - 1].low in self.language.auxiliaries else ""
        return told_of and not several and not held.endswith(self.lists.plural_endings_of_verbs)

    def _from_house(
        self, tokens: list[WordForm], mentions: Sequence[LinkedMention], verb: int, *, behind: bool
    ) -> LinkedMention | None:
        """A body behind a preposition, where a verb has no subject: "desde el ministerio responden que"."""
        if behind:  # "si legge in una nota della Protezione civile"
            ahead = range(verb + 1, min(verb + 3, len(tokens)))
            text = next((one for one in mentions if one.start >= tokens[verb].end), None)
            text = next((one for at in ahead if (one := self.people.joined(tokens, at))), text)
            whence = tokens[verb + 1].low in self.language.whence if verb + 1 < len(tokens) else False
            whence = whence and not self._says_it_alone(tokens, verb)  # "ha raccontato dall'ospedale"
            if whence and text and text.person and text.person.sort == "body" and text.start - tokens[verb].end < FAR:
                return text  # "minimizzano dallo staff del presidente"
            author = (self._author(tokens, text) if text else None) or self._it_is_said(tokens, verb, text)
            author = author or self._whence_they_say(tokens, mentions, verb)
            return author or (text if text and self._speaks_alone(tokens, text, verb) else None)
        first = self.people.joined(tokens, 0)
        from_first = [
            one for one in mentions if tokens[0].low in self.language.whence and one.start - tokens[0].end < 2
        ]
        if from_first and from_first[0].person and from_first[0].person.sort != "person":
            return from_first[0]
        behind_one = [one for one in mentions if self.after_preposition(tokens, one)]
        behind_one = [one for one in behind_one if not self._is_given(tokens, one)]  # "la nota remitida a la CNMV"
        house = [one for one in [first, *behind_one] if one and one.person and one.person.sort == "body"]
        told_by = (self.people.joined(tokens, at) for at in range(1, verb))
        others = [one for one in told_by if one and one.person and one.person.sort == "body"]
        if self.here and not others:  # "In una nota assicura": of whom the paragraph tells
            house = [one for one in house if not (one.person and words_in(one.person.name) & self.language.general)]
        if before := next((one for one in house if one.end <= tokens[verb].start), None):
            return before
        behind_verb = (
            self.people.joined(tokens, verb + 1) if verb + 1 < len(tokens) else None
        )  # "fanno sapere dal Comune"
        if behind_verb is None or tokens[verb + 1].low not in self.language.whence or behind_verb.person is None:
            return None
        return behind_verb if behind_verb.person.sort == "body" else None

    def _whence_they_say(
        self, tokens: list[WordForm], mentions: Sequence[LinkedMention], verb: int
    ) -> LinkedMention | None:
        """The house from which several say something in Spanish: "insisten desde el departamento"."""
        where = tokens[verb + 1 : verb + 2]
        if self.language.tag != "es" or not tokens[verb].low.endswith("n"):
            return None
        if not where or where[0].low not in self.language.whence:
            return None
        return next((one for one in mentions if 0 < one.start - where[0].end < len("  ")), None)

    def _speaks_alone(self, tokens: list[WordForm], text: LinkedMention, verb: int) -> bool:
        """Whether a text or house speaks by itself: "heißt es in einem Papier", "assure-t-on dans l'entourage"."""
        opens = next((token.low for token in tokens if token.start == text.start), "")
        placed = opens in self.language.joined or self.after_preposition(tokens, text)
        placed = placed and not self._is_given(tokens, text)  # "si annuncia ricorso al Tar"
        inside = bool({opens, *(token.low for token in tokens if 0 <= text.start - token.end < 2)} & self.lists.inside)
        body = text.person is not None and placed and (text.person.sort == "body" or (not text.person.sort and inside))
        general = self.language.general & {token.low for token in tokens if token.start < text.end}
        told = any(
            one.sort == "body" for one in self.here
        )  # "heißt es in einer Mitteilung", of whom the paragraph tells
        return body and not (general and told) and self._impersonal(tokens, verb)

    def _is_given(self, tokens: list[WordForm], mention: LinkedMention) -> bool:
        """Whether something goes to whom a mention means: "una carta al Comune"."""
        held = [token.low for token in tokens if token.start <= mention.start]
        held = held[-2:] if held[-1:] and held[-1] not in self.lists.to_whom else held[-1:]
        if held[0] in self.language.determiners and held[0] not in self.lists.to_whom:  # "remitida a la CNMV"
            held = [token.low for token in tokens if token.start <= mention.start][-3:]
        return bool(self.lists.to_whom & set(held))

    def _impersonal(self, tokens: list[WordForm], verb: int) -> bool:
        """Whether nobody is the subject of a verb: "heißt es", "si legge", "assure-t-on"."""
        near = {token.low for token in tokens[max(0, verb - 1) : verb + 2]}
        return bool(near & self.lists.nobody)

    def _alone_between_commas(self, tokens: list[WordForm], verb: int) -> bool:
        """Whether a verb stands alone between two commas, its subject left out: "El lápiz, aclaró, es nuevo"."""
        before = self.language.auxiliaries | self.lists.lets_know  # "La pedana, fanno sapere, è nuova"
        first = verb - (verb > 0 and tokens[verb - 1].low in before)
        opened = first > 0 and self.text[tokens[first - 1].end : tokens[first].start].strip() == ","
        if opened:  # "La misura, ha spiegato ieri in commissione, costa"
            end = self.text.find(",", tokens[verb].end, min(tokens[verb].end + CLOSED_BY, tokens[-1].end + 1))
            words = [token for token in tokens[verb + 1 :] if token.end <= end]
            return end >= 0 and not any(token.text[:1].isupper() or self._opens_mention(token) for token in words)
        return opened and self.text[tokens[verb].end : tokens[verb].end + 1] == ","

    def _opens_mention(self, token: WordForm) -> bool:
        return token.low in self.language.determiners or token.low in self.language.that

    def _who_filed(self, tokens: list[WordForm], at: int) -> LinkedMention | None:
        """Whose a text is that a relative clause tells of: "nella memoria che l'Ordine ha depositato"."""
        near = {token.start for token in tokens[at + 1 : at + 3]}
        by = next((one for one in self.people.mentions(tokens[at + 1 :]) if one.start in near), None)
        return by if by and by.person and by.person.sort else None

    def _author(self, tokens: list[WordForm], text: LinkedMention) -> LinkedMention | None:
        """Whose a statement or report is; None where the words do not tell."""
        inside = [token for token in tokens if text.start <= token.start and token.end <= text.end]
        nouns = [at for at, token in enumerate(inside) if token.low in self.language.general]
        if text.person is None or text.person.sort == "person" or not inside:
            return None
        at = tokens.index(inside[nouns[0] if nouns else -1]) + 1
        if at < len(tokens) and tokens[at].low in self.language.that:
            return self._who_filed(tokens, at)
        told = nouns and text.person.sort == "body" and at < len(tokens)
        if not told or self.text[tokens[at - 1].end : tokens[at].start] != " ":
            return None
        if joined := self.people.joined(tokens, at):
            return joined
        for ahead in range(at, min(at + FAR + 1, len(tokens) - 1)):  # "una nota diffusa in serata da Acciaierie Tirso"
            if ahead > at and tokens[ahead].low in self.lists.by:
                by = next(iter(self.people.mentions(tokens[ahead + 1 :])), None)
                return self.people.joined(tokens, ahead) or (by if by and by.start - tokens[ahead].end < 2 else None)
        found = next(iter(self.people.mentions(tokens[at + (tokens[at].low in self.language.prepositions) :])), None)
        near = found and found.start - tokens[at].end < 2
        return found if near else None

    def _stranger_called(self, described: Named) -> Named | None:
        """Who of the paragraph was described by another noun that means the same: "un inspector ... el agente"."""
        if self.language.tag != "es":
            return None
        like = {same for word in words_in(described.name) for same in self.language.same.get(word, ())}
        here = (one for one in reversed(self.here) if one.described and one.sort == "person" and one is not described)
        return next((one for one in here if words_in(one.name) & like and described.form in {one.form, ""}), None)

    def after_preposition(self, tokens: list[WordForm], mention: LinkedMention) -> bool:
        """Whether a preposition stands before a mention, or in German an article of a case that no subject has."""
        if self.language.tag == "de" and self._in_a_case(tokens, mention):
            return True
        before = [token for token in tokens if token.end <= mention.start][-3:]
        named = mention.person is not None and not mention.person.described
        held = self.language.people if named else frozenset()  # "al ministro Rossi", not "davanti al pm il giovane"
        closed = (self.language.determiners, self.language.titles, self.lists.all_of, held)
        if self._is_apposed_to_object(tokens, mention):
            return True
        end = mention.start
        noun = before[-1] if named and len(before) > 1 else None
        opens = self.language.articles
        apposed = noun is not None and self.people.is_called_by(noun) and self.text[noun.end : end] == " "
        if noun and apposed and before[-2].low in opens:
            end = before.pop().start  # "rimediate dal pesista Ugo Neri"
        while before and any(before[-1].low in words for words in closed):
            if "," in self.text[before[-1].end : end]:
                return False
            end = before.pop().start
        held = self.language.leading
        named_after = len(before) > 1 and before[-1].low in self.lists.named_after
        named_after = named_after and "," not in self.text[before[-1].end : end]  # not "la jefa del museo, Ana Roy"
        if named_after and before[-2].low in held:
            return True  # "del teatro Amira de la Rosa"
        if before[1:] and (mention.person is None or mention.person.sort != "person") and self._names(before, mention):
            before = before[:-2] if before[-2].low in self.language.determiners else before[:-1]
        if before and before[-1].text == "A" and "à" in self.language.prepositions:
            return "," not in self.text[before[-1].end : end]  # "A la Culture, on sourit": capitals without an accent
        # "Nel 1938, lo scrittore": a number and a comma stand between
        return bool(before) and before[-1].low in held and "," not in self.text[before[-1].end : end]

    def _is_apposed_to_object(self, tokens: list[WordForm], mention: LinkedMention) -> bool:
        """Whether a name between commas says who holds an office behind a preposition: "dal direttore, Ugo Neri,"."""
        person = mention.person
        if person is None or person.described or self.text[mention.start - 2 : mention.start] != ", ":
            return False
        comma = self.text.rfind(",", tokens[0].start, mention.start - 2)
        inside = [at for at, token in enumerate(tokens) if comma < token.start and token.end <= mention.start]
        nouns = person.roles | self.language.kin
        called = [at for at in inside if tokens[at].low in nouns]
        own = [at for at in called if at and tokens[at - 1].low in self.language.determiners]
        at = next(iter([*own[-1:], *called]), 0)  # "Ai lavoratori il presidente, Ugo Neri, ha chiesto"
        behind = self.text[mention.end : mention.end + 1]
        ends = mention.end >= tokens[-1].end and behind != ":"  # "felicitó al embajador, Kenji Mori."
        if not at or not (ends or behind == ","):
            return False
        verbs = self.language.predicates
        held = self.language.leading - self.language.determiners.keys()
        opens = tokens[max(0, at - 2) : at]
        placed = opens[-1].low in held or (opens[-1].low in self.language.determiners and opens[0].low in held)
        return placed and all(tokens[nr].low not in verbs for nr in inside if nr > at)

    def _in_a_case(self, tokens: list[WordForm], mention: LinkedMention) -> bool:
        """Whether a German article says that a mention is no subject: "warf dem Landrat vor"."""
        opens = next((token for token in tokens if token.start == mention.start), None)
        if opens is None or opens.low in self.lists.cases:
            return opens is not None
        if opens.low == "der" and self._is_feminine(tokens, mention):
            return True  # "das Vertrauen der Gemeinde"
        before = [token for token in tokens if token.end <= mention.start][-2:]
        while before and (before[-1].low in self.language.people or before[-1].low in self.language.titles):
            before.pop()  # "dem Landrat Holger Stieglitz"
        which = opens.low in self.language.determiners and self.lists.relative_pronouns
        cased = bool(before) and before[-1].low in self.lists.cases - (which or set())  # "den die Opposition ablehnt"
        return cased and "," not in self.text[before[-1].end : mention.start]

    def _is_feminine(self, tokens: list[WordForm], mention: LinkedMention) -> bool:
        """Whether the noun behind "der" is a feminine one, whose "der" is no subject's."""
        nouns = [token for token in tokens if mention.start < token.start < mention.end and token.text[:1].isupper()]
        low = next((one.low for one in nouns[:2] if self.language.sort_of(one.low)), nouns[0].low if nouns else "")
        thing = low.endswith("e") and self.language.sort_of(low) != "person"  # "droht der Kasse", but "der Zeuge"
        return thing or low.endswith(self.lists.feminine_endings) or self.people.shown_by(low) == "female"

    def _names(self, before: list[WordForm], mention: LinkedMention) -> bool:
        """Whether the noun before a name says what is called so, behind a preposition: "en el parque Agua Azul"."""
        noun, opens = before[-1], self.language.articles
        beside = self.text[noun.end : mention.start] == " " and self.text[mention.start].isupper()
        return beside and noun.text.islower() and noun.low not in self.language.verbs and before[-2].low in opens

    def _apposed(self, tokens: list[WordForm]) -> bool:
        """Whether a determiner stands right behind a verb: "said the mayor, Claire Vasseur"."""
        if tokens and tokens[0].low in self.language.determiners:
            return True
        if tokens[1:2] and tokens[0].low in self.language.prepositions and tokens[1].low in self.language.possessives:
            tokens = tokens[3:]  # "a su vez", "de son côté"
            if tokens and tokens[0].low in self.language.determiners:
                return True
        inside = False
        for nr, token in enumerate(tokens[:FAR]):  # an adverb may stand between, or a place: "ha detto all'uscita il"
            if "," in self.text[tokens[nr - 1].end if nr else token.start - 2 : token.start]:
                return False
            if token.low in self.language.determiners and not inside:
                return True
            if token.low in self.language.that or (inside and token.text[:1].isupper() and self.language.tag != "de"):
                return False
            inside = token.low in self.language.prepositions or (inside and token.low in self.language.determiners)
        return False

    def _has_object(self, tokens: list[WordForm]) -> bool:
        """Whether a pronoun before a verb means somebody to whom or of whom it is: "Il capitano lo difende"."""
        verbs = self.language.predicates
        if any(
            one.low in verbs and other.low in self.lists.objects and self.text[one.end : other.start] == "-"
            for one, other in pairwise(tokens)
        ):
            return True  # "gritou-lhe o rapaz"
        return any(
            one.low in self.lists.objects and other.low in verbs and other.text.islower()
            for one, other in pairwise(tokens)
        )

    def _behind_noun(self, tokens: list[WordForm], mention: LinkedMention) -> bool:
        """Whether a name says what a thing is called: "deux chaises Adirondack"."""
        *opens, noun = [None, None, *(token for token in tokens if token.end <= mention.start)][-2:]
        if noun is None or self.text[noun.end : mention.start] != " " or not noun.text.islower():
            return False
        if opens[0] and opens[0].low in self.language.determiners:
            return False  # "le groupe Valmont" may speak
        if self.language.tag == "de" or not self.text[mention.start].isupper():
            return False
        closed = self.language.and_ | self.language.that | self.language.when | self.language.starters
        closed = closed | self.language.auxiliaries | self.lists.copulas
        return noun.low not in closed and "'" not in noun.low and self.people.names_a_thing(noun.low)  # "c'è Ada"

    def _has_article(self, tokens: list[WordForm], mention: LinkedMention) -> bool:
        before = [token.low for token in tokens if token.end <= mention.start][-1:]
        return bool(before) and (before[0] in self.language.determiners or before[0] in self.language.joined)

    def _agrees(self, token: WordForm) -> bool:
        """Whether a word is the feminine or plural of a French reporting verb's participle: "s'est réjouie"."""
        return (
            self.language.tag == "fr"
            and token.low.rstrip("es") != token.low
            and any(token.low.removesuffix(end) in self.language.verbs for end in ("e", "s", "es"))
        )

    def _is_participle(self, token: WordForm) -> bool:
        """Whether a word is the feminine or plural of an Italian reporting verb's participle: "definita"."""
        listed = token.low in self.language.verbs or f"{token.low[:-1]}o" not in self.language.verbs
        return self.language.tag == "it" and token.low[-1:] in {"a", "e", "i"} and not listed
