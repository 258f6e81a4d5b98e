"""Features are texts, and one without a weight weighs nothing: none may be misspelt, in the rules or in the weights.

A feature is written where it is read off the text, often as an f-string, whose values can be anything here.
"""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from quotes_gold import article_of

import podcaster.quotes
from podcaster.quotes import make_quotes
from podcaster.quotes.choice import load_weights
from podcaster.quotes.detection import kinds
from podcaster.quotes.detection.passages import find_passages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from podcaster.quotes.choice import Weights

QUOTES = Path(podcaster.quotes.__file__).parent
RULES = [path for room in ("attribution", "coreference", "mentions") for path in sorted((QUOTES / room).glob("*.py"))]
LISTS = {"features", "names", "found", "signs", "name"}
"""What the functions that read features call what they gather them in."""


def texts(node: ast.expr | None) -> Iterator[str]:
    """The texts that an expression gives, or is a list or a table of, as patterns; of a value within, anything fits."""
    match node:
        case ast.Constant(value=str(text)):
            yield re.escape(text)
        case ast.JoinedStr(values=parts):
            yield "".join(re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+" for part in parts)
        case ast.IfExp(body=one, orelse=other) | ast.BinOp(left=one, right=other):
            yield from texts(one)
            yield from texts(other)
        case ast.List(elts=parts) | ast.Dict(keys=parts) | ast.BoolOp(values=parts):
            for part in parts:
                yield from texts(part)
        case ast.DictComp(key=part) | ast.ListComp(elt=part):
            yield from texts(part)


def gathered(node: ast.AST) -> Iterator[str]:
    """The features that a step of a function gathers."""
    match node:
        case ast.Return(value=value):
            yield from texts(value)
        case ast.Assign(targets=[ast.Subscript(value=ast.Name(id=name), slice=key)]) if name in LISTS:
            yield from texts(key)
        case (
            ast.Assign(targets=[ast.Name(id=name)], value=value)
            | ast.AnnAssign(target=ast.Name(id=name), value=value)
            | ast.AugAssign(target=ast.Name(id=name), value=value)
        ) if name in LISTS:
            yield from texts(value)
        case (
            ast.Call(func=ast.Attribute(attr="append" | "fromkeys"), args=[value, *_])
            | ast.Call(func=ast.Name(id="Candidate"), args=[value, *_])
        ):
            yield from texts(value)


@pytest.fixture(scope="module")
def trees() -> dict[Path, ast.Module]:
    """The rules, parsed once."""
    return {path: ast.parse(path.read_text("utf-8")) for path in (*QUOTES.glob("*.py"), *RULES)}


@pytest.fixture(scope="module")
def written(trees: dict[Path, ast.Module]) -> dict[str, str]:
    """Every feature that the rules of attribution read, as a pattern, with where it stands."""
    found = {}
    for path in RULES:
        lines = path.read_text("utf-8").splitlines()
        for function in ast.walk(trees[path]):
            if not isinstance(function, ast.FunctionDef):
                continue
            if re.search("[fF]eatures|Weighted", "\n".join(lines[function.lineno - 1 : function.end_lineno])):
                for node in ast.walk(function):
                    found |= {pattern: f"{path.name}:{getattr(node, 'lineno', 0)}" for pattern in gathered(node)}
    return {pattern: place for pattern, place in found.items() if pattern.replace(".+", "").strip()}


def test_every_weight_is_of_words_that_the_rules_have(trees: dict[Path, ast.Module]) -> None:
    """Values too: a class of words, a side, a role; only numbers and marks may be anything."""
    words = {"True", "False"}
    for tree in trees.values():
        nodes = list(ast.walk(tree))
        docs = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
        given = [node.value for node in nodes if isinstance(node, ast.Constant) and id(node) not in docs]
        words |= {word for text in given if isinstance(text, str) for word in text.split()}
    names = {name for table in load_weights().values() for name in table}
    assert {word for name in names for word in name.split() if re.search("[a-z]", word)} <= words


def test_every_feature_that_is_read_has_a_weight(written: dict[str, str]) -> None:
    names = "\n".join(name for table in load_weights().values() for name in table)
    lost = {place: pattern for pattern, place in written.items() if not re.search(f"^{pattern}$", names, re.MULTILINE)}
    assert lost == {}


def test_kinds_of_passages_are_weighed_by_the_features_that_are_read() -> None:
    tree = ast.parse((QUOTES / "detection" / "features.py").read_text("utf-8"))
    tables = [node for node in ast.walk(tree) if isinstance(node, ast.Dict)]
    read = {key.value for table in tables for key in table.keys if isinstance(key, ast.Constant)}
    assert read == kinds.weights().keys()
    asked = ast.parse((QUOTES / "detection" / "kinds.py").read_text("utf-8"))
    named = [*(each.left for each in ast.walk(asked) if isinstance(each, ast.Compare)), *sets(asked)]
    assert {each.value for each in named if isinstance(each, ast.Constant) and isinstance(each.value, str)} <= read


def sets(tree: ast.Module) -> Iterator[ast.expr]:
    """What the sets of a module hold."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Set):
            yield from node.elts


ODD = Path(__file__).parent / "data" / "attribution" / "features.txt"
"""Features that have a weight and that nobody reads, or are read without one; written by running this module."""
SETS = (
    "another",
    "british",
    "campaigns",
    "congress",
    "dialogue",
    "fresh",
    "indian",
    "showbiz",
    "sports",
    "stories",
    "tenforms",
)
"""Annotated texts that bring up nearly every feature there is."""


class Asked(dict[str, float]):
    """Weights that note which features they are asked for."""

    def __init__(self, weights: Weights, asked: set[str]) -> None:
        super().__init__(weights)
        self._asked = asked

    def get(self, feature: str, default: Any = None) -> Any:
        """A feature's weight."""
        self._asked.add(feature)
        return super().get(feature, default)


def asked_for() -> tuple[set[str], set[str]]:
    """The features that have a weight and that no annotated text has; and those that one has, without a weight."""
    asked: set[str] = set()
    weights = {name: Asked(table, asked) for name, table in load_weights().items()}
    for name in SETS:
        for line in (ODD.parent / f"{name}.jsonl").read_text("utf-8").splitlines():
            article = article_of(json.loads(line)["text"])
            make_quotes(article, find_passages(article), weights)
    weighed = {feature for table in weights.values() for feature in table}
    return weighed - asked, asked - weighed


def test_a_feature_that_is_misspelt_is_found() -> None:
    """In the rules it has no weight, in the weights nobody asks for it; the few that are so without it are known."""
    blocks = ODD.read_text("utf-8").split("\n\n")
    known = [{line for line in block.splitlines() if line[:1] != "#"} for block in blocks]
    assert [odd - held for odd, held in zip(asked_for(), known, strict=True)] == [set(), set()]


if __name__ == "__main__":  # writes down what is so now; look at what has come before you keep it
    heads = (
        "# Weights of features that none of the annotated texts has; those that the weights were fitted to have them.",
        "# Features that they have, and no weight: none of the texts that the weights were fitted to has them.",
    )
    both = zip(heads, asked_for(), strict=True)
    ODD.write_text("\n\n".join("\n".join([head, *sorted(odd)]) for head, odd in both) + "\n", "utf-8")
