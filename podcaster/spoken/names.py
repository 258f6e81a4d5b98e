"""Titles, addresses, companies, parties, initials, Roman numerals: words whose reading the words around them tell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.spoken import numbers
from podcaster.spoken.calendar import ends_sentence
from podcaster.spoken.rule import oneof, rule
from podcaster.spoken.words import table

if TYPE_CHECKING:
    from podcaster.spoken.rule import Place

LISTS = table("abbreviations")
TITLES, STREETS, NUMBERED = LISTS["titles"], LISTS["streets"], LISTS["numbered"]
NAMES, WORDS, STATES, POSTAL = LISTS["names"], LISTS["words"], LISTS["states"], LISTS["postal"]
PARTIES = LISTS["parties"]

NUMERAL = r"(?=[IVXLCDM])(?:M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3}))"
ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
RULERS = (
    "Henry Louis Charles George Edward William Richard James John Paul Pius Benedict Elizabeth Mary Francis Philip Philippe Felipe Juan Carlos "
    "Napoleon Napoléon Frederick Wilhelm Friedrich Alexander Nicholas Peter Catherine Ivan Leo Gregory Innocent Clement Urban Boniface Celestine "
    "Sixtus Julius Leopold Ferdinand Alfonso Albert Haakon Harald Olav Gustav Gustaf Christian Margrethe Carl Karl Robert Malcolm David Ramses Ramesses "
    "Ptolemy Cleopatra Thutmose Amenhotep Darius Xerxes Murad Selim Mehmed Suleiman Abdullah Hussein Mohammed Muhammad Hassan Rama Naruhito Otto "
    "Joseph Maria Isabella Umberto Victor Emmanuel Stephen Henri Baudouin Beatrix Willem Theodore Constantine Justinian Tutankhamun Bartholomew Kirill "
    "Tawadros Shenouda Pope King Queen Emperor Tsar Czar Prince Lucius Alexius Stanislaw Sigismund Casimir Ludwig Maximilian Rudolf Rudolph Franz Pedro Anne"
).split()  # noqa: SIM905
COUNTED = (
    "Chapter Part Act Scene Volume Vol Book Section Article Title Phase Stage Type Class Level Grade Appendix Figure Table Episode Round War Bowl "
    "Wars Mark Season Division Category Schedule Step Game Rocky Fantasy Apollo Gemini Saturn Titan Vatican Tier Group Annex Canto Psalm Verse WrestleMania "
    "Rambo Godfather Halloween Creed Diablo Civilization Warcraft StarCraft Playstation Quest Evil Palm Kombat Theft Auto Souls Creed Superman Gladiator Series Wing Amendment Corps"
).split()  # noqa: SIM905
SUFFIXED = re.compile(r"\b[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]*)+ $")
"""A first name and a surname before a numeral: "Thurston Howell III"."""


def roman(numeral: str) -> int:
    """The value of a Roman numeral."""
    values = [ROMAN[letter] for letter in numeral]
    return sum(
        -value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True)
    )


def say_roman(match: re.Match[str], place: Place) -> str | None:
    """II after World War is "two", XIV after Louis "the fourteenth", IV after Chapter "four"."""
    numeral, ending = match[1], match[2] or ""
    before = re.search(r"([A-Z][\w'’é]*)\.? $", place.before(match.start()))
    if not before:
        return None
    word, value = before[1], roman(numeral)
    if word in COUNTED and value < 1000:
        if numeral == "I" and re.match(
            r" (?:'|am|was|have|had|will|would|think|do|did|[a-z]+ed)\b", place.after(match.end())
        ):
            return None
        return place.cardinal(value) + ending
    if numeral in {"I", "V", "X", "C", "D", "L", "M"} and (word not in RULERS or (word, numeral) == ("Malcolm", "X")):
        return None
    if word in RULERS and value <= 40:
        after = place.after(match.end())
        if numeral == "I" and re.match(
            r" (?:am|was|have|had|will|would|think|thought|do|did|know|knew|can|could|said|saw|met|love|loved|want|wanted|[a-z]+ed)\b",
            after,
        ):
            return None
        return f"the {place.ordinal(value)}{ending}"
    if SUFFIXED.search(place.before(match.start())) and numeral in {"II", "III", "IV"}:
        return f"the {place.ordinal(value)}{ending}"
    if numeral in {"II", "III", "IV", "VI", "VII", "VIII", "IX", "XI", "XII", "XIII", "XIV", "XV", "XVI"}:
        return place.cardinal(value) + ending
    return None


def say_title(match: re.Match[str], place: Place) -> str | None:
    """Dr. Smith, Sen. Warren, St. Louis: before a name. St. after a name is the street."""
    title = match[1]
    before, after = place.before(match.start()), place.after(match.end())
    if (
        title in STREETS
        and re.search(r"(?:\b[A-Z][\w'’]+|\d(?:st|nd|rd|th)|\b[NSEW]\.?) $", before)
        and not re.match(r" [A-Z][\w'’]+(?:'s)?(?: (?:said|says|told|was|is|has|wrote|and)|,|\.)", after)
        and (re.search(r"\d+ (?:[NSEW]\.? )?(?:[A-Z0-9][\w'’]+ ){1,3}$", before) or not re.match(r" [A-Z]", after))
    ):
        return None
    if title in {"St", "Mt", "Ft", "Pt", "Ste"} and re.search(r"\d+ (?:[A-Z0-9][\w'’]+ ){1,3}$", before):
        return None
    if title == "Sec" and not re.match(r" [A-Z]", after):
        return None
    return str(TITLES[title])


def say_street(match: re.Match[str], place: Place) -> str | None:
    """123 Main Dr., Fifth Ave.: after a name."""
    if not re.search(r"(?:\b[A-Z][\w'’]+|\d(?:st|nd|rd|th)|\b[NSEW]\.?) $", place.before(match.start())):
        return None
    return with_stop(str(STREETS[match[1]]), match, place)


def with_stop(words: str, match: re.Match[str], place: Place) -> str:
    """Keep the stop of an abbreviation where it ends the sentence too."""
    return f"{words}." if match[0].endswith(".") and ends_sentence(place, match.end()) else words


def say_numbered(match: re.Match[str], _: Place) -> str:
    """No. 10, Apt. 5B, pp. 4-5."""
    word = match[1]
    said = NUMBERED["PP" if word == "pp" else word[0].upper() + word[1:]]
    return str(said)


def say_name(match: re.Match[str], place: Place) -> str | None:
    """Inc., Ltd., Jr.: after a name, or among others of its kind."""
    return with_stop(str(NAMES[match[1]]), match, place)


def say_word(match: re.Match[str], place: Place) -> str | None:
    """vs., e.g., etc."""
    word = match[1]
    said = str(WORDS[word if word in WORDS else word[0].lower() + word[1:]])
    if word[0].isupper():
        said = said[0].upper() + said[1:]
    if word.lower() in {"e.g", "i.e", "eg", "ie"}:
        return said
    return with_stop(said, match, place)


def say_versus(match: re.Match[str], _: Place) -> str:
    """Roe v. Wade."""
    return "versus"


def say_party(match: re.Match[str], place: Place) -> str | None:
    """D-Mass., R-TX: a party and a state."""
    state = match[2].removesuffix(".")
    name = STATES.get(state) or POSTAL.get(state) or (state if state in STATE_NAMES else None)
    if name is None:
        return None
    said = f"{PARTIES[match[1]]} of {name}"
    return f"{said}." if match[0].endswith(".") and ends_sentence(place, match.end()) else said


STATE_NAMES = frozenset(POSTAL.values())


def say_state(match: re.Match[str], place: Place) -> str | None:
    """Boston, Mass.: a state after a place."""
    return with_stop(str(STATES[match[1]]), match, place)


def say_postal(match: re.Match[str], _: Place) -> str | None:
    """Austin, TX."""
    return str(POSTAL[match[1]])


def say_initials(match: re.Match[str], place: Place) -> str:
    """J. R. R. Tolkien, George W. Bush: the stops make no pause."""
    return place.spell(re.sub(r"[^A-Z]", "", match[0]))


def say_dotted(match: re.Match[str], place: Place) -> str:
    """U.S., A.I., Ph.D.-like letters with stops."""
    letters = match[1].replace(".", "")
    said = place.spell(letters, match[2] or "")
    return f"{said}." if match[0].endswith(".") and ends_sentence(place, match.end()) else said


def say_degree(match: re.Match[str], place: Place) -> str:
    """Ph.D., M.D."""
    return with_stop(place.spell(match[1].replace(".", "").upper(), "s" if match[2] else ""), match, place)


def say_street_number(match: re.Match[str], place: Place) -> str:
    """The number of a house of three figures or more before a street name."""
    return numbers.pairs(match[0])


RULES = (
    rule(
        "versus in a case",
        "letter",
        r"v\. (?=[A-Z])",
        lambda match, place: "versus " if re.search(r"[A-Z][\w.'’]* $", place.before(match.start())) else None,
    ),
    rule(
        "party and state",
        "letter",
        rf"({oneof(PARTIES)})[-–](?:({oneof(STATES)})\.|({oneof(POSTAL)})\b|({oneof(STATE_NAMES)})\b)",
        lambda match, place: party(match, place),
    ),
    rule(
        "numbered",
        "letter",
        rf"({oneof([*NUMBERED, *(word.lower() for word in NUMBERED)])})\.? ?(?=#?\d)",
        lambda match, place: numbered(match, place),
    ),
    rule(
        "initials",
        "letter",
        r"[A-Z]\.(?: ?[A-Z]\.){0,3}(?= [A-Z][a-z’']+)",
        lambda match, place: initials(match, place),
    ),
    rule(
        "degree",
        "letter",
        r"(Ph\.D|M\.D|J\.D|B\.A|M\.A|B\.S|M\.S|M\.B\.A|Ed\.D|D\.Phil|M\.Phil|LL\.B|B\.Sc|M\.Sc|D\.D\.S)(?:\.?('?s)\b|\.|\b)",
        say_degree,
    ),
    rule(
        "letters with stops",
        "letter",
        r"((?:[A-Z]\.){1,6}[A-Z])(?:\.?(['’]?s)\b|\.(?![A-Za-z])|\b(?!\.?\w))",
        say_dotted,
    ),
    rule("title", "letter", rf"({oneof(TITLES)})\.(?= [A-Z])", say_title),
    rule(
        "title without stop",
        "letter",
        r"(Dr|Mr|Mrs|Ms|Mx|Prof|Sgt|Capt|Lt|Gov|Sen)(?= (?:and Mrs\.? )?[A-Z])",
        lambda match, _: str(TITLES[match[1]]),
    ),
    rule(
        "titles side by side",
        "letter",
        r"(Mr|Mrs|Ms|Drs|Messrs)\.?(?= (?:and|or|&) )",
        lambda match, _: str(TITLES[match[1]]),
    ),
    rule(
        "street", "letter", rf"({oneof(STREETS)})(?:\.|(?=,|$| (?:NW|NE|SW|SE|in|and|near|at|where|on)\b))", say_street
    ),
    rule(
        "saint",
        "letter",
        r"(St)(?= [A-Z][a-z])",
        lambda match, place: None if re.search(r"[A-Z][a-z]+ $", place.before(match.start())) else "Saint",
    ),
    rule(
        "title alone",
        "letter",
        r"(Mr|Mrs|Ms|Dr|Prof|Rev|Hon|Sgt|Gov|Sen|Rep)\.(?=$|[ ,;])",
        lambda match, place: with_stop(str(TITLES[match[1]]), match, place),
    ),
    rule("company or suffix", "letter", rf"({oneof(NAMES)})\.", say_name),
    rule("suffix without stop", "letter", r"(Inc|Ltd|Corp|Jr|Sr|Bros)\b(?!\.)", say_name),
    rule("state after a place", "letter", rf"({oneof(STATES)})\.(?!\w)", lambda match, place: state(match, place)),
    rule(
        "postal state after a place",
        "letter",
        rf"({oneof(POSTAL)})\b(?=$|[ ,.;)])",
        lambda match, place: state(match, place),
    ),
    rule("numeral", "letter", rf"({NUMERAL})(['’]s)?(?![\w'’]|\.[A-Z]|-[A-Za-z])", say_roman),
    rule(
        "abbreviation",
        "letter",
        rf"({oneof({*WORDS, *(word[0].upper() + word[1:] for word in WORDS)})})\.(?!\w)",
        lambda match, place: abbreviation(match, place),
    ),
    rule("versus", "letter", r"(?:vs|VS)\b\.?", "versus"),
)


def party(match: re.Match[str], place: Place) -> str | None:
    """D-Mass."""
    name = STATES.get(match[2]) or POSTAL.get(match[3]) or match[4]
    said = f"{PARTIES[match[1]]} of {name}"
    return with_stop(said, match, place)


def numbered(match: re.Match[str], place: Place) -> str | None:
    """No. 10; a word that is not only an abbreviation needs its stop."""
    word, stop = match[1], "." in match[0]
    key = word[0].upper() + word[1:].lower() if word not in {"pp", "PP"} else "PP"
    if not stop and word not in {"Apt", "Ste", "Vol", "Bldg", "Rte", "Hwy", "Fig", "Nos", "pp", "Rm"}:
        return None
    before = place.before(match.start())
    if (
        key == "No"
        and re.search(r"(?:said|say|answered|was|is|,|[“\"]) [“\"]?$", before)
        and re.match(r" \d", place.after(match.end() - 1))
        and word == "no"
    ):
        return None
    if key in {"St", "Ste"} and not stop and False:
        return None
    return f"{NUMBERED.get(key)} "


def initials(match: re.Match[str], place: Place) -> str | None:
    """J. R. R. Tolkien. One initial needs a name before it or after it that is not the start of a sentence."""
    letters = re.sub(r"[^A-Z]", "", match[0])
    before = place.before(match.start())
    if len(letters) == 1:
        if (
            re.search(
                r"\b(?:vitamin|plan|grade|[Hh]epatitis|[Tt]ype|[Cc]lass|[Gg]roup|[Pp]art|[Ss]ection|[Ee]xhibit|and|option|and I|than I|as I) $",
                before,
            )
            or letters == "I"
            and not re.search(r"[A-Z][a-z]+ $", before)
        ):
            return None
        if not re.search(
            r"(?:^|[A-Z][\w'’-]+ |[(“\"‘.,;:!?—] ?|\b(?:and|by|with|of|to|for|from|the|says?|said|author|novelist|writer|critic) )$",
            before,
        ):
            return None
        return letters
    if (
        "." in match[0]
        and " " not in match[0]
        and match[0].upper() in {"U.S.", "U.K.", "U.N.", "E.U.", "D.C.", "L.A.", "N.Y.", "A.I."}
    ):
        return None
    return place.spell(letters)


def state(match: re.Match[str], place: Place) -> str | None:
    """A state's short name counts only after a place and a comma."""
    if not re.search(r"[A-Z][\w'’.]+, $", place.before(match.start())):
        return None
    table_of = STATES if match[1] in STATES else POSTAL
    if match[1] in {"OK", "OR", "IN", "ME", "HI", "OH", "PA", "MA", "LA", "ID", "MS", "MD"} and not re.match(
        r"$|[,.;)]| \d{5}", place.after(match.end())
    ):
        return None
    return with_stop(str(table_of[match[1]]), match, place)


def abbreviation(match: re.Match[str], place: Place) -> str | None:
    """A word's short form, where it cannot be the word itself at the end of a sentence."""
    word = match[1].lower()
    if word in {"est", "temp", "max", "ave", "inst", "admin", "ft", "al", "sq", "eds", "ms"} and ends_sentence(
        place, match.end()
    ):
        return None
    return say_word(match, place)
