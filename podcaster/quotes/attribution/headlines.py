"""Tells whose words a headline leaves open: behind the name of a genre or a topic, or told to a court."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.model import BlockKind
from podcaster.quotes import lists
from podcaster.quotes.attribution.model import TAGS
from podcaster.quotes.lists import words_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.attribution.candidates import Standing
    from podcaster.quotes.attribution.model import Candidate
    from podcaster.quotes.coreference.analysis import Reading
    from podcaster.quotes.mentions.mention import Mention
    from podcaster.quotes.words.tokens import Token

_GENRES = words_in("attribution", "headlines genres")
"""Texts that a label says the article to be, or to be about; those left speak: "Report: 'Nobody was told'"."""
_HEARS = frozenset({"hears", "heard", "told"})


def that_speak(reading: Reading, place: Standing, candidates: list[Candidate]) -> list[Candidate]:
    """The candidates of a headline's passage that it gives the words to; none where it leaves open whose they are.

    Args:
        reading: The article, read.
        place: Where the passage stands.
        candidates: Everybody who can have said it.
    """
    if place.paragraph.kind not in {BlockKind.TITLE, BlockKind.HEADING}:
        return candidates
    tokens = place.paragraph.tokens
    if _is_heard(tokens[place.begin : place.end]):
        return []
    label = next((at for at in range(place.token - 1, -1, -1) if tokens[at].tag == ":"), -1)
    if label < 0 or any(_is_said_by(reading, label, mention) for mention in _own(reading, place)):
        return candidates
    left = [each for each in candidates if each.mention < 0 or reading.mentions[each.mention].first > label]
    return left if any(_names(reading, place, each) for each in left) else []


def _is_heard(tokens: Sequence[Token]) -> bool:
    """Whether a headline ends with who heard its words: "..., inquest told", "..., court hears"."""
    ends = [token for token in tokens if token.tag not in {".", "Q"}][-3:]
    if not ends or ends[-1].lower not in _HEARS:
        return False
    return len(ends) > 1 and (ends[0].tag == "," or ends[-2].tag == "NN") and tokens[-1].tag != "Q"


def _own(reading: Reading, place: Standing) -> Sequence[Mention]:
    begin, end = reading.spans[place.paragraph.index]
    return reading.mentions[begin:end]


def _is_said_by(reading: Reading, label: int, mention: Mention) -> bool:
    """Whether a label is somebody who says something: "Roe: 'No'", "Police: 'Stay away'"; not "House fire: 'I ran'"."""
    if mention.last != label or mention.person < 0:
        return False
    if mention.kind == "description":
        return mention.sort in {"person", "body"} or (mention.sort == "text" and mention.noun not in _GENRES)
    person = reading.people.all[mention.person]
    if any(word.lower() in lists.COUNTRIES for word in mention.words) or person.speaks:
        return True
    return person.sort == "person" or (person.sort == "body" and len(person.mentions) > 1)


def _names(reading: Reading, place: Standing, candidate: Candidate) -> bool:
    """Whether a candidate has a verb of its own or stands behind a dash: "Interview: 'I ran' – Roe"."""
    if candidate.way in TAGS or candidate.mention < 0:
        return candidate.way in TAGS
    mention, tokens = reading.mentions[candidate.mention], place.paragraph.tokens
    return mention.first > place.token and tokens[mention.first - 1].tag in {"—", ","}
