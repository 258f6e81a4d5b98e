"""Whom news opens with before it says who that is: "A Halden woman says ...", then "Jane Roe, 71, had ..."."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes import lists
from podcaster.quotes.coreference.ages import CHILD, CHILDREN, age_behind
from podcaster.quotes.coreference.kin import OTHER_END
from podcaster.quotes.coreference.openings import HEADS, UNNAMED
from podcaster.quotes.coreference.people import SPELLED
from podcaster.quotes.lists import words_in
from podcaster.quotes.mentions.nouns import gender_of_noun, singular, sort_of

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from podcaster.quotes.coreference.analysis import Reading
    from podcaster.quotes.coreference.people import Person
    from podcaster.quotes.mentions.mention import Mention
    from podcaster.quotes.words.tokens import Paragraph, Token

NEAR = 4
"""Paragraphs behind the lead within which news names whom it opened with."""
_BYSTANDERS = words_in("coreference", "delayed bystanders")
"""Who speaks of somebody else, and is not whom an article is about."""
_OF_OTHERS = words_in("coreference", "delayed of others")
"""Who decides, finds or tells something of others: the next to be named are those, unless a title says otherwise."""
_HEADS = frozenset({"minister", "secretary", "commissioner"})
"""Offices whose holder is named without the office only where he goes on to say something."""
_EVENTS = words_in("coreference", "delayed events")
"""What one of several people of a crime or an accident did or met with."""
_TRIED = words_in("coreference", "delayed tried")
"""Those of them that whoever stands before a court did or met with."""
_HEAR = words_in("coreference", "delayed hear")
"""Whom those tell who are accused."""
_SURVIVES = words_in("coreference", "delayed survives")
"""Verbs of those who live to tell of somebody who died."""
_PLAIN = frozenset({"mr", "mrs", "ms", "miss"})


def delayed_name(reading: Reading, unnamed: Sequence[Person]) -> dict[int, int]:
    """Whom a headline and a lead tell of without a name, where the first to be named behind it can only be they.

    Args:
        reading: The article, read.
        unnamed: Those without a name.

    Returns:
        The number of the one described -> the number of the one named; empty where it is not clear.
    """
    running = [each for each in reading.paragraphs if each.kind not in HEADS and each.tokens][: NEAR + 1]
    index = _first_named(reading, running) if running and not reading.story else -1
    if index < 0 or not _is_introduced(reading, index):
        return {}
    named, free = reading.mentions[index], {person.number for person in unnamed if not person.plural}
    if UNNAMED.search(reading.text, 0, reading.paragraphs[named.paragraph].end) is not None:
        return {}
    lead = running[0].index
    opens = [at for at in _openers(reading, lead) if reading.mentions[at].person in free]
    topics = [at for at in opens if reading.mentions[at].paragraph == lead and at < index]
    if topics and not _is_told(reading, topics[0], index):
        return {}
    if not topics and (named.paragraph != lead or named.first):
        return {}
    opens = [at for at in opens if not _is_elsewhere(reading, reading.mentions[at], named)]
    heads = [at for at in opens if at not in topics and _is_told(reading, at, index, topics)]
    alike = [at for at in heads if not topics or _alike(reading.mentions[at], reading.mentions[topics[0]])]
    return {reading.mentions[at].person: named.person for at in topics + alike}


def _is_elsewhere(reading: Reading, mention: Mention, named: Mention) -> bool:
    """Whether a headline has somebody hold an office in one place, and a title in another."""
    tokens = reading.paragraphs[mention.paragraph].tokens[mention.first : mention.last]
    titled = reading.people.all[named.person].modifiers.get(mention.noun, set())
    here = {token.lower for token in tokens if token.tag == "NNP"}
    headed = reading.paragraphs[mention.paragraph].kind in HEADS
    return headed and bool(titled & mention.modifiers and here and titled - mention.modifiers) and not here & titled


def _first_named(reading: Reading, running: Sequence[Paragraph]) -> int:
    """The first of an article's mentions that names somebody, where it does so in full; -1: it does not."""
    end = reading.spans[running[-1].index][1]
    first = next((at for at, mention in enumerate(reading.mentions[:end]) if _is_human(reading, mention)), -1)
    while first >= 0 and reading.paragraphs[reading.mentions[first].paragraph].kind in HEADS:
        return -1  # the headline names somebody
    return first if first >= 0 and len(reading.mentions[first].words) > 1 else -1


def _is_human(reading: Reading, mention: Mention) -> bool:
    return mention.kind == "name" and mention.person >= 0 and reading.people.all[mention.person].sort == "person"


def _is_introduced(reading: Reading, index: int) -> bool:
    """Whether a name is that of whom its sentence is about, or who says something, alone and not explained."""
    mention = reading.mentions[index]
    tokens = reading.paragraphs[mention.paragraph].tokens
    begin, end = reading.paragraphs[mention.paragraph].sentences[mention.sentence]
    behind = [token for token in tokens[mention.last : end] if token.tag not in {"CD", ","}]
    if behind and behind[0].lower in {"and", "&"}:
        return False
    before = tokens[begin : mention.first]
    if any(token.tag == "Q" for token in before):
        said = before[-1].tag == "V"
        return said and all(token.tag == "Q" for token in behind if token.tag != ".")
    if not any(token.tag in {"V", "AUX", "Q"} for token in before) and _is_by(reading, index, begin):
        return True
    if before and age_behind(tokens, mention) and _is_tried(before):
        return True
    fronted = not before or (before[-1].tag == "," and before[0].tag in {"IN", "ING", "TO", "RB", "NN", "CD", "NNP"})
    return mention.role == "subject" and fronted and not any(token.tag == "V" for token in before)


def _is_tried(before: Sequence[Token]) -> bool:
    """Whether a name stands behind what a court heard, or behind what it was about: "ruled that the conduct of"."""
    last, front = before[-1].lower, before[-2] if len(before) > 1 else before[-1]
    return (last in {"that", "how"} and (front.base in _FINDS or front.lower in _FINDS)) or (
        last == "of" and front.lower in _HELD
    )


_FINDS = words_in("coreference", "delayed finds")
_HELD = words_in("coreference", "delayed held")
"""What a court or the police tell of somebody."""


def _is_by(reading: Reading, index: int, begin: int) -> bool:
    """Whether a sentence opens with the words of somebody with a title: "Video of the speech by Principal Jane Roe"."""
    mention = reading.mentions[index]
    tokens = reading.paragraphs[mention.paragraph].tokens
    by = next((at for at in range(mention.first - 1, begin, -1) if tokens[at].tag == "IN"), -1)
    low, _ = reading.spans[mention.paragraph]
    others = reading.mentions[low:index]
    things = all(other.sort in {"", "text", "thing"} and other.kind != "pronoun" for other in others
                 if begin <= other.first)  # fmt: skip
    return by > begin and tokens[by].lower == "by" and bool(mention.titles) and things


def _openers(reading: Reading, lead: int) -> list[int]:
    """Those described whom the headline and the lead begin with, or of whom the headline says that they speak."""
    found: list[int] = []
    for paragraph in reading.paragraphs[: lead + 1]:
        low, high = reading.spans[paragraph.index]
        held = [at for at in range(low, high) if _is_one(reading, at)]
        if paragraph.index == lead:
            held = [at for at in held if not reading.mentions[at].first]
        found += held[:1]
    return found


def _is_one(reading: Reading, at: int) -> bool:
    """Whether somebody is described by a noun for people, or by one that says who does something: "A jogger who"."""
    mention, tokens = reading.mentions[at], reading.paragraphs[reading.mentions[at].paragraph].tokens
    who = mention.last < len(tokens) and tokens[mention.last].lower in {"who", "has", "says"}
    doer = not mention.sort and who and mention.noun.endswith(_DOERS)
    one = mention.kind == "description" and (mention.sort == "person" or doer)
    one = one and not mention.plural and mention.owner < 0
    return one and (mention.role == "subject" or not mention.first)


def _is_told(reading: Reading, at: int, index: int, topics: Container[int] = ()) -> bool:
    """Whether the first one named can be the one described, and nobody else of the sentence that describes them."""
    mention, named = reading.mentions[at], reading.mentions[index]
    person, who = reading.people.all[mention.person], reading.people.all[named.person]
    gender, tokens = person.gender or mention.gender, reading.paragraphs[mention.paragraph].tokens
    shown = who.gender if who.genders or not who.shared else ""  # a Kyle is no woman for his name
    if mention.noun in _BYSTANDERS or (gender and shown and gender != shown):
        return False
    aged = age_behind(reading.paragraphs[named.paragraph].tokens, named) > 0 or _was_there(reading, named)
    if not _has_title(mention, named, aged=aged) or not _has_part(reading, at, index):
        return False
    told = tokens[mention.last].lower == "who" if mention.last < len(tokens) else False  # "who claimed that a rival's"
    for place, other in enumerate(reading.mentions[at + 1 : index], at + 1):
        one = other.kind == "description" and other.sort == "person" and not other.plural and place not in topics
        one = one and not (aged and mention.noun in OTHER_END and _is_child_of(reading, other, mention))
        if not one or other.person in {-1, mention.person} or reading.people.all[other.person].named:
            continue
        rival = reading.people.all[other.person].gender or other.gender
        if rival and shown and rival != shown:
            continue
        inside = other.first == mention.last + 1 and tokens[mention.last].tag in {
            "IN",
            "TO",
        }  # "the sister of a soldier"
        inside |= told and other.role != "subject"
        subject = other.role == "subject" and not inside
        if subject or not (gender or inside) or (rival and rival == gender):
            return False
    return True


def _is_child_of(reading: Reading, other: Mention, mention: Mention) -> bool:
    """Whether somebody is the child of whom a lead tells: "A dad is angry after his son", then "Jan Roe, 39,"."""
    return other.noun in CHILDREN and other.owner >= 0 and reading.mentions[other.owner].person == mention.person


def _was_there(reading: Reading, named: Mention) -> bool:
    """Whether it is told where somebody with a trade was when something met them: "Baker Roe was in Sale when he"."""
    tokens = reading.paragraphs[named.paragraph].tokens
    words = [token.lower for token in tokens[named.last : named.last + WHEN] if token.sentence == named.sentence]
    when = words.index("when") if "when" in words else -1
    office = any(title in lists.TITLES or title in _RULING for title in named.titles)
    return when > 0 and words[0] in {"was", "had"} and not office and words[when + 1 : when + 2] in (["he"], ["she"])


WHEN = 12
"""Words behind a name among which "when he" is looked for."""
_RULING = words_in("coreference", "delayed ruling")


def _has_title(mention: Mention, named: Mention, *, aged: bool) -> bool:
    """Whether the titles before a name go with the noun of a description; ``aged``: an age stands behind the name."""
    titles = [title for title in named.titles if title not in _PLAIN]
    nouns = {noun for title in titles for noun in (title, *SPELLED.get(title, "").split())}
    if not titles or mention.noun in nouns or mention.modifiers & nouns:
        return True
    if set(titles) <= {"dr", "prof", "rev"}:
        return not gender_of_noun(mention.noun)
    return aged and _OF_OTHERS.isdisjoint(titles)  # "a golfer", then "Retired postman Jan Roe, 68,"


def _has_part(reading: Reading, at: int, index: int) -> bool:
    """Whether what is told of somebody first named goes with their part in the sentence that describes somebody."""
    mention, named = reading.mentions[at], reading.mentions[index]
    lead, tokens = (reading.paragraphs[each.paragraph].tokens for each in (mention, named))
    age, bases = age_behind(tokens, named), {token.base for token in tokens[named.last : named.last + AFTER]}
    says = any(
        clause.sort in {"say", "speak"} and clause.subject == index for clause in reading.clauses[named.paragraph]
    )
    other = mention.noun not in reading.people.all[named.person].nouns and not mention.former
    if other and mention.noun in _OF_OTHERS | _HEADS:
        return mention.noun in _HEADS and says and not age
    if 0 < age < CHILD and mention.noun not in CHILDREN:
        return False
    if mention.noun in OTHER_END:  # a mother of somebody who died, whom the next name may be
        dead = any(map(_is_event, lead)) and not says and bases.isdisjoint(_SURVIVES)
        if dead or not reading.people.all[named.person].gender:
            return False
    behind = [token for token in tokens[named.last : named.last + AFTER] if token.sentence == named.sentence]
    met = {base for token in behind for base in _bases(token) if base in _EVENTS}
    if met and not any(map(_is_event, lead)) and not _is_of_trial(reading, at, met):
        return False
    others = reading.mentions[index + 1 : index + 4]
    nouns = {one.noun for one in others if one.person == named.person and one.kind == "description"}
    owned = any(one.person == named.person and one.owner >= 0 and one.kind == "description" for one in others)
    return not owned and nouns.isdisjoint(_BYSTANDERS | OTHER_END.keys())


_DOERS = ("er", "ist", "-to-be")
"""Ends of nouns for who does something."""
AFTER = 8
"""Words behind a name among which its verb is looked for."""


def _is_of_trial(reading: Reading, at: int, met: set[str]) -> bool:
    """Whether whom a lead tells of speaks to a court or goes to it, and what the one named met with is of that."""
    mention = reading.mentions[at]
    clauses = reading.clauses[mention.paragraph]
    says = any(clause.sort == "say" and clause.subject == at for clause in clauses)
    if says and met <= {"sue"}:
        return True
    begin = next((clause.verb for clause in clauses if clause.subject == at), mention.last)
    nouns = {
        singular(token.lower)
        for token in reading.paragraphs[mention.paragraph].tokens[begin:]
        if token.tag == "NN" or singular(token.lower) in _HEAR
    }
    others = {noun for noun in nouns - _HEAR if sort_of(noun) == "person"}
    return says and not others and not nouns.isdisjoint(_HEAR) and met <= _TRIED


def _bases(token: Token) -> set[str]:
    return {token.base, token.lower.removesuffix("d"), token.lower.removesuffix("ed")}


def _is_event(token: Token) -> bool:
    place = token.tag == "NN" and token.lower == "jail"
    return not (place or _EVENTS.isdisjoint(_bases(token)))


def _alike(one: Mention, other: Mention) -> bool:
    """Whether a headline and a lead may describe one person: by the same noun, or one of them by "woman" alone."""
    if one.noun == other.noun:
        return True
    genders = gender_of_noun(one.noun), gender_of_noun(other.noun)
    wide = any(genders) and ("" in genders or genders[0] == genders[1])
    return wide and sort_of(one.noun) == sort_of(other.noun) == "person"
