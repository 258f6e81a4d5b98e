"""Whom an article says to go by "they"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.coreference.people import People
    from podcaster.quotes.mentions.mention import Mention
    from podcaster.quotes.words.tokens import Paragraph

_DECLARED = on_demand(r"\bthey/them\b|\bnon-?binary\b|\bgender-?fluid\b|\bpronouns? [“\"‘']?they\b", re.IGNORECASE)
"""What says so: "who uses they/them pronouns", "the nonbinary singer"."""


def note_they(mentions: Sequence[Mention], paragraphs: Sequence[Paragraph], people: People, text: str) -> None:
    """Notes who goes by "they": the person named last before the words that say so, in their sentence, or behind them.

    Args:
        mentions: Everybody mentioned, in order.
        paragraphs: The article's paragraphs.
        people: Everybody named; they are changed.
        text: The article's text.
    """
    for match in _DECLARED.finditer(text):
        paragraph = next((each for each in paragraphs if each.start <= match.start() < each.end), None)
        if paragraph is None:
            continue
        place = next((at for at, token in enumerate(paragraph.tokens) if token.end > match.start()), -1)
        if place < 0 or paragraph.tokens[place].tag == "Q":
            continue
        own = [mention for mention in mentions
               if mention.paragraph == paragraph.index and mention.sentence == paragraph.tokens[place].sentence
               and mention.kind == "name" and people.all[mention.person].sort in {"person", ""}]  # fmt: skip
        before = [mention for mention in own if mention.last <= place]
        if own:
            people.all[(before[-1] if before else own[0]).person].they = True
