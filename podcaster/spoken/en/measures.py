"""Numbers with a unit or a magnitude: kilometers, degrees, percent, thousands of followers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.spoken.en.context import ends_sentence
from podcaster.spoken.en.figures import (
    AMOUNT,
    DASH,
    NUMBER,
    PER_UNIT,
    SCALE,
    VULGAR,
    WORDS,
    magnitude,
    per_words,
    say_amount,
)
from podcaster.spoken.en.money import ARTICLE, NOUN
from podcaster.spoken.en.sizes import (
    EVENT,
    EXTENT,
    say_by,
    say_coordinate,
    say_height,
    say_inch_range,
    say_inches,
    say_packs,
    say_stone,
)
from podcaster.spoken.en.units import ATTACHED, british_spelling, unit_names, unit_words, units
from podcaster.spoken.rule import Said, oneof, rule

if TYPE_CHECKING:
    from podcaster.spoken.en.context import Context

MEASURED_OUT = frozenset({"pt", "L", "l", "kt", "st"})
"""Units that are something else behind a space, but not before what is measured out: 2 pt of milk."""
KITCHEN = on_demand(r"\d ?(?:tbsp|tsp|cups?|oz)\b")
"""Other measures of a recipe, beside which pt is a pint."""
SIGNS = {"-": "minus", "−": "minus", "–": "minus", "+": "plus", "±": "plus or minus"}
POWERS = {"²": "square", "2": "square", "^2": "square", "³": "cubic", "3": "cubic", "^3": "cubic"}
COUNTED = on_demand(
    r" [a-z]{3,}(?<!ss)s\b| (?:people|men|women|children|fish|sheep|cattle|staff|troops)\b| [a-z]{3,15} (?:people|men|"
    r"women|children|[a-z]{3,15}(?<!ss)s)\b"
)
LABEL = on_demand(
    r"(?:\b(?:Apt|Apartment|Unit|Room|Suite|Ste|Flat|Gate|Row|Seat|Rm|No|[Nn]umber|Highway|Route|Building|Floor|"
    r"Form|Exhibit|Grade|Class|Section|Rule|Type|Pier|Hall|Terminal|Track|Platform|[Ll]evel|[Pp]lan|[Pp]hase|[Bb]lock|"
    r"[Bb]ay|[Ww]ard|[Zz]one|[Pp]age|[Ll]ine|[Cc]ell|[Ss]tage|[Ss]ections?|[Rr]oom|[Ff]lat|[Cc]hannel|[Ff]ig(?:ure)?|"
    r"[Tt]able|[Cc]lause|[Ll]ot|[Bb]ox|[Aa]rticle|[Ss]chedule|[Gg]roup|[Tt]ier|[Cc]abin|[Bb]erth|[Ss]tand|[Uu]nit|"
    r"[Cc]lass|Rte|Rt|Hwy|Exit|[Yy]ear|[Ff]orm|[Gg]ate|[Ss]eat|[Rr]ow|[Pp]latform|[Pp]art|[Qq]uestion)\.? ?#?|#)$"
)
AMOUNT_BEFORE = on_demand(
    r"\b(?:to|of|by|at|over|under|about|around|nearly|almost|than|with|hit|reached|has|had|have|raised|worth|cost|"
    r"costs|"
    r"and|is|was|are|were|some|just|only|or|from|least|most|lost|made|sold|spent|topped|passed|gained) $",
    re.IGNORECASE,
)


STREET_NEXT = on_demand(r"\.? (?:\d+(?:st|nd|rd|th)|[A-Z]\w{1,20} (?:St|Ave|Rd|Blvd|Dr|Ln|Street|Avenue|Road)\b)")
MINUTE_BEFORE = on_demand(
    r"\b(?:scor\w{1,4}|goals?|netted|struck|headed|penalty|booked|sent off|equali[sz]\w{1,4}|substitut\w{1,4}|on|off)"
    r" (?:[a-z]{1,8} ){0,2}(?:in|after|at|on) (?:the )?(?:\d{1,3}(?:\+\d{1,2})?['’′] and )?$"
)
WARMER = on_demand(r" (?:rise|warming|warmer|cooler|hotter|colder|increase|above|below|of warming|world|threshold)\b")
AMPERES = on_demand(r" (?:fuses?|circuits?|breakers?|currents?|supply|supplies|plugs?|sockets?|chargers?|outlets?)\b")
LABELS = frozenset("ANKRJBbycdWVL")
"""Letters behind a number that are more often a label than a unit; only watts, volts and liters are believed."""


def signed(figures: str, context: Context) -> str:
    """A number with an optional sign."""
    sign = SIGNS.get(figures[0])
    return f"{sign} {say_amount(figures[1:], context)}" if sign else say_amount(figures, context)


def say_measure(match: re.Match[str], context: Context) -> str | None:
    """5 km, 60mph, 5-10%, 100 km/h, 5°C, 10-12 lb, 1½ cups' and every other unit."""
    unit, after = match["unit"], context.after(match.end())
    if inside_word(match, context) or not is_unit(match, after, context):
        return None
    one, many = unit_words(unit, context)
    if match["power"]:
        kind = POWERS[match["power"]]
        one, many = f"{kind} {one}", f"{kind} {many}"
    said = first_amount(match, unit, context)
    attributive = stands_before_noun(match, after, context)
    tail = per_words(match["per"])
    tail = british_spelling(tail) if context.british else tail
    stop = "." if match[0].endswith(".") and (ends_sentence(context, match.end()) or not after) else ""
    if attributive and not match["last"] and said.endswith("quarters"):
        said = said.removesuffix("s")
    single = said in {"one", "minus one"} or attributive or is_part(match, context)
    return f"{said}{' plus' * bool(match['more'])} {one if single else many}{tail}{stop}"


def inside_word(match: re.Match[str], context: Context) -> bool:
    """Whether letters stand straight before a number: b2b, t5x."""
    return context.text[match.start() - 1 : match.start()].isalpha()


def is_part(match: re.Match[str], context: Context) -> bool:
    """Whether the amount is less than one and said as a fraction: half a mile."""
    return not match["last"] and bool(re.fullmatch(r"[½¼¾⅓⅔⅛]|[123]/\d", match["first"])) and not context.british


def first_amount(match: re.Match[str], unit: str, context: Context) -> str:
    """The amount or the two amounts of a measure; the first has its own unit where that is another one."""
    said = signed(match["first"], context) + (f" {magnitude(match['scale'])}" if match["scale"] else "")
    if not match["last"]:
        return said
    own = match["unit1"]
    if own and own != unit and own in units() and own not in {"°", "º"}:
        one, many = unit_words(own, context)
        said += f" {one if said == 'one' else many}"
    last = signed(match["last"], context)
    return f"{said} to {last}"


def stands_before_noun(match: re.Match[str], after: str, context: Context) -> bool:
    """Whether a unit has no plural: a 9mm pistol, two 400g tins, a 12-in. gun."""
    if match["gap"] == "-" or re.match(rf"-[a-z]|{EVENT}", after):
        return True
    article = ARTICLE.search(context.before(match.start()))
    return bool(article and not match["per"] and NOUN.match(after) and not re.match(EXTENT, after))


def is_unit(match: re.Match[str], after: str, context: Context) -> bool:
    """Whether what stands after a number is a unit, and not a word or a magnitude."""
    unit = match["unit"]
    if unit in MEASURED_OUT and re.match(r" of [a-z]", after):
        return True
    if unit == "pt" and KITCHEN.search(context.text) and re.match(r" [a-z]{3,}", after):
        return True
    if unit in {"C", "F"} and is_below_zero(match, context):
        return True
    if (unit in ATTACHED and match["gap"] == " " and not match["per"] and not is_apart(match, after)) or (
        unit == "in" and after.startswith("-")
    ):
        return False
    if unit in {"m", "t"} and not match["power"] and not match["per"]:
        return bool(re.match(EXTENT, after)) or not COUNTED.match(after)
    labelled = bool(LABEL.search(context.before(match.start())))
    return is_letter_unit(match, after, labelled=labelled) if len(unit.rstrip(".")) < 3 else True


def is_apart(match: re.Match[str], after: str) -> bool:
    """Whether volts and liters stand with a space: 230 V, 1.5 L; more than one figure, and no name after it."""
    if match["unit"] == "ha":
        return not after.startswith("!")
    return match["unit"] in {"V", "L"} and len(match["first"]) > 1 and bool(re.match(r"$|[,.;:)]| [a-z]", after))


def is_letter_unit(match: re.Match[str], after: str, *, labelled: bool) -> bool:
    """Whether one or two letters behind a number are a unit; most single ones are a label or an ending."""
    unit, first = match["unit"], match["first"]
    if unit in {"st", "st."}:
        return not first.endswith("1")
    if unit in {"C", "F"}:
        return is_warmth(match, after, labelled=labelled)
    if unit == "s":
        return not match["last"] and "." in first
    if unit == "A" and AMPERES.match(after):
        return True
    if unit in LABELS:
        return unit in "WVL" and not labelled and not STREET_NEXT.match(after)
    return not (labelled and len(unit) == 1 and unit.isalpha())


def is_warmth(match: re.Match[str], after: str, *, labelled: bool) -> bool:
    """Whether C or F is a temperature: of more than one figure, or in a text about warming."""
    believed = len(match["first"]) > 1 or bool(WARMER.match(after))
    return believed and not labelled and not re.match(r" ?[A-Z(]", after)


def is_below_zero(match: re.Match[str], context: Context) -> bool:
    """Whether a number has a minus before it, as a sign or a word."""
    return match["first"][0] in SIGNS or context.before(match.start()).endswith("minus ")


def say_word_measure(match: re.Match[str], context: Context) -> str | None:
    """90 litres/day, 5 miles/hour: a unit in a word."""
    counted = match["unit"].endswith("s") and OFTEN.fullmatch(match["per"])
    counted = counted or match["unit"] in PAID
    if match["unit"].lower() not in unit_names() and not counted:
        return None
    return f"{signed(match['first'], context)} {match['unit']}{per_words(match['per'])}"


def say_scaled(match: re.Match[str], context: Context) -> str | None:
    """10K followers, 5m people, 8bn, 3 million, 5-10 million."""
    scale = match["scale"].strip()
    if is_company(match, context):
        return Said("three M", "the company: not so many of anything")
    after, before = context.after(match.end()), context.before(match.start())
    if inside_word(match, context) or LABEL.search(before) or (len(scale) == 1 and re.match(r" [A-Z][a-z]", after)):
        return None
    more = " plus" * bool(match["more"])
    if scale in {"K", "k"} and not match["last"] and not COUNTED.match(after):
        return None if match["first"] in {"401", "403"} else f"{context.number(match['first'])} K{more}"
    if scale in {"b", "B", "t", "T"} and not (
        "." in match["first"] or COUNTED.match(after) or AMOUNT_BEFORE.search(before) or more
    ):
        return None
    last = f" to {context.number(match['last'])}" if match["last"] else ""
    if match["scale1"] and match["scale1"] != scale:
        last = f" {magnitude(match['scale1'])}{last}"
    said = f"{context.number(match['first'])}{last} {magnitude(scale)}{more}"
    return Said(said, f"{scale} after a number of something counted") if len(scale) == 1 else said


def is_company(match: re.Match[str], context: Context) -> bool:
    """Whether 3M is the company's name, and not three million."""
    if match[0] != "3M" or re.search(r"[$£€]$", context.before(match.start())):
        return False
    return bool(re.search(r"\b[Tt]he $", context.before(match.start()))) or not COUNTED.match(
        context.after(match.end())
    )


def say_minute(match: re.Match[str], context: Context) -> str | None:
    """(67'), (90+5'), scored in the 88': the minute of a match."""
    before = context.before(match.start())
    if MINUTE_BEFORE.search(before) and not match[0].endswith(")"):
        rank = f"{context.ordinal(int(match[1]))} minute"
        added = f"{context.cardinal(int(match[1]))} plus {context.cardinal(int(match[2] or 0))} minutes"
        return Said(added if match[2] else rank, "the minute of a match: after what is done in one")
    if not re.search(r"\([^()]{0,40}$", before) and match[1] not in HALVES * bool(match[2]):
        return None
    if match[2]:
        said = f"{context.number(match[1])} plus {context.number(match[2])} minutes"
    else:
        said = f"{context.ordinal(int(match[1]))} minute"
    return Said(said, "the minute of a match: in brackets")


HALVES = ("45", "90", "105", "120")
"""Minutes at which a half of a match ends, before the minutes that are added."""


def say_hours(match: re.Match[str], context: Context) -> str:
    """2h 15m, 1h30m."""
    counts = {"hour": int(match[1]), "minute": int(match[2])}
    return " ".join(f"{context.cardinal(count)} {unit}{'s' * (count != 1)}" for unit, count in counts.items())


def say_minutes(match: re.Match[str], context: Context) -> str:
    """1m 43.5s, 2min 5s: minutes and seconds."""
    first, last = match[1], match[2]
    minutes = f"{context.number(first)} minute{'s' * (first != '1')}"
    return f"{minutes} {context.number(last)} second{'s' * (last != '1')}"


def british_or_not(words: str, context: Context) -> str:
    """Words for units in the region's spelling."""
    return british_spelling(words) if context.british else words


def say_times(match: re.Match[str], context: Context) -> str | None:
    """10x, 5-6x, 10x-30x: so many times."""
    if inside_word(match, context):
        return None
    if re.match(r" ?[-+−=)]", context.after(match.end())) or re.search(r"= ?$", context.before(match.start())):
        return Said(f"{context.number(match[1])} x", "x is a name: a sign of arithmetic beside it")
    if match[2]:
        return f"{context.number(match[1])} to {context.number(match[2])} times{per_words(match['per'])}"
    return f"{context.number(match[1])} times{per_words(match['per'])}"


def say_both(match: re.Match[str], context: Context) -> str | None:
    """80kg/176lb: the same in two units, side by side."""
    return ", " if re.search(r"\d ?[A-Za-z°%\"″'′.]{1,5}(?: [A-Z]{2,4})?$", context.before(match.start())) else None


def say_consumption(match: re.Match[str], context: Context) -> str:
    """6.5 l/100 km, 18 kWh/100 mi: what a car uses for a hundred kilometers or miles."""
    unit = "kilowatt hours" if match[2] == "kWh" else "liters"
    way = "kilometers" if match[3] == "km" else "miles"
    return british_or_not(f"{context.number(match[1])} {unit} per hundred {way}", context)


PAID = frozenset({"cents", "dollars", "euros", "pounds", "pence", "people", "inhabitants", "houses", "trees"})
"""Words for what is counted for any unit: 5 cents/mile, 12 people/km²."""
OFTEN = on_demand(r" ?/ ?(?:day|week|month|year|hour|minute|second|person|night|head|yr|wk|hr|min|game|match)")
"""What a count of anything may be for: two doses a week."""
UNIT = oneof(units())
ALONE = {"mph": "miles per hour", "kph": "kilometers per hour", "mpg": "miles per gallon"}
"""Units in small letters that nobody takes for a word, without a number."""
SIDE = rf"(?:\d{{0,3}} ?[{''.join(VULGAR)}]|\d{{1,5}}(?:\.\d{{1,3}})?)"
RULES = (
    rule(
        "fuel for a distance",
        "digit",
        rf"({NUMBER}) ?(l|L|litres?|liters?|kWh)/100 ?(km|mi)\b",
        say_consumption,
    ),
    rule("inches, a range", "digit", rf"({NUMBER})[-–]({NUMBER})(?:\"|″)(?=[ .,;)]|$)", say_inch_range),
    rule(
        "times a power",
        "digit",
        rf"({NUMBER}) ?[x×] ?10(?=[⁻⁰¹²³⁴⁵⁶⁷⁸⁹^])",
        lambda match, context: f"{context.number(match[1])} times ten",
    ),
    rule("two units", "sign", r" ?/ ?(?=\d|gas\b|fan\b)", say_both),
    rule(
        "place on the globe",
        "digit",
        r"(\d{1,3}(?:\.\d{1,6})?) ?° ?(\d{1,2}(?:\.\d{1,4})?) ?['’′](?: ?(\d{1,2}(?:\.\d{1,3})?) ?(?:[\"”″]|''|’’))?"
        r"(?: ?([NSEW])(?!\w))?",
        say_coordinate,
    ),
    rule("feet and inches", "digit", r"(\d) ?['’′] ?(1[01]|\d)(?: ?[\"”″]| ?(?:''|’’)|(?=[ ,.;)]|$))", say_height),
    rule(
        "feet and inches in words",
        "digit",
        r"(\d)(?: ?ft\.? |-foot-| foot )(1[01]|\d)(?: ?in\b\.?| inches)?(?![\w%-])",
        say_height,
    ),
    rule("stone and pounds", "digit", r"(\d{1,2}) ?st\.? ?(\d{1,2})(?: ?(lbs?)\b)?(?!\w)", say_stone),
    rule("minute of a match", "digit", r"(1?\d{1,2})(?:\+(\d{1,2}))?['’′](?=[),;. ]|$)", say_minute),
    rule(
        "inches in parts",
        "digit",
        r"((?:\d{1,2}[ -])?\d{1,2}/\d{1,2})(?:\"|″)(?=[ .,;)-]|$)",
        lambda match, context: (
            None
            if match[0].endswith('"') and context.text.count('"') % 2 == 0
            else f"{say_amount(match[1], context)} inch{'es' if re.match(r'[^/]* ', match[1]) else ''}"
        ),
    ),
    rule("inches or feet", "digit", r"(\d{1,3}(?:\.\d)?)(\"|″|′|'(?= |$))(?! ?[x×])(?!\w)", say_inches),
    rule("hours and minutes", "digit", r"(\d{1,2}) ?hr?s?\.? ?(\d{1,2}) ?m(?:ins?)?\b", say_hours),
    rule("minutes and seconds", "digit", r"(\d{1,2}) ?m(?:ins?)? ?(\d{1,2}(?:\.\d{1,3})?) ?s(?:ecs?)?\b", say_minutes),
    rule("packs", "digit", r"(\d{1,3}) [x×] (\d{1,4}) ?(?P<unit>k?g|m[lL]|c?l|L|oz|lbs?)(?!\w)", say_packs),
    rule(
        "dimensions",
        "digit",
        rf"({SIDE})([ -]?(?:{UNIT}|['\"′″]))?(?: ?[x×] ?)({SIDE})([ -]?(?:{UNIT}|['\"′″])(?!\w))?"
        rf"(?:(?: ?[x×] ?)({SIDE}))?(?:(?P<gap>[ -]?)(?P<unit>{UNIT}|['\"′″]))?(?!\w)",
        say_by,
    ),
    rule("multiple", "digit", rf"({NUMBER})(?:[xX×]?[-–—]({NUMBER}))?[xX×](?!\w){PER_UNIT}?", say_times),
    rule(
        "measure",
        "digit sign",
        rf"(?P<first>[-−–+±]?(?:[1-9]\d?[/⁄]\d{{1,2}}(?=[ -](?!m\b)[a-z])|{AMOUNT}))(?P<more>\+)?(?P<scale> "
        rf"(?:{WORDS}))?"
        rf"(?:[ -]?(?P<unit1>{UNIT})?{DASH}(?P<last>[-−]?{AMOUNT}))?"
        rf"(?P<gap>[ -])?(?P<unit>{UNIT})(?P<power>[²³]|\^?[23](?!\w))?(?:{PER_UNIT})?(?!\w|/(?!gas\b|fan\b)[A-Za-z])",
        say_measure,
    ),
    rule(
        "measure in words",
        "digit",
        rf"(?P<first>{AMOUNT})[ -](?P<unit>[a-z]{{3,14}}){PER_UNIT}",
        say_word_measure,
    ),
    rule("unit alone", "letter", rf"(?:{oneof(ALONE)})(?![\w/])", lambda match, _: ALONE[match[0]]),
    rule(
        "number with magnitude",
        "digit",
        rf"(?P<first>{NUMBER})(?:(?P<scale1>[kKmMbB])?{DASH}(?P<last>{NUMBER}))?(?P<scale>{SCALE})(?P<more>\+)?"
        r"(?![\w-]{0,20}\d)",
        say_scaled,
    ),
)
