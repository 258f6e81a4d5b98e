"""Who holds an office, and who held it: "the former mayor" is not the mayor."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from podcaster.quotes.coreference.people import Person
    from podcaster.quotes.mentions.mention import Mention

_BEFORE, _AFTER = frozenset({"predecessor"}), frozenset({"successor"})


def inherit(person: Person, noun: str, owner: Person) -> None:
    """Takes over what somebody's owner is: "her predecessor" is the former mayor, "his successor" the mayor.

    Args:
        person: Of the description; changed.
        noun: Its noun.
        owner: Whose predecessor or successor they are.
    """
    if noun in _BEFORE:
        person.past |= owner.present | owner.past
        person.nouns |= person.past
    elif noun in _AFTER:
        person.present |= owner.past
        person.nouns |= owner.past


def hold_office(people: Iterable[Person], mention: Mention) -> set[int]:
    """Those who can be called by a description, as far as it says that an office is held or was.

    Args:
        people: Whom it may mean.
        mention: The description.
    """
    noun, held = mention.noun, list(people)
    if mention.former:
        past = {one.number for one in held if noun in one.past}
        return past or {one.number for one in held if noun not in one.present}
    present = {one.number for one in held if noun in one.present}
    return {one.number for one in held if not (present and noun in one.past and noun not in one.present)}
