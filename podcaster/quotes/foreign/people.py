"""Who is named or described in an article, and which of the mentions are one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes.foreign.named import SAME, LinkedMention, Named, is_given_name, is_spelled_so
from podcaster.quotes.foreign.register import JUST, Register

if TYPE_CHECKING:
    from podcaster.quotes.foreign.words import WordForm

LONGEST_PHRASE = 9
"""Words from a determiner to behind its noun: "ein von der Stadt eilig beauftragter Gutachter"."""
IN_A_HEADLINE = 2
"""How often a name in a headline counts."""
FEWEST_FOR_FOCUS = 2
"""How often at least an article names whom it is about."""


class ForeignPeople(Register):
    """The people of one article."""

    def learn(self, tokens: list[WordForm]) -> None:
        """Takes note of the full names of a stretch."""
        at = 0
        while at < len(tokens):
            size = self.name_at(tokens, at)
            if couple := self._couple_at(tokens, at, size):
                self._couple(couple)
                size = max(size, 1)
            elif size > 1:
                self._add(tokens, at, tokens[at : at + size])
            elif size and (known := self.by_word.get(tokens[at].low)):
                person = self._of_one_name(known, "", tokens[at].start)
                person.count += 1
                self._note_roles(person, (), self._behind(tokens, at + 1))
            elif size and (self._is_told_of(tokens, at) or self._is_called_so(tokens, at)):
                self._add(tokens, at, tokens[at : at + 1])
            at += max(1, size)

    def _is_called_so(self, tokens: list[WordForm], at: int) -> bool:
        """Whether what stands before a name says that it is one: "se llama Sindo", "una certa Tina"; or a handle."""
        if self.language.capital_nouns or self._is_handle(tokens[at]):
            return not self.language.capital_nouns  # "heißt Arbeit"
        return at > 0 and tokens[at - 1].low in self.lists.before_names | self.lists.certain

    def _is_told_of(self, tokens: list[WordForm], at: int) -> bool:
        """Whether an age or a noun for a person stands behind a single name: "Bete, mãe de três"."""
        if self.language.capital_nouns or self.language.sort_of(tokens[at].low):
            return False
        if at and tokens[at - 1].low in self.language.leading:
            return False
        nouns = (word for word in self._behind(tokens, at + 1)[:2] if word not in self.language.determiners)
        return (
            self.language.ages.right_behind.match(self.text, tokens[at].end) is not None
            or self.language.sort_of(next(nouns, "")) == "person"
        )

    def _cut(self, near: list[WordForm], first: WordForm, *, apposed: bool) -> int:
        """How many words before a name tell nothing of whom it names: a deed, a clause or another name ends there."""
        which = self.language.that if self.language.tag != "de" and not apposed else ()
        ends = [nr for nr, one in enumerate(near, 1) if self._ends(one, [*near, first][nr]) or one.low in which]
        ends += [nr for nr in range(len(near)) if self._is_to_somebody(near, nr)]
        if not self.language.capital_nouns and not apposed:
            ends += [nr for nr, one in enumerate(near, 1) if self._is_in(one.low)]
            ends += [nr for nr in range(2, len(near) + 1) if self._is_whole(*near[nr - 2 : nr])]
            past = [one.text.islower() and one.low.endswith(self.lists.done) for one in near]
            ends += [nr for nr, done in enumerate(past, 1) if done]  # "la autora ganó el premio Puente Largo"
        return max(self._deed_in(near), *ends, 0)  # "acusado de matar o entregador Kauã Ribeiro"

    def _is_whole(self, given: WordForm, surname: WordForm) -> bool:
        """Whether two words are somebody's whole name: what stands before it is no role of the name behind it."""
        return surname.text[:1].isupper() and self._beside(given, surname) and is_spelled_so(given.text)

    def learn_surname(self, tokens: list[WordForm]) -> None:
        """Takes note of whom a German text calls by one name only, by a tag at quoted words: "“, sagte Roe."."""
        if self.language.tag != "de" or len(tokens) < 2 or not self.text.endswith(("“, ", "«, "), 0, tokens[0].start):
            return
        word = tokens[1]
        alone = self.name_at(tokens, 1) == 1 and word.low not in self.by_word and word.low not in self.nouns
        listed = self.language.sort_of(word.low) or not word.text[:1].isupper()
        if alone and not listed and tokens[0].low in self.language.verbs and self.text[word.end : word.end + 1] in ".,":
            person = self._named(tokens, 1, 1)
            if person is not None:
                person.sort = person.sort or "person"

    def learn_headline(self, tokens: list[WordForm]) -> None:
        """Takes note of those whom a headline names in full and the text by the surname alone."""
        for at in range(len(tokens)):
            size = self.name_at(tokens, at)
            if size > 1 and is_given_name(tokens[at].text) and tokens[at + size - 1].low not in self.by_word:
                self._add(tokens, at, tokens[at : at + size])
            elif size > 1 and (known := self._known(self.text[tokens[at].start : tokens[at + size - 1].end])):
                known.count += IN_A_HEADLINE
            elif size == 1 and self.language.tag != "de" and (of_word := self.by_word.get(tokens[at].low)):
                of_word[0].count += IN_A_HEADLINE

    def focus(self, gender: str = "") -> Named | None:
        """Whom the article is about: the person, perhaps of a gender, whom it names twice as often as anybody else."""
        people = {id(one): one for one in self.everybody() if one.sort == "person" and one.fits(gender)}
        most = sorted(people.values(), key=lambda one: -one.count)[:2]
        if not most or most[0].count < FEWEST_FOR_FOCUS or any(2 * one.count > most[0].count for one in most[1:]):
            return None
        return most[0]

    def _add(self, tokens: list[WordForm], at: int, names: list[WordForm]) -> None:
        name = self.text[names[0].start : names[-1].end]
        placed = at > 0 and tokens[at - 1].low in self.lists.places_before
        placed = placed and self._beside(tokens[at - 1], names[0])
        if placed and self._counted(names[-1].text, names[0]) <= self._counted(name, names[0]):
            return  # "in Maria Brunn", but "mit Tom Roth", and "Roth" elsewhere
        person = self._known(name)
        if person is None:
            person = self._enter(name, names)
        self._grow(person, name, names)
        person.count += 1
        person.age = person.age or self.language.ages.beside(self.text, names[0].start, names[-1].end)
        person.sort = person.sort or ("person" if self.language.ages.stands_before(self.text, names[0].start) else "")
        near = tokens[max(0, at - 5) : at]
        apposed = self.text.endswith(", ", 0, names[0].start)  # "the fireman who found him, Ivo Prates"
        cut = self._cut(near, names[0], apposed=apposed)
        before = [token.low for token in near[cut:]]
        held = before
        if before and before[-1] in self.language.determiners:
            held = before[:-1]  # "pescador en el Gran Sol"
        if held and (held[-1] in self.language.prepositions or held[-1] in self.language.particles):
            before = []  # "the keeper of Cape Roe" is not Cape Roe
        before = [] if self._is_house_of(near, names[0], person) else self._own_nouns(before, apposed=apposed)
        beside = bool(near) and (near[-1].low in self.language.titles or self.language.sort_of(near[-1].low) != "")
        if self.language.capital_nouns and not (apposed or beside or person.sort):
            before = []  # "der Torhüter des Zweitligisten TSV Rodenkirch"
        behind = self._behind(tokens, at + len(names))
        closed = apposed and any(self.language.sort_of(word) == "person" for word in before)
        closed = closed and self.language.that.isdisjoint(behind[:1])  # "a filha, Sara Reis, que é professora"
        self._note_roles(person, before, () if closed else behind)
        office = names[0].low if len(names) > 1 and self.language.sort_of(names[0].low) == "person" else ""
        if office and not self.language.capital_nouns and is_given_name(names[1].text):  # "O Papa Clemente"
            self._note_roles(person, (office,), ())
        bare = (
            before[-1:] if before and self._beside(near[-1], names[0]) else []
        )  # "relator do texto, senador Ivo Brandão"
        gender = self._shown(before) or (self.shown_by(bare[0]) if bare else "")
        nouns = (word for word in reversed(before) if word in self.language.people)
        if gender == "female" and self.shown_by(next(nouns, "")) == gender and person.sort != "body":
            person.gender = gender  # "la chanteuse Lou Vernay"
        if gender and person.gender and gender != person.gender and person.sort != "body":
            person.called.add(gender)
        if len(names) == 1 and person.sort != "body" and not person.nobody:
            person.sort = "person"
        if person.sort == "body":
            person.form = person.form or gender or self.language.determiners.get(before[-1] if before else "", "")
        else:
            person.gender = self._titled_as(before) or person.gender or gender

    def mentions(self, tokens: list[WordForm]) -> list[LinkedMention]:
        """Everybody whom a stretch means, in order."""
        found: list[LinkedMention] = []
        at = 0
        while at < len(tokens):
            token, size = tokens[at], self.name_at(tokens, at)
            if size and (person := self._named(tokens, at, size)):
                person.last = max(person.last, token.start)
                start = self._with_particles(tokens, at, person)
                found.append(LinkedMention(start, tokens[at + size - 1].end, person))
            elif latter := self._latter(tokens, at):
                size, mention = latter
                found.append(mention)
            elif self._is_title(tokens, at):
                at += 1
                continue
            elif token.low in self.language.pronouns:
                found.append(LinkedMention(token.start, token.end, None, self.language.pronouns[token.low], weak=True))
            elif self._opens(tokens[at]) and (name := self._introduces_name(tokens, at)):
                at = name  # "the minister of Health, Ivo Prates": no word before the name is another
                continue
            elif described := self._description(tokens, at):
                size, mention = described
                if self._is_named_alone(tokens, at + size, mention):
                    self._add(tokens, at + size, tokens[at + size : at + size + 1])
                elif not self._is_named_next(tokens, at + size):
                    found.append(mention)
            at += max(1, size)
        return found

    def _is_named_alone(self, tokens: list[WordForm], at: int, mention: LinkedMention) -> bool:
        """Whether a name that no list has stands between commas behind "one of them": "Una de ellas, Fatoumata,"."""
        if at >= len(tokens) or mention.person is None:
            return False
        one_of_them = mention.person.name.replace(" ", "_") in self.language.somebody
        between = self.text[tokens[at - 1].end : tokens[at].start] == ", " and self.text.startswith(",", tokens[at].end)
        return one_of_them and between and tokens[at].low not in self.by_word and self.name_at(tokens, at) == 1

    def _with_particles(self, tokens: list[WordForm], at: int, person: Named) -> int:
        """Where a name begins whose particles stand before it: "said von Thal"."""
        first = at
        while person.sort != "body" and first and tokens[first - 1].low in self.language.particles:
            first -= 1
        said = " ".join(token.low for token in tokens[first : at + 1])
        return tokens[first].start if said in person.name.casefold() else tokens[at].start

    def _description(self, tokens: list[WordForm], at: int) -> tuple[int, LinkedMention] | None:
        held = self._somebody(tokens, at) or (self._described(tokens, at) if self._opens(tokens[at]) else None)
        return held or self._bare(tokens, at)

    def _bare(self, tokens: list[WordForm], at: int) -> tuple[int, LinkedMention] | None:
        """A noun for a person or a body without an article, where a sentence begins: "Witnesses", "Mother"."""
        token = tokens[at]
        joined = self.text[token.start - 1 : token.start] == "-"  # "die „Bild“-Zeitung"
        first = (token.text[:1].isupper() and not at and not joined) or (at and self._is_source(tokens, at))
        closed = at + 1 == len(tokens) or self.text.startswith(";", token.end)
        ends = at and closed and tokens[at - 1].low in self.language.verbs
        ends = ends or (at == 1 and tokens[0].low in self.language.verbs)  # "«Acabou», diz mãe de menino"
        first = first or (ends and not self.language.capital_nouns)  # in a headline: "«Acabou», diz sindicato"
        sort = self.language.sort_of(token.low) if first else ""
        titles = self.language.titles
        following = next(
            (ahead for ahead in range(at + 1, len(tokens)) if tokens[ahead].low not in titles), len(tokens)
        )
        if not sort or (following < len(tokens) and self.name_at(tokens, following)):
            return None
        if at + 1 < len(tokens) and tokens[at + 1].low in self.language.determiners:
            return None  # "Critico il sindaco"
        size = self._complement(tokens, at, 1)
        person = self._role(token.low) if (self.language.capital_nouns or ends) and size == 1 else None
        end = tokens[at + size - 1].end
        return size, LinkedMention(token.start, end, person or self._describe(token, token.start, end, ""))

    def _is_source(self, tokens: list[WordForm], at: int) -> bool:
        """Whether sources without an article are told of inside a sentence: "mas fonte oficial disse que"."""
        before, lists = tokens[at - 1].low, self.lists
        if tokens[at].low not in lists.sources or before in self.language.articles or before in self.language.leading:
            return False
        closed = self.language.plurals | lists.same_as_before | self.language.according
        return before not in closed and not before.endswith(("da", "das"))

    def _named(self, tokens: list[WordForm], at: int, size: int) -> Named | None:
        name = self.text[tokens[at].start : tokens[at + size - 1].end]
        if size > 1:
            whole = self._known(name)
            return None if whole and whole.nobody else whole
        before = tokens[at - 1].low if at else ""
        near = self._joined_before(tokens, at)
        title = self._titled_as(near)
        known = [one for one in self.by_word.get(tokens[at].low, []) if not title or one.fits(title)]
        if known:
            person = self._of_one_name(known, before, tokens[at].start)
            person.aliases.add(name)
            person.gender = person.gender or title
            return None if person.nobody else person
        if self.language.tag == "de" and not self._beside_verb(tokens, at):
            return None
        person = self._new(name, tokens[at : at + 1])
        if self._is_called_so(tokens, at):
            person.sort, person.nobody = "person", False
        placed = at > 1 and tokens[at - 2].low in self.language.prepositions and self.language.tag in {"fr", "it"}
        if at and not person.sort and not placed and self._opens(tokens[at - 1]) and self._is_house(tokens, at - 1):
            person.sort, person.form = "body", self.language.determiners.get(before, "")
        if before in self.language.bodies and not person.sort and not self.language.capital_nouns:
            person.sort = "body"  # "a revista Compasso"
        if before in self.language.titles or before in self.language.people:
            shown = self._shown(near)
            shown = shown or self._shown_before_comma(tokens, at - len(near))
            own = "" if before in self.language.titles else person.gender  # "l'avv. Neri" has a surname
            person.sort, person.gender = "person", title or shown or own
        self.by_word.setdefault(tokens[at].low, []).append(person)
        if before in self.language.people:
            self.by_role.note_first(before, person)
            person.roles |= {before} - self.language.kin - self.language.titles.keys()
        return person

    def joined(self, tokens: list[WordForm], at: int) -> LinkedMention | None:
        """A description whose article is joined with a preposition: "a juicio del regidor"."""
        if tokens[at].low not in self.language.joined:
            return None
        described = self._described(tokens, at)
        return described[1] if described else None

    def without_article(self, tokens: list[WordForm], at: int) -> LinkedMention | None:
        """A description whose article is joined with a preposition, or that has none: "según fuentes del Gobierno"."""
        noun = tokens[at]
        if not (noun.text.islower() and self.language.sort_of(noun.low)) or self.language.tag == "de":
            return self.joined(tokens, at)
        size = self._complement(tokens, at, 1)
        end = tokens[at + size - 1].end
        if size == 1 or any(self.name_at(tokens, ahead) > 1 for ahead in range(at + 1, at + size)):
            return None
        return LinkedMention(noun.start, end, self._describe(noun, noun.start, end, ""))

    def _described(self, tokens: list[WordForm], at: int) -> tuple[int, LinkedMention] | None:
        """A description that begins with a determiner: "la ministra", "un portavoz de la policía"."""
        titles = self._titles_at(tokens, at + 1)  # "el Sr. alcalde"
        titles = titles if titles and self.language.sort_of(tokens[at + 1 + titles].low) == "person" else 0
        rest = tokens[at + 1 + titles : at + LONGEST_PHRASE + titles]
        between = self.text[tokens[at + titles].end : rest[0].start].strip(" .") if rest else ""
        if not rest or (between and not between.isdigit()) or self._introduces_name(tokens, at):
            return None
        of_somebody = {one.low for one in rest[1:2]} & self.lists.links
        titled = rest[0].low.endswith(".") and not of_somebody  # "el Sr. y la Sra. Ruiz", but "la Sra. de Soto"
        if titled or self._stands_for_noun(tokens[at], rest[0]):
            return None
        noun = self._noun_of(rest)
        this_paper = rest[0].low in self.lists.own_paper
        this_paper = this_paper and (tokens[at].low in self.lists.this or rest[0].low == "reportagem")
        if noun is None or noun.low in self.lists.times or this_paper:  # "ha dicho a este periódico"
            return None
        known = self.language.sort_of(noun.low)
        to_many = tokens[at].low == "a" and noun.low.endswith("s")
        doing = tokens[at].low == "a" and noun.low.endswith(self.lists.infinitives)
        to_many |= doing and not known  # "a rir", "limitou-se a dizer"
        if to_many or (not known and tokens[at].low in self.language.plurals):
            return None  # "afirmou a jornalistas"
        alone = 2 + titles + rest.index(noun)
        size = self._complement(tokens, at, alone)
        if (
            not self._sort_of(noun)
            and self.language.capital_nouns
            and self._holds_person(tokens[at + alone : at + size])
        ):
            size = alone  # "die Vorwürfe von seinem Sprecher"
        if not self._sort_of(noun) and any(self.name_at(tokens, ahead) for ahead in range(at + alone, at + size)):
            return None  # "the opinion of Ann Poole": she is meant
        return size, self._means(tokens, at, noun, alone, size)

    def _stands_for_noun(self, determiner: WordForm, behind: WordForm) -> bool:
        """Whether a determiner is a pronoun: "den die Opposition ablehnt", "tres cartas a Ana y una al rey"."""
        relative = determiner.low in self.lists.relative_pronouns and behind.low in self.language.determiners
        return relative or (determiner.low in self.language.indefinite and behind.low in self.lists.to_whom)

    def _means(self, tokens: list[WordForm], at: int, noun: WordForm, alone: int, size: int) -> LinkedMention:
        """Whom a description of so many words means; ``alone``: of how many it has without a complement."""
        start, end = tokens[at].start, tokens[at + size - 1].end
        low, sort = tokens[at].low, self._sort_of(noun)
        joined = low in self.language.joined
        gender = (self.language.joined if joined else self.language.determiners).get(low, "")
        gender = gender or self.shown_by(noun.low)
        definite = low not in self.language.indefinite
        owned = not self.language.possessives.isdisjoint((low, tokens[at + 1].low))
        person = self._called(tokens, at, noun, gender)
        just = JUST * (4 if self.language.tag == "de" else 1)
        if person and owned and noun.low not in self.language.kin and 0 <= person.last < start - just:
            person = None  # "su portavoz" of a union, where a party's was named above
        other = size > alone and tokens[at + size - 1].text[:1].isupper() and self.language.tag != "de"
        foreign = at + alone < len(tokens) and tokens[at + alone].low in self.lists.other_side
        other = foreign or (other and self._office(tokens, at) is None)
        other = other and not (person and self._is_introduced_so(person, self.text[noun.start : end], noun))
        if person and definite and not other and person.fits(gender if self.language.tag != "de" else ""):
            return LinkedMention(start, end, person)
        several = sort == "person" and (low in self.lists.many or self._are_several(low, noun.low))
        person = self._describe(noun, noun.start if joined else start, end, "" if several else gender)
        if several:
            person.form = "plural"
        if not definite and sort == "person":
            self.by_role.note_first(noun.low, person)
        own = size - alone - self._qualifies(tokens, at + alone)
        weak = definite and not (own or foreign or several) and low not in self.language.plurals
        weak = weak and (sort == "person" or noun.low in self.language.general)
        if sort == "body" and any(token.low in self.lists.same_as_before for token in tokens[at + 1 : at + size]):
            return LinkedMention(start, end, person, SAME, weak=True)  # "las mismas fuentes"
        if low in self.lists.this and sort == "person":  # "cet ancien informaticien de 41 ans"
            return LinkedMention(start, end, person, gender, weak=True)
        weak = weak and not (owned and sort == "person")  # "his lawyer" is somebody else
        weak = weak and not self.text.startswith((", un ", ", una "), end)  # told anew
        # not "il più giovane" of several
        weak = weak and tokens[at + 1].low not in self.lists.more and not self._is_told_apart(tokens, at + size)
        named = sort == "body" and noun.text[:1].isupper() and size > alone and not self.language.capital_nouns
        weak = weak and not named  # "l'Organizzazione meteorologica"
        return LinkedMention(start, end, person, gender if weak else None, weak=weak)

    def _is_introduced_so(self, person: Named, phrase: str, noun: WordForm) -> bool:
        """Whether a name stands right beside the whole office: "l'assessore alla Mobilità, Dario Conte"."""
        if person.described:
            return False
        beside = (f"{phrase} {person.name}", f"{phrase}, {person.name}", f"{person.name}, {phrase}")
        return any(self._counted(each, noun) for each in beside)

    def _called(self, tokens: list[WordForm], at: int, noun: WordForm, gender: str) -> Named | None:
        """Who was called by a noun, or by it and the word before it, or is the husband or wife of whom it tells."""
        return self._spouse(noun.low, gender) or self._office(tokens, at) or self._role(noun.low)

    def _office(self, tokens: list[WordForm], at: int) -> Named | None:
        """Who holds an office whose name has several words: "o chefe do Governo"."""
        words = [token.low for token in tokens[at + 1 : at + 4]]
        return self._role("_".join(words)) or self._role("_".join(words[:2]))
