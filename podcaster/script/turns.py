"""Interviews printed with a name, or Q and A, before each turn: whose turn a paragraph is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from podcaster.model import NARRATOR, BlockKind
from podcaster.patterns import on_demand
from podcaster.script.passages import RolePassage, is_unmarked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.model import Block

LABEL = on_demand(r"[^:.?!]{1,60}(?:[:.]|\s?[—–-])\s*$")
"""What may stand before the words of a turn: "Q:", "Jane Doe:", "A."."""

ASKING = frozenset(("q", "question", "interviewer", "the interviewer", "reporter", "host", "moderator"))
ANSWERING = frozenset(("a", "answer"))
MOSTLY = 0.6
"""Share of a party's turns that hold a question mark, from which on it is the interviewer."""

GUEST = "Guest"
"""Who answers when the interview prints "A" and no name fits."""


@dataclass(frozen=True, slots=True)
class SpokenTurn:
    """A paragraph of an interview."""

    label: str
    """The printed name in small letters, of this or the paragraph where the turn began."""
    begins: bool
    """It has the printed name itself; else it goes on with the turn before."""
    pieces: tuple[RolePassage, ...]
    """Its words, without the printed name."""
    question: bool = False
    """It is the interviewer's."""


def find_turns(text: str, tiled: Sequence[tuple[Block, tuple[RolePassage, ...]]]) -> list[SpokenTurn | None]:
    """Find whose turn each block is; None for blocks that are none.

    The finder of quotes has found the words of the turns, as quotes without marks; here it is told who asks.
    """
    turns: list[SpokenTurn | None] = []
    label = ""
    for block, pieces in tiled:
        turn = _turn(text, block, pieces, label)
        label = turn.label if turn else ""
        turns.append(turn)
    asking = _asking([turn for turn in turns if turn])
    return [
        replace(turn, question=turn.label == asking, pieces=_named(turn, asking)) if turn else None for turn in turns
    ]


def _turn(text: str, block: Block, pieces: tuple[RolePassage, ...], label: str) -> SpokenTurn | None:
    if block.kind is not BlockKind.PARAGRAPH:
        return None
    place = next((place for place, piece in enumerate(pieces) if piece.quote is not None), -1)
    quote = pieces[place].quote if place in {0, 1} else None
    if quote is None or quote.end < block.end or not is_unmarked(text, quote):
        return None
    before = text[block.start : quote.start].strip()
    if before and not LABEL.fullmatch(before):
        return None
    if not before:
        return SpokenTurn(label, begins=False, pieces=pieces) if label else None
    return SpokenTurn(before.rstrip(" :.—–-").casefold(), begins=True, pieces=pieces[place:])


def _asking(turns: Sequence[SpokenTurn]) -> str:
    """The label of the interviewer; empty when none asks mostly questions."""
    spoken = Counter(turn.label for turn in turns if turn.begins)
    asked = Counter(turn.label for turn in turns if turn.begins and any("?" in piece.text for piece in turn.pieces))
    generic = next((label for label in spoken if label in ASKING), "")
    likely = max(spoken, key=lambda label: asked[label] / spoken[label], default="")
    return generic or (likely if spoken and asked[likely] / spoken[likely] >= MOSTLY else "")


def _named(turn: SpokenTurn, asking: str) -> tuple[RolePassage, ...]:
    """The pieces of a turn, with somebody's name for Q and A."""
    stand_in = NARRATOR if turn.label == asking else GUEST
    return tuple(
        replace(piece, role=stand_in) if piece.role.casefold() in ASKING | ANSWERING else piece for piece in turn.pieces
    )
