"""Who "replied" is not who asked: whom a pronoun or a description that answers cannot mean, and whom it does."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from podcaster.model import BlockKind
from podcaster.quotes import lists
from podcaster.quotes.coreference.ages import is_of_age
from podcaster.quotes.coreference.agreement import can_be
from podcaster.quotes.coreference.roles import other_office
from podcaster.quotes.coreference.vocatives import called_people, names_called
from podcaster.quotes.lists import table_in, words_in

if TYPE_CHECKING:
    from podcaster.quotes.coreference.analysis import Reading
    from podcaster.quotes.coreference.meant import References
    from podcaster.quotes.coreference.people import Person
    from podcaster.quotes.mentions.clause import Clause
    from podcaster.quotes.mentions.mention import Mention
    from podcaster.quotes.words.tokens import Paragraph

_ANSWERS = frozenset({"reply", "answer", "respond", "retort"})
_OTHERS_ASK = frozenset({"asked", "question", "questions", "questioned", "pressed", "quizzed"})
"""Words behind an answer that say who asked, or that somebody did."""
_OF = words_in("coreference", "answering of")
"""Verbs with whom they are about behind them, who is not asked."""
_SURELY = 0.5
"""Probability from which on a pronoun's person is who asked."""
_MARKS = "\"'“”‘’«»"


class Answers:
    """The mentions of a text that answer words right before theirs."""

    def __init__(self, reading: Reading, references: References) -> None:
        self._reading, self._references = reading, references
        self._asked: dict[int, tuple[int, str]] = {}
        """Who answers -> who spoke before, and what."""
        self._told: dict[int, int] = {}
        """Who answers -> who was asked or written to right before, in a sentence that quotes nobody."""
        self._put_to: dict[int, range] = {}
        """Who answers -> the mentions of the sentence with the question, and of the one before it."""
        for paragraph in reading.paragraphs:
            for clause in reading.clauses[paragraph.index] if paragraph.kind is BlockKind.PARAGRAPH else ():
                if clause.subject >= 0 and _answers(paragraph, clause) and self._stands_behind(paragraph, clause):
                    self._note(paragraph, clause)

    def barred(self, index: int, mention: Mention) -> set[int]:
        """Whom an answering mention cannot mean: who spoke before, and all but those whom the words before call.

        Args:
            index: The mention's.
            mention: A pronoun or a description.
        """
        if index not in self._asked:
            return set()
        asker, words = self._asked[index]
        reference = self._references.held.get(asker)
        person = self._reading.mentions[asker].person
        people = reference.people() if reference is not None else {person: 1.0}
        everybody = self._reading.people.all
        barred = {number for number, share in people.items() if number >= 0 and share > _SURELY}
        told = self._reading.mentions[self._told[index]].person if index in self._told else -1
        if mention.kind == "pronoun" and told >= 0 and _fits(everybody[told], mention):
            return {each.number for each in everybody} - {told}
        called = called_people(words, self._reading.people) - barred
        fitting = {number for number in called if everybody[number].gender in {mention.gender, ""}}
        if mention.kind == "pronoun" and fitting:
            return {each.number for each in everybody} - fitting
        kin = _kin_called(words, mention.gender) if mention.kind == "pronoun" else frozenset()
        if kin:
            return {each.number for each in everybody if each.number in barred or not each.nouns & kin}
        return barred

    def questioned(self, index: int, mention: Mention) -> Person | None:
        """The one whom a description that answers means, as the question was put to them: "pressed Jane Roe".

        Args:
            index: The mention's.
            mention: A description.
        """
        if not mention.definite or mention.plural or mention.sort != "person" or mention.owner >= 0:
            return None
        barred, everybody = self.barred(index, mention), self._reading.people.all
        found = {self._reading.mentions[at].person for at in self._put_to.get(index, ()) if self._is_asked(at)}
        asked = [everybody[number] for number in found - barred - {-1}]
        fitting = [one for one in asked if one.sort in {"person", ""} and not one.plural
                   and (not mention.gender or can_be(one, mention))]  # fmt: skip
        known = len(fitting) == 1 and fitting[0].named and not other_office(fitting[0], mention.noun)
        known = known and not any(mention.noun in one.deeds for one in everybody if one is not fitting[0])
        return fitting[0] if known and is_of_age(fitting[0], mention.noun) else None

    def _is_asked(self, at: int) -> bool:
        """Whether somebody with a name is asked, pressed, told: right behind the verb, or "to"."""
        mention = self._reading.mentions[at]
        tokens = self._reading.paragraphs[mention.paragraph].tokens
        if mention.kind != "name" or mention.role != "object" or mention.first == 0:
            return False
        before = tokens[mention.first - 1]
        return (before.tag == "V" and before.base not in _OF) or before.lower == "to"

    def _stands_behind(self, paragraph: Paragraph, clause: Clause) -> bool:
        """Whether an answer's sentence opens with its words, or with who gives it."""
        first = paragraph.sentences[paragraph.tokens[clause.verb].sentence][0]
        return paragraph.tokens[first].tag == "Q" or self._reading.mentions[clause.subject].first == first

    def _note(self, paragraph: Paragraph, clause: Clause) -> None:
        sentence = paragraph.tokens[clause.verb].sentence - 1
        if sentence < 0:
            if paragraph.index == 0:
                return
            paragraph = self._reading.paragraphs[paragraph.index - 1]
            sentence = len(paragraph.sentences) - 1
        while sentence > 0 and _is_bare(paragraph, sentence):
            sentence -= 1
        if sentence < 0 or paragraph.kind is not BlockKind.PARAGRAPH:
            return
        asks, asked = self._told_to(paragraph, sentence)
        if asks >= 0:
            self._asked[clause.subject], self._told[clause.subject] = (asks, ""), asked
            return
        begin, end = paragraph.sentences[sentence]
        quoted = [at for at in range(begin, end) if paragraph.tokens[at].tag == "Q"]
        tags = [one for one in self._reading.clauses[paragraph.index]
                if begin <= one.verb < end and one.subject >= 0 and one.sort in {"say", "speak", "call"}]  # fmt: skip
        if quoted and tags:
            tag = min(tags, key=lambda one: abs(one.verb - quoted[-1]))
            words = paragraph.tokens[quoted[-1]]
            self._asked[clause.subject] = (tag.subject, self._reading.text[words.start : words.end].strip(_MARKS))
            mentions, (low, high) = self._reading.mentions, self._reading.spans[paragraph.index]
            first = paragraph.sentences[max(0, sentence - 1)][0]
            held = [bisect_left(mentions, at, low, high, key=lambda one: one.first) for at in (first, end)]
            self._put_to[clause.subject] = range(*held)

    def _told_to(self, paragraph: Paragraph, sentence: int) -> tuple[int, int]:
        """Who asks, orders or writes to somebody named, and whom: "Roe ordered Poe to leave".

        Returns:
            Their mentions: "She wrote back" behind it means the second; -1 where the sentence quotes somebody.
        """
        begin, end = paragraph.sentences[sentence]
        if any(token.tag == "Q" for token in paragraph.tokens[begin:end]):
            return -1, -1
        clauses = [one for one in self._reading.clauses[paragraph.index] if begin <= one.verb < end]
        first = next((one for one in clauses if one.form != "infinitive"), None)
        if first is None or first.subject < 0 or first.form != "before":
            return -1, -1
        objects = (at for at in range(*self._reading.spans[paragraph.index]) if self._is_asked(at))
        near = (at for at in objects if 0 <= self._reading.mentions[at].first - first.end <= TO)
        asked = next(near, -1)
        return (first.subject if asked >= 0 else -1), asked


def _fits(one: Person, mention: Mention) -> bool:
    """Whether somebody may be a "he" or "she", as far as the article or a given name of one gender shows."""
    return can_be(one, mention) and (one.gender in {"", mention.gender} or one.shared)


TO = 3
"""Words between a verb and who is asked or written to: "wrote a letter to Roe"."""


def _answers(paragraph: Paragraph, clause: Clause) -> bool:
    """Whether a clause says that somebody answers: "she replied", "he shouted back"."""
    if clause.sort not in {"say", "speak"} or clause.form not in {"before", "inverted"}:
        return False
    end = paragraph.sentences[paragraph.tokens[clause.verb].sentence][1]
    behind = [token.lower for token in paragraph.tokens[clause.verb + 1 : end]]
    if not _OTHERS_ASK.isdisjoint(behind):
        return False  # "he replied when asked"
    return clause.base in _ANSWERS or behind[:1] == ["back"]


def _is_bare(paragraph: Paragraph, sentence: int) -> bool:
    """Whether a sentence is nothing but quoted words."""
    begin, end = paragraph.sentences[sentence]
    return all(token.tag in {"Q", ".", "?"} for token in paragraph.tokens[begin:end])


_KIN = table_in("coreference", "answering kin")
_CALLED = {word: noun for noun, words in _KIN.items() for word in words.split()}
"""What people call each other -> the noun for who is called so."""


def _kin_called(words: str, gender: str) -> frozenset[str]:
    """The nouns for those of a gender whom some words call: "love you, Nan" is said to a grandmother."""
    called = {word.lower() for name in names_called(words) for word in name.split()}
    nouns = {_CALLED[word] for word in called if word in _CALLED}
    female = {noun for noun in nouns if noun in lists.FEMALE_NOUNS}
    return frozenset(female if gender == "female" else nouns - female)
