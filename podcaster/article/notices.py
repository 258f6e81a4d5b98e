"""What stands around articles, told by its words. The words are data, in ``data/notices.txt``.

An entry there is evidence, not a verdict: a full sentence between other paragraphs stays unless a second sign says that
the site is speaking (``speaks_for_site``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from podcaster.patterns import on_demand
from podcaster.sentences import CLOSING, STOPS, split_sentences

DATA = Path(__file__).with_name("data")
SECTION = on_demand(r"\[(?P<kind>[a-z][A-Za-z0-9 ]*)\]\s*(?P<why>.*)")
LET = "let "
LONGEST_NOTICE = 640
"""Characters; what is longer is prose, and no rule looks at it."""
SENTENCE_WORDS = 8
"""Words from which on a line that ends as a sentence does is one of prose, and needs a second sign to be a notice."""
UNSPACED_STOPS = ("。", "！", "？", "．")
"""How a sentence ends in scripts that have no spaces between words."""
UNSPACED = 2
"""Letters of a word in them."""
CONSENT_WORDS = 3
"""Different words of a notice about cookies that make one, where its voice is heard too."""
CONSENT_SHARE = 0.05
"""Share of such words in a text at least: an article about cookies has fewer."""


@dataclass(frozen=True, slots=True)
class NoticeFamily:
    """A family of lines."""

    kind: str
    """What its lines are: "notice", "pointer", ..."""
    why: str
    """The reason for leaving such a line out, as it is shown."""
    entries: tuple[str, ...]
    """Regular expressions, names put in."""

    def pattern(self, before: str = r"[\W_]*", behind: str = "") -> re.Pattern[str]:
        """Any of its entries, behind and before what is given."""
        return on_demand(f"{before}(?:{'|'.join(self.entries)}){behind}", re.IGNORECASE)


@cache
def sections(file: str = "notices.txt") -> tuple[NoticeFamily, ...]:
    """All families of a data file, in its order.

    Raises:
        ValueError: The file names a list that it does not have, or has an entry before any section.
    """
    text = (DATA / file).read_text("utf-8")
    lists: dict[str, str] = {}
    found: list[tuple[str, str, list[str]]] = []
    for line in text.splitlines():
        if not line.strip() or line.startswith("# ") or line == "#":
            continue
        if head := SECTION.fullmatch(line):
            found.append((head["kind"], head["why"], []))
        else:
            found[-1][2].append(re.sub(r"%(\w+)%", lambda name: lists[name[1]], line))
            if found[-1][0].startswith(LET):
                lists[found[-1][0].removeprefix(LET)] = f"(?:{'|'.join(found[-1][2])})"
    return tuple(NoticeFamily(kind, why, tuple(entries)) for kind, why, entries in found)


def list_named(name: str) -> str:
    """A named list, as a group of a regular expression."""
    return next(f"(?:{'|'.join(each.entries)})" for each in sections() if each.kind == LET + name)


@cache
def entries(kind: str, file: str = "notices.txt") -> tuple[str, ...]:
    """The entries of all sections of a kind."""
    return tuple(entry for each in sections(file) if each.kind == kind for entry in each.entries)


def anywhere(kind: str) -> re.Pattern[str]:
    """Any entry of a kind, wherever it stands in a line."""
    return on_demand(lambda: "|".join(entries(kind)), re.IGNORECASE)


SITE_VOICE, REPORTED, TO_READERS = anywhere("site voice"), anywhere("reported"), anywhere("to readers")
HAPPENED = on_demand(r"\b(?:was|were|had)\b", re.IGNORECASE)


@cache
def patterns(kind: str, before: str = r"[\W_]*", behind: str = "") -> tuple[tuple[re.Pattern[str], str], ...]:
    """The patterns of all sections of a kind, with their reasons."""
    return tuple((each.pattern(before, behind), each.why) for each in sections() if each.kind == kind)


def quotes_somebody(text: str) -> bool:
    """Whether a line begins with words in marks that it gives to somebody: "“You try getting it,” she said"."""
    return text[:1] in QUOTES and bool(REPORTED.search(text))


QUOTES = frozenset("\"“”„«‘'")


def reason(text: str) -> str:
    """The reason for leaving out a line that is a notice; empty when no entry knows it."""
    if why := find("notice", text) or find("sender", text) or find("author", text):
        return why
    if asks_consent(text):
        return "a notice about cookies or consent"
    return "an offer to subscribe" if sells(text) else ""


def find(kind: str, text: str) -> str:
    """The reason why a line is of a kind; empty when it is not."""
    return next((why for pattern, why in patterns(kind) if pattern.match(text)), "")


def speaks_for_site(text: str) -> bool:
    """Whether a line has a second sign of a notice: the site speaks of itself or to its readers, and reports nobody."""
    return bool(SITE_VOICE.search(text)) and not REPORTED.search(text) and not is_told(text)


def is_told(text: str) -> bool:
    """Whether a line tells what happened, without a word to the reader or about the site: "Sign-up sheets were ..."."""
    return bool(HAPPENED.search(text)) and not TO_READERS.search(text)


def is_full_sentence(text: str) -> bool:
    """Whether a line is a sentence of prose and not a label, a button or a headline."""
    bare = text.rstrip(f"{CLOSING}* ")
    words = len(text) // UNSPACED if bare.endswith(UNSPACED_STOPS) else len(text.split())
    return bare.endswith(tuple(STOPS)) and words >= SENTENCE_WORDS


@cache
def offer_patterns() -> tuple[re.Pattern[str], ...]:
    """What offers to subscribe are about, what else they say, and the voice they speak with."""
    edge = r"(?:(?<=\W)|^)"
    kinds = (("offer", edge, r"(?!\w)"), ("offer beside", edge, r"(?!\w)"), ("offer voice", "", ""))
    return tuple(patterns(kind, before, behind)[0][0] for kind, before, behind in kinds)


LONGEST_OFFER = 200
"""Characters of a line that sells the rest of an article."""


def sells(text: str) -> bool:
    """Whether a line offers its reader the rest for money or an account: every sentence is about that, one asks for it.

    Two different words of such offers must stand in it, and the site must speak; in a full sentence also of itself.
    """
    if not 8 <= len(text) <= LONGEST_OFFER or text[:1] in '“"„«' or REPORTED.search(text) or is_told(text):
        return False
    about, beside, voice = offer_patterns()
    found = {match.lower() for match in about.findall(text)}
    if not found or len(found) + len({match.lower() for match in beside.findall(text)}) < OFFER_WORDS:
        return False
    if is_full_sentence(text) and not SITE_VOICE.search(text):
        return False
    sentences = split_sentences(text)
    return any(voice.search(each) for each in sentences) and all(
        about.search(each) or beside.search(each) for each in sentences
    )


OFFER_WORDS = 2
"""Different words of an offer that make one."""


@cache
def consent_pattern() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The words of notices about cookies, and the voice they speak with."""
    return patterns("consent", r"\b", r"\b")[0][0], patterns("consent voice", r"\b", r"\b")[0][0]


def asks_consent(text: str) -> bool:
    """Whether a text asks for consent to cookies, tracking or content from elsewhere."""
    if not 20 <= len(text) <= LONGEST_NOTICE * 4 or text[:1] in '“"„«':
        return False
    words, voice = consent_pattern()
    found = [match.lower() for match in words.findall(text)]
    if len(set(found)) < CONSENT_WORDS or len(found) < CONSENT_SHARE * len(text.split()):
        return False
    return bool(voice.search(text)) and not REPORTED.search(text)
