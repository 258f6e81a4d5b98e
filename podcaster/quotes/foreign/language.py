"""What the rules know of a language other than English: closed classes of words, from its file of data."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.quotes.data import list_languages, read_data
from podcaster.quotes.detection.turns import TurnWords
from podcaster.quotes.foreign.ages import Ages
from podcaster.quotes.foreign.verbs import any_clitic, aside_pattern, regular_forms, reporting, told_pattern
from podcaster.quotes.foreign.wordlists import WordLists, gendered

if TYPE_CHECKING:
    from collections.abc import Callable

KEPT = 20_000
"""Words of which is kept what they are: a million characters have fewer."""
LANGUAGES = list_languages("foreign.json")
"""The languages besides English whose quotes get their speakers: those with a file of words."""


@dataclass(frozen=True)
class Language:
    """The words of one language, lower case."""

    tag: str
    """Its two letters in BCP 47: "de"."""
    verbs: frozenset[str]
    """Reporting verbs, in the forms of the third person and as participles."""
    auxiliaries: frozenset[str]
    """Forms of "to have" that stand with a participle: "hat", "ha"."""
    pronouns: dict[str, str]
    """Pronoun -> gender, empty for the plural."""
    determiners: dict[str, str]
    """Determiner -> the gender it shows, or empty."""
    indefinite: frozenset[str]
    """Determiners of what is new, "a", "another": nobody met before is meant."""
    titles: dict[str, str]
    """Title, in full or short, with its stop where it needs one -> the gender that it shows, or empty."""
    starters: frozenset[str]
    """Words that may stand with a capital and begin no name."""
    particles: frozenset[str]
    """Small words inside names: "von", "de la"."""
    prepositions: frozenset[str]
    """Words that stand before a noun which is no subject, some with an article in them."""
    according: frozenset[str]
    """Words for "according to"; two that belong together are joined by "_"."""
    that: frozenset[str]
    """Conjunctions before what is told in other words: "dass", "que"."""
    asking: tuple[str, ...]
    """Labels of whoever asks in an interview, the first the shortest."""
    answering: tuple[str, ...]
    """Labels of whoever answers in an interview, the first the shortest."""
    interviewer: str
    """What whoever asks is called."""
    talk: re.Pattern[str]
    """Words of whoever talks of themselves or to somebody."""
    interview: frozenset[str]
    """Words of a title or an introduction that announces an interview."""

    people: frozenset[str]
    """Nouns for people, by what they do or are to somebody."""
    bodies: frozenset[str]
    """Nouns for bodies, and for texts that speak for one."""
    texts: frozenset[str]
    """Nouns for what holds words that nobody says now, and words that call something by a name."""
    oblique: dict[str, str]
    """Pronoun behind a preposition -> gender."""
    same: dict[str, tuple[str, ...]]
    """Noun -> others that mean the same person; two words are joined by "_"."""
    like: frozenset[str]
    """Words before a partial quote: "as", "of"."""
    possessives: frozenset[str]
    """Words that say whose something is: "her", "whose"."""
    joined: dict[str, str]
    """Preposition and article in one -> the gender it shows."""
    relatives: frozenset[str]
    """Relative pronouns behind a preposition: "according to whom"."""
    plurals: frozenset[str]
    """Determiners of the plural, which are pronouns too: only before a noun that is listed."""
    spouses: frozenset[str]
    """Nouns for husband and wife."""
    kin: frozenset[str]
    """Nouns for what somebody is to another: they say nothing of what else the person is."""
    first: frozenset[str]
    """Words of whoever tells of their own words."""
    general: frozenset[str]
    """Nouns for whatever body was named before: "the organisation", "the statement"."""
    family: frozenset[str]
    """Nouns for several of one name: whose name stands behind one is still somebody's."""
    dative: frozenset[str]
    """Prepositions, perhaps with an article, before whom something is told to."""
    within: frozenset[str]
    """Prepositions that stand right before the name of a place: "in", "towards"."""
    when: frozenset[str]
    """Words that open a clause which goes before the main one."""
    and_: frozenset[str]
    """Words that join two clauses."""
    alone: frozenset[str]
    """Nouns for those whom an article often leaves unnamed: the judge, a policeman, the journalist."""
    reported: frozenset[str]
    """Verbs in a form that only what somebody said has: "sei", "habe"."""
    asks: frozenset[str]
    """Verbs of questions."""
    sayings: frozenset[str]
    """Nouns for what somebody said: "was the answer of ..."."""
    somebody: frozenset[str]
    """Words for somebody without a noun: "one of them", "another"; several are joined by "_"."""
    whence: frozenset[str]
    """Prepositions that a body which speaks stands behind: "from the ministry they say"."""
    answers: frozenset[str]
    """Verbs of answers: whoever asked is not who answers."""
    signs: frozenset[str]
    """What has words that nobody says: banners, notes, gravestones; and what a crowd does with its own."""
    words: WordLists
    """What one rule or a few read."""

    @cached_property
    def turns(self) -> TurnWords:
        """What interviews are told by."""
        labels = [*self.asking, *self.answering]
        short = "|".join(dict.fromkeys(form for word in labels for form in (word.upper(), word.capitalize())))
        pattern = on_demand(rf"(?P<label>{short})(?P<stop>[.:]|[ \xa0]?[—–-])\s+(?=\S)")
        same = dict.fromkeys(self.asking, self.asking[0]) | dict.fromkeys(self.answering, self.answering[0])
        return TurnWords(pattern, frozenset(word.upper() for word in labels), self.talk, same)

    @cached_property
    def told(self) -> re.Pattern[str]:
        """What the narrator says inside a turn of dialogue."""
        return told_pattern(self.tag, reporting(self._clitic, self.auxiliaries, self.verbs))

    @cached_property
    def aside(self) -> re.Pattern[str]:
        """The verb of what the narrator says inside quotation marks, behind a comma."""
        verb = reporting(self._clitic, self.auxiliaries, self.verbs)
        return aside_pattern(verb, self._clitic, self.auxiliaries, self.words)

    @cached_property
    def ages(self) -> Ages:
        """How ages are told."""
        return Ages(self.words)

    @cached_property
    def articles(self) -> frozenset[str]:
        """Determiners, also in one with a preposition."""
        return frozenset(self.determiners.keys() | self.joined.keys())

    @cached_property
    def leading(self) -> frozenset[str]:
        """Prepositions, also in one with an article."""
        return frozenset(self.prepositions | self.joined.keys())

    @cached_property
    def predicates(self) -> frozenset[str]:
        """Reporting verbs and auxiliaries."""
        return self.verbs | self.auxiliaries

    @cached_property
    def any_verb(self) -> frozenset[str]:
        """All verbs that are listed."""
        return self.predicates | self.reported | self.words.copulas

    @cached_property
    def no_nouns(self) -> frozenset[str]:
        """Words of the closed classes, and reporting verbs: none says what somebody is."""
        closed = self.verbs | self.prepositions | self.particles
        return frozenset(closed | self.pronouns.keys() | self.determiners.keys())

    @cached_property
    def no_adjectives(self) -> frozenset[str]:
        """Words behind a noun that are no adjectives, however they end."""
        return self.leading | self.verbs

    @cached_property
    def no_names(self) -> frozenset[str]:
        """Words of the closed classes that a capital makes no name."""
        return frozenset(self.starters | self.prepositions | self.auxiliaries | self.determiners.keys())

    @cached_property
    def without_copulas(self) -> frozenset[str]:
        """Reporting verbs and auxiliaries that stand in no other class of words, and none for "is"."""
        return self.predicates - self.like - self.articles - self.prepositions

    @property
    def _clitic(self) -> str:
        return any_clitic(self.words.proclitics)

    @property
    def capital_nouns(self) -> bool:
        """Whether nouns are written with a capital."""
        return self.tag == "de"

    @property
    def grown(self) -> frozenset[str]:
        """Nouns for a man or a woman, of anybody."""
        return self.words.grown

    @cached_property
    def sort_of(self) -> Callable[[str], str]:
        """Whether a noun, perhaps in the plural or with others before it in one word, is for a person or a body."""
        return lru_cache(KEPT)(self._sort_of)

    def _sort_of(self, noun: str) -> str:
        singular = (noun[: -len(end)] for end in self.plural_endings if noun.endswith(end))
        forms = {noun, noun.rsplit("-", 1)[-1], *singular}
        forms |= {noun[len(first) :] for first in self.words.prefixes if noun.startswith(first)}  # "coscénariste"
        if self.tag == "it" and noun[-1:] in {"i", "e"}:
            forms |= {noun[:-1] + "o", noun[:-1] + "a", noun[:-1] + "e"}
        for sort, words in (("person", self.people), ("body", self.bodies)):
            if forms & words:
                return sort
        if noun in self.words.meant:
            return "person"
        if self.tag == "de" and noun.endswith("in") and len(noun) > 6 and noun != "cousin":
            forms = {noun, noun[:-2], f"{noun[:-2]}e", noun[:-2].replace("ä", "a")}
            if forms & self.people or not self.people.isdisjoint(_endings(noun[:-2], 3)):
                return "person"  # "Kinobetreiberin"
        if self.tag == "de" and len(noun) > 7:
            endings = (("person", self.people - {"alte"}, 3), ("body", self.bodies, 4))
            found = (sort for sort, words, shortest in endings if not words.isdisjoint(_endings(noun, shortest)))
            return next(found, "")
        return ""

    @property
    def plural_endings(self) -> tuple[str, ...]:
        """Endings of the plural."""
        return self.words.plural_endings

    @property
    def dashes(self) -> bool:
        """Whether a dash at the beginning of a paragraph opens speech."""
        return self.tag != "de"


def _endings(noun: str, shortest: int) -> list[str]:
    """What a noun ends with, in more letters than so many."""
    return [noun[at:] for at in range(len(noun) - shortest)]


@cache
def load_language(tag: str) -> Language:
    """The words of one of ``LANGUAGES``."""
    raw = json.loads(read_data("foreign.json", tag))
    data = {name: (value if name == "interviewer" else value.casefold()).split() for name, value in raw.items()}
    return Language(
        tag,
        _verbs(tag, data),
        frozenset(data["auxiliaries"]),
        gendered(data, "{}") | dict.fromkeys(data["plural"], ""),
        gendered(data, "{} determiners") | dict.fromkeys(data["other determiners"], ""),
        frozenset(data["indefinite"]),
        {
            form: gender
            for title, gender in (dict.fromkeys(data["other titles"], "") | gendered(data, "titles {}")).items()
            for form in _spellings(title)
        },
        frozenset(data["starters"]),
        frozenset(data["particles"]),
        frozenset(data["prepositions"]),
        frozenset(data["according"]),
        frozenset(data["that"]),
        tuple(data["asking"]),
        tuple(data["answering"]),
        data["interviewer"][0].replace("_", " "),
        on_demand(rf"\b(?:{'|'.join(data['talk'])})(?:\b|(?<='))", re.IGNORECASE),
        frozenset(data["interview"]),
        frozenset(data["people"]),
        frozenset(data["bodies"]),
        frozenset(data["texts"]),
        gendered(data, "{} oblique"),
        _alike(data["same"]),
        frozenset(data["like"]),
        frozenset(data["possessives"]),
        gendered(data, "{} joined") | dict.fromkeys(data["other joined"], ""),
        frozenset(data["relatives"]),
        frozenset(data["plural determiners"]),
        frozenset(data["spouses"]),
        frozenset(data["kin"]),
        frozenset(data["first"]),
        frozenset(data["general bodies"]),
        frozenset(data["family"]),
        frozenset(data["dative"]),
        frozenset(data["within"]),
        frozenset(data["when"]),
        frozenset(data["and"]),
        frozenset(data["alone"]),
        frozenset(data["reported"]),
        frozenset(data["asks"]),
        frozenset(data["sayings"]),
        frozenset(data["somebody"]),
        frozenset(data["whence"]),
        frozenset(data["answers"]),
        frozenset(data["signs"]),
        WordLists(data),
    )


def _verbs(tag: str, data: dict[str, list[str]]) -> frozenset[str]:
    """The forms of all reporting verbs, reflexive ones with and without their pronoun."""
    forms = {*data["verbs"], *regular_forms(tag, data)}
    return frozenset(forms | {form[2:] for form in forms if form.startswith("s'")})


def _spellings(title: str) -> tuple[str, ...]:
    """A title with the stop in all places where papers have it: "prof.ª", "profª", "profª."."""
    bare = title.replace(".", "")
    return (f"{bare[:-1]}.{bare[-1]}", bare, f"{bare}.") if bare[-1] in "ªº" else (title,)


def _alike(groups: list[str]) -> dict[str, tuple[str, ...]]:
    """For each noun those that mean the same person, in all groups that have it."""
    alike: dict[str, tuple[str, ...]] = {}
    for group in groups:
        words = tuple(group.split("/"))
        alike |= {word: (*alike.get(word, ()), *words) for word in words}
    return alike
