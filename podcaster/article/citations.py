"""Whom a block quote quotes, where the article says so beside it: "— Ada Byron, miller"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.article.page.sources import SOURCE_MARK
from podcaster.article.parts import tidy
from podcaster.model import BlockKind
from podcaster.patterns import on_demand
from podcaster.sentences import ends_sentence

if TYPE_CHECKING:
    from podcaster.article.parts import Part

DASHED = on_demand(r"^(?:[–—―~]|-{1,2})\s*(?P<name>[^.!?]{2,120}|[^!?]{2,60}[A-Z]\.[^.!?]{2,60})\.?$")
"""A line behind a quotation that names its source."""
LONGEST = 120
SIGNED = on_demand(r"(?P<words>.*[»”“\"’›])\s+(?P<line>[^«»“”„\"]{4,120})$", re.DOTALL)
"""Words in quotation marks, and what stands behind them in the same line."""
PARTICLE = 3
"""Letters of the longest small word in a name: de, von, dos, y."""
MOST_NAMES = 5
"""Words of a name."""


def named_source(line: str, *, sure: bool = False) -> str:
    """The source that a line names; empty when it is more of the quotation.

    Args:
        line: The line.
        sure: It is known to name the source: it need not begin with a dash.
    """
    if line.startswith(SOURCE_MARK):
        return named_source(tidy(line[1:]), sure=True)
    if found := DASHED.match(line):
        return tidy(found["name"])
    return tidy(line.lstrip("—–―-~ ")).rstrip(".") if sure and 0 < len(line) <= LONGEST * 2 else ""


def signature(text: str, above: str) -> tuple[str, str]:
    """A block quote's last paragraph, and the name at its end that nothing but its place tells from the quotation.

    Args:
        text: The last paragraph of the quotation.
        above: The one before it; empty when there is none.

    Returns:
        The paragraph without its source, and the source: "Rosa Roe", "Rosa Roe, mother of two"; empty when there is
        none.
    """
    words, _, last = text.rstrip().rpartition("\n")
    if ends_sentence(words or above) and is_signature(tidy(last)):
        return words, tidy(last)
    if (found := SIGNED.fullmatch(text.strip())) and is_signature(tidy(found["line"])):
        return found["words"], tidy(found["line"])
    return text, ""


def is_signature(line: str) -> bool:
    """Whether a line is somebody's full name, and perhaps behind a comma who that is."""
    name, _, office = line.partition(",")
    words = name.split()
    if not 2 <= len(words) <= MOST_NAMES or len(line) > LONGEST or ends_sentence(line) or office[:1].strip():
        return False
    if not (words[0][:1].isupper() and words[-1][:1].isupper() and all(letter not in name for letter in ":;!?()")):
        return False
    return all(word[:1].isupper() or len(word) <= PARTICLE for word in words) and not any(map(str.isdigit, name))


def attach(parts: list[Part]) -> None:
    """Give block quotes the source that the line behind them names."""
    for index, part in enumerate(parts[1:], start=1):
        above = parts[index - 1]
        if part.kind is not None or above.kind is not BlockKind.QUOTATION or above.cite:
            continue
        if cite := named_source(tidy(part.text[: LONGEST * 2])):
            part.kind = BlockKind.CREDIT
            for other in reversed(parts[:index]):
                if other.kind is not BlockKind.QUOTATION or other.cite:
                    break
                other.cite = cite
    for part in parts:
        part.text = part.text.replace(SOURCE_MARK, "")
