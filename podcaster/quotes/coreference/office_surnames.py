"""Surnames that are words for an office as well: "Brian Bishop", then "Bishop said", who is no bishop."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.mentions.mention import Mention
    from podcaster.quotes.words.tokens import Paragraph


def office_surnames(mentions: Sequence[Mention], paragraphs: Sequence[Paragraph]) -> None:
    """Takes a bare word for an office for a name where a full name before it ends so, and nobody has it for a title.

    Args:
        mentions: All mentions, in order; changed.
        paragraphs: The article's.
    """
    titles = {title for mention in mentions for title in mention.titles}
    met: set[str] = set()
    for mention in mentions:
        if mention.kind == "name" and len(mention.words) > 1:
            met.add(mention.words[-1].lower())
        elif mention.kind == "description" and mention.last == mention.first + 1 and mention.noun in met - titles:
            token = paragraphs[mention.paragraph].tokens[mention.first]
            if token.tag == "NNP" and token.lower == mention.noun:
                mention.kind, mention.words, mention.noun = "name", (token.text,), ""
                mention.sort = mention.gender = ""
                mention.definite = False
