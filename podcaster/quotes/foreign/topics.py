"""Whom a text is about, and whom its pronouns and short descriptions mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes.foreign.focus import Focus
from podcaster.quotes.foreign.french import without_own
from podcaster.quotes.foreign.named import LATTER, SAME, holds_office, is_told_once
from podcaster.quotes.foreign.occupations import only_one
from podcaster.quotes.foreign.wordlists import begins
from podcaster.quotes.foreign.words import read_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.foreign.language import Language
    from podcaster.quotes.foreign.named import LinkedMention, Named
    from podcaster.quotes.foreign.people import ForeignPeople
    from podcaster.quotes.foreign.words import WordForm

LATELY = 8
"""Subjects of sentences among which a German description looks for who was named a paragraph above."""
FEW_SHOWN = 3
"""Of those who were named last, whom "the woman" may mean although a sentence is about somebody else."""
MOST_MENTIONED = 200
"""Mentions of one paragraph that are remembered: the longest paragraphs of articles have some fifty."""
MOST_TOPICS = 24
"""Subjects of sentences and speakers who are remembered."""


class Topics(Focus):
    """The subjects and speakers of one article so far."""

    def __init__(self, text: str, language: Language, people: ForeignPeople) -> None:
        super().__init__(text, language, people)
        self.topics: list[Named] = []
        """Subjects of sentences, and speakers, the latest last."""
        self.named: list[Named] = []
        """Everybody who was named, the latest last."""
        self.shown: list[Named] = []
        """Those whom short descriptions show, the latest last."""
        self.above_it: list[Named] = []
        """Topics of the last paragraph that had any."""
        self.met: list[Named] = []
        """People who are named in the paragraph, the latest last."""
        self.mentioned: list[Named] = []
        """Everybody whom the paragraph names or describes, the latest last."""
        self.led_in = False
        """Whether the sentence of the passage that is looked at begins before it."""
        self.told_to: Named | None = None
        """Whom a pronoun of the clause means that is not its subject."""
        self.asked: Named | None = None
        """Who asked a question last, if nobody has spoken since."""
        self.addressed: Named | None = None
        """Who was asked."""
        self.said: tuple[Named, int, int] | None = None
        """Who spoke last and where the words stand, if the narrator has told of nobody since."""

    def begin(self) -> None:
        """Begins a paragraph."""
        self.above_it = self.here or self.above_it
        self.here = []
        self.met = []
        self.mentioned = []

    def spoke(self, person: Named, *, asked: bool = False) -> None:
        """Takes note of a speaker, and whether it was a question."""
        self.asked = person if asked else None
        self.addressed = None
        self.topics.append(person)
        self.here.append(person)
        del self.topics[:-MOST_TOPICS]

    def before(self, last: Named) -> Named:
        """Who was told of or spoke before the last speaker, else that one."""
        return next((one for one in reversed(self.topics) if one is not last and one.sort == "person"), last)

    def issuer(self, tokens: Sequence[WordForm]) -> Named | None:
        """Which body a text is by whose author nobody names: the one just told of, "si legge in una nota"."""
        last = self.topics[-1] if self.topics else None
        return last if last and last.sort == "body" and any(token.low in self.lists.notes for token in tokens) else None

    def _resolved(self, mention: LinkedMention, *, answers: bool = False) -> Named | None:
        """Whom a pronoun or a short description means; see :func:`_likeliest`."""
        if mention.pronoun and mention.pronoun.startswith(LATTER):
            gender = mention.pronoun.removeprefix(LATTER)
            last = next((one for one in reversed(self.mentioned) if one.fits(gender) and one.sort == "person"), None)
            if last is not None:
                return last
        asked = self.addressed if answers and self.asked and mention.person is None else None
        return asked if asked and asked.fits(mention.pronoun or "") else self._likeliest(mention, answers=answers)

    def _of_gender(self, gender: str) -> list[Named]:
        """Everybody of a gender who was named, the latest first; else who is described behind "al" or "du"."""
        others = [one for one in reversed(self.named) if gender and one.gender == gender and one.sort != "body"]
        if gender and not others:  # "a una madre al provveditore. Lui"
            return [one for one in reversed(self.mentioned) if one.form == gender and one.sort == "person"]
        return others

    def _likeliest(self, mention: LinkedMention, *, answers: bool) -> Named | None:
        """Whom a pronoun or a short description means; who ``answers`` has not just asked.

        Args:
            mention: The pronoun or description.
            answers: A verb of answers stands beside it.
        """
        gender = mention.pronoun.replace(SAME, "").removeprefix(LATTER) if mention.pronoun else ""
        likely = [one for one in reversed(self.topics) if one.fits(gender)]
        if answers and self.asked and (others := [one for one in likely if one is not self.asked]):
            likely = others
        if mention.person and mention.person.sort == "body":
            return self._house(mention, mention.person)
        if mention.person and self.story:
            return mention.person
        if mention.person is None:
            if gender:  # "er" is no "Arbeit"
                likely = [one for one in likely if one.sort or not one.described]
            shown = [one for one in likely if not gender or gender in {one.gender, one.form}]
            others = self._of_gender(gender)
            others = [one for one in others if one.sort or not one.described]
            if self.story or self.language.tag in {"es", "it", "pt"}:  # their bodies are seldom "she"
                shown = [one for one in shown if one.sort == "person"]
            if self.language.capital_nouns:  # "Für den Verband ist Schluss. «...», schreibt er"
                shown.sort(key=lambda one: (one.sort != "person") + 2 * (one not in self.here and one not in self.met))
            shown = without_own(shown, self.language.possessives) if self.language.tag == "fr" else shown
            opens = not self.here and not self.mentioned and not self._is_portrait(gender)
            near = [one for one in self.above_it if not one.described] if opens else self.here  # "— Não — disse ela."
            if not self.story and gender and not any(one in near for one in shown):
                met = [one for one in reversed(self.met) if one.gender == gender] or self._told_by(gender)
                if met or (returned := self._focus_of(gender, shown)):
                    return met[0] if met else returned
            if gender and not (shown or others or likely):
                likely = [one for one in self.shown[-1:] if one.gender == gender] or self._told_later(gender)
            return next(iter(shown or others or likely), None)
        just = bool(self.lists.meant & words_of(mention.person))
        meant = self._just_meant(gender) if just else self._described_so(mention.person, likely)
        return meant or self._person(mention.person, gender, likely)

    def _told_by(self, gender: str) -> list[Named]:
        """Whom a Portuguese paragraph has behind "pelo" and its like: "foi lida pelo juiz. «...», disse ele"."""
        last = self.mentioned[-1:] if self.language.tag == "pt" else []
        return [one for one in last if one.form == gender and one.sort == "person"]

    def _told_later(self, gender: str) -> list[Named]:
        """Whom a pronoun means before anybody was named: whom the article is about, or names first."""
        focus = self.people.focus(gender)
        everybody = (one for one in self.people.everybody() if one.sort == "person" and one.gender == gender)
        return [focus] if focus else list(everybody)[:1]

    def _house(self, mention: LinkedMention, general: Named) -> Named:
        """The body that "the authority", "the company" or "the same sources" means."""
        if mention.pronoun == SAME and self.topics:
            return self.topics[-1]
        if words_of(general) & self.lists.papers and not words_of(general) & self.lists.notes:
            return general  # "O relatório, a que o jornal teve acesso, considera"
        firm = bool(words_of(general) & self.lists.firms)
        bodies = [
            one
            for one in reversed([*self.named, *self.topics])
            if one.sort == "body" and one is not general and one.name.casefold() not in self.lists.agencies
            if not words_of(one) & self.lists.papers
        ]
        near = [one for one in bodies if one in self.here and not words_of(one) & self.language.general]
        if near and self.language.tag == "fr":
            return near[0]  # "L'Office ... L'établissement public « prend acte »"
        named = [one for one in bodies if not one.described and not (firm and words_of(one) & self.lists.public_bodies)]
        if named:
            named += [one for one in self.topics if one.sort == "" and not one.described]  # "Anistia Internacional"
            return max(named, key=lambda one: one.last) if self.language.tag == "pt" else named[0]
        own = [
            one
            for one in bodies
            if not words_of(one) & self.language.general and not (firm and words_of(one) & self.lists.public_bodies)
        ]
        return own[0] if own and self.language.tag == "de" else general

    def _person(self, described: Named, gender: str, likely: Sequence[Named]) -> Named:
        """Who has a name and is meant by a short description, else whom it describes."""
        likely = [one for one in likely if one is not self.told_to]
        if self.language.tag == "de" and self.asked and any(one not in (self.asked, described) for one in likely):
            likely = [one for one in likely if one is not self.asked]  # who asked seldom answers
        people = [one for one in likely if one.sort != "body" and not one.described]
        spoke = described.described and described in self.here and not self.language.grown & words_of(described)
        focus = self.people.focus(gender) if words_of(described) & self.lists.of_the_article else None
        focus = focus or (None if spoke else self._stranger_called(described))
        aged = self.language.ages.told_in(described.name)
        if focus or spoke or (self._is_relative(described) and not aged):  # "die 39 Jahre alte Mutter"
            return focus or described  # "l'accusé", who has spoken before
        if aged:
            if known := self._of_age(described, aged, gender, likely):
                return known
            likely = [one for one in likely if not (one.age or self.language.ages.told_in(one.name))]
            people = [one for one in people if one in likely]
        if self.language.alone & words_of(described):
            working = bool(words_of(described) & self.lists.professions)
            office = [one for one in people if not one.roles or (working and holds_office(one, self.language))]
            people = [one for one in office if one in self.here]
            return next(iter(people), described)
        anybody = bool(self.language.grown & words_of(described)) or bool(aged)
        new = self._nameless(described, aged, gender, likely) if anybody else []
        sure = [one for one in people if one.sort == "person" or self._opens(one)]
        people = sure or [one for one in people if " " not in one.name]  # not "Amnesty International"
        here = [one for one in likely if (one in people or one in new) and one in self.here]
        if anybody and new:
            anew = aged and any(one in self.mentioned for one in new)  # "von einem Landwirt ... sagte der 45-Jährige"
            held = [one for one in here if one in self.met or not anew]
            here = [one for one in here if one in new or (one in held and not self._is_official(one, aged))]
        if here:
            return here[0]
        new = new if anybody else self._stranger_here(gender) or self._stranger_so(described, gender)
        if new:
            return new[0]  # the man of whom nobody says the name
        others = [one for one in reversed(self.named) if one.sort == "person" and one.gender == gender]
        others = [one for one in others if not one.described]
        free = [one for one in (*people, *others) if not one.roles]
        free = free or [one for one in (*people, *others) if one.roles <= self.lists.besides]
        strangers = self.language.tag in {"es", "pt"} and not anybody  # an office that nobody was given so far
        told = free or (() if strangers else people) or [one for one in others if one in self.met]
        if aged and not told:
            told = [one for one in likely if one.sort == "person" and one in self.here][:1]
        last = next((one for one in reversed(self.topics) if one.sort == "person"), None)
        alone = [] if (elsewhere := any(map(is_told_once, self.here))) else only_one(described, others, self.language)
        told = told or alone
        near = [
            one
            for one in told
            if one in self.here
            or one in self.met
            or (one is last and not elsewhere)
            or one is self.returned_to("")
            or one in alone
            or (self.language.tag == "de" and one in self.topics[-LATELY:])
        ]
        if not (anybody or self.lists.meant & words_of(described)):
            told = near  # "L'amministratore" is not who was named two paragraphs above
        return max(told, key=self.topics.count) if told else described  # the first of those told of most often

    def _stranger_here(self, gender: str) -> list[Named]:
        """Of whom a paragraph tells, knowing but the age: "una testigo de 86 años ... La antigua maestra"."""
        last = next((one for one in reversed(self.here) if one.sort == "person"), None)
        told = last is not None and last.described and last.name.startswith(begins(tuple(self.language.indefinite)))
        if last is None or not told or not gender or gender not in {last.gender, last.form}:
            return []
        return [last] if self.language.ages.told_in(last.name) else []

    def _described_so(self, described: Named, likely: Sequence[Named]) -> Named | None:
        """Who was described so before: "conta a realizadora", and a page later "A realizadora não faz contas"."""
        nouns = self.language.people & words_of(described)
        people = (one for one in likely if one is not self.told_to and one.sort != "body" and not one.described)
        return next((one for one in people if one.roles & nouns), None)

    def _stranger_so(self, described: Named, gender: str) -> list[Named]:
        """The stranger of the paragraph whom another noun means: "muss eine Frau ... Die Pensionistin hatte"."""
        offices = (*self.lists.office_endings, *self.lists.for_others)
        if not (gender and self.language.capital_nouns) or any(word.endswith(offices) for word in words_of(described)):
            return []
        if described.name.startswith(begins((*self.language.indefinite, *self.language.possessives))):
            return []
        if any(one.sort == "person" and one.gender == gender for one in self.met):
            return []
        first = begins(tuple(self.language.indefinite))
        told = (one for one in reversed(self.mentioned) if one.sort == "person" and one.form == gender)
        return [one for one in told if one.name.startswith(first) and one is not described][:1]

    def _nameless(self, described: Named, aged: int, gender: str, likely: Sequence[Named]) -> list[Named]:
        """Those of whom nobody says the name whom "the woman" or "the 58-year-old" may mean, the likeliest first."""
        first = begins(tuple(self.language.indefinite))  # "ein Taxifahrer ... der 58-Jährige"
        told = [*reversed(self.mentioned), *likely] if aged else likely
        told = [one for one in told if one.fits(gender)]
        new = [one for one in told if one.sort == "person" and one.name.startswith(first)]
        if self.language.grown & words_of(described):  # "la moglie dell'imputato ... la donna"
            kind = [one for one in likely if one.described and one.sort == "person" and one.form == gender]
            new += [one for one in kind if one is not described and not self.lists.young & words_of(one)]
            new += self._just_shown(described, gender, first)
        return new

    def _opens(self, one: Named) -> bool:
        """Whether a sentence began with the only name of somebody: "Denaro la mette diversamente"."""
        before = self.text[max(0, one.last - 2) : one.last]
        alone = " " not in one.name and one.last >= 0 and not self.language.capital_nouns
        return alone and (not before.strip() or before[:1] in {".", "!", "?", "»", "”"} or before[-1:] == "\n")

    def _just_meant(self, gender: str) -> Named | None:
        """Whom "the person concerned" means: whoever was told of last, which is not who has just spoken of them."""
        last = self.topics[-1:] if self.said is None else []
        speaker, start, end = self.said or (None, 0, 0)
        words = read_words(self.text, start, end)
        spoken_of = [one for word in words if word.text[:1].isupper() for one in self.people.by_word.get(word.low, [])]
        likely = (*last, *reversed(spoken_of), *reversed(self.named))
        others = (one for one in likely if one is not speaker and one.sort == "person" and not one.described)
        return next((one for one in others if one.fits(gender)), None)

    def _just_shown(self, described: Named, gender: str, first: tuple[str, ...]) -> list[Named]:
        """The German stranger whom the last sentences show in any case: "Eine Dame erkennt sie ... die Frau"."""
        if self.language.tag != "de":
            return []
        last = [one for one in reversed(self.named[-FEW_SHOWN:]) if one.described and one.sort == "person"]
        return [one for one in last if one is not described and one.gender == gender and one.name.startswith(first)]

    def _of_age(self, described: Named, age: int, gender: str, likely: Sequence[Named]) -> Named | None:
        """Who is as old as a description tells, also where the article names them only later."""
        everybody = [*likely, *reversed(self.named), *self.people.everybody()]
        others = (one for one in everybody if one.sort != "body" and one is not described and one.fits(gender))
        return next((one for one in others if (one.age or self.language.ages.told_in(one.name)) == age), None)

    def _is_official(self, one: Named, aged: int) -> bool:
        """Whether "the man" is not somebody, as the fire chief; an age may be of any but those who speak for others."""
        if not aged:
            return bool(one.roles)
        return any(role.endswith(self.lists.for_others) for role in one.roles)

    def _is_relative(self, described: Named) -> bool:
        """Whether "the mother" is nobody's other name: no son or daughter of the article's people has one."""
        kin = self.language.kin - self.language.grown
        if described.name.startswith(begins(tuple(self.lists.this))):
            return False  # "tranche ce père de trois enfants"
        called = (self.people.by_role.get(role) for role in kin)
        return bool(kin & words_of(described)) and all(one is None or one.described for one in called)


def words_of(person: Named) -> set[str]:
    """The words of a name or a description, in small letters."""
    return {token.low for token in read_words(person.name, 0, len(person.name))}
