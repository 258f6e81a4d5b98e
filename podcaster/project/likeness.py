"""How much two articles have in common, by the words that follow each other in both."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from podcaster.model import Article, ReadArticle

    Runs = frozenset[tuple[str, ...]]
    """All runs of ``RUN`` words of a text, whatever their case."""

RUN = 3
"""Words of a run: where every fourth word of a text is another one, a quarter of its runs of three is left, and none of
four; of runs of two, one in a hundred is in any other article."""
FEW = 10
"""Runs of a text below which it cannot be told: "More follows." is what any article may begin with."""
ANOTHER = 0.05
"""Share of the shorter text's runs below which it is quite another article. Of 166,176 pairs out of the 577 articles
and cases of the tests, 99.9 % have less in common, most of them nothing; of an article that was corrected at every
fourth word, 0.25 is left."""
LITTLE = 0.3
"""Share of the shorter text's runs below which it is told that an article goes on as one that says little of it."""
ALIKE = 0.5
"""Share of the longer text's runs from which two texts are one article, wherever they lie: half of the longer one is in
the other. Of those pairs only such have it that are variants of one case: three, each of some twenty words."""
WORD = on_demand(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]|[^\W_\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]+")
"""A word; where there are no spaces between words, a sign."""
PROBE = on_demand(r"\w[\w ]{10,60}\w")
PROBES = 8


def runs_of(texts: Iterable[str]) -> Runs:
    """The runs of texts."""
    words = [WORD.findall(text.casefold()) for text in texts]
    return frozenset(run for each in words for run in zip(*(islice(each, n, None) for n in range(RUN)), strict=False))


def said_in(article: Article) -> str:
    """What of an article is narrated."""
    return "\n".join(article.text_of(block) for block in article.blocks if block.spoken)


def share(one: Runs, other: Runs) -> float | None:
    """What part of the shorter of two texts is in the other; None where one is too short to tell."""
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter >= FEW else None


def is_alike(one: Runs, other: Runs) -> bool:
    """Whether two texts are clearly one article."""
    return len(one & other) >= ALIKE * max(len(one), len(other), 1)


def are_others(read: Sequence[ReadArticle], before: Sequence[ReadArticle]) -> bool:
    """Whether articles are quite others than those that a project was made of before, in whose place they come."""
    now, then = (runs_of(said_in(each.article) for each in articles) for articles in (read, before))
    found = share(now, then)
    return found is not None and found < ANOTHER


def probes_of(text: str) -> tuple[bytes, ...]:
    """The longest words without a mark between them: a script with none of them is none of this text."""
    found = sorted(set(PROBE.findall(text)), key=lambda each: (-len(each), each))
    return tuple(each.encode() for each in found[:PROBES])
