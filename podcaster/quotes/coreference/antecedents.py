"""Describes the antecedents of pronouns and descriptions by features that a small model weighs."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from podcaster.quotes.coreference.agreement import SERVING, SHOWS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.choice import Weighted
    from podcaster.quotes.coreference.analysis import Reading
    from podcaster.quotes.coreference.people import Person
    from podcaster.quotes.mentions.mention import Mention
    from podcaster.quotes.words.tokens import Paragraph, Token


DEPTH = 8
"""Mentions of one person that are described, the latest ones."""

SHARED = 0.4
"""How far a given name that men and women have counts for a gender; by hand, the one value that was tried."""
GOES_ON = frozenset({"add", "continue", "conclude"})
"""Verbs of somebody who has spoken before: "he added"."""

SHOUTS = frozenset({"shout", "yell", "bark", "holler", "bellow", "roar", "scream"})
"""What somebody met on the way does: "“Stand back!” shouted the firefighter" is nobody who was not called so before."""

WITHIN = 24
"""Mentions behind somebody without a name that are looked through for others whom a pronoun may mean."""

CONTRARY = 1.5
"""How far a given name that only the other gender has counts against somebody; the fit alone leaves it too weak."""


MOURNED = 4.0
"""How far whom an obituary is about counts as its main person; by hand, from 2 on nothing else changes."""
_DIES = frozenset({"dies", "died", "dead", "obituary"})


class Antecedents:
    """What an article shows about the mentions that a pronoun or a description may take up."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.people = reading, reading.people
        self.speaking = {
            clause.subject for clauses in reading.clauses for clause in clauses
            if clause.sort in {"say", "speak", "source"} and clause.subject >= 0
        }  # fmt: skip
        self.adding = {
            clause.subject for clauses in reading.clauses for clause in clauses
            if (clause.base in GOES_ON or (clause.base in {"go", "carry"} and clause.sort == "speak"))
            and clause.subject >= 0
        }  # fmt: skip
        """Subjects of verbs that say that the last speaker goes on."""
        self.shouting = {clause.subject for clauses in reading.clauses for clause in clauses if clause.base in SHOUTS}
        self.topics, self.embedded = _sentence_roles(reading)
        self.asked = _asked(reading)
        counts = [(len(person.mentions), -person.number) for person in self.people.all if person.sort == "person"]
        self.top = -max(counts)[1] if counts else -1
        self.mourned = _mourned(reading)

    def role(self, index: int) -> str:
        """How a mention stands in its sentence; "topic" is what the sentence is about."""
        mention = self.reading.mentions[index]
        if index in self.speaking:
            return "speaks" if index not in self.embedded else "embedded speaks"
        if index in self.topics:
            return "topic"
        if index in self.asked:
            return "asked"
        if mention.role == "subject" and index in self.embedded:
            return "embedded"
        return mention.role or "none"

    def features(self, index: int, others: Sequence[tuple[int, float]], person: Person) -> Weighted:
        """The features of a person as the one whom a mention takes up.

        Args:
            index: The mention that takes up.
            others: The person's mentions before it, nearest first, each with the probability that it is theirs.
            person: The person.
        """
        mention, (latest, share) = self.reading.mentions[index], others[0]
        nearest = self.reading.mentions[latest]
        near, role = self._near(mention, nearest), self.role(latest)
        asks = "says" if index in self.speaking else mention.role or "none"
        names = [f"near {near}", f"role {role}", f"kind {nearest.kind}", f"as {asks} role {role}",
                 f"as {asks} near {near}"]  # fmt: skip
        if mention.role == nearest.role == "owner":
            names.append("both owners")
        if nearest.sentence == mention.sentence and near == "same sentence" and mention.role == "object":
            names.append(f"object behind {nearest.role or 'none'}")
        features = dict.fromkeys(names, share)
        for other, part in others[:DEPTH]:
            name = f"{self._near(mention, self.reading.mentions[other])} {self.role(other)}"
            features[name] = max(part, features.get(name, 0.0))
            if mention.first <= 1 and self._opens_before(mention, other):
                features["both open"] = max(part, features.get("both open", 0.0))
        features |= _genders(person, mention)
        names = [f"sort {person.sort or 'unknown'}", f"times {_often(person)}", f"often {min(len(others), 5)}"]
        if person.number == self.mourned:
            features["main"] = MOURNED
        elif person.number == self.top and self.mourned < 0:
            names += ["main", "main opens"] if mention.first <= 1 else ["main"]
        names += self._in_passing(mention, others)
        if not person.named:
            names += ["no name", f"no name {role}"]
            names += self._met(mention, others)
        return features | dict.fromkeys(names, 1.0)

    def _in_passing(self, mention: Mention, others: Sequence[tuple[int, float]]) -> list[str]:
        """How somebody was named as another's only: "Roe, whose son, Luke, was killed", "Her mother, Ann, taught"."""
        near = self.reading.mentions[others[0][0]]
        if self.reading.story or mention.kind != "pronoun":
            return []
        place = (near.paragraph, near.sentence)
        held = [other for other, _ in others[:DEPTH] if self._is_called(other, place)]
        mentions = [self.reading.mentions[other] for other in held]
        if any(self._is_whose(each) for each in mentions):
            return ["in passing whose"]
        alone = any(each.kind == "name" and each.owner < 0 and not self._is_behind(each) for each in mentions)
        if alone or not any(self._is_another(each) for each in mentions) or not self.speaking.isdisjoint(held):
            return []
        if mention.paragraph > near.paragraph:
            return ["in passing before"]
        return ["in passing object"] if mentions[-1].role == "object" else []

    def _is_called(self, index: int, place: tuple[int, int]) -> bool:
        """Whether a mention stands in a sentence and is no pronoun."""
        mention = self.reading.mentions[index]
        return (mention.paragraph, mention.sentence) == place and mention.kind != "pronoun"

    def _is_whose(self, mention: Mention) -> bool:
        tokens, at = self.reading.paragraphs[mention.paragraph].tokens, mention.first - 1
        while at > 0 and tokens[at].tag in {"NN", "CD", "RB", ","}:
            at -= 1
        return at >= 0 and tokens[at].lower == "whose"

    def _is_another(self, mention: Mention) -> bool:
        """Whether a mention says whose somebody is: "her mother"."""
        return mention.owner >= 0 and self.reading.mentions[mention.owner].person != mention.person

    def _is_behind(self, mention: Mention) -> bool:
        """Whether a name stands right behind what says whose somebody is: "Her mother, Ann"."""
        tokens, at = self.reading.paragraphs[mention.paragraph].tokens, mention.first - 1
        while at > 0 and tokens[at].tag in {"NN", "CD", ","}:
            at -= 1
        return at >= 0 and tokens[at].tag in {"PRP$", "POS"}

    def _met(self, mention: Mention, others: Sequence[tuple[int, float]]) -> list[str]:
        """Where somebody without a name is what a sentence near a pronoun is about: "A customer wiped her eyes."."""
        index = next((other for other, _ in others[:DEPTH] if self._begins(other)), -1)
        if index < 0 or self.reading.story:
            return []
        met = self.reading.mentions[index]
        near, sort = self._near(mention, met), "the" if met.definite else "a"
        if near == "same sentence":
            own = mention.role == "owner" or (mention.role == "subject" and met.noun not in SERVING)
            return [f"just met {sort} {near}"] if own else []
        behind = near == "paragraph before" and self._stands_alone(met)
        if not behind and near != "sentence before":
            return []
        return [] if self._meets_another(index, mention) else [f"just met {sort} {near}"]

    def _begins(self, index: int) -> bool:
        """Whether a sentence begins with somebody without a name, and is about them."""
        mention = self.reading.mentions[index]
        opens = mention.first == self.reading.paragraphs[mention.paragraph].sentences[mention.sentence][0]
        one = mention.kind == "description" and mention.sort == "person" and not mention.plural and mention.owner < 0
        return one and opens and self.role(index) in {"topic", "speaks"} and not self.people.all[mention.person].named

    def _stands_alone(self, mention: Mention) -> bool:
        """Whether a mention's sentence is all that its paragraph says, and quotes nobody."""
        paragraph = self.reading.paragraphs[mention.paragraph]
        return len(paragraph.sentences) == 1 and all(token.tag != "Q" for token in paragraph.tokens)

    def _meets_another(self, index: int, pronoun: Mention) -> bool:
        """Whether somebody is met behind whom the pronoun may mean too: "A fan gave her a drawing."."""
        first = self.reading.mentions[index]
        begin = self._verb(index)
        for other in range(index + 1, min(len(self.reading.mentions), index + 1 + WITHIN)):
            mention = self.reading.mentions[other]
            if mention is pronoun or mention.paragraph > pronoun.paragraph:
                break
            inside = mention.paragraph == first.paragraph and mention.first < begin
            if mention.person in {first.person, -1} or inside or mention.role == "owner":
                continue
            same = mention.kind == "pronoun" and mention.gender == pronoun.gender
            same &= mention.role == "object" or first.noun in SERVING
            named = mention.kind == "name" and mention.role == "subject"
            if same or (named and self.people.all[mention.person].gender in {"", pronoun.gender}):
                return True
        return False

    def _verb(self, index: int) -> int:
        """The token of the last verb that a mention is the subject of, or of the first one behind it."""
        mention = self.reading.mentions[index]
        paragraph = self.reading.paragraphs[mention.paragraph]
        ours = (each.verb for each in self.reading.clauses[mention.paragraph] if each.subject == index)
        found = max((verb for verb in ours if verb > mention.head), default=-1)
        end = paragraph.sentences[mention.sentence][1]
        verbs = (at for at in range(mention.last, end) if paragraph.tokens[at].tag in {"V", "AUX"})
        return found if found >= 0 else next(verbs, mention.last)

    def told_of(self, latest: int, ranks: Weighted) -> Weighted:
        """What speaks for or against somebody as who says "She lit up a room": whether they are that she.

        Args:
            latest: Their last mention.
            ranks: How they stand to the others.
        """
        names = [f"tells of another {'silent' if 'speaks never' in ranks else 'spoke'}"]
        mention = self.reading.mentions[latest]
        tokens = self.reading.paragraphs[mention.paragraph].tokens
        behind = tokens[mention.last :]
        if behind and behind[0].tag == ",":
            behind = behind[next((at for at in range(1, len(behind)) if behind[at].tag == ","), 0) + 1 :]
        is_one = (
            len(behind) > 1
            and behind[0].lower in {"is", "was"}
            and (behind[1].tag in {"CD", "NN"} or behind[1].lower in {"a", "an", "the"})
        )
        if is_one and latest in self.topics:
            names.append("tells of another described")
        return dict.fromkeys(names, 1.0)

    def _opens_before(self, mention: Mention, other: int) -> bool:
        before = self.reading.mentions[other]
        return before.first <= 1 and mention.paragraph - before.paragraph == 1

    def _near(self, mention: Mention, before: Mention) -> str:
        gap = mention.paragraph - before.paragraph
        if gap == 0:
            sentences = mention.sentence - before.sentence
            return "same sentence" if sentences == 0 else "sentence before" if sentences == 1 else "paragraph"
        if gap == 1:
            last = before.sentence == len(self.reading.paragraphs[before.paragraph].sentences) - 1
            return ("paragraph before" if last else "in paragraph before") + (" behind" if mention.sentence else "")
        return "two paragraphs before" if gap == 2 else "far"


def _mourned(reading: Reading) -> int:
    """Whom an article mourns: named at its very beginning, where it says that they died; -1: it is no obituary."""
    for paragraph in reading.paragraphs[:2]:
        begin, end = reading.spans[paragraph.index]
        named = next((one for one in reading.mentions[begin:end] if one.kind == "name" and len(one.words) > 1), None)
        first = paragraph.sentences[0][1] if paragraph.sentences else 0
        dies = any(token.lower in _DIES for token in paragraph.tokens[:first])
        if named is not None and named.first < 3 and dies and reading.people.all[named.person].sort == "person":
            return named.person
    return -1


def _genders(person: Person, mention: Mention) -> Weighted:
    """What the article and the given name show about somebody's gender, for a "he" or "she"."""
    found: Weighted = {}
    if sum(person.genders.values()) >= SHOWS and person.genders.most_common(1)[0][0] == mention.gender:
        found["gender shown"] = 1.0
    if person.guess == mention.gender:
        found["gender of given name"] = SHARED if person.shared else 1.0
    elif person.guess and not found:
        found["gender against given name"] = SHARED if person.shared else CONTRARY
    return found or {f"gender unknown {person.sort == 'person'}": 1.0}


def _often(person: Person) -> str:
    """How often the article mentions somebody, as far as it has been read."""
    count = len(person.mentions)
    return "1" if count <= 1 else "2-3" if count <= 3 else "4-5" if count <= 5 else "6+"


def _sentence_roles(reading: Reading) -> tuple[set[int], set[int]]:
    """The mentions that sentences are about, and the subjects of their subordinate clauses.

    The topic is the subject before the first verb, or who stands behind a preposition that opens the sentence
    ("For Roe, it was over"), or the subject behind a clause that opens it ("When Poe asked, Roe said"); whoever comes
    behind "that" or a verb, and is a subject too, is embedded.
    """
    topics: set[int] = set()
    embedded: set[int] = set()
    for paragraph in reading.paragraphs:
        begin, end = reading.spans[paragraph.index]
        verbs, mains = {}, {}
        for number, (first, last) in enumerate(paragraph.sentences):
            verbs[number] = next((at for at in range(first, last) if paragraph.tokens[at].tag in {"V", "AUX"}), last)
            mains[number] = _main_subject(reading, paragraph, number) if verbs[number] < last else -1
        held: set[int] = set()
        for index in range(begin, end):
            mention = reading.mentions[index]
            first = paragraph.sentences[mention.sentence][0]
            main = mains[mention.sentence]
            if main >= 0:
                if index == main:
                    topics.add(index)
                elif mention.role == "subject" and (
                    index < main or _is_embedded(paragraph.tokens[reading.mentions[main].last : mention.first])
                ):
                    embedded.add(index)
            elif mention.first < verbs[mention.sentence]:
                fronted = mention.first == first + 1 and paragraph.tokens[first].lower == "for"
                if (mention.role == "subject" or fronted) and mention.sentence not in held:
                    held.add(mention.sentence)
                    topics.add(index)
            elif mention.role == "subject" and _is_embedded(paragraph.tokens[first : mention.first]):
                embedded.add(index)
    return topics, embedded


def _main_subject(reading: Reading, paragraph: Paragraph, number: int) -> int:
    """The subject behind the comma that ends a clause which opens a sentence ("When Poe asked, Roe"); -1: none."""
    first, last = paragraph.sentences[number]
    tokens = paragraph.tokens
    if tokens[first].tag != "SUB" and tokens[first].lower not in {"after", "before", "since", "until", "as"}:
        return -1
    low, high = reading.spans[paragraph.index]
    for index in range(bisect_right(reading.mentions, first, low, high, key=lambda one: one.first), high):
        mention = reading.mentions[index]
        if mention.first >= last:
            break
        if mention.role == "subject":
            opens = tokens[mention.first - 1].tag == ","
            if opens and any(token.tag in {"V", "AUX"} for token in tokens[first : mention.first]):
                return index
    return -1


def _is_embedded(tokens: Sequence[Token]) -> bool:
    return any(token.tag in {"SUB", "REL"} for token in tokens) or (bool(tokens) and tokens[-1].tag in {"V", "ING"})


def _asked(reading: Reading) -> set[int]:
    """Those whom somebody asks, tells or warns: they are likely to answer."""
    found: set[int] = set()
    for paragraph in reading.paragraphs:
        starting = {reading.mentions[index].first: index for index in range(*reading.spans[paragraph.index])}
        for place, token in enumerate(paragraph.tokens):
            if token.tag == "V" and token.base in {"ask", "tell", "warn", "urge", "question", "press", "remind"}:
                index = starting.get(place + 1, -1)
                if index >= 0 and reading.mentions[index].role == "object":
                    found.add(index)
    return found


def goes_on(ranks: Weighted, *, adds: bool) -> Weighted:
    """Of "he added": whether somebody was the last who spoke.

    Args:
        ranks: Of the one whom it may be.
        adds: The verb says that the last speaker goes on.
    """
    return {f"adds speaks {'speaks 1' in ranks}": 1.0} if adds else {}
