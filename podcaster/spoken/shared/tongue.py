"""What a language says of its own: its words, its numbers with their gender, its dates and its times of day."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any

from podcaster.patterns import on_demand
from podcaster.spoken.counting import in_words
from podcaster.spoken.words import table

MASCULINE, FEMININE = "m", "f"
WORD_AFTER = on_demand(r"[  ]((?:d['’])?[^\W\d_]+)")
OF_THE = on_demand(r" (?:de las|das|delle) ")
"""What is counted is told by a feminine article: two of the five women."""
OUT_OF = on_demand(r" (?:de cada|em cada|su|sur|von|a|o|ou|u|oder|bis|à) \d{1,3}(?= )")
"""Out of so many, or from so many to so many: what is counted stands behind the second number."""
MILLION = 1_000_000
SHORTEST = 2
"""Characters of a short form that has no other meaning with a capital is longer."""


def begun(forms: dict[str, str]) -> dict[str, str]:
    """Short forms with a capital, as they begin a sentence."""
    return {
        form[0].upper() + form[1:]: said[0].upper() + said[1:]
        for form, said in forms.items()
        if form[0].islower() and len(form) > SHORTEST
    }


class Tongue:
    """A language. What most of them do stands here; each changes what it does otherwise."""

    code = ""
    """ISO 639-1, and the name of its package."""
    numbers = ""
    """What num2words calls it; empty for ``code``."""
    capital_nouns = False
    """Whether nouns are written with a capital, as in German."""
    percent_gender = ""
    """Of the word for percent, where the number before it agrees with it."""
    comma_groups = False
    """Whether a comma groups figures and a dot is the decimal mark, as in Mexico."""
    clock_gender = FEMININE
    """Of the hours of the day."""
    before_plural: frozenset[str] = frozenset()
    """Words that stand before the article I, in the language that has one: da I Malavoglia."""

    @cached_property
    def data(self) -> dict[str, Any]:
        """Its words: ``data/forms.toml``."""
        return table("forms", self.code)

    @cached_property
    def short_forms(self) -> dict[str, dict[str, str]]:
        """Its abbreviations by kind, each also as it begins a sentence."""
        kinds = ("short", "titles", "numbered", "behind")
        return {kind: {**begun(self.data[kind]), **self.data[kind]} for kind in kinds}

    def word(self, name: str) -> str:
        """A word that stands between numbers: "point", "to", "minus"."""
        return str(self.data["words"][name])

    def of(self, noun: str) -> str:
        """A noun behind millions: " de euros", " d’euros"."""
        joint = self.word("of")
        if joint.endswith("’"):
            return f"{joint}{noun}" if noun[0] in "aeiouyéhè" else f"{joint[:-1]}e {noun}"
        return f"{joint} {noun}"

    @cached_property
    def plain_words(self) -> frozenset[str]:
        """Words after a number that are not what is counted: of, and, in."""
        return frozenset(self.data["nouns"]["not_counted"].split())

    @cached_property
    def labels(self) -> frozenset[str]:
        """Nouns whose number is a name and counts nothing: room 21."""
        return frozenset(self.data["nouns"]["labels"].split())

    @cached_property
    def feminine_words(self) -> frozenset[str]:
        """Nouns that are feminine, whatever their ending."""
        return frozenset(self.data["nouns"]["feminine"].split())

    @cached_property
    def masculine_words(self) -> frozenset[str]:
        """Nouns that are masculine, though their ending is a feminine one."""
        return frozenset(self.data["nouns"]["masculine"].split())

    @cached_property
    def feminine_endings(self) -> re.Pattern[str]:
        """Endings of feminine nouns."""
        return on_demand(rf"(?:{self.data['nouns']['feminine_endings']})$")

    def counted(self, after: str) -> str:
        """The gender of the noun that stands after a number; empty when nothing is counted there.

        Args:
            after: The text behind the number.
        """
        if OF_THE.match(after):
            return FEMININE
        if of := OUT_OF.match(after):
            return self.counted(after[of.end() :])
        found = WORD_AFTER.match(after)
        if not found or found[1].casefold() in self.plain_words:
            return ""
        if self.capital_nouns and not found[1][0].isupper():
            return self.counted(after[found.end() :]) if found[1].endswith(("e", "en", "er")) else ""
        return self.gender(found[1])

    def gender(self, noun: str) -> str:
        """The gender of a noun, by the lists or by its ending."""
        folded = noun.casefold()
        forms = {folded, f"{folded}s", folded.removesuffix("s")}
        if not forms.isdisjoint(self.feminine_words):
            return FEMININE
        if not forms.isdisjoint(self.masculine_words):
            return MASCULINE
        return FEMININE if self.feminine_endings.search(folded) else MASCULINE

    def integer(self, number: int) -> str:
        """A count in words, with nothing counted."""
        return in_words(number, self.numbers or self.code)

    def cardinal(self, number: int, gender: str = "") -> str:
        """A count in words.

        Args:
            number: Zero or more.
            gender: Of what is counted; empty when nothing is.
        """
        del gender
        return self.integer(number)

    def is_single(self, whole: str, part: str) -> bool:
        """Whether what an amount counts stands in the singular.

        Args:
            whole: The figures before the decimal mark.
            part: Those behind it.
        """
        return int(whole) < 2 if self.word("below two is one") == "yes" else whole == "1" and not part

    def is_unit(self, unit: str, after: str) -> bool:
        """Whether letters behind a number are a unit there, and no word of the sentence."""
        del unit, after
        return True

    def per(self, written: str | None, *, price: bool = False) -> str:
        """What an amount is for: " por kilo" for "/kg"; empty for nothing.

        Args:
            written: As written, with its slash.
            price: Whether the amount is money, which has an article there: "le litre".
        """
        name = (written or "").strip(" /")
        if not name:
            return ""
        named = self.data["per"].get(name) or self.data["per"].get(name.removesuffix("."))
        if named and (price or not re.match(r"(?:le|la|el|il) |l['’]", named)):
            return f" {named}"
        unit = self.data["units"].get(name)
        return f" {self.word('per')} {unit[0] if unit else name}"

    def by(self, written: str, after: str) -> str:
        """The word for x between two numbers: 3 x 4 m, and in arithmetic: 5 x 3 = 15."""
        del written
        return str(self.data["signs"]["×"]) if re.match(r"[\d.,]+ ?=", after) else self.word("by")

    def one(self, gender: str, before: str, noun: str = "") -> str:
        """One of what is counted, in its case."""
        del before, noun
        return self.cardinal(1, gender)

    def half(self, before: str, after: str) -> str | None:
        """Half of what is counted, in its case; None where the list of fractions says it."""
        del before, after
        return None

    def year(self, number: int) -> str:
        """A year in words."""
        return self.cardinal(number)

    def ordinal(self, number: int, gender: str = MASCULINE) -> str:
        """A rank in words."""
        del gender
        return in_words(number, self.numbers or self.code, "ordinal")

    def ranked(self, number: int, gender: str, before: str, after: str) -> str:
        """A rank between the words of a sentence."""
        del before, after
        return self.ordinal(number, gender)

    def marked(self, number: int, mark: str, gender: str) -> str | None:
        """A rank that its mark alone tells; None where it does not."""
        del number, mark, gender
        return None

    def decimals(self, figures: str) -> str:
        """The figures behind the decimal mark: as a number, zeros before it by themselves."""
        zeros = len(figures) - len(figures.lstrip("0"))
        rest = [self.integer(int(figures[zeros:]))] if zeros < len(figures) else []
        return " ".join([self.integer(0)] * zeros + rest)

    def digits(self, figures: str) -> str:
        """Figure by figure."""
        return " ".join(self.integer(int(figure)) for figure in figures)

    def phone(self, groups: list[str]) -> str:
        """The groups of a telephone number."""
        return ", ".join(self.digits(group) for group in groups)

    def fraction(self, top: int, bottom: int, gender: str) -> str | None:
        """A fraction of small numbers, by the list of its denominators; None when it has no name."""
        forms = self.data["fractions"].get(str(bottom))
        if not forms:
            return None
        if (top, bottom) == (1, 2) and gender:
            return str(self.data["fractions"]["half"][0 if gender == FEMININE else 1])
        return f"{self.cardinal(top, MASCULINE)} {forms[0] if top == 1 else forms[1]}"

    def part(self, top: int, bottom: int, unit: str, gender: str, before: str) -> str | None:
        """A part of a unit: "medio litro", "tres cuartos de kilo"."""
        del before
        said = self.fraction(top, bottom, gender)
        if (top, bottom) == (1, 2):
            return f"{said} {unit}"
        return said and f"{said}{self.of(unit)}"

    def mixed(self, whole: int, top: int, bottom: int) -> str | None:
        """A whole number and a fraction: "two and a half"."""
        if (top, bottom) == (1, 2):
            return f"{self.cardinal(whole)} {self.word('and')} {self.data['fractions']['2'][0]}"
        part = self.fraction(top, bottom, "")
        return part and f"{self.cardinal(whole)} {self.word('and')} {part}"

    def mixed_count(self, whole: int, top: int, bottom: int, noun: str) -> str | None:
        """A whole number and a fraction of something: "dos horas y media"."""
        gender = self.gender(noun)
        part = self.fraction(top, bottom, gender)
        return part and f"{self.cardinal(whole, gender)} {noun} {self.word('and')} {part}"

    def duration(self, parts: list[str]) -> str:
        """Hours, minutes and seconds, each with its word."""
        return " ".join(parts)

    def season(self, first: str, last: str) -> str:
        """A year and the next one, of which a season, a course or a budget is: 2023/24."""
        return f"{self.year(int(first))} {self.year(int(last)) if len(last) > 2 else self.cardinal(int(last))}"

    def years(self, first: str, last: str) -> str:
        """From one year to another: 1914-1918, 1914-18."""
        end = self.year(int(last)) if len(last) > 2 else self.cardinal(int(last))
        return f"{self.year(int(first))} {self.word('to')} {end}"

    def minute(self, number: int, before: str) -> str:
        """The minute of a match: 67'."""
        del before
        return f"{self.cardinal(number, MASCULINE)} {self.data['duration']['minute'][1]}"

    def date(self, day: int, month: int, year: int | None, before: str) -> str:
        """A date in words."""
        raise NotImplementedError

    def month_of(self, month: int, year: int) -> str:
        """A month and its year."""
        return f"{self.months[month - 1]} {self.year(year)}"

    def clock(self, hour: int, minute: int | None, second: int | None, *, marked: bool) -> str:
        """A time of day.

        Args:
            hour: 0 to 24.
            minute: None where only the hour is written.
            second: None where none is written.
            marked: An h or the word for "o'clock" is written.
        """
        raise NotImplementedError

    def ruler(self, number: int, gender: str, before: str = "") -> str:
        """A Roman numeral behind a ruler's name.

        Args:
            number: What it writes.
            gender: The ruler's.
            before: The text before it.
        """
        del before
        return self.ordinal(number, gender)

    def is_ruler(self, numeral: str, after: str) -> bool:
        """Whether a numeral behind a name that no list has is a ruler's for the way in which it is written."""
        del numeral, after
        return False

    def is_rank(self, before: str, after: str) -> bool:
        """Whether a numeral with a stop between these texts is a rank: der II. Weltkrieg."""
        del before, after
        return False

    def section(self, number: int, noun: str) -> str:
        """A Roman numeral behind what it counts: a chapter, a century."""
        del noun
        return self.cardinal(number)

    def price(self, whole: int, cents: int, names: list[str]) -> str:
        """An amount of money with its hundredths: "three euros and fifty cents"."""
        one, many, gender, cent, *_ = names
        small = f"{self.cardinal(cents, MASCULINE)} {cent if cents == 1 else names[4]}" if cents else ""
        large = f"{self.cardinal(whole, gender)} {one if whole == 1 else many}" if whole or not small else ""
        return " ".join(filter(None, (large, self.word("cents") if large and small else "", small)))

    @property
    def months(self) -> list[str]:
        """January to December."""
        return list(self.data["months"]["names"])
