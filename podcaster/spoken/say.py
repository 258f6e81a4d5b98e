"""From written text to spoken text: clean, then walk through the places where something is said otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.spoken.builder import Builder
from podcaster.spoken.cleaning import clean
from podcaster.spoken.languages import grammar

if TYPE_CHECKING:
    import re

    from podcaster.spoken.lexicon import Hit, Lexicon
    from podcaster.spoken.rule import Context, Grammar
    from podcaster.spoken.text import Spoken, Style

REST = on_demand(r"[^\W\d_]+")
LEXICON = "lexicon"
"""Name of the decision that a lexicon entry makes."""


def say(text: str, lexicon: Lexicon | None, style: Style, language: str) -> Spoken:
    """See ``podcaster.spoken.say_text``."""
    rules = grammar(language)
    cleaned = clean(text)
    hits = lexicon.find(cleaned.text, language, style) if lexicon else []
    builder = Builder(cleaned.text)
    walk(rules.context(cleaned.text, style, language), rules, hits, builder)
    used = tuple(dict.fromkeys(hit.word for hit in hits))
    return builder.spoken(text, cleaned, used)


def walk(context: Context, grammar: Grammar, hits: list[Hit], builder: Builder) -> None:
    """Say each place by the first rule that has words for it; a lexicon entry wins over the rules."""
    text, position = context.text, 0
    waiting = iter(hits)
    hit = next(waiting, None)
    while True:
        found = grammar.scan.search(text, position)
        if hit and (found is None or hit.start <= found.end() - 1):
            builder.say(hit.said, hit.start, hit.end, LEXICON, f"the lexicon's entry {hit.word}")
            position = hit.end
            hit = next(waiting, None)
        elif found is None:
            return
        else:
            position = apply(found, context, grammar, builder, hit.start if hit else len(text))


def apply(found: re.Match[str], context: Context, grammar: Grammar, builder: Builder, limit: int) -> int:
    """Try the rules at one place.

    Args:
        found: The place, and what kind of run begins there.
        context: The text.
        grammar: The language's rules.
        builder: Takes what is said.
        limit: Where the next lexicon entry begins; a match may not reach into it.

    Returns:
        Where to go on.
    """
    start, kind = found.start(), found.lastgroup or "sign"
    if kind == "letter" and (after := grammar.skip(context.text, start)) > start:
        return after
    for rule in grammar.rules[kind]:
        match = rule.pattern.match(context.text, start)
        if match and start < match.end() <= limit:
            said = rule.say(match, context)
            if said is not None:
                builder.say(said, start, match.end(), rule.name, rule.reason(said))
                return match.end()
    rest = REST.match(context.text, start) if kind == "letter" else None
    return rest.end() if rest else start + 1
