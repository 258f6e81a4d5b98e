"""Cuts an article into paragraphs, sentences and words, with every quoted passage as a single word of its paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from podcaster.model import BlockKind
from podcaster.quotes import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from podcaster.model import Article
    from podcaster.quotes.passages import Passage

WORD = re.compile(
    r"(?P<abbr>(?:[A-Z]\.){2,}|[A-Z]\.(?=\s)|\b(?:[A-Za-z][a-z]{0,4})\.(?=\s|,|\)))"
    r"|(?P<poss>[’']s\b|(?<=s)[’'](?=\s|$))|(?P<short>[’'](?:d|ll|ve|re|m)\b)"
    r"|(?P<number>[$£€¥₹]?\d[\d,.:/]*\d(?:st|nd|rd|th|s|m|bn|km|%|am|pm)?|[$£€¥₹]?\d(?:st|nd|rd|th|s|m|bn|km|%|am|pm)?)"
    r"|(?P<word>[@#]?[^\W\d_]+(?:[’'.&-](?!(?:s|d|ll|ve|re|m)\b)[^\W\d_]+|[-’'&]?\d+)*)"
    r"|(?P<dash>—|–|--|(?<=\s)-(?=\s))"
    r"|(?P<mark>[.!?…,;:()\[\]])"
    r"|(?P<other>\S)"
)
"""The words and marks of a paragraph."""

SHORT_WORD, TITLE_CASE = 3, 0.75
"""A headline is in title case when this share of its longer words has a capital."""

CLOSING = ".!?…"
"""What ends a sentence."""


@dataclass(slots=True)
class Token:
    """A word, a mark, or a quoted passage as a whole."""

    text: str
    lower: str
    start: int
    end: int
    tag: str
    """"Q" passage, "DT" determiner, "PRP" pronoun, "PRP$" possessive pronoun, "POS" 's, "REL", "IN", "CC", "SUB",
    "AUX", "RB" adverb, "V" verb, "ING", "TO", "NNP" capitalised, "CD" number, "NN" any other word;
    a mark is its own tag."""
    base: str = ""
    """Of verbs: the uninflected form."""
    verb: str = ""
    """Of verbs: how it reports ("say", "speak", "call", "common")."""
    passage: int = -1
    """Of passages: its place in the list of passages."""
    sentence: int = 0
    """Which of the paragraph's sentences it is in."""


@dataclass(slots=True)
class Paragraph:
    """A block of the article, or the inside of a passage, as words."""

    index: int
    kind: BlockKind
    start: int
    end: int
    tokens: list[Token]
    shouts: bool = False
    """A headline in which nearly every word has a capital, so that capitals show no names."""
    sentences: list[tuple[int, int]] = field(default_factory=list)
    """First token and the one behind the last, a sentence each."""


def read_paragraph(
    text: str, span: tuple[int, int], passages: Sequence[Passage], first: int, kind: BlockKind, index: int = 0
) -> Paragraph:
    """Cuts a stretch of text into words, each of its passages one word.

    Args:
        text: The article's text.
        span: Where the stretch starts and ends.
        passages: The passages inside it, in order.
        first: The number of the first of them.
        kind: What the block is.
        index: The paragraph's number.
    """
    tokens: list[Token] = []
    at = span[0]
    for number, passage in enumerate(passages, first):
        tokens.extend(_words(text, at, _before_label(text, at, passage)))
        tokens.append(Token("“”", "“”", passage.start, passage.end, "Q", passage=number))
        at = passage.end
    tokens.extend(_words(text, at, span[1]))
    paragraph = Paragraph(index, kind, span[0], span[1], tokens)
    if kind in {BlockKind.TITLE, BlockKind.HEADING}:
        words = [token.text for token in tokens if token.tag == "word" and len(token.text) > SHORT_WORD]
        paragraph.shouts = sum(word[0].isupper() for word in words) > TITLE_CASE * len(words)
    _split_sentences(paragraph, dict(enumerate(passages, first)), text)
    _tag(paragraph)
    return paragraph


def _before_label(text: str, start: int, passage: Passage) -> int:
    """Where the words before a passage end: a turn's label ("Q:", "ROE:") is none of the article's words."""
    if "turn" not in passage.flags or not passage.label or "continued" in passage.flags:
        return passage.start
    label = text.rfind(passage.label, start, passage.start)
    return label if label >= 0 else passage.start


def _words(text: str, start: int, end: int) -> Iterator[Token]:
    for match in WORD.finditer(text, start, end):
        kind = match.lastgroup
        word = match.group()
        if kind == "abbr" and len(word) > 2 and word.count(".") == 1 and word[:-1].lower() not in lexicon.ABBREVIATIONS:
            yield Token(word[:-1], word[:-1].lower(), match.start(), match.end() - 1, "word")
            yield Token(".", ".", match.end() - 1, match.end(), ".")
            continue
        lower = word.lower().replace("’", "'")
        if kind == "poss":
            yield Token(word, "'s", match.start(), match.end(), "POS")
        elif kind == "short":
            yield Token(word, lower, match.start(), match.end(), "AUX")
        elif kind == "mark":
            yield Token(word, word, match.start(), match.end(), "." if word in CLOSING else word)
        elif kind == "dash":
            yield Token(word, "—", match.start(), match.end(), "—")
        elif kind == "number":
            yield Token(word, lower, match.start(), match.end(), "CD")
        elif kind == "other":
            yield Token(word, word, match.start(), match.end(), "?")
        else:
            yield Token(word, lower.rstrip("."), match.start(), match.end(), "word")


def _split_sentences(paragraph: Paragraph, passages: dict[int, Passage], text: str) -> None:
    tokens = paragraph.tokens
    begin = number = 0
    for place, token in enumerate(tokens):
        token.sentence = number
        if place + 1 == len(tokens) or _ends_sentence(tokens, place, passages, text):
            paragraph.sentences.append((begin, place + 1))
            begin = place + 1
            number += 1


def _ends_sentence(tokens: list[Token], place: int, passages: dict[int, Passage], text: str) -> bool:
    token, after = tokens[place], tokens[place + 1]
    if token.tag == ".":
        return not after.text[0].islower() and after.tag not in {".", ")", ",", "]"}
    if token.tag == ")":
        return place > 0 and tokens[place - 1].tag == "." and after.text[0].isupper()
    if token.tag != "Q":
        return False
    last = last_mark(text, passages[token.passage])
    if last not in CLOSING or after.text[0].islower() or after.tag in {",", ";", ":", ")", "."}:
        return False
    return last in ".…" or not _tail_follows(tokens, place + 1)


def last_mark(text: str, passage: Passage) -> str:
    """The last character inside a passage, inner closing marks left out; a space when there is none."""
    inner = text[passage.inner_start : passage.inner_end].rstrip(" \n\t”’'\"»)]")
    return inner[-1] if inner else " "


def _tail_follows(tokens: list[Token], place: int) -> bool:
    """Whether "Roe asked" comes next: after a question, that still belongs to its sentence."""
    for token in tokens[place : place + 7]:
        if token.tag in {".", "Q", ";", ":"}:
            return False
        verb = lexicon.VERBS.get(token.lower)
        if verb and verb[1] in {"say", "speak"} and token.text[0].islower():
            return True
    return False


_FIXED = {
    **dict.fromkeys(lexicon.SUBORDINATORS, "SUB"),
    **dict.fromkeys(lexicon.PREPOSITIONS, "IN"),
    **dict.fromkeys(lexicon.RELATIVES, "REL"),
    **dict.fromkeys(lexicon.ADVERBS, "RB"),
    **dict.fromkeys(lexicon.CONJUNCTIONS, "CC"),
    **dict.fromkeys(lexicon.DETERMINERS, "DT"),
    **dict.fromkeys(lexicon.POSSESSIVES, "PRP$"),
    **dict.fromkeys(("he", "she", "they", "it", "i", "we", "you", "him", "them", "me", "us", "himself", "herself",
                     "themselves", "itself"), "PRP"),
    **dict.fromkeys(lexicon.AUXILIARIES, "AUX"),
    "to": "TO", "that": "SUB", "who": "REL", "which": "REL", "not": "RB", "n't": "RB",
}  # fmt: skip


_CONTRACTING = frozenset({"that", "there", "here", "what", "where", "how", "let", "when"})


def _tag(paragraph: Paragraph) -> None:
    tokens = paragraph.tokens
    starts = {begin for begin, _ in paragraph.sentences}
    before = None
    for place, token in enumerate(tokens):
        if token.tag == "POS" and before is not None and (before.tag in {"PRP", "REL"} or before.lower in _CONTRACTING):
            token.tag = "AUX"
        if token.tag == "word":
            begins = place in starts or (before is not None and before.tag in {":", "Q"})
            token.tag = _tag_of(token, before, tokens[place + 1] if place + 1 < len(tokens) else None, starts=begins)
        if token.tag in {"V", "ING"}:
            token.base, token.verb = lexicon.VERBS.get(token.lower, (token.lower, "common"))
        before = token


def _tag_of(token: Token, before: Token | None, after: Token | None, *, starts: bool) -> str:
    lower, text = token.lower, token.text
    capital = text[0].isupper() or text[0] in "@#"
    if fixed := _FIXED.get(lower):
        if lower == "her" and after is not None and after.tag in {",", ".", "Q", ")", "?"}:
            return "PRP"
        named = lower == "he" and starts and after is not None and after.text[0].isupper() and after.lower not in _FIXED
        if not named and (not capital or starts or lower in {"i", "he", "she"}):
            return fixed
        return "NNP" if lower in {"may", "will"} or len(lower) > 3 else fixed
    if capital and not starts:
        verb = lexicon.VERBS.get(lower)
        after_speech = before is not None and before.tag == "Q"
        return "V" if verb and verb[1] == "say" and after_speech else "NNP"
    return _tag_word(lower, before, after) if not capital else _tag_start(lower, before)


def _tag_start(lower: str, before: Token | None) -> str:
    if lower not in lexicon.VERBS:
        return "NNP"
    base, sort = lexicon.VERBS[lower]
    if lower.endswith("ing") and lower != base:
        return "ING"
    return _tag_word(lower, before) if sort == "say" and lower != base else "NNP"


_NOUN_BEFORE = frozenset({"DT", "PRP$", "POS", "IN"})
_VERB_BEFORE = frozenset({"PRP", "AUX", "TO", "RB", "REL", "V"})


def _tag_word(lower: str, before: Token | None, after: Token | None = None) -> str:
    """The class of a word in small letters, from its form and the word before it."""
    tag = before.tag if before is not None else ""
    if lower.endswith("ly") and len(lower) > 4:
        return "RB"
    if lower in lexicon.VERBS:
        return _tag_verb(lower, before, after)
    if tag == "TO" or (tag == "AUX" and before is not None and before.lower in lexicon.MODALS):
        return "NN" if lower.endswith("s") or sort_known(lower) else "V"
    if lower.endswith("ed") and len(lower) > 4 and tag not in _NOUN_BEFORE:
        return "V"
    if lower.endswith("ing") and len(lower) > 5 and tag in {",", "IN", "SUB", "AUX"}:
        return "ING"
    return "NN"


def sort_known(lower: str) -> bool:
    """Whether a word is on one of the lists of nouns."""
    return lower in lexicon.PERSON_NOUNS or lower in lexicon.BODY_NOUNS or lower in lexicon.TEXT_NOUNS


def _tag_verb(lower: str, before: Token | None, after: Token | None) -> str:  # noqa: PLR0911  (a rule a return)
    """Verb or noun: "the plan", "Roe campaign", "officials say"."""
    tag = before.tag if before is not None else ""
    base, sort = lexicon.VERBS[lower]
    if lower.endswith("ing") and lower != base:
        return "NN" if tag in {"DT", "PRP$", "POS"} else "ING"
    if tag in _NOUN_BEFORE:
        return "NN"
    plural_noun = lower.endswith("s") and lower != base and (lower in lexicon.TEXT_NOUNS or base in lexicon.NOUNS_TOO)
    if plural_noun and tag == "NN" and before is not None:
        return "V" if sort_known(before.lower) else "NN"  # "critical reports", "the mayor reports"
    if lower != base or lower in lexicon.SAME_PAST or tag in _VERB_BEFORE or before is None:
        return "V"
    if (
        tag == "NNP"
        and after is not None
        and (after.lower in lexicon.DETERMINERS or after.lower in lexicon.POSSESSIVES)
    ):
        return "V"  # "Roe and Poe run the ferry"
    plural = before.lower.endswith("s") or before.lower in {
        "people",
        "police",
        "women",
        "men",
        "some",
        "many",
        "others",
    }
    if tag in {"NN", "NNP"}:
        return "V" if plural and sort in {"say", "speak", "call"} and lower not in lexicon.NOUNS_TOO else "NN"
    if tag == "CC":
        return "V" if sort in {"say", "speak"} and lower not in lexicon.NOUNS_TOO else "NN"
    return "V" if tag == "Q" else "NN"


def retag_heading(paragraph: Paragraph, names: set[str]) -> None:
    """Tags the words of a headline, whose capitals show nothing, as if they were small unless they are known names.

    Args:
        paragraph: The headline.
        names: Words that the article writes with a capital inside its sentences.
    """
    before = None
    for token in paragraph.tokens:
        if token.tag == "NNP" and token.lower not in names and token.lower not in lexicon.HONORIFICS:
            token.tag = _FIXED.get(token.lower) or _tag_word(token.lower, before)
            if token.tag in {"V", "ING"}:
                token.base, token.verb = lexicon.VERBS.get(token.lower, (token.lower, "common"))
        before = token


def cut_article(article: Article, passages: Sequence[Passage]) -> tuple[list[Paragraph], list[Paragraph]]:
    """All paragraphs of an article in order, and the insides of the passages that have quotations in them.

    Args:
        article: The article.
        passages: Its top-level passages in order.

    Returns:
        The article's own paragraphs, every block one; and one for each passage, in the passages' order, where the
        passages inside it are numbered from 0.
    """
    paragraphs: list[Paragraph] = []
    at = 0
    for number, block in enumerate(article.blocks):
        begin = at
        while at < len(passages) and passages[at].start < block.end:
            at += 1
        inside = [(index, passage) for index, passage in enumerate(passages[begin:at], begin)
                  if passage.start >= block.start]  # fmt: skip
        first = inside[0][0] if inside else begin
        held = [passage for _, passage in inside]
        paragraphs.append(read_paragraph(article.text, (block.start, block.end), held, first, block.kind, number))
    return paragraphs, []
