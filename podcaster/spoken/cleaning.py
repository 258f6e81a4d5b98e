"""What stands in a text for the eye alone: markup, footnote marks, editor's brackets, invisible characters.

This comes first and works for every language, so that the rules for words see plain words.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING
from unicodedata import normalize

from podcaster.patterns import on_demand
from podcaster.spoken.formulas import FORMULA, plain_formula
from podcaster.spoken.text import Decision

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

NEEDED = on_demand(r"[^A-Za-z0-9 ,.;:?!'“”\"$%()–—-]|  |^ {0,3}-|\(e?s\)")
"""A text without this has nothing to clean."""

INVISIBLE = (
    "\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff"
    "\u0000-\u0008\u000e-\u001f\u007f-\u009f\ud800-\udfff"
)
MARKS = "".join(map(chr, range(0x300, 0x370)))
"""Combining accents."""
TAGS = "a|abbr|b|br|cite|code|del|em|i|ins|mark|p|s|small|span|strong|sub|sup|u"
ENTITIES = (
    r"amp|lt|gt|quot|apos|nbsp|[nm]dash|hellip|[lr][sd]quo|[a-zA-Z]{1,8}(?:acute|grave|uml|circ|tilde|cedil|ring|slash)|"
    r"frac\d\d|times|deg|pound|euro|cent|yen|copy|reg|trade|middot|bull|szlig|[et][nm]sp|thinsp|minus|plusmn|ge|le|ne"
)


def composed(match: re.Match[str]) -> str:
    """The plain letters that stand for decorated or decomposed ones."""
    return normalize("NFKC", match[0])


def entity(match: re.Match[str]) -> str:
    """The character that an HTML entity stands for."""
    return unescape(match[0])


# Name, characters without which it need not be looked for, pattern, and what takes its place: None for what the
# pattern's group holds.
_CLEANING: tuple[tuple[str, str, str, str | Callable[[re.Match[str]], str] | None], ...] = (
    ("invisible characters", "", rf"[{INVISIBLE}]+", ""),
    ("decorated letters", "", r"[\u2160-\u2188\U0001d400-\U0001d7ff\uff01-\uff5e\ufb00-\ufb06]+", composed),
    ("decomposed letters", MARKS, rf"[^\W\d_][{MARKS}]{{1,8}}", composed),
    ("HTML entity", "&", rf"&(?:{ENTITIES}|#\d{{2,6}}|#x[0-9a-fA-F]{{2,5}});", entity),
    ("HTML tag", "<", rf"</?(?:{TAGS})(?: [^<>]{{0,500}})?/?>", ""),
    ("link", "[", r"!?\[([^\[\]\n]{1,300})\]\([^()\s]{1,500}(?: \"[^\"\n]{0,200}\")?\)", None),
    ("editor's remark", "[(", r" ?[\[(](?:sic|citation needed|emphasis (?:added|mine))\.?[\])]", ""),
    (
        "footnote mark",
        "[",
        r"(?<=[^\s\[])\[[a-h]\](?!\w)| ?(?<!\[)\[(?:(?:note )?\d{1,3}(?:(?:, ?|[-–])\d{1,3}){0,9})\](?![\w\]])",
        "",
    ),
    ("raised footnote mark", "⁰¹²³⁴⁵⁶⁷⁸⁹†‡", r"(?:(?<=[a-z]{4})|(?<=[a-z][.,;:!?”\"’)]))[⁰¹²³⁴-⁹]{1,3}(?!\w)|[†‡]", ""),
    ("omission", "[", r"\[ ?(?:\.\.\.|…) ?\]", "…"),
    ("formula", "$", FORMULA, plain_formula),
    ("code", "`", r"`{1,3}([^`\n]{1,500})`{1,3}", None),
    ("strong text", "*_", r"(?<!\w)(?<!\w\*)\*\*(?! )([^*\n]{1,1000})(?<! )\*\*", None),
    ("strong text", "*_", r"(?<!\w)__(?! )([^_\n]{1,1000})(?<! )__(?!\w)", None),
    ("emphasis", "*_", r"(?<![\w*])\*(?![ *])([^*\n]{1,1000})(?<! )\*(?![\w*])", None),
    ("emphasis", "*_", r"(?<![\w/])_(?![ _])([^_\n]{1,1000})(?<! )_(?![\w/])", None),
    ("deleted text", "~", r"~~([^~\n]{1,1000})~~", None),
    ("mark of a heading or list", "#-*+•▪‣◦·>", r"(?m)^ {0,3}(?:#{1,6}(?! \d+ [a-z])|[-*+•▪‣◦·>]) (?=\S)", ""),
    ("index in brackets", "[", r"(?<=\w)\[{1,2}(?=\d)", " "),
    ("editor's brackets", "[]", r"[\[\]]", ""),
    ("plural in brackets", "(", r"(?<=[a-z])\((e?s)\)", None),
    ("apostrophe", "’ʼ＇", r"(?<=\w)[’ʼ＇](?=\w)", "'"),
    ("space", "", r"[^\S\n]{2,}|[^\S\n ]", " "),
)
UNHEARD = frozenset({"invisible characters", "decomposed letters", "apostrophe", "space"})
CLEANING = tuple((name, frozenset(needed), on_demand(pattern), put) for name, needed, pattern, put in _CLEANING)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text without what is for the eye alone."""

    text: str
    """What is left, on which the rules work."""
    origin: list[int] | None
    """The offset in the original of each character and of the end; None when the two texts are the same."""
    decisions: tuple[Decision, ...] = ()
    """What was dropped or put in another form. Characters that have no sound and spaces are not told."""


def clean(text: str) -> Cleaned:
    """Drop what is not for the ear."""
    if not NEEDED.search(text):
        return Cleaned(text, None)
    original = text
    origin: list[int] | None = None
    decisions: list[Decision] = []
    present = set(text)
    for name, needed, pattern, put in CLEANING:
        if (not needed or not needed.isdisjoint(present)) and pattern.search(text):
            text, origin, found = _replace(text, origin or list(range(len(text) + 1)), pattern, put)
            present = set(text)
            if name not in UNHEARD:
                decisions += [
                    Decision(name, original[start:end], said.strip(), "markup, for the eye alone", start, end)
                    for start, end, said in found
                ]
    return Cleaned(text, origin, tuple(decisions))


def _replace(
    text: str, origin: list[int], pattern: re.Pattern[str], put: str | Callable[[re.Match[str]], str] | None
) -> tuple[str, list[int], list[tuple[int, int, str]]]:
    """Put ``put`` in the place of every match, and keep track of where each character came from.

    Returns:
        The text, its characters' offsets in the original, and what was put where in the original.
    """
    parts: list[str] = []
    offsets: list[int] = []
    found: list[tuple[int, int, str]] = []
    done = 0
    for match in pattern.finditer(text):
        start, end = match.span()
        parts.append(text[done:start])
        offsets += origin[done:start]
        if put is None:
            new = match[1]
            offsets += origin[match.start(1) : match.end(1)]
        else:
            new = put if isinstance(put, str) else put(match)
            offsets += [origin[start]] * len(new)
        parts.append(new)
        found.append((origin[start], origin[end], new))
        done = end
    return "".join([*parts, text[done:]]), offsets + origin[done:], found
