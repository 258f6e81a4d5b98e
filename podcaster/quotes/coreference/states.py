"""Whom a lawmaker stands for, as the press writes it behind the name: "Roe, D-Calif.", "Roe (R-Maine)"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.quotes import lists
from podcaster.quotes.lists import table_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from podcaster.quotes.coreference.people import People, Person
    from podcaster.quotes.mentions.mention import Mention

_TAG = on_demand(
    r"\s?(?:,\s|\()(?P<side>R|D|I|Rep|Dem|Ind)\.?[-–](?P<state>[A-Z][A-Za-z. ]{0,14}?)(?:[,;)]|\s(?=[a-z])|\.?$)"
)
"""An initial and a state: "D-Calif.", "R-N.Y."."""
_WORDS = on_demand(
    r"(?:,\s(?:an?\s|the\s)?(?P<side>Republican|Democrat|[Ii]ndependent)\s(?:of|from)|\s(?P<plain>of))\s"
    r"(?P<state>[A-Z][a-z]+(?:\s[A-Z][a-z]+)?)\b"
)
"""The same in words: "Senator Roe of Maine", "Roe, Republican of Maine"."""
_SIDES = {"R": "republican", "D": "democrat", "I": "independent"}
_LAWMAKER = frozenset({"senator", "lawmaker", "congressman", "congresswoman", "representative", "legislator"})
_NO_STATES = frozenset({"new"})
"""Words that say nothing of which state it is: they are no modifiers of a description."""
_DIRECTIONS = frozenset({"north", "south", "west", "new", "york", "island", "rhode"})
STEM = 4
"""Letters that the names of a state and of who lives there share."""


def note_states(mentions: Sequence[Mention], text: str, people: People) -> None:
    """Notes the state and the party of lawmakers, so that "the Maine senator" and "the California Democrat" are they.

    Args:
        mentions: All mentions of the article.
        text: Its text.
        people: Everybody named; they are changed.
    """
    states: dict[str, frozenset[str]] = {}
    for mention in mentions:
        if mention.kind != "name" or mention.person < 0:
            continue
        found = _TAG.match(text, mention.end) or _WORDS.match(text, mention.end)
        if not found:
            continue
        states = states or _by_name()
        state = states.get(found["state"].replace(".", "").replace(" ", "").lower())
        if state:
            _note(people.all[mention.person], state, _SIDES.get((found["side"] or " ")[0].upper(), ""))


def states_in(words: Iterable[str]) -> set[str]:
    """Those of some words that belong to a state's name: "illinois"."""
    return set(words) & _words_of_states()


@cache
def _words_of_states() -> frozenset[str]:
    return frozenset(word for words in _by_name().values() for word in words)


def _by_name() -> dict[str, frozenset[str]]:
    """Every way to write a state -> the words of its name."""
    states = table_in("coreference", "states names")
    whole = {name.replace(" ", ""): name for name in states.values()}
    return {written: frozenset(name.split()) - _NO_STATES for written, name in (states | whole).items()}


def _inhabitants(state: frozenset[str]) -> set[str]:
    """What somebody from a state is called: "the Texan", "the Ohioan"."""
    stems = tuple(word[:STEM] for word in state if word not in _DIRECTIONS)
    return {word for word in lists.DEMONYMS if stems and word.startswith(stems)}


def _note(person: Person, state: frozenset[str], side: str) -> None:
    if person.sort == "body" or not (side or person.nouns & _LAWMAKER):
        return  # "the Bank of California"
    person.nouns |= {"lawmaker"} | ({side} if side else set()) | _inhabitants(state)
    for noun in (person.nouns & _LAWMAKER) | ({side} if side else set()):
        person.modifiers.setdefault(noun, set()).update(state)
