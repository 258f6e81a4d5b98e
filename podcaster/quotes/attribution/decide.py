"""Decides who said each passage of an article."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from podcaster.model import QuoteKind
from podcaster.quotes.attribution.answers import who_answers, who_says
from podcaster.quotes.attribution.asked_of import asked_of
from podcaster.quotes.attribution.blocks import pull_quotes
from podcaster.quotes.attribution.calling import name_in_short, name_people, names_claimed
from podcaster.quotes.attribution.candidates import candidates_of, locate
from podcaster.quotes.attribution.certainty import Certainty, sure_of, told_signs
from podcaster.quotes.attribution.conversation import converse
from podcaster.quotes.attribution.dialogue import name_author, talk_of
from podcaster.quotes.attribution.familiar import meet_again
from podcaster.quotes.attribution.headlines import that_speak
from podcaster.quotes.attribution.identity import identify
from podcaster.quotes.attribution.interrupted import resume
from podcaster.quotes.attribution.labels import Labels
from podcaster.quotes.attribution.letters import credit_letters
from podcaster.quotes.attribution.model import TAGS, Attribution, Candidate, Way
from podcaster.quotes.attribution.repeated import repeat_below
from podcaster.quotes.attribution.reports import credit_writers
from podcaster.quotes.attribution.scenes import furnish, likely_turns, scenes_of, settle_scenes
from podcaster.quotes.attribution.teller import find_teller
from podcaster.quotes.attribution.together import credit_both
from podcaster.quotes.attribution.turns import carries_on
from podcaster.quotes.attribution.unspoken import is_left_open
from podcaster.quotes.choice import load_weights, score, shares
from podcaster.quotes.coreference.ages import OLD
from podcaster.quotes.coreference.introduced import link_introduced
from podcaster.quotes.coreference.people import can_speak
from podcaster.quotes.coreference.references import resolve

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from podcaster.quotes.attribution.dialogue import Talk
    from podcaster.quotes.choice import Weights
    from podcaster.quotes.coreference.analysis import Reading
    from podcaster.quotes.coreference.meant import References
    from podcaster.quotes.detection.passages import Passage
    from podcaster.quotes.words.tokens import Paragraph


def attribute(
    reading: Reading, passages: Sequence[Passage], weights: Mapping[str, Weights] | None = None
) -> tuple[list[Attribution], References]:
    """Attributes an article's top-level passages.

    Args:
        reading: The article, read.
        passages: Its top-level passages.
        weights: Other weights than the ones that ship.

    Returns:
        One attribution a passage (of no person for what is not speech), and the choices made for pronouns.
    """
    held = weights if weights is not None else load_weights()
    if reading.story:
        furnish(reading)
    link_introduced(reading)
    references = resolve(reading, held["pronoun"])
    where = places(reading)
    found = _alone(reading, references, passages, where, held["speaker"])
    if reading.story:
        name_in_short(reading, passages)
        find_teller(reading, references, passages, found, where)
        called = name_people(reading, references, passages, found, where)
        identify(reading, references, found)
        if told := held.get("dialogue"):
            scenes = scenes_of(reading, references, passages, found, where)
            claimed = names_claimed(reading, passages)
            if called or claimed:
                turns = likely_turns(reading, scenes, told)
                given = who_answers(reading, references, found, turns, called)
                if who_says(reading, references, found, turns, claimed) or given:
                    scenes = scenes_of(reading, references, passages, found, where)
            if meet_again(reading, references, found, scenes, told):
                scenes = scenes_of(reading, references, passages, found, where)
            settle_scenes(reading, scenes, found, told)
    else:
        converse(reading, passages, found, where)
    resume(reading, passages, found, where)
    credit_writers(reading, passages, found, where)
    if not reading.story:
        credit_letters(reading, found, where)
        name_author(reading, passages, found)
    pull_quotes(reading, passages, found, where)
    if not reading.story:
        credit_both(reading, found)
    repeat_below(reading, passages, found)
    _say_how_sure(reading, found, held)
    return found, references


def _alone(
    reading: Reading, references: References, passages: Sequence[Passage], where: Mapping[int, tuple[Paragraph, int]],
    weights: Weights,
) -> list[Attribution]:  # fmt: skip
    """Each passage's attribution, by what its own surroundings show and who spoke before."""
    labels = Labels(reading, passages)
    found: list[Attribution] = []
    before: list[int] = []
    for number, passage in enumerate(passages):
        if passage.kind is not QuoteKind.SPEECH or number not in where:
            found.append(Attribution())
            continue
        if passage.label:
            found.append(_labelled(labels, passage))
        elif before and "continued" in passage.flags and _goes_on(reading, passage, where[number][0]):
            found.append(replace(found[before[-1]]))
        else:
            paragraph, token = where[number]
            place = locate(paragraph, token, reading.text, passage, reading.clauses[paragraph.index])
            more = place.alone and before and where.get(before[-1], (None,))[0] is paragraph
            if not reading.story and (is_left_open(reading, place) or (more and _is_open(found[before[-1]]))):
                found.append(Attribution())
            else:
                candidates = asked_of(reading, place) or candidates_of(reading, passages, place, before)
                if not reading.story:
                    candidates = that_speak(reading, place, candidates)
                talk = talk_of(reading, passages, number, before)
                found.append(_decide(reading, references, candidates, found, weights, talk))
        before.append(number)
    return found


def _is_open(one: Attribution) -> bool:
    """Whether a passage is somebody's of whom nobody told: more words without a tag of their own are theirs, too."""
    return one.person < 0 and bool(one.candidates)


def _goes_on(reading: Reading, passage: Passage, paragraph: Paragraph) -> bool:
    """Whether a passage with no closing mark before it has more words of one: in a story, a mark may be forgotten."""
    return not reading.story or carries_on(reading, passage, paragraph)


def _say_how_sure(reading: Reading, found: Sequence[Attribution], held: Mapping[str, Weights]) -> None:
    """Makes each confidence the probability of being right."""
    certainty = Certainty(reading)
    for one in found:
        if one.candidates and one.person >= 0 and not can_speak(reading.people.all[one.person]):
            one.bound = min(one.bound, UNLIKELY)
        if one.told:
            one.confidence = sure_of(told_signs(one), held.get("sure dialogue", {"odds": 1.0}))
        elif one.candidates and one.person >= 0 and (sure := held.get("sure")):
            one.confidence = sure_of(certainty.signs(one), sure)
        one.confidence = min(one.confidence, one.bound)


def places(reading: Reading) -> dict[int, tuple[Paragraph, int]]:
    """The paragraph and token of each passage, by its number."""
    return {
        token.passage: (paragraph, place)
        for paragraph in reading.paragraphs
        for place, token in enumerate(paragraph.tokens)
        if token.passage >= 0
    }


COUNTS, MOST_PEOPLE = 0.002, 24
"""Probability from which on somebody is kept as perhaps the speaker, and how many are at most."""
UNLIKELY = 0.5
"""Probability at most of a speaker that is of no sort that speaks: more often words misread than a person."""
MET = 0.7
"""Probability at most that "said the driver" is whom the article calls nothing at all. By hand."""


def _labelled(labels: Labels, passage: Passage) -> Attribution:
    person, share = labels.speaker(passage.label)
    return Attribution(person, share, addressed=labels.addressed(passage.label), shares={person: share}, way=Way.LABEL)


def _decide(
    reading: Reading, references: References, candidates: list[Candidate], before: Sequence[Attribution],
    weights: Weights, talk: Talk,
) -> Attribution:  # fmt: skip
    # One that stands for nobody ("they" without a group) would take its share from all others.
    named = [candidate for candidate in candidates if candidate.tight]
    meant = [(each, standing) for each in candidates if (standing := whom(reading, references, each, before))]
    if not reading.story and _is_strangers(reading, candidates, [each for each, _ in meant]):
        return Attribution(candidates=[candidate for candidate, _ in meant])
    candidates = [candidate for candidate, _ in meant]
    for candidate, standing in meant:
        candidate.features += talk.features(max(standing, key=lambda number: standing[number]))
    # All candidates stay with the attribution: weights are fitted to them, and learn more where others could be meant.
    if not reading.story and _is_nothings(reading, named, meant):
        return Attribution(candidates=candidates)
    if not reading.story and (holds := [held for held in meant if held[0].holds]):
        meant = holds
    elif not reading.story and (tight := [held for held in meant if _names_its_subject(reading, held[0])]):
        meant = tight
    parts = shares([score(candidate.features, weights) for candidate, _ in meant])
    people: dict[int, float] = {}
    best: dict[int, tuple[float, Candidate]] = {}
    for (candidate, standing), part in zip(meant, parts, strict=True):
        for person, share in standing.items():
            people[person] = people.get(person, 0.0) + part * share
            if person not in best or part * share > best[person][0]:
                best[person] = (part * share, candidate)
    if not people:
        return Attribution(candidates=candidates)
    person = max(people, key=lambda number: people[number])
    candidate = best[person][1]
    verb, evidence = candidate.verb, tuple(candidate.evidence)
    if candidate.carried >= 0:
        verb, evidence = before[candidate.carried].verb, before[candidate.carried].evidence
    one = Attribution(person, people[person], verb, evidence, shares=_likeliest(people), candidates=candidates)
    one.way, one.mention, one.acting = candidate.way, candidate.mention, _acting(meant, parts)
    if not reading.story and _may_be_new(reading, references, candidate):
        one.bound = MET
    return one


def _may_be_new(reading: Reading, references: References, candidate: Candidate) -> bool:
    """Whether "said the driver" may be somebody just met: whom it is taken for is told to be nothing else at all."""
    mention = reading.mentions[candidate.mention] if candidate.mention in references.unnamed else None
    if mention is None or mention.person < 0 or len(candidate.evidence) < 2 or OLD.fullmatch(mention.noun):
        return False
    inverted = candidate.evidence[1][0] < mention.start
    person = reading.people.all[mention.person]
    return inverted and person.named and person.nouns <= {mention.noun} and not person.deeds


def _is_strangers(reading: Reading, candidates: Sequence[Candidate], known: Sequence[Candidate]) -> bool:
    """Whether a passage is a "he" or "she" who is nobody told of before: their tag touches it, or is its only one."""
    tags = [one for one in candidates if one.way is Way.TAG]
    strangers = [one for one in tags if reading.mentions[one.mention].noun in {"he", "she", "you"}
                 and not any(one is each for each in known)]  # fmt: skip
    others = [one for one in tags if any(one is each for each in known)]
    return any(one.tight for one in strangers) or (bool(strangers) and not others)


def _is_nothings(reading: Reading, named: Sequence[Candidate], meant: Sequence[tuple[Candidate, object]]) -> bool:
    """Whether the passage's own tag is "it said", and nothing that speaks was told of: that is no person's then."""
    own = any(reading.mentions[candidate.mention].noun == "it" for candidate in named)
    return own and not any(candidate.tight for candidate, _ in meant)


def _names_its_subject(reading: Reading, candidate: Candidate) -> bool:
    """Whether a tag that touches the passage says who spoke: not "it read", which leaves open whose text that is."""
    return candidate.tight and reading.mentions[candidate.mention].noun not in {"it", "they"}


def _likeliest(people: dict[int, float]) -> dict[int, float]:
    """The people with a share that counts; speakers carried over would add up to everybody of a long text."""
    kept = sorted(((share, person) for person, share in people.items() if share > COUNTS), reverse=True)[:MOST_PEOPLE]
    return {person: share for share, person in sorted(kept, key=lambda held: held[1])}


def _acting(meant: Sequence[tuple[Candidate, dict[int, float]]], parts: Sequence[float]) -> dict[int, float]:
    """Who acts in the passage's own paragraph, or has a tag there that may be theirs."""
    people: dict[int, float] = {}
    total = 0.0
    for (candidate, standing), part in zip(meant, parts, strict=True):
        if candidate.way in {Way.BEAT, *TAGS}:
            total += part
            for person, share in standing.items():
                people[person] = people.get(person, 0.0) + part * share
    return {person: share / total * min(1.0, 2 * total) for person, share in people.items()} if total else {}


def whom(
    reading: Reading, references: References, candidate: Candidate, before: Sequence[Attribution]
) -> dict[int, float]:
    """The people whom a candidate can stand for, with probabilities."""
    if candidate.carried >= 0:
        earlier = before[candidate.carried]
        return dict(earlier.shares) if earlier.shares else {}
    reference = references.held.get(candidate.mention)
    if reference is not None:
        return reference.people()
    mention = reading.mentions[candidate.mention]
    if mention.person < 0:
        return {}
    if not mention.perhaps or reading.story:
        return {mention.person: 1.0}
    perhaps = {person: share for person, share in mention.perhaps if person != mention.person}
    return {mention.person: 1.0 - sum(perhaps.values()), **perhaps}
