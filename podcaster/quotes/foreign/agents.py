"""By whom something is called what a passage says: "un projet jugé « absurde » par l'opposition"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes.foreign.terms import judges
from podcaster.quotes.foreign.words import WordForm, read_words

if TYPE_CHECKING:
    from podcaster.quotes.foreign.named import LinkedMention
    from podcaster.quotes.foreign.people import ForeignPeople


def agent_of(
    text: str, people: ForeignPeople, lead: tuple[int, int], tail: tuple[int, int]
) -> tuple[LinkedMention, WordForm] | None:
    """Whoever stands behind "by" right behind a passage with a participle before it: "qualifiée de « folie » par".

    Args:
        text: The article's.
        people: Finds its mentions.
        lead: The sentence before the passage, as far as it.
        tail: The sentence behind it.

    Returns:
        The mention, and the participle; None where nothing is called so by anybody.
    """
    language = people.language
    held, behind = read_words(text, *lead)[-3:], read_words(text, *tail)
    if held and held[-1].low in language.like | language.words.links:
        held = held[:-1]
    opens = language.determiners.keys() | language.plurals
    if not held or not behind or behind[0].low not in language.words.agents or behind[0].start - tail[0] > 1:
        return None
    if held[-2:-1] and held[-2].low in opens:
        return None  # "los resultados «son débiles» por el tamaño de la muestra"
    before = held[-1]
    forms = {before.low, before.low.rstrip("s").removesuffix("e"), f"{before.low[:-1]}o"}
    if not (forms & language.verbs or judges(language, before.low)):
        return None
    near = (one for one in people.mentions(behind) if one.start - behind[0].end <= 1)
    one = people.joined(behind, 0) or next(near, None)
    return (one, before) if one and one.person else None
