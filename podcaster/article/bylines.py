"""The lines between a title and the text: who wrote it, what they are, where they are, and when it appeared."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from podcaster.article import notices, shape
from podcaster.article.authors import (
    CAPITAL,
    NAME,
    byline_names,
    is_office,
    join_names,
    split_names,
    without_office,
)
from podcaster.article.dates import DATA, around_date, find_date, is_dateline
from podcaster.article.language import in_english
from podcaster.article.parts import tidy
from podcaster.model import BlockKind
from podcaster.patterns import on_demand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.article.parts import Facts, Part

END_PARTS = 2
"""Last parts among which the day of publication may stand."""
LONGEST_LABEL = 80
"""Characters of a line that tells what an author is, or where."""
PLACED = on_demand(rf"{NAME.pattern} (?:in|à|en|em|a|aus) {CAPITAL}(?:[ -]{CAPITAL})?(?=$|,| and | und | et | y | e )")
"""An author and the town that they write from: "Jon Falk in Morvane"."""
BESIDE = on_demand(rf"(?P<name>{NAME.pattern})\s*[/|]\s*{CAPITAL}(?:[ -]{CAPITAL}){{0,2}}")
"""An author and a town or paper: "Lucía Barreda / Madrid"."""


@cache
def nobody_pattern() -> re.Pattern[str]:
    """Bylines that name no person: "By the editorial board"."""
    return on_demand(rf"\W*(?:{'|'.join(notices.entries('nobody', DATA))})\W*", re.IGNORECASE)


def mark_head(parts: Sequence[Part], facts: Facts) -> None:
    """Find the bylines and the dates among the first parts; what they tell fills what is not known yet."""
    foreign = not in_english(" ".join(part.text for part in parts[: shape.HEAD_PARTS * 3]))
    head = [part for part in parts[: shape.HEAD_PARTS * 3] if part.kind is not BlockKind.BOILERPLATE]
    head = head[: shape.HEAD_PARTS]
    for index, part in enumerate(head):
        if part.kind is not None:
            continue
        text = tidy(part.text[: shape.LONGEST_LINE * 2])
        below = head[index + 1] if index + 1 < len(head) else None
        names = byline_names(text, foreign=foreign)
        if not names and below is not None and below.kind is None and index and _signs(text, below):
            names = signed_names(text, tidy(below.text[: shape.LONGEST_LINE]))
            if names:
                below.kind = BlockKind.BYLINE
                facts.published = facts.published or find_date(below.text, day_first=foreign)
        names = names or dated_names(text) or (placed_names(text) if index else ())
        if not names and picture_credit().fullmatch(text):
            part.kind = BlockKind.CREDIT
            continue
        if names or is_dateline(text) or nobody_pattern().fullmatch(text):
            part.kind = BlockKind.BYLINE
            facts.byline = facts.byline or join_names(names)
            facts.published = facts.published or find_date(text, day_first=foreign)
    for part in parts[-END_PARTS:]:
        text = tidy(part.text[: LONGEST_LABEL * 2])
        if part.kind is None and len(parts) > END_PARTS and is_dateline(text) and not shape.ends_with_mark(text):
            part.kind = BlockKind.BYLINE
            facts.published = facts.published or find_date(text)
    mark_touching(head, facts)
    mark_furniture(head, facts)


def mark_furniture(head: Sequence[Part], facts: Facts) -> None:
    """Find the names that stand alone among buttons, counts and dates below a title: "Ada Byron, Follow, 5 min"."""
    first = next((index for index, part in enumerate(head) if part.kind is BlockKind.TITLE), -1) + 1
    first += first < len(head) and head[first].kind is BlockKind.HEADING  # a subtitle
    stop = next((index for index, part in enumerate(head) if index >= first and is_text(part)), len(head))
    above = head[first:stop]
    if sum(part.item for part in above) > 1:
        return  # a list
    worded = [part for part in above if any(map(str.isalnum, part.text))]
    known = [part for part in worded if part.kind is not None or is_count(part) or shape.is_notice(tidy(part.text))]
    if len(known) < FURNITURE:
        return
    for part in above:
        text = tidy(part.text)
        if part.kind is None and is_count(part):
            part.kind, part.why = BlockKind.BOILERPLATE, "a label above the text"
        elif part.kind is None and NAME.fullmatch(text) and not shape.is_notice(text):
            part.kind = BlockKind.BYLINE
            facts.byline = facts.byline or join_names(split_names(text))


def is_count(part: Part) -> bool:
    """Whether a part is a number of likes, or a word behind a sign: "41", "· Paid"."""
    text = tidy(part.text[:LONGEST_LABEL])
    return not any(map(str.isalpha, text)) or (part.item and len(text.split()) == 1)


def is_text(part: Part) -> bool:
    """Whether a part is a sentence, a heading or longer than a label: the text begins."""
    text = tidy(part.text[: LONGEST_LABEL * 2])
    return part.kind is BlockKind.HEADING or len(text) > LONGEST_LABEL or shape.ends_with_mark(text)


FURNITURE = 3
"""Dates, buttons and counts below a title from which on a name among them is the author's."""


def mark_touching(head: Sequence[Part], facts: Facts) -> None:
    """Find the lines that touch a byline and tell more of the same: an office, a paper, a handle."""
    run: list[Part] = []
    for part in head:
        if part.kind is BlockKind.TITLE:
            continue
        if run and part.gap == 0 and could_touch(part):
            run.append(part)
            continue
        settle_run(run, facts, among_lines=part.gap == 0)
        run = [part] if could_touch(part) else []
    settle_run(run, facts, among_lines=False)


def could_touch(part: Part) -> bool:
    """Whether a line is a byline, or has the shape of one."""
    if part.kind is not None or part.item:
        return part.kind is BlockKind.BYLINE
    text = tidy(part.text[: LONGEST_LABEL * 2])
    short = len(text) <= LONGEST_LABEL and not shape.ends_with_mark(text) and text[:1] not in shape.OPENING
    return short and not shape.is_credit(text)


def settle_run(run: Sequence[Part], facts: Facts, *, among_lines: bool) -> None:
    """Call lines that touch a byline the same.

    Args:
        run: Lines that touch.
        facts: What is known; a name that stands alone fills the byline.
        among_lines: Whether the text goes on without a blank line: a heading could be among them.
    """
    if not any(part.kind is BlockKind.BYLINE for part in run):
        return
    for part in run:
        text = tidy(part.text)
        if part.kind is None and (not among_lines or is_office(text)):
            part.kind = BlockKind.BYLINE
            if not facts.byline and NAME.fullmatch(text):
                facts.byline = join_names(split_names(text))


def dated_names(line: str) -> tuple[str, ...]:
    """The name in a line that holds nothing else but an office and a date: "ADA BYRON Writer May 4, 2024"."""
    if len(line) > shape.LONGEST_CREDIT or find_date(line) is None or (line.endswith(".") and not line.endswith("m.")):
        return ()
    above, below = around_date(line)
    rest = without_office(above)
    return split_names(rest) if NAME.fullmatch(rest) and is_dateline(below) else ()


def _signs(line: str, below: Part) -> bool:
    """Whether the line below a name belongs to it: right below, or a name in capitals above a dateline."""
    return below.gap == 0 or (line.isupper() and is_dateline(tidy(below.text[: shape.LONGEST_LINE])))


def signed_names(line: str, below: str) -> tuple[str, ...]:
    """The name that stands alone in a line, where the line below says what its bearer is at the paper."""
    return split_names(line) if NAME.fullmatch(line) and (is_office(below) or is_dateline(below)) else ()


def placed_names(line: str) -> tuple[str, ...]:
    """The names in a line that says no more than what or where their bearers are: "Ada Byron, Associated Press"."""
    if len(line) > LONGEST_LABEL or shape.ends_with_mark(line):
        return ()
    name, found, office = line.partition(",")
    if found and NAME.fullmatch(name.strip()) and office_pattern().match(office):
        return split_names(name)
    if beside := BESIDE.fullmatch(line) or with_agency().fullmatch(line):
        return split_names(beside["name"])
    places = [re.split(r" (?:in|à|en|em|a|aus) ", each[0])[0] for each in PLACED.finditer(line)]
    alone = re.fullmatch(r"(?:[\s,]|and|und|et|y|e)*", PLACED.sub("", line))
    return split_names(", ".join(places)) if places and alone else ()


@cache
def with_agency() -> re.Pattern[str]:
    """Authors and the agency that they wrote with: "Claire Besson (avec AFP)"."""
    agency = "|".join((*notices.entries("let agency"), "anp"))
    names = rf"(?P<name>{NAME.pattern}(?:(?:, | et | y | und | e | and ){NAME.pattern})*)"
    return on_demand(rf"{names} ?\((?i:(?:avec|mit|con|com|with|und|met) )?(?i:{agency})(?: ?[/,] ?\w{{2,12}})?\)")


@cache
def picture_credit() -> re.Pattern[str]:
    """A line that says who took the pictures: "Fotografia de Ana Sá"."""
    picture = "|".join(notices.entries("picture by", DATA))
    return on_demand(rf"(?i:{picture})\s+(?i:by|von|par|por|di|de)\s+{NAME.pattern}")


@cache
def office_pattern() -> re.Pattern[str]:
    """What follows an author's name and a comma: an office or an agency, and hardly more."""
    known = "|".join((*notices.entries("office", DATA), *notices.entries("let agency")))
    return on_demand(rf"\s*(?:[\w’'-]+ )?(?:{known})\b(?:\s[\w’'-]+){{0,4}}\s*$", re.IGNORECASE)
