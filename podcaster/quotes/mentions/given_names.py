"""Given names, and what they suggest about gender, from the dictionary that the gender-guesser library carries."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from podcaster.patterns import on_demand
from podcaster.quotes import lists

if TYPE_CHECKING:
    from collections.abc import Iterable

_SURE = {"male": "male", "female": "female", "mostly_male": "male", "mostly_female": "female"}


@cache
def _dictionary() -> bytes:
    import gender_guesser

    return Path(gender_guesser.__file__).with_name("data").joinpath("nam_dict.txt").read_bytes()


@cache
def is_given_name(word: str) -> bool:
    """Whether a capitalised word is a given name somewhere in the world."""
    if not word.isalpha() or len(word) < 3:
        return False
    low, high = _region(_initial(word))
    return _dictionary().find(b" " + word.encode() + b" ", low, high) >= 0


def may_be_given(word: str) -> bool:
    """Whether a word before a surname is a given name, one of two letters ("Ed", "Bo"), or initials ("J.", "T.J.")."""
    if is_given_name(word) or _INITIALS.fullmatch(word):
        return True
    lower = word.lower()
    if len(word) != 2 or not word.istitle() or lower in lists.PREPOSITIONS | lists.DETERMINERS | lists.POSSESSIVES:
        return False
    low, high = _region(_initial(word))
    at = _dictionary().find(b" " + word.encode() + b" ", low, high)
    return at >= 0 and _dictionary()[_dictionary().rfind(b"\n", 0, at) + 1 : at].strip() in {b"M", b"F"}


_INITIALS = on_demand(r"(?:[A-Z]\.)+|[A-Z]")
"""What stands for given names: "J.", "T.J."."""


@cache
def how_common(word: str) -> int:
    """How common a given name is: the sum over all countries of what the dictionary says, each step twice as often.

    0 for what is none; 1 for what is rare in one country, as surnames and names of places are that somebody bears.
    """
    if not is_given_name(word):
        return 0
    key = b" " + word.encode() + b" "
    low, high = _region(_initial(word))
    at, most = _dictionary().find(key, low, high), 0
    while at >= 0:
        end = _dictionary().find(b"\n", at)
        countries = _dictionary()[at + len(key) : end].decode("utf-8", "replace")
        most = max(most, sum(int(sign, 16) for sign in countries if sign in "0123456789ABCDEF"))
        at = _dictionary().find(key, end, high)
    return most


def guess_genders(names: Iterable[str]) -> dict[str, str]:
    """Guesses the gender of given names.

    The library takes 0.15 s to read its whole dictionary, longer than an article may take; it is given the lines of the
    names asked for only.

    Args:
        names: Given names.

    Returns:
        Name -> "male", "female", or an empty string where the name does not show it.
    """
    wanted, known = _known(names)
    return {name: _agreed({_SURE.get(known.get(form, ""), "") for form in forms}) for name, forms in wanted.items()}


def shared_names(names: Iterable[str]) -> frozenset[str]:
    """Those of some given names that both men and women have, though one of them more often ("Glyn", "Kyle").

    A name is one, too, that the other gender has where English is spoken ("Jan", "Jordan").

    Args:
        names: Given names.
    """
    wanted, known = _known(names)
    return frozenset(
        name
        for name, forms in wanted.items()
        if all("_" in known.get(form, "") or _is_others_in_english(form, known.get(form, "")) for form in forms)
    )


@cache
def _is_others_in_english(word: str, gender: str) -> bool:
    """Whether in Britain, Ireland or America nobody of a gender has a given name, and somebody of the other."""
    found: set[str] = set()
    low, high = _region(_initial(word))
    key = b" " + word.encode() + b" "
    at = _dictionary().find(key, low, high)
    while at >= 0:
        begin = _dictionary().rfind(b"\n", 0, at) + 1
        sign, used = _dictionary()[begin : begin + 3].decode().strip(" 1?"), _dictionary()[begin + 30 : begin + 33]
        if sign in {"M", "F"} and used.strip():
            found.add("male" if sign == "M" else "female")
        at = _dictionary().find(key, at + 1, high)
    return bool(found) and bool(gender) and gender not in found


def _known(names: Iterable[str]) -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    """Each name's full forms, and what the dictionary says of those."""
    wanted = {name: _formal(name) for name in sorted(set(names)) if name.isalpha() and len(name) > 1}
    return wanted, _lookup(tuple(sorted({form for forms in wanted.values() for form in forms})))


def _formal(name: str) -> tuple[str, ...]:
    """The full forms of a nickname, which the dictionary knows better; else the name itself, and without accents."""
    groups = [group.split() for group in lists.NICKNAMES if name.lower() in group.split()[:2]]
    full = tuple(word.capitalize() for group in groups for word in group if word != name.lower())
    if name.lower().endswith(("ie", "y")) and full:
        return full
    return (name,) if name.isascii() else (name, _bare(name))


def _bare(name: str) -> str:
    """A name without its accents, as the dictionary may have it: "Dónal", "Siobhán"."""
    return "".join(letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter))


def _agreed(genders: set[str]) -> str:
    shown = genders - {""}
    return shown.pop() if len(shown) == 1 else ""


@cache
def _region(letter: str) -> tuple[int, int]:
    """Where the dictionary, which is in the order of the alphabet, has the names with an initial."""
    return _first_line(letter), _first_line(chr(ord(letter) + 1))


@cache
def _begin() -> int:
    """The offset of the last comment: names follow it. To look for it takes 2 ms, and there are many initials."""
    return _dictionary().rfind(b"\n#") + 1


def _first_line(letter: str) -> int:
    """The offset of the first line whose name begins with a letter or a later one, by halving."""
    data = _dictionary()
    low, high = _begin(), len(data)
    while high - low > LINE:
        middle = data.find(b"\n", (low + high) // 2) + 1
        if middle <= low or middle >= high:
            break
        word = data[middle + 3 : data.find(b" ", middle + 4)].decode("utf-8", "replace").strip()
        if word and _initial(word) >= letter:
            high = middle
        else:
            low = middle
    return low if letter <= "A" else max(0, low - LINE)


LINE = 200
"""Bytes in which a line of the dictionary begins, with room to spare."""


def _initial(name: str) -> str:
    """A name's first letter without its accent, as a capital; what is no letter counts as an A."""
    letter = unicodedata.normalize("NFD", name[:1].upper())[:1]
    return letter if "A" <= letter <= "Z" else "A"


@cache
def _lookup(names: tuple[str, ...]) -> dict[str, str]:
    from gender_guesser.detector import Detector

    data = _dictionary()
    lines: list[str] = []
    for name in names:
        key = b" " + name.encode() + b" "
        low, high = _region(_initial(name))
        at = data.find(key, low, high)
        while at >= 0:
            begin, end = data.rfind(b"\n", 0, at) + 1, data.find(b"\n", at)
            lines.append(data[begin:end].decode("utf-8"))
            at = data.find(key, end, high)

    class _Few(Detector):  # type: ignore[misc]
        """The library's detector, reading a few lines only."""

        def _parse(self, filename: Any) -> None:  # noqa: ARG002  (the library gives it)
            self.names: dict[str, Any] = {}
            for line in lines:
                self._eat_name_line(line.strip())

    detector = _Few()
    return {name: detector.get_gender(name) for name in names}
