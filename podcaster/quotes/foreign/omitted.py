"""Whom sentences mean that leave a word out: the subject of a verb, or the verb."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from podcaster.quotes.foreign.found import ABOUT, NO_SUBJECT, WEAK
from podcaster.quotes.foreign.nouns import CalledByNouns
from podcaster.quotes.foreign.topics import words_of
from podcaster.quotes.foreign.words import read_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.detection.passages import Passage, Stretch
    from podcaster.quotes.foreign.found import Found
    from podcaster.quotes.foreign.language import Language
    from podcaster.quotes.foreign.named import LinkedMention, Named
    from podcaster.quotes.foreign.people import ForeignPeople
    from podcaster.quotes.foreign.words import WordForm

LONGEST_IS = 2
"""Letters of "is" where "was" has more: "es" and "era"."""
MOST_TOLD_OF = 100
"""Mentions of a paragraph in which one person may be all that it tells of; articles have a few."""
LONGEST_KIN = 30
"""Letters before a name in which whose relative it is stands: "su hermanastra, "."""
NEAR_PRONOUN = 8
"""Words behind whom a sentence begins with, among which the pronoun for them stands."""
FEW_WORDS = 3
"""Words of a question that only turns to somebody."""


class Omitted(CalledByNouns):
    """What sentences of one article leave out."""

    def __init__(self, text: str, language: Language, people: ForeignPeople) -> None:
        super().__init__(text, language, people)
        self.turned_to: Named | None = None
        """Whom the narrator's last sentence only turned to, with a question."""
        self.speaker: Named | None = None
        """Who spoke last in the paragraph."""
        self.told_lately: Named | None = None
        """The subject of the last sentence of the narrator's that has one, where nobody has spoken since."""
        self.above: dict[int, Named] = {}
        """Everybody of whom the last paragraph told that told of somebody."""

    def other_of(self, person: Named, passage: Passage) -> Named | None:
        """Who answers a passage of somebody's: whom it calls by name, else who was told of or spoke before."""
        words = read_words(self.text, passage.inner_start, passage.inner_end)
        called = (one for word in words if word.text[:1].isupper() for one in self.people.by_word.get(word.low, ()))
        others = (one for one in (*called, *reversed(self.topics)) if one is not person and one.sort == "person")
        return next(others, None)

    def begin(self) -> None:
        """Begins a paragraph."""
        self.above = self._people_here() or self.above
        super().begin()
        self.speaker = None

    def _people_here(self) -> dict[int, Named]:
        """Everybody of whom the narrator has told in the paragraph: not who only spoke in it, by a guess perhaps."""
        return {id(one): one for one in [*self.mentioned, *self.met] if one.sort}

    def is_past(self, word: WordForm) -> bool:
        """Whether a word may be a verb in the past, of a language in which a verb shows it and needs no subject."""
        was = word.low in self.lists.copulas and len(word.low) > LONGEST_IS
        past = word.low.endswith(self.lists.past_endings) and word.low not in self.language.first
        past = past and not self.language.sort_of(word.low)
        return bool(self.lists.past_endings) and (was or past)

    def is_relative_of(self, person: Named, speaker: Named | None) -> bool:
        """Whether somebody is only told of, as the husband of whoever spoke: "Su marido también trabaja allí."."""
        return speaker is not None and speaker is not person and self.is_relative(person)

    def is_relative(self, person: Named) -> bool:
        """Whether somebody is told of as another one's relative: "Su marido", "la figlia, Sara,"."""
        family = self.language.kin - self.language.grown
        if person.described:
            return bool(family & words_of(person))
        start = self.people.first_place(person)
        before = read_words(self.text, max(0, start - LONGEST_KIN), start)[-2:]
        if start < 0 or len(before) < 2 or before[1].low not in family | self.language.spouses:
            return False  # "su mujer, Dora," is told of, "la mujer" is not
        return self.text[before[1].end : start] in {" ", ", "} and before[0].low in self.language.determiners

    def note_said(self, person: Named, passage: Passage, *, asked: bool) -> None:
        """Takes note of who said a passage, and whether it was a question."""
        self.spoke(person, asked=asked)
        self.speaker = person
        self.said, self.told_lately = (person, passage.inner_start, passage.inner_end), None

    def note_last(self, paragraph: Stretch, person: Named | None) -> None:
        """Takes note of who said the last passage of a paragraph, if it ends with it."""
        last = next(reversed(paragraph.passages), None)
        if last and person and not read_words(self.text, last.end, paragraph.end):
            self.said, self.told_lately = (person, last.inner_start, last.inner_end), None

    def _is_alone(self, person: Named) -> bool:
        """Whether a paragraph tells of one person only; one that tells of nobody, whether the one above it does."""
        if told_of := self._people_here():
            return told_of.keys() == {id(person)}
        others = (one for one in self.above.values() if one.sort == "person" and one is not person)
        others = (one for one in others if not one.described and one.fits(person.gender))
        return id(person) in self.above and not any(others)

    def is_only_one(self, found: Found, behind: tuple[int, int]) -> bool:
        """Whether nobody else of a paragraph can be meant by a pronoun, or by a verb of the singular without a subject.

        Of 48 of them in 48 articles by other hands, open while the rules were made, 46 were right, of 100 others 81.
        """
        person = found.person
        if person is None or person.described or person.sort != "person" or found.way not in {NO_SUBJECT, WEAK}:
            return False
        if len(self.mentioned) + len(self.here) > MOST_TOLD_OF:
            return False
        if not self._is_alone(person) or self.are_several(found):
            return False
        return not self.has_other_subject(found, behind)

    def has_other_subject(self, found: Found, behind: tuple[int, int]) -> bool:
        """Whether a noun that is not known stands behind a verb of which no subject was found: "pediu uma fã"."""
        after = read_words(self.text, *behind)[1:2] if found.way in {NO_SUBJECT, WEAK} else []
        return bool(after) and after[0].low in self.language.determiners

    def is_last_named(self, found: Found, tail: tuple[int, int], *, leads: bool) -> bool:
        """Whether it is whoever the paragraph named last, and whose the sentence behind the words names nobody else.

        Of 206 pronouns and descriptions of such people in articles by other hands and of our own, 203 were right; of 60
        verbs without a subject beside a paragraph's first words 57; of 54 beside later ones 47, so that those count
        where the sentence before begins with the name; of 96 passages behind a sentence about them 95.

        Args:
            found: Who is likely to say a passage.
            tail: The sentence behind the passage.
            leads: Whether it is the paragraph's first passage, or the sentence before it begins with the name.
        """
        person = found.person
        known = {WEAK, ABOUT} | ({NO_SUBJECT} if leads else set())
        if person is None or self.met[-1:] != [person] or found.way not in known or self.story:
            return False
        if person.described or person.sort != "person" or self.are_several(found):
            return False
        if found.way == NO_SUBJECT and (person not in self.here or self.has_other_subject(found, tail)):
            return False
        if found.way == NO_SUBJECT and self.is_relative(person):
            return False  # "Il marito, Paolo Neri, guida i camion. «Ci vediamo poco», dice."
        return not self.names_others(person, tail)

    def names_others(self, person: Named | None, tail: tuple[int, int]) -> bool:
        """Whether a sentence has the name of somebody else."""
        mentions = self.people.mentions(read_words(self.text, *tail))
        named = (one.person for one in mentions if one.person and not one.weak and not one.person.described)
        return any(one is not person and one.sort == "person" for one in named)

    def are_several(self, found: Found) -> bool:
        """Whether a verb without a subject is one of the plural: "en su entorno admiten"."""
        words, verb = self.language.words, found.verb.casefold()
        several = verb.endswith(words.plural_endings_of_verbs) and verb not in words.singular_verbs
        return several and found.way == NO_SUBJECT

    def left_out(self, *, answers: bool, verb: str = "") -> Named | None:
        """Whom a verb without a subject means; who ``answers`` has not just asked."""
        one = self._left_out(answers=answers)
        if one is None or one.form != "plural" or not verb or not self.lists.past_endings:
            return one
        several = verb.endswith(self.lists.plural_endings_of_verbs) and verb not in self.lists.singular_verbs
        people = (each for each in reversed(self.here) if each.sort == "person" and each.form != "plural")
        return one if several else next(people, one)  # "Los bomberos tardaron. «Pensé que no salía», contó"

    def _left_out(self, *, answers: bool) -> Named | None:
        if self.turned_to is not None:
            return self.turned_to
        people = [one for one in self.here if one.sort == "person"]
        last = self.topics[-1] if self.topics else None
        if last and last.sort != "person" and (people or self.met):
            last = (people or self.met)[-1]  # who speaks is seldom a body, where both were told of
        elif last and not self.story and last not in self.here and last is not self.told_of:
            one_person = [one for one in reversed(self.topics) if one.sort == "person" and one.form != "plural"]
            other = last.sort != "person" or last.form == "plural"
            last = self.returned_to("") or (next(iter(one_person), last) if other else last)
        if answers and self.asked and self.addressed:
            return self.addressed
        if last and self.is_relative_of(last, self.speaker):
            last = self.speaker  # "«...». Su marido también trabaja allí. «Dos sueldos», resume."
        if last and last is self.asked and answers:
            last = next((one for one in reversed(self.topics) if one is not last and one.sort != "body"), last)
        return last

    def turns_to(self, tokens: list[WordForm], mentions: Sequence[LinkedMention]) -> Named | None:
        """Whom a question of the narrator's without a verb only turns to: "E il vincitore?", "Und Gräfe?"."""
        named = [one for one in mentions if one.person and not one.person.described]
        if len(tokens) <= FEW_WORDS and len(named) == 1:
            return named[0].person
        first = next(iter(mentions), None)
        if first is None or tokens[0].low not in self.language.and_ or first.start != tokens[1].start:
            return None
        behind = [one for one in mentions[1:] if self.text[one.start - 2 : one.start] == ", "]
        if first.pronoun is not None and behind:  # "E lei, la direttrice?"
            first = behind[0]
        person = first.person if first.person and not first.weak else self._resolved(first)
        return person if person and person.sort == "person" else None

    def _is_noun_here(self, tokens: list[WordForm], at: int) -> bool:
        """Whether a determiner stands before a word, perhaps behind an adjective, so that it is no verb."""
        opens = self.language.articles
        return any(token.low in opens for token in tokens[max(0, at - 2) : at])

    def _is_without_verb(self, tokens: list[WordForm]) -> bool:
        """Whether no auxiliary or reporting verb is in a sentence but one for "is"."""
        held = self.language.without_copulas
        return not any(token.low in held and not self._is_noun_here(tokens, at) for at, token in enumerate(tokens))

    def owner(self, tokens: list[WordForm], *, recipient: bool = False) -> LinkedMention | None:
        """Whose words a sentence announces by a noun, without a verb: "In serata la precisazione della Regione:".

        Args:
            tokens: The sentence.
            recipient: Only who gets the word: "L'ultima parola all'imputato".
        """
        if self.language.capital_nouns or not self._is_without_verb(tokens):
            return None
        links = self.lists.to_whom if recipient else self.lists.links | self.lists.to_whom
        for at in range(1, len(tokens) - 1):
            noun = tokens[at - 1].low not in self.language.that and self._is_noun_here(tokens, at - 1)
            if tokens[at].low not in links or not noun or self.language.sort_of(tokens[at - 1].low):
                continue  # "rivolto al sindaco", "il portavoce della Regione"
            first = next(iter(self.people.mentions(tokens[at + 1 :])), None)
            beside = first if first and first.start == tokens[at + 1].start else None
            one = self.people.joined(tokens, at) or beside
            if one and one.person and one.person.sort:
                return one
        return None

    def experiencer(self, tokens: list[WordForm], mentions: Sequence[LinkedMention]) -> Named | None:
        """Whom a sentence without another subject is about, to whom something happens: "Le pasó ayer a Ana"."""
        fronted = bool(tokens) and tokens[0].low in self.lists.to_whom  # "Al alcalde lo vimos ayer"
        pronouns = self.lists.to_them | (self.lists.objects if fronted else frozenset())
        them = any(token.low in pronouns for token in tokens[fronted : 4 + 2 * fronted])
        if not them or self.language.capital_nouns or any(token.low in self.language.verbs for token in tokens):
            return None
        if fronted and (whom := self.people.joined(tokens, 0)):
            return whom.person if whom.person and whom.person.sort == "person" else None
        ends = {token.end + 1 for token in tokens if token.low in self.lists.to_whom}
        one = next((one for one in mentions if one.start in ends and one.person and not one.weak), None)
        return one.person if one and one.person and one.person.sort == "person" else None

    def fronted_whom(
        self, tokens: list[WordForm], mentions: Sequence[LinkedMention], free: Sequence[LinkedMention]
    ) -> list[LinkedMention]:
        """To whom something seems or happens, before the verb: "En el mercado, a Ana, jubilada, le parece bien".

        Args:
            tokens: The sentence.
            mentions: Who is mentioned in it.
            free: Those behind no preposition: with one of them before, the sentence is about that one.
        """
        for at, token in enumerate(tokens[:-1]):
            opens = not at or self.text[tokens[at - 1].end : token.start].strip() == ","
            if not opens or token.low not in self.lists.to_whom or self.language.capital_nouns:
                continue
            whom = self._whom(tokens, at, mentions)
            house = whom is not None and whom.person is not None and whom.person.sort != "person"
            if whom is None or house or any(one.start < token.start for one in free):
                continue  # "Au Conservatoire, un professeur lui conseille"
            behind = [one for one in tokens if one.start >= whom.end][:NEAR_PRONOUN]
            happens = any(self._befalls(*pair) for pair in pairwise(behind))
            if happens or any(one.low in self.lists.befalls for one in behind[:2]):
                return [whom]
        return []

    def _whom(self, tokens: list[WordForm], at: int, mentions: Sequence[LinkedMention]) -> LinkedMention | None:
        """Whom a preposition stands before, by the name behind their office or apposed to it, if there is one."""
        joined = self.people.joined(tokens, at)
        one = joined or next((one for one in mentions if one.start >= tokens[at].end), None)
        if one is None:
            return None
        closed = self.language.determiners.keys() | self.language.titles.keys() | self.language.people
        between = [token.low for token in tokens[at + 1 :] if token.end <= one.start]
        if not joined and any(word not in closed for word in between):
            return None
        named = next((each for each in mentions if each.start >= one.end), None)
        apposed = named is not None and self.text[one.end : named.start] == ", "
        return named if apposed and named and named.person and not named.person.described else one

    def _befalls(self, pronoun: WordForm, verb: WordForm) -> bool:
        """Whether a pronoun for whom something happens to stands beside a verb that is none of speech, in any order."""
        if verb.low in self.lists.to_them and self.text[pronoun.end : verb.start] == "-":  # "parece-lhe"
            return pronoun.low not in self.language.verbs
        told = verb.low in self.language.verbs and not verb.low.endswith(("a", "e"))
        return pronoun.low in self.lists.to_them and verb.text.islower() and not told

    def in_turn(self, start: int, end: int) -> LinkedMention | None:
        """Who has the next words where the verb is left out: "Il conduttore parla di «festa», l'inviata di «lutto»"."""
        opened = self.text[start:end].lstrip(' »”"’\u00a0')[:1] in {",", ";"}
        tokens = read_words(self.text, start, end)
        if not opened or not tokens or self.language.capital_nouns or not self._is_without_verb(tokens):
            return None
        one = next(iter(self.people.mentions(tokens)), None)
        before = [token.low for token in tokens if one and token.end <= one.start]
        opens = self.language.determiners.keys() | self.language.titles.keys() | self.language.and_
        near = all(word in opens or self.language.sort_of(word) == "person" for word in before)
        behind = self.language.leading | self.language.indefinite
        fits = one is not None and near and tokens[-1].low in behind
        return one if fits and one and one.person and one.person.sort else None
