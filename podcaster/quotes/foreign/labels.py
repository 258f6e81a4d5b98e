"""Who speaks the turns of an interview, and block quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes.foreign.found import SURE, Found
from podcaster.quotes.foreign.named import Named, gender_of, is_given_name
from podcaster.quotes.foreign.words import read_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.detection.passages import Passage, Stretch
    from podcaster.quotes.foreign.language import Language
    from podcaster.quotes.foreign.people import ForeignPeople
    from podcaster.quotes.foreign.words import WordForm

LABELLED = 0.95
"""How sure the name before a turn, or under a block quote, is."""
ANSWERER = 0.9
"""How sure it is that who is named most before the first question is who answers."""
REPEATED = 0.9
"""How sure a block quote is that repeats what somebody says in the text."""
ALONE = 0.3
"""How sure a block quote is that nothing introduces."""
SHORTEST = 12
"""Letters of a block quote that are looked for in the quotations of the text."""
EARLY = 3
"""Passages among which those of a standfirst are."""
MOST = 200
"""Block quotes that are looked for in the text."""


class ForeignLabels:
    """The people behind the labels of one article."""

    def __init__(self, text: str, language: Language, people: ForeignPeople, paragraphs: Sequence[Stretch]) -> None:
        self.text, self.language, self.people, self.paragraphs = text, language, people, paragraphs
        self.held: dict[str, Found] = {}
        self.first = next((one.start for one in paragraphs for passage in one.passages if "turn" in passage.flags), -1)

    def turn(self, passage: Passage) -> Found:
        """Who speaks a turn."""
        return self._found(passage.label)

    def cited(self, passage: Passage) -> Found | None:
        """Whom a block quote or a line under a quotation names as its source; None where nothing does."""
        return self._found(passage.label) if passage.label and "turn" not in passage.flags else None

    def _found(self, label: str) -> Found:
        key = label.casefold()
        if key not in self.held:
            self.held[key] = self._read(label, key)
        return self.held[key]

    def _read(self, label: str, key: str) -> Found:
        if key in self.language.asking:
            return Found(self._described(self.language.interviewer), LABELLED, "the label of a question", tagged=True)
        if key in self.language.answering:
            person = self._answerer()
            return Found(person, ANSWERER if person else 0.0, "the one who is interviewed", tagged=True)
        return Found(self._named(label), LABELLED, "named by a label", tagged=True)

    def _described(self, name: str) -> Named:
        return self.people.described.setdefault(name, Named(name, described=True))

    def _named(self, label: str) -> Named:
        words = read_words(label.partition(",")[0], 0, len(label))
        text = " ".join(word.text for word in words)
        known = self.people.by_ending.get(text.casefold())
        if known is None and words:
            held = self.people.by_word.get(words[-1].low, [])
            known = next((one for one in held if " " in one.name), held[0] if held else None)
        name = text.title() if text.isupper() and len(text) > 4 and " " in text else text
        if known is None and len(words) > 1 and is_given_name(words[0].text):
            return self._whole_name(name, words)
        return known or self._described(name)

    def _whole_name(self, name: str, words: list[WordForm]) -> Named:
        """Somebody whose whole name stands nowhere but in a label: it shows the gender as elsewhere."""
        gender = gender_of(words[0].text, self.language)
        return self.people.described.setdefault(name, Named(name, gender, sort="person"))

    def _answerer(self) -> Named | None:
        """Who of those with a full name is named first most often before the first question."""
        named: dict[int, tuple[int, int, Named]] = {}
        for order, paragraph in enumerate(self.paragraphs):
            if paragraph.start >= self.first >= 0:
                break
            tokens = read_words(self.text, paragraph.start, paragraph.end)
            for mention in self.people.mentions(tokens):
                one = mention.person
                before = [token.low for token in tokens if token.end <= mention.start][-1:]
                if set(before) & self.language.prepositions:
                    continue
                if one and " " in one.name and not one.described and one.sort == "person":
                    count, since, _ = named.get(id(one), (0, order, one))
                    named[id(one)] = (count + 1, since, one)
        best = max(named.values(), key=lambda each: (each[0], -each[1]), default=None)
        return self.people.focus() or (best[2] if best else None)


def pulled(text: str, told: list[tuple[Passage, Found]]) -> list[tuple[Passage, Found]]:
    """The same, where a block quote, or an unsure standfirst, repeats words of the text: whoever says them."""
    blocks = [at for at, (passage, found) in enumerate(told) if "block" in passage.flags and found.confidence < SURE]
    early = [at for at, (passage, found) in enumerate(told[:EARLY]) if at not in blocks and not found.sure]
    if not blocks and not early:
        return told
    said = [(squeezed(text, one), found) for one, found in told if "block" not in one.flags and found.person]
    for at in blocks[:MOST]:
        told[at] = (told[at][0], _repeated(text, told[at][0], said) or told[at][1])
    for at in early:
        later = [(squeezed(text, one), found) for one, found in told[at + 1 :] if found.person and found.sure]
        told[at] = (told[at][0], _repeated(text, told[at][0], later) or told[at][1])
    return told


def _repeated(text: str, passage: Passage, said: Sequence[tuple[str, Found]]) -> Found | None:
    """Who says in the text what a block quote repeats."""
    words = squeezed(text, passage)
    if len(words) < SHORTEST:
        return None
    match = next((found for key, found in said if words in key), None)
    if match is None or match.person is None:
        return None
    return Found(match.person, REPEATED * match.confidence, "repeats a quotation of the text", tagged=True)


def squeezed(text: str, passage: Passage) -> str:
    """The letters and digits of a passage, in small letters: the same for the same words."""
    return "".join(sign for sign in text[passage.inner_start : passage.inner_end].casefold() if sign.isalnum())
