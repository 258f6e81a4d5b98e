"""The development sets of quotes and speakers, which stay outside the repository, and their scorer."""

from __future__ import annotations

import importlib.util
import json
import os
from bisect import bisect_left
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from podcaster.article import read_article
from podcaster.characters import composed, places_in_pieces
from podcaster.model import QuoteKind
from podcaster.quotes.detection.passages import find_passages
from podcaster.settings import Fetching

if TYPE_CHECKING:
    from collections.abc import Iterable

    from podcaster.model import Article, Quote
    from podcaster.quotes.coreference.people import People
    from podcaster.quotes.detection.passages import Passage

FOLDER = Path(os.environ.get("PODCASTER_QUOTES", Path(__file__).parents[2] / "shared" / "quotes"))
"""Where the sets and ``score.py`` are."""
OWN = Path(__file__).parent / "data" / "attribution"
"""Articles of our own in the same form; see the README there."""


def load_score() -> Any:
    """The scorer, as a module."""
    spec = importlib.util.spec_from_file_location("quotes_score", FOLDER / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def article_of(text: str) -> Article:
    """A plain text as an article, the way a file of it is read."""
    article = read_article("-", Fetching(), stdin=text.encode())
    whole = composed(text)
    assert whole.startswith(article.text), "offsets must be those of the file"  # a frame at its end may be left out
    return article


def with_whole_letters(gold: dict[str, Any]) -> dict[str, Any]:
    """A record with letters of one sign each, as the text of an article has them, and the places that they give."""
    if composed(gold["text"]) == gold["text"]:
        return gold
    places = places_in_pieces(gold["text"])
    units = [unit | {end: bisect_left(places, unit[end]) for end in ("start", "end")} for unit in gold["units"]]
    return gold | {"text": composed(gold["text"]), "units": units}


def flat(quotes: Iterable[Quote]) -> list[dict[str, Any]]:
    """Quotes in the form that the scorer takes."""
    found: list[dict[str, Any]] = []
    for quote in quotes:
        speaker = quote.speaker
        found.append(
            {
                "start": quote.start,
                "end": quote.end,
                "speech": quote.kind is QuoteKind.SPEECH,
                "speaker": speaker.name if speaker else None,
                "gender": speaker.gender.value if speaker else None,
                "confidence": quote.confidence,
            }
        )
        found += flat(quote.nested)
    return found


@dataclass
class ScoredSet:
    """A set of annotated articles."""

    name: str
    articles: list[dict[str, Any]]
    own: bool = False
    """Written by us."""
    _articles: dict[str, Article] = field(default_factory=dict)
    _passages: dict[str, tuple[Passage, ...]] = field(default_factory=dict)

    def article(self, gold: dict[str, Any]) -> Article:
        """The article of a record."""
        if gold["id"] not in self._articles:
            self._articles[gold["id"]] = article_of(gold["text"])
        return self._articles[gold["id"]]

    def passages(self, gold: dict[str, Any]) -> tuple[Passage, ...]:
        """Its passages."""
        if gold["id"] not in self._passages:
            self._passages[gold["id"]] = find_passages(self.article(gold))
        return self._passages[gold["id"]]

    def unit_of(self, gold: dict[str, Any], passage: Passage) -> dict[str, Any] | None:
        """The gold unit that a passage is, where it is scored speech."""
        for unit in gold["units"]:
            shared = min(unit["end"], passage.end) - max(unit["start"], passage.start)
            if shared > 0.5 * (unit["end"] - unit["start"]) and unit["speech"] and not unit.get("ignore"):
                return unit
        return None

    def right_people(self, score: Any, gold: dict[str, Any], unit: dict[str, Any], people: People) -> set[int]:
        """The numbers of the people whom the scorer would take for a unit's speaker."""
        names = {
            u["speaker"]: score.norm(u["speaker"]) for u in gold["units"] if u["speech"] and not u.get("described")
        }
        also = unit.get("also_ok", [])
        others = [name for key, name in names.items() if key != unit["speaker"] and key not in also]
        return {person.number for person in people.all if score.same(person.name, unit, others)}


def load_set(name: str) -> ScoredSet:
    """Reads one set: of ours, or a development set."""
    own = OWN / f"{name}.jsonl"
    lines = (own if own.exists() else FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines()
    return ScoredSet(name, [with_whole_letters(json.loads(line)) for line in lines], own.exists())


def confidences(rows: list[dict[str, Any]], quotes: list[dict[str, Any]]) -> list[tuple[float, bool]]:
    """How sure the speaker of each scored unit was said to be, and whether it was right."""
    found = []
    for row in rows:
        unit = row["u"]
        over = [quote for quote in quotes if quote["speech"] and quote["speaker"]
                and quote["start"] < unit["end"] and quote["end"] > unit["start"]]  # fmt: skip
        if row["scored"] and row["pred"] and over:
            best = max(over, key=lambda q: min(q["end"], unit["end"]) - max(q["start"], unit["start"]))
            found.append((best["confidence"], bool(row["ok"])))
    return found
