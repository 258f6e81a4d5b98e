"""How sure it is that a passage is whose it seems to be: who else may have said it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from podcaster.quotes.foreign.found import ABOUT_THEM, GOING, NO_SUBJECT, Found
from podcaster.quotes.foreign.speech import FEWEST
from podcaster.quotes.foreign.words import read_words

if TYPE_CHECKING:
    from podcaster.quotes.foreign.named import Named
    from podcaster.quotes.foreign.tags import Tags
    from podcaster.quotes.foreign.words import WordForm


class Doubts:
    """What the words around the passages of one article tell of who else may have said them."""

    def __init__(self, text: str, tags: Tags) -> None:
        self.text, self.language, self.tags = text, tags.language, tags
        self.led_by: Named | None = None
        """Whom the paragraph had named last before its first passage."""

    def begin(self) -> None:
        """Takes note of whom a paragraph has named last before its first passage."""
        self.led_by = self.tags.met[-1] if self.tags.met else None

    def is_doubtful(self, found: Found, last: Found, gap: tuple[int, int], behind: tuple[int, int]) -> bool:
        """Whether a passage may be somebody else's than the one before, although it seems to be the same person's."""
        if self._others(gap, found.person) or self.tags.are_several(found):
            return True
        if found.way == NO_SUBJECT and self.tags.has_other_subject(found, behind):
            return True
        return found.way == GOING and self._may_answer(gap, last)

    def led(self, guess: Found, tail: tuple[int, int]) -> Found:
        """The guess that the sentence before a passage is about who says it, surer where it named them last."""
        known = guess.way == ABOUT_THEM and guess.person is not None and guess.person is self.led_by
        sure = known and not self.tags.story and not self.tags.names_others(guess.person, tail)
        return replace(guess, plain=True) if sure else guess

    def plainly(self, found: Found, gap: tuple[int, int], behind: tuple[int, int], *, first: bool) -> Found:
        """What is found, sure enough where a pronoun or nothing can mean nobody else.

        Args:
            found: Who is likely to say a passage.
            gap: The stretch before it.
            behind: The stretch behind it.
            first: Whether it is the paragraph's first passage.
        """
        leads = first or self._begins_with(found.person, *self.tags.last_sentence(*gap))
        only = self.tags.is_only_one(found, behind)
        only = only or self.tags.is_last_named(found, self.tags.first_sentence(*behind), leads=leads)
        return replace(found, plain=True) if only else found

    def _begins_with(self, person: Named | None, start: int, end: int) -> bool:
        """Whether whom a sentence names first is somebody: "Noémia confirma."."""
        tokens = read_words(self.text, start, end)
        one = next(iter(self.tags.people.mentions(tokens)), None)
        known = person is not None and one is not None and one.person is person and not one.weak
        return known and one is not None and not self.tags.after_preposition(tokens, one)

    def _may_answer(self, gap: tuple[int, int], before: Found) -> bool:
        """Whether what nothing reports may be somebody's answer, or what a sentence before it tells of another."""
        asked = before.verb.casefold() in self.language.asks or "?" in self.text[max(0, gap[0] - 2) : gap[1]]
        told = list(self.tags.sentences(*gap))[1:]
        return asked or any(len(read_words(self.text, *one)) > FEWEST for one in told)

    def _others(self, gap: tuple[int, int], person: Named | None) -> bool:
        """Whether somebody else is named between two passages, whom a pronoun or nothing may mean."""
        mentions = self.tags.people.mentions(read_words(self.text, *gap))
        named = (one.person for one in mentions if one.person and not one.person.described)
        if any(one is not person and one.sort == "person" for one in named):
            return True
        return self._tells_of_others(list(self.tags.sentences(*gap))[1:], person)

    def _tells_of_others(self, sentences: list[tuple[int, int]], person: Named | None) -> bool:
        """Whether whole sentences between two passages tell of somebody else: then nothing is sure."""
        for start, end in sentences:
            tokens = read_words(self.text, start, end)
            if any(token.low in self.language.words.whoever for token in tokens) or self._is_somebodys_answer(tokens):
                return True
            for one in self.tags.people.mentions(tokens):
                other = one.person is not None and one.person is not person and one.person.sort != ""
                if other and not one.weak and not self.tags.after_preposition(tokens, one):
                    return True
        return False

    def _is_somebodys_answer(self, tokens: list[WordForm]) -> bool:
        """Whether a sentence tells of an answer without its giver, or of "the man": "a resposta é que"."""
        held = self.language.sayings | self.language.grown
        return any(one.low in self.language.determiners and noun.low in held for one, noun in pairwise(tokens))
