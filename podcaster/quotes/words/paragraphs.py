"""Cuts an article into paragraphs, sentences and words, with every quoted passage as a single word of its paragraph."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.model import BlockKind
from podcaster.patterns import on_demand
from podcaster.quotes import lists
from podcaster.quotes.detection.standfirsts import find_standfirst
from podcaster.quotes.lists import any_of
from podcaster.quotes.words.tagging import tag_words
from podcaster.quotes.words.tokens import Paragraph, Token
from podcaster.sentences import SENTENCE_BREAK, SHORT_WORDS, STOPS, ends_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from podcaster.model import Article, Block
    from podcaster.quotes.detection.passages import Passage

WORD = on_demand(
    r"(?P<abbr>(?:[A-Z]\.){2,}|[A-Z]\.(?=\s)|\b(?:[A-Za-z][a-z]{0,5})\.(?=\s|,|\)))"
    rf"|(?P<sign>\b(?!{any_of('tokens', 'paragraphs cries')})[A-Z][a-z]{{2,}}[?!]"
    r"(?=[’']s\b|,?\s(?!he\b|she\b|they\b|we\b|you\b|it\b)[a-z]))"
    r"|(?P<poss>[’']s\b|(?<=s)[’'](?=\s|$))|(?P<short>[’'](?:d|ll|ve|re|m)\b)"
    r"|(?P<age>\d+-year-olds?\b)"
    r"|(?P<number>[$£€¥₹]?\d[\d,.:/]*\d(?:st|nd|rd|th|s|m|bn|km|%|am|pm)?|[$£€¥₹]?\d(?:st|nd|rd|th|s|m|bn|km|%|am|pm)?)"
    r"|(?P<word>[A-Z][a-z]{1,4}\.-(?:elect|designate)\b|@\w{2,40}|[@#]?[^\W\d_]+(?:[’'.&-](?!(?:s|d|ll|ve|re|m)\b)[^\W\d_]+|[-’'&]?\d+)*\+?)"
    r"|(?P<dash>—|–|--|(?<=\s)-(?=\s))"
    rf"|(?P<mark>[{STOPS},;:()\[\]])"
    r"|(?P<other>\S)"
)
"""The words and marks of a paragraph; a name may end with a mark and go on with a small letter: "Which? said"."""

LABEL = 4
"""Words before a colon and quoted words in a headline that are a name, if all have capitals: "Ann Roe: 'I left'"."""
SHORT_WORD, TITLE_CASE = 3, 0.75
"""A headline is in title case when this share of its longer words has a capital."""

NOT_ITS_OWN = frozenset({BlockKind.RELATED, BlockKind.CREDIT})
"""Blocks whose words are no part of what the article tells: nobody is mentioned in them."""
CREDITED = on_demand(
    rf"(?:^|(?<=[\s.”\")]))[(\[]?{any_of('tokens', 'paragraphs pictures')}s?\b\s*"
    r"(?:credits?\b|by\b|courtesy\b|[:©/|]|\.\.\.|…)"
    r"|[(\[][^()\[\]]{2,80}/[^()\[\]]{2,80}[)\]]\.?\s*$"
    rf"|(?<=[”\")]\s)[^{STOPS}]{{2,80}}\w/\w[^{STOPS}]{{2,80}}$",
    re.IGNORECASE,
)
"""Where a caption begins to say whose picture it is: who took it says nothing in the article."""
TAKEN_BY = on_demand(r".{2,80}\w/\w.{2,80}")
"""Who took a picture, and for whom: all that stands behind a caption's last sentence."""


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
        marks = "“,”" if last_mark(text, passage) == "," else "“”"
        tokens.append(Token(marks, "“”", passage.start, passage.end, "Q", passage=number))
        at = passage.end
    tokens.extend(_words(text, at, span[1]))
    paragraph = Paragraph(index, kind, span[0], span[1], tokens)
    if kind in {BlockKind.TITLE, BlockKind.HEADING}:
        words = [token.text for token in tokens if token.tag == "word" and len(token.text) > SHORT_WORD]
        named = len(tokens) <= LABEL + 2 and [token.tag for token in tokens[-2:]] == [":", "Q"]
        shouts = sum(word[0].isupper() for word in words) > TITLE_CASE * len(words)
        paragraph.shouts = shouts and not (named and not any(word.isupper() for word in words))
    _split_sentences(paragraph, dict(enumerate(passages, first)), text)
    tag_words(paragraph)
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
        if kind == "abbr" and len(word) > 2 and word.count(".") == 1 and not _is_short(text, match.start(), word[:-1]):
            yield Token(word[:-1], word[:-1].lower(), match.start(), match.end() - 1, "word")
            yield Token(".", ".", match.end() - 1, match.end(), ".")
            continue
        lower = word.lower().replace("’", "'")
        if kind == "poss":
            yield Token(word, "'s", match.start(), match.end(), "POS")
        elif kind == "short":
            yield Token(word, lower, match.start(), match.end(), "AUX")
        elif kind == "mark":
            yield Token(word, word, match.start(), match.end(), "." if word in STOPS else word)
        elif kind == "dash":
            yield Token(word, "—", match.start(), match.end(), "—")
        elif kind == "number":
            yield Token(word, lower, match.start(), match.end(), "CD")
        elif kind == "other":
            yield Token(word, word, match.start(), match.end(), "?")
        else:
            yield Token(word, lower.rstrip("."), match.start(), match.end(), "word")


def _is_short(text: str, start: int, word: str) -> bool:
    """Whether a word with a full stop is a short form: "Tech" of a "Tech. Sgt." only."""
    lower = word.lower()
    return lower in SHORT_WORDS["en"] and (lower not in _SHORT_BEFORE or text.startswith(_SHORT_BEFORE[lower], start))


_SHORT_BEFORE = {"tech": "Tech. Sgt", "dep": "Dep", "inv": "Inv", "const": "Const", "comm": "Comm", "assoc": "Assoc"}
"""Short forms that are words as well -> with what they are one: before a rank, or with a capital."""


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
    if last not in STOPS or after.text[0].islower() or after.tag in {",", ";", ":", ")", "."}:
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
        verb = lists.VERBS.get(token.lower)
        if verb and verb[1] in {"say", "speak"} and token.text[0].islower():
            return True
    return False


def cut_article(article: Article, passages: Sequence[Passage]) -> list[Paragraph]:
    """All paragraphs of an article in order, every block one.

    Args:
        article: The article.
        passages: Its top-level passages in order.
    """
    paragraphs: list[Paragraph] = []
    at, standfirst = 0, find_standfirst(article)
    for number, block in enumerate(article.blocks):
        begin = at
        while at < len(passages) and passages[at].start < block.end:
            at += 1
        inside = [(index, passage) for index, passage in enumerate(passages[begin:at], begin)
                  if passage.start >= block.start]  # fmt: skip
        first = inside[0][0] if inside else begin
        held = [passage for _, passage in inside]
        kind = BlockKind.HEADING if number == standfirst else block.kind
        paragraph = read_paragraph(
            article.text, (block.start, _told_until(article.text, block)), held, first, kind, number
        )
        paragraph.end = block.end
        paragraphs.append(paragraph)
    return paragraphs


def _told_until(text: str, block: Block) -> int:
    """Where a block ends to tell what the article is about: at its start, or before a picture's credit."""
    if block.kind in NOT_ITS_OWN:
        return block.start
    if block.kind is not BlockKind.CAPTION:
        return block.end
    if found := CREDITED.search(text, block.start, block.end):
        return found.start()
    last = max((match.end() for match in SENTENCE_BREAK.finditer(text, block.start, block.end)), default=block.end)
    taken = TAKEN_BY.fullmatch(text, last, block.end) and not ends_sentence(text[last : block.end])
    return last if taken else block.end
