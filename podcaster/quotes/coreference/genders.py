"""Whether those whom a story names are men or women, before any of its pronouns is resolved.

Pronouns are resolved in order, and one that is taken for the wrong person's makes a man of a woman for the rest of the
text. So a story's people get what their given names say, and else what the pronouns that follow them most closely say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes.coreference.people import IMPERSONAL
from podcaster.quotes.lists import words_in
from podcaster.quotes.mentions.given_names import guess_genders, is_given_name, shared_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.coreference.people import People, Person
    from podcaster.quotes.mentions.mention import Mention

GIVEN, FOLLOWS = 4, 2
"""Points for a gender that a given name shows, as many as a title has; and for one that pronouns show."""
INSIDE, BEHIND = 1.0, 0.4
"""What a pronoun counts that is the next to be spoken of, in the same paragraph and in the one behind it. By hand."""
ENOUGH, CLEARLY = 1.0, 3.0
"""What pronouns must count for a gender to be shown, and how many times that of the other one. By hand."""


def show_genders(mentions: Sequence[Mention], people: People) -> None:
    """Adds to a story's people the genders that their given names show, or the pronouns closest behind their names.

    Args:
        mentions: All mentions, in order.
        people: The people whom the story names, who are changed.
    """
    unknown = [person for person in people.all if _is_open(person)]
    given = {person.number: person.words[0].partition("-")[0] for person in unknown if _goes_by_given(person)}
    genders, shared = guess_genders(given.values()), shared_names(given.values())
    counted, officers = _counted(mentions), {mention.person for mention in mentions if _OFFICES & {*mention.titles}}
    for person in unknown:
        name = given.get(person.number, "")
        if genders.get(name) and name not in shared:
            person.genders[genders[name]] += GIVEN
            continue
        held = counted.get(person.number, {})
        gender = max(held, key=lambda one: held[one], default="")
        most = held.get(gender, 0.0)
        if most >= ENOUGH and most >= CLEARLY * (sum(held.values()) - most):
            person.genders[gender] += FOLLOWS if most > ENOUGH else 1
        elif person.number in officers and gender in {"", "male"}:
            person.genders["male"] += FOLLOWS


_OFFICES = words_in("coreference", "genders offices")
"""Titles that a story's men have, unless a pronoun says otherwise."""


def _is_open(person: Person) -> bool:
    return bool(person.words) and not person.genders and not person.plural and person.sort not in IMPERSONAL


def _goes_by_given(person: Person) -> bool:
    """Whether the first word of somebody's name is a given name: not behind a title, unless a surname follows."""
    return is_given_name(person.words[0].partition("-")[0]) and (len(person.words) > 1 or not person.title)


def _counted(mentions: Sequence[Mention]) -> dict[int, dict[str, float]]:
    """Person -> gender -> what the pronouns count that are the next mention of anybody behind a name of theirs."""
    counted: dict[int, dict[str, float]] = {}
    last: Mention | None = None
    for mention in mentions:
        if mention.kind != "pronoun":
            if mention.kind == "name" or mention.sort == "person":
                last = mention
            continue
        if last is None or mention.role != "subject" or mention.gender not in {"male", "female"}:
            continue
        apart = mention.paragraph - last.paragraph
        if last.kind == "name" and last.person >= 0 and apart <= 1 and last.role in {"subject", "owner", ""}:
            held = counted.setdefault(last.person, {})
            held[mention.gender] = held.get(mention.gender, 0.0) + (BEHIND if apart else INSIDE)
        last = None
    return counted
