"""Finds the text before "which read": "a note to her husband that read", "messages, including one which said"."""

from __future__ import annotations

from podcaster.quotes.mentions.long_subjects import LongSubjectFinder

GETS = 9
"""Words between a text and "that read" at most."""
_WHO_GETS = frozenset({"NN", "NNP", "DT", "PRP", "PRP$", "POS", "CD", ",", "IN", "TO"})
_WHAT_IT_SAYS = frozenset({",", ":", "Q", "PRP", "PRP$", "DT", "SUB", "RB"})


class SentTextFinder(LongSubjectFinder):
    """Looks for what a text says in one paragraph."""

    def _goes_on_with(self, at: int) -> bool:
        """Whether "that" stands before the verb of what a thing says: "a note that read", not "told him that read"."""
        tokens = self.tokens
        index = self.ending.get(at, -1) if tokens[at].lower == "that" and at + 2 < len(tokens) else -1
        if index < 0 or self.mentions[index].kind != "description" or tokens[at + 1].tag != "V":
            return False
        first = self.mentions[index].first
        told = first > 0 and tokens[first - 1].verb in {"say", "speak"}
        return not told and tokens[at + 1].verb in {"say", "speak", "call"} and tokens[at + 2].tag in _WHAT_IT_SAYS

    def _sent_text(self, at: int, begin: int) -> int:
        """The text of "sent a note to her husband that read", "got a letter from Roe which said"; -1: none."""
        tokens = self.tokens
        if tokens[at].lower not in {"that", "which"} or at + 1 >= len(tokens) or not tokens[at + 1].verb:
            return -1
        one = at - 1 - (tokens[at - 1].lower == "of")
        if one > begin and tokens[one].lower == "one":  # "messages, including one that read", "one of which read"
            texts = (self.ending.get(place, -1) for place in range(one, begin, -1))
            return next((index for index in texts if index >= 0 and self.mentions[index].sort == "text"), -1)
        place = at
        while place > begin and tokens[place - 1].tag in _WHO_GETS and at - place < GETS:
            place -= 1
            index = self.ending.get(place, -1)
            if index >= 0 and self.mentions[index].sort == "text" and tokens[place].lower in {"to", "for", "from"}:
                return index
        return -1

    def _text_before(self, index: int, begin: int) -> int:
        """Of "a note taped to the tent" before "that read", the note; else what is given."""
        speaks = index < 0 or self.mentions[index].sort in {"text", "person", "body"}
        head = index if speaks else self._modified(index, begin)
        return head if head == index or self.tokens[self._front(head) - 1].tag in {"V", "ING", "IN"} else index
