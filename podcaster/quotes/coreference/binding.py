"""Whom a pronoun cannot mean: those whom its own sentence, or the words that it says, go on to name."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.quotes.lists import words_in

if TYPE_CHECKING:
    from podcaster.quotes.coreference.analysis import Reading
    from podcaster.quotes.coreference.people import People
    from podcaster.quotes.words.tokens import Paragraph, Token

FRONTED = frozenset({"SUB", "ING", "IN", "TO", "REL"})
"""Tags of the words with which a clause begins that may speak of somebody before naming them."""
ALSO_FRONTED = words_in("coreference", "binding also fronted")
LOOKED_AT = 1200
"""Characters of a passage that are looked through for names."""
MENTIONS = 24
"""Mentions behind a pronoun among which its sentence's names are looked for."""
WITHIN = 3
"""Mentions before a pronoun among which is the name that its own phrase explains."""
_CAPITAL = on_demand(r"\b[A-Z][\w'’-]+")


def named_behind(reading: Reading, index: int) -> set[int]:
    """Those named behind a pronoun that is a subject, in its own sentence: "He insisted that Roe had" is not Roe.

    A clause before the main one may name its "he" later ("When he arrived, Roe said"): there nobody is left out.

    Args:
        reading: The article, read.
        index: The pronoun's mention.
    """
    mention = reading.mentions[index]
    paragraph = reading.paragraphs[mention.paragraph]
    if mention.role != "subject" or _is_fronted(paragraph, mention.first, mention.sentence):
        return set()
    found: set[int] = set()
    for other in reading.mentions[index + 1 : index + 1 + MENTIONS]:
        if (other.paragraph, other.sentence) != (mention.paragraph, mention.sentence):
            break
        if any(token.tag in {"Q", ";"} for token in paragraph.tokens[mention.last : other.first]):
            break
        if other.kind == "name" and other.person >= 0:
            found.add(other.person)
    return found


def tagged_part(reading: Reading, index: int) -> int:
    """The first token of what a pronoun's tag stands inside: "The plan, it said, “was Roe's”" is not the plan's.

    A clause that opens the sentence ("When Roe came, she said, “...”") is no part of what is said.

    Args:
        reading: The article, read.
        index: The pronoun's mention.

    Returns:
        A token of its paragraph; -1 where it is no subject of such a tag, or only quoted words stand before it.
    """
    mention = reading.mentions[index]
    paragraph = reading.paragraphs[mention.paragraph]
    tokens, begin = paragraph.tokens, paragraph.sentences[mention.sentence][0]
    clauses = reading.clauses[mention.paragraph]
    at = bisect_left(clauses, mention.first, key=lambda clause: clause.verb)
    tag = clauses[at] if at < len(clauses) else None
    if tag is None or tag.subject != index or tag.sort not in {"say", "speak"} or tag.form != "before":
        return -1
    comma = mention.first - 1
    if comma <= begin or tokens[comma].tag != "," or tag.end >= len(tokens) or tokens[tag.end].tag != ",":
        return -1
    if any(token.tag == "Q" or token.verb == "say" for token in tokens[begin:comma]) or tokens[begin].tag == "V":
        return -1
    return -1 if _is_fronted(paragraph, comma, mention.sentence) else begin


def named_around(reading: Reading, index: int) -> set[int]:
    """Those named in what a pronoun says without marks: before its tag, or behind its verb.

    Args:
        reading: The article, read.
        index: The pronoun's mention.
    """
    found = named_behind(reading, index)
    mention = reading.mentions[index]
    begin = tagged_part(reading, index)
    if begin < 0:
        return found
    for other in reversed(reading.mentions[max(0, index - MENTIONS) : index]):
        if other.paragraph != mention.paragraph or other.first < begin:
            break
        if other.kind == "name" and other.person >= 0:
            found.add(other.person)
    return found


def _is_fronted(paragraph: Paragraph, place: int, sentence: int) -> bool:
    """Whether a token stands in a clause or phrase that opens its sentence, or goes on behind quoted words."""
    begin = paragraph.sentences[sentence][0]
    tokens = paragraph.tokens[begin:place]
    quoted = max((at for at, token in enumerate(tokens) if token.tag == "Q"), default=-1)
    tokens = tokens[quoted + 1 :]
    first = next((token for token in tokens if token.tag not in {",", "CC", "RB"}), None)
    if first is None or (first.tag not in FRONTED and first.lower not in ALSO_FRONTED):
        return False
    return not any(token.tag == "," for token in tokens[1:])


def explained(reading: Reading, index: int) -> set[int]:
    """Whom the phrase of a pronoun explains, who is somebody else: "Jane Roe, his lawyer," and "Roe, who taught him,".

    Args:
        reading: The article, read.
        index: The pronoun's mention.
    """
    mention = reading.mentions[index]
    begin = reading.spans[mention.paragraph][0]
    tokens = reading.paragraphs[mention.paragraph].tokens
    if mention.role == "owner" and not _is_apposed(reading, index):
        return set()
    for other in reversed(reading.mentions[max(begin, index - WITHIN) : index]):
        if other.sentence != mention.sentence:
            break
        if other.kind != "name" or other.person < 0:
            continue
        between = tokens[other.last : mention.first]
        if mention.role == "owner":
            near = [token for token in between if token.tag not in {"CD", "NNP", "RB"} and token.lower != "of"]
            return {other.person} if [token.tag for token in near] in ([","], [",", ","]) else set()
        words = between[1:] if between and between[0].tag == "," else between
        does = len(words) > 1 and words[0].lower == "who" and words[-1].tag == "V"
        alone = all(token.tag in {"AUX", "RB", "V"} for token in words[1:])
        return {other.person} if does and alone and mention.role == "object" else set()
    return set()


def _is_apposed(reading: Reading, index: int) -> bool:
    """Whether "his" stands in a phrase for a person that ends with a comma or its sentence: ", his lawyer,"."""
    if index + 1 >= len(reading.mentions):
        return False
    tokens = reading.paragraphs[reading.mentions[index].paragraph].tokens
    owned = reading.mentions[index + 1]
    ends = owned.last >= len(tokens) or tokens[owned.last].tag in {",", ".", "IN", "Q", "—"}
    return owned.owner == index and owned.kind == "description" and owned.sort == "person" and ends


OPENING = 4
"""Words that a passage begins with, among which somebody is looked for whom it tells of."""
_THIRD = {'“he': "male", '"he': "male", "he": "male", "he's": "male", "he’s": "male", '“he’s': "male", '"he\'s': "male",
          '“she': "female", '"she': "female", "she": "female", "she's": "female", "she’s": "female",
          '“she’s': "female", '"she\'s': "female"}  # fmt: skip


class NamedInWords:
    """The people whom the words of a pronoun or a description name: who says "Roe was late" is not Roe."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._held: dict[int, frozenset[int]] = {}
        self._third: dict[int, set[str]] = {}
        for paragraph in reading.paragraphs:
            self._read(paragraph)

    def of(self, index: int) -> frozenset[int]:
        """Those named in the words that belong to a mention's reporting verb."""
        return self._held.get(index, frozenset())

    def tells_of_another(self, index: int) -> bool:
        """Whether the words of a "she said" begin with a she of theirs: "She lit up a room"."""
        return self._reading.mentions[index].gender in self._third.get(index, ())

    def _read(self, paragraph: Paragraph) -> None:
        reading = self._reading
        quotes = [at for at, token in enumerate(paragraph.tokens) if token.tag == "Q"]
        if not quotes:
            return
        clauses = [each for each in reading.clauses[paragraph.index]
                   if each.sort in {"say", "speak"} and each.subject >= 0 and each.form != "passive"]  # fmt: skip
        for clause in clauses:
            if reading.mentions[clause.subject].kind == "name":
                continue
            sentence = paragraph.tokens[clause.verb].sentence
            own = [at for at in quotes if paragraph.tokens[at].sentence == sentence]
            own += self._behind(paragraph, clause.end)
            if len({other.subject for other in clauses if paragraph.tokens[other.verb].sentence == sentence}) > 1:
                continue
            text = " . ".join(self._words(paragraph.tokens[at]) for at in own)
            if text:
                self._held[clause.subject] = named_in(text, reading.people)
                self._third[clause.subject] = {
                    _THIRD[word] for word in text.lower().split()[:OPENING] if word in _THIRD
                }

    def _behind(self, paragraph: Paragraph, end: int) -> list[int]:
        """The passage that is a sentence of its own right behind a tag: "“It is late,” she said. “Roe knows.”"."""
        tokens = paragraph.tokens
        at = end + 1
        ends = at < len(tokens) and tokens[end].tag == "." and tokens[at].tag == "Q"
        alone = ends and (at + 1 >= len(tokens) or tokens[at + 1].sentence != tokens[at].sentence)
        return [at] if alone else []

    def _words(self, token: Token) -> str:
        return self._reading.text[token.start : min(token.end, token.start + LOOKED_AT)]


def named_in(text: str, people: People) -> frozenset[int]:
    """The people whom some words name, as far as a word of theirs is nobody else's.

    Args:
        text: The words.
        people: The article's people.
    """
    found: set[int] = set()
    for word in set(_CAPITAL.findall(text)):
        last, first = people.matching(word.removesuffix("’s").removesuffix("'s"))
        held = last + first
        if len(held) > 1:
            held = [person for person in held if person.aliases[word]]  # whom the article calls so, bare
        if len(held) == 1:
            found.add(held[0].number)
    return frozenset(found)
