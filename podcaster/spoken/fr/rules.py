"""How French says numbers, dates and short forms."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.spoken.rule import rule
from podcaster.spoken.shared.grammar import make_grammar
from podcaster.spoken.shared.tongue import FEMININE, MASCULINE, Tongue

if TYPE_CHECKING:
    from podcaster.spoken.shared.figures import Context


class French(Tongue):
    """French of France."""

    code = "fr"

    def cardinal(self, number: int, gender: str = "") -> str:
        """Vingt et un, vingt et une."""
        said = self.integer(number)
        return re.sub(r"\bun$", "une", said) if gender == FEMININE else said

    def ordinal(self, number: int, gender: str = MASCULINE) -> str:
        """Premier, première, deuxième."""
        return "première" if number == 1 and gender == FEMININE else super().ordinal(number)

    def ranked(self, number: int, gender: str, before: str, after: str) -> str:
        """Deuxième, or second where it is written so: 2nd."""
        return self.ordinal(number, gender)

    def marked(self, number: int, mark: str, gender: str) -> str | None:
        """2nd, 2nde."""
        if number == 2 and mark in {"nd", "nde", "d", "de"}:
            return "seconde" if gender == FEMININE else "second"
        if mark.endswith("s"):
            return f"{self.ordinal(number, gender)}s"
        return None

    def ruler(self, number: int, gender: str, before: str = "") -> str:
        """Louis quatorze; only the first has a rank."""
        return self.ordinal(1, gender) if number == 1 else self.integer(number)

    def mixed_count(self, whole: int, top: int, bottom: int, noun: str) -> str | None:
        """Deux heures et demie."""
        gender = self.gender(noun)
        part = f"demi{'e' * (gender == FEMININE)}" if (top, bottom) == (1, 2) else self.fraction(top, bottom, gender)
        return part and f"{self.cardinal(whole, gender)} {noun} {self.word('and')} {part}"

    def part(self, top: int, bottom: int, unit: str, gender: str, before: str) -> str | None:
        """Un demi-litre, trois quarts de litre."""
        said = self.fraction(top, bottom, gender)
        if (top, bottom) == (1, 2):
            return f"{said}-{unit}"
        return said and f"{said} {'d’' if unit[0] in 'aeiouhé' else 'de '}{unit}"

    def by(self, written: str, after: str) -> str:
        """Trois sur quatre mètres; four times a hundred: 4x100."""
        area = re.match(r"\d{1,3}(?:,\d+)? ?(?:m|cm|mm|km|mètres)\b", after) and not re.match(r"[124]00\b", after)
        return "sur" if area else super().by(written, after)

    def minute(self, number: int, before: str) -> str:
        """À la soixante-septième; quatre-vingt-dix minutes."""
        return self.ordinal(number, FEMININE) if re.search(r"\bla $", before) else super().minute(number, before)

    def phone(self, groups: list[str]) -> str:
        """Zéro un, vingt-trois: by twos."""
        return ", ".join(f"zéro {self.integer(int(group[1]))}" if group[0] == "0" and len(group) == 2
                         else self.integer(int(group)) for group in groups)  # fmt: skip

    def date(self, day: int, month: int, year: int | None, before: str) -> str:
        """Quatorze mars deux mille vingt-six."""
        said = f"{self.ordinal(1) if day == 1 else self.integer(day)} {self.months[month - 1]}"
        return f"{said} {self.year(year)}" if year else said

    def clock(self, hour: int, minute: int | None, second: int | None, *, marked: bool) -> str:
        """Vingt heures trente."""
        said = f"{self.cardinal(hour, FEMININE)} heure{'s' * (hour > 1)}"
        if minute:
            said += f" {self.cardinal(minute, FEMININE)}"
        return f"{said} {self.cardinal(second, FEMININE)}" if second else said


def say_century(match: re.Match[str], context: Context) -> str | None:
    """Au IIIe s. av. J.-C."""
    ranked = re.search(r"[IVX](?:ers?|es?|ᵉʳ?) $", context.before(match.start()))
    ends = "." if not context.after(match.end()).strip() else ""
    return f"siècle{ends}" if ranked else None


def say_height(match: re.Match[str], context: Context) -> str:
    """Il mesure 1m80."""
    metres, rest = (context.tongue.cardinal(int(part)) for part in match.groups())
    return f"{metres} mètre{'s' * (match[1] != '1')} {rest}"


def say_article(match: re.Match[str], context: Context) -> str:
    """L'article L. 121-3, R421-1-2: a part of a code, number by number."""
    numbers = (context.tongue.cardinal(int(part)) for part in match[2].split("-"))
    return f"{match[1]} {' tiret '.join(numbers)}"


TONGUE = French()
GRAMMAR = make_grammar(
    TONGUE,
    (
        rule(
            "always open",
            "digit",
            r"(\d{1,2}) ?([hj])(?:/| ?sur ?)(\d{1,2})(?!\w)",
            lambda match, context: (
                f"{context.tongue.cardinal(int(match[1]), FEMININE if match[2] == 'h' else MASCULINE)} "
                f"{'heures' if match[2] == 'h' else 'jours'} sur {context.tongue.cardinal(int(match[3]))}"
            ),
        ),
        rule(
            "decade",
            "digit",
            r"80(?=(?<=années 80))(?!\d)",
            lambda _, context: context.tongue.cardinal(80).removesuffix("s"),
        ),
        rule("height", "digit", r"([12]) ?m ?(\d\d)(?!\w)", say_height),
        rule("saint", "letter", r"S(te?)-(?=[A-ZÉ])", lambda match, _: "Sainte-" if match[1] == "te" else "Saint-"),
        rule("article of a code", "letter", r"([LRDA])\.? ?(\d{1,4}(?:-\d{1,3}){1,3})(?![\w-])", say_article),
        rule("century", "letter", r"s\.(?!\w)", say_century),
        rule("september", "letter", r"sept\.(?=(?<=1er sept\.) )", lambda *_: "septembre"),
        rule(
            "war by its years",
            "digit",
            r"(\d\d)-(\d\d)(?=(?<=guerre de \d\d-\d\d)|(?<=en \d\d-\d\d))(?!\w)",
            lambda match, context: f"{context.tongue.cardinal(int(match[1]))} {context.tongue.cardinal(int(match[2]))}",
        ),
    ),
    r"sept\. |s\.(?!\w)|Ste?-|[LRDA]\.? ?\d{1,4}-\d",
)
