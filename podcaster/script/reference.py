"""The page about templates, scripts/README.md, made from the code: ``podcaster templates docs`` prints it."""

from __future__ import annotations

import ast
import inspect
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from podcaster.script import awkward, views
from podcaster.script.cues import DIRECTIONS
from podcaster.script.examples import read_example
from podcaster.script.filters import FILTERS
from podcaster.script.templates import NOTHING, SUFFIX, describe, write_script
from podcaster.settings import Podcast, shipped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

INTRODUCTION = """\
# scripts/

Script templates ([Jinja2](https://jinja.palletsprojects.com) that renders to [Fountain](https://fountain.io)), and in
sounds/ the music and noises they call for. `podcaster templates docs` prints this page; it is made from the code.

    podcaster templates                      list the templates
    podcaster templates copy narration       copy one into this show's scripts/, where it wins over the one that ships
    podcaster templates check narration      render it with articles that are hard to get right
    podcaster script article.md --template narration

What all templates share stands in `_base.fountain.j2` (title page, greeting, credits), `_phrases.fountain.j2` (what
they say of their own, in the language of the article) and `_macros.fountain.j2`: copy `_base` to change the greeting of
every template at once, or write one of that name that begins with `{% extends "shipped/_base.fountain.j2" %}` and
holds the changed blocks alone. The comment at the top of a template is its description in the list. Templates run in a
sandbox: they see what this page names, no file and no environment variable; a name that does not exist is an error with
its line; and one that runs too long, or writes too much, is stopped.

A template of one's own can be as short as this:

    {# Only the headline and one quote. #}
    {% extends "_base.fountain.j2" %}
    {% import "_macros.fountain.j2" as script %}
    {% block body %}
    # The quote

    {% set quote = article.passages | best %}
    {% if quote %}
    {{ script.say_passage(quote) }}
    {% endif %}
    {% endblock %}

Every text that a template gets is already written so that it reads as itself: a star or a bracket in a headline is no
markup. What the template writes itself is Fountain.

A template may say who speaks (`{{ passage.role }}`, the names of `article.speakers`, "she" by `piece.gender`). When
somebody gives a line to another person in the script, or renames one, the template is run again, and what it says of
its own is put right in the same change. What the article says stays, and so does an announcement that people have
worded themselves: it gets a note where it names somebody else.
"""

SCRIPT = """\
## What a script consists of

| in the script | means |
|---|---|
| `Title: ...` and other keys, up to the first blank line | the title page |
| `Cast:`, and below it indented `Jane Doe: female, voice steph` | who speaks; filled in by the program |
| `Luc Morel: male, language fr` there | somebody who speaks another language than the script |
| `# Heading` | a chapter; not read out |
| `= words` | the chapter's note for the show notes; not read out |
| words, or `!` and words that begin with a mark of Fountain | the narrator's |
| `@Jane Doe`, and the words on the line below | Jane Doe's |
| `@Unattributed` | words whose speaker is uncertain: the reserve voice |
| `({directions})` under a name | how to say it; also `(rate 0.9)` and `(gain -3)`, in decibels |
| `(pause 0.5)` under a name or behind its words | silence there, in seconds |
| `> PAUSE: 1.5` | silence in place of the pause that there would be, in seconds |
| `> PAUSE: heading` (section, paragraph, sentence, phrase) | the pause of that name behind the line above |
| `> SOUND: theme` | music that starts alone and goes on under the speech |
| `> SOUND: rain bed` (sting, stop) | a sound under the rest of the chapter; one that speech waits for; the end of one |
| `[[note]]`, `/* comment */` | for editors; never spoken |
| `*emphasis*`, `_underlined_` | the words; `\\*` is a star |

Comments and notes are kept when a script is changed, merged and written again. A comment goes with the line that it
stands before or in, and is then written before it: also one inside its words, above its `# Heading` or before a sound;
behind the last line, it goes with that. One on the title page stays there, behind its other fields. Who cuts the line
cuts its comments.

Lines are divided by blank lines. Two of them end a paragraph, which makes the longer pause, and so does one between two
lines of the narrator. A line that does not end a sentence runs on into the next.
"""


def write_reference() -> str:
    """The whole page."""
    directions = "`, `".join(f"({name})" for name in DIRECTIONS)
    parts = [
        INTRODUCTION,
        "## The templates\n",
        *_templates(),
        SCRIPT.replace("({directions})", directions),
        "## Variables\n\nEvery template gets `show`, `article` and, for several, `articles`.\n",
        *_variables(),
        "## Filters\n\nAnd those of Jinja2 that scripts have a use for: join, select, rejectattr and more.\n",
        *_filters(),
        "## Macros\n\nOf `_macros.fountain.j2`, imported as in the template above: `{{ script.say(piece) }}`.\n",
        *_macros(),
        "## Blocks\n\nOf `_base.fountain.j2`, which a template that extends it can fill or replace, in this order:\n",
        "\n".join(f"- `{name}`" for name in _blocks()) + "\n",
    ]
    return "\n".join(parts)


def template_files() -> list[Path]:
    """The templates that ship, without the parts that they share."""
    return [path for path in sorted(shipped("scripts").glob(f"*{SUFFIX}")) if not path.name.startswith("_")]


def example_script(template: Path) -> str:
    """What a template that ships makes of the example."""
    name = template.name.removesuffix(SUFFIX)
    article, quotes = read_example(awkward.INTERVIEW if name == "interview" else awkward.EXAMPLE)
    more = [(*read_example(awkward.INTERVIEW), NOTHING)] if name == "digest" else []
    return write_script(article, quotes, template=template, show=Podcast(title="The Long Read"), more=more)


def _templates() -> Iterator[str]:
    for path in template_files():
        yield f"### {path.name.removesuffix(SUFFIX)}\n\n{describe(path)}\n"
        yield "\n".join(f"    {line}".rstrip() for line in example_script(path).splitlines()) + "\n"


def field_docs(view: type) -> dict[str, tuple[str, str]]:
    """The fields and properties of a view: what kind of thing each is, and what its docstring says."""
    body = next(node for node in ast.parse(inspect.getsource(view)).body if isinstance(node, ast.ClassDef)).body
    found: dict[str, tuple[str, str]] = {}
    for node, following in pairwise([*body, ast.Pass()]):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            text = (
                following.value.value
                if isinstance(following, ast.Expr) and isinstance(following.value, ast.Constant)
                else ""
            )
            found[node.target.id] = (_kind(node.annotation), " ".join(str(text).split()))
        elif isinstance(node, ast.FunctionDef):
            found[node.name] = (_kind(node.returns), " ".join((ast.get_docstring(node) or "").split()))
    return found


def _variables() -> Iterator[str]:
    for view in views.VIEWS:
        name = view.__name__.removesuffix("View").lower()
        rows = [f"| `{field}` | {kind} | {_plain(text)} |" for field, (kind, text) in field_docs(view).items()]
        head = (f"### {name}\n", f"{_plain(inspect.getdoc(view) or '')}\n", f"| {name}. | | |", "|---|---|---|")
        yield "\n".join((*head, *rows)) + "\n"


def _kind(annotation: ast.expr | None) -> str:
    """What kind of thing a field is, in the words of the page."""
    text = ast.unparse(annotation).replace("View", "").lower() if annotation else ""
    text = re.sub(r"tuple\[(\w+), \.\.\.\]", r"list of \1", text).replace(" | none", " or none")
    return {"str": "text", "bool": "true or false", "int": "number", "float": "number"}.get(text, text)


def _plain(text: str) -> str:
    """A docstring as Markdown."""
    return text.replace("``", "`")


def _filters() -> Iterator[str]:
    for name, function in FILTERS.items():
        signature = str(inspect.signature(function)).split(",", 1)
        arguments = "" if len(signature) < 2 else f"({signature[1].split(')')[0].split(':')[0].strip()})"
        yield f"### {name}{arguments}\n\n{_plain(inspect.getdoc(function) or '')}\n"


def _macros() -> Iterator[str]:
    text = (shipped("scripts") / f"_macros{SUFFIX}").read_text("utf-8")
    for comment, macro in re.findall(r"\{#\s*((?:(?!#\}).)*?)\s*#\}\n\{% macro (\w+\([^)]*\)) %\}", text, re.DOTALL):
        yield f"- `{macro}`: {' '.join(comment.split())}"
    yield ""


def _blocks() -> list[str]:
    text = (shipped("scripts") / f"_base{SUFFIX}").read_text("utf-8")
    return re.findall(r"\{% block (\w+) %\}", text)
