"""Who said it in articles in other languages than English: in five of them the speakers, in others only the quotes.

The rules are few and look at words, not at sentences: a reporting verb beside a passage and the name, description or
pronoun beside the verb; a speaker who goes on; nobody else. What they cannot tell goes to review.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.model import Quote, QuoteKind, Speaker
from podcaster.quotes.detection.passages import find_passages
from podcaster.quotes.foreign.attribution import Attributor
from podcaster.quotes.foreign.language import LANGUAGES, load_language

if TYPE_CHECKING:
    from podcaster.model import Article

__all__ = ["find_foreign_quotes", "has_rules", "mark_quotes"]

ANYBODY = Speaker("Quotation", described=True)
"""The one role of all quotes whose language the rules of attribution do not know."""


def has_rules(language: str) -> bool:
    """Whether quotes in a language, given as a BCP 47 tag, get their speakers by the rules of this folder."""
    return language.replace("_", "-").split("-")[0].lower() in LANGUAGES


def find_foreign_quotes(article: Article) -> tuple[Quote, ...]:
    """The quotes of an article in one of ``LANGUAGES``, with their speakers."""
    return Attributor(article, load_language(article.language.replace("_", "-").split("-")[0].lower())).quotes()


def mark_quotes(article: Article) -> tuple[Quote, ...]:
    """An article's passages in quotation marks that may be speech, all in one voice."""
    return tuple(
        Quote(passage.start, passage.end, QuoteKind.SPEECH, ANYBODY, confidence=1.0)
        for passage in find_passages(article)
        if passage.kind is QuoteKind.SPEECH
    )
