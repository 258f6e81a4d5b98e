"""Decides who said the words inside somebody's words: "She told me, 'Go home'"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.model import BlockKind
from podcaster.quotes import lists
from podcaster.quotes.coreference.people import IMPERSONAL
from podcaster.quotes.coreference.vocatives import addressed
from podcaster.quotes.lists import words_in
from podcaster.quotes.mentions.clauses import ClauseFinder
from podcaster.quotes.mentions.phrases import find_mentions
from podcaster.quotes.words.paragraphs import read_paragraph

if TYPE_CHECKING:
    from podcaster.quotes.coreference.analysis import Reading
    from podcaster.quotes.coreference.people import Person
    from podcaster.quotes.detection.passages import Passage
    from podcaster.quotes.mentions.clause import Clause
    from podcaster.quotes.mentions.mention import Mention
    from podcaster.quotes.words.tokens import Paragraph

NEAR = 6
"""Tokens between a reporting verb and the words inside: beyond, the verb has an object of its own."""
TOLD = 0.8
"""Probability of the speaker that an inner clause names."""
UNTOLD = 0.5
"""Probability that words without a clause of their own are the outer speaker's: "my 'friends'"."""


InnerTold = tuple[int, float, str, tuple[tuple[int, int], ...]]
"""Person, probability, verb and evidence of an inner passage."""


def inner_speakers(reading: Reading, passage: Passage, outer: int, addressed: int = -1) -> list[InnerTold]:
    """Who said each of the passages directly inside another one.

    Args:
        reading: The article, read; people who are met only inside are added.
        passage: The outer passage.
        outer: The number of its speaker; -1 for nobody.
        addressed: The number of the one whom it is said to; -1 for nobody known.

    Returns:
        Person, probability, verb and evidence, one an inner passage.
    """
    span = (passage.inner_start, passage.inner_end)
    paragraph = read_paragraph(reading.text, span, passage.nested, 0, BlockKind.PARAGRAPH)
    mentions = find_mentions(paragraph, reading.shapes)
    clauses = ClauseFinder(paragraph, mentions).run()
    teller = _Teller(reading, paragraph, mentions, outer, passage.start)
    found: list[InnerTold] = []
    for number in range(len(passage.nested)):
        place = next((at for at, token in enumerate(paragraph.tokens) if token.passage == number), -1)
        if addressed >= 0 and _by_you(paragraph, place):
            found.append((addressed, TOLD, "", ()))
            continue
        teller.hears(passage.nested[number])
        clause = _nearest(clauses, place, paragraph)
        if (goes := _goes(paragraph, mentions, place)) is not None:
            found.append((teller.who(goes[0]), TOLD, goes[1], ((goes[0].start, goes[0].end),)))
            continue
        if clause is None:
            found.append((outer, UNTOLD, "", ()))
            continue
        mention, verb = mentions[clause.subject], paragraph.tokens[clause.verb]
        evidence = ((mention.start, mention.end), (verb.start, verb.end))
        found.append((teller.who(mention), TOLD, verb.text, evidence))
    return found


def _goes(paragraph: Paragraph, mentions: list[Mention], place: int) -> tuple[Mention, str] | None:
    """Who says the words in "he's like, ‘...’" and "she goes, ‘...’", and the verb; None: it is told otherwise."""
    tokens, at = paragraph.tokens, place - 2
    if at < 1 or tokens[place - 1].tag != ",":
        return None
    verb = tokens[at].lower
    if verb in {"like", "all"}:
        at -= 1
        if tokens[at].lower not in _BE:
            return None
    elif verb not in {"go", "goes"}:
        return None
    who = next((mention for mention in mentions if mention.last == at), None)
    return (who, verb) if who is not None else None


def _by_you(paragraph: Paragraph, place: int) -> bool:
    """Whether the words are those of the one spoken to: "You have said that ..."."""
    tokens = paragraph.tokens
    begin = paragraph.sentences[tokens[place].sentence][0]
    verb = next((at for at in range(place - 1, begin - 1, -1) if tokens[at].verb in {"say", "speak", "call"}), -1)
    before = verb - 1
    while before >= begin and tokens[before].tag in {"AUX", "RB"}:
        before -= 1
    return before >= begin and tokens[before].lower == "you"


def _nearest(clauses: list[Clause], place: int, paragraph: Paragraph) -> Clause | None:
    """The reporting clause nearest to an inner passage; one before it in its sentence first.

    What follows tells what happened next: "I said to her, ‘...’ and she told me where to go".
    """
    near = [clause for clause in clauses if clause.subject >= 0 and clause.sort in {"say", "speak", "call", "source"}
            and abs(clause.verb - place) <= NEAR]  # fmt: skip
    tokens = paragraph.tokens
    if place > 0 and tokens[place - 1].tag in {",", ":"}:
        begin = paragraph.sentences[tokens[place].sentence][0]
        near = [clause for clause in near if begin <= clause.verb < place] or near
    return min(near, key=lambda clause: (abs(clause.verb - place), clause.verb > place), default=None)


_BE = words_in("attribution", "nested be")
_MET = frozenset({"to", "from", "with", "by"})
"""Prepositions behind which a body is asked, or asks; behind others ("in court") it is a place."""


class _Teller:
    """Finds the people whom somebody's words mean."""

    def __init__(self, reading: Reading, paragraph: Paragraph, mentions: list[Mention], outer: int, start: int) -> None:
        self.reading, self.people, self.paragraph = reading, reading.people, paragraph
        self.mentions, self.outer, self.start = mentions, outer, start
        self.called: frozenset[int] = frozenset()
        """Whom the words inside that are asked about speak to by name."""
        self.called_before: frozenset[int] = frozenset()
        """Whom those before them spoke to."""

    def hears(self, inner: Passage) -> None:
        """Goes on to some words inside: whom they speak to by name does not say them, and may answer."""
        self.called_before, self.called = self.called, addressed(self.reading.text, inner, self.people)

    def who(self, mention: Mention) -> int:
        """The number of the person whom a mention inside the words means."""
        if mention.kind == "name":
            return self._named(mention)
        if mention.kind == "pronoun" and lists.PRONOUNS[mention.noun].startswith("first"):
            return self.outer
        if mention.kind == "pronoun":
            return self._meant(mention)
        return self._described(mention)

    def _meant(self, mention: Mention) -> int:
        """Whom "he", "she" or "they" means; -1 for nobody: then the teller reads what others said."""
        if lists.PRONOUNS[mention.noun] not in {"male", "female"}:
            return self._several(mention)
        answers = [number for number in self.called_before - self.called
                   if self.people.all[number].gender in {mention.gender, ""}]  # fmt: skip
        if len(answers) == 1:
            return answers[0]
        inner = self._inner(mention)
        if inner is not None:
            return self.who(inner)
        person = _latest(self.reading, mention, self.start, {self.outer, *self.called})
        return person.number if person is not None else -1

    def _several(self, mention: Mention) -> int:
        """The body or group that the sentence before the words, or the words themselves, told of last."""
        own = [other for other in self.mentions if other.start < mention.start and other.kind != "pronoun"]
        for other in reversed(own):
            if other.plural or other.sort == "body":
                return self.who(other)
        before = [other for other in self.reading.mentions if other.person >= 0 and self._is_just_before(other)]
        before = before or self._acted_before()
        held = [self.people.all[other.person] for other in before if not self._is_of_tellers(other)]
        return next((person.number for person in reversed(held) if person.plural or person.sort == "body"), -1)

    def _is_of_tellers(self, other: Mention) -> bool:
        """Whether a bare plural opens the paragraph, and the teller is one of them: "Economists said so. “They”"."""
        paragraph = self.reading.paragraphs[other.paragraph]
        plural = other.kind == "description" and paragraph.tokens[other.head].lower == f"{other.noun}s"
        opens = plural and other.first == 0 and other.role == "subject" and paragraph.tokens[0].tag in {"NN", "NNP"}
        return opens and paragraph.start <= self.start < paragraph.end

    def _acted_before(self) -> list[Mention]:
        """Those who act in the paragraph before one that the outer words open: "Roe said managers ignored her"."""
        number = next((each.index for each in self.reading.paragraphs if each.start == self.start), 0)
        low, high = self.reading.spans[number - 1] if number else (0, 0)
        return [other for other in self.reading.mentions[low:high] if other.person >= 0 and other.role == "subject"]

    def _is_just_before(self, other: Mention) -> bool:
        """Whether a mention stands in the paragraph of the outer words, before them, and is no place there."""
        paragraph = self.reading.paragraphs[other.paragraph]
        if not paragraph.start <= other.start < self.start < paragraph.end:
            return False
        place = other.first - 1
        while place > 0 and paragraph.tokens[place].tag in {"DT", "PRP$"}:
            place -= 1
        before = paragraph.tokens[place] if place >= 0 else None
        return before is None or before.tag != "IN" or before.lower in _MET

    def _inner(self, mention: Mention) -> Mention | None:
        """The one whom a pronoun means among those met before it in the same words."""
        for other in reversed(self.mentions):
            if other.start >= mention.start or other.kind == "pronoun" or other.plural:
                continue
            fits = other.sort == "person" or (other.kind == "name" and not other.sort)
            if fits and mention.gender and other.gender in {"", mention.gender}:
                return other
        return None

    def _named(self, mention: Mention) -> int:
        known = self.people.find_full(mention.words, mention.gender) if len(mention.words) > 1 else None
        if known is None and len(mention.words) == 1:
            last, first = self.people.matching(mention.words[0])
            known = next(iter(last + first), None)
        return (known or self.people.add(mention.words, sort=mention.sort or "person")).number

    def _described(self, mention: Mention) -> int:
        """Somebody without a name, described by the one who tells of them: "my mother" is Jane Roe's mother."""
        text = self._phrase(mention)
        plain = " ".join(self.reading.text[mention.start : mention.end].split()).lower()
        known = next((person for person in self.people.all if person.description in {text, plain}), None)
        if known is None:
            known = self.people.add(description=text, sort=mention.sort or "person")
            if mention.gender:
                known.genders[mention.gender] += 1
        return known.number

    def _phrase(self, mention: Mention) -> str:
        tokens, first = self.paragraph.tokens, mention.first
        while first > 0 and tokens[first].tag != "PRP$" and tokens[first - 1].tag in {"RB", "NN", "CD", "PRP$"}:
            first -= 1
        owned = tokens[first].tag == "PRP$"
        start = tokens[first + 1].start if owned and first < mention.head else mention.start
        text = " ".join(self.reading.text[start : mention.end].split())
        if self.outer < 0:
            return text[:1].lower() + text[1:]
        teller = self.people.all[self.outer].name
        if owned and tokens[first].lower in {"my", "our"}:
            return f"{teller}'s {text}"
        return f"{text[:1].lower()}{text[1:]} quoted by {teller}"


def _latest(reading: Reading, mention: Mention, start: int, others: set[int]) -> Person | None:
    """The person met last before a passage whom a pronoun in it can mean.

    Args:
        reading: The article, read.
        mention: The pronoun.
        start: Where the passage begins.
        others: Those who cannot be meant: who tells it, and whom the words speak to.
    """
    best: tuple[int, Person] | None = None
    unshown: list[tuple[int, Person]] = []
    for person in reading.people.all:
        if person.number in others or person.plural or not person.mentions:
            continue
        if mention.gender and not person.gender and person.sort == "person":
            unshown += [(reading.mentions[index].start, person) for index in person.mentions]
        if person.sort in IMPERSONAL or (mention.gender and person.gender != mention.gender):
            continue
        told = (reading.mentions[index] for index in person.mentions)
        before = [
            each.start for each in told if each.start < start and not (each.kind == "pronoun" and each.role == "owner")
        ]
        if before and (best is None or before[-1] > best[0]):
            best = (before[-1], person)
    if best is None:  # "Roe found her drummer in tears. “And he's like, ‘...’"
        return _only_near(reading, unshown, start)
    return best[1]


def _only_near(reading: Reading, met: list[tuple[int, Person]], start: int) -> Person | None:
    """The only one of some people who is met in a passage's paragraph before it, or else in the paragraph before."""
    index = next(number for number, one in enumerate(reading.paragraphs) if one.start <= start < one.end)
    for paragraph in reversed(reading.paragraphs[max(1, index - 1) : index + 1]):
        near = {person.number: person for at, person in met if paragraph.start <= at < min(start, paragraph.end)}
        if near:
            return next(iter(near.values())) if len(near) == 1 else None
    return None
