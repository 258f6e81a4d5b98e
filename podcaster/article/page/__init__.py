"""A page made ready for extraction, by the meaning of HTML and never by site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.article.page.hidden import drop_hidden, drop_struck
from podcaster.article.page.inline import write_plain
from podcaster.article.page.lists import write_lists
from podcaster.article.page.maths import write_formulas
from podcaster.article.page.notes import drop_notes
from podcaster.article.page.regions import drop_contents, drop_regions
from podcaster.article.page.sources import mark_sources
from podcaster.article.page.tree import drop_illegal, settle_plain

if TYPE_CHECKING:
    from collections.abc import Callable

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
    passes: tuple[Callable[[], None], ...] = (
        lambda: drop_illegal(page),
        lambda: drop_hidden(page, out),
        lambda: drop_struck(page, out),
        lambda: drop_notes(page, out),
        lambda: write_formulas(page),
        lambda: mark_sources(page),
        lambda: drop_regions(page, out),
        lambda: write_plain(page, language, out),
        lambda: write_lists(page),
    )
    for one in passes:
        one()
        settle_plain(page)


def write_words(fragment: HtmlElement, language: str, out: list[LeftOut]) -> None:
    """The same for HTML that is the article and nothing else: no region of it is the site's.

    Args:
        fragment: The fragment; it is changed.
        language: The language it is in, as far as it is known.
        out: Where the words are noted that are taken out, with the reason.
    """
    passes: tuple[Callable[[], None], ...] = (
        lambda: drop_hidden(fragment, out),
        lambda: drop_struck(fragment, out),
        lambda: drop_notes(fragment, out),
        lambda: write_formulas(fragment),
        lambda: drop_contents(fragment, out),
        lambda: write_plain(fragment, language, out),
    )
    for one in passes:
        one()
        settle_plain(fragment)
