"""Who says what in an article."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003  (project files are read by the annotations when the program runs)
from dataclasses import dataclass, field
from enum import StrEnum

from podcaster.model.article import Article  # noqa: TC001


class Gender(StrEnum):
    """How the article shows a person, or how a voice sounds."""

    FEMALE = "female"
    MALE = "male"
    NEUTRAL = "neutral"
    """Of voices: heard as neither."""
    UNKNOWN = "unknown"
    """Of people: the article does not show it."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody whom the article quotes: one person (or body, or document), one name."""

    name: str
    """The fullest name the article gives, or a description ("a spokeswoman for the company")."""
    gender: Gender = Gender.UNKNOWN
    """As the article and the given name show it; of bodies and documents unknown."""
    described: bool = False
    """A body, a document or an unnamed person: ``name`` is a description."""
    aliases: tuple[str, ...] = ()
    """The other ways in which the article names the same speaker."""


class QuoteKind(StrEnum):
    """What a passage in quotation marks is."""

    SPEECH = "speech"
    TITLE = "title"
    """The title of a work."""
    SCARE = "scare"
    """A word held at a distance."""
    TERM = "term"
    """A word mentioned, or introduced, not used."""


@dataclass(frozen=True, slots=True)
class Chance:
    """Somebody who may have said a quote."""

    speaker: Speaker
    """Who."""
    confidence: float
    """Probability that they did."""


MOST_RIVALS, LEAST_RIVAL = 2, 0.01
"""Others whom an editor is told of as perhaps having said a quote, and how probable that must be."""


def worth_telling(others: tuple[Chance, ...]) -> tuple[Chance, ...]:
    """Of all others who may have said a quote, the likeliest first, those whom an editor is told of."""
    return tuple(chance for chance in others[:MOST_RIVALS] if chance.confidence >= LEAST_RIVAL)


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage of the article in quotation marks (or set as a quotation), and who said it.

    A quotation that runs over several paragraphs is one quote a paragraph.
    """

    start: int
    """Offset of the opening mark, or of the first word where there is none."""
    end: int
    """Offset behind the closing mark, or behind the last word where there is none."""
    kind: QuoteKind
    """What it is; only speech has a speaker."""
    speaker: Speaker | None = None
    """The likeliest speaker; None for what is not speech, and where nobody fits."""
    verb: str = ""
    """The word that introduces the words: "said", "according to"; empty when there is none."""
    evidence: tuple[tuple[int, int], ...] = ()
    """Offsets of the words that decided the speaker."""
    confidence: float = 0.0
    """Probability that the speaker is right, calibrated on articles that no weight has seen."""
    review: str = ""
    """Why an editor should look at it; empty when nothing is in doubt."""
    nested: tuple[Quote, ...] = ()
    """Quotes inside this one, with speakers of their own."""
    voiced: bool = False
    """Of a quote with a reason for review: whether the likeliest speaker's voice says it all the same; else the reserve
    voice does."""
    way: str = ""
    """How the text shows who said it, in words for an editor: "tag in the sentence before"; empty: not at all."""
    others: tuple[Chance, ...] = ()
    """All others who may have said it, the likeliest first."""
    speech: float | None = None
    """Probability that it is somebody's words at all; None where that was not judged."""

    @property
    def rivals(self) -> tuple[Chance, ...]:
        """The others whom an editor is told of."""
        return worth_telling(self.others)


@dataclass(frozen=True, slots=True)
class Correction:
    """Who says a piece of an article, as an editor decided."""

    speaker: str
    """As a script's role: a name, "Narrator" or "Unattributed"."""
    gender: Gender = Gender.UNKNOWN
    """The speaker's."""
    words: str = ""
    """How the piece begins, for people who read the file."""


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article as it was read, who said what in it, and what editors have put right in it."""

    article: Article
    """As it was read."""
    quotes: tuple[Quote, ...]
    """All of them, in order, as they were found, with their evidence and who else may have said them."""
    corrections: Mapping[str, Correction] = field(default_factory=dict)
    """Piece's key -> who says it: the decisions of people that a script of it is made with."""
