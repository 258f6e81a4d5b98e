"""Commands: read, quotes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from podcaster.cli.app import app, settings_of
from podcaster.cli.output import print_json, rich_console

if TYPE_CHECKING:
    from podcaster.model import Article

Articles = Annotated[
    list[str],
    typer.Argument(
        help="A .txt, .md, .html or .eml file, an http(s) address, - for standard input, or a .fountain script; "
        "several articles for a template that takes them.",
        metavar="ARTICLE...",
    ),
]
"""What make and script take."""

READ_EXAMPLES = """
Examples:

  podcaster read article.txt

  podcaster read --json https://example.org/news/lighthouse

  pandoc letter.docx -t markdown | podcaster read -
"""


def stdin_for(source: str) -> bytes | None:
    """What came on standard input, when the source asks for it; one byte more than is allowed, to notice too much."""
    if source != "-":
        return None
    from podcaster.article.sources import LARGEST

    return sys.stdin.buffer.read(LARGEST + 1)


@app.command(epilog=READ_EXAMPLES)
def read(
    ctx: typer.Context,
    article: Annotated[
        str, typer.Argument(help="A .txt, .md, .html or .eml file, an http(s) address, or - for standard input.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """Show an article as it was read: its title, byline and date, and every block with its kind.

    What is dim, and marked with a dot, is not narrated; what was taken out before stands at the end, with the reason.
    """
    from podcaster.article import read_article

    settings = settings_of(ctx)
    found = read_article(article, settings.article, stdin=stdin_for(article), usual=settings.show.language)
    if as_json:
        print_json(article_json(found))
    else:
        show_article(found)


def article_json(article: Article) -> dict[str, Any]:
    """An article for programs."""
    return {
        "title": article.title,
        "byline": article.byline,
        "published": article.published.isoformat() if article.published else None,
        "language": article.language,
        "publisher": article.publisher,
        "link": article.link,
        "source": article.source,
        "blocks": [
            {
                "kind": block.kind.value,
                "text": article.text_of(block),
                "spoken": block.spoken,
                "cite": block.cite,
                "why": block.why,
            }
            for block in article.blocks
        ],
        "left_out": [{"text": each.text, "why": each.why, "words": each.words} for each in article.left_out],
    }


def show_article(article: Article) -> None:
    """An article for people."""
    from rich.padding import Padding
    from rich.text import Text

    target = rich_console()
    target.soft_wrap = not target.is_terminal
    byline = f"By {article.byline}" if article.byline else ""
    day = article.published.isoformat() if article.published else ""
    target.print(Text(article.title, style="bold"))
    target.print(Text(" · ".join(part for part in (byline, day, article.publisher, article.language) if part)))
    for block in article.blocks:
        mark = "  " if block.spoken else "· "
        reason = f" ({block.why})" if block.why else f" of {block.cite}" if block.cite else ""
        label = Text(f"{mark}{block.kind.value}{reason}", style="cyan" if block.spoken else "dim")
        words = " ".join(article.text_of(block).split())
        style = "bold" if block.kind.value == "heading" else "" if block.spoken else "dim"
        target.print()
        target.print(label)
        text = Text(words, style=style)
        target.print(Padding(text, (0, 0, 0, 4), expand=False) if target.is_terminal else Text("    ") + text)
    if article.left_out:
        target.print("\nTaken out before:", style="dim")
    for each in article.left_out:
        target.print(Text(f"· {each.why} ({each.words} words): {each.text}", style="dim"))
    spoken = sum(len(article.text_of(block).split()) for block in article.blocks if block.spoken)
    target.print(f"\n{len(article.blocks)} blocks, {spoken} words to narrate.")
