"""What Spanish and Portuguese say alike: ranks, rulers, sections, dates and hours."""

from __future__ import annotations

import re

from podcaster.spoken.shared.tongue import FEMININE, MASCULINE, Tongue

LAST_ORDINAL = 10
"""Rulers and popes from the eleventh on have a cardinal."""


class Iberian(Tongue):
    """A language of the Iberian peninsula."""

    def ordinal(self, number: int, gender: str = MASCULINE) -> str:
        """Primero, vigésima primera; primeiro, vigésima primeira."""
        said = super().ordinal(number)
        return re.sub(r"o\b", "a", said) if gender == FEMININE else said

    def ruler(self, number: int, gender: str, before: str = "") -> str:
        """Felipe sexto, Alfonso trece; João sexto, Luís catorze."""
        del before
        return self.ordinal(number, gender) if number <= LAST_ORDINAL else self.integer(number)

    def section(self, number: int, noun: str) -> str:
        """Siglo primero, siglo diecinueve; século dezanove."""
        del noun
        return self.ordinal(number) if number == 1 else self.integer(number)

    def date(self, day: int, month: int, year: int | None, before: str) -> str:
        """Catorce de marzo de dos mil veintiséis; catorze de março de dois mil e vinte e seis."""
        del before
        said = f"{self.integer(day)} de {self.months[month - 1]}"
        return f"{said} de {self.year(year)}" if year else said

    def month_of(self, month: int, year: int) -> str:
        """Marzo de dos mil veinticuatro."""
        return f"{self.months[month - 1]} de {self.year(year)}"

    def clock(self, hour: int, minute: int | None, second: int | None, *, marked: bool) -> str:
        """Veinte treinta, la una cero cinco; vinte e trinta, nove horas."""
        said = self.cardinal(hour, FEMININE)
        if minute:
            said += f" {self.past(minute)}"
        elif marked:
            said += f" hora{'s' * (hour != 1)}"
        return f"{said} {self.word('and')} {self.cardinal(second, MASCULINE)} segundos" if second else said

    def past(self, minute: int) -> str:
        """The minutes behind an hour."""
        return f"{self.word('and')} {self.integer(minute)}"
