"""What a given name suggests about a person's gender, from the dictionary that the gender-guesser library carries."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from podcaster.quotes import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable

_SURE = {"male": "male", "female": "female", "mostly_male": "male", "mostly_female": "female"}


@cache
def _dictionary() -> bytes:
    return resources.files("gender_guesser").joinpath("data/nam_dict.txt").read_bytes()


def guess_genders(names: Iterable[str]) -> dict[str, str]:
    """Guesses the gender of given names.

    The library takes 0.15 s to read its whole dictionary, longer than an article may take; it is given the lines of the
    names asked for only.

    Args:
        names: Given names.

    Returns:
        Name -> "male", "female", or an empty string where the name does not show it.
    """
    wanted = {name: _formal(name) for name in sorted(set(names)) if name.isalpha() and len(name) > 1}
    known = _lookup(tuple(sorted({form for forms in wanted.values() for form in forms})))
    return {name: _agreed({known.get(form, "") for form in forms}) for name, forms in wanted.items()}


def _formal(name: str) -> tuple[str, ...]:
    """The full forms of a nickname, which the dictionary knows better; else the name itself."""
    groups = [group.split() for group in lexicon.NICKNAMES if name.lower() in group.split()[:2]]
    full = tuple(word.capitalize() for group in groups for word in group if word != name.lower())
    return full if name.lower().endswith(("ie", "y")) and full else (name,)


def _agreed(genders: set[str]) -> str:
    shown = genders - {""}
    return shown.pop() if len(shown) == 1 else ""


@cache
def _lookup(names: tuple[str, ...]) -> dict[str, str]:
    from gender_guesser.detector import Detector

    data = _dictionary()
    lines: list[str] = []
    for name in names:
        key = b" " + name.encode() + b" "
        at = data.find(key)
        while at >= 0:
            begin, end = data.rfind(b"\n", 0, at) + 1, data.find(b"\n", at)
            lines.append(data[begin:end].decode("utf-8"))
            at = data.find(key, end)

    class _Few(Detector):  # type: ignore[misc]
        """The library's detector, reading a few lines only."""

        def _parse(self, filename: Any) -> None:  # noqa: ARG002  (the library gives it)
            self.names: dict[str, Any] = {}
            for line in lines:
                self._eat_name_line(line.strip())

    detector = _Few()
    return {name: _SURE.get(detector.get_gender(name), "") for name in names}
