"""Says of each name in an article whose it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.quotes import lists
from podcaster.quotes.coreference.bodies import tells_a_body
from podcaster.quotes.coreference.employers import note_employers
from podcaster.quotes.coreference.families import Families
from podcaster.quotes.coreference.houses import note_houses
from podcaster.quotes.coreference.kin import OTHER_END
from podcaster.quotes.coreference.office_surnames import office_surnames
from podcaster.quotes.coreference.people import IMPERSONAL, SPELLED, People, Person, note, plain
from podcaster.quotes.coreference.short_names import known_in_short
from podcaster.quotes.coreference.surnames import share_surnames
from podcaster.quotes.mentions.given_names import guess_genders, is_given_name, shared_names
from podcaster.quotes.mentions.names import GIVEN_TOO, NAMES_TOO

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.detection.passages import Passage
    from podcaster.quotes.mentions.mention import Mention
    from podcaster.quotes.words.tokens import Paragraph


def gather_names(
    mentions: Sequence[Mention], paragraphs: Sequence[Paragraph], passages: Sequence[Passage], text: str,
    *, story: bool = False,
) -> People:  # fmt: skip
    """Makes the people whom an article names, and says of each name whose it is.

    Full names first, because a headline and a first sentence often use the surname only.

    Args:
        mentions: Everybody mentioned, in order.
        paragraphs: The article's paragraphs.
        passages: Its top-level passages.
        text: Its text.
        story: It is a story, whose narrator calls each person in one way.
    """
    office_surnames(mentions, paragraphs)
    people = People()
    people.story = story
    people.intimate = intimates(mentions) if story else frozenset()
    people.wives = _wives(mentions) if story else frozenset()
    for index, mention in enumerate(mentions):
        if mention.kind == "name" and len(mention.words) > 1:
            person = people.find_full(mention.words, mention.gender)
            if person is None:
                person = people.add(mention.words)
            else:
                people.lengthen(person, mention.words)
            note(person, mention, index)
    share_surnames(people, mentions, paragraphs)
    _places(people, mentions, paragraphs)
    note_employers(people, [each for each in mentions if each.kind != "name" or each.person >= 0], paragraphs)
    guess(people)
    counts = {person.number: float(len(person.mentions)) for person in people.all}
    first = set() if story else {people.matching(person.words[-1])[0][0].number for person in people.all}
    for number in first:
        counts[number] += FIRST_NAMED
    families = Families(mentions, people, paragraphs, passages, text)
    for number in families.kin:
        counts[number] -= RELATIVE
    _give_short(people, mentions, counts, families, first)
    for person in people.all:
        person.mentions.sort()
    guess(people)
    if not story:
        _surnamed(people, mentions, paragraphs)
        _keep_given(people, mentions)
        note_houses(people, mentions, paragraphs)
    return people


def _surnamed(people: People, mentions: Sequence[Mention], paragraphs: Sequence[Paragraph]) -> None:
    """Takes a name of two or three words that nothing is known of for a person's where its last word goes on alone.

    "Emeka Roe", then "Roe": bodies and places are gone on with by their first word, by letters or behind "the".
    """
    for person in people.all:
        if person.sort or not 2 <= len(person.words) <= WORDS or not _may_be_surname(person.words[-1]):
            continue
        if tells_a_body(person):
            continue  # "Rotherby Rovers", then "Rovers"
        short = [mentions[index] for index in person.mentions if len(mentions[index].words) == 1]
        bare = [each for each in short if plain(each.words[0]) == plain(person.words[-1])]
        if len(bare) < len(short) or any(_behind_the(mentions[index], paragraphs) for index in person.mentions):
            continue
        if any(each.role in {"subject", "owner"} for each in bare):
            person.sorts["person"] += 1


def _keep_given(people: People, mentions: Sequence[Mention]) -> None:
    """Keeps a title that may be a given name where an article names nobody in full so: "Major Roe", "Bishop Poe"."""
    for person in people.all:
        if len(person.words) == 1 and person.mentions and not person.title:
            titles = mentions[person.mentions[0]].titles
            if len(titles) == 1 and titles[0] in NAMES_TOO - lists.HONORIFICS.keys():
                person.title = titles[0].capitalize()


WORDS = 3
"""Words of the full name of somebody whose surname stands alone further on."""


def _may_be_surname(word: str) -> bool:
    """Whether a word is none that bodies and places end with."""
    lower = word.lower()
    return lower not in lists.ORGANISATION_WORDS - lists.ALSO_SURNAMES and lower not in lists.COUNTRIES | lists.DEMONYMS


def _behind_the(mention: Mention, paragraphs: Sequence[Paragraph]) -> bool:
    return paragraphs[mention.paragraph].tokens[mention.first].tag == "DT"


def _places(people: People, mentions: Sequence[Mention], paragraphs: Sequence[Paragraph]) -> None:
    """Takes names of several words that stand behind "in" wherever they do for places: "in Nova Scotia"."""
    for person in people.all:
        held = [mentions[index] for index in person.mentions]
        before = [paragraphs[each.paragraph].tokens[each.first - 1].lower if each.first else "" for each in held]
        if before and set(before) <= INSIDE and not any(each.titles for each in held):
            person.sorts["place"] += 3
        elif any(_is_a_thing(each, paragraphs[each.paragraph]) for each in held) and not set(before) & INSIDE:
            person.sorts["body"] += 3


def _is_a_thing(mention: Mention, paragraph: Paragraph) -> bool:
    """Whether "which" goes on behind a name: no person's, "Corvane Lines, which runs the ferry"."""
    behind = paragraph.tokens[mention.last : mention.last + 2]
    which = len(behind) == 2 and behind[0].tag == "," and behind[1].lower == "which"
    return which and mention.role == "subject" and not mention.titles and not is_given_name(mention.words[0])


INSIDE = frozenset({"in", "near", "across", "outside", "throughout"})
"""Prepositions that places have and people have not."""


def _give_short(
    people: People, mentions: Sequence[Mention], counts: dict[int, float], families: Families, main: set[int]
) -> None:
    """Says of each name of a single word whose it is; ``main``: the first of each surname."""
    seen: dict[int, int] = {}
    here: set[int] = set()
    near: set[int] = set()
    at = -1
    paired = _paired(mentions)
    for index, mention in enumerate(mentions):
        if mention.kind != "name":
            continue
        if mention.paragraph != at:
            near, here = here if mention.paragraph == at + 1 else set(), set()
            near -= families.kin.keys()
            at = mention.paragraph
        if len(mention.words) == 1:
            first = _beside_kin(people, mentions, index)
            if first is not None:
                here.add(first.number)
            alone = plain(mention.words[0]) not in paired
            person = first or _short(people, mention, counts, seen, (here, near), families, alone=alone)
            if mention.sort == "body" and _is_shouted(mention.words[0], person):
                mention.sort = ""
            note(person, mention, index)
            if person.number in counts:
                # Who goes by a given name is not meant by the surname that the family shares, unless it is the first.
                by_last = plain(mention.words[0]) == plain(person.words[-1])
                counts[person.number] += 1 if by_last else 0 if person.number in main else -1
        else:
            here.add(mention.person)
        seen[mention.person] = index


def _paired(mentions: Sequence[Mention]) -> frozenset[str]:
    """The surnames that a man and a woman may share: both a "Mr." and a "Mrs." have one, or relatives are spoken of."""
    genders: dict[str, set[str]] = {}
    kin = any(mention.kind == "description" and mention.noun in OTHER_END for mention in mentions)
    for mention in mentions:
        if mention.kind == "name" and mention.gender and mention.titles:
            genders.setdefault(plain(mention.words[-1]), set()).add(mention.gender)
    return frozenset(name for name, found in genders.items() if kin or len(found) > 1)


def _beside_kin(people: People, mentions: Sequence[Mention], index: int) -> Person | None:
    """Of "Moore and her husband, Greg Moore", the first, who is not the only one with that full name."""
    mention, behind = mentions[index], mentions[index + 1 : index + 4]
    if len(behind) < 3 or behind[0].role != "owner" or behind[0].first != mention.last + 1 or mention.titles:
        return None
    kin, other = behind[1], behind[2]
    same = kin.owner == index + 1 and kin.noun in OTHER_END and other.kind == "name" and len(other.words) > 1
    if not same or other.paragraph != mention.paragraph or other.words[-1] != mention.words[0]:
        return None
    last, _ = people.matching(mention.words[0])
    return people.add(mention.words, sort="person") if len(last) == 1 else None


RELATIVE = 3.0
"""Mentions that somebody named as another's wife, son ... counts less: the surname alone is rather the other's."""


FIRST_NAMED = 0.5
"""Mentions that the first of several with one surname counts more: the article is rather about them. By hand."""


_FULL = on_demand(r"\b(?P<first>[A-Z][\w'’-]+) (?P<last>[A-Z][\w'’-]+)\b")


def lengthen_from_quotes(people: People, text: str, passages: Sequence[Passage], mentions: Sequence[Mention]) -> None:
    """Takes the full names that are met only inside quoted words: "I am Mary Roe" makes Mary of the text Mary Roe.

    A surname alone is that of whom words before it name: "Q: Your drummer, Alan Roe, says ...", then "Roe laughed".

    Args:
        people: The people whom the article's own words name.
        text: The article's text.
        passages: Its top-level passages.
        mentions: Everybody mentioned.
    """
    for passage in passages:
        end = min(passage.inner_end, passage.inner_start + FIRST_WORDS)
        for match in _FULL.finditer(text, passage.inner_start, end):
            first, last = match["first"], match["last"]
            if first.lower() in lists.TITLES or first.lower() in lists.HONORIFICS or not is_given_name(first):
                continue
            if last.lower() in lists.ORGANISATION_WORDS or people.find_full((first, last), "") is not None:
                continue
            _, given = people.matching(first)
            alone = [person for person in given if person.words == (first,) and not person.title]
            if not alone and first.lower() not in _ASKS:
                named, _ = people.matching(last)
                alone = [
                    person for person in named if not person.title and mentions[person.mentions[0]].start > match.end()
                ]
                alone = alone if len(named) == 1 and alone and alone[0].words == (last,) else []
            if len(alone) == 1 and alone[0].sort not in IMPERSONAL:
                people.lengthen(alone[0], (first, last))


_ASKS = frozenset({"will", "may", "can", "mark", "did", "does"})
"""Words that open a question before a surname, and given names too."""


FIRST_WORDS = 2000
"""Characters of a passage that are looked through for full names."""


def guess(people: People) -> None:
    """Adds what given names suggest, where the article's own words show nothing yet."""
    given: dict[int, str] = {}
    for person in people.all:
        if not person.words or person.guess:
            continue
        if person.sort in IMPERSONAL and (person.sorts["place"] != 1 or len(person.words) == 1):
            continue
        first = person.words[0]
        lone = len(person.words) == 1 and person.sort != "person" and not person.speaks
        if person.genders or lone or first.lower() in lists.TITLES - GIVEN_TOO:
            continue
        given[person.number] = first.partition("-")[0]
    genders, shared = guess_genders(given.values()), shared_names(given.values())
    for number, name in given.items():
        person = people.all[number]
        person.guess, person.shared = genders.get(name, ""), name in shared
        if person.guess and (person.speaks or 2 <= len(person.words) <= 4):
            person.sorts["person"] += 2


def _short(
    people: People,
    mention: Mention,
    counts: dict[int, float],
    seen: dict[int, int],
    named: tuple[set[int], set[int]],
    families: Families,
    *,
    alone: bool,
) -> Person:
    """Whom a name of a single word means.

    Args:
        people: Everybody named so far.
        mention: The name.
        counts: How often each of them was named.
        seen: The latest mention of each.
        named: Those whom its own paragraph has named in full, and those whom the paragraph before has.
        families: What shows which of a family is meant.
        alone: Nothing tells of two with that surname: "Mr. Roe" is Rand Roe, whatever that name suggests.
    """
    last, first = people.matching(mention.words[0])
    family = mention.words[0].endswith("s") and mention.sort == "people"
    if family and last == []:
        last = [person for person in people.all if person.words == mention.words]
    for group in (last, first):
        # A title against what a given name suggests: another of the family, where there is a family.
        for guessed in (True, False) if len(last) > 1 or not mention.titles or (alone and group is last) else (True,):
            fitting = [
                person
                for person in group
                if _fits(person, mention, guessed=guessed)
                and not families.rules_out(person, mention)
                and not _is_elder(person, mention, people.intimate)
                and not _is_wife(person, mention, people.wives)
            ]
            if len(fitting) > 1:
                shown = families.likely(fitting, mention)
                points = {person.number: _likely(person, mention) + shown[person.number] for person in fitting}
                best = max(
                    fitting,
                    key=lambda person: (
                        points[person.number],
                        person.number in named[0],
                        person.number in named[1],
                        *_often(person, counts, seen),
                    ),
                )
                mention.perhaps = families.rivals(best, points, named[0])
                return best
            if fitting:
                return fitting[0]
    known = known_in_short(people, mention, named[0]) if people.story else None
    if known is not None:
        people.alias(known, mention.words)
    return known or people.add(mention.words)


def _is_elder(person: Person, mention: Mention, intimate: frozenset[str]) -> bool:
    """Whether "Mrs. Roe" is no Jane Roe, as the narrator of a story calls that one Jane."""
    title = mention.titles[-1] if mention.titles else ""
    return title in {"mr", "mrs"} and len(person.words) > 1 and plain(person.words[0]) in intimate


def _is_wife(person: Person, mention: Mention, wives: frozenset[str]) -> bool:
    """Whether the bare "Roe" is no Jane Roe, as the narrator of a story calls that one Mrs. Roe."""
    word = plain(mention.words[0])
    return not mention.titles and person.gender == "female" and word in wives and word == plain(person.words[-1])


def _wives(mentions: Sequence[Mention]) -> frozenset[str]:
    held = (mention for mention in mentions if mention.kind == "name" and len(mention.words) == 1)
    return frozenset(plain(mention.words[0]) for mention in held if mention.titles and mention.titles[-1] == "mrs")


def intimates(mentions: Sequence[Mention]) -> frozenset[str]:
    """The names that stand alone, without a title, in the narrator's words.

    Args:
        mentions: All mentions of a story.
    """
    alone = (mention for mention in mentions if mention.kind == "name" and len(mention.words) == 1)
    return frozenset(plain(mention.words[0]) for mention in alone if not mention.titles)


def _is_shouted(word: str, person: Person) -> bool:
    """Whether a word in capitals is a part of a person's name, as a label or a headline writes it."""
    return len(person.words) > 1 and any(plain(word) == plain(part) and word != part for part in person.words)


def _fits(person: Person, mention: Mention, *, guessed: bool) -> bool:
    """Whether a short name can be a person's; ``guessed``: a guessed gender speaks against it too."""
    if (mention.sort == "people") != (person.sort == "people"):
        return False
    if person.title in _UNLIKE and mention.titles and mention.titles[-1] == _UNLIKE[person.title]:
        return False
    shown = person.gender if guessed or person.genders else ""
    if mention.gender and shown and mention.gender != shown:
        return False
    return not (mention.sort == "person" and person.sorts["body"] >= 3)


_UNLIKE = {"Mrs.": "miss", "Miss": "mrs"}
"""Titles that one woman of a family does not share with another in the same text."""


def _likely(person: Person, mention: Mention) -> float:
    gender = 1.0 if mention.gender and person.gender == mention.gender else 0.0
    titles = set(mention.titles).union(*(SPELLED.get(title, "").split() for title in mention.titles))
    shared = 1.0 if titles & person.nouns else 0.0
    return gender + shared


def _often(person: Person, counts: dict[int, float], seen: dict[int, int]) -> tuple[float, float]:
    recent = seen.get(person.number, -1)
    return counts.get(person.number, 0) + (2.0 if recent >= 0 else 0.0), float(recent)
