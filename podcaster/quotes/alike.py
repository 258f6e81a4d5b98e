"""Finds the quotes that an editor's correction of one may mean too: told to be the same person's by the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes.lists import words_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from podcaster.model import Article, Quote


def alike(article: Article, quote: Quote, quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """The other quotes that were given to the same speaker by the same label or description.

    Where "the host" was taken for the wrong person once, it was so wherever the article says "the host"; a quote whose
    speaker goes on from another one follows it too. Pronouns mean somebody else each time and are left out, unless it
    is the very same one.

    Args:
        article: The article.
        quote: The quote that was corrected, as it was found.
        quotes: All quotes of the article, in order.

    Returns:
        Them in the order of the text, without the quote itself; those inside others too.
    """
    told = _told(article, quote)
    if told is None:
        return ()
    return tuple(other for other in _walk(quotes) if other.start != quote.start and _told(article, other) == told)


PRONOUNS = words_in("rules", "alike pronouns")


def _told(article: Article, quote: Quote) -> tuple[str, str, int] | None:
    """Speaker, the words that told who it is, and of a pronoun where it stands."""
    if quote.speaker is None:
        return None
    if not quote.evidence:
        return quote.speaker.name, quote.way, 0
    start, end = quote.evidence[0]
    words = " ".join(article.text[start:end].split()).casefold()
    return quote.speaker.name, words, start if words in PRONOUNS else 0


def _walk(quotes: Sequence[Quote]) -> Iterator[Quote]:
    for quote in quotes:
        yield quote
        yield from _walk(quote.nested)
