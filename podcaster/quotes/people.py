"""Gathers the mentions of an article into people: one person, one canonical name."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from podcaster.quotes import lexicon
from podcaster.quotes.gender import guess_genders
from podcaster.quotes.nouns import sort_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.mentions import Mention
    from podcaster.quotes.subjects import Clause
    from podcaster.quotes.tokens import Paragraph, Token


IMPERSONAL = frozenset({"body", "text", "people", "code"})
"""Sorts of what is no single human being: bodies, texts, families, and what goes by letters and digits (a road)."""


@dataclass(slots=True, eq=False)
class Person:
    """Somebody (or some body, or some text) of the article."""

    number: int
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
    genders: Counter[str] = field(default_factory=Counter)
    """Evidence of gender from the article's own words, in points."""
    guess: str = ""
    """The gender that the given name suggests."""
    mentions: list[int] = field(default_factory=list)
    """Indices into the list of all mentions, in order."""
    aliases: Counter[str] = field(default_factory=Counter)
    plural: bool = False
    speaks: bool = False
    """It says something somewhere in the article."""

    @property
    def sort(self) -> str:
        """What the evidence says: "person", "body", "text" or "people"; empty when there is none."""
        return max(self.sorts, key=self.sorts.__getitem__) if self.sorts else ""

    @property
    def gender(self) -> str:
        """What the article shows, else what the given name suggests: "male", "female" or empty."""
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
        whole = opens in lexicon.DETERMINERS or opens in lexicon.POSSESSIVES
        return whole or person.sort == "person" or any(sort_of(noun) for noun in person.nouns)
    shouts = len(person.words) > 1 and all(word.isupper() and len(word) > 2 for word in person.words)
    return not shouts or person.sort == "person"


_NICKNAME: dict[str, set[int]] = {}
for _number, _group in enumerate(lexicon.NICKNAMES):
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
    if _NICKNAME.get(one, set()) & _NICKNAME.get(other, set()):
        return True
    return min(len(one), len(other)) >= 3 and (one.startswith(other) or other.startswith(one))


NAMESAKES = 40
"""People of one surname who are looked through, latest first: a bound for texts that are no articles."""


class People:
    """The people of one article, grown mention by mention."""

    def __init__(self) -> None:
        self.all: list[Person] = []
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


def note(person: Person, mention: Mention, index: int, *, clear: bool = True) -> None:
    """Adds a mention to a person, and what it shows about them: no gender, unless it is clear that they are meant."""
    mention.person = person.number
    person.mentions.append(index)
    if mention.kind == "pronoun":
        return
    if mention.gender and clear:
        person.genders[mention.gender] += 4
    if mention.kind == "name":
        _note_name(person, mention)
    if mention.noun:
        person.nouns.add(mention.noun)
        person.modifiers.setdefault(mention.noun, set()).update(mention.modifiers)
    if mention.sort == "thing":
        person.sorts["body"] += 1
    elif mention.sort and (mention.kind == "name" or not person.named):
        person.sorts[mention.sort] += 3
    elif mention.sort == "person":
        person.sorts["person"] += 2


def _note_name(person: Person, mention: Mention) -> None:
    person.aliases[" ".join(mention.words)] += 1
    if mention.sort in {"body", "thing"}:
        person.nouns.add(mention.words[-1].lower())
    for title in mention.titles:
        if title in lexicon.TITLES or sort_of(title) == "person":
            person.nouns.add(title)
            person.nouns.update(_SPELLED.get(title, "").split())
    if not mention.titles or mention.sort != "person" or len(mention.words) > 1:
        return
    title = mention.titles[-1]
    if title in lexicon.HONORIFICS and title not in lexicon.ROLES_NOT_TITLES:
        person.title = title.capitalize() + ("." if title in {"mr", "mrs", "ms"} else "")
    elif title in {"dr", "prof"}:
        person.title = title.capitalize() + "."


_SPELLED = {
    "pres": "president", "sen": "senator lawmaker", "senator": "lawmaker", "gov": "governor", "mp": "lawmaker",
    "rep": "representative congressman congresswoman lawmaker", "congressman": "lawmaker", "congresswoman": "lawmaker",
    "dr": "doctor physician", "prof": "professor", "lt": "lieutenant", "capt": "captain", "sgt": "sergeant",
    "gen": "general", "col": "colonel", "det": "detective", "supt": "superintendent", "insp": "inspector",
    "rev": "reverend", "ceo": "executive", "pm": "premier", "cm": "minister", "prime": "premier",
    "cllr": "councillor", "coun": "councillor", "justice": "judge", "mla": "legislator lawmaker",
    **dict.fromkeys(("dc", "ds", "di", "dci", "dsi", "dcs"), "detective officer"),
    **dict.fromkeys(("pc", "wpc", "constable", "sergeant", "inspector", "superintendent"), "officer"),
}  # fmt: skip
"""Titles -> the nouns that stand for who has them."""


def gather_names(mentions: Sequence[Mention]) -> People:
    """Makes the people whom an article names, and says of each name whose it is.

    Full names first, because a headline and a first sentence often use the surname only.
    """
    people = People()
    for index, mention in enumerate(mentions):
        if mention.kind == "name" and len(mention.words) > 1:
            person = people.find_full(mention.words, mention.gender)
            if person is None:
                person = people.add(mention.words)
            else:
                people.lengthen(person, mention.words)
            note(person, mention, index)
    guess(people)
    counts = {person.number: len(person.mentions) for person in people.all}
    seen: dict[int, int] = {}
    here: set[int] = set()
    at = -1
    for index, mention in enumerate(mentions):
        if mention.kind != "name":
            continue
        if mention.paragraph != at:
            here, at = set(), mention.paragraph
        if len(mention.words) == 1:
            person = _short(people, mention, counts, seen, here)
            if mention.sort == "body" and _is_shouted(mention.words[0], person):
                mention.sort = ""
            note(person, mention, index)
            if person.number in counts:
                counts[person.number] += 1
        else:
            here.add(mention.person)
        seen[mention.person] = index
    for person in people.all:
        person.mentions.sort()
    guess(people)
    return people


def guess(people: People) -> None:
    """Adds what given names suggest, where the article's own words show nothing yet."""
    given: dict[int, str] = {}
    for person in people.all:
        if not person.words or person.sort in IMPERSONAL or person.guess:
            continue
        first = person.words[0]
        lone = len(person.words) == 1 and person.sort != "person" and not person.speaks
        if person.genders or lone or first.lower() in lexicon.TITLES:
            continue
        given[person.number] = first.partition("-")[0]
    genders = guess_genders(given.values())
    for number, name in given.items():
        person = people.all[number]
        person.guess = genders.get(name, "")
        if person.guess and (person.speaks or 2 <= len(person.words) <= 4):
            person.sorts["person"] += 2


def _short(people: People, mention: Mention, counts: dict[int, int], seen: dict[int, int], here: set[int]) -> Person:
    """Whom a name of a single word means.

    Args:
        people: Everybody named so far.
        mention: The name.
        counts: How often each of them was named.
        seen: The latest mention of each.
        here: Those whom its own paragraph has named in full.
    """
    last, first = people.matching(mention.words[0])
    family = mention.words[0].endswith("s") and mention.sort == "people"
    if family and last == []:
        last = [person for person in people.all if person.words == mention.words]
    for group in (last, first):
        for guessed in (True, False):
            fitting = [person for person in group if _fits(person, mention, guessed=guessed)]
            if fitting:
                return max(fitting, key=lambda person: (*_likely(person, mention, here), *_often(person, counts, seen)))
    return people.add(mention.words)


def _is_shouted(word: str, person: Person) -> bool:
    """Whether a word in capitals is a part of a person's name, as a label or a headline writes it."""
    return len(person.words) > 1 and any(plain(word) == plain(part) and word != part for part in person.words)


def _fits(person: Person, mention: Mention, *, guessed: bool) -> bool:
    """Whether a short name can be a person's; ``guessed``: a guessed gender speaks against it too."""
    if (mention.sort == "people") != (person.sort == "people"):
        return False
    shown = person.gender if guessed or person.genders else ""
    if mention.gender and shown and mention.gender != shown:
        return False
    return not (mention.sort == "person" and person.sorts["body"] >= 3)


def _likely(person: Person, mention: Mention, here: set[int]) -> tuple[float, bool]:
    gender = 1.0 if mention.gender and person.gender == mention.gender else 0.0
    shared = 1.0 if set(mention.titles) & person.nouns else 0.0
    return gender + shared, person.number in here


def _often(person: Person, counts: dict[int, int], seen: dict[int, int]) -> tuple[float, float]:
    recent = seen.get(person.number, -1)
    return counts.get(person.number, 0) + (2.0 if recent >= 0 else 0.0), float(recent)


def link_descriptions(mentions: Sequence[Mention], paragraphs: Sequence[Paragraph], people: People) -> None:
    """Ties descriptions to the names beside them: "Jane Roe, a teacher", "the bank's head, John Doe, said"."""
    for index in range(1, len(mentions)):
        mention, last = mentions[index], index - 1
        if mention.kind == "description" and mention.owner == last and last > 0:
            last -= 1  # "Roe, the bank's head": the owner is part of the phrase
        begin = mentions[last + 1].first if last < index - 1 else mention.first
        before = _head_of(mentions, last, paragraphs)
        if mention.paragraph != before.paragraph or mention.sentence != before.sentence:
            continue
        tokens = paragraphs[mention.paragraph].tokens
        gap = _gap(tokens, before.last if before.kind == "name" else mentions[last].last, begin)
        if gap == [","]:
            _link_pair(before, mention, index, people, _follows(tokens, mention.last))
        elif (
            before.kind == "name" and mention.kind == "description" and mention.sort == "person" and not mention.plural
        ):
            words = [token.lower for token in tokens[mentions[last].last : begin]]
            if words and words[-1] in _IS and len(words) < 3 and before.person >= 0:
                note(people.all[before.person], mention, index)
                mention.role = "predicate"


_IS = frozenset({"is", "was", "become", "becomes", "became", "remains"})


def _head_of(mentions: Sequence[Mention], index: int, paragraphs: Sequence[Paragraph]) -> Mention:
    """Of "Roe of Leeds", Roe: the mention that what follows would be said of."""
    tokens = paragraphs[mentions[index].paragraph].tokens
    while index > 0:
        mention, before = mentions[index], mentions[index - 1]
        joined = mention.first > 0 and tokens[mention.first - 1].tag == "IN"
        if not joined or before.paragraph != mention.paragraph or before.last != mention.first - 1:
            break
        if before.kind == "pronoun" or (before.kind == "description" and before.sort != "person"):
            break
        index -= 1
    return mentions[index]


def _gap(tokens: Sequence[Token], begin: int, end: int) -> list[str]:
    """The tags between two noun phrases, what stands in brackets and "of Leeds" left out."""
    tags: list[str] = []
    depth = 0
    for token in tokens[begin:end]:
        depth += token.tag == "("
        if not depth:
            tags.append(token.tag)
        depth -= token.tag == ")"
    while tags and tags[0] in {"IN", "NNP", "DT", "NN"}:
        tags.pop(0)
    return tags


def _follows(tokens: Sequence[Token], place: int) -> str:
    """The tag behind a noun phrase, adverbs left out."""
    while place < len(tokens) and tokens[place].tag == "RB":
        place += 1
    return tokens[place].tag if place < len(tokens) else "."


def _link_pair(before: Mention, mention: Mention, index: int, people: People, after: str) -> None:
    if before.kind == "name" and mention.kind == "description" and before.person >= 0:
        if after in {"V", "AUX"}:
            return
        if mention.sort in {"person", ""} and not mention.plural and (mention.sort or mention.role != "subject"):
            person = people.all[before.person]
            if person.sort != "body" and (mention.sort == "person" or not mention.definite):
                note(person, mention, index)
                mention.role = mention.role if mention.role == "subject" else "apposition"
    elif before.kind == "description" and mention.kind == "name" and mention.person >= 0 and before.person < 0:
        person = people.all[mention.person]
        if before.sort == "person" and not before.plural and person.sort != "body" and after in {",", "V", ".", "AUX"}:
            note(person, before, index - 1)


def subjects_are_people(mentions: Sequence[Mention], clauses: Sequence[Clause], people: People) -> None:
    """Takes a name of two or three words that says something for a person's, when nothing speaks against it."""
    for clause in clauses:
        if clause.subject < 0 or clause.sort not in {"say", "speak"}:
            continue
        mention = mentions[clause.subject]
        if mention.kind == "name" and mention.person >= 0:
            person = people.all[mention.person]
            person.speaks = True
            if 2 <= len(person.words) <= 4:
                person.sorts["person"] += 1
