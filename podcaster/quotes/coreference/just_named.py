"""Who is told of by name, and then by office: "Jane Roe said so. “We let it happen,” the firm's finance chief said"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.model import BlockKind
from podcaster.quotes.coreference.agreement import talks
from podcaster.quotes.coreference.kin import OTHER_END

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from podcaster.quotes.coreference.analysis import Reading
    from podcaster.quotes.coreference.antecedents import Antecedents
    from podcaster.quotes.coreference.people import Person
    from podcaster.quotes.mentions.mention import Mention

LIKELY = 0.65
"""Probability that it is the one just named, not somebody met with the description; by hand: enough to be offered, for
review. "Jane Roe said she waited for hours. “We are sorry,” the hospital's head said" has the same form."""
_LEARNED = frozenset({"dr", "doctor", "physician", "prof", "professor"})
"""What anybody may be besides the office that a paper has not told yet."""
LATELY = 40
"""Mentions back in which others with the same office are looked for."""


def just_named(reading: Reading, recent: Sequence[int], antecedents: Antecedents, index: int) -> dict[int, float]:
    """Whom a description behind words means, with probabilities; -1 is somebody new, empty says nothing.

    "The fund manager added" is whoever without a name has just spoken; "the firm's finance chief said" may be who was
    just named.

    Args:
        reading: The article, read.
        recent: The mentions before, in order.
        antecedents: What the mentions are in their sentences.
        index: The description's mention.
    """
    one = _unnamed_before(reading, recent, antecedents.speaking, index) if index in antecedents.adding else -1
    one = one if one >= 0 else _same_again(reading, recent, antecedents, index)
    return {one: 1.0} if one >= 0 else _named_before(reading, recent, antecedents.speaking, index)


def _named_before(reading: Reading, recent: Sequence[int], speaking: Container[int], index: int) -> dict[int, float]:
    """Whom an owned description behind words means.

    The paragraph before has to bring in one person only, by a name without age or office, who says something there: a
    paper tells who somebody is at once, or in the next breath.
    """
    mention, paragraphs = reading.mentions[index], reading.paragraphs
    whole = mention.definite and mention.sort == "person" and not mention.plural and mention.owner >= 0
    if reading.story or not whole or index not in speaking or reading.mentions[mention.owner].kind == "pronoun":
        return {}
    before = paragraphs[mention.paragraph - 1]
    if not talks(paragraphs[mention.paragraph]) or before.kind is not BlockKind.PARAGRAPH or not mention.paragraph:
        return {}
    everybody = reading.people.all
    if any(mention.noun in everybody[reading.mentions[at].person].modifiers for at in recent[-LATELY:]):
        return {}
    low, high = reading.spans[before.index]
    named = {reading.mentions[at].person for at in range(low, high)} - {-1}
    found = [
        each for each in (everybody[number] for number in named)
        if each.named and each.sort in {"person", ""} and (each.guess or each.sort)
    ]  # fmt: skip
    if len(found) != 1:
        return {}
    owner, told = reading.mentions[mention.owner], found[0].nouns - _LEARNED
    if owner.person == found[0].number:
        # "Pete Roe said so. “...,” the striker's agent said": the striker is somebody told of before.
        others = {reading.mentions[at].person for at in recent[-LATELY:]} - named - {-1}
        if owner.kind == "name" or not any(everybody[each].named and everybody[each].guess for each in others):
            return {}
        told = told - {owner.noun} - OTHER_END.keys()
    met = reading.mentions[found[0].mentions[0]]
    says = met.paragraph == before.index and met.role == "subject" and found[0].mentions[0] in speaking
    alike = not (mention.gender and found[0].gender and mention.gender != found[0].gender)
    return {found[0].number: LIKELY, -1: 1 - LIKELY} if says and alike and not told else {}


def _unnamed_before(reading: Reading, recent: Sequence[int], speaking: Container[int], index: int) -> int:
    """The last speaker before "the fund manager added", if it is one without a name: "one shareholder said"; or -1."""
    mention, everybody = reading.mentions[index], reading.people.all
    plain = mention.definite and mention.owner < 0 and not mention.plural and mention.sort == "person"
    if reading.story or not plain:
        return -1
    for at in reversed(recent[-LATELY:]):
        before = reading.mentions[at]
        if mention.paragraph - before.paragraph > 1:
            break
        if at in speaking and at != index:
            one = everybody[before.person]
            other = bool(mention.gender and one.gender and mention.gender != one.gender)
            met = not one.named and not one.plural and one.sort == "person" and not before.definite
            called = any(each.named and _is_told(reading, each, mention) for each in everybody)
            return one.number if met and not other and not called else -1
    return -1


def _is_told(reading: Reading, person: Person, mention: Mention) -> bool:
    """Whether the article calls somebody by a description's noun before it."""
    return any(reading.mentions[at].noun == mention.noun for at in person.mentions)


def _same_again(reading: Reading, recent: Sequence[int], antecedents: Antecedents, index: int) -> int:
    """Whom "The woman" goes on with right behind "A nurse said so", where nobody else is told of there; or -1."""
    mention = reading.mentions[index]
    opens = reading.paragraphs[mention.paragraph].sentences[mention.sentence][0] == mention.first
    plain = mention.noun in {"man", "woman", "boy", "girl"} and mention.definite and mention.owner < 0
    if reading.story or not plain or not opens or mention.modifiers:
        return -1
    told = [at for at in recent[-LATELY:] if reading.mentions[at].paragraph == mention.paragraph
            and reading.mentions[at].sentence == mention.sentence - 1]  # fmt: skip
    about = next((at for at in told if at in antecedents.topics or at in antecedents.speaking), -1)
    first = reading.mentions[about]
    if about < 0 or first.kind != "description" or first.sort != "person" or first.plural or first.definite:
        return -1
    one = reading.people.all[first.person]
    other = bool(one.gender and one.gender != mention.gender)
    names = (reading.people.all[reading.mentions[at].person] for at in told if reading.mentions[at].kind == "name")
    named = any(person.sort == "person" for person in names)
    return -1 if one.named or other or named else one.number
