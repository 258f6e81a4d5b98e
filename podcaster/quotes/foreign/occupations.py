"""Whom what somebody does means: "a investigadora da universidade", of a woman with a name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from podcaster.quotes.foreign.found import LONG_AGO, MEANT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.detection.passages import Stretch
    from podcaster.quotes.foreign.found import Found
    from podcaster.quotes.foreign.language import Language
    from podcaster.quotes.foreign.named import LinkedMention, Named
    from podcaster.quotes.foreign.people import ForeignPeople
    from podcaster.quotes.foreign.words import WordForm

LATELY = 8
"""Subjects of sentences among which somebody was named."""


def of_occupation(described: Named, told_of: Sequence[Named], language: Language) -> Named | None:
    """Whom "the researcher of the State University" means: who was just named, if it fits."""
    nouns = set(described.name.casefold().split()) & language.words.occupations
    if not nouns or not described.form or not described.name.startswith(("o ", "a ")):
        return None
    people = [one for one in reversed(told_of) if one.sort == "person" and not one.described]
    people = [one for one in people[:LATELY] if one.gender == described.form]
    alike = nouns | {same for noun in nouns for same in language.same.get(noun, ())}
    known = [one for one in people if one.roles & alike]
    return next(iter(known or [one for one in people[:1] if not one.roles]), None)


def named_behind(text: str, paragraph: Stretch, told: list[Found], people: ForeignPeople) -> list[Found]:
    """The same, where a paragraph names whom it only described: "O rapaz, Caio Lobo, assina a direção"."""
    first = paragraph.passages[0].end if paragraph.passages else paragraph.end
    match = people.language.words.described.search(text, first, paragraph.end)
    person = people.by_ending.get(" ".join(match[1].casefold().split())) if match else None
    if match is None or person is None or person.sort != "person":
        return told
    if text.find(person.name, max(0, match.start(1) - LONG_AGO), match.start(1)) >= 0:
        return told  # named before
    made = list(told)
    for at, (one, passage) in enumerate(zip(told, paragraph.passages, strict=True)):
        who = one.person if passage.end < match.start() else None
        if who and who.described and who.sort == "person" and who.form and person.fits(who.form):
            made[at] = replace(one, person=person, confidence=min(one.confidence, MEANT))
    return made


def only_one(described: Named, named: Sequence[Named], language: Language) -> list[Named]:
    """The one man or woman with a name of whom no other office is told, else whoever alone was named."""
    words = set(described.name.casefold().split())
    if language.tag != "pt" or words & language.kin:
        return []
    everybody = list({id(one): one for one in named}.values())
    free = [one for one in everybody if not one.roles]
    if len(free) == 1:
        return free  # "a artista"
    return everybody if len(everybody) == 1 and words & language.words.occupations else []


def named_within(tokens: Sequence[WordForm], mentions: Sequence[LinkedMention], people: ForeignPeople) -> list[Named]:
    """Those with a name whose players or neighbours a sentence tells of: "les joueurs de Stéphane Lorcy"."""
    groups = [one for one in mentions if one.person and one.person.described and one.person.form == "plural"]
    inside = [token for token in tokens if any(one.start < token.start < one.end for one in groups)]
    return [one.person for one in people.mentions(inside) if one.person and not one.person.described]
