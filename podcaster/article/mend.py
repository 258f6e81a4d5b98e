"""Plain text mended: running heads, page numbers, hyphens at line ends, marks of notes, shortcodes, long addresses.

A text with nothing of the kind stays as it is, character for character.
"""

from __future__ import annotations

import html
import itertools
import re
from collections import defaultdict
from typing import TYPE_CHECKING

from podcaster.address import Address
from podcaster.article import endnotes, notices
from podcaster.article.language import ENGLISH
from podcaster.article.light import without_light_marks
from podcaster.article.page.tree import left_out
from podcaster.article.shortcodes import without_shortcodes
from podcaster.article.transcripts import without_times
from podcaster.patterns import on_demand
from podcaster.sentences import ends_sentence

if TYPE_CHECKING:
    from podcaster.model import LeftOut

ENCODED = on_demand(r"&(?:#\d{2,5}|#x[\da-fA-F]{2,5}|[lr][sd]quo|nbsp|[mn]dash|hellip|quot|apos|amp);")
"""Entities that a page has left in a text."""
LONGEST_HEAD = 110
"""Characters of a running head at most."""
SOFT = on_demand("(?<=\\w)\u00ad(?=\\w)")
"""Where a word may be broken, and is not."""
WIRE = on_demand(
    lambda: (
        rf"^(?-i:[^\W\d_a-z])[^\n/()]{{1,70}}?\s*[/(](?:{'|'.join(notices.entries('wire', 'frames.txt'))})"
        r"[^/)\n]{0,30}[/)]\s*[-–—]{1,3}\s*"
    ),
    re.MULTILINE | re.IGNORECASE,
)
"""The place, the day and the agency before the first words of a press release."""
HEADED = on_demand(
    r"^\*\* (?=\S[^\n]*\n[-=]{3,}[ \t]*$)|(?:^|(?<=[ \t]))\*\* (?=[^*\n]{1,120}\(https?://)", re.MULTILINE
)
"""What newsletters put before headings and links in their plain text: "** The Quay Letter", "** Website (https://...)"."""
NUMBER = on_demand(r"\d{1,4}")
SEPARATED = on_demand(r"[|/•·–—]|\s{3,}|\t")
TORN = on_demand(
    r"(?P<head>(?<![\w-])[^\W\d_]+(?:-[^\W\d_]+)*)(?P<hyphen>-|\u00ad|\u00ac|\u2010)\n[ \t]*"
    r"(?P<tail>[^\W\d_A-Z][^\W\d_]*)"
)
"""A word that was torn at the end of a line."""
WRAPPED = 15
"""Characters before the hyphen from which on a line was wrapped."""
COMPOUNDS = frozenset(
    {
        "well", "self", "half", "ill", "ex", "non", "all", "cross", "high", "low", "long", "short", "full", "part",
        "old", "new", "first", "second", "third", "one", "two", "three", "four", "five", "six", "seven", "eight",
        "nine", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "mother",
        "father", "brother", "sister", "vice", "semi", "anti", "co", "hard", "soft", "good", "bad", "best", "worst",
        "fast", "slow", "open", "close", "hand", "home", "school", "air", "sea", "land", "water", "fire", "state",
        "world", "year", "day", "time", "north", "south", "east", "west", "far", "wide", "deep",
    }
)  # fmt: skip
"""Words that often stand before a hyphen of their own: well-known, half-hearted."""
ENDINGS = frozenset(
    {
        "based", "year", "old", "known", "like", "led", "up", "in", "of", "to", "off", "out", "by", "time", "term",
        "made", "speaking", "being", "law", "free", "wide", "long", "looking", "class", "level", "century", "page",
        "minute", "hour", "day", "week", "month", "mile", "teacher",
    }
)  # fmt: skip
"""Words that often stand behind one: year-old, water-based."""
MARK = on_demand(
    r"(?P<before>[^\W_]|[.,;:!?”’\"'»)\]])(?P<space> ?)"
    r"(?P<marks>(?:\[(?:\d{1,3}(?:[,–-] ?\d{1,3})*|note \d{1,3}|n\. ?\d{1,3}|[a-z]|citation needed|"
    r"clarification needed|better source needed|who\?|when\?|where\?|edit|edit source|update)\])+)"
    r"(?P<place>: ?\d{1,4}(?:[–-]\d{1,4})?(?=\s*$|\s+[A-Z(]|[.,;]))?",
    re.IGNORECASE | re.MULTILINE,
)
"""Marks of notes, as wikis and papers set them: "in Tarn.[2][3]", "river[edit]", "horses [1]."."""
PAGES_NOTED = on_demand(r"\[(\d{1,3}), ?(?:pp?|ch|sec|fig|vol)\. ?\d{1,5}(?:[–-]\d{1,5})?\]")
"""A mark that names a page of its source: "[2, p. 14]"."""
FIGURE = on_demand(r"\d{1,3}")
HEARD = on_demand(r"[ \t]?\((?:listen|audio|help·info|help[ ·]info)\)", re.IGNORECASE)
BRACKETED_ADDRESS = on_demand(r"[ \t]?[(<\[]\s*(?:https?://|www\.)[^\s<>()\[\]]{3,2000}\s*[)>\]]")
ADDRESS_LINE = on_demand(
    r"^[ \t]*(?:\[?\d{1,3}\]?[.:)]?[ \t]*|[-*•][ \t]*)?<?(?:https?://|www\.)\S{3,2000}>?[ \t]*$", re.MULTILINE
)
TWEETED = on_demand(r"[ \t]*\b(?:pic\.(?:twitter|x)\.com|t\.co)/\w{3,20}")
ADDRESS = on_demand(r"https?://[^\s<>()\[\]“”\"]{3,2000}")
LONGEST_ADDRESS = 40
"""Characters of an address that is read as it stands; of a longer one, or one with a query, the host is."""


def mended(text: str, out: list[LeftOut]) -> tuple[str, frozenset[int]]:
    r"""A text without what is not its own, and with its torn words whole.

    Args:
        text: The file's text, with ``\\n`` for line ends.
        out: Where the words are noted that are taken out, with the reason.

    Returns:
        The text, and the offsets of the lines that go on with a torn word of the line above.
    """
    text = html.unescape(text) if ENCODED.search(text) else text
    text = without_licence(WIRE.sub("", SOFT.sub("", text)), out)
    text = with_bullets(without_light_marks(SLANTED.sub(r"\1", text)))
    text = without_heads(text, out)
    text = PAGES_NOTED.sub(r"[\1]", HEADED.sub("", without_shortcodes(text, out)))
    text = endnotes.without_end_notes(without_figured_notes(text, out), out)
    text = without_note_marks(without_times(text))
    return join_torn(without_addresses(text, out))


def without_licence(text: str, out: list[LeftOut]) -> str:
    """A book of Project Gutenberg without what stands before its first mark and behind its last."""
    start, end = GUTENBERG["START"].search(text), GUTENBERG["END"].search(text)
    if not start or not end or end.start() < start.end():
        return text
    out.extend(
        left_out(" ".join(piece.split()), "the licence of a library")
        for piece in (text[: start.end()], text[end.start() :])
    )
    return text[start.end() : end.start()].strip("\n") + "\n"


GUTENBERG = {
    sign: on_demand(rf"^\*\*\* ?{sign} OF (?:THE|THIS) PROJECT GUTENBERG .{{1,200}}$", re.MULTILINE)
    for sign in ("START", "END")
}
SLANTED = on_demand(r"(?<![\w/:_])_([^\W_](?:[^_\n]{0,80}[^\s_])?)_(?![\w/])")
"""Words in italics, as plain texts have them: _never_."""


def with_bullets(text: str) -> str:
    """A text with signs for the bullets that a program wrote as the letter o, where a colon announces such lines."""
    if "\no " not in text and "\no\t" not in text and "\n→ " not in text:
        return text
    lines = text.split("\n")
    before = ""
    for index, line in enumerate(lines):
        if LETTER_BULLET.match(line) and before.rstrip().endswith(":"):
            lines[index] = line.replace("o", "◦", 1)
        elif line.lstrip().startswith("→ ") and STARTS_ITEM.match(before):
            lines[index] = line.replace("→", "•", 1)
        elif line.strip():
            before = line
    return "\n".join(lines)


def without_figured_notes(text: str, out: list[LeftOut]) -> str:
    """A text without notes that begin with a figure, where the figure stands glued to the end of a sentence."""
    glued = list(itertools.islice(GLUED.finditer(text), NOTES_AT_MOST))
    for number, mark in enumerate(glued, 1):
        if int(mark["figure"]) != number:
            return text
    for mark in reversed(glued):
        note = re.compile(rf"^[ \t]*{mark['figure']}[.)]?[ \t]+[^\W\d_][^\n]*(?:\n[^\n]*\S[^\n]*)*\n?", re.MULTILINE)
        if (found := note.search(text, mark.end())) is None:
            return text
        out.append(left_out(" ".join(found.group().split()), "a footnote"))
        text = text[: mark.start("figure")] + text[mark.end("figure") : found.start()] + text[found.end() :]
    body, _, last = text.rstrip().rpartition("\n")
    return f"{body}\n" if glued and endnotes.HEADING.fullmatch(last) else text


GLUED = on_demand(r"(?<=[^\W\d_][.!?”\",;])(?P<figure>\d{1,2})(?=\s+[^\W\d_“]|\s*$)", re.MULTILINE)
"""The figure of a note behind a sentence or half of one: "tasted tea.1 The pier"."""
NOTES_AT_MOST = 60


STARTS_ITEM = on_demand(r"[ \t]*[•*·‣▪◦○●■➢➤►▶✓✔-]\s+\S|.{20,}:\s*$")
"""A line above an arrow that makes it a bullet and no pointer to another article."""
LETTER_BULLET = on_demand(r"[ \t]*o[ \t]+\S")
"""The letter is a word of Portuguese too: two spaces or a tab behind it, or the colon, say that it is a bullet."""


def without_heads(text: str, out: list[LeftOut]) -> str:
    """A text without running heads and page numbers; a paragraph that a page's end tore apart is whole again."""
    if not NUMBER.search(text) and "\f" not in text:
        return text
    text = re.sub(r"\f\s*\n(?=[^\n])", "\f", text)
    lines = text.split("\n")
    heads = running_heads(lines)
    if not heads:
        return text.replace("\f", "\n\n") if "\f" in text else text
    kept: list[str] = []
    index = 0
    while index < len(lines):
        if index not in heads:
            kept.append(lines[index])
            index += 1
            continue
        stop = index
        while stop < len(lines) and (stop in heads or not lines[stop].strip()):
            stop += 1
        out.extend(
            left_out(" ".join(lines[place].split()), "a running head or page number")
            for place in range(index, stop)
            if place in heads and lines[place].strip()
        )
        while kept and not kept[-1].strip():
            kept.pop()
        above, below = kept[-1] if kept else "", lines[stop] if stop < len(lines) else ""
        if not torn_between(above, below):
            kept.append("")
        index = stop
    return "\n".join(kept).replace("\f", "\n\n")


def running_heads(lines: list[str]) -> set[int]:
    """The lines that stand at the top or bottom of pages: the same words with other numbers, or numbers alone."""
    title = key_of(next((line for line in lines if line.strip()), ""))
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if 0 < len(line.strip()) <= LONGEST_HEAD and NUMBER.search(line) and is_alone(lines, index):
            groups[key_of(line)].append(index)
    found: set[int] = set()
    for key, places in groups.items():
        numbers = [int(number[-1]) for place in places if (number := NUMBER.findall(lines[place]))]
        rising = len(places) > 1 and len(set(numbers)) == len(numbers)
        signs = sum(page_sign(lines, place, key, title) for place in places)
        ends = sum(has_ended(lines[place]) for place in places)
        if not key:
            rising = rising and sorted(numbers) == numbers and (numbers[0] > 1 or signs > 0)
        if rising and (signs * 2 >= len(places) or (not key and signs)) and not ends:
            found.update(places)
    return found | at_page_breaks(lines) | above_page_breaks(lines)


def above_page_breaks(lines: list[str]) -> set[int]:
    """The numbers that stand alone right above form feeds."""
    found = set()
    for index, line in enumerate(lines):
        if line.startswith("\f"):
            above = next((place for place in range(index - 1, max(-1, index - 4), -1) if lines[place].strip()), None)
            if above is not None and re.fullmatch(r"[-–—\s]*\d{1,4}[-–—\s]*", lines[above]):
                found.add(above)
    return found


def key_of(line: str) -> tuple[str, ...]:
    """The words of a line without its numbers, sorted: pages left and right have them mirrored."""
    return tuple(sorted(re.findall(r"[^\W\d_]+", line.casefold())))


def is_alone(lines: list[str], index: int) -> bool:
    """Whether a line stands alone: blank lines, page breaks or the ends of the text are on both sides."""
    above = lines[index - 1] if index else ""
    below = lines[index + 1] if index + 1 < len(lines) else ""
    return (not above.strip() or above.endswith("\f") or lines[index].startswith("\f")) and (
        below.startswith("\f") or not below.strip("\f \t")
    )


def page_sign(lines: list[str], index: int, key: tuple[str, ...], title: tuple[str, ...]) -> bool:
    """Whether a line with a number has another sign of a page's end."""
    line = lines[index].strip()
    if "\f" in lines[index] or (key and (key == title or (len(key) > 1 and SEPARATED.search(line)))):
        return True
    if PAGED.search(line):
        return True
    if not key and re.fullmatch(r"[-–—\[(]\s*\d{1,4}\s*[-–—\])]", line):
        return True
    above = next((other for other in reversed(lines[max(0, index - 3) : index]) if other.strip()), "")
    below = next((other for other in lines[index + 1 : index + 4] if other.strip()), "")
    return torn_between(above, below)


PAGED = on_demand(r"\W(?:page|seite|página|pagina|pag\.|p\.|s\.) ?\d{1,4}$", re.IGNORECASE)
"""How a running head ends that says what its number is."""


def torn_between(above: str, below: str) -> bool:
    """Whether a sentence goes on from one line to another."""
    return bool(above.strip() and below.strip()) and not has_ended(above) and below.lstrip()[0].islower()


def has_ended(line: str) -> bool:
    """Whether what a line says does not go on in the next one: a sentence ends with it, or announces what follows."""
    return ends_sentence(line) or line.rstrip().endswith(":")


def at_page_breaks(lines: list[str]) -> set[int]:
    """Lines beside form feeds that come again at another one, or are the first of all with a date or the like."""
    beside: dict[tuple[str, ...], list[int]] = defaultdict(list)
    first = next((index for index, line in enumerate(lines) if line.strip()), 0)
    for index, line in enumerate(lines):
        heads = index == first and SEPARATED.search(line.strip())
        if ("\f" in line or heads) and 0 < len(line.strip()) <= LONGEST_HEAD:
            beside[key_of(line)].append(index)
    return {place for key, places in beside.items() if key and len(places) > 1 for place in places}


def join_torn(text: str) -> tuple[str, frozenset[int]]:
    """A text with the words whole that were torn at line ends; a hyphen that is the word's own stays.

    Returns:
        The text, with each such word at the beginning of the lower line; and the offsets of those lines.
    """
    if "-\n" not in text and "\u00ac\n" not in text and "\u00ad\n" not in text and "\u2010\n" not in text:
        return text, frozenset()
    known = set(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.casefold()))
    pieces: list[str] = []
    lines: set[int] = set()
    place = length = 0
    for torn in TORN.finditer(text):
        start = text.rfind("\n", 0, torn.start()) + 1
        if torn.end("head") - start < WRAPPED and torn["hyphen"] == "-":
            continue
        hyphen = torn["hyphen"] not in "\u00ad\u00ac" and keeps_hyphen(
            torn["head"].casefold(), torn["tail"].casefold(), known
        )
        above = text[place : torn.start()].rstrip(" \t")
        lines.add(length + len(above) + 1)
        pieces += [above, f"\n{torn['head']}{'-' if hyphen else ''}{torn['tail']}"]
        length += len(above) + len(pieces[-1])
        place = torn.end()
    return "".join((*pieces, text[place:])), frozenset(lines)


def keeps_hyphen(head: str, tail: str, known: set[str]) -> bool:
    """Whether a torn word has its hyphen when it is whole: as elsewhere in the text, or as such words do."""
    if head + tail in known:
        return False
    if f"{head}-{tail}" in known or "-" in head:
        return True
    return (head in COMPOUNDS and (len(tail) > 3 or tail in ENGLISH)) or (tail in ENDINGS and len(head) > 3)


def without_note_marks(text: str) -> str:
    """A text without the marks of notes; a writer's own brackets stay."""
    if "[" not in text:
        return HEARD.sub("", text)
    listed = max((int(number) for number in re.findall(r"^\s*\[(\d{1,3})\]\s", text, re.MULTILINE)), default=0)
    noted = len(re.findall(r"[\w.,;:)”\"]\[\d{1,3}\]", text)) > 1

    def gone(mark: re.Match[str]) -> str:
        letter = re.fullmatch(r"(?:\[[a-z]\])+", mark["marks"], re.IGNORECASE)
        numbers = [int(number) for number in FIGURE.findall(mark["marks"])]
        if mark["space"] and not (numbers and (max(numbers) <= listed or stops(text, mark.end()))):
            return mark.group()
        if letter and not (noted or mark["before"] in ".,;:!?" or stops(text, mark.end())):
            return mark.group()
        return mark["before"]

    return HEARD.sub("", MARK.sub(gone, text))


def stops(text: str, place: int) -> bool:
    """Whether a sentence or line stops at a place."""
    return text[place : place + 1] in {"", "\n", ".", ",", ";", ":", ")", "!", "?"}


def without_addresses(text: str, out: list[LeftOut]) -> str:
    """A text without the addresses that stand in brackets or alone; of long ones in a sentence the host stays."""
    text = TWEETED.sub("", text)
    if "://" not in text and "www." not in text:
        return text
    for pattern in (ADDRESS_LINE, BRACKETED_ADDRESS):
        out.extend(left_out(found.strip(" ()<>[]"), "an address") for found in pattern.findall(text))
        text = pattern.sub("", text)
    return short_addresses(text)


def short_addresses(text: str) -> str:
    """A text with the hosts of the long addresses in it."""

    def short(found: re.Match[str]) -> str:
        address = found.group()
        end = address[len(address.rstrip(".,;:!?")) :]
        bare = address[: len(address) - len(end)]
        parts = Address(bare).split
        if parts is None:
            return address
        if len(bare) <= LONGEST_ADDRESS and not parts.query and not parts.fragment:
            return address
        return f"{parts.netloc.rpartition('@')[2].removeprefix('www.')}{end}"

    return ADDRESS.sub(short, text)
