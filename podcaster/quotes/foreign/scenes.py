"""Whose turn it is in a dialogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes.foreign.words import read_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.detection.passages import Stretch
    from podcaster.quotes.foreign.found import Found
    from podcaster.quotes.foreign.named import Named
    from podcaster.quotes.foreign.people import ForeignPeople

FEWEST_TURNS, SHARE = 6, 0.4
"""Paragraphs that begin with somebody's words, and their share of all, in a story whose turns stand in marks."""
FEWEST_SHORT, MOSTLY = 4, 0.7
"""The same of a short text that is hardly anything else."""
FEWEST_QUESTIONS = 2
"""Of these that ask something."""
LONGEST_PAUSE = 3
"""Paragraphs without speech after which a dialogue begins anew."""
MOST_TURNS = 100
"""Turns among whose speakers the other one of a dialogue is looked for."""


class Scene:
    """The dialogue of a text so far."""

    def __init__(self, text: str, people: ForeignPeople, paragraphs: Sequence[Stretch]) -> None:
        self.text, self.people = text, people
        spoken = [one for one in paragraphs if one.passages and one.passages[0].start == one.start]
        asked = sum(text[one.passages[0].inner_end - 1] == "?" for one in spoken)
        dashes = sum("dash" in passage.flags for one in paragraphs for passage in one.passages[:1])
        short = len(spoken) >= FEWEST_SHORT and len(spoken) >= MOSTLY * len(paragraphs) and asked > 0
        talks = short or (len(spoken) >= max(FEWEST_TURNS, SHARE * len(paragraphs)) and asked >= FEWEST_QUESTIONS)
        self.story = dashes >= FEWEST_TURNS or talks
        """Whether the text is a dialogue."""
        self.turns: list[Named | None] = []
        self.pause = 0

    def is_turn(self, paragraph: Stretch) -> bool:
        """Whether a paragraph is a turn of a dialogue."""
        if any("dash" in passage.flags for passage in paragraph.passages):
            return True
        return self.story and bool(paragraph.passages) and paragraph.passages[0].start == paragraph.start

    def note(self, paragraph: Stretch, found: Sequence[Found]) -> None:
        """Takes note of who spoke in a paragraph."""
        if not paragraph.passages:
            self.pause += 1
            if self.pause > LONGEST_PAUSE:
                self.turns = []
            return
        self.pause = 0
        del self.turns[:-MOST_TURNS]
        self.turns.append(next((one.person for one in reversed(found) if one.person), None))

    def next_speaker(self, paragraph: Stretch, topic: Named | None, named: Sequence[Named]) -> Named | None:
        """Who speaks an untagged turn: whom the narrator has just told of, else not who spoke last.

        Args:
            paragraph: The turn.
            topic: Whom the narrator told of last, or who spoke last.
            named: Everybody who was named, the latest last.
        """
        called = self._called(paragraph)
        last = self.turns[-1] if self.turns else None
        if self.pause and topic and topic is not last and topic not in called:
            return topic
        present = [*reversed(self.turns), topic, *reversed(named)]
        return next((one for one in present if one and one is not last and one not in called), None)

    def _called(self, paragraph: Stretch) -> list[Named]:
        """Who is called by name in a turn."""
        words = [
            word.low
            for passage in paragraph.passages
            for word in read_words(self.text, passage.inner_start, passage.inner_end)
            if word.text[:1].isupper()
        ]
        return [one for word in words for one in self.people.by_word.get(word, [])]
