"""Abbreviations and Roman numerals."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.spoken.numerals import value
from podcaster.spoken.rule import Said, oneof, rule
from podcaster.spoken.shared.tongue import FEMININE, MASCULINE

if TYPE_CHECKING:
    from podcaster.spoken.rule import Rule
    from podcaster.spoken.shared.figures import Context
    from podcaster.spoken.shared.tongue import Tongue

SMALL = r"(?=[IVX])(?:X{0,3})(?:IX|IV|V?I{0,3})"
"""Numerals that take the mark of a rank; with an L or a C they would be words."""
NUMERAL = r"(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
NAME_AFTER = " [A-ZÀ-Ý]| d[aeo]s? | d['’]| v[oa]n | de[rn]? | (?:et|und|y|e) (?=[A-ZÀ-Ý])"
NAME_BEFORE = on_demand(r"\b([A-ZÀ-Ý][\w’'-]*[a-zà-ÿ]) $")
WORD_BEFORE = on_demand(r"\b([^\W\d_]+)\.? $")
TITLED = on_demand(
    r"\b(?:rey|reina|papa|pap[ae]|emperador|emperatriz|zar|zarina|re|regina|imperatore|imperatrice|zar|rei|rainha|"
    r"imperador|imperatriz|czar|roi|reine|pape|empereur|impératrice|tsar|prince|princesse|könig|königin|kaiser|kaiserin|"
    r"papst|zar|fürst|herzog|príncipe|principe|duque|duca|duc|don|dom|conde|conte|comte|graf|sultán|sultan|patriarca|"
    r"patriarche|patriarch|infante|infanta) (?:[A-ZÀ-Ý][\w’-]+ ){1,3}$",
    re.IGNORECASE,
)
"""A ruler's title and name; the words of all these languages, which do not get in each other's way."""
LAST_NUMBERED = 100
"""No film, war or game of which papers write has a higher Roman numeral; letters for more are an acronym."""
STARTERS = on_demand(
    r" (?:[¿¡«„“]|(?:Der|Die|Das|Den|Dem|Ein|Eine|Er|Sie|Es|Wir|Ich|Man|Im|In|Am|An|Auf|Aus|Bei|Für|Mit|Nach|Von|Vor|"
    r"Zu|Zum|Zur|Doch|Und|Aber|Auch|Dann|Da|Dort|Hier|Jetzt|Nun|So|Wenn|Wie|Was|Wer|Seit|Seine|Ihre|Diese|Dieser)\b)"
)
"""What begins a sentence where every noun has a capital."""
NOUN_AFTER = on_demand(r" ([^\W\d_]{4,20})")
ARTICLE_BEFORE = on_demand(
    r"\b(el|la|los|las|del|al|il|lo|della|dello|dal|dalla|nel|nella|alla|sul|"
    r"o|a|os|as|do|da|dos|das|no|na|ao|à|le|les|du|au) $|\b(?:dell|all|nell|sull|l)['’]$",
    re.IGNORECASE,
)
"""What a rank in Roman figures stands behind, where a noun follows: la XIV Legislatura."""
ARTICLES = {
    **dict.fromkeys(("la", "las", "della", "dalla", "nella", "alla", "a", "as", "da", "das", "na", "à"), FEMININE),
    **dict.fromkeys(("el", "los", "il", "lo", "dello", "nel", "sul", "o", "os", "do", "dos", "no", "ao"), MASCULINE),
}
"""The gender that an article tells, before a noun that is in no list."""
LONG = 2
"""Characters of an initial with its stop; a longer title may stand before a noun (Sra. ministra)."""
INITIAL_BEFORE = on_demand(r"\.$|[^\W\d_][^\W_]*,? [A-ZÀ-Ý][a-zà-ÿ]+ $")
"""A name in mid-sentence, or an initial, before a letter with its stop: that is an initial too."""
TITLE_BEFORE = on_demand(
    r"\b(?:Sra?|Dra?|Profa?|Eng|Ing|Dep|Sen|Gov|Gob|Lic|Arq|Mme|Mlle|Dott|Avv|Hr|Fr)\.?[ªº]? $", re.IGNORECASE
)
LADIES = frozenset({"Mme", "Mmes", "Mlle", "Mlles"})
"""Titles without a stop that are no other word."""
CENTURY_BEFORE = on_demand(r"\b(siglo|século|secolo)s?\b[^.!?;:]{0,90}$", re.IGNORECASE)
"""What a century stands behind whose noun is not said again: el siglo V y el VI."""
LAST_CENTURY = 21
LIST_BEFORE = on_demand(r"\b([^\W\d_]+)\.? [IVX]+(?:,? (?:y|e|et|und|al|ao|au|à|a) |[-–])$")


def say_numeral(match: re.Match[str], context: Context) -> str | None:
    """Felipe VI, siglo XIX, II Guerra: a Roman numeral, by what stands beside it."""
    tongue = context.tongue
    if match["numeral"] in {"C", "L"}:
        return None
    number, before, after = value(match["numeral"]), context.before(match.start()), context.after(match.end())
    roman = tongue.data["roman"]
    word = LIST_BEFORE.search(before) or WORD_BEFORE.search(before)
    if word and word[1].casefold() in roman["counted"].split():
        return Said(tongue.section(number, word[1].casefold()), f"a number: after {word[1]}")
    following = re.match(r"(?: (?:y|e|et|al|au|ao|a|à) [IVX]+)? ([^\W\d_]+)", after)
    if following and following[1].casefold() in roman["ranked"].split():
        return Said(tongue.ranked(number, tongue.gender(following[1]), before, after), f"a rank: before {following[1]}")
    noun = None if tongue.capital_nouns else NOUN_AFTER.match(after)
    article = ARTICLE_BEFORE.search(before)
    plural = match["numeral"] == "I" and article and article[1] and article[1].casefold() in tongue.before_plural
    if noun and article and not plural and noun[1].casefold() not in tongue.plain_words:
        told = ARTICLES.get(article[1].casefold()) if article[1] else None
        said = tongue.ranked(number, told or tongue.gender(noun[1]), before, after)
        return Said(said, f"a rank: between an article and {noun[1]}")
    if match[0].endswith(".") and tongue.is_rank(before, after):
        return Said(tongue.ranked(number, MASCULINE, before, after), "a rank: a stop behind it, and a noun follows")
    return same_century(match, context) or say_after_name(match, context)


def same_century(match: re.Match[str], context: Context) -> str | None:
    """El siglo V y el VI: the noun is not said again."""
    number, before = value(match["numeral"]), context.before(match.start())
    century = CENTURY_BEFORE.search(before) if number <= LAST_CENTURY and ARTICLE_BEFORE.search(before) else None
    if century is None:
        return None
    return Said(context.tongue.section(number, century[1].casefold()), f"a number: of {century[1]}, as before")


def say_after_name(match: re.Match[str], context: Context) -> str | None:
    """Felipe VI, but Rocky II: a ruler's rank, or a number behind what is no ruler's name."""
    tongue, number = context.tongue, value(match["numeral"])
    before, after = context.before(match.start()), context.after(match.end())
    roman = tongue.data["roman"]
    name = NAME_BEFORE.search(before)
    if not name:
        return None
    names = roman["names"].split()
    known = name[1].casefold() in names or (tongue.capital_nouns and name[1].casefold().removesuffix("s") in names)
    if not known and (len(match["numeral"]) == 1 or number > LAST_NUMBERED):
        return None
    stop = "." if match[0].endswith(".") and not after.strip() else ""
    if not (known or TITLED.search(before) or tongue.is_ruler(match[0], after)):
        return Said(tongue.cardinal(number) + stop, f"a number: {name[1]} is no ruler's name")
    female = name[1].casefold() in roman["female"].split()
    said = tongue.ruler(number, FEMININE if female else MASCULINE, before)
    return Said(said + stop, f"a ruler: after {name[1]}")


def say_ranked_numeral(match: re.Match[str], context: Context) -> str:
    """XIXe, Ier, IIIᵉ: a Roman numeral with the mark of a rank."""
    mark = match["mark"]
    gender = "f" if mark in {"re", "ère", "ª", "a"} else "m"
    return context.tongue.ranked(
        value(match["numeral"]), gender, context.before(match.start()), context.after(match.end())
    )


def say_title(match: re.Match[str], context: Context) -> str | None:
    """Sr. Gómez, Av. de América: before a name; not the initial of one (J.M. Roca, habló Ana M. Roca)."""
    before = context.before(match.start())
    if len(match[0]) == LONG and (INITIAL_BEFORE.search(before) or (match[0] != "D." and TITLE_BEFORE.search(before))):
        return None
    return context.tongue.short_forms["titles"][match[0]]


def say_numbered(match: re.Match[str], context: Context) -> str:
    """N.º 5, pág. 12: before a number."""
    return context.tongue.short_forms["numbered"][match[0]]


def say_short(match: re.Match[str], context: Context) -> str:
    """An abbreviation in full; at the end of a sentence its stop stays."""
    return with_stop(context.tongue.short_forms["short"][match[0]], match, context)


def say_behind(match: re.Match[str], context: Context) -> str | None:
    """S. 12 ff., pág. 12 y ss.: a short form that stands behind a number."""
    if not re.search(r"\d(?: (?:y|e|et))? $", context.before(match.start())):
        return None
    return with_stop(context.tongue.short_forms["behind"][match[0]], match, context)


def with_stop(said: str, match: re.Match[str], context: Context) -> str:
    """A short form in full; at the end of a sentence its stop stays."""
    after = context.after(match.end())
    ends = match[0].endswith(".") and re.match(r"[\"”»’)]*(?:$|\n| [A-ZÀ-Ý¿¡«“])", after)
    if ends and context.tongue.capital_nouns and after[:1] == " ":
        ends = STARTERS.match(after)
    return f"{said}." if ends else said


def words_of(tongue: Tongue) -> dict[str, str]:
    """All short forms with what is said for them."""
    return {form: said for forms in tongue.short_forms.values() for form, said in forms.items()}


def say_ending(match: re.Match[str], context: Context) -> str:
    """Goethestr.: a short form at the end of a word."""
    return match[1] + str(context.tongue.data["endings"][match[2]])


def short_rules(tongue: Tongue) -> tuple[Rule, ...]:
    """The rules for short forms."""
    data, forms = tongue.data, tongue.short_forms
    marks = data["roman"]["marks"]
    long = [form for form in forms["titles"] if form in LADIES or (form.endswith(".") and len(form) > LONG)]
    both = [title for title in forms["titles"] if title in forms["short"]]
    rules = [
        rule(
            "before a number",
            "letter",
            rf"(?:{oneof(forms['numbered'])})(?= ?:? ?(?:(?:[LRD]\.? ?)?[\d+(]|[IVXL]+\b))",
            say_numbered,
        ),
        *([rule("title or word", "letter", rf"(?:{oneof(both)})(?={NAME_AFTER})", say_title)] if both else []),
        rule("abbreviation", "letter", rf"(?:{oneof(forms['short'])})(?!\w)", say_short),
        rule("title", "letter", rf"(?:{oneof(forms['titles'])})(?={NAME_AFTER})", say_title),
        rule("title before a noun", "letter", rf"(?:{oneof(long)})(?= (?:l[ae]s? )?[a-zà-ÿ]{{4}})", say_title),
    ]
    if forms["behind"]:
        rules.insert(1, rule("behind a number", "letter", rf"(?:{oneof(forms['behind'])})(?!\w)", say_behind))
    if data["endings"]:
        rules.append(rule("ending", "letter", rf"([^\W\d_]{{3,30}}?)({oneof(data['endings'])})(?!\w)", say_ending))
    if marks:
        rules.append(rule("Roman rank", "letter", rf"(?P<numeral>{SMALL})(?P<mark>{marks})(?!\w)", say_ranked_numeral))
    stop = r"\.?" if tongue.capital_nouns else ""
    return (
        *rules,
        rule("Roman numeral", "letter", rf"(?P<numeral>{NUMERAL}){stop}(?![\w’']|-(?![IVX]+\b)|\.\w)", say_numeral),
    )
