"""Words for people and bodies, and for what they are to each other."""

from __future__ import annotations

from functools import cached_property


class PeopleWords:
    """Lists that the rules read who look for people and bodies."""

    grown: frozenset[str]
    """Kin, neighbours or the old that anybody may be: a man of the article with a name is called so, too."""
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
    placed: tuple[str, ...]
    """Endings of nouns for bodies that a place follows."""
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
    certain: frozenset[str]
    """Words for "a certain" before the name of somebody who is not known."""
    high: frozenset[str]
    """What stands before an office with a capital."""
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
    for_others: tuple[str, ...]
    """Endings of nouns for those who speak for or of somebody else."""
    thing_endings: tuple[str, ...]
    """Endings of nouns with a feminine article that no woman is called by."""
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
    definite: tuple[str, ...]
    """Articles of descriptions that may be of whoever is named only later."""
    mine: tuple[str, ...]
    """Determiners of whoever speaks."""
    masculine_articles: frozenset[str]
    """Articles that only masculine nouns have before them, unless a noun has the ending of a feminine one."""
    described_by: frozenset[str]
    """Participles of reporting verbs that say which one somebody is, before who did it: "o perito ouvido pela"."""
    nominative_female: frozenset[tuple[str, ...]]
    """Determiner of feminine nouns in another case, and the subject's."""
    nominative_male: frozenset[tuple[str, ...]]
    """The same of masculine nouns."""
    strong: frozenset[str]
    """Determiners behind which an adjective shows the gender: "ein junger Mann"."""

    @cached_property
    def side_nouns(self) -> frozenset[str]:
        """The nouns for a side, some of which are verbs, too: "l'accusa"."""
        return frozenset(side[0] for side in self.sides)

    @cached_property
    def nominatives(self) -> dict[str, dict[str, str]]:
        """For each gender the subject's determiner by those of the other cases."""
        pairs = {"female": self.nominative_female, "male": self.nominative_male}
        return {gender: {pair[0]: pair[1] for pair in each} for gender, each in pairs.items()}
