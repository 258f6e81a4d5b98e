"""From written text to spoken text: clean, then walk through the places where something is said otherwise."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from podcaster.spoken.builder import Builder
from podcaster.spoken.calendar import MONTHS
from podcaster.spoken.cleaning import clean
from podcaster.spoken.rule import Place
from podcaster.spoken.words import table

if TYPE_CHECKING:
    from podcaster.spoken.lexicon import Hit, Lexicon
    from podcaster.spoken.rule import Rule
    from podcaster.spoken.text import Spoken, Style

BRITISH = frozenset({"gb", "uk", "ie", "au", "nz", "za", "in", "sg", "hk", "ng", "ke", "jm", "mt", "scotland", "wales"})
"""Regions whose English says "one hundred and five", writes the day before the month and spells "metres"."""

SCAN = re.compile(
    r"(?P<digit>\d)"
    r"|(?P<letter>(?<![^\W_])(?:_{0,3}[A-Z]|_{1,3}[a-z]|vs\b|tl;dr\b|[a-z](?=[a-z'’;-]{0,40}(?:[./@&+#_A-Z\d₂]|://))))"
    r"|(?P<sign> ?[—―⸺⸻–…(&+=<>≤≥≠×÷−→⇒↔≈]|[^\w\s,;:!?\"“”'’‘.\-]|"
    r"[\u00b2\u00b3\u00bc-\u00be\u2080-\u2089\u2150-\u215e_]| ?\.\.| ?(?:\. ){2}|\.\d"
    r"|(?<!\w)\.(?=(?:NET|com|org|net|edu|gov|mp[34]|txt|pdf|jpe?g|png|gif|zip|csv|py)\b)|['’‘]\d| ?--| [-–] |"
    r" ?[-–]$|(?<!\w)-|-(?!\w)|[:;]-?[()DPp/|'])"
)
"""Where a rule may apply. Lower-case words with nothing special about them are passed over without a stop."""

REST = re.compile(r"[^\W\d_]+")
PLAIN = re.compile(r"[A-Z][a-z]+(?=[ ,;:!?\"”)\n]|\.?$|\. [A-Z])(?! ?&)")
"""A word with a capital that no rule is for, unless it is in the word lists."""


@cache
def known_words() -> frozenset[str]:
    """First words of the entries of the word lists that begin with a capital."""
    lists = table("abbreviations")
    forms = [form for kind in lists.values() for word in kind for form in (word, word[0].upper() + word[1:])]
    forms += [*MONTHS, *table("units")["currencies"], *table("acronyms")["mixed"]]
    return frozenset(first[0] for form in forms if (first := REST.match(form)))


def is_english(language: str) -> bool:
    """Whether the English rules read texts of a language.

    Args:
        language: A BCP 47 tag: ``en``, ``en-GB``, ``de``. Empty counts as English.
    """
    return re.split(r"[-_]", language.casefold())[0] in {"", "en", "eng", "english"}


def is_british(language: str) -> bool:
    """Whether a tag names a region with British habits."""
    return bool(BRITISH.intersection(re.split(r"[-_]", language.casefold())[1:]))


def say(text: str, lexicon: Lexicon | None, style: Style, language: str) -> Spoken:
    """See ``podcaster.spoken.say_text``."""
    from podcaster.spoken.rules import ENGLISH_BY_START, PAUSES_BY_START

    rules = ENGLISH_BY_START if is_english(language) else PAUSES_BY_START
    cleaned, origin = clean(text)
    hits = lexicon.find(cleaned, language, style) if lexicon else []
    builder = Builder(cleaned)
    walk(Place(cleaned, style, is_british(language)), rules, hits, builder)
    used = tuple(dict.fromkeys(hit.word for hit in hits))
    return builder.spoken(origin, used)


def walk(place: Place, rules: dict[str, tuple[Rule, ...]], hits: list[Hit], builder: Builder) -> None:
    """Say each place by the first rule that has words for it; a lexicon entry wins over the rules."""
    text, position = place.text, 0
    waiting = iter(hits)
    hit = next(waiting, None)
    while True:
        found = SCAN.search(text, position)
        if hit and (found is None or hit.start <= found.end() - 1):
            builder.say(hit.said, hit.start, hit.end)
            position = hit.end
            hit = next(waiting, None)
        elif found is None:
            return
        else:
            position = apply(found, place, rules, builder, hit.start if hit else len(text))


def apply(found: re.Match[str], place: Place, rules: dict[str, tuple[Rule, ...]], builder: Builder, limit: int) -> int:
    """Try the rules at one place.

    Args:
        found: The place, and what kind of run begins there.
        place: The text.
        rules: The rules by kind.
        builder: Takes what is said.
        limit: Where the next lexicon entry begins; a match may not reach into it.

    Returns:
        Where to go on.
    """
    start = found.start()
    if found.lastgroup == "letter" and (plain := PLAIN.match(place.text, start)) and plain[0] not in known_words():
        return plain.end()
    for rule in rules[found.lastgroup or "sign"]:
        match = rule.pattern.match(place.text, start)
        if match and start < match.end() <= limit:
            said = rule.say(match, place)
            if said is not None:
                builder.say(said, start, match.end())
                return match.end()
    rest = REST.match(place.text, start) if found.lastgroup == "letter" else None
    return rest.end() if rest else start + 1
