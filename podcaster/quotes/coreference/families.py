"""Shows which of several people with one surname a short name means, by what stands around it."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.quotes.coreference.ages import age_behind
from podcaster.quotes.coreference.kin import OTHER_END
from podcaster.quotes.coreference.people import plain
from podcaster.quotes.lists import words_in
from podcaster.quotes.mentions.nouns import gender_of_noun

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from podcaster.quotes.coreference.people import People, Person
    from podcaster.quotes.detection.passages import Passage
    from podcaster.quotes.mentions.mention import Mention
    from podcaster.quotes.words.tokens import Paragraph, Token

_OLD = words_in("coreference", "families old")
_YOUNG = frozenset({"son", "daughter", "grandson", "granddaughter", "nephew", "niece"})
_AGES = {
    **dict.fromkeys(("elder", "senior", "older", "eldest", "oldest"), (_OLD, _YOUNG)),
    **dict.fromkeys(("younger", "youngest", "junior"), (_YOUNG, _OLD)),
}
"""Words before a surname -> what the one meant is called, and what the others are."""
_HONORIFICS = frozenset({"mr", "mrs", "ms", "miss"})
_OWN = {"his": "male", "himself": "male", "her": "female", "herself": "female"}
_ABOUT = frozenset({"of", "about", "with", "beside"})
_CAPITAL = on_demand(r"\b[A-Z][\w’'-]+")
SHOWN = 1.0
"""Points between two of a family from which on the words around a name show which of them it means."""
DOUBT = {"shown": 0.03, "told": 0.08, "guessed": 0.16}
"""Probability that a shared name means another: words show whom, its paragraph has named him, or neither. By hand."""
GOES_ON = 0.75
"""Points for whom a pronoun behind a name can go on with: less than a title shows. By hand."""
AFTER = 8
"""Mentions behind a name that are looked through for such a pronoun."""
NEAR = 6
"""Words behind a name within which "said of his wife" shows a gender."""
HEAD = 400
"""Characters of a passage that are looked through for the given names of others."""


def relatives(mentions: Sequence[Mention], people: People) -> dict[int, str]:
    """Those whom the article introduces as somebody's relative: "his wife, Jane Roe", "Roe's son John Roe".

    Args:
        mentions: Everybody mentioned, in order.
        people: Those who are named in full.

    Returns:
        A person's number -> what they are called.
    """
    found: dict[int, str] = {}
    for index, mention in enumerate(mentions):
        if mention.kind != "name":
            continue
        number = mention.person
        if number < 0 and set(mention.titles) <= OTHER_END.keys():
            given = [person.number for person in people.matching(mention.words[0])[1]]
            number = given[0] if len(given) == 1 else -1  # "her daughter, Jane", who is Jane Roe further down
        if number < 0:
            continue
        own = next((title for title in mention.titles if title in OTHER_END), "")
        before = mentions[index - 1] if index else mention
        apposed = before.kind == "description" and before.owner >= 0 and before.noun in OTHER_END
        if apposed and before.paragraph == mention.paragraph and 0 <= mention.first - before.last < 2:
            found.setdefault(number, before.noun)
        elif own and mention.owner >= 0:
            found.setdefault(number, own)
    return found


def older_and_younger(mentions: Sequence[Mention], people: People, paragraphs: Sequence[Paragraph]) -> dict[int, float]:
    """How old people are: in years, or far above or below everybody for a brother who is called the older or younger.

    Args:
        mentions: Everybody mentioned, in order.
        people: Those who are named in full.
        paragraphs: The article's paragraphs.
    """
    found: dict[int, float] = {}
    for index, mention in enumerate(mentions):
        if mention.kind != "name" or mention.sort == "body":
            continue
        number = mention.person
        if number < 0:
            given = [person.number for person in people.matching(mention.words[0])[1]]
            number = given[0] if len(given) == 1 else -1
        if number < 0:
            continue
        if years := age_behind(paragraphs[mention.paragraph].tokens, mention):
            found.setdefault(number, float(years))
        for other in mentions[max(0, index - 1) : index + 3]:
            if other.noun not in {"brother", "sister"} or other.owner < 0 or other.owner == index:
                continue
            begin = mentions[other.owner].first
            beside = 0 <= mention.first - other.last < 2 or 0 <= begin - mention.last < 2
            compared = [_AGES[word][0] is _OLD for word in other.modifiers if word in _AGES]
            if compared and beside and other.paragraph == mention.paragraph:
                found[number] = FAR_APART if compared[0] else -FAR_APART
    return found


FAR_APART = 1000.0
"""Above all ages in years."""


class Families:
    """What the words beside a short name show of who is meant."""

    def __init__(
        self,
        mentions: Sequence[Mention],
        people: People,
        paragraphs: Sequence[Paragraph],
        passages: Sequence[Passage],
        text: str,
    ) -> None:
        self.kin = relatives(mentions, people)
        self.ages = older_and_younger(mentions, people, paragraphs)
        self.honorifics: dict[int, set[str]] = {}
        for mention in mentions:
            if mention.kind == "name" and len(mention.words) > 1 and mention.person >= 0:
                self.honorifics.setdefault(mention.person, set()).update(_HONORIFICS & set(mention.titles))
        self.mentions, self.paragraphs, self.passages, self.text = mentions, paragraphs, passages, text

    def rules_out(self, person: Person, mention: Mention) -> bool:
        """Whether somebody is called a son or a wife, and a name's title is of the other gender."""
        called = gender_of_noun(self.kin.get(person.number, ""))
        return bool(mention.gender and called) and mention.gender != called

    def likely(self, people: Sequence[Person], mention: Mention) -> dict[int, float]:
        """How far the words around a name speak for each of some people who share it, in points.

        Args:
            people: Those whom it can mean.
            mention: The name.

        Returns:
            A person's number -> points, negative where they speak against them.
        """
        tokens = self._around(mention)
        gender, goes_on = self._gender(mention), self._goes_on(mention)
        inside = self._inside(tokens)
        found: dict[int, float] = {}
        for person in people:
            points = 0.0
            if gender and person.gender:
                points += 1.0 if person.gender == gender else -1.0
            elif goes_on and person.gender:
                points += GOES_ON if person.gender == goes_on else -GOES_ON
            if len(person.words) > 1 and plain(person.words[0]) in inside:
                points -= 1.0  # "“George gave me advice,” Marsh said": not George Marsh
            points += self._honorific(person, mention)
            found[person.number] = points + self._age(person, people, mention)
        return found

    @staticmethod
    def rivals(best: Person, points: Mapping[int, float], named: Container[int]) -> tuple[tuple[int, float], ...]:
        """Who else may be meant by a name that some people share, with probabilities.

        Args:
            best: Whom it is taken to mean.
            points: What the words around it show of each of them (``likely``).
            named: Those whom its own paragraph has named in full.
        """
        found = []
        for number, held in points.items():
            shown = points[best.number] - held >= SHOWN
            told = best.number in named and number not in named
            if number != best.number:
                found.append((number, (DOUBT["shown" if shown else "told" if told else "guessed"]) / (len(points) - 1)))
        return tuple(found)

    def _honorific(self, person: Person, mention: Mention) -> float:
        """What "Mrs Roe" shows: who has been Mrs before, no daughter."""
        shown = _HONORIFICS & set(mention.titles)
        known = self.honorifics.get(person.number, set())
        if not shown or (known and not shown & known):
            return -0.5 if shown else 0.0
        young = "mrs" in shown and self.kin.get(person.number) in _YOUNG
        return 0.5 if known else -0.5 if young else 0.0

    def _told_age(self, person: Person, people: Sequence[Person], *, older: bool) -> float:
        """Points for who is the older of them, by their ages or by who is called somebody's younger brother."""
        held = {each.number: self.ages[each.number] for each in people if each.number in self.ages}
        others = [age for number, age in held.items() if number != person.number]
        if person.number in held and others:
            return 2.0 if (held[person.number] > max(others)) is older else -2.0
        if person.number in held and abs(held[person.number]) == FAR_APART:
            return 1.0 if (held[person.number] > 0) is older else -1.0
        return 0.0

    def _around(self, mention: Mention) -> Sequence[Token]:
        paragraph = self.paragraphs[mention.paragraph]
        begin, end = paragraph.sentences[mention.sentence]
        return paragraph.tokens[max(begin, mention.first - NEAR) : min(end, mention.last + NEAR)]

    def _gender(self, mention: Mention) -> str:
        """What "Roe said of his wife" shows."""
        paragraph = self.paragraphs[mention.paragraph]
        _, end = paragraph.sentences[mention.sentence]
        tokens = paragraph.tokens[mention.last : min(end, mention.last + NEAR)]
        if not tokens or tokens[0].tag != "V":
            return ""
        for before, token in pairwise(tokens):
            if token.tag in {"Q", ",", "SUB", "."}:
                return ""
            if before.lower in _ABOUT and token.lower in _OWN:
                return _OWN[token.lower]
        return ""

    def _goes_on(self, mention: Mention) -> str:
        """What the pronoun shows that goes on with a subject: "Roe said on his bus", "Roe laughed. “No,” she said".

        Nothing where somebody else stands between, who may be meant, and where "her" is whom the subject meets.
        """
        if mention.role != "subject":
            return ""
        paragraph = self.paragraphs[mention.paragraph]
        _, end = paragraph.sentences[mention.sentence]
        at = bisect_right(
            self.mentions, (mention.paragraph, mention.first), key=lambda each: (each.paragraph, each.first)
        )
        for other in self.mentions[at : at + AFTER]:
            if other.paragraph != mention.paragraph or other.sentence > mention.sentence + 1:
                return ""
            own = other.role == "owner" if other.first < end else self._opens(paragraph, other)
            if other.kind == "pronoun" and other.gender:
                return other.gender if own else ""
            if (other.sort == "person" and not other.plural) or (other.first >= end and other.role == "subject"):
                return ""
        return ""

    def _opens(self, paragraph: Paragraph, mention: Mention) -> bool:
        """Whether nothing but quoted words stands before a mention in its sentence."""
        begin, _ = paragraph.sentences[mention.sentence]
        return all(token.tag in {"Q", ",", "—"} for token in paragraph.tokens[begin : mention.first])

    def _inside(self, tokens: Sequence[Token]) -> set[str]:
        """The names inside the quoted words beside a name, in lower case."""
        found: set[str] = set()
        for token in tokens:
            if token.tag == "Q":
                passage = self.passages[token.passage]
                end = min(passage.inner_end, passage.inner_start + HEAD)
                found |= {plain(word) for word in _CAPITAL.findall(self.text, passage.inner_start, end)}
        return found

    def _age(self, person: Person, people: Sequence[Person], mention: Mention) -> float:
        """What "the elder Roe" shows, where the article tells who is whose father."""
        for title in mention.titles:
            own, other = _AGES.get(title, (frozenset(), frozenset()))
            if own and (told := self._told_age(person, people, older=own is _OLD)):
                return told
            if self.kin.get(person.number) in own:
                return 2.0
            if own and self.kin.get(person.number) not in other:
                return 1.0 if any(self.kin.get(each.number) in other for each in people) else 0.0
        return 0.0
