"""Quotes of articles in other languages than English: where they are is known, who said them is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.model import Quote, QuoteKind, Speaker
from podcaster.quotes.detection.passages import find_passages

if TYPE_CHECKING:
    from podcaster.model import Article

ANYBODY = Speaker("Quotation", described=True)
"""The one role of all quotes whose language the rules of attribution do not know."""


def mark_quotes(article: Article) -> tuple[Quote, ...]:
    """An article's passages in quotation marks that may be speech, all in one voice."""
    return tuple(
        Quote(passage.start, passage.end, QuoteKind.SPEECH, ANYBODY, confidence=1.0)
        for passage in find_passages(article)
        if passage.kind is QuoteKind.SPEECH
    )
