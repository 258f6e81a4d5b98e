"""Describes the antecedents of pronouns and descriptions by features that a small model weighs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.choice import Features
    from podcaster.quotes.coreference.analysis import Reading
    from podcaster.quotes.coreference.people import Person
    from podcaster.quotes.mentions.phrases import Mention
    from podcaster.quotes.words.tokens import Token


class Antecedents:
    """What an article shows about the mentions that a pronoun or a description may take up."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.people = reading, reading.people
        self.speaking = {
            clause.subject for clauses in reading.clauses for clause in clauses
            if clause.sort in {"say", "speak", "source"} and clause.subject >= 0
        }  # fmt: skip
        self.topics, self.embedded = _sentence_roles(reading)
        self.asked = _asked(reading)
        counts = [(len(person.mentions), -person.number) for person in self.people.all if person.sort == "person"]
        self.top = -max(counts)[1] if counts else -1

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

    def features(self, index: int, other: int, person: Person) -> Features:
        """The features of one mention as the antecedent of another.

        Args:
            index: The mention that takes up.
            other: The mention before it that may be meant.
            person: Whom that one means.
        """
        mention, before = self.reading.mentions[index], self.reading.mentions[other]
        near, role = _near(mention, before), self.role(other)
        asks = "says" if index in self.speaking else mention.role or "none"
        features = [f"near {near}", f"role {role}", f"kind {before.kind}", f"near {near} role {role}",
                    f"as {asks} role {role}", f"sort {person.sort or 'unknown'}", f"times {_often(person)}",
                    self._gender(person, mention)]  # fmt: skip
        gap = mention.paragraph - before.paragraph
        if person.number == self.top:
            features.append("main")
            if mention.first <= 1:
                features.append("main opens")
        if mention.role == before.role == "owner":
            features.append("both owners")
        if before.first <= 1:
            features.append("opens paragraph" if gap == 0 else "opened paragraph")
            if mention.first <= 1 and gap:
                features.append(f"both open {min(gap, 3)}")
        if not person.named:
            features += ["no name", f"no name {role}"]
        if before.plural or person.plural:
            features.append("plural")
        return features

    def _gender(self, person: Person, mention: Mention) -> str:
        if person.genders and person.genders.most_common(1)[0][0] == mention.gender:
            return "gender shown"
        if person.guess == mention.gender:
            return "gender of given name"
        if person.guess:
            return "gender against given name"
        return f"gender unknown {person.sort == 'person'}"


def _near(mention: Mention, before: Mention) -> str:
    gap = mention.paragraph - before.paragraph
    if gap == 0:
        sentences = mention.sentence - before.sentence
        return "same sentence" if sentences == 0 else "sentence before" if sentences == 1 else "paragraph"
    return "paragraph before" if gap == 1 else "two paragraphs before" if gap == 2 else "far"


def _often(person: Person) -> str:
    """How often the article mentions somebody, as far as it has been read."""
    count = len(person.mentions)
    return "1" if count <= 1 else "2-3" if count <= 3 else "4-5" if count <= 5 else "6+"


def _sentence_roles(reading: Reading) -> tuple[set[int], set[int]]:
    """The mentions that sentences are about, and the subjects of their subordinate clauses.

    The topic is the subject before the first verb, or who stands behind a preposition that opens the sentence
    ("For Roe, it was over"); whoever comes behind "that" or a verb, and is a subject too, is embedded.
    """
    topics: set[int] = set()
    embedded: set[int] = set()
    for paragraph in reading.paragraphs:
        begin, end = reading.spans[paragraph.index]
        verbs = {}
        for number, (first, last) in enumerate(paragraph.sentences):
            verbs[number] = next((at for at in range(first, last) if paragraph.tokens[at].tag in {"V", "AUX"}), last)
        held: set[int] = set()
        for index in range(begin, end):
            mention = reading.mentions[index]
            first = paragraph.sentences[mention.sentence][0]
            if mention.first < verbs[mention.sentence]:
                fronted = mention.first == first + 1 and paragraph.tokens[first].lower == "for"
                if (mention.role == "subject" or fronted) and mention.sentence not in held:
                    held.add(mention.sentence)
                    topics.add(index)
            elif mention.role == "subject" and _is_embedded(paragraph.tokens[first : mention.first]):
                embedded.add(index)
    return topics, embedded


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
