"""Tells the classes of a paragraph's words ("V", "NN", "NNP" ...) from lists, their form and their neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.quotes import lists
from podcaster.quotes.lists import row_in, words_in
from podcaster.quotes.words.opening_names import name_houses

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.words.tokens import Paragraph, Token

_FIXED = {
    **dict.fromkeys(lists.SUBORDINATORS, "SUB"),
    **dict.fromkeys(lists.PREPOSITIONS, "IN"),
    **dict.fromkeys(lists.RELATIVES, "REL"),
    **dict.fromkeys(lists.ADVERBS, "RB"),
    **dict.fromkeys(lists.CONJUNCTIONS, "CC"),
    **dict.fromkeys(lists.DETERMINERS, "DT"),
    **dict.fromkeys(lists.POSSESSIVES, "PRP$"),
    **dict.fromkeys(row_in("tokens", "tagging fixed"), "PRP"),
    **dict.fromkeys(lists.AUXILIARIES, "AUX"),
    "to": "TO", "that": "SUB", "according": "RB", "who": "REL", "which": "REL", "not": "RB", "n't": "RB",
}  # fmt: skip


_NO_OWNED = frozenset({",", ".", ";", ":", "Q", ")", "?", "—"})
_NO_OWNED_WORDS = lists.PREPOSITIONS | words_in("tokens", "tagging no owned words")
"""What stands behind "her" when it is an object: "told her that", "found her to be"."""


def _owns(after: Token | None) -> bool:
    """Whether "her" is a possessive, by the word behind it."""
    if after is None or after.tag in _NO_OWNED or after.lower in _NO_OWNED_WORDS:
        return False
    return not (after.lower in lists.VERBS and after.lower.endswith("ed"))  # "who checked it for her remembered"


_MONEY = frozenset({"Rs", "Rs.", "Re."})
"""Rupees, written before the figure."""
_CONTRACTING = words_in("tokens", "tagging contracting")


def tag_words(paragraph: Paragraph) -> None:
    """Sets the tag of every word of a paragraph, and of verbs how they report."""
    tokens = paragraph.tokens
    starts = {begin for begin, _ in paragraph.sentences}
    before = None
    heard = -HEARD
    for place, token in enumerate(tokens):
        if token.tag == "POS" and before is not None and (before.tag in {"PRP", "REL"} or before.lower in _CONTRACTING):
            token.tag = "AUX"
        if token.text in _MONEY:
            token.tag = "CD"
        elif token.tag == "CD" and before is not None and _is_grade(token, before, tokens[place + 1 : place + 2]):
            token.tag = "NNP"
        if token.tag == "word":
            begins = place in starts or (before is not None and before.tag in {":", "Q"})
            token.tag = _tag_of(
                token,
                before,
                tokens[place + 1] if place + 1 < len(tokens) else None,
                starts=(begins and not _is_will(paragraph, place))
                or (paragraph.shouts and token.lower in _ALSO_SURNAMES),
            )
            name_houses(tokens, place, begins=begins)
            if token.tag == "NN" and place - heard < HEARD and _is_heard(token, before, tokens[place + 1 : place + 2]):
                token.tag = "V"  # "heard a man shout"
        if token.tag in {"V", "ING"}:
            token.base, token.verb = lists.VERBS.get(token.lower, (token.lower, "common"))
            after = tokens[place + 1].lower if place + 1 < len(tokens) else ""
            behind = tokens[place + 1 : place + 3]
            turned = after == "back" and token.base in _TALK_BACK
            turned |= token.base == "sing" and len(behind) > 1 and behind[0].tag in {",", ":"} and behind[1].tag == "Q"
            if turned or _is_gesture(token, behind) or _goes_on(token, behind) or _calls_out(token, behind):
                token.verb = "speak"
            elif token.base in _JUDGES and any(word.lower == _JUDGES[token.base] for word in behind):
                token.verb = "call"
            if token.base in {"hear", "overhear", "watch", "see"}:
                heard = place
        elif token.tag in {".", "Q", ",", "IN"}:
            heard = -HEARD
        before = token


def _is_will(paragraph: Paragraph, place: int) -> bool:
    """Whether a sentence begins with somebody called Will or May: "Will Roe, a clerk, agreed", "May Roe said"."""
    tokens, end = paragraph.tokens, place + 3
    if tokens[place].text not in {"Will", "May"} or len(tokens) < end or not _may_be_name(tokens[place + 1]):
        return False
    behind = tokens[place + 2].lower
    return behind in {",", "is", "was", "has", "had"} or (behind in lists.VERBS and lists.VERBS[behind][0] != behind)


def _is_grade(token: Token, before: Token, behind: list[Token]) -> bool:
    """Whether a number belongs to a rank that stands before a name: "Sgt. 1st Class Jane Roe", "Warrant Officer 2"."""
    if before.tag != "NNP" or not behind or not behind[0].text[0].isupper():
        return False
    return (behind[0].text == "Class" and token.text[-1].isalpha()) or (
        before.text == "Officer" and len(token.text) == 1
    )


_GESTURES = {"shake": "head", "raise": "eyebrow"}
"""Verbs with what makes a gesture of them, which stands beside somebody's words: "Roe shakes her head"."""


_JUDGES = {"pay": "tribute", "hit": "out", "lash": "out", "pull": "up"}
"""Verbs with the word behind them with which one says what one thinks of somebody: "paid tribute to", "hit out at"."""


def _is_gesture(token: Token, behind: list[Token]) -> bool:
    return any(word.lower == _GESTURES.get(token.base) for word in behind)


def _goes_on(token: Token, behind: list[Token]) -> bool:
    """Whether somebody goes on speaking, and nothing else is said of it: "“Late,” she went on. “Very.”"."""
    ends = len(behind) < 2 or behind[1].text in {".", ",", ":"}
    return token.base in {"go", "carry"} and bool(behind) and behind[0].lower == "on" and ends


def _calls_out(token: Token, behind: list[Token]) -> bool:
    """Whether words follow that somebody calls out: "“Late,” called out Roe", "Roe called out, “Late!”"."""
    return (
        token.base == "call"
        and bool(behind)
        and behind[0].lower in {"out", "back"}
        and (len(behind) < 2 or behind[1].text[0] in ".,:“\"'‘" or behind[1].tag == "Q" or behind[1].text[0].isupper())
    )


HEARD = 6
"""Words behind "heard" within which a verb without an ending says what somebody was heard to do."""


def _is_heard(token: Token, before: Token | None, behind: Sequence[Token]) -> bool:
    base, sort = lists.VERBS.get(token.lower, ("", ""))
    after_one = before is not None and before.tag in {"NN", "NNP", "PRP"}
    if not after_one or before is None or token.lower not in {base, *_MOVES}:
        return False
    if sort in {"say", "speak"}:
        return True
    does = token.lower in _MOVES or (sort == "call" and bool(behind) and behind[0].text.lower() in _OBJECTS)
    return does and bool(sort_known(before.lower))


_MOVES = words_in("tokens", "tagging moves")
"""What somebody is seen to do, and a noun too: "saw a boy run"."""


_TALK_BACK = frozenset({"hit", "fire", "shoot", "bite", "snap"})
"""Verbs that report with "back" only."""


_PARTICLE = on_demand(r"(?:[ae][a-z]{1,2}-|[dl][’'])(?=[A-Z])")
"""What a name may begin with in small letters: "al-Rashid", "d'Abo"."""


_SIDES = frozenset({"back", "inside", "outside"})
"""Adverbs that are places behind "the"."""


_RANKS = words_in("tokens", "tagging ranks")
"""Adverbs that are adjectives between a determiner and its noun."""


def _modifies(before: Token | None, after: Token | None) -> bool:
    """Whether an adverb stands between a determiner and a noun: "the first lady", not "the first to speak"."""
    owned = before is not None and (before.tag in {"PRP$", "POS"} or before.lower in {"the", "a", "an"})
    noun = after is not None and after.tag == "word" and after.text[0].isalpha() and after.lower not in _FIXED
    return owned and noun and after is not None and not after.lower.endswith("ly")


def _tag_of(token: Token, before: Token | None, after: Token | None, *, starts: bool) -> str:
    lower, text = token.lower, token.text
    capital = text[0].isupper() or text[0] in "@#" or _PARTICLE.match(text) is not None
    if fixed := _FIXED.get(lower):
        side = lower in _SIDES and before is not None and before.tag == "DT"  # "a voice from the back called out"
        if side or (lower in _RANKS and _modifies(before, after)):  # "the first lady", "his only son"
            return "NN"
        surname = capital and not starts and _is_surname(token, before, after)
        if lower == "her" and not surname and not _owns(after):
            return "PRP"
        named = (lower == "he" and starts and _may_be_name(after)) or (text == "A." and _may_be_name(after))
        named = named or surname or (text == "First" and after is not None and after.lower in lists.ORGANISATION_WORDS)
        if not named and (not capital or starts or lower in {"i", "he", "she"}):
            return fixed
        return "NNP" if named or lower in {"may", "will"} or len(lower) > 3 else fixed
    if capital and (not starts or _qualifies(text)):
        verb = lists.VERBS.get(lower)
        after_speech = before is not None and before.tag == "Q"
        return "V" if verb and verb[1] == "say" and after_speech else "NN" if _qualifies(text) else "NNP"
    return _tag_word(lower, before, after) if not capital else _tag_start(lower, before, after)


_ALSO_SURNAMES = words_in("tokens", "tagging also surnames")
"""Words of grammar that are surnames as well: "Vice Premier He Lifeng", "Mr. An"."""


def _may_be_name(token: Token | None) -> bool:
    return token is not None and token.text[0].isupper() and token.lower not in _FIXED


def _is_surname(token: Token, before: Token | None, after: Token | None) -> bool:
    """Whether a word of grammar with a capital in a sentence is a surname: behind a title, or before a given name."""
    if token.text == "Her" and before is not None and before.tag == "NNP":
        return after is not None and not after.text[0].isupper()  # "Mayor Kaoly Her said"
    if token.lower in {"one", "two", "six", "ten"} and before is not None and before.tag == "NNP":
        return _may_be_name(after)  # "Marlene Two Elks"
    if token.lower not in _ALSO_SURNAMES or token.text.isupper() or before is None:
        return False
    titled = before.lower in lists.HONORIFICS or before.lower in lists.TITLES
    return titled or (_may_be_name(after) and before.text[-1].isalpha())


def _qualifies(text: str) -> bool:
    """Whether a word with a name in it says how or whose something is: "Roe-era rules", "a Leeds-based firm"."""
    name, _, last = text.rpartition("-")
    return bool(name) and last.islower() and (last in _HOW or (len(last) > 4 and last.endswith("ed")))


_HOW = words_in("tokens", "tagging how")
_BEFORE_TIMES = frozenset({"this", "that", "the", "last"})


def _tag_start(lower: str, before: Token | None, after: Token | None) -> str:
    leads = after is not None and (after.lower in lists.PREPOSITIONS or after.lower in lists.TIMES)
    if lower in {"earlier", "later", "late"} and after is not None and (leads or after.lower in _BEFORE_TIMES):
        return "RB"  # "Earlier this week, Roe conceded", "Late Friday"
    owns = after is not None and (after.lower in lists.POSSESSIVES or after.lower in {"the", "a", "an"})
    if owns and lower.endswith("ing") and len(lower) > 5:
        return "ING"  # "Opening the case, Roe said"
    if leads and lower.endswith("ed") and len(lower) > 4:
        return "V"  # "Asked about it", "Pressed on this"
    if lower not in lists.VERBS:
        return "NNP"
    base, sort = lists.VERBS[lower]
    if lower.endswith("ing") and lower != base:
        return "ING"
    return _tag_word(lower, before) if sort == "say" and lower != base else "NNP"


_PARTICLES = frozenset({"up", "down", "away", "aside", "apart"})
"""Adverbs that a verb takes along, and are no other word's."""
_NOUN_BEFORE = frozenset({"DT", "PRP$", "POS", "IN"})
_VERB_BEFORE = frozenset({"PRP", "AUX", "TO", "RB", "REL", "V"})


def _tag_word(lower: str, before: Token | None, after: Token | None = None) -> str:
    """The class of a word in small letters, from its form and the word before it."""
    tag = before.tag if before is not None else ""
    particle = lower in _PARTICLES and tag in {"V", "ING"}  # "put up fliers"
    if particle or (lower.endswith("ly") and len(lower) > 4 and not _no_adverb(lower)):
        return "RB"
    if lower in lists.VERBS and lower not in lists.TIME_NOUNS:  # "by evening"
        return _tag_verb(lower, before, after)
    if tag == "TO" or (tag == "AUX" and before is not None and before.lower in lists.MODALS):
        return "NN" if lower.endswith("s") or sort_known(lower) else "V"
    if lower.endswith("ed") and len(lower) > 4 and tag not in _NOUN_BEFORE:
        return "V"
    if lower.endswith("ing") and len(lower) > 5 and tag in {",", "IN", "SUB", "AUX"}:
        return "ING"
    who = before is not None and before.lower == "who" and not (lower.endswith("s") or sort_known(lower))
    does = tag == "NNP" and after is not None and _does(lower, after)
    return "V" if does or who else "NN"  # "an owner who fed workers"


def _does(lower: str, after: Token) -> bool:
    """Whether an unknown word behind a name is a verb: "Roe measures the grain", "Roe iced his knees"."""
    if not lower.endswith(("s", "ed")) or lower.endswith("ss") or sort_known(lower):
        return False
    determined = after.lower in lists.DETERMINERS or after.lower in lists.POSSESSIVES
    return determined or after.lower in _BEHIND_VERBS


_BEHIND_VERBS = frozenset({"out", "up", "off", "it", "him", "them"})


def _no_adverb(lower: str) -> bool:
    """Whether a word in -ly is a noun or a verb: "reply", "rely"."""
    return sort_known(lower) or lower in lists.SPEECH_NOUNS or lower in lists.VERBS


def sort_known(lower: str) -> bool:
    """Whether a word is on one of the lists of nouns."""
    return lower in lists.PERSON_NOUNS or lower in lists.BODY_NOUNS or lower in lists.TEXT_NOUNS


def _tag_verb(lower: str, before: Token | None, after: Token | None) -> str:  # noqa: PLR0911  (a rule a return)
    """Verb or noun: "the plan", "Roe campaign", "officials say"."""
    tag = before.tag if before is not None else ""
    base, sort = lists.VERBS[lower]
    if lower.endswith("ing") and lower != base:
        ends = tag == "IN" and after is not None and after.lower in lists.AUXILIARIES  # "who died in training has"
        return "NN" if ends or tag in {"DT", "PRP$", "POS"} else "ING"
    if lower.endswith("s") and (tag == "CD" or (tag == "V" and base in lists.PERSON_NOUNS)):
        return "NN"  # "leads by 11 points", "called judges"
    if tag in _NOUN_BEFORE:
        past = lower != base or lower in lists.SAME_PAST
        if tag == "POS" and sort == "say" and after is not None and after.lower in _SAID_BY:
            return "V"  # "those at St. Mark's say they"
        return "V" if past and _stands_alone(before, after, says=sort in {"say", "speak"}) else "NN"
    plural_noun = lower.endswith("s") and lower != base and (lower in lists.TEXT_NOUNS or base in lists.NOUNS_TOO)
    if plural_noun and tag == "NN" and before is not None:
        return "V" if sort_known(before.lower) else "NN"  # "critical reports", "the mayor reports"
    if _is_object(lower, base, before, after):
        return "NN"
    if lower != base or lower in lists.SAME_PAST or tag in _VERB_BEFORE or before is None:
        return "V"
    if tag == "NNP" and after is not None and (after.lower in lists.DETERMINERS or after.lower in lists.POSSESSIVES):
        return "NN" if after.lower == "that" or (before is not None and before.lower in lists.TIMES) else "V"
        # "Roe and Poe run the ferry", but "the March comment that"
    plural = before.lower.endswith("s") or before.lower in {
        "people",
        "police",
        "women",
        "men",
        "some",
        "many",
        "others",
    }
    plural |= lower in _SAYS and before.lower in _MANY  # "the couple say"
    plural |= lower == "say" and _opens_clause(after)  # "parents of pupils at the school say it"
    done = after is not None and after.lower in _OBJECTS and before.lower.removesuffix("s") in lists.PERSON_NOUNS
    if plural and done:
        return "V"  # "drivers treat her"
    if tag in {"NN", "NNP"}:
        reports = lower not in lists.NOUNS_TOO or _says_on(before, after)
        return "V" if plural and sort in {"say", "speak", "call"} and reports else "NN"
    if tag == "CC":
        return "V" if sort in {"say", "speak"} and lower not in lists.NOUNS_TOO else "NN"
    return "V" if tag == "Q" else "NN"


_OBJECTS = frozenset({"him", "her", "them", "it", "us", "me"})
"""What may stand behind a verb, and hardly behind its noun: "heard a fan call him a cheat"."""
_SAYS = frozenset({"say", "insist", "argue"})
_MANY = words_in("tokens", "tagging many")
"""Nouns of several that have the verb of many, in Britain."""


def _is_object(lower: str, base: str, before: Token | None, after: Token | None) -> bool:
    """Whether a word is a noun behind a verb: "said lead author Roe", "denied places"; not "what he said makes"."""
    if before is None or before.tag != "V":
        return False
    plain = lower == base and lower not in lists.SAME_PAST
    if plain and before.verb in {"say", "speak"}:
        return after is not None and after.tag == "word"
    return lower == base + "s" and before.verb != "say" and not before.lower.endswith("s")


def _says_on(before: Token, after: Token | None) -> bool:
    """Whether people before a word that is a noun, too, and a clause behind it show a verb: "residents fear it"."""
    people = before.lower.removesuffix("s") in lists.PERSON_NOUNS
    return people and (_opens_clause(after) or (after is not None and after.lower in lists.AUXILIARIES))


def _opens_clause(after: Token | None) -> bool:
    return after is not None and (after.lower in lists.SUBJECT_PRONOUNS or after.lower in _CLAUSE)


_CLAUSE = words_in("tokens", "tagging clause")
_SAID_BY = frozenset({"he", "she", "they", "it", "that"})
_COUNTS = frozenset({"two", "three", "four", "five", "six", "seven"})
_ALONE = _COUNTS | words_in("tokens", "tagging alone")
"""Determiners that stand for people without a noun: "another heard a man shout", "a mother of two called it"."""
_BEHIND_ALONE = lists.DETERMINERS | lists.POSSESSIVES | words_in("tokens", "tagging behind alone")


def _stands_alone(before: Token | None, after: Token | None, *, says: bool) -> bool:
    """Whether a number word before a verb's past is its subject, by what follows: no noun that both belong to.

    ``says``: the verb is one of speech, behind which a sentence may end or a name follow ("one told Reuters").
    """
    alone = before is not None and before.lower in _ALONE
    if not alone or after is None:
        return alone and says
    ends = says and (after.tag == "." or after.text[0].isupper())
    return ends or after.lower in _BEHIND_ALONE or after.tag in {",", ":"}


def retag_heading(paragraph: Paragraph, names: set[str]) -> None:
    """Tags the words of a headline, whose capitals show nothing, as if they were small unless they are known names.

    Args:
        paragraph: The headline.
        names: Words that the article writes with a capital inside its sentences.
    """
    before = None
    for token in paragraph.tokens:
        if token.tag == "NNP" and token.lower not in names and token.lower not in lists.HONORIFICS:
            token.tag = _FIXED.get(token.lower) or _tag_word(token.lower, before)
            if token.tag in {"V", "ING"}:
                token.base, token.verb = lists.VERBS.get(token.lower, (token.lower, "common"))
        before = token
