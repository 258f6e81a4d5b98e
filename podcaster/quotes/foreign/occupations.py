"""Whom what somebody does means in Portuguese: "a investigadora da universidade", of a woman with a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.foreign.language import Language
    from podcaster.quotes.foreign.named import Named

OCCUPATIONS = frozenset((
    "pesquisador", "pesquisadora", "investigador", "investigadora", "cientista", "especialista", "professor",
    "professora", "docente", "autor", "autora", "artista", "escritor", "escritora", "músico", "cantor", "cantora",
    "jogador", "jogadora", "atleta", "avançado", "médio", "atacante", "zagueiro", "goleiro", "médico", "médica",
    "historiador", "historiadora", "jornalista", "ator", "atriz", "realizador", "realizadora", "cineasta",
))  # fmt: skip
"""Portuguese nouns of what somebody named does anyway, unlike an office: with where they do it, too."""
LATELY = 8
"""Subjects of sentences among which somebody was named."""


def of_occupation(described: Named, told_of: Sequence[Named], language: Language) -> Named | None:
    """Whom "the researcher of the State University" means: who was just named, if it fits."""
    nouns = set(described.name.casefold().split()) & OCCUPATIONS if language.tag == "pt" else set()
    if not nouns or not described.form or not described.name.startswith(("o ", "a ")):
        return None
    people = [one for one in reversed(told_of) if one.sort == "person" and not one.described]
    people = [one for one in people[:LATELY] if one.gender == described.form]
    alike = nouns | {same for noun in nouns for same in language.same.get(noun, ())}
    known = [one for one in people if one.roles & alike]
    return next(iter(known or [one for one in people[:1] if not one.roles]), None)


def only_one(described: Named, named: Sequence[Named], language: Language) -> list[Named]:
    """The one man or woman with a name of whom no other office is told, else whoever alone was named."""
    words = set(described.name.casefold().split())
    if language.tag != "pt" or words & language.kin:
        return []
    everybody = list({id(one): one for one in named}.values())
    free = [one for one in everybody if not one.roles]
    if len(free) == 1:
        return free  # "a artista"
    return everybody if len(everybody) == 1 and words & OCCUPATIONS else []
