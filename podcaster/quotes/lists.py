"""The closed word classes and word lists that reading an article takes, from ``data/en``.

The lists are general English, kept small on purpose: a word that is missing is met by the shape of its phrase.
"""

from __future__ import annotations

from functools import cache

from podcaster.quotes.data import read_data


def load_sections(name: str) -> dict[str, list[str]]:
    """Reads a file of word lists.

    Args:
        name: The file's name.

    Returns:
        The lines of each section, notes left out.
    """
    text = read_data(name)
    sections: dict[str, list[str]] = {}
    held: list[str] = []
    for line in text.splitlines():
        if line.startswith("["):
            held = sections.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            held.append(line)
    return sections


@cache
def _sections_of(room: str) -> dict[str, list[str]]:
    return load_sections(f"{room}.txt")


def row_in(room: str, section: str) -> tuple[str, ...]:
    """The words of a list that one rule or a few read, in their order.

    Args:
        room: The file that it is in.
        section: What it is called there: the module and the name that it has.
    """
    return tuple(word.replace("_", " ") for word in " ".join(_sections_of(room)[section]).split())


def words_in(room: str, section: str) -> frozenset[str]:
    """The same, in no order."""
    return frozenset(row_in(room, section))


@cache
def any_of(room: str, section: str, space: str = r"\s") -> str:
    """A group of an expression that matches any word of a list, the longest first: a pattern has the grammar alone.

    Args:
        room: The file that it is in.
        section: What it is called there: the module and what the words are.
        space: What "_" stands for between the words of a phrase. "'" stands for an apostrophe of either kind.
    """
    words = sorted(" ".join(_sections_of(room)[section]).split(), reverse=True)
    known = set(words)
    one_of_two = (word for word in words if word[-1] != "s" or word[-2:-1] == "s" or word[:-1] not in known)
    shapes = (word + "s?" if word + "s" in known else word for word in one_of_two)
    return f"(?:{'|'.join(shapes)})".replace("_", space).replace("'", "['’]")


def table_in(room: str, section: str) -> dict[str, str]:
    """What the words of a table mean to the rule that reads it: "td msp = lawmaker" is a line for two.

    Args:
        room: The file that it is in.
        section: What it is called there: the module and the name that it has.
    """
    table: dict[str, str] = {}
    for line in _sections_of(room)[section]:
        words, _, meaning = line.partition(" = ")
        table |= dict.fromkeys(words.split(), meaning)
    return table


_LINES = load_sections("words.txt")


def _words(section: str) -> frozenset[str]:
    return frozenset(" ".join(_LINES[section]).split())


PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "male"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "female"),
    **dict.fromkeys(("they", "them", "their", "themselves"), "plural"),
    **dict.fromkeys(("it", "its", "itself"), "neuter"),
    "you": "second",
    **dict.fromkeys(("i", "me", "my", "myself"), "first"),
    **dict.fromkeys(("we", "us", "our"), "first plural"),
}
"""Personal pronouns, and what they show about whom they stand for."""

MANY_VERBS = frozenset({"have", "are", "were", "haven't", "aren't", "weren't"})
"""Verbs that only a group is the subject of: "Network Western have confirmed"."""
SUBJECT_PRONOUNS = _words("subject pronouns")
POSSESSIVES = _words("possessives")
RELATIVES = _words("relatives")
DETERMINERS = _words("determiners")
PREPOSITIONS = _words("prepositions")
SUBORDINATORS = _words("subordinators")
CONJUNCTIONS = _words("conjunctions")
AUXILIARIES = _words("auxiliaries")
ADVERBS = _words("adverbs")
TIMES = _words("times")
SPEECH_NOUNS = _words("speech nouns")
"""Nouns for an act of speech."""
HONORIFICS = {
    **dict.fromkeys(_words("honorifics male"), "male"),
    **dict.fromkeys(_words("honorifics female"), "female"),
}
"""Titles that show a gender."""
TITLES = _words("titles")
"""Titles and roles that stand before a name, in lower case, without a full stop."""
POSITIONS = _words("positions")
"""Where a player plays, by words that mean other things as well: "Safety Jane Roe"."""
OFFICE_NICKNAMES = {"hizzoner": "mayor", "herronor": "mayor", "potus": "president", "flotus": "first-lady"}
"""What whoever holds an office is called without "the", as if it were a name -> the office."""
AT_PEOPLE = _words("at people")
"""Bases of what people do "at" somebody."""
TO_PLACES = _words("to places")
"""Bases of what people do to get "to" a place, or are brought there by."""
PERSON_NOUNS = _words("person nouns")
"""Nouns for one person."""
BODY_NOUNS = _words("body nouns")
"""Nouns for a body that can speak."""
TEXT_NOUNS = _words("text nouns")
"""Nouns for a text that can be quoted."""
DEMONYMS = _words("demonyms")
"""What somebody from a country is called."""
COUNTRIES = _words("countries")
"""Names of countries, a word each."""
OCCASIONS = _words("occasions")
"""Nouns for talks and records of them: what is said there has a speaker of its own."""
FEMALE_NOUNS = _words("female nouns")
MALE_NOUNS = _words("male nouns")
ORGANISATION_WORDS = _words("organisation words")
"""Words in a capitalised name that show that it is no person's."""
PARTICLES = _words("particles")
"""Small words inside a person's name."""
SUFFIXES = _words("suffixes")
COMMON_STARTERS = _words("common starters")
"""Words that open sentences and are no names there."""
TIME_NOUNS = _words("time nouns")
ALSO_SURNAMES = _words("also surnames")
"""Words of organisations and places that are surnames too: weak evidence."""
SAME_PAST = _words("same past")
PAST_ACTIONS = _words("past actions")
"""What people do beside their words in a story: forms of the past that are no verbs elsewhere."""
MODALS = _words("modals")
NOUNS_TOO = _words("nouns too")
"""Bases of verbs that are as often nouns."""
BODY_ANAPHORS = _words("body anaphors")
"""Nouns that take up a body named before."""
ROLES_NOT_TITLES = _words("roles not titles")
FAMILY_FIRST = _words("family first")
"""Surnames of East Asia, which stand before the given name."""
NICKNAMES = tuple(_LINES["nicknames"])
"""Given names that can be one person's, a string each."""


def _broader() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for line in _LINES["broader nouns"]:
        broad, _, narrow = line.partition("<")
        for noun in narrow.split():
            table.setdefault(noun, set()).update(broad.split())
    return {noun: frozenset(words - {noun}) for noun, words in table.items()}


BROADER = _broader()
"""Noun for a person -> the broader nouns by which they are called as well: "novelist" -> "author", "writer"."""
SPEAK_IN_ARTICLES = _words("speak in articles")
"""Bases of verbs that introduce words in articles, of speech and of gestures; stories weigh them otherwise."""

_IRREGULAR = {line.split()[0]: tuple(line.split()) for line in _LINES["irregular"]}
_DOUBLING = _words("doubling")
_PARTICIPLES = SAME_PAST | {inflected[-2] for inflected in _IRREGULAR.values()}
_PARTICIPLES |= {past for _, past in map(str.split, _LINES["pasts"]) if past.endswith(("d", "t", "ung"))}
_PARTICIPLES -= {"became", "came", "forgot", "got", "undid"}


def is_participle(form: str) -> bool:
    """Whether a form of a verb can be its past participle: "crushed", "found", "written"; not "wrote"."""
    return form.endswith("ed") or form in _PARTICIPLES


def forms(base: str) -> tuple[str, ...]:
    """The inflected forms of a verb, itself first."""
    if base in _IRREGULAR:
        return _IRREGULAR[base]
    if base.endswith("e"):
        return (base, base + "s", base + "d", base[:-1] + "ing")
    if base.endswith("y") and base[-2] not in "aeiou":
        return (base, base[:-1] + "ies", base[:-1] + "ied", base + "ing")
    if base.endswith(("s", "sh", "ch", "x", "z")):
        return (base, base + "es", base + "ed", base + "ing")
    stem = base + base[-1] if base in _DOUBLING else base
    return (base, base + "s", stem + "ed", stem + "ing")


def _inflect() -> dict[str, tuple[str, str]]:
    table: dict[str, tuple[str, str]] = {}
    classes = {"common": _words("common") | _IRREGULAR.keys(), "call": _words("call"),
               "speak": _words("speak") | SPEAK_IN_ARTICLES, "say": _words("say")}  # fmt: skip
    for kind, bases in classes.items():
        for base in sorted(bases):
            for form in forms(base):
                table[form] = (base, kind)
    for line in _LINES["pasts"]:
        base, past = line.split()
        table.setdefault(past, (base, "common"))
    return table


VERBS = _inflect()
"""Form of a verb -> its base, and how it reports: "say", "speak", "call", or "common" when it does not."""
