"""Articles that templates get wrong: what ``podcaster templates check`` renders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcaster.errors import ScriptError
from podcaster.script.examples import read_example
from podcaster.script.fountain import read_script
from podcaster.script.templates import NOTHING, write_scripts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from podcaster.settings import Podcast

HEAD = "title: The Lighthouse\nbyline: Ada Byron\npublished: 2026-03-14\npublisher: The Harbour Post\n---\n"

EXAMPLE = (
    HEAD
    + """
The lamp had been dark for eleven years when it began to sing, low and a little sad. Nobody had asked it to.
{Jane Doe/female/said|“I thought a whale had come into the harbour,”} said Jane Doe, who sells fish on the quay. \
{Jane Doe/female/said|“Then it did the second verse, and I knew that it was one of ours.”}
## A tower nobody wanted
{Ray Poe/male/said|“She put the drawings on my desk and told me, {Jane Doe/female/told|‘You have a trumpet here,’}”} \
said Ray Poe, the harbour master. {Ray Poe/male/said|“I had no answer to that.”}
The county called the tower {the county/unknown/called|“surplus to requirements.”} It did not say to whose.
{Jane Doe/female/said|“Nobody wanted it,”} Doe said. {Jane Doe/female/said|“So we did, for the price of a used van.”}
{Ray Poe/male/said/?|“We shall see,”} one of them added.
"""
)
"""The article of which the reference shows every template's script."""

INTERVIEW = """title: “I Only Mend What Squeaks”
byline: Ada Byron
---
Ida Marsh has mended the bells of the valley for forty years.
Q: {Q//|How did you begin?}
A: {Ida Marsh/female|By accident. My uncle said, {Uncle/male|“Hold this.”} I did.}
{Ida Marsh/female|I held it for three hours.}
Q: {Q//|And what is next?}
A: {Ida Marsh/female|Sleep.}
"""

CASES = {
    "an article of the usual kind": EXAMPLE,
    "no title, author or date": "---\nThe lamp was dark for eleven years.",
    "one word": "title: Dark\n---\nDark.",
    "no quotes": HEAD + "The lamp was dark.\n## After that\nIt was lit.",
    "only quotes": HEAD + "{Jane Doe/female|“It sang.”}\n{Ray Poe/male|“It hummed.”}\n{Jane Doe/female|“Sang.”}",
    "headings only": HEAD + "## One\n## Two",
    "a heading first, and a quote in a heading": HEAD + "## {Jane Doe/female|“It sang”}\nThe lamp was dark.",
    "quotes in quotes": HEAD
    + "{Ann Lee/female/said|“He said, {Ray Poe/male|‘She said, {Jane Doe/female|“No.”}’} Yes.”}",
    "one's own words in a quote": HEAD + "{Ann Lee/female/said|“I said, {Ann Lee/female|‘No.’} And I left.”}",
    "nobody is sure who speaks": HEAD + "{/?|“Who is there?”} {Ray Poe/male/asked/?|“Nobody,”} came the answer.",
    "punctuation outside the marks": HEAD
    + "{Jane Doe/female|“It sang”}, she said: {Jane Doe/female|“twice”}; ({Jane Doe|“yes”}).",
    "punctuation alone": HEAD + "* * *\n{Jane Doe/female|“…”}\n{Jane Doe/female|“Yes,”} … {Ray Poe/male|“no.”}\n—",
    "a quotation set apart": HEAD + "Poe wrote:\n> {Ray Poe/male/wrote|The switch is cold.}\n> Nobody said this.",
    "marks of Fountain": HEAD.replace("The Lighthouse", "#One *star* [[Guide]]")
    + "\n".join(
        (
            ".hidden", "@jane wrote this", "# not a heading", "= not a synopsis", "~ not a song", "!Kung is a language",
            "(slowly)", "INT. HARBOUR - NIGHT", "WE CUT TO:", "EVERYTHING IS LOUD",
            "A *star* and an _underscore_ and a \\*",
            "[[no note]] and /* no comment */", "Title: not a title", "===",
            "Jane: {Jane Doe/female|“(pause 3) @ten *sharp*”}",
        )
    ),
    "markup in names": "title: A_b: c*\n---\n"
    "{Mary-Jane O’Neil (Jr.)/female|“Yes,”} she said. {a *spokes*woman/female|“No.”}",
    "an interview": INTERVIEW,
    "another language": "title: Der Turm\nlanguage: de\npublished: 2026-03-14\n---\n"
    "Der Turm sang. {Ida Marsch/female|„Schön“}, sagte sie.",
    "a very long paragraph": HEAD + "The lamp was dark. " * 800,
}  # fmt: skip
"""What it is -> the article, as ``examples`` has it."""


@dataclass(frozen=True, slots=True)
class Report:
    """What became of one article."""

    name: str
    """Says what is awkward about the article."""
    problem: str
    """Empty when it went right."""
    says: str = ""
    """What came out: lines, voices, words."""


def check_template(
    template: Path, show: Podcast, sounds: Collection[str] | None = None, folder: Path | None = None
) -> Iterator[Report]:
    """Render a template with every awkward article, and with all of them at once; see ``write_scripts``."""
    examples = {name: (*read_example(text), NOTHING) for name, text in CASES.items()}
    episodes = {name: (told,) for name, told in examples.items()} | {"several articles": tuple(examples.values())}
    written = write_scripts([*episodes.values()], template=template, show=show, sounds=sounds, folder=folder)
    yield from map(_report, episodes, written)


def _report(name: str, written: str | ScriptError) -> Report:
    if isinstance(written, ScriptError):
        return Report(name, str(written))
    try:
        script = read_script(written, "the script")
    except ScriptError as error:
        return Report(name, str(error))
    words = sum(len(line.text.split()) for line in script.lines)
    return Report(name, "", f"{len(script.lines)} lines, {len(script.roles)} voices, {words} words")
