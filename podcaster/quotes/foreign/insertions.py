"""What the narrator says inside one pair of quotation marks: between dashes, or between commas."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.quotes.foreign.found import AGAIN, NAMED
from podcaster.quotes.foreign.incises import incise_end, is_participle
from podcaster.quotes.foreign.named import is_given_name
from podcaster.quotes.foreign.words import WordForm, read_words
from podcaster.sentences import STOPS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from podcaster.quotes.detection.passages import Passage
    from podcaster.quotes.foreign.found import Found
    from podcaster.quotes.foreign.language import Language

_DASHED = on_demand(
    r"\s(?P<sign>[–—-])\s?(?=[^\W\d_])(?P<told>(?:[^«»“”\"\n–—-]|(?<=\w)-(?=\w)){2,240}?)"
    r"(?:\s?(?P<closed>(?P=sign))[.,;:?!…]*(?=[\s»”\"]|\Z)|\.?\Z)\s*"
)
"""What stands between two dashes, with spaces inside them or without, or behind one up to the end of the marks."""
RUNS_ON = "runs on"
"""Flag of what stands behind a tag inside one pair of marks."""
LONGEST_BEFORE = 1000
"""Characters of a sentence before a tag that are looked at."""
BEHIND = 80
"""Characters behind the marks in which another tag stands."""
LONGEST_SUBJECT = 4
"""Words behind a verb among which its subject begins."""
FEW_BEFORE = 3
"""Pronouns and auxiliaries at most before a verb."""


def find_insertions(text: str, passage: Passage, language: Language) -> list[tuple[int, int]]:
    """The stretches of a passage in marks that the narrator says, in order."""
    found = [*_between_dashes(text, passage, language)]
    for one in _between_commas(text, passage, language):
        if not any(one[0] < last and first < one[1] for first, last in found):
            found.append(one)
    return [one for one in sorted(found) if not any(in_.start < one[1] and one[0] < in_.end for in_ in passage.nested)]


def _between_commas(text: str, passage: Passage, language: Language) -> Iterator[tuple[int, int]]:
    outside: list[WordForm] | None = None
    place = passage.inner_start
    while match := language.aside.search(text, place, passage.inner_end):
        place = match.end()
        first = max(passage.inner_start, match.start() - LONGEST_BEFORE)
        begins = max(first, *(text.rfind(sign, first, match.start() - 1) + 1 for sign in STOPS))
        if not (end := incise_end(text, language, match, begins, passage.inner_end)):
            continue
        outside = _tag_behind(text, passage, language) if outside is None else outside
        retold = outside and language.capital_nouns  # German papers close the marks before a tag of their own
        if not retold and not _is_retold(read_words(text, match.start(), end), outside, language):
            yield match.start(), end
            place = end


def _between_dashes(text: str, passage: Passage, language: Language) -> Iterator[tuple[int, int]]:
    outside: list[WordForm] | None = None
    place = passage.inner_start
    while match := _DASHED.search(text, place, passage.inner_end):
        place = match.end()
        tokens = read_words(text, *match.span("told"))
        outside = _tag_behind(text, passage, language) if outside is None else outside
        if tokens and _is_tag(text, tokens, language, outside, closed=match["closed"] is not None):
            yield match.span()
        else:  # its second dash may be the first of a tag
            place = match.start("told")


def _is_tag(text: str, tokens: list[WordForm], language: Language, outside: list[WordForm], *, closed: bool) -> bool:
    """Whether words inside marks report what stands there, and are no aside of whoever speaks.

    Args:
        text: The whole text.
        tokens: The words.
        language: Theirs.
        outside: The words of the tag behind the marks, if there is one: then somebody may retell what others said.
        closed: Whether a second dash ends them.
    """
    if any(token.low in language.words.own for token in tokens) or _is_retold(tokens, outside, language):
        return False
    before = _before_verb(tokens, language)
    verb, behind = tokens[before], tokens[before + 1 :]
    if _is_source(tokens, language):
        return not outside
    if verb.low in language.verbs and verb.text[:1].islower():
        reports = before > 0 or not is_participle(verb.low, language)
        reports = reports and (closed or not behind or _opens_person(text, verb, behind, language))
        if outside and not behind and verb.low.endswith(language.words.plural_endings_of_verbs):
            return False  # "«La empresa —dicen— no pagará», lamenta Ana Gil"
        if len(outside) > 1 and behind and _is_object(behind[0], language):
            return False  # "«El club —apunta maneras— no sube», opina Ana Gil"
        return reports and not (behind and behind[0].low in language.that)
    unknown = verb.text.islower() and not _is_closed(verb.low, language)
    unknown = unknown and not verb.low.endswith(language.words.tells_nothing)
    return closed and not outside and unknown and _opens_person(text, verb, behind, language)


def _before_verb(tokens: list[WordForm], language: Language) -> int:
    """How many pronouns, auxiliaries and adverbs stand before a verb."""
    small = language.words.clitics | language.auxiliaries | language.pronouns.keys() | language.words.also
    small |= {*language.words.proclitics}
    before = 0
    while before < min(FEW_BEFORE, len(tokens) - 1) and tokens[before].low in small:
        before += 1
    return before


def _is_closed(low: str, language: Language) -> bool:
    closed = (language.starters, language.prepositions, language.that, language.relatives, language.when, language.like)
    return any(low in words for words in closed) or low in language.determiners or language.sort_of(low) != ""


def _is_object(word: WordForm, language: Language) -> bool:
    """Whether a word right behind a verb is a noun without an article, and no adverb."""
    closed = language.prepositions | language.joined.keys() | language.starters | language.determiners.keys()
    return word.text.islower() and word.low not in closed and not word.low.endswith(language.words.no_objects)


def _opens_person(text: str, verb: WordForm, behind: list[WordForm], language: Language) -> bool:
    """Whether a subject stands right behind a word that no list knows: "resopla Ana Gil", "ríe la vecina"."""
    if not behind or text[verb.end : behind[0].start] != " ":
        return False
    if behind[0].text[:1].isupper():
        return is_given_name(behind[0].text)
    nouns = (language.sort_of(token.low) for token in behind[1:FEW_BEFORE])
    return behind[0].low in language.determiners and "person" in nouns


def _is_source(tokens: list[WordForm], language: Language) -> bool:
    """Whether somebody's "according to" opens the words, as "según Ana Gil"; not "for", which may be anything."""
    sources = language.according - language.prepositions
    opens = next((size for size in (1, 2, 3) if "_".join(token.low for token in tokens[:size]) in sources), 0)
    whom = tokens[opens : opens + LONGEST_SUBJECT] if opens else []
    return any(token.text[:1].isupper() or language.sort_of(token.low) for token in whom)


def _tag_behind(text: str, passage: Passage, language: Language) -> list[WordForm]:
    """The words of the tag that stands behind the marks: "», cuenta Ana Gil"."""
    words = read_words(text, passage.end, passage.end + BEHIND)
    before = _before_verb(words, language) if words else 0
    beside = bool(words) and not any(sign in text[passage.end : words[0].start] for sign in f"{STOPS}\n")
    return words[before:] if beside and words[before].low in language.verbs else []


def _is_retold(tokens: list[WordForm], outside: list[WordForm], language: Language) -> bool:
    """Whether who speaks tells what somebody else said: "«Me voy —decía el abuelo—, y se fue», cuenta Ana Gil"."""
    subject = outside[1 : 1 + LONGEST_SUBJECT]
    named = [token.low for token in subject if token.text[:1].isupper() or language.sort_of(token.low)]
    if not named and not any(token.low in language.determiners for token in subject[:1]):
        return False
    pairs = zip(["", *(token.low for token in tokens)], tokens, strict=False)
    inside = {one.low for held, one in pairs if one.text[:1].isupper() or language.sort_of(one.low)
              or held in language.determiners}  # fmt: skip
    return bool(inside) and inside.isdisjoint(named)


def in_one_voice(passages: Sequence[Passage], told: list[Found]) -> list[Found]:
    """The same, where one pair of marks has one speaker: whom a name beside one of its parts tells.

    Args:
        passages: The passages of a paragraph.
        told: Who said each of them so far.
    """
    made, first = list(told), 0
    for at in range(1, len(made) + 1):
        if at < len(made) and RUNS_ON in passages[at].flags:
            continue
        sure = [one for one in made[first:at] if one.person and one.tagged and one.confidence >= NAMED]
        for part in range(first, at if at - first > 1 and sure else first):
            if made[part].confidence < NAMED and made[part].person is not sure[0].person:
                who = sure[0]
                made[part] = replace(made[part], person=who.person, confidence=AGAIN, way=who.way, loose=who.loose)
        first = at
    return made
