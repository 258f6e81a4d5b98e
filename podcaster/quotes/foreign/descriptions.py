"""Descriptions: which noun is of a person, how many words belong to it, and who was called so."""

from __future__ import annotations

import re
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from podcaster.quotes.foreign.named import LATTER, LinkedMention, Named, is_given_name
from podcaster.quotes.foreign.nominative import nominative
from podcaster.quotes.foreign.phrases import Phrases
from podcaster.quotes.foreign.roles import Roles
from podcaster.quotes.foreign.wordlists.forms import ends_behind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from podcaster.quotes.foreign.language import Language
    from podcaster.quotes.foreign.words import WordForm


LONGEST_APPOSITION = 10
"""Words behind a name among which its apposition ends, or a verb shows that it is none."""
FEWEST_LETTERS = 3
"""Letters of a noun for a person that others end with, at least one more."""
SHORTEST_ROLE = 4
"""Letters of a German noun that may be the end of another one."""


LONGEST_ARTICLE = 5
"""Characters of an article with the space behind it."""


def _changed(noun: str) -> str:
    """A German noun with its last vowel changed as before an ending: "landrat" in "landrätin"."""
    return re.sub(r"[aou](?=[^aouäöü]*$)", lambda vowel: {"a": "ä", "o": "ö", "u": "ü"}[vowel[0]], noun)


class Descriptions(Phrases):
    """The descriptions of one article."""

    def __init__(self, text: str, language: Language) -> None:
        super().__init__(text, language)
        self.described: dict[str, Named] = {}
        self.by_role = Roles()
        self.couples: list[tuple[Named, Named]] = []
        """Two who have one surname: "Ana and Luis Cordero"."""

    def _spouse(self, noun: str, gender: str) -> Named | None:
        """The one of a couple whom "her husband" means."""
        if noun not in self.language.spouses or not self.couples:
            return None
        couple = self.couples[-1]
        wanted = gender or ("male" if noun in self.lists.husbands else "female")
        return next((one for one in couple if one.gender == wanted), None)

    def _role(self, noun: str) -> Named | None:
        """Who is called by a noun, or by one that means the same."""
        if self.language.tag == "de" and (held := self._of_german_role(noun)) is not None:
            return held
        if noun in self.by_role:
            return self.by_role[noun]
        now = noun.removeprefix("ex").lstrip("-") if noun.startswith("ex") else noun
        same = (form for one in (now, *self.language.same.get(now, ())) for form in (one, f"ex{one}", f"ex-{one}"))
        wide = self.lists.wide
        wide = wide if noun not in wide else frozenset()  # "el secretario" is not "el titular de Hacienda"
        called = [self.by_role[one] for one in same if one in self.by_role and one not in wide]
        if any(one.last >= 0 for one in called):
            return max(called, key=lambda one: one.last)
        return next((one for one in called if not one.described), None)

    def _of_german_role(self, noun: str) -> Named | None:
        """Of all who are called by a German noun, one like it or a compound of these, who was named last."""
        like = (noun, *self.language.same.get(noun, ()))
        whole = len(noun) < SHORTEST_ROLE or noun in self.language.kin
        apart, roles = self.lists.apart, self.by_role.ending(like)
        roles = [(role, word) for role, word in roles if role == word or not (whole or (role, word) in apart)]
        held = [self.by_role[role] for role, _ in roles]
        told = [one for one in held if one.last >= 0]
        return max(told, key=lambda one: one.last) if told else next(iter(held), None)

    def _describe(self, noun: WordForm, start: int, end: int, gender: str) -> Named:
        name = self.text[start:end]
        name = (
            name
            if (start == noun.start and self.language.tag == "de") or noun.low in self.lists.without_article
            else name[:1].lower() + name[1:]
        )
        sort = self._sort_of(noun)
        if sort == "body" and not self.language.capital_nouns and start == noun.start:
            inside = self.text[max(0, start - 2) : start].strip()[-1:].isalpha()
            name = self.text[start:end] if inside or end == noun.end else name  # "Federconsumatori"
        if noun.low in self.lists.forces and gender == "female":
            sort = "body"  # "la policía lo dejó en libertad"
        if self.language.tag == "de" and sort == "person":
            shown = self.shown_by(noun.low) or gender
            name, gender = nominative(name, shown, self.language), shown
        if sort == "body" and self.language.tag == "de":
            name, gender = self.text[noun.start : end], self._form_of_body(start, noun)
        made = Named(name, gender if sort != "body" else "", described=True, sort=sort, form=gender)
        return self.described.setdefault(name, made)

    def _form_of_body(self, start: int, noun: WordForm) -> str:
        """The grammatical gender of a German noun for a body, as its ending or its article shows it."""
        if noun.low.endswith(self.lists.feminine_endings):
            return "female"
        opens = self.text[start : noun.start].casefold().split()[:1]
        return "male" if opens and opens[0] in self.lists.masculine_articles else ""

    def _sort_of(self, noun: WordForm) -> str:
        """Whether a noun of the text is for a person or a body."""
        from_there = noun.text[:1].isupper() and self._is_native(noun.low)
        before = self.text[max(0, noun.start - LONGEST_ARTICLE) : noun.start].casefold().split()[-1:]
        plays = noun.low in self.lists.players and not self.lists.before_players.isdisjoint(before)
        general = noun.low in self.language.general and not self.text[noun.end : noun.end + 2].strip().isupper()
        called = not self.language.capital_nouns and noun.text[:1].isupper() and self.text[noun.start - 1].isspace()
        called = called or (noun.text[:1].isupper() and noun.low.endswith(self.lists.placed))  # "Landesbank"
        held = self.language.sort_of(noun.low) or ("body" if general or called else "")
        return "person" if from_there or plays else held  # "il gruppo civico"

    def _is_from(self, tokens: list[WordForm], at: int) -> bool:
        """Whether a word with a capital behind an article says where somebody is from, perhaps before the name."""
        if (
            not at
            or not (
                tokens[at - 1].low in self.language.determiners
                or tokens[at - 1].low in {"l'"} | self.lists.before_nouns
            )
            or self._sort_of(tokens[at]) != "person"
        ):
            return False
        following = tokens[at + 1 : at + 2]
        alone = not following or not following[0].text[:1].isupper() or is_given_name(following[0].text)
        return not self.language.capital_nouns and tokens[at].text[:1].isupper() and alone

    def does(self, noun: str) -> bool:
        """Whether a noun that no list has ends like those for people who do something: "pesista", "tinteira"."""
        return ends_behind(noun, self.lists.doers)

    def _is_native(self, noun: str) -> bool:
        """Whether a word with a capital says where somebody is from: "l'Australien"."""
        return noun in self.lists.natives or ends_behind(noun, self.lists.native_endings)

    def _noun_of(self, rest: list[WordForm]) -> WordForm | None:
        """The noun of a description, perhaps behind an adjective."""
        if rest[0].low in self.language.possessives and len(rest) > 1 and self._beside(rest[0], rest[1]):
            rest = rest[1:]  # "il loro mister"
        if len(rest) > 2 and f"{rest[0].low} {rest[1].low}" in self.lists.years_old:
            rest = rest[2:]  # "der 44 Jahre alte Familienvater"
        while len(rest) > 1 and self._counts(rest):
            rest = rest[1:]  # "les trois principaux syndicats"
        first = rest[0]
        if first.low in self.lists.side_nouns:
            return first
        if first.low in self.language.like and not self.language.capital_nouns:
            return None  # "ce fut"
        nouns = [
            one for one in rest[:2] if not self.language.capital_nouns or one.text.lstrip("0123456789-")[:1].isupper()
        ]
        known = {token.low for token in nouns if self.language.sort_of(token.low)}
        if len(rest) > 1 and rest[1].low in known and self._beside(first, rest[1]):
            body = self.language.sort_of(first.low) == "body"
            adjective = rest[1].low.endswith(self.lists.adjectives)
            of_it = first.low not in known and first.low not in self.lists.before_nouns and adjective
            both = first.low in known and adjective
            orders = self.lists.before_nouns | self.lists.orders
            state = first.low not in known and rest[1].low in self.lists.states
            state = state and first.low not in orders  # "um caderno preso ao pescoço"
            both = both or (rest[1].low in self.lists.near and first.low in known)
            both = both or (first.low in known and rest[1].low in self.language.verbs)  # "le maire juge « faible »"
            of_it = body or of_it or both or state  # "uno studio legale", "el chef valenciano"
            return first if self.language.tag != "de" and of_it else rest[1]
        if self.language.tag == "de" and not first.text.lstrip("0123456789-")[:1].isupper():
            return self._behind_attribute(rest)
        if (
            self.language.tag == "de"
            and first.low.endswith(self.lists.capital_adjectives)
            and rest[1:]
            and rest[1].text[:1].isupper()
        ):
            return rest[1] if self._beside(first, rest[1]) and self.language.sort_of(rest[1].low) else first
        return first if first.low in known or self._is_noun(first.low) else None

    def _behind_attribute(self, rest: list[WordForm]) -> WordForm | None:
        """The noun behind a German attribute that has words of its own: "ein von der Stadt beauftragter Gutachter"."""
        if rest[0].low not in self.language.prepositions | self.language.joined.keys() | self.language.starters:
            return None
        for one, noun in pairwise(rest[1:]):
            attribute = one.text.islower() and one.low.endswith(self.lists.attributes) and self._beside(one, noun)
            if attribute and noun.text[:1].isupper():
                return noun if self.language.sort_of(noun.low) else None
        return None

    def _latter(self, tokens: list[WordForm], at: int) -> tuple[int, LinkedMention] | None:
        """The words that mean whoever was mentioned last: "ce dernier", "celle-ci", "quest'ultimo"."""
        for size in (1, 2):
            words = tokens[at : at + size]
            gender = self.lists.latter.get(" ".join([token.low for token in words]))
            if not gender:
                continue
            behind = tokens[at + size : at + size + 1]
            noun = behind and self._beside(words[-1], behind[0]) and self.language.sort_of(behind[0].low)
            article = len(words) == 1 and words[0].low in self.language.determiners.keys() | self.lists.many
            if not noun and (not article or self._is_alone(tokens, at)):
                return size, LinkedMention(words[0].start, words[-1].end, None, LATTER + gender, weak=True)
        return None

    def _is_alone(self, tokens: list[WordForm], at: int) -> bool:
        """Whether a determiner is a pronoun: a verb stands beside it, and no noun: "fragte dieser", "Der sagt"."""
        verbs = self.language.any_verb
        before, behind = tokens[at - 1 : at] if at else [], tokens[at + 1 : at + 2]
        near = bool(before) and self._beside(before[0], tokens[at])
        tells = bool(behind) and self._beside(tokens[at], behind[0]) and behind[0].text.islower()
        tells = tells and behind[0].low in verbs and not behind[0].low.endswith("en")
        if tells and not near:
            return True
        closed = self.language.prepositions | self.language.determiners.keys()
        ahead = self.text[tokens[at].end : tokens[at].end + 2].strip()[:1]
        told = bool(behind) and behind[0].text.islower() and behind[0].low.endswith("t")  # "habe diese geschluchzt"
        ends = ahead in set(".,;:!?") or (
            bool(behind) and (told or behind[0].low in closed)
        )  # not "lobte die „stille Wucht“"
        return near and before[0].low in verbs and before[0].text.islower() and (ends or tells)

    def _counts(self, rest: list[WordForm]) -> bool:
        """Whether a word before a listed noun counts or orders: "les trois syndicats", "i tre principali sindacati"."""
        listed = any(self.language.sort_of(token.low) for token in rest[1:3])
        return listed and rest[0].low in self.lists.numerals and self._beside(rest[0], rest[1])

    def shown_by(self, noun: str) -> str:
        """The gender that a noun for a person shows where its article shows none: "l'intéressé", "l'accusata"."""
        people = self.language.people
        if self.language.tag in {"fr", "it"} and noun in self.language.bodies:
            return "female" if noun.endswith(self.lists.feminine_endings) else "male"
        if self.language.tag == "fr":
            return self._shown_in_french(noun)
        if self.language.tag == "de":
            return self._shown_in_german(noun)
        if self.language.tag == "it" and noun in people:
            female = noun.endswith(self.lists.shows_woman) or f"{noun[:-1]}o" in people
            female = female or (noun.endswith("ora") and f"{noun[:-1]}e" in people)
            return "male" if noun.endswith(self.lists.shows_man) else ("female" if female else "")
        if self.language.tag in {"es", "pt"} and noun in people:
            return self._shown_in_iberian(noun)
        return ""

    def _shown_in_iberian(self, noun: str) -> str:
        """The same in Spanish and Portuguese: "su abogada", "seu advogado"."""
        people = self.language.people
        if noun.endswith(("a", "iz")):
            shows = {f"{noun[:-1]}o", noun[:-1], f"{noun[:-1]}e"} & people or noun.endswith(self.lists.shows_woman)
            return "female" if shows else ""
        return "male" if f"{noun[:-1]}a" in people or f"{noun}a" in people else ""

    def _shown_in_french(self, noun: str) -> str:
        """The same in French: "l'intéressé", "l'homme"."""
        people = self.language.people
        if noun in self.lists.men or f"{noun}e" in people or noun.endswith(self.lists.shows_man):
            return "male"
        ends = noun.endswith(self.lists.shows_woman)
        return "female" if noun[:-1] in people or noun in self.lists.women or ends else ""

    def _shown_in_german(self, noun: str) -> str:
        """The same in German: "seine Tochter", "ihr Anwalt", "die Bettnachbarin"."""
        person = self.language.sort_of(noun) == "person"
        ends = {noun, *(noun[at:] for at in range(len(noun) - FEWEST_LETTERS))}
        if ends & self.lists.women or (noun.endswith("in") and noun != "cousin" and person):
            return "female"
        people = self.language.people
        man = any(f"{form}in" in people for word in {noun} | ends & people for form in (word, _changed(word)))
        return "male" if man or ends & self.lists.men else ""

    def _are_several(self, opens: str, noun: str) -> bool:
        """Whether a German noun for a man behind "die", or one with an ending, is one for several: "die Autoren"."""
        if not self.language.capital_nouns or self.language.determiners.get(opens) != "female":
            return False
        ends = (noun[: -len(end)] for end in self.language.plural_endings if noun.endswith(end))
        one = any(len(stem) > FEWEST_LETTERS and stem in self.language.people for stem in ends)
        return (one and noun not in self.language.people) or (self.shown_by(noun) == "male" and opens == "die")

    def names_a_thing(self, word: str) -> bool:
        """Whether a word may be a noun for a thing, before what it is called."""
        return self._is_noun(word) and not self.language.sort_of(word) and word not in self.language.titles

    def is_called_by(self, word: WordForm) -> bool:
        """Whether a word is a noun for a person right before the name of whom it tells: "dal pesista Ugo Neri"."""
        return word.text.islower() and (self.language.sort_of(word.low) == "person" or self.does(word.low))

    def unnamed(self, tokens: list[WordForm]) -> Named | None:
        """Whom the words behind an "according to" describe without a determiner: "municipal sources"."""
        words = tokens[:1]
        while len(words) < min(4, len(tokens)) and self.text[words[-1].end : tokens[len(words)].start] == " ":
            words.append(tokens[len(words)])
        if len(words) < 2 or not all(word.text.islower() for word in words) or not self._is_noun(words[0].low):
            return None
        if any(word.low in self.language.verbs for word in words):
            return None
        name = self.text[words[0].start : words[-1].end]
        return self.described.setdefault(name, Named(name, described=True))

    def _somebody(self, tokens: list[WordForm], at: int) -> tuple[int, LinkedMention] | None:
        """Somebody without a noun: "one of them", "another"."""
        for size in (4, 3, 2, 1):
            words = tokens[at : at + size]
            if len(words) < size or "_".join([token.low for token in words]) not in self.language.somebody:
                continue
            behind = tokens[at + size : at + size + 1]
            opened = self.text[words[-1].end : words[-1].end + 2].strip()[:1] in {"„", "»", "«", "‚"}
            if words[0].low == "einer" and (opened or (at and tokens[at - 1].low in self.language.prepositions)):
                return None  # "von einer „Affekthandlung“"
            closed = self.language.when | self.language.and_  # "una de ellas mientras cose"
            noun = behind and behind[0].low not in closed and behind[0].low not in self.language.prepositions
            noun = noun and self._is_noun(behind[0].low)
            noun = noun or (behind and behind[0].low in self.language.possessives)  # "einer ihrer Nachbarn"
            if noun and self._beside(words[-1], behind[0]):
                return None  # "another neighbour"
            whole = len(words) + self._of_whom(tokens, at + len(words))
            if whole == 1 and words[0].low in self.lists.one_of_them:
                return None  # "uno de los rescatados", but "uno se acostumbra"
            start, end = words[0].start, tokens[at + whole - 1].end
            name = self.text[start:end]
            name = name[:1].lower() + name[1:]
            made = self.described.setdefault(name, Named(name, described=True))
            return whole, LinkedMention(start, end, made)
        return None

    def _of_whom(self, tokens: list[WordForm], at: int) -> int:
        """How many words say of whom somebody is one: "otra de las víctimas"."""
        size = 1 if at < len(tokens) and tokens[at].low in self.lists.links else 0
        if size and at + 1 < len(tokens) and tokens[at + 1].low in self.lists.of_several:
            size = 2
        noun = tokens[at + size : at + size + 1]
        person = noun and (self.language.sort_of(noun[0].low) == "person" or noun[0].low in self.lists.numerals)
        return size + 1 if size and person else 0

    def _behind(self, tokens: list[WordForm], at: int) -> list[str]:
        """The words of an apposition behind a name: ", the mayor of the town"; none where a sentence goes on."""
        verb = at < len(tokens) and tokens[at].low in self.language.verbs - self.language.people
        if verb or not self.text.startswith(",", tokens[at - 1].end):
            return []  # "El detenido, Adrián Gil, negó ante el juez"
        held: list[str] = []
        for token in tokens[at : at + LONGEST_APPOSITION]:
            if held and re.search(r"[,.;:(]", self.text[tokens[at + len(held) - 1].end : token.start]):
                break
            if held and token.low in self.language.that | self.language.relatives:
                break
            if len(held) > 1 and token.low in self.language.auxiliaries:
                return []  # "Quanto a Vito Costa, il governatore ha parlato"
            held.append(token.low)
        return held[:4]

    def called(self, described: Named) -> Named | None:
        """Who is called so by a name of the article: by the first noun for a person of a description."""
        noun = next((word for word in described.name.split() if self.language.sort_of(word) == "person"), "")
        person = self._role(noun) if noun else None
        return person if person and not person.described and person.fits(described.form) else None

    def also_called(self, person: Named, described: Named) -> None:
        """Takes note of what a description calls somebody who is named later."""
        nouns = {word for word in described.name.split() if word in self.language.people - self.language.kin}
        for noun in nouns:
            self.by_role.note_first(noun, person)

    def _note_roles(self, person: Named, before: Iterable[str], behind: Iterable[str]) -> None:
        """Takes note of what somebody is called beside the name."""
        before, behind = list(before), list(behind)
        opens = self.language.determiners.keys() | self.language.joined.keys() | self.language.plurals
        behind = behind[:1] + list(takewhile(lambda word: word not in opens, behind[1:]))  # "Ann Poole, elogió a los"
        apposed = bool(behind) and (behind[0] in self.language.determiners or self.language.sort_of(behind[0]) != "")
        told_by = behind if apposed else []
        nouns = [word for word in behind if self.language.sort_of(word) == "person"]
        roles = [word for word in (*before, *(told_by or nouns)) if self._is_noun(word)]
        told = [word for word in roles if self.language.sort_of(word) == "person"]
        if told and person.sort == "body" and before[-1:] != told[:1]:
            return  # "der Torhüter des Zweitligisten TSV Roden", but "il sindaco Dario Fonti"
        person.sort = "person" if told else person.sort
        person.roles |= set(told) - self.language.kin
        shown = {self.shown_by(word) for word in (*before[-1:], *nouns[:1]) if word in told} - {""}
        if not person.gender and person.sort == "person" and len(shown) == 1:
            person.gender = shown.pop()  # "senador Otacílio Brandt", a name that no list has
        beside = [*[word for word in before[-1:] if self._is_noun(word)], *(told_by or nouns)]
        for word in told or [word for word in roles if word in beside]:
            if word not in self.language.bodies:
                self.by_role[word] = person
