"""Telephone numbers, ranges and scores, fractions, ratios, and numbers with nothing else to them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.spoken.en import numbers
from podcaster.spoken.en.calendar import MONTHS
from podcaster.spoken.en.figures import NUMBER, SIGNED, VULGAR, mixed
from podcaster.spoken.en.measures import LABEL, signed
from podcaster.spoken.rule import Said, rule

if TYPE_CHECKING:
    from podcaster.spoken.en.context import Context

FIXED = {
    ("24", "7"): "twenty-four seven",
    ("9", "11"): "nine eleven",
    ("7", "7"): "seven seven",
    ("50", "50"): "fifty fifty",
    ("20", "20"): "twenty twenty",
    ("80", "20"): "eighty twenty",
    ("70", "30"): "seventy thirty",
    ("60", "40"): "sixty forty",
    ("90", "10"): "ninety ten",
}
"""Two numbers with a slash or hyphen that are said one after the other."""
TENNIS = frozenset({("30", "15"), ("40", "15"), ("40", "30")})
"""Points of a game of tennis; the larger number first, so that it is no range."""
BOTTOMS = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 20, 32, 64, 100, 1000})
"""Denominators that make a fraction; with any other one a slash is "over"."""
NAMED = on_demand(
    r"\b(?:Boeing|Airbus|[Ff]light|Route|Highway|Interstate|Channel|[Rr]oom|Area|US|U\.S\.|Rte\.?|Hwy\.?|Porsche|"
    r"[Bb]us|Studio|Exit|Precinct|"
    r"Ferrari|Peugeot|Title|Autobahn|Runway|Xbox|Train|Tower|Line|Kilometer|code)s? $"
)
CALLED = on_demand(
    r"\b(?:call(?:s|ed|ing)?|dial(?:s|l?ed|l?ing)?|phon(?:e[sd]?|ing)|rang|ring|text|to) "
    r"(?:[+()\d -]{3,20} (?:or|and) )?$",
    re.IGNORECASE,
)
HELP = frozenset({"911", "999", "988", "112", "311", "411"})
"""Numbers for help that everybody knows."""
DIALLED = on_demand(
    r"\b(?:call(?:s|ed|ing)?|dial(?:s|l?ed|l?ing)?|phone|phoned|ring|rang|text|texted) $", re.IGNORECASE
)
RUNG_ON = on_demand(r"$|[.,;:)]| (?:for|or|in|if|and|to|immediately|now|on|from|when)\b")
CALL = on_demand(
    r"(?: |-)(?:calls?|callers?|dispatch\w*|operators?|lines?|hotline|emergency|tapes?|recordings?|system|center)\b"
)
DATED = on_demand(r"\b(?:on|until|since|by|dated|before|after) $", re.IGNORECASE)
RATED = on_demand(
    r"\b(?:rating|rated|score|scored|scores|gave|give|gives|giving|grade|as|of|a|an) (?:an? |it an? |it )?$"
)
ODDS = on_demand(r"\b(?:[Oo]dds|bookmakers?|bookies|backed|priced|punters?|returned at|starting price)\b[^.;!?]{0,40}$")
ODDS_AFTER = on_demand(r" (?:odds|shot|favou?rites?|chance with|outsiders?)\b")
WICKETS = 10
CRICKET = on_demand(r"\b(?:wickets?|overs|innings|cricket|batsm[ae]n|batters?|bowlers?|stumps|declared|ODI|T20)\b")
BEAT = on_demand(r" (?:beats?|time|rhythms?|groove|meter|metre|signature|bars?|waltz|march|feel)\b")
SCALE_OF_POINTS = frozenset({5, 10})


def say_phone(match: re.Match[str], _: Context) -> str:
    """A telephone number, digit by digit, with a pause between its groups."""
    groups = ["eight hundred" if group == "800" else numbers.digits(group) for group in re.findall(r"\d+", match[0])]
    written = match[0].lstrip()
    return f"{' ' * (written != match[0])}{'plus ' * written.startswith('+')}{', '.join(groups)}"


def say_emergency(match: re.Match[str], context: Context) -> str | None:
    """911, 999 and 112 as one calls them."""
    before, after = context.before(match.start()), context.after(match.end())
    if match[0] not in HELP:
        rung = DIALLED.search(before) and RUNG_ON.match(after)
        return numbers.digits(match[0]) if rung else None
    if CALLED.search(context.before(match.start())) or CALL.match(after):
        return numbers.digits(match[0])
    other = re.search(r"\b(?:Porsche|Carrera)\b", context.text) or re.match(
        r" (?:[a-z]{3,15} )?(?:people|[a-z]{3,}s)\b", after
    )
    alone = match[0] == "911" and not other and not re.search(r"(?:[$£€#.,]|\b(?:in|AD|year|of|by|to|the)) ?$", before)
    return numbers.digits(match[0]) if alone else None


def named_pair(first: str, last: str, before: str) -> str:
    """Two numbers that name something together: Boeing 787-9, Boeing 737-800, Highways 101-280; else nothing."""
    airliner = re.fullmatch(r"7[0-8]7", first) and re.fullmatch(r"[1-9]00", last)
    if not (airliner or NAMED.search(before)) or len(first) != len("787"):
        return ""
    if re.fullmatch(r"7[0-8]7", first) and re.fullmatch(r"\d{1,2}", last):
        return f"{numbers.pairs(first)} {numbers.cardinal(int(last))}"
    return f"{numbers.pairs(first)} {numbers.pairs(last)}" if len(last) == len(first) else ""


def say_range(match: re.Match[str], context: Context) -> str | None:
    """10–15 and 3-2 alike: "to"; a few pairs are said without."""
    first, last = match[1], match[2]
    if re.match(r" ?=", context.after(match.end())):
        return Said(f"{context.number(first)} minus {context.number(last)}", "arithmetic: an equals sign follows")
    if named := named_pair(first, last, context.before(match.start())):
        return named
    if (first, last) in FIXED:
        return FIXED[first, last]
    if (first, last) in TENNIS:
        return f"{context.number(first)} {context.number(last)}"
    if (
        len(first) == len(last) == 4
        and first.isdecimal()
        and last.isdecimal()
        and 1000 <= int(first) < int(last) < 2100
    ):
        return f"{context.year(first)} to {context.year(last)}"
    return f"{context.number(first)} to {context.number(last)}"


def say_series(match: re.Match[str], context: Context) -> str:
    """4-3-3, 10-5-2: one number after the other."""
    return " ".join(context.number(part) for part in match[0].split("-"))


def say_fraction(match: re.Match[str], context: Context) -> str | None:
    """1/2 cup, 2 1/2, 24/7, 9/11, 8/10, 5/1 in a date."""
    whole, top, bottom = match["whole"], int(match["top"]), int(match["bottom"])
    if whole:
        return mixed(context.number(whole), top, bottom) if 0 < top < bottom <= 1000 else None
    if said := FIXED.get((match["top"], match["bottom"])):
        return said
    before = context.before(match.start())
    if match[0].endswith("s") and 0 < top < bottom and bottom in BOTTOMS:
        return numbers.fraction(top, bottom)
    if 1 <= top <= 12 and 1 <= bottom <= 31 and DATED.search(before):
        return f"{MONTHS[top - 1]} {numbers.ordinal(bottom)}"
    if bottom in SCALE_OF_POINTS and (top >= 0.7 * bottom or RATED.search(before)):
        return f"{context.cardinal(top)} out of {context.cardinal(bottom)}"
    return say_ratio(top, bottom, match, context)


def say_ratio(top: int, bottom: int, match: re.Match[str], context: Context) -> str:
    """7/2 as odds, 3/4, 2/13 as a date, or what is left."""
    before = context.before(match.start())
    if (top, bottom) == (4, 20):
        return Said("four twenty", "the day of cannabis, or its rally")
    if bottom in {2, 4, 8} and BEAT.match(context.after(match.end())):
        return Said(f"{context.cardinal(top)} {context.cardinal(bottom)}", "a measure of music: by the word after it")
    if 0 < bottom <= WICKETS and top > bottom and CRICKET.search(context.text):
        return Said(
            f"{context.cardinal(top)} for {context.cardinal(bottom)}", "runs and wickets: the text is of cricket"
        )
    if ODDS.search(before) or ODDS_AFTER.match(context.after(match.end())):
        return Said(f"{context.cardinal(top)} to {context.cardinal(bottom)}", "odds: by the words around it")
    if 0 < top < bottom and bottom in BOTTOMS:
        said = numbers.fraction(top, bottom)
        return said.removesuffix("s") if bottom == 4 and re.match(r"-[a-z]", context.after(match.end())) else said
    dated = 1 <= top <= 12 < bottom <= 31
    return (
        f"{MONTHS[top - 1]} {numbers.ordinal(bottom)}"
        if dated
        else f"{context.cardinal(top)} over {context.cardinal(bottom)}"
    )


def say_vulgar(match: re.Match[str], context: Context) -> str:
    """½, 2½."""
    return mixed(context.number(match[1]) if match[1] else "", *VULGAR[match[2]])


def say_ordinal(match: re.Match[str], context: Context) -> str:
    """1st, 21st."""
    return context.ordinal(int(match[1].replace(",", "")))


def say_power(match: re.Match[str], context: Context) -> str:
    """1e6, 10^6, 5^2, 2.5e-3."""
    base, exponent = context.number(match["base"]), int(match["exponent"].replace("−", "-"))
    rank = f"{'minus ' * (exponent < 0)}{context.ordinal(abs(exponent))}"
    if match["mark"] in "eE":
        return f"{base} times ten to the {rank}"
    return f"{base} {'squared' if exponent == 2 else 'cubed'}" if exponent in {2, 3} else f"{base} to the {rank}"


def say_version(match: re.Match[str], context: Context) -> str | None:
    """1.2.3 "one point two point three"; an internet address has dots, and may have a port."""
    parts = match["parts"].split(".")
    if len(parts) == 4:
        port = f", port {numbers.pairs(match['port'])}" if match["port"] else ""
        return " dot ".join(numbers.digits(part) if len(part) > 2 else context.number(part) for part in parts) + port
    if match["port"]:
        return None
    return " point ".join(context.number(part) for part in parts)


def say_teams(match: re.Match[str], context: Context) -> str:
    """49ers, 76ers, 80ers: people named after a number."""
    said = context.cardinal(int(match[1])).replace("-", " ")  # espeak-ng says another t in "forty-niners"
    return f"{said}{'rs' if said.endswith('e') else 'ers'}"


def say_dozens(match: re.Match[str], _: Context) -> str:
    """100s of fans, 100,000s of fish: hundreds, hundreds of thousands."""
    figures = match[1].replace(",", "")
    zeros = len(figures) - 1
    if zeros == 1:
        return "tens"
    names = ("hundreds", "thousands", "tens of thousands", "hundreds of thousands", "millions")
    return names[zeros - 2]


def say_calibre(match: re.Match[str], context: Context) -> str:
    """A .45 pistol, .357 magnum: the width of a barrel in hundredths of an inch."""
    return numbers.pairs(match[1]) if len(match[1]) == 3 else context.number(match[1])


def say_first_of_two(match: re.Match[str], context: Context) -> str | None:
    """Room 12 345 people: a number that names something takes no thousands from the next one."""
    cue = LABEL.search(context.before(match.start()))
    return Said(context.number(match[0]), f"a number of its own: after {cue[0].strip()!r}") if cue else None


def say_decimal_comma(match: re.Match[str], context: Context) -> str | None:
    """3,14: no list has two numbers without a space between them, but notes and verses do."""
    before = context.before(match.start())
    if re.search(r"[\w,:.)”\"]$", before) or LABEL.search(before):
        return None
    return Said(context.number(match[1].replace(",", ".")), "a decimal comma: two figures and no space behind it")


def say_extension(match: re.Match[str], context: Context) -> str | None:
    """555-0199 x45: an extension."""
    called = re.search(r"\d[-. ]\d{4},? ?$", context.before(match.start()))
    return f"extension {numbers.digits(match[1])}" if called else None


def say_name(match: re.Match[str], context: Context) -> str | None:
    """A number that names a road, a flight, an aircraft: "seven thirty-seven"."""
    return numbers.pairs(match[1]) if NAMED.search(context.before(match.start())) else None


def say_with_letters(match: re.Match[str], context: Context) -> str:
    """5G, 3D, 5B, 401(k), 747s: the number, then the letters."""
    figures, letters = match[1], match[2].strip("()-")
    by_pairs = len(figures) == 3 or (len(figures) == 4 and letters == "p")
    said = numbers.pairs(figures) if by_pairs else context.number(figures)
    if figures in {"401", "403"}:
        said = f"four oh {numbers.DIGITS[int(figures[2])]}"
    if letters == "s":
        form = len(figures) == 4 and not figures.endswith("00")
        return numbers.plural(numbers.pairs(figures) if form else said)
    return f"{said} {context.spell(letters) if letters.isupper() else letters}"


PHONE = (
    r"\+\d{1,3}(?:[ .-]?\(?\d{1,5}\)?){2,6}(?!\w)"
    r"|(?:\+?1[ .-]?)?\(\d{3}\)[ -]?\d{3}[ .-]\d{4}(?!\d)"
    r"|(?:1 )?[2-9]\d\d [2-9]\d\d \d{4}(?!\d)"
    r"|(?:1[ .-])?\d{3}([.-])\d{3}\1\d{4}(?![\w-])"
    r"|0\d{2,4}[ -]\d{3,4}[ -]\d{3,4}(?![\w-])"
    r"|0\d{3,4} \d{5,6}(?![\w-])"
    r"|\d{3}-\d{4}(?![\w-])"
)

RULES = (
    rule("number after its label", "digit", r"\d{1,3}(?= \d{3}(?!\d))", say_first_of_two),
    rule(
        "caliber",
        "sign",
        r"\.(\d\d|\d{3})(?=[ -](?:cal(?:iber|ibre)?\b|pistols?|rifles?|revolvers?|handguns?|guns?|rounds?|"
        r"bullets?|shells?|"
        r"ammunition|ammo|magnum|Magnum|Colt|Winchester|semi))",
        say_calibre,
    ),
    rule("people named after a number", "digit", r"(\d{1,3})ers(?!\w)", say_teams),
    rule("stars", "digit", r"([1-7])\*(?=-| [a-z])", lambda match, context: f"{context.number(match[1])} star"),
    rule("uncounted many", "digit", r"(10{1,2}|10?,?000|100,?000|1,000,000|1000000)['’]?s(?= of\b)", say_dozens),
    rule("telephone number for help", "digit", r"\d{3}(?![\w.,-]\d|\d|\w)", say_emergency),
    rule("power", "digit", rf"(?P<base>{NUMBER})(?P<mark>[eE^])(?P<exponent>[-−+]?\d{{1,3}})(?!\w)", say_power),
    rule(
        "version or address",
        "digit",
        r"(?P<parts>(?!\d{1,3}\.\d{3}\.\d{3}(?![\d.]))\d{1,4}(?:\.\d{1,4}){2,5})(?::(?P<port>\d{2,5}))?(?!\w)",
        say_version,
    ),
    rule(
        "ordinal",
        "digit",
        r"(\d{1,3}(?:,\d{3}){1,4}|\d{1,12})(?:st|nd|rd|th|ST|ND|RD|TH|ˢᵗ|ⁿᵈ|ʳᵈ|ᵗʰ|(?<=[23])d(?= [A-Z]))\b",
        say_ordinal,
    ),
    rule("always", "digit", r"24/7/365(?!\w)", "twenty-four seven three sixty-five"),
    rule(
        "points",
        "digit",
        r"(\d{1,2}\.\d)/(5|10|100)(?![\w/])",
        lambda match, context: f"{context.number(match[1])} out of {context.number(match[2])}",
    ),
    rule(
        "fraction",
        "digit",
        r"(?:(?P<whole>\d{1,6})[ -])?(?P<top>\d{1,4})[/⁄](?P<bottom>\d{1,4})(?:ths?|rds?|nds?|s)?(?![\w/]|\.\d)",
        say_fraction,
    ),
    rule("fraction sign", "digit sign", rf"(?:(\d{{1,9}}) ?)?([{''.join(VULGAR)}])", say_vulgar),
    rule(
        "ratio",
        "digit",
        r"(\d{1,3}):(\d|\d{3}|\d{1,3}(?:,\d{3})+)(?![\d:]|,\d)",
        lambda match, context: f"{context.number(match[1])} to {context.number(match[2])}",
    ),
    rule("series", "digit", r"\d{1,3}(?:-\d{1,3}){2,6}(?![\w-])", say_series),
    rule(
        "code with a zero",
        "digit",
        r"(0\d{1,7})[-–](\d{3,8})(?![\w-])",
        lambda match, _: Said(
            f"{numbers.digits(match[1])}, {numbers.digits(match[2])}", "a code: it begins with a zero"
        ),
    ),
    rule("range or score", "digit", rf"({NUMBER}) ?[-–—] ?({NUMBER})(?!\w|-\d)", say_range),
    rule("number and more", "digit", rf"({NUMBER})\+(?!\w)", lambda match, context: f"{context.number(match[1])} plus"),
    rule("decimal comma", "digit", r"(\d{1,3},\d{2})(?![\w,]|\.\d)", say_decimal_comma),
    rule("extension", "letter", r"x(\d{2,5})(?!\w)", say_extension),
    rule("number as a name", "digit", r"(\d{3,4})(?!\w|[.,]\d)", say_name),
)
TELEPHONE = (
    rule("telephone number", "digit sign", PHONE, say_phone),
    rule(
        "telephone number, its area in brackets",
        "sign",
        r" ?\((?:0\d{2,5}|\d{3}(?=\) ?\d{3}[ .-]\d{4}))\) ?\d{3,4}(?:[ .-]\d{3,4})?(?![\w-])",
        say_phone,
    ),
)
LAST = (
    rule(
        "number and letters", "digit", r"(\d{1,15})(\([a-z]\)|-?[A-Z]{1,4}(?!\w)|[a-z]{1,20}(?!\w))", say_with_letters
    ),
    rule("number", "digit sign", SIGNED, lambda match, context: signed(match[0], context)),
)
