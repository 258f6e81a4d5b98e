"""How a piece reads: the article of its material, and what is compared of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcaster.article import read_article
from podcaster.errors import ArticleError
from podcaster.follow.drift import prints_of
from podcaster.follow.found import Material
from podcaster.follow.rules import PageFacts, page_facts

if TYPE_CHECKING:
    from pathlib import Path

    from podcaster.model import Article
    from podcaster.settings import Fetching


@dataclass(frozen=True, slots=True)
class Impression:
    """How a piece reads."""

    article: Article
    """Its words, taken apart, after the source's rules."""
    words: int
    """To narrate."""
    digest: str
    """SHA-256 of what an episode says of it: the same words of a page with other advertisements are the same piece."""
    prints: frozenset[str]
    """Of its longer paragraphs, to see which ones other pieces have too."""
    facts: PageFacts
    """What its page says of itself, for the rules."""

    @property
    def title(self) -> str:
        """Its title."""
        return self.article.title


def read_piece(fetching: Fetching, path: Path, called: str) -> Impression:
    """Read the material of a piece.

    Args:
        fetching: ``[article]`` of the settings.
        path: The material's file.
        called: What an error calls it: people know the piece, and not the file.

    Raises:
        ArticleError: It is no article.
    """
    try:
        article = read_article(str(path), fetching)
    except ArticleError as error:
        raise ArticleError(*(text.replace(str(path), called) for text in (error.what, error.cure))) from error
    spoken = [article.text_of(block) for block in article.blocks if block.spoken]
    told = (article.title, article.byline, str(article.published), article.language, *spoken)
    return Impression(
        article=article,
        words=sum(len(text.split()) for text in spoken),
        digest=hashlib.sha256("\n\n".join(told).encode("utf-8", "surrogatepass")).hexdigest(),
        prints=prints_of(article),
        facts=page_facts(Material(path.read_bytes(), path.suffix)),
    )
