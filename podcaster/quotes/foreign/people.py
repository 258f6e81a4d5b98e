"""Who is named or described in an article, and which of the mentions are one person."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from podcaster.model import Gender, Speaker
from podcaster.quotes.mentions.given_names import guess_genders

if TYPE_CHECKING:
    from podcaster.quotes.foreign.language import Language

WORD = re.compile(r"[^\W\d_](?:[^\W_]|[’'-](?=[^\W\d_]))*[’']?")
_ELIDED = re.compile(r"^(?:[ldLD]|[uU]n|dell|all|qu|s)['’](?=[^\W\d_])")
_INVERTED = re.compile(r"-(?:t-)?(?=(?:il|elle|on|ils|elles)\b)")
"""Between a French verb and its pronoun: "demande-t-elle"."""
LONGEST = 5
"""Words of a name at most."""


@dataclass
class Named:
    """Somebody who may speak."""

    name: str
    gender: str = ""
    described: bool = False
    aliases: set[str] = field(default_factory=set)

    def speaker(self) -> Speaker:
        """The person as the other stages know them."""
        gender = Gender(self.gender) if self.gender else Gender.UNKNOWN
        return Speaker(self.name, gender, self.described, tuple(sorted(self.aliases - {self.name})))


@dataclass(frozen=True)
class Token:
    """A word of the narrator's."""

    start: int
    end: int
    text: str

    @property
    def low(self) -> str:
        """The word in lower case."""
        return self.text.casefold().replace("’", "'")


@dataclass(frozen=True)
class Mention:
    """Words that mean somebody."""

    start: int
    end: int
    person: Named | None
    pronoun: str | None = None
    """Of a pronoun: its gender, empty where it shows none."""
    weak: bool = False
    """A description or pronoun that means whoever was meant before."""


def read_words(text: str, start: int, end: int) -> list[Token]:
    """The words of a stretch; an elided article is a word of its own."""
    found = []
    for match in WORD.finditer(text, start, end):
        begin = match.start()
        if elided := _ELIDED.match(match.group()):
            found.append(Token(begin, begin + elided.end(), elided.group()))
            begin += elided.end()
        if inverted := _INVERTED.search(text, begin, match.end()):
            found.append(Token(begin, inverted.start(), text[begin : inverted.start()]))
            begin = inverted.end()
        found.append(Token(begin, match.end(), text[begin : match.end()]))
    return found


class People:
    """The people of one article."""

    def __init__(self, text: str, language: Language) -> None:
        self.text, self.language = text, language
        self.by_word: dict[str, list[Named]] = {}
        self.described: dict[str, Named] = {}
        self.by_ending: dict[str, Named] = {}
        """What a name ends with, in lower case -> the first person whose name does."""
        self.by_role: dict[str, Named] = {}
        """A noun beside a name -> the last person named so."""

    def learn(self, tokens: list[Token]) -> None:
        """Takes note of the full names of a stretch."""
        at = 0
        while at < len(tokens):
            size = self.name_at(tokens, at)
            names = tokens[at : at + size]
            if size > 1:
                self._add(tokens, at, names)
            at += max(1, size)

    def _add(self, tokens: list[Token], at: int, names: list[Token]) -> None:
        name = self.text[names[0].start : names[-1].end]
        person = self._known(name)
        if person is None:
            given = names[0].text.split("-")[0]
            person = Named(name, guess_genders([given])[given])
            words = name.casefold().split()
            for at_word in range(len(words)):
                self.by_ending.setdefault(" ".join(words[at_word:]), person)
            for token in names:
                if token.low not in self.language.particles:
                    self.by_word.setdefault(token.low, []).append(person)
        near = tokens[max(0, at - 5) : at]
        cut = max((nr for nr, one in enumerate(near, 1) if self._ends(one, [*near, names[0]][nr])), default=0)
        before = [token.low for token in near[cut:]]
        after = [token.low for token in tokens[at + len(names) : at + len(names) + 3]]
        if not self.text.startswith(",", names[-1].end):
            after = []
        self.by_role.update((word, person) for word in (*before, *after) if self._is_noun(word))
        gender = self._shown(before)
        person.gender = gender or person.gender

    def _known(self, name: str) -> Named | None:
        """The person who has a name of several words, or whose name ends with it: "De Luca"."""
        return self.by_ending.get(" ".join(name.casefold().split()))

    def _shown(self, before: list[str]) -> str:
        """The gender that the title or the article before a name shows."""
        if before and before[-1] in self.language.titles:
            return self.language.titles[before[-1]]
        if len(before) > 1 and before[-2] in self.language.determiners:
            return self.language.determiners[before[-2]]
        return ""

    def name_at(self, tokens: list[Token], at: int) -> int:
        """How many words the name has that begins at a word; 0 where none does."""
        if not self._capital(tokens[at]):
            return 0
        size = last = 1
        while at + size < len(tokens) and last < LONGEST:
            token, gap = tokens[at + size], self.text[tokens[at + size - 1].end : tokens[at + size].start]
            if gap not in {" ", "", ". ", "\u00a0"} or (gap == ". " and len(tokens[at + size - 1].text) > 1):
                break
            if self._capital(token):
                last = size + 1
            elif token.low not in self.language.particles:
                break
            size += 1
        return self._without_nouns(tokens, at, last)

    def _without_nouns(self, tokens: list[Token], at: int, size: int) -> int:
        """In German, where nouns have capitals, a longer name begins with a given name."""
        if self.language.tag != "de" or size < 2:
            return size
        return size if guess_genders([tokens[at].text])[tokens[at].text] else 0 if size > 1 else size

    def _capital(self, token: Token) -> bool:
        low = token.low
        closed = low in self.language.starters or low in self.language.titles or low in self.language.verbs
        return (
            token.text[:1].isupper()
            and not closed
            and not token.text.endswith(("'", "’"))
            and (len(token.text) > 1 or self.language.tag == "de")
        )

    def mentions(self, tokens: list[Token]) -> list[Mention]:
        """Everybody whom a stretch means, in order."""
        found: list[Mention] = []
        at = 0
        while at < len(tokens):
            token = tokens[at]
            size = self.name_at(tokens, at)
            if size and (person := self._named(tokens, at, size)):
                found.append(Mention(token.start, tokens[at + size - 1].end, person))
            elif token.low in self.language.pronouns:
                found.append(Mention(token.start, token.end, None, self.language.pronouns[token.low], weak=True))
            elif token.low in self.language.determiners and (described := self._described(tokens, at)):
                size, mention = described
                found.append(mention)
            at += max(1, size)
        return found

    def _named(self, tokens: list[Token], at: int, size: int) -> Named | None:
        name = self.text[tokens[at].start : tokens[at + size - 1].end]
        if size > 1:
            return self._known(name)
        title = self.language.titles.get(tokens[at - 1].low, "") if at else ""
        known = [
            one for one in self.by_word.get(tokens[at].low, []) if not (title and one.gender and one.gender != title)
        ]
        if known:
            known[0].aliases.add(name)
            known[0].gender = known[0].gender or title
            return known[0]
        if self.language.tag == "de" and not self._beside_verb(tokens, at):
            return None
        person = Named(name, title or guess_genders([name]).get(name, ""))
        self.by_word.setdefault(tokens[at].low, []).append(person)
        return person

    def _beside_verb(self, tokens: list[Token], at: int) -> bool:
        """Whether a German word with a capital stands as a name does: right beside a reporting verb or a title."""
        near = [*tokens[max(0, at - 1) : at], *tokens[at + 1 : at + 2]]
        words = {token.low for token in near}
        return bool(words & (self.language.verbs | self.language.titles.keys() | {"so", "laut"}))

    def _described(self, tokens: list[Token], at: int) -> tuple[int, Mention] | None:
        """A description that begins with a determiner: "la ministra", "un portavoz de la policía"."""
        rest = tokens[at + 1 : at + 7]
        if not rest or self.text[tokens[at].end : rest[0].start].strip():
            return None
        for ahead in range(1, 4):
            if (
                at + ahead < len(tokens)
                and (size := self.name_at(tokens, at + ahead))
                and (size > 1 or tokens[at + ahead].low in self.by_word)
            ):
                return None
        noun = rest[0]
        if not self._is_noun(noun.low):
            return None
        size = self._complement(tokens, at)
        name = self.text[tokens[at].start : tokens[at + size - 1].end]
        name = name[:1].lower() + name[1:]
        person = self.by_role.get(noun.low)
        gender = self.language.determiners[tokens[at].low]
        definite = tokens[at].low not in self.language.indefinite
        if person and definite and not (gender and person.gender and gender != person.gender):
            return size, Mention(tokens[at].start, tokens[at + size - 1].end, person)
        person = self.described.setdefault(name, Named(name, gender, described=True))
        weak = definite and size == 2
        return size, Mention(tokens[at].start, tokens[at + size - 1].end, person, gender if weak else None, weak=weak)

    def _closes(self, tokens: list[Token], at: int) -> bool:
        """Whether a word is an adjective that ends a description: "of the civil protection,"."""
        if not 0 < at < len(tokens) or self.text[tokens[at - 1].end : tokens[at].start] != " ":
            return False
        word = tokens[at].text
        return word.islower() and self._is_noun(word) and self.text[tokens[at].end : tokens[at].end + 1] in ",.;:"

    def _ends(self, token: Token, following: Token) -> bool:
        """Whether a sentence or a clause ends between two words."""
        return re.search(r"[!?:;]|(?<=[^\W\d_]{4})\.", self.text[token.start : following.start]) is not None

    def _is_noun(self, word: str) -> bool:
        """Whether a word may say what somebody is: none of the closed classes, and no reporting verb."""
        closed = (
            self.language.verbs | self.language.prepositions | self.language.particles | self.language.pronouns.keys()
        )
        return len(word) > 2 and word not in closed and word not in self.language.determiners

    def unnamed(self, tokens: list[Token]) -> Named | None:
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

    def _complement(self, tokens: list[Token], at: int) -> int:
        """How many words a description has: determiner, noun, and "of the ministry" behind it."""
        size = 2
        links = {"de", "del", "du", "des", "d'", "da", "do", "di", "della", "dell'", "der", "von", "vom"}
        if at + size < len(tokens) and tokens[at + size].low in links:
            size += 1
            if at + size < len(tokens) and tokens[at + size].low in {*self.language.determiners, "los", "las", "les"}:
                size += 1
            size += at + size < len(tokens)
            size += self._closes(tokens, at + size)
        return min(size, len(tokens) - at)
