"""Whose office letters stand for: "the DPP" is the director of public prosecutions whom the article names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.quotes import lists
from podcaster.quotes.coreference.people import IMPERSONAL, note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.coreference.people import People, Person
    from podcaster.quotes.mentions.mention import Mention
    from podcaster.quotes.words.tokens import Paragraph

SHORTEST, LONGEST = 3, 5
"""Letters of an office in short: two are an agency's as often."""
_BETWEEN = r"\s(?:(?:of|the|for|and|to)\s)*"


def spell_offices(mentions: Sequence[Mention], paragraphs: Sequence[Paragraph], text: str) -> dict[int, int]:
    """Makes descriptions of the letters that an office, which the article spells out, has in short.

    Args:
        mentions: All mentions of the article; those of such letters are changed.
        paragraphs: Its paragraphs.
        text: Its text.

    Returns:
        Mention of the letters -> where in the text the office is spelt out.
    """
    found: dict[int, int] = {}
    spelt: dict[str, re.Match[str] | None] = {}
    for index, mention in enumerate(mentions):
        word = mention.words[0] if len(mention.words) == 1 and not mention.titles else ""
        if not (SHORTEST <= len(word) <= LONGEST and word.isupper() and word.isalpha()):
            continue
        if paragraphs[mention.paragraph].tokens[mention.first].lower != "the":
            continue
        if word not in spelt:
            spelt[word] = _spelt(word, text)
        if (office := spelt[word]) is None:
            continue
        mention.kind, mention.words, mention.sort, mention.noun = "description", (), "person", _head(office.group())
        mention.definite = True
        found[index] = office.start()
    return found


def _spelt(word: str, text: str) -> re.Match[str] | None:
    """Where an office with such initials stands in full; of "CJI", "Chief Justice" alone will do."""
    for count in (len(word), len(word) - 1):
        words = [rf"[{letter}{letter.lower()}][\w’'-]{{2,}}" for letter in word[:count]]
        for match in re.finditer(rf"\b{_BETWEEN.join(words)}\b", text):
            if _is_office(match.group()):
                return match
    return None


def _is_office(words: str) -> bool:
    """Whether words are an office in full: the NHS is no "new health secretary"."""
    return words.split(maxsplit=1)[0].lower() not in lists.COMMON_STARTERS | lists.ADVERBS and bool(_head(words))


def _head(office: str) -> str:
    """The noun of an office for who holds it: "director" of "director of public prosecutions"; empty for none."""
    noun = re.split(r"\s(?:of|for|to)\s", office.lower())[0].split()[-1]
    return noun if noun in lists.TITLES else ""


def link_offices(
    found: dict[int, int], mentions: Sequence[Mention], paragraphs: Sequence[Paragraph], people: People
) -> None:
    """Gives the letters of an office to the named one whom the article says to hold it.

    Args:
        found: Mention of the letters -> where the office is spelt out.
        mentions: All mentions of the article.
        paragraphs: Its paragraphs.
        people: Everybody named; they are changed.
    """
    holders = {start: _holder(start, mentions, paragraphs, people) for start in set(found.values())}
    for index, start in found.items():
        if (person := holders[start]) is not None:
            note(person, mentions[index], index)
            person.mentions.sort()


def _holder(start: int, mentions: Sequence[Mention], paragraphs: Sequence[Paragraph], people: People) -> Person | None:
    """Whom the first mention around a place in the text names."""
    for mention in mentions:
        tokens = paragraphs[mention.paragraph].tokens
        if mention.person >= 0 and tokens[mention.first].start <= start < tokens[mention.last - 1].end:
            person = people.all[mention.person]
            if person.named and person.sort not in IMPERSONAL:
                return person
    return None
