"""Words of a language stand in its files, where they can be read and argued with: a list of them in code is none's."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import podcaster.quotes
from podcaster.quotes.foreign.language import LANGUAGES
from podcaster.quotes.lists import PRONOUNS, any_of, load_sections, words_in

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


CALL = re.compile(r"\b(?P<how>(?:words|row|table)_in|any_of)\(\s*[\"'](?P<room>\w+)[\"'], [\"'](?P<section>[\w ]+)")


def lists_read(*hows: str) -> set[tuple[str, str]]:
    """Room and section of each list that a rule reads in one of some ways."""
    calls = (call for path in RULES for call in CALL.finditer(path.read_text("utf-8")))
    return {(call["room"], call["section"]) for call in calls if call["how"] in hows}


def test_each_list_of_one_rule_is_read() -> None:
    read = lists_read("words_in", "row_in", "table_in", "any_of")
    held = {(room, section) for room in {room for room, _ in read} for section in load_sections(f"{room}.txt")}
    assert read == held


def test_no_list_has_a_word_twice() -> None:
    for room, section in lists_read("words_in", "row_in", "any_of"):
        times = Counter(" ".join(load_sections(f"{room}.txt")[section]).split())
        assert [word for word in times if times[word] > 1] == [], section


def test_lists_that_stand_in_patterns_hold_words_and_no_patterns() -> None:
    for room, section in lists_read("any_of"):
        assert [word for word in words_in(room, section) if not re.fullmatch(r"[^\W\d_][\w' -]*", word)] == [], section
    assert any_of("detection", "shows") == "(?:says|saying|said|reading|reads?|proclaiming|declaring|bearing)"


CLOSED = (
    """subject pronouns|possessives|relatives|determiners|prepositions|subordinators|conjunctions|auxiliaries|modals"""
)
MORE = """there here then than not only just very also so too any many most few each every another other others such
same someone somebody anyone anybody nobody none people one two three four up out back down"""
GRAMMAR = {*PRONOUNS, *MORE.split(), *(
    word for name in CLOSED.split("|") for line in load_sections("words.txt")[name] for word in line.split()
)}  # fmt: skip
"""Words that say how others belong together: patterns are made of them."""
MOST_IN_PATTERNS = 337
"""Other words that stand in the patterns of the English rules. It only goes down."""


def words_of_patterns(tree: ast.Module) -> Iterator[tuple[int, list[str]]]:
    """The words of the expressions in code that are not grammar, of three letters or more, with their lines."""
    notes = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    named = {id(each) for node in ast.walk(tree) if isinstance(node, ast.FormattedValue) for each in ast.walk(node)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in notes | named:
            continue
        if re.search(r"\\[bswWSd]|\(\?|[^|]\|[^|]", node.value):
            plain = re.sub(r"\(\?P<\w+>|\(\?(?:<?[=!]|[a-z-]*:)", "(", node.value)  # how groups begin
            plain = re.sub(r"\\[a-zA-Z]|\[[^]]*\]\??", " ", plain.replace("?", ""))
            plain = re.sub(r"(?<=\w)\(\w+(?:\|\w+)*\|?\)", "", plain)  # endings of a word
            yield node.lineno, [word for word in re.findall(r"[^\W\d_]{3,}", plain) if word.casefold() not in GRAMMAR]


def test_fewer_and_fewer_words_stand_in_patterns() -> None:
    of_english = [path for path in RULES if "foreign" not in path.parts]
    trees = [ast.parse(path.read_text("utf-8")) for path in of_english]
    assert sum(len(words) for tree in trees for _, words in words_of_patterns(tree)) <= MOST_IN_PATTERNS


MOST_ALTERNATIVES = 4
"""Words that a pattern may give to choose from; more are a list. Shorter ones than LONG_WORD are grammar or endings."""
LONG_WORD = 4
GROUP = re.compile(r"\((?:\?(?:[a-z-]*:|P<\w+>|<?[=!]))?(?P<alternatives>[^()]+)\)")


def choices_in(text: str) -> Iterator[list[str]]:
    """The alternatives of an expression's innermost groups that are words and no grammar."""
    plain = re.sub(r"(?<=\w)\(\?:\w+(?:\|\w+)*\|?\)", "", re.sub(r"\\[a-zA-Z]|\[[^]]*\]", " ", text))
    for group in GROUP.finditer(plain):
        words = (re.sub(r"\W", " ", each) for each in group["alternatives"].split("|"))
        yield [word for word in words if any(len(part) >= LONG_WORD and part not in GRAMMAR for part in word.split())]


def test_no_pattern_has_a_list_of_words() -> None:
    found = []
    for path in RULES:
        if "foreign" not in path.parts:
            texts = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Constant)]
            found += [
                f"{path.relative_to(QUOTES)}:{node.lineno}: {words}"
                for node in texts if isinstance(node.value, str)
                for words in choices_in(node.value) if len(words) > MOST_ALTERNATIVES
            ]  # fmt: skip
    assert found == []
    assert [*choices_in(r"\b(?:signs?|labels?|the|bann(?:er|ers)|placards|posters)\s(?:is|of)")] == [
        ["signs ", "labels ", "bann", "placards", "posters"],
        [],
    ]


def test_the_count_sees_words_that_are_not_grammar() -> None:
    code = """A = on_demand(r"\\b(?:the|an?)\\s(?P<what>signs?|fl[iy]ers?|label(?:s|led)|(?!of\\b)[a-z]{3,})\\s")"""
    assert [words for _, words in words_of_patterns(ast.parse(code))] == [["signs", "ers", "label"]]


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
