"""What a part of an article is, told by its shape: captions, credits, links to other articles, notices, headings.

A wrong "not spoken" loses words of the article, a wrong "spoken" only bores: each rule asks for a shape that prose does
not have.
"""

from __future__ import annotations

import itertools
import re
from functools import cache
from typing import TYPE_CHECKING

from podcaster.article import notices, phrases
from podcaster.article.parts import Part, tidy
from podcaster.model import BlockKind
from podcaster.patterns import on_demand
from podcaster.sentences import CLOSING, STOPS, split_sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


LONGEST_LINE = 320
"""Characters; what is longer is prose, and no rule looks at it."""
LONGEST_LABEL = 60
"""Characters; a line of prose is longer than a button or a label."""
LONGEST_CREDIT = 160
LONGEST_HEADING = 110
HEAD_PARTS = 8
"""Bylines and datelines stand among so many first parts."""
WORD = on_demand(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
OPENING = frozenset("“\"‘'«„")
"""What begins with a quotation mark is somebody's words, and neither a credit nor a notice."""
ENDS = (*STOPS, ":", ";", ",", "–", "—", "：", "、")
"""What a line of prose ends with."""

STRAY_AT_LEAST = 3
"""Signs of a stray headline (``stray_signs``) that make a line one: a lone heading in title case has one or two."""


def words_of(text: str) -> list[str]:
    """The words of a line, numbers and marks left out."""
    return WORD.findall(text)


def title_case(text: str) -> bool:
    """Whether a line is written As Headlines Are: nearly all its longer words begin with a capital."""
    longer = [word for word in words_of(text)[1:] if len(word) > 3]
    return len(longer) >= 3 and sum(word[0].isupper() for word in longer) >= 0.8 * len(longer)


def ends_with_mark(text: str) -> bool:
    """Whether a line ends with a mark, as sentences and their parts do and headings do not; closing marks put aside."""
    return text.rstrip(CLOSING + " ").endswith(ENDS)


def is_credit(text: str) -> bool:
    """Whether a line says who took or owns a picture, and perhaps what it shows."""
    if len(text) > LONGEST_LINE or text[:1] in OPENING:
        return False
    if phrases.AGENCY_ALONE.match(text):
        return True
    if found := phrases.CREDITS.match(text):
        owner = text[found.end() :].strip()
        named = not found.group()[-1].isalpha() or owner[:1].isupper()
        return named and len(text) < LONGEST_CREDIT and not ends_with_mark(text.rstrip("."))
    if found := phrases.BAR.match(text):
        return not ends_with_mark(found["owner"]) and title_case_name(found["owner"])
    return bool(phrases.AGENCY_BEHIND.search(text) or phrases.CREDITED_SENTENCE.search(text))


def title_case_name(text: str) -> bool:
    """Whether every longer word begins with a capital, as in a name."""
    longer = [word for word in words_of(text) if len(word) > 3]
    return bool(words_of(text)) and all(word[0].isupper() for word in longer) and len(words_of(text)) <= 9


def is_related(text: str) -> bool:
    """Whether a line points to another article: "Read more: ...", "Related stories"."""
    if len(text) > LONGEST_LINE:
        return False
    if heads_links(text):
        return True
    bare = text.strip("()[]")
    found = next((hit for pattern in pointer_patterns() if (hit := pattern.match(bare))), None)
    if found is None:
        return False
    rest = bare[found.end() :].strip()
    return not rest or not ends_with_mark(rest.rstrip("?!")) or "|" in found.group()


@cache
def pointer_patterns() -> tuple[re.Pattern[str], ...]:
    """A pointer and what it points to: "Read more: ..."."""
    found = notices.patterns("pointer", r"[\[(>→►▶•*–—\-»\s]*", r"\s*(?:[:|»>→–—]|\.{3}|…)\s*(?=\S|$)")
    return (*(pattern for pattern, _ in found), on_demand(r"[>»→►▶]{1,3}\s+(?=\S)"))


def heads_links(text: str) -> bool:
    """Whether a line is the heading of a list of links: "Related stories"."""
    return any(pattern.match(text) for pattern, _ in notices.patterns("pointer alone", "", r"[.:…»>]*$"))


def is_notice(text: str, *, amid: bool = False) -> bool:
    """Whether a line is the site's: share buttons, newsletters, tags, copyright, a writer's addresses.

    Args:
        text: The line.
        amid: It stands between paragraphs of the article: a full sentence needs a second sign.
    """
    if not any(char.isalnum() for char in text) or phrases.MARKUP.match(text):
        return True
    if len(text) > LONGEST_LINE * 2 or (text[:1] in OPENING and not PAGES.fullmatch(text)):
        return False
    if not (notices.find("notice", text) or notices.find("sender", text) or phrases.SIGNATURE.search(text)):
        return notices.asks_consent(text) or notices.sells(text) or (not amid and speaks_throughout(text))
    if amid and notices.is_full_sentence(text):
        return notices.speaks_for_site(text)
    reported = notices.is_full_sentence(text) and notices.REPORTED.search(text)
    return not reported or bool(notices.SITE_VOICE.search(text))


PAGES = on_demand(r"[«‹]\s[^«»‹›]{3,60}\d[^«»‹›]{0,60}[»›]")
"""Ways from page to page: "« Previous 1 2 3 Next »"."""


def speaks_throughout(text: str) -> bool:
    """Whether several sentences are the site's: half are notices, the others ask the reader or speak in its voice."""
    sentences = split_sentences(text)
    known = [bool(notices.find("notice", each)) for each in sentences]
    if len(sentences) < 2 or sum(known) * 2 < len(sentences) or notices.REPORTED.search(text):
        return False
    return all(
        is_known or notices.SITE_VOICE.search(each) or ASKED.search(each)
        for is_known, each in zip(known, sentences, strict=True)
    )


ASKED = on_demand(r"^.{0,60}\byou\b.{0,60}\?$|^(?:click|tap|thank)\b", re.IGNORECASE)
"""A question to the reader."""


def could_be_heading(text: str) -> bool:
    """Whether a line has the shape of a heading: short, and no sentence; a question may be one."""
    if not 2 <= len(text) <= LONGEST_HEADING or phrases.LABEL.match(text) or text[0] in "-–—•*(…":
        return False
    if text[0].isalpha() and text[0].islower():
        return False
    bare = text.rstrip(CLOSING + " ")
    if bare.endswith(("?", "!")):
        return bare == text and text[0] not in "“\"'‘" and len(text) <= 80
    return not ends_with_mark(text) and any(char.isalpha() for char in text)


def could_stand_bold(text: str) -> bool:
    """Whether a paragraph that is all in bold is a heading, and no question of an interview."""
    return could_be_heading(text) and not text.endswith(("?", "!"))


def mark_notices(parts: Sequence[Part]) -> None:
    """Find credits, links to other articles and notices by their own words."""
    prose = [index for index, part in enumerate(parts) if part.kind is None and len(part.text) >= LONGEST_LABEL]
    first, last = (prose[0], prose[-1]) if prose else (0, 0)
    for index, part in enumerate(parts):
        if part.kind not in {None, BlockKind.QUOTATION} or len(part.text) > LONGEST_LINE * 2:
            continue
        text = tidy(part.text)
        if part.kind is BlockKind.QUOTATION:  # what a network puts around a post
            if notices.find("notice", text) == LABEL_OF_PAGE and not ends_with_mark(text) and len(text.split()) > 3:
                part.kind, part.why = BlockKind.BOILERPLATE, LABEL_OF_PAGE
        elif is_related(text):
            part.kind = BlockKind.RELATED
        elif is_credit(text):
            part.kind = BlockKind.CREDIT
        elif is_notice(text, amid=first < index < last):
            part.kind, part.why = BlockKind.BOILERPLATE, notices.reason(text)


LABEL_OF_PAGE = "a button or a label of the page"


def mark_references(parts: Sequence[Part]) -> None:
    """Find the list of sources or notes at the end, with its heading."""
    run = trailing_notes(parts)
    if len(run) > 1:
        for part in run:
            part.kind, part.why = BlockKind.BOILERPLATE, "notes and references"
    for index in range(len(parts) - 1, 0, -1):
        part = parts[index]
        heads = part.kind is BlockKind.HEADING or (part.kind is None and len(part.text) < LONGEST_LABEL)
        if not heads or not any(
            pattern.match(tidy(part.text)) for pattern, _ in notices.patterns("end heading", "", r"\W*$")
        ):
            continue
        below = [other for other in parts[index + 1 :] if other.kind in {None, BlockKind.HEADING}]
        section = list(itertools.takewhile(lambda other: other.kind is None, below))
        for listed in (below, section):
            notes = [each for each in listed if is_reference(each, certain=listed is section)]
            if listed and len(notes) >= REFERENCES * len(listed):
                for other in (part, *listed):
                    other.kind, other.why = BlockKind.BOILERPLATE, "notes and references"
                break


def is_reference(part: Part, *, certain: bool) -> bool:
    """Whether a part looks like a source or a note; behind a section with more text, an item alone is none."""
    text = tidy(part.text)
    return bool(REFERENCE.match(text) or CITED.search(part.text)) or (part.item and not certain)


def trailing_notes(parts: Sequence[Part]) -> list[Part]:
    """The last parts, where each begins with a number in brackets: [1], [2]."""
    run: list[Part] = []
    for part in reversed(parts):
        if part.kind in {BlockKind.BOILERPLATE, BlockKind.RELATED}:
            continue
        if part.kind is not None or not NUMBERED.match(part.text.lstrip()):
            break
        run.append(part)
    return run if run and NUMBERED_FIRST.match(run[-1].text.lstrip()) else []


NUMBERED = on_demand(r"\[\d{1,3}\]:?\s")
NUMBERED_FIRST = on_demand(r"\[1\]:?\s")
REFERENCE = on_demand(r"(?:\[\w{1,4}\]|\d{1,3}[.)]|[*†‡§^])\s")
CITED = on_demand(
    r"\((?:19|20)\d\d[a-z]?\)|https?://|\bdoi\b|\bp{1,2}\. ?\d|\b\d{1,3}\(\d{1,3}\)|\bisbn\b|,\s(?:19|20)\d\d\.?$",
    re.IGNORECASE,
)
REFERENCES = 0.6
"""Share of what stands below such a heading that must look like a source."""


def mark_end_links(parts: Sequence[Part]) -> None:
    """Find the headlines that follow a heading of links, "Top stories": at the end, and in lines that touch it."""
    tail: list[Part] = []
    for part in reversed(parts):
        text = tidy(part.text[: LONGEST_LINE * 2])
        if part.kind is BlockKind.RELATED and heads_links(text):
            for other in tail:
                other.kind = BlockKind.RELATED
            tail = []
        elif part.kind in {None, BlockKind.HEADING}:
            if ends_with_mark(text) or len(text) > LONGEST_CREDIT:
                break
            tail.append(part)
    listed = False
    for part in parts:
        text = tidy(part.text[: LONGEST_LINE * 2])
        headline = part.kind in {None, BlockKind.HEADING} and not ends_with_mark(text.rstrip("?!"))
        if listed and headline and part.gap == 0 and len(text) <= LONGEST_CREDIT:
            part.kind = BlockKind.RELATED
        listed = part.kind is BlockKind.RELATED and (listed or heads_links(text))


def mark_captions(parts: Sequence[Part]) -> None:
    """Find the captions that stand with a credit: right above or below it, or said again in it."""
    for above, part, below in zip(parts, parts[1:], parts[2:], strict=False):
        if part.kind is None and is_counter(above) and below.kind is not None and len(part.text) <= LONGEST_LINE:
            part.kind = BlockKind.CAPTION
    for index, part in enumerate(parts):
        if part.kind is not BlockKind.CREDIT:
            continue
        for near in (index - 1, index + 1):
            if 0 <= near < len(parts) and parts[near].kind is None and _captions(parts[near], part, after=near > index):
                parts[near].kind = BlockKind.CAPTION


COUNTER = on_demand(r"\W*\d{1,3} ?(?:of|/|von|de|di|sur) ?\d{1,3}\W*")
"""Which picture of a gallery one sees: "1 of 3"."""


def is_counter(part: Part) -> bool:
    """Whether a part counts the pictures of a gallery."""
    return part.kind is BlockKind.BOILERPLATE and bool(COUNTER.fullmatch(tidy(part.text)))


def _captions(part: Part, credit: Part, *, after: bool) -> bool:
    text, other = tidy(part.text), tidy(credit.text)
    if len(text) > LONGEST_LINE:
        return False
    if len(text) > 15 and _alike(text, other.split(" | ")[0]):
        return True
    touching = (part if after else credit).gap == 0
    return touching and not ends_with_mark(text.rstrip("."))


def _alike(text: str, other: str) -> bool:
    """Whether one of two lines begins with most of the words of the other."""
    first, second = (words_of(line.lower()) for line in (text, other))
    shorter = min(len(first), len(second))
    same = next((index for index in range(shorter) if first[index] != second[index]), shorter)
    return shorter >= 3 and same >= 0.7 * shorter


def mark_headings(parts: Sequence[Part]) -> None:
    """Find the headings: lines of their own above a paragraph."""
    for index, part in enumerate(parts[:-1]):
        below = next(
            (other for other in parts[index + 1 : index + 4] if other.kind in {None, BlockKind.QUOTATION}), None
        )
        if (
            part.kind is None
            and part.alone
            and not part.item
            and below is not None
            and could_be_heading(tidy(part.text))
            and not is_standfirst(parts, index)
        ):
            follows = tidy(below.text[: LONGEST_LINE * 2])
            if len(follows) > len(part.text) and (ends_with_mark(follows) or len(follows) > LONGEST_HEADING):
                part.kind = BlockKind.HEADING


STANDFIRST = 9
"""Words of a line below the title from which on it tells what the article is about, and heads no section."""


def is_standfirst(parts: Sequence[Part], index: int) -> bool:
    """Whether a line stands between the title and the text, above the byline or too long to head a section."""
    if not index or any(undecided(part) for part in parts[:index]) or parts[index - 1].kind is BlockKind.BOILERPLATE:
        return False
    below = next((part for part in parts[index + 1 :] if part.kind is not BlockKind.CREDIT), None)
    return len(words_of(parts[index].text)) >= STANDFIRST or (below is not None and below.kind is BlockKind.BYLINE)


def undecided(part: Part) -> bool:
    """Whether a part is a paragraph or heading so far."""
    return part.kind in {None, BlockKind.HEADING}


def mark_strays(parts: Sequence[Part], title: str) -> None:
    """Find headlines of other articles that were copied along with a text and look like headings."""
    headings = [part for part in parts if part.kind is BlockKind.HEADING]
    plain = any(not title_case(tidy(part.text)) for part in headings)
    for part in headings:
        if stray_signs(part, title, among_plain=plain) >= STRAY_AT_LEAST:
            part.kind = BlockKind.RELATED


def stray_signs(part: Part, title: str, *, among_plain: bool) -> int:
    """How much a heading looks like the headline of another article.

    Args:
        part: The heading.
        title: The article's own title.
        among_plain: Whether other headings of the article are not in title case.
    """
    text = tidy(part.text)
    if not title_case(text):
        return 0
    topic = text.split(": ", 1)[0]
    return sum(
        (
            among_plain,
            part.gap >= 2,
            ": " in text and title.startswith(f"{topic}:"),
            len(words_of(text)) >= 8,
            bool(phrases.LOUD.search(text)),
        )
    )


def settle(parts: Iterable[Part]) -> None:
    """Call what no rule has named a paragraph."""
    for part in parts:
        part.kind = part.kind or BlockKind.PARAGRAPH
