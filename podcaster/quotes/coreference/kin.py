"""Relatives that an article names: "her son, John Roe" says who "her son" and "his mother" are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes.coreference.people import plain
from podcaster.quotes.lists import row_in
from podcaster.quotes.mentions.nouns import gender_of_noun, singular

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.coreference.people import People, Person
    from podcaster.quotes.mentions.mention import Mention
    from podcaster.quotes.words.tokens import Paragraph

SAME_TIE = {
    "widow": ("wife",), "widower": ("husband",), "mom": ("mother",), "mum": ("mother",), "dad": ("father",),
}  # fmt: skip
"""Family words -> others for the same tie."""
_OLD, _YOUNG = ("mother", "father", "mum", "mom", "dad"), ("son", "daughter")
_GRAND = row_in("coreference", "kin grand")
_GRANDCHILD = ("grandson", "granddaughter")
_UNCLE, _NEPHEW = ("uncle", "aunt"), ("nephew", "niece")
COUNSEL = ("lawyer", "attorney", "solicitor", "barrister", "agent", "publicist")
OTHER_END = {
    **dict.fromkeys(("wife", "widow"), ("husband",)), **dict.fromkeys(("husband", "widower"), ("wife",)),
    **dict.fromkeys(("brother", "sister"), ("brother", "sister")),
    **dict.fromkeys(_OLD, _YOUNG), **dict.fromkeys(_YOUNG, _OLD),
    **dict.fromkeys(_GRAND, _GRANDCHILD), **dict.fromkeys(_GRANDCHILD, _GRAND),
    **dict.fromkeys(_UNCLE, _NEPHEW), **dict.fromkeys(_NEPHEW, _UNCLE),
    **dict.fromkeys(("fiancé", "fiancée", "fiance", "fiancee"), ("fiancé", "fiancée", "fiance", "fiancee")),
    "boyfriend": ("girlfriend", "boyfriend"), "girlfriend": ("boyfriend", "girlfriend"),
    "cousin": ("cousin",), "twin": ("twin",), "partner": ("partner",),
    **dict.fromkeys(COUNSEL, ("client",)), "client": COUNSEL,
}  # fmt: skip
"""Words for one of two people -> what the other one is called."""
BLOOD = frozenset({*_OLD, *_YOUNG, *_GRAND, *_GRANDCHILD, *_UNCLE, *_NEPHEW, "sister", "brother", "cousin"})
"""Words for relatives who are nobody's spouse."""
_SPOUSES = {"wife": ("Mrs.", "female"), "husband": ("Mr.", "male")}
"""Family words -> the title that shows somebody to be it, and the gender."""
_OTHER = {"female": "male", "male": "female"}


def spouse_of(people: People, owner: Person, noun: str) -> Person | None:
    """Of Mr. Roe's wife, Mrs. Roe, where one of that name is met; else the one woman who has his surname.

    Args:
        people: Everybody in the article.
        owner: Whose wife or husband it is.
        noun: "wife" or "husband"; of other ties nothing is said.
    """
    title, gender = _SPOUSES.get(noun, ("", ""))
    if not title or not owner.named:
        return None
    last, _ = people.matching(owner.words[-1])
    others = [person for person in last if person is not owner]
    fitting = [person for person in others if person.title == title]
    if not fitting:
        fitting = [person for person in others if person.gender == gender and len(person.words) > 1
                   and plain(person.words[-1]) == plain(owner.words[-1]) and not person.nouns & BLOOD]  # fmt: skip
    return fitting[0] if len(fitting) == 1 else None


_SIBLINGS = {"sister": "female", "brother": "male"}


def sibling_of(people: People, owner: Person, noun: str) -> Person | None:
    """Of Jane Roe's brother, John Roe, where he is the only man of the surname and nobody else's relative.

    Args:
        people: Everybody in the article.
        owner: Whose brother or sister it is.
        noun: "brother" or "sister"; of other ties nothing is said.
    """
    if noun not in _SIBLINGS or len(owner.words) < FULL:
        return None
    last, _ = people.matching(owner.words[-1])
    fitting = [person for person in last if person is not owner and person.gender == _SIBLINGS[noun]
               and len(person.words) >= FULL and plain(person.words[-1]) == plain(owner.words[-1])
               and not person.nouns & (OTHER_END.keys() - _SIBLINGS.keys())]  # fmt: skip
    return fitting[0] if len(fitting) == 1 else None


FULL = 2
"""Words of a full name, at least."""


def other_ends(noun: str, gender: str) -> set[str]:
    """What somebody is called whose son, wife ... is spoken of: "mother" and "mum" of a woman whose son is.

    Args:
        noun: What the other one is called: "son".
        gender: Of whose son it is; empty where nothing shows it.
    """
    ends = _OLD if noun in _CHILDREN else OTHER_END.get(noun, ())
    return {end for end in ends if not gender or gender_of_noun(end) in {"", gender}}


_CHILDREN = frozenset({"child", "kid", "baby", "toddler", "newborn"})
PARENTS = frozenset(_OLD)
"""What who has children is called."""


def note_whose(mentions: Sequence[Mention], paragraphs: Sequence[Paragraph], people: People) -> None:
    """Notes what people are called for their relatives: "Jane Roe, whose son Jack was hurt" is "the mother".

    Args:
        mentions: All mentions; those of names have their people.
        paragraphs: The article's paragraphs.
        people: Everybody named; their nouns are changed.
    """
    for mention in mentions:
        if mention.kind != "name" or mention.person < 0:
            continue
        tokens = paragraphs[mention.paragraph].tokens
        at = mention.last + (mention.last < len(tokens) and tokens[mention.last].tag == ",")
        words = [token.lower for token in tokens[at : at + 2 + WHOSE]]
        person = people.all[mention.person]
        if words[:1] == ["whose"]:
            for word in words[1 : 1 + WHOSE]:
                if person.shared and person.guess and _SPOUSES.get(word, ("", ""))[1] == person.guess:
                    person.guess = _OTHER[person.guess]  # "Robin Roe, whose husband"
                _note_relative(person, word)
        elif words[:2] in (["who", "has"], ["who", "had"]):
            for word in words[2:]:
                _note_relative(person, word)


def _note_relative(person: Person, word: str) -> None:
    """Notes what somebody is called who has a son, twins ..., and that it is a human being who has them."""
    ends = other_ends("child" if word == "twins" else singular(word), person.gender)
    person.nouns |= ends
    if ends and not person.sort:
        person.sorts["person"] += 1


WHOSE = 3
"""Words behind "whose" among which a relative is named: "whose eldest son"."""


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
