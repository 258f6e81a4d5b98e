"""The small words that hold a name together: "University of Leeds", "Ludwig van Beethoven", "St. Anne's Hospital"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes import lists
from podcaster.quotes.lists import words_in
from podcaster.quotes.mentions.given_names import is_given_name
from podcaster.quotes.mentions.names import NOBLES
from podcaster.quotes.mentions.nouns import IRREGULAR, singular, sort_of
from podcaster.quotes.mentions.offices import SEATS, has_seat_behind
from podcaster.quotes.mentions.portfolios import inside_portfolios

if TYPE_CHECKING:
    from podcaster.quotes.words.tokens import Token

_OFFICES = words_in("mentions", "joiners offices")
"""Bodies in whose names "and" may stand: "Department of Health and Social Care"."""
_NAMED_OF_THE = words_in("mentions", "joiners named of the")
"""Bodies that are called after something with an article: "Office of the Inspector General"."""
_NAMED_FOR_THE = words_in("mentions", "joiners named for the")
"""Bodies that are called after what they are for: "Institute for the Study of War"."""
_SERVICES = words_in("mentions", "joiners services")
"""Bodies that are for two things or places: "Maritime and Coastguard Agency"."""
_ON_SUNDAY = frozenset({"independent", "mail", "scotland", "wales"})
"""Papers with the day in their names: "The Mail on Sunday"."""


class Joiners:
    """Tells which small words of a paragraph are inside a name.

    Args:
        tokens: The paragraph's words.
        starts: Those that begin a sentence.
    """

    def __init__(self, tokens: list[Token], starts: set[int]) -> None:
        self.tokens, self.starts = tokens, starts
        self._portfolios: frozenset[int] | None = None

    def joins(self, place: int) -> bool:  # noqa: PLR0911  (a rule a return)
        """Whether a small word holds a name together: "University of Leeds", "Ludwig van Beethoven"."""
        tokens = self.tokens
        if place + 1 >= len(tokens):
            return False
        if tokens[place].lower == "the":
            return place > 1 and tokens[place - 2].tag == "NNP" and self._of_the(place - 1)
        if tokens[place - 1].tag != "NNP" and not self._second_particle(place):
            return False
        if tokens[place].tag == "POS":
            return self._owns_name(place)
        if self._portfolios is None:
            self._portfolios = inside_portfolios(tokens, self.starts)
        if place in self._portfolios:
            return True
        word, after = tokens[place].lower, tokens[place + 1]
        if after.lower == "the" and self._of_the(place):
            return True
        if word in lists.PARTICLES and tokens[place].text[0].islower():
            return after.tag == "NNP" or (after.lower in lists.PARTICLES and tokens[place].tag == "NN")
        if word == "&":
            return after.tag == "NNP"
        if word == "on" and after.text == "Sunday":
            return tokens[place - 1].lower in _ON_SUNDAY
        if word == "and" and after.tag == "NNP":
            return self._of_an_office(place) or self._before_head(place)
        return word in {"of", "for"} and after.tag == "NNP" and self._called_of(place)

    def _called_of(self, place: int) -> bool:
        """Whether "of" or "for" behind one name and before another makes one of them: "University of Leeds"."""
        tokens, before = self.tokens, self.tokens[place - 1].lower
        if before in lists.ORGANISATION_WORDS or singular(before) in lists.ORGANISATION_WORDS:
            return before not in lists.TITLES or before == "house"
        if tokens[place].lower == "of" and self._behind_body(place):
            return True  # "Institute for the Study of War"
        if before in NOBLES:
            return True  # "the Duchess of Northumbria"
        last = place + 1
        while last + 1 < len(tokens) and tokens[last + 1].tag == "NNP" and last + 1 not in self.starts:
            last += 1
        if tokens[last].lower in lists.ORGANISATION_WORDS - lists.ALSO_SURNAMES and sort_of(before) == "person":
            return False  # "Founder of Roe Motors predicts"
        titled = before in lists.TITLES and place + 2 < len(tokens) and tokens[place + 2].tag == "NNP"
        return titled and not has_seat_behind(tokens, place)

    def _of_the(self, place: int) -> bool:
        """Whether "of the" or "for the" is inside a body's name: "Department of the Interior"."""
        tokens = self.tokens
        if place + 2 >= len(tokens) or tokens[place + 2].tag != "NNP" or place + 2 in self.starts:
            return False
        word, before = tokens[place].lower, singular(tokens[place - 1].lower)
        if word == "of":
            return before in _NAMED_OF_THE
        return word == "for" and (before in _NAMED_FOR_THE or self._behind_body(place, "court"))

    def _behind_body(self, place: int, body: str = "") -> bool:
        """Whether the capitalised words before a place belong to a body's name by "of" or "for": "Centre for Policy".

        Args:
            place: Behind those words.
            body: What body it has to be; empty: any.
        """
        tokens, at = self.tokens, place - 1
        while at > 0 and tokens[at].tag == "NNP" and at not in self.starts:
            at -= 1
        if tokens[at].lower == "the":
            at -= 1
        if at < 1 or tokens[at].lower not in {"of", "for"} or tokens[at - 1].tag != "NNP":
            return False
        before = singular(tokens[at - 1].lower)
        return before == body if body else before in _NAMED_FOR_THE

    def _second_particle(self, place: int) -> bool:
        """Whether a small word is the second of two in a name: "van der", "de la"."""
        tokens = self.tokens
        both = tokens[place].lower in lists.PARTICLES and tokens[place - 1].lower in lists.PARTICLES
        return both and place > 1 and tokens[place - 2].tag == "NNP" and tokens[place + 1].tag == "NNP"

    def _of_an_office(self, place: int) -> bool:
        """Whether "and" is inside a name: "Department of Health and Social Care", "MP for Ayr and Bute"."""
        tokens = self.tokens
        at = place - 1
        while at > 0 and tokens[at].tag == "NNP" and at not in self.starts:
            at -= 1
        if tokens[at].lower not in {"of", "for"} or at == 0:
            return False
        if tokens[at - 1].lower in SEATS | NOBLES:
            return not is_given_name(tokens[place + 1].text) and not sort_of(tokens[place + 1].lower)
        return singular(tokens[at - 1].lower) in _OFFICES or tokens[at - 1].lower in _OFFICES

    def _before_head(self, place: int) -> bool:
        """Whether "and" joins what one seat or body is for: "the Highlands and Islands MSP", "Fire and Rescue Service".

        Not "the FBI and Prison Service", "the Home Office and Prison Service": two bodies.
        """
        tokens, at, last = self.tokens, place, place + 1
        while at > 0 and tokens[at - 1].tag == "NNP" and at not in self.starts:
            at -= 1
        while last < len(tokens) and tokens[last].tag == "NNP" and last not in self.starts:
            last += 1
        if at in {0, place} or tokens[at - 1].lower != "the" or last - place < 3:
            return False
        before, head = tokens[place - 1], tokens[last - 1].lower
        if before.text.isupper() or before.lower in lists.ORGANISATION_WORDS or sort_of(before.lower):
            return False
        return head in SEATS or (head in _SERVICES and not is_given_name(before.text))

    def _owns_name(self, place: int) -> bool:
        """Whether a possessive is part of a name: "Weavers' Guild", "Women's Institute", "St. Anne's Hospital"."""
        tokens, last = self.tokens, place + 1
        while last < len(tokens) and tokens[last].tag == "NNP" and last not in self.starts:
            last += 1
        if last == place + 1 or (last < len(tokens) and tokens[last].tag == "NN" and sort_of(tokens[last].lower)):
            return False
        if tokens[last - 1].lower not in lists.ORGANISATION_WORDS | lists.BODY_NOUNS:
            return False
        before = tokens[place - 1]
        if place > 1 and tokens[place - 2].lower.rstrip(".") in {"st", "saint"}:
            return True
        many = before.lower in IRREGULAR or tokens[place].text in {"’", "'"}
        return many and sort_of(before.lower) == "person"
