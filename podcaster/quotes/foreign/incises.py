"""How far the narrator's words go that stand between commas inside marks: up to where the quotation plainly goes on.

French papers print their tags so ("« Nobody asked us, says Ann Poole, who lives opposite. Nobody! »"). Behind the verb
and its subject stand an apposition, an age, the name of whoever holds the office, or how and where it was said; what
may as well be the quotation's is the quotation's.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.quotes.foreign.named import is_given_name
from podcaster.quotes.foreign.wordlists import begins
from podcaster.quotes.foreign.words import WordForm, read_words
from podcaster.sentences import SHORT_WORDS

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from podcaster.quotes.foreign.language import Language

_STOP = on_demand(r"\([^()\n]*\)|[,:;](?=\s|\Z)|[!?…]|\.(?=[\s»”\"]|\Z)|\s[—–-]\s")
"""Where a stretch between commas ends; what stands in brackets is no end."""
_SHORT = on_demand(r"\b([^\W\d_]{1,5})\Z")
_AGE = on_demand(r"\s*(?:de\s)?\d{1,3}\s")
SHORTEST_PARTICIPLE = 3
"""Letters of a participle."""
LONGEST_TAG, FEW = 14, 6
"""Words behind the verb up to the first comma: more than few only with a person as the subject."""
NEAR = 4
"""Words behind the verb among which its subject is named, and of an apposition among which its noun is."""
LONGEST_NAME = 5
"""Words of a name between commas."""
FEWEST_BEFORE = 3
"""Words of a sentence that may be whole: what is cut off behind fewer goes on behind the tag."""
MOST_STRETCHES = 8
"""Stretches behind a verb that are looked at."""
SHORT_ADVERBIAL = 3
"""Words that tell how somebody is or what they do meanwhile."""


@dataclass(frozen=True)
class _Stretch:
    """Words between two stops."""

    tokens: list[WordForm]
    sign: str
    """The stop, "" at the end of the marks."""
    behind: int
    """Where the next one begins."""
    text: str


def incise_end(text: str, language: Language, verb: re.Match[str], start: int, end: int) -> int:
    """Where a tag ends that a reporting verb behind a comma opens, or 0 where it is none.

    Args:
        text: The whole text.
        language: Its words.
        verb: The verb, with pronouns and auxiliaries.
        start: Where its sentence begins inside the marks.
        end: Where the marks end.
    """
    first, *others = islice(_stretches(text, verb.end(), end, language), MOST_STRETCHES)
    if _is_past_aside(language, first, others):
        first, *others = others[1:]
    if not _opens(language, verb, first):
        return 0
    reader = _Reader(language, verb, first, read_words(text, start, verb.start()))
    last = first
    for one in others:
        if last.sign != "," or not one.tokens or one.sign not in {",", ".", ""} or not reader.belongs(one):
            break
        last = one
    return last.behind


def _is_past_aside(language: Language, first: _Stretch, others: list[_Stretch]) -> bool:
    """Whether the subject stands behind an aside that the verb opens: "commente, résignée, Ann Poole"."""
    if first.tokens or first.sign != "," or len(others) <= 1:
        return False
    aside, words = others[0], others[1].tokens
    opens = words[:1] and (_opens_name(language, words[0]) or _opens_description(language, words))
    return bool(opens) and aside.sign == "," and 0 < len(aside.tokens) <= LONGEST_NAME


def _opens_description(language: Language, words: list[WordForm]) -> bool:
    return words[0].low in language.determiners and any(language.sort_of(one.low) == "person" for one in words[1:NEAR])


def _stretches(text: str, start: int, end: int, language: Language) -> Iterator[_Stretch]:
    place = start
    for stop in _STOP.finditer(text, start, end):
        sign = stop[0].strip()[:1]
        if sign == "(" or (sign == "." and not _ends(text, place, stop.start(), end, language)):
            continue
        behind = stop.end()
        while behind < end and text[behind].isspace():
            behind += 1
        yield _Stretch(read_words(text, place, stop.start()), sign, behind, text[place : stop.start()])
        place = behind
    yield _Stretch(read_words(text, place, end), "", end, text[place:end])


def _ends(text: str, start: int, stop: int, end: int, language: Language) -> bool:
    """Whether a full stop ends a sentence: no short form stands before it, and no small letter behind it."""
    short = _SHORT.search(text, max(start, stop - 6), stop)
    word = short[1].casefold() if short else ""
    if len(word) == 1 or word in language.titles or word in SHORT_WORDS[""]:
        return False
    return not text[stop + 1 : end].lstrip()[:1].islower()


def _opens(language: Language, verb: re.Match[str], first: _Stretch) -> bool:
    """Whether a verb and what follows it up to the first stop may be a tag."""
    words = first.tokens
    if first.sign not in {",", ".", ":", ""} or any(one.low in language.words.own for one in words):
        return False
    if len(words) > LONGEST_TAG or any(one.low in language.that for one in words):
        return False
    if _has_subject(language, verb, words):
        return True
    # "dijo," but not "dit,": where verbs stand without a pronoun
    alone = first.sign in {",", "."} and not verb["self"] and bool(language.words.past_endings)
    return alone and len(words) <= FEW and not (not words and is_participle(verb[0], language))


def is_participle(word: str, language: Language) -> bool:
    """Whether a word ends like a participle, which reports nothing without an auxiliary."""
    return len(word) >= SHORTEST_PARTICIPLE and word.endswith(language.words.participles)


def _has_subject(language: Language, verb: re.Match[str], words: list[WordForm]) -> bool:
    """Whether somebody is named or described behind a verb, or a pronoun stands there."""
    inverted = read_words(verb.string, verb.start(), verb.end())
    if any(one.low in language.pronouns for one in [*inverted[1:], *words[:1]]):
        return True
    if any(_opens_name(language, one) for one in words[:NEAR]):
        return True
    opens = bool(words[1:]) and (words[0].low in language.determiners or words[0].low in language.possessives)
    return opens or any(language.sort_of(one.low) for one in words)


def _opens_name(language: Language, word: WordForm) -> bool:
    return word.text[:1].isupper() and (not language.capital_nouns or is_given_name(word.text))


class _Reader:
    """Tells of the stretches behind a tag's first comma which are still the narrator's."""

    def __init__(self, language: Language, verb: re.Match[str], first: _Stretch, before: list[WordForm]) -> None:
        self.language, self.lists = language, language.words
        self.named = any(_opens_name(language, one) for one in first.tokens)
        names = [one for one in first.tokens if one.text[:1].isupper()]
        self.whole_name = len(names) > 1 and is_given_name(names[0].text)
        self.described = any(language.sort_of(one.low) == "person" for one in first.tokens)
        asked = verb.string[verb.start() - 1] != ","
        numbered = bool(before) and any(map(str.isdigit, verb.string[before[-1].end : verb.start()]))  # "depuis 2015,"
        self.open = not asked and not numbered and bool(before) and self._is_open(before[-1])
        self.whole = asked or (len(before) >= FEWEST_BEFORE and not self.open)
        self.cleft = bool(before) and self._is_cleft(before)
        self.extended = False
        """Whether more than the verb and its subject was the narrator's so far."""
        self.told_how = False
        """Whether that was how it was said."""

    def belongs(self, stretch: _Stretch) -> bool:
        """Whether a stretch behind a comma is the narrator's."""
        found = self._belongs(stretch)
        self.extended |= found
        return found

    def _belongs(self, stretch: _Stretch) -> bool:
        tokens = stretch.tokens
        if self._is_name(tokens):
            self.named = self.whole_name = True
            return True
        if _AGE.match(stretch.text) and any(one.low in self.lists.years for one in tokens[:FEWEST_BEFORE]):
            return self.named or self.described
        spoken = self.lists.own | self.language.first
        if any(one.low in spoken for one in tokens) or tokens[0].low in self.language.and_ | self.language.when:
            return False
        if tokens[0].low in self.lists.which | self.language.relatives:
            return (self.named or self.described) and self.whole and not self.cleft
        when = self.extended and any(one.low in self.lists.times for one in tokens[:2])
        where = self.told_how and stretch.sign == "." and tokens[0].low in self.language.prepositions
        return when or where or (not self.open and (self._tells_who(stretch) or self._tells_how(stretch)))

    def _tells_who(self, stretch: _Stretch) -> bool:
        """Whether a stretch says who the speaker is."""
        tokens = stretch.tokens
        apposed = (self.named or self.described) and self._is_apposition(tokens)
        where = any(one.text[:1].isupper() for one in tokens) or any(sign.isdigit() for sign in stretch.text)
        placed = where and tokens[1:] and tokens[1].low in self.language.prepositions | self.language.joined.keys()
        since = (
            self.named and self.whole and placed and tokens[0].low.endswith(self.lists.participles_of_one)
        )  # "arrivé d'Abidjan en 1998"
        return apposed or bool(since) or (self.named and self._is_of_house(tokens))

    def _last_part(self, word: WordForm) -> str:
        """A word without what is elided before it: "c'est"."""
        return word.low.rpartition("'")[2]

    def _is_cleft(self, before: list[WordForm]) -> bool:
        """Whether "it is" somebody who does what a relative clause behind the tag tells."""
        somebody = (one.text[:1].isupper() or self.language.sort_of(one.low) or one.low in self.language.pronouns
                    for one in before[1:])  # fmt: skip
        return self._last_part(before[0]) in self.lists.copulas and any(somebody)

    def _is_open(self, word: WordForm) -> bool:
        """Whether a sentence cannot end with a word: "C'est, dit-il, le maire"."""
        low, language = self._last_part(word), self.language
        held = language.like | language.prepositions | language.that | language.auxiliaries
        return low in held or low in language.determiners

    def _is_name(self, tokens: list[WordForm]) -> bool:
        """Whether a name stands alone between commas, behind the office of whoever has it."""
        if not self.described or self.whole_name:
            return False
        capital = all(one.text[:1].isupper() or one.low in self.language.particles for one in tokens)
        given = is_given_name(tokens[0].text) or (len(tokens) > 1 and not self.language.capital_nouns)
        return capital and tokens[0].text[:1].isupper() and len(tokens) <= LONGEST_NAME and given

    def _is_apposition(self, tokens: list[WordForm]) -> bool:
        """Whether a noun for a person opens a stretch, perhaps behind an article, an adjective or "today"."""
        for at, token in enumerate(tokens[:NEAR]):
            if self.language.sort_of(token.low) == "person":
                return not self._goes_on(tokens[at + 1 :])
            opens = token.low in self.language.determiners or token.low in self.language.joined
            opens = opens or token.low in self.language.starters | self.lists.before_nouns | self.lists.of_nouns
            if not opens and at and not token.text.islower():
                return False
        return False

    def _goes_on(self, tokens: list[WordForm]) -> bool:
        """Whether a verb of the main clause follows a noun: then a sentence of the quotation begins with it."""
        for token in tokens:
            if token.low in self.lists.which | self.language.relatives:
                return False
            if token.low in self.language.auxiliaries | self.lists.copulas or token.low in self.language.pronouns:
                return True
        return False

    def _is_of_house(self, tokens: list[WordForm]) -> bool:
        """Whether a stretch says for whom somebody works: "de la CGT", "du SDIS du Finistère"."""
        if tokens[0].low not in self.lists.links or self._goes_on(tokens):
            return False
        inside = tokens[1:NEAR]
        return any(self.language.sort_of(one.low) == "body" or (one.text.isupper() and len(one.text) > 1)
                   for one in inside)  # fmt: skip

    def _tells_how(self, stretch: _Stretch) -> bool:
        """Whether a stretch tells how, where or to whom something was said, or how somebody was then."""
        tokens = stretch.tokens
        for first in (tokens, tokens[1:]):  # "encore sous le choc"
            words = " ".join(one.low for one in first).replace("' ", "'")
            if f"{words} ".startswith(begins(self.lists.manners)):
                self.told_how = True
                return True
        ended = (
            self.whole
            and stretch.sign == "."
            and len(tokens) < SHORT_ADVERBIAL
            and tokens[-1].low not in self.language.starters
        )
        return ended and tokens[0].text.islower() and tokens[0].low.endswith(self.lists.tells_how)
