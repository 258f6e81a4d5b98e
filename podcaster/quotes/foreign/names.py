"""Where names stand in an article, and how many words they have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.quotes.foreign.capitals import LOOKED_AT, Capitals
from podcaster.quotes.foreign.evidence import Evidence
from podcaster.quotes.foreign.named import Named, is_given_name, is_spelled_so
from podcaster.sentences import STOPS

if TYPE_CHECKING:
    from podcaster.quotes.foreign.language import Language
    from podcaster.quotes.foreign.words import WordForm

LONGEST = 10
"""Words of a name at most."""
_BEGINS = on_demand(rf"(?:^|[A-ZÀ-Þ]{{3}}\s[-–—]|[{STOPS}:»”\n—–]|(?:^|\n)[ \t]*[-–—])[\s¿¡«“„\"(]*$")
_SHOUTED = on_demand(r"[«“\"]?([^\W\d_a-zß-ÿ]{2}(?:[^\W\d_a-zß-ÿ]|[ '’.-](?=[^\W\d_a-zß-ÿ]))*)\s?(?:[/|:–—(]|\.\s|$)")
"""Capitals that begin a line, and what cuts them off from a sentence."""
FEWEST_INITIALS = 2
"""Letters with stops that stand for a name."""
LONGEST_SHOUTED = 500
"""Characters of capitals that may begin a line: a headline has a hundred."""
LINE = 40
"""Characters behind a word in which its line of capitals ends."""
_CENTURY = on_demand(r"[IVX]{2,}$")
"""A roman numeral that is no part of a name: a century's, a chapter's."""
_ELIDED_SMALL = on_demand(r"^[^\W\d_]+['’][a-zß-ÿ]")
"""An elided word before one that is no name: "Vent'anni"."""
_GAPS = frozenset((" ", "", ". ", "\u00a0", ' "', '" ', " “", "” ", " «", "» ", " „", "“ ", " »", "« ", " & "))
"""What may stand between two words of a name: a nickname stands in marks."""
SHORTEST = 4
"""Letters of a surname that begins a sentence and that no list has."""
LOOK_BACK = 12
"""Characters before a word in which the end of the sentence before is looked for."""


class Names(Capitals):
    """The names of one article, by their words."""

    def __init__(self, text: str, language: Language) -> None:
        super().__init__(text, language)
        self.by_word: dict[str, list[Named]] = {}
        """A word of a name, in lower case -> those who have it."""
        self.evidence = Evidence(text, language)
        articled = language.words.articled.finditer(text)
        self.nouns = frozenset(match[1].casefold() for match in articled)
        """German words that an article stands before somewhere: "die Klage"; alone, they are no names."""

    def _whole(self, tokens: list[WordForm], at: int) -> int:
        if titles := self._titles_at(tokens, at):  # "el padre de D. Álvaro Ríos"
            return titles + self.name_at(tokens, at + titles)
        plain = self.language.tag == "de" or not tokens[at].text[:1].isupper() or is_given_name(tokens[at].text)
        plain = plain and not self.text.startswith(" & ", tokens[at].end)
        return 1 if plain else max(1, self.name_at(tokens, at))

    def name_at(self, tokens: list[WordForm], at: int) -> int:
        """How many words the name has that begins at a word; 0 where none does."""
        return self._initials(tokens, at) or self._words_at(tokens, at)

    def _words_at(self, tokens: list[WordForm], at: int) -> int:
        """The same, of a name that is spelled out."""
        if (
            not (self._capital(tokens[at]) or self._opens_with_article(tokens, at))
            or not self._begins_name(tokens, at)
            or self._dates(tokens[at])
            or (at and tokens[at - 1].low in self.lists.numerals and self._beside(*tokens[at - 1 : at + 1]))
            or _ELIDED_SMALL.search(tokens[at].text)  # "Vent'anni fa"
            or _CENTURY.match(tokens[at].text)  # "en el s. XXI"
        ):
            return 0
        none = (
            self._is_in_capitals,
            self._is_code,
            self._is_office,
            self._is_from,
            self._is_first,
            self._is_party,
            self._is_capital_office,
            self._is_office_of_state,
        )
        if any(is_none(tokens, at) for is_none in none):
            return 0
        if self._couple_at(tokens, at, 1):
            return 1
        if self.language.tag == "de" and self._is_surname(tokens, at):
            return 1
        size = last = 1
        while at + size < len(tokens) and last < LONGEST:
            token, gap = tokens[at + size], self.text[tokens[at + size - 1].end : tokens[at + size].start]
            if (
                token.low in self.language.words.name_breaks
                and tokens[at + size - 1].low not in self.language.words.name_keepers
            ):
                break  # "Kern der Einigung"
            if token.low in self.language.words.couples and is_given_name(tokens[at].text):
                break  # "Lea und Tobias", "Jan Roth und Stadträtin Ina Bock"
            force = size > 1 and tokens[at].low in self.language.words.name_forces  # "da Polícia Militar Ivo Prates"
            if (
                gap not in _GAPS
                or (force and is_given_name(token.text))
                or (gap == ". " and len(tokens[at + size - 1].text) > 1)
            ):
                break
            if self._capital(token) or self._is_wordy(tokens[at + size - 1], token):
                last = size + 1
            elif (
                (token.low not in self.language.particles and not self._is_elided(token) and not gap.strip())
                or self._whence(tokens, at, size)
                or self._joins_given(tokens, at, size)
                or gap == ". "
            ):
                break
            size += 1
        if last > 2 and (house := self._of_house(tokens, at, last)):
            return house
        return self._without_nouns(tokens, at, last)

    def _opens_with_article(self, tokens: list[WordForm], at: int) -> bool:
        """Whether a surname begins with an article or a particle that has a capital: "il capitano Lo Presti"."""
        token, following = tokens[at], tokens[at + 1 : at + 2]
        if not at or not following or self.language.tag == "de" or not token.text[:1].isupper():
            return False
        before = self.text[max(0, token.start - LOOK_BACK) : token.start]
        if self.language.sort_of(following[0].low):
            return False  # "joue Le Notaire": a part, or a title
        if not (token.low in self.language.particles or token.low in self.language.determiners):
            return False
        if token.low in self.language.titles or _BEGINS.search(before) or not self._capital(following[0]):
            return False
        return self.text[token.end : following[0].start] in {" ", ""}

    def _is_capital_office(self, tokens: list[WordForm], at: int) -> bool:
        """Whether an office is written with a capital: "o Presidente", "el Sumo Pontífice"."""
        if at == 0 or self.language.capital_nouns or tokens[at].low in self.by_word:
            return False
        held = self.language.articles
        titled = tokens[at - 1].low in self.language.titles
        last = at + (tokens[at].low in self.lists.high)
        if last >= len(tokens) or tokens[last].low not in self.language.people:
            return False
        if tokens[at - 1].low not in held and not titled:
            return False
        named = last + 1 < len(tokens) and self._goes_on(tokens, last + 1)  # "o Papa Clemente"
        return not named and not is_given_name(tokens[at].text)

    def _is_office_of_state(self, tokens: list[WordForm], at: int) -> bool:
        """Whether a capital opens what a body is called whose rest is small: "la Promotion économique du canton"."""
        if not 0 < at < len(tokens) - 1 or tokens[at].low in self.by_word or is_given_name(tokens[at].text):
            return False
        held = tokens[at - 1].low in self.language.articles
        small = tokens[at + 1].text.islower() and not tokens[at].text.isupper()
        return held and small and self._qualifies(tokens, at + 1)

    def _couple_at(self, tokens: list[WordForm], at: int, size: int) -> list[WordForm]:
        """The words of two given names and a surname, if they begin at a word: "Ana and Luis Cordero"."""
        words = tokens[at : at + 4]
        if not size or len(words) < 4 or words[1].low not in self.language.and_:
            return []
        given = is_given_name(words[0].text) and is_given_name(words[2].text) and words[0].text != words[2].text
        joined = self.text[words[0].start : words[3].end] == " ".join(word.text for word in words)
        return words if given and joined and self._capital(words[3]) else []

    def _dates(self, token: WordForm) -> bool:
        """Whether a word is no name but the place that a report is from ("ROMA – "), a church's saint, or money."""
        if self.text[max(0, token.start - 6) : token.start].endswith(("St. ", "Sankt ")):
            return True  # a church or a parish
        if self.text[max(0, token.start - 2) : token.start] in {"“-", "«-", '"-', "”-"}:
            return True  # "die „Bild“-Zeitung"
        if token.low == "mark" and self.text[max(0, token.start - 2) : token.start - 1].isdigit():
            return True  # "5000 Mark"
        first = not self.text[max(0, token.start - 2) : token.start].strip() and token.text.isupper()
        return first and re.match(r"\s?[–—(-]", self.text[token.end : token.end + 2]) is not None

    def _begins_name(self, tokens: list[WordForm], at: int) -> bool:
        """Whether a word with a capital is one for a name and not for the beginning of a sentence."""
        token = tokens[at]
        if self.language.tag == "de" and at and tokens[at - 1].low in self.language.joined and token.low in self.nouns:
            return False  # "das im Roman Krumsiel heißt"
        if self.language.tag == "de" or token.low in self.evidence.inside or token.low in self.by_word:
            return True
        before = self.text[max(0, token.start - LOOK_BACK) : token.start]
        if not _BEGINS.search(before) or (at and tokens[at - 1].low in self.language.titles):
            return True
        letters = token.text.isupper() and (len(token.text) > 2 or self._goes_on_in_capitals(tokens, at))
        plain = self.evidence.is_plain(token.low) and not self._goes_on(tokens, at + 1)
        if (is_given_name(token.text) and not plain) or letters or self._speaks_first(tokens, at):
            return True
        begins = self._surely_begins if self.language.tag in {"es", "pt"} else self._is_double
        return begins(tokens, at)

    def _is_double(self, tokens: list[WordForm], at: int) -> bool:
        """Whether a name of two words that no list has begins a sentence: "Amnesty International"."""
        token = tokens[at]
        following = tokens[at + 1] if at + 1 < len(tokens) else token
        plain = self.language.sort_of(token.low) == "" and not token.low.endswith(self.lists.begins_no_name)
        beside = following is not token and self.text[token.end : following.start] == " "
        if not (plain and beside and self._capital(following)) or is_given_name(following.text):
            return False
        both = f"{token.text} {following.text}"
        return self.text.count(following.text, 0, LOOKED_AT) <= self.text.count(both, 0, LOOKED_AT)

    def _goes_on_in_capitals(self, tokens: list[WordForm], at: int) -> bool:
        """Whether two words are all capitals: "CC OO"."""
        both = tokens[at : at + 2]
        return len(both) > 1 and all(len(one.text) > 1 and one.text.isupper() for one in both) and self._beside(*both)

    def _surely_begins(self, tokens: list[WordForm], at: int) -> bool:
        """Whether the first word of a sentence is a name by what follows: an age, another name, a reporting verb."""
        token, following = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else None
        if self.language.ages.right_behind.match(self.text, token.end):
            return not self.language.sort_of(token.low)
        if following is None or not self._beside(token, following) or not self._is_noun(token.low):
            return False
        if self.language.sort_of(token.low) or token.low.endswith(self.lists.begins_no_name) or token.text.isupper():
            return False
        if following.text[:1].isupper():
            return self._capital(following) and not following.text.isupper()
        tells = following.low in self.language.verbs and following.text.islower()
        return tells and token.low not in self.language.plurals

    def _speaks_first(self, tokens: list[WordForm], at: int) -> bool:
        """Whether a surname that no list has begins a sentence: "Mazzini la chiamava"."""
        token, behind = tokens[at], tokens[at + 1 : at + 3]
        if at or self.language.capital_nouns or len(token.text) < SHORTEST or not behind:
            return False
        if self.language.sort_of(token.low) or token.low.endswith(self.lists.manner):
            return False
        clitic = behind[1:] and behind[0].low in self.lists.before_a_verb
        verb = behind[1] if clitic else behind[0]
        noun = clitic and verb.low.endswith("a") and not verb.low.endswith(self.lists.imperfect)  # "Dura la replica"
        return verb.text.islower() and verb.low in self.language.verbs and not noun and self._beside(token, behind[0])

    def _is_introduced(self, tokens: list[WordForm], at: int) -> bool:
        """Whether an office stands before a name that no list has, whose surname the text uses again."""
        office = at > 0 and self.language.sort_of(tokens[at - 1].low) == "person"
        office = office and self._beside(tokens[at - 1], tokens[at])
        surname = tokens[at + 1]
        again = self._counted(surname.text, surname) > 1 and not self.language.sort_of(surname.low)
        return office and again and surname.low not in self.nouns and tokens[at].low not in self.nouns

    def _without_nouns(self, tokens: list[WordForm], at: int, size: int) -> int:
        """In German, where nouns have capitals, a longer name begins with a given name, or is a body's."""
        if self.language.tag == "de" and size > 2 and self._is_complete(tokens[at : at + size]):
            return size - 1
        if self.language.tag != "de" or size < 2 or is_given_name(tokens[at].text):
            return size
        if size == 2 and self._is_introduced(tokens, at):
            return size
        if at and self.language.sort_of(tokens[at - 1].low) == "body" and self._beside(tokens[at - 1], tokens[at]):
            return size  # "der Fahrgastverband Pro Bahn"
        return size if tokens[at].text.isupper() and len(tokens[at].text) > 1 else 0

    def _is_complete(self, words: list[WordForm]) -> bool:
        """Whether a German noun stands behind a name: "verkauft Yilmaz Tekin Obst", where Tekin is named again."""
        surname, noun = words[-2].text, words[-1].text
        both = self._counted(f"{surname} {noun}", words[0])
        again = self._counted(surname, words[0]) > both
        again = again and is_given_name(words[0].text) and surname[:1].isupper()
        return again and both == 1 and not is_given_name(noun)

    def _is_surname(self, tokens: list[WordForm], at: int) -> bool:
        """Whether a German name is somebody's surname and a noun follows: "Dann hört Simon Seewetter"."""
        full = [
            one for one in self.by_word.get(tokens[at].low, []) if one.name.casefold().endswith(f" {tokens[at].low}")
        ]
        behind = tokens[at + 1 : at + 2]
        return bool(full) and bool(behind) and behind[0].low not in self.by_word

    def _initials(self, tokens: list[WordForm], at: int) -> int:
        """How many letters with stops stand for somebody whose name is not told: "D. P. R.", but not "la O.N.U."."""
        size = 0
        if len(tokens[at].text) > 1:
            return 0
        for token in tokens[at : at + LONGEST]:
            letter = len(token.text) == 1 and token.text.isupper() and self.text.startswith(".", token.end)
            if not letter or (size and self.text[tokens[at + size - 1].end : token.start] not in {".", ". "}):
                break
            size += 1
        closed = self.language.articles
        before, behind = tokens[at - 1 : at] if at else [], tokens[at + size : at + size + 1]
        named = before and (before[0].low in closed or self._goes_on(tokens, at) or len(before[0].text) == 1)
        goes_on = (
            behind and self.text[tokens[at + size - 1].end : behind[0].start] == ". " and behind[0].text[:1].isupper()
        )
        return 0 if size < FEWEST_INITIALS or named or goes_on else size

    def _is_handle(self, token: WordForm) -> bool:
        """Whether a word is what somebody is called on the net: "stella_marina", "@marina"."""
        return "_" in token.text or self.text[max(0, token.start - 1) : token.start] == "@"

    def _is_in_capitals(self, tokens: list[WordForm], at: int) -> bool:
        """Whether a word stands in capitals that begin a paragraph and are none of its sentences: "ASSIZES / Four"."""
        if not tokens[at].text.isupper():
            return False
        first = max(0, tokens[at].start - LONGEST_SHOUTED)
        start = self.text.rfind("\n", first, tokens[at].start) + 1
        line = _SHOUTED.match(self.text, start, tokens[at].end + LINE) if start or not first else None
        if line is None:
            return False
        given = line[1].split()[0].capitalize()
        return tokens[at].start < line.end(1) and not is_given_name(given)

    def _capital(self, token: WordForm) -> bool:
        low = token.low
        if self._is_handle(token):
            return True
        if not token.text[:1].isupper():
            return False
        closed = low in self.language.no_names or (low in self.language.titles and not self._is_initial(token))
        closed = closed or (low in self.language.verbs and not is_spelled_so(token.text))
        if self.language.tag == "de" and low in self.language.people and not self._is_titled(token):
            closed = True
        closed |= self.language.tag != "de" and token.text.isupper() and low in self.language.people  # "el CEO"
        return (
            not closed
            and not token.text.endswith(("'", "’"))
            and (len(token.text) > 1 or self.language.tag == "de" or self._is_initial(token))
        )

    def _has_genitive(self, tokens: list[WordForm], at: int) -> bool:
        """Whether "of the" stands behind a word that no verb tells of: "Kern der Einigung"."""
        if at + 1 >= len(tokens) or tokens[at + 1].low not in self.lists.genitives:
            return False
        told = at > 0 and tokens[at - 1].low in self.language.verbs
        return not told and self._beside(tokens[at], tokens[at + 1])

    def _beside_verb(self, tokens: list[WordForm], at: int) -> bool:
        """Whether a German word with a capital stands as a name does: right beside a reporting verb or a title."""
        adjective = at and tokens[at - 1].text.islower() and tokens[at - 1].low.endswith(self.lists.weak_endings)
        adjective = (
            adjective and tokens[at - 1].low not in self.language.verbs and self._beside(tokens[at - 1], tokens[at])
        )
        if adjective or (at and self._after_indefinite(tokens, at)) or self._has_genitive(tokens, at):
            return False  # "im menschlichen Sinne wolle", "eine lallende Stimme", "Kern der Einigung"
        if is_spelled_so(tokens[at].text) or (tokens[at].text.isupper() and len(tokens[at].text) > 2):
            return True
        near = [*tokens[max(0, at - 1) : at], *tokens[at + 1 : at + 2]]
        if at and not self._follows_at_once(tokens[at - 1], tokens[at]):
            near = near[1:]  # "kritisiert. 38 Millionen"
        elif at > 1 and tokens[at - 2].low in self.by_word:
            near = near[1:]  # "Jana Pohl, fordert Kameras"
        adverb = tokens[at].low in self.language.starters or tokens[at].low.endswith(self.lists.adverb_endings)
        if adverb or tokens[at].low in self.nouns:
            return False  # "Ähnlich äußert sich Ann Poole"
        words = {token.low for token in near}
        if at and tokens[at - 1].low in self.language.people and tokens[at - 1].text[:1].isupper():
            return True
        ahead = tokens[at + 1 : at + 4]
        if len(ahead) > 2 and ahead[0].low in self.language.verbs and ahead[1].low in self.language.determiners:
            return False  # "Schuld gibt der Mediziner der Politik"
        return bool(words & self.language.verbs or words & (self.language.titles.keys() | self.lists.in_their_words))

    def _follows_at_once(self, one: WordForm, other: WordForm) -> bool:
        """Whether neither a number nor a sentence's end stands between two words."""
        return re.search(rf"[\d{STOPS}:;]", self.text[one.end : other.start]) is None

    def _after_indefinite(self, tokens: list[WordForm], at: int) -> bool:
        """Whether "a" or a number stands before a word, perhaps with an adjective between them: "fünf Tore"."""
        before = tokens[at - 1]
        if before.low in self.lists.numbers:
            return True
        if (
            at > 1
            and before.text.islower()
            and before.low not in self.language.verbs
            and before.low not in self.language.determiners
        ):
            before = tokens[at - 2] if before.low[-1] in "ernms" else before
        return before.low in self.language.indefinite and "," not in self.text[before.end : tokens[at].start]
