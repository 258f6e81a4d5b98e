"""Finds the subject of a verb in a sentence of words: beside it, across an insertion, shared, or before "who"."""

from __future__ import annotations

from podcaster.quotes import lists
from podcaster.quotes.lists import words_in
from podcaster.quotes.mentions.main_clauses import is_subordinate
from podcaster.quotes.mentions.nouns import POSTS
from podcaster.quotes.mentions.reduced import reduces
from podcaster.quotes.mentions.sent_texts import SentTextFinder


class SubjectFinder(SentTextFinder):
    """Looks for subjects in one paragraph."""

    def _skip_left(self, place: int, begin: int) -> tuple[int, bool, bool]:
        """The token before a verb's adverbs and auxiliaries; whether "be" is among them; whether "to" is."""
        at, passive, infinitive = place - 1, False, False
        while at >= begin and (self.tokens[at].tag in {"RB", "AUX", "TO"} or self._is_next(at, begin)):
            lower = self.tokens[at].lower
            passive |= lower in _BE
            if self.tokens[at].tag == "TO":
                infinitive = True
                at -= 1
                break
            at -= 1
        return at, passive, infinitive

    def _is_next(self, at: int, begin: int) -> bool:
        """Whether "then" stands between a subject that opens a clause and its verb: "Roe then sent"."""
        index = self.ending.get(at, -1) if self.tokens[at].lower == "then" else -1
        first = self.mentions[index].first if index >= 0 else -1
        return index >= 0 and (first == begin or self.tokens[first - 1].tag in {",", "SUB", "Q"})

    def _subject(self, at: int, begin: int, *, reports: bool = False) -> tuple[int, str]:  # noqa: PLR0911  (a shape a return)
        """The subject that ends at token ``at``, going left; and the form of the clause.

        Args:
            at: The token before the verb.
            begin: Where its sentence begins.
            reports: The verb reports words: after "Roe said that Poe was late and", it is Roe who goes on.
        """
        tokens = self.tokens
        if at < begin:
            return -1, "before"
        tag = tokens[at].tag
        if (text := self._sent_text(at, begin)) >= 0:
            return text, "relative"
        if tag == "REL":
            return self._antecedent(at, begin), "relative"
        if self._goes_on_with(at):
            return self._text_before(self._antecedent(at, begin), begin), "relative"
        if tag == "CC":
            if at > begin and tokens[at - 1].tag == "REL":
                return self._antecedent(at - 1, begin), "relative"
            if reports and (going_on := self._related(at, begin)) >= 0:
                return going_on, "shared"
            return (self._main(at, begin) if reports else self._governing(at, begin)), "shared"
        if tag in {",", ")", "—"}:
            return self._across(at, begin)
        index = self.ending.get(at + 1, -1)
        if index >= 0:
            return self._modified(self._phrase_head(index, begin), begin), "before"
        counted = tag == "DT" and tokens[at - 1].lower == "of"  # "a mother of three"
        if counted or tag in {"V", "ING", "AUX", "NN", "NNP", "CD", "RB"}:
            return self._nearest(at, begin)
        return -1, "before"

    def _across(self, at: int, begin: int) -> tuple[int, str]:
        """The subject before an insertion: "Jane Roe, a teacher from Leeds, said"."""
        tokens = self.tokens
        best = -1
        end = at
        while end > begin:
            if end < at and tokens[end - 1].tag == "REL":
                return self._antecedent(end - 1, begin), "relative"  # "Roe who, after a while, asked"
            left = end - 1
            while left >= begin and tokens[left].tag not in {",", "Q", ":", ";", "—", "(", ")", "SUB"}:
                left -= 1
            if left > begin and tokens[left].tag == "SUB":
                if best >= 0:
                    break
                if (comma := self._inserted(left, begin)) >= 0:
                    end = comma
                    continue
            segment = range(left + 1, end)
            verdict, mention = self._segment(segment, begin)
            if mention >= 0:
                best = mention
            if verdict == "stop":
                break
            if left < begin or tokens[left].tag in {"Q", ":", ";", "SUB"}:
                break
            end = left
        if best < 0 and tokens[at].tag == ",":
            return self._governing(at, begin), "shared"
        return best, "before"

    def _inserted(self, place: int, begin: int) -> int:
        """The comma before an insertion that goes on with "when" or "where" at ``place``; -1 when it is none.

        ", who was secretary when the decision fell,", ", speaking off the record as talks go on," and
        ", where it is kept," say something of what is before.
        """
        if self.tokens[place].lower in {"where", "when"} and self.tokens[place - 1].tag == ",":
            return place - 1
        comma = place - 1
        while comma > begin and self.tokens[comma].tag != ",":
            comma -= 1
        return comma if comma > begin and self.tokens[comma + 1].tag in {"REL", "ING"} else -1

    def _segment(self, segment: range, begin: int) -> tuple[str, int]:  # noqa: PLR0911  (a shape a return)
        """What a stretch between commas is: ("stop" or "on", the mention it offers as a subject)."""
        tokens = self.tokens
        if not segment:
            return "on", -1
        first = tokens[segment[0]]
        if first.tag in {"REL", "ING", "CD"} or first.lower in lists.SUFFIXES:
            return "on", -1
        if segment[0] > begin and reduces(tokens, segment[0]):
            return "on", -1
        if first.tag in {"IN", "SUB", "TO", "RB"} and segment[0] == begin:
            return "stop", -1
        if first.tag in {"IN", "SUB", "TO"}:
            return "on", -1
        if (behind := max(self._told_after(segment), self._told_first(segment, begin))) >= 0:
            return "stop", behind
        place = segment[0]
        while place in segment and tokens[place].tag in {"CC", "RB"}:
            place += 1
        index = self.starting.get(place, -1)
        if index < 0 or self.mentions[index].last > segment[-1] + 1:
            return "on", -1
        index = self._whole(index)
        mention = self.mentions[index]
        rest = [tokens[at].tag for at in range(mention.last, segment[-1] + 1)]
        if reduces(tokens, mention.last) and segment[0] > begin and rest.count("V") == 1 and "AUX" not in rest:
            return "on", index  # "Roe, a Democrat elected in 2022, said"
        if any(tag in {"V", "AUX"} for tag in rest) and "REL" not in rest:
            return "stop", self._told_of(segment)
        if mention.kind == "pronoun" and mention.role == "owner":
            index = self.phrases.get(place, index)
        return "on", index

    def _told_after(self, segment: range) -> int:
        """Who ends a stretch behind a verb and "before": "it was postponed before Roe, of Leeds, sent"; -1: nobody."""
        index = self.ending.get(segment[-1] + 1, -1)
        first = self.mentions[index].first if index >= 0 else 0
        if first - 2 not in segment or self.tokens[first - 1].lower not in {"before", "after", "until", "since", "as"}:
            return -1
        before = (self.tokens[at] for at in range(segment[0], first - 1))
        named = self.mentions[index].kind == "name" and any(token.tag == "V" for token in before)
        return index if named and self.mentions[index].sort == "person" else -1

    def _told_first(self, segment: range, begin: int) -> int:
        """Who is all that stands behind a stretch's verb: of "Roe, of Leeds, said | a nurse", the nurse; or -1."""
        index = self.ending.get(segment[-1] + 1, -1)
        verb = self.tokens[segment[0]]
        if index < 0 or verb.tag != "V" or verb.verb not in {"say", "speak"} or segment[0] < begin + 2:
            return -1
        place = segment[0] + 1 + (self.tokens[segment[0] + 1].lower == "that")
        quoted = self.tokens[segment[0] - 2].tag == "Q"  # "“...,” said a nurse"
        return index if self.mentions[index].first == place and not quoted else -1

    def _told_of(self, segment: range) -> int:
        """Who stands last behind "said": "Police said Roe, 19, had told them"; -1 when nobody does."""
        index = self.ending.get(segment[-1] + 1, -1)
        before = self.tokens[self.mentions[index].first - 1] if index >= 0 and self.mentions[index].first else None
        says = before is not None and before.tag == "V" and before.verb in {"say", "speak"} and before.base != "tell"
        return index if says else -1

    def _nearest(self, at: int, begin: int) -> tuple[int, str]:
        """The nearest mention to the left in the same stretch, when words nobody knows stand between."""
        tokens = self.tokens
        place = at
        while place >= begin and place > at - 6 and tokens[place].tag not in _LEFT_BOUND and tokens[place].tag != ",":
            index = self.ending.get(place + 1, -1)
            if index >= 0:
                return self._modified(self._phrase_head(index, begin), begin), "before"
            if tokens[place].tag == "V":
                return self._governing(place + 1, begin), "shared"
            place -= 1
        return -1, "before"

    def _antecedent(self, at: int, begin: int) -> int:
        """Whom a relative pronoun at token ``at`` stands for."""
        place = self._first_relative(at, begin)
        while place > begin and self.tokens[place - 1].tag in {",", "IN", "—"}:
            place -= 1
        if place > begin + 1 and self.tokens[place - 1].tag == "CD" and self.tokens[place - 2].tag == "NNP":
            place -= 1  # "a driver on Highway 9 who"
        index = self.ending.get(place, -1)
        if index < 0:
            found, _ = self._across(place, begin) if self.tokens[place].tag == "," else (-1, "")
            return found
        while True:
            mention, first = self.mentions[index], self.mentions[index].first
            before = self.ending.get(first - 1, -1)
            full = len(mention.words) in {2, 3} and not mention.sort
            part = first - 2 >= begin and self.tokens[first - 1].tag == "IN" and before >= 0
            employs = full and part and self.mentions[before].noun in POSTS
            if part and mention.kind == "description" and self.mentions[before].noun.startswith("spokes"):
                return before  # "a spokesman for the farmers, who"
            if mention.sort == "person" or mention.titles or (full and not employs):
                return index
            if part and self._is_speaking_body(index, before, at):
                return index
            if part:
                index = before
                continue
            if first - 2 >= begin and self.tokens[first - 1].tag == "IN" and self.tokens[first - 2].tag == ",":
                found, _ = self._across(first - 2, begin)  # "Roe, 44, of Leeds, who"
                return found if found >= 0 else index
            return index

    def _is_speaking_body(self, index: int, before: int, at: int) -> bool:
        """Whether a body speaks behind "which", not the thing before it: "a loan from the bank, which described it"."""
        things = self.mentions[before].kind == "description" and not self.mentions[before].sort
        reports = at + 1 < len(self.tokens) and self.tokens[at + 1].verb in {"say", "speak", "call"}
        named = self.mentions[index].kind == "name" and self.mentions[index].sort == "thing"
        return (named or self.mentions[index].sort == "body") and things and reports

    def _first_relative(self, at: int, begin: int) -> int:
        """Of "Roe, who leads in the polls and who has said", the first of the joined relative pronouns."""
        tokens = self.tokens
        joined = at - 1 if at > begin and tokens[at - 1].tag == "CC" else at - 2
        if joined <= begin or tokens[joined].tag != "CC":
            return at
        same = (place for place in range(joined - 1, begin, -1) if tokens[place].tag == "REL")
        first = next(same, at)
        return first if tokens[first].lower == tokens[at].lower else at

    def _governing(self, place: int, begin: int) -> int:
        """The subject of the nearest finite verb to the left in the sentence."""
        for clause in reversed(self.clauses):
            if clause.verb < begin:
                break
            if clause.verb < place and clause.subject >= 0 and clause.form not in {"source", "owner"}:
                return clause.subject
        at = begin
        while at < min(place, begin + 40):
            index = self.starting.get(at, -1)
            if index >= 0 and self.mentions[index].role == "owner":
                index = self.phrases.get(at, index)  # "His coach was less sure, calling"
            if index >= 0 and self.mentions[index].role == "subject":
                return index
            at += 1
        return -1

    def _main(self, place: int, begin: int) -> int:
        """The subject of the main clause before ", adding": one that reports, if any; no relative clause."""
        found = -1
        for clause in reversed(self.clauses):
            if clause.verb < begin:
                break
            if clause.verb >= place or clause.subject < 0 or clause.form not in {"before", "inverted", "shared"}:
                continue
            subordinate = is_subordinate(self.tokens, clause, begin)
            if clause.sort in {"say", "speak", "call"} and not subordinate:
                return clause.subject
            found = clause.subject if found < 0 and not subordinate else found
        return found if found >= 0 else self._governing(place, begin)

    def _perceived(self, at: int, begin: int) -> int:
        """Who ends at a token and is heard or seen to do something: "heard a woman shout"; -1: nobody."""
        index = self.ending.get(at + 1, -1) if at >= begin else -1
        first = self.mentions[index].first if index >= 0 else 0
        if index >= 0 and self.mentions[index].owner >= 0:
            first = self.mentions[self.mentions[index].owner].first
        return index if first > begin and self.tokens[first - 1].base in PERCEIVES else -1

    def _seen(self, place: int, begin: int) -> int:
        """Who is heard or seen to be doing something at a token: "saw a boy run from the shop shouting"; -1: nobody."""
        at = place - 1
        while at > begin and self.tokens[at].base not in PERCEIVES:
            if self.tokens[at].tag in _UNSEEN:
                return -1
            at -= 1
        index = self.starting.get(at + 1, -1) if self.tokens[at].base in PERCEIVES else -1
        if index >= 0 and self.mentions[index].role == "owner":
            index = self.phrases.get(at + 1, index)
        named = index >= 0 and (bool(self.mentions[index].titles) or len(self.mentions[index].words) > 1)
        return index if named or (index >= 0 and self.mentions[index].sort == "person") else -1

    def _related(self, at: int, begin: int) -> int:
        """Who goes on before "and" at ``at`` in a relative clause: "praise from Roe, who called it “a win” and said".

        Behind a comma it may be whom the sentence is about, unless that is a thing.
        """
        last = next((each for each in reversed(self.clauses) if each.verb < at and each.sort != "noun"), None)
        if last is None or last.verb < begin or last.form != "relative" or last.sort not in {"say", "speak", "call"}:
            return -1
        if any(token.tag in {"V", "SUB", "REL", ";", ":", "—"} for token in self.tokens[last.end : at]):
            return -1
        apart = any(token.tag == "," or token.text == "“,”" for token in self.tokens[last.end : at])
        main = self._main(at, begin) if apart else -1
        person = main >= 0 and (
            self.mentions[main].sort in {"person", "body"} or self.mentions[main].kind != "description"
        )
        return -1 if person else last.subject

    def _right(self, place: int, end: int) -> int:
        """The mention directly behind a verb; -1 when there is none."""
        at = place + 1
        while at < end and self.tokens[at].tag == "RB":
            at += 1
        index = self.starting.get(at, -1)
        if index < 0 or self.mentions[index].last > end:
            return -1
        mention = self.mentions[index]
        if mention.kind == "pronoun" and mention.role == "owner":
            return self.phrases.get(at, -1)
        if mention.kind == "pronoun" and mention.noun not in lists.SUBJECT_PRONOUNS:
            return -1
        whole = self._whole(index)
        if self._is_matter(whole) and self.tokens[place].lower == self.tokens[place].base:
            return -1  # "which “violates” state law"
        if place and self.tokens[place - 1].tag == "Q":
            return whole  # behind quoted words it is the speaker, whatever comes: "said a man on the town hall steps"
        return -1 if self._does_more(self.mentions[whole].last, end) else whole

    def _is_matter(self, index: int) -> bool:
        """Whether a mention is a bare noun of one thing: "law", not "the law", "police" or "Roe"."""
        mention = self.mentions[index]
        bare = mention.kind == "description" and mention.owner < 0 and self.tokens[mention.first].tag == "NN"
        return bare and not mention.plural and mention.sort not in {"person", "body"}

    def _does_more(self, place: int, end: int) -> bool:
        """Whether who stands behind a verb is the subject of the next one: "conceded the harbour is full"."""
        for token in self.tokens[place:end]:
            if token.tag in {"V", "AUX"}:
                return True
            if token.lower == "as":
                return False  # "shouted the fishermen as the minister left"
            if token.tag not in {"IN", "DT", "NN", "NNP", "RB", "CD", "POS", "PRP$"}:
                return False
        return False

    def _inverts(self, at: int, begin: int, subject: int, form: str) -> bool:
        """Whether "said Roe" is verb and subject: words quoted or reported stand before it, and no subject."""
        tokens = self.tokens
        if at < begin or tokens[at].tag in {"Q", "—", "."}:
            return True
        if tokens[at].tag == ",":
            if at > begin and tokens[at - 1].tag == "Q":
                return True
            return subject < 0 or (form == "shared" and self._closed(at, begin))
        return tokens[at].tag in {")", "?"} and subject < 0

    def _closed(self, at: int, begin: int) -> bool:
        """Whether a whole clause stands before the comma at ``at``: "It was late, said Roe"."""
        depth = at - 1
        while depth > begin and self.tokens[depth].tag not in {"V", "AUX", "Q"}:
            if self.tokens[depth].tag == ",":
                return False
            depth -= 1
        return depth > begin or self.tokens[depth].tag in {"V", "AUX", "Q"}


PERCEIVES = frozenset({"hear", "overhear", "see", "watch", "spot", "notice"})
"""Verbs whose object does what stands behind it: "heard a woman shout", "saw a man standing there yelling"."""
_UNSEEN = frozenset({",", ";", ":", "—", "Q", "SUB", "REL", "CC", "AUX", ".", "(", ")"})
_LEFT_BOUND = frozenset({"Q", ":", ";", "—", "(", ")", "[", "]", "."})
_BE = words_in("mentions", "subjects be")
