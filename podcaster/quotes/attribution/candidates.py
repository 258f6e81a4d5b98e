"""Lists who can have said a passage, and describes each candidate by features that a small model weighs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcaster.model import QuoteKind
from podcaster.quotes.attribution.beside import left_out
from podcaster.quotes.attribution.dialogue import turns_before
from podcaster.quotes.attribution.embedded import Embedding
from podcaster.quotes.attribution.mentioned import who
from podcaster.quotes.attribution.model import Candidate, Way
from podcaster.quotes.attribution.tight import LIGHT, is_tight
from podcaster.quotes.words.paragraphs import last_mark
from podcaster.sentences import STOPS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.choice import Features
    from podcaster.quotes.coreference.analysis import Reading
    from podcaster.quotes.detection.passages import Passage
    from podcaster.quotes.mentions.clause import Clause
    from podcaster.quotes.mentions.mention import Mention
    from podcaster.quotes.words.tokens import Paragraph

MANY = 40
"""Candidates of one passage at most, nearest first: a bound for monstrous paragraphs, never met in articles."""


@dataclass(slots=True)
class Standing:
    """Where a passage stands in its paragraph."""

    paragraph: Paragraph
    """The one in which the passage stands as a token."""
    passage: int
    """Its number."""
    token: int
    """Index of the passage among the tokens of the paragraph."""
    sentence: int
    """Index of its sentence among those of the paragraph."""
    begin: int
    """First token of its sentence."""
    end: int
    """The token behind its sentence."""
    alone: bool
    """Nothing but quoted words stands in its sentence."""
    ends_open: bool
    """Its last mark is a comma, or none."""
    asks: bool
    """Its last mark is a question mark, an exclamation mark or a dash."""
    verbs: int
    """Reporting clauses in its sentence."""


def locate(paragraph: Paragraph, token: int, text: str, passage: Passage, clauses: Sequence[Clause]) -> Standing:
    """Describes the place of the passage that is token ``token`` of a paragraph."""
    sentence = paragraph.tokens[token].sentence
    begin, end = paragraph.sentences[sentence]
    words = [t for t in paragraph.tokens[begin:end] if t.tag not in {"Q", ".", ",", "—", "?", "(", ")", "CC"}]
    near = _near(clauses, token)
    verbs = sum(1 for clause in near if begin <= clause.verb < end and clause.sort != "common")
    return Standing(
        paragraph,
        paragraph.tokens[token].passage,
        token,
        sentence,
        begin,
        end,
        not words,
        last_mark(text, passage) not in STOPS,
        last_mark(text, passage) in "?!…—–-",
        verbs,
    )


def candidates_of(
    reading: Reading, passages: Sequence[Passage], place: Standing, before: Sequence[int]
) -> list[Candidate]:
    """Everybody who can have said a passage.

    Args:
        reading: The article, read.
        passages: Its top-level passages.
        place: Where the passage stands.
        before: The speech passages before it, nearest last.
    """
    begins = reading.text[passages[place.passage].inner_start : passages[place.passage].inner_start + 1]
    found = _from_clauses(reading, place, small=begins.islower())
    held = {candidate.mention for candidate in found}
    found += _from_mentions(reading, place, held)
    found += _from_neighbours(reading, passages, place)
    found += _carried(reading, passages, place, before)
    if any(candidate.tight for candidate in found):
        for candidate in found:
            candidate.features.append("tight" if candidate.tight else "beside a tight tag")
    return found[:MANY]


def _shape(place: Standing) -> str:
    return "alone" if place.alone else "part"


def _distance(tokens: int) -> str:
    return "0" if tokens <= 0 else "1" if tokens == 1 else "2-3" if tokens <= 3 else "4-8" if tokens <= 8 else "9+"


def _from_clauses(reading: Reading, place: Standing, *, small: bool) -> list[Candidate]:
    """The subjects of the clauses of the passage's paragraph."""
    found: list[Candidate] = []
    clauses = reading.clauses[place.paragraph.index]
    near = _near(clauses, place.token)
    reporting = [clause for clause in near if clause.sort != "common"]
    embedding = Embedding(place.paragraph.tokens, (place.begin, place.end), near, reading.mentions)
    holder = None if place.alone else embedding.holder(place.token, small=small)
    around = _Around([clause.verb for clause in reporting], _strongest(place, reporting))
    for clause in near:
        if clause.subject < 0:
            continue
        if clause.sort == "common" and not place.begin <= clause.verb < place.end:
            continue
        mention = reading.mentions[clause.subject]
        features = _clause_features(place, clause, around)
        features += who(reading, clause.subject)
        token = place.paragraph.tokens[clause.verb]
        verb = clause.base if clause.sort == "source" else "" if clause.sort == "colon" else token.text
        closed = place.ends_open or place.asks
        found.append(Candidate(features, clause.subject, verb=verb, way=_way(place, clause, token.sentence),
                               evidence=[(mention.start, mention.end), (token.start, token.end)],
                               tight=is_tight(place.paragraph.tokens, place.token, clause, closed=closed),
                               holds=clause is holder))  # fmt: skip
    found.sort(key=lambda candidate: abs(reading.mentions[candidate.mention].head - place.token))
    return found


def _way(place: Standing, clause: Clause, sentence: int) -> Way:
    if clause.sort == "common":
        return Way.BEAT
    gap = sentence - place.sentence
    return Way.TAG if not gap else Way.TAG_BEHIND if gap == 1 else Way.TAG_BEFORE if gap == -1 else Way.TAG_FAR


FAR = 80
"""Tokens from a passage to a mention that may be its speaker without a verb."""
NEAREST = 14
"""Clauses looked at on either side of a passage; articles have fewer in a paragraph."""


def _near(clauses: Sequence[Clause], token: int) -> Sequence[Clause]:
    """The clauses around a token."""
    at = bisect_left(clauses, token, key=lambda clause: clause.verb)
    return clauses[max(0, at - NEAREST) : at + NEAREST]


@dataclass(frozen=True, slots=True)
class _Around:
    """The reporting clauses near a passage."""

    verbs: list[int]
    """Their verbs' tokens, in order."""
    own: str  # how strongly the passage's own sentence reports


def _clause_features(place: Standing, clause: Clause, around: _Around) -> Features:
    tokens, at = place.paragraph.tokens, place.token
    shape = _shape(place)
    sentence = tokens[clause.verb].sentence
    gap = sentence - place.sentence
    first, last = min(clause.begin, clause.verb), max(clause.end, clause.verb + 1)
    if gap == 0:
        side = "after" if first > at else "before"
    elif gap > 0:
        side = "next" if gap == 1 else "later"
    else:
        side = "previous" if gap == -1 else "earlier"
    low, high = min(clause.verb, at), max(clause.verb, at)
    crossing = bisect_left(around.verbs, high) - bisect_right(around.verbs, low)
    features = [
        f"{side} {clause.sort}",
        f"{side} {clause.form}",
        f"{side} {shape}",
        f"{side} {clause.sort} {clause.form}",
        f"crossing {min(crossing, 3)} {side}",
    ]
    if gap == 0:
        between = tokens[at + 1 : first] if first > at else tokens[min(last, at) : at]
        count = _distance(sum(1 for token in between if token.tag not in LIGHT or token.lower == "because"))
        features += [f"{side} {clause.sort} gap {count}", f"{side} gap {count}"]
        features += _marks(place, side, clause)
        quotes = sum(1 for token in between if token.tag == "Q")
        features.append(f"{side} quotes between {min(quotes, 2)}")
    else:
        features.append(f"{side} own {around.own} {shape}")
        begin, end = place.paragraph.sentences[sentence]
        quoted = any(token.tag == "Q" for token in tokens[max(begin, first - 60) : min(end, last + 60)])
        features.append(f"{side} with quote {quoted} {clause.sort}")
        if abs(gap) > 2:
            features.append("far sentence")
    return features


def _strongest(place: Standing, reporting: Sequence[Clause]) -> str:
    """How strongly the passage's own sentence reports: "say", "call" or "none"."""
    sorts = {clause.sort for clause in reporting if place.begin <= clause.verb < place.end and clause.subject >= 0}
    return "say" if sorts & {"say", "speak", "source", "colon"} else "call" if sorts else "none"


def _marks(place: Standing, side: str, clause: Clause) -> Features:
    tokens, at = place.paragraph.tokens, place.token
    features: Features = []
    if side == "before":
        mark = tokens[at - 1]
        if mark.tag in {":", ","} or mark.lower in {"that", "as", "by", "of", "a", "an", "the"}:
            features.append(f"before mark {mark.lower} {clause.sort}")
    elif at + 1 < len(tokens):
        features.append(f"after open {place.ends_open} {tokens[at + 1].tag == ','}")
        if clause.begin <= at + 2:
            features.append("after at once")
    return features


def _from_mentions(reading: Reading, place: Standing, held: set[int]) -> list[Candidate]:
    """Those mentioned near the passage without a verb of their own."""
    found: list[Candidate] = []
    begin, end = reading.spans[place.paragraph.index]
    gapped = left_out(place.paragraph.tokens, reading.clauses[place.paragraph.index], place.begin, place.token)
    low = bisect_left(reading.mentions, place.token - FAR, begin, end, key=lambda mention: mention.first)
    high = bisect_left(reading.mentions, place.token + FAR, begin, end, key=lambda mention: mention.first)
    for index in range(low, high):
        mention = reading.mentions[index]
        gap = mention.sentence - place.sentence
        if index in held or abs(gap) > 1 or mention.person < 0 or mention.sort == "place":
            continue
        if (gap < 0 and _asks(place.paragraph, mention.sentence)) or _says_how(place.paragraph, mention):
            continue
        side = ("before" if mention.head < place.token else "after") if gap == 0 else "previous" if gap < 0 else "next"
        tokens = place.paragraph.tokens
        between = (
            tokens[mention.last : place.token]
            if mention.head < place.token
            else tokens[place.token + 1 : mention.first]
        )
        count = _distance(sum(1 for token in between if token.tag not in {",", ":", "—", "POS"}))
        features = [f"mention {side}", f"mention {side} {_shape(place)}", f"mention {side} gap {count}",
                    f"mention {side} {mention.role or 'none'}", f"mention verbs {place.verbs > 0} {side}"]  # fmt: skip
        if gap == 0 and any(token.tag == "Q" for token in between):
            features.append("mention beyond quote")
        if side == "next" and place.alone and mention.role == "subject" and mention.first == place.token + 1:
            features.append("mention next opens")
        features += who(reading, index)
        acts = mention.role == "subject" and gap <= 0
        way = Way.BEAT if acts else Way.NAMED
        found.append(Candidate(features, index, evidence=[(mention.start, mention.end)], way=way,
                               holds=gapped <= mention.first < mention.last == place.token))  # fmt: skip
    return found


def _says_how(paragraph: Paragraph, mention: Mention) -> bool:
    """Whether a word behind "was" says how something was: "The answer was brief: ..."."""
    bare = mention.kind == "description" and not mention.sort and mention.last == mention.first + 1
    return bare and mention.first > 0 and paragraph.tokens[mention.first - 1].tag == "AUX"


def _asks(paragraph: Paragraph, sentence: int) -> bool:
    """Whether a sentence is a question of the reporter's own: whom it names does not answer it."""
    begin, end = paragraph.sentences[sentence]
    return paragraph.tokens[end - 1].text == "?" and all(token.tag != "Q" for token in paragraph.tokens[begin:end])


def _from_neighbours(reading: Reading, passages: Sequence[Passage], place: Standing) -> list[Candidate]:
    """The speakers of the paragraph before: its last sentences, or a colon at its end."""
    number = place.paragraph.index - 1
    if number < 0 or place.sentence > 0 or place.token > 1:
        return []
    earlier = reading.paragraphs[number]
    if not earlier.sentences:
        return []
    found: list[Candidate] = []
    colon = earlier.tokens[-1].tag == ":"
    quoted = _quotes(passages, earlier)
    introduced = _introduced(reading, passages, number)
    shape = _shape(place)
    for clause in reading.clauses[number]:
        if clause.subject < 0:
            continue
        back = len(earlier.sentences) - 1 - earlier.tokens[clause.verb].sentence
        if back > 1 or (clause.sort == "common" and back):
            continue
        mention = reading.mentions[clause.subject]
        features = [
            f"paragraph before {clause.sort}",
            f"paragraph before {shape}",
            f"paragraph before {back}",
            f"paragraph before quoted {quoted} {shape}",
            f"paragraph before verbs {place.verbs > 0}",
        ]
        if colon:
            features.append(f"paragraph before colon {back}")
        if place.alone and not back and mention.person == introduced >= 0:
            features.append("paragraph before introduces")
        features += who(reading, clause.subject)
        token = earlier.tokens[clause.verb]
        found.append(Candidate(features, clause.subject, verb=token.text if clause.sort != "common" else "",
                               way=Way.INTRODUCED,
                               evidence=[(mention.start, mention.end), (token.start, token.end)]))  # fmt: skip
    held = {candidate.mention for candidate in found}
    for index in range(*reading.spans[number]):
        mention = reading.mentions[index]
        last = mention.sentence == len(earlier.sentences) - 1 and mention.role == "subject"
        if last and index not in held and mention.person == introduced >= 0:
            features = ["paragraph before no verb", f"paragraph before {shape}", "paragraph before 0",
                        f"paragraph before verbs {place.verbs > 0}"]  # fmt: skip
            if place.alone:
                features.append("paragraph before introduces")
            evidence = [(mention.start, mention.end)]
            found.append(Candidate(features + who(reading, index), index, evidence=evidence, way=Way.INTRODUCED))
    return found


def _carried(reading: Reading, passages: Sequence[Passage], place: Standing, before: Sequence[int]) -> list[Candidate]:
    """The speaker of the passage before in the paragraph, and those of the turns before for alternating talk."""
    own, tokens, shape = place.verbs > 0, place.paragraph.tokens, _shape(place)
    turns = turns_before(reading, passages, place.paragraph.index, before)
    found: list[Candidate] = []
    inside = bool(before) and passages[before[-1]].start >= place.paragraph.start
    if inside:
        token = next((tokens[at] for at in range(place.token - 1, -1, -1) if tokens[at].passage == before[-1]), None)
        gap = place.sentence - token.sentence if token is not None else 9
        found.append(Candidate(_carry_features("same", gap, shape, own=own), carried=before[-1], way=Way.GOES_ON))
    for back, earlier in enumerate(turns.last, 1):
        gap = _paragraphs_between(reading, passages[earlier], place)
        sort = f"turn {back}{' behind' if inside else ''}"
        features = _carry_features(sort, gap, shape, own=own)
        if not inside and not own:
            asked = last_mark(reading.text, passages[turns.last[0]]) == "?"
            asks = last_mark(reading.text, passages[place.passage]) == "?"
            features.append(f"{sort} run {turns.run} {shape}")
            features.append(f"{sort} question {asked} {asks} {min(gap, 3)}")
        # With more than a paragraph between, there is one before.
        apart = back == 1 and place.alone and not inside and gap > 1
        if apart and _introduced(reading, passages, place.paragraph.index - 1) >= 0:
            features.append("carry over introduction")
        found.append(Candidate(features, carried=earlier, way=Way.GOES_ON if back == 1 else Way.TURN))
    return found


def _carry_features(sort: str, gap: int, shape: str, *, own: bool) -> Features:
    where = f"carry {sort} {min(gap, 3)}"
    return [where, f"{where} {shape}", f"{where} own {own}", f"{where} {shape} own {own}"]


def _quotes(passages: Sequence[Passage], paragraph: Paragraph) -> bool:
    """Whether a paragraph quotes somebody: a title in marks is nobody's words."""
    held = (passages[token.passage] for token in paragraph.tokens if token.passage >= 0)
    return any(passage.kind is QuoteKind.SPEECH for passage in held)


def _introduced(reading: Reading, passages: Sequence[Passage], number: int) -> int:
    """Whom a paragraph without quotes is about: named in it, and the subject of its last sentence; -1: nobody.

    After "Shirley Roe has lived here since 1966. She set a jar on the table." a bare quote is hers.
    """
    paragraph = reading.paragraphs[number]
    if _quotes(passages, paragraph):
        return -1
    begin, end = reading.spans[number]
    mentions = reading.mentions[begin:end]
    named = {
        mention.person
        for mention in mentions
        if mention.kind == "name" and mention.person >= 0 and reading.people.all[mention.person].sort == "person"
    }
    last = len(paragraph.sentences) - 1
    return next(
        (
            mention.person
            for mention in mentions
            if mention.sentence == last and mention.role == "subject" and mention.person in named
        ),
        -1,
    )


def _paragraphs_between(reading: Reading, passage: Passage, place: Standing) -> int:
    number = place.paragraph.index
    gap = 0
    while number > 0 and gap < 4 and reading.paragraphs[number].start > passage.start:
        number -= 1
        gap += 1
    return gap
