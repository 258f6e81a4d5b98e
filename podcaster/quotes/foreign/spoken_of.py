"""Of whom quoted words speak: who is spoken of has seldom said them."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from podcaster.quotes.foreign.found import ANNOUNCED, MEANT, NO_SUBJECT, SURE, Found
from podcaster.quotes.foreign.words import read_words

if TYPE_CHECKING:
    from podcaster.quotes.detection.passages import Passage
    from podcaster.quotes.foreign.language import Language
    from podcaster.quotes.foreign.named import Named
    from podcaster.quotes.foreign.scenes import Scene
    from podcaster.quotes.foreign.tags import Tags


class SpokenOf:
    """Reads the quoted words of one article for those of whom they speak."""

    def __init__(self, text: str, language: Language, tags: Tags) -> None:
        self.text, self.language, self.tags = text, language, tags

    def not_told_of(self, found: Found, passage: Passage, scene: Scene) -> Found:
        """The same, or another one of the paragraph where the words speak of whoever was likely to say them."""
        if found.person is None or found.confidence >= SURE or scene.story or found.way == ANNOUNCED:
            return found
        if found.person.described and found.way.startswith("described beside"):
            return found  # "«Elle n'écoute personne», soupire sa fille"
        if found.way == NO_SUBJECT and (other := self._beside_them(found.person, passage)):
            return replace(found, person=other, confidence=min(found.confidence, MEANT))
        if not self.speaks_of(found.person, passage):
            return found
        others = [one for one in reversed([*self.tags.met, *self.tags.here]) if one.sort == "person"]
        if found.person.described and (focus := self.tags.returned_to("")):
            others.append(focus)
        own = found.person.described or self.tags.is_relative(found.person)
        speaker = self.tags.speaker if own else None  # "E a mãe? «Chorou muito.»"
        others = [one for one in others if one is not found.person and not self.speaks_of(one, passage)]
        other = speaker if speaker and speaker is not found.person else next(iter(others), None)
        return replace(found, person=other, confidence=min(found.confidence, MEANT)) if other else found

    def _beside_them(self, person: Named, passage: Passage) -> Named | None:
        """Who of the paragraph says what is said of somebody behind a preposition: "Su marido ... «Sin él no»"."""
        words = read_words(self.text, passage.inner_start, passage.inner_end)
        told = {
            self.language.oblique.get(word.low, "")
            for before, word in pairwise(words)
            if before.low in self.language.prepositions
        }
        gender = person.gender or person.form
        if not gender or gender not in told:
            return None
        people = (one for one in reversed(self.tags.here) if one.sort == "person" and one is not person)
        return next((one for one in people if not one.fits(gender)), None)

    def speaks_of(self, person: Named, passage: Passage) -> bool:
        """Whether a passage has somebody's surname, or what only they are called."""
        words = read_words(self.text, passage.inner_start, passage.inner_end)
        pronoun = self.language.pronouns.get(words[0].low, "") if words else ""
        them = pronoun and words[0].low != "il" and not self.language.talk.fullmatch(words[0].low)
        if them and self.tags.is_relative(person):
            return person.fits(pronoun)  # "Su padre era herrero. «Él decía que no», recuerda."
        kin = (self.language.kin - self.language.grown) & set(person.name.split()) if person.described else set()
        if kin and words and person is not self.tags.speaker and self.tags.is_past(words[0]):
            return True  # "Suo padre era fabbro. «Diceva di no», ricorda."
        if person.sort != "person" or person.described or " " not in person.name:
            return False
        called, surname = self.tags.people.by_role, person.name.split()[-1].casefold()
        return any(
            word.low == surname or (called.get(word.low) is person and before.low in self.language.determiners)
            for before, word in zip([*words[:1], *words], words, strict=False)
        )
