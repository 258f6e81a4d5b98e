"""Texts made to be slow, deep or broken: read in a time that grows as they do, refused in a sentence, or told."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from lxml import html

from podcaster.article import leavings, read_article
from podcaster.article.page.regions import drop_contents, drop_galleries, drop_related
from podcaster.errors import ArticleError
from podcaster.settings import Fetching

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PROSE = "The lake at Orrin Vale froze on Tuesday for the first time in nineteen years, and half the town stood on it."
TIMES, MOST = 8, 3.0
"""How much longer the longer text is, and how often the proportional time it may take: what grows with the square takes
eight times that."""
COARSE = 0.02
"""Seconds of processor time below which a text says nothing of how its time grows."""


BOX = "<div class=carousel><img><img></div><ul><li><a href='#x'>a</a></li></ul><h2>More from us</h2><p>Words.</p>"


def page(inside: str) -> str:
    return f"<html><body>{f'<p>{PROSE}</p>' * 3}{inside}</body></html>"


GROWN: dict[str, tuple[int, Callable[[int], str]]] = {
    "bold.html": (1_000, lambda n: page("<p>" + "<b>x</b>" * n + "</p>")),
    "unclosed.html": (
        200,
        lambda n: "<html><body>" + "".join(f"<p>Line {number} of the text, unclosed " for number in range(n)),
    ),
    "raised.html": (500, lambda n: page("<p>" + "a<sup>2</sup> " * n + "</p>")),
    "marks.html": (500, lambda n: page("<p>" + '<a href="#n">[1]</a> ' * n + "</p>")),
    "quotes.html": (500, lambda n: page("<p>" + "<q>x</q>" * n + "</p>")),
    "comments.md": (1_500, lambda n: f"{PROSE}\n\n" + "<!--" * n),
    "nested.md": (625, lambda n: f"{PROSE}\n\n" + ">" * n + " words"),
    "lists.md": (125, lambda n: f"{PROSE}\n\n" + "".join("  " * depth + "- item\n" for depth in range(n))),
    "brackets.md": (20_000, lambda n: f"{PROSE}\n\n" + "[" * n),
    "stars.md": (1_000, lambda n: f"{PROSE}\n\n" + "**a " * n),
    "marked.md": (1_500, lambda n: f"{PROSE}\n\n" + "==a " * n),
    "tags.md": (1_000, lambda n: f"{PROSE}\n\n" + "{{< a " * n),
    "lines.txt": (1_500, lambda n: f"The ice\n\n{PROSE}\n\n" + "a\n" * n),
    "torn.txt": (500, lambda n: f"The ice\n\n{PROSE}\n\n" + "the quick brown associ-\n" * n),
    "fields.eml": (800, lambda n: "From: x\nSubject: y\nDate: z\n\n" + "From: x\n" * n),
}
"""What is written again and again, and how often at first."""


@pytest.mark.usefixtures("collector_of_the_program")
@pytest.mark.parametrize("name", GROWN)
def test_time_grows_with_the_text(tmp_path: Path, name: str) -> None:
    count, write = GROWN[name]

    def seconds(times: int) -> float:
        path = tmp_path / name
        path.write_text(write(count * times), encoding="utf-8")
        began = time.process_time()
        try:
            read_article(str(path), Fetching())
        except ArticleError as error:
            assert error.cure  # noqa: PT017 (both are right: it is read, or refused with the way out)
        return time.process_time() - began

    seconds(1)  # what is loaded once
    assert seconds(TIMES) < MOST * TIMES * max(COARSE, seconds(1))


def test_time_grows_with_the_headings_of_other_articles() -> None:
    def seconds(count: int) -> float:
        tree = html.document_fromstring(page(BOX * count))
        began = time.process_time()
        drop_related(tree, [])
        drop_galleries(tree, [])
        drop_contents(tree, [])
        return time.process_time() - began

    assert seconds(100 * TIMES) < MOST * TIMES * max(COARSE, seconds(100))


def test_words_that_are_nested_too_deep_are_refused_or_told(tmp_path: Path) -> None:
    for text in (">" * 5_000 + " words", "> - " * 400 + "words", "<div>\n\n" * 400 + "words"):
        path = tmp_path / "deep.md"
        path.write_text(f"{PROSE}\n\n{text}\n", encoding="utf-8")
        with pytest.raises(ArticleError, match="nested more than"):
            read_article(str(path), Fetching())
    path = tmp_path / "deep.html"
    path.write_text(page("<div>" * 400 + "<p>Nobody sees this.</p>"), encoding="utf-8")
    assert "nested too deep to be read" in {each.why for each in leavings(read_article(str(path), Fetching()))}


def test_unclosed_formatting_loses_no_words(tmp_path: Path) -> None:
    path = tmp_path / "old.html"
    path.write_text(page("".join(f"<p><font size=2>Paragraph {n} of the lake, and its ice.</p>" for n in range(400))))
    assert "Paragraph 399" in read_article(str(path), Fetching()).text


def test_a_page_of_more_elements_than_minutes_could_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.html"
    path.write_text(page("<a href=x>x</a>" * 120_000))
    with pytest.raises(ArticleError, match="elements"):
        read_article(str(path), Fetching())


def test_a_text_of_more_brackets_than_seconds_could_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("It rained on Monday. " + "[" * 100_001)
    with pytest.raises(ArticleError, match="100,001 opening brackets"):
        read_article(str(tmp_path / "a.md"), Fetching())


@pytest.mark.parametrize("name", ["ice.md", "ice.html"])
def test_a_comment_that_is_never_closed_hides_nothing(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(f"<p>{PROSE}</p>\n\n<!-- a note -->\n\n<!-- a draft\n\n<p>It thawed on Friday, they say.</p>\n")
    text = read_article(str(path), Fetching()).text
    assert "It thawed on Friday" in text
    assert "a note" not in text


@pytest.mark.parametrize(
    "charset", ["idna", "undefined", "punycode", "utf-7", "rot13", "base64", "x-none", "raw_unicode_escape"]
)
def test_odd_character_sets_are_no_trap(tmp_path: Path, charset: str) -> None:
    path = tmp_path / "ice.html"
    path.write_bytes(
        f"<html><head><meta charset={charset}></head><body><p>Caf\u00e9. {PROSE}</p></body></html>".encode("cp1252")
    )
    assert "Café" in read_article(str(path), Fetching()).text
    mail = tmp_path / "ice.eml"
    head = f"From: U\nSubject: Ice\nDate: x\nContent-Type: text/plain; charset={charset}\n\n"
    mail.write_bytes(f"{head}Caf\u00e9. {PROSE}\n".encode("cp1252"))
    assert "Café" in read_article(str(mail), Fetching()).text


def test_halves_of_characters_can_be_written(tmp_path: Path) -> None:
    page_path, text_path, mail_path = tmp_path / "a.html", tmp_path / "a.md", tmp_path / "a.eml"
    body = f"{PROSE} \\ud83d {PROSE} Nobody fell in."
    data = f'{{"@type": "NewsArticle", "headline": "Ice \\ud800", "articleBody": "{body}"}}'
    page_path.write_text(
        f'<html><head><script type="application/ld+json">{data}</script></head><body>Loading</body></html>'
    )
    text_path.write_text(f'---\ntitle: "Ice \\uD800"\n---\n{PROSE}\n')
    mail_path.write_bytes(b"From: U\nSubject: Ice \xed\xa0\x80\nDate: x\n\n" + PROSE.encode() + b"\n")
    for path in (page_path, text_path, mail_path):
        article = read_article(str(path), Fetching())
        (article.title + article.text + article.byline).encode()
