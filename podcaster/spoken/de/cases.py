"""What German cases and ranks stand behind: the words that tell how a number, a day or a ruler's rank ends."""

from __future__ import annotations

import re

from podcaster.patterns import on_demand
from podcaster.spoken.shared.tongue import FEMININE, MASCULINE

OBLIQUE = on_demand(
    r"\b(?:am|im|vom|zum|zur|beim|den|dem|des|bis|ab|seit|zwischen|einem|einen|einer|diesem|diesen|jedem|jeden|ihrem|ihren|"
    r"seinem|seinen|meinem|unserem|unseren|(?:in|an|auf|bei|nach|von|zu|aus|mit|vor|während|seit|wegen|laut) der) $",
    re.IGNORECASE,
)
"""What a rank with -n stands behind."""
PLAIN = on_demand(
    r"\b(?:ins|aufs|fürs|ums|ans|durchs|der|die|das|eine|diese|jede|seine|ihre|meine|unsere) $", re.IGNORECASE
)
"""What a rank with -e stands behind."""
MIXED = on_demand(r"\b(?:ein|sein|ihr|mein|kein|unser) $", re.IGNORECASE)
"""What a rank with -r stands behind."""
ACCUSATIVE = on_demand(
    r"\b(?:für|um|durch|ohne|gegen|über|pro|kosten|kostet|kostete|zahl(?:t|te|ten|en)|bezahl(?:t|te|ten|en)|verlang(?:t|te|en)|"
    r"forder(?:t|te|n)|g[ai]bt?(?: es)?|gab(?:en)?|ha(?:t|tte|tten|ben)|bek[oa]m(?:mt|men)?|"
    r"erh(?:ält|ielt|ielten|alten)|"
    r"brauch(?:t|te|en)|fand(?:en)?|findet|sah(?:en)?|sieht|trank|trinkt|isst|aß|nahm|nimmt|kauf(?:t|te|en)|"
    r"spend(?:et|ete|en)|verl(?:or|iert|oren)|gew(?:ann|innt)|schoss|erzielte?|dauer(?:t|te)|holt(?:e|en)?|"
    r"verdien(?:t|te|en)|"
    r"zähl(?:t|te|en)|meldet(?:e|en)?|wiegt|misst|trägt|trug|macht(?:e|en)?|fordert)"
    r"(?: (?:nur|etwa|rund|genau|mindestens|höchstens|noch|auch|gerade|mal|jeweils|bereits|lediglich|"
    r"je|knapp|gut|er|sie|man|ich|wir)){0,2} $",
    re.IGNORECASE,
)
"""What an object in the accusative stands behind."""
MANLY = tuple(f"{stem}en" for stem in ("verletzt", "tot", "verdächtig", "gefangen", "vermisst", "beamt", "angeklagt"))
"""Ends of adjectives that are a man's noun: einen Verletzten."""
HALF_ARTICLE = on_demand(r"\b(eine?[nmr]?) $", re.IGNORECASE)
DAY_BEFORE = on_demand(r"\b(?:am|bis|seit|vom|ab|jeden|nächsten|letzten|kommenden|vergangenen) $", re.IGNORECASE)
"""What a day of the week in short stands behind."""
DATIVE = on_demand(r"\b(?:in|mit|nach|von|vor|bei|seit|zu|aus|binnen|ab) $", re.IGNORECASE)
"""What "one" stands behind in the dative: of times and counts these nearly always take it."""
NAME = r"(?:(?:Papst|König(?:in)?|Kaiser(?:in)?|Zar(?:in)?|Herzog|Fürst|Prinz|Graf) )?(?:[A-ZÄÖÜ][\w’-]+ ){1,3}$"
DATIVE_NAME = on_demand(
    rf"\b(?:[Vv]o[nm]|[Zz]u[mr]?|[Mm]it|[Bb]eim?|[Nn]ach|[Ss]eit|[Uu]nter|[Aa]us|[Nn]eben|[Dd]em|[Aa]n) {NAME}"
)
ACCUSATIVE_NAME = on_demand(rf"\b(?:[Ff]ür|[Gg]egen|[Dd]urch|[Oo]hne|[Uu]m|[Dd]en|[Üü]ber|[Aa]uf) {NAME}")
GENITIVE_NAME = on_demand(
    rf"\b(?:des|[Ww]egen|Königs|Kaisers|Papstes|Zaren) {NAME}|"
    r"\b(?:Ludwig|Karl|"
    r"Friedrich|Wilhelm|Heinrich|Otto|Philipp|Georg|Leopold|Albert|Ferdinand|Maximilian|Alexander|Napoleon|Benedikt)s $"
)
"""The case of a ruler's name, by the word before it."""
RANK_NOUN = on_demand(
    r" (OG|UG|Obergeschoss|Stock|Etage|Rang|Platz|Liga|Bundesliga|Klasse|Runde|Halbzeit|Spieltag|Auflage|Semester|"
    r"Quartal|Jahrhundert|Lebensjahr|Geburtstag|Weltkrieg|Kapitel|Akt|Teil|Satz|Folge|Staffel|Etappe|Lauf|Advent|Preis|Kreisliga)\b"
)
"""Nouns that a rank stands before without an article: 2. Bundesliga."""
HALVES = {FEMININE: "eine halbe", MASCULINE: "einen halben"}
ENDINGS = {"m": "r", "f": "", "n": "s"}
RESULT = on_demand(r"\b(?:wurde|wurden|wird|werden|war|waren|ist|sind|als|landete|endete) $")
"""What a place in a contest stands behind: er wurde 1. im Sprint."""
PLURAL = on_demand(r"\b(?:die|diese|seine|ihre|meine|unsere) $", re.IGNORECASE)
DATED = on_demand(
    r"(?:^|[(,:;–-] ?|\b(?:am|vom|zum|bis|den|dem|der|seit|ab|und|oder|im|Stand|"
    r"(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch|"
    r"Mo|Di|Mi|Do|Fr|Sa|So)\.? )$",
    re.IGNORECASE,
)
"""What a day and its month in figures stand behind; 6.4. behind anything else is a number at the end of a sentence."""
FURTHER = on_demand(r"(?:,| (?:bis|und|oder))(?: (?:zum|der|die|das|den|dem))? \d{1,3}\.[ ,\d]")
"""Another rank that follows one: der 2., der 3. und der 4. Tag."""
FROM_TO = on_demand(r"\b(\d{1,2})\. (?:bis|und|oder)(?: zum)? $")
AFTER_WEEKDAY = on_demand(
    r"\b(?:am|vom|bis|zum|ab|seit) (?:(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch|Mo|Di|Mi|Do|Fr|Sa|So)\.?, $",
    re.IGNORECASE,
)
"""A day of the week that the day of the month says again, in its case: am Donnerstag, 18. Juni."""
