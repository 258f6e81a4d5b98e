"""A log-linear choice between candidates: features with weights, shipped as a readable JSON file.

P(candidate) is proportional to exp(sum of the weights of its features). The weights are fitted by
``tests/benchmarks/fit_attribution.py`` to the development sets.
"""

from __future__ import annotations

import json
import math
from functools import cache
from typing import TYPE_CHECKING

from podcaster.quotes.data import read_data

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Features = list[str]
"""The names of the features that a candidate has."""

Weighted = dict[str, float]
"""The features of a candidate, each with how far it holds, from 0 to 1."""

Weights = dict[str, float]


@cache
def load_weights() -> dict[str, Weights]:
    """The fitted weights: of who said it, whom a pronoun means, how sure that is, and those of stories."""
    held: dict[str, Weights] = json.loads(read_data("attribution.json"))
    told: dict[str, Weights] = json.loads(read_data("dialogue.json"))
    return held | told


def score(features: Features | Weighted, weights: Mapping[str, float]) -> float:
    """The sum of the weights of a candidate's features; those that no case had when they were fitted weigh nothing.

    ``tests/test_quotes_features.py`` sees that no feature is misspelt, here or in the weights.
    """
    if isinstance(features, dict):
        return sum(weights.get(feature, 0.0) * value for feature, value in features.items())
    return sum(weights.get(feature, 0.0) for feature in features)


def shares(scores: Sequence[float]) -> list[float]:
    """Probabilities of candidates from their scores (softmax)."""
    if not scores:
        return []
    top = max(scores)
    powers = [math.exp(value - top) for value in scores]
    total = sum(powers)
    return [power / total for power in powers]
