"""Who was brought in right before "he said": "A source was blunt", "the dog was found by Jane Roe, 52, a nurse"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.model import BlockKind
from podcaster.quotes.coreference.pointed import pointed_past
from podcaster.quotes.lists import words_in

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from podcaster.quotes.coreference.analysis import Reading
    from podcaster.quotes.coreference.antecedents import Antecedents
    from podcaster.quotes.mentions.mention import Mention
    from podcaster.quotes.words.tokens import Paragraph

BACK = 16
"""Mentions before a pronoun among which those of the sentence before it are."""


def passed_over(
    reading: Reading, antecedents: Antecedents, index: int, people: Mapping[int, Sequence[tuple[int, float]]]
) -> set[int]:
    """The people whom a "he" or "she" cannot mean, as the words before it point to, or bring in, one of the others.

    Args:
        reading: The article, read.
        antecedents: What its mentions are in their sentences.
        index: The pronoun's mention.
        people: Those whom it may mean by its gender, each with their mentions before it, nearest first.
    """
    past = pointed_past(reading, index, people) | _long_gone(reading, antecedents, index, people)
    past |= _only_headed(reading, people)
    kept = set(people) - past
    one = _brought_in(reading, antecedents, index, kept)
    one = one if one >= 0 else _goes_on_with(reading, antecedents, index, people, kept)
    return set(people) - {one} if one >= 0 else past


def _only_headed(reading: Reading, people: Collection[int]) -> set[int]:
    """Whom only a headline describes, where the text names somebody: "The last butcher in Wick", then "Roe's apron"."""
    everybody = [] if reading.story else [reading.people.all[number] for number in people]
    if not any(person.named and person.sort == "person" for person in everybody):
        return set()
    return {person.number for person in everybody if not person.named and person.mentions
            and all(reading.mentions[at].paragraph == 0 for at in person.mentions)}  # fmt: skip


def _long_gone(
    reading: Reading, antecedents: Antecedents, index: int, people: Mapping[int, Sequence[tuple[int, float]]]
) -> set[int]:
    """Those not spoken of for long, where another one of them has just spoken: an article that goes on names them."""
    told = _told_before(reading, index)
    if reading.story or len(people) < 2 or any(_is_one_of(mention) for mention in told):
        return set()
    asked = {one.person for one in told if one.role != "owner" and one.kind == "name"} & people.keys()
    if asked:
        return people.keys() - asked if len(asked) == 1 and _is_question(reading, told[0]) else set()
    at = reading.mentions[index].paragraph
    last = {
        person: next((back for back, share in held if share >= LIKELY), held[-1][0]) for person, held in people.items()
    }
    back = {person: at - reading.mentions[other].paragraph for person, other in last.items()}
    here = [person for person, gap in back.items() if gap <= 1 and last[person] in antecedents.speaking]
    main = {antecedents.top, antecedents.mourned, *here}
    return {person for person, gap in back.items() if gap > LONG and person not in main} if here else set()


def _told_before(reading: Reading, index: int) -> list[Mention]:
    """The mentions of the sentence before a pronoun's, in its paragraph."""
    mention = reading.mentions[index]
    near = reading.mentions[max(0, index - BACK) : index]
    return [one for one in near if one.paragraph == mention.paragraph and one.sentence == mention.sentence - 1]


def _is_one_of(mention: Mention) -> bool:
    """Whether somebody is told by a word that compares: "the older of the two"."""
    compared = mention.noun in _COMPARED or (mention.sort == "person" and mention.definite)
    return mention.kind == "description" and not mention.plural and compared


_COMPARED = words_in("coreference", "brought in compared")


def _is_question(reading: Reading, mention: Mention) -> bool:
    """Whether a mention stands in a question of the article's own: "Does Roe agree?"."""
    paragraph = reading.paragraphs[mention.paragraph]
    begin, end = paragraph.sentences[mention.sentence]
    return paragraph.tokens[end - 1].text == "?" and all(token.tag != "Q" for token in paragraph.tokens[begin:end])


LIKELY = 0.3
"""Probability from which on a mention counts as somebody's."""
LONG = 3
"""Paragraphs after which somebody who is not whom the article is about is no "he" any more, if another has spoken."""


def _brought_in(reading: Reading, antecedents: Antecedents, index: int, people: Collection[int]) -> int:
    """The one whom the sentence before a pronoun's words brings in to speak; -1: nobody.

    It is about somebody without a name who says something, or it is about no human being and names whose deed it was.
    """
    mention = reading.mentions[index]
    if reading.story or len(people) < 2 or index not in antecedents.speaking or not _has_words(reading, mention):
        return -1
    before = _before_words(reading, mention)
    if before is None:
        return -1
    told = [at for at in range(max(0, index - BACK), index) if _stands_in(reading.mentions[at], before)]
    source = _source(reading, antecedents, told, people)
    return source if source >= 0 else _doer(reading, told, people)


def _goes_on_with(
    reading: Reading, antecedents: Antecedents, index: int, people: Mapping[int, Sequence[tuple[int, float]]],
    kept: Collection[int],
) -> int:  # fmt: skip
    """Whom the sentence before is about, if it is one without a name and tells of nobody else: "A man came. He"; or -1.

    Or by a pronoun that is more likely theirs than not.
    """
    mention = reading.mentions[index]
    if reading.story or len(kept) < 2 or mention.role != "subject":
        return -1
    before = _before_words(reading, mention)
    if before is None:
        return -1
    told = [at for at in range(max(0, index - BACK), index) if _stands_in(reading.mentions[at], before)]
    about = next((at for at in told if at in antecedents.topics or at in antecedents.speaking), -1)
    if about < 0:
        return -1
    one = reading.mentions[about]
    share = {person: part for person in kept for back, part in people[person] if back == about}
    who = max(share, key=share.__getitem__, default=-1)
    if who < 0 or share[who] <= HALF or reading.people.all[who].named:
        return -1
    others = [reading.mentions[at] for at in told if at != about]
    alone = all(each.person not in kept or each.person == who for each in others)
    begin, end = before[0].sentences[before[1]]
    quotes = any(token.tag == "Q" for token in before[0].tokens[begin:end])
    does = one.kind == "description" and one.role == "subject" and about not in antecedents.speaking and not quotes
    does = does and not (one.owner >= 0 and reading.mentions[one.owner].kind == "pronoun")  # "His wife": named?
    opens = one.kind == "pronoun" or (does and _was_met(reading, who))
    return who if alone and opens else -1


def _was_met(reading: Reading, who: int) -> bool:
    """Whether somebody without a name was met as one not known: "a man", "Roe's grandmother", not "the 36-year-old"."""
    held = reading.people.all[who].mentions
    first = reading.mentions[held[0]] if held else None
    return (
        first is not None and first.sort == "person" and not first.plural and (not first.definite or first.owner >= 0)
    )


HALF = 0.5
"""Probability from which on a pronoun is rather somebody's than not."""


def _before_words(reading: Reading, mention: Mention) -> tuple[Paragraph, int] | None:
    """The sentence that stands before the words of a pronoun's tag, if it is the text's own; with its paragraph."""
    paragraph, number = reading.paragraphs[mention.paragraph], mention.sentence - 1
    if number < 0:
        if not paragraph.index:
            return None
        paragraph = reading.paragraphs[paragraph.index - 1]
        number = len(paragraph.sentences) - 1
    return (paragraph, number) if number >= 0 and paragraph.kind is BlockKind.PARAGRAPH else None


def _has_words(reading: Reading, mention: Mention) -> bool:
    tokens = reading.paragraphs[mention.paragraph]
    begin, end = tokens.sentences[mention.sentence]
    return any(token.tag == "Q" for token in tokens.tokens[begin:end])


def _stands_in(mention: Mention, place: tuple[Paragraph, int]) -> bool:
    return mention.paragraph == place[0].index and mention.sentence == place[1]


def _source(reading: Reading, antecedents: Antecedents, told: Sequence[int], people: Collection[int]) -> int:
    """Somebody without a name who says something, with nobody else in the sentence whom the pronoun may mean."""
    asking = {clause.subject for at in told for clause in reading.clauses[reading.mentions[at].paragraph]
              if clause.base in _ASKS and clause.form != "relative"}  # fmt: skip
    speaks = [at for at in told if at in antecedents.speaking and at not in antecedents.embedded]
    one = reading.mentions[speaks[0]] if len(speaks) == 1 else None
    if one is None or one.person not in people or not asking.isdisjoint(speaks):
        return -1
    if reading.people.all[one.person].named or not (
        _is_met(one) or (one.role == "subject" and _was_met(reading, one.person))
    ):
        return -1
    others = [reading.mentions[at] for at in told if at > speaks[0] and reading.mentions[at].role != "owner"]
    others = [each for each in others if each.kind != "description" or each.role == "subject" or each.definite]
    alone = all(each.person not in people or each.person == one.person or _goes_on(each) for each in others)
    return one.person if alone else -1


def _is_met(mention: Mention) -> bool:
    """Whether a sentence's subject is one human being without a name who is told by an office: "a source"."""
    one = mention.kind == "description" and mention.sort == "person" and not mention.plural
    return one and mention.role == "subject" and (not mention.definite or mention.owner >= 0)


def _goes_on(mention: Mention) -> bool:
    """Whether a pronoun may be of who says so: "said that he had", not "told him"."""
    return mention.kind == "pronoun" and mention.role == "subject"


_ASKS = frozenset({"ask", "wonder", "question", "press", "quiz", "inquire", "enquire"})
"""What another will answer."""


def _doer(reading: Reading, told: Sequence[int], people: Collection[int]) -> int:
    """Who is named for the first time as whose deed a sentence tells that is about no human being."""
    human = {number for number in people if reading.people.all[number].sort == "person"}
    named = [at for at in told if reading.mentions[at].kind == "name" and reading.mentions[at].person in human]
    if len({reading.mentions[at].person for at in named}) != 1:
        return -1
    one = reading.mentions[named[0]]
    tokens = reading.paragraphs[one.paragraph].tokens
    by = one.first > 0 and tokens[one.first - 1].lower == "by"
    new = reading.people.all[one.person].mentions[:1] == [named[0]]
    others = any(reading.mentions[at].person in people for at in told if at < named[0])
    return one.person if by and new and not others else -1
