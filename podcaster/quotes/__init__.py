"""Who said it: an article's quotes and their speakers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.model import Gender, Quote, QuoteKind, Speaker
from podcaster.quotes.attribution import Attribution, attribute
from podcaster.quotes.passages import find_passages
from podcaster.quotes.reading import read

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from podcaster.model import Article
    from podcaster.quotes.model import Weights
    from podcaster.quotes.passages import Passage
    from podcaster.quotes.people import People, Person

__all__ = ["find_quotes"]

SURE = 0.6
"""Below this probability of the speaker, the quote goes to the reserve voice and to the review list."""


def find_quotes(article: Article) -> tuple[Quote, ...]:
    """Finds an article's quotes and who said them.

    Args:
        article: The article to read.

    Returns:
        The top-level quotes in the order of the text, those inside them nested.
    """
    return make_quotes(article, find_passages(article))


def make_quotes(
    article: Article, passages: Sequence[Passage], weights: Mapping[str, Weights] | None = None
) -> tuple[Quote, ...]:
    """Says who said each passage of an article.

    Args:
        article: The article.
        passages: Its passages, as ``find_passages`` gives them.
        weights: Other weights than the ones that ship, for the script that fits them.
    """
    reading = read(article, passages)
    attributions, _ = attribute(reading, passages, weights)
    speakers = _Speakers(reading.people)
    return tuple(_quote(passage, found, speakers) for passage, found in zip(passages, attributions, strict=True))


class _Speakers:
    """The speakers of an article, one value a person."""

    def __init__(self, people: People) -> None:
        self.people = people
        self.held: dict[int, Speaker] = {}

    def get(self, number: int) -> Speaker | None:
        """The speaker that a person is; None for nobody."""
        if number < 0:
            return None
        if number not in self.held:
            self.held[number] = _speaker(self.people.all[number])
        return self.held[number]


def _speaker(person: Person) -> Speaker:
    gender = Gender(person.gender) if person.gender and not person.plural else Gender.UNKNOWN
    if person.sort in {"body", "text", "people", "place"}:
        gender = Gender.UNKNOWN
    aliases = tuple(alias for alias, _ in person.aliases.most_common() if alias != person.name)
    return Speaker(person.name, gender, person.described, aliases)


def _quote(passage: Passage, found: Attribution, speakers: _Speakers) -> Quote:
    speaker = speakers.get(found.person) if passage.kind is QuoteKind.SPEECH else None
    review = ""
    if passage.kind is QuoteKind.SPEECH and found.confidence < SURE:
        review = (
            f"The speaker is uncertain: it may be {speaker.name}." if speaker else "Nobody near it can have said it."
        )
    return Quote(
        passage.start, passage.end, passage.kind, speaker, found.verb, found.evidence, found.confidence, review
    )
