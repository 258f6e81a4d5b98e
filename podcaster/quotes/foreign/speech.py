"""Which passages are speech: not the titles and names, and not what signs and songs say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.quotes.foreign.found import ANNOUNCED, GOES_ON, MEANT, NAMED, NO_SUBJECT
from podcaster.quotes.foreign.terms import (
    is_called_by_anybody,
    is_in_capitals,
    is_in_title_case,
    is_term,
    is_title_inside,
    judges,
)
from podcaster.quotes.foreign.words import read_words
from podcaster.sentences import STOPS, ends_sentence

if TYPE_CHECKING:
    from podcaster.quotes.detection.passages import Passage
    from podcaster.quotes.foreign.found import Found
    from podcaster.quotes.foreign.language import Language
    from podcaster.quotes.foreign.words import WordForm

_SAID_BEFORE = on_demand(rf"[{STOPS}»”]\s|\n")
_CLAUSE_BEHIND = on_demand(rf"[{STOPS}:;«“„\"\n(]")
_PARTED = on_demand(rf"[{STOPS},;]")
"""Where a sentence, or a part of one, ends inside a few words: they are no title."""
FEWEST = 3
"""More words than these make a passage speech that no reporting word announces: fewer are a title or a term."""
SURELY = frozenset({"dash", "turn", "block", "continued", "cut"})
"""Flags of passages that are speech whatever stands beside them."""
_VERSES = on_demand(r"[^\W\d_][,.;:!?…]?\s/\s[^\W\d_]")
"""Where a verse ends and another one begins: "Duerme la loma, / calla el molino"."""
NEAR = 6
"""Words before a passage in which a noun like "banner" or "song" says what it is."""
LONGEST_TITLE = 6
"""Words of a title behind a preposition or in a list."""
BESIDE = 3
"""Words before a passage of which one is a sign's where no colon announces it."""
FAR = 10
"""Words behind a passage in which its sign is named."""
LOOK_BACK = 160
"""Characters before a passage that are read for them."""


def is_speech(text: str, language: Language, passage: Passage, found: Found) -> bool:
    """Whether a passage is speech.

    Args:
        text: The whole text.
        language: Its words.
        passage: The passage.
        found: What stands beside it.
    """
    if passage.flags & SURELY:
        return True
    if _VERSES.search(text, passage.inner_start, passage.inner_end):
        return False
    if _is_on_a_sign(text, language, passage, found):
        return False
    before = language.words.listed.sub("", text[max(0, passage.start - LOOK_BACK) : passage.start])
    sentence = _SAID_BEFORE.split(before)[-1]
    words = [token.low for token in read_words(sentence, 0, len(sentence))]
    count = len(read_words(text, passage.start, passage.end))
    if is_term(text, language, passage, found, words) or _is_named_so(
        text, language, passage, found, sentence, words, count
    ):
        return False
    return count > FEWEST or _is_short_speech(text, language, passage, found, sentence, words, count)


def _is_on_a_sign(text: str, language: Language, passage: Passage, found: Found) -> bool:
    """Whether a passage stands on a banner or a gravestone, or is what a crowd calls: nobody says it."""
    if found.verb.casefold() in language.signs or _somebody_writes(text, language, passage, found):
        return True
    reads = found.tagged and found.verb.casefold() in language.words.reads_out  # "las er von einem Zettel ab:"
    named = found.person is not None and not found.person.described and found.confidence >= NAMED and not found.loose
    if found.person and (reads or named):
        return False
    before = _SAID_BEFORE.split(text[max(0, passage.start - LOOK_BACK) : passage.start])[-1]
    told = read_words(before, 0, len(before))
    words = [token.low for token in told]
    read = before.rstrip().endswith(":") or (words[-1:] and words[-1] in language.words.read)
    nouns = _nouns(language, told[-FAR:] if read else told[-BESIDE:])
    crowd = words[-1:] == ["de"] and language.words.cries & set(words[-4:])  # "al grito de «¡El agua es del pueblo!»"
    says = language.capital_nouns and found.person and words[-1:] == [found.verb.casefold()]
    if says and found.verb.casefold() not in language.words.read:
        return False  # "holte mich an die Tafel und sagte:"
    if language.signs & nouns or _is_read(language, words) or crowd:
        return True
    on_it = read and words[:1] and words[0] in language.prepositions | language.joined.keys()
    unread = not found.verb or (found.way == NO_SUBJECT and found.verb.casefold() in language.words.read)
    if on_it and set(words[-BESIDE:]) & language.words.read and not set(words) & language.general and unread:
        return True  # "Auf dem Bon steht: ..."
    behind = _CLAUSE_BEHIND.split(text[passage.end : passage.end + LOOK_BACK])[0]
    stands = behind[:1].isspace() and language.words.stands.match(behind.casefold(), 1)
    written = language.capital_nouns and (bool(stands) or _stands_on_it(language, words))
    somebody = found.person is not None and found.person.sort == "person" and found.way != NO_SUBJECT
    told_of = (found.tagged and (somebody or found.confidence >= GOES_ON)) or behind.lstrip(" ,–—-")[:1].isupper()
    nouns = set() if told_of else _nouns(language, read_words(behind, 0, len(behind))[:FAR])
    return written or bool(language.signs & nouns)


def _somebody_writes(text: str, language: Language, passage: Passage, found: Found) -> bool:
    """Whether somebody who is only called so has written a passage: "un cuaderno en que alguien escribió «Aquí no»"."""
    if found.verb.casefold() not in language.words.writes:
        return False
    before = _SAID_BEFORE.split(text[max(0, passage.start - LOOK_BACK) : passage.start])[-1]
    words = [token.low for token in read_words(before, 0, len(before))]
    at = len(words) - 1 - words[::-1].index(found.verb.casefold()) if found.verb.casefold() in words else 0
    subject = words[max(0, at - 2) : at]
    return any(word in language.somebody for word in subject)


def _stands_on_it(language: Language, words: list[str]) -> bool:
    """Whether German words tell what is written on something: "Darauf steht in großen Buchstaben"."""
    return bool(set(words[:2]) & language.words.on_it and set(words) & language.words.read)


def _is_read(language: Language, words: list[str]) -> bool:
    """Whether anybody may read a passage somewhere, before which the words stand: "où l'on peut lire « Studio »"."""
    read = language.words.read
    near = words[-1:] and words[-1] in read | language.words.read_again and set(words[-5:]) & read
    anybody = "on" in words[-6:] or (words[-1:] and words[-1] in language.words.is_read and "se" in words[-4:])
    return bool(near and anybody and not set(words) & (language.general | language.bodies))


def _nouns(language: Language, tokens: list[WordForm]) -> set[str]:
    """The words of which one may be a noun for a thing: no name's ("Teodoro Banderas", "Lúcia Bandeira")."""
    return {one.low for nr, one in enumerate(tokens) if language.capital_nouns or one.text.islower() or not nr}


def _is_partial(text: str, passage: Passage) -> bool:
    """Whether a passage begins inside a sentence."""
    return text[passage.inner_start : passage.inner_end].strip()[:1].islower()


def _is_named_so(
    text: str, language: Language, passage: Passage, found: Found, sentence: str, words: list[str], count: int
) -> bool:
    """Whether a passage is what something is called, or what a sign or a song says.

    Args:
        text: The whole text.
        language: Its words.
        passage: The passage.
        found: What stands beside it.
        sentence: What stands before it in its sentence.
        words: The words of that, in small letters.
        count: Words of the passage.
    """
    clause = sentence.rpartition(",")[2]
    near = _nouns(language, read_words(clause, 0, len(clause))[-NEAR:])
    partial = _is_partial(text, passage)
    many = near - language.sayings
    near |= {word[: -len(end)] for word in many for end in language.plural_endings if word.endswith(end)}
    if language.capital_nouns and _is_german_title(text, passage, found, language, words, count):
        return True
    lists, verb = language.words, found.verb.casefold()
    charged = partial and words[-1:] and words[-1] in lists.because_of and lists.charges & set(words)  # "pour « vol »"
    term = language.tag == "it" and count <= FEWEST and bool(words) and words[-1] in lists.terms
    term = term and found.confidence < NAMED and sentence.rstrip()[-1:] not in ":,"
    acts = not sentence.strip() and _acts(text, passage, found, count)
    acts = acts or is_in_title_case(text, language, passage, found) or is_in_capitals(text, passage, found)
    called_so = is_called_by_anybody(language, found, words)
    if charged or term or acts or called_so or _is_title(text, language, passage, found, words, count):
        return True
    # "títulos como «A» o «B»,", "no letreiro lê-se «A»,"
    beside = found.way == NO_SUBJECT or bool(words and words[-1] in language.texts | language.like | lists.or_)
    apposed = sentence.rstrip().endswith(",") and text[passage.end :].lstrip('»”"')[:1] == ","
    told = set(words[:-1]) & language.verbs and (not words or words[-1] not in language.texts)
    named = set(words[-2:] if set(words) & language.verbs and found.tagged else words)  # "Su campaña, ayer, «A»,"
    if apposed and not partial and not told and named & language.texts:
        return True  # "Son nouveau film, «Le Silence des rails», raconte"
    definite = words[-1:] and words[-1] in language.determiners and words[-1] not in language.indefinite
    if definite and not partial and set(words) & language.texts and not set(words) & language.verbs:
        return True  # "O programa de Vilela, o «Bom Dia», continua"
    calls = verb in lists.calls | lists.reads_out or (partial and verb in lists.names_it)
    calls = calls or _says_right_before(language, found, words)
    held = (
        near & language.texts
        and not calls
        and (beside or not text.startswith(",", passage.end))
        and not _is_announced(text, language, passage, found, sentence, near, count)
    )
    # "ribattezzata «la notte delle farfalle»", but "called the project «a road to nowhere»"
    called = words[1:] and words[-1] in language.texts and not _is_held(language, words[-2])
    free = _is_told(language, found, words, count) if partial else False
    told = sentence.rstrip().endswith(":") and bool({verb, *words} & (language.verbs - language.signs - language.texts))
    told = told and found.person is not None and not set(found.person.name.split()) & language.texts
    if held and (called or not free) and not told:  # "the author of the book said: «It is a gift»"
        return True
    # "a hand-made sign asked"
    return bool(found.person and found.person.described and set(found.person.name.split()[:2]) & language.texts)


def _is_told(language: Language, found: Found, words: list[str], count: int) -> bool:
    """Whether what begins inside a sentence is somebody's words, though a noun for a text stands before it."""
    verb = found.verb.casefold()
    sure = found.confidence >= NAMED and count > 1 and words[-2:-1] and words[-2] in language.determiners
    sure = bool(sure) or (count > 1 and verb in words and not language.that.isdisjoint(words[words.index(verb) : -1]))
    copula = words[-1:] and words[-1] in language.like - language.prepositions - language.indefinite - language.and_
    sure = sure or bool(copula and found.person and count > 1)  # "Ce projet est « une aberration », a dit X"
    return (count > FEWEST or sure) and found.tagged and bool(words) and words[-1] not in language.verbs


def _is_held(language: Language, before: str) -> bool:
    """Whether a noun stands behind a word as what is told of: "o livro", "de obra"."""
    return any(before in words for words in (language.determiners, language.prepositions, language.joined))


def _says_right_before(language: Language, found: Found, words: list[str]) -> bool:
    """Whether somebody's reporting verb stands right before a passage, perhaps with "that" or "of" between.

    A noun for a text before it is told of, and says nothing: "in campagna elettorale ha promesso «meno tasse»".
    """
    if found.person is None or not found.tagged or not found.verb:
        return False
    if {word.casefold() for word in found.person.name.split()} & language.texts:
        return False
    last = [word for word in words[-3:] if word not in language.that | language.like - language.verbs]
    if last[-1:] != [found.verb.casefold()] or last[-1] in language.texts:
        return False
    return last[-2:-1] == [] or last[-2] not in language.somebody  # "um pano onde alguém escreveu «Basta»"


def _is_german_title(
    text: str, passage: Passage, found: Found, language: Language, words: list[str], count: int
) -> bool:
    """Whether a few words with a capital inside a sentence that reports nothing are a title: "Da erschien „A“"."""
    inner = text[passage.inner_start : passage.inner_end].strip()
    if count <= FEWEST and words[-1:] and words[-1] in language.words.terms:
        return True
    named = not _PARTED.search(inner) and count <= LONGEST_TITLE and inner[:1].isupper()
    if named and words and (words[-1] in language.words.named_so or _is_behind_noun(text, language, passage)):
        return True
    if found.tagged or not words or count > LONGEST_TITLE or not inner[:1].isupper() or _PARTED.search(inner):
        return False
    if text[max(0, passage.start - LOOK_BACK) : passage.start].rstrip()[-1:] in ":,":
        return False
    return not set(words) & language.reported and words[-1] not in language.like


def _is_announced(
    text: str, language: Language, passage: Passage, found: Found, sentence: str, near: set[str], count: int
) -> bool:
    """Whether a colon stands before whole sentences of whoever reads or points at something: "ha letto un foglio:"."""
    ended = ends_sentence(text[passage.inner_start : passage.inner_end])
    whole = count > (FEWEST if ended and found.person else LONGEST_TITLE)  # a title seldom ends with a stop
    whole = whole and not near & language.signs and sentence.rstrip().endswith(":")
    return whole and (ended or found.tagged) and not _is_partial(text, passage)


def _is_behind_noun(text: str, language: Language, passage: Passage) -> bool:
    """Whether a German noun that says what something is stands before its name: "der Initiative „Freier Horizont“"."""
    before = text[max(0, passage.start - LOOK_BACK) : passage.start]
    tokens = read_words(before, 0, len(before))[-2:]
    if len(tokens) < 2 or before[tokens[0].end : tokens[1].start] != " " or before[tokens[1].end :] != " ":
        return False
    opens, noun = tokens
    held = opens.low in language.determiners or opens.low in language.joined
    return held and language.sort_of(noun.low) == "body" and noun.text[:1].isupper()


def _acts(text: str, passage: Passage, found: Found, count: int) -> bool:
    """Whether a few words are the subject of the verb behind them: "« La Digue » raconte une nuit de tempête"."""
    if count > FEWEST + 1 or found.person is None or not found.person.described or found.person.sort:
        return False
    behind = text[passage.end : passage.end + 2]
    return bool(re.match(r"\s[^\W\d_A-Z]", behind)) and not re.search(rf"[{STOPS},]", text[passage.start : passage.end])


def _is_title(text: str, language: Language, passage: Passage, found: Found, words: list[str], count: int) -> bool:
    """Whether a few words that begin with a capital inside a sentence are a name: "il suo «Nerone»"."""
    inner = text[passage.inner_start : passage.inner_end].strip()
    if count > LONGEST_TITLE or language.capital_nouns or not inner[:1].isupper() or _PARTED.search(inner):
        return False
    before = text[max(0, passage.start - 4) : passage.start]
    if re.search(r"[»”\"],\s$", before) or re.match(
        rf",?\s(?:{'|'.join(language.words.titles_joined)})?\s?[«“]", text[passage.end : passage.end + 5]
    ):
        return not set(words) & language.verbs and not found.verb  # "«Il sale», «La terra»"
    if not words or not before[-1:].isspace() or not before.rstrip()[-1:].isalpha():
        return False
    last = words[-1]
    if is_title_inside(language, found, words):
        return True
    own = last in language.possessives or last in language.joined
    return own or (last in language.prepositions and last not in language.like and not found.verb)


def _is_short_speech(
    text: str, language: Language, passage: Passage, found: Found, sentence: str, words: list[str], count: int
) -> bool:
    """Whether a passage of a few words is speech; see :func:`_is_named_so` for the arguments."""
    partial = _is_partial(text, passage)
    inside = text[passage.start : passage.end + 1]
    led = sentence.rstrip().endswith(":")
    ends = text[passage.inner_start : passage.inner_end].strip() if led else inside
    told = found.way == ANNOUNCED or (found.tagged and found.confidence >= GOES_ON)
    closed = text.startswith(".", passage.end) and not set(words) & language.texts
    told = told or (led and closed and count > FEWEST - 1)
    announced = led and not partial and count > 1 and told  # "La replica della dirigente: «Da settimane, appunto»."
    whole = (led or not sentence.strip()) and ends_sentence(ends)
    # "«Existe», jura Lago, «y sigue cerrado»"
    goes_on = sentence.rstrip().endswith(",") and set(words) & language.verbs
    if not (partial or led) and words and words[-1] in language.like & language.prepositions:
        return _is_called_by(text, language, passage, found)  # not "the author of “Street music”"
    reported = bool(set(words) & language.reported) or found.way == ANNOUNCED
    free = partial and _is_whole_phrase(text, language, passage)
    if language.capital_nouns and _is_retold(language, sentence):
        reported = free = True
    if partial and found.tagged and words and words[-1] == found.verb.casefold() and judges(language, words[-1]):
        free = True  # "une charpente jugée « préoccupante » par la préfecture"
    noun = language.capital_nouns and words[-1:] and words[-1] in language.indefinite  # "zu einem „Wunder von Luzern“"
    called_so = _is_called_by(text, language, passage, found)
    free = free or bool(noun and (called_so or " " in text[passage.inner_start : passage.inner_end]))
    blames = found.verb.casefold() in language.words.blames
    behind = read_words(text, passage.end, passage.end + 8)[:1] if blames else []
    if behind and behind[0].text in language.words.blames_behind and behind[0].start <= passage.end + 3:
        free = True  # "warf ihr „Hochmut“ vor"
    if found.way == NO_SUBJECT and words[-1:] and words[-1] in language.joined:
        free = False  # "se hablaba ya del “caso Prieto”"
    return bool(announced or whole or goes_on) or (
        (found.tagged or reported) and (free or _stands_free(text, language, passage, words, sentence))
    )


def _is_retold(language: Language, sentence: str) -> bool:
    """Whether a German sentence ends with its subject and a verb that only reports: "er betreibe"."""
    words = read_words(sentence, 0, len(sentence))[-2:]
    if len(words) < 2 or not words[1].text.islower() or sentence.rstrip()[-1:] in ",:":
        return False
    subject = words[0].low in language.words.retelling or words[0].text[:1].isupper()
    return subject and re.search(r"[^\W\d_]{2}(?<!t)e$", words[1].low) is not None


def _is_called_by(text: str, language: Language, passage: Passage, found: Found) -> bool:
    """Whether a German verb of calling has its subject: "sprach von „Erpressung“", "das sie einen „Turbo“ nennt"."""
    if not language.capital_nouns or not found.person or found.way == NO_SUBJECT or found.confidence < MEANT:
        return False
    behind = read_words(text, passage.end, passage.end + LOOK_BACK)[:1]
    beside = behind and text[passage.end : behind[0].start] == " " and behind[0].low in language.words.called_behind
    return bool(beside) or (found.tagged and found.verb.casefold() in language.words.calls)


def _is_whole_phrase(text: str, language: Language, passage: Passage) -> bool:
    """Whether a few words are no adjective of the noun behind them: several, or one that ends a phrase."""
    if " " in text[passage.inner_start : passage.inner_end].strip():
        return True
    behind = text[passage.end : passage.end + 12]
    first = read_words(behind, 0, len(behind))[:1] if behind[:1].isspace() else []
    if first and first[0].start == 1 and first[0].text in language.words.behind_a_phrase:
        return True  # "warf ihm vor, das Haus „kaputtgespart“ zu haben"
    behind = behind.strip()
    following = read_words(behind, 0, len(behind))
    return not behind[:1].isalnum() or bool(following and following[0].low in language.and_)


def _stands_free(text: str, language: Language, passage: Passage, words: list[str], sentence: str) -> bool:
    """Whether a few words are no part of a phrase: behind a stop or a verb, before a comma, or a sentence."""
    last = words[-1] if words else ""
    free = last in language.verbs | language.that | language.like | language.auxiliaries
    return bool(
        not sentence.strip()
        or sentence.rstrip()[-1:] in ":,"
        or free
        or text.startswith(",", passage.end)
        or re.search(r"[.,!?…]\W?\W$", text[passage.start : passage.end])
    )
