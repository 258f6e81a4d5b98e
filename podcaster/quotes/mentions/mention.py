"""The value of a mention: a place where the article speaks of somebody or something."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Mention:
    """A place where the article speaks of somebody or something."""

    kind: str
    """"name", "pronoun" or "description"."""
    paragraph: int
    """Index of the paragraph among those of the article."""
    sentence: int
    """Index of the sentence in its paragraph."""
    first: int
    """Token with which its phrase begins, determiner and role included."""
    last: int
    """The token behind it."""
    head: int
    """The token that a verb would stand next to: the name's last word, the pronoun, the noun."""
    start: int
    """Offset of its words in the article."""
    end: int
    """Offset behind its words."""
    words: tuple[str, ...] = ()
    """Of names: the name itself, in the article's letters, without titles."""
    titles: tuple[str, ...] = ()
    """Of names: the titles and role words before it, in lower case."""
    noun: str = ""
    """Of descriptions: the head noun, in lower case, singular. Of pronouns: the pronoun."""
    plural: bool = False
    """Its words mean several: "they", "the officers"."""
    sort: str = ""
    """What its words show: "person", "body", "text", "people" (a family), "thing" (a name behind "the"), or empty."""
    modifiers: frozenset[str] = frozenset()
    """The words between its determiner and its noun, or before a title, in lower case: "state" of "the State coach"."""
    former: bool = False
    """It says that somebody no longer is it: "the former mayor"."""
    definite: bool = False
    """Its determiner takes it for known: "the", "this", or an owner."""
    owner: int = -1
    """Index of the mention that owns it ("his wife", "Roe's lawyer")."""
    gender: str = ""
    """"male" or "female" where its own words show it."""
    role: str = ""
    """"subject", "object" (behind a preposition or verb), "owner", or empty."""
    person: int = -1
    """The number of the person meant; set when people are known."""
    perhaps: tuple[tuple[int, float], ...] = ()
    """Of a short name that several people share: who else may be meant, with probabilities."""
