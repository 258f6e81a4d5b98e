"""Finds who does what a participle tells: "Roe, speaking in Leeds", "criticised Roe for saying", "quoted as saying"."""

from __future__ import annotations

from podcaster.quotes.lists import words_in
from podcaster.quotes.mentions.subjects import SubjectFinder

QUOTING = frozenset({"quote", "cite", "hear", "record", "report"})
"""Verbs with which one tells what another said: "The paper quoted Roe as saying"."""
CAUGHT = words_in("mentions", "participle subjects caught")
"""What is done to somebody who is just saying something."""
NEAR_BY = 6
"""Words between such a participle and its agent at most."""


class ParticipleFinder(SubjectFinder):
    """Looks for the subjects of participles in one paragraph."""

    def _blamed(self, place: int, begin: int) -> int:
        """The object of "criticised Roe for saying"; -1 when there is none."""
        at = place - 2
        while at > begin and self.tokens[at].tag not in {"V", "ING", "Q", ","}:
            at -= 1
        if self.tokens[at].tag not in {"V", "ING"} or self.tokens[at].verb != "call":
            return -1
        index = self.starting.get(at + 1, -1)
        return index if index >= 0 and self.mentions[index].last <= place else -1

    def _after_name(self, place: int, begin: int) -> int:
        """The subject of "Roe, speaking in Leeds": the name before the comma, when no verb has come yet."""
        if any(self.tokens[i].tag in {"V", "Q"} for i in range(begin, place)):
            return -1
        found, _ = self._across(place - 1, begin)
        return found

    def _following(self, place: int, end: int) -> int:
        """The subject of the main clause behind a participle that opens the sentence."""
        comma = next((i for i in range(place, end) if self.tokens[i].tag == ","), -1)
        while comma >= 0:
            index = self.starting.get(comma + 1, -1)
            if index >= 0 and self.mentions[index].role == "subject":
                return index
            comma = next((i for i in range(comma + 1, end) if self.tokens[i].tag == ","), -1)
        return -1

    def _quoted(self, place: int) -> int:
        """Who says it in "quoted Roe as saying"; -1 where nobody is quoted so."""
        index = self.ending.get(place - 1, -1)
        first = self.mentions[index].first if index >= 0 else 0
        return index if first and self.tokens[first - 1].base in QUOTING else -1

    def _is_where(self, index: int) -> bool:
        """Whether a mention is where something happens: "ran an ad in New Hampshire using"."""
        mention = self.mentions[index]
        before = self.tokens[mention.first - 1].lower if mention.first else ""
        return mention.sort == "place" or before in {"in", "at", "on"}

    def _is_put_out(self, index: int, begin: int) -> bool:
        """Whether a mention is a text that somebody does something with."""
        mention = self.mentions[index]
        return mention.sort == "text" and (mention.role == "object" or (not mention.role and mention.first > begin))

    def _caught(self, index: int, begin: int) -> int:
        """Whom somebody hears or films: the subject of "Roe was filmed by a reporter calling"; -1 where nobody is."""
        first = self.mentions[index].first
        if first - 2 <= begin or self.tokens[first - 1].lower != "by":
            return -1
        verb = first - 2
        while verb > max(begin, first - NEAR_BY) and self.tokens[verb].tag in {"IN", "DT", "NN"}:
            verb -= 1  # "caught on tape by"
        at, passive, _ = self._skip_left(verb, begin)
        return self._subject(at, begin)[0] if passive and self.tokens[verb].lower in CAUGHT else -1
