"""Where sentences end, and how long words are when they are said: rough facts that more than one stage needs.

The one place that says which words with a full stop are short forms, and where the next sentence begins, for each kind
of text: English as it is written (``SENTENCE_BREAK``), other languages as they are written (``find_stops``), what is
spoken, in which short forms are written out (``split_spoken``), and what has lost its spaces (``split_run_together``).
Whether a text ends as a sentence does is ``ends_sentence``, whatever its language.
"""

from __future__ import annotations

from itertools import accumulate, groupby, pairwise
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

STOPS = ".!?…。！？．।॥؟۔"
"""Signs that end a sentence, in all scripts (UAX 29 has them as STerm and ATerm)."""
CLOSING = "”’\"')]»«“」』）"
"""Signs that may stand behind them."""
_ENGLISH = """
adm al ala amb approx apr ariz ark assn asst atty aug ave blvd bn bros calif capt cllr cmdr co col colo conn corp cpl
dec del dept det dr ed eg esq est etc feb fig fla fr ft ga gen gov govs hon ie ill inc ind insp jan jr jul jun kan ky
la lt ltd maj mar mass md messrs mich minn miss mlle mme mo mont mr mrs ms msgr mt mx neb nev no nov oct okla ore pa
pfc pres prof pt pvt rd rep reps ret rev revd sec sen sens sep sept sgt smt sr st supt tenn tex univ va vol vs vt wash
tmt wis wyo
ald assemb assoc brig cnty comdr comm commr const cst dep dist dpty ens inv ofc secy spc supv tech treas trp twp
"""
_OTHERS = "dr prof mag dipl ing st bzw ca geb str nr phil med jur"
SHORT_WORDS = {"en": frozenset(_ENGLISH.split()), "": frozenset(_OTHERS.split())}
"""Words with a full stop that ends no sentence when a name or a number follows, in lower case, by language; "": any
language but English, besides its titles."""
_BEFORE_NAMES = (
    "Mr Ms Dr Lt St Jr Sr vs Mt Ft Mrs Sen Rep Gov Gen Col Rev Sgt Inc Ltd Adm Maj Hon Cpl Pvt Mme Capt Cmdr Prof Supt "
    "Sens Reps Govs Pres Mlle Messrs Fr Msgr Mx Amb Atty Asst Cllr Insp Pfc Revd Ald Ofc Spc Supv Assemb Twp Brig "
    "Treas Smt Tmt"
)
"""Those of English with which sentences seldom end, though a capital follows."""


def _none_of(words: Collection[str]) -> str:
    """Pattern behind none of some words: a look behind has one length."""
    grouped = groupby(sorted(words, key=len), len)
    return "".join(rf"(?<!\b(?:{'|'.join(group)}))" for _, group in grouped)


NOT_SHORT = rf"(?<!\b[A-Z]){_none_of(_BEFORE_NAMES.split())}"
"""Pattern in front of a full stop that ends a sentence, and not an abbreviation."""
CLOSED = r"[.!?…]++[\"”’')\]]*+"
"""Pattern for the stops of an English sentence, and the marks that are closed behind them."""
BLANK = "\ufffc"
"""Stands for what was taken out of a text: Unicode's character for an object in its place."""
SENTENCE_BREAK = on_demand(rf"{NOT_SHORT}(?<![.!?…]){CLOSED}\s++(?=[\"“‘'(\[]*(?:[^\W_a-z]|{BLANK}))")
"""The end of a sentence with the space behind it, where another one follows; it costs no more than the text is long."""
_STOP = on_demand(
    r"(?:(?<!\b[^\W\d_])|(?<=\b(?:sur|auf) X)|(?<=\b(?:su|en|no) X))[.!?…]"
    r"(?=\s+[¿¡]*[^\W\d_a-zß-ÿ]|\s*$)"
)
_SHORT_WORD = on_demand(r"\b([^\W\d_]{1,5})\.$")
_SPOKEN_BREAK = on_demand(r"[.!?…][\"”’')\]]*+(\s++)(?=\S)")
_RUN_TOGETHER = on_demand(rf"(?<=[{STOPS}])\s*(?=[A-Z])")
LETTERS_OF_A_DIGIT = 4
"""A figure's digit takes as long to say as so many letters: "31" is "thirty-one". Espeak's times fit 3 to 5."""


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does, closing marks put aside."""
    return text.rstrip(f"{CLOSING} \t\n\u00a0\u202f").endswith(tuple(STOPS))


def begins_sentence(before: str) -> bool:
    """Whether what stands behind some words begins a sentence: there are none, or they end one."""
    return not before.strip() or ends_sentence(before)


def split_sentences(text: str) -> list[str]:
    """The sentences of a text, in order, without the space around them."""
    breaks = (match.end() for match in SENTENCE_BREAK.finditer(text))
    return [part for start, end in pairwise((0, *breaks, len(text))) if (part := text[start:end].strip())]


def find_stops(text: str, start: int, end: int) -> Iterator[int]:
    """Where sentences of a stretch end, in any language but English: behind each stop that ends one.

    Args:
        text: The text.
        start: Where the stretch begins.
        end: Where it ends, with or without a stop.
    """
    for match in _STOP.finditer(text, start, end):
        short = _SHORT_WORD.search(text, max(start, match.end() - 6), match.end())
        word = short[1].casefold() if short else ""
        if word not in SHORT_WORDS[""]:
            yield match.end()


def split_spoken(text: str) -> list[str]:
    """The sentences of a text as it is spoken: short forms are written out in it, so every stop ends one."""
    breaks = [match.span(1) for match in _SPOKEN_BREAK.finditer(text)]
    starts, ends = (0, *(end for _, end in breaks)), (*(start for start, _ in breaks), len(text))
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]


def split_run_together(text: str) -> list[str]:
    """What stands behind each stop of a text that may have lost the space between two sentences.

    Short forms end a piece, too ("U.S. Army"): it is for looking at each, where one cut too many does no harm.
    """
    return _RUN_TOGETHER.split(text)


def letters_before(text: str) -> list[int]:
    """How much of a text is said before each of its characters, and in all, counted in letters."""
    return [0, *accumulate(LETTERS_OF_A_DIGIT if sign.isdigit() else 1 for sign in text)]
