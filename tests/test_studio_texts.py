"""Every sentence that the studio shows stands in its one table of texts, so that a translation has it."""

import ast
import json
import re
from pathlib import Path

import pytest

from podcaster.errors import InputError
from podcaster.phrases import PLACE, phrase
from podcaster.studio import table

HOUSE = Path(table.__file__).parents[1]
TEXTS = json.loads((HOUSE / "studio/texts/en.json").read_text("utf-8"))
PAGE = {path.name: path.read_text("utf-8") for path in (HOUSE / "studio/assets").glob("*.js")}
KINDS = {"error", "did", "reason", "hint"}
"""Of sentences that are made below the studio."""
OF_THE_TERMINAL = {"serve.py", "opening.py"}
"""What they say is said before there is a page."""
SAYING = [
    *(path for path in sorted((HOUSE / "studio").glob("*.py")) if path.name not in OF_THE_TERMINAL),
    *sorted((HOUSE / "project").glob("*.py")),
    *sorted((HOUSE / "merging").glob("*.py")),
    HOUSE / "refused.py",
    HOUSE / "speech/recorded.py",
    HOUSE / "script/said.py",
    HOUSE / "cast/choose.py",
]
"""Modules whose sentences the studio shows."""


def constants(tree):
    """Name -> the strings of a table of the module's."""
    return {
        target.id: [each.value for each in node.value.values]
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict)
        for target in node.targets
        if isinstance(target, ast.Name) and all(isinstance(each, ast.Constant) for each in node.value.values)
    }


def name_of(call):
    return call.func.id if isinstance(call.func, ast.Name) else call.func.attr


def calls(tree):
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute)
    ]


def forms(call, tables):
    """The sentences of ``phrase(...)``."""
    first = call.args[0]
    if isinstance(first, ast.Subscript):
        return tables[first.value.id]
    return [first.value] if isinstance(first, ast.Constant) else []


def sentences():
    """What the modules say, as kind and sentence (a phrase has any kind); and where nobody can tell what it is."""
    said, unknown = set(), []
    for path in SAYING:
        tree = ast.parse(path.read_text("utf-8"))
        tables = constants(tree)
        for call in calls(tree):
            name = name_of(call)
            if name == "phrase":
                said |= {("", form) for form in forms(call, tables)}
            elif name.endswith("Error") and name not in {"ValueError", "KeyError"}:
                said |= {("error", each.value) for each in call.args if isinstance(each, ast.Constant) and each.value}
                unknown += [f"{path.name}:{each.lineno}" for each in call.args if isinstance(each, ast.JoinedStr)]
            elif name == "_take" and isinstance(call.args[-1], ast.Constant):
                said.add(("reason", call.args[-1].value))
    return said, unknown


def test_every_sentence_of_the_studio_and_of_the_operations_is_in_the_table():
    said, unknown = sentences()
    assert not unknown, f"A sentence with values is made by phrase(...): {unknown}"
    assert len(said) > 70, "The sentences are looked for in the wrong places."
    known = {tuple(key.split(".", 1)) for key in TEXTS if "." in key}
    forms_known = {form for kind, form in known if kind in KINDS}
    assert not [form for kind, form in said if ((kind, form) not in known if kind else form not in forms_known)]
    errors = {form for kind, form in known if kind == "error"}
    assert not errors - {form for _, form in said}, "Nobody says this any more."


def test_every_text_of_the_page_is_in_the_table_and_keeps_its_places():
    wanted = {
        key
        for text in PAGE.values()
        for call, key in re.findall(r"\b(t|n)\(\s*\"([^\"]+)\"", text)
        if not (key in TEXTS or (call == "n" and f"{key}.other" in TEXTS))
    }
    assert not wanted
    for key, said in TEXTS.items():
        if key.partition(".")[0] in KINDS and " " in key:
            assert set(PLACE.findall(key)) == set(PLACE.findall(said)), key


def test_a_sentence_is_said_in_the_words_of_the_table(monkeypatch):
    error = InputError(
        phrase("The script has no line {line}.", line=7), phrase("Its lines are {first} to {last}.", first=1, last=3)
    )
    assert str(error) == table.sentence_of(error) == "The script has no line 7. Its lines are 1 to 3."
    german = {
        "error.The script has no line {line}.": "Zeile {line} gibt es nicht.",
        "error.Its lines are {first} to {last}.": "Es sind {first} bis {last}.",
        "did.Took back: {what}": "Zurückgenommen: {what}",
    }
    monkeypatch.setattr(table, "texts", lambda: german)
    assert table.sentence_of(error) == "Zeile 7 gibt es nicht. Es sind 1 bis 3."
    assert table.worded("did", phrase("Took back: {what}", what="{line}")) == "Zurückgenommen: {line}"
    assert table.worded("did", "Of deeper down.") == "Of deeper down."
    with pytest.raises(KeyError):
        phrase("{nothing}")
