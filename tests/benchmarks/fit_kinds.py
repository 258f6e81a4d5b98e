"""Fits what tells speech from titles, scare quotes and terms, and writes podcaster/quotes/data/en/passages.json.

    python tests/benchmarks/fit_kinds.py [--write] [--late]

It learns from the development sets beside the repository (../shared/quotes), our own articles in
tests/data/attribution, and the cases in tests/data/passages/kinds.
What it prints is cross-validated by article: no article is judged by weights that have seen it.
"""

from __future__ import annotations

import json
import random
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from passage_cases import make_article, read_cases  # noqa: E402

from podcaster.quotes.detection import kinds  # noqa: E402
from podcaster.quotes.detection.features import read_features  # noqa: E402
from podcaster.quotes.detection.passages import list_candidates  # noqa: E402
from podcaster.quotes.detection.surroundings import settings_of  # noqa: E402

SHARED = ROOT.parent / "shared" / "quotes"
SETS = (
    SHARED / "gold_dev.jsonl",
    SHARED / "gold_dev_web.jsonl",
    *sorted((ROOT / "tests" / "data" / "attribution").glob("*.jsonl")),
)
CASES = ROOT / "tests" / "data" / "passages" / "kinds"
PENALTY = 0.5
"""Of the squared weights. From 0.3 to 2 the cross-validated figures hardly move."""
FOLDS = 10
MIN_COUNT = 4
"""Passages that a feature must occur in to get a weight."""


@dataclass
class Row:
    source: str
    article: str
    features: dict[str, float]
    speech: bool
    quote: str
    key: str
    listed: bool


def rows_of(source: str, name: str, article, wanted) -> list[Row]:
    """The labelled passages of an article; ``wanted`` gives a passage's label, or None where there is none."""
    candidates = list_candidates(article)
    settings = settings_of(article.text, candidates)
    rows = []
    for setting in settings:
        label = wanted(setting.candidate)
        if label is None or setting.candidate.certain:
            continue
        shown = setting.left[-60:] + "<<" + setting.inner[:80] + ">>" + setting.right[:40]
        rows.append(Row(source, name, read_features(setting), label, shown, setting.key, setting.before_list))
    return rows


def load() -> list[Row]:
    rows: list[Row] = []
    for path in SETS:
        if not path.exists():
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            units = [unit for unit in record["units"] if not unit.get("ignore")]

            def wanted(candidate, units=units):
                if candidate.depth:
                    return None
                for unit in units:
                    both = min(unit["end"], candidate.end) - max(unit["start"], candidate.start)
                    if both > 0.7 * (max(unit["end"], candidate.end) - min(unit["start"], candidate.start)):
                        return bool(unit["speech"])
                return None

            rows.extend(rows_of(path.name, record["id"], make_article(record["text"]), wanted))
    for path in sorted(CASES.glob("*.txt")):
        article, expected = read_cases(path)
        labels = {(item.start, item.end): item.kind == "speech" for item in expected}
        found = rows_of(
            "cases", path.name, article, lambda candidate, labels=labels: labels.get((candidate.start, candidate.end))
        )
        for number, row in enumerate(found):
            row.article = f"{path.stem}-{number}"  # every case is an article of its own
        rows.extend(found)
    return rows


LATE = {
    "behind a motto, a song, a sign",
    "sung or chanted",
    "what it is called in general",
    "behind 'words such as'",
}
"""Features of what governs a passage: rare in articles, and fitted behind the others, mostly to cases written for them,
so that those cases do not decide what the rest of an article's passages are."""


def fit(rows: list[Row], names: list[str]) -> dict[str, float]:
    """All weights: those of ``LATE`` behind the others, which stay as they are then."""
    plain = [row for row in rows if not row.article.startswith("governed")]
    weights = fit_some(plain, [name for name in names if name not in LATE], {})
    return weights | fit_some(rows, [name for name in names if name in LATE], weights)


def fit_some(rows: list[Row], names: list[str], fixed: dict[str, float]) -> dict[str, float]:
    """Logistic regression with a ridge penalty, by Newton's method; the bias goes unpunished."""
    if not names:
        return {}
    offset = np.array([sum(fixed.get(name, 0.0) * value for name, value in row.features.items()) for row in rows])
    column = {name: index for index, name in enumerate(names)}
    matrix = np.zeros((len(rows), len(names)))
    for index, row in enumerate(rows):
        for name, value in row.features.items():
            if name in column:
                matrix[index, column[name]] = value
    truth = np.array([row.speech for row in rows], dtype=float)
    ridge = np.full(len(names), PENALTY)
    if "bias" in column:
        ridge[column["bias"]] = 1e-6
    weights = np.zeros(len(names))
    for _ in range(50):
        guess = 1 / (1 + np.exp(-(matrix @ weights + offset)))
        gradient = matrix.T @ (guess - truth) + ridge * weights
        hessian = (matrix * (guess * (1 - guess))[:, None]).T @ matrix + np.diag(ridge)
        step = np.linalg.solve(hessian, gradient)
        weights -= step
        if np.abs(step).max() < 1e-8:
            break
    return dict(zip(names, weights, strict=True))


def probability(weights: dict[str, float], row: Row) -> float:
    return kinds.sigmoid(sum(weights.get(name, 0.0) * value for name, value in row.features.items()))


def cross_validate(rows: list[Row], names: list[str]) -> list[float]:
    articles = sorted({row.article for row in rows})
    random.Random(4).shuffle(articles)
    fold = {article: index % FOLDS for index, article in enumerate(articles)}
    guesses = [0.0] * len(rows)
    for number in range(FOLDS):
        weights = fit([row for row in rows if fold[row.article] != number], names)
        for index, row in enumerate(rows):
            if fold[row.article] == number:
                guesses[index] = probability(weights, row)
    return guesses


def report(rows: list[Row], guesses: list[float], title: str) -> None:
    print(title)
    groups = defaultdict(list)
    for row, guess in zip(rows, guesses, strict=True):
        groups[row.source].append((row.speech, guess))
    for source, pairs in groups.items():
        for threshold in (0.45, kinds.SPEECH_FROM, 0.65):
            right = sum(speech and guess >= threshold for speech, guess in pairs)
            false = sum(not speech and guess >= threshold for speech, guess in pairs)
            missed = sum(speech and guess < threshold for speech, guess in pairs)
            others = sum(not speech for speech, _ in pairs)
            print(
                f"  {source:22} at {threshold}: F1 {200 * right / (2 * right + false + missed):5.1f}  narrator kept "
                f"{100 * (others - false) / max(1, others):5.1f} of {others}  missed {missed}  voiced {false}"
            )


def main() -> None:
    rows = load()
    counts: dict[str, int] = defaultdict(int)
    for row in rows:
        for name in row.features:
            counts[name] += 1
    names = ["bias", *sorted(name for name, count in counts.items() if name != "bias" and count >= MIN_COUNT)]
    guesses = cross_validate(rows, names)
    report(rows, guesses, f"{len(rows)} passages, cross-validated by article ({FOLDS} folds)")
    told = fit([row for row in rows if row.source == "cases"], names)
    shared = [row for row in rows if row.source != "cases"]
    report(shared, [probability(told, row) for row in shared], "fitted on the cases of the repository alone")
    weights = fit(rows, names)
    if "--late" in sys.argv:  # the weights that ship, and beside them those of what governs a passage
        held = {name: value for name, value in kinds.weights().items() if name not in LATE}
        weights = held | fit_some(rows, sorted(LATE), held)
    report(rows, [probability(weights, row) for row in rows], "all of them seen")
    if "--errors" in sys.argv:
        for row, guess in zip(rows, guesses, strict=True):
            if (guess >= kinds.SPEECH_FROM) != row.speech:
                error = "MISSED" if row.speech else "VOICED"
                print(f"{error} {guess:.2f} [{row.source[:12]}] {row.quote!r}")
    if "--weights" in sys.argv:
        for name, value in sorted(weights.items(), key=lambda item: item[1]):
            print(f"{value:+.2f} {name} ({counts[name]})")
    if "--write" in sys.argv:
        table = {name: round(value, 3) for name, value in sorted(weights.items(), key=lambda item: -abs(item[1]))}
        path = ROOT / "podcaster" / "quotes" / "data" / "en" / "passages.json"
        path.write_text(json.dumps({"weights": table}, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
