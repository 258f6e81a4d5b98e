"""A script's title page: what the episode is, and everyone who speaks in it.

::

    Title: The Lighthouse
    Cast:
        Jane Doe: female
        Ray Poe: male, voice steph
        Luc Morel: male, language fr
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from difflib import get_close_matches
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from podcaster.languages import EXPECTED, tag_of
from podcaster.model import NARRATOR, UNATTRIBUTED, Gender, Role
from podcaster.patterns import on_demand
from podcaster.script.markup import one_line, unescape
from podcaster.script.tongues import tongue_at

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence

    from podcaster.model import Line, Script, Section
    from podcaster.script.blocks import Fail

KEYS = (
    "Title",
    "Show",
    "Author",
    "Authors",
    "Credit",
    "Source",
    "Draft date",
    "Language",
    "Publisher",
    "Contact",
    "Cast",
)
"""The keys that Fountain or this program know; a first line with one of them begins a title page."""

ENTRY = on_demand(r"(?P<key>[A-Za-z][\w \-]{0,40}):(?:\s+(?P<value>.*))?$")
LANGUAGE = "Language"
"""The key of what the script is in."""
INDENTED = on_demand(r"\s{3,}\S")
SHORTEST_WORD = 4
"""Letters that a word of a name needs before another one that differs by a letter is taken for a slip: Ann and Anne,
Tim and Tom are often two people."""

MOST_WORDS, LONGEST_WORD = 12, 40
"""Of a name, and letters of a word; in what is longer no slips are looked for."""


def nearest(word: str, known: Iterable[str]) -> str:
    """The one of ``known`` that ``word`` was probably meant to be; empty when none is close."""
    return next(iter(get_close_matches(word, list(known), n=1, cutoff=0.6)), "")


def read_title_page(
    lines: Sequence[tuple[int, str]], fail: Fail, *, before: bool = False
) -> tuple[dict[str, str], dict[str, Role]] | None:
    """Read a script's first lines.

    Args:
        lines: Number and text of each line up to the first blank one.
        fail: Raises an error from line, column and sentence.
        before: The script was accepted before: a language that is none stands there as it is.

    Returns:
        Key -> text without the cast, and name -> role of the cast; None when the lines are no title page.
    """
    if not lines or not _is_title_page(lines):
        return None
    metadata: dict[str, str] = {}
    cast: dict[str, Role] = {}
    key, tag = "", partial(_tag, fail=fail, before=before)
    for number, text in lines:
        if INDENTED.match(text) and key:
            if key == "Cast":
                _read_role(number, text, cast, fail, tag)
            else:
                said = tag(_plain(text), number, len(text) - len(text.lstrip())) if key == LANGUAGE else _plain(text)
                metadata[key] = f"{metadata[key]}\n{said}".strip()
            continue
        entry = ENTRY.match(text.rstrip())
        if entry is None:
            fail(
                number,
                1,
                "expected a key and a text, such as Title: The Lighthouse, and an empty line behind the title page",
            )
        key = next((known for known in KEYS if known.casefold() == entry["key"].casefold()), entry["key"])
        value = _plain(entry["value"] or "")
        if key == "Cast" and value:
            fail(number, entry.start("value") + 1, "expected the cast below, an indented line for each person")
        if key == LANGUAGE and value:
            value = tag(value, number, entry.start("value"))
        if key != "Cast":
            metadata[key] = f"{metadata.get(key, '')}\n{value}".strip()
    return metadata, cast


def check_cast(lines: Sequence[tuple[int, str]], fail: Fail) -> None:
    """Refuse a cast behind an empty line: it would be read aloud, and everybody would lose gender and voice.

    Args:
        lines: Number and text of each line of a block that is behind the title page, and before any section.
        fail: Raises an error from line, column and sentence.
    """
    for (number, text), (_, following) in pairwise(lines):
        if text.rstrip().casefold() == "cast:" and INDENTED.match(following) and ":" in following:
            fail(number, 1, "the title page ends at its first empty line, above this; take that line out")


def _is_title_page(lines: Sequence[tuple[int, str]]) -> bool:
    first = ENTRY.match(lines[0][1])
    if first is None:
        return False
    known = first["key"].casefold() in {key.casefold() for key in KEYS}
    return known or all(ENTRY.match(text) or INDENTED.match(text) for _, text in lines)


def _plain(text: str) -> str:
    return one_line(unescape(text))


def _tag(text: str, number: int, column: int, *, fail: Fail, before: bool) -> str:
    """The tag of a language that stands somewhere on a title page; as it is where that was accepted before."""
    if not (tag := tag_of(text)) and not before:
        fail(number, column + 1, f"{text!r} is no language; expected {EXPECTED}")
    return tag or text


def _read_role(number: int, text: str, cast: dict[str, Role], fail: Fail, tag: Callable[[str, int, int], str]) -> None:
    name, colon, rest = _plain(text).rpartition(":")
    name = one_line(name if colon else rest)
    gender, voice, language = Gender.UNKNOWN, "", ""
    for part in (part.strip() for part in rest.split(",")) if colon else ():
        column = max(text.rfind(part), 0) + 1
        if part in list(Gender):
            gender = Gender(part)
        elif part.startswith("voice ") and part.removeprefix("voice ").strip():
            voice = part.removeprefix("voice ").strip()
        elif part.startswith("language ") and part.removeprefix("language ").strip():
            language = tag(part.removeprefix("language ").strip(), number, column + len("language ") - 1)
        else:
            meant = nearest(part, Gender)
            hint = (
                f"did you mean {meant}?"
                if meant
                else "expected female, male, neutral or unknown, voice and its name, or language and its tag"
            )
            fail(number, column, f"{part!r} says nothing about {name}; {hint}")
    if not name:
        fail(number, 1, "expected a name, a colon and a gender, such as Jane Doe: female")
    if name in cast:
        fail(number, len(text) - len(text.lstrip()) + 1, f"{name} stands in the cast twice; expected each name once")
    cast[name] = Role(name, gender, voice, language)


def list_roles(sections: Iterable[Section], cast: Mapping[str, Role], follow: Collection[str] = ()) -> tuple[Role, ...]:
    """Everyone who speaks, in the order of their first line.

    Args:
        sections: What is said.
        cast: What is known of roles. Who is new speaks the language of what stands around, where an article of the
            script is in another one.
        follow: Who does too, though something is known of them.
    """
    parts = [section.lines for section in sections]
    names = dict.fromkeys(line.role for lines in parts for line in lines)
    roles = {name: cast.get(name, Role(name)) for name in names}
    known = {name: role for name, role in cast.items() if name not in follow}
    if any(role.language for role in known.values()):
        for name in names.keys() - known.keys() - {NARRATOR, UNATTRIBUTED}:
            lines = next(each for each in parts if any(line.role == name for line in each))
            place = next(at for at, line in enumerate(lines) if line.role == name)
            roles[name] = replace(roles[name], language=tongue_at(lines, place, known))
    return tuple(roles.values())


def with_sections(
    script: Script, sections: Iterable[Section], cast: Mapping[str, Role], follow: Collection[str] = ()
) -> Script:
    """A script with what is said now, and everyone who speaks.

    Whose last line is gone is listed no more. Who was listed before they had a line is, until they have one.

    Args:
        script: The script.
        sections: What is said.
        cast: What is known of roles, as ``list_roles`` has it.
        follow: The same.
    """
    sections, known = tuple(sections), dict(cast)
    for role in script.awaited:
        known[role.name] = with_known(role, known.get(role.name, role))
    roles = list_roles(sections, known, follow)
    return replace(script, sections=sections, roles=roles, awaited=awaited_still(script.awaited, roles))


def awaited_still(awaited: Iterable[Role], roles: Iterable[Role]) -> tuple[Role, ...]:
    """Whom a title page lists though they say nothing yet, but for those who do speak."""
    names = {role.name for role in roles}
    return tuple(role for role in awaited if role.name not in names)


def with_known(role: Role, known: Role) -> Role:
    """What a title page says of somebody, else what was known. Another gender has another voice."""
    same = role.gender in {Gender.UNKNOWN, known.gender}
    voice = role.voice or (known.voice if same else "")
    gender = known.gender if role.gender is Gender.UNKNOWN else role.gender
    return replace(role, gender=gender, voice=voice, language=role.language or known.language)


def check_names(lines: Sequence[Line], cast: Mapping[str, Role], people: Collection[str], fail: Fail) -> None:
    """Refuse a name that differs by a letter, or in nothing but capitals, from somebody else's.

    A name that the title page lists is right; of two others, the one with more lines is, else the earlier one.
    """
    counts = Counter(line.role for line in lines)
    sure = {NARRATOR, UNATTRIBUTED, *cast, *people}
    doubtful = {name: place for place, name in enumerate(name for name in counts if name not in sure)}
    if not doubtful:
        return
    known = list(dict.fromkeys((*cast, *people, *doubtful)))
    alike: dict[Hashable, list[int]] = {}
    for place, name in enumerate(known):
        for key in _likeness(name):
            alike.setdefault(key, []).append(place)
    wrong: dict[str, str] = {}
    for name, rank in doubtful.items():
        for place in sorted({place for key in _likeness(name) for place in alike[key]}):
            other = known[place]
            stronger = other in sure or (counts[other], -doubtful[other]) > (counts[name], -rank)
            if stronger and is_slip(name, other):
                wrong[name] = other
                break
    for line in lines:
        if line.role in wrong:
            fail(
                line.place,
                1,
                f"nobody is called {line.role!r}; did you mean {wrong[line.role]!r}? "
                "If they are two people, list both under Cast: on the title page.",
            )


def _likeness(name: str) -> Iterator[Hashable]:
    """What two names have in common when one may be a slip of the other (``is_slip``): they need not all be compared.

    Two words that are one letter apart are the same when a certain letter of each is left out, or of one of them.
    """
    folded = name.casefold()
    yield folded
    words = folded.split()
    if len(words) > MOST_WORDS:
        return
    for place, word in enumerate(words):
        if not (word.isalpha() and SHORTEST_WORD <= len(word) <= LONGEST_WORD):
            continue
        others = (*words[:place], "", *words[place + 1 :])
        yield others, word
        yield from {(others, word[:letter] + word[letter + 1 :]) for letter in range(len(word))}


def is_slip(name: str, known: str) -> bool:
    """Whether two names are the same but for capitals, or but for one letter of one word."""
    if name.casefold() == known.casefold():
        return True
    words, others = name.casefold().split(), known.casefold().split()
    if len(words) != len(others):
        return False
    different = [(word, other) for word, other in zip(words, others, strict=True) if word != other]
    if len(different) != 1:
        return False
    word, other = different[0]
    letters = word.isalpha() and other.isalpha() and min(len(word), len(other)) >= SHORTEST_WORD
    return letters and one_letter_apart(word, other)


def one_letter_apart(word: str, other: str) -> bool:
    """Whether one letter was changed, added, left out, or swapped with its neighbour."""
    start = next((i for i, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))
    left, right = word[start:], other[start:]
    swapped = left[:2] == right[1::-1] and left[2:] == right[2:] and len(left) > 1
    return left[1:] == right[1:] or left[1:] == right or left == right[1:] or swapped
