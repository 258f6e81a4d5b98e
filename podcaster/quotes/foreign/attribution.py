"""Says who said each passage of an article, in the order of the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from podcaster.model import BlockKind, Quote, QuoteKind
from podcaster.quotes.foreign.datelines import without_datelines
from podcaster.quotes.foreign.doubts import Doubts
from podcaster.quotes.foreign.found import (
    ABOUT,
    ABOUT_THEM,
    ANSWERS,
    GOES_ON,
    GOING,
    LEAST,
    LONG_AGO,
    MEANT,
    NO_SUBJECT,
    NOBODY,
    SURE,
    Found,
)
from podcaster.quotes.foreign.french import is_pause
from podcaster.quotes.foreign.headlines import find_headlines, is_head
from podcaster.quotes.foreign.insertions import in_one_voice
from podcaster.quotes.foreign.labels import ALONE, ForeignLabels, pulled
from podcaster.quotes.foreign.leads import STOPPED, lead_of
from podcaster.quotes.foreign.named import Named
from podcaster.quotes.foreign.occupations import named_behind
from podcaster.quotes.foreign.passages import answers, find_paragraphs, gaps_of, has_turns
from podcaster.quotes.foreign.people import ForeignPeople
from podcaster.quotes.foreign.scenes import Scene
from podcaster.quotes.foreign.short_forms import join_short_forms
from podcaster.quotes.foreign.speech import is_speech
from podcaster.quotes.foreign.spoken_of import SpokenOf
from podcaster.quotes.foreign.tags import BEFORE_IT, Tags
from podcaster.quotes.foreign.tellers import LONGEST_VERB
from podcaster.quotes.foreign.wordlists import begins
from podcaster.quotes.foreign.words import read_words
from podcaster.sentences import ends_sentence

if TYPE_CHECKING:
    from podcaster.model import Article
    from podcaster.quotes.detection.passages import Passage, Stretch
    from podcaster.quotes.foreign.language import Language
LONGEST_ECHO = 3
"""Words of a question that repeats one."""


class Attributor:
    """Says who said each passage of one article, in the order of the text."""

    def __init__(self, article: Article, language: Language) -> None:
        article = replace(article, text=join_short_forms(without_datelines(article), language))
        self.text, self.language = article.text, language
        paragraphs = find_paragraphs(article, language)
        people = ForeignPeople(article.text, language)
        for paragraph in paragraphs:
            if paragraph.kind is not BlockKind.TITLE or has_turns(paragraphs):
                for start, end in gaps_of(paragraph):
                    people.learn(read_words(self.text, start, end))
        for start, end in (gap for paragraph in paragraphs for gap in gaps_of(paragraph)):
            people.learn_surname(read_words(self.text, start, end))
        for paragraph in paragraphs:  # a headline last: the text knows its people better
            if paragraph.kind is BlockKind.TITLE and not has_turns(paragraphs):
                people.learn_headline(read_words(self.text, paragraph.start, paragraph.end))
        self.heads = [one for one in paragraphs if is_head(self.text, one)]
        self.paragraphs = [one for one in paragraphs if not is_head(self.text, one)]
        self.labels = ForeignLabels(article.text, language, people, paragraphs)
        self.tags = Tags(article.text, language, people)
        self.doubts = Doubts(article.text, self.tags)
        self.spoken_of = SpokenOf(article.text, language, self.tags)
        self.scene = Scene(article.text, people, self.paragraphs)
        self.tags.story = self.scene.story
        self.speaking: Named | None = None
        """Whose words hold those that are looked at."""
        self.last = NOBODY
        """Who said the last passage of the paragraph before."""

    def quotes(self) -> tuple[Quote, ...]:
        """All quotes."""
        told: list[tuple[Passage, Found]] = []
        for index, paragraph in enumerate(self.paragraphs):
            found = self._paragraph(paragraph, index)
            told += zip(paragraph.passages, found, strict=True)
            self.last = found[-1] if found else self.last
            self.scene.note(paragraph, found)
            self.tags.note_last(paragraph, found[-1].person if found else None)
        speech = (each for each in pulled(self.text, told) if is_speech(self.text, self.language, *each))
        said = [(passage, found.settled()) for passage, found in speech]
        said += find_headlines(self.text, self.language, self.tags, self.heads, said)
        return tuple(self._quote(*each) for each in sorted(said, key=lambda each: each[0].start))

    def _paragraph(self, paragraph: Stretch, index: int) -> list[Found]:
        first = next(iter(paragraph.passages), None)
        if first and "turn" in first.flags:
            return [self.labels.turn(passage) for passage in paragraph.passages]
        told: list[Found] = []
        self.tags.begin()
        topic: Named | None = None
        last = NOBODY
        gaps = gaps_of(paragraph)
        for at, passage in enumerate(paragraph.passages):
            news = self.tags.note(*gaps[at])
            if at == 0 and re.search(r"\w", self.text[gaps[0][0] : gaps[0][1]]) and self.tags.topics:
                free = self._is_question(passage) or self.tags.topics[-1] is not self.tags.asked
                topic = self.tags.topics[-1] if free else None
            if at == 0:
                self.doubts.begin()
            lead = lead_of(self.text, self.language, paragraph.passages, gaps, told)
            found = self.labels.cited(passage) or self._beside(paragraph, index, lead, gaps[at + 1])
            unsaid = found.person is None and found.confidence == LEAST  # "Agli Uffizi si parla di «restituzione»"
            found = self._called_so(found, paragraph, at, told)
            if found.way == NO_SUBJECT and last.tagged and self.tags.joins_verb(*gaps[at]):
                found = replace(found, person=last.person, confidence=MEANT)
            if found.person is None and last.tagged and (turn := self.tags.in_turn(*gaps[at])):
                found = replace(self.tags.meant(turn), confidence=MEANT)
            if found.person is None and last.person and answers(self.text, paragraph, at):
                found = Found(self.tags.other_of(last.person, paragraph.passages[at - 1]), MEANT, ANSWERS)
            if found.person is None and last.person and not found.strange:
                runs_on = last.tagged and not STOPPED.search(self.text[gaps[at][0] : gaps[at][1]])
                found = self._going_on(gaps[at], last.person, tagged=found.tagged or runs_on)
            elif found.person is None and at and news and not found.strange:
                found = Found(news, MEANT, ABOUT, tagged=found.tagged)
            found = found if self._is_question(passage) else self._answering(found)
            found = self._named_next(self.spoken_of.not_told_of(found, passage, self.scene), gaps[at + 1], index)
            if found.person and is_speech(self.text, self.language, passage, found):
                asked = found.verb.casefold() in self.language.asks or self.text[passage.inner_end - 1] == "?"
                self.tags.note_said(found.person, passage, asked=asked)
                last = found
            if at and not unsaid and not self.doubts.is_doubtful(found, told[-1], gaps[at], gaps[at + 1]):
                found = found.confirmed(told[-1])
            told.append(self.doubts.plainly(found, gaps[at], gaps[at + 1], first=not at))
        self.tags.note(*gaps[-1])
        return self._fill(paragraph, in_one_voice(paragraph.passages, told), topic)

    def _named_next(self, found: Found, gap: tuple[int, int], index: int) -> Found:
        """Whom the next sentence is about, where a description says it and nobody was named so far in the article."""
        told = found.person
        presented = self.tags.called_next(told, *gap) if told and told.described else None
        alone = presented is None and told is not None and told.sort == "person" and bool(found.verb)
        if told is None or not told.described or not alone or self.scene.story:
            return replace(found, person=presented, confidence=MEANT) if presented else found
        named = (one for one in [*self.tags.met, *self.tags.topics] if one.sort == "person" and not one.described)
        own = self.tags.is_own(told)  # "Su entrenador no bromea. «Así no», dijo. Rubén Albés cree"
        if not own and (not told.name.startswith(begins(self.language.words.definite)) or any(named)):
            return found
        places = list(self.tags.sentences(*gap))[1:2]
        if not own and index + 1 < len(self.paragraphs):  # a portrait that tells the name a paragraph later
            places.append(self.tags.first_sentence(*gaps_of(self.paragraphs[index + 1])[0]))
        for start, end in places:
            tokens = read_words(self.text, start, end)
            other = next(iter(self.tags.people.mentions(tokens)), None)
            if other is None or not (one := other.person) or one.described:
                continue
            led = self.text[tokens[0].start : other.start].endswith((", ", "hama-se "))
            if led and one.roles and one.roles.isdisjoint(told.name.split()):
                continue  # "contó la víctima. Su abogada, Ana Paz, calla"
            if other.start != tokens[0].start and not (led and not self.tags.after_preposition(tokens, other)):
                continue  # "Há nove anos, Tainá Bulhões conta caranguejos"
            fits = not one.roles or (start < gap[1] and not own) or not one.roles.isdisjoint(told.name.split())
            old = own and self.text.find(one.name, max(0, start - LONG_AGO), start) >= 0
            if fits and not old and one.sort == "person" and one.fits(told.form):
                self.tags.is_called(told, one)
                return replace(found, person=one, confidence=MEANT)
        return found

    def _called_so(self, found: Found, paragraph: Stretch, at: int, told: list[Found]) -> Found:
        """A verb without a subject, with the name in marks before it: "Das Magazin „Klangraum“ schrieb:"."""
        if not at or (self.language.capital_nouns and found.way not in {NO_SUBJECT, BEFORE_IT}):
            return found
        if is_speech(self.text, self.language, paragraph.passages[at - 1], told[-1]):
            return found
        before, start = paragraph.passages[at - 1], gaps_of(paragraph)[at][0]
        words = read_words(self.text, start, start + LONGEST_VERB)
        objects = 1 + (words[0].low in self.language.words.past_the_object) if words else 0
        verb = next(iter(words[objects - 1 : objects]), None)
        held = read_words(self.text, gaps_of(paragraph)[at - 1][0], before.start)[-1:]
        house = bool(held) and (
            self.language.sort_of(held[0].low) == "body" or held[0].low in self.language.words.house_articles
        )
        if verb is None or verb.text != found.verb or not house:
            return found
        name = self.text[before.inner_start : before.inner_end].strip()
        body = self.tags.people.described.setdefault(name, Named(name, sort="body"))
        return replace(found, person=body, confidence=MEANT, way="a name in marks before the verb")

    def _is_question(self, passage: Passage) -> bool:
        """Whether whoever asks says a passage: "The judge asked again. “Did you see it?”"; an echo is shorter."""
        words = read_words(self.text, passage.inner_start, passage.inner_end)
        return len(words) > LONGEST_ECHO and self.text[passage.inner_end - 1] == "?"

    def _answering(self, found: Found) -> Found:
        """Who answers what the sentence right before asks: not who asks. "The judge asked her if he did. “No.”"."""
        if found.person is not self.tags.asked or self.tags.asked is None:
            return found
        told = found.way == NO_SUBJECT and self.tags.said is None
        others = (one for one in reversed(self.tags.here) if one is not found.person and one.sort == "person")
        other = next(others, None) if found.way == ABOUT else (self.tags.addressed if told else None)
        return replace(found, person=other, confidence=min(found.confidence, MEANT)) if other else found

    def _beside(self, paragraph: Stretch, index: int, lead: tuple[int, int], behind: tuple[int, int]) -> Found:
        """What stands beside a passage; beside a block quote or a quotation that goes on, the paragraph before."""
        passage = paragraph.passages[0]
        earlier = self.paragraphs[index - 1] if index and lead[1] == passage.start else None
        if "continued" in passage.flags and earlier and self.last.person:
            return replace(self.last, way="the quotation goes on")
        found = self.tags.beside(lead, behind)
        if found.person is None and earlier and "block" in passage.flags:
            return self._introduced(earlier)
        return found

    def _introduced(self, earlier: Stretch) -> Found:
        """Whom the last sentence of the paragraph before a block quote names, or the last who spoke, unsure."""
        start, end = self.tags.last_sentence(*gaps_of(earlier)[-1])
        found = self.tags.clause(start, end, behind=False) if start < end else NOBODY
        if found.person and self.text[start:end].rstrip().endswith(":"):
            return found
        return Found(found.person or self.last.person, ALONE, "a block quote that nothing introduces", tagged=True)

    def _going_on(self, gap: tuple[int, int], last: Named, *, tagged: bool) -> Found:
        """The last speaker, or whom the sentence right before a passage is about, if it is another."""
        start, _ = self.tags.last_sentence(*gap)
        ended = ends_sentence(self.text[max(0, gap[0] - 3) : gap[0]])
        topic = self.tags.topics[-1] if self.tags.topics else last
        if self.language.tag == "fr" and is_pause(self.text, self.language, *gap):
            topic = last = self.tags.before(last)
        if (start > gap[0] or (ended and self.text[start : gap[1]].lstrip()[:1].isupper())) and topic is not last:
            return Found(topic, MEANT, ABOUT, tagged=tagged)
        return Found(last, GOES_ON, GOING, tagged=tagged)

    def _fill(self, paragraph: Stretch, told: list[Found], topic: Named | None) -> list[Found]:
        """Gives passages before the first tag of a paragraph its speaker, and paragraphs without one a likely one."""
        later = next((one.person for one in told if one.person), None)
        guess = Found(later, GOES_ON, "the speaker is named later in the paragraph")
        if paragraph.passages and told[0].person is None and (later is None or topic):
            guess = self._guess(paragraph, topic)
        elif paragraph.passages and told[0].person is None and (other := self._told_next(paragraph)):
            told = [replace(guess, person=other, confidence=MEANT, tagged=told[0].tagged), *told[1:]]
        if guess.person is None:
            return told
        told = named_behind(self.text, paragraph, self._named_later(paragraph, told), self.tags.people)
        turn = self.scene.is_turn(paragraph)
        known = [bool(one.person) or (one.strange and not turn) for one in told]
        filled = [one if keep else replace(guess, tagged=one.tagged) for keep, one in zip(known, told, strict=True)]
        return filled if known[0] else [self.doubts.led(filled[0], self._behind(paragraph)), *filled[1:]]

    def _behind(self, paragraph: Stretch) -> tuple[int, int]:
        """The sentence behind the first passage of a paragraph."""
        return self.tags.first_sentence(*gaps_of(paragraph)[1])

    def _named_later(self, paragraph: Stretch, told: list[Found]) -> list[Found]:
        """The same, where whom a description tells of is named right behind: "La candidate s'est dite « sereine »"."""
        made = list(told)
        for at, (one, behind) in enumerate(pairwise(told)):
            who, named = one.person, behind.person
            if not who or not named or not who.described or who.sort != "person" or named.described or not who.form:
                continue
            end = paragraph.passages[at].end
            new = self.text.find(named.name, max(0, end - LONG_AGO), end) < 0
            words = read_words(self.text, end, max(end, self.text.find(named.name, end)))
            new = new and self.language.possessives.isdisjoint(word.low for word in words[-3:])  # "Su abogada, Ana Paz"
            new = new and not any(role in side for role in named.roles for side in self.language.words.sides)
            first = new and named.gender == who.form and named.sort == "person"
            alone = one.confidence <= GOES_ON and at == 0
            kin = set(who.name.casefold().split()) & (self.language.kin | self.language.alone)
            beside = behind.way.startswith("named beside")
            if first and alone and beside and not kin and who.name.split()[0] in self.language.words.named_behind:
                made[at] = replace(one, person=named, confidence=MEANT)
        return made

    def _told_next(self, paragraph: Stretch) -> Named | None:
        """Whom the sentence right behind a paragraph's first passage is about: "« Si j'avais su... » Ann hésite."."""
        first, gap = paragraph.passages[0], gaps_of(paragraph)[1]
        start, end = self.tags.first_sentence(*gap)
        ended = ends_sentence(self.text[first.start : gap[0] + 1])
        if not ended or not self.text[start:end].strip()[:1].isupper():
            return None
        tokens = read_words(self.text, start, end)
        said = any(token.low in self.language.words.just_said for token in tokens[:3])
        mentions = self.tags.people.mentions(tokens)
        free = [one.person for one in mentions if said or not self.tags.after_preposition(tokens, one)]
        people = (one for one in free if one and one.sort == "person" and (said or not one.described))
        return next(people, None)

    def _guess(self, paragraph: Stretch, before: Named | None) -> Found:
        """Who may say the passages of a paragraph in which nothing reports them."""
        if before and not (before.described and self.spoken_of.speaks_of(before, paragraph.passages[0])):
            return Found(before, MEANT, ABOUT_THEM)
        topic = self.tags.topics[-1] if self.tags.topics else None
        told = (self.tags.turned_to or self.tags.told_lately) if self.scene.is_turn(paragraph) else None
        if told and told.sort == "person":  # "Marta nega tutto." and her words in the next paragraph
            return Found(told, MEANT, ABOUT_THEM)
        if self.scene.is_turn(paragraph) and (other := self.scene.next_speaker(paragraph, topic, self._persons())):
            return Found(other, MEANT, "the other speaker of the dialogue")
        return Found(self.tags.returned_to("") or topic, MEANT - 0.1, "the last who was named or spoke")

    def _persons(self) -> list[Named]:
        return [one for one in self.tags.named if one.sort == "person"]

    def _quote(self, passage: Passage, found: Found) -> Quote:
        found = found.settled()
        speaker = found.person.speaker() if found.person else None
        review = ""
        if speaker is None:
            review = "Nobody is named who can have said it."
        elif found.confidence < SURE:
            review = f"Probably {speaker.name} ({100 * found.confidence:.0f} % sure, {found.way})."
        return Quote(
            passage.start, passage.end, QuoteKind.SPEECH, speaker, found.verb, found.evidence, found.confidence, review,
            self._nested(passage, found), voiced=found.confidence >= MEANT, way=found.way,
        )  # fmt: skip

    def _third(self, found: Found, passage: Passage, place: int) -> Found:
        """Whom a German pronoun inside an answer means: the last one of whom the answer, or its question, tells."""
        if self.language.tag != "de" or "turn" not in passage.flags or not found.evidence or found.confidence > MEANT:
            return found
        gender = self.language.pronouns.get(self.text[slice(*found.evidence[-1])].casefold(), "")
        before = bisect_left(self.paragraphs, passage.start, key=lambda one: one.end) - 1
        start = self.paragraphs[before].start if before >= 0 else passage.start
        told = self.tags.people.mentions(read_words(self.text, start, place))
        people = [one.person for one in told if one.person and one.person.sort == "person"]
        people = [one for one in people if gender and one is not self.speaking and gender in {one.gender, one.form}]
        return (
            replace(found, person=people[-1], confidence=GOES_ON, way="told of in the interview") if people else found
        )

    def _tells(self, found: Found, passage: Passage, start: int, end: int) -> bool:
        """Whether "I" or "we" tells words inside words: in an answer, beside the verb that reports them."""
        tokens = read_words(self.text, start, end)
        if "turn" in passage.flags and self.language.tag == "de" and found.evidence:
            verb = found.evidence[0]
            cut = self.text.find(",", verb[1], end)
            tokens = [token for token in tokens if cut < 0 or token.end <= cut]
        return any(token.low in self.language.first for token in tokens)

    def _nested(self, passage: Passage, outer: Found) -> tuple[Quote, ...]:
        """The quotes inside a passage: of whom the words before them name, else of whoever tells them."""
        quotes: list[Quote] = []
        self.speaking = outer.person
        place = passage.inner_start
        for inner in passage.nested:
            start, end = self.tags.last_sentence(place, inner.start)
            found = self.tags.clause(start, end, behind=False) if start < end else NOBODY
            place = inner.end
            if not is_speech(self.text, self.language, inner, found):
                continue
            found = self._third(found, passage, inner.start)
            named = (
                found.person is not None and found.confidence > MEANT and not self._tells(found, passage, start, end)
            )
            quotes.append(
                self._quote(inner, found if named else replace(outer, confidence=min(outer.confidence, GOES_ON)))
            )
        return tuple(quotes)
