"""More of what the rules know of a language: lists that one rule or a few read, from the same file of data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.sentences import STOPS

if TYPE_CHECKING:
    import re
    from collections.abc import Callable


@dataclass(frozen=True, init=False, repr=False, eq=False)  # to write these for a hundred fields takes 4 ms a start
class WordLists:
    """Words of one language, lower case; a language without such words has an empty list.

    A field is what the list of its name holds, with "_" for a space, and of its type.
    """

    grown: frozenset[str]
    """Kin, neighbours or the old that anybody may be: a man of the article with a name is called so, too."""
    own: frozenset[str]
    """Words by which whoever speaks means themselves, and whose words no reporter writes: "my mother said"."""
    manners: tuple[str, ...]
    """What a phrase begins with that tells how, where or to whom somebody said something: "in tears"."""
    prefixes: tuple[str, ...]
    """What stands before a noun for a person in one word."""
    latter: dict[str, str]
    """Words for whoever was mentioned last."""
    numerals: frozenset[str]
    """Words before a noun for several."""
    women: frozenset[str]
    """Nouns for women that do not show it by their ending, or by which others end."""
    men: frozenset[str]
    """Nouns for men that do not show it by their ending, or by which others end."""
    feminine_endings: tuple[str, ...]
    """Endings of nouns that are feminine, by which an article shows no gender: "l'agence", "der Gemeinde"."""
    apart: frozenset[tuple[str, ...]]
    """Nouns that end with another one and mean somebody else, both with a stroke between them."""
    husbands: frozenset[str]
    """Nouns for a husband."""
    players: frozenset[str]
    """Nouns that with a masculine article are for a person: "el defensa", but "la defensa" of the accused."""
    wide: frozenset[str]
    """Nouns that mean many an office: whoever is introduced by one is not whom a narrower noun tells of."""
    without_article: frozenset[str]
    """Names of bodies that stand without an article."""
    forces: frozenset[str]
    """Nouns for a body that with a masculine article are for one of its members."""
    states: frozenset[str]
    """Nouns for people that behind a noun for a thing say how it is: "um caderno preso", "o exame físico"."""
    before_nouns: frozenset[str]
    """Adjectives that stand before a noun: "l'ancien notaire"."""
    orders: frozenset[str]
    """More adjectives before a noun for a person: "o principal acusado"."""
    no_adjectives: frozenset[str]
    """Words that end as adjectives do, and are none."""
    links: frozenset[str]
    """Words between a noun and what it is of."""
    many: frozenset[str]
    """Determiners of several: "he" is none of them."""
    near: frozenset[str]
    """Adjectives of whoever is near to something."""
    of_many: frozenset[str]
    """Links before what several belong to: "des usagers des transports"."""
    capital_adjectives: tuple[str, ...]
    """Endings of adjectives that have a capital: "der Österreichische Verkehrsclub", "die Berliner Polizei"."""
    charged_with: frozenset[str]
    """Prepositions before what an office is for."""
    in_charge: tuple[str, ...]
    """How nouns for those begin who are in charge of something: not "ha detto la studiosa al Times"."""
    years: frozenset[str]
    """What an age is counted in."""
    placed: tuple[str, ...]
    """Endings of nouns for bodies that a place follows."""
    this: frozenset[str]
    """Words for "this"."""
    own_paper: frozenset[str]
    """What a paper calls itself behind "this": it is not who says something."""
    other_side: frozenset[str]
    """Adjectives of who is on the other side: "l'entraîneur adverse" is not the one named so far."""
    sources: frozenset[str]
    """Those whose names a paper does not tell."""
    more: frozenset[str]
    """Words for "more"."""
    same_as_before: frozenset[str]
    """Words for "same": "the same sources"."""
    agencies: frozenset[str]
    """News agencies, which are no people."""
    first_of_offices: frozenset[str]
    """What stands before "minister" in the name of an office."""
    adverb_endings: tuple[str, ...]
    """What adverbs end in, which begin a sentence with a capital."""
    certain: frozenset[str]
    """Words for "a certain" before the name of somebody who is not known."""
    before_names: frozenset[str]
    """Verbs before somebody's name: "se llama Sindo"."""
    origins: frozenset[str]
    """Particles that behind a surname say where somebody is from, and are seldom a part of the name."""
    saints: frozenset[str]
    """What the names of places begin with."""
    younger: frozenset[str]
    """What stands behind the name of whoever has that of an elder: "Rui Pena Filho"."""
    high: frozenset[str]
    """What stands before an office with a capital."""
    names: dict[str, str]
    """Given names that elsewhere are of the other gender."""
    office_endings: tuple[str, ...]
    """Endings of nouns for offices beside which somebody works as something else."""
    firms: frozenset[str]
    """Nouns for a firm, which no authority is."""
    young: frozenset[str]
    """Nouns for those who are no old people."""
    whoever: frozenset[str]
    """Words for somebody who is only described by what they do: "chi l'ha sentita la descrive così"."""
    public_bodies: frozenset[str]
    """Nouns for authorities, which no firm is."""
    notes: frozenset[str]
    """Texts in which a body says something."""
    for_others: tuple[str, ...]
    """Endings of nouns for those who speak for or of somebody else."""
    thing_endings: tuple[str, ...]
    """Endings of nouns with a feminine article that no woman is called by."""
    papers: frozenset[str]
    """Nouns for texts that speak, which no authority is."""
    of_the_article: frozenset[str]
    """Nouns for whom an article is about."""
    professions: frozenset[str]
    """Nouns for what somebody may be who holds an office besides."""
    sides: frozenset[tuple[str, ...]]
    """Nouns for one side of a trial or a parliament, and what those are who speak for it, with strokes between."""
    besides: frozenset[str]
    """What somebody is beside their trade or position: a captain is a defender, too."""
    second: frozenset[str]
    """Whoever of two has not just spoken."""
    meant: frozenset[str]
    """Words for whoever was just told of."""
    strangers: tuple[str, ...]
    """What a stranger is described with."""
    occupations: frozenset[str]
    """Nouns of what somebody named does anyway, unlike an office: with where they do it, too."""
    objects: frozenset[str]
    """Pronouns that are no subjects."""
    nobody: frozenset[str]
    """Words for nobody in particular beside a verb; in Italian those who "make it known" from a house."""
    cases: frozenset[str]
    """Determiners of other cases than the subject's."""
    by: frozenset[str]
    """Prepositions before whose a statement is."""
    all_of: frozenset[str]
    """Words between a preposition and a determiner: "a todos los partidos"."""
    said_at: frozenset[str]
    """Prepositions before the body of which it is said that it says something."""
    named_after: frozenset[str]
    """Nouns for what is named after somebody, who says nothing there."""
    definite: tuple[str, ...]
    """Articles of descriptions that may be of whoever is named only later."""
    just_said: frozenset[str]
    """Nouns for what somebody has just said: "La question hante Thierry Blanchet"."""
    performs: frozenset[str]
    """Verbs of those who read, play or make what a title names."""
    read: frozenset[str]
    """Words before what a sign says."""
    reads_out: frozenset[str]
    """Verbs of who says what is written."""
    called_by_all: frozenset[str]
    """What everybody calls somebody: nobody says it."""
    is_called: frozenset[str]
    """Two words before what something is called."""
    terms: frozenset[str]
    """Nouns before a word that is spoken of: "dove la parola «fine» non è comparsa"."""
    named_so: frozenset[str]
    """Verbs before what something is called."""
    because_of: frozenset[str]
    """Prepositions before what somebody is charged with."""
    charges: frozenset[str]
    """Words of whoever is charged with what stands in marks: nobody says it."""
    calls: frozenset[str]
    """Verbs behind which one word with "a" before it is what somebody said."""
    names_it: frozenset[str]
    """The same, of words in small letters: "chamou o projeto de «cheque em branco»"."""
    called_behind: frozenset[str]
    """Verbs right behind what somebody calls something."""
    blames: frozenset[str]
    """Verbs of blaming somebody for what stands in marks: "warf ihr „Hochmut“ vor"."""
    or_: frozenset[str]
    """Words between two of a row of titles."""
    clitics: frozenset[str]
    """Pronouns between a comma and the verb."""
    proclitics: tuple[str, ...]
    """Pronouns right before a verb of what the narrator says inside somebody's words."""
    to_say: frozenset[str]
    """Infinitives of saying: "si limita a dire un portavoce"."""
    to_have: frozenset[str]
    """Infinitives before a participle: "pour avoir qualifié"."""
    which: frozenset[str]
    """Relative pronouns."""
    relative_pronouns: frozenset[str]
    """The same where they are written like articles, and the verb is the last word of their clause."""
    numbers: frozenset[str]
    """Numbers before what is no person's name."""
    terse: frozenset[str]
    """What somebody is said to be whose words a colon announces: "fue escueto:"."""
    lets_know: frozenset[str]
    """Verbs before "to know": "fez saber que", "quis saber o juiz"."""
    before_predicates: frozenset[str]
    """Verbs before what the subject is."""
    copulas: frozenset[str]
    """Verbs between a description and whom it is of."""
    thus: frozenset[str]
    """Words of a sentence that looks back at what was said."""
    said_of_self: frozenset[str]
    """Participles of what somebody says of themselves: "si è detta «pronta»"."""
    contrasts: frozenset[str]
    """First words of sentences about somebody else than the one before."""
    born: frozenset[str]
    """Words before a place that is nobody's name."""
    article_pronouns: frozenset[str]
    """Articles that are pronouns before a verb."""
    like_verbs: frozenset[str]
    """Nouns that are written like a reporting verb."""
    shows: frozenset[str]
    """Verbs of how somebody shows themselves, beside a reflexive pronoun: "se mostró «preocupada»"."""
    sees: frozenset[str]
    """Verbs that report what stands right behind "a", "as" or "in": "sieht darin einen „ersten Schritt“"."""
    sees_in: frozenset[str]
    """Words behind such a verb: "vê no rapaz «um caso sério»"."""
    it_is_said: frozenset[str]
    """Verbs whose subject is nobody: "heißt es"."""
    with_words: frozenset[str]
    """Three words before what somebody says who does something at the same time."""
    not_their_words: frozenset[str]
    """Prepositions before somebody whose words do not follow: "sul rigore fallito da Nicolò Sforza:"."""
    said_by_nobody: frozenset[str]
    """Verbs that have nobody as their subject behind "si"; others are reflexive: "si sfoga"."""
    for_whom: frozenset[str]
    """Prepositions before whom somebody's first words are for: "Le prime parole sono per la figlia:"."""
    does: frozenset[str]
    """First words of a passage that tells what its subject does."""
    meanwhile: frozenset[str]
    """Words between a subject and what it does."""
    agents: frozenset[str]
    """Prepositions behind a participle, before who did it."""
    also: frozenset[str]
    """Words between "and" and a verb."""
    mine: tuple[str, ...]
    """Determiners of whoever speaks."""
    so_called: tuple[str, ...]
    """Participles, without their endings, right before what something is called."""
    known_as: tuple[str, ...]
    """The same with a preposition between them: "conhecido por «Mindinho»"; the first also with a place between
    them."""
    goes_by: frozenset[str]
    """Verbs of whoever goes by a name: "se apresentava como «Menor da Bike»"."""
    judged: tuple[str, ...]
    """Participles, without their endings, of what somebody says of it: "classificada como «um erro»"."""
    writes: frozenset[str]
    """Verbs of who writes on something, and of what says something."""
    surfaces: frozenset[str]
    """What words are written on."""
    befalls: frozenset[str]
    """Verbs of what seems or happens to somebody, with no pronoun beside them: "a Marta piace"."""
    notions: frozenset[str]
    """Nouns before "of" and a term: "o conceito de «serviços mínimos»"."""
    written_in: frozenset[str]
    """What somebody says something in, unlike a wall."""
    to_whom: frozenset[str]
    """Prepositions before whoever gets something: "the last word to the accused"."""
    to_them: frozenset[str]
    """Pronouns for whoever gets something, which may stand beside the noun."""
    times: frozenset[str]
    """Nouns for when something is, which say nothing: "ha detto la settimana scorsa"."""
    meantime: frozenset[str]
    """Conjunctions behind a verb of speech that open a clause about somebody else: "dice, mientras Ana entra"."""
    inside: frozenset[str]
    """Prepositions before a text in which something is read."""
    plural_endings_of_verbs: tuple[str, ...]
    """What verbs of the plural end with, and no others but those of the next list."""
    naming: tuple[str, ...]
    """What verbs of naming begin with."""
    anybody: frozenset[str]
    """Words for anybody as the subject of such a verb: "como todo el mundo lo llama"."""
    past_endings: tuple[str, ...]
    """Endings of what somebody did or used to do, which few other words have."""
    singular_verbs: frozenset[str]
    """Verbs of the singular that end like the plural."""
    not_reporting: frozenset[str]
    """Words that end like a German verb of reported speech and are none."""
    masculine_articles: frozenset[str]
    """Articles that only masculine nouns have before them, unless a noun has the ending of a feminine one."""
    described_by: frozenset[str]
    """Participles of reporting verbs that say which one somebody is, before who did it: "o perito ouvido pela"."""
    name_breaks: frozenset[str]
    """Particles of names behind which a name has ended: "Kern der Einigung"."""
    name_keepers: frozenset[str]
    """Particles of names behind which it goes on even so: "von der Leyen"."""
    couples: frozenset[str]
    """Words between two given names: they are two people, though the word is a particle of names."""
    name_forces: frozenset[str]
    """Nouns for a force that stands before the name of one of its members: "o cabo da Polícia Militar Ivo Prates"."""
    behind_a_phrase: frozenset[str]
    """Words behind a few words in marks that are no adjective of a noun: "das Haus „kaputtgespart“ zu haben"."""
    blames_behind: frozenset[str]
    """What parts from a verb of blaming, behind the marks: "warf ihr „Hochmut“ vor"."""
    retelling: frozenset[str]
    """Pronouns before a verb that only reports, at a sentence's end."""
    on_it: frozenset[str]
    """Words for what something is written on, at the beginning of a sentence."""
    called_by: frozenset[str]
    """Prepositions with an article, behind a term, before those who call somebody so: nobody else says it."""
    nominative_female: frozenset[tuple[str, ...]]
    """Determiner of feminine nouns in another case, and the subject's."""
    nominative_male: frozenset[tuple[str, ...]]
    """The same of masculine nouns."""
    strong: frozenset[str]
    """Determiners behind which an adjective shows the gender: "ein junger Mann"."""
    described_first: tuple[str, ...]
    """Articles of a description whose name stands right behind it: "O rapaz, Caio Lobo, assina a direção"."""
    inside_names: tuple[str, ...]
    """Words between the parts of such a name."""
    stands: re.Pattern[str]
    """Verbs right behind what is written somewhere, or what something is called: no comma parts them."""

    def __init__(self, data: dict[str, list[str]]) -> None:
        """The lists of a language.

        Args:
            data: The words of all lists of its file; two that belong together are joined by "_".

        Raises:
            KeyError: A list is missing.
        """
        made = vars(self)
        for name, kind in WordLists.__annotations__.items():
            key = name.rstrip("_").replace("_", " ")
            if kind == "dict[str, str]":
                made[name] = {word.replace("_", " "): sort for word, sort in gendered(data, f"{{}} {key}").items()}
            else:
                made[name] = _MADE[kind]([word.replace("_", " ") for word in data[key]])

    @cached_property
    def side_nouns(self) -> frozenset[str]:
        """The nouns for a side, some of which are verbs, too: "l'accusa"."""
        return frozenset(side[0] for side in self.sides)

    @cached_property
    def nominatives(self) -> dict[str, dict[str, str]]:
        """For each gender the subject's determiner by those of the other cases."""
        pairs = {"female": self.nominative_female, "male": self.nominative_male}
        return {gender: {pair[0]: pair[1] for pair in each} for gender, each in pairs.items()}

    @cached_property
    def described(self) -> re.Pattern[str]:
        """A sentence that begins with a description and a name behind it."""
        if not self.described_first:
            return on_demand(r"(?!)")
        articles, joins = ("|".join(words) for words in (map(str.capitalize, self.described_first), self.inside_names))
        name = rf"((?:[A-ZÁÉÍÓÚÂÊÔÃÕÇ][^\W\d_]+\s?(?:(?:{joins})\s)?){{2,4}})"
        return on_demand(rf"(?<=[{STOPS}”»\"]\s)(?:{articles})\s[^\W\d_A-Z]+,\s{name}(?<!\s)(?=[,.])")

    @cached_property
    def listed(self) -> re.Pattern[str]:
        """A title before another one: "titles like «A» or «B»"."""
        return on_demand(rf"[«“„][^«»“”„\n]{{1,60}}[»”“]\s*(?=(?:{'|'.join([',', *sorted(self.or_)])})?\s*$)")


def begins(words: tuple[str, ...]) -> tuple[str, ...]:
    """What a phrase begins with whose first word is one of a list."""
    return tuple(word if word.endswith("'") else f"{word} " for word in words)


def gendered(data: dict[str, list[str]], form: str) -> dict[str, str]:
    """The words of two lists of the data, with the gender that they show."""
    return {word: gender for gender in ("female", "male") for word in data[form.format(gender)]}


def _one_of(words: list[str]) -> re.Pattern[str]:
    """An expression for any word of a list; nothing fits it where there is none."""
    return on_demand(rf"\b(?:{'|'.join(words)})\b" if words else r"(?!)")


_MADE: dict[str, Callable[[list[str]], object]] = {
    "frozenset[str]": frozenset,
    "tuple[str, ...]": tuple,
    "frozenset[tuple[str, ...]]": lambda pairs: frozenset(tuple(pair.split("/")) for pair in pairs),
    "re.Pattern[str]": _one_of,
}
"""What a field is -> how it is made of its list."""
