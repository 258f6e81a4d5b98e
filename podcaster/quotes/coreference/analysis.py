"""Everything that reading an article's words gives: paragraphs, mentions, clauses and people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcaster.quotes.coreference.ages import note_ages
from podcaster.quotes.coreference.appositions import (
    goes_by_given_name,
    link_descriptions,
    subjects_are_people,
    who_is_somebody,
)
from podcaster.quotes.coreference.called import link_called
from podcaster.quotes.coreference.countries import note_countries, same_countries
from podcaster.quotes.coreference.declared import note_they
from podcaster.quotes.coreference.deeds import note_deeds
from podcaster.quotes.coreference.fields import note_fields
from podcaster.quotes.coreference.genders import show_genders
from podcaster.quotes.coreference.initials import link_offices, spell_offices
from podcaster.quotes.coreference.kin import note_whose
from podcaster.quotes.coreference.naming import gather_names, lengthen_from_quotes
from podcaster.quotes.coreference.natives import note_natives
from podcaster.quotes.coreference.placed import note_places
from podcaster.quotes.coreference.played import note_players
from podcaster.quotes.coreference.states import note_states
from podcaster.quotes.mentions.benches import speak_as_one
from podcaster.quotes.mentions.clauses import ClauseFinder
from podcaster.quotes.mentions.names import NameShapes
from podcaster.quotes.mentions.phrases import find_mentions
from podcaster.quotes.words.paragraphs import cut_article
from podcaster.quotes.words.story import is_story, tag_actions
from podcaster.quotes.words.tagging import retag_heading
from podcaster.quotes.words.tags_by_shape import tag_told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.model import Article
    from podcaster.quotes.coreference.people import People
    from podcaster.quotes.detection.passages import Passage
    from podcaster.quotes.mentions.clause import Clause
    from podcaster.quotes.mentions.mention import Mention
    from podcaster.quotes.words.tokens import Paragraph


@dataclass(slots=True)
class Reading:
    """An article, read."""

    text: str
    """The article's, which all offsets count in."""
    paragraphs: list[Paragraph]
    """Its blocks in order, each at the index that it carries."""
    mentions: list[Mention]
    """Of all paragraphs, in order; indices in clauses and people mean this list."""
    clauses: list[list[Clause]]
    """Of each paragraph."""
    people: People
    """Everybody whom it mentions, each found by number or by name."""
    spans: list[tuple[int, int]]
    """First mention and the one behind the last, of each paragraph."""
    shapes: NameShapes
    """What its letters show about its names."""
    byline: str = ""
    """Who wrote it, as the article says; empty where it does not."""
    story: bool = False
    """Its form is that of a story with dialogue."""


def read(article: Article, passages: Sequence[Passage]) -> Reading:
    """Reads an article: finds its words, clauses, mentions and the people it names.

    Args:
        article: The article.
        passages: Its top-level passages.
    """
    paragraphs = cut_article(article, passages)
    story = is_story(article.text, paragraphs, passages)
    if story:
        tag_actions(paragraphs)
    else:
        tag_told(paragraphs, passages, article.text)
    shapes = NameShapes(paragraphs, story=story)
    for paragraph in paragraphs:
        if paragraph.shouts:
            retag_heading(paragraph, shapes.inside)
    mentions: list[Mention] = []
    clauses: list[list[Clause]] = []
    spans: list[tuple[int, int]] = []
    for paragraph in paragraphs:
        found = find_mentions(paragraph, shapes)
        offset = len(mentions)
        held = ClauseFinder(paragraph, found).run()
        bodies = speak_as_one(paragraph.tokens, found)
        for clause in held:
            clause.subject = bodies.get(clause.subject, clause.subject)
            if clause.subject >= 0:
                if clause.form in {"before", "inverted", "shared"} and found[clause.subject].role != "owner":
                    found[clause.subject].role = "subject"
                clause.subject += offset
        for mention in found:
            if mention.owner >= 0:
                mention.owner += offset
        mentions.extend(found)
        clauses.append(held)
        spans.append((offset, len(mentions)))
    same_countries(mentions)
    offices = spell_offices(mentions, paragraphs, article.text)
    people = gather_names(mentions, paragraphs, passages, article.text, story=story)
    lengthen_from_quotes(people, article.text, passages, mentions)
    note_ages(mentions, paragraphs, people)
    note_states(mentions, article.text, people)
    note_they(mentions, paragraphs, people, article.text)
    link_descriptions(mentions, paragraphs, people)
    link_offices(offices, mentions, paragraphs, people)
    _note_what_they_are(mentions, paragraphs, clauses, people)
    link_called(mentions, paragraphs, passages, article.text, people)
    for paragraph, held in zip(paragraphs, clauses, strict=True):
        subjects_are_people(mentions, held, people, paragraph.tokens)
    who_is_somebody(mentions, paragraphs, people)
    goes_by_given_name(mentions, people)
    note_deeds(clauses, mentions, paragraphs, people)
    note_players(mentions, paragraphs, people)
    note_places(mentions, paragraphs, people)
    note_whose(mentions, paragraphs, people)
    if story:
        show_genders(mentions, people)
    return Reading(article.text, paragraphs, mentions, clauses, people, spans, shapes, article.byline, story)


def _note_what_they_are(
    mentions: Sequence[Mention], paragraphs: Sequence[Paragraph], clauses: Sequence[Sequence[Clause]], people: People
) -> None:
    """Notes where people are from and in what they work: whom the article calls "the Chilean", "the historian"."""
    note_countries(mentions, paragraphs, people)
    note_natives(mentions, paragraphs, people)
    note_fields(mentions, paragraphs, clauses, people)
