"""Titles, streets, companies, parties, states, initials: short forms whose reading the words around them tell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.spoken.en.context import ends_sentence, with_stop
from podcaster.spoken.rule import Said, oneof, rule
from podcaster.spoken.words import listed, table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from podcaster.spoken.en.context import Context

LISTS = table("abbreviations")
TITLES, STREETS, NUMBERED, NAMES = LISTS["titles"], LISTS["streets"], LISTS["numbered"], LISTS["names"]
WORDS, STATES, POSTAL, PARTIES = LISTS["words"], LISTS["states"], LISTS["postal"], LISTS["parties"]
STATE_NAMES = frozenset(POSTAL.values())
POSTAL_WORDS = frozenset("OK OR IN ME HI OH PA MA LA ID MS MD AL DE CO".split())  # noqa: SIM905
"""Two capitals that are also a word or another acronym: a state only where nothing but a stop follows."""
BARE = frozenset("No Apt Ste Vol Bldg Rte Hwy Fig Nos pp Rm Figs Vols".split())  # noqa: SIM905
"""Short forms before a number that need no full stop to be one."""
NOT_AT_END = frozenset("mag est temp max ave inst admin ft al sq eds ms min sec fig art no".split())  # noqa: SIM905
"""Short forms that are a word too: before the end of a sentence they are the word."""
LIVED = {"r": "reigned", "b": "born", "d": "died", "fl": "flourished", "m": "married"}
"""Before a year, in brackets after a name."""
DIRECTIONS = {"N": "North", "S": "South", "E": "East", "W": "West"}
STATES_ALONE = frozenset(POSTAL) - POSTAL_WORDS - {"PR", "AR", "GA", "DC", "VI", "AK"}
"""Two capitals that are a state after a word like "in", without a town before them."""
INSIDE = on_demand(
    r"\b(?:[Ii]n|across|hit|hits|from|near|around|outside|throughout|(?:north|south|east|west)ern|rural) $"
)
OFFICE_AFTER = on_demand(
    r" (?:(?:Gov|Sen|Rep|Atty|Lt|Supt|Sens|Reps)\.|Governor|Senator|House|Senate|Supreme|State|Attorney|"
    r"Legislature)(?= )"
)
"""Who and what a state has, behind its short form."""
SHORT_STATES = frozenset(
    {"Calif.", "Ore.", "Conn.", "Mich.", "Minn.", "Tenn.", "Okla.", "Nev.", "Ariz.", "Ala.", "Ky."}
)
"""Short forms that are a state wherever they stand."""
PLACES = frozenset({"St", "Mt", "Ft", "Pt", "Ste", "Sts", "Mts"})

NATURE_BEFORE = on_demand(r"\b(?:Mts?|Mount|Ft|Fort|Pt|Point|Lake|Port|Cape|Isle|Bay|River|The|Upper|Lower)\.? $")
NAME_BEFORE = on_demand(r"(?:\b[A-Z][\w'’-]*|\d(?:st|nd|rd|th)|\b[NSEW]\.?) $")
ON_STREET = on_demand(
    r"\b(?:on|along|off|down|up|from) (?:[NSEW]\. )?(?!\w+day |[JFMASOND]\w+ \d)(?:[A-Z][\w'’]* ){1,2}$"
)
HOUSE_BEFORE = on_demand(r"\b\d+[A-Z]? (?:[NSEW]\.? |(?:North|South|East|West) )?(?:[A-Z0-9][\w'’]* ){1,3}$")
PLACE_BEFORE = on_demand(r"[A-Z][\w'’.]*, $")
STREET_BEFORE = on_demand(rf"\b(?:{oneof([*STREETS, *STREETS.values()])})\.?,? $")
DEGREES = frozenset({"MD"})
"""States that are a degree too."""
PERSON_BEFORE = on_demand(
    r"(?<!\bin )(?<!\bof )(?<!\bat )(?<!\bto )(?<!\bnear )(?<!\bfrom )(?<!\bfor )(?<!\boutside )(?<!\baround )"
    r"\b([A-Z][\w'’-]+|[A-Z]\.) (?:[A-Z]\. )?([A-Z][\w'’-]+), $"
)
TOWN_FIRST, TOWN_LAST = listed("names", "towns_first"), listed("names", "towns_last")
"""First and last words of the names of towns that have two."""
COUNTED = on_demand(r"\d{1,3} (?:[a-z]{3,}(?<!ss)s|people|men|women|children)\b")
LABEL_BEFORE = on_demand(
    r"\b(?:vitamins?|plan|grade|hepatitis|type|class|group|part|section|exhibit|option|category|level|schedule|"
    r"team|an?|and|than|as|or|but|if|what|had|level|model) $",
    re.IGNORECASE,
)


NOTHING_MORE = on_demand(r"$|[,.;)]| \d{5}")
SENTENCE_GOES_ON = on_demand(r"$|[,.;)]| \d{5}| (?:is|was|to|on|from|for|and|has|where|who|after|when)\b")
CRIES = frozenset({"OK", "HI", "OH"})


def either_case(words: Iterable[str]) -> set[str]:
    """Words, and the same with a capital."""
    return {form for word in words for form in (word, word[0].upper() + word[1:])}


def say_title(match: re.Match[str], context: Context) -> str | None:
    """Dr. Smith, Sen. Doe, St. Louis: before a name; not the Drive and the Street at the end of an address."""
    title, before = match[1], context.before(match.start())
    if title in STREETS and NAME_BEFORE.search(before):
        if HOUSE_BEFORE.search(before) or ends_sentence(context, match.end()):
            return None
        if title == "Dr" and ON_STREET.search(before):
            return None
        if title in PLACES and not re.search(r"(?:\b(?:The|In|At|From|Near|Of|And)|[.,;:!?]) $", before):
            return None
    return str(TITLES[title])


def say_street(match: re.Match[str], context: Context) -> str | None:
    """123 Main Dr., Fifth Ave.: after a name."""
    if not NAME_BEFORE.search(context.before(match.start())):
        return None
    if match[0] == "Dr." and ON_STREET.search(context.before(match.start())):
        return "Drive." if re.match(r" [A-Z]|$", context.after(match.end())) else "Drive"
    return with_stop(str(STREETS[match[1]]), match, context)


def say_saint(match: re.Match[str], context: Context) -> str | None:
    """St Andrews, as British texts have it."""
    before = context.before(match.start())
    return "Saint" if not NAME_BEFORE.search(before) or NATURE_BEFORE.search(before) else None


def say_sister(match: re.Match[str], context: Context) -> str | None:
    """Sr. Mary: before a name and behind none."""
    return None if NAME_BEFORE.search(context.before(match.start())) else "Sister"


def say_numbered(match: re.Match[str], context: Context) -> str | None:
    """No. 10, Apt. 5B, pp. 4-5."""
    word = match[1]
    if "." not in match[0] and word not in BARE:
        return None
    if match[0] == "No " and COUNTED.match(context.after(match.end())) and begins_sentence(match, context):
        return None
    if word == "no" and re.search(
        r"(?:\b(?:said|say|says|answered|is|was)|[“\"‘]),? [“\"‘]?$", context.before(match.start())
    ):
        return None
    return f"{NUMBERED['PP' if word.lower() == 'pp' else word[0].upper() + word[1:]]} "


def say_place(match: re.Match[str], context: Context) -> str | None:
    """Mt Hood, Ft Worth: not the "featuring" between two singers."""
    if match[1] == "Ft" and re.search(r"[A-Z][\w'’]* $", context.before(match.start())):
        return None
    return str(TITLES[match[1]])


def say_quarter(match: re.Match[str], context: Context) -> str | None:
    """1600 Pennsylvania Ave. NW: after a street."""
    if not STREET_BEFORE.search(context.before(match.start())):
        return None
    return with_stop(f"{DIRECTIONS[match[1]]} {DIRECTIONS[match[2]]}", match, context)


def begins_sentence(match: re.Match[str], context: Context) -> bool:
    """Whether nothing of the sentence stands before a match."""
    return bool(re.search(r"(?:^|[.!?:][\"”’)]* |[“\"‘(]|\n)$", context.before(match.start())))


def say_lived(match: re.Match[str], _: Context) -> str:
    """R. 1558, b. 1921, fl. 1340: what somebody did from a year on."""
    return f"{LIVED[match[1]]} "


def say_versus(match: re.Match[str], context: Context) -> str | None:
    """Roe v. Wade, Smith v Jones: between two names."""
    return "versus " if re.search(r"(?:[A-Z][\w.'’]*|\bet al\.?) $", context.before(match.start())) else None


def say_party(match: re.Match[str], context: Context) -> str | None:
    """D-Mass., R-TX, D-Ohio: a party and a state."""
    state = STATES.get(match[2]) or POSTAL.get(match[3]) or match[4]
    return with_stop(f"{PARTIES[match[1]]} of {state}", match, context)


def say_state(match: re.Match[str], context: Context) -> str | None:
    """Boston, Mass.; Austin, TX: a state after a place and a comma."""
    state, after, before = match[1], context.after(match.end()), context.before(match.start())
    zipped = re.match(r" \d{5}(?![\d,])", after) and (state not in POSTAL_WORDS or NAME_BEFORE.search(before))
    if not PLACE_BEFORE.search(before) and not (state in POSTAL and zipped):
        return say_state_alone(match, before, context)
    if state in DEGREES and is_person(context.before(match.start())):
        return Said(context.spell(state), "a degree: after a person's name")
    if state in CRIES and not NOTHING_MORE.match(after):
        return None
    if state in POSTAL_WORDS and not match[0].endswith(".") and not SENTENCE_GOES_ON.match(after):
        return None
    said = str(STATES.get(state) or POSTAL[state])
    return f"{said}." if match[0].endswith(".") and re.match(r"$| [A-Z“\"]", after) else said


def say_state_alone(match: re.Match[str], before: str, context: Context) -> str | None:
    """In NJ, Calif. voters: a state without a town."""
    if match[0] in STATES_ALONE and INSIDE.search(before):
        return Said(str(POSTAL[match[1]]), "a state: after a word for where something is")
    if match[1] not in STATES or not match[0].endswith("."):
        return None
    if INSIDE.search(before) or (OFFICE_AFTER.match(context.after(match.end())) and not NAME_BEFORE.search(before)):
        return with_stop(str(STATES[match[1]]), match, context)
    return str(STATES[match[1]]) if match[0] in SHORT_STATES and not ends_sentence(context, match.end()) else None


def is_person(before: str) -> bool:
    """Whether a text ends with a person's name and a comma, rather than with a town's."""
    name = PERSON_BEFORE.search(before)
    return bool(name and name[1] not in TOWN_FIRST and name[2] not in TOWN_LAST)


def say_initials(match: re.Match[str], context: Context) -> str | None:
    """J. R. R. Tolkien, George W. Bush: stops that make no pause."""
    letters = re.sub(r"[^A-Z]", "", match[0])
    before = context.before(match.start())
    if len(letters) == 1 and (
        LABEL_BEFORE.search(before)
        or (letters == "I" and not re.search(r"[A-Z][a-z]+ $", before))
        or (ends_sentence(context, match.end()) and before)
    ):
        return None
    return letters if len(letters) == 1 else with_stop(context.spell(letters), match, context)


def say_letters(match: re.Match[str], context: Context) -> str:
    """U.S., A.I., and degrees: Ph.D., M.D."""
    letters = match[1].replace(".", "").upper()
    return with_stop(context.spell(letters, "'s" if match[2] else ""), match, context)


def say_abbreviation(match: re.Match[str], context: Context) -> str | None:
    """vs., e.g., etc., Dept."""
    word = match[1]
    key = word if word in WORDS else word[0].lower() + word[1:]
    if key in NOT_AT_END and ends_sentence(context, match.end()):
        return None
    said = str(WORDS[key])
    if word[0].isupper():
        said = said[0].upper() + said[1:]
    return said if key in {"e.g", "i.e", "eg", "ie"} else with_stop(said, match, context)


def title_name(match: re.Match[str], context: Context) -> str:
    """A title's full form."""
    return with_stop(str(TITLES[match[1]]), match, context)


RULES = (
    rule(
        "edition",
        "letter",
        r"ed\.(?=(?<=(?:st|nd|rd|th) ed\.))",
        lambda match, context: with_stop("edition", match, context),
    ),
    rule(
        "species",
        "letter",
        r"([A-Z])\. (?=(?:coli|rex|diff|elegans|aureus|pylori|sapiens)\b)",
        lambda match, _: f"{match[1]} ",
    ),
    rule("versus in a case", "letter", r"v\.? (?=[A-Z][a-z])", say_versus),
    rule(
        "party and state",
        "letter",
        rf"({oneof(PARTIES)})[-–](?:({oneof(STATES)})\.|({oneof(POSTAL)})\b|({oneof(STATE_NAMES)})\b)",
        say_party,
    ),
    rule("years of a life", "letter", rf"({oneof(LIVED)})\. (?=(?:c\. ?)?\d{{3,4}}(?!\d))", say_lived),
    rule(
        "before a number",
        "letter",
        rf"({oneof(either_case([*NUMBERED, 'pp', *map(str.lower, NUMBERED)]))})\.?[ -]?"
        r"(?=#?\d|(?<=[Nn]o\. )[A-Z]{1,3}-?\d)(?<!\w-)",
        say_numbered,
    ),
    rule(
        "volume",
        "letter",
        r"([Vv]ol|[Cc]h|[Cc]hap|[Pp]t|[Aa]rt|[Ss]ec|[Ff]ig|[Ee]p|App|Ex)\. (?=[IVXLC]+\b|[ivxl]+\b|[A-Z](?![\w.'’]))",
        lambda match, _: f"{NUMBERED[match[1].capitalize()]} ",
    ),
    rule("quarter of a town", "letter", r"([NS])\.?([EW])(?:\.|\b)(?!\w)", say_quarter),
    rule(
        "direction of a street",
        "letter",
        rf"([NSEW])\.? (?=(?:\d+(?:st|nd|rd|th)|[A-Z]\w{{1,20}}) (?:{oneof(STREETS)})\b)",
        lambda match, _: f"{DIRECTIONS[match[1]]} ",
    ),
    rule(
        "quarter before a street",
        "letter",
        rf"([NS])\.?([EW])\.? (?=(?:\d+(?:st|nd|rd|th)|[A-Z]\w{{1,20}}) (?:{oneof(STREETS)})\b)",
        lambda match, _: f"{DIRECTIONS[match[1]]} {DIRECTIONS[match[2]]} ",
    ),
    rule(
        "part of a country",
        "letter",
        r"([NSEW])\. (?=(?:Dakota|Carolina|Korea|Ireland|Africa|Sudan|Virginia|Yorks(?:hire)?|Sussex|Bengal)\b)",
        lambda match, _: f"{DIRECTIONS[match[1]]} ",
    ),
    rule("initials", "letter", r"[A-Z]\.(?: ?[A-Z]\.){0,3}(?= [A-Z][a-z’'])", say_initials),
    rule(
        "degree",
        "letter",
        r"(Ph\.D|M\.D|J\.D|M\.B\.A|Ed\.D|D\.Phil|M\.Phil|LL\.B|B\.Sc|M\.Sc|D\.D\.S|Psy\.D|"
        r"Pharm\.D)(?:\.?(['’]?s)\b|\.|\b)",
        say_letters,
    ),
    rule(
        "letters with stops",
        "letter",
        r"((?:[A-Z]\.){1,6}[A-Z])(?:\.?(['’]?s)\b|\.(?![A-Za-z])|\b(?!\.?\w))",
        say_letters,
    ),
    rule("title", "letter", rf"({oneof(TITLES)})\.(?= [A-Z]| of [A-Z]|-elect\b)", say_title),
    rule("title without stop", "letter", r"(Drs?|Mrs?|Ms|Mx|Prof|Sgt|Capt|Lt|Gov|Sen)(?= [A-Z])", title_name),
    rule("sister", "letter", r"Sr\.(?= [A-Z][a-z])", say_sister),
    rule("mount or fort without stop", "letter", r"(Mts?|Ft|Pt)(?= (?:St\.? )?[A-Z][a-z])", say_place),
    rule("titles side by side", "letter", r"(Mrs?|Ms|Drs?|Messrs)\.?(?= (?:and|or|&) )", title_name),
    rule(
        "street",
        "letter",
        rf"({oneof(STREETS)})(?:\.|(?=,|$| &| (?:NW|NE|SW|SE|in|and|near|at|where|on)\b))",
        say_street,
    ),
    rule(
        "floor",
        "letter",
        r"Fl(?=(?<=(?:st|nd|rd|th) Fl)\b)\.?",
        lambda match, context: with_stop("floor", match, context),
    ),
    rule("saint without stop", "letter", r"St(?= [A-Z][a-z])", say_saint),
    rule(
        "title alone", "letter", r"(Mr|Mrs|Ms|Dr|Prof|Rev|Hon|Sgt|Gov|Sen|Rep|Drs|Sens|Reps)\.(?=$|[ ,;])", title_name
    ),
    rule(
        "company or suffix",
        "letter",
        rf"({oneof(NAMES)})\.|(?:Inc|Ltd|Corp|Jr|Sr|Bros)\b",
        lambda match, context: with_stop(str(NAMES[match[0].rstrip(".")]), match, context),
    ),
    rule("state", "letter", rf"({oneof([*STATES, *POSTAL])})(?:\.(?!\w)|\b(?=$|[ ,;)]))", say_state),
    rule("abbreviation", "letter", rf"({oneof(either_case(WORDS))})\.(?!\w)", say_abbreviation),
    rule("short form with an apostrophe", "letter", r"([Gg]ov't|[Ii]nt'l|[Nn]at'l|[Dd]ep't)\b()", say_abbreviation),
    rule("also known as", "letter", r"(?:aka|AKA|a\.k\.a\.)(?!\w)", "also known as"),
    rule("versus", "letter", r"(?:vs|VS)\b\.?", "versus"),
)
