"""Which names of an article are one person's: the whole name, its parts, and those who share one."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from podcaster.quotes.foreign.capitals import LOOKED_AT
from podcaster.quotes.foreign.introduced import Introduced
from podcaster.quotes.foreign.named import Named, gender_of, is_given_name
from podcaster.quotes.foreign.words import STOP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from podcaster.quotes.foreign.language import Language
    from podcaster.quotes.foreign.words import WordForm

JUST = 250
"""Characters behind a mention in which a name that several have means the same person."""
MOST_ENDINGS = 1000
"""Names and their ends whose people are looked through where no name tells whom words mean: articles have a hundred."""
MOST_OF_A_NAME = 40


class Register(Introduced):
    """Those who are named in one article, by their names."""

    def __init__(self, text: str, language: Language) -> None:
        super().__init__(text, language)
        self.by_ending: dict[str, Named] = {}
        """What a name ends with, in lower case -> the first person whose name does."""

    def everybody(self) -> Iterator[Named]:
        """Those with a name, in the order of their first, each once or more."""
        return islice(self.by_ending.values(), MOST_ENDINGS)

    def first_place(self, person: Named) -> int:
        """Where the text first has somebody's name, near where they were entered; -1 where it has not."""
        return self.text.find(person.name, max(0, person.first - LOOKED_AT), person.first + LOOKED_AT)

    def _couple(self, names: list[WordForm]) -> None:
        """Takes note of two whose surname stands once, behind the second given name."""
        first, last = self.text[names[0].start : names[0].end], names[-1].text
        made = [self._known(f"{first} {last}"), self._known(f"{names[2].text} {last}")]
        for nr, given in enumerate((names[0], names[2])):
            if made[nr] is None:
                made[nr] = self._enter(f"{given.text} {last}", [given, names[-1]])
        if made[0] and made[1] and made[0] is not made[1]:
            self.couples.append((made[0], made[1]))

    def _grow(self, person: Named, name: str, names: list[WordForm]) -> None:
        """Gives somebody the longer name of two."""
        if person.sort == "person" and len(name.split()) > len(person.name.split()) and len(names) > 1:
            person.aliases.add(person.name)
            person.name = name
            self._know(person, name, names)

    def _enter(self, name: str, names: list[WordForm]) -> Named:
        """Somebody new, known by every part of the name."""
        person = self._new(name, names)
        person.first = names[0].start
        self._know(person, name, names)
        return person

    def _know(self, person: Named, name: str, names: list[WordForm]) -> None:
        words = name.casefold().split()
        initials = all(len(token.text) == 1 for token in names)  # the "P." of "D. P. R." alone is nobody
        if len(names) > 2 and "".join(words) != "".join(token.low for token in names):  # a nickname in marks
            self.by_ending.setdefault(f"{names[0].low} {names[-1].low}", person)
        for at_word in range(len(words)):
            self.by_ending.setdefault(" ".join(words[at_word:]), person)
        for token in names:
            held = self.by_word.setdefault(token.low, [])
            short = STOP in token.text
            if token.low not in self.language.particles and not initials and not short and len(held) < MOST_OF_A_NAME:
                held += [person] if person not in held else []

    def _new(self, name: str, names: list[WordForm]) -> Named:
        if all(len(token.text) == 1 for token in names) and len(names) > 1:
            return Named(f"{name}.", sort="person")  # "D. P. R."
        spelled = [token for token in names if STOP not in token.text]
        short_first = names[0] not in spelled and len(spelled) > 1  # "M.ª Luisa Prat", but not "J. R. Cano"
        given = re.split(r"['’-]", (spelled if short_first else names)[0].text)[0]
        bodies = any(token.low in self.language.bodies for token in names)
        bodies = bodies and not (is_given_name(names[0].text) and self.language.tag in {"es", "pt"})  # "Mauro Peña"
        short = names[0].text if len(names[0].text) > 1 and names[0] in spelled else ""
        shouted = (name.isupper() or short.isupper()) and not is_given_name(names[0].text.capitalize())  # "TSV Roden"
        bodies = bodies or shouted or " & " in name  # "Hartwig & Filhos"
        if bodies or (name.isupper() and len(names) == 1) or name.casefold() in self.lists.agencies:
            return Named(name, sort="body")
        initial = len(names) > 1 and names[0] not in spelled and bool(spelled)
        sort = "person" if initial or is_given_name(names[0].text) or is_given_name(given) else ""
        nobody = sort == "person" and self.language.tag != "de" and self.evidence.is_nobody(name, names[0].start)
        return Named(name, gender_of(given, self.language), sort="" if nobody else sort, nobody=nobody)

    def _known(self, name: str) -> Named | None:
        """The person who has a name of several words, or whose name ends with it: "De Luca"."""
        words = name.casefold().split()
        return self.by_ending.get(" ".join(words)) or self._whole_of(words)

    def _whole_of(self, words: list[str]) -> Named | None:
        """The one person whose name has these words and more between or behind them, or fewer.

        "Rafael Brito" and "Rafael Brito Mendoza" are Rafael Enrique Brito Mendoza: the given name is the same, and the
        words of one stand in the other in their order.
        """
        alike = []
        for one in self.by_word.get(words[0], []) if len(words) > 1 else ():
            own = one.name.casefold().split()
            if one.sort == "person" and (_holds(own, words) or _holds(words, own)):
                alike.append(one)
        return alike[0] if len({id(one) for one in alike}) == 1 else None

    def _of_one_name(self, known: list[Named], before: str, place: int) -> Named:
        """Whom of those who share a name the word before it tells, else who was just mentioned, else the first."""
        role = self._role(before) if before else None
        if role is not None and role in known:
            return role
        people = [one for one in known if one.sort == "person"] or known
        latest = max(people, key=lambda one: one.last)
        return latest if 0 <= place - latest.last <= JUST else people[0]

    def _holds_person(self, tokens: list[WordForm]) -> bool:
        """Whether a noun for a person stands among some words."""
        return any(token.text[:1].isupper() and self.language.sort_of(token.low) == "person" for token in tokens)


def _holds(longer: list[str], shorter: list[str]) -> bool:
    """Whether the words of a name stand in a longer one, in their order, with the same given name."""
    rest = iter(longer[1:])
    return 1 < len(shorter) < len(longer) and longer[0] == shorter[0] and all(word in rest for word in shorter[1:])
