"""Narration and quotes tile the article: no word lost, added or said twice."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podcaster.model import (
    NARRATOR,
    UNATTRIBUTED,
    Article,
    Block,
    BlockKind,
    Correction,
    Gender,
    Quote,
    QuoteKind,
    Speaker,
)
from podcaster.script.examples import read_example
from podcaster.script.passages import RolePassage, split_blocks

MARKS = set("“”\"‘’'«»„‹›`´,")
DASHES = set("—-")
SIGNS = "ab ,.;:!?…()-—“”‘’\"'«»Z9ß中 \n"


def pieces_of(text: str, corrections: dict[str, Correction] | None = None) -> list[RolePassage]:
    article, quotes = read_example(text)
    return [piece for _, pieces in split_blocks(article, quotes, corrections or {}) for piece in pieces]


def said(text: str) -> list[tuple[str, str]]:
    return [(piece.role, piece.text) for piece in pieces_of(f"---\n{text}")]


@st.composite
def articles(draw: st.DrawFn) -> tuple[Article, tuple[Quote, ...]]:
    """Any text, cut into blocks, with quotes anywhere in them and quotes in those."""
    text, blocks, quotes = "", [], []
    for _ in range(draw(st.integers(1, 4))):
        start = len(text)
        text += draw(st.text(st.sampled_from(SIGNS), min_size=1, max_size=60))
        kind = draw(st.sampled_from([BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.QUOTATION, BlockKind.CAPTION]))
        blocks.append(Block(kind, start, len(text)))
        quotes += spans(draw, start, len(text), 2)
        text += "\n\n"
    return Article("T", "", None, "en", "x", "", "", "", text.rstrip("\n"), tuple(blocks)), tuple(quotes)


def spans(draw: st.DrawFn, start: int, end: int, depth: int) -> list[Quote]:
    cuts = sorted(draw(st.lists(st.integers(start, end), max_size=4)))
    found = []
    for low, high in list(pairwise(cuts))[::2]:
        if low < high:
            inside = spans(draw, low, high, depth - 1) if depth else []
            speaker = draw(st.sampled_from([Speaker("Ann", Gender.FEMALE), Speaker("Bob"), None]))
            kind = draw(st.sampled_from([QuoteKind.SPEECH, QuoteKind.SPEECH, QuoteKind.TITLE]))
            found.append(
                Quote(low, high, kind, speaker, review=draw(st.sampled_from(["", "", "Why."])), nested=tuple(inside))
            )
    return found


@given(articles())
@settings(max_examples=500, deadline=None)
def test_every_word_is_in_one_piece_in_order(pair: tuple[Article, tuple[Quote, ...]]) -> None:
    article, quotes = pair
    tiled = split_blocks(article, quotes, {})
    for block, pieces in tiled:
        whole = [sign for sign in article.text_of(block) if sign.isalnum()]
        assert [sign for piece in pieces for sign in piece.text if sign.isalnum()] == whole
        assert all(any(sign.isalnum() for sign in piece.text) for piece in pieces)
    silent = [block for block in article.blocks if block.spoken and block not in [block for block, _ in tiled]]
    assert not any(sign.isalnum() for block in silent for sign in article.text_of(block))
    assert all(block.spoken for block, _ in tiled)


@given(articles())
@settings(max_examples=300, deadline=None)
def test_nothing_but_space_quotation_marks_and_the_dash_of_a_turn_is_left_out(
    pair: tuple[Article, tuple[Quote, ...]],
) -> None:
    article, quotes = pair
    for block, pieces in split_blocks(article, quotes, {}):
        kept = [sign for piece in pieces for sign in piece.text if sign not in MARKS and not sign.isspace()]
        whole = [sign for sign in article.text_of(block) if sign not in MARKS and not sign.isspace()]
        assert [sign for sign in kept if sign not in DASHES] == [sign for sign in whole if sign not in DASHES]
        spoken = sum(piece.quote is not None for piece in pieces)
        assert 0 <= len(whole) - len(kept) <= spoken  # one for each quote that a dash opens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{Ann/female/said|“It sang,”} said Ann.", [("Ann", "It sang,"), (NARRATOR, "said Ann.")]),
        ("She read “Hamlet” twice.", [(NARRATOR, "She read “Hamlet” twice.")]),
        ("{Ann|“It sang”}, said Ann.", [("Ann", "It sang,"), (NARRATOR, "said Ann.")]),
        ("He called it ({Ann|“a joke”}).", [(NARRATOR, "He called it ("), ("Ann", "a joke).")]),
        ("{Ann|“Yes,”} … {Bob|“no.”}", [("Ann", "Yes, …"), ("Bob", "no.")]),
        ("— {Ann|“Yes.”}", [("Ann", "— Yes.")]),
        ("{Ann|“Yes.”} {Ann|“…”} He left.", [("Ann", "Yes. …"), (NARRATOR, "He left.")]),
        ("{Ann|“He said {Bob|‘no’} twice.”}", [("Ann", "He said"), ("Bob", "no"), ("Ann", "twice.")]),
        ("{Ann|“I said {Ann|‘no’} twice.”}", [("Ann", "I said ‘no’ twice.")]),
        ("{Ann/?|“Who?”} came a voice.", [(UNATTRIBUTED, "Who?"), (NARRATOR, "came a voice.")]),
        ("{|“Who?”} came a voice.", [(UNATTRIBUTED, "Who?"), (NARRATOR, "came a voice.")]),
        ("{Ann|“One.}", [("Ann", "One.")]),
        ("{Ann|two.”}", [("Ann", "two.")]),
        ("> {Ann|The lamp, “the Eye,” is dark.}", [("Ann", "The lamp, “the Eye,” is dark.")]),
        ("> {Ann|I read “the Eye.”}", [("Ann", "I read “the Eye.”")]),
        ("{Ann|\"It's the players' bus.\"} Yes.", [("Ann", "It's the players' bus."), (NARRATOR, "Yes.")]),
        ("{Ann|„Schön“}, sagte sie.", [("Ann", "Schön,"), (NARRATOR, "sagte sie.")]),
        ("{Ann|«\u00a0Oui\u00a0»}, dit-elle.", [("Ann", "Oui,"), (NARRATOR, "dit-elle.")]),
        ("{Ann|``Yes''} she said.", [("Ann", "Yes"), (NARRATOR, "she said.")]),
        ("{Ann|— Yes,} said Ann.", [("Ann", "Yes,"), (NARRATOR, "said Ann.")]),
        ("{Ann|-Yes,} said Ann.", [("Ann", "Yes,"), (NARRATOR, "said Ann.")]),
        ("{Ann|– 9 of us,} said Ann.", [("Ann", "9 of us,"), (NARRATOR, "said Ann.")]),
        ("> {Ann|-9 degrees at noon}", [("Ann", "-9 degrees at noon")]),
        ("> {Ann|–9 degrees at noon}", [("Ann", "–9 degrees at noon")]),
        ("It was mid{Ann|-air.}", [(NARRATOR, "It was mid"), ("Ann", "-air.")]),
        ("* * *", []),
    ],
)
def test_who_says_what(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(text) == expected


def test_the_same_words_twice_have_two_keys_and_a_correction_changes_one() -> None:
    text = "---\n{Ann|“Yes.”} Then {Ann|“Yes.”} again."
    first, _, second, _ = pieces_of(text)
    assert first.key != second.key
    corrected = pieces_of(text, {second.key: Correction("Bob")})
    assert [piece.role for piece in corrected] == ["Ann", NARRATOR, "Bob", NARRATOR]
    assert [piece.corrected for piece in corrected] == [False, False, True, False]
    assert [piece.key for piece in corrected] == [first.key, "", second.key, ""]


def test_what_stands_around_a_quote_does_not_change_its_key() -> None:
    one, other = pieces_of("---\nHe said {Ann|“yes.”}"), pieces_of("---\nA new beginning.\nShe said: {Ann|“yes.”}")
    assert one[-1].key == other[-1].key
