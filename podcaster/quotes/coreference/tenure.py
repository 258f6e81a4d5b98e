"""Who holds an office, and who held it or one below it: "the former mayor" and her deputy are not the mayor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes.mentions.ranks import ABOVE, PREFIXED, rank_of

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


def _of_other_rank(person: Person, mention: Mention) -> bool:
    """Whether the article gives somebody an office of the name only above or below the one that is meant."""
    noun, rank = mention.noun, rank_of(mention.noun, mention.modifiers)
    if known := person.ranks.get(noun):
        return rank not in known
    if ABOVE & rank or noun == "taoiseach":
        opposed = "opposition" in person.modifiers.get("leader", ())
        return bool(person.nouns) and person.nouns.isdisjoint(_RULES - {"leader"} if opposed else _RULES)
    short = noun.rpartition("-")[2] if noun.startswith(PREFIXED) else ""
    below = any(other.startswith(PREFIXED) and other.rpartition("-")[2] == noun for other in person.nouns)
    return below or short in person.nouns


_RULES = frozenset({"premier", "taoiseach", "pm", "leader"})
"""Whoever is the head of a government is called so too."""


def hold_office(people: Iterable[Person], mention: Mention) -> set[int]:
    """Those who can be called by a description, as far as it says that an office is held or was.

    Args:
        people: Whom it may mean.
        mention: The description.
    """
    noun, everybody = mention.noun, list(people)
    held = [one for one in everybody if not _of_other_rank(one, mention)]
    if any(noun in one.nouns for one in everybody if one not in held):
        # Beside a deputy mayor, "the mayor" is nobody with another office.
        held = [one for one in held if noun in one.nouns]
    if mention.former:
        past = {one.number for one in held if noun in one.past}
        return past or {one.number for one in held if noun not in one.present}
    present = {one.number for one in held if noun in one.present}
    return {one.number for one in held if not (present and noun in one.past and noun not in one.present)}
