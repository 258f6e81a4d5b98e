"""Whose words answer a question without a verb: "Roe's verdict? “Magic.”", "The secret to her long life? “Tea.”"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes import lists
from podcaster.quotes.attribution.mentioned import who
from podcaster.quotes.attribution.model import Candidate, Way

if TYPE_CHECKING:
    from podcaster.quotes.attribution.candidates import Standing
    from podcaster.quotes.coreference.analysis import Reading

LONG = 12
"""Words of such a question at most."""
_VERBS = frozenset({"V", "AUX", "Q"})


def asked_of(reading: Reading, place: Standing) -> list[Candidate]:
    """The one whose secret, advice or verdict is asked for right before a passage; nobody where none is.

    Args:
        reading: The article, read.
        place: Where the passage stands.
    """
    tokens, end = place.paragraph.tokens, place.token - 1
    behind = tokens[place.token + 1] if place.token + 1 < len(tokens) else None
    alone = behind is None or behind.sentence != tokens[place.token].sentence or behind.tag == "."
    if reading.story or not alone or end < 1 or tokens[end].text != "?":
        return []
    begin = place.paragraph.sentences[tokens[end].sentence][0]
    words = tokens[begin:end]
    if not 0 < len(words) <= LONG or any(token.tag in _VERBS for token in words):
        return []
    low, high = reading.spans[place.paragraph.index]
    owners = [at for at in range(low, high) if begin <= reading.mentions[at].first < end and _is_owner(reading, at)]
    if len(owners) != 1:
        return []
    mention = reading.mentions[owners[0]]
    return [Candidate(["mention before", *who(reading, owners[0])], owners[0], way=Way.BEAT, holds=True,
                      evidence=[(mention.start, mention.end)])]  # fmt: skip


def _is_owner(reading: Reading, at: int) -> bool:
    """Whether a mention is of one person whose something is: "Roe's", "his"."""
    mention = reading.mentions[at]
    if mention.role != "owner":
        return False
    if mention.kind == "pronoun":
        return lists.PRONOUNS.get(mention.noun) in {"male", "female"}
    return mention.person >= 0 and reading.people.all[mention.person].sort == "person"
