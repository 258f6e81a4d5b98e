"""A Markdown text's lines made ready for parsing: what CommonMark does not know and would read out is taken out.

Shortcodes of site generators (Hugo, Jekyll, WordPress), comments (Obsidian, MDX), containers, grid tables, attributes.
Code stays as it is.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

from podcaster.article.endnotes import without_end_notes
from podcaster.article.page.tree import left_out
from podcaster.article.shortcodes import without_shortcodes
from podcaster.article.transcripts import without_times
from podcaster.patterns import on_demand

if TYPE_CHECKING:
    from podcaster.model import LeftOut

FENCE = on_demand(r"[ >]{0,6}(?:[-*+] )?(?P<mark>`{3,}|~{3,})")
CONTAINER = on_demand(r"\s{0,3}:{3,}\s*(?:\{?[\w.#-]*\}?)?(?:\[(?P<named>[^\]]*)\]|\s+(?P<title>\S.*?))?\s*:*\s*$")
"""A line that opens or closes a container: "::: warning Careful", ":::note[Careful]"."""
GRID = on_demand(r"\s{0,3}\+(?:[-=:]+\+)+\s*$")
ATTRIBUTES = on_demand(r"\s{0,3}\{:?[^{}]*\}\s*$")
"""A line of attributes alone (kramdown)."""
NOTE_SPACE = on_demand(r" +(?=\[\^[^\]\s]{1,60}\][.,;:!?)])")
"""A space before the mark of a note and a sign that ends a sentence."""
CRAMPED = on_demand(r"^( {0,3}#{2,6})(?=[^\s#])")
"""A heading without the space that CommonMark wants; behind one sign alone it may be a tag."""
CRITIC = on_demand(
    r"\{--.{1,600}?--\}|\{>>.{1,600}?<<\}|\{~~.{0,600}?~>(?P<new>.{0,600}?)~~\}|\{(?P<sign>\+\+|==)(?P<kept>.{1,600}?)(?P=sign)\}"
)
"""An editor's marks (CriticMarkup): {--out--}, {++in++}, {~~old~>new~~}, {==this==}{>>a comment<<}."""
TABLE_OF_CONTENTS = on_demand(r"\s*(?:\[\[_?toc_?\]\]|\[toc\]|\$\{toc\})\s*$", re.IGNORECASE)
ABBREVIATION = on_demand(r"\*\[[^\]]{1,60}\]:\s")
TASK = on_demand(r"\s*[-*+] \[[^\]\n]\] ")
TASK_MARK = on_demand(
    r"(?<=\] )(?:#[^\W\d_][\w/-]{0,40}\s+)+|(?:\s+#[^\W\d_][\w/-]{0,40})+\s*$"
    r"|\s*[\U0001f4c5\u23f3\U0001f6eb\u2705\u2795\u274c\U0001f501\u23f0]\ufe0f?\s*\d{4}-\d\d-\d\d"
)
"""Tags and days of a task, as Obsidian notes them: "- [ ] #task Buy cups (a calendar) 2026-03-05"."""
SPAN = on_demand(r"(?<!!)\[([^\[\]\n]{1,300})\]\{(?:[.#]|[\w-]{1,40}=)[^{}\n]{1,100}\}")
"""Words with a class (pandoc): [Quell]{.smallcaps}."""
COMMAND = on_demand(
    r"\s*\\(?:newpage|pagebreak|clearpage|bigskip|medskip|smallskip|noindent|tableofcontents|maketitle|hrule|"
    r"vspace\{[^}]{1,20}\}|(?:begin|end)\{[a-z*]{1,20}\})\s*"
)
"""A line that is a command of LaTeX."""
MODULE = on_demand(r"(?:import\s[^\n]{0,200}\sfrom\s+['\"]|import\s+['\"]|export\s+(?:const|default|let|function)\b)")
"""A line of MDX that is a program."""
OPEN_BRACKETS = 200
"""Brackets open at once in a paragraph, from which on they are signs and no links: no writer nests so deep, and the
parser looks for the other end of each (100,000 of them took 3.7 s of CPU)."""
COMMENT = ("%%", "%%")
MDX_COMMENT = ("{/*", "*/}")


def ready(text: str, out: list[LeftOut]) -> str:
    """A Markdown text without what is not CommonMark and not for readers.

    Args:
        text: The text behind its front matter.
        out: Where the words are noted that are taken out, with the reason.
    """
    lines: list[str] = []
    fence = ""
    grid: list[str] = []
    text = without_end_notes(without_comments(without_times(text), out), out)
    for line in without_shortcodes(text, out).split("\n"):
        if mark := FENCE.match(line):
            if not fence:
                fence = mark["mark"]
            elif mark["mark"].startswith(fence) and not line[mark.end() :].strip():
                fence = ""
        if grid and not line.lstrip().startswith(("|", "+")):
            lines += pipe_table(grid)
            grid = []
        if fence:
            lines.append(line)
        elif grid or GRID.match(line):
            grid.append(line)
        else:
            lines += kept(line, lines)
    return "\n\n".join(with_signs(each) for each in "\n".join([*lines, *pipe_table(grid)]).split("\n\n"))


def with_signs(paragraph: str) -> str:
    """A paragraph, its brackets as signs where far too many are open at once."""
    if paragraph.count("[") <= OPEN_BRACKETS:
        return paragraph
    depths = accumulate((sign == "[") - (sign == "]") for sign in paragraph)
    return re.sub(r"(?<!\\)([\[\]])", r"\\\1", paragraph) if max(depths) > OPEN_BRACKETS else paragraph


def kept(line: str, above: list[str]) -> list[str]:
    """What is left of a line of text."""
    if ATTRIBUTES.match(line):
        if ":toc" in line and above and re.match(r"\s*[-*\d]", above[-1]):
            above.pop()
        return []
    if (sign := BULLET.match(line)) and (not above or not above[-1].strip() or starts_items(above[-1])):
        line = f"{sign['indent']}- {line[sign.end() :]}"
    line = SPAN.sub(r"\1", line) if "]{" in line else line
    line = NOTE_SPACE.sub("", line) if "[^" in line else line
    line = TASK_MARK.sub("", line) if TASK.match(line) else line
    line = CRAMPED.sub(r"\1 ", critic(line))
    if TABLE_OF_CONTENTS.match(line) or COMMAND.fullmatch(line) or ABBREVIATION.match(line) or MODULE.match(line):
        return []
    if line.lstrip().startswith(":::") and (found := CONTAINER.match(line)):
        title = found["named"] or found["title"] or ""
        return ["", title, ""] if title and not title.startswith("{") else [""]
    return [line]


def starts_items(line: str) -> bool:
    """Whether the line above an item announces it, or is one too."""
    return line.rstrip().endswith(":") or bool(re.match(r"\s*(?:[-*+]|\d{1,3}[.)])\s", line))


BULLET = on_demand(r"(?P<indent> {0,3})(?:[•·▪▫◦‣●○■□∙⁃➢➤\uf000-\uf0ff]|o(?=\t| {2,6}|\s[A-Za-z]))\s+(?=\S)")
"""A sign that a word processor puts before an item; the letter o is one behind a line that announces items."""


def critic(line: str) -> str:
    """A line as an editor's marks leave it."""
    return CRITIC.sub(lambda mark: mark["new"] or mark["kept"] or "", line) if "{" in line else line


def pipe_table(grid: list[str]) -> list[str]:
    """A grid table as a table that the parser knows; lines with a plus alone as they are."""
    rows = [line.strip() for line in grid if line.lstrip().startswith("|")]
    if not rows:
        return grid
    columns = max(row.count("|") - 1 for row in rows)
    return ["", rows[0], "|" + "---|" * max(1, columns), *rows[1:], ""]


def without_comments(text: str, out: list[LeftOut]) -> str:
    """A text without the comments of Obsidian (%% ... %%) and MDX ({/* ... */}); code is left alone."""
    for opening, closing in (COMMENT, MDX_COMMENT):
        if opening not in text:
            continue
        pieces, place, fences = [], 0, code_spans(text)
        while (start := text.find(opening, place)) >= 0:
            inside = next((span for span in fences if span[0] <= start < span[1]), None)
            end = text.find(closing, start + len(opening)) if inside is None else -1
            if inside is not None:
                pieces.append(text[place : inside[1]])
                place = inside[1]
            elif end < 0 or (opening == "%%" and text.count("\n\n", start, end) > LONGEST_COMMENT):
                break
            else:
                pieces.append(text[place:start])
                if words := " ".join(text[start + len(opening) : end].split()):
                    out.append(left_out(words, "a comment"))
                place = end + len(closing)
        text = "".join((*pieces, text[place:]))
    return text


LONGEST_COMMENT = 20
"""Blank lines inside a comment at most; what holds more was never closed."""


def code_spans(text: str) -> list[tuple[int, int]]:
    """Where fenced code stands, as offsets."""
    spans: list[tuple[int, int]] = []
    place, start, fence = 0, 0, ""
    for line in text.split("\n"):
        if mark := FENCE.match(line):
            if not fence:
                fence, start = mark["mark"], place
            elif mark["mark"].startswith(fence):
                spans.append((start, place + len(line)))
                fence = ""
        place += len(line) + 1
    return [*spans, (start, len(text))] if fence else spans
