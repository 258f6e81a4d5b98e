"""Fits the weights of podcaster/quotes/data/en/attribution.json to annotated articles, and says how well they carry.

    python tests/benchmarks/fit_attribution.py                         cross-validation by article
    python tests/benchmarks/fit_attribution.py --publisher --sets      by publisher too, and each set by the others
    python tests/benchmarks/fit_attribution.py --write                 fit to everything, and write the weights

The articles are the development sets, which stay outside the repository (``../shared/quotes`` or the environment's
``PODCASTER_QUOTES``), and our own in ``tests/data/attribution``.

The model is two log-linear choices in a chain: which mention is the speaker (or whether the speaker before goes on),
and whom a pronoun means. Neither is labelled in the sets, only the person is; what is maximised is the likelihood of
the person:
P(person | passage) = sum over candidates of P(candidate) P(person | candidate), with a Gaussian prior on the weights.
Which candidates there are depends on the weights (an earlier speaker, an earlier pronoun). Articles are read with
``START`` and once only: read again with the new weights, two times and up to seven, they were fitted worse, and unseen
ones no better.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parents[1]))

from quote_cases import load_cases
from quotes_gold import OWN, ScoredSet, flat, load_score, load_set

from podcaster.model import QuoteKind
from podcaster.quotes import make_quotes
from podcaster.quotes.attribution.certainty import Certainty, sure_of
from podcaster.quotes.attribution.decide import attribute, whom
from podcaster.quotes.attribution.model import Attribution
from podcaster.quotes.coreference.analysis import read

WEIGHTS = Path(__file__).parents[2] / "podcaster" / "quotes" / "data" / "en" / "attribution.json"
PRIOR = {"speaker": 2.0, "pronoun": 12.0}
"""Precision of the Gaussian prior of the weights around ``START``; by cross-validation among 0.5, 1, 2 and
4 (speaker) and 4, 8, 12, 15, 20 and 30 (pronoun), on two splits."""
REAL = 2
"""How often an article of the development sets counts: they were printed, ours were only written like it."""
STORIES = {"dialogue", "stories", "fresh", "manners", "another"}
"""Sets that only the model of conversations learns from (``fit_dialogue.py``): articles are read worse with them."""
LATER = {"newsrooms", "dailies", "bureaus", "sixpapers", "campaigns", "congress", "webnews"}
"""Sets that are dealt behind the others, so that what was measured before can be compared."""
STEPS, RATE = 150, 0.08
Item = tuple[ScoredSet, dict[str, Any]]
"""An article, and the set it is of."""


@dataclass
class Flat:
    """Examples as arrays: rows are candidates (or antecedents), columns features."""

    ids: dict[str, int]
    rows: list[int] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)
    values: list[float] = field(default_factory=list)
    groups: list[int] = field(default_factory=list)

    def add(self, group: int, features: list[str] | dict[str, float]) -> int:
        row = len(self.groups)
        self.groups.append(group)
        held = features if isinstance(features, dict) else Counter(features)
        for feature, value in held.items():
            self.rows.append(row)
            self.columns.append(self.ids.setdefault(feature, len(self.ids)))
            self.values.append(value)
        return row

    def take(self, other: Flat) -> int:
        """Adds another one's examples behind its own; returns how many rows it had."""
        behind, group = len(self.groups), self.groups[-1] + 1 if self.groups else 0
        self.rows += [row + behind for row in other.rows]
        self.columns += other.columns
        self.values += other.values
        self.groups += [held + group for held in other.groups]
        return behind


class Examples:
    """The passages of some articles, read with ``START``, ready for gradient steps."""

    IDS: ClassVar[dict[str, dict[str, int]]] = {"speaker": {}, "pronoun": {}}

    def __init__(self) -> None:
        self.speaker, self.pronoun = Flat(self.IDS["speaker"]), Flat(self.IDS["pronoun"])
        self.fixed: list[float] = []
        """Of each candidate: the probability of a right person, where no pronoun is involved."""
        self.links: list[tuple[int, int]] = []
        """(candidate, antecedent) pairs where the antecedent may be a right person."""
        self.parts: list[float] = []
        """Of each pair: the probability that it is."""
        self.count = 0

    def take(self, other: Examples) -> None:
        """Adds another article's examples."""
        row, option = self.speaker.take(other.speaker), self.pronoun.take(other.pronoun)
        self.links += [(candidate + row, antecedent + option) for candidate, antecedent in other.links]
        self.fixed += other.fixed
        self.parts += other.parts

    def add_article(self, score: Any, held: ScoredSet, gold: dict[str, Any]) -> None:
        passages = held.passages(gold)
        reading = read(held.article(gold), passages)
        found, references = attribute(reading, passages, START)
        options: dict[int, list[int]] = {}
        for number, passage in enumerate(passages):
            unit = held.unit_of(gold, passage)
            if unit is None or passage.kind is not QuoteKind.SPEECH or not found[number].candidates:
                continue
            right = held.right_people(score, gold, unit, reading.people)
            if right:
                self._add(found, number, right, references, reading, options)

    def _add(self, found: list[Attribution], number: int, right: set[int], references: Any, reading: Any,
             options: dict[int, list[int]]) -> None:  # fmt: skip
        for candidate in found[number].candidates:
            row = self.speaker.add(self.count, candidate.features)
            reference = references.held.get(candidate.mention)
            if reference is None or candidate.carried >= 0:
                people = whom(reading, references, candidate, found)
                self.fixed.append(sum(share for person, share in people.items() if person in right))
                continue
            self.fixed.append(0.0)
            if candidate.mention not in options:
                group = self.pronoun.groups[-1] + 1 if self.pronoun.groups else 0
                options[candidate.mention] = [self.pronoun.add(group, features) for features in reference.features]
            for meant, option in zip(reference.options, options[candidate.mention], strict=True):
                share = sum(part for person, part in meant.items() if person in right)
                if share:
                    self.links.append((row, option))
                    self.parts.append(share)
        self.count += 1


def softmax(scores: np.ndarray, groups: np.ndarray) -> np.ndarray:
    top = np.full(groups.max() + 1, -1e30)
    np.maximum.at(top, groups, scores)
    powers = np.exp(scores - top[groups])
    return powers / np.bincount(groups, powers)[groups]


def fit(examples: Examples, start: dict[str, dict[str, float]], prior: dict[str, float]) -> dict[str, dict[str, float]]:
    """Maximises the likelihood of the right people with Adam, from ``start`` on, which is the middle of the prior."""
    parts = {"speaker": examples.speaker, "pronoun": examples.pronoun}
    weights, mean, rows, columns, values, groups = {}, {}, {}, {}, {}, {}
    for name, part in parts.items():
        mean[name] = np.array([start[name].get(feature, 0.0) for feature in part.ids])
        weights[name] = np.array([start[name].get(feature, 0.0) for feature in part.ids])
        rows[name], columns[name] = np.array(part.rows, dtype=int), np.array(part.columns, dtype=int)
        groups[name], values[name] = np.array(part.groups, dtype=int), np.array(part.values)
    fixed = np.array(examples.fixed)
    links = np.array(examples.links, dtype=int).reshape(-1, 2)
    shared = np.array(examples.parts)
    moments = {name: (np.zeros_like(value), np.zeros_like(value)) for name, value in weights.items()}
    for step in range(1, STEPS + 1):
        p = {}
        for name in parts:
            scores = np.bincount(rows[name], weights[name][columns[name]] * values[name], minlength=len(groups[name]))
            p[name] = softmax(scores, groups[name]) if len(groups[name]) else scores
        inside = fixed + np.bincount(links[:, 0], shared * p["pronoun"][links[:, 1]], minlength=len(fixed))
        joint = p["speaker"] * inside
        total = np.maximum(np.bincount(groups["speaker"], joint), 1e-9)[groups["speaker"]]
        post = joint / total
        upper = {"speaker": post - p["speaker"]}
        # Of a pronoun's antecedents: how much of the candidate's posterior each one carries.
        carried = np.zeros(len(p["pronoun"]))
        np.add.at(carried, links[:, 1], (p["speaker"] / total)[links[:, 0]] * shared * p["pronoun"][links[:, 1]])
        if len(carried):
            mass = np.bincount(groups["pronoun"], carried)[groups["pronoun"]]
            upper["pronoun"] = carried - mass * p["pronoun"]
        else:
            upper["pronoun"] = carried
        for name in parts:
            slope = np.bincount(columns[name], upper[name][rows[name]] * values[name], minlength=len(weights[name]))
            slope -= prior[name] * (weights[name] - mean[name])
            first, second = moments[name]
            first += 0.1 * (slope - first)
            second += 0.001 * (slope**2 - second)
            weights[name] += RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return {
        name: dict(zip(parts[name].ids, (round(float(value), 3) for value in weights[name]), strict=True))
        for name in parts
    }


START = {
    "speaker": {
        "after say": 2.0, "after speak": 2.0, "after at once": 2.0, "before say": 2.0, "before speak": 2.0,
        "before call": 2.0, "paragraph before colon 0": 4.0, "before mark : common": 2.5, "before mark : say": 1.0,
        "before source": 2.0, "after source": 2.0, "before colon": 2.0,
        "before passive": -2.0, "after passive": -2.0, "crossing 1 before": -1.0, "crossing 1 after": -1.0,
        "crossing 2 before": -2.0, "crossing 2 after": -2.0, "crossing 3 before": -3.0, "crossing 3 after": -3.0,
        "previous own say part": -3.0, "previous own call part": -3.0, "earlier own say part": -3.0,
        "earlier own call part": -3.0, "next own say part": -3.0, "next own call part": -3.0,
        "mention verbs True before": -1.0, "mention verbs True after": -1.0,
        "mention before": -1.0, "mention after": -1.0, "mention previous": -1.0, "mention next": -2.0,
        "carry same 1 alone": 2.0, "carry turn 1 1 alone": 1.0, "turn 2 run 2 alone": 1.0, "turn 2 run 3 alone": 2.0,
        "turn 2 run 4 alone": 2.0, "turn 1 run 3 alone": -1.0, "turn 1 run 4 alone": -1.0,
        "mention next opens": 3.0, "mention before opens it": -1.0, "tight": 2.0, "beside a tight tag": -7.0,
        "addressed here": -3.0, "named inside": -1.0, "addressed before": 1.0,
    },
    "pronoun": {
        "near same sentence": 0.5, "near sentence before": 0.5, "near paragraph": 0.2, "near paragraph before": 0.3,
        "near two paragraphs before": -1.0, "near far": -2.2, "role owner": -0.4,
        "same sentence speaks": 0.8, "same sentence topic": 0.8, "same sentence subject": 0.4,
        "sentence before speaks": 1.0, "sentence before topic": 1.0, "sentence before asked": 0.6,
        "sentence before embedded speaks": 0.4, "sentence before subject": 0.5,
        "paragraph speaks": 0.4, "paragraph topic": 0.4, "paragraph before speaks": 0.8, "paragraph before topic": 0.8,
        "in paragraph before speaks": 0.4, "in paragraph before topic": 0.3,
        "named behind": -3.0, "named in words": -1.5, "apart": 1.0,
        "rank 1": 0.3, "rank 3": -0.4, "rank 4": -0.8, "both open": 0.3, "main": 0.3,
        "topic 1": 0.5, "topic 3": -0.3, "speaks 1": 0.3, "subject 1": 0.3, "subject never": -0.6,
        "adds speaks True": 1.0,
        "object behind subject": -2.0,
        "gender shown": 1.0, "gender of given name": 0.6, "gender unknown True": -0.3, "gender unknown False": -1.0,
        "gender against given name": -2.5,
        "sort person": 0.5, "sort unknown": -1.0, "no name": -1.0, "kind pronoun": 0.3,
        "the near same sentence": -1.0, "the near sentence before": 0.7, "the near paragraph": 0.2,
        "the near paragraph before": 0.2, "the near far": -1.0,
        "the role owner": -0.5, "the rank 1": 0.2, "the topic 1": 0.5, "the speaks 1": 0.4,
        "the sentence before speaks": 0.6, "the sentence before topic": 0.6, "the paragraph before speaks": 0.5,
        "the paragraph before topic": 0.5, "the paragraph speaks": 0.3, "the paragraph topic": 0.3,
        "the subject 1": 0.3, "the subject never": -0.6, "the noun known": 2.0, "the noun known 1": 1.0,
        "the noun called": 1.5,
        "just met a same sentence": 3.0, "just met a sentence before": 3.0, "just met a paragraph before": 3.0,
        "just met the same sentence": 1.2, "just met the sentence before": 1.2, "just met the paragraph before": 1.2,
        "in passing whose": -3.5, "in passing before": -2.2, "in passing object": -1.0,
        "tells of another spoke": 0.7, "tells of another silent": -1.5, "tells of another described": -3.0,
        "the called unknown": -1.0, "the modifier same": 1.0, "the modifier other": -2.0, "new": 2.0, "new other": 0.5,
        "new title": -0.5, "new length 3": -0.5,
    },
}  # fmt: skip
"""The middle of the prior: what grammar books say, set by hand before any fitting and the same in every fold."""


def train(sets: list[Item], score: Any, prior: dict[str, float] = PRIOR) -> Any:
    """Weights for some articles; each is read once, for all the folds that it is in."""
    examples = Examples()
    for held, gold in (*sets, *GOLDEN):
        if gold["id"] not in HELD:
            HELD[gold["id"]] = Examples()
            HELD[gold["id"]].add_article(score, held, gold)
        for _ in range(1 if held.own else REAL):
            examples.take(HELD[gold["id"]])
    return fit(examples, START, prior)


def golden() -> list[Item]:
    """The golden cases of ``tests/data/quotes``: forms that articles have seldom. Fitted to, in every fold."""
    found = []
    for case in load_cases():
        units = []
        for each in case.expected:
            start = case.text.find(each.words)
            if start >= 0 and not each.nested:
                unit = {"start": start, "end": start + len(each.words), "speech": True, "speaker": each.speaker}
                units.append(
                    unit | {"speakers": [each.speaker], "kind": "named", "described": each.speaker[0].islower()}
                )
        found.append({"id": f"golden/{case.name}", "publisher": "golden", "text": case.text, "units": units})
    held = ScoredSet("golden", found, own=True)
    return [(held, gold) for gold in found]


GOLDEN = golden()
HELD: dict[str, Examples] = {}
"""The examples of each article, by its name."""


def calibrate(signs: list[Sign]) -> dict[str, float]:
    """Logistic regression of being right on what an attribution rests on, by Newton's method, with a Gaussian prior."""
    ids = {"bias": 0, "odds": 1}
    for values, _, _ in signs:
        for name in values:
            ids.setdefault(name, len(ids))
    table = np.zeros((len(signs), len(ids)))
    table[:, 0] = 1
    for row, (values, _, _) in enumerate(signs):
        for name, value in values.items():
            table[row, ids[name]] = value
    right = np.array([float(ok) for _, ok, _ in signs])
    worth = np.array([1.0 if real else 1 / REAL for _, _, real in signs])
    middle = np.zeros(len(ids))
    middle[1] = 0.6
    prior = np.full(len(ids), 12.0)
    prior[:2] = 0.1
    weights = middle.copy()
    for _ in range(20):
        p = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (worth * (right - p)) - prior * (weights - middle)
        weights += np.linalg.solve((table.T * (worth * p * (1 - p))) @ table + np.diag(prior), slope)
    return {name: round(float(weights[column]), 3) for name, column in ids.items()}


Sign = tuple[dict[str, float], bool, bool]
"""What an attribution rests on, whether it is right, and whether its article was printed."""


def signs_of(weights: Any, sets: list[Item], score: Any) -> list[Sign]:
    """What the attributions of articles that the weights have not seen rest on, and whether they are right."""
    found: list[Sign] = []
    for held, gold in sets:
        passages = held.passages(gold)
        reading = read(held.article(gold), passages)
        attributions, _ = attribute(reading, passages, weights)
        certainty = Certainty(reading)
        for passage, one in zip(passages, attributions, strict=True):
            unit = held.unit_of(gold, passage)
            if unit is None or one.person < 0 or not one.candidates or passage.kind is not QuoteKind.SPEECH:
                continue
            right = held.right_people(score, gold, unit, reading.people)
            found.append((certainty.signs(one), one.person in right, not held.own))
    return found


def reliability(groups: list[list[Sign]]) -> None:
    """Prints, for each threshold, how many quotes are voiced without review, and how many of those are wrong.

    Calibrated on the other groups: no article is judged by weights or by a calibration that has seen it.
    """
    sure: list[tuple[float, bool, bool]] = []
    for number, group in enumerate(groups):
        weights = calibrate([sign for other, held in enumerate(groups) if other != number for sign in held])
        sure += [(sure_of(values, weights), ok, real) for values, ok, real in group]
    for name, kept in (("printed", [one for one in sure if one[2]]), ("ours", [one for one in sure if not one[2]])):
        print(f"{name}: threshold, without review %, wrong among them %")
        for threshold in (0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95):
            held = [ok for share, ok, _ in kept if share >= threshold]
            print(f"  {threshold:.2f}  {100 * len(held) / len(kept):5.1f}  {100 - 100 * np.mean(held):5.1f}")
    print("said to be sure     quotes  mean sure   right")
    for low, high in ((0, 0.5), (0.5, 0.7), (0.7, 0.85), (0.85, 0.95), (0.95, 1.01)):
        pairs = [(share, ok) for share, ok, _ in sure if low <= share < high]
        if pairs:
            mean = sum(share for share, _ in pairs) / len(pairs)
            right = sum(ok for _, ok in pairs) / len(pairs)
            print(f"{low:4.2f} to {min(high, 1):4.2f}      {len(pairs):6}     {100 * mean:5.1f}   {100 * right:5.1f}")


def evaluate(weights: Any, sets: list[Item], score: Any) -> list[Any]:
    """Scored rows of some articles."""
    per = []
    for held, gold in sets:
        quotes = flat(make_quotes(held.article(gold), held.passages(gold), weights))
        rows = score.score_article(gold, quotes, "speech")
        per.append(rows)
    return per


def report(name: str, score: Any, per: list[Any]) -> None:
    o = score.summarise(per)
    keys = ("spk_acc", "spk_named", "spk_pronoun", "spk_nominal", "spk_none", "e2e_f1", "consistency", "no_clash")
    values = "  ".join(f"{key} {100 * o[key]:5.1f}" if o[key] is not None else f"{key}   n/a" for key in keys)
    genders = "  ".join(f"{key} {100 * o[key]:5.1f}" for key in ("gender_acc", "gender_wrong") if key in o)
    print(f"{name:28} {values}  {genders}", flush=True)


def folds(items: list[Any], key: Any) -> list[list[Any]]:
    groups: dict[Any, list[Any]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return list(groups.values())


def split(items: list[Any], count: int) -> list[list[Any]]:
    """Articles in some groups of nearly one size, always the same, whatever sets have come since (``LATER``)."""
    shuffled = [item for item in items if item[0].name not in LATER]
    random.Random(1).shuffle(shuffled)
    shuffled += [item for item in items if item[0].name in LATER]
    return [shuffled[number::count] for number in range(count)]


def cross_validate(name: str, groups: list[list[Any]], score: Any, show: dict[str, set[str]]) -> Any:
    """Trains on all groups but one, scores that one; over all. Returns each group's signs."""
    per: list[tuple[Any, Any]] = []
    signs: list[list[Sign]] = []
    for number, group in enumerate(groups):
        rest = [item for other, held in enumerate(groups) if other != number for item in held]
        weights = train(rest, score)
        per += zip(group, evaluate(weights, group, score), strict=True)
        signs.append(signs_of(weights, group, score))
    for which, ids in show.items():
        report(f"{name} {which}", score, [rows for (_, gold), rows in per if gold["id"] in ids])
    list_errors(per)
    return signs


def list_errors(per: list[tuple[Item, Any]]) -> None:
    """Writes what went wrong, with the words around it, to the file that ``PODCASTER_ERRORS`` names."""
    if not (path := os.environ.get("PODCASTER_ERRORS")):
        return
    with Path(path).open("w", encoding="utf-8") as file:
        for (held, gold), (rows, _) in per:
            for row in rows:
                unit, text = row["u"], gold["text"]
                wrong = "speaker" if row["scored"] and not row["ok"] else ""
                wrong = "missed" if row["gold"] and not row["pred"] else wrong
                wrong = "voiced" if row["pred"] and not row["gold"] else wrong
                if wrong:
                    start, end = unit["start"], unit["end"]
                    around = f"{text[max(0, start - 330) : start]}>>>{text[start:end][:150]}<<<{text[end : end + 100]}"
                    print(f"[{wrong}] {held.name} {gold['id']} @{start} {unit.get('speaker')!r} ({unit.get('kind')}) "
                          f"not {row['name']!r}\n    {around!r}", file=file)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--publisher", action="store_true")
    parser.add_argument("--sets", action="store_true")
    parser.add_argument("--prior", type=float, default=None)
    options = parser.parse_args()
    if options.prior is not None:
        PRIOR.update(speaker=options.prior, pronoun=options.prior)
    score = load_score()
    own = sorted(path.stem for path in OWN.glob("*.jsonl") if path.stem not in STORIES)
    sets = [load_set(name) for name in ("gold_dev", "gold_dev_web", *own)]
    items = [(held, gold) for held in sets for gold in held.articles]
    show = {held.name: {gold["id"] for gold in held.articles} for held in sets}
    if options.write:
        signs = cross_validate(f"{options.folds} folds", split(items, options.folds), score, show)
        weights = train(items, score)
        weights["sure"] = calibrate([sign for group in signs for sign in group])
        reliability(signs)
        kept = json.loads(WEIGHTS.read_text("utf-8"))
        kept.update({name: dict(sorted(values.items())) for name, values in weights.items()})
        WEIGHTS.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", "utf-8")
        for held in (*sets, load_set("heldout/mixed")):
            report(
                f"{'never seen' if '/' in held.name else 'fitted'} {held.name}",
                score,
                evaluate(kept, [(held, g) for g in held.articles], score),
            )
        return
    if options.sets:
        for one in sets:
            weights = train([(held, gold) for held, gold in items if held is not one], score)
            report(f"others -> {one.name}", score, evaluate(weights, [(one, gold) for gold in one.articles], score))
    if options.publisher:
        cross_validate("by publisher", folds(items, lambda item: item[1]["publisher"]), score, show)
    reliability(cross_validate(f"{options.folds} folds", split(items, options.folds), score, show))


if __name__ == "__main__":
    main()
