"""Commands: quotes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from podcaster.cli.app import app, settings_of
from podcaster.cli.article import stdin_for
from podcaster.cli.output import print_json, print_table, progress, rich_console
from podcaster.errors import ReviewError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.text import Text

    from podcaster.model import Article, Quote

QUOTES_EXAMPLES = """
Examples:

  podcaster quotes article.txt

  podcaster quotes --json https://example.org/news/lighthouse

  podcaster quotes --strict article.txt || echo "somebody should look at it"
"""

COLOURS = ("cyan", "magenta", "green", "yellow", "blue", "red")
"""The speakers' colours, in the order of their first words; more speakers begin again."""


@app.command(epilog=QUOTES_EXAMPLES)
def quotes(
    ctx: typer.Context,
    article: Annotated[
        str, typer.Argument(help="A .txt, .md or .html file, an http(s) address, or - for standard input.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with code 3 when a quote wants review.")] = False,
) -> None:
    """Show who says what in an article: every quote, its speaker, and how sure that is."""
    from podcaster.reading import read_source
    from podcaster.script.corrections import correct_quotes

    with progress() as stages:
        stdin = stdin_for(article)
        read = read_source(article, settings_of(ctx), stages, stdin=stdin)
    found, said = read.article, correct_quotes(read.article, read.quotes, read.corrections)
    if as_json:
        quoted = list(in_the_file(quotes_json(found, said), places_in_file(article, stdin, found.text)))
        print_json({"quotes": quoted, "speakers": speakers_json(found, said)})
    else:
        show_quotes(found, said)
    doubts = sum(1 for quote, _, _ in walk(said) if quote.review)
    if strict and doubts:
        raise ReviewError(
            f"{doubts} {'quote wants' if doubts == 1 else 'quotes want'} review.",
            "Name the speaker in the script, or leave the quote to the reserve voice.",
        )


def walk(said: Iterable[Quote], depth: int = 0, parent: int = -1) -> Iterator[tuple[Quote, int, int]]:
    """Every quote with its depth and the place of the one around it, outer ones first."""
    place = parent
    for quote in said:
        place += 1
        own = place
        yield quote, depth, parent
        for inner in walk(quote.nested, depth + 1, own):
            place += 1
            yield inner


def quotes_json(article: Article, said: Sequence[Quote]) -> Iterator[dict[str, Any]]:
    """The quotes for programs: a flat list in the order of the text, those inside another one behind it."""
    for quote, depth, parent in walk(said):
        speaker = quote.speaker
        yield {
            "start": quote.start,
            "end": quote.end,
            "text": article.text[quote.start : quote.end],
            "speech": quote.kind == "speech",
            "kind": quote.kind.value,
            "speaker": speaker.name if speaker else None,
            "gender": speaker.gender.value if speaker else None,
            "described": speaker.described if speaker else None,
            "verb": quote.verb,
            "confidence": round(quote.confidence, 3),
            "review": quote.review,
            "voiced": bool(quote.speaker) and (quote.voiced or not quote.review),
            "way": quote.way,
            "candidates": [
                {
                    "name": chance.speaker.name,
                    "gender": chance.speaker.gender.value,
                    "confidence": round(chance.confidence, 3),
                }
                for chance in quote.others
            ],
            "evidence": [list(span) for span in quote.evidence],
            "depth": depth,
            "parent": parent if depth else None,
        }


def places_in_file(source: str, stdin: bytes | None, text: str) -> list[int]:
    """Where the signs of an article's text stand in its file; empty where they stand at the same places.

    A letter may be written in several signs there, and is one in the text.
    """
    from podcaster.article.encoding import decode_as_written
    from podcaster.article.sources import open_file
    from podcaster.characters import composed, places_in_pieces

    if text.isascii() or "://" in source:
        return []
    written = decode_as_written(open_file(Path(source)).data if stdin is None else stdin, source)
    whole = composed(written)
    return places_in_pieces(written) if whole != written and whole.startswith(text) else []


def in_the_file(quoted: Iterable[dict[str, Any]], places: Sequence[int]) -> Iterator[dict[str, Any]]:
    """Quotes with their places in the file."""
    for quote in quoted:
        if places:
            spans = [[places[start], places[end]] for start, end in quote["evidence"]]
            quote |= {"start": places[quote["start"]], "end": places[quote["end"]], "evidence": spans}
        yield quote


def speakers_json(article: Article, said: Sequence[Quote]) -> list[dict[str, Any]]:
    """The speakers for programs, in the order of their first words."""
    held: dict[str, dict[str, Any]] = {}
    for quote, depth, _ in walk(said):
        if quote.speaker is None or depth:
            continue
        entry = held.setdefault(quote.speaker.name, {
            "name": quote.speaker.name, "gender": quote.speaker.gender.value, "described": quote.speaker.described,
            "aliases": list(quote.speaker.aliases), "quotes": 0, "words": 0, "confidence": 0.0,
        })  # fmt: skip
        entry["quotes"] += 1
        entry["words"] += len(article.text[quote.start : quote.end].split())
        entry["confidence"] += quote.confidence
    for entry in held.values():
        entry["confidence"] = round(entry["confidence"] / entry["quotes"], 3)
    return list(held.values())


def show_quotes(article: Article, said: Sequence[Quote]) -> None:
    """The quotes for people: the article in the speakers' colours, a table of speakers, and what wants review."""
    from rich.text import Text

    target = rich_console()
    target.soft_wrap = not target.is_terminal
    speakers = speakers_json(article, said)
    colours = {entry["name"]: COLOURS[place % len(COLOURS)] for place, entry in enumerate(speakers)}
    text = Text(article.text)
    for quote, _, _ in walk(said):
        if quote.speaker is not None:
            text.stylize(f"reverse {colour_of(quote, colours)}" if quote.review else colour_of(quote, colours),
                         quote.start, quote.end)  # fmt: skip
            for start, end in quote.evidence:
                text.stylize("underline", start, end)
    labels = sorted(((quote.end, label_of(quote)) for quote, _, _ in walk(said)), key=lambda label: label[0])
    shown = [(one.start, one.end) for one in article.blocks if one.spoken or one.kind.value == "title"]
    for stretch in labelled(text, shown, labels):
        target.print(stretch)
        target.print()
    rows = [
        (
            entry["name"],
            str(entry["quotes"]),
            str(entry["words"]),
            "" if entry["gender"] == "unknown" else entry["gender"],
            f"{100 * entry['confidence']:.0f} %",
        )
        for entry in speakers
    ]
    styles = [colours[entry["name"]] for entry in speakers]
    print_table(
        ("speaker", "quotes", "words", "gender", "sure"), rows, right=("quotes", "words", "sure"), styles=styles
    )
    doubts = [quote for quote, _, _ in walk(said) if quote.review]
    if doubts:
        target.print(f"\n{len(doubts)} to review. In the script that podcaster script writes, put the right name above "
                     "the words, or leave them to the reserve voice.")  # fmt: skip
    for quote in doubts:
        words = " ".join(article.text[quote.start : quote.end].split())
        target.print(f"  {words if len(words) <= 70 else words[:67] + '...'}\n      {quote.review}")


def label_of(quote: Quote) -> str:
    """The name behind a quote's words, so that who speaks does not hang on colour; with a ? where it is uncertain."""
    if quote.speaker is None:
        return "?" if quote.review else ""
    return f"{quote.speaker.name}?" if quote.review else quote.speaker.name


def labelled(text: Text, stretches: Sequence[tuple[int, int]], labels: Sequence[tuple[int, str]]) -> Iterator[Text]:
    """Stretches of the article with the speaker's name in square brackets behind each quote.

    Args:
        text: The whole article; it is cut once, because each cut looks at all of it.
        stretches: Where each stretch starts and ends.
        labels: Where each quote of the article ends, and the name to print there; in order.
    """
    named = [label for label in labels if label[1]]
    cuts = sorted({place for stretch in stretches for place in stretch} | {position for position, _ in named})
    pieces = dict(zip([0, *cuts], text.divide(cuts), strict=True))
    for start, end in stretches:
        shown = pieces[start].blank_copy()
        at = start
        for place in range(bisect_right(named, start, key=lambda label: label[0]), len(named)):
            position, name = named[place]
            if position > end:
                break
            append_pieces(shown, pieces, cuts, at, position)
            shown.append(f" [{name}]", style="bold")
            at = position
        append_pieces(shown, pieces, cuts, at, end)
        yield shown


def append_pieces(shown: Text, pieces: dict[int, Text], cuts: Sequence[int], start: int, end: int) -> None:
    """Appends what stands between two places of a text that is cut at both."""
    for place in range(bisect_left(cuts, start), bisect_left(cuts, end)):
        shown.append_text(pieces[cuts[place]])


def colour_of(quote: Quote, colours: dict[str, str]) -> str:
    """The colour of a quote's speaker."""
    return colours.get(quote.speaker.name, COLOURS[0]) if quote.speaker else ""
