"""Judges block quotes that name no source: introduced, a pull quote of words that the text has too, or anybody's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.model import BlockKind, QuoteKind
from podcaster.patterns import on_demand
from podcaster.quotes import lists
from podcaster.quotes.attribution.model import Way

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from podcaster.quotes.attribution.model import Attribution
    from podcaster.quotes.coreference.analysis import Reading
    from podcaster.quotes.detection.passages import Passage
    from podcaster.quotes.words.tokens import Paragraph

UNINTRODUCED = 0.3
"""Probability at most of the speaker of a block quote that nothing introduces: a pull quote can be anybody's."""
ANNOUNCED = 0.9
"""Probability that whom the sentence before names as the writer is who a block quote is by."""
PULLED = 0.9
"""Probability that a block quote with the words of a quotation of the text is by the same speaker."""
SHORTEST = 12
"""Letters of a block quote that are looked for in the quotations of the text; fewer are anybody's."""
MOST = 200
"""Block quotes that are looked up in the text; articles have a few."""
_LABEL = on_demand(r"[^\W\d_a-z][^\na-z:]{1,40}:")
"""A word in capitals and a colon: a direction or a label, not what the sentence before announces."""


def squeezed(text: str, passage: Passage) -> str:
    """The letters and digits of a passage, in small letters: the same for the same words."""
    words = text[passage.inner_start : passage.inner_end].casefold()
    return "".join(letter for letter in words if letter.isalnum())


def pull_quotes(
    reading: Reading,
    passages: Sequence[Passage],
    found: Sequence[Attribution],
    where: Mapping[int, tuple[Paragraph, int]],
) -> None:
    """Mends the attributions of block quotes without a source.

    One that repeats a quotation of the text gets its speaker; one that nothing introduces stays with the likeliest
    speaker, but unsure.

    Args:
        reading: The article, read.
        passages: Its top-level passages.
        found: Their attributions, which are changed.
        where: The paragraph and token of each passage.
    """
    blocks = [number for number, passage in enumerate(passages) if "block" in passage.flags and not passage.label]
    if not blocks:
        return
    said = [
        (squeezed(reading.text, passage), one)
        for passage, one in zip(passages, found, strict=True)
        if "block" not in passage.flags and passage.kind is QuoteKind.SPEECH and one.person >= 0
    ]
    before = -1
    for count, number in enumerate(blocks):
        passage, one = passages[number], found[number]
        words = squeezed(reading.text, passage)
        sought = said if len(words) >= SHORTEST and count < MOST else []
        match = next((other for key, other in sought if words in key), None)
        if match is not None:
            one.person, one.verb, one.evidence, one.shares = match.person, match.verb, match.evidence, match.shares
            one.confidence, one.bound, one.candidates = PULLED * match.confidence, match.bound, match.candidates
            one.way = Way.REPEATED
        elif "continued" in passage.flags and before == number - 1 >= 0:
            one.bound = found[before].bound
        elif number in where and not _introduced(reading, passage, where[number][0].index):
            one.bound = UNINTRODUCED
        elif number in where:
            _announce(reading, one, where[number][0].index - 1)
        before = number


def _introduced(reading: Reading, passage: Passage, index: int) -> bool:
    """Whether the paragraph before announces a block quote: a colon, or a last sentence that reports or names one."""
    earlier = reading.paragraphs[index - 1] if index else None
    if earlier is None or earlier.kind is not BlockKind.PARAGRAPH or not earlier.sentences:
        return False
    if _LABEL.match(reading.text, passage.inner_start, passage.inner_end):
        return False
    begin, end = earlier.sentences[-1]
    last = earlier.tokens[begin:end]
    if last[-1].tag == ":":
        return True
    if any(token.tag == "Q" for token in last):
        return False  # Its own quotation is what the sentence reports.
    reports = any(
        begin <= clause.verb < end and clause.sort in {"say", "speak", "source", "noun"}
        for clause in reading.clauses[index - 1]
    )
    return reports or any(token.lower in lists.TEXT_NOUNS for token in last)


def _announce(reading: Reading, one: Attribution, index: int) -> None:
    """Gives a block quote to whom the last sentence of the paragraph before names as the writer or the speaker."""
    paragraph = reading.paragraphs[index]
    begin, end = paragraph.sentences[-1]
    writer = announced_writer(reading, paragraph)
    verb = ""
    evidence: tuple[tuple[int, int], ...] = ()
    if writer < 0:
        held = [clause for clause in reading.clauses[index] if begin <= clause.verb < end and clause.subject >= 0
                and clause.sort in {"say", "speak", "noun", "source"}]  # fmt: skip
        if not held:
            return
        clause = held[-1]
        token = paragraph.tokens[clause.verb]
        writer, verb, evidence = clause.subject, token.text, ((token.start, token.end),)
    mention = reading.mentions[writer]
    if mention.person < 0 or reading.people.all[mention.person].sort == "text":
        return
    one.person, one.verb, one.candidates, one.way = mention.person, verb, [], Way.INTRODUCED
    one.evidence = ((mention.start, mention.end), *evidence)
    one.confidence = max(ANNOUNCED, one.shares.get(mention.person, 0.0))
    one.shares = {**one.shares, mention.person: one.confidence}


def announced_writer(reading: Reading, paragraph: Paragraph) -> int:
    """Whom the last sentence of a paragraph names as the writer of a text: the mention's index; -1 for nobody."""
    begin, end = paragraph.sentences[-1]
    low, high = reading.spans[paragraph.index]
    inside = [at for at in range(low, high) if begin <= reading.mentions[at].first < end]
    return next((at for at in reversed(inside) if _is_writer(reading, paragraph, at)), -1)


_FROM = frozenset({"desk", "pen", "hand", "office"})
"""Where a text comes from, before its writer: "a statement from the desk of Jane Roe"."""


def _is_writer(reading: Reading, paragraph: Paragraph, at: int) -> bool:
    """Whether a text is somebody's: "the log of Jane Roe", "a letter from her teacher, Jane Roe", "Roe's diary"."""
    mention = reading.mentions[at]
    if mention.person < 0 or reading.people.all[mention.person].sort == "text":
        return False
    if any(other.owner == at and other.noun in lists.TEXT_NOUNS for other in reading.mentions[at + 1 : at + 3]):
        return True
    tokens = paragraph.tokens
    link = mention.first - 1
    while link > 0 and tokens[link].tag in {",", "NN", "NNP", "PRP$", "DT", "RB", "POS"}:
        link -= 1
    if link < 1 or tokens[link].lower not in {"of", "from", "by"}:
        return False
    if tokens[link - 1].lower in _FROM:
        begin, _ = paragraph.sentences[mention.sentence]
        sender = any(token.lower == "from" for token in tokens[max(begin, link - 4) : link])
        return sender and any(token.lower in lists.TEXT_NOUNS for token in tokens[begin:link])
    return any(token.lower in lists.TEXT_NOUNS for token in tokens[max(0, link - 3) : link])
