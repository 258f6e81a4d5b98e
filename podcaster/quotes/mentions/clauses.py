"""Finds the reporting clauses of a paragraph: who says, told, called ..., with which verb."""

from __future__ import annotations

from podcaster.quotes import lists
from podcaster.quotes.lists import words_in
from podcaster.quotes.mentions.clause import Clause
from podcaster.quotes.mentions.main_clauses import is_told_behind
from podcaster.quotes.mentions.participle_subjects import QUOTING
from podcaster.quotes.mentions.reduced import is_called_so, is_seen, is_told, reduces
from podcaster.quotes.mentions.speech_nouns import SpeechNounFinder

_HEARD_BY = frozenset({"tell", "warn", "inform", "ask", "urge", "advise", "remind"})
"""Verbs whose object hears the words, so that their passive says nothing of who spoke."""
_FINDS = words_in("mentions", "clauses finds")
"""Verbs that report with "that" only: "Roe found that"."""
_STATES = frozenset({"find", "show", "conclude", "determine", "cite", "identify", "suggest"})
"""Verbs with which a report says what it quotes."""
SHORT = 8
"""Words within which a clause's verb is looked for before its object."""
_MIRRORS = frozenset({"reflect", "echo"})
_RELAYED = frozenset({"say", "speak", "call"})
_RELAY_ENDS = frozenset({",", ";", ":", "Q", "REL", "—", "V", "AUX"})
"""Tags behind a verb of speech beyond which quoted words may be another's."""
_ENDS_SUBJECT = frozenset({"NN", "NNP", "V", "RB", "CD", "IN", "PRP"})
"""Tags of the last word of a subject with clauses of its own."""


class ClauseFinder(SpeechNounFinder):
    """Reads the clauses of one paragraph."""

    def run(self) -> list[Clause]:
        """All clauses, in the order of their verbs."""
        for begin, end in self.bounds:
            for place in range(begin, end):
                token = self.tokens[place]
                if token.lower == "according" and place + 1 < end and self.tokens[place + 1].tag == "TO":
                    self._source(place, 2)
                elif token.base == "put" and place + 1 < end and self.tokens[place + 1].lower == "it":
                    self._as_put(place, begin)
                elif token.tag == "V":
                    self._finite(place, begin, end)
                elif token.tag == "ING" and token.verb:
                    self._participle(place, begin, end)
                elif token.lower == "words" and place + 1 < end and self.tokens[place + 1].lower == "of":
                    self._source(place, 2)  # "in the words of Roe"
                elif token.lower == "words":
                    self._own_words(place, begin)
                elif token.lower in {"per", "via"}:
                    self._source(place, 1)
                elif token.tag == ":":
                    self._colon(place, begin)
                elif token.tag == "NN" and token.lower in lists.SPEECH_NOUNS:
                    self._noun(place, begin)
        self._ask()
        self._pass_on()
        self.clauses.sort(key=lambda clause: clause.verb)
        return self.clauses

    def _pass_on(self) -> None:
        """Drops a source that opens a sentence and tells what somebody told: "According to the report, he told"."""
        for clause in [each for each in self.clauses if each.sort == "source" and each.verb in self.opening]:
            if clause.end >= len(self.tokens) or self.tokens[clause.end].tag != ",":
                continue
            sentence = self.tokens[clause.verb].sentence
            behind = (
                each for each in self.clauses if each.verb > clause.end and self.tokens[each.verb].sentence == sentence
            )
            one = next((each for each in behind if each.base in _HEARD_BY or self._sends(each)), None)
            if one is not None and one.form in {"before", "participle"} and one.subject >= 0:
                self.clauses.remove(clause)

    def _sends(self, clause: Clause) -> bool:
        """Whether a text says what follows that somebody has sent: "Roe sent her a text message saying"."""
        index = self.ending.get(clause.verb, -1)
        own = index >= 0 and index != clause.subject and self.mentions[index].sort == "text"
        return own and clause.form == "participle" and clause.sort == "say"

    def _ask(self) -> None:
        """Lets nobody speak in the reporter's own questions: "And what did Roe say to that?"."""
        for begin, end in self.bounds:
            if self.tokens[end - 1].text == "?" and all(token.tag != "Q" for token in self.tokens[begin:end]):
                for clause in self.clauses:
                    if begin <= clause.verb < end:
                        clause.sort = "common"

    def _add(self, verb: int, form: str, subject: int, end: int | None = None, sort: str = "") -> None:
        token = self.tokens[verb]
        begin = verb
        if subject >= 0 and self.mentions[subject].first < verb and form in {"before", "relative", "passive"}:
            begin = self.mentions[subject].first
        self.clauses.append(
            Clause(verb, end if end is not None else verb + 1, begin, token.base or token.lower,
                   sort or token.verb or "common", form, subject)
        )  # fmt: skip

    def _finite(self, place: int, begin: int, end: int) -> None:
        token = self.tokens[place]
        at, passive, infinitive = self._skip_left(place, begin)
        if infinitive:
            # "led her to declare": the object does it; "wanted to say": the subject.
            controller = self.ending.get(at + 1, -1) if at >= begin else -1
            objects = controller >= 0 and self.mentions[controller].sort in {"person", ""}
            objects = objects and (self.mentions[controller].kind != "description" or self._is_object(controller))
            self._add(place, "infinitive", controller if objects else self._governing(place, begin))
            return
        if passive and token.lower.endswith(("ed", "en", "ought", "old", "id", "wn")):
            self._passive(place, at, begin, end)
            return
        beside = self.ending.get(place, -1) if at == place - 1 else -1
        if beside >= 0 and is_called_so(self.tokens, self.mentions[beside], place):
            self._passive(place, at, begin, end, called=True)
            return
        of = place + 1 < end and self.tokens[place + 1].lower == "of"
        accused = of and token.lower == "accused"  # "an actor accused of being late": by somebody else
        if accused or is_told(self.tokens, place) or self._reduced(place, at, end):
            self._passive(place, at, begin, end)  # "a student described by his family as"
            return
        subject, form = self._subject(at, begin, reports=token.verb in _RELAYED)
        if token.verb in _RELAYED and form in {"before", "shared"} and self.tokens[at].tag in _ENDS_SUBJECT:
            lead = self._lead(begin, place)
            subject, form = (lead, "before") if lead >= 0 else (subject, form)
        if token.lower == token.base and (heard := self._perceived(at, begin)) >= 0:
            subject = heard
        right = self._right(place, end)
        if (
            right >= 0
            and token.base != "tell"
            and token.verb in {"say", "speak", "call"}
            and self._inverts(at, begin, subject, form)
        ):
            self._add(place, "inverted", right, self.mentions[right].last)
            return
        first = self.mentions[subject].first if subject >= 0 else begin
        asked = first > begin and self.tokens[first - 1].lower in {"whether", "if"}
        finds = token.base in _FINDS and place + 1 < end and self.tokens[place + 1].lower == "that"
        finds |= token.base in _STATES and self._states(subject, place, end)
        asked = asked or self._quotes_another(place) or is_told_behind(self.tokens, place)
        asked = asked or (subject >= 0 and is_seen(self.tokens, self.clauses, self.mentions[subject], place))
        asked = asked or (token.base in _MIRRORS and subject >= 0 and self._is_thing(subject))
        self._add(place, form, subject, sort="common" if asked else "speak" if finds and token.verb == "common" else "")

    def _is_thing(self, subject: int) -> bool:
        """Whether a subject is nothing that speaks: "the rent reflects “market conditions”"."""
        return self.mentions[subject].kind == "description" and not self.mentions[subject].sort

    def _states(self, subject: int, place: int, end: int) -> bool:
        """Whether a text or a body comes to the words behind its verb: "a 2024 review found “modest” effects"."""
        at = place + 1
        while at < end and self.tokens[at].tag in {"DT", "RB"}:
            at += 1
        quoted = at < end and self.tokens[at].tag == "Q"
        if not quoted or subject < 0:
            return False
        mention = self.mentions[subject]  # "inspectors found “filthy” kitchens"
        return mention.sort in {"text", "body"} or (mention.plural and self.tokens[place].base == "find")

    def _is_object(self, index: int) -> bool:
        """Whether a description of one person stands right behind a verb: "led one columnist to dub her"."""
        mention = self.mentions[index]
        follows = mention.first > 0 and self.tokens[mention.first - 1].tag == "V"
        return follows and mention.sort == "person" and not mention.plural

    def _quotes_another(self, place: int) -> bool:
        """Whether a verb's object says the words: "The paper quoted Roe as saying"."""
        index = self.starting.get(place + 1, -1) if self.tokens[place].base in QUOTING else -1
        last = self.mentions[index].last if index >= 0 else len(self.tokens)
        return last + 1 < len(self.tokens) and self.tokens[last].lower == "as" and self.tokens[last + 1].tag == "ING"

    def _as_put(self, place: int, begin: int) -> None:
        """The clause of "as Roe put it"."""
        at, _, _ = self._skip_left(place, begin)
        subject, form = self._subject(at, begin)
        self._add(place, form, subject, place + 2, sort="say")

    def _reduced(self, place: int, at: int, end: int) -> bool:
        """Whether a form in -ed right behind a noun is a passive without "be": "described by", "a video posted to"."""
        regular = at == place - 1 and at + 1 in self.ending and self.tokens[place].lower.endswith("ed")
        if not regular or place + 1 >= end or not reduces(self.tokens, place):
            return False
        follows = self.tokens[place + 1]
        if follows.lower == "by":
            return True
        mention = self.mentions[self.ending[at + 1]]
        ruled = mention.first > 0 and self.tokens[mention.first - 1].tag in {"IN", "TO", "V"}
        if follows.lower == "as" and self.tokens[place].verb in {"speak", "call"} and ruled:
            return self._has_verb(mention.first)  # "paid to a man described as"
        thing = mention.kind == "description" and mention.sort in {"", "text"} and mention.role == "object"
        fronted = mention.first > 0 and self.tokens[mention.first - 1].tag == "IN" and mention.first - 1 in self.opening
        placed = follows.tag in {"IN", "TO"} or follows.lower in lists.TIMES
        return thing and placed and (fronted or self._has_verb(mention.first))

    def _has_verb(self, place: int) -> bool:
        """Whether a finite verb stands before a noun phrase in the same clause."""
        for token in reversed(self.tokens[max(0, place - SHORT) : place]):
            if token.tag in {"V", "AUX"}:
                return True
            if token.tag in {"SUB", "REL", "CC", ",", ";", ":", ".", "Q", "—"}:
                return False
        return False

    def _passive(self, place: int, at: int, begin: int, end: int, *, called: bool = False) -> None:
        token = self.tokens[place]
        follows = [t.lower for t in self.tokens[place + 1 : min(end, place + 3)]]
        if token.base in QUOTING and "as" in follows:
            subject, _ = self._subject(at, begin)
            self._add(place, "before", subject, sort="say")
            return
        if token.base in _HEARD_BY and not any(t.lower == "by" for t in self.tokens[place + 1 : min(end, place + 4)]):
            return  # "the jury was told": the hearer, and nobody knows of whom
        for by in range(place + 1, min(end, place + 14)):
            again = self.tokens[by].tag == "V" and self.tokens[by - 1].tag == "AUX"
            if again or (self.tokens[by].tag == "Q" and follows[:1] == ["to"]):
                break  # "was offered “help”, and was met by Roe"; "was said to be “lost” by noon"
            if self.tokens[by].lower == "by" and by + 1 in self.starting:
                index = self._whole(self.phrases.get(by + 1, self.starting[by + 1]))
                last = self.mentions[index].last
                named = last < end and self.tokens[last].lower == "as"
                named |= token.verb != "common" and self.tokens[by - 1].tag == "Q"
                self._add(place, "by", index, last, sort="call" if named else "")
                self._more_agents(last, end)
                return
        subject, _ = self._subject(at, begin)
        self._add(place, "passive", subject, sort="common" if called else "")

    def _more_agents(self, place: int, end: int) -> None:
        """Further agents of a passive: "called “a triumph” by critics and “too long” by Roe"."""
        for by in range(place, end - 1):
            if self.tokens[by].lower == "by" and self.tokens[by - 1].tag == "Q" and by + 1 in self.starting:
                index = self._whole(self.starting[by + 1])
                self.clauses.append(Clause(by, self.mentions[index].last, by, "by", "call", "by", index))

    def _participle(self, place: int, begin: int, end: int) -> None:
        at, passive, _ = self._skip_left(place, begin)
        if at < place - 1 and passive:
            subject, _ = self._subject(at, begin)
            seen = subject >= 0 and is_seen(self.tokens, self.clauses, self.mentions[subject], place)
            seen = seen or is_told_behind(self.tokens, place)
            self._add(place, "before", subject, sort="common" if seen else "")
            return
        if place == begin or all(self.tokens[i].tag in {"RB", "IN", "SUB", "CC"} for i in range(begin, place)):
            self._add(place, "participle", self._following(place, end))
            return
        before = self.tokens[place - 1]
        if (watched := self._seen(place, begin)) >= 0:
            self._add(place, "participle", watched)
        elif before.tag in {"NN", "NNP", "PRP"}:
            index = self.ending.get(place, -1)
            # "put out a statement saying", "sent her a message saying": whoever put it out says it.
            own = index >= 0 and not self._is_put_out(index, begin)
            own = own and not (index >= 0 and self._is_where(index))
            if index >= 0 and (caught := self._caught(index, begin)) >= 0:
                self._add(place, "participle", caught)
                return
            self._add(place, "participle", index if own else self._governing(place, begin))
        elif before.lower == "for" and self.tokens[place].verb in {"say", "speak"} and self._blamed(place, begin) >= 0:
            self._add(place, "participle", self._blamed(place, begin))
        elif before.lower == "as" and self._quoted(place) >= 0:
            self._add(place, "before", self._quoted(place))
        elif before.tag == "," and self._after_name(place, begin) >= 0:
            self._add(place, "participle", self._after_name(place, begin))
        else:
            self._add(place, "participle", self._main(place, begin))

    def _source(self, place: int, width: int) -> None:
        index = self.starting.get(place + width, -1)
        if index >= 0:
            index = self._whole(self.phrases.get(place + width, index))
            if self.mentions[index].noun in lists.OCCASIONS or self._relays(place):
                return
            end = self.mentions[index].last
            self.clauses.append(Clause(place, end, place, "according to", "source", "source", index))

    def _own_words(self, place: int, begin: int) -> None:
        """The source of "in Roe's words" and "in her words"."""
        owned = self.tokens[place - 1].tag
        index = self.starting.get(place - 1, -1) if owned == "PRP$" else self.ending.get(place - 1, -1)
        first = self.mentions[index].first if index >= 0 and owned in {"PRP$", "POS"} else begin
        if first > begin and self.tokens[first - 1].lower == "in":
            self.clauses.append(Clause(place, place + 1, first - 1, "according to", "source", "source", index))

    def _relays(self, place: int) -> bool:
        """Whether a source passes on what somebody else is told to have said: "a neighbor said, per the Herald".

        Or "Roe accused them of “stalling,” according to two people in the room".
        """
        at = place - 1
        while at >= 0 and self.tokens[at].tag in {",", "RB"}:
            at -= 1
        last = self.clauses[-1] if self.clauses else None
        if last is None or last.subject < 0 or last.sort not in _RELAYED or last.form not in {"before", "inverted"}:
            return False
        if last.end == at + 1:
            return last.sort == "say"
        between = self.tokens[last.end : at]
        quoted = at >= 0 and self.tokens[at].tag == "Q" and self.tokens[at].sentence == self.tokens[place].sentence
        return quoted and last.form == "before" and all(token.tag not in _RELAY_ENDS for token in between)

    def _colon(self, place: int, begin: int) -> None:
        index = self.ending.get(place, -1)
        behind = [token.tag for token in self.tokens[place + 1 : place + 4]]
        if behind == ["Q", "—", "NNP"] and index >= 0 and self.mentions[index].sort not in {"person", "body"}:
            return  # "Statement: “...” — Jane Roe"
        if index >= 0 and self.mentions[index].first <= begin + 1 and self.mentions[index].kind != "pronoun":
            self.clauses.append(Clause(place, place + 1, self.mentions[index].first, ":", "colon", "before", index))
