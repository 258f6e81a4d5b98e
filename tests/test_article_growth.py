"""Texts made to be slow, deep or broken: read in a time that grows as they do, refused in a sentence, or told."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from podcaster.article import leavings, read_article
from podcaster.errors import ArticleError
from podcaster.settings import Fetching

if TYPE_CHECKING:
    from pathlib import Path

PROSE = "The lake at Orrin Vale froze on Tuesday for the first time in nineteen years, and half the town stood on it."
LONGEST = 30.0
"""Seconds of processor time: each takes one to four here, and what grows with the square takes minutes."""


def page(inside: str) -> str:
    return f"<html><body>{f'<p>{PROSE}</p>' * 3}{inside}</body></html>"


GROWN = {
    "bold.html": page("<p>" + "<b>x</b>" * 30_000 + "</p>"),
    "unclosed.html": "<html><body>" + "".join(f"<p>Line {number} of the text, unclosed " for number in range(6_400)),
    "raised.html": page("<p>" + "a<sup>2</sup> " * 15_000 + "</p>"),
    "marks.html": page("<p>" + '<a href="#n">[1]</a> ' * 15_000 + "</p>"),
    "quotes.html": page("<p>" + "<q>x</q>" * 15_000 + "</p>"),
    "comments.md": f"{PROSE}\n\n" + "<!--" * 40_000,
    "nested.md": f"{PROSE}\n\n" + ">" * 5_000 + " words",
    "lists.md": f"{PROSE}\n\n" + "".join("  " * depth + "- item\n" for depth in range(1_000)),
    "brackets.md": f"{PROSE}\n\n" + "[" * 900_000,
    "stars.md": f"{PROSE}\n\n" + "**a " * 20_000,
    "marked.md": f"{PROSE}\n\n" + "==a " * 40_000,
    "tags.md": f"{PROSE}\n\n" + "{{< a " * 20_000,
    "lines.txt": f"The ice\n\n{PROSE}\n\n" + "a\n" * 40_000,
    "torn.txt": f"The ice\n\n{PROSE}\n\n" + "the quick brown associ-\n" * 10_000,
    "fields.eml": "From: x\nSubject: y\nDate: z\n\n" + "From: x\n" * 20_000,
}


@pytest.mark.parametrize("name", GROWN)
def test_time_grows_with_the_text(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(GROWN[name], encoding="utf-8")
    began = time.process_time()
    try:
        read_article(str(path), Fetching())
    except ArticleError as error:
        assert error.cure  # noqa: PT017 (both are right: it is read, or refused with the way out)
    assert time.process_time() - began < LONGEST


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
