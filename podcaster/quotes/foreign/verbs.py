"""Forms of a language's regular reporting verbs, and what the narrator says inside a turn of dialogue."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from podcaster.quotes.foreign.wordlists import WordLists

_CLOSED = on_demand(r"é([bcdfgjlmnprstv])$")
"""A French stem whose last vowel opens before a silent ending: "espérer", "espère"."""


def regular_forms(tag: str, data: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """The third persons and participles of regular verbs.

    Args:
        tag: The language, two letters.
        data: Its lists: "regular verbs", infinitives (in French "s'" may stand before one); "endings", for each of an
            infinitive those of its forms, as "ar:a,ó,aba" (longer ones are tried first); "inseparable".
    """
    classes = sorted((tuple(one.split(":")) for one in data["endings"]), key=lambda pair: -len(pair[0]))
    bound = tuple(data["inseparable"])
    return frozenset(form for verb in data["regular verbs"] for form in _forms(tag, verb, classes, bound))


def _forms(tag: str, verb: str, classes: Collection[tuple[str, ...]], bound: tuple[str, ...]) -> Iterator[str]:
    ending, forms = next(((ending, forms) for ending, forms in classes if verb.endswith(ending)), ("", ""))
    if not ending:
        return
    if tag == "de" and verb.endswith(("eln", "ern")):
        ending = "n"
    stem = verb[: -len(ending)]
    for form in forms.split(","):
        yield _joined(tag, stem, form)
    if tag == "de" and not verb.startswith(bound) and not verb.endswith("ieren"):
        yield "ge" + _joined(tag, stem, "t")


def _joined(tag: str, stem: str, ending: str) -> str:
    """A stem and an ending, written as the language does."""
    if tag == "de" and ending[:1] == "t" and re.search(r"[td]$|(?:[^aeiouäöürlhmn]|ch)[nm]$", stem):
        return f"{stem}e{ending}"
    if tag == "fr" and ending[:1] == "a":
        return re.sub("c$", "ç", re.sub("g$", "ge", stem)) + ending
    if tag == "fr" and ending in {"e", "ent"}:
        return _CLOSED.sub(r"è\1", stem) + ending
    return stem + ending


def reporting(clitic: str, auxiliaries: Collection[str], verbs: Collection[str]) -> str:
    """An expression for a reporting verb, perhaps behind a pronoun (see :func:`any_clitic`) and an auxiliary."""
    return rf"(?:{clitic})?(?:(?:{'|'.join(sorted(auxiliaries))})\s)?(?:{_alternatives(verbs)})\b"


def any_clitic(pronouns: Collection[str]) -> str:
    """An expression for one of some pronouns before a verb."""
    return rf"(?:{_alternatives(pronouns)})\s?"


def told_pattern(tag: str, verb: str) -> re.Pattern[str]:
    """What the narrator says in a turn of dialogue.

    It begins with a dash before a reporting verb, in Spanish with any dash right before a word, in French and Italian
    also with a comma or a question's end before the verb; it runs to the next dash, comma or sentence end.
    """
    by_dash = rf"\s[—–―-]\s?{verb}[^—–―\n]*(?:[—–―][.,;:]?\s*|$|\n)"
    by_comma = rf"(?<=[,?!…])[ \u00a0\u202f]{verb}[^.!?\n,]*(?:[.,!?]\s*|$|\n)"
    if tag == "es":
        return on_demand(rf"{by_dash}|\s[—–―](?=\w)[^—–―\n]*(?:[—–―][.,;:]?\s*|$|\n)", re.M)
    return on_demand(f"{by_dash}|{by_comma}" if tag in {"fr", "it"} else by_dash, re.M)


def aside_pattern(verb: str, clitic: str, auxiliaries: Collection[str], lists: WordLists) -> re.Pattern[str]:
    """The verb of a tag inside quotation marks, behind a comma: "« No, a-t-il dit. Never. »"; "s’est réjouie"."""
    if lists.inverted:
        pronoun, have = (f"(?:{_alternatives(words)})" for words in (lists.inverted, auxiliaries))
        verb = rf"(?:(?:{clitic})?{have}-(?:t-)?{pronoun}\s\w+|(?:{clitic})?\w+-(?:t-)?{pronoun}\b|{verb})"
    endings = "|".join(lists.of_itself) or "(?!)"
    itself = rf"(?P<self>(?:s['’]|si\s)(?:{_alternatives(lists.copulas)})\s[^\W\d_]+(?:{endings})e?s?\b)"
    return on_demand(rf"(?<=[,?!…])[ \u00a0\u202f](?:{itself}|{verb})")


def _alternatives(words: Collection[str]) -> str:
    return "|".join(
        sorted((re.escape(word).replace("'", "['’]") for word in words), key=lambda word: (-len(word), word))
    )
