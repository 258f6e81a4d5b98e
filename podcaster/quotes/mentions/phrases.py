"""Finds who is mentioned in a paragraph: names, pronouns, and descriptions such as "the retired surgeon"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes import lists
from podcaster.quotes.lists import words_in
from podcaster.quotes.mentions.datelines import dateline_end
from podcaster.quotes.mentions.fronts import is_degree
from podcaster.quotes.mentions.given_names import is_given_name
from podcaster.quotes.mentions.happenings import before_several, is_happening
from podcaster.quotes.mentions.joiners import Joiners
from podcaster.quotes.mentions.mention import Mention
from podcaster.quotes.mentions.names import (
    NOBLES,
    NameShapes,
    behind_times,
    is_nickname,
    joined,
    sort_of_name,
    titles_end,
)
from podcaster.quotes.mentions.nouns import gender_of_noun, gender_of_titles, singular, sort_of, tells_when
from podcaster.quotes.mentions.offices import is_aged, is_description, is_office, is_people, name_behind_office
from podcaster.quotes.mentions.ranks import rank_of
from podcaster.quotes.mentions.standing import opens_as_one, set_roles

if TYPE_CHECKING:
    from podcaster.quotes.words.tokens import Paragraph


_DEFINITE = frozenset({"the", "this", "that", "these", "those"})

_ROLE_OF = frozenset({"to", "of", "for", "in"})
_SELVES = {"himself": "male", "herself": "female"}
"""Behind a description, its gender: "the senator himself said"."""
_MANY = frozenset({"police", "people", "media", "staff", "couple", "duo", "trio"})
"""Nouns of several people that have no plural form."""
_REFLEXIVES = frozenset({"himself", "herself", "itself", "themselves"})
_PLACING = frozenset({"in", "near", "outside", "across", "throughout", "inside"})
"""Prepositions behind which a name is a place's, if nothing says that it is a person's."""
SOME_ONES = words_in("mentions", "phrases some ones")  # words that stand for people
_NO_MODIFIERS = words_in("mentions", "phrases no modifiers")
"""Words that say nothing about whose coach somebody is."""
_CONTESTS = frozenset({"match", "season", "series", "tournament"})
"""What somebody was the player of: "man of the match | Jane Roe"."""
_AGENT = ("er", "or", "ist", "ee", "ant")
"""Ends of nouns for people that no list has: "dissenter"."""
_NO_LONGER = frozenset({"former", "ex", "onetime", "one-time", "erstwhile", "ousted", "deposed"})


def find_mentions(paragraph: Paragraph, shapes: NameShapes) -> list[Mention]:
    """Finds everybody who is mentioned in a paragraph, in order.

    Args:
        paragraph: The paragraph.
        shapes: What the whole article's letters show.
    """
    return _Finder(paragraph, shapes).run()


class _Finder:
    """Walks a paragraph once and collects its mentions."""

    def __init__(self, paragraph: Paragraph, shapes: NameShapes) -> None:
        self.paragraph, self.tokens, self.shapes = paragraph, paragraph.tokens, shapes
        self.starts = {begin for begin, _ in paragraph.sentences}
        self.joiners = Joiners(self.tokens, self.starts)
        self.heading = paragraph.shouts
        self.found: list[Mention] = []

    def run(self) -> list[Mention]:
        place = dateline_end(self.paragraph)
        while place < len(self.tokens):
            token = self.tokens[place]
            if token.lower in _REFLEXIVES and self.found and self.found[-1].last == place and place not in self.starts:
                place = self._stressed(place)
            elif token.tag in {"PRP", "PRP$"} and token.lower in lists.PRONOUNS:
                self._pronoun(place)
                place = self._noun_phrase(place) if token.tag == "PRP$" else place + 1
            elif token.tag == "NNP" and self._is_side(place):
                place += 1
                self.found[-1].last = place + 1
            elif token.tag in {"DT", "NN", "NNP", "CD"}:
                place = self._noun_phrase(place)
            else:
                place += 1
        set_roles(self.paragraph, self.starts, self.found, story=self.shapes.story)
        return self.found

    def _add(self, kind: str, first: int, last: int, head: int, start: int, end: int) -> Mention:
        mention = Mention(kind, self.paragraph.index, self.tokens[head].sentence, first, last, head, start, end)
        self.found.append(mention)
        return mention

    def _is_side(self, place: int) -> bool:
        """Whether a word in brackets says which party, team or paper somebody is of: "Cllr Jane Roe (Ind), who"."""
        tokens = self.tokens
        if not self.found or self.found[-1].last != place - 1 or place + 1 >= len(tokens):
            return False
        named = tokens[place - 2].tag == "NNP" and tokens[place - 1].tag == "("
        return named and tokens[place + 1].tag == ")"

    def _stressed(self, place: int) -> int:
        """Takes "himself" right behind a mention for a part of it: "Roe himself said little"."""
        before = self.found[-1]
        before.gender = before.gender or _SELVES.get(self.tokens[place].lower, "")
        before.last = place + 1
        return place + 1

    def _pronoun(self, place: int) -> None:
        token = self.tokens[place]
        mention = self._add("pronoun", place, place + 1, place, token.start, token.end)
        mention.noun = token.lower
        shows = lists.PRONOUNS[token.lower]
        mention.gender = shows if shows in {"male", "female"} else ""
        mention.plural = shows.endswith("plural")
        if token.tag == "PRP$":
            mention.role = "owner"

    def _noun_phrase(self, place: int) -> int:
        """Reads one noun phrase from ``place``; returns the token behind it."""
        tokens, first = self.tokens, place
        owner = len(self.found) - 1 if tokens[place].tag == "PRP$" else -1
        if tokens[place].tag in {"DT", "PRP$"}:
            place += 1
        begin = place
        while place < len(tokens) and self._inside_phrase(place, first):
            place += 1
        if place == begin:
            self._some_one(first)
            return max(place, first + 1)
        last = place = before_several(tokens, first, place)
        name = self._name_at_end(begin, last)
        if name is not None and is_description(tokens, first, last - 1, self.shapes.inside):
            name = None  # "the Spaniard said", "the 44-year-old Dubliner", "a Nebraska Republican"
        if name == first and self._country_then_name(first, last):
            last = place = first + 1  # "the envoy to Chad | Jane Roe"
        elif name is not None and (self._field_then_name(first, name, last) or self._time_then_name(first, name)):
            last = place = name  # "the minister for sport | Jane Roe"
            name = None
        elif name is not None and (split := name_behind_office(tokens, first, name, last)) > name:
            last = place = split  # "Minister for the Economy | Jane Roe"
        mention = self._name(first, name, last) if name is not None else self._description(first, begin, last)
        if mention is not None:
            mention.owner = owner
            split = tokens[first].tag != "DT" and first > 1 and tokens[first - 1].tag == "Q"
            opens = tokens[first - 2] if split else tokens[first]  # the “Lantern Street” actor
            nicknamed = tokens[first].lower in lists.OFFICE_NICKNAMES
            mention.definite = nicknamed or opens.lower in _DEFINITE or owner >= 0
            mention.modifiers = self._modifiers(mention, begin)
            mention.former = any(token.lower in _NO_LONGER for token in tokens[begin : mention.head])
        if place < len(tokens) and tokens[place].tag == "POS":
            return self._owned(mention, place)
        return place

    def _country_then_name(self, first: int, last: int) -> bool:
        """Whether a country's name ends somebody's role, and their own name follows: "envoy to Chad Jane Roe"."""
        tokens = self.tokens
        if last - first < 3 or tokens[first].lower not in lists.COUNTRIES or first < 2:
            return False
        role = tokens[first - 1].lower in _ROLE_OF and sort_of(tokens[first - 2].lower) == "person"
        return role and is_given_name(tokens[first + 1].text)

    def _field_then_name(self, first: int, name: int, last: int) -> bool:
        """Whether what somebody's role is for stands before their full name: "minister for sport Jane Roe"."""
        tokens = self.tokens
        if name == first or first < 2 or last - name < 2 or tokens[first - 1].lower not in _ROLE_OF:
            return False
        field = all(token.tag == "NN" and sort_of(token.lower) != "person" for token in tokens[first:name])
        return field and sort_of(tokens[first - 2].lower) == "person" and is_given_name(tokens[name].text)

    def _time_then_name(self, first: int, name: int) -> bool:
        """Whether a time ends right before a name: "For thirty years | Jane Roe has lived here"."""
        best = self.tokens[name - 1].lower in _CONTESTS and first > 1 and self.tokens[first - 1].lower == "of"
        return name > first and (best or singular(self.tokens[name - 1].lower) in lists.TIME_NOUNS)

    def _some_one(self, place: int) -> None:
        """A number word that stands for people: "one of them said", "another wrote", "wrote one"."""
        other = self.tokens[place + 1].lower if place + 1 < len(self.tokens) else ""
        place += self.tokens[place].lower == "the" and other in {"other", "others"}
        token = self.tokens[place]
        if token.lower not in SOME_ONES or (self.found and self.found[-1].head == place):
            return
        after = self.tokens[place + 1] if place + 1 < len(self.tokens) else None
        before = self.tokens[place - 1] if place else None
        does = after is not None and (after.tag == "V" or after.lower == "of" or opens_as_one(self.tokens, place))
        if does or (before is not None and before.tag == "V" and before.verb == "say"):
            mention = self._add("description", place, place + 1, place, token.start, token.end)
            mention.noun = token.lower
            mention.plural = token.lower not in {"one", "another", "other"}
            mention.sort = self._sort_of_one(place)

    def _sort_of_one(self, place: int) -> str:
        """What "one" is one of, where a noun says so: "one of the biggest studies" is a text."""
        tokens = self.tokens
        if place + 2 >= len(tokens) or tokens[place + 1].lower != "of" or tokens[place + 2].tag not in {"DT", "PRP$"}:
            return "person"
        begin = at = place + 3 + (place + 3 < len(tokens) and tokens[place + 3].tag == "DT")  # "one of the three"
        while at < len(tokens) and tokens[at].tag in {"NN", "NNP", "CD", "POS"}:
            at += 1
        noun = singular(tokens[at - 1].lower)
        return sort_of(noun) or ("person" if noun.endswith(_AGENT) else "") if at > begin else "person"

    def _modifiers(self, mention: Mention, begin: int) -> frozenset[str]:
        tokens = self.tokens
        end = mention.head
        if mention.kind == "name":
            end = next((place for place in range(begin, mention.last) if tokens[place].start >= mention.start), begin)
        words = {token.lower for token in tokens[begin:end] if token.tag in {"NN", "NNP"}} - {*mention.titles}
        own = frozenset(word for word in words if word not in _NO_MODIFIERS or rank_of(mention.noun, [word]))
        return own | self._place_behind(mention)

    def _place_behind(self, mention: Mention) -> frozenset[str]:
        """Where somebody holds an office, behind it: "the senator from Oklahoma" is the Oklahoma senator."""
        tokens, at = self.tokens, mention.last
        if mention.sort != "person" or at + 1 >= len(tokens) or tokens[at].lower not in {"of", "from", "for"}:
            return frozenset()
        found: set[str] = set()
        while at + 1 < len(tokens) and tokens[at + 1].tag == "NNP" and at + 1 not in self.starts:
            found.add(tokens[at + 1].lower)
            at += 1
        return frozenset(found - _NO_MODIFIERS)

    def _inside_phrase(self, place: int, first: int) -> bool:  # noqa: PLR0911  (a rule a return)
        token = self.tokens[place]
        if place > first and place in self.starts:
            return False
        if token.tag == "NNP":
            return True
        if token.tag == "Q":
            return place > first and place + 1 not in self.starts and is_nickname(self.tokens, place)
        if place > first and self.joiners.joins(place):
            return True
        if token.tag == "RB" and token.lower.endswith("ly") and place > first:
            return place + 1 < len(self.tokens) and self.tokens[place + 1].tag == "NN"
        if token.tag in {"NN", "CD"}:
            before = self.tokens[place - 1] if place > first else None
            if before is None or before.tag != "NNP":
                return True
            if token.tag == "CD":
                return before.lower in lists.TIMES or self._is_numbered(place)  # "the Nov. 5 letter"
            return self._goes_on(place)
        return False

    def _is_numbered(self, place: int) -> bool:
        """Whether a number belongs to a body whose officer's title and name follow: "Local 88 President Jane Roe"."""
        title = self.tokens[place + 1] if place + 1 < len(self.tokens) else None
        return (
            title is not None
            and title.tag == "NNP"
            and (title.lower in lists.TITLES or title.lower in lists.PERSON_NOUNS)
        )

    def _goes_on(self, place: int) -> bool:
        """Whether a small word behind a name belongs to its phrase ("the Roe hotel"), or the name ends before it.

        An unknown word there is more often a verb or an adverb: "Roe shrugs", "Roe again", "Roe days later".
        """
        token = self.tokens[place]
        if tells_when(token.lower, *(one.lower for one in self.tokens[place + 1 : place + 2])):
            return False
        if not token.text[0].islower() or "-" in token.text or sort_of(token.lower) or token.lower in lists.TITLES:
            return True
        after = self.tokens[place + 1].tag if place + 1 < len(self.tokens) else ""
        if token.lower.endswith("ing") and self._is_full_name(place):
            return False
        return after in {"NN", "NNP", "POS", "CD"} and singular(token.lower) not in lists.TIME_NOUNS

    def _is_full_name(self, place: int) -> bool:
        """Whether somebody's given name and surname stand before a word, and nothing that would make them a noun's.

        "found Roy Roe mending nets" tells what he does; "the Roy Roe parking lot" is a place.
        """
        tokens = self.tokens
        if place < 2 or tokens[place - 1].tag != "NNP" or tokens[place - 2].tag != "NNP":
            return False
        begin = place - 2
        while begin > 0 and tokens[begin - 1].tag == "NNP":
            begin -= 1
        return is_given_name(tokens[place - 2].text) and (begin == 0 or tokens[begin - 1].tag not in {"DT", "PRP$"})

    def _owned(self, mention: Mention | None, place: int) -> int:
        """Reads the phrase behind a possessive: "Roe's lawyer"."""
        if mention is not None:
            mention.role = "owner"
        owner = len(self.found) - 1 if mention is not None else -1
        after = place + 1
        if after >= len(self.tokens) or self.tokens[after].tag not in {"NN", "NNP", "CD"} or after in self.starts:
            return after
        count = len(self.found)
        end = self._noun_phrase(after)
        if len(self.found) > count:
            self.found[count].owner = owner
            self.found[count].definite = True
        return end

    def _name_at_end(self, begin: int, last: int) -> int | None:
        """Where the run of capitalised words at the end of a phrase begins; None when it ends otherwise."""
        at, joins = last, self.joiners.joins
        while at > begin and (self.tokens[at - 1].tag in {"NNP", "Q"} or (at - 1 > begin and joins(at - 1))):
            at -= 1
        while at < last and not self.shapes.is_name(self.tokens[at:last], starts=at in self.starts):
            if at + 1 < last and self.tokens[at + 1].lower in {"of", "for"} and joins(at + 1):
                break  # "Campaign for Clean Water said"
            at += 1
        if self.shapes.story and at in self.starts and last - at > 2 and self._is_order(at):
            at += 1  # "Give Tom Roe a boat"
        return at if at < last else None

    def _is_order(self, place: int) -> bool:
        """Whether a word that opens a sentence, before a given name, is neither a name nor a title."""
        token, after = self.tokens[place], self.tokens[place + 1]
        titled = token.lower in lists.TITLES or token.lower in lists.HONORIFICS or token.lower in lists.PERSON_NOUNS
        known = titled or token.lower in self.shapes.inside or is_given_name(token.text)
        return not known and is_given_name(after.text)

    def _name(self, first: int, name: int, last: int) -> Mention | None:
        tokens = self.tokens
        if self.heading and not any(t.lower in self.shapes.inside for t in tokens[name:last]):
            return None
        alone = last == first + 1 and first in self.starts and tokens[first].lower not in self.shapes.inside
        if alone and is_happening(tokens, first):
            return None
        words = [place for place in range(name, last) if tokens[place].tag != "Q"]
        if is_office(tokens, first, words):
            return self._titled(first, words, last)
        titles = [tokens[place].lower for place in range(first, name) if tokens[place].tag == "NN"]
        words = behind_times(tokens, words)
        while len(words) > 1 and is_degree(tokens, words):
            words.pop()
        owned = any(tokens[place].tag == "POS" for place in words)
        cut = 0 if owned else titles_end([tokens[place].lower for place in words])
        cut += not owned and self.shapes.is_front([tokens[place] for place in words[cut:]])
        titles += [tokens[place].lower for place in words[:cut]]
        if cut and cut < len(words) and tokens[words[cut]].lower == "of" and tokens[words[cut - 1]].lower in NOBLES:
            cut -= 1
        if not cut and self._is_body_before(first, words):
            cut = 1  # "the Leader of the Opposition Jane Roe"
        if cut == len(words) - 1 and tokens[words[-1]].lower in lists.ORGANISATION_WORDS - lists.ALSO_SURNAMES:
            cut = 0  # "Sri City" is a place
        if cut == len(words):
            return self._titled(first, words, last)
        words = words[cut:]
        mention = self._add("name", first, last, last - 1, tokens[words[0]].start, tokens[last - 1].end)
        mention.words = joined([tokens[place] for place in words])
        mention.titles = tuple(titles)
        mention.noun = next((title for title in reversed(titles) if sort_of(title) == "person"), "")
        mention.gender = gender_of_titles(titles)
        mention.sort = sort_of_name(mention.words, titles)
        bare = not titles and not mention.sort and tokens[first].tag == "NNP"
        if bare and len(words) < 3 and first and tokens[first - 1].lower in _PLACING and first not in self.starts:
            mention.sort = "place"
        if tokens[first].lower == "the" and not titles and not mention.sort:
            mention.sort = "people" if len(words) == 1 and mention.words[0].endswith("s") else "thing"
        return mention

    def _is_body_before(self, first: int, words: list[int]) -> bool:
        """Whether a name's first word is the body that somebody leads: "the Leader of the Opposition Jane Roe"."""
        tokens = self.tokens
        if len(words) < 3 or first < 2 or tokens[first].tag != "DT" or tokens[first - 1].lower != "of":
            return False
        leads = sort_of(tokens[first - 2].lower) == "person" and tokens[words[0]].lower in lists.BODY_NOUNS
        return leads and tokens[words[-1]].lower not in lists.ORGANISATION_WORDS

    def _titled(self, first: int, words: list[int], last: int) -> Mention:
        """A title on its own: "the President"."""
        mention = self._add("description", first, last, last - 1, self.tokens[first].start, self.tokens[last - 1].end)
        mention.noun = singular(self.tokens[words[-1]].lower)
        mention.plural = mention.noun != self.tokens[words[-1]].lower
        mention.sort = "person"
        mention.gender = lists.HONORIFICS.get(mention.noun, "") or gender_of_noun(mention.noun)
        return mention

    def _description(self, first: int, begin: int, last: int) -> Mention | None:
        tokens = self.tokens
        head = last - 1
        while head > begin and tokens[head].tag == "CD":
            head -= 1
        if tokens[head].tag == "CD" or (tokens[head].tag == "NNP" and tokens[head].lower in lists.TIMES):
            return None
        goes_on = last < len(tokens) and tokens[last].tag in {"IN", "TO", ","}
        if head > begin and goes_on and not sort_of(tokens[head].lower) and sort_of(tokens[head - 1].lower) == "person":
            head -= 1  # "an official familiar with the case"
        noun = lists.OFFICE_NICKNAMES.get(tokens[head].lower, tokens[head].lower)
        one = singular(noun)
        if one in lists.TIME_NOUNS or one in {"nobody", "aged"}:
            return None
        mention = self._add("description", first, last, head, tokens[first].start, tokens[last - 1].end)
        mention.noun = one
        mention.plural = one != noun or noun in _MANY
        lives = is_aged(tokens, head) or is_people(tokens, head, self.shapes.inside)
        mention.sort = "person" if lives else sort_of(one)
        mention.gender = _SELVES.get(tokens[last].lower, "") if last < len(tokens) else ""
        mention.gender = mention.gender or gender_of_noun(one)
        return mention
