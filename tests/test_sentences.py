"""Where sentences end: one rule, and what was decided otherwise while other places had rules of their own."""

from __future__ import annotations

import pytest

from podcaster.article import read_article
from podcaster.article.kinds import reads_on
from podcaster.quotes.words.paragraphs import cut_article
from podcaster.sentences import begins_sentence, split_run_together
from podcaster.settings import Fetching

PAGE = (
    "<article><h1>The dam</h1><p>Nobody in Granby had thought that the dam would hold for another winter.</p><figure>"
    "<img src='a.jpg'><figcaption>{caption}</figcaption></figure><p>It did, and the town had soup.</p></article>"
)


@pytest.mark.parametrize(
    ("caption", "told"),
    [
        ("Ann Roe on the wall on Monday. The Bay Dispatch/J. Ellis", "Ann Roe on the wall on Monday."),
        ("Ann Roe and Bob Fry. J. Scott Ellis/Bay Dispatch", "Ann Roe and Bob Fry."),
        ("Ann Roe with her brother (left) Tom Hill/Bay Dispatch", "Ann Roe with her brother (left)"),
        ("Roe met Gov. Hill and/or his deputy", "Roe met Gov. Hill and/or his deputy"),
        ("The wall in May. Nobody and/or nothing passes it.", "The wall in May. Nobody and/or nothing passes it."),
    ],
)
def test_what_a_caption_tells_ends_before_who_took_the_picture(caption: str, told: str) -> None:
    article = read_article("-", Fetching(), stdin=PAGE.format(caption=caption).encode())
    block, paragraph = next(
        (block, paragraph)
        for block, paragraph in zip(article.blocks, cut_article(article, ()), strict=True)
        if block.kind == "caption"
    )
    assert article.text[block.start : paragraph.tokens[-1].end] == told


@pytest.mark.parametrize(
    ("line", "reads"),
    [
        ("Mr. Hill walks on the wall", False),
        ("Part 2. What the wall remembers", False),
        ("The wall held. And the town had soup on it for", True),
    ],
)
def test_a_line_reads_on_behind_the_end_of_a_sentence(line: str, reads: bool) -> None:
    assert reads_on(line) is reads


def test_a_sentence_begins_behind_nothing_or_a_stop() -> None:
    assert [begins_sentence(before) for before in ("", " ", "No. ", "“No.” ", "No, ", "No – ")] == [True] * 4 + [
        False
    ] * 2


def test_sentences_that_were_run_together_are_looked_at_one_by_one() -> None:
    found = split_run_together("It held.Read more? Not here…And so on.")
    assert found == ["It held.", "Read more?", "Not here…", "And so on."]
