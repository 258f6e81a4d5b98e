"""Who said it: golden cases, what must always hold, and the floors on the development sets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from quote_cases import Case, load_cases
from quotes_gold import FOLDER, article_of, flat, load_score, load_set

from podcaster.article import read_article
from podcaster.model import Article, Block, BlockKind, Gender, Quote, QuoteKind
from podcaster.quotes import SURE, find_quotes
from podcaster.settings import Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CASES = load_cases()


def squeezed(text: str) -> str:
    return " ".join(text.replace("’", "'").lower().split())


def in_order(quotes: Iterable[Quote], *, inside: bool = False) -> Iterator[tuple[Quote, bool]]:
    for quote in quotes:
        yield quote, inside
        yield from in_order(quote.nested, inside=True)


def mistakes(case: Case) -> list[str]:
    """What a case expects and does not get."""
    article = read_article("-", Reading(), stdin=case.text.encode())
    found = list(in_order(find_quotes(article)))
    wrong = []
    at = 0
    for expected in case.expected:
        while at < len(found):
            quote, inside = found[at]
            words = article.text[quote.start : quote.end].lstrip("“‘\"'”’")
            if words.startswith(expected.words) and inside == expected.nested:
                break
            at += 1
        else:
            wrong.append(f"not found: {expected.words}")
            at = 0
            continue
        name = quote.speaker.name if quote.speaker else "narrator"
        gender = quote.speaker.gender.value if quote.speaker else ""
        if squeezed(name) != squeezed(expected.speaker):
            wrong.append(f"{expected.words}: {name}, not {expected.speaker}")
        elif expected.gender and gender != expected.gender:
            wrong.append(f"{expected.words}: {name} is {gender}, not {expected.gender}")
        at += 1
    return wrong


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_golden_case(case: Case) -> None:
    assert mistakes(case) == []
