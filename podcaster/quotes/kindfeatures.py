"""What the model of ``kinds`` sees of a quoted passage: its words, and the sentence around it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcaster.quotes.lexicon import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    POSSESSIVES,
    PREPOSITIONS,
    SUBORDINATORS,
    VERBS,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WINDOW = 240
"""How far a sentence is followed to either side, in characters: longer ones say nothing more about the passage."""
SENTENCE_WORDS = 6
"""A passage of more words is nearly always speech; what stands beside it is likelier so."""
BLANK = "\ufffc"
"""Stands for the characters of the other passages in the text around one."""

WORKS = frozenset(
    """album anthem article ballad biography blog blockbuster book cartoon channel clip collection column comedy comic cover
    documentary docuseries drama editorial ep episode essay exhibition feature film franchise game hit hits hymn installation
    journal lp magazine memoir miniseries mixtape movie mural musical mystery newsletter novel novella opera painting paper
    pamphlet picture play playlist podcast poem poetry prequel program programme record reboot release remake remix report
    romcom saga screenplay sculpture segment sequel series show shows single sitcom song songs soundtrack special spinoff
    stories story telenovela thesis thriller title track tracks trailer trilogy tune vehicle video videogame western""".split()
)
"""What has a title in quotation marks: a work, or a part of one."""
MAKERS = frozenset(
    """actor actress alum anchor author cast choreographer co-creator co-host co-star composer contestant creator director
    fame franchise finale host judge lead panelist premiere presenter producer scene season showrunner singer soundtrack
    star stars trailer winner writer fans audience episode""".split()
)
"""Who stands behind a title used as an adjective: the "..." star."""
NAMING_VERBS = frozenset(
    """called christened codenamed dubbed entitled headlined known labelled labeled marked monikered named nicknamed renamed
    subtitled tagged termed titled rebranded coined""".split()
)
NAMING_NOUNS = frozenset(
    """acronym codename expression hashtag label letters moniker motto name nickname phrase slogan tag tagline term terms
    title word words catchphrase""".split()
)
"""Words that introduce a name, or a word as such."""
PERSONS = frozenset({"he", "she", "they", "who", "i", "we"})
OPINION = frozenset(
    """accuse attack blame blast brand call cast characterise characterize condemn criticise criticize decry deem denounce
    depict deride describe dismiss dub hail identify label lambast lambaste liken mock portray praise refer ridicule slam
    term tout""".split()
)
"""Verbs whose object gets somebody's words: "called the plan '...'"."""
COPULAS = frozenset(
    {"is", "are", "was", "were", "be", "been", "being", "am", "'s", "’s", "become", "became", "seems", "seemed"}
)
PERSONAL = frozenset(
    """i i'm i've i'd i'll me my mine myself we we're we've we'd we'll us our ours ourselves you you're you've you'd
    you'll your yours yourself let's""".split()
)
OTHER_PRONOUNS = frozenset(
    """he she it they him them he's she's it's they're they've they'd they'll he'd she'd he'll she'll it'll that's there's
    what's who's here's this that these those there everybody everyone nobody anyone someone something nothing everything""".split()
)
EVALUATIVE = frozenset(
    """very so too really quite absolutely completely totally extremely deeply utterly truly pretty never not no always
    more most just only almost even clearly simply highly hugely incredibly""".split()
)
"""Words that weigh; terms and titles rarely begin with them."""
_NO_ADVERB = frozenset(
    """family only early daily weekly monthly yearly friendly july italy assembly supply rally fly reply ugly lovely lonely
    silly belly jelly bully monopoly anomaly melancholy homily butterfly multiply apply ally folly holly""".split()
)
_BEFORE_NOUNS = (DETERMINERS - {"that", "all", "both", "one"}) | POSSESSIVES | (PREPOSITIONS - {"to"})
_CLAUSE_OPENERS = frozenset({"that", "as", "because", "if", "whether", "how", "why", "like"})
_NAMING_ENDS = frozenset((word,) for word in NAMING_NOUNS)
_ALSO_OTHERWISE = frozenset(
    """begin charge chant decide determine figure find go guess hold message object offer order pen point
    post question read report rule share sign signal sing sound spell sum""".split()
)
"""Verbs that report now and then only, and forms of which are nouns as often: they say little about a passage near them."""
_SMALL = frozenset(DETERMINERS | PREPOSITIONS | CONJUNCTIONS | POSSESSIVES | {"to", "vs", "v", "&"})
_FUNCTION = (
    _SMALL | SUBORDINATORS | AUXILIARIES | PERSONAL | OTHER_PRONOUNS | {"not", "also", "he", "she", "who", "which"}
)

_WORD = re.compile(rf"{BLANK}+|[^\W_]+(?:['’.&-][^\W_]+)*")
_SENTENCE_END = re.compile(
    r"(?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr|Lt|St|Jr|Sr|vs))(?<!\b(?:Mrs|Sen|Rep|Gov|Gen|Col|Rev|Sgt|Inc|Ltd))(?<!\b(?:Prof|Supt))"
    rf"[.!?]+[)\]]*\s+(?=[A-Z0-9\[({BLANK}])"
)
_WHAT_CALLED = re.compile(
    r"\bwhat\s(?:\S+\s){1,6}?(?:calls?|called|terms?|termed|dubs?|dubbed|sees?|saw|described?|describes|say|says|said|considers?|"
    r"deems?|deemed|labels?|labell?ed|refers?|referred)(?:\s(?:was|were|is|are|as|to\sas|to\sbe))*$",
    re.IGNORECASE,
)
_NAMED_AS = re.compile(
    r"\b(?:known(?:\s\w+){0,2}\sas|(?:referred\sto|spoken\sof|classified|classed|marketed|sold|billed|listed|tagged)\sas|stands?\sfor|"
    r"(?:is|are|was|were|been|being|be|often|also|commonly|so|sometimes|what['’]s|it|this|them|these)[ -]"
    r"(?:called|termed|dubbed|nicknamed|named|titled|entitled|labell?ed)|means?|meaning|the\sconcept\sof|"
    r"(?:the|a)\s(?:idea|notion|state|practice|principle|art|form|kind|type)\sof|calls?\s(?:this|these|such\s\w+|it))"
    r"(?:\sas)?(?:\s(?:a|an|the))?$",
    re.IGNORECASE,
)
_BY_SOMEBODY = re.compile(
    r"\s?(?:by|according to)\s+(?:[A-Z]|the\s|a\s|an\s|his\s|her\s|their\s|some\s|many\s|one\s|its\s|several\s|critics|fans|experts)"
)
_GLOSS = re.compile(
    rf",?\s?(?:,|—|–|\s-)\s?(?:or\s|an?\s|the\s|which\s|where\s|when\s|meaning\s|{BLANK})|\s\((?:or|a|an|the|which|that)\s"
)
_BETWEEN = re.compile(r"\s*[,;]?\s*(?:(?:and|or|&|then|to|with|plus|but|not)\s+)?(?:the\s+)?")
_YEAR = re.compile(r"\s*\((?:19|20)\d\d\)")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage whose kind is asked for."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    around_start: int
    """Where the text around it begins: its paragraph, or the quotation that it is inside of."""
    around_end: int
    heading: bool
    """It stands in the title or a heading."""
    depth: int
    """How many quotations it is inside of."""
    group: str
    """Its marks: '"', "'", "«", "‹", or empty."""
    certain: bool
    """The layout already says that it is speech."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A candidate with the words in it and around it."""

    candidate: Candidate
    inner: str
    words: tuple[str, ...]
    """Inside the marks."""
    left: str
    """The sentence before it, other passages blanked."""
    right: str
    """The sentence behind it."""
    left_raw: tuple[str, ...]
    left_words: tuple[str, ...]
    """The same in lower case."""
    right_words: tuple[str, ...]
    earlier_words: tuple[str, ...]
    """Of the sentences before that one, as far as the window reaches."""
    beside_speech: bool
    """Another passage of the paragraph is as long as a sentence."""
    before_list: bool
    """Another passage stands before it with no more than a comma or "and" between."""
    behind_list: bool
    uses: int
    """How often the article has the same words in quotation marks."""
    whole: bool
    """Nothing but the passage stands in the paragraph."""
    main_group: bool
    """Its marks are those that most of the article's passages have."""

    @property
    def key(self) -> str:
        """The words in lower case, without end punctuation: what makes two passages the same words."""
        return " ".join(self.words).lower()


@dataclass(frozen=True, slots=True)
class _Place:
    """What stands around a passage."""

    earlier: str
    left: str
    right: str
    before_list: bool
    behind_list: bool
    beside_speech: bool
    whole: bool


def settings_of(text: str, candidates: Sequence[Candidate]) -> list[Setting]:
    """Collects what the features are read from, for all the passages of an article.

    Args:
        text: The whole text.
        candidates: The passages, in order.

    Returns:
        One setting for each.
    """
    families: dict[tuple[int, int], list[Candidate]] = {}
    for candidate in candidates:
        families.setdefault((candidate.around_start, candidate.around_end), []).append(candidate)
    words = [tuple(_WORD.findall(_head(text, candidate))) for candidate in candidates]
    keys = [" ".join(item).lower() for item in words]
    uses: dict[str, int] = {}
    for key in keys:
        uses[key] = uses.get(key, 0) + 1
    doubles = sum(candidate.group == '"' for candidate in candidates)
    places: dict[int, _Place] = {}
    for family in families.values():
        places.update(_surroundings(text, family))
    found = []
    for candidate, inside, key in zip(candidates, words, keys, strict=True):
        place = places[id(candidate)]
        found.append(
            Setting(
                candidate,
                text[candidate.inner_start : candidate.inner_end].strip(),
                inside,
                place.left,
                place.right,
                tuple(_WORD.findall(place.left)),
                tuple(word.lower() for word in _WORD.findall(place.left)),
                tuple(_WORD.findall(place.right)),
                tuple(_WORD.findall(place.earlier)),
                place.beside_speech,
                place.before_list,
                place.behind_list,
                uses[key],
                place.whole,
                (candidate.group == "'") == (doubles * 2 < len(candidates)),
            )
        )
    return found


def _head(text: str, candidate: Candidate) -> str:
    """The inside of a passage, cut off where its length says everything."""
    return text[candidate.inner_start : min(candidate.inner_end, candidate.inner_start + 4 * WINDOW)]


def _surroundings(text: str, family: Sequence[Candidate]) -> Iterator[tuple[int, _Place]]:
    """What stands around each passage of one paragraph."""
    start, end = family[0].around_start, family[0].around_end
    outline = _outline(text, family, start, end)
    long = [_is_long(text, candidate) for candidate in family]
    for index, candidate in enumerate(family):
        before = family[index - 1] if index else None
        behind = family[index + 1] if index + 1 < len(family) else None
        left = outline[max(0, candidate.start - start - WINDOW) : candidate.start - start]
        right = outline[candidate.end - start : candidate.end - start + WINDOW]
        inner = text[candidate.inner_start : candidate.inner_end].rstrip()
        position = _last_sentence(left)
        yield (
            id(candidate),
            _Place(
                left[:position],
                left[position:],
                _first_sentence(right, inner),
                before_list=before is not None and _BETWEEN.fullmatch(text, before.end, candidate.start) is not None,
                behind_list=behind is not None and _BETWEEN.fullmatch(text, candidate.end, behind.start) is not None,
                beside_speech=any(long[near] for near in (index - 1, index + 1) if 0 <= near < len(family)),
                whole=not left.strip() and not right.strip(" .,;"),
            ),
        )


def _is_long(text: str, candidate: Candidate) -> bool:
    return text.count(" ", candidate.inner_start, candidate.inner_end) >= SENTENCE_WORDS


def _outline(text: str, family: Sequence[Candidate], start: int, end: int) -> str:
    """The text with its passages blanked; a stop that ends one stays, as it ends the sentence too."""
    parts: list[str] = []
    position = start
    for candidate in family:
        if candidate.start < position:
            continue
        parts.append(text[position : candidate.start])
        length = candidate.end - candidate.start
        last = text[candidate.inner_start : candidate.inner_end].rstrip()[-1:]
        parts.append(BLANK * (length - 1) + (last if last and last in ".!?" else BLANK))
        position = candidate.end
    parts.append(text[position:end])
    return "".join(parts)


def _last_sentence(left: str) -> int:
    """Where the last sentence of a text begins."""
    position = 0
    for match in _SENTENCE_END.finditer(left + "A"):
        position = match.end()
    return min(position, len(left))


def _first_sentence(right: str, inner: str) -> str:
    """The rest of the sentence behind a passage; empty when the passage's own full stop ends it."""
    if inner.endswith((".", "…")) and not right.lstrip()[:1].islower():
        return ""
    match = _SENTENCE_END.search(right)
    return right[: match.end()] if match else right


def _is_title_case(words: Sequence[str]) -> bool:
    """Whether every word but the small ones begins with a capital or a digit."""
    large = [word for word in words if word.lower() not in _SMALL]
    return bool(large) and not words[0][0].islower() and not any(word[0].islower() for word in large)


def _has_title_case(setting: Setting) -> bool:
    """Whether a passage is in title case, and neither are the words around it, as in many a headline, nor is it reported."""
    if _is_reported(setting):
        return False
    outside = (*_WORD.findall(setting.left), *setting.right_words)
    return _is_title_case(setting.words) and not (
        len(outside) >= 3 and _is_title_case([word for word in outside if word[0] != BLANK])
    )


def _is_reported(setting: Setting) -> bool:
    """Whether a reporting clause stands right before the passage, with a comma or a colon, or right behind it."""
    left, inner = setting.left.rstrip(), setting.inner
    if left.endswith((",", ":")) and setting.left_words and _can_report(setting.left_words[-1]):
        return True
    joined = inner.endswith((",", "?", "!", "—", "…")) or setting.right.lstrip().startswith(",")
    return joined and any(_can_report(word) for word in setting.right_words[:6])


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
    return verb[1] == "speak" and verb[0] in _ALSO_OTHERWISE and not word.endswith("ed")


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
        "auxiliary or pronoun in small letters": any(
            word[0].islower() and word.lower() in (AUXILIARIES | OTHER_PRONOUNS | PERSONAL) for word in words
        ),
        "title case, two words or more": title and count >= 2 and not shouted,
        "title case, one word": title and alone and not shouted,
        "capitals": shouted and not finite,
        "sentence case": sentence_case and count >= 2,
        "only small letters": bool(words) and inner == inner.lower(),
        "small function word": any(word in _FUNCTION for word in words),
        "begins with a small function word": bool(words) and words[0] in _FUNCTION,
        "weighing word": any(word in EVALUATIVE or (word.endswith("ly") and word not in _NO_ADVERB) for word in lower),
        "full stop inside": inner.endswith((".", "…")) and not inner.endswith("..."),
        "question or exclamation": inner.endswith(("?", "!")),
        "editor's brackets": "[" in inner,
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
    opinion = _WHAT_CALLED.search(left) is not None or _BY_SOMEBODY.match(setting.right) is not None
    named = joined and not opinion and _NAMED_AS.search(left) is not None
    title_case = _has_title_case(setting)
    work = any(word in WORKS for word in near[-3:]) and not _gives_opinion(words)
    return {
        "begins the sentence": not words,
        "behind a colon": stop == ":",
        "behind a colon, not in title case": stop == ":" and not title_case,
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
        "inside brackets": stop == "(",
        "behind 'what ... called'": _WHAT_CALLED.search(left) is not None,
        "an opinion of an object": _gives_opinion(words) and not named and joined,
        "behind 'known as', 'is called', 'a state of'": named,
    }


def _gives_opinion(words: Sequence[str]) -> bool:
    """Whether an active verb of opinion stands before, with its object between: "called the plan", "referred to her as a"."""
    for position in range(len(words) - 2, max(-1, len(words) - 10), -1):
        verb = VERBS.get(words[position])
        if verb is not None and verb[0] in OPINION:
            return position == 0 or words[position - 1] not in COPULAS | {"so", "often", "also"}
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
    direct = right.startswith(" ") and right[1:2].islower() and not inner.endswith((",", ".", "?", "!"))
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
        "right before one who makes works": direct and follows in MAKERS,
        "right before a preposition": direct and follows in PREPOSITIONS,
        "right before a verb": direct and (follows in AUXILIARIES or _verb_kinds([follows])[0] in {"call", "common"}),
        "title case, begins the sentence, no reporting clause": title_case and begins and bool(words) and not reporting,
        "small letters, begins the sentence": begins
        and bool(words)
        and setting.words[0][0].islower()
        and not reporting,
        "before 'by' or 'according to'": _BY_SOMEBODY.match(right) is not None,
        "explained behind": _GLOSS.match(right[:12] if not inner.endswith(",") else "," + right[:12]) is not None
        and not reporting,
        "right before a year in brackets": _YEAR.match(right) is not None,
    }


def _is_determined(setting: Setting) -> bool:
    """Whether a determiner or possessive begins the noun phrase that the passage stands in: "an unwritten '...'"."""
    for word in reversed(setting.left_words[-3:]):
        if word in DETERMINERS | POSSESSIVES or _ends_possessive(word):
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
    called = "call" in left_kinds[:-1] or "call" in right_kinds
    in_list = setting.before_list or setting.behind_list
    short = len(setting.words) <= 3
    reported = said or spoken or called
    return {
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
        "'say' in the sentence": said,
        "other reporting verb in the sentence": spoken and not said,
        "characterising verb in the sentence": called and not said and not spoken and not named,
        "no reporting verb in the sentence": not (said or spoken or called),
        "no reporting verb, short": not (said or spoken or called) and short,
        "in a list": in_list,
        "in a list, title case": in_list and title_case,
        "marks unlike the article's others": not setting.main_group and candidate.depth == 0 and not candidate.heading,
    }
