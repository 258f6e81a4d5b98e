"""No expression can count the same signs in many ways: one that fails then does not come back for ordinary text."""

from __future__ import annotations

import importlib
import pkgutil
from re import _constants as kind  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any

import pytest

import podcaster
from podcaster.patterns import _Waiting

if TYPE_CHECKING:
    from collections.abc import Iterator

MANY = 12
"""A repeat of so many has some thousand ways to share out as many signs."""
HARMLESS = {"podcaster.quotes.words.paragraphs.WORD"}
"""Nothing has to follow what is repeated there, so that nothing is ever counted again."""


def repeats_many(item: Any) -> bool:
    """Whether something is repeated as often as there are signs, and may be counted again."""
    return item[0] in {kind.MAX_REPEAT, kind.MIN_REPEAT} and item[1][1] >= MANY


def may_be_empty(item: Any) -> bool:
    return item[0] is kind.AT or parser.SubPattern(parser.State(), [item]).getwidth()[0] == 0


def plain(items: Any) -> list[Any]:
    """What stands in a row, groups opened."""
    return [each for item in items for each in (plain(item[1][3]) if item[0] is kind.SUBPATTERN else [item])]


def bodies(item: Any) -> list[Any]:
    """What stands inside of something."""
    name, value = item
    if name in {kind.MAX_REPEAT, kind.MIN_REPEAT, kind.POSSESSIVE_REPEAT}:
        return [value[2]]
    if name is kind.BRANCH:
        return list(value[1])
    if name is kind.ATOMIC_GROUP:
        return [value]
    return [value[-1]] if name in {kind.SUBPATTERN, kind.ASSERT, kind.ASSERT_NOT} else []


def ambiguous(items: Any) -> Iterator[str]:
    """Repeats of repeats with nothing between two rounds that has to be there: ``(?:a+,?)*``."""
    for item in items:
        for body in bodies(item):
            yield from ambiguous(body)
        if repeats_many(item):
            row = plain(item[1][2])
            rows = [plain(each) for each in row[0][1][1]] if [each[0] for each in row] == [kind.BRANCH] else [row]
            for each in rows:
                again = [part for part in each if repeats_many(part)]
                if any(all(may_be_empty(other) for other in each if other is not part) for part in again):
                    yield str(each)


def expressions() -> Iterator[tuple[str, _Waiting]]:
    """All expressions of modules, by where they stand."""
    for module in pkgutil.walk_packages(podcaster.__path__, "podcaster."):
        if not module.name.endswith("__main__") and ".testing" not in module.name:
            for name, value in vars(importlib.import_module(module.name)).items():
                if isinstance(value, _Waiting):
                    yield f"{module.name}.{name}", value


def test_no_expression_shares_out_the_same_signs_in_many_ways() -> None:
    found = {name: list(ambiguous(parser.parse(each.pattern, each._given[1]))) for name, each in expressions()}
    assert len(found) > 500
    assert {name for name, ways in found.items() if ways} == HARMLESS


@pytest.mark.parametrize(
    ("pattern", "is_ambiguous"),
    [
        (r"(?:x+[\s,]*(?:and\s)?)*$", True),
        (r"(?:x++[\s,]*(?:and\s)?)*$", False),
        (r"(?:\w+\s)*$", False),
        (r"(?:a|b+)*$", True),
        (r"y(?=(?:\w+\b)+$)", True),
    ],
)
def test_what_is_ambiguous(pattern: str, is_ambiguous: bool) -> None:
    assert bool(list(ambiguous(parser.parse(pattern)))) is is_ambiguous
