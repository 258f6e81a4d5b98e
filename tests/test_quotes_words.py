"""Words of a language stand in its files, where they can be read and argued with: a list of them in code is none's."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import podcaster.quotes
from podcaster.quotes.foreign.language import LANGUAGES
from podcaster.quotes.lists import load_sections

if TYPE_CHECKING:
    from collections.abc import Iterator

QUOTES = Path(podcaster.quotes.__file__).parent
RULES = sorted(QUOTES.rglob("*.py"))
FEW, FEW_OF_ONE = 3, 7
"""Words that a rule for all languages may name without a list, and one for English, where they fit on its line."""
WORD = re.compile(r"[^\W\d_A-Z]{2,}(?:['’-][^\W\d_A-Z]*)?")
ALTERNATIVE = re.compile(r"(?<=[(|:])(?P<word>[^()|\\\s]{2,}?)(?=[|)])")
EXCEPTIONS = {
    ("speech.py", "block"): "flags of passages",
    ("words.py", "all"): "elided words, which tell where a word ends in a text of whatever language",
    ("words.py", "elle"): "pronouns behind a stroke, which tell the same",
    ("words.py", "lhe"): "pronouns behind a stroke, which tell the same",
}
"""Lists that are no words of a language, or that are read before it is known: their module and one of their words."""


def lists_in(tree: ast.Module, *, expressions: bool = True) -> Iterator[tuple[int, list[str]]]:
    """Lists of small words in code, with their lines: in sets, tuples and tables, texts that are split, expressions.

    An expression for one language is no list: it says in which order words stand.
    """
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        match node:
            case ast.Set(elts=parts) | ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.Dict(keys=parts):
                texts = [part.value for part in parts if isinstance(part, ast.Constant)]
            case ast.Call(func=ast.Attribute(attr="split", value=ast.Constant(value=str(text)))):
                texts = text.split()
            case ast.Constant(value=str(text)) if expressions and id(node) not in docstrings:
                plain = re.sub(
                    r"(?<=\w)\?", "", re.sub(r"\[([^\W\d_])[^\]]*\]", r"\1", text.casefold())
                )  # "ad[oa]s?" is "ados"
                texts = [match["word"].removeprefix("?:") for match in ALTERNATIVE.finditer(plain)]
            case _:
                continue
        yield node.lineno, [text for text in texts if isinstance(text, str) and WORD.fullmatch(text)]


def test_no_rule_has_a_list_of_a_languages_words() -> None:
    found, met = [], set()
    for path in RULES:
        of_all = "foreign" in path.parts
        for line, words in lists_in(ast.parse(path.read_text("utf-8")), expressions=of_all):
            reason = next((key for key in EXCEPTIONS if key[0] == path.name and key[1] in words), None)
            met.add(reason)
            if len(words) > (FEW if of_all else FEW_OF_ONE) and reason is None and not {*words} <= {*LANGUAGES, "en"}:
                found.append(f"{path.relative_to(QUOTES)}:{line}: {words}")
    assert found == []
    assert met >= EXCEPTIONS.keys()  # none is left over


CALL = re.compile(r"(?:words|row|table)_in\(\s*\"(\w+)\", \"([\w ]+)\"\s*\)")


def test_each_list_of_one_rule_is_read() -> None:
    read = [call for path in RULES for call in CALL.findall(path.read_text("utf-8"))]
    held = [(room, section) for room in sorted({room for room, _ in read}) for section in load_sections(f"{room}.txt")]
    assert {*read} == {*held}


def test_the_scan_sees_lists_in_whatever_way_they_are_written() -> None:
    code = """
A = frozenset({"von", "vom", "zum", "zur"})
B = "il lo la gli".split()
C = on_demand(r"\\b(?:ouviu|ouvia|ouviam|ouve)-se")
D = on_demand(rf"(?:[ai]d[oa]s?|[aiu]t[oi]|ndo|mente)$")
def e(word): return word in ("si", "se", "no", "ne")
F = {"der": 1, "die": 2, "das": 3, "den": 4}
"""
    assert [len(words) for _, words in lists_in(ast.parse(code)) if len(words) > FEW] == [4] * 6
