"""Phrases: how many words belong to a noun, "of the ministry" and an adjective behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes.foreign.named import is_given_name
from podcaster.quotes.foreign.wordlists.forms import ends_behind

if TYPE_CHECKING:
    from podcaster.quotes.foreign.language import Language
    from podcaster.quotes.foreign.named import Named
    from podcaster.quotes.foreign.words import WordForm

FEWER_BEFORE = 2
"""Letters at least before an ending of an adjective in a longer description."""
FEW = 2
"""Words at most between "of" and the noun of a German phrase."""


class Phrases:
    """The phrases of one article."""

    def __init__(self, text: str, language: Language) -> None:
        self.text, self.language, self.lists = text, language, language.words
        self.nouns: frozenset[str] = frozenset()
        """German words that an article stands before somewhere."""

    def _beside(self, one: WordForm, other: WordForm) -> bool:
        return self.text[one.end : other.start] == " "

    def _holds_person(self, tokens: list[WordForm]) -> bool:
        """Whether a noun for a person stands among some words."""
        return any(token.text[:1].isupper() and self.language.sort_of(token.low) == "person" for token in tokens)

    def _whole(self, tokens: list[WordForm], at: int) -> int:  # noqa: ARG002  (names know it)
        """How many words belong to the one at a place: a name's, or one."""
        return 1

    def _titles_at(self, tokens: list[WordForm], at: int) -> int:
        """How many titles stand in a row from a place on, before another word: "Frau Prof. Dr."."""
        last = at
        while last < len(tokens) - 1 and tokens[last].low in self.language.titles:
            last += 1
        return last - at

    def _goes_on(self, tokens: list[WordForm], at: int) -> bool:
        """Whether a word belongs to the name that the word before it begins."""
        if self.language.tag == "de" or not 0 < at < len(tokens) or not self._beside(tokens[at - 1], tokens[at]):
            return False
        return tokens[at - 1].text[:1].isupper() and tokens[at].text[:1].isupper()

    def _is_called(self, tokens: list[WordForm], at: int) -> bool:
        """Whether a word is the name of the thing before it: "o dono do café Central"."""
        if self.language.tag == "de" or not 0 < at < len(tokens) or not self._beside(tokens[at - 1], tokens[at]):
            return False
        held = getattr(self, "by_word", {}).get(tokens[at].low)
        if held and all(one.sort == "body" for one in held):
            held = None  # "le directeur de l'école Horizon Santé"
        known = held is not None or is_given_name(tokens[at].text)
        return tokens[at - 1].text.islower() and tokens[at].text[:1].isupper() and not known

    def _is_house_of(self, near: list[WordForm], first: WordForm, person: Named) -> bool:
        """Whether a noun for a body stands right before a name: "le directeur de l'école Horizon Santé"."""
        if not near or not self._beside(near[-1], first):
            return False
        held = self.language.capital_nouns and [word.low for word in near[-2:-1]]
        if is_given_name(first.text) and not (held and held[0] in self.language.determiners):
            return False  # "Bundesrat Daniel Favre", but "die Firma Gerlach Metallbau"
        if near[-1].low in self.language.family or self.language.sort_of(near[-1].low) != "body":
            return False
        person.sort = "body"
        if self.language.capital_nouns:
            person.form = self.language.determiners.get(near[-2].low if len(near) > 1 else "", "")
        return True

    def _closes(self, tokens: list[WordForm], at: int) -> bool:
        """Whether a word is an adjective that ends a description: "of the civil protection,"."""
        if (
            self.language.tag == "de"
            or not 0 < at < len(tokens)
            or self.text[tokens[at - 1].end : tokens[at].start] != " "
        ):
            return False
        word = tokens[at].text
        return word.islower() and self._is_noun(word) and self.text[tokens[at].end : tokens[at].end + 1] in ",.;:"

    def _qualifies(self, tokens: list[WordForm], at: int) -> bool:
        """Whether a word is an adjective right behind a noun: "un délégué syndical"."""
        near = 0 < at < len(tokens) and self._beside(tokens[at - 1], tokens[at])
        near = near and self.language.tag != "de" and tokens[at].low not in self.language.no_adjectives
        near = near and not self._disagrees(tokens[at - 1].low, tokens[at].low)
        return near and (self._is_whence_adjective(tokens[at].text) or tokens[at].text.endswith(self.lists.adjectives))

    def _is_whence_adjective(self, word: str) -> bool:
        """Whether an adjective says where somebody is from or belongs."""
        ends = ends_behind(word, self.lists.whence_adjectives)
        return ends and not word.endswith(self.lists.no_whence)

    def _disagrees(self, noun: str, word: str) -> bool:
        """Whether a word in "o" stands behind a feminine noun or a plural: a verb, "gli avvocati preparano"."""
        feminine = noun.endswith("a") and not noun.endswith(self.lists.masculine_in_a)
        return word.endswith("o") and (feminine or noun.endswith(("i", "s")))

    def _qualifies_in_french(self, tokens: list[WordForm], at: int) -> bool:
        """Whether an adjective stands behind the last noun of a phrase: "des affaires sociales"."""
        if not 0 < at < len(tokens) or not self._beside(tokens[at - 1], tokens[at]):
            return False
        word, several = tokens[at].low, tokens[at - 1].low.endswith(("s", "x"))
        if word in self.language.no_adjectives or word in self.language.starters:
            return False
        if word in self.lists.no_adjectives or not tokens[at].text.islower() or word.endswith("ment"):
            return False
        if (several and word[-1] not in "sx") or self._disagrees(tokens[at - 1].low, word):
            return False
        word = word.removesuffix("s") if several else word
        more = several and ends_behind(word, self.lists.more_adjectives, FEWER_BEFORE)
        return more or word.endswith(self.lists.adjectives)

    def _is_told_apart(self, tokens: list[WordForm], at: int) -> bool:
        """Whether a participle behind a description says which one it is: "o perito ouvido pela defesa"."""
        behind = tokens[at : at + 2] if at else []
        if len(behind) < 2 or not (self._beside(tokens[at - 1], behind[0]) and self._beside(*behind)):
            return False
        ends = behind[0].low.endswith(self.lists.told_apart) and behind[0].low not in self.language.verbs
        ends = ends or behind[0].low in self.lists.described_by
        return ends and behind[1].low in self.lists.agents

    def _deed_in(self, tokens: list[WordForm]) -> int:
        """Behind which word an infinitive with "of" ends: what is before it is not who is named behind it."""
        for at in range(len(tokens) - 1, 0, -1):
            token = tokens[at]
            ends = token.low.endswith(self.lists.infinitives) and not self.language.sort_of(token.low)
            if tokens[at - 1].low in {"de", "por"} and ends and token.text.islower():
                return at + 1
        return 0

    def _is_noun(self, word: str) -> bool:
        """Whether a word may say what somebody is: none of the closed classes, and no reporting verb."""
        if self.language.sort_of(word):
            return True
        if word.endswith(self.lists.imperfect):
            return False  # "a chi la usava"
        return len(word) > 2 and word not in self.language.no_nouns

    def _complement(self, tokens: list[WordForm], at: int, size: int) -> int:
        """How many words a description has: determiner, noun, and "of the ministry" behind it."""
        if at + size < len(tokens) and self.text[tokens[at + size - 1].end : tokens[at + size].start].strip():
            return min(size, len(tokens) - at)
        if at + size + 1 < len(tokens) and tokens[at + size + 1].low in self.lists.years:
            return size  # "la prévenue de 54 ans"
        size += self._is_placed(tokens, at + size)
        if near := self._near_to(tokens, at + size):
            return min(size + near, len(tokens) - at)
        links = self.lists.links
        if self._qualifies(tokens, at + size) and at + size + 1 < len(tokens) and tokens[at + size + 1].low in links:
            size += self._beside(tokens[at + size], tokens[at + size + 1])  # "l'Union nationale des apiculteurs"
        manner = at + size + 1 < len(tokens) and tokens[at + size + 1].low in self.language.indefinite
        manner = manner or self._is_infinitive(tokens, at + size) or self._is_next_subject(tokens, at + size)
        size += self._in_charge(tokens, at + size)
        manner = manner or self._is_whence(tokens, at + size)
        if at + size < len(tokens) and tokens[at + size].low in links and not manner:  # "said in a white voice"
            size += 1
            article = tokens[at + size].low if at + size < len(tokens) else ""
            size += article in self.language.determiners or article in self.lists.of_several
            size += self._whole(tokens, at + size) if at + size < len(tokens) else 0
            size += self._behind_adjective(tokens, at + size)
            size += self._rest_of_phrase(tokens, at + size)
            size += self._is_called(tokens, at + size)
            while self._goes_on(tokens, at + size):
                size += 1  # "la capogruppo di Italia Nuova"
            size += self._further(tokens, at + size)
            further = self._qualifies(tokens, at + size)
            further = further or self._qualifies_in_french(tokens, at + size)
            size += further or self._closes(tokens, at + size)  # "el presidente del club visitante"
        elif self._qualifies(tokens, at + size):
            size += 1
            size += self._qualifies(tokens, at + size)  # "meteorologica mondiale"
        return min(size, len(tokens) - at)

    def _is_next_subject(self, tokens: list[WordForm], at: int) -> bool:
        """Whether "der" and a noun for one man stand behind a German noun: "wandte sich in der Sitzung der Landrat"."""
        if not self.language.capital_nouns or at + 1 >= len(tokens) or tokens[at].low != "der":
            return False
        noun = tokens[at + 1].low
        several = noun.endswith(self.lists.several_endings)  # "der Lehrer" may be theirs, of several
        return not several and self.shown_by(noun) == "male"

    def shown_by(self, noun: str) -> str:  # noqa: ARG002  (descriptions know it)
        """The gender that a noun for a person shows."""
        return ""

    def _is_whence(self, tokens: list[WordForm], at: int) -> bool:
        """Whether a German phrase behind a noun may say whence: "eine Frau vom Dach geholt", not "vom Amt"."""
        held = at + 1 < len(tokens) and tokens[at].low in self.language.whence & self.language.joined.keys()
        return held and self.language.capital_nouns and not self.language.sort_of(tokens[at + 1].low)

    def _in_charge(self, tokens: list[WordForm], at: int) -> int:
        """How many words say what an office is for: "l'assessora al Lavoro", "il delegato ai Trasporti"."""
        if not 0 < at < len(tokens) - 1 or tokens[at].low not in self.lists.charged_with:
            return 0
        held = tokens[at - 1].low.startswith(self.lists.in_charge) and self._beside(tokens[at - 1], tokens[at])
        field = tokens[at + 1].text[:1].isupper() and not is_given_name(tokens[at + 1].text)
        near = self.text[tokens[at].end : tokens[at + 1].start] in {" ", ""}
        return 2 if held and field and near else 0

    def _is_placed(self, tokens: list[WordForm], at: int) -> bool:
        """Whether the name of a body or its place stands behind a German noun: "das Landgericht Kassel"."""
        if not 0 < at < len(tokens) or not self.language.capital_nouns or not self._beside(tokens[at - 1], tokens[at]):
            return False
        word, held = tokens[at], tokens[at - 1].low.endswith(self.lists.placed)
        if not held and self.language.sort_of(tokens[at - 1].low) == "body":
            ends = (*self.lists.feminine_endings, *self.language.plural_endings, *self.lists.no_place_endings)
            held = not word.low.endswith(ends) and word.low not in self.nouns  # "forderte der Verband Nachbesserungen"
        closed = word.low in self.language.starters or word.low in self.language.titles
        return held and word.text[:1].isupper() and not closed and not self.language.sort_of(word.low)

    def _near_to(self, tokens: list[WordForm], at: int) -> int:
        """How many words say to what somebody is near: "une source proche de l'enquête", "una fonte vicina al caso"."""
        near = 0 < at < len(tokens) - 2 and tokens[at].low in self.lists.near
        if not near or not self._beside(tokens[at - 1], tokens[at]):
            return 0
        if tokens[at + 1].low not in self.language.leading:
            return 0
        return 3 + (tokens[at + 2].low in self.language.determiners)

    def _behind_adjective(self, tokens: list[WordForm], at: int) -> int:
        """Whether the noun of a phrase stands behind its adjective: "una fonte di primo piano"."""
        near = 0 < at < len(tokens) and self._beside(tokens[at - 1], tokens[at])
        near = near and tokens[at - 1].low in self.lists.before_nouns
        return int(near and tokens[at].text.islower() and self._is_noun(tokens[at].low))

    def _rest_of_phrase(self, tokens: list[WordForm], at: int) -> int:
        """How many words of a German phrase stand before its noun: "eine Mutter von drei kleinen Kindern"."""
        size = 0
        while self.language.tag == "de" and size < FEW and at + size < len(tokens):
            last = tokens[at + size - 1]
            adjective = last.text.islower() or last.low.endswith((*self.lists.capital_adjectives, "schen", "en"))
            if not adjective or last.low in self.language.verbs or not self._beside(last, tokens[at + size]):
                break
            if last.text[:1].isupper() and not tokens[at + size].text[:1].isupper():
                break
            size += 1
        return size

    def _is_infinitive(self, tokens: list[WordForm], at: int) -> bool:
        """Whether an infinitive before a colon follows: "Et le centriste d'ironiser :"."""
        if len(tokens) != at + 2 or tokens[at].low not in self.lists.of_nouns:
            return False
        return (
            tokens[at + 1].low.endswith(self.lists.infinitives_to_say)
            and self.text[tokens[-1].end :].lstrip()[:1] == ":"
        )

    def _further(self, tokens: list[WordForm], at: int) -> int:
        """How many words more name a place: "le syndicat des vins du Quercy"."""
        names = tokens[at + 1 : at + 2]
        joined = names and tokens[at].low in self.lists.links and self._beside(tokens[at - 1], tokens[at])
        if not joined or self.language.tag == "de":
            return 0
        if names[0].text[:1].isupper():
            return 2
        before = self.language.sort_of(
            tokens[at - 1].low
        )  # "la Cour des comptes", "la Fédération des usagers des transports"
        house = tokens[at - 1].text[:1].isupper() and before == "body"
        several = before == "person" or tokens[at - 1].low in self.lists.before_nouns
        house = house or (tokens[at].low in self.lists.of_many and several)
        house = house or (tokens[at].low in self.lists.links and tokens[at - 1].low == "piano")
        return 2 if house and self._is_noun(names[0].low) and names[0].text.islower() else 0
