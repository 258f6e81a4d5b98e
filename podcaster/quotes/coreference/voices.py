"""Whose a voice is that speaks before anybody is seen: "“Nobody move,” a voice said. It belonged to Jane Roe, 83"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.patterns import on_demand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.coreference.analysis import Reading
    from podcaster.quotes.coreference.people import Person

_WHOSE = on_demand(
    r"\b(?P<what>It|(?:The|That|His|Her)\s(?:\w+\s)?voice)\s(?:had\s)?(?:belong(?:s|ed)\sto|(?:was|is)\sthat\sof)\s"
)
"""What says whose something is."""
TITLES = 30
"""Characters of titles before a name at most: "the Rev."."""
SOON = 1
"""Paragraphs behind a voice within which it is said whose it is."""


def voices_named(reading: Reading, unnamed: Sequence[Person]) -> dict[int, int]:
    """Whose the voices are that an article hears before it says whose.

    Args:
        reading: The article, read.
        unnamed: Those without a name who are called a voice.

    Returns:
        The number of the voice -> the number of the one named.
    """
    found: dict[int, int] = {}
    for person in unnamed:
        if person.plural or not person.mentions:
            continue
        voice = reading.mentions[person.mentions[0]]
        whose = next(_WHOSE.finditer(reading.text, voice.end), None)
        if whose is None:
            continue
        index = next(
            (at for at, one in enumerate(reading.mentions) if one.kind == "name" and one.start >= whose.end()), -1
        )
        named = reading.mentions[index]
        if index < 0 or named.start > whose.end() + TITLES or named.person < 0:
            continue
        if named.role == "owner":
            continue  # "Roe's sister, Jane"
        soon = named.paragraph - voice.paragraph <= SOON
        if whose["what"] == "It":
            soon = soon and (named.paragraph > voice.paragraph or named.sentence - voice.sentence <= SOON)
        who = reading.people.all[named.person]
        if soon and who.sort in {"person", ""} and not (person.genders and who.genders and person.gender != who.gender):
            found[person.number] = named.person
    return found
