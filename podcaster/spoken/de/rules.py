"""How German says numbers, dates and short forms."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.spoken.rule import oneof, rule
from podcaster.spoken.shared.grammar import make_grammar
from podcaster.spoken.shared.tongue import FEMININE, MASCULINE, Tongue

if TYPE_CHECKING:
    from podcaster.spoken.shared.figures import Context

HUNDREDS = range(1100, 2000)
"""Years that are said in hundreds: neunzehnhundertneunzig."""
OBLIQUE = re.compile(
    r"\b(?:am|im|vom|zum|zur|beim|den|dem|des|bis|ab|seit|einem|einen|einer|diesem|diesen|jedem|jeden|ihrem|ihren|"
    r"seinem|seinen|meinem|unserem|unseren|(?:in|an|auf|bei|nach|von|zu|aus|mit|vor|während|seit|wegen|laut) der) $",
    re.IGNORECASE,
)
"""What a rank with -n stands behind."""
PLAIN = re.compile(r"\b(?:der|die|das|eine|diese|jede|seine|ihre|meine|unsere) $", re.IGNORECASE)
"""What a rank with -e stands behind."""
MIXED = re.compile(r"\b(?:ein|sein|ihr|mein|kein|unser) $", re.IGNORECASE)
"""What a rank with -r stands behind."""
DATIVE = re.compile(r"\b(?:in|mit|nach|von|vor|bei|seit|zu|aus|binnen|ab) $", re.IGNORECASE)
"""What "one" stands behind in the dative: of times and counts these nearly always take it."""
FROM_TO = re.compile(r"\b(\d{1,2})\. (?:bis|und|oder)(?: zum)? $")


class German(Tongue):
    """German."""

    code = "de"
    capital_nouns = True
    percent_gender = MASCULINE

    def cardinal(self, number: int, gender: str = "") -> str:
        """Ein, eine, eins."""
        said = re.sub(r"^ein(?=hundert|tausend)", "", self.integer(number))
        if gender and number == 1:
            return "eine" if gender == FEMININE else "ein"
        if gender and number % 100 == 1:
            return said.removesuffix("s")
        return said

    def one(self, gender: str, before: str) -> str:
        """Ein Haus, in einer Minute, mit einem Kind."""
        if DATIVE.search(before):
            return "einer" if gender == FEMININE else "einem"
        return self.cardinal(1, gender)

    def year(self, number: int) -> str:
        """Neunzehnhundertneunzig; zweitausendacht."""
        if number in HUNDREDS:
            rest = number % 100
            return f"{self.integer(number // 100)}hundert{self.integer(rest) if rest else ''}"
        return self.cardinal(number)

    def decimals(self, figures: str) -> str:
        """Figure by figure."""
        return self.digits(figures)

    def ranked(self, number: int, gender: str, before: str, after: str) -> str:
        """Der erste, am ersten, ein erster."""
        said = re.sub(r"^ein(?=hundert|tausend)", "", self.ordinal(number))
        if OBLIQUE.search(before) or FROM_TO.search(before):
            return f"{said}n"
        if PLAIN.search(before):
            return said
        return f"{said}{'s' if MIXED.search(before) and self.is_neuter(after) else 'r'}"

    def is_neuter(self, after: str) -> bool:
        """Whether the noun that follows is a neuter one of the list."""
        noun = re.match(r" ([^\W\d_]+)", after)
        return bool(noun and noun[1].casefold() in self.data["nouns"]["neuter"].split())

    def date(self, day: int, month: int, year: int | None, before: str) -> str:
        """Der vierzehnte März, am vierzehnten März."""
        said = f"{self.ranked(day, MASCULINE, before, '')} {self.months[month - 1]}"
        return f"{said} {self.year(year)}" if year else said

    def clock(self, hour: int, minute: int | None, second: int | None, *, marked: bool) -> str:
        """Zwanzig Uhr dreißig."""
        said = f"{self.cardinal(hour, MASCULINE)} Uhr"
        if minute:
            said += f" {self.cardinal(minute)}"
        return f"{said} und {self.cardinal(second)} Sekunden" if second else said

    def ruler(self, number: int, gender: str) -> str:
        """Ludwig der Vierzehnte."""
        rank = self.ordinal(number)
        return f"{'die' if gender == FEMININE else 'der'} {rank[0].upper()}{rank[1:]}"

    def mixed(self, whole: int, top: int, bottom: int) -> str | None:
        """Eineinhalb, zweieinhalb."""
        if (top, bottom) == (1, 2):
            return f"{self.cardinal(whole, MASCULINE)}einhalb"
        return super().mixed(whole, top, bottom)

    def price(self, whole: int, cents: int, names: list[str]) -> str:
        """Drei Euro fünfzig, neunundneunzig Cent."""
        if not whole:
            return super().price(whole, cents, names)
        return f"{self.cardinal(whole, names[2])} {names[1]} {self.integer(cents) if cents else ''}".strip()


def say_ordinal(match: re.Match[str], context: Context) -> str | None:
    """Der 1. Versuch, im 2. Wahlgang, vom 3. bis 5. Januar: figures with a stop that ends no sentence."""
    before, after = context.before(match.start()), context.after(match.end())
    cued = OBLIQUE.search(before) or PLAIN.search(before) or MIXED.search(before)
    noun = re.match(r" [A-ZÄÖÜ]", after)
    if not (cued and noun) and not re.match(r" (?:bis|und|oder)(?: (?:zum|der|die|das|den|dem))? \d{1,3}\. ", after):
        return None
    return context.tongue.ranked(int(match[1]), MASCULINE, before, after)


def say_days(match: re.Match[str], context: Context) -> str:
    """Vom 12.-14. Mai: from one day to another."""
    before = context.before(match.start())
    first, last = (context.tongue.ranked(int(day), MASCULINE, before, "") for day in match.groups())
    return f"{first} bis {last}"


WEEKDAYS = {
    "Mo": "Montag", "Di": "Dienstag", "Mi": "Mittwoch", "Do": "Donnerstag", "Fr": "Freitag", "Sa": "Samstag",
    "So": "Sonntag",
}  # fmt: skip
WEEKDAY = oneof(WEEKDAYS)


def say_weekdays(match: re.Match[str], _: Context) -> str:
    """Mo–Fr: from one day of the week to another."""
    return f"{WEEKDAYS[match[1]]} bis {WEEKDAYS[match[2]]}"


def say_weekday(match: re.Match[str], _: Context) -> str:
    """Am Mo., dem 4. März; Fr., 20 Uhr."""
    return WEEKDAYS[match[1]]


def say_joined(match: re.Match[str], context: Context) -> str:
    """Ein 100-m-Lauf: a number, a unit and a noun in one word."""
    unit = context.tongue.data["units"].get(match[2])
    number = context.tongue.cardinal(int(match[1]))
    return f"{number}-{unit[0] if unit else match[2]}-"


def say_decade(match: re.Match[str], context: Context) -> str:
    """Die 80er Jahre."""
    return f"{context.tongue.year(int(match[1]))}{match[2]}"


def say_until(match: re.Match[str], context: Context) -> str:
    """10:00 bis 14:00 Uhr: the word for the hour is said once."""
    return context.tongue.cardinal(int(match[1]), MASCULINE)


TONGUE = German()
MONTH = oneof([*TONGUE.months, *TONGUE.data["months"]["short"]])
GRAMMAR = make_grammar(
    TONGUE,
    (
        rule(
            "day and month in figures",
            "digit",
            r"(\d{1,2})\.(\d{1,2})\.(?=(?:[ ,;)]|$))(?<=\d\.)(?! Uhr)",
            lambda match, context: (
                context.tongue.date(int(match[1]), int(match[2]), None, context.before(match.start()))
                if 1 <= int(match[1]) <= 31 and 1 <= int(match[2]) <= 12
                else None
            ),
        ),
        rule("weekdays, a range", "letter", rf"({WEEKDAY})\.? ?[-–] ?({WEEKDAY})\b\.?(?!\w)", say_weekdays),
        rule("weekday, short", "letter", rf"({WEEKDAY})\.(?=,? (?:de[mnr] )?\d)", say_weekday),
        rule("days, a range", "digit", rf"(\d{{1,2}})\. ?[-–] ?(\d{{1,2}})\.(?= (?:{MONTH}))", say_days),
        rule("hour of two", "digit", r"(\d{1,2})(?:[:.]00)?(?= (?:bis|und) \d{1,2}(?:[:.]\d\d)? Uhr)", say_until),
        rule("joined number", "digit", r"(\d{1,5})-([A-Za-zäöüß]{1,12})-(?=[A-ZÄÖÜ])", say_joined),
        rule("decade", "digit", r"(\d{2,4})(ern?)(?!\w)", say_decade),
        rule("ordinal with a stop", "digit", rf"(\d{{1,3}})\.(?! (?:{MONTH}))(?!\d)", say_ordinal),
    ),
    places=rf"(?:{WEEKDAY})(?:\.|\.? ?[-–])",
)
