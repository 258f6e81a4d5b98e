"""Gathers the mentions of an article into people: one person, one canonical name."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from podcaster.quotes import lists
from podcaster.quotes.lists import table_in
from podcaster.quotes.mentions.nouns import sort_of
from podcaster.quotes.mentions.ranks import rank_of

if TYPE_CHECKING:
    from podcaster.quotes.mentions.mention import Mention


IMPERSONAL = frozenset({"body", "text", "people", "code", "place"})
"""Sorts of what is no single human being: bodies, texts, families, and what goes by letters and digits (a road)."""


@dataclass(slots=True, eq=False)
class Person:
    """Somebody (or some body, or some text) of the article."""

    number: int
    """Index in the list of all people, by which mentions and shares mean them."""
    words: tuple[str, ...] = ()
    """The fullest name found, without titles; empty for somebody without a name."""
    title: str = ""
    """A title that stands before the name and belongs to it ("Mrs.", "Prince")."""
    description: str = ""
    """Of somebody without a name: the first phrase for them."""
    sorts: Counter[str] = field(default_factory=Counter)
    """Evidence of what it is ("person", "body", "text", "people"), in points."""
    nouns: set[str] = field(default_factory=set)
    """What the article calls them: "senator", "wife"."""
    modifiers: dict[str, set[str]] = field(default_factory=dict)
    """Noun -> what it was modified by: "coach" -> "state"."""
    present: set[str] = field(default_factory=set)
    """The nouns that they are called by as what they are."""
    past: set[str] = field(default_factory=set)
    """Those by which they are called as what they were: "former mayor"."""
    ranks: dict[str, set[frozenset[str]]] = field(default_factory=dict)
    """Noun -> the words of rank that it was modified by, each time: "mayor" -> {"deputy"}, or none."""
    deeds: set[str] = field(default_factory=set)
    """What they may be called for what they did: "winner"."""
    genders: Counter[str] = field(default_factory=Counter)
    """Evidence of gender from the article's own words, in points."""
    guess: str = ""
    """The gender that the given name suggests."""
    shared: bool = False
    """Men and women have the given name, so that it suggests little."""
    mentions: list[int] = field(default_factory=list)
    """Indices into the list of all mentions, in order."""
    aliases: Counter[str] = field(default_factory=Counter)
    """Names and descriptions that the article uses for them, with how often."""
    plural: bool = False
    """Several taken as one speaker: two who say something together, or "the neighbours"."""
    they: bool = False
    """The article says that they go by "they"."""
    speaks: bool = False
    """It says something somewhere in the article."""

    @property
    def broadly(self) -> set[str]:
        """The further nouns by which they can be called: a novelist is "the author", who has won "the winner"."""
        return self.deeds.union(*(lists.BROADER.get(noun, ()) for noun in self.nouns)) - self.nouns

    @property
    def sort(self) -> str:
        """What the evidence says: "person", "body", "text" or "people"; empty when there is none."""
        return max(self.sorts, key=self.sorts.__getitem__) if self.sorts else ""

    @property
    def gender(self) -> str:
        """What the article shows, else what the given name suggests: "male", "female" or empty."""
        if self.they:
            return ""
        shown = self.genders.most_common(2)
        if shown and (len(shown) == 1 or shown[0][1] > shown[1][1]):
            return shown[0][0]
        return self.guess

    @property
    def named(self) -> bool:
        """Whether the article names them."""
        return bool(self.words)

    @property
    def name(self) -> str:
        """The canonical name, or the description."""
        if not self.words:
            return self.description
        words = list(self.words)
        text = " ".join(words)
        return f"{self.title} {text}" if self.title and len(words) == 1 else text

    @property
    def described(self) -> bool:
        """Whether it is a body, a document or somebody without a name."""
        return not self.words or self.sort in IMPERSONAL


def can_speak(person: Person) -> bool:
    """Whether it is of a sort that says something: a name, or a phrase for a person, a body or a text.

    False for roads and vehicles ("the X7"), runs of words in capitals, and phrases that neither open like one ("the")
    nor have a noun for a speaker.
    """
    if person.sort == "code":
        return False
    if not person.named:
        opens = person.description.partition(" ")[0].lower()
        whole = opens in lists.DETERMINERS or opens in lists.POSSESSIVES
        return whole or person.sort == "person" or any(sort_of(noun) for noun in person.nouns)
    shouts = len(person.words) > 1 and all(word.isupper() and len(word) > 2 for word in person.words)
    return not shouts or person.sort == "person"


_NICKNAME: dict[str, set[int]] = {}
for _number, _group in enumerate(lists.NICKNAMES):
    for _word in _group.split():
        _NICKNAME.setdefault(_word, set()).add(_number)


def plain(word: str) -> str:
    """A word of a name as it is compared: lower case, straight apostrophe, no full stop."""
    return word.lower().replace("’", "'").strip(".")


def same_given(one: str, other: str) -> bool:
    """Whether two given names can be one person's: equal, an initial, or a nickname of it."""
    if one == other:
        return True
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    if one.replace(".", "") == other.replace(".", ""):
        return True
    if are_nicknames(one, other):
        return True
    return min(len(one), len(other)) >= 3 and (one.startswith(other) or other.startswith(one))


def are_nicknames(one: str, other: str) -> bool:
    """Whether two given names, in small letters, can be one person's that begin otherwise: "ned" and "edward"."""
    return bool(_NICKNAME.get(one, set()) & _NICKNAME.get(other, set()))


NAMESAKES = 40
"""People of one surname who are looked through, latest first: a bound for texts that are no articles."""


class People:
    """The people of one article, grown mention by mention."""

    def __init__(self) -> None:
        self.all: list[Person] = []
        self.story = False
        """The text is a story, whose narrator calls everybody by few names."""
        self.intimate: frozenset[str] = frozenset()
        """Of a story: the names that its narrator uses alone."""
        self.wives: frozenset[str] = frozenset()
        """Of a story: the surnames that its narrator gives a Mrs."""
        self._by_last: dict[str, list[Person]] = {}
        self._by_first: dict[str, list[Person]] = {}
        self._by_letters: dict[str, list[Person]] = {}

    def add(self, words: tuple[str, ...] = (), description: str = "", sort: str = "") -> Person:
        """A new person."""
        person = Person(len(self.all), words, description=description)
        if sort:
            person.sorts[sort] += 1
        self.all.append(person)
        if words:
            self._index(person)
        return person

    def _index(self, person: Person) -> None:
        words = [plain(word) for word in person.words]
        for table, key in ((self._by_last, words[-1]), (self._by_first, words[0])):
            held = table.setdefault(key, [])
            if not held or held[-1] is not person:
                held.append(person)
        if "y" in words[1:-1]:
            self._by_last.setdefault(words[words.index("y", 1) - 1], []).append(person)  # "Villarreal y Luna"
        particle, hyphen, bare = words[-1].partition("-")
        if hyphen and len(particle) < 4:
            self._by_last.setdefault(bare, []).append(person)  # "al-Rashid", later "Rashid"
        if len(words) > 1:
            for skip in ({"of", "and", "for", "the", "&"}, {"&"}):
                letters = "".join(word[0] for word in words if word not in skip)
                self._by_letters.setdefault(letters, []).append(person)

    def find_full(self, words: tuple[str, ...], gender: str) -> Person | None:
        """The person whom a name of several words means."""
        lowered = [plain(word) for word in words]
        for person in reversed(self._by_last.get(lowered[-1], [])[-NAMESAKES:]):
            known = [plain(word) for word in person.words]
            if len(known) == 1:
                continue
            if gender and person.gender and gender != person.gender and known[0] != lowered[0]:
                continue
            if known == lowered or same_given(known[0], lowered[0]) or lowered[0] in known[:-1]:
                return person
        for person in self._by_first.get(lowered[0], [])[-NAMESAKES:]:
            known = [plain(word) for word in person.words]
            if known[: len(lowered)] == lowered or (lowered[: len(known)] == known and len(known) > 1):
                return person
            if len(known) > 2 and known[-2:] == lowered[-2:]:
                return person
        return None

    def matching(self, word: str) -> tuple[list[Person], list[Person]]:
        """Whom a single word can mean: by surname, and by given name or letters."""
        key = plain(word)
        last = self._by_last.get(key, [])[-NAMESAKES:]
        first = [person for person in self._by_first.get(key, [])[-NAMESAKES:] if person not in last]
        if word.isupper():
            first = first + self._by_letters.get(key, [])
        return last, first

    def lengthen(self, person: Person, words: tuple[str, ...]) -> None:
        """Takes a fuller name for a person."""
        if len("".join(words)) > len("".join(person.words)) or len(person.words) == 1:
            person.words = words
            self._index(person)

    def alias(self, person: Person, words: tuple[str, ...]) -> None:
        """Takes a further name for a person, by which they are found."""
        person.aliases[" ".join(words)] += 1
        for table, key in ((self._by_last, plain(words[-1])), (self._by_first, plain(words[0]))):
            held = table.setdefault(key, [])
            if person not in held:
                held.append(person)


def note(person: Person, mention: Mention, index: int, *, clear: bool = True) -> None:
    """Adds a mention to a person, and what it shows: no gender and no noun, unless it is clear that they are meant."""
    mention.person = person.number
    person.mentions.append(index)
    if mention.kind == "pronoun":
        return
    if mention.gender and clear:
        person.genders[mention.gender] += 1 if mention.noun in _BOTH else 4
    if mention.kind == "name":
        _note_name(person, mention)
    if mention.noun and clear:
        person.nouns.update((mention.noun, *SPELLED.get(mention.noun, "").split()))
        (person.past if mention.former else person.present).add(mention.noun)
        person.modifiers.setdefault(mention.noun, set()).update(mention.modifiers)
        if mention.noun not in mention.titles:
            person.ranks.setdefault(mention.noun, set()).add(rank_of(mention.noun, mention.modifiers))
    if mention.sort == "thing":
        person.sorts["body"] += 1
    elif mention.sort == "place":
        person.sorts["place"] = 1  # weak, however often
    elif mention.sort and (mention.kind == "name" or not person.named):
        person.sorts[mention.sort] += 3
    elif mention.sort == "person":
        person.sorts["person"] += 2


def _note_name(person: Person, mention: Mention) -> None:
    person.aliases[" ".join(mention.words)] += 1
    if mention.sort in {"body", "thing"}:
        called_of = len(mention.words) > 2 and mention.words[1] in {"of", "for"}  # "the Office of the Commissioner"
        person.nouns.add(mention.words[0 if called_of else -1].lower())
    for place, title in enumerate(mention.titles):
        if title in lists.TITLES or sort_of(title) == "person":
            person.nouns.add(title)
            (person.past if mention.former else person.present).add(title)
            rank = rank_of(title, {*mention.modifiers, *mention.titles[:place]})
            person.ranks.setdefault(title, set()).add(rank)
            person.nouns.update({"deputy"} & rank)
            if place:
                person.modifiers.setdefault(title, set()).update(mention.titles[:place])
            if mention.titles[place + 1 : place + 2] in {("of",), ("for",)}:  # "Mayor of London Jane Roe"
                person.modifiers.setdefault(title, set()).update({*mention.titles[place + 2 :]} - {"state"})
        person.nouns.update(SPELLED.get(title, "").split())
    if not mention.titles or mention.sort != "person" or len(mention.words) > 1 or mention.owner >= 0:
        return  # "her sister Harriet" is not called Sister Harriet
    title = mention.titles[-1]
    if title in lists.HONORIFICS and title not in lists.ROLES_NOT_TITLES:
        person.title = title.capitalize() + ("." if title in {"mr", "mrs", "ms"} else "")
    elif title in {"dr", "prof"}:
        person.title = title.capitalize() + "."


_BOTH = frozenset({"chairman", "vice-chairman", "ombudsman", "alderman"})
"""Offices that women hold by the same word: "the chairman, Mrs. Roe"."""
SPELLED = table_in("coreference", "people spelled")
"""Titles -> the nouns that stand for who has them."""
