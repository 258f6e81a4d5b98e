"""What stands behind "the" with capitals and is nobody's name: an office, who holds a seat, somebody from a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes import lists
from podcaster.quotes.lists import row_in, words_in
from podcaster.quotes.mentions.given_names import is_given_name
from podcaster.quotes.mentions.nouns import sort_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from podcaster.quotes.words.tokens import Token

SEATS = words_in("mentions", "offices seats")
"""Offices that stand with the seat somebody holds: "the Stoke Central MP", "the MP for Stoke Central"."""
_PAPERS = frozenset({"pilot", "reporter"})
"""Words for people that papers are called: "the Hollywood Reporter"."""
_BEHIND_OFFICE = frozenset({"of", "for"})


def is_behind_the(tokens: Sequence[Token], first: int) -> bool:
    """Whether a phrase has an article or an owner: "the Transport Secretary", "India's Home Minister".

    Args:
        tokens: The paragraph's words.
        first: The first of the phrase.
    """
    owned = first > 0 and tokens[first - 1].tag == "POS"
    return owned or tokens[first].tag == "PRP$" or (tokens[first].tag == "DT" and tokens[first].lower != "a")


def is_office(tokens: Sequence[Token], first: int, words: Sequence[int]) -> bool:
    """Whether capitalised words are an office, and no name: "the Transport Secretary", "the Dublin Central TD".

    Args:
        tokens: The paragraph's words.
        first: The first of the phrase.
        words: Those of them that look like a name.
    """
    last = tokens[words[-1]].lower
    if not is_behind_the(tokens, first) or (len(words) < 2 and last not in SEATS):
        return False
    if (
        last in lists.ORGANISATION_WORDS | _PAPERS
        or _is_called_the(tokens, first)
        or any(tokens[place].lower == "the" for place in words)
    ):
        return False  # "the Morning Star", "the Office of the Water Commissioner"
    if len(words) > 2 and is_given_name(tokens[words[-2]].text) and _is_title(tokens[words[-3]].lower):
        return False  # "the Judge Tom Bishop"
    return last in SEATS or (last in lists.TITLES and sort_of(last) == "person")


def _is_title(word: str) -> bool:
    return word in lists.TITLES or sort_of(word) == "person"


def has_seat_behind(tokens: Sequence[Token], place: int) -> bool:
    """Whether "of" or "for" behind an office tells where it is held, with no name behind: "the MP for Stoke Central".

    Args:
        tokens: The paragraph's words.
        place: "of" or "for".
    """
    if tokens[place].lower not in _BEHIND_OFFICE or place < 2 or not is_behind_the(tokens, place - 2):
        return False
    end = place + 1
    while end < len(tokens) and tokens[end].tag == "NNP":
        end += 1
    named = end - place > 3 and (tokens[place - 1].lower not in SEATS or is_given_name(tokens[end - 2].text))
    return not named


def name_behind_office(tokens: Sequence[Token], first: int, name: int, last: int) -> int:
    """Where the holder's name begins behind an office: "Minister for the Economy | Jane Roe"; -1: nowhere.

    Args:
        tokens: The paragraph's words.
        first: The first of the phrase behind "of" or "for".
        name: The first of its capitals.
        last: The one behind the phrase.
    """
    if name == first or last - name < 3 or first < 2 or tokens[first - 1].lower not in _BEHIND_OFFICE:
        return -1
    office = tokens[first - 2].lower
    return (
        last - 2 if _is_title(office) and tokens[first].lower == "the" and is_given_name(tokens[last - 2].text) else -1
    )


_PLACE_ENDS = row_in("mentions", "offices place ends")
"""What the names of places end in, to which "-er" is added: "Dubliner", "Sydneysider"."""
_OF_COUNTRIES = ("n", "an", "ian", "ean", "i")
_NO_PEOPLE = words_in("mentions", "offices no people")
"""Words with such endings that are no people."""
_PEOPLE_ENDS = row_in("mentions", "offices people ends")
_BEFORE_PLACES = words_in("mentions", "offices before places")
SHORT = 6
"""Letters of the shortest word that an ending shows to be of a place: "Cestrian", not "Japan"."""


def is_description(tokens: Sequence[Token], first: int, place: int, places: Collection[str]) -> bool:
    """Whether a capitalised word is no name at the end of its phrase: "the Dane", "the three-time MVP", "Hizzoner".

    Args:
        tokens: The paragraph's words.
        first: The first of the phrase.
        place: Its last.
        places: Words that the article writes with a capital inside its sentences.
    """
    if tokens[place].lower in lists.OFFICE_NICKNAMES:
        return place == first
    known = tokens[place].lower == "mvp" or is_people(tokens, place, places)
    return tokens[first].tag == "DT" and (known or (tokens[first].lower == "a" and is_aged(tokens, place)))


def is_aged(tokens: Sequence[Token], place: int) -> bool:
    """Whether an age stands right before a capitalised word: "a 22-year-old Sudanese" is no name behind "a"."""
    return place > 0 and tokens[place].tag == "NNP" and tokens[place - 1].lower.endswith("-year-old")


def is_people(tokens: Sequence[Token], place: int, places: Collection[str]) -> bool:
    """Whether a capitalised word behind "the" is somebody from a place: "the Belarusian", "the Dubliner".

    Args:
        tokens: The paragraph's words.
        place: The word.
        places: Words that the article writes with a capital inside its sentences.
    """
    word = tokens[place].lower
    if word in lists.DEMONYMS:
        return True
    if not tokens[place].text[0].isupper() or len(word) < SHORT or word in _NO_PEOPLE | lists.ORGANISATION_WORDS:
        return False
    if word in lists.COUNTRIES or word.endswith(("stan", "ician")) or _is_in_a_name(tokens, place):
        return False
    stems = [word.removesuffix(ending) for ending in _OF_COUNTRIES if word.endswith(ending)]
    if any(stem + vowel in lists.COUNTRIES for stem in stems for vowel in ("", "a", "e", "o", "y")):
        return True
    if word.endswith("er"):
        stem = word[:-2]
        return stem.endswith(_PLACE_ENDS) or stem in places
    return word.endswith(_PEOPLE_ENDS)


def _is_in_a_name(tokens: Sequence[Token], place: int) -> bool:
    """Whether a name stands before a word, or "The" of a paper inside a sentence: "told The Kerryman"."""
    before = tokens[place - 1] if place else None
    if before is None:
        return False
    if before.tag == "NNP":
        return before.lower not in _BEFORE_PLACES
    return _is_called_the(tokens, place - 1)


def _is_called_the(tokens: Sequence[Token], place: int) -> bool:
    """Whether "The" with a capital inside a sentence is part of a paper's or a band's name: "told The Kerryman"."""
    return tokens[place].text == "The" and place > 0 and tokens[place - 1].sentence == tokens[place].sentence
