"""How well pages are read: in many layouts, broken in many ways, and real, where real ones stand beside the repository.

The measure is that of the article extraction benchmark: runs of four words, precision and recall a page, then their
means. The floors below are what was reached; they only go up.
"""

from __future__ import annotations

import gzip
import json
import re
import statistics
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from page_layouts import PAGES as LAYOUTS
from page_layouts import PARAGRAPHS, TITLE

import podcaster.article
from podcaster.article import notices, read_article
from podcaster.article.boxes import DATA
from podcaster.article.text import read_text
from podcaster.errors import ArticleError
from podcaster.model import BlockKind
from podcaster.settings import Fetching

SHARED = Path(__file__).parent.parent.parent / "shared"
PAGES = SHARED / "articles" / "html"
GOLD = SHARED / "quotes"
PRECISION_FLOOR = 0.997
F1_FLOOR = 0.988
UNITS_FLOOR = 0.992
"""Share of quoted passages inside spoken blocks; the rest stand in titles, which the introduction reads."""


def runs(text: str) -> Counter[tuple[str, ...]]:
    """Every four words in a row."""
    words = re.findall(r"\w+", text)
    return Counter(zip(words, words[1:], words[2:], words[3:], strict=False))


def precision_and_recall(gold: str, got: str) -> tuple[float, float]:
    wanted, found = runs(gold), runs(got)
    common = (wanted & found).total()
    return common / max(1, found.total()), common / max(1, wanted.total())


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_gives_the_same_words(layout: str) -> None:
    article = read_article("-", Fetching(), stdin=LAYOUTS[layout].encode())
    assert [article.text_of(block) for block in article.blocks if block.spoken] == list(PARAGRAPHS)
    assert article.title == TITLE


def test_byline_and_date_are_found_where_only_the_text_shows_them() -> None:
    article = read_article("-", Fetching(), stdin=LAYOUTS["promotions and notes"].encode())
    assert (article.byline, str(article.published)) == ("Una Kelly", "2019-11-18")


def test_a_short_page_has_a_block_quote_once_with_its_source() -> None:
    page = (
        "<p>The ferry stops at noon.</p><blockquote><p>I have missed it all my life.</p>"
        "<footer>— Ida Moss, baker</footer></blockquote><p>Nobody waits for it.</p>"
    )
    article = read_article("-", Fetching(), stdin=page.encode())
    spoken = [(article.text_of(block), block.cite) for block in article.blocks if block.kind is not BlockKind.CREDIT]
    quoted = ("I have missed it all my life.", "Ida Moss, baker")
    assert spoken == [("The ferry stops at noon.", ""), quoted, ("Nobody waits for it.", "")]


def test_block_quotes_name_their_source_and_lose_no_words() -> None:
    tweet = (
        '<blockquote class="twitter-tweet"><p>The dog was on the beat. <a href="x">pic.twitter.com/abc</a></p>'
        '— Piers Dunmore (@piers) <a href="y">November 18, 2019</a></blockquote>'
    )
    letter = "<blockquote>Bare words first.<p>Then a paragraph.</p>Then <em>more</em> words.<p>— Maud Kessler</p>"
    page = LAYOUTS["no telling names"].replace(
        f"<p>{PARAGRAPHS[3]}</p>", f"<p>{PARAGRAPHS[3]}</p>{tweet}{letter}</blockquote>"
    )
    article = read_article("-", Fetching(), stdin=page.encode())
    quoted = [(article.text_of(block), block.cite) for block in article.blocks if block.kind is BlockKind.QUOTATION]
    assert quoted == [
        ("The dog was on the beat.", "Piers Dunmore"),
        ("Bare words first.", "Maud Kessler"),
        ("Then a paragraph.", "Maud Kessler"),
        ("Then more words.", "Maud Kessler"),
    ]


def test_lists_in_lists_are_said_once() -> None:
    listed = "<ul><li>Soup<ul><li>hot</li><li>cold, <b>said</b> the choir</li></ul></li><li>Bread</li></ul>"
    page = LAYOUTS["blog"].replace(f"<p>{PARAGRAPHS[3]}</p>", f"<p>{PARAGRAPHS[3]}</p>{listed}")
    article = read_article("-", Fetching(), stdin=page.encode())
    texts = [article.text_of(block) for block in article.blocks if block.spoken]
    assert texts[4:8] == ["Soup", "hot", "cold, said the choir", "Bread"]


@given(st.sampled_from(sorted(LAYOUTS)), st.integers(0, 6000), st.integers(0, 2000), st.binary(max_size=30))
@settings(max_examples=100, deadline=None)
def test_damaged_pages_are_read_or_refused(layout: str, place: int, length: int, instead: bytes) -> None:
    page = LAYOUTS[layout].encode()
    damaged = b"<html>" + page[:place] + instead + page[place + length :]
    try:
        article = read_article("-", Fetching(), stdin=damaged)
    except ArticleError:
        return
    assert article.text == "\n\n".join(article.text_of(block) for block in article.blocks)


@pytest.mark.parametrize(
    "opened", ["<div>", "<span>", "<p>", "<b><i>", "<blockquote>", "<ul><li>", "<table><tr><td>", "<section><article>"]
)
def test_deep_pages_do_no_harm(opened: str) -> None:
    page = f"<html><body><p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p>{opened * 4000}{PARAGRAPHS[0]}"
    article = read_article("-", Fetching(), stdin=page.encode())
    assert PARAGRAPHS[1] in article.text


@pytest.mark.skipif(not PAGES.is_dir(), reason="the development pages are not beside the repository")
def test_spoken_text_of_real_pages(tmp_path: Path) -> None:
    pages = json.loads((PAGES / "bodies.json").read_text("utf-8"))
    scores = []
    for name, page in sorted(pages.items()):
        path = tmp_path / f"{name}.html"
        path.write_bytes(gzip.decompress((PAGES / f"{name}.html.gz").read_bytes()))
        article = read_article(str(path), Fetching())
        spoken = "\n\n".join(article.text_of(block) for block in article.blocks if block.spoken)
        scores.append(precision_and_recall(page["body"], spoken))
        print(f"{name:32} precision {scores[-1][0]:.3f} recall {scores[-1][1]:.3f}")
    precision, recall = (statistics.mean(values) for values in zip(*scores, strict=True))
    f1 = 2 * precision * recall / (precision + recall)
    print(f"{len(scores)} pages: precision {precision:.4f} recall {recall:.4f} F1 {f1:.4f}")
    assert precision >= PRECISION_FLOOR
    assert f1 >= F1_FLOOR


@pytest.mark.skipif(not GOLD.is_dir(), reason="the development quotes are not beside the repository")
def test_quoted_speech_of_plain_texts_is_spoken() -> None:
    inside = []
    for file in sorted(GOLD.glob("gold_dev*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            record = json.loads(line)
            _, blocks, _ = read_text(record["text"])
            inside += [
                any(block.spoken and block.start <= unit["start"] and unit["end"] <= block.end for block in blocks)
                for unit in record["units"]
                if unit["speech"] and not unit.get("ignore")
            ]
    print(f"{sum(inside)} of {len(inside)} quoted passages are in spoken blocks")
    assert statistics.mean(inside) >= UNITS_FLOOR


def test_each_list_of_names_is_asked_for() -> None:
    code = "\n".join(path.read_text("utf-8") for path in Path(podcaster.article.__file__).parent.rglob("*.py"))
    asked = re.findall(r"\bnamed\(\"([a-z ]+)\"", code)
    assert {*asked} == {family.kind for family in notices.sections(DATA)}
    assert all(notices.entries(kind, DATA) for kind in asked)
