"""Money, units, ranges, fractions, telephone numbers and plain numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.spoken import numbers
from podcaster.spoken.rule import oneof, rule
from podcaster.spoken.words import table

if TYPE_CHECKING:
    from podcaster.spoken.rule import Place

UNITS = table("units")["units"]
PER = table("units")["per"]
MAGNITUDES = table("units")["magnitudes"]
CURRENCIES = table("units")["currencies"]
BRITISH = table("units")["british"]
HALVES = {
    "½": (1, 2),
    "⅓": (1, 3),
    "⅔": (2, 3),
    "¼": (1, 4),
    "¾": (3, 4),
    "⅕": (1, 5),
    "⅖": (2, 5),
    "⅗": (3, 5),
    "⅘": (4, 5),
    "⅙": (1, 6),
    "⅚": (5, 6),
    "⅐": (1, 7),
    "⅛": (1, 8),
    "⅜": (3, 8),
    "⅝": (5, 8),
    "⅞": (7, 8),
    "⅑": (1, 9),
    "⅒": (1, 10),
}
VULGAR = f"[{''.join(HALVES)}]"

NUMBER = r"(?:\d{1,3}(?:,\d{3}){1,6}(?!\d)|\d{1,40})(?:\.\d{1,40})?|\.\d{1,40}"
SIGNED = rf"(?:[-−–+±] ?)?(?:{NUMBER})"
DASH = r"(?: ?[-–—] ?| to )"
LONG = "hundred|thousand|million|billion|trillion"
SYMBOL = "|".join(re.escape(sign) for sign in sorted(CURRENCIES, key=len, reverse=True) if not sign.isalpha())
CODE = "|".join(sign for sign in CURRENCIES if sign.isalpha())
SCALE = rf"(?:[ -]?(?:{LONG})\b|[ ]?(?:bn|Bn|BN|mn|mil|mio|tn|trn|bil)\b|(?:[kKmMbBtT]|mm|MM)\b)"
UNIT_AFTER_DIGIT = oneof(UNITS)
LETTER_UNITS = {
    "m",
    "g",
    "t",
    "l",
    "L",
    "s",
    "h",
    "in",
    "W",
    "V",
    "J",
    "MP",
    "mb",
    "Mb",
    "Gb",
    "cal",
    "pt",
    "min",
    "sec",
    "ha",
    "mi",
    "cl",
    "hp",
    "ms",
    "MB",
}
SPACED_UNITS = oneof(set(UNITS) - {"in", "t", "s", "L", "MP", "pt", "ha", "V", "J", "cal"})
SCORES = frozenset({"score", "final"})
RACES = r" (?:race|dash|sprint|final|relay|hurdles|freestyle|butterfly|backstroke|breaststroke|run|walk|wide|long|tall|deep|high|away|down|up|from)\b"


def magnitude(written: str | None) -> str:
    """The word for a magnitude as written: "bn" is "billion"."""
    return str(MAGNITUDES[written.strip(" -.")]) if written else ""


def say_money(match: re.Match[str], place: Place) -> str:
    """$3.5 million, £5bn, $5-$10, €20."""
    sign, scale, last, scale2 = match["sign"], match["scale"], match["last"], match["scale2"]
    first = match["amount"]
    names = CURRENCIES[sign]
    minus = "minus " if match["minus"] else ""
    adjective = is_adjective(match, place)
    if last:
        said = f"{amount(first, scale, place)} to {amount(last, scale2, place)}"
        return f"{minus}{said} {names[1]}"
    return minus + money(first, scale, names, place, adjective=adjective)


def is_adjective(match: re.Match[str], place: Place) -> bool:
    """Whether an amount stands before its noun ("a $5 coffee", "$10-a-day"), where the currency has no plural."""
    after = place.after(match.end())
    if re.match(r"-[a-z]", after):
        return not re.match(r"-(?:a|an|per)\b", after) or bool(
            re.search(r"\b(?:a|an|the) $", place.before(match.start()))
        )
    if not re.search(r"\b(?:an?|another) (?:[a-z]+ )?$", place.before(match.start()), re.IGNORECASE):
        return False
    return bool(
        re.match(
            r" (?!an?\b|per\b|and\b|or\b|for\b|to\b|on\b|in\b|at\b|of\b|from\b|by\b|more\b|less\b|over\b)[a-z]", after
        )
    )


def money(figures: str, scale: str | None, names: list[str], place: Place, *, adjective: bool) -> str:
    """An amount with its currency: "three dollars and fifty cents", "three point five million dollars"."""
    one, many, cent, cents = names
    if adjective:
        many = one
    whole, point, part = figures.replace(",", "").partition(".")
    if scale or not point or len(part) != 2 or not cent:
        said = amount(figures, scale, place)
        return f"{said} {one if said == 'one' else many}"
    if adjective and int(part) and int(whole or 0):
        return (
            f"{amount(whole, None, place)} dollar {numbers.cardinal(int(part))} cent"
            if one == "dollar"
            else f"{amount(figures, None, place)} {one}"
        )
    small = f"{place.cardinal(int(part))} {cent if int(part) == 1 else cents}" if int(part) else ""
    large = f"{amount(whole, None, place)} {one if whole == '1' else many}" if int(whole or 0) or not small else ""
    return " and ".join(filter(None, (large, small)))


def amount(figures: str, scale: str | None, place: Place) -> str:
    """A number and its magnitude: "three point five million"."""
    return f"{place.number(figures)} {magnitude(scale)}".strip()


def say_money_after(match: re.Match[str], place: Place) -> str:
    """100€, 20 USD, 50¢, 50p."""
    names = CURRENCIES[match["sign"]]
    return money(match["amount"], match["scale"], names, place, adjective=False)


def unit_words(unit: str, place: Place) -> tuple[str, str]:
    """One and many of a unit, in the region's spelling."""
    one, many = UNITS[unit]
    if place.british:
        one, many = (re.sub(r"(meter|liter|\bton)(s?)\b", british_ending, words) for words in (one, many))
    return one, many


def british_ending(match: re.Match[str]) -> str:
    """British spelling of an ending."""
    return str(BRITISH[match[1]]) + match[2]


def signed(figures: str, place: Place) -> str:
    """A number with an optional sign."""
    sign = {"-": "minus ", "−": "minus ", "–": "minus ", "+": "plus ", "±": "plus or minus "}.get(figures[0], "")
    return sign + place.number(figures.lstrip("-−–+± ") if sign else figures)


def say_measure(match: re.Match[str], place: Place) -> str | None:
    """5 km, 60mph, 5-10%, 100 km/h, 5°C."""
    unit, per, first, last = match["unit"], match["per"], match["first"], match["last"]
    if unit in LETTER_UNITS and not letter_unit(match, place):
        return None
    one, many = unit_words(unit, place)
    if match["power"]:
        kind = "square" if match["power"] in "²2" else "cubic"
        one, many = f"{kind} {one}", f"{kind} {many}"
    said = signed(first, place) + (f" {magnitude(match['scale'])}" if match["scale"] else "")
    if last:
        said += f" to {place.number(last)}"
    attributive = match["gap"] == "-" or (match["gap"] and re.match(r"-[a-z]", place.after(match.end())))
    words = one if said in {"one", "minus one"} or attributive else many
    tail = (
        f" per {PER[per] if not place.british else re.sub(r'(meter|liter)()', british_ending, PER[per])}" if per else ""
    )
    dot = "." if unit.endswith(".") and re.match(r"$|\s+[A-Z“\"]", place.after(match.end())) else ""
    return f"{said} {words}{tail}{dot}"


def letter_unit(match: re.Match[str], place: Place) -> bool:
    """Whether a unit that is also a word or a magnitude (m, in, t) is a unit here."""
    unit, after = match["unit"], place.after(match.end())
    if match["gap"] == " ":
        return unit in {"m", "g", "l", "h", "hp", "ms", "W", "min", "sec", "mi", "cl", "MB", "mb", "Mb", "Gb"} and not (
            unit == "m" and counts_things(after)
        )
    if unit == "m":
        return not counts_things(after)
    return not (unit == "s" and len(match["first"]) > 2)


def counts_things(after: str) -> bool:
    """Whether what follows is counted ("5m people"), so that m, b, k are magnitudes."""
    return bool(
        re.match(
            r" [a-z]{3,}(?<!ss)s\b| (?:people|men|women|children|[a-z]+ (?:people|users|votes|jobs|homes))\b", after
        )
    ) and not re.match(RACES, after)


def say_scaled(match: re.Match[str], place: Place) -> str | None:
    """10K followers, 5m people, 8bn, 3 million."""
    scale = match["scale"].strip()
    after, before = place.after(match.end()), place.before(match.start())
    if re.search(
        r"\b(?:Apt|Apartment|Unit|Room|Suite|Ste|Flat|Gate|Row|Seat|Rm|No|Number|number|Highway|Route|Building|Floor|Form|Exhibit)\.? ?#?$|#$",
        before,
    ):
        return None
    if scale in {"K", "k"} and (
        match[0] in {"4K", "8K", "2K"}
        or re.match(r" (?:run|race|fun|time|walk|charity|road)\b", after)
        or re.search(r"\b(?:a|an|the|first|our|his|her|my) $", before)
        and not counts_things(after)
    ):
        return f"{place.number(match['first'])} K"
    if scale in {"M", "T", "B", "t", "b"} and not match["first"][0].isdigit():
        return None
    first = match["first"] if not match["last"] else f"{match['first']}"
    said = place.number(first) + (f" to {place.number(match['last'])}" if match["last"] else "")
    return f"{said} {magnitude(scale)}"


def say_height(match: re.Match[str], place: Place) -> str:
    """6'2", 5’10”, 5ft 10in, 6-foot-2."""
    feet, inches = match["feet"], match["inches"]
    tail = f" {place.cardinal(int(inches))}" if inches else ""
    return (
        f"{place.cardinal(int(feet))} foot{tail}"
        if inches
        else f"{place.cardinal(int(feet))} {'foot' if feet == '1' else 'feet'}"
    )


def say_phone(match: re.Match[str], _: Place) -> str:
    """A telephone number, digit by digit, with a pause between its groups."""
    groups = re.findall(r"\d+", match[0])
    plus = "plus " if match[0].startswith("+") else ""
    said = ", ".join("eight hundred" if group == "800" else numbers.digits(group) for group in groups)
    return plus + said.replace(", ", " ", 1) if plus else said


def say_range(match: re.Match[str], place: Place) -> str | None:
    """3-2, 10–15, $-less ranges and scores alike: "to"; a few are said without."""
    first, last = match[1], match[2]
    if (first, last) in {("50", "50"), ("20", "20"), ("60", "40"), ("24", "7"), ("80", "20"), ("70", "30")} and match[
        0
    ].count("-"):
        return f"{place.number(first)} {place.number(last)}"
    if len(first) == len(last) == 4 and first.isdigit() and last.isdigit() and 1000 <= int(first) < int(last) < 2100:
        return f"{place.year(first)} to {place.year(last)}"
    return f"{place.number(first)} to {place.number(last)}"


def say_series(match: re.Match[str], place: Place) -> str:
    """4-3-3, 10-5-2: one number after the other; 1-2-3."""
    return " ".join(place.number(part) for part in re.findall(r"\d+", match[0]))


def say_fraction(match: re.Match[str], place: Place) -> str | None:
    """1/2 cup, 2 1/2, 24/7, 9/11, 8/10."""
    whole, top, bottom = match["whole"], int(match["top"]), int(match["bottom"])
    fixed = {
        (24, 7): "twenty-four seven",
        (9, 11): "nine eleven",
        (7, 7): "seven seven",
        (50, 50): "fifty fifty",
        (20, 20): "twenty twenty",
    }
    before = place.before(match.start())
    if not whole and (top, bottom) in fixed:
        return fixed[top, bottom]
    if (
        not whole
        and top <= 12
        and bottom <= 31
        and re.search(r"\b(?:on|until|since|by|dated|from) $", before, re.IGNORECASE)
    ):
        from podcaster.spoken.calendar import MONTHS

        return f"{MONTHS[top - 1]} {numbers.ordinal(bottom)}" if top and bottom else None
    if (
        not whole
        and bottom in {5, 10}
        and (
            top in {7, 8, 9, bottom}
            or re.search(r"\b(?:rating|rated|score|scored|gave|give|giving|it|a|an) (?:an? )?$", before)
        )
    ):
        return f"{place.cardinal(top)} out of {place.cardinal(bottom)}"
    if not 0 < top < bottom or (bottom > 10 and bottom not in {12, 16, 20, 32, 64, 100, 1000}):
        return None if whole else f"{place.cardinal(top)} over {place.cardinal(bottom)}"
    return mixed(place.number(whole) if whole else "", top, bottom)


def mixed(whole: str, top: int, bottom: int) -> str:
    """A whole number and a fraction: "two and a half", "one and three quarters"."""
    part = numbers.fraction(top, bottom)
    if not whole:
        return part
    return f"{whole} and {part.replace('one ', 'an ' if bottom == 8 else 'a ', 1) if top == 1 else part}"


def say_vulgar(match: re.Match[str], place: Place) -> str:
    """½, 2½."""
    whole = match[1]
    return mixed(place.number(whole) if whole else "", *HALVES[match[2]])


def say_ordinal(match: re.Match[str], place: Place) -> str:
    """1st, 21st; 2nds."""
    return place.ordinal(int(match[1].replace(",", "")))


def say_power(match: re.Match[str], place: Place) -> str:
    """1e6, 10^6, 2.5e-3."""
    base, exponent = match["base"], int(match["exponent"].replace("−", "-"))
    rank = f"{'minus ' if exponent < 0 else ''}{place.ordinal(abs(exponent))}"
    if match["mark"] in "eE":
        return f"{place.number(base)} times ten to the {rank}"
    return (
        f"{place.number(base)} to the {rank}"
        if exponent not in {2, 3}
        else f"{place.number(base)} {'squared' if exponent == 2 else 'cubed'}"
    )


def say_version(match: re.Match[str], place: Place) -> str:
    """1.2.3 "one point two point three"; an internet address has dots."""
    parts = match[0].split(".")
    if len(parts) == 4:
        return " dot ".join(numbers.digits(part) if len(part) > 2 else place.number(part) for part in parts)
    return " point ".join(place.number(part) for part in parts)


def say_by(match: re.Match[str], place: Place) -> str:
    """4x4, 1920x1080, 5 × 3."""
    first, last = (numbers.pairs(part) if len(part) == 4 else place.number(part) for part in (match[1], match[2]))
    return f"{first} by {last}"


def say_multiple(match: re.Match[str], place: Place) -> str:
    """10x, 3X, 2.5x."""
    return f"{place.number(match[1])} times"


def say_name_number(match: re.Match[str], place: Place) -> str | None:
    """A number that names a road, a flight or an aircraft."""
    if not re.search(
        r"\b(?:Boeing|Airbus|Flight|flight|Route|Highway|Interstate|Channel|Room|room|Area|US|U\.S\.|Rte\.?|Hwy\.?|Porsche|Bus|bus|Studio|Exit|Precinct|Ferrari|Peugeot|Section|Title) $",
        place.before(match.start()),
    ):
        return None
    return numbers.pairs(match[1]) + ("s" if match[2] else "")


def say_emergency(match: re.Match[str], place: Place) -> str | None:
    """911, 999 and 112 as one calls them."""
    before, after = place.before(match.start()), place.after(match.end())
    if re.search(
        r"\b(?:call|called|calling|calls|dial|dialed|dialled|dialing|to) $", before, re.IGNORECASE
    ) or re.match(
        r" (?:calls?|callers?|dispatch|operators?|lines?|hotline|emergency|tapes?|recordings?|system|center)\b", after
    ):
        return numbers.digits(match[0])
    return None


def say_number(match: re.Match[str], place: Place) -> str:
    """Any other number."""
    return signed(match[0], place)


def say_plus(match: re.Match[str], place: Place) -> str:
    """50+."""
    return f"{place.number(match[1])} plus"


def say_ratio(match: re.Match[str], place: Place) -> str:
    """3:1, 16:9."""
    return f"{place.number(match[1])} to {place.number(match[2])}"


def say_digits_letters(match: re.Match[str], place: Place) -> str:
    """5G, 3D, 5B, 401(k), 747s: the number, then the letters."""
    figures, letters = match[1], match[2].strip("()-")
    said = numbers.pairs(figures) if len(figures) == 3 else place.number(figures)
    if figures == "401" or figures == "403":
        said = f"four oh {numbers.DIGITS[int(figures[2])]}"
    if letters == "s":
        return numbers.plural(said)
    if letters.isupper() or len(letters) == 1:
        return f"{said} {place.spell(letters.upper() if len(letters) > 1 or letters.isupper() else letters)}"
    return f"{said} {letters}"


PHONE = (
    r"\+\d{1,3}(?:[ .-]?\(?\d{1,5}\)?){2,6}(?![\w])"
    r"|(?:1[ .-])?\(\d{3}\) ?\d{3}[ .-]\d{4}(?!\d)"
    r"|(?:1[ .-])?\d{3}[.-]\d{3}[.-]\d{4}(?![\w-])"
    r"|0\d{2,4}[ -]\d{3,4}[ -]?\d{3,4}(?![\w-])"
    r"|\d{3}[-]\d{4}(?![\w-])"
)
SUFFIXED = rf"(?P<first>{NUMBER})(?:{DASH}(?P<last>{NUMBER}))?"

RULES = (
    rule("telephone number", "digit sign", PHONE, say_phone),
    rule(
        "money, sign before",
        "sign letter",
        rf"(?P<minus>[-−–](?=[^\w\s]))?(?P<sign>{SYMBOL}|(?:{CODE})(?= ?\d)) ?(?P<amount>{NUMBER})(?P<scale>{SCALE})?"
        rf"(?:{DASH}(?:(?:{SYMBOL}) ?)?(?P<last>{NUMBER})(?![\d%-])(?P<scale2>{SCALE})?)?(?![\d])",
        say_money,
    ),
    rule(
        "money, sign after",
        "digit",
        rf"(?P<amount>{NUMBER})(?P<scale>{SCALE})? ?(?P<sign>{SYMBOL}|(?:{CODE})\b)(?! ?\d)",
        say_money_after,
    ),
    rule(
        "height",
        "digit",
        r"(?P<feet>\d{1,2}) ?(?:['’′] ?(?P<inches>1[01]|\d)(?: ?(?:[\"”″]|''|’’)|(?=[ ,.;]|$))|(?:ft\.?|-foot-) ?(?:(?<=-)|(?<=[t. ]))(?P<unused>)(?P<more>1[01]|\d)(?: ?in\b\.?)?(?![\w%]))",
        lambda match, place: (
            f"{place.cardinal(int(match['feet']))} foot {place.cardinal(int(match['inches'] or match['more']))}"
        ),
    ),
    rule("telephone number for help", "digit", r"(?:911|999|988|112|311|411)(?![\w.,-]\d|\d)", say_emergency),
    rule("dimensions", "digit", r"(\d{1,5}(?:\.\d{1,3})?) ?[x×] ?(\d{1,5}(?:\.\d{1,3})?)(?!\w)", say_by),
    rule("multiple", "digit", rf"({NUMBER})[xX×](?!\w)", say_multiple),
    rule("power of ten", "digit", rf"(?P<base>{NUMBER})(?P<mark>[eE^])(?P<exponent>[-−+]?\d{{1,3}})(?!\w)", say_power),
    rule("version", "digit", r"\d{1,4}(?:\.\d{1,4}){2,5}(?!\w)", say_version),
    rule(
        "measure",
        "digit sign",
        rf"(?P<first>{SIGNED})(?P<scale> (?:{LONG}))?(?:{DASH}(?P<last>{NUMBER}))?(?:(?P<gap>[ -])(?P<spaced>)|)(?P<unit>(?:{UNIT_AFTER_DIGIT}))(?P<power>[²³23](?!\w))?(?:/(?P<per>{oneof(PER)}))?(?![\w/])",
        say_measure,
    ),
    rule("number with magnitude", "digit", rf"{SUFFIXED}(?P<scale>{SCALE})(?![\w-]*\d)", say_scaled),
    rule("ordinal", "digit", r"(\d{1,3}(?:,\d{3}){1,4}|\d{1,12})(?:st|nd|rd|th|ˢᵗ|ⁿᵈ|ʳᵈ|ᵗʰ)\b", say_ordinal),
    rule(
        "fraction",
        "digit",
        r"(?:(?P<whole>\d{1,6})[ -])?(?P<top>\d{1,4})[/⁄](?P<bottom>\d{1,4})(?:ths?|rds?|nds?)?(?![\w/]|\.\d)",
        say_fraction,
    ),
    rule("fraction sign", "digit sign", rf"(?:(\d{{1,9}}) ?)?({VULGAR})", say_vulgar),
    rule("ratio", "digit", r"(\d{1,3}):(\d)(?![\d:])", say_ratio),
    rule("series of numbers", "digit", r"\d{1,3}(?:-\d{1,3}){2,6}(?![\w-])", say_series),
    rule("range or score", "digit", rf"({NUMBER}) ?[-–—] ?({NUMBER})(?!\w|-\d)", say_range),
    rule("number and more", "digit", rf"({NUMBER})\+(?!\w)", say_plus),
    rule("number as a name", "digit", r"(\d{3,4})(s)?(?![\w]|[.,]\d)", say_name_number),
)
LAST = (
    rule(
        "number and letters",
        "digit",
        r"(\d{1,15})(\([a-z]\)|-?[A-Z]{1,4}(?![\w])|[a-z]{1,20}(?!\w))",
        say_digits_letters,
    ),
    rule("number", "digit sign", SIGNED, say_number),
)
