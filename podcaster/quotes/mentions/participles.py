"""Participles that say more of a noun, and are no verb of its clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.words.tokens import Token


def is_participle(tokens: Sequence[Token], place: int) -> bool:
    """Whether a participle says more of the noun before it: "a Democrat elected in 2022", "a nurse employed by".

    Args:
        tokens: A paragraph's.
        place: Behind the noun.
    """
    if place + 1 >= len(tokens) or tokens[place].tag != "V":
        return False
    behind = tokens[place + 1]
    ends = tokens[place].lower.endswith(("ed", "wn", "en", "rn", "ght")) or tokens[place].lower in {"based", "held"}
    return ends and tokens[place].verb != "say" and (behind.tag in {"IN", "TO"} or behind.lower == "by")
