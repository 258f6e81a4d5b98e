"""Says who said each passage of an article, in the order of the text."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from podcaster.model import BlockKind, Quote, QuoteKind
from podcaster.quotes.foreign.labels import ALONE, MOST, Labels, repeated, squeezed
from podcaster.quotes.foreign.passages import FEWEST, find_paragraphs
from podcaster.quotes.foreign.people import Named, People, read_words
from podcaster.quotes.foreign.tags import GOES_ON, MEANT, NOBODY, Found, Tags

if TYPE_CHECKING:
    from podcaster.model import Article
    from podcaster.quotes.detection.passages import Passage, Stretch
    from podcaster.quotes.foreign.language import Language

SURE = 0.85
"""Below it an editor should look, as in English."""
SURELY = frozenset({"dash", "turn", "block", "continued"})
"""Flags of passages that are speech whatever stands beside them."""


class Attributor:
    """Says who said each passage of one article, in the order of the text."""

    def __init__(self, article: Article, language: Language) -> None:
        self.text, self.language = article.text, language
        paragraphs = find_paragraphs(article, language)
        people = People(article.text, language)
        for paragraph in paragraphs:
            if paragraph.kind is not BlockKind.TITLE or _has_turns(paragraphs):
                for start, end in _gaps(paragraph):
                    people.learn(read_words(self.text, start, end))
        self.paragraphs = [one for one in paragraphs if one.kind not in {BlockKind.TITLE, BlockKind.HEADING}]
        self.labels = Labels(article.text, language, people, paragraphs)
        self.tags = Tags(article.text, language, people)
        self.turns: list[Named | None] = []
        self.last = NOBODY
        """Who said the last passage of the paragraph before."""

    def quotes(self) -> tuple[Quote, ...]:
        """All quotes."""
        told: list[tuple[Passage, Found]] = []
        before: list[Named] = []
        tags = self.tags
        for index, paragraph in enumerate(self.paragraphs):
            found = self._paragraph(paragraph, index)
            told += zip(paragraph.passages, found, strict=True)
            self.last = found[-1] if found else self.last
            spoke = [one.person for one in found if one.person]
            now = tags.recent[len(before) :]
            before = [*now, *spoke[-1:]]
            tags.recent, tags.here = list(before), len(before)
            self.turns = [*self.turns, spoke[-1] if spoke else None] if _is_turn(paragraph) else []
        return tuple(self._quote(*each) for each in self._pulled(told) if self._speech(*each))

    def _speech(self, passage: Passage, found: Found) -> bool:
        """Whether a passage is speech: a few words in the middle of a sentence are a title, or held at a distance."""
        if passage.flags & SURELY or len(read_words(self.text, passage.start, passage.end)) > FEWEST:
            return True
        before = self.text[max(0, passage.start - 3) : passage.start].rstrip(" \t\u00a0\u202f")[-1:]
        inside, behind = self.text[passage.start : passage.end], self.text[passage.end : passage.end + 1]
        whole = (
            before in "\n:,.!?…»”"
            or self._behind_that(passage.start)
            or behind == ","
            or re.search(r"[.,!?…]\W?\W$", inside)
        )
        return found.tagged and bool(whole)

    def _behind_that(self, start: int) -> bool:
        """Whether "that" stands before a passage."""
        words = self.text[max(0, start - 8) : start].split()
        return bool(words) and words[-1] in self.language.that

    def _paragraph(self, paragraph: Stretch, index: int) -> list[Found]:
        first = next(iter(paragraph.passages), None)
        if first and "turn" in first.flags:
            return [self.labels.turn(passage) for passage in paragraph.passages]
        told: list[Found] = []
        self.tags.unnamed = []
        gaps = _gaps(paragraph)
        for at, passage in enumerate(paragraph.passages):
            self.tags.note(*gaps[at])
            found = self.labels.cited(passage) or self._beside(paragraph, index, at)
            if found.person is None and at and told[-1].person and not found.strange:
                found = self._going_on(gaps[at], told[-1].person, tagged=found.tagged)
            if found.person:
                self.tags.recent.append(found.person)
            told.append(found)
        self.tags.note(*gaps[-1])
        return self._fill(paragraph, told)

    def _beside(self, paragraph: Stretch, index: int, at: int) -> Found:
        """What stands beside a passage; beside a block quote or a quotation that goes on, the paragraph before."""
        gaps = _gaps(paragraph)
        passage = paragraph.passages[at]
        earlier = self.paragraphs[index - 1] if index else None
        if at == 0 and "continued" in passage.flags and earlier and self.last.person:
            return replace(self.last, way="the quotation goes on")
        found = self.tags.beside(gaps[at], gaps[at + 1])
        if at == 0 and found.person is None and earlier and "block" in passage.flags:
            return self._introduced(earlier)
        return found

    def _introduced(self, earlier: Stretch) -> Found:
        """Whom the last sentence of the paragraph before a block quote names, or the last who spoke, unsure."""
        start, end = self.tags.last_sentence(*_gaps(earlier)[-1])
        found = self.tags.clause(start, end, behind=False) if start < end else NOBODY
        if found.person and self.text[start:end].rstrip().endswith(":"):
            return found
        return Found(found.person or self.last.person, ALONE, "a block quote that nothing introduces", tagged=True)

    def _going_on(self, gap: tuple[int, int], last: Named, *, tagged: bool) -> Found:
        """The last speaker, or whom the sentence right before a passage is about, if it is another."""
        start, end = self.tags.last_sentence(*gap)
        if start > gap[0]:
            tokens = read_words(self.text, start, end)
            mentions = self.tags.people.mentions(tokens)
            named = [one.person for one in mentions if not self.tags.after_preposition(tokens, one)]
            if named and named[0] and not named[0].described and named[0] is not last:
                return Found(named[0], MEANT, "named in the sentence before", tagged=tagged)
        return Found(last, GOES_ON, "the same speaker goes on", tagged=tagged)

    def _fill(self, paragraph: Stretch, told: list[Found]) -> list[Found]:
        """Gives passages before the first tag of a paragraph its speaker, and paragraphs without one the last."""
        later = next((one.person for one in told if one.person), None)
        way, sure = "the speaker is named later in the paragraph", GOES_ON
        if later is None and _is_turn(paragraph) and len(self.turns) > 1:
            later, way, sure = self.turns[-2], "the other speaker of the dialogue", MEANT
        elif later is None and paragraph.passages and self.tags.recent:
            later, way, sure = self.tags.recent[-1], "the last who was named or spoke", MEANT - 0.1
        if later is None:
            return told
        known = [bool(one.person) or (one.strange and not _is_turn(paragraph)) for one in told]
        guesses = [Found(later, sure, way, tagged=one.tagged) for one in told]
        return [one if keep else guess for keep, one, guess in zip(known, told, guesses, strict=True)]

    def _pulled(self, told: list[tuple[Passage, Found]]) -> list[tuple[Passage, Found]]:
        """The same, where a block quote that repeats words of the text has their speaker."""
        blocks = [
            at for at, (passage, found) in enumerate(told) if "block" in passage.flags and found.confidence < SURE
        ]
        if not blocks:
            return told
        said = [(squeezed(self.text, one), found) for one, found in told if "block" not in one.flags and found.person]
        for at in blocks[:MOST]:
            told[at] = (told[at][0], repeated(self.text, told[at][0], said) or told[at][1])
        return told

    def _quote(self, passage: Passage, found: Found) -> Quote:
        speaker = found.person.speaker() if found.person else None
        review = ""
        if speaker is None:
            review = "Nobody is named who can have said it."
        elif found.confidence < SURE:
            review = f"Probably {speaker.name} ({100 * found.confidence:.0f} % sure, {found.way})."
        return Quote(
            passage.start, passage.end, QuoteKind.SPEECH, speaker, found.verb, found.evidence, found.confidence, review,
            self._nested(passage, found), voiced=found.confidence >= MEANT, way=found.way,
        )  # fmt: skip

    def _nested(self, passage: Passage, outer: Found) -> tuple[Quote, ...]:
        """The quotes inside a passage: of whom the words before them name, else of whoever tells them."""
        quotes: list[Quote] = []
        place = passage.inner_start
        for inner in passage.nested:
            start, end = self.tags.last_sentence(place, inner.start)
            found = self.tags.clause(start, end, behind=False) if start < end else NOBODY
            place = inner.end
            if not self._speech(inner, found):
                continue
            named = found.person is not None and found.confidence > MEANT
            quotes.append(
                self._quote(inner, found if named else replace(outer, confidence=min(outer.confidence, GOES_ON)))
            )
        return tuple(quotes)


def _has_turns(paragraphs: list[Stretch]) -> bool:
    return any("turn" in passage.flags for one in paragraphs for passage in one.passages)


def _gaps(paragraph: Stretch) -> list[tuple[int, int]]:
    """What stands before, between and behind the passages of a paragraph."""
    starts = [paragraph.start, *(passage.end for passage in paragraph.passages)]
    ends = [*(passage.start for passage in paragraph.passages), paragraph.end]
    return list(zip(starts, ends, strict=True))


def _is_turn(paragraph: Stretch) -> bool:
    return any("dash" in passage.flags for passage in paragraph.passages)
