"""A file, an address or standard input becomes an Article: its text, with every block of it named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from podcaster.article.authors import in_language
from podcaster.article.encoding import decode
from podcaster.article.language import find_language
from podcaster.article.leavings import leavings, summary
from podcaster.article.parts import Facts, Part, join_parts, make_article, short_title, without_escapes
from podcaster.article.sources import Form, RawArticle, as_file, from_stdin, is_address, open_file, without_password
from podcaster.article.tables import settle_tables
from podcaster.errors import ArticleError
from podcaster.model import BlockKind

if TYPE_CHECKING:
    from podcaster.model import Article, Block
    from podcaster.settings import Fetching

__all__ = ["leavings", "read_article", "summary"]

LONGEST = 2_000_000
"""Characters of an article: a day and a half of speech. Quotes in as many take 1.5 GB of memory."""


def read_article(
    source: str, reading: Fetching, *, stdin: bytes | None = None, sent: bytes | None = None, usual: str = "en"
) -> Article:
    r"""Read an article.

    The text of a plain text file is the file's own, character for character (line ends are ``\n``, letters composed)
    but for torn words and the like (``mend``), and the blocks point into it. Of Markdown, HTML and mail the text is the
    words of the blocks, with their white space made single and nothing else changed.

    Args:
        source: A file (.txt, .md, .html, .eml, .mbox; another name: what its content looks like), an http(s) address,
            or "-".
        reading: How addresses are fetched.
        stdin: What came on standard input, when ``source`` is "-".
        sent: The bytes of the file, where that is on another machine.
        usual: The language that it is in when it is too short to show its own: the show's.

    Raises:
        ArticleError: It cannot be read, or is no article, or nothing in it is to be spoken.
    """
    found = open_source(source, reading, stdin) if sent is None else as_file(Path(source), sent)
    if not found.data.strip():
        raise ArticleError(f"{found.name} is empty.", "Give a file with the article's text in it.")
    words, blocks, facts = parse(found, reading.tables)
    if len(words) > LONGEST:
        raise ArticleError(
            f"{found.name} has {len(words) / 1e6:.1f} million characters of text; {LONGEST / 1e6:.0f} million are the"
            " most.",
            "Make several episodes of it.",
        )
    article = make_article(words, blocks, facts, without_password(source))
    spoken = " ".join(article.text_of(block) for block in article.blocks[:200] if block.spoken)
    language = find_language(spoken, facts.language, usual)
    return replace(article, language=language, byline=in_language(article.byline, language))


def open_source(source: str, reading: Fetching, stdin: bytes | None) -> RawArticle:
    """The bytes of an article, from wherever it is.

    Raises:
        ArticleError: It is not there, cannot be read, or is too large.
    """
    if not source.strip():
        raise ArticleError("No article was given.", "Give a file, an address, or - for standard input.")
    if source == "-":
        return from_stdin(stdin or b"")
    if is_address(source):
        from podcaster.article.web import from_web

        return from_web(source, reading)
    return open_file(Path(source))


def parse(source: RawArticle, tables: str = "announce") -> tuple[str, tuple[Block, ...], Facts]:
    """The words and blocks of a text in its form, and what it tells about itself.

    Args:
        source: The text.
        tables: What becomes of tables, see ``settle_tables``.

    Raises:
        ArticleError: It is no text.
    """
    if source.form is Form.MAIL:
        from podcaster.article.mail import read_mail

        parts, facts = read_mail(source.data, source.name)
        return titled(settle_tables(parts, tables), facts)
    text = without_escapes(decode(source.data, source.name, source.charset, markup=source.form is Form.HTML))
    if source.form is Form.TEXT:
        from podcaster.article.text import read_text

        return read_text(text)
    if source.form is Form.MARKDOWN:
        from podcaster.article.markdown import read_markdown

        parts, facts = read_markdown(text)
    else:
        from podcaster.article.html import read_html

        parts, facts = read_html(text, source.link)
    return titled(settle_tables(parts, tables), facts)


def titled(parts: list[Part], facts: Facts) -> tuple[str, tuple[Block, ...], Facts]:
    """The words and blocks of parts, with the title first where no part is it."""
    if facts.title and not any(part.kind is BlockKind.TITLE for part in parts):
        parts.insert(0, Part(short_title(facts.title), BlockKind.TITLE))
    return *join_parts(parts), facts
