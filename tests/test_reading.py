"""What is read and what is not, by kinds of fault that people have met.

Each file in tests/data/reading is a kind, and holds cases, content that only looks like the kind among them:

    ==== name of the case (form)
    the input
    ----
    every block that is narrated, one a line

Forms: ``page`` is a whole HTML page; ``in page`` is HTML that stands between eight paragraphs of a page, which are not
listed; ``md``, ``txt``, ``eml`` and ``mbox`` are files of that kind. A heading is listed behind ``# ``, a block quote
behind ``> ``, with its source in brackets at the end. Lines ``title = ...``, ``byline = ...`` and ``published = ...``
may come first. ``\\xNN`` and ``\\uNNNN`` stand for a character that an editor would not show.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from page_layouts import END, H1, HEAD, PARAGRAPHS, TOP
from typer.testing import CliRunner

from podcaster.article import leavings, read_article
from podcaster.cli import app
from podcaster.model import BlockKind
from podcaster.script.building import view_article
from podcaster.settings import Fetching

if TYPE_CHECKING:
    from podcaster.model import Article, Block

KINDS = Path(__file__).parent / "data" / "reading"
CASE = re.compile(r"^==== (?P<name>.+) \((?P<form>page|in page|md|txt|eml|mbox)\)\n", re.MULTILINE)
FACT = re.compile(r"(?P<name>title|byline|published|language) = (?P<value>.*)")
ESCAPE = re.compile(r"\\x([0-9a-f]{2})|\\u([0-9a-f]{4})")


def cases() -> list[tuple[str, str, str, str]]:
    """Kind and name, form, input and listing of every case."""
    found = []
    for path in sorted(KINDS.glob("*.txt")):
        text = path.read_text("utf-8")
        heads = list(CASE.finditer(text))
        for head, end in zip(heads, [*(each.start() for each in heads[1:]), len(text)], strict=True):
            given, _, wanted = text[head.end() : end].rpartition("\n----\n")
            assert given, f"{path.name}: {head['name']} has no line ----"
            given = ESCAPE.sub(lambda code: chr(int(code[1] or code[2], 16)), given)
            found.append((f"{path.stem}: {head['name']}", head["form"], given, wanted.strip()))
    return found


CASES = cases()


def listed(article: Article, block: Block) -> str:
    """A block as the cases list it."""
    sign = {BlockKind.HEADING: "# ", BlockKind.QUOTATION: "> "}.get(block.kind, "")
    return f"{sign}{' '.join(article.text_of(block).split())}{f' ({block.cite})' if block.cite else ''}"


@pytest.mark.parametrize(("form", "given", "wanted"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_case(form: str, given: str, wanted: str, tmp_path: Path) -> None:
    lines = wanted.split("\n")
    facts = [found.groups() for line in lines if (found := FACT.fullmatch(line))]
    wanted_blocks = lines[len(facts) :]
    framed = form == "in page"
    if framed:
        halves = ("".join(f"<p>{each}</p>\n" for each in half) for half in (PARAGRAPHS[:4], PARAGRAPHS[4:]))
        given = f"{HEAD}{TOP}<article>{H1}{next(halves)}{given}{next(halves)}</article>{END}"
    path = tmp_path / f"article.{'html' if form in {'page', 'in page'} else form}"
    path.write_text(given, encoding="utf-8")
    article = read_article(str(path), Fetching())
    spoken = [listed(article, block) for block in article.blocks if block.spoken]
    if framed:
        wanted_blocks = [*PARAGRAPHS[:4], *(line for line in wanted_blocks if line), *PARAGRAPHS[4:]]
    assert spoken == wanted_blocks
    for name, value in facts:
        assert str(getattr(article, name)) == value


TIMETABLE = """# The ferry

It went at these hours.

| Day | Hours |
|---|---|
| Monday | 10 and 12 |

It stopped when the ice did.
"""


def test_what_becomes_of_a_table_is_a_setting(tmp_path: Path) -> None:
    path = tmp_path / "ferry.md"
    path.write_text(TIMETABLE, encoding="utf-8")
    kinds, spoken = {}, {}
    for wish in ("announce", "rows", "skip"):
        article = read_article(str(path), Fetching(tables=wish))
        kinds[wish] = [block.kind for block in article.blocks]
        spoken[wish] = [article.text_of(block) for block in article.blocks if block.spoken]
        told = [each for each in leavings(article) if each.why == "a table"]
        assert bool(told) == (wish != "rows")
    assert kinds["announce"].count(BlockKind.TABLE) == 1
    assert spoken["announce"] == spoken["skip"] == ["It went at these hours.", "It stopped when the ice did."]
    assert spoken["rows"][1:3] == ["Day: Hours.", "Monday: 10 and 12."]


def test_a_table_is_announced_where_it_stands_and_offered_to_templates(tmp_path: Path) -> None:
    path = tmp_path / "ferry.md"
    path.write_text(TIMETABLE, encoding="utf-8")
    article = read_article(str(path), Fetching())
    view = view_article(article, (), {})
    shown = view.sections[0].paragraphs[1]
    assert shown.table is not None
    assert shown.table.rows == (("Day", "Hours"), ("Monday", "10 and 12"))
    done = CliRunner().invoke(app, ["--show", str(tmp_path), "script", str(path)])
    script = done.stdout or next(tmp_path.glob("**/*.fountain")).read_text("utf-8")
    places = [script.rindex(words) for words in ("these hours.", "There is a table here.", "It stopped")]
    assert places == sorted(places)
