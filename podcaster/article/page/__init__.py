"""A page made ready for extraction, by the meaning of HTML and never by site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.article.page.hidden import drop_hidden, drop_struck
from podcaster.article.page.inline import write_plain
from podcaster.article.page.lists import write_lists
from podcaster.article.page.maths import write_formulas
from podcaster.article.page.notes import drop_notes
from podcaster.article.page.regions import drop_regions
from podcaster.article.page.sources import mark_sources

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from podcaster.model import LeftOut

__all__ = ["write_meaning", "write_words"]


def write_meaning(page: HtmlElement, language: str, out: list[LeftOut]) -> None:
    """Make plain paragraphs of what a page means, in place.

    Args:
        page: The page; it is changed.
        language: The language it declares, for the marks of its quotations.
        out: Where the words are noted that are taken out, with the reason.
    """
    drop_hidden(page, out)
    drop_struck(page, out)
    drop_notes(page, out)
    write_formulas(page)
    mark_sources(page)
    drop_regions(page, out)
    write_plain(page, language, out)
    write_lists(page)


def write_words(fragment: HtmlElement, language: str, out: list[LeftOut]) -> None:
    """The same for HTML that is the article and nothing else: no region of it is the site's.

    Args:
        fragment: The fragment; it is changed.
        language: The language it is in, as far as it is known.
        out: Where the words are noted that are taken out, with the reason.
    """
    drop_hidden(fragment, out)
    drop_struck(fragment, out)
    drop_notes(fragment, out)
    write_formulas(fragment)
    write_plain(fragment, language, out)
