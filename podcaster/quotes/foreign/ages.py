"""How old people are, which tells whom "the 58-year-old" means."""

from __future__ import annotations

from podcaster.patterns import on_demand

_BEHIND = on_demand(r"\s?\((\d{1,3})(?:[,)/;])|,\s(\d{1,3})(?:\s(?:Jahre|ans|anni|años|anos)\b|[,.)]|\s?$)")
"""An age behind a name: "Ann Poole (34)", "Ann Poole, 34, "."""
_BEFORE = on_demand(
    r"(\d{1,3})-?(?:jährigen?r?|enne)\s(?:[\w-]+\s){0,2}$|(\d{1,3})\sJahre\salten?r?\s(?:[\w-]+\s){0,2}$"
    r"|\b(?:[Aa]os|[Aa]\slos|[Cc]o[mn]|[ÀàAa]|[Aa]vec)\s(\d{1,3})\s(?:ans|anni|años|anos),\s$"
)
"""An age before a name: "the 34-year-old teacher Ann Poole", "Aos 19 anos, Ann Poole"."""
_OWN = on_demand(r"\b(\d{1,3})(?:-[jJ]ährigen?r?|\sJahre|enne|\s(?:ans|anni|años|anos)\b)")
"""The age in a description: "the 34-year-old"."""
LOOK = 60
"""Characters beside a name in which its age is looked for."""


def age_beside(text: str, start: int, end: int) -> int:
    """The age that the words beside a name tell; 0 where none does."""
    behind = _BEHIND.match(text, end, end + LOOK)
    before = _BEFORE.search(text, max(0, start - LOOK), start)
    return next((int(age) for found in (behind, before) if found for age in found.groups() if age), 0)


def is_aged(text: str, start: int) -> bool:
    """Whether an age stands before a name: then it is somebody's."""
    return _BEFORE.search(text, max(0, start - LOOK), start) is not None


def age_in(description: str) -> int:
    """The age that a description tells; 0 where it tells none."""
    found = _OWN.search(description)
    return int(found[1]) if found else 0
