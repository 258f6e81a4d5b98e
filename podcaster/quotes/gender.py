"""What a given name suggests about a person's gender, from the dictionary that the gender-guesser library carries."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

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
    wanted = {name for name in names if name.isalpha() and len(name) > 1}
    known = _lookup(tuple(sorted(wanted)))
    return {name: known.get(name, "") for name in wanted}


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

        def _parse(self, filename: Any) -> None:
            self.names: dict[str, Any] = {}
            for line in lines:
                self._eat_name_line(line.strip())

    detector = _Few()
    return {name: _SURE.get(detector.get_gender(name), "") for name in names}
