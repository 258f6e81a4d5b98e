"""Plain text by its shape. The text stays as it is, but for torn words and the like: see ``mend``."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from podcaster.article import bylines, citations, phrases, shape
from podcaster.article.dates import is_dateline
from podcaster.article.frame import is_salutation, mark_frame
from podcaster.article.kinds import mark_notes
from podcaster.article.mend import mended
from podcaster.article.parts import Facts, Part, tidy
from podcaster.article.transcripts import is_subtitles
from podcaster.model import Block, BlockKind
from podcaster.patterns import on_demand
from podcaster.sentences import CLOSING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from podcaster.model import LeftOut

LINE = on_demand(r"[^\n]*")
BULLET = on_demand(r"(?:[-–—•*·‣▪▫◦○●■□➢➤►▶❖✓✔☐☑∙⁃\uf000-\uf0ff]\s+|o(?:\t| {2,6})|\+\s+(?=[^\W\d_]))(?=\S)")
"""A sign before an item; the private ones are those of Word's fonts Symbol and Wingdings."""
QUOTED = on_demand(r">\s+(?=\S)")
LONGEST_TITLE = 200
LONGEST_SENTENCE_TITLE = 120
"""Characters; a first line that ends as a sentence does and is longer is the first paragraph."""
NEXT_TURN = 6
"""Paragraphs, the first one among them, in which a turn of an interview is answered by one that a name begins, too."""
WRAP_WIDTHS = range(40, 121)
"""Characters a line: texts are wrapped by hand to widths like these."""
RAGGED = 0.85
"""Share of the width that a wrapped line fills at least, with the next line's first word: an indent takes some."""
FEW_LINES = 3
"""Lines that could be wrapped, below which one of them must begin with a small letter."""
FULL = 0.7
"""Share of such lines from which on a text counts as wrapped; the rest are lists, verses and addresses."""


def read_text(text: str) -> tuple[str, tuple[Block, ...], Facts]:
    r"""The words and blocks of a plain text, and what it tells about itself.

    Args:
        text: The file's text, with ``\\n`` for line ends. The words are the same, but for what ``mend`` puts right, and
            the blocks are offsets into them.
    """
    facts = Facts()
    words, parts = text_parts(text, facts)
    blocks = (Block(part.kind or BlockKind.PARAGRAPH, part.start, part.end, part.cite, part.why) for part in parts)
    return words, tuple(blocks), facts


def text_parts(text: str, facts: Facts, *, mail: bool = False) -> tuple[str, list[Part]]:
    """The mended words of a text, and its parts with their kinds.

    Args:
        text: The text.
        facts: What is known of it; filled with what it tells itself.
        mail: Whether it is a mail, whose title is its subject.
    """
    out: list[LeftOut] = []
    untitled = is_subtitles(text)
    text, joined = mended(text, out)
    facts.left_out = (*facts.left_out, *out)
    parts = list(paragraphs(text, joined))
    mark_frame(parts, facts, mail=mail)
    title = None if untitled else take_title(parts, facts)
    bylines.mark_head(parts, facts)
    if title is not None:
        facts.title = tidy(title.text).rstrip(" ;,:")
    mark_notes(parts, facts.byline)
    citations.attach(parts)
    shape.mark_notices(parts)
    shape.mark_captions(parts)
    shape.mark_references(parts)
    shape.mark_end_links(parts)
    shape.mark_headings(parts)
    shape.mark_strays(parts, facts.title)
    shape.settle(parts)
    if title is not None and not any(part.kind is BlockKind.PARAGRAPH for part in parts):
        title.kind, facts.title = BlockKind.PARAGRAPH, ""
    return text, parts


def take_title(parts: Sequence[Part], facts: Facts) -> Part | None:
    """Call the first line that is neither frame nor notice the title, unless it is a paragraph or begins a letter."""
    for index, part in enumerate(parts[: shape.HEAD_PARTS * 2]):
        text = tidy(part.text[: LONGEST_TITLE * 2])
        if part.kind is BlockKind.BOILERPLATE or (
            part.kind is None and (shape.is_notice(text) or shape.is_credit(text))
        ):
            continue
        if index and part.kind is None and is_dateline(text) and "," in text and len(parts) > index + 2:
            continue  # the town and the day of a press release
        if facts.title:  # its header tells it
            same = part.kind is None and text.casefold().rstrip(".") == facts.title.casefold().rstrip(".")
            part.kind = BlockKind.TITLE if same else part.kind
            return None
        limit = LONGEST_SENTENCE_TITLE if shape.ends_with_mark(text) else LONGEST_TITLE
        if (
            part.kind
            or len(text) > limit
            or part.item
            or is_turn(parts[index : index + NEXT_TURN])
            or is_salutation(text)
        ):
            return None
        if (text[0] in '“"' and shape.ends_with_mark(text)) or tells_words(text):
            return None
        part.kind = BlockKind.TITLE
        return part
    return None


def tells_words(text: str) -> bool:
    """Whether a line is a sentence of a text, with a whole sentence of somebody's in marks: no headline is.

    Args:
        text: The line.
    """
    return text.rstrip(CLOSING + " ").endswith(".") and SPOKEN.search(text) is not None


SPOKEN = on_demand(
    r"(?:^|[a-z][:,.] )(?:“[A-Z][^“”]+[.,!?]”|\"[A-Z][^\"]+[.,!?]\"|[‘'][A-Z].+?[.,!?][’'])(?= [A-Za-z]|$)"
)
"""A whole sentence in marks, at the beginning of another or behind "said:"."""


def is_turn(parts: Sequence[Part]) -> bool:
    """Whether the first of some parts is a turn of an interview: it begins with "Q:", or with a name as the next does.

    A headline behind a name ("Weather: rain at last") has no full stop, and one that has is not answered further down.
    """
    labels = [phrases.LABEL.match(tidy(part.text[: shape.LONGEST_LINE])) for part in parts]
    first = labels[0]
    if first is None:
        return False
    said = tidy(parts[0].text[: shape.LONGEST_LINE])[first.end() :]
    answered = any(labels[1:]) if said.endswith((".", "!", "…")) else any(labels[1:2])
    return first.group()[:2] in {"Q:", "A:"} or answered


def paragraphs(text: str, joined: frozenset[int] = frozenset()) -> Iterator[Part]:
    """The paragraphs of a text: one a line, or several lines where the text was wrapped by hand.

    Args:
        text: The text.
        joined: Offsets of lines that go on with a torn word of the line above: they belong to its paragraph.
    """
    groups = list(line_groups(text))
    width = wrap_width(text, groups, joined)
    gap = 0
    for group, gap in groups:
        pieces = wrapped(text, group, width, joined)
        for index, (start, end) in enumerate(pieces):
            yield bare_part(text, start, end, gap=0 if index else gap, alone=len(pieces) == 1)


def bare_part(text: str, start: int, end: int, *, gap: int, alone: bool) -> Part:
    """A part without the bullet of a list or the sign of a quotation before it."""
    kind, item = None, False
    if found := BULLET.match(text, start, end):
        item, start = found.group()[0] not in "–—", found.end() if found.group()[0] not in "–—" else start
    elif found := QUOTED.match(text, start, end):
        kind, start = BlockKind.QUOTATION, found.end()
    return Part(text[start:end], kind, gap=gap, alone=alone, item=item, start=start, end=end)


def line_groups(text: str) -> Iterator[tuple[list[tuple[int, int]], int]]:
    """Lines that touch, as offsets without the white space around them; and how many blank lines stand before them."""
    group: list[tuple[int, int]] = []
    gap = blank = 0
    place = 0
    while place <= len(text):
        stop = text.find("\n", place)
        stop = len(text) if stop < 0 else stop
        line = text[place:stop]
        if bare := line.strip():
            if not group:
                gap, blank = blank, 0
            start = place + line.index(bare[0])
            group.append((start, start + len(bare)))
        else:
            if group:
                yield group, gap
                group = []
            blank += 1
        place = stop + 1
    if group:
        yield group, gap


def wrap_width(text: str, groups: Sequence[tuple[list[tuple[int, int]], int]], joined: frozenset[int]) -> int:
    """The width to which a text was wrapped by hand, in characters; 0 when its lines are whole paragraphs."""
    widest = max((end - start for group, _ in groups for start, end in group), default=0)
    if widest not in WRAP_WIDTHS:
        return 0
    pairs = [
        (above, line)
        for group, _ in groups
        for above, line in itertools.pairwise(group)
        if not begins(text, line) and line[0] not in joined
    ]
    full = [is_full(text, above, line, widest) for above, line in pairs]
    torn = any(text[line[0]].islower() for _, line in pairs)
    if len(full) < FEW_LINES and not torn:
        return 0
    return widest if full and sum(full) >= FULL * len(full) else 0


def begins(text: str, line: tuple[int, int]) -> bool:
    """Whether a line begins a paragraph of its own, by its indent or its bullet."""
    indent = line[0] - text.rfind("\n", 0, line[0]) - 1
    return indent >= 2 or bool(BULLET.match(text, *line) or QUOTED.match(text, *line))


def is_full(text: str, line: tuple[int, int], below: tuple[int, int], width: int) -> bool:
    """Whether the first word of the line below would have made a line too long."""
    word = text[below[0] : below[1]].split(maxsplit=1)[0]
    return line[1] - line[0] + 1 + len(word) > width * RAGGED


def wrapped(text: str, group: list[tuple[int, int]], width: int, joined: frozenset[int]) -> list[tuple[int, int]]:
    """The paragraphs among lines that touch."""
    if len(group) == 1 or not (width or joined):
        return group
    pieces = [group[0]]
    for above, line in itertools.pairwise(group):
        on = width and is_full(text, above, line, width) and not begins(text, line)
        if on or line[0] in joined:
            pieces[-1] = (pieces[-1][0], line[1])
        else:
            pieces.append(line)
    return pieces
