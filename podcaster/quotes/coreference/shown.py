"""What an article shows about its speakers' genders, when everybody's mentions are known.

Pronouns are resolved in order, each by what stood before it. What is said of somebody further on, whom a pronoun must
mean because there is nobody else, and what those are who were met without a name, is known at the end alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.quotes.coreference.agreement import shows_gender
from podcaster.quotes.coreference.people import IMPERSONAL
from podcaster.quotes.coreference.roles import ANYBODY
from podcaster.quotes.lists import any_of, words_in
from podcaster.quotes.mentions.nouns import gender_of_noun, sort_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from podcaster.quotes.coreference.analysis import Reading
    from podcaster.quotes.coreference.meant import References
    from podcaster.quotes.coreference.people import Person
    from podcaster.quotes.detection.passages import Passage
    from podcaster.quotes.mentions.mention import Mention
    from podcaster.quotes.words.tokens import Token

CALLED = 4
"""Points for what words call somebody, as many as a title has."""
CLEAR = 0.66
"""Share of a pronoun's meaning, among those whom it may mean, from which on it shows a gender."""
FAINT = 0.03
"""Share below which nobody is thought of."""
THE_SAME = 0.4
"""Probability from which on a description may be somebody else's, who is then no other."""
PHRASE = 6
"""Tokens in which what belongs to a noun in apposition ends: "a grandmother of eleven,"."""
_IS = frozenset({"is", "was", "became"})
_WHERE = words_in("coreference", "shown where")


def show_speakers(reading: Reading, references: References, said: Sequence[tuple[int, Passage]]) -> None:
    """Adds the genders that the whole of an article shows to those of its speakers who have none so far.

    Args:
        reading: The article, read; its people are changed. A story's have theirs already.
        references: The choices made for its pronouns and descriptions.
        said: Its passages, each with the number of its speaker; -1 for nobody.
    """
    everybody = reading.people.all
    open_ones = {number for number, _ in said if number >= 0 and _is_open(everybody[number])}
    if not open_ones:
        return
    evidence = _Evidence(reading, references)
    for index, mention in enumerate(reading.mentions):
        if mention.kind == "description" and mention.gender and not mention.plural:
            evidence.description(index, mention)
        elif mention.kind == "pronoun" and mention.gender in {"male", "female"}:
            evidence.pronoun(index, mention)
    for number in sorted(open_ones):
        person = everybody[number]
        called, meant = evidence.called.get(number, set()), evidence.meant.get(number, set())
        contrary = person.guess and not person.shared
        own = evidence.own.get(number, set())
        if len(called or own) == 1:
            person.genders[min(called or own)] += CALLED
        elif not called and len(meant) == 1 and not (contrary and meant != {person.guess}):
            person.genders[min(meant)] += 1
        elif not called and not meant and not person.guess:
            spoken = (
                reading.text[one.inner_start : one.inner_end] for who, one in said if who == number and not one.nested
            )
            if by := _by_kin(person) or _by_own_words(spoken):
                person.genders[by] += 1


def _is_open(person: Person) -> bool:
    return (
        not person.genders
        and not person.plural
        and not person.they
        and not (person.named and person.sort in IMPERSONAL)
    )


def _by_kin(person: Person) -> str:
    """The gender of all that somebody is called who has a husband or a wife: "Roe, whose husband died"."""
    genders = {gender_of_noun(noun) for noun in person.nouns} - {""}
    return genders.pop() if len(genders) == 1 else ""


_OF_ONESELF = on_demand(
    r"\b[Mm]y (?:\w+ )?(?P<kin>husband|wife)\b"
    r"|\bI(?: am|['’]m| was) (?:just |only )?an? (?:\w+ )?"
    rf"(?P<own>{any_of('coreference', 'shown own')})\b"
)
"""Words by which somebody tells whether they are a man or a woman: "My late wife", "I'm a single mother"."""


def _by_own_words(spoken: Iterable[str]) -> str:
    """The gender that somebody's own words show, if all of them show the same."""
    found = [match for words in spoken for match in _OF_ONESELF.finditer(words)]
    genders = {gender_of_noun(match["own"]) if match["own"] else _MATES[match["kin"]] for match in found}
    return genders.pop() if len(genders) == 1 else ""


_MATES = {"husband": "female", "wife": "male"}


class _Evidence:
    """Which genders the words of an article show, by person."""

    def __init__(self, reading: Reading, references: References) -> None:
        self.reading, self.references = reading, references
        self.called: dict[int, set[str]] = {}
        """By the nouns for them, whatever the given name suggests."""
        self.meant: dict[int, set[str]] = {}
        """By pronouns."""
        self.own: dict[int, set[str]] = {}
        """By pronouns in clauses of their own: "who was married there with his brother"."""

    def description(self, index: int, mention: Mention) -> None:
        """Takes a noun that shows a gender for whose it is, and for whom it stands beside."""
        if mention.person >= 0 and index not in self.references.held:
            self.called.setdefault(mention.person, set()).add(mention.gender)
        for who in {self._beside(index, mention), self._is_it(index, mention), self._again(index, mention)} - {-1}:
            self.called.setdefault(who, set()).add(mention.gender)

    def _beside(self, index: int, mention: Mention) -> int:
        """Of whom a phrase between commas says what they are: "the pilot, 70, a retired headmistress"; -1: nobody."""
        tokens = self.reading.paragraphs[mention.paragraph].tokens
        at = mention.first
        if mention.owner >= 0 or at < 2 or tokens[at - 1].tag != "," or not _ends_there(tokens, mention.last):
            return -1
        at -= 1
        if tokens[at - 1].tag == "CD" and tokens[at - 2].tag == ",":
            at -= 2
        for back in range(index - 1, max(-1, index - 3), -1):
            before = self.reading.mentions[back]
            if before.paragraph == mention.paragraph and before.last == at and before.kind != "pronoun":
                one = not before.plural and before.person >= 0 and before.gender in {"", mention.gender}
                listed = before.first > 0 and tokens[before.first - 1].tag in {",", "CC"}
                person = self.reading.people.all[before.person]
                if one and not listed and self._is_a_doer(before):
                    person.sorts["person"] += CALLED
                return before.person if one and not listed and person.sort not in IMPERSONAL else -1
        return -1

    def _is_it(self, index: int, mention: Mention) -> int:
        """Who "is" it, a phrase between commas read over: "Roe, from Hull, is the youngest woman to"; -1: nobody."""
        tokens = self.reading.paragraphs[mention.paragraph].tokens
        at = mention.first - 1
        at -= at > 0 and tokens[at].tag == "RB"
        if at < 2 or tokens[at].lower not in _IS or tokens[at - 1].tag != ",":
            return -1
        comma = next((back for back in range(at - 2, max(0, at - PHRASE), -1) if tokens[back].tag == ","), -1)
        for back in range(index - 1, max(-1, index - 4), -1):
            before = self.reading.mentions[back]
            if before.paragraph == mention.paragraph and before.last == comma and before.role == "subject":
                return -1 if before.plural or before.kind == "pronoun" else before.person
        return -1

    def _again(self, index: int, mention: Mention) -> int:
        """Which speaker without a name a sentence goes on with: "said an inmate. The man, who"; -1: none."""
        person = self.reading.people.all[mention.person] if mention.person >= 0 else None
        if person is None or person.named or person.mentions[:1] != [index] or mention.noun not in ANYBODY:
            return -1
        opens = self.reading.paragraphs[mention.paragraph].sentences[mention.sentence][0] == mention.first
        if not opens or not mention.definite or mention.role != "subject" or mention.owner >= 0:
            return -1
        near = [one for one in self.reading.mentions[max(0, index - 6) : index] if one.paragraph == mention.paragraph]
        humans = [one for one in near if not one.plural and (one.sort == "person" or self._may_act(one))]
        who = humans[0] if len({one.person for one in humans}) == 1 else None
        return who.person if who is not None and who.kind == "description" and who.role == "subject" else -1

    def _may_act(self, mention: Mention) -> bool:
        """Whether a mention is of somebody human, as far as names show it."""
        person = self.reading.people.all[mention.person] if mention.person >= 0 else None
        return person is not None and (person.sort == "person" or bool(person.guess or person.genders))

    def _of_who(self, index: int, mention: Mention) -> int:
        """Whom a clause with "who" tells of that a pronoun stands in, if no one else is in it; -1: nobody."""
        tokens = self.reading.paragraphs[mention.paragraph].tokens
        for back in range(index - 1, max(-1, index - 5), -1):
            before = self.reading.mentions[back]
            if before.paragraph != mention.paragraph or before.sentence != mention.sentence:
                break
            at = before.last + (before.last < len(tokens) and tokens[before.last].tag == ",")
            if at < mention.first and tokens[at].lower == "who" and before.kind != "pronoun":
                return -1 if before.plural else before.person
            is_it = before.first > 0 and tokens[before.first - 1].lower in _IS
            if before.kind != "description" or (before.sort == "person" and not before.plural and not is_it):
                break
        return -1

    def pronoun(self, index: int, mention: Mention) -> None:
        """Takes a "he" or "she" for the only one whom it may mean, if there is one."""
        if mention.role == "object":
            return
        reference = self.references.held.get(index)
        shares: dict[int, float] = {}
        for number, share in reference.people().items() if reference is not None else ():
            if number >= 0 and share > FAINT and (who := self._who(number, mention)) >= 0:
                shares[who] = shares.get(who, 0.0) + share
        best = max(shares, key=lambda one: (shares[one], -one), default=-1)
        who, everybody = self._of_who(index, mention), self.reading.people.all
        if who >= 0 and not any(self._rivals(who, other, mention.gender) for other in shares):
            self.own.setdefault(who, set()).add(mention.gender)
        if best < 0:
            self._of_a_doer(index, mention)
        elif shares[best] > CLEAR * sum(shares.values()) and shows_gender(self.reading, everybody[best], mention):
            self.meant.setdefault(best, set()).add(mention.gender)

    def _who(self, number: int, mention: Mention) -> int:
        """Somebody whom a pronoun may mean, or whom a description of them may; -1: nobody human."""
        person = self.reading.people.all[number]
        if person.sort in IMPERSONAL or self._is_where(person):
            return -1
        if person.genders and person.gender not in {"", mention.gender}:
            return -1
        if not person.named and person.mentions:
            held = self.references.held.get(person.mentions[0])
            people = held.people() if held is not None else {}
            other = max(people, key=lambda one: (people[one], -one), default=number)
            return other if other >= 0 and people.get(other, 0.0) >= THE_SAME else number
        return number

    def _rivals(self, number: int, other: int, gender: str) -> bool:
        """Whether a pronoun may be another's than whose clause it is in: of nobody, if the given name is against it."""
        one, rival = self.reading.people.all[number], self.reading.people.all[other]
        shown = rival.genders[gender] >= CALLED or rival.guess == gender
        contrary = one.guess not in {"", gender} and not one.shared
        return number != other and (shown or contrary)

    def _is_where(self, person: Person) -> bool:
        """Whether a name is only told as where something happens: "a ferry ran aground off Mull"."""
        told = [one for one in map(self.reading.mentions.__getitem__, person.mentions) if one.kind != "pronoun"]
        before = [self.reading.paragraphs[one.paragraph].tokens[one.first - 1].lower for one in told if one.first]
        return person.named and not person.guess and len(before) == len(told) and {*before} <= _WHERE

    def _of_a_doer(self, index: int, mention: Mention) -> None:
        """Takes "he" for who just spoke, by a noun that nobody knows: "said one driller. He starts on Monday"."""
        if mention.role != "subject" or not index:
            return
        before = self.reading.mentions[index - 1]
        if before.kind != "description" or before.person < 0 or before.paragraph != mention.paragraph:
            return
        near = mention.sentence - before.sentence <= 1 and before.role == "subject" and not before.plural
        if near and self._is_a_doer(before):
            self.reading.people.all[before.person].sorts["person"] += CALLED
            self.meant.setdefault(before.person, set()).add(mention.gender)

    def _is_a_doer(self, mention: Mention) -> bool:
        """Whether a description may be of somebody by the look of its noun alone: "one driller"."""
        named = self.reading.people.all[mention.person].named
        return not named and not sort_of(mention.noun) and mention.noun.endswith(("er", "or", "ist", "ian"))


def _ends_there(tokens: list[Token], at: int) -> bool:
    """Whether a phrase and what belongs to it ("of eleven") end with a comma or the sentence, and no list goes on."""
    end = at
    if at < len(tokens) and tokens[at].tag in {"IN", "TO"}:
        end += 1
        while end < min(len(tokens), at + PHRASE) and tokens[end].tag in {"DT", "CD", "NN", "NNP"}:
            end += 1
    if end >= len(tokens) or tokens[end].tag in {".", "REL"}:
        return True
    return tokens[end].tag == "," and end + 1 < len(tokens) and tokens[end + 1].tag != "CC"
