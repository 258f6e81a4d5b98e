"""Whom a noun means that the article has not tied to a name: "recalls the soprano", "der Bergfelder Coach"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.quotes.foreign.occupations import of_occupation
from podcaster.quotes.foreign.topics import Topics, words_of
from podcaster.quotes.foreign.wordlists import begins
from podcaster.quotes.foreign.words import read_words
from podcaster.sentences import STOPS

if TYPE_CHECKING:
    from podcaster.quotes.foreign.language import Language
    from podcaster.quotes.foreign.named import LinkedMention, Named
    from podcaster.quotes.foreign.people import ForeignPeople


_BEFORE_NAME = on_demand(rf"[{STOPS}:;»”\"\n]")
_BEHIND_NAME = on_demand(rf"[{STOPS}:;«“\"\n]")
BEFORE, BEHIND = 80, 60
"""Characters around a name within which its own sentence tells for which side somebody speaks."""
STEM = 5
"""Letters with which a club and who belongs to it begin: "Bergfeld" and "der Bergfelder Coach"."""


class CalledByNouns(Topics):
    """What those are called of whom one article tells."""

    def __init__(self, text: str, language: Language, people: ForeignPeople) -> None:
        super().__init__(text, language, people)
        self.others: dict[int, Named] = {}
        """Where a noun for somebody stands that means another one -> whom."""

    def of_side(self, described: Named) -> Named | None:
        """The one person with a name who speaks for a side: "la difesa" is the lawyer, "l'opposizione" its leader."""
        words = words_of(described)
        side = next((one for one in self.lists.sides if one[0] in words and len(words) < 3), None)
        if side is None or self.story:
            return None
        everybody = {id(one): one for one in self.people.everybody() if one.sort == "person"}.values()
        held = [one for one in everybody if one.roles & set(side[1:])]
        if len(held) != 1:
            held = [one for one in held or everybody if side[0] in self._own_sentence(one)]
        return held[0] if len(held) == 1 else None

    def _own_sentence(self, person: Named) -> str:
        """What stands around somebody's name where it first stands, in its sentence, in small letters."""
        at = self.people.first_place(person)
        end = at + len(person.name)
        before = _BEFORE_NAME.split(self.text[max(0, at - BEFORE) : at])[-1]
        behind = _BEHIND_NAME.split(self.text[end : end + BEHIND])[0]
        return f"{before} {behind}".casefold() if at >= 0 else ""

    def _other_of_role(self, mention: LinkedMention, person: Named) -> Named | None:
        """Who was just told of, where a noun for another one has words that are not theirs: "der Bergfelder Coach"."""
        if mention.start in self.others:
            return self.others[mention.start]
        last = self.topics[-1] if self.topics else None
        if last is None or last is person or last not in self.here or not self._is_free(last, person):
            return None
        words = [token.low for token in read_words(self.text, mention.start, mention.end)]
        head = next((at for at, word in enumerate(words) if self.language.sort_of(word) == "person"), len(words))
        closed = self.language.determiners.keys() | self.lists.links | self.language.joined.keys()
        qualify = words[:head] if self.language.capital_nouns else words[head + 1 :]
        own = [word for word in qualify if word not in closed]
        told = self._own_sentence(person)
        if not own or head == len(words) or last.gender != person.gender or any(word[:STEM] in told for word in own):
            return None
        last.roles |= set(words) & (self.language.people - self.language.kin)
        return self.others.setdefault(mention.start, last)

    def instead(self, mention: LinkedMention) -> Named | None:
        """Whom of the paragraph a noun means that is told of somebody who was not named yet: "Il tecnico"."""
        person = mention.person
        if person is None or mention.weak or self.story or person.described:
            return self._named_since(mention, person) if person and not self.story else None
        said = {token.low for token in read_words(self.text, mention.start, mention.end)}
        if said & words_of(person):
            return None
        if other := self._other_of_role(mention, person):
            return other
        if person.last < 0:
            return next((one for one in reversed([*self.met, *self.here]) if self._is_free(one, person)), None)
        called = any(self.people.by_role.get(word) is person for word in said)
        if called or person in self.here or person in self.met:
            return None  # "l'élue" is the councillor of the paragraph, not the mayoress who is named elsewhere
        near = (one for one in reversed(self.here) if one.sort == "person" and one.gender == person.gender)
        return next((one for one in near if not one.described and one.gender), None)

    def _named_since(self, mention: LinkedMention, stranger: Named) -> Named | None:
        """What somebody's name is whom an article first told of without it: "Un joven ... El detenido, Adrián Gil"."""
        indefinite = begins(tuple(self.language.indefinite))
        text = self.text[mention.start : mention.end].casefold()
        last = self.topics[-1] if self.topics and self.said is None else None
        if last is None or text.startswith(indefinite) or not stranger.name.casefold().startswith(indefinite):
            return None
        first = self.text.casefold().find(stranger.name.casefold())
        new = last in self.here and not last.described and last.sort == "person" and last.gender == stranger.form
        return last if new and 0 <= first < self.text.find(last.name) and not last.roles & self._for_others() else None

    def _shows(self, described: Named) -> bool:
        """Whether a description shows a gender, or an elided article hides it: "l'attaccante"."""
        return bool(described.form) or described.name.startswith(("l'", "l’"))

    def _for_others(self) -> set[str]:
        """What those are who speak for somebody else."""
        return {role for side in self.lists.sides for role in side[1:]} | self.language.alone

    def _is_free(self, one: Named, other: Named) -> bool:
        """Whether somebody may be meant by what another is called later."""
        return one.sort == "person" and not one.described and not one.roles and one.fits(other.gender)

    def _just_told_of(self, described: Named) -> Named | None:
        """Whom of the paragraph a noun that no list has may mean: "recalls the soprano"."""
        if described.name in self.lists.second:
            last = self.topics[-1] if self.topics else None
            both = [one for one in reversed([*self.named, *self.met]) if one.sort == "person" and not one.described]
            return next((one for one in both if one is not last and one.fits(described.form)), None)
        elided = (
            described.name.startswith(("l'", "l’")) and not described.name[2:3].isupper()
        )  # "a souligné l'officier"
        if not described.described or described.sort or not (elided or (described.gender and " " in described.name)):
            return None
        short = described.name.count(" ") == (not elided)
        short = short and not described.name.startswith(tuple(self.language.indefinite))
        short = short and not described.name.split()[-1].isupper()
        short = short and not described.name.endswith(self.lists.thing_endings)
        people = [
            one
            for one in reversed(self.here or self.met or self.topics[-1:])
            if one.sort == "person" and not one.described
        ]
        if elided and len({id(one) for one in people}) != 1:
            return None
        if self.language.tag in {"es", "pt"} and not self.here and not self.met:
            people = [one for one in people if not one.roles]
        return next((one for one in people if short and (elided or one.gender == described.gender)), None)

    def called_so(self, described: Named) -> Named | None:
        """Who of the paragraph "the father of the stroke" is: the one man in it of whom no office is told."""
        if not self.story and (known := of_occupation(described, [*self.topics, *self.met], self.language)):
            return known
        if not self._may_be_told_of(described) or self.story:
            return self._surname_that_opens(described)
        words = words_of(described)
        return None if self._is_another(described, words) else self._of_the_paragraph(described, words)

    def _is_another(self, described: Named, words: set[str]) -> bool:
        """Whether the words of a description are those of somebody else than whom the paragraph names."""
        alone = self.language.tag == "pt" and words & self.language.alone
        if alone and (self.told_of is None or self.told_of.described or self.told_of.gender != described.form):
            return True  # "o secretário de Estado da Energia" would have been called so
        kin = self.language.kin - self.language.grown
        if words & self.language.possessives and (words & kin or self.language.tag == "it"):
            return True  # "seine Tochter", "il suo vice"
        # "la mère de la petite fille", but "el padre del ictus"
        return bool(words & kin) and sum(self.language.sort_of(word) == "person" for word in words) > 1

    def _of_the_paragraph(self, described: Named, words: set[str]) -> Named | None:
        """Whom with a name the sentence before is about, or the one of the paragraph of whom no office is told."""
        near = self.here if any(one.sort == "person" for one in self.here) else self.met
        near = [one for one in near if one is not self.told_to]  # "gritou-lhe o rapaz da janela"
        # "el padre de D. Luis Gil" is not Luis Gil
        near = [one for one in near if one.described or one.name.casefold().split()[-1] not in words]
        people = {id(one): one for one in near if one.sort == "person" and one.fits(described.form)}
        if self.lists.strangers:  # "the mayor" is not "the critic" before him
            strange = begins(self.lists.strangers)
            people = {key: one for key, one in people.items() if not one.described or one.name.startswith(strange)}
        found = [one for one in people.values() if not one.described] or [*people.values()]
        told = self.said is None and not words & (self.language.alone | self.language.possessives)
        if told and self.topics and self.topics[-1] in found and not self.topics[-1].described:
            return self.topics[-1]  # "Il governatore Luca Zorzi è qui. «...», dice il presidente della Regione"
        return found[0] if len(found) == 1 and not found[0].roles else None

    def _surname_that_opens(self, described: Named) -> Named | None:
        """Whose surname begins the sentence before: "Denaro non ci sta. «No», dice il centrocampista barese"."""
        last = self.topics[-1] if self.topics and not self.story else None
        person = described.described and described.sort == "person" and described.form in {"male", "female"}
        definite = not described.name.startswith(begins(tuple(self.language.indefinite)))
        if last is None or not person or not definite or last.sort or not self._opens(last):
            return None
        return last if last in self.here and not words_of(described) & self.language.kin else None

    def _may_be_told_of(self, described: Named) -> bool:
        """Whether "the head of the ministry" may be a man of the paragraph who has a name."""
        if not described.described or described.sort != "person" or not self._shows(described):
            return False
        definite = not described.name.startswith(tuple(self.language.indefinite))
        owned = described.name.startswith(tuple(f"{word} " for word in self.language.possessives))
        owned = owned and self.language.tag in {"es", "pt"} and not self.language.kin & words_of(described)
        near = [*self.here, *self.met, *(self.topics if owned else ())]  # "su cuidadora" may be the scientist
        return definite and any(one.sort == "person" and described.form in {one.gender, ""} for one in near)
