"""What the parts of a web page's article are, told by their words, their links and their places."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from typing import TYPE_CHECKING

from podcaster.article import bylines, notices, shape
from podcaster.article.authors import split_names
from podcaster.article.language import ENGLISH
from podcaster.article.parts import Facts, Part, letters, tidy
from podcaster.article.shape import undecided
from podcaster.model import BlockKind
from podcaster.patterns import on_demand
from podcaster.sentences import split_sentences

if TYPE_CHECKING:
    from collections.abc import Callable

LINKED = 0.8
"""Share of links from which on a short part is a link and not a sentence with one."""
LONGEST_NAME = 12
"""Characters; shorter items are names and numbers, of menus too."""
LONGEST_LABEL = 60
"""Characters; a line above the text that is no sentence and no longer is the name of a section or the like."""
TAIL_PARTS = 6
"""Notes about the author stand among so many last parts."""
PULL_QUOTE = range(40, 320)
"""Letters; shorter ones are said twice by chance, longer ones are paragraphs."""
SHORT_PULL = 15
"""Letters of a paragraph in quotation marks from which on it is a pull quote when it stands inside another one too."""
PULLED = 0.7
"""Share of a block quote's runs of words that the text has too, from which on it is a pull quote: editors shorten."""
ABOUT = r"\s+(?:is|was|has|writes|covers|reports|joined|works|serves|teaches|edits|can be|lives|reported|contributed)\b"
"""How a note about an author goes on after the name."""


def name_parts(parts: list[Part], facts: Facts) -> None:
    """Name every part, by these rules in this order."""
    rules: tuple[Callable[[list[Part]], None], ...] = (
        lambda listed: bylines.mark_head(listed, facts),
        lambda listed: mark_title(listed, facts.title),
        lambda listed: mark_authors(listed, facts.byline),
        mark_links,
        mark_list_headings,
        shape.mark_notices,
        shape.mark_captions,
        shape.mark_references,
        mark_repeats,
        lambda listed: mark_labels(listed, facts),
        mark_tail,
        mark_empty_headings,
        shape.settle,
    )
    for rule in rules:
        rule(parts)


def mark_title(parts: list[Part], title: str) -> None:
    """The title said again above the text."""
    wanted = letters(title)
    for part in parts[: shape.HEAD_PARTS]:
        words = letters(part.text[: len(title) * 2 + 80])
        if wanted and words and undecided(part) and (words == wanted or (len(words) > 30 and wanted.startswith(words))):
            part.kind = BlockKind.TITLE


def mark_authors(parts: list[Part], byline: str) -> None:
    """The authors' names alone, above or below the text, and the notes about them at its end."""
    wanted = {letters(name) for name in split_names(byline)}
    for part in (*parts[: shape.HEAD_PARTS], *parts[-TAIL_PARTS:]):
        bare = re.sub(r"^\s*by\b", "", part.text[:100], flags=re.IGNORECASE)
        if undecided(part) and len(part.text) < 100 and letters(bare) in wanted:
            part.kind = BlockKind.BYLINE
    mark_notes(parts, byline)


def mark_notes(parts: list[Part], byline: str) -> None:
    """The notes about the authors at the end: who they are, and where they reported from."""
    names = split_names(byline)
    whole, last = ("|".join(map(re.escape, each)) for each in (names, [name.split()[-1] for name in names]))
    notes = re.compile(rf"(?:{whole}){ABOUT}|(?:{last})\s+(?:reported|contributed)\b") if names else None
    mark_stranger(parts)
    for part in parts[-TAIL_PARTS:]:
        text = tidy(part.text[: shape.LONGEST_LINE * 2])
        about = (notes and notes.match(text)) or (notices.find("author", text) and is_last_word(parts, part, text))
        if about and undecided(part) and "“" not in text and '"' not in text:
            part.kind, part.why = BlockKind.BOILERPLATE, "a note about the author"


def mark_stranger(parts: list[Part]) -> None:
    """The last paragraph, where it says what somebody writes or is whom the text has not named before."""
    place = next((index for index in range(len(parts) - 1, 0, -1) if undecided(parts[index])), 0)
    found = STRANGER.match(tidy(parts[place].text[: shape.LONGEST_LINE * 2])) if place else None
    if found is None or len(parts[place].text) >= shape.LONGEST_LINE or SPEECH.search(parts[place].text):
        return
    if not any(found["last"] in part.text for part in parts[:place] if undecided(part)):
        parts[place].kind, parts[place].why = BlockKind.BOILERPLATE, "a note about the author"


SPEECH = on_demand(r"[,.?!][”\"’']\s+\S")
"""Where somebody's words end, and it goes on: no note about an author quotes anybody."""
STRANGER = on_demand(
    r"[A-Z][\w’'-]+(?: [A-Z]\.)?(?: [A-Z][\w’'-]+)? (?P<last>[A-Z][\w’'-]+)(?:, [^,]{3,60},)? "
    r"(?:writes (?:about|for|on|a|the)|reports (?:on|for|from)|covers|edits|teaches|lectures|blogs|"
    r"is (?:an?|the) (?:[\w’'-]+ ){0,4}?(?:writer|reporter|journalist|editor|author|columnist|correspondent|critic|"
    r"freelancer|novelist|historian|professor|lecturer|fellow|contributor|poet|essayist)\b)"
)
"""How a note about an author begins, in the present: "Ines Roth reports on small towns ..."."""


def is_last_word(parts: list[Part], part: Part, text: str) -> bool:
    """Whether a line is no sentence of the article: it is none, the site's voice, or hardly any prose follows."""
    if not notices.is_full_sentence(text) or notices.speaks_for_site(text):
        return True
    place = next(index for index, other in enumerate(parts) if other is part)
    return sum(undecided(other) and notices.is_full_sentence(tidy(other.text)) for other in parts[place + 1 :]) < 2


def mark_links(parts: list[Part]) -> None:
    """Short parts that are one link, and the items of lists of links: articles to read next."""
    for part, below in itertools.zip_longest(parts, parts[1:]):
        if not undecided(part) or part.linked < LINKED or len(part.text) > shape.LONGEST_LINE:
            continue
        text = tidy(part.text)
        # A heading that is a link has its text below it, in a list of products say; or nothing, among links.
        lonely = part.kind is None or below is None or below.kind is BlockKind.HEADING or below.linked >= LINKED
        headline = part.linked > 0.95 and not shape.ends_with_mark(text.rstrip("?!")) and len(text) > 15
        if (part.item and not among_plain_items(parts, part)) or (headline and lonely and not part.item):
            part.kind = BlockKind.RELATED


def among_plain_items(parts: list[Part], part: Part) -> bool:
    """Whether an item that is a link stands right beside items of the same list that are none."""
    place = next(index for index, other in enumerate(parts) if other is part)
    beside = [other for other in parts[max(0, place - 1) : place + 2] if other is not part and other.item]
    return bool(beside) and all(other.linked < LINKED / 2 and len(other.text) > LONGEST_NAME for other in beside)


def mark_list_headings(parts: list[Part]) -> None:
    """The headings above lists of links, and those that are notices."""
    for part in parts:
        text = tidy(part.text[: shape.LONGEST_LINE])
        if part.kind is BlockKind.HEADING and (shape.heads_links(text) or shape.is_notice(text)):
            part.kind = BlockKind.RELATED
    beside: Part | None = None
    for part in parts:
        text = tidy(part.text[: shape.LONGEST_LINE])
        if part.item and undecided(part) and beside is not None and not shape.ends_with_mark(text):
            part.kind = BlockKind.RELATED
        beside = part if part.kind is BlockKind.RELATED and (part.item or shape.heads_links(text)) else None


def mark_repeats(parts: list[Part]) -> None:
    """What is said twice: paragraphs that a page holds in two places, and pull quotes."""
    prose = [part for part in parts if part.kind in {None, BlockKind.QUOTATION}]
    counts = Counter(run for part in prose for run in runs(part.text))  # of how many parts each is part
    seen: set[str] = set()
    whole = "\n".join(letters(part.text) for part in prose)
    for part in prose:
        said = letters(part.text)
        if len(said) < PULL_QUOTE.start:
            if len(said) >= SHORT_PULL and part.text.strip()[:1] in shape.OPENING and whole.count(said) > 1:
                part.kind, part.why = BlockKind.BOILERPLATE, "said twice"
            continue
        mine = runs(part.text)
        repeated = sum(counts[run] > 1 for run in mine)
        lent = len(said) in PULL_QUOTE and repeated >= (PULLED if part.kind is BlockKind.QUOTATION else 1.0) * len(mine)
        if said in seen or (lent and mine):
            part.kind, part.why = BlockKind.BOILERPLATE, "said twice"
            counts.subtract(mine)
        else:
            seen.add(said)


def runs(text: str) -> set[tuple[str, ...]]:
    """Every four words in a row, in small letters."""
    words = [word.lower() for word in shape.words_of(text)]
    return set(zip(words, words[1:], words[2:], words[3:], strict=False))


def mark_labels(parts: list[Part], facts: Facts) -> None:
    """What stands above the first paragraph and is none: names of sections, "3 hours ago"; or a title told nowhere."""
    untitled = not facts.title and not any(part.kind is BlockKind.TITLE for part in parts)
    for part in parts:
        text = tidy(part.text)
        if untitled and undecided(part) and not part.item and TITLE_LETTERS <= len(text) <= shape.LONGEST_HEADING:
            untitled = False
            if not shape.ends_with_mark(text):
                part.kind, facts.title = BlockKind.TITLE, text
                continue
        if part.kind is None:
            if part.item or len(text) > LONGEST_LABEL or shape.ends_with_mark(text):
                return
            part.kind, part.why = BlockKind.BOILERPLATE, "a label above the text"


TITLE_LETTERS = 4
"""Characters of a title at least."""


def mark_tail(parts: list[Part]) -> None:
    """What follows the last paragraph and is none: names of sections, tags, headlines, one after the other."""
    last = next((part for part in reversed(parts) if undecided(part)), None)
    for part in reversed(parts):
        text = tidy(part.text)
        if part.kind is BlockKind.QUOTATION:
            return
        if not undecided(part):
            continue
        if len(text) > shape.LONGEST_HEADING or shape.ends_with_mark(text) or (part.item and not part.linked):
            return
        if part is last and part.kind is None and reads_on(text) and not part.linked:
            return
        part.kind, part.why = BlockKind.BOILERPLATE, "a label below the text"


def reads_on(text: str) -> bool:
    """Whether a line without a full stop is a sentence all the same: long, in small letters, full of small words."""
    words = shape.words_of(text)
    if text[:1].isupper() and not shape.title_case(text):
        both = itertools.pairwise(split_sentences(text))
        if any(GOES_ON.match(other) and not NUMBERED.search(one) for one, other in both):
            return True
    if len(words) >= SHORT_LINE and AUXILIARY.search(text) and not shape.title_case(text):
        return True
    small = sum(word.lower() in ENGLISH for word in words)
    return len(words) >= FULL_LINE and not shape.title_case(text) and small >= SMALL_WORDS * len(words)


GOES_ON = on_demand(r"[A-Z“][^.|]*[a-z] [a-z]")
"""A sentence that goes on in small letters."""
NUMBERED = on_demand(r"\d\W*$")
"""What numbers a heading: "Part 2. What comes next"."""
SHORT_LINE = 4
"""Words of a last line without a full stop at least, where one of them is a verb that headlines leave out."""
AUXILIARY = on_demand(r"\b(?:will|would|was|were|had|has been|have been|could|should|did|does)\b")
FULL_LINE = 8
"""Words from which on a last line without a full stop may be a sentence."""
SMALL_WORDS = 0.3
"""Share of the most frequent words in it at least; headlines leave them out."""


def mark_empty_headings(parts: list[Part]) -> None:
    """Headings above nothing that is read: above links, or above nothing at all."""
    empty = True
    for part in reversed(parts):
        if part.kind is BlockKind.HEADING:
            part.kind = BlockKind.RELATED if empty else BlockKind.HEADING
        elif part.kind in {None, BlockKind.QUOTATION}:
            empty = False
        elif part.kind is BlockKind.RELATED and part.item:
            empty = True
