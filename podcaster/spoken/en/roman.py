"""Roman numerals, where the words before them tell that they are numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.spoken.numerals import value
from podcaster.spoken.rule import Said, rule
from podcaster.spoken.words import listed

if TYPE_CHECKING:
    from podcaster.spoken.en.context import Context

NUMERAL = r"(?=[IVXLCDM])(?:M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3}))"
LAST_RULER = 40
"""No ruler has a higher rank; a higher numeral after a name is something else."""
SURE = frozenset("II III IV VI VII VIII IX XI XII XIII XIV XV XVI XVII XVIII XIX".split())  # noqa: SIM905
"""Numerals that are no other word or usual acronym, and so are numbers after any name."""
LETTERS = frozenset("CDLM")
"""Letters that name a class or a grade rather than fifty or more."""
GENERATIONS = frozenset({"II", "III", "IV"})

WORD_BEFORE = on_demand(
    r"([A-Z][\w'’]*|\b(?:vol|volume|ch|chap|chapter|pt|part|sec|section|art|article|act|scene|book|phase|stage|"
    r"type|class|level|grade|fig|figure|table|appendix|annex|tier|category|title|round|mark|plate|column|no)s?)\.? $"
)
LIST_BEFORE = on_demand(
    r"\b(?:Wars?|Chapters?|Parts?|Volumes?|Books?|Acts?|Sections?|Articles?|Titles?|Phases?|Types?|(?:Vol|Ch|Pt)s?\.) "
    r"[IVX]{1,5}(?:, [IVX]{1,5})*,? (?:and|or|to|through|&) $"
)
"""A list of numerals behind what they count: World Wars I and II."""
FULL_NAME_BEFORE = on_demand(r"\b[A-Z][\w'’-]+ (?:[A-Z]\.? |de |von |van )?[A-Z][\w'’-]+,? $")
TITLE_BEFORE = on_demand(r"\b(?:King|Queen|Pope|Emperor|Empress|Tsar|Czar|Kaiser|Prince|Sultan|Saint)(?: [A-Z]\w+)+ $")
RANKED = (
    r" (?:(?:Winter|Summer|Olympic|Paralympic|Party|World|General) ){0,2}"
    r"(?:century|centuries|Century|Olympiad|Olympics?|"
    r"Games|Congress|Dynasty|dynasty|Corps|legion|Legion)\b"
)
FIRST_OF_KIND = on_demand(
    r"$|[,.;:)–-]| (?:and|or|to|through|&) [IV]{2,3}\b| (?:errors?|diabetes|trials?|stud(?:y|ies)|railroads?|collagen|"
    r"clinical|device|drugs?|recall|licen[cs]e|supernovae?|of the)\b"
)
"""What follows "I" where it is a number after a word without a capital; else it is the pronoun: "the part I like"."""
SMALL_BEFORE = on_demand(
    r"\b(?:[Ss]cene|[Pp]age|p\.|pp\.|[Cc]hapter|[Ll]ine|[Aa]ct|[Pp]art|[Cc]lause|[Ss]ection|[Ii]tem) $"
)
SUBJECT = on_demand(
    r" (?:am|was|have|had|will|would|think|thought|do|did|know|knew|can|could|may|might|should|must|said|saw|met|"
    r"love|loved|want|wanted|"
    r"need|needed|believe|hope|feel|felt|mean|never|always|also|just|really|\w+ed)\b|['’]"
)
"""What follows the pronoun "I"."""


def say_numeral(match: re.Match[str], context: Context) -> str | None:
    """World War II is "two", Louis XIV "the fourteenth", Chapter IV "four"; Malcolm X stays."""
    numeral, ending = match[1], match[2] or ""
    before = context.before(match.start())
    word = WORD_BEFORE.search(before)
    if not word:
        return say_alone(numeral, context.after(match.end()), context)
    pronoun = numeral == "I" and is_pronoun(word[1], before, context.after(match.end()))
    kind = word[1].capitalize()
    if not listed("names", "counted").isdisjoint({kind, kind.removesuffix("s"), word[1]}):
        return None if pronoun or numeral in LETTERS else context.cardinal(value(numeral)) + ending
    if word[1] in listed("names", "rulers") and value(numeral) <= LAST_RULER and (word[1], numeral) != ("Malcolm", "X"):
        if pronoun and not TITLE_BEFORE.search(before):
            return None
        return f"the {context.ordinal(value(numeral))}{ending}"
    if numeral in GENERATIONS and FULL_NAME_BEFORE.search(before):
        return f"the {context.ordinal(value(numeral))}{ending}"
    return (
        context.cardinal(value(numeral)) + ending
        if numeral in SURE
        else say_alone(numeral, context.after(match.end()), context)
    )


def say_listed(match: re.Match[str], context: Context) -> str | None:
    """World Wars I and II: a numeral behind one that is a number."""
    return context.cardinal(value(match[1])) if LIST_BEFORE.search(context.before(match.start())) else None


def is_pronoun(word: str, before: str, after: str) -> bool:
    """Whether an I after a word is the pronoun."""
    if word.islower():
        return not FIRST_OF_KIND.match(after)
    return not before.endswith("World War ") and bool(SUBJECT.match(after))


def say_alone(numeral: str, after: str, context: Context) -> str | None:
    """A numeral with no name before it, where it cannot be an acronym: XIV, MMXXIV, the XXI century."""
    if len(numeral) > 1 and re.match(RANKED, after):
        return Said(context.ordinal(value(numeral)), "a rank: before a century or a meeting")
    if len(numeral) < 3 or (numeral not in SURE and len(numeral) < 4):
        return None
    return context.year(str(value(numeral))) if 1000 < value(numeral) < 2100 else context.cardinal(value(numeral))


def say_small(match: re.Match[str], context: Context) -> str | None:
    """Scene ii, page iv: small numerals after what they count."""
    if not SMALL_BEFORE.search(context.before(match.start())):
        return None
    return context.cardinal(value(match[1].upper()))


RULES = (
    rule(
        "small Roman numeral", "letter", r"(i{1,3}|iv|vi{0,3}|ix|xi{0,3}|xiv|xvi{0,3}|xix)(?![\w'’-]|\.\w)", say_small
    ),
    rule("Roman numeral of a list", "letter", rf"({NUMERAL})(?![\w'’-])", say_listed),
    rule("Roman numeral", "letter", rf"({NUMERAL})(['’]s)?(?![\w'’]|\.[A-Z]|-[A-Z]|(?<=\b[A-Z])-)", say_numeral),
)
