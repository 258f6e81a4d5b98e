"""How German says numbers, dates and short forms."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.spoken.de.cases import (
    ACCUSATIVE,
    ACCUSATIVE_NAME,
    AFTER_WEEKDAY,
    DATED,
    DATIVE,
    DATIVE_NAME,
    DAY_BEFORE,
    ENDINGS,
    FROM_TO,
    FURTHER,
    GENITIVE_NAME,
    HALF_ARTICLE,
    HALVES,
    MANLY,
    MIXED,
    OBLIQUE,
    PLAIN,
    PLURAL,
    RANK_NOUN,
    RESULT,
)
from podcaster.spoken.rule import oneof, rule
from podcaster.spoken.shared.calendar import weekday
from podcaster.spoken.shared.grammar import make_grammar
from podcaster.spoken.shared.short import STARTERS
from podcaster.spoken.shared.tongue import FEMININE, MASCULINE, WORD_AFTER, Tongue

if TYPE_CHECKING:
    from podcaster.spoken.shared.figures import Context

HUNDREDS = range(1100, 2000)
"""Years that are said in hundreds: neunzehnhundertneunzig."""


class German(Tongue):
    """German."""

    code = "de"
    capital_nouns = True
    percent_gender = MASCULINE
    clock_gender = MASCULINE

    def cardinal(self, number: int, gender: str = "") -> str:
        """Ein, eine, eins."""
        said = re.sub(r"^ein(?=hundert|tausend)", "", self.integer(number))
        if gender and number == 1:
            return "eine" if gender == FEMININE else "ein"
        if gender and number % 100 == 1:
            return said.removesuffix("s")
        return said

    def one(self, gender: str, before: str, noun: str = "") -> str:
        """Ein Haus, in einer Minute, mit einem Kind, für einen Euro."""
        if DATIVE.search(before):
            return "einer" if gender == FEMININE else "einem"
        if gender == MASCULINE and ACCUSATIVE.search(before) and self.is_masculine(noun):
            return "einen"
        return self.cardinal(1, gender)

    def is_masculine(self, noun: str) -> bool:
        """Whether a noun is surely no neuter one: a listed one, or an adjective for a man ("einen Verletzten")."""
        low = noun.casefold()
        units = (forms[2] for forms in self.data["units"].values() if forms[0] == noun)
        return low in self.masculine_words or low.endswith(MANLY) or next(units, "") == MASCULINE

    def half(self, before: str, after: str) -> str | None:
        """Einen halben Apfel, ein halber Tag, in einem halben Jahr; an article before it is said once."""
        gender = self.counted(after)
        noun = WORD_AFTER.match(after)
        if not gender or noun is None:
            return None
        if article := HALF_ARTICLE.search(before):
            return {"eine": "halbe", "einen": "halben", "einem": "halben", "einer": "halben"}.get(
                article[1].casefold(), "halbes" if self.is_neuter(after) else "halber"
            )
        if DATIVE.search(before):
            return "einer halben" if gender == FEMININE else "einem halben"
        if gender == FEMININE:
            return "eine halbe"
        if self.is_neuter(after):
            return "ein halbes"
        return "einen halben" if ACCUSATIVE.search(before) else "ein halber"

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
        if first := FROM_TO.search(before):
            lead = before[: first.start()]
            return self.ranked(number, gender, lead, after) if PLAIN.search(lead) else f"{said}n"
        if OBLIQUE.search(before):
            return f"{said}n"
        if PLAIN.search(before):
            return f"{said}n" if PLURAL.search(before) and self.is_plural(after) else said
        return f"{said}{'s' if MIXED.search(before) and self.is_neuter(after) else 'r'}"

    def is_plural(self, after: str) -> bool:
        """Whether the noun that follows is a plural one of the list."""
        noun = re.match(r" (?:[a-zäöüß]+en )?([A-ZÄÖÜ]\w+)", after)
        return bool(noun and noun[1].casefold() in self.data["nouns"]["plural"].split())

    def is_rank(self, before: str, after: str) -> bool:
        """Die XXV. Spiele, im III. Quartal."""
        return bool(re.match(" [A-ZÄÖÜ]", after) and (OBLIQUE.search(before) or PLAIN.search(before)))

    def is_ruler(self, numeral: str, after: str) -> bool:
        """A numeral with a stop that ends no sentence."""
        return numeral.endswith(".") and bool(re.match(r"[,;:)]| [a-zäöü(–]", after))

    def noun_gender(self, noun: str) -> str:
        """M, f or n."""
        return "n" if noun.casefold() in self.data["nouns"]["neuter"].split() else self.gender(noun)

    def is_neuter(self, after: str) -> bool:
        """Whether the noun that follows is a neuter one of the list."""
        noun = re.match(r" ([^\W\d_]+)", after)
        return bool(noun and noun[1].casefold() in self.data["nouns"]["neuter"].split())

    def date(self, day: int, month: int, year: int | None, before: str) -> str:
        """Der vierzehnte März, am vierzehnten März."""
        before = "am " if AFTER_WEEKDAY.search(before) else before
        said = f"{self.ranked(day, MASCULINE, before, '')} {self.months[month - 1]}"
        return f"{said} {self.year(year)}" if year else said

    def clock(self, hour: int, minute: int | None, second: int | None, *, marked: bool) -> str:
        """Zwanzig Uhr dreißig."""
        said = f"{self.cardinal(hour, MASCULINE)} Uhr"
        if minute:
            said += f" {self.cardinal(minute)}"
        return f"{said} und {self.cardinal(second)} Sekunden" if second else said

    def ruler(self, number: int, gender: str, before: str = "") -> str:
        """Ludwig der Vierzehnte, von Ludwig dem Vierzehnten, Ludwigs des Vierzehnten."""
        rank = self.ordinal(number)
        rank = f"{rank[0].upper()}{rank[1:]}"
        if GENITIVE_NAME.search(before):
            return f"{'der' if gender == FEMININE else 'des'} {rank}n"
        if DATIVE_NAME.search(before):
            return f"{'der' if gender == FEMININE else 'dem'} {rank}n"
        if ACCUSATIVE_NAME.search(before) and gender != FEMININE:
            return f"den {rank}n"
        return f"{'die' if gender == FEMININE else 'der'} {rank}"

    def mixed_count(self, whole: int, top: int, bottom: int, noun: str) -> str | None:
        """Zweieinhalb Stunden."""
        said = self.mixed(whole, top, bottom)
        return said and f"{said} {noun}"

    def part(self, top: int, bottom: int, unit: str, gender: str, before: str) -> str | None:
        """Einen halben Liter, in einem halben Liter, drei Viertel Liter."""
        if (top, bottom) != (1, 2):
            said = self.fraction(top, bottom, "")
            return said and f"{said} {unit}"
        if DATIVE.search(before):
            return f"{'einer' if gender == FEMININE else 'einem'} halben {unit}"
        return f"{HALVES.get(gender, 'ein halbes')} {unit}"

    def minute(self, number: int, before: str) -> str:
        """In der siebenundsechzigsten Minute; neunzig Minuten."""
        if OBLIQUE.search(before) or PLAIN.search(before):
            return f"{self.ranked(number, MASCULINE, before, '')} Minute"
        return super().minute(number, before)

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
    if STARTERS.match(after):
        return None
    cued = FROM_TO.search(before) or OBLIQUE.search(before) or PLAIN.search(before) or MIXED.search(before)
    noun = re.match(r" [A-ZÄÖÜ]", after)
    if RESULT.search(before) and re.match(
        r"$|,| (?:im|in|ins|am|beim|bei|auf|vor|hinter|mit|und|der|des|von)\b", after
    ):
        return context.tongue.ranked(int(match[1]), MASCULINE, before, after)
    if (rank := RANK_NOUN.match(after)) and not cued:
        said = context.tongue.ranked(int(match[1]), MASCULINE, before, "").removesuffix("r")
        return said + ENDINGS[TONGUE.noun_gender(rank[1])]
    if not (cued and noun) and not FURTHER.match(after):
        return None
    return context.tongue.ranked(int(match[1]), MASCULINE, before, after)


def say_days(match: re.Match[str], context: Context) -> str:
    """Vom 12.-14. Mai: from one day to another."""
    before = context.before(match.start())
    first, last = (context.tongue.ranked(int(day), MASCULINE, before, "") for day in match.groups())
    return f"{first} bis {last}"


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
    if match[2] and int(match[2]):
        return context.tongue.clock(int(match[1]), int(match[2]), None, marked=True)
    return context.tongue.cardinal(int(match[1]), MASCULINE)


def say_hour(match: re.Match[str], context: Context) -> str | None:
    """Um 21 h: a time of day, and not how long something takes."""
    if int(match[1]) > 24 or not re.search(context.tongue.data["times"]["at"], context.before(match.start())):
        return None
    return context.tongue.clock(int(match[1]), int(match[2] or 0), None, marked=True)


def say_compound(match: re.Match[str], context: Context) -> str:
    """21-jährig, der 21-Jährige, 3-mal, 12-köpfig: a number and the end of a word."""
    said = context.tongue.cardinal(int(match[1]), MASCULINE if match[2] != "er" else "")
    return (said[0].upper() + said[1:] if match[2][0].isupper() else said) + match[2].lower()


def say_percent_word(match: re.Match[str], context: Context) -> str:
    """Eine 50%ige Chance, die 5-%-Hürde."""
    if match[2]:
        return f"{context.amount(match[1])}{' P' if match[2][0] == 'P' else 'p'}rozent{match[2].lower()}"
    return f"{context.amount(match[1])}-Prozent-"


def say_day_in_figures(match: re.Match[str], context: Context) -> str | None:
    """Am 5.6.: a day and its month; not a magnitude of 6.4."""
    before = context.before(match.start())
    if not (1 <= int(match[1]) <= 31 and 1 <= int(match[2]) <= 12) or not DATED.search(before):
        return None
    return context.tongue.date(int(match[1]), int(match[2]), int(match[3]) if match[3] else None, before)


def say_added_time(match: re.Match[str], context: Context) -> str:
    """In der 90.+3 Minute."""
    rank = context.tongue.ranked(int(match[1]), MASCULINE, context.before(match.start()), "")
    return f"{rank} plus {context.tongue.cardinal(int(match[2]))}"


def say_two_ranks(match: re.Match[str], context: Context) -> str:
    """Im 16./17. Jahrhundert."""
    before, after = context.before(match.start()), context.after(match.end())
    return " ".join(context.tongue.ranked(int(number), MASCULINE, before, after) for number in match.groups())


def say_short_minute(match: re.Match[str], context: Context) -> str | None:
    """In der 30. Min., der 3. Std."""
    ends = "." if not context.after(match.end()).strip() else ""
    return (
        f"{'Minute' if match[0] == 'Min.' else 'Stunde'}{ends}"
        if re.search(r"\d\. $", context.before(match.start()))
        else None
    )


def say_so_called(match: re.Match[str], context: Context) -> str:
    """Der sog. Ältestenrat."""
    before = context.before(match.start())
    return f"sogenannte{'n' if OBLIQUE.search(before) else 'r' if MIXED.search(before) else ''}"


def say_member(match: re.Match[str], context: Context) -> str:
    """Der Abg. Meier, die Abg. Müller, dem Abg. Meier, Abg. Meier."""
    before = context.before(match.start())
    return f"Abgeordnete{'n' if OBLIQUE.search(before) else '' if PLAIN.search(before) else 'r'}"


def say_born(match: re.Match[str], context: Context) -> str:
    """Anna Huber, geb. Meier: the name somebody was born with."""
    del match, context
    return "geborene"


def say_short_day(match: re.Match[str], context: Context) -> str | None:
    """Am So. bleibt das Museum zu: a day of the week behind its word."""
    if not DAY_BEFORE.search(context.before(match.start())):
        return None
    ends = "." if not context.after(match.end()).strip() or STARTERS.match(context.after(match.end())) else ""
    return weekday(match[1], context.tongue) + ends


def say_rank_in_a_word(match: re.Match[str], context: Context) -> str:
    """Die 1.-Mai-Demo, ein 3.-Liga-Verein: a rank that begins a word."""
    noun = re.match(r"\w+", context.after(match.end()))
    month = noun is not None and noun[0] in context.tongue.months
    said = context.tongue.ordinal(int(match[1]))
    ending = "r" if month or noun is None else ENDINGS[TONGUE.noun_gender(noun[0])]
    return f"{said[0].upper()}{said[1:]}{ending}-"


TONGUE = German()
MONTH = oneof([*TONGUE.months, *TONGUE.data["months"]["short"]])
GRAMMAR = make_grammar(
    TONGUE,
    (
        rule(
            "day and month in figures",
            "digit",
            r"(\d{1,2})\. ?(\d{1,2})\.(?: (\d{4})(?!\d)|(?=[ ,;)]|$))(?! Uhr)",
            say_day_in_figures,
        ),
        rule("day of the week", "letter", r"(Mo|Di|Mi|Do|Fr|Sa|So)\.(?! ?[-–])(?!,? \d)", say_short_day),
        rule("rank in a word", "digit", r"(\d{1,3})\.-(?=[A-ZÄÖÜ])", say_rank_in_a_word),
        rule("added time", "digit", r"(\d{1,3})\. ?\+ ?(\d{1,2})(?!\w)", say_added_time),
        rule(
            "percent in a word",
            "digit",
            r"(\d{1,3}(?:,\d{1,2})?)(?: ?%-?(ig\w*|Punkt\w*)|-?%-(?=[A-ZÄÖÜ]))",
            say_percent_word,
        ),
        rule("number in a known word", "digit", r"(\d{1,5})-?((?:[Jj]ährig|fach|mal\b)\w*)", say_compound),
        rule("number in a word", "digit", r"(\d{1,5})-((?!bis\b|und\b|oder\b)[a-zäöüß]{3,20})(?![\w-])", say_compound),
        rule("hour with an h", "digit", r"(\d{1,2})(?:[.:]([0-5]\d))? ?h\b", say_hour),
        rule("days, a range", "digit", rf"(\d{{1,2}})\. ?[-–] ?(\d{{1,2}})\.(?= (?:{MONTH}))", say_days),
        rule(
            "hour of two", "digit", r"(\d{1,2})(?:[:.]([0-5]\d))?(?= (?:bis|und) \d{1,2}(?:[:.]\d\d)? Uhr)", say_until
        ),
        rule("joined number", "digit", r"(\d{1,5})-([A-Za-zäöüß]{1,12})-(?=[A-ZÄÖÜ])", say_joined),
        rule("decade", "digit", r"(\d{2,4})(ern?)(?!\w)", say_decade),
        rule("so-called", "letter", r"sog\.(?= [A-ZÄÖÜa-zäöü])", say_so_called),
        rule("two ranks", "digit", r"(\d{1,3})\./(\d{1,3})\.(?= [A-ZÄÖÜ])", say_two_ranks),
        rule("minute, short", "letter", r"(?:Min|Std)\.", say_short_minute),
        rule("member of parliament", "letter", r"Abg\.(?= [A-ZÄÖÜ])", say_member),
        rule("born", "letter", rf"geb\.(?= (?!{MONTH})[A-ZÄÖÜ][a-zäöüß])", say_born),
        rule(
            "particle of a name", "letter", r"v\.(?=(?<=[a-zäöüß.] v\.) (?!Chr\b)[A-ZÄÖÜ][a-zäöüß])", lambda *_: "von"
        ),
        rule("ordinal with a stop", "digit", rf"(\d{{1,3}})\.(?! (?:{MONTH}))(?!\d)", say_ordinal),
    ),
    r"v\. (?=[A-ZÄÖÜ])",
)
