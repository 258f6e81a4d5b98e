"""Judges what a quoted passage is: speech, a title, a scare quote or a term."""

from __future__ import annotations

import json
import math
import re
from functools import cache
from typing import TYPE_CHECKING

from podcaster.model import QuoteKind
from podcaster.patterns import on_demand
from podcaster.quotes.data import read_data
from podcaster.quotes.detection.features import read_features
from podcaster.quotes.detection.nobodys import is_nobodys
from podcaster.quotes.detection.surroundings import BLANK, Setting, Surrounded, settings_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SPEECH_FROM = 0.55
"""Probability from which a passage counts as speech.

It lies above a half because the narrator reading a few of somebody's words does less harm than a voice for the title of
a film; from 0.45 to 0.65 the cross-validated F1 moves by 0.6.
"""
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


_WORN = on_demand(
    r"\b(?:t-?shirts?|shirts?|hats?|caps?|mugs?|banners?|placards?|stickers?|badges?|posters?|tattoos?|plaques?|billboards?|"
    r"signs?|hoodies?|labels?|warnings?|notices?|marquees?|inscriptions?|envelopes?|cakes?|ribbons?|scoreboards?|balloons?|bracelets?|doormats?|pillows?|"
    r"(?:tomb|head|grave)stones?|jerseys?|sash(?:es)?|flags?|sweatshirts?|sweaters?|jackets?|murals?|graffiti|magnets?|buttons?|(?:license|licence)\splates?|(?:licence|license|number)\splates?)\s(?:\w+\s){0,5}?"
    r"(?:said|says|saying|reads?|reading|bearing|proclaiming|declaring|that\ssaid|the\swords|the\sslogan|the\smessage)[,:]?\s*"
    rf"(?:{BLANK}+[\s,.!?]*(?:and\s|or\s)?)*$",
    re.IGNORECASE,
)
"""What a shirt, a sign or a banner says is nobody's speech."""


_WRITTEN_UP = on_demand(
    r"\b(?:some(?:one|body|\sjoker|\swag)\s(?:has\s|had\s)|(?:is|are|was|were|been)\s(?:still\s|now\s)?|the\s\w+\s)"
    r"(?:(?:scrawled|scribbled|daubed|spray-?painted|carved|chalked|stencil?led|stitched|embroidered|tattooed|etched|engraved)|"
    r"(?:written|painted|printed)(?=\s(?:in|on|across|above|over|along|beneath|under)\b|[,:]\s*$))"
    r"(?!\s(?:by|to)\b)[^.;“”\"]{0,40}$|"
    r"\bsome(?:one|body)\s(?:has|had)\s(?:written|painted)(?:\s(?:in|on|across|above|over)\b[^.;“”\"]{0,40})?[,:]?\s*$",
    re.IGNORECASE,
)
_WRITTEN_BEHIND = on_demand(
    r"^\W*(?:is|are|was|were|had\sbeen|has\sbeen)\s(?:scrawled|scribbled|daubed|spray-?painted|painted|carved|chalked|"
    r"stencil?led|stitched|embroidered|tattooed|etched|engraved|(?:written|printed)\s(?:on|across|above|over))\b",
    re.IGNORECASE,
)
"""What somebody has written on a wall, a board or a cake is nobody's speech."""


_CROWD = (
    r"(?:crowds?|fans|supporters|protest[eo]rs|marchers|demonstrators|audience|spectators|choir|mob|throng|"
    r"(?:home|away|west|east|north|south)\s(?:end|stand))"
)
_CHANTED_BEFORE = on_demand(
    rf"\b{_CROWD}\b[^.]{{0,60}}\b(?:chant(?:s|ed|ing)?|sang|sing|sings|singing|shout(?:ed|ing)?|yell(?:ed|ing)?|roared|screamed)\b[^.\w]{{0,4}}(?:{BLANK}+[\s,!?]*(?:and\s)?)*$",
    re.IGNORECASE,
)
_CHANTED_BEHIND = on_demand(rf"^\W*(?:chanted|sang|sung\sby|chanted\sby)\s(?:\w+\s){{0,3}}?{_CROWD}\b", re.IGNORECASE)
"""What a crowd chants or sings together is nobody's speech."""


_LEARNED_CALL = on_demand(
    r"\b(?:what|which)\s(?:\w+\s){0,2}?(?!activ|lobby|strateg|loyal|nation|social|commun|journal|column|extrem|terror)"
    r"(?:\w{3,}(?:ists|icians|ographers)|engineers|builders|farmers|miners|sailors|locals|residents|insiders|regulars)\s(?:call|term|dub|refer\sto\sas|know\sas)(?:\s(?:an?|the))?\s*$",
    re.IGNORECASE,
)
"""What a trade calls something is its term."""


_TRADE_NAME = on_demand(
    r"\ban?\s(?!(?:\w+\s){1,2}(?:the|its|their|his|her|these|those|some|many)\s)(?:\w+\s){1,2}(?:that\s|which\s)?(?:\w+\s)?"
    r"(?!critics|opponents|supporters|detractors|backers|advocates|activists|democrats|republicans)[a-z]{3,}s\s"
    r"(?:call|dub|term|refer\sto\sas)(?:\s(?:an?|the))?\s*$|"
    r"(?:^|[.?!]\s|\b(?:some|many|most)\s)"
    r"(?:(?!activ|lobby|strateg|loyal|nation|social|commun|journal|column|extrem|terror)\w{3,}(?:ists|icians|ographers)|"
    r"(?:older\s|longtime\s)?(?:engineers|builders|farmers|miners|sailors|locals|residents|insiders|regulars|fans|doctors|nurses|pilots|teachers))\s"
    r"(?:(?:call|dub|term)\s(?:the\s\w+(?:\sof\s\w+)?|it|this|that|these|them)|refer\sto\s[^.,;“”\"]{2,50}\sas)(?:\s(?:an?|the))?\s*$",
    re.IGNORECASE,
)
"""What those who know a thing call it is its name: "a scenario lobbyists call the", "Locals refer to the road as"."""

_CLASSED = on_demand(
    r"\b(?:list(?:s|ed)?|classif(?:y|ies|ied)|categori[sz]e[sd]?|designate[sd]?|rate[sd]?|grade[sd]?|rank(?:s|ed)?)\s"
    r"(?!him\b|her\b|me\b|us\b|you\b)[^.,;:“”\"]{2,60}\sas(?:\s(?:an?|the))?\s*$|"
    r"\bso-called\s*$|\b(?:made|make|makes|making)\s(?:him|her|them|us|me|you|\w+(?:\s\w+)?)\s(?:repeat|recite|say|spell|write|pronounce)(?:\sout)?\s*$|"
    r"\b(?:pairs|words|terms|names|nicknames|phrases|labels|categories|titles|topics|keywords|tags|ingredients|dishes|brands|codes)"
    rf",?\s(?:such\sas|like|including)\s(?:{BLANK}+[\s,]*(?:and\s|or\s)?)*$|"
    r"\b(?:those|people|respondents|voters|participants|adults)\swho\s(?:\w+ly\s)?"
    rf"(?:answer|answered|said|chose|picked|responded|ticked|checked|marked)\s(?:{BLANK}+[\s,]*(?:and\s|or\s)?)*$",
    re.IGNORECASE,
)
"""The class that something is put into, and an answer that a poll offered, are nobody's speech."""


def sigmoid(score: float) -> float:
    """The probability that a score of the model stands for."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


@cache
def weights() -> Mapping[str, float]:
    """The weight of each feature, fitted by tests/benchmarks/fit_kinds.py."""
    table = json.loads(read_data("passages.json"))
    return {str(name): float(value) for name, value in table["weights"].items()}


_COINED = on_demand(
    r"\b(?:use[sd]?|using|coin(?:s|ed|ing)?|popularised|popularized|invent(?:s|ed)|trademark(?:ed)?)\s(?:the|a)\s"
    r"(?:\w+\s)?(?:phrase|term|word|words|expression|hashtag|label|moniker)\s*$|"
    rf"\b(?:search(?:es|ed|ing)?|googled?|looked)\s(?:\w+\s)?for\s(?:{BLANK}+[\s,]*(?:and\s|or\s)?)*$|"
    r"\b(?:an?|the|its|his|her|their)\s(?:[\w-]+\s){0,3}(?:category|award|prize|program|programme|initiative|exhibition|tour|"
    r"series|segment|chapter|section|option|mode|clause|podcast|newsletter|documentary|memoir|novel|single|album),\s*$|"
    r"\b(?:markets?|marketed|advertises?|advertised)\s(?:the|its|their|it|them)\b[^.,;“”\"]{0,40}\sas\s*$",
    re.IGNORECASE,
)
"""A phrase that is coined or searched for, a category's or a programme's name."""
_NAMES_A_THING = on_demand(
    r"\b(?:calls?|dubs?|nicknamed?|refers?\sto)\s(?:the|it|this|their|these|those)\b[^.,;“”\"]{0,40}?(?:\sas)?\s*$",
    re.IGNORECASE,
)
_TOLD_OF = on_demand(r"^\s?(?:which\s\w|also\s(?:known|called)\s|as\sthey\s)", re.IGNORECASE)
TERM_WORDS = 4
"""Words of what goes by a name, at most."""


def _is_term(setting: Setting) -> bool:
    """Whether a passage is a name that something goes by: "Players call it “the Grinder”", "“Ghost guns,” which"."""
    if any(pattern.search(setting.left) is not None for pattern in _NAMED) or is_nobodys(setting):
        return True
    if len(setting.words) > TERM_WORDS:
        return False
    named = len(setting.words) > 1 and setting.words[0].lower() == "the" and setting.words[1][0].isupper()
    if named and _NAMES_A_THING.search(setting.left) is not None:
        return True
    return not setting.left.strip() and setting.inner.endswith(",") and _TOLD_OF.match(setting.right) is not None


_SHOWN = (_WORN, _WRITTEN_UP, _LEARNED_CALL)
_NAMED = (_TRADE_NAME, _CLASSED, _COINED)


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
    below = {setting.key: kind for setting, kind in zip(settings, judged, strict=True) if not setting.candidate.heading}
    return [
        _of_both(kind, below[setting.key]) if setting.candidate.heading and setting.key in below else kind
        for setting, kind in zip(settings, judged, strict=True)
    ]


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
    score = (_odds(head[1]) + 2 * _odds(below[1])) / 3
    speech = sigmoid(score) >= SPEECH_FROM
    kind = next((one for one, _ in (head, below) if (one is QuoteKind.SPEECH) == speech), head[0])
    return kind, sigmoid(score)


def _odds(likelihood: float) -> float:
    held = min(max(likelihood, 1e-4), 1 - 1e-4)
    return math.log(held / (1 - held))


def _judge(setting: Setting) -> tuple[QuoteKind, float]:
    if setting.candidate.certain:
        return QuoteKind.SPEECH, LAYOUT_LIKELIHOOD
    if not setting.words:
        return QuoteKind.TERM, 0.0
    chanted = _CHANTED_BEFORE.search(setting.left) is not None or _CHANTED_BEHIND.search(setting.right) is not None
    shown = any(pattern.search(setting.left) is not None for pattern in _SHOWN)
    if chanted or shown or _WRITTEN_BEHIND.search(setting.right) is not None:
        return QuoteKind.TERM, 0.0
    features = read_features(setting)
    table = weights()
    likelihood = sigmoid(sum(table.get(name, 0.0) * value for name, value in features.items()))
    if likelihood < SPEECH_FROM:
        return _kind_of_other(setting, features), likelihood
    if _is_term(setting):
        return _kind_of_other(setting, features), 0.0
    return QuoteKind.SPEECH, likelihood


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
