"""Tells what happens from who does something: "Fears are growing", "Tributes have been paid"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes import lists
from podcaster.quotes.lists import words_in
from podcaster.quotes.mentions.nouns import singular, sort_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.words.tokens import Token

_COMES = words_in("mentions", "happenings comes")
"""What moods and rumours do."""
_IS_DONE = words_in("mentions", "happenings is done")
"""What is done with tributes, doubts, hopes."""
_ABOUT = frozenset({"for", "of", "over", "about", "that"})
_COUNTED = words_in("mentions", "happenings counted")


def is_happening(tokens: Sequence[Token], place: int) -> bool:
    """Whether a word that opens a sentence is what is felt, said or paid there, and nobody's name: "Fears are growing".

    Args:
        tokens: A paragraph's.
        place: The word, which begins with a capital.
    """
    lower = tokens[place].lower
    if not lower.endswith("s") or place + 1 >= len(tokens):
        return False
    said = singular(lower) in lists.SPEECH_NOUNS or lists.VERBS.get(lower, ("", ""))[1] in {"speak", "call"}
    if said and tokens[place + 1].lower in _ABOUT:
        return True
    at = place + 1
    while at < len(tokens) and tokens[at].tag in {"AUX", "RB"}:
        at += 1
    if at >= len(tokens) or tokens[at].tag not in {"V", "ING", "NN"}:
        return False
    if at > place + 1 and tokens[place + 1].lower not in lists.MANY_VERBS:
        return False
    stems = {tokens[at].base, tokens[at].lower, *(tokens[at].lower[:-end] for end in (1, 2, 3))}
    return not stems.isdisjoint(_COMES if at == place + 1 else _COMES | _IS_DONE)


def before_several(tokens: Sequence[Token], first: int, last: int) -> int:
    """Where several people begin behind one thing that they speak of: "a move | critics say"; ``last`` where none do.

    Args:
        tokens: A paragraph's.
        first: The first word of what looks like one phrase.
        last: Behind it.
    """
    several = last - 1
    if last - first < 3 or tokens[first].lower not in {"a", "an"} or last >= len(tokens):
        return last
    noun = tokens[several].lower
    people = tokens[several].tag == "NN" and singular(noun) != noun and sort_of(noun) == "person"
    counted = last - first == 3 and (tokens[first + 1].lower in _COUNTED or tokens[first + 1].tag == "CD")
    says = tokens[last].tag in {"V", "AUX"}
    return several if people and says and not counted else last
