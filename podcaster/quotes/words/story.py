"""Whether a text is a story: people who talk with each other, rather than sources that are quoted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.model import QuoteKind
from podcaster.patterns import on_demand
from podcaster.quotes import lists
from podcaster.quotes.lists import words_in
from podcaster.quotes.words.paragraphs import last_mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.detection.passages import Passage
    from podcaster.quotes.words.tokens import Paragraph

FEWEST = 6
"""Spoken passages of a story at least: with fewer, its form shows nothing."""
STORY = 2.1
"""Score from which on a text is a story: of 170 articles the highest has 1.8, of 19 scenes the lowest 2.9."""
ASKS, YOU, BARE, OPENS, FIGURES = 3.0, 3.0, 2.0, 1.5, 30.0
"""What the shares of questions, of words to somebody, of paragraphs of nothing but words, of paragraphs that open with
words, and (against) of figures among the narrator's words count for. By hand."""
FIRST_WORDS = 600
"""Characters of a passage that are looked through."""
_TO_SOMEBODY = on_demand(r"\b(?:you|your|yours|thee|thou|thy|ye)\b", re.IGNORECASE)


def is_story(text: str, held: Sequence[Paragraph], passages: Sequence[Passage]) -> bool:
    """Whether a text is a story with dialogue, by its form alone.

    Args:
        text: The text.
        held: Its paragraphs.
        passages: Its top-level passages.
    """
    spoken = [passage for passage in passages if passage.kind is QuoteKind.SPEECH and not passage.label]
    paragraphs = [paragraph for paragraph in held if paragraph.tokens]
    if len(spoken) < FEWEST:
        return False
    asks = sum(last_mark(text, passage) in "?!" for passage in spoken)
    to = sum(_speaks_to_somebody(text, passage) for passage in spoken)
    opens = sum(paragraph.tokens[0].tag == "Q" for paragraph in paragraphs)
    bare = sum(len(paragraph.tokens) == 1 and paragraph.tokens[0].tag == "Q" for paragraph in paragraphs)
    words = [token for paragraph in paragraphs for token in paragraph.tokens if token.tag != "Q"]
    figures = sum(token.tag == "CD" and token.text[-1].isdigit() for token in words)
    score = (ASKS * asks + YOU * to + BARE * bare) / len(spoken) + OPENS * opens / len(paragraphs)
    return score - FIGURES * figures / max(1, len(words)) >= STORY


def _speaks_to_somebody(text: str, passage: Passage) -> bool:
    end = min(passage.inner_end, passage.inner_start + FIRST_WORDS)
    return _TO_SOMEBODY.search(text, passage.inner_start, end) is not None


def tag_actions(paragraphs: Sequence[Paragraph]) -> None:
    """Takes what people do beside their words for verbs ("Roe shrugged"): news has other verbs, or means nouns.

    Args:
        paragraphs: The paragraphs of a story, which are changed.
    """
    for paragraph in paragraphs:
        for place, token in enumerate(paragraph.tokens):
            if token.tag == "NN" and token.lower in lists.PAST_ACTIONS:
                before = paragraph.tokens[place - 1].tag if place else ""
                if before not in {"DT", "PRP$", "CD", "POS"}:
                    token.tag, token.base, token.verb = "V", token.lower, "common"
            elif token.tag == "V" and (token.base in lists.SPEAK_IN_ARTICLES or token.base == "shake"):
                token.verb = "common"  # stories are full of them, and their own model weighs what people do
        _tag_bursts(paragraph)


_BURSTS = words_in("tokens", "story bursts")
_OUT = words_in("tokens", "story out")


def _tag_bursts(paragraph: Paragraph) -> None:
    """Takes two words right behind what is said, and before who says it, for a verb of speech: "burst out Roe"."""
    tokens = paragraph.tokens
    for quoted, verb, out, who in zip(tokens, tokens[1:], tokens[2:], tokens[3:], strict=False):
        says = quoted.tag == "Q" and verb.lower in _BURSTS and out.lower in _OUT
        if says and who.tag in {"NNP", "DT", "PRP", "PRP$"}:
            verb.tag, verb.base, verb.verb, out.tag = "V", verb.lower, "speak", "RB"
    for quoted, verb, who in zip(tokens, tokens[1:], tokens[2:], strict=False):
        follows = quoted.tag == "Q" and quoted.sentence == verb.sentence and who.tag in {"NNP", "DT", "PRP$"}
        speaks = verb.tag == "NN" or verb.base in lists.SPEAK_IN_ARTICLES or verb.lower in _REPLIED
        if follows and speaks and verb.lower.endswith("ed") and verb.verb in {"", "common"}:
            verb.tag, verb.verb = "V", "speak"  # "Where?" inquired Roe
            verb.base = verb.base or verb.lower


_REPLIED = words_in("tokens", "story replied")
"""What one does with words, if it stands right behind them."""
