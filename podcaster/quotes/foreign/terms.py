"""What something is called, and what stands in capitals or as a title does: nobody says it there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.quotes.foreign.found import ANNOUNCED, NAMED, NO_SUBJECT
from podcaster.quotes.foreign.wordlists.forms import ends_behind
from podcaster.quotes.foreign.words import read_words
from podcaster.sentences import STOPS

if TYPE_CHECKING:
    from podcaster.quotes.detection.passages import Passage
    from podcaster.quotes.foreign.found import Found
    from podcaster.quotes.foreign.language import Language

_STOPPED = on_demand(rf"[{STOPS}\n]")
_CALLED_NEAR = 30
"""Characters behind a term within which those are named who call it so."""
_NAMED_FAR = 4
"""Words between a passage and a verb of naming, and between that and its subject."""
NEAR_TITLE = 3
"""Words before a title among which such a verb stands."""
FEW = 3
"""Words of a term at most."""
_CLAUSE = 7
"""Words before a passage that tell what it is written on: "escreveu, na capa, «Diário»"."""
LOOK_BACK = 60
"""Characters before a passage in which a crowd is heard."""
LOOK_AHEAD = 30
"""Characters behind a passage in which whoever says it is named: "como «um erro» pela oposição"."""


def is_term(text: str, language: Language, passage: Passage, found: Found, words: list[str]) -> bool:
    """Whether a passage is what something is called, booked as or marked with, by the words before it."""
    if language.words.called_so_behind.match(text, passage.end):
        return True
    inside = text[passage.inner_start : passage.inner_end].strip()
    subject = words in (["o"], ["a"], ["os"], ["as"]) and inside.count(" ") < FEW and inside[-1:].isalnum()
    if subject and not found.tagged:
        return True  # "O «dossiê Beça» segue para Lisboa"
    return len(words) > 1 and (_is_read(text, language, passage, words) or _is_called(text, language, passage, words))


def _is_read(text: str, language: Language, passage: Passage, words: list[str]) -> bool:
    """Whether a passage is written on something, or is what a crowd calls."""
    if words[-1] == "ler" and language.words.can_read & set(words[-4:-1]):
        return not language.words.written_in & set(words)
    if language.words.crowd_heard.search(text, max(0, passage.start - LOOK_BACK), passage.start):
        return True
    near = words[-_CLAUSE:]
    on_it = [
        at for at, word in enumerate(near) if at and word in language.words.surfaces and near[at - 1] in language.joined
    ]
    return bool(on_it and not set(near) & language.people and language.words.writes & set(near[: on_it[0]] + near[-1:]))


def _is_called(text: str, language: Language, passage: Passage, words: list[str]) -> bool:
    """Whether a passage is a name or a term."""
    last, before, third, lists = words[-1], words[-2], words[-3:-2], language.words
    if last == "de" and before in lists.notions and third and third[0] not in lists.one_such:
        return True
    if _is_form(last, lists.so_called, lists.genders):
        return before not in language.auxiliaries
    if last in lists.called_as and any(_is_form(word, lists.known_as[:1], lists.genders) for word in words[-_CLAUSE:]):
        return True  # "conhecida na cidade como «Dona Bela»"
    if last in lists.called_as and before in lists.goes_by:
        return True
    if last in lists.called_of and _is_form(
        before, lists.so_called + (lists.known_as if last != "de" else ()), lists.genders
    ):
        return not _is_done_by(_STOPPED.split(text[passage.end : passage.end + LOOK_AHEAD])[0], language)
    booked = last == "como" and before.endswith(lists.booked)
    return booked and not _is_form(before, lists.judged, lists.genders) and lists.has_it_booked.isdisjoint(third)


def _is_done_by(behind: str, language: Language) -> bool:
    """Whether who did it stands right behind: "conhecido como «Mindinho» pelo bairro"."""
    words = read_words(behind, 0, len(behind))
    return any(word.text in language.words.called_by and word.start <= _CALLED_NEAR for word in words)


def _is_form(word: str, stems: tuple[str, ...], genders: tuple[str, ...]) -> bool:
    """Whether a word is a participle of one of the stems."""
    return any(word == f"{stem}{ending}" for stem in stems for ending in genders)


def is_called_by_anybody(language: Language, found: Found, words: list[str]) -> bool:
    """Whether a verb of naming before a passage has anybody as its subject: "al que todos llaman «el Torero»".

    So it has with a word for anybody, in the plural without a subject, and in a relative clause that is no person's.
    """
    lists = language.words
    if lists.called_by_all & set(words[-4:]) or " ".join(words[-2:]) in lists.is_called:
        return True
    named = [at for at, word in enumerate(words) if word.startswith(lists.naming) and at >= len(words) - _NAMED_FAR]
    if not lists.naming or not named:
        return False
    at, small = named[-1], language.starters | language.like | language.prepositions | language.determiners.keys()
    if any(word not in small and word not in language.joined for word in words[at + 1 :]):
        return False
    before, verb = words[max(0, at - _NAMED_FAR) : at], words[at]
    finite = before[-1] if before[-1:] and before[-1] in language.auxiliaries else verb
    subject = found.person is not None and found.way != NO_SUBJECT and found.verb.casefold() == verb
    several = finite.endswith(lists.plural_endings_of_verbs) and finite not in lists.singular_verbs and not subject
    person = subject and found.person is not None and found.person.sort == "person"
    return bool(lists.anybody & set(before)) or several or (not person and bool(lists.which & set(before)))


def is_in_capitals(text: str, passage: Passage, found: Found) -> bool:
    """Whether words stand there as on a sign: "GRAN CIRCO MARAV LAS"."""
    inside = text[passage.inner_start : passage.inner_end].strip()
    sure = found.person is not None and not found.person.described and found.confidence >= NAMED
    return not sure and " " in inside and inside.isupper()


def is_in_title_case(text: str, language: Language, passage: Passage, found: Found) -> bool:
    """Whether all words but the small ones have a capital, as in "Cartas a um Piano Fechado"."""
    if language.capital_nouns or found.confidence >= NAMED:
        return False
    inside = text[passage.inner_start : passage.inner_end].strip()
    words = read_words(inside, 0, len(inside))
    small = language.particles | language.prepositions | language.determiners.keys() | language.and_ | language.plurals
    great = [word for word in words if word.text[:1].isupper()]
    rest = all(word.low in small | language.joined.keys() for word in words if word not in great)
    enough = len(great) > (1 if not found.tagged else 2) and len(words) >= FEW
    return rest and enough and not inside.isupper() and inside[-1:].isalnum()


def judges(language: Language, word: str) -> bool:
    """Whether a participle says how somebody finds it, not what it is called: "une charpente jugée « vieille » par"."""
    participle = ends_behind(word, language.words.any_participles)
    return participle and not word.startswith(language.words.so_called)


def is_title_inside(language: Language, found: Found, words: list[str]) -> bool:
    """Whether a few words with a capital are a title: behind a verb of those who read or play, or inside a phrase.

    Args:
        language: Its words.
        found: What stands beside the passage.
        words: The words of the sentence before it, in small letters: one at least.
    """
    opens = language.verbs | language.like | language.auxiliaries | language.that | language.indefinite
    led = found.person is not None and found.confidence >= NAMED and found.way == ANNOUNCED
    return bool(language.words.performs & set(words[-NEAR_TITLE:])) or (words[-1] not in opens and not led)
