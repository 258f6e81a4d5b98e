"""Who said it: an article's quotes and their speakers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.model import Chance, Gender, Quote, QuoteKind, Speaker, worth_telling
from podcaster.quotes.attribution.decide import attribute
from podcaster.quotes.attribution.model import Attribution, Way
from podcaster.quotes.attribution.nested import inner_speakers
from podcaster.quotes.coreference.analysis import read
from podcaster.quotes.coreference.naming import guess
from podcaster.quotes.coreference.people import IMPERSONAL
from podcaster.quotes.coreference.shown import show_speakers
from podcaster.quotes.detection.passages import find_passages

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from podcaster.model import Article
    from podcaster.quotes.choice import Weights
    from podcaster.quotes.coreference.analysis import Reading
    from podcaster.quotes.coreference.people import Person
    from podcaster.quotes.detection.passages import Passage

__all__ = ["find_quotes"]

SURE = 0.85
"""Below this probability of the speaker, an editor should look: of the quotes above, 2 in 100 are wrong in news
articles that no weight has seen (``tests/benchmarks/fit_attribution.py`` prints the curve)."""
VOICED = 0.6
"""Below this probability of the speaker, the reserve voice says a quote."""
LEAST_CHANCE = 0.001
"""What somebody's chance has to be to be kept: less is no more than a rounded share of what is left to all."""


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
    attributions, references = attribute(reading, passages, weights)
    if not reading.story:
        guess(reading.people)  # of those whom labels alone name
        said = [(found.person, one) for found, one in zip(attributions, passages, strict=True)]
        show_speakers(reading, references, said)
    maker = _Maker(reading)
    return tuple(maker.quote(passage, found) for passage, found in zip(passages, attributions, strict=True))


class _Maker:
    """Makes quotes of an article's passages, one Speaker value a person."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.held: dict[int, Speaker] = {}

    def speaker(self, number: int) -> Speaker | None:
        """The speaker that a person is; None for nobody."""
        if number < 0:
            return None
        if number not in self.held:
            self.held[number] = _speaker(self.reading.people.all[number])
        return self.held[number]

    def quote(self, passage: Passage, found: Attribution) -> Quote:
        """A passage and those inside it, with their speakers."""
        speech = passage.kind is QuoteKind.SPEECH
        return Quote(
            passage.start,
            passage.end,
            passage.kind,
            self.speaker(found.person) if speech else None,
            found.verb if speech else "",
            found.evidence if speech else (),
            found.confidence if speech else 0.0,
            self.review(passage, found) if speech else "",
            self.nested(passage, found),
            speech and found.confidence >= VOICED and "unclosed" not in passage.flags,
            found.way.value if speech else "",
            self.others(found) if speech else (),
            round(passage.likelihood, 3),
        )

    def others(self, found: Attribution) -> tuple[Chance, ...]:
        """All others who may have said a passage, the likeliest first; they share what the confidence leaves."""
        rivals = sorted(
            ((share, number) for number, share in found.shares.items() if number not in {found.person, -1}),
            key=lambda rival: (-rival[0], rival[1]),
        )
        total = sum(share for share, _ in rivals)
        chances = [(number, (1 - found.confidence) * share / total) for share, number in rivals if total]
        told: dict[str, Chance] = {}
        for number, chance in chances:
            speaker = self.speaker(number)
            if speaker is not None and chance >= LEAST_CHANCE:
                told.setdefault(speaker.name, Chance(speaker, chance))
        return tuple(told.values())

    def nested(self, passage: Passage, found: Attribution) -> tuple[Quote, ...]:
        """The quotes inside a passage."""
        if not passage.nested:
            return ()
        told = inner_speakers(self.reading, passage, found.person, found.addressed)
        return tuple(
            self.quote(inner, Attribution(person, confidence, verb, evidence, way=Way.INNER))
            for inner, (person, confidence, verb, evidence) in zip(passage.nested, told, strict=True)
        )

    def review(self, passage: Passage, found: Attribution) -> str:
        """Why an editor should look at a passage; empty when nothing is in doubt."""
        reasons: list[str] = []
        speaker = self.speaker(found.person)
        if speaker is None:
            reasons.append("Nobody is named who can have said it.")
        elif found.confidence < (VOICED if found.way is Way.INNER else SURE):
            names = [chance.speaker.name for chance in worth_telling(self.others(found))]
            doubt = f"; it may be {' or '.join(names)}" if names else ""
            way = f", {found.way.value}" if found.way else ""
            reasons.append(f"Probably {speaker.name} ({100 * found.confidence:.0f} % sure{way}){doubt}.")
        if "unclosed" in passage.flags:
            reasons.append("The closing quotation mark is missing.")
        return " ".join(reasons)


def _speaker(person: Person) -> Speaker:
    gender = Gender(person.gender) if person.gender and not person.plural else Gender.UNKNOWN
    if person.sort in IMPERSONAL:
        gender = Gender.UNKNOWN
    aliases = tuple(alias for alias, _ in person.aliases.most_common() if alias != person.name)
    return Speaker(person.name, gender, person.described, aliases)
