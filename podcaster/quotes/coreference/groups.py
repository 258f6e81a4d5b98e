"""Decides which body, group or text "it" and "they" stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes import lists
from podcaster.quotes.coreference.binding import tagged_part
from podcaster.quotes.coreference.issued import ISSUED, is_thing, issuer
from podcaster.quotes.coreference.we import body_told_of, says_for_itself, says_we

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.coreference.analysis import Reading
    from podcaster.quotes.coreference.antecedents import Antecedents
    from podcaster.quotes.coreference.people import Person
    from podcaster.quotes.mentions.mention import Mention

LOOKED_AT = 12
"""Mentions looked back at for a body or group."""


def stands_for(
    reading: Reading, antecedents: Antecedents, recent: Sequence[int], index: int, *, plural: bool
) -> Person | None:
    """Whom "they" or "it" means: the last group or body that was a subject.

    Args:
        reading: The article, read.
        antecedents: What its mentions are in their sentences.
        recent: The mentions before, in order.
        index: The pronoun's mention.
        plural: It is "they".

    Returns:
        A person; None when nobody met lately is of that sort.
    """
    choice = _Choice(reading, antecedents, recent[-LOOKED_AT:], index, plural=plural)
    return choice.best()


class _Choice:
    def __init__(
        self, reading: Reading, antecedents: Antecedents, recent: Sequence[int], index: int, *, plural: bool
    ) -> None:
        self.reading, self.people, self.antecedents = reading, reading.people.all, antecedents
        self.speaking = antecedents.speaking
        self.index, self.mention, self.plural = index, reading.mentions[index], plural
        self.before = list(reversed(recent))
        self.says = index in self.speaking
        self.several = self.says and not plural and says_we(reading, index)
        """The pronoun is "it" and says "we"."""
        self.inside = tagged_part(reading, index) if self.says else -1
        """First token of what the pronoun's tag stands inside; -1: it does not."""

    def best(self) -> Person | None:
        if not self.plural and (body := self._told_by_clause()) is not None:
            return body
        if self.plural and (one := self._single()) is not None:
            return one
        if self.plural and self.says and (spoke := self._spoke()) is not None:
            return spoke
        fitting = [back for back in self.before if self._fits(back)]
        if self.several:
            bodies = [back for back in fitting if self._says_we(back)]
            here = any(self.reading.mentions[back].paragraph == self.mention.paragraph for back in bodies)
            if not here and (body := body_told_of(self.reading, self.before, self.index)) is not None:
                return body
            fitting = bodies or [back for back in fitting if self.reading.mentions[back].noun in ISSUED]
        for back in [each for each in fitting if self._is_main(each)][:1] or fitting[:1]:
            person = self.people[self.reading.mentions[back].person]
            reads = self.says and self.reading.mentions[back].sort == "text"
            return (issuer(self.reading, back) if reads else None) or person
        return self._ungendered() if self.plural and self.says else None

    def _told_by_clause(self) -> Person | None:
        """The body whose relative clause the pronoun stands in: "a board that wanted an end to what it called"."""
        tokens = self.reading.paragraphs[self.mention.paragraph].tokens
        if self.mention.last >= len(tokens) or tokens[self.mention.last].verb not in {"say", "speak", "call"}:
            return None
        for back in self.before:
            other = self.reading.mentions[back]
            if (other.paragraph, other.sentence) != (self.mention.paragraph, self.mention.sentence):
                return None
            if any(token.tag in {",", "Q", ";", "—"} for token in tokens[other.last : self.mention.first]):
                return None
            if tokens[other.last].lower in {"that", "which"} and self.people[other.person].sort == "body":
                return self.people[other.person]
        return None

    def _is_main(self, back: int) -> bool:
        """Whether "it said", or "its head said", goes on with a sentence's own subject, not with one in its words."""
        same = self.reading.mentions[back].paragraph == self.mention.paragraph and not self.plural
        same &= self.says or self._owns_speaker()
        return same and (
            back in self.antecedents.topics or (back in self.speaking and back not in self.antecedents.embedded)
        )

    def _owns_speaker(self) -> bool:
        """Whether "its" names who says something: "its president said"."""
        behind = self.reading.mentions[self.index + 1 : self.index + 2]
        owned = bool(behind) and behind[0].owner == self.index
        return owned and not self.speaking.isdisjoint(range(self.index + 1, self.index + 3))

    def _fits(self, back: int) -> bool:
        other = self.reading.mentions[back]
        person = self.people[other.person]
        if self.reading.paragraphs[other.paragraph].tokens[other.first].lower == "no":
            return False  # "no request was made" leaves nothing behind
        if self.inside >= 0 and other.paragraph == self.mention.paragraph and other.first >= self.inside:
            return False  # "The plan, it said, “was ...”"
        if self.says and (is_thing(person, other, self.speaking) or self._opens_with(other)):
            return False
        if self._acts(back) and self._unknown(person) and other.paragraph == self.mention.paragraph:
            return not self.plural or self._takes_many(other)
        group = person.plural or person.sort == "body"
        if not (group if self.plural else person.sort in {"body", "text"} and not person.plural):
            return False
        return (
            self._acts(back)
            or (self.plural and other.sort == "person" and other.plural and self._just_before(other))
            or (other.sort == "text" and (not other.role or self._read_out(other)))
        )

    def _says_we(self, back: int) -> bool:
        person = self.people[self.reading.mentions[back].person]
        return self._unknown(person) or says_for_itself(person)

    def _acts(self, back: int) -> bool:
        return self.reading.mentions[back].role == "subject" or back in self.speaking

    def _unknown(self, person: Person) -> bool:
        """Whether nothing shows what goes by a name of several words, or of one for "it": "Network Western"."""
        several = len(person.words) > 1 or (not self.plural and person.named)
        return several and not person.sort and not person.guess and not person.genders

    def _takes_many(self, other: Mention) -> bool:
        tokens = self.reading.paragraphs[other.paragraph].tokens
        return other.last < len(tokens) and tokens[other.last].lower in lists.MANY_VERBS

    def _opens_with(self, other: Mention) -> bool:
        """Whether a text is what the pronoun's own sentence opens with: "In a statement, it said" is somebody's."""
        if (other.paragraph, other.sentence) != (self.mention.paragraph, self.mention.sentence):
            return False
        paragraph = self.reading.paragraphs[other.paragraph]
        begin = paragraph.sentences[other.sentence][0]
        return other.sort == "text" and other.first <= begin + 2 and paragraph.tokens[begin].tag == "IN"

    def _spoke(self) -> Person | None:
        """The last group that was a subject in the paragraph: who "they said" goes on with, whoever was asked since."""
        told = [back for back in self.before if back not in self.antecedents.embedded]
        for back in [*told, *self.before]:
            other = self.reading.mentions[back]
            if other.paragraph != self.mention.paragraph:
                continue
            person = self.people[other.person]
            group = person.plural or person.sort == "body" or (self._unknown(person) and self._takes_many(other))
            if group and self._acts(back):
                return person
        return None

    def _single(self) -> Person | None:
        """One person who goes by "they", or of whom the text tells no more than what they do: "one resident"."""
        for back in self.before:
            other = self.reading.mentions[back]
            person = self.people[other.person]
            if not self._acts(back) or other.paragraph < self.mention.paragraph - 1:
                continue
            if person.plural or person.sort == "body":
                if back in self.antecedents.embedded:
                    continue  # "A source said heads were free": whom the words are about
                return None
            if person.they:
                return person
            same = other.paragraph == self.mention.paragraph
            if (
                same
                and self.says
                and (back in self.speaking or self._opens_before(back))
                and not person.named
                and person.sort == "person"
                and not person.gender
            ):
                return person
        return None

    def _opens_before(self, back: int) -> bool:
        """Whether the sentence right before opens with somebody: "A Treasury source was blunt. “...,” they said"."""
        other = self.reading.mentions[back]
        begin = self.reading.paragraphs[other.paragraph].sentences[other.sentence][0]
        return other.sentence == self.mention.sentence - 1 and other.first == begin

    def _ungendered(self) -> Person | None:
        """Who spoke last in the paragraph, where nothing shows a gender and there is no group that "they" could be."""
        for back in self.before:
            other = self.reading.mentions[back]
            if other.paragraph != self.mention.paragraph:
                break
            if back in self.speaking:
                person = self.people[other.person]
                free = person.sort == "person" and not person.genders and (person.shared or not person.guess)
                return person if free else None
        return None

    def _just_before(self, other: Mention) -> bool:
        """Whether another mention stands in the sentence before, or earlier in the same one."""
        return other.paragraph == self.mention.paragraph and self.mention.sentence - other.sentence <= 1

    def _read_out(self, text: Mention) -> bool:
        """Whether "it said" reads from a text that the same paragraph has sent or found: "sent a note to families".

        Or the paragraph before, where somebody said something in it.
        """
        near = self.mention.paragraph - text.paragraph
        return self.says and (near == 0 or (near == 1 and text.noun in ISSUED))
