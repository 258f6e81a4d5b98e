"""The rules of English, in the order in which they are tried at a place. The first one that has words for it wins.

To teach the program a new form, add a rule to the module of its subject; where the order matters, see here.
Word lists are in ``data/``; the golden table in ``tests/data/spoken/`` shows what each form becomes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.spoken import amounts, calendar, capitals, letters, measures, money, names, numerals, signs, web

if TYPE_CHECKING:
    from podcaster.spoken.rule import Rule

ENGLISH: tuple[Rule, ...] = (
    *web.RULES,  # an address is one thing, whatever stands in it
    *calendar.RULES,
    *amounts.TELEPHONE,
    *money.RULES,
    *measures.RULES,
    *amounts.RULES,
    *letters.JOINED,
    *names.RULES,
    *numerals.RULES,
    *capitals.RULES,
    *letters.RULES,
    *signs.PAUSES,
    *amounts.LAST,
    *signs.SAID,
    *signs.MARKUP,
)

EVERY_LANGUAGE: tuple[Rule, ...] = (*signs.PAUSES, *signs.MARKUP)


def by_start(rules: tuple[Rule, ...]) -> dict[str, tuple[Rule, ...]]:
    """The rules for each kind of place, in order."""
    return {kind: tuple(rule for rule in rules if kind in rule.starts) for kind in ("digit", "letter", "sign")}


ENGLISH_BY_START = by_start(ENGLISH)
PAUSES_BY_START = by_start(EVERY_LANGUAGE)
