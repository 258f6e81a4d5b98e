"""Ties descriptions to the names beside them, and takes what says something for a person."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from podcaster.quotes import lists
from podcaster.quotes.coreference.ages import behind_age
from podcaster.quotes.coreference.bodies import tells_a_body
from podcaster.quotes.coreference.kin import OTHER_END
from podcaster.quotes.coreference.people import note
from podcaster.quotes.coreference.two_roles import link_two_roles
from podcaster.quotes.lists import words_in
from podcaster.quotes.mentions.given_names import guess_genders, is_given_name, shared_names
from podcaster.quotes.mentions.reduced import reduces
from podcaster.quotes.mentions.standing import behind_brackets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.coreference.people import People, Person
    from podcaster.quotes.mentions.clause import Clause
    from podcaster.quotes.mentions.mention import Mention
    from podcaster.quotes.words.tokens import Paragraph, Token


def link_descriptions(mentions: Sequence[Mention], paragraphs: Sequence[Paragraph], people: People) -> None:
    """Ties descriptions to the names beside them: "Jane Roe, a teacher", "the bank's head, John Doe, said"."""
    for index in range(1, len(mentions)):
        mention, last = mentions[index], index - 1
        if mention.kind == "description" and mention.owner == last and last > 0:
            last -= 1  # "Roe, the bank's head": the owner is part of the phrase
        begin = mentions[last + 1].first if last < index - 1 else mention.first
        head = _head_of(mentions, last, paragraphs)
        before = mentions[head]
        if mention.paragraph != before.paragraph or mention.sentence != before.sentence:
            continue
        tokens = paragraphs[mention.paragraph].tokens
        if _joined(before, mention, tokens):
            note(people.all[mention.person], before, head)  # "founder and CEO Jane Roe"
            continue
        gap = _gap(tokens, behind_age(tokens, before) if before.kind == "name" else mentions[last].last, begin)
        if gap == [",", "RB"] and before.kind == "name" and before.person >= 0 and mention.sort == "person":
            people.all[before.person].nouns.add(mention.noun)  # "Roe, now a professor at"
            mention.sort = ""  # nobody else
        elif gap == [","] and not _opens_with_place(before, mention, paragraphs, people):
            behind = _behind_place(tokens, mentions, index)
            if _is_what_he_is(before, mention, tokens[behind : behind + 2]):
                before.gender, mention.sort, mention.role = before.gender or mention.gender, "", "apposition"
                continue
            said = before.first > 0 and tokens[before.first - 1].verb == "say"
            who = _opener(mentions, index, paragraphs)
            who = who if who >= 0 else _who_did(mentions, head, tokens) if mention.kind == "name" else head
            _link_pair(mentions[who], mention, (who, index), people, _follows(tokens, behind), said=said)
        elif not gap and head < last and _is_of_a_role(before, mentions[last], mention):
            _link_pair(before, mention, (head, index), people, ",")
        elif _is_said_to_be(tokens, before, mention) and people.all[mention.person].sort == "person":
            note(people.all[mention.person], before, head)
        elif (
            before.kind == "name" and mention.kind == "description" and mention.sort == "person" and not mention.plural
        ):
            words = [token.lower for token in tokens[mentions[last].last : begin] if token.tag != ","]
            is_one = bool(words) and (words[-1] in _IS or words[-2:] == ["has", "been"]) and len(words) < 4
            served = words[-2:] in _SERVED or words[-3:-1] in _SERVED
            if (is_one or (served and len(words) < 6)) and before.person >= 0:
                note(people.all[before.person], mention, index)
                mention.role = "predicate"
    link_two_roles(mentions, paragraphs, people)


def _joined(before: Mention, mention: Mention, tokens: Sequence[Token]) -> bool:
    """Whether a role without a determiner is joined to a role before a name: "founder and CEO Jane Roe"."""
    role = before.kind == "description" and before.sort == "person" and not before.plural and before.person < 0
    named = mention.kind == "name" and bool(mention.titles) and mention.person >= 0 and mention.owner < 0
    bare = role and tokens[before.first].tag in {"NN", "NNP"} and tokens[mention.first].tag in {"NN", "NNP"}
    return bare and named and [token.lower for token in tokens[before.last : mention.first]] == ["and"]


def _is_what_he_is(before: Mention, mention: Mention, behind: Sequence[Token]) -> bool:
    """Whether a description between commas says more of another one: "The surgeon, a tall man, was blunt"."""
    both = before.kind == mention.kind == "description" and before.sort == mention.sort == "person"
    one = (
        (before.definite or before.noun in _ONE)
        and not before.plural
        and not mention.definite
        and not mention.plural
        and mention.owner < 0
    )
    ends = len(behind) > 1 and behind[0].tag == "," and behind[1].tag in {"V", "AUX"}
    return both and one and before.person < 0 and before.role == "subject" and ends


def _is_said_to_be(tokens: Sequence[Token], before: Mention, mention: Mention) -> bool:
    """Whether a description's sentence goes on with who it is: "The man was Jan Roe"."""
    met = before.kind == "description" and before.definite and before.sort == "person" and not before.plural
    names = mention.kind == "name" and mention.person >= 0 and before.person < 0 and before.role == "subject"
    words = [token.lower for token in tokens[before.last : mention.first]]
    return met and names and words in (["is"], ["was"])


def _opens_with_place(before: Mention, mention: Mention, paragraphs: Sequence[Paragraph], people: People) -> bool:
    """Whether a sentence opens with where it happens, which is no apposition's: "In Granby, a spokesman said"."""
    paragraph = paragraphs[before.paragraph]
    start = paragraph.sentences[before.sentence][0]
    if before.kind != "name" or before.person < 0 or before.first != start + 1 or mention.kind != "description":
        return False
    person = people.all[before.person]
    return paragraph.tokens[start].tag == "IN" and not person.guess and person.sort != "person"


def _is_of_a_role(before: Mention, between: Mention, mention: Mention) -> bool:
    """Whether a role with its place stands right before a name: "the envoy to Chad | Jane Roe"."""
    touches = between.last == mention.first and (between.kind == "name" or between.sort != "person")
    return touches and before.kind == "description" and mention.kind == "name" and len(mention.words) > 1


_SERVED = (["served", "as"], ["serves", "as"], ["worked", "as"], ["works", "as"], ["acts", "as"], ["acted", "as"])
_IS = frozenset({"is", "was", "become", "becomes", "became", "remains"})


_ONE = frozenset({"one", "another"})
_BEFORE_TRADES = words_in("coreference", "appositions before trades")


def _head_of(mentions: Sequence[Mention], index: int, paragraphs: Sequence[Paragraph]) -> int:
    """Of "Roe of Leeds", Roe: the index of the mention that what follows would be said of."""
    tokens = paragraphs[mentions[index].paragraph].tokens
    while index > 0:
        index -= mentions[index].owner == index - 1 and mentions[index - 2].noun in _ONE  # "one of the ship's officers"
        mention, before = mentions[index], mentions[index - 1]
        at = mention.first - 1
        at -= at > 0 and tokens[at].tag == "DT" and before.noun in _ONE  # "one of the | three dissenters"
        joined = at >= 0 and tokens[at].tag in {"IN", "TO"}
        if not joined or before.paragraph != mention.paragraph or before.last != at:
            break
        if before.kind == "pronoun" or (before.kind == "description" and not _may_be_somebody(before)):
            break
        index -= 1
    return index


def _who_did(mentions: Sequence[Mention], index: int, tokens: Sequence[Token]) -> int:
    """Of "the judge who heard the case", the judge: whom a clause with a mention at its end is about."""
    at, verbs = mentions[index].first - 1, 0
    while at > 0 and tokens[at].sentence == mentions[index].sentence and tokens[at].tag not in _NOT_RELATIVE:
        if tokens[at].tag == "REL":
            who = next((back for back in range(index - 1, max(-1, index - _NEAR), -1) if mentions[back].last == at), -1)
            one = mentions[who]
            told = who >= 0 and verbs and one.sort == "person" and one.kind == "description"
            return who if told and one.definite and tokens[at].lower == "who" else index
        verbs += tokens[at].tag in {"V", "AUX"}
        at -= 1
    return index


def _opener(mentions: Sequence[Mention], index: int, paragraphs: Sequence[Paragraph]) -> int:
    """Who opens a sentence with a role and where they have it, before their name: "The head of X at Y, | Jane Roe,".

    Returns:
        The index of the role's mention; -1 where a name between commas is not that of such a one.
    """
    mention = mentions[index]
    paragraph = paragraphs[mention.paragraph]
    begin, end = paragraph.sentences[mention.sentence]
    behind = paragraph.tokens[mention.last : min(end, mention.last + 2)]
    does = len(behind) == 2 and behind[0].tag == "," and behind[1].tag in {"V", "AUX"}
    if not does or mention.kind != "name" or len(mention.words) < 2 or mention.sort == "place":
        return -1
    for at in range(index - 1, max(-1, index - _NEAR), -1):
        role = mentions[at]
        owned = role.owner == at - 1 and mentions[at - 1].first == begin
        if role.paragraph != mention.paragraph or not (role.first == begin or owned):
            continue
        between = paragraph.tokens[role.last : mention.first - 1]
        one = role.kind == "description" and role.definite and not role.plural and role.noun not in OTHER_END
        placed = bool(between) and between[0].tag == "IN" and all(token.tag in _PLACES for token in between)
        # "The head of the seamen's union, Bjoern Lie, said", but "The mayor of Hull, New Mexico, said"
        given = is_given_name(mention.words[0]) or (placed and between[-1].tag == "NN")
        return at if one and placed and given and role.sort == "person" and role.person < 0 else -1
    return -1


_PLACES = frozenset({"IN", "DT", "NN", "NNP", "POS", "PRP$", "ING", "CD"})
"""Tags of what says where somebody has a role."""
_NOT_RELATIVE = frozenset({"Q", ",", ";", ":", "—", "."})
_NEAR = 6
"""Mentions before one among which is whom its clause tells of."""
_AGENT = ("er", "or", "ist", "ee")


def _may_be_somebody(mention: Mention) -> bool:
    """Whether a description is a person's, by its noun or the look of it: "her challenger"."""
    agent = not mention.sort and mention.noun.endswith(_AGENT) and (mention.owner >= 0 or mention.definite)
    return mention.sort == "person" or agent or (mention.noun == "guide" and mention.owner >= 0)  # a book, or a person


def _gap(tokens: Sequence[Token], begin: int, end: int) -> list[str]:
    """The tags between two noun phrases, what stands in brackets and "of Leeds" left out."""
    tags: list[str] = []
    depth = 0
    for token in tokens[begin:end]:
        depth += token.tag == "("
        if not depth:
            tags.append(token.tag)
        depth -= token.tag == ")"
    if tags[:2] == ["IN", "ING"]:
        tags = tags[2:]  # "the minister for housing, Jane Roe"
    while tags and tags[0] in {"IN", "NNP", "DT", "NN"}:
        tags.pop(0)
    if len(tags) > 1 and tokens[end - 1].lower in _BEFORE_TRADES:
        tags.pop()  # "Poe's neighbour, retired shearer Jan Roe"
    return tags


def _behind_place(tokens: Sequence[Token], mentions: Sequence[Mention], index: int) -> int:
    """The token behind a noun phrase and the place that belongs to it: "Luis Roe of Granby"."""
    last = mentions[index].last
    if last + 2 < len(tokens) and tokens[last].lower == "of" and tokens[last + 1].lower in _FEW:
        return last + 2  # "the mother of three said"
    after = mentions[index + 1] if index + 1 < len(mentions) else None
    joined = after is not None and after.paragraph == mentions[index].paragraph and after.first == last + 1
    if joined and after is not None and after.kind == "name" and tokens[last].lower in {"of", "from"}:
        owned = after.last < len(tokens) and tokens[after.last].tag == "POS"  # "owner of Roe's Market"
        return last if owned else after.last
    return last


def _follows(tokens: Sequence[Token], place: int) -> str:
    """The tag behind a noun phrase, adverbs and what stands in brackets left out."""
    place = behind_brackets(tokens, place)
    while place < len(tokens) and tokens[place].tag == "RB":
        place += 1
    if reduces(tokens, place):
        return "IN"
    return tokens[place].tag if place < len(tokens) else "."


def _link_pair(
    before: Mention, mention: Mention, at: tuple[int, int], people: People, after: str, *, said: bool = False
) -> None:
    """Takes a name and a description beside it for one; ``said``: a verb of speech stands before the first."""
    if before.kind == "name" and mention.kind == "description" and before.person >= 0:
        if after in {"V", "AUX", "POS"}:
            return  # "Roe, the boy's grandmother" is not the boy
        beside = mention.role != "subject" or (after == "," and not mention.definite)  # "Roe, a substitute, had been"
        if mention.sort in {"person", ""} and not mention.plural and (mention.sort or beside):
            person = people.all[before.person]
            if person.sort != "body" and (mention.sort == "person" or not mention.definite):
                note(person, mention, at[1])
                mention.role = mention.role if mention.role == "subject" else "apposition"
        elif mention.sort == "body" and not mention.plural and after in _BEHIND_BODY and mention.role != "subject":
            _is_a_body(people.all[before.person], mention, at[1])
    elif before.kind == "description" and mention.kind == "name" and mention.person >= 0 and before.person < 0:
        person = people.all[mention.person]
        if before.gender and person.guess and before.gender != person.gender and not person.shared:
            return  # "the sister of a man, John Roe"
        names = said and before.definite and not before.sort and person.sort == "person"  # "said the reeve, Jan Roe"
        if (
            (names or _may_be_somebody(before))
            and not before.plural
            and person.sort != "body"
            and after in {",", "V", ".", "AUX"}
        ):
            before.sort = "person" if before.sort == "text" else before.sort
            note(person, before, at[0])
        elif before.sort == "body" and not before.plural and after in {",", ".", "REL"}:
            _is_a_body(person, before, at[0])  # "their label, Brickyard, said"


_FEW = words_in("coreference", "appositions few")
_BEHIND_BODY = frozenset({",", ".", "REL", "SUB", "IN"})
"""Tags behind what a name in apposition is said to be: "Halden, a fund that owns", "Halden, a fund with"."""


def _is_a_body(person: Person, mention: Mention, index: int) -> None:
    """Takes a name for a body's that the words beside it say to be one: "Halden Pharma, the Swiss company that"."""
    if person.sort in {"", "body", "place"} and not person.guess:
        note(person, mention, index)
        person.sorts["body"] += 3
        mention.role = mention.role if mention.role == "subject" else "apposition"


def subjects_are_people(
    mentions: Sequence[Mention], clauses: Sequence[Clause], people: People, tokens: Sequence[Token]
) -> None:
    """Takes a name of two or three words that says something for a person's, when nothing speaks against it.

    Args:
        mentions: All mentions.
        clauses: Of one paragraph.
        people: Everybody named.
        tokens: The paragraph's.
    """
    for clause in clauses:
        if clause.subject < 0 or clause.sort not in {"say", "speak"}:
            continue
        mention = mentions[clause.subject]
        if mention.kind == "name" and mention.person >= 0:
            person = people.all[mention.person]
            person.speaks = True
            if not person.guess and (_takes_many(tokens, mention) or _means_itself(tokens, clause, person)):
                person.sorts["body"] += 3
            elif 2 <= len(person.words) <= 4:
                person.sorts["body" if tells_a_body(person) else "person"] += 1


def _means_itself(tokens: Sequence[Token], clause: Clause, person: Person) -> bool:
    """Whether who says something goes on as "it" that acts: "Circle K said that it will pass it on", not "it is late".

    Args:
        tokens: The paragraph's.
        clause: In which something is said.
        person: Who says it, by a name of which no word is known.
    """
    behind = [token.lower for token in tokens[clause.verb + 1 : clause.verb + 5]]
    if clause.form != "before" or person.nouns or is_given_name(person.words[0]):
        return False
    behind = behind[1:] if behind[:1] == ["that"] else behind
    acts = behind[1:2] != [] and behind[1] in _ACTING and behind[2:] != [] and behind[2] not in _EXPLETIVE
    return behind[:1] == ["it"] and acts


_ACTING = frozenset({"will", "would", "had", "has", "could", "can"})
_EXPLETIVE = words_in("coreference", "appositions expletive")
"""What "it" does that stands for a thing: "Roe said it would take years"."""


def who_is_somebody(mentions: Sequence[Mention], paragraphs: Sequence[Paragraph], people: People) -> None:
    """Takes a name that nothing is known of for a person's where "who" goes on with it: "Tommy, who retired at 51".

    Args:
        mentions: All mentions.
        paragraphs: The article's.
        people: Everybody named.
    """
    for mention in mentions:
        if mention.noun == "campaign" and mention.owner >= 0 and mentions[mention.owner].kind == "name":
            runs = people.all[mentions[mention.owner].person]
            if runs.sort in {"", "person"} and not any(
                one.title or one is not runs for one in people.matching(runs.words[-1])[0]
            ):
                runs.sorts["person"] += 1
                runs.nouns.add("candidate")
        if mention.kind != "name" or mention.person < 0 or people.all[mention.person].sort:
            continue
        tokens = paragraphs[mention.paragraph].tokens
        if mention.first and tokens[mention.first - 1].tag in {"IN", "TO", ","}:
            continue  # "Roe, of North Street, Granby, who"
        at = mention.last
        at += at < len(tokens) and tokens[at].tag in {",", "—"}
        if at + 1 < len(tokens) and tokens[at].lower == "who" and tokens[at + 1].lower not in lists.MANY_VERBS:
            people.all[mention.person].sorts["person"] += 1


def goes_by_given_name(mentions: Sequence[Mention], people: People) -> None:
    """Takes a given name alone for a person's where "he" or "she" goes on with it: "When Joe came in, he was pale".

    Args:
        mentions: All mentions.
        people: Everybody named. A story's are not looked at: it goes by what pronouns there are (``show_genders``).
    """
    held = [] if people.story else [one for one in mentions if one.sort != "thing" and _may_be_meant(one)]
    for mention, following in pairwise(held):
        person = people.all[mention.person] if mention.kind == "name" and mention.person >= 0 else None
        if person is None or person.sort or person.genders or len(person.words) != 1 or mention.role != "subject":
            continue
        near = following.paragraph == mention.paragraph and following.sentence - mention.sentence <= 1
        if near and following.kind == "pronoun" and following.gender and following.role in {"subject", "owner"}:
            name = person.words[0].partition("-")[0]
            if guess_genders([name]).get(name) == following.gender and name not in shared_names([name]):
                person.sorts["person"] += 1


def _may_be_meant(mention: Mention) -> bool:
    """Whether "he" or "she" can take a mention up, or is it."""
    return mention.kind == "name" or mention.sort == "person" or mention.gender != ""


def _takes_many(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether a name has a verb that only a group has: "Network Western have confirmed"; not "Roe and Poe have"."""
    alone = not mention.first or tokens[mention.first - 1].tag not in {"CC", ","}
    return alone and mention.last < len(tokens) and tokens[mention.last].lower in lists.MANY_VERBS
