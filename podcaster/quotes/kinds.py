"""Judges what a quoted passage is: speech, a title, a scare quote or a term."""

from __future__ import annotations

import json
import math
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from podcaster.model import QuoteKind
from podcaster.quotes.kindfeatures import read_features
from podcaster.quotes.surroundings import Candidate, Setting, settings_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SPEECH_FROM = 0.55
"""Probability from which a passage counts as speech.

It lies above a half because the narrator reading a few of somebody's words does less harm than a voice for the title of a
film; from 0.45 to 0.65 the cross-validated F1 moves by 0.6.
"""
LAYOUT_LIKELIHOOD = 0.97
"""Of block quotes, interview turns and later paragraphs of a quotation: now and then it is a poem or a recipe."""


def sigmoid(score: float) -> float:
    """The probability that a score of the model stands for."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


@cache
def weights() -> Mapping[str, float]:
    """The weight of each feature, fitted by tests/benchmarks/fit_kinds.py."""
    table = json.loads(files("podcaster.quotes").joinpath("kinds.json").read_text(encoding="utf-8"))
    return {str(name): float(value) for name, value in table["weights"].items()}


def judge_kinds(text: str, candidates: Sequence[Candidate]) -> list[tuple[QuoteKind, float]]:
    """Judges the kind of each passage of an article.

    Args:
        text: The whole text.
        candidates: All its passages in order, those inside another one behind it.

    Returns:
        The kind and the probability of being speech, for each.
    """
    settings = settings_of(text, candidates)
    return [_judge(setting) for setting in settings]


def _judge(setting: Setting) -> tuple[QuoteKind, float]:
    if setting.candidate.certain:
        return QuoteKind.SPEECH, LAYOUT_LIKELIHOOD
    if not setting.words:
        return QuoteKind.TERM, 0.0
    features = read_features(setting)
    table = weights()
    likelihood = sigmoid(sum(table.get(name, 0.0) * value for name, value in features.items()))
    if likelihood >= SPEECH_FROM:
        return QuoteKind.SPEECH, likelihood
    return _kind_of_other(features), likelihood


def _kind_of_other(features: Mapping[str, float]) -> QuoteKind:
    """Which of the three kinds that nobody says."""
    if (
        features.get("title case, two words or more")
        or features.get("near a work")
        or features.get("title case, one word")
    ):
        return QuoteKind.TITLE
    if features.get("right behind a naming noun") or features.get("behind 'known as', 'is called', 'a state of'"):
        return QuoteKind.TERM
    return QuoteKind.SCARE
