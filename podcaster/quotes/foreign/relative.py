"""The subjects of relative clauses, and what may be one far behind a verb."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.quotes.foreign.omitted import Omitted
from podcaster.quotes.foreign.sources import FAR
from podcaster.quotes.foreign.words import read_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.foreign.named import LinkedMention
    from podcaster.quotes.foreign.words import WordForm

BESIDE = 3
"""Words beside a mention of which an "and" makes several of one."""
_ASIDE = on_demand(r",\s[^,;:.!?…«»“”\"\n]{1,40},\s")
"""What a comma and another one stand around, right behind a verb."""


class Relative(Omitted):
    """The relative clauses of one article."""

    def _is_thing(self, mention: LinkedMention) -> bool:
        """Whether a mention is a noun for nobody that is known: "un incontro", "la disponibilità"."""
        one = mention.person
        if one is None or not one.described or one.sort or self.language.capital_nouns:
            return False
        if one.name.replace(" ", "_") in self.language.somebody:
            return False  # "acrescenta a outra"
        return not any(self.people.does(word) for word in one.name.split()[:3])

    def _of_relative(
        self, tokens: list[WordForm], mentions: Sequence[LinkedMention], free: list[LinkedMention], verb: int
    ) -> LinkedMention | None:
        """The subject of a relative clause: "la guida che la definisce", "fondi che gli inquirenti definiscono"."""
        which = max((at for at, token in enumerate(tokens[:verb]) if token.low in self.lists.which), default=-1)
        if which < 0:
            return None
        if next_to := self._next_to_which(free, tokens[which], tokens[verb]):
            return next_to
        closed = "," in self.text[tokens[which].start : tokens[verb].start]
        if closed or any(token.low in self.language.possessives for token in tokens[which + 1 : verb]):
            return None  # "l'opposizione, che a suo dire gioca"
        return self._inside_relative(tokens, free, which, verb) or self._before_which(
            tokens, mentions, free, which, verb
        )

    def _inside_relative(
        self, tokens: list[WordForm], free: list[LinkedMention], which: int, verb: int
    ) -> LinkedMention | None:
        """The subject between "which" and the verb, or behind it: "un reproche que balayait sa dauphine"."""
        opens = tokens[which]
        inside = [one for one in free if opens.end <= one.start and one.end <= tokens[verb].start and not one.weak]
        inside = [one for one in inside if one.person and (one.person.sort or not one.person.described)]
        if inside:
            return inside[0]
        return self.far_behind(tokens, free, verb) if which == verb - 1 and opens.low != "qui" else None

    def _before_which(
        self,
        tokens: list[WordForm],
        mentions: Sequence[LinkedMention],
        free: list[LinkedMention],
        which: int,
        verb: int,
    ) -> LinkedMention | None:
        """Whom "which" means, where it is the subject itself."""
        start = tokens[which].start
        before = [one for one in free if one.end <= start and self.text[one.end : start].strip(", ") == ""]
        before = [one for one in before if self._agrees_in_number(tokens, one, verb)]
        alone = all(token.low not in self.language.determiners for token in tokens[which + 1 : verb - 1])
        if not alone or verb - which > FAR:
            return None
        inner = self._noun_before(tokens, mentions, which)
        inner = inner if inner and self._agrees_in_number(tokens, inner, verb) else None
        return inner or next(iter(before[-1:]), None)

    def _next_to_which(self, free: list[LinkedMention], which: WordForm, verb: WordForm) -> LinkedMention | None:
        """Who stands right behind "which", and perhaps an apposition up to the verb.

        "una somma che il sindaco giudica", "un aumento che Anna Coltro, armatrice di Chioggia, definisce"
        """
        one = next((one for one in free if 0 <= one.start - which.end <= 1), None)
        if one is None or (one.person and one.person.described and one.person.sort != "person"):
            return None
        between = self.text[one.end : verb.start]
        if between.startswith(", "):
            inside, comma, between = between[1:].partition(",")
            if not comma or ":" in inside:
                return None
        before_it = self.language.auxiliaries | self.lists.clitics
        small = all(word.low in before_it for word in read_words(between, 0, len(between)))
        return one if small and "," not in between else None

    def _noun_before(
        self, tokens: list[WordForm], mentions: Sequence[LinkedMention], which: int
    ) -> LinkedMention | None:
        """Whom the last noun before "which" means, where what is theirs is a thing: "il premio della giuria, che"."""
        if not which or self.text[tokens[which - 1].end : tokens[which].start].strip() != ",":
            return None
        end = tokens[which - 1].end
        comma = self.text.rfind(",", tokens[0].start, end)
        first = next(token for token in tokens if token.start > comma)
        if comma > 0 and first.low in self.language.prepositions:
            return None  # "un emendamento, a prima firma della relatrice Anna Neri, che chiede"
        before = [one for one in mentions if one.end == end]
        if before and before[0].person and before[0].person.sort:
            return before[0]
        joined = (self.people.joined(tokens, at) for at in range(which))
        inner = (one for one in (*joined, *before) if one and one.end == end and one.person and one.person.sort)
        texts = self.lists.notes  # "lê-se na nota, que pede": whose it is
        return next((one for one in inner if one.person and texts.isdisjoint(one.person.name.split())), None)

    def in_last_clause(self, tokens: list[WordForm], mentions: Sequence[LinkedMention]) -> LinkedMention | None:
        """The subject of a German relative clause that a verb behind a passage ends: "was Ann Poole „hoch“ nennt"."""
        which = next((at for at in range(len(tokens) - 1, 0, -1) if self._opens_relative(tokens, at)), None)
        if which is None:
            return None
        opens = tokens[which]
        inside = [one for one in mentions if one.start > opens.start and not self.after_preposition(tokens, one)]
        if inside:
            return inside[0]
        end = tokens[which - 1].end
        joined = (self.people.joined(tokens, at) for at in range(which))  # "vom Verband der Buchhändler, der"
        before = next((one for one in (*joined, *mentions) if one and one.end == end), None)
        if before is None or opens.low in self.lists.cases:
            return None
        gender = self.language.determiners.get(opens.low, "")  # not "der Antrag der Fraktion, der"
        noun = next((token for token in reversed(tokens[:which]) if token.text[:1].isupper()), opens)
        shown = self.people.shown_by(noun.low) or ("female" if noun.low.endswith(self.lists.feminine_endings) else "")
        return before if not gender or not shown or gender == shown else None

    def _opens_relative(self, tokens: list[WordForm], at: int) -> bool:
        """Whether a word that may be an article is a relative pronoun: behind a comma, and before no noun."""
        if tokens[at].low not in self.lists.relative_pronouns:
            return False
        if self.text[tokens[at - 1].end : tokens[at].start].strip() != ",":
            return False
        behind = tokens[at + 1 : at + 2]
        alone = not behind or behind[0].low in self.language.determiners or behind[0].low in self.language.prepositions
        return alone or behind[0].low in self.language.like or behind[0].low in self.language.pronouns

    def _agrees_in_number(self, tokens: list[WordForm], mention: LinkedMention, verb: int) -> bool:
        """Whether a mention may be the subject of a verb of the plural: nobody alone is ("the union tell of it")."""
        forms = [tokens[verb].low, *(one.low for one in tokens[max(0, verb - 1) : verb])]
        finite = forms[1] if forms[1:] and forms[1] in self.language.auxiliaries else forms[0]
        if not finite.endswith(self.lists.plural_endings_of_verbs) or finite in self.lists.singular_verbs:
            return True
        one, several = mention.person, self.language.plurals | self.lists.many
        first = read_words(self.text, mention.start, mention.end)[0].low
        if one is None or first in several or (not one.described and one.sort != "person"):
            return True
        if one.form == "plural" or (one.described and first not in self.language.determiners):
            return True
        around = [*(at for at in tokens if at.end <= mention.start)][-BESIDE:]
        around += [at for at in tokens if at.start >= mention.end][:BESIDE]
        return any(at.low in self.language.and_ for at in around)

    def far_behind(self, tokens: list[WordForm], mentions: Sequence[LinkedMention], verb: int) -> LinkedMention | None:
        """The subject far behind a verb, past where and when: "clamaba minutos después en el pasillo un miembro"."""
        ends = self.language.that | self.lists.meantime | self.language.and_ | self.language.relatives
        for one in mentions if not self.language.capital_nouns else ():
            between = [token for token in tokens[verb + 1 :] if token.end <= one.start]
            if one.start < tokens[verb].end or one.person is None or one.person.sort != "person":
                continue
            called = any(self.people.by_role.get(word.low) is one.person for word in between)
            held = called and self.text[one.start - 2 : one.start] == ", "
            stretch = self.text[tokens[verb].end : one.start - 2 * held]  # "la procureure, Anne Roy"
            if re.search(r"[,;:]", stretch) or ends & {word.low for word in between}:
                return None
            closed = self.language.prepositions | self.lists.no_adjectives
            if any(word.low.endswith(self.lists.gerunds) and word.low not in closed for word in between):
                return None  # "dice mirando el reloj"
            if not self.after_preposition(tokens, one):
                return one
        return None

    def past_aside(self, tokens: list[WordForm], mentions: Sequence[LinkedMention], verb: int) -> LinkedMention | None:
        """The subject behind an aside that a verb opens: "comenta, con la voz rota, Ana Gil"."""
        aside = _ASIDE.match(self.text, tokens[verb].end, tokens[-1].end)
        before = (token.low for token in tokens[max(0, verb - 1) : verb])
        if aside is None or any(word in self.language.pronouns for word in before):
            return None
        one = next((one for one in mentions if one.start == aside.end()), None)
        inside = {token.low for token in tokens if aside.start() <= token.start and token.end <= aside.end()}
        told = inside & (self.language.that | self.language.relatives | self.language.verbs)
        within = (each.person for each in mentions if aside.start() <= each.start < aside.end())
        others = any(person is not None and person.sort == "person" for person in within)
        return one if one and not told and not others and one.person and one.person.sort == "person" else None
