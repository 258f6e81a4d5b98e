"""Relatives that an article names: "her son, John Roe" says who "her son" and "his mother" are."""

from __future__ import annotations

SAME_TIE = {
    "widow": ("wife",), "widower": ("husband",), "mom": ("mother",), "mum": ("mother",), "dad": ("father",),
}  # fmt: skip
"""Family words -> others for the same tie."""
OTHER_END = {
    **dict.fromkeys(("wife", "widow"), ("husband",)), **dict.fromkeys(("husband", "widower"), ("wife",)),
    **dict.fromkeys(("brother", "sister"), ("brother", "sister")),
    **dict.fromkeys(("mother", "father", "mum", "mom", "dad"), ("son", "daughter")),
    **dict.fromkeys(("son", "daughter"), ("mother", "father")),
}  # fmt: skip
"""Family words -> what the other one of the two is called."""


class Ties:
    """Who is whose relative, as far as the article has said."""

    def __init__(self) -> None:
        self._of: dict[int, list[tuple[str, int]]] = {}
        self._to: dict[int, list[tuple[str, int]]] = {}

    def add(self, owner: int, noun: str, person: int) -> None:
        """Remembers that a person is an owner's wife, son ..., both by their numbers."""
        self._of.setdefault(owner, []).append((noun, person))
        self._to.setdefault(person, []).append((noun, owner))

    def find(self, owner: int, noun: str) -> set[int]:
        """Whom an owner's wife, son ... can mean: who was called so, or whose husband, father ... the owner is."""
        same, other_end = {noun, *SAME_TIE.get(noun, ())}, OTHER_END.get(noun, ())
        return {person for tie, person in self._of.get(owner, ()) if tie in same} | {
            person for tie, person in self._to.get(owner, ()) if tie in other_end
        }
