"""What a noun shows by itself: its singular, whether it stands for a person, a body or a text, and a gender."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes import lists
from podcaster.quotes.lists import row_in, table_in, words_in

if TYPE_CHECKING:
    from collections.abc import Sequence

IRREGULAR = table_in("mentions", "nouns irregular")
"""Plurals that no rule undoes."""


def singular(noun: str) -> str:
    """The singular of a noun, by rule."""
    if noun in IRREGULAR:
        return IRREGULAR[noun]
    if noun.endswith("men") and len(noun) > 5 and noun not in _NO_MEN:
        return noun[:-2] + "an"
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "ches", "shes", "xes")):
        return noun[:-2]
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is", "news", "series")) and len(noun) > 3:
        return noun[:-1]
    return noun


def tells_when(word: str, following: str = "") -> bool:
    """Whether a word behind a name begins to tell when: "Roe later", "Roe last year"."""
    time = word in {"last", "next"} and singular(following) in lists.TIME_NOUNS | lists.TIMES
    return time or word in {"ago", "later", "alone"}


def sort_of(noun: str) -> str:
    """What a noun stands for: "person", "body", "text", or empty."""
    if noun.startswith(_COUNTED) and not noun.endswith("-old"):
        return ""  # "a two-judge bench", "the three-member panel"
    for word in (noun, singular(noun), noun.rpartition("-")[2]):
        if word in lists.PERSON_NOUNS:
            return "person"
        if word in lists.TEXT_NOUNS:
            return "text"
        if word in lists.BODY_NOUNS:
            return "body"
    if "-of-" in noun:
        return sort_of(noun.partition("-")[0])  # "mum-of-three"
    one = singular(noun)
    return "person" if one.endswith(_PERSON_ENDINGS) and one not in _NO_PERSONS else ""


_COUNTED = tuple(f"{number}-" for number in row_in("rules", "numbers"))
"""What words begin with that tell how many there are."""
POSTS = words_in("mentions", "nouns posts")
"""What only a body has: nobody is the economist of a person."""
_PERSON_ENDINGS = row_in("mentions", "nouns person endings")
_NO_MEN = frozenset({"specimen", "regimen", "abdomen", "acumen"})
_NO_PERSONS = frozenset({"human", "talisman", "ottoman"})


_EITHER = words_in("mentions", "nouns either")
"""Offices and ranks of men and women alike, whatever they end with."""


def gender_of_titles(titles: Sequence[str]) -> str:
    """The gender that the titles before a name show: "male", "female", or empty ("Lord Mayor Jane Roe" is no lord).

    Args:
        titles: In small letters.
    """
    for place, title in enumerate(titles):
        office = title == "lord" and titles[-1] != title and "justice" not in titles[place:]
        shown = "" if office or title in _EITHER else lists.HONORIFICS.get(title, "") or gender_of_noun(title)
        if shown:
            return shown
    return ""


def gender_of_noun(noun: str) -> str:
    """The gender that a noun shows: "male", "female", or empty; "mum-of-three" has its first word's."""
    noun = noun.partition("-of-")[0].removesuffix("-to-be")
    if noun in lists.FEMALE_NOUNS or noun.endswith(_FEMALE):
        return "female"
    of_a_country = noun.endswith(_COUNTRYMAN) and noun in lists.DEMONYMS
    return "male" if noun in lists.MALE_NOUNS or of_a_country or (noun.endswith(_MALE) and noun != "tomboy") else ""


_FEMALE = row_in("mentions", "nouns female")
_MALE = ("boy", "father", "brother", "-dad", "-husband")
_COUNTRYMAN = ("shman", "chman", "tsman", "reman", "sterman")
"""With what words for people of a country end that only its men are called: a Dutchman, not a German."""
