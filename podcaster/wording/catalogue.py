"""The words of a language: one file each, with Babel for dates, numbers and plurals."""

from __future__ import annotations

import marshal
import re
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from podcaster.bytecode import read_table, recall, remember
from podcaster.errors import close_matches
from podcaster.model import NARRATOR, UNATTRIBUTED
from podcaster.patterns import on_demand

if TYPE_CHECKING:
    from datetime import date

    from babel import Locale

FOLDER = Path(__file__).parent / "languages"
FILE = "words.toml"
FALLBACK = "en"
"""The language that has every word; others take from it what they lack, and a test says what that is."""
NEUTRAL = "neutral"
"""The file of what is heard in a language without a folder."""
PLACE = on_demand(r"\{(\w+)\}")
"""Where a word stands for something that its user puts there."""
DATE_PART = on_demand(r"'([^']*)'|([A-Za-z])\2*")
"""Words as they are, or a field, in a pattern for dates (Unicode UTS 35)."""
COUNTED = "count"
"""The value that decides which form of a word is right: one hour, two hours."""
ROLES = {NARRATOR: "narrator", UNATTRIBUTED: "unattributed", "Guest": "guest"}
"""The roles that are no names, and the words that listeners read for them."""

VOWEL = "vowel"
"""The form of a word that is said before a vowel: "Texte d’Anne", where others are "Texte de Paul"."""
BEFORE_VOWEL = on_demand(r"(?:h(?!a))?[aeiou]|y[b-df-hj-np-tv-xz]|œ|æ", re.IGNORECASE)
"""How a name begins, without its accents, before which French leaves out a vowel. Names with an h do so too (Henri,
Hélène), except for those that begin with "Ha", most of which have come from other languages."""

PluralForms = str | dict[str, str]
"""One form, or one for each of the language's plural categories (Unicode CLDR: one, two, few, many, other), or one
before a vowel and one before all else."""


@dataclass(frozen=True, slots=True)
class Words:
    """What the program says in one language."""

    language: str
    """BCP 47 tag of the texts it is said in."""
    forms: dict[str, PluralForms]
    """By name."""

    def __call__(self, name: str, /, **values: object) -> str:
        """Words, with values in the places that they have for them.

        Args:
            name: As in ``words.toml``.
            values: What is put into ``{name}``. Where a word has several forms, ``count`` chooses.

        Raises:
            LookupError: There is no such name, or a value is missing; the sentence says which.
        """
        form = self.forms.get(name)
        if form is None:
            raise LookupError(f"there are no words named {name!r}. {close_matches(name, self.forms)}")
        if isinstance(form, dict):
            if VOWEL in form:
                category = VOWEL if _begins_with_vowel(form[VOWEL], values) else "other"
            else:
                category = self.locale.plural_form(_count(name, values))
            form = form.get(category) or form["other"]
        missing = set(PLACE.findall(form)) - set(values)
        if missing:
            raise LookupError(f"the words {name!r} want a value for {sorted(missing)[0]!r}.")
        return PLACE.sub(lambda place: str(values[place[1]]), form)

    @property
    def locale(self) -> Locale:
        """How the language writes dates and numbers; that of English for a tag that Unicode does not know."""
        return locale_of(self.language)

    def day(self, day: date) -> str:
        """A date in words: March 14, 2026."""
        pattern, months = date_form(self.language)
        parts = {"d": str(day.day), "dd": f"{day.day:02}", "M": str(day.month), "y": str(day.year)}
        parts["MMMM"] = months[day.month - 1]
        if all(not found[2] or found[0] in parts for found in DATE_PART.finditer(pattern)):
            return DATE_PART.sub(lambda found: parts[found[0]] if found[2] else found[1] or "'", pattern)
        from babel.dates import format_date

        return str(format_date(day, format="long", locale=self.locale))

    def number(self, value: float, digits: int = 1) -> str:
        """A number with its decimals: 3.4, or 3,4."""
        from babel.numbers import format_decimal

        pattern = f"#,##0.{'0' * digits}" if digits else "#,##0"
        return str(format_decimal(value, format=pattern, locale=self.locale))

    @property
    def beside(self) -> Words:
        """What writes dates and numbers beside these words: English, where English words stand for lacking ones."""
        return self if has_words(self.language) else words_of(FALLBACK)

    def length(self, seconds: float) -> str:
        """How long something is, as people say it: 5 min, 1 h 20 min."""
        minutes = round(seconds / 60)
        if minutes < 1:
            return self("seconds", count=round(seconds))
        hours, minutes = divmod(minutes, 60)
        return self("hours and minutes", hours=hours, minutes=minutes) if hours else self("minutes", count=minutes)


def _begins_with_vowel(form: str, values: dict[str, Any]) -> bool:
    """Whether what stands in the first place of a form is said with a vowel before all else."""
    place = PLACE.search(form)
    return place is not None and bool(BEFORE_VOWEL.match(normalize("NFD", str(values.get(place[1], ""))).lstrip()))


def _count(name: str, values: dict[str, Any]) -> int:
    """The number that decides about a form."""
    try:
        return int(values[COUNTED])
    except (KeyError, TypeError, ValueError) as error:
        raise LookupError(f"the words {name!r} want a number for {COUNTED!r}.") from error


@cache
def words_of(language: str) -> Words:
    """The words for texts of a language.

    Args:
        language: BCP 47 tag. ``pt-BR`` takes its own words, then those of ``pt``, and then English ones. In a language
            that has none, what is heard is neutral: names and titles alone.
    """
    forms = read_words(FALLBACK)
    for tag in reversed(chain_of(language)):
        forms = forms | read_words(tag)
    return Words(language, forms if has_words(language) else forms | read_words(NEUTRAL))


def has_words(language: str) -> bool:
    """Whether there are words for a language; an empty tag counts as English. Without them nothing of it is heard."""
    return not language or bool(chain_of(language))


def with_region(language: str, show: str) -> str:
    """A text's language, with the show's region where it tells none: a Brazilian show's ``pt`` is ``pt-BR``.

    Args:
        language: BCP 47 tag of the text; empty where it is unknown.
        show: Of the show.
    """
    same = language.partition("-")[0].casefold() == show.partition("-")[0].casefold()
    return show if not language or (same and "-" not in language) else language


def chain_of(language: str) -> list[str]:
    """The folders that have words for a language, its own first: ``pt-BR``, ``pt``."""
    known = {tag.casefold(): tag for tag in languages()}
    parts = re.split(r"[-_]", language.casefold())
    tags = ["-".join(parts[:end]) for end in range(len(parts), 0, -1)]
    return [known[tag] for tag in tags if tag in known]


@cache
def languages() -> tuple[str, ...]:
    """The tags of all languages that there are words for."""
    return tuple(sorted(path.parent.name for path in FOLDER.glob(f"*/{FILE}")))


@cache
def read_words(tag: str) -> dict[str, PluralForms]:
    """The words in a language's own folder, by name."""
    path = FOLDER / f"{NEUTRAL}.toml" if tag == NEUTRAL else FOLDER / tag / FILE
    sections = read_table(path)
    return {name: form for section in sections.values() for name, form in section.items()}


@cache
def locale_of(language: str) -> Locale:
    """Babel's locale for a tag; that of English where it knows none."""
    from babel import Locale, UnknownLocaleError

    for tag in (language, re.split(r"[-_]", language)[0]):
        try:
            return Locale.parse(tag.replace("_", "-"), sep="-")
        except (ValueError, UnknownLocaleError):
            continue
    return Locale(FALLBACK)


@cache
def date_form(language: str) -> tuple[str, list[str]]:
    """The pattern of a language's dates in words, and its months; kept, because Babel takes long to load."""
    spec = find_spec("babel")
    assert spec is not None, "Babel is one of the program's requirements"
    version = Path(spec.origin or "").read_text("utf-8")  # it says which one it is, and little else
    key = f"dates {language} {blake2b(version.encode()).hexdigest()}"
    if data := recall(key):
        with suppress(ValueError, TypeError, EOFError):  # it is damaged
            pattern, months = marshal.loads(data)  # noqa: S302  (as Python reads its bytecode)
            return pattern, months
    locale = locale_of(language)
    names = locale.months["format"]["wide"]
    form = locale.date_formats["long"].pattern, [str(names[month]) for month in range(1, 13)]
    remember(key, marshal.dumps(form))
    return form


def recorded_label(role: str, credit: str, language: str) -> str:
    """What stands for somebody whose own voice is heard: the name, and whom the recording is credited to."""
    say = words_of(language)
    return say("recorded voice of", role=role, credit=credit) if credit else say("recorded voice", role=role)


def narrator_in(language: str) -> str:
    """The role of whoever narrates an article in a language that is not its show's: "Narration" in French."""
    label = role_label(NARRATOR, language)
    return f"English {NARRATOR.lower()}" if label == NARRATOR else label


@cache
def narrators_abroad() -> frozenset[str]:
    """All roles that ``narrator_in`` gives."""
    return frozenset(map(narrator_in, languages()))


def role_label(role: str, language: str) -> str:
    """What listeners read for a role: a speaker's name as it is, "Narrator" in their language."""
    return words_of(language)(ROLES[role]) if role in ROLES else role


def role_called(label: str, language: str) -> str:
    """The role that people mean by what listeners read for it, or by another word for a narrator; else as it is."""
    words = words_of(language)
    names = {words(word).casefold(): role for role, word in ROLES.items() if role in {NARRATOR, UNATTRIBUTED}}
    names |= {each.casefold(): NARRATOR for each in words("also narrator").split(", ")}
    return names.get(label.casefold(), label)
