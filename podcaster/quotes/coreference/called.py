"""Ties a description to the name in quotation marks that it goes by: "a man who goes by the name 'Biscuit'"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.quotes.coreference.people import note
from podcaster.quotes.lists import any_of
from podcaster.quotes.mentions.nouns import sort_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.coreference.people import People
    from podcaster.quotes.detection.passages import Passage
    from podcaster.quotes.mentions.mention import Mention
    from podcaster.quotes.words.tokens import Paragraph, Token

_GOES_BY = on_demand(
    r"(?:go(?:es|ing|ne)?|went) by(?: only)?"
    rf"(?: (?:the|his|her|their)(?: \w+)? {any_of('coreference', 'called names')})?"
    r"(?: of)?"
    r"|(?:call(?:s|ed)|style[sd]|introduced) (?:himself|herself|themselves)(?: as)?"
    r"|(?:known|identified|identifying)(?: \w+ly)?(?: only)?(?: (?:to|by|online|there|here)(?: \w+){0,2})? as"
)
"""What stands between somebody and a name that they have chosen, in small letters."""
_PART = any_of("coreference", "called part")
_GIVES_NAME = on_demand(
    r"(?:(?:of|from|in|with|at) (?:\w+ ){1,4}?)?(?:who|whom) (?:\w+ ){0,9}?"
    rf"{any_of('coreference', 'called gives')}(?: only| just)?"
    rf"(?: (?:by|as|himself|herself|themselves|only|just|his|her|their|the|{_PART}))*"
    r"|(?:identified|known|giving|using)(?: only| just)"
    rf"(?: (?:by|as|himself|herself|only|just|his|her|their|the|{_PART}))*"
)
"""What stands between somebody and the name that the paper may use, in small letters."""
_NAME = on_demand(r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}")
BEHIND = 9
"""Mentions behind somebody among which is the name that the paper may use."""
_FAR = 12
"""Tokens from somebody to the name that they go by, at most."""


def link_called(
    mentions: Sequence[Mention], paragraphs: Sequence[Paragraph], passages: Sequence[Passage], text: str, people: People
) -> None:
    """Gives people whom the text only describes the name in quotation marks that they go by.

    Args:
        mentions: All mentions, which are changed.
        paragraphs: All paragraphs.
        passages: The article's top-level passages.
        text: The article's text.
        people: The people named so far; who goes by a name that stands nowhere else is added.
    """
    for index, mention in enumerate(mentions):
        if mention.kind != "description" or mention.sort != "person" or mention.plural or mention.person >= 0:
            continue
        tokens = paragraphs[mention.paragraph].tokens
        if (given := _given_behind(tokens, mention, mentions[index + 1 : index + BEHIND])) >= 0:
            note(people.all[given], mention, index)
            continue
        name = _name_behind(tokens, mention, passages, text)
        if not name:
            continue
        last, first = people.matching(name[-1])
        held = [person for person in last + first if len(name) == 1 or person.words == name]
        if len(held) <= 1:
            person = held[0] if held else people.add(name, sort="person")
            note(person, mention, index)
            person.aliases[" ".join(name)] += 1


def _given_behind(tokens: Sequence[Token], mention: Mention, behind: Sequence[Mention]) -> int:
    """The number of whom a phrase goes on to name: "a trader who gave only her first name, Amina"; -1: nobody."""
    for other in behind:
        if other.kind != "name" or (other.paragraph, other.sentence) != (mention.paragraph, mention.sentence):
            continue
        words = " ".join(token.lower for token in tokens[mention.last : other.first] if token.tag != ",")
        named = sort_of(other.words[0].lower()) != "person"  # not "known only as Witness A"
        return other.person if named and _GIVES_NAME.fullmatch(words) is not None else -1
    return -1


def _name_behind(tokens: Sequence[Token], mention: Mention, passages: Sequence[Passage], text: str) -> tuple[str, ...]:
    """The name in marks that a phrase goes by; empty where there is none."""
    for place in range(mention.last, min(len(tokens), mention.last + _FAR)):
        token = tokens[place]
        if token.sentence != mention.sentence:
            break
        if token.passage >= 0:
            words = [each.lower for each in tokens[mention.last : place] if each.tag not in {",", "REL", "AUX"}]
            passage = passages[token.passage]
            name = text[passage.inner_start : passage.inner_end].strip(" .,")
            fits = _GOES_BY.fullmatch(" ".join(words)) is not None and _NAME.fullmatch(name) is not None
            return tuple(name.split()) if fits else ()
    return ()
