"""Which body a noun means that says something: "the airline said" is whoever was just told of, or the only one.

Nothing need show that a name is a body's: "SunnyDays cancelled the flight" tells of somebody who is no person known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.model import BlockKind
from podcaster.quotes import lists
from podcaster.quotes.coreference.bodies import FIRMS_TOO, kind_of
from podcaster.quotes.lists import words_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence, Set

    from podcaster.quotes.coreference.analysis import Reading
    from podcaster.quotes.coreference.people import Person
    from podcaster.quotes.mentions.mention import Mention

NEAR = 2
"""Paragraphs back to whoever was "just told of"."""
LIKELY = 0.75
"""Probability that a name of one word is a body's, of which nothing shows that it is no surname: an editor looks."""
LIKELIER = 0.6
"""Probability of the likelier one of two bodies that a noun may mean: an editor looks at it."""
_WHICH = frozenset({"of", "for", "behind", "that", "which", "where", "whose"})
"""Words behind a noun that say which one is meant."""
_OWNS = frozenset({"owner", "co-owner", "proprietor", "shopkeeper"})
_HAPPENS = words_in("coreference", "told bodies happens")
"""Verbs of what happens, which has names as well: "Storm Eunice hit Kent", "Christmas came"."""
_PLACED = words_in("coreference", "told bodies placed")
"""Words before the names of places."""


class ToldBodies:
    """The bodies that an article tells of, as far as it has been read."""

    def __init__(self, reading: Reading, speaking: Set[int]) -> None:
        self._reading, self._speaking = reading, speaking
        self._everybody = reading.people.all
        self._taken: dict[str, Person] = {}
        """Noun -> the body that it meant last."""
        clauses = [clause for held in reading.clauses for clause in held if clause.subject >= 0]
        direct = (clause for clause in clauses if clause.form in {"before", "inverted", "shared"})
        self._happens = {clause.subject for clause in direct if clause.base in _HAPPENS}
        held = ((at, one) for at, one in enumerate(reading.mentions) if at not in self._happens)
        acting = (one for at, one in held if one.role == "subject" or at in speaking)
        self._active = {one.person for one in acting if one.kind == "name"}
        """Who does something anywhere in the text."""

    def meant(self, index: int, mention: Mention, recent: Sequence[int], unnamed: Iterable[Person]) -> dict[int, float]:
        """The bodies that a noun may mean which says something, with probabilities; none where nothing tells.

        Args:
            index: The mention's.
            mention: A description: "the airline".
            recent: The mentions before it, in order.
            unnamed: Those without a name who were called by its noun before, in order.

        Returns:
            Number of a person -> probability, the likeliest first; -1 is one that has no name.
        """
        if not self._says(index, mention):
            return {}
        told = self._told(mention, recent)
        met = max((one.mentions[-1] for one in unnamed if self._in_text(one)), default=-1)
        if met >= 0 and (met > told or not self._is_beside(told, mention)):
            return {}
        people = [self._everybody[self._reading.mentions[back].person] for back in reversed(recent)]
        known = list(dict.fromkeys(one for one in people if kind_of(one, mention.noun) == "known"))
        if told < 0:
            acting = known or list(dict.fromkeys(
                one for one in people if one.number in self._active and kind_of(one, mention.noun)
            ))  # fmt: skip
            owned = mention.noun in FIRMS_TOO and any(self._is_somebodys(self._reading.mentions[at]) for at in recent)
            return self._alone(acting[0], known=bool(known)) if len(acting) == 1 and not owned else {}
        who = self._everybody[self._reading.mentions[told].person]
        before, self._taken[mention.noun] = self._taken.get(mention.noun, who), who
        if who in known:
            return {who.number: 1.0}
        if known:
            return {known[0].number: LIKELIER, who.number: 1 - LIKELIER}
        return self._weighed(who, self._rival(told, mention, recent), before, told)

    def _weighed(self, who: Person, rival: Person | None, before: Person, told: int) -> dict[int, float]:
        """The probabilities of whoever was told of, of one beside, and of whom the noun meant before."""
        shown = self._is_a_body(who)
        if rival is not None and self._is_a_body(rival) and (not shown or self._is_nearer(rival, told)):
            return {rival.number: LIKELY, who.number: 1 - LIKELY}
        other = rival or (before if before is not who else None)
        if other is not None:
            return {who.number: LIKELIER, other.number: 1 - LIKELIER}
        return self._alone(who, known=shown)

    def _alone(self, who: Person, *, known: bool) -> dict[int, float]:
        """The probability of the only one whom a noun may mean: less where the name may be a surname."""
        sure = known or self._is_a_body(who)
        return {who.number: 1.0} if sure else {who.number: LIKELY, -1: 1 - LIKELY}

    def _is_a_body(self, person: Person) -> bool:
        """Whether a name is no surname: it has several words, or signs of its own, or the text says so."""
        word = person.words[0]
        if person.sort == "body" or len(person.words) > 1 or any(sign.isupper() or sign.isdigit() for sign in word[1:]):
            return True
        return any(self._is_plain(self._reading.mentions[at]) for at in person.mentions)

    def _is_plain(self, mention: Mention) -> bool:
        """Whether a mention shows a body: "it", "the Tate", "Everton were"."""
        tokens = self._reading.paragraphs[mention.paragraph].tokens
        behind = tokens[mention.last].lower if mention.last < len(tokens) else ""
        before = tokens[mention.first - 1].lower if mention.first else ""
        the = "the" in {before, tokens[mention.first].lower}
        return the or mention.noun in {"it", "its"} or behind in lists.MANY_VERBS

    def _says(self, index: int, mention: Mention) -> bool:
        """Whether a mention is a bare "the airline" which says something."""
        bare = mention.definite and not mention.plural and mention.owner < 0 and not mention.modifiers
        if not bare or index not in self._speaking or not (mention.sort == "body" or self._is_firm(mention)):
            return False
        tokens = self._reading.paragraphs[mention.paragraph].tokens
        behind = tokens[mention.last].lower if mention.last < len(tokens) else ""
        inverted = mention.first > 0 and tokens[mention.first - 1].tag == "V"
        return behind not in _WHICH and (inverted or behind not in {"in", "at"})

    def _is_firm(self, mention: Mention) -> bool:
        """Whether a trade is what a firm is called, too: "the grocer", unless somebody named owns one."""
        return mention.noun in FIRMS_TOO and all(_OWNS.isdisjoint(one.nouns | one.deeds) for one in self._everybody)

    def _told(self, mention: Mention, recent: Sequence[int]) -> int:
        """The last mention before the noun's sentence of a body that does something; -1: there is none near."""
        for back in reversed(recent):
            other = self._reading.mentions[back]
            if mention.paragraph - other.paragraph > NEAR:
                break
            here = (other.paragraph, other.sentence) == (mention.paragraph, mention.sentence)
            if not here and self._acts(back, mention):
                return back
        return -1

    def _acts(self, back: int, mention: Mention) -> bool:
        """Whether a mention is of a body that does something, and that a noun may mean."""
        other = self._reading.mentions[back]
        if mention.noun in FIRMS_TOO and self._is_somebodys(other):
            return False
        does = other.role == "subject" or back in self._speaking or self._leads_on(back)
        return does and back not in self._happens and kind_of(self._everybody[other.person], mention.noun) != ""

    def _is_somebodys(self, mention: Mention) -> bool:
        """Whether a shop is that of somebody, who is "the grocer": "Roe, owner of Roe's Market"."""
        owner = self._reading.mentions[mention.owner].person if mention.owner >= 0 else -1
        if owner >= 0 and self._everybody[owner].sort == "person":
            return True
        first = self._reading.mentions[mention.owner].first if mention.owner >= 0 else mention.first
        before = self._reading.paragraphs[mention.paragraph].tokens[max(0, first - 3) : first]
        return any(token.lower in {"owner", "proprietor"} or token.base in {"own", "run"} for token in before)

    def _leads_on(self, back: int) -> bool:
        """Whether a mention's own spokesman or director does something: "Roe's director said"."""
        behind = self._reading.mentions[back + 1 : back + 3]
        owned = behind[0] if behind and behind[0].owner == back and behind[0].sort == "person" else None
        if owned is None:
            return False
        named = behind[1:] and behind[1].kind == "name" and behind[1].person == owned.person
        return owned.role == "subject" or back + 1 in self._speaking or (bool(named) and behind[1].role == "subject")

    def _in_text(self, person: Person) -> bool:
        """Whether somebody without a name was met below the headings."""
        kinds = (self._reading.paragraphs[self._reading.mentions[at].paragraph].kind for at in person.mentions[:1])
        return all(kind is BlockKind.PARAGRAPH for kind in kinds) and bool(person.mentions)

    def _is_beside(self, told: int, mention: Mention) -> bool:
        """Whether a body was told of right before a noun's sentence, but for quoted words."""
        other = self._reading.mentions[told]
        if other.paragraph != mention.paragraph:
            return False
        paragraph = self._reading.paragraphs[mention.paragraph]
        begin, end = (paragraph.sentences[at][0] for at in (other.sentence + 1, mention.sentence))
        return all(token.tag in {"Q", "."} for token in paragraph.tokens[begin:end])

    def _rival(self, told: int, mention: Mention, recent: Sequence[int]) -> Person | None:
        """Another body told of since somebody last spoke: in "Larkins blamed Hoppers" the firm may be either."""
        first = self._reading.mentions[told]
        tokens = self._reading.paragraphs[first.paragraph].tokens
        spoken = max((token.sentence for token in tokens[: first.first] if token.tag == "Q"), default=-1)
        for back in reversed(recent):
            other = self._reading.mentions[back]
            here = (other.paragraph, other.sentence) == (mention.paragraph, mention.sentence)
            if (other.paragraph, other.sentence) <= (first.paragraph, spoken):
                break
            if other.kind != "name" or other.person == first.person or here or self._is_placed(other):
                continue
            if kind_of(self._everybody[other.person], mention.noun):
                return self._everybody[other.person]
        return None

    def _is_nearer(self, other: Person, told: int) -> bool:
        """Whether a body was told of in a sentence behind the one of the last that did something."""
        first = self._reading.mentions[told]
        held = (self._reading.mentions[at] for at in other.mentions if at > told)
        return any((one.paragraph, one.sentence) != (first.paragraph, first.sentence) for one in held)

    def _is_placed(self, mention: Mention) -> bool:
        tokens = self._reading.paragraphs[mention.paragraph].tokens
        return mention.first > 0 and tokens[mention.first - 1].lower in _PLACED
