"""How words end, and small words of one rule: what tells a verb, a participle or an adjective that no list has."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

LETTERS_BEFORE = 3
"""Letters of a word at least before the ending by which it is one of a kind."""


class FormWords:
    """Lists that the rules read who go by a word's form."""

    counted: tuple[str, ...]
    """What an age is counted in: "Ann Poole, 34 Jahre"."""
    of_age: tuple[str, ...]
    """What follows the number of an age in one word: "der 34-jährige", "la 34enne"."""
    years_old: frozenset[str]
    """What follows it in words, before whoever is so old: "der 44 Jahre alte Vater"."""
    at_age: tuple[str, ...]
    """Prepositions before an age at the beginning of a sentence: "Aos 19 anos, Ann Poole"."""
    years_behind: tuple[str, ...]
    """What an age right behind a name is counted in, where it tells that the word is a name: "Alcolea, de 22 años,"."""
    participles: tuple[str, ...]
    """Endings of participles, which report nothing without an auxiliary."""
    participles_of_one: tuple[str, ...]
    """Endings of one person's participles."""
    any_participles: tuple[str, ...]
    """Endings of participles of one or several, men or women."""
    tells_how: tuple[str, ...]
    """Endings of participles and adjectives that tell how somebody is, which few verbs have with which a quote
    goes on."""
    tells_nothing: tuple[str, ...]
    """Endings of participles, infinitives and adverbs, which report nothing by themselves."""
    no_objects: tuple[str, ...]
    """Endings of what stands behind a verb and is no noun: gerunds and adverbs."""
    gerunds: tuple[str, ...]
    """Endings of what somebody does meanwhile."""
    begins_no_name: tuple[str, ...]
    """Endings of participles and adverbs, which begin a sentence with a capital and are no names."""
    manner: tuple[str, ...]
    """Endings of adverbs, and of adjectives of the highest degree: "Prontamente la chiamava"."""
    done: tuple[str, ...]
    """Endings of what somebody did, which hardly a noun has."""
    done_to_it: tuple[str, ...]
    """The same, where a pronoun stands before the verb: "el edil la acusó"."""
    imperfect: tuple[str, ...]
    """Endings of what somebody used to do: "a chi la usava"."""
    third: tuple[str, ...]
    """Endings of the third person, by which an infinitive is a listed verb's."""
    of_itself: tuple[str, ...]
    """Endings of participles behind a reflexive pronoun and a copula, without those of the gender and number:
    "s'est réjouie"."""
    inseparable: tuple[str, ...]
    """Syllables before a verb whose participle has no "ge-"."""
    parted_verbs: tuple[str, ...]
    """What parts from a verb and ends its sentence: "räumte er ein"."""
    not_retold: tuple[str, ...]
    """What verbs in the past end with, and adjectives behind a noun, unlike verbs of reported speech."""
    attributes: tuple[str, ...]
    """What participles before a noun end with."""
    before_nouns_with_capitals: tuple[str, ...]
    """Articles and possessives, before which a word with a capital is a noun."""
    plural_endings: tuple[str, ...]
    """Endings of the plural."""
    masculine_in_a: tuple[str, ...]
    """Endings of nouns in -a that are not feminine."""
    shows_woman: tuple[str, ...]
    """Endings of nouns for a woman."""
    shows_man: tuple[str, ...]
    """Endings of nouns for a man."""
    doers: tuple[str, ...]
    """Endings of nouns for those who do something; nouns have small letters."""
    natives: frozenset[str]
    """Words with a capital that say where somebody is from: "le Belge"."""
    native_endings: tuple[str, ...]
    """Endings of such words: "l'Australien"."""
    adjectives: tuple[str, ...]
    """Endings of adjectives that say whose or of what kind somebody is."""
    more_adjectives: tuple[str, ...]
    """Endings of adjectives that other words have, too: only within a longer description."""
    whence_adjectives: tuple[str, ...]
    """Endings of adjectives that say where somebody is from or belongs: "l'Office français"."""
    no_whence: tuple[str, ...]
    """Endings of other words with those letters."""
    told_apart: tuple[str, ...]
    """Endings of participles that say which one somebody is, before who did it, or that open a phrase of their own."""
    booked: tuple[str, ...]
    """Endings of participles before "as" and what something is called."""
    genders: tuple[str, ...]
    """Endings of a participle by the gender and number of what it is of."""
    reflexive: frozenset[str]
    """Pronouns of what somebody does to themselves."""
    before_a_verb: frozenset[str]
    """Pronouns between a name at the beginning of a sentence and its verb."""
    past_the_object: frozenset[str]
    """Pronouns and adverbs between a name in marks and its verb."""
    named_behind: frozenset[str]
    """Articles of a description in whose place somebody is named in the next sentence."""
    of_several: frozenset[str]
    """Articles of several between "of" and a noun."""
    asked_of: frozenset[str]
    """Prepositions before whom somebody asks."""
    verbs_go_on: frozenset[str]
    """Words that join a second verb of whoever just spoke: "e sublinha que"."""
    first_words: frozenset[str]
    """Nouns for what somebody's first words are: "Le prime parole sono per la figlia:"."""
    is_named: tuple[str, ...]
    """What sentences begin with that tell the name of whoever was described."""
    the_name: tuple[str, ...]
    """What such sentences hold."""
    titles_joined: tuple[str, ...]
    """Words between two titles in marks."""
    is_heard: tuple[str, ...]
    """Verbs of what is heard of a crowd, right before it: "ouviu-se um «vergonha!»"."""
    they_call: tuple[str, ...]
    """Verbs of several who call something: "e gritavam «fora»"."""
    crowds: tuple[str, ...]
    """Nouns for a crowd."""
    crowds_call: tuple[str, ...]
    """Verbs of what a crowd does with its words."""
    can_read: frozenset[str]
    """Verbs before "to read" of what stands somewhere."""
    as_they_call_it: tuple[str, ...]
    """Words between "as" and a verb of naming, behind a name that people use."""
    naming_behind: tuple[str, ...]
    """Such verbs: "o «dossiê», como lhe chamam nos corredores"."""
    house_articles: frozenset[str]
    """Articles before the name of a paper in marks: "die „Zeit“ schrieb"."""
    one_of_them: frozenset[str]
    """Pronouns that only with who they are one of mean somebody: "uno de los rescatados"."""
    of_nouns: frozenset[str]
    """Words for "of" before a noun or an infinitive."""
    whose_it_is: frozenset[str]
    """Prepositions before whose a saying is: "la linea dettata dalla premier"."""
    genitives: frozenset[str]
    """Articles of what something is of: "Kern der Einigung"."""
    weak_endings: tuple[str, ...]
    """Endings of adjectives in other cases than the subject's."""
    in_their_words: frozenset[str]
    """Words before whoever says something that are no prepositions of place."""
    also_second: frozenset[str]
    """Words for "according to" that mean "second" as well, behind an article."""
    seen_as: frozenset[str]
    """Last words before what somebody sees in something: "sieht darin", "sieht das als"."""
    cries: frozenset[str]
    """Nouns before "of" and what a crowd cries: "al grito de"."""
    read_again: frozenset[str]
    """Words between a verb of reading and what is read."""
    is_read: frozenset[str]
    """Verbs of what anybody may read somewhere, behind "se"."""
    no_subjects: frozenset[str]
    """Pronouns before "is" that say nothing of who: "Das ist ein Mann"."""
    infinitives: tuple[str, ...]
    """Endings of infinitives, behind a preposition no nouns."""
    infinitives_to_say: tuple[str, ...]
    """Endings of infinitives that may be a verb's of saying."""
    to_know: frozenset[str]
    """Infinitives behind a verb by which somebody makes something known: "fez saber que"."""
    identified_as: frozenset[str]
    """What stands between "was" and the name of whoever was described."""
    therein: frozenset[str]
    """Words for where something is said, of a text or a body that was just told of."""
    seems: tuple[str, ...]
    """What verbs of seeming begin with: "A Marta le pareció"."""
    has_called: frozenset[str]
    """Verbs between an article that is a pronoun and a participle: "l'ha definita"."""
    have_said: frozenset[str]
    """Verbs of the plural before a participle."""
    according_with: frozenset[str]
    """Words behind one for "according": "de acuerdo con sus cálculos"."""
    sentences_said: frozenset[str]
    """Nouns for a sentence that somebody says."""
    the_answer: frozenset[str]
    """Nouns for an answer, behind a verb of the next list: "fue la respuesta"."""
    was_the_answer: frozenset[str]
    """Verbs before such a noun."""
    called_as: frozenset[str]
    """Words between a participle and what somebody is called: "conhecida como"."""
    called_of: frozenset[str]
    """The same, and "of"."""
    has_it_booked: frozenset[str]
    """Verbs before a participle that books nothing: "tem descrito como"."""
    one_such: frozenset[str]
    """Articles before a noun for a notion: "um conceito de"."""
    several_endings: tuple[str, ...]
    """Endings of nouns that may be several people's."""
    no_place_endings: tuple[str, ...]
    """Endings of nouns behind a body's that are no place."""
    places_before: frozenset[str]
    """Prepositions before a place that looks like a name."""
    inverted: tuple[str, ...]
    """Pronouns behind a verb and a stroke: "a-t-elle dit"."""
    before_players: frozenset[str]
    """Articles, in one with a preposition too, before a noun for somebody by where they play: "el defensa"."""

    @cached_property
    def articled(self) -> re.Pattern[str]:
        """A word with a capital behind an article: it is a noun."""
        words = [form for word in self.before_nouns_with_capitals for form in (word, word.capitalize())]
        before = "|".join(words).replace(" ", r"\s") or r"(?!)"
        return on_demand(rf"\b(?:{before})\s([^\W\d_a-zß-ÿ]\w+)")

    @cached_property
    def crowd_heard(self) -> re.Pattern[str]:
        """What tells that a crowd is heard, right before its words."""
        heard, several, crowds, calls = (
            "|".join(words) or r"(?!)" for words in (self.is_heard, self.they_call, self.crowds, self.crowds_call)
        )
        return on_demand(
            rf"\b(?:{heard})(?:\s[^\W\d_]+){{0,4}}\s*$|\b(?:e|que)\s(?:{several})\s*$|\b(?:{crowds})\s(?:{calls})\s*$"
        )

    @cached_property
    def called_so_behind(self) -> re.Pattern[str]:
        """What stands behind a name that people use: "o «dossiê», como lhe chamam nos corredores"."""
        if not self.naming_behind:
            return on_demand(r"(?!)")
        between, verbs = "|".join(self.as_they_call_it), "|".join(self.naming_behind)
        return on_demand(rf",?\s(?:assim\s)?como\s(?:(?:{between})\s){{0,2}}(?:{verbs})\b")


def ends_behind(word: str, endings: Sequence[str], letters: int = LETTERS_BEFORE) -> bool:
    """Whether a word has one of some endings, with so many letters at least before it."""
    return any(word.endswith(ending) and len(word) >= len(ending) + letters for ending in endings)
