"""Words with a capital that begin no name, and where a run of them is cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes.foreign.descriptions import Descriptions
from podcaster.quotes.foreign.evidence import SURELY
from podcaster.quotes.foreign.named import given_weight, is_given_name
from podcaster.quotes.foreign.words import STOP

if TYPE_CHECKING:
    from podcaster.quotes.foreign.words import WordForm

PARTY = 5
"""Letters of a party's short name at most: "M5s", "SPD", "LFI"."""
MOST_DIGITS = 2
"""Digits of a name at most."""
LOOKED_AT = 20_000
"""Characters at the beginning of a text, or before and behind a place, in which words are counted: an article has 6000,
and one of a million characters would be read through for each of its names."""
LONGEST_WORD = 40
"""Letters of the words before another one."""
LETTER = 2
"""A letter and its stop."""
FAR = 4
"""Words before a house's name in which an office or a verb is looked for."""


class Capitals(Descriptions):
    """The words with a capital of one article."""

    def _counted(self, words: str, place: WordForm) -> int:
        """How often words stand in the text around a place."""
        return self.text.count(words, max(0, place.start - LOOKED_AT), place.end + LOOKED_AT)

    def _is_elided(self, token: WordForm) -> bool:
        """Whether a word is the first of a surname that has an elided particle: "Rosanna Dell'Aglio"."""
        return token.text[:1].isupper() and token.text.endswith(("'", "’"))

    def _is_initial(self, token: WordForm) -> bool:
        """Whether a letter with a stop stands behind a given name or another letter: "Ramón B.", "Jean M. Roux"."""
        before = self.text[max(0, token.start - LONGEST_WORD) : token.start].rstrip().rpartition(" ")[2].strip('«“"')
        letter = token.text.rstrip(STOP)
        stopped = token.text.endswith(STOP) or self.text.startswith(".", token.end)
        return (
            len(letter) == 1
            and stopped
            and self.text[token.start - 1] == " "
            and (is_given_name(before) or (before.endswith(STOP) and len(before) == LETTER))
        )

    def _is_titled(self, token: WordForm) -> bool:
        """Whether a German noun for a person is a surname behind a title: "Frau Richter", not "der Herr Rat"."""
        before = self.text[max(0, token.start - LONGEST_WORD) : token.start]
        title = before.rstrip().rpartition(" ")[2].replace(STOP, ".").casefold()
        if title not in self.language.titles or not before.endswith(" "):
            return False
        earlier = before.rstrip().rpartition(" ")[0].rpartition(" ")[2].casefold()
        female = self.language.titles[title] == "female" and token.low.endswith("in")  # "Frau Richterin"
        return not female and (earlier not in self.language.determiners or not self.language.titles[title])

    def _joins_given(self, tokens: list[WordForm], at: int, size: int) -> bool:
        """Whether an "and" stands between two given names or two whole ones: "Teresa y Joaquín", "Ana Gil y Leo Pi"."""
        if tokens[at + size].low not in {"y", "e"} or not is_given_name(tokens[at].text):
            return False
        second = tokens[at + size + 1 : at + size + 3]
        whole = size == 1 or (len(second) > 1 and self._beside(*second) and second[1].text[:1].isupper())
        return bool(second) and whole and is_given_name(second[0].text)

    def _is_wordy(self, given: WordForm, token: WordForm) -> bool:
        """Whether a word is the surname behind a given name although it is a verb or an office: "Svenja Holt"."""
        word = token.low in self.language.verbs or token.low in self.language.people
        if token.low in self.lists.younger and given.text[:1].isupper() and token.text[:1].isupper():
            return True  # "Rui Pena Filho"
        return word and token.text[:1].isupper() and (is_given_name(given.text) or STOP in given.text)

    def _of_house(self, tokens: list[WordForm], at: int, size: int) -> int:
        """How many words of a run with capitals name a house, before somebody's name: "disse à Lusa Ana Paz"; or 0.

        "El senador de Fuerza Nueva Luis Vega", "contó a Radio Norte Ana Paz", but not "para Modou Lamine Faye": what
        stands before the given name stands alone elsewhere, or behind an office, or behind a verb and "to".
        """
        held = [ahead for ahead in range(at + 1, at + size - 1) if is_given_name(tokens[ahead].text)]
        known = [given_weight(tokens[ahead].text) for ahead in held]
        sure = (ahead for ahead, weight in zip(held, known, strict=True) if weight >= min(SURELY, max(known)))
        given = next(sure, 0)
        first = tokens[at]
        letters = first.text.isupper() and len(first.text) > 1  # "la investigadora de la UNAM Ana Paz"
        agency = first.low in self.lists.agencies
        person = given_weight(first.text) >= SURELY or first.low in self.lists.saints
        if not at or not given or (person and not agency):
            return 0
        closed = self.language.leading
        if not letters and tokens[at - 1].low not in closed:
            return 0
        house = self.text[first.start : tokens[given - 1].end]
        alone = self.text.count(house, 0, LOOKED_AT) > self.text.count(f"{house} {tokens[given].text}", 0, LOOKED_AT)
        near = [token.low for token in tokens[max(0, at - FAR) : at]]
        office = any(self.language.sort_of(word) == "person" and word not in self.language.kin for word in near)
        if self.language.sort_of(first.low) == "body":  # "la directora del Liceo Gabriela Mistral"
            surname = tokens[at + size - 1]
            whole = self.text[first.start : surname.end]
            again = self.text.count(surname.text, 0, LOOKED_AT) > self.text.count(whole, 0, LOOKED_AT)
            alone, office = alone and again, office and again
        told = near[-1] in self.language.dative and any(word in self.language.verbs for word in near)
        return given - at if agency or letters or alone or office or told else 0

    def _whence(self, tokens: list[WordForm], at: int, size: int) -> bool:
        """Whether a German name ends before a particle that says where somebody is from: "Ralf Roth von der SPD"."""
        if size > 1 and not self.language.capital_nouns:
            behind = tokens[at + size + 1].low if at + size + 1 < len(tokens) else ""
            body = tokens[at + size].low in self.language.particles and self.language.sort_of(behind) == "body"
            surname = not is_given_name(tokens[at + size - 1].text)
            from_there = body or (surname and tokens[at + size].low in self.lists.origins)  # "Ana Rinaldi da Roma"
            return from_there and is_given_name(tokens[at].text)  # "Comisión Nacional del Mercado"
        if self.language.tag == "de" and size > 1 and tokens[at + size].low in {"zu", "zur"}:
            return True  # "erklärte Tobias Frenzel zu Beginn"
        phrase = tokens[at + size].low in self.language.determiners  # "sagte Carola Roth der Deutschen Presse-Agentur"
        if self.language.tag == "de" and size > 1 and phrase:
            return tokens[at + size - 1].low not in self.language.particles
        if self.language.tag != "de" or size < 2 or is_given_name(tokens[at + size - 1].text):
            return False
        return tokens[at + size + 1 : at + size + 2] != [] and tokens[at + size + 1].low in self.language.determiners

    def _is_office(self, tokens: list[WordForm], at: int) -> bool:
        """Whether a German word with a hyphen says what the person is whose name follows: "Juso-Chefin Eva Roth"."""
        if self.language.tag != "de" or "-" not in tokens[at].text or at + 1 >= len(tokens):
            return False
        office = self.language.sort_of(tokens[at].low) == "person" or not is_given_name(tokens[at].text)
        return office and is_given_name(tokens[at + 1].text) and self._beside(tokens[at], tokens[at + 1])

    def _is_code(self, tokens: list[WordForm], at: int) -> bool:
        """Whether a word is a flight or a road, or a club that somebody left: "AF1822", "l'ex Empoli"."""
        digits = sum(sign.isdigit() for sign in tokens[at].text)
        return digits > MOST_DIGITS or (at > 0 and tokens[at - 1].low == "ex" and not is_given_name(tokens[at].text))

    def _is_first(self, tokens: list[WordForm], at: int) -> bool:
        """Whether a capital is an office's and not a name's: "le Premier ministre", "la Prima ministra"."""
        following = tokens[at + 1].low if at + 1 < len(tokens) else ""
        return tokens[at].low in self.lists.first_of_offices and following in self.language.people

    def _is_party(self, tokens: list[WordForm], at: int) -> bool:
        """Whether a party's letters stand between an office and its holder's name: "il leader M5s Giuseppe Neri"."""
        letters = len(tokens[at].text) <= PARTY and sum(sign.isupper() for sign in tokens[at].text) > 1
        letters = letters or any(sign.isdigit() for sign in tokens[at].text)
        before = tokens[at - 1].low if at else ""  # "o Cap. PM Caio Brito"
        held = before in self.language.titles or self.language.sort_of(before) == "person"
        return letters and held and at + 1 < len(tokens) and is_given_name(tokens[at + 1].text)
