"""Words in capitals: acronyms said as a word, acronyms spelled, and words in capitals for emphasis."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.spoken.rule import Said, rule
from podcaster.spoken.words import common, listed

if TYPE_CHECKING:
    from podcaster.spoken.en.context import Context

WORD_LENGTH = 4
"""Unknown capitals this long are said as a word when they can be; shorter ones are spelled."""
SPELLED_LENGTH = 6
"""Unknown capitals longer than this are left to the engine when they cannot be said as a word."""

ONSET = (
    "(?:[BCDFGHJKLMNPRSTVWZ]|BL|BR|CH|CL|CR|DR|FL|FR|GL|GR|KR|PH|PL|PR|QU|SC|SCR|SH|SK|SL|SM|SN|SP|SPR|ST|STR|"
    "SW|TH|TR|TW|WH|WR)?"
)
CODA = (
    "(?:[BCDFGKLMNPRSTVXYZ]|CK|CT|FT|GHT|LD|LF|LK|LL|LP|LT|MB|MP|ND|NG|NK|NT|PT|RB|RD|RG|RK|RL|RM|RN|RP|RS|RT|SH|"
    "SK|SP|SS|ST|TH|TS|"
    "NS|LS|KS|PS|CH|TCH|DGE|NCH|RCH)?"
)
VOWEL = "(?:AI|AU|AY|EA|EE|EI|EU|EY|IA|IE|IO|OA|OI|OO|OU|OW|UE|UI|[AEIOUY])"
PRONOUNCEABLE = on_demand(rf"{ONSET}{VOWEL}(?:{CODA}{ONSET}{VOWEL}){{0,6}}{CODA}$")
"""Letters that English syllables can be made of."""

RUN_BEFORE = on_demand(r"(?:\b[A-Z'’]{1,20}[,;:]? ){1,3}$")
RUN_AFTER = on_demand(r"(?:[,;:]? [A-Z'’]{1,20}\b(?![a-z])){1,3}")


def is_listed(word: str) -> bool:
    """Whether capitals are an acronym of the lists."""
    return word in listed("acronyms", "said") or word in listed("acronyms", "spelled")


def is_spelled(word: str) -> bool:
    """Whether capitals are spelled, by the lists or by their look."""
    if is_listed(word):
        return word in listed("acronyms", "spelled")
    return len(word) < WORD_LENGTH or not PRONOUNCEABLE.match(word) or (len(word) == WORD_LENGTH and is_harsh(word))


def is_harsh(word: str) -> bool:
    """Whether two consonants in the middle do not go together, so that nobody would say it as a word: ODNI."""
    return bool(re.fullmatch(r"[AEIOU]([BDFGPTVZ])(?!\1)[BDFGKMNPVZ][AEIOUY]", word))


def is_plain(word: str) -> bool:
    """Whether capitals are surely an English word, and no acronym."""
    if word in listed("acronyms", "ambiguous") or is_listed(word):
        return False
    return word.lower() in common() or "'" in word or "’" in word


def is_shouted(match: re.Match[str], context: Context) -> bool:
    """Whether a word in capitals stands among plain words in capitals: emphasis, not an acronym."""
    before, after = RUN_BEFORE.search(context.before(match.start())), RUN_AFTER.match(context.after(match.end()))
    around = re.findall(r"[A-Z][A-Z'’]+", f"{before[0] if before else ''} {after[0] if after else ''}")
    return any(is_plain(word) for word in around)


COUNTRIES = frozenset({"US"})
"""Countries that are a word too."""
COUNTRY_BEFORE = on_demand(r"\b(?:THE|IN|ACROSS|OUTSIDE|INSIDE|ENTIRE|ANTI|PRO|AND|,) $|(?:^|[.:;!?–—] ?)[\"“‘]?$")
COUNTRY_AFTER = on_demand(
    r"[-–](?:[A-Z])| (?:AND (?:UK|EU|CHINA|RUSSIA|IRAN|CANADA|MEXICO|ISRAEL|INDIA|JAPAN|ALLIES)|ARMY|NAVY|TROOPS|"
    r"SENATE|CONGRESS|"
    r"PRESIDENT|HOUSE|OFFICIALS?|DOLLAR|STOCKS?|MARKETS?|ECONOMY|GOVERNMENT|MILITARY|COURTS?|JUDGES?|ELECTIONS?|BORDER|"
    r"OPEN|TREASURY|STATES?|CITIES|AMBASSADOR|ENVOY|FIRMS?|TARIFFS?|SANCTIONS|CITIZENS?|STRIKES|SOLDIERS?|FORCES)\b"
)


def is_country(match: re.Match[str], context: Context) -> bool:
    """Whether US is the country among words in capitals: "THE US TELLS", "US SENATE"; not in "GIVE US MORE"."""
    before, after = context.before(match.start()), context.after(match.end())
    if COUNTRY_AFTER.match(after):
        return True
    found = COUNTRY_BEFORE.search(before)
    return bool(
        found and not (found[0].startswith(("IN", "AND")) and not re.match(r"$|[.,;:!?]| (?:AND|OR|TO)\b", after))
    )


def say_capitals(match: re.Match[str], context: Context) -> str | None:
    """FBI, CEOs, NASA, NEVER."""
    word, ending = match[1], (match[2] or "").replace("’", "'")
    tail = ending.replace("-", " ")
    plain = word.lower() in common() and ending not in {"s", "-"}
    if word in COUNTRIES and is_country(match, context):
        return Said(context.spell(word, ending.strip("-")), "a country: by the words beside it")
    if (not is_listed(word) or word in listed("acronyms", "ambiguous")) and is_shouted(match, context):
        return word.lower() + ending
    if plain and not is_listed(word):
        return word.lower() + tail
    if not is_spelled(word):
        # espeak-ng spells three capitals whatever they are, and reads "Pin" as a word.
        as_word = (
            word.capitalize() if len(word) < WORD_LENGTH or (not is_listed(word) and len(word) > WORD_LENGTH) else word
        )
        return as_word + tail
    if len(word) > SPELLED_LENGTH and not is_listed(word):
        return None
    return context.spell(word, ending.strip("-")) + " " * ending.endswith("-")


def say_contraction(match: re.Match[str], context: Context) -> str:
    """DON'T, WHO'S, the FBI'S."""
    word, ending = match[1], match[2].replace("’", "'").lower()
    if ending == "'s" and is_listed(word) and not is_shouted(match, context):
        return context.spell(word, ending) if is_spelled(word) else word + ending
    return word.lower() + ending


RULES = (
    rule("contraction in capitals", "letter", r"([A-Z]{1,20})(['’][A-Z]{1,2})\b", say_contraction),
    rule("capitals", "letter", r"([A-Z]{2,20})(?![A-Z])(['’]?s\b|-(?=[A-Z]{2}))?(?![a-z0-9_]|['’][A-Z])", say_capitals),
)
