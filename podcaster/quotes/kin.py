"""Relatives that an article names: "her son, John Roe" says who "her son" and "his mother" are."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from podcaster.quotes.mentions import Mention
    from podcaster.quotes.people import Person
    from podcaster.quotes.reading import Reading

SAME_TIE = {
    "widow": ("wife",), "widower": ("husband",), "mom": ("mother",), "mum": ("mother",), "dad": ("father",),
}  # fmt: skip
"""Family words -> others for the same tie."""
OTHER_END = {
    **dict.fromkeys(("wife", "widow"), ("husband",)), **dict.fromkeys(("husband", "widower"), ("wife",)),
    **dict.fromkeys(("brother", "sister"), ("brother", "sister")),
    **dict.fromkeys(("mother", "father", "mum", "mom", "dad"), ("son", "daughter")),
    **dict.fromkeys(("son", "daughter"), ("mother", "father")),
}  # fmt: skip
"""Family words -> what the other one of the two is called."""


def named_relatives(reading: Reading, mention: Mention, owner: int) -> Iterator[Person]:
    """Named people of whom the article has said what a description says of somebody's relative.

    Args:
        reading: The article; mentions before this one have their people.
        mention: The description: "his wife".
        owner: The number of the person whose relative it is.
    """
    people = reading.people.all
    same = {mention.noun, *SAME_TIE.get(mention.noun, ())}
    for other in reading.mentions:
        if other is mention:
            return
        if other.kind != "description" or other.owner < 0 or other.person < 0:
            continue
        tied = reading.mentions[other.owner].person
        if tied == owner and other.noun in same:
            person = people[other.person]
        elif other.person == owner and other.noun in OTHER_END.get(mention.noun, ()) and tied >= 0:
            person = people[tied]
        else:
            continue
        if person.named and not (mention.gender and person.genders and person.gender != mention.gender):
            yield person
