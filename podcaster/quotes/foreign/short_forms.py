"""Short forms whose full stop ends no sentence: titles ("Dña. Ana", "Dipl.-Ing."), initials and particles of names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.quotes.foreign.named import is_given_name
from podcaster.quotes.foreign.words import STOP

if TYPE_CHECKING:
    import re

    from podcaster.quotes.foreign.language import Language

_SHORT = on_demand(r"(?<![\w.])[^\W\d_]{1,8}\.(?:-?[^\W\d_]{1,5}\.?)?(?=[ \u00a0\u202f][^\W\d_])")
"""A short word with a stop before another word, and what may belong to it: "Dott.ssa", "D.ª", "Dipl.-Ing.", "J.-P."."""
_INITIALS = on_demand(r"[^\W\d_a-zß-ÿ]\.(?:-?[^\W\d_a-zß-ÿ]\.)?$")
_CONSONANTS = on_demand(r"[^\W\d_a-zß-ÿ][b-df-hj-np-tv-xz]{1,4}\.$")
"""A short form without a vowel, which is no word: "Th.", "Fdez.", "St."."""
_NAME_WORD = on_demand(r"[ \u00a0\u202f]([^\W\d_a-zß-ÿ]\. ?)?([^\W\d_a-zß-ÿ][\w'’-]+)")
_WORD_BEFORE = on_demand(r"([^\W\d_][\w.-]*)[ \u00a0\u202f]$|([^\W\d_]+['’])$")
LOOK_BACK = 24
"""Characters before a short form in which the word before it stands."""
LETTER = 2
"""A letter and its stop."""
MARIA = 3
"""Letters and stop of the short form of a given name: "M.ª"."""


def join_short_forms(text: str, language: Language) -> str:
    """A text with a sign of its own for the stop of each short form of a name: offsets stay what they are."""

    def joined(match: re.Match[str]) -> str:
        form = match.group()
        return form.replace(".", STOP) if _belongs_to_name(match, language) else form

    return _SHORT.sub(joined, text)


def _belongs_to_name(match: re.Match[str], language: Language) -> bool:
    """Whether a short form is a title, a particle or a part of a name."""
    form, text = match.group(), match.string
    near = text[max(0, match.start() - LOOK_BACK) : match.start()]
    found = _WORD_BEFORE.search(near)
    before = (found[1] or found[2]) if found else ""
    if near[-2:-1].isdigit():
        return False  # "50 Fr. Klein", "44 v. Chr."
    low, named = form.casefold(), _NAME_WORD.match(text, match.end())
    if len(form) == LETTER and named is None and _INITIALS.match(text[match.end() + 1 : match.end() + 1 + LETTER]):
        return False  # "D. P. R."
    if low in language.titles:
        opens = language.determiners.keys() | language.joined.keys() | language.titles.keys()
        return form[:1].isupper() or before.casefold().replace("’", "'") in opens  # "quer ver. Ana", but "l'on. Costa"
    if low in language.particles or (len(form) == MARIA and form.endswith("ª")):
        return True
    return named is not None and _is_inside_name(form, named, near, language)


def _is_inside_name(form: str, named: re.Match[str], near: str, language: Language) -> bool:
    """Whether letters with stops, or a short form without a vowel, stand in the name that a word goes on with."""
    found = _WORD_BEFORE.search(near)
    before = (found[1] or "") if found else ""
    if _INITIALS.match(form):
        if before[:1].isupper() and before.isalpha() and not (is_given_name(before) or _introduces(before, language)):
            return False  # "Lácteos S.A. Pedro Vela dirige la planta"
        closed = language.starters | language.determiners.keys()
        first = not near.strip(" \t\u00a0") or near.rstrip(" \t").endswith("\n")
        alone = form.count(".") == 1 and not named[1]
        return named[2].casefold() not in closed and not (first and alone)  # "R. Claro que sí"
    return _CONSONANTS.match(form) is not None and is_given_name(before)


def _introduces(word: str, language: Language) -> bool:
    """Whether a word with a capital may stand before a name: a title, an office, a verb, what begins a sentence."""
    low = word.casefold()
    closed = language.verbs | language.starters | language.prepositions
    return low in closed or low in language.titles or language.sort_of(low) == "person"
