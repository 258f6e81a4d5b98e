"""The turns of a story's conversations, and what each turn's paragraph and its neighbours show about who speaks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from podcaster.model import QuoteKind
from podcaster.patterns import on_demand
from podcaster.quotes.attribution.calling import called_in
from podcaster.quotes.attribution.dialogue import talk_of
from podcaster.quotes.attribution.manners import manners_of
from podcaster.quotes.attribution.model import TAGS
from podcaster.quotes.lists import any_of, words_in
from podcaster.quotes.words.paragraphs import last_mark
from podcaster.sentences import STOPS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from podcaster.quotes.attribution.model import Attribution
    from podcaster.quotes.coreference.analysis import Reading
    from podcaster.quotes.coreference.meant import References
    from podcaster.quotes.detection.passages import Passage
    from podcaster.quotes.mentions.mention import Mention
    from podcaster.quotes.words.tokens import Paragraph, Token

Shares = dict[int, float]
"""Person -> probability."""

FAR = 99
"""Paragraphs to a turn before when there is none."""
_BEFORE, _BEHIND = rf"(?:^|[,;—–-]\s*|[{STOPS}]\s+)", r"\b(?:[,.;!?—–]|$)"
_SIR = on_demand(
    rf"{_BEFORE}(?i:{any_of('attribution', 'fathers')}|{any_of('attribution', 'turns sirs', ' ')}){_BEHIND}"
)
_MADAM = on_demand(
    rf"{_BEFORE}(?i:{any_of('attribution', 'madams', ' ')}|{any_of('attribution', 'mothers')}|"
    rf"{any_of('attribution', 'turns madams', ' ')})"
    rf"{_BEHIND}"
)
"""Words by which talk shows the gender of whom it is spoken to."""
_ROLE = on_demand(rf"{_BEFORE}(?P<role>[A-Za-z]{{3,12}}){_BEHIND}")
LIKELY = 0.5
"""Probability from which on somebody is the owner whose wife, mother ... speaks: not the one who speaks."""
FIRST_WORDS = 600
"""Characters of a passage that are looked through."""


@dataclass(slots=True)
class Tag:
    """A reporting clause in a turn's paragraph."""

    kind: str
    """"name", "pronoun", "first" or "description"."""
    people: Shares
    """Whom its subject may mean."""
    gender: str = ""
    """Of pronouns and descriptions: the gender that they show."""
    noun: str = ""
    """Of descriptions: the noun."""
    own: int = -1
    """Of descriptions: who is meant when it is nobody met before."""
    owner: frozenset[int] = frozenset()
    """Of descriptions: whose it is ("his wife")."""


@dataclass(slots=True)
class Beat:
    """Somebody who does something in a turn's paragraph, without a reporting verb."""

    kind: str
    """How they are named: "name", "pronoun", "first" (the teller) or "description"."""
    people: Shares
    """Whom the words may mean."""
    gender: str
    """"male" or "female" where those words themselves show it, else empty."""
    before: bool
    """Told before the turn's words, rather than behind."""
    near: bool = True
    """Told in the sentence beside words of the turn, or in theirs."""


@dataclass(slots=True)
class Turn:
    """One party's paragraph: the passages in it are one person's."""

    paragraph: int
    """Number of the paragraph in which it begins."""
    last: int
    """Its last paragraph, where its words go on over several."""
    passages: list[int] = field(default_factory=list)
    """Numbers of its passages among all top-level ones, in order."""
    gap: int = FAR
    """Paragraphs since the turn before."""
    tag: Tag | None = None
    """The reporting clause that tells who speaks; None where there is none."""
    beats: list[Beat] = field(default_factory=list)
    """What people do beside its words, in the order of the text."""
    present: Shares = field(default_factory=dict)
    """Who is mentioned in its paragraph otherwise."""
    hearers: frozenset[int] = frozenset()
    """To whom its paragraph says that it is spoken: "she said to her sister"."""
    told: Shares = field(default_factory=dict)
    """Who is the subject of the last sentence of the narration before it."""
    told_first: Shares = field(default_factory=dict)
    """Who is otherwise mentioned in the narration before it."""
    follows: Shares = field(default_factory=dict)
    """Who is the subject of the first sentence of the narration behind it."""
    here: frozenset[int] = frozenset()
    """Whom it addresses by name."""
    named: frozenset[int] = frozenset()
    """Of whom it speaks by name."""
    asks: bool = False
    """Its last passage ends with a question mark."""
    to: str = ""
    """The gender of whom it addresses: "sir", "madam"."""
    length: int = 0
    """Characters inside the marks of all its passages."""
    company: int = 0
    """How many speak beyond doubt in the turns around it."""
    manners: frozenset[str] = frozenset()
    """What its words have of a way of speaking that not everybody has: "sir", "ain't"."""


def turns_of(
    reading: Reading,
    references: References,
    passages: Sequence[Passage],
    found: Sequence[Attribution],
    where: Mapping[int, tuple[Paragraph, int]],
) -> list[Turn]:
    """The turns of a text, a paragraph each.

    Args:
        reading: The article, read.
        references: The choices made for its pronouns.
        passages: Its top-level passages.
        found: Their attributions so far, each by itself.
        where: The paragraph and token of each passage.
    """
    turns: list[Turn] = []
    roles = _roles(reading)
    for number, passage in enumerate(passages):
        if passage.kind is not QuoteKind.SPEECH or number not in where or passage.label:
            continue
        paragraph, _ = where[number]
        if turns and number and carries_on(reading, passage, paragraph) and turns[-1].passages[-1] == number - 1:
            turns[-1].last = paragraph.index
        elif not turns or turns[-1].last != paragraph.index:
            gap = paragraph.index - turns[-1].last if turns else FAR
            turns.append(Turn(paragraph.index, paragraph.index, gap=gap))
        _add(turns[-1], reading, references, passages, number, found[number])
        turns[-1].here |= _called_by_role(reading.text, passage, roles)
    for turn in turns:
        _describe(turn, reading, references, passages)
        if turn.tag is None and reading.paragraphs[turn.paragraph].tokens[0].tag == "Q":
            turn.tag = _announced(reading, references, turn.paragraph - 1)
    return turns


def carries_on(reading: Reading, passage: Passage, paragraph: Paragraph) -> bool:
    """Whether a passage carries on the words of the paragraph before, which had no closing mark, and nobody else's.

    Args:
        reading: The text, read.
        passage: The passage.
        paragraph: Its paragraph.
    """
    if "continued" not in passage.flags:
        return False
    tagged = (clause for clause in reading.clauses[paragraph.index] if clause.sort in {"say", "speak"})
    return not any(clause.subject >= 0 and clause.form in {"inverted", "before"} for clause in tagged)


def _add(
    turn: Turn, reading: Reading, references: References, passages: Sequence[Passage], number: int, one: Attribution
) -> None:
    passage, talk = passages[number], talk_of(reading, passages, number, ())
    turn.passages.append(number)
    turn.here, turn.named = turn.here | called_in(reading, passage), turn.named | talk.named
    turn.asks = last_mark(reading.text, passage) == "?"
    turn.length += passage.inner_end - passage.inner_start
    words = reading.text[passage.inner_start : min(passage.inner_end, passage.inner_start + FIRST_WORDS)]
    turn.manners |= manners_of(words)
    turn.to = turn.to or ("male" if _SIR.search(words) else "female" if _MADAM.search(words) else "")
    if one.way in TAGS and one.mention >= 0 and (turn.tag is None or turn.tag.kind == "pronoun"):
        tag = _tag(reading, references, one.mention)
        if turn.tag is None or tag.kind != "pronoun":
            turn.tag = tag


def _roles(reading: Reading) -> dict[str, int]:
    """Noun -> the only person whom the narrator calls by it."""
    held: dict[str, set[int]] = {}
    for person in reading.people.all:
        if person.sort == "person" and not person.plural:
            for noun in person.nouns:
                held.setdefault(noun, set()).add(person.number)
    roles = {noun: people.pop() for noun, people in held.items() if len(people) == 1}
    for noun, title in (("mother", "Mrs."), ("father", "Mr."), ("miss", "Miss")):
        titled = [person.number for person in reading.people.all if person.title == title]
        if noun not in held and len(titled) == 1:
            roles[noun] = titled[0]
    return roles | {word: roles[noun] for word, noun in _KIN.items() if noun in roles}


_KIN = {
    **dict.fromkeys(("mamma", "mama", "mum", "mummy", "mom", "mommy"), "mother"),
    **dict.fromkeys(("papa", "dad", "daddy", "pop"), "father"), "auntie": "aunt", "aunty": "aunt",
    "missus": "wife", "doc": "doctor", "cap'n": "captain", "parson": "vicar",
}  # fmt: skip
"""What people call each other -> the narrator's word for it."""


def _called_by_role(text: str, passage: Passage, roles: Mapping[str, int]) -> frozenset[int]:
    """Whom a passage calls by what they are: "Landlord! A plate of beef."."""
    words = text[passage.inner_start : min(passage.inner_end, passage.inner_start + FIRST_WORDS)]
    return frozenset(roles[word] for match in _ROLE.finditer(words) if (word := match["role"].lower()) in roles)


def _tag(reading: Reading, references: References, index: int) -> Tag:
    mention = reading.mentions[index]
    if mention.kind == "description" and mention.noun in _OF_SOMEBODY and mention.owner >= 0:
        return _tag(reading, references, mention.owner)  # "Roe's voice said"
    people, noun = people_of(reading, references, index), mention.noun if mention.kind == "description" else ""
    owner = people_of(reading, references, mention.owner) if mention.owner >= 0 else {}
    own = references.unnamed.get(index, -1)
    owners = frozenset(person for person, share in owner.items() if share > LIKELY and person not in people)
    person = reading.people.all[mention.person] if mention.person >= 0 else None
    settled = noun and index not in references.held and person is not None and person.named
    return Tag("name" if settled else _kind(mention), people, mention.gender, noun, own, owners)


def _kind(mention: Mention) -> str:
    return "first" if mention.noun in {"i", "we", "my"} else mention.kind


def teller_of(reading: Reading) -> int:
    """The number of the first person who tells a story; -1 where nobody does.

    Args:
        reading: The text, read.
    """
    held = (person for person in reading.people.all if person.mentions)
    return next((person.number for person in held if reading.mentions[person.mentions[0]].noun == "i"), -1)


def people_of(reading: Reading, references: References, index: int) -> Shares:
    """Whom a mention means, with probabilities."""
    reference = references.held.get(index)
    if reference is not None:
        return reference.people()
    mention = reading.mentions[index]
    person = teller_of(reading) if mention.noun == "my" else mention.person
    return {person: 1.0} if person >= 0 else {}


def _describe(turn: Turn, reading: Reading, references: References, passages: Sequence[Passage]) -> None:
    """Adds what the narrator's words in the turn's paragraph and around it show."""
    tokens = reading.paragraphs[turn.paragraph].tokens
    first = next((place for place, token in enumerate(tokens) if token.passage == turn.passages[0]), 0)
    hearers: set[int] = set()
    opened: set[int] = set()
    for index in range(*reading.spans[turn.paragraph]):
        mention = reading.mentions[index]
        people = people_of(reading, references, index)
        acts = mention.role == "subject" and (mention.kind != "description" or mention.sort == "person")
        if acts and mention.sentence not in opened:
            opened.add(mention.sentence)
            if turn.tag is None and _goes_on(reading, passages, tokens, mention):
                turn.tag = _tag(reading, references, index)
            near = any(tokens[at].passage >= 0 for at in _beside(reading.paragraphs[turn.paragraph], mention.sentence))
            turn.beats.append(Beat(_kind(mention), people, mention.gender, mention.head < first, near))
        elif mention.noun in _OF_SOMEBODY and mention.owner >= 0 and turn.tag is None and _is_answer(tokens, mention):
            turn.tag = _tag(reading, references, mention.owner)
        elif mention.role == "object" and mention.kind != "pronoun":
            if tokens[mention.first - 1].lower in {"to", "told", "asked", "at", "answered"}:
                hearers.update(people)
            turn.present.update(people)
        else:
            turn.present.update(people)
    turn.hearers = frozenset(hearers)
    _around(turn, reading, references)


def _beside(paragraph: Paragraph, sentence: int) -> range:
    """The tokens of a sentence and of its neighbours that can be quoted words: its own, the last before, the next."""
    first, last = paragraph.sentences[sentence]
    return range(max(0, first - 1), min(len(paragraph.tokens), last + 1))


def _goes_on(reading: Reading, passages: Sequence[Passage], tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether a clause goes on behind words that end with a comma: a tag, whatever its verb ("Yes," she returned)."""
    for place in (mention.first - 1, mention.first - 2):
        if place >= 0 and tokens[place].passage >= 0:
            verb = tokens[place + 1] if place == mention.first - 2 else tokens[min(mention.last, len(tokens) - 1)]
            return verb.tag == "V" and last_mark(reading.text, passages[tokens[place].passage]) == ","
    return False


def _around(turn: Turn, reading: Reading, references: References) -> None:
    number = turn.paragraph - 1
    if number >= 0 and not _has_words(reading, number):
        last = len(reading.paragraphs[number].sentences) - 1
        for index in range(*reading.spans[number]):
            mention = reading.mentions[index]
            people = people_of(reading, references, index)
            if mention.sentence == last and _is_shown(reading.paragraphs[number].tokens, mention):
                turn.told = people
            elif mention.role == "subject" and mention.sentence == last:
                turn.told = turn.told or people
            turn.told_first.update(people)
    number = turn.last + 1
    if number < len(reading.paragraphs) and not _has_words(reading, number):
        for index in range(*reading.spans[number]):
            mention = reading.mentions[index]
            if mention.role == "subject" and mention.sentence == 0:
                turn.follows = turn.follows or people_of(reading, references, index)


_OF_SOMEBODY = words_in("attribution", "turns of somebody")
"""What speaks for whoever has it: "her voice was cold:", "was my answer"."""


def _is_answer(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether words in marks are what a noun of somebody's is: '"No," was her answer'."""
    at = mention.first - 1
    while at > 0 and tokens[at].tag not in {"AUX", "V", "Q", "."}:
        at -= 1
    return at > 0 and tokens[at].lower in {"was", "came"} and tokens[at - 1].tag == "Q"


def _announced(reading: Reading, references: References, number: int) -> Tag | None:
    """The tag of a turn that the paragraph before ends with, in a colon: "Then Roe turned to her:"."""
    tokens = reading.paragraphs[number].tokens if number >= 0 else []
    if not tokens or tokens[-1].tag != ":":
        return None
    last = tokens[-1].sentence
    clauses = [clause for clause in reading.clauses[number] if tokens[clause.verb].sentence == last]
    says = [clause.subject for clause in clauses if clause.sort in {"say", "speak"} and clause.subject >= 0]
    held = range(*reading.spans[number])
    acts = [at for at in held if reading.mentions[at].sentence == last and reading.mentions[at].role == "subject"]
    for index in (says or acts)[-1:]:
        mention = reading.mentions[index]
        of_somebody = mention.noun in _OF_SOMEBODY and mention.owner >= 0
        if mention.kind != "description" or mention.sort == "person" or of_somebody:
            tag = _tag(reading, references, index)
            return tag if tag.people else None
    return None


def _is_shown(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether a sentence shows who somebody is: "I saw that it was Roe"."""
    before = [token.lower for token in tokens[max(0, mention.first - 2) : mention.first]]
    return mention.kind == "name" and before == ["it", "was"]


def _has_words(reading: Reading, number: int) -> bool:
    return any(token.tag == "Q" for token in reading.paragraphs[number].tokens)
