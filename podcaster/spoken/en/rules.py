"""The rules of English, in the order in which they are tried at a place. The first one that has words for it wins.

To teach the program a new form, add a rule to the module of its subject; where the order matters, see here.
Word lists are in ``data/``; the golden tables in ``tests/data/spoken/`` show what each form becomes.
"""

from __future__ import annotations

from functools import cache

from podcaster.patterns import on_demand
from podcaster.spoken.en import (
    abbreviations,
    amounts,
    calendar,
    capitals,
    codes,
    letters,
    measures,
    money,
    roman,
    signs,
    small,
    web,
)
from podcaster.spoken.en.context import Context
from podcaster.spoken.pauses import MARKUP, PAUSES
from podcaster.spoken.rule import Grammar, Rule, by_start
from podcaster.spoken.words import table

ENGLISH: tuple[Rule, ...] = (
    *web.RULES,  # an address is one thing, whatever stands in it
    *codes.RULES,
    *small.RULES,
    *signs.RANGES,
    *calendar.RULES,
    *amounts.TELEPHONE,
    *money.RULES,
    *measures.RULES,
    *amounts.RULES,
    *letters.JOINED,
    *abbreviations.RULES,
    *roman.RULES,
    *capitals.RULES,
    *letters.RULES,
    *PAUSES,
    *amounts.LAST,
    *signs.SAID,
    *MARKUP,
)

SCAN = on_demand(
    r"(?P<digit>\d)"
    r"|(?P<letter>(?<![^\W_])(?:_{0,3}[A-Z]|_{1,3}[a-z]|(?:vs|aka|mph|kph|mpg|tl;dr)\b|v (?=[A-Z])|"
    rf"{small.SCAN}|"
    r"(?:x?i{1,3}|x?vi{0,3}|x?iv|x?ix|x)\b(?=[ ,.;)]|$)|(?:gov't|int'l|nat'l|dep't)\b|"
    r"(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6} \d|"
    r"(?:mon|tues?|wed|thurs?|fri|sat|sun)\. \d|"
    r"[a-z](?=[a-z'’;-]{0,40}(?:[./@&+#_*A-Z\d₂]|://))))"
    r"|(?P<sign>(?:(?<=[\d½¼¾])|(?<=\d[spx%°'.])|(?<=[Nn]oon)|(?<=[Mm]idnight)|(?<=\d(?:st|nd|rd|"
    r"th)))[-–—~](?=[$£€¥₹]?\.?\d)|(?<=[a-z.])[-–](?=noon|midnight|"
    r"[JFMASOND][a-z]{2})|"
    r"(?<![Α-Ωα-ω])[Α-Ωα-ω](?!\w)|[ΔδΣ](?=[A-Za-z](?!\w))|[⁰⁴-⁻]"
    r"| ?(?:[—―⸺⸻–…(&=<>≤≥≠×÷−→⇒↔≈]|\+(?!\d))|[^\w\s,;:!?\"“”'’‘.\-]|"
    r"[\u00b2\u00b3\u00bc-\u00be\u2080-\u2089\u2150-\u215e_]| ?\.\.| ?(?:\. ){2}|\.\d"
    r"|(?<!\w)\.(?=(?:NET|com|org|net|edu|gov|mp[34]|txt|pdf|jpe?g|png|gif|zip|csv|py)\b)|['’‘]\d| ?--| [-–] |"
    r" ?[-–]$|(?<!\w)-|-(?!\w)|[:;]-?[()DPp/|'])"
)
"""Where a rule may apply. Lower-case words with nothing special about them are passed over without a stop."""

FIRST = on_demand(r"[^\W\d_]+")
PLAIN = on_demand(r"[A-Z][a-z]+(?=[ ,;:!?\"”)\n]|\.?$|\. [A-Z])(?! ?&)")
"""A word with a capital that no rule is for, unless it is in the word lists."""


@cache
def known_words() -> frozenset[str]:
    """First words of the entries of the word lists that begin with a capital."""
    lists = table("abbreviations")
    forms = [form for kind in lists.values() for word in kind for form in (word, word[0].upper() + word[1:])]
    forms += [
        *codes.BOOKS,
        *codes.BOOKS.values(),
        *calendar.MONTHS,
        *table("units")["currencies"],
        *table("acronyms")["mixed"],
    ]
    return frozenset(first[0] for form in forms if (first := FIRST.match(form)))


def skip(text: str, position: int) -> int:
    """The end of a plain word with a capital; the place itself where rules have to look."""
    plain = PLAIN.match(text, position)
    return plain.end() if plain and plain[0] not in known_words() else position


GRAMMAR = Grammar(SCAN, by_start(ENGLISH), Context, skip)
