"""What the model of ``kinds`` sees of a quoted passage: its words, and the sentence around it."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.quotes.detection.surroundings import LISTED
from podcaster.quotes.lists import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    POSSESSIVES,
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
    VERBS,
    any_of,
    load_sections,
    words_in,
)
from podcaster.sentences import BLANK, ends_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.detection.surroundings import Setting

_LISTS = {name: frozenset(" ".join(lines).split()) for name, lines in load_sections("passages.txt").items()}
WORKS, MAKERS = _LISTS["works"], _LISTS["makers"]
NAMING_VERBS, NAMING_NOUNS = _LISTS["naming verbs"], _LISTS["naming nouns"]
OPINION = _LISTS["opinion"]
PERSONAL, OTHER_PRONOUNS = _LISTS["first and second person"], _LISTS["other pronouns"]
EVALUATIVE, NO_ADVERB = _LISTS["weighing"], _LISTS["no adverbs"]
ALSO_OTHERWISE = _LISTS["also otherwise"]
COPULAS = words_in("detection", "features copulas")
PERSONS = frozenset({"he", "she", "they", "who", "i", "we"})
_SMALL = frozenset(DETERMINERS | PREPOSITIONS | CONJUNCTIONS | POSSESSIVES | {"to", "vs", "v", "&"})
_FUNCTION = (
    _SMALL | SUBORDINATORS | AUXILIARIES | PERSONAL | OTHER_PRONOUNS | {"not", "also", "he", "she", "who", "which"}
)
_CLAUSE_WORDS = AUXILIARIES | OTHER_PRONOUNS | PERSONAL
_DETERMINING = DETERMINERS | POSSESSIVES
_WORKS_AND_MAKERS = WORKS | MAKERS
_NO_OPINION_BEHIND = COPULAS | {"so", "often", "also"}
_CLAUSE_OPENERS = words_in("detection", "features clause openers")
_BEFORE_NOUNS = (DETERMINERS - {"that", "all", "both", "one"}) | POSSESSIVES | (PREPOSITIONS - {"to"})
_NO_SUBJECT = SUBORDINATORS | PREPOSITIONS | CONJUNCTIONS | {"who", "which", "when"}
"""Words that no reporting clause behind a passage begins with."""
_HEARERS = words_in("detection", "features hearers")
_OWN_CLAUSES = {("that",), ("how",), ("why",), ("whether",)}
"""Behind a reporting verb they begin what it reports: the passage before it is something else."""
_OPINION_ENDING = on_demand(
    r"(?:(?:un|dis|mis|ir)\w{4,}|\w{3,}(?:ful|ous|less|able|ible|some|ish|ive|ing|ant|ent|ed))$"
)
_NAMING_ENDS = frozenset((word,) for word in NAMING_NOUNS)

_WHAT_CALLED = on_demand(
    rf"\bwhat\s(?:\S+\s){{1,6}}?{any_of('detection', 'features what called')}"
    r"(?:\s(?:was|were|is|are|as|to\sas|to\sbe))*$",
    re.IGNORECASE,
)
_NAMED_AS = on_demand(
    rf"\b(?:known(?:\s\w+){{0,2}}\sas|{any_of('detection', 'features known as')}\sas|stands?\sfor|"
    r"(?:is|are|was|were|been|being|be|often|also|commonly|so|sometimes|what['’]s|it|this|them|these)[ -]"
    rf"{any_of('detection', 'features is called')}|means?|meaning|"
    rf"the\sconcept\sof|(?:the|a)\s{any_of('detection', 'features kind of')}\sof|"
    r"call\s(?:this|these|such\s\w+|it)|calls\s(?:this|these|such\s\w+))"
    r"(?:\sas)?(?:\s(?:a|an|the))?$",
    re.IGNORECASE,
)
_SIGNS = rf"{any_of('detection', 'signs')}|{any_of('detection', 'garments')}"
_NOBODYS = on_demand(
    rf"\b(?:{_SIGNS}|{any_of('detection', 'features sayings')})\b"
    r"[^.;“”\"]{0,40}?(?:\s(?:is|was|are|were|of|declar\w+|proclaim\w+|"
    rf"{any_of('detection', 'shows')}|{any_of('detection', 'features goes')})|[,:(—])\s*"
    rf"{LISTED}$",
    re.IGNORECASE,
)
"""Behind a motto, a song, a sign, and what these say with: words that nobody says there."""
_SUNG = words_in("detection", "features sung")
_GENERALLY = on_demand(
    r"\b(?:what|which)\s(?:(?!he\b|she\b)\w+\s){0,3}?(?:they|we|people|\w{3,}s)\s"
    rf"{any_of('detection', 'features general calls')}(?:\s(?:an?|the))?$"
    r"|(?:^|[,;]\s|\bwhere\s|\bthat\s)(?:\w+\s){0,2}?(?:people|locals|\w{3,}s)\s(?:call|term|dub)\s(?:it|them|this|these)$"
    rf"|\b{any_of('detection', 'features generally')}\s{any_of('detection', 'features generally called')}"
    r"(?:\s(?:an?|the))?$",
    re.IGNORECASE,
)
"""What something is called by people in general."""
_SUCH_AS = on_demand(
    rf"\b{any_of('detection', 'features such as')}\s(?:\w+\s){{0,4}}?"
    rf"(?:such\sas|like|including)\s{LISTED}$",
    re.IGNORECASE,
)
_BY_SOMEBODY = on_demand(
    r"\s?(?:by|according to)\s+(?:[A-Z]|(?:the|a|an|his|her|their|its|some|many|several|one)\s|critics|fans|experts)"
)
_GLOSS = on_demand(
    rf",?\s?(?:,|—|–|\s-)\s?(?:or\s|an?\s|the\s|which\s|where\s|when\s|meaning\s|{BLANK})|\s\((?:or|a|an|the|which|that)\s"
)
_AS_A = on_demand(r"\sas\s(?:an?|the|one|his|her|its|their|my|our)\s")


def is_title_case(words: Sequence[str]) -> bool:
    """Whether every word but the small ones begins with a capital or a digit.

    Args:
        words: The words, as they are written.
    """
    large = [word for word in words if word.lower() not in _SMALL]
    return bool(large) and not words[0][0].islower() and not any(word[0].islower() for word in large)


def _has_title_case(setting: Setting) -> bool:
    """Whether a passage is in title case, not reported, and in no headline that is all in title case."""
    if not is_title_case(setting.words) or _is_reported(setting) or _is_sentence(setting):
        return False
    outside = (*setting.left_raw, *setting.right_words)
    return len(outside) < 3 or not is_title_case([word for word in outside if word[0] != BLANK])


def _is_sentence(setting: Setting) -> bool:
    """Whether a passage is a sentence of its own: nothing of the sentence stands outside the marks."""
    return ends_sentence(setting.inner) and not setting.left_words and not setting.right_words


def _is_reported(setting: Setting) -> bool:
    """Whether a reporting clause stands right before the passage, with a comma or a colon, or right behind it."""
    left, inner = setting.left.rstrip(), setting.inner
    if left.endswith(":") and any(_can_report(word) for word in setting.left_words[-6:]):
        return True
    if left.endswith(",") and _ends_reporting(setting.left_words):
        return True
    joined = inner.endswith((",", "?", "!", "—", "…")) or setting.right.lstrip().startswith(",")
    return joined and _is_reporting_clause(setting.right_words)


def _ends_reporting(words: Sequence[str]) -> bool:
    """Whether words end as "she said" or "she told me" does."""
    ending = words[:-1] if words and words[-1] in _HEARERS else words
    return bool(ending) and _can_report(ending[-1]) and not (len(ending) > 1 and ending[-2] in _BEFORE_NOUNS)


def _is_reporting_clause(words: Sequence[str]) -> bool:
    """Whether words begin as "said Ana Ruiz", "she told me" or "the head of the school said" do."""
    if not words or words[0].lower() in _NO_SUBJECT:
        return False
    for position, word in enumerate(words[:7]):
        if word.lower() in RELATIVES and position:
            return False
        verb = VERBS.get(word.lower())
        if verb and (verb[1] == "say" or (verb[1] == "speak" and not _mostly_otherwise(word, verb))):
            passive = position > 0 and words[position - 1].lower() in COPULAS
            return not passive and verb[0] != "describe" and words[position + 1 : position + 2] not in _OWN_CLAUSES
        if verb and verb[1] == "speak" and position == len(words) - 1:  # the banners read.
            return True
    return False


def _verb_kinds(words: Sequence[str]) -> list[str]:
    """For each word of a sentence, how it reports as a verb ("say", "speak", "call", "common"); empty where it is none.

    A form that is a noun as often ("a state of", "his notes", "the Post") counts as a verb only where no noun is due.
    """
    kinds: list[str] = []
    for position, word in enumerate(words):
        before = words[position - 1].lower() if position else ""
        verb = VERBS.get(word.lower())
        plain = (
            verb is not None
            and not word.endswith(("ed", "ing"))
            and word.lower() in {verb[0], verb[0] + "s", verb[0] + "es"}
        )
        noun_due = before in _BEFORE_NOUNS or _ends_possessive(before)
        if verb is None or (plain and noun_due) or (position and word[0].isupper()) or _mostly_otherwise(word, verb):
            kinds.append("")
        else:
            kinds.append(verb[1])
    return kinds


def _mostly_otherwise(word: str, verb: tuple[str, str]) -> bool:
    return verb[1] == "speak" and verb[0] in ALSO_OTHERWISE and not word.endswith("ed")


def _can_report(word: str) -> bool:
    """Whether a word right beside the passage's comma or colon reports it."""
    verb = VERBS.get(word.lower())
    return verb is not None and verb[1] in {"say", "speak"}


def read_features(setting: Setting) -> dict[str, float]:
    """Reads the features of a passage.

    Args:
        setting: The passage and what stands around it.

    Returns:
        The features that are not zero, by name. All lie between 0 and about 1.
    """
    features: dict[str, bool | float] = {"bias": 1.0}
    features.update(_of_words(setting))
    features.update(_of_left(setting))
    features.update(_of_right(setting))
    features.update(_of_place(setting))
    return {name: float(value) for name, value in features.items() if value}


def _of_words(setting: Setting) -> dict[str, bool | float]:
    words, inner = setting.words, setting.inner
    count = len(words)
    lower = [word.lower().replace("’", "'") for word in words]
    title = _has_title_case(setting)
    alone = count == 1
    sentence_case = bool(words) and words[0][0].isupper() and not title
    shouted = bool(words) and all(word.isupper() for word in words)
    finite = any(word in AUXILIARIES or word.endswith(("n't", "'re", "'ve", "'ll", "'m")) for word in lower)
    return {
        "length": min(1.0, math.log2(1 + count) / 5),
        "one word": alone,
        "two or three words": 2 <= count <= 3,
        "eight words or more": count >= 8,
        "first or second person": any(word in PERSONAL for word in lower),
        "pronoun": any(word in OTHER_PRONOUNS for word in lower),
        "auxiliary": finite,
        "auxiliary or pronoun in small letters": any(word[0].islower() and word in _CLAUSE_WORDS for word in words),
        "title case, two words or more": title and count >= 2 and not shouted,
        "title case, one word": title and alone and not shouted,
        "capitals": shouted and not finite,
        "sentence case": sentence_case and count >= 2,
        "only small letters": bool(words) and inner == inner.lower(),
        "small function word": any(word in _FUNCTION for word in words),
        "begins with a small function word": bool(words) and words[0] in _FUNCTION,
        "weighing word": any(word in EVALUATIVE or (word.endswith("ly") and word not in NO_ADVERB) for word in lower),
        "full stop inside": inner.endswith((".", "…")) and not inner.endswith("..."),
        "question or exclamation": inner.endswith(("?", "!")),
        "editor's brackets": "[" in inner,
        "one word, with the ending of an opinion": alone and inner.islower() and bool(_OPINION_ENDING.match(lower[0])),
        "dash or semicolon": count >= 4 and any(sign in inner for sign in (" - ", " – ", "—", ";", "...", "…")),
        "verb inside": any(_verb_kinds(words[:12])),
    }


def _of_left(setting: Setting) -> dict[str, bool | float]:
    left, words = setting.left.rstrip(), setting.left_words
    stop = left[-1:] if left else ""
    joined = bool(left) and stop not in ",:;—–-(."
    last = words[-1] if words and joined else ""
    near = words[-4:]
    last_kind = _verb_kinds(setting.left_raw[-2:])[-1] if last else ""
    opinion = _is_ascribed(setting)
    named = joined and not opinion and _NAMED_AS.search(left) is not None
    title_case = _has_title_case(setting)
    work = any(word in WORKS for word in near[-3:]) and not _gives_opinion(words)
    return {
        "begins the sentence": not words,
        "behind a colon": stop == ":",
        "behind a colon, to the end of the sentence": stop == ":" and ends_sentence(setting.inner),
        "behind a comma": stop == ",",
        "right behind a reporting verb": last_kind in {"say", "speak"},
        "right behind a verb that characterises": last_kind == "call" and last not in NAMING_VERBS,
        "right behind 'that', 'as', 'because'": not named and last in _CLAUSE_OPENERS,
        "right behind 'a'": last in {"a", "an"},
        "right behind 'the'": last == "the",
        "right behind 'this', 'some'": last in (DETERMINERS - {"the", "a", "an", "that"}),
        "right behind a possessive": last in POSSESSIVES
        or last.endswith(("'s", "’s", "s'", "s’"))
        or _ends_possessive(left),
        "right behind a form of 'be'": last in COPULAS,
        "right behind 'to'": last == "to",
        "right behind 'not', an auxiliary": last in {"not", "never"} or (last in AUXILIARIES and last not in COPULAS),
        "right behind a preposition": last in PREPOSITIONS and last not in {"as", "like", "to"},
        "right behind a naming verb": last in NAMING_VERBS and not opinion and not named,
        "right behind a naming noun": last in NAMING_NOUNS,
        "behind 'so-called'": "so-called" in near or near[-2:] == ("so", "called"),
        "near a work": work,
        "near a work, title case": work and title_case,
        "right behind a capitalised word": joined and _last_capital(left),
        "behind 'what ... called'": _WHAT_CALLED.search(left) is not None,
        "an opinion of an object": _gives_opinion(words) and not named and joined,
        "behind 'known as', 'is called', 'a state of'": named,
        "behind a motto, a song, a sign": _NOBODYS.search(setting.left) is not None,
        "sung or chanted": not _SUNG.isdisjoint(words[-5:]) or not _SUNG.isdisjoint(setting.right_words[:6]),
        "what it is called in general": _GENERALLY.search(left) is not None,
        "behind 'words such as'": _SUCH_AS.search(setting.left) is not None,
    }


def _is_ascribed(setting: Setting) -> bool:
    """Whether the passage is given to somebody as an opinion: "what he called '...'", "called '...' by a rival"."""
    if _WHAT_CALLED.search(setting.left.rstrip()):
        return True
    return "call" in _verb_kinds(setting.left_raw)[-3:] and _BY_SOMEBODY.match(setting.right) is not None


def _gives_opinion(words: Sequence[str]) -> bool:
    """Whether an active verb of opinion and its object stand before: "called the plan", "referred to her as a"."""
    for position in range(len(words) - 2, max(-1, len(words) - 10), -1):
        verb = VERBS.get(words[position])
        if verb is not None and verb[0] in OPINION:
            return position == 0 or words[position - 1] not in _NO_OPINION_BEHIND
    return False


def _ends_possessive(left: str) -> bool:
    return left.endswith(("'s", "’s", "s'", "s’"))


def _last_capital(left: str) -> bool:
    word = re.search(r"([^\W\d_][\w’'-]*)$", left)
    return word is not None and word.group(1)[0].isupper() and not _ends_possessive(left)


def _of_right(setting: Setting) -> dict[str, bool | float]:
    right, words = setting.right, setting.right_words
    inner = setting.inner
    follows = words[0] if words else ""
    direct = right.startswith(" ") and right[1:2].islower() and not setting.is_closed
    reporting = _is_reported(setting)
    begins = not setting.left_words
    title_case = _has_title_case(setting)
    is_noun = direct and follows not in _FUNCTION and follows not in VERBS and not follows.endswith("ly")
    determined = _is_determined(setting)
    return {
        "reporting clause with a comma or colon": reporting,
        "right before a noun": is_noun,
        "determiner before, noun behind": is_noun and determined,
        "two words or more, right before a noun": is_noun and len(setting.words) > 1,
        "determiner before, two words or more, noun behind": is_noun and determined and len(setting.words) > 1,
        "right before a work or its maker": direct and follows in _WORKS_AND_MAKERS,
        "right before a preposition": direct and follows in PREPOSITIONS,
        "right before 'as his'": _AS_A.match(right) is not None and not setting.is_closed,
        "right before a verb": direct and (follows in AUXILIARIES or _verb_kinds([follows])[0] in {"call", "common"}),
        "title case, begins the sentence, no reporting clause": title_case and begins and bool(words) and not reporting,
        "before 'by' or 'according to'": _BY_SOMEBODY.match(right) is not None,
        "explained behind": _GLOSS.match(right[:12] if not inner.endswith(",") else "," + right[:12]) is not None
        and not reporting,
    }


def _is_determined(setting: Setting) -> bool:
    """Whether a determiner or possessive begins the noun phrase that the passage stands in: "an unwritten '...'"."""
    for word in reversed(setting.left_words[-3:]):
        if word in _DETERMINING or _ends_possessive(word):
            return True
        if word in _FUNCTION or word in VERBS:
            return False
    return _ends_possessive(setting.left.rstrip())


def _of_place(setting: Setting) -> dict[str, bool | float]:
    candidate = setting.candidate
    outside = (*setting.left_words[-14:], *(word.lower() for word in setting.right_words[:14]))
    title_case = _has_title_case(setting)
    left_kinds, right_kinds = _verb_kinds(setting.left_raw[-14:]), _verb_kinds(setting.right_words[:14])
    said = "say" in left_kinds or "say" in right_kinds or "according" in outside
    spoken = "speak" in left_kinds or "speak" in right_kinds or _is_reported(setting)
    # "called 'x'" names a thing; "called the plan 'x'" gives an opinion of it.
    named = _NAMED_AS.search(setting.left.rstrip()) is not None or setting.left_words[-1:] in _NAMING_ENDS
    called = "call" in left_kinds[:-1] or "call" in right_kinds or _is_ascribed(setting)
    in_list = setting.before_list or setting.behind_list
    short = len(setting.words) <= 3
    reported = said or spoken or called
    nearest = next((kind for kind in reversed(left_kinds) if kind), "")
    return {
        "the nearest verb before it reports": nearest in {"say", "speak"},
        "the nearest verb before it characterises": nearest == "call" and not named,
        "the nearest verb before it does not report": nearest == "common",
        "a long passage beside it": setting.beside_speech,
        "'say' in the sentence before": not reported
        and not {"say", "speak"}.isdisjoint(_verb_kinds(setting.earlier_words)),
        "one or two words behind a determiner, no verb of opinion": (
            len(setting.words) <= 2 and _is_determined(setting) and not (called or said or spoken)
        ),
        "one or two words behind a determiner": len(setting.words) <= 2 and _is_determined(setting),
        "somebody acts in the sentence": any(word in PERSONS for word in outside),
        "in a heading": candidate.heading,
        "inside another quotation": candidate.depth > 0,
        "alone in its paragraph": setting.whole,
        "a sentence of its own": _is_sentence(setting),
        "'say' in the sentence": said,
        "other reporting verb in the sentence": spoken and not said,
        "characterising verb in the sentence": called and not said and not spoken and not named,
        "no reporting verb in the sentence": not (said or spoken or called),
        "no reporting verb, short": not (said or spoken or called) and short,
        "in a list": in_list,
        "in a list, title case": in_list and title_case,
        "marks unlike the article's others": not setting.main_group and candidate.depth == 0 and not candidate.heading,
    }
