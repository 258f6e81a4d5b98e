"""Measures who said it in German, Spanish, French, Italian and Portuguese, on annotated articles of our own.

    python tests/benchmarks/foreign_quotes.py [--locked | --fresh | --unread] [--errors] [--json]

The articles are in ``tests/data/attribution/foreign``: those that no rule was written with in ``locked`` there, those
by other hands that were looked into later in ``fresh``, and those that nobody has looked into in ``unread``.
"""

from __future__ import annotations

import argparse
import json
import sys
import unicodedata
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parents[1]))

from quotes_gold import OWN, article_of

from podcaster.quotes.foreign import find_foreign_quotes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from podcaster.model import Quote

LANGUAGES = ("de", "es", "fr", "it", "pt")
_LITTLE = (
    "der die das den dem des ein eine einer sein seine ihr ihre mein meine el la los las un una su sus mi le les l une "
    "son sa ses mon ma il lo i gli uno suo sua mio mia o a os as um uma seu meu minha"
)
"""What a description may begin with: "the mayor" and "mayor" are one."""


@dataclass
class Counts:
    """What was found in the articles of one language."""

    found: int = 0
    missed: int = 0
    false: int = 0
    scored: int = 0
    right: int = 0
    kinds: dict[str, list[int]] = field(default_factory=dict)
    """How the article names the speaker -> right and all."""
    unasked: int = 0
    """Without review."""
    unasked_wrong: int = 0
    others: int = 0
    kept: int = 0
    """Of the passages that nobody says, those the narrator keeps."""
    errors: list[str] = field(default_factory=list)

    def row(self) -> dict[str, float]:
        """The measures, in per cent."""

        def share(part: int, whole: int) -> float:
            return round(100 * part / whole, 1) if whole else 0.0

        precise, recall = share(self.found, self.found + self.false), share(self.found, self.found + self.missed)
        return {
            "quotes": self.scored,
            "F1": round(2 * precise * recall / (precise + recall), 1) if precise + recall else 0.0,
            "kept": share(self.kept, self.others),
            "speaker": share(self.right, self.scored),
            **{kind: share(*self.kinds.get(kind, [0, 0])) for kind in ("named", "pronoun", "nominal", "none")},
            "unasked": share(self.unasked, self.scored),
            "wrong unasked": share(self.unasked_wrong, self.unasked),
        }


def main() -> None:
    """Prints a row a language."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    sets = parser.add_mutually_exclusive_group()
    sets.add_argument("--locked", action="store_const", const="locked", dest="room", help="that no rule was made with")
    sets.add_argument("--fresh", action="store_const", const="fresh", dest="room", help="by others, looked into later")
    sets.add_argument("--unread", action="store_const", const="unread", dest="room", help="that nobody has looked into")
    parser.add_argument("--errors", action="store_true", help="print what is wrong")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    folder = OWN / "foreign" / (options.room or "")
    paths = {language: folder / f"{language}.jsonl" for language in LANGUAGES}
    counts = {language: measure(path, language) for language, path in paths.items() if path.is_file()}
    if options.errors:
        print("\n".join(error for one in counts.values() for error in one.errors))
    rows = {language: one.row() for language, one in counts.items()}
    if options.json:
        print(json.dumps(rows, indent=1))
        return
    print("| |", " | ".join(next(iter(rows.values()))), "|")
    for language, row in rows.items():
        print(f"| {language} |", " | ".join(f"{value:g}" for value in row.values()), "|")


def measure(path: Path, language: str) -> Counts:
    """Scores the articles of a file."""
    counts = Counts()
    for line in path.read_text("utf-8").splitlines():
        gold = json.loads(line)
        quotes = list(_flat(find_foreign_quotes(replace(article_of(gold["text"]), language=language))))
        score(gold, quotes, counts)
    return counts


def score(gold: dict[str, Any], quotes: list[Quote], counts: Counts) -> None:
    """Adds the quotes of one article."""
    for unit in gold["units"]:
        if unit.get("ignore"):
            continue
        quote = _best(unit, quotes)
        if not unit["speech"]:
            inside = any(
                one["speech"] and one["start"] <= unit["start"] and unit["end"] <= one["end"] for one in gold["units"]
            )
            if not inside:
                counts.others, counts.kept = counts.others + 1, counts.kept + (quote is None)
                counts.false += quote is not None
                if quote:
                    _tell(counts, gold, unit, quote, "nobody says")
            continue
        counts.scored += 1
        counts.found, counts.missed = counts.found + (quote is not None), counts.missed + (quote is None)
        right = quote is not None and quote.speaker is not None and _same(quote.speaker.name, unit, gold["units"])
        kind = counts.kinds.setdefault(unit["kind"], [0, 0])
        counts.right, kind[0], kind[1] = counts.right + right, kind[0] + right, kind[1] + 1
        asked = quote is None or bool(quote.review)
        counts.unasked, counts.unasked_wrong = (
            counts.unasked + (not asked),
            counts.unasked_wrong + (not asked and not right),
        )
        if not right:
            _tell(counts, gold, unit, quote, unit["speaker"])
    for quote in quotes:
        if not any(quote.start < unit["end"] and unit["start"] < quote.end for unit in gold["units"]):
            counts.false += 1
            counts.errors.append(f"{gold['id']}: false: {gold['text'][quote.start : quote.end]}")


def _tell(counts: Counts, gold: dict[str, Any], unit: dict[str, Any], quote: Quote | None, expected: str) -> None:
    name = (quote.speaker.name if quote.speaker else "nobody") if quote else "NOT FOUND"
    sure = f" ({quote.confidence:.2f}, {quote.way})" if quote else ""
    words = gold["text"][unit["start"] : unit["end"]][:48]
    counts.errors.append(f"{gold['id']} [{unit['kind']}]: {words} -> {expected}; got {name}{sure}")


def _flat(quotes: Iterable[Quote]) -> Iterable[Quote]:
    for quote in quotes:
        yield quote
        yield from _flat(quote.nested)


def _best(unit: dict[str, Any], quotes: Iterable[Quote]) -> Quote | None:
    """The quote that covers a unit, the shortest of those that do; None where under half of it is covered."""
    over = [
        (min(quote.end, unit["end"]) - max(quote.start, unit["start"]), quote)
        for quote in quotes
        if quote.start < unit["end"] and unit["start"] < quote.end
    ]
    if sum(shared for shared, _ in over) < 0.5 * (unit["end"] - unit["start"]):
        return None
    return max(over, key=lambda each: (each[0], each[1].start - each[1].end))[1]


def _plain(name: str) -> tuple[str, ...]:
    signs = unicodedata.normalize("NFC", name.casefold()).replace("’", "'").replace("l'", "l ")
    words = [word.strip("'.,-") for word in signs.split()]
    return tuple(word for word in words if word and word not in _LITTLE.split())


def _same(name: str, unit: dict[str, Any], units: list[dict[str, Any]]) -> bool:
    """Whether a name is one of a unit's speaker, or of who is right as well, and of nobody else."""
    right = {unit["speaker"], *unit.get("also_ok", [])}
    names: dict[tuple[str, ...], set[str]] = {}
    for one in units:
        for alias in one["speakers"]:
            names.setdefault(_plain(alias), set()).add(one["speaker"])
    meant = names.get(_plain(name), set())
    return bool(meant) and meant <= right


if __name__ == "__main__":
    main()
