"""Who works in what, so that "the historian" is the one who teaches history, and "the baker" who owns a bakery."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes.coreference.people import IMPERSONAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from podcaster.quotes.coreference.people import People
    from podcaster.quotes.mentions.clause import Clause
    from podcaster.quotes.mentions.mention import Mention
    from podcaster.quotes.words.tokens import Paragraph, Token

_WORKS = frozenset({"teach", "study", "research", "own", "run"})
_POSTS = frozenset({"professor", "lecturer", "teacher", "scholar", "student", "owner", "proprietor"})
_SUFFIXES = ("ist", "ian", "er", "or")
_ENDS = frozenset({"V", "AUX", "Q", ".", ";", ":", "—", "REL", "SUB"})
STEM = 4
"""Letters that the name of a field and of who works in it share at least: "physics" and "physicist"."""
REST = 3
"""Letters at the end of a field's name that they may not share."""
PHRASE = 10
"""Words behind a verb or a name that can say in what somebody works."""
_OTHERS = frozenset({"politician"})
"""Who does what others teach."""


def note_fields(
    mentions: Sequence[Mention], paragraphs: Sequence[Paragraph], clauses: Sequence[Sequence[Clause]], people: People
) -> None:
    """Notes of everybody who works in a field what the article calls people of it: "the historian".

    Args:
        mentions: All mentions of the article.
        paragraphs: Its paragraphs.
        clauses: Of each paragraph.
        people: Everybody named; they are changed.
    """
    called = {
        mention.noun
        for mention in mentions
        if mention.kind == "description" and mention.definite and not mention.plural and mention.owner < 0
        and mention.noun.endswith(_SUFFIXES) and mention.noun not in _OTHERS
    }  # fmt: skip
    for index, mention in enumerate(mentions) if called else ():
        if mention.kind != "name" or mention.person < 0 or people.all[mention.person].sort in IMPERSONAL:
            continue
        for word in _fields(index, mention, paragraphs[mention.paragraph].tokens, clauses[mention.paragraph]):
            people.all[mention.person].nouns.update(noun for noun in called if _works_in(noun, word))


def _fields(index: int, mention: Mention, tokens: Sequence[Token], clauses: Sequence[Clause]) -> Iterator[str]:
    """The nouns, in small letters, that may say in what somebody works."""
    if not _POSTS.isdisjoint({*mention.titles, mention.noun}):
        yield from mention.titles
        yield from mention.modifiers
    places = [clause.verb + 1 for clause in clauses if clause.subject == index and clause.base in _WORKS]
    behind = _phrase(tokens, mention.last)
    if mention.last < len(tokens) and tokens[mention.last].tag == "," and any(one.lower in _POSTS for one in behind):
        places.append(mention.last)
    for place in places:
        yield from (token.lower for token in _phrase(tokens, place) if token.tag in {"NN", "NNP"})


def _phrase(tokens: Sequence[Token], place: int) -> list[Token]:
    found: list[Token] = []
    for token in tokens[place : place + PHRASE]:
        if token.tag in _ENDS or (token.tag == "," and found):
            break
        if token.tag != ",":
            found.append(token)
    return found


def _works_in(noun: str, field: str) -> bool:
    """Whether who works in a field is called so: "economist" of "economics", "baker" of a "bakery"."""
    shared = next((at for at, (one, other) in enumerate(zip(noun, field, strict=False)) if one != other), len(field))
    return noun != field and min(shared, len(noun)) >= max(STEM, len(field) - REST)
