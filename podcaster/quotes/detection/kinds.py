"""Judges what a quoted passage is: speech, a title, a scare quote or a term."""

from __future__ import annotations

import json
import math
from functools import cache
from typing import TYPE_CHECKING

from podcaster.model import QuoteKind
from podcaster.quotes.data import read_data
from podcaster.quotes.detection.cited import is_cited
from podcaster.quotes.detection.features import read_features
from podcaster.quotes.detection.headlines import MOST, is_work, said_below
from podcaster.quotes.detection.nobodys import TERM_WORDS, is_named, is_shown
from podcaster.quotes.detection.partial import is_partial
from podcaster.quotes.detection.ready import is_ready
from podcaster.quotes.detection.surroundings import SENTENCE_WORDS, Setting, Surrounded, settings_of
from podcaster.quotes.detection.told import is_tag, is_told
from podcaster.quotes.detection.weighing import is_weighed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SPEECH_FROM = 0.55
"""Probability from which a passage counts as speech.

It lies above a half because the narrator reading a few of somebody's words does less harm than a voice for the title of
a film; from 0.45 to 0.65 the cross-validated F1 moves by 0.6.
"""
SAID_BELOW = 0.9
"""Of a headline's words that somebody says in the text, among others. By hand."""
LAYOUT_LIKELIHOOD = 0.97
"""Of block quotes, interview turns and later paragraphs of a quotation: now and then it is a poem or a recipe."""

_NAMES = {
    "behind a motto, a song, a sign",
    "what it is called in general",
    "behind 'words such as'",
    "right behind a naming verb",
    "right behind a naming noun",
    "behind 'known as', 'is called', 'a state of'",
}
_TITLE_CASE = {"title case, two words or more", "title case, one word", "capitals"}


def sigmoid(score: float) -> float:
    """The probability that a score of the model stands for."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


@cache
def weights() -> Mapping[str, float]:
    """The weight of each feature, fitted by tests/benchmarks/fit_kinds.py."""
    table = json.loads(read_data("passages.json"))
    return {str(name): float(value) for name, value in table["weights"].items()}


def judge_kinds(text: str, candidates: Sequence[Surrounded]) -> list[tuple[QuoteKind, float]]:
    """Judges the kind of each passage of an article.

    Args:
        text: The whole text.
        candidates: All its passages in order, those inside another one behind it.

    Returns:
        The kind and the probability of being speech, for each.
    """
    settings = settings_of(text, candidates)
    judged = _alike_in_lists(settings, [_judge(setting) for setting in settings])
    told = [pair for pair in zip(settings, judged, strict=True) if not pair[0].candidate.heading]
    below = {setting.key: kind for setting, kind in told}
    spoken = [setting for setting, (kind, _) in told if kind is QuoteKind.SPEECH]
    found = list(judged)
    for at in [at for at, setting in enumerate(settings) if setting.candidate.heading][:MOST]:
        setting, kind = settings[at], judged[at]
        if (again := _below(setting, below, told)) is not None:
            found[at] = _of_both(kind, again)
        elif kind[0] is not QuoteKind.SPEECH and said_below(text, setting, spoken):
            found[at] = (QuoteKind.SPEECH, SAID_BELOW)
    return found


def _below(
    head: Setting, below: Mapping[str, tuple[QuoteKind, float]], told: Sequence[tuple[Setting, tuple[QuoteKind, float]]]
) -> tuple[QuoteKind, float] | None:
    """What a headline's words are below it: the same ones in marks, or in a few more of them: "“a fine mess”"."""
    if head.key in below:
        return below[head.key]
    if not head.words or not head.words[0][0].islower() or head.candidate.depth:
        return None
    sought = f" {' '.join(head.words)} "
    few = ((" ".join(setting.words), kind) for setting, kind in told if len(setting.words) <= SENTENCE_WORDS)
    return next((kind for words, kind in few if sought in f" {words} "), None)


def _alike_in_lists(
    settings: Sequence[Setting], judged: Sequence[tuple[QuoteKind, float]]
) -> list[tuple[QuoteKind, float]]:
    """The kinds, where the members of a list are alike: "“low,” “medium” or “high”" are all terms, or all said."""
    found = list(judged)
    begin = 0
    for end in range(1, len(settings) + 1):
        if end < len(settings) and settings[end].before_list and settings[end - 1].behind_list:
            continue
        members = range(begin, end)
        short = all(
            len(settings[each].words) <= TERM_WORDS and not settings[each].candidate.certain for each in members
        )
        mixed = len({found[each][0] is QuoteKind.SPEECH for each in members}) > 1
        if short and mixed:
            likelihood = sigmoid(sum(_odds(found[each][1]) for each in members) / len(members))
            other = next(found[each][0] for each in members if found[each][0] is not QuoteKind.SPEECH)
            kind = QuoteKind.SPEECH if likelihood >= SPEECH_FROM else other
            for each in members:
                found[each] = (kind, likelihood)
        begin = end
    return found


def _of_both(head: tuple[QuoteKind, float], below: tuple[QuoteKind, float]) -> tuple[QuoteKind, float]:
    """What a headline's words are, where the text below has them in marks, too; that one counts twice."""
    if below[0] is QuoteKind.SPEECH and head[1] > 0:
        return QuoteKind.SPEECH, max(head[1], below[1])
    score = (_odds(head[1]) + 2 * _odds(below[1])) / 3
    speech = sigmoid(score) >= SPEECH_FROM
    kind = next((one for one, _ in (head, below) if (one is QuoteKind.SPEECH) == speech), head[0])
    return kind, sigmoid(score)


def _odds(likelihood: float) -> float:
    held = min(max(likelihood, 1e-4), 1 - 1e-4)
    return math.log(held / (1 - held))


def _judge(setting: Setting) -> tuple[QuoteKind, float]:
    tagged = setting.inner.endswith(",") and not setting.left.strip() and is_tag(setting.right)
    if setting.candidate.certain or tagged:
        return QuoteKind.SPEECH, LAYOUT_LIKELIHOOD
    if not setting.words or is_shown(setting):
        return QuoteKind.TERM, 0.0
    if is_cited(setting) or is_work(setting):
        return QuoteKind.TITLE, 0.0
    told = is_told(setting.left, inside=setting.candidate.depth > 0)
    features = read_features(setting)
    table = weights()
    likelihood = sigmoid(sum(table.get(name, 0.0) * value for name, value in features.items()))
    partial = likelihood < SPEECH_FROM and (told or is_partial(setting))
    if likelihood < SPEECH_FROM and not partial and not is_weighed(setting):
        return _kind_of_other(setting, features), likelihood
    if not partial and (is_named(setting) or is_ready(setting)):
        return _kind_of_other(setting, features), 0.0
    return QuoteKind.SPEECH, max(likelihood, SPEECH_FROM)


def _kind_of_other(setting: Setting, features: Mapping[str, float]) -> QuoteKind:
    """Which of the three kinds that nobody says."""
    capital = setting.words[0][:1].isupper()
    if "behind 'so-called'" in features:
        return QuoteKind.SCARE
    if capital and ("near a work" in features or "right before a work or its maker" in features):
        return QuoteKind.TITLE
    if not _NAMES.isdisjoint(features) and "title case, two words or more" not in features:
        return QuoteKind.TERM
    if "right before a noun" in features:
        return QuoteKind.SCARE
    if capital and not _TITLE_CASE.isdisjoint(features):
        return QuoteKind.TITLE
    return QuoteKind.TERM if "explained behind" in features else QuoteKind.SCARE
