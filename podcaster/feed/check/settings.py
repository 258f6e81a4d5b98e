"""Rules about the show itself: podcaster.toml and the cover.

Sources of the rules: Apple's "A Podcaster's Guide to RSS", PSP-1, the podcast namespace 2.0, the W3C feed validator,
and the requirements of Spotify and YouTube.
"""

from __future__ import annotations

import re
import uuid
from typing import TYPE_CHECKING

from podcaster.address import Address
from podcaster.cover import check_cover
from podcaster.errors import InputError, close_matches
from podcaster.feed.categories import CATEGORIES, is_language, known_categories, split_category
from podcaster.feed.check.findings import Finding, error, warning
from podcaster.feed.roles import GROUPS
from podcaster.patterns import on_demand
from podcaster.store import FEED_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from podcaster.settings import Feed, Podcast, ShowPerson

MAX_TEXT = 255
"""Characters of a text in a feed (PSP-1)."""

MAX_DESCRIPTION = 4000
"""Bytes of a description (Apple, PSP-1)."""

MAX_NAME = 128
"""Characters of a person, a licence or a line about funding (podcast namespace)."""

EMAIL = on_demand(r"[^\s@<>,;:\"]+@[^\s@<>,;:\"]+\.[^\s@<>,;:\".]{2,}")

SLUG = on_demand(r"[A-Za-z0-9.+-]+")
"""A licence identifier as SPDX writes it."""

LOCAL_HOSTS = on_demand(r"localhost|127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|\[?::1|.*\.local$")


def check_settings(show: Podcast, feed: Feed, address: str) -> Iterator[Finding]:
    """Everything about a show that its settings say."""
    yield from check_words(show)
    yield from check_owner(show)
    yield from check_categories(show)
    yield from check_extras(show)
    yield from check_feed(feed, address)


def is_address(text: str) -> bool:
    """Whether a text is a web address."""
    return Address(text).is_web and not re.search(r"\s", text)


def check_words(show: Podcast) -> Iterator[Finding]:
    """Title, description, language and copyright."""
    if not show.title.strip():
        yield error("show.title", "[show] title", "The show has no title.", "Give it one.")
    for name in ("title", "author", "owner", "copyright"):
        text = getattr(show, name)
        if len(text) > MAX_TEXT:
            yield error(
                f"show.{name}.length",
                f"[show] {name}",
                f"It has {len(text)} characters; {MAX_TEXT} is the limit.",
                "Shorten it.",
            )
    if not show.description.strip():
        yield warning(
            "show.description",
            "[show] description",
            "The show has no description; its title stands there.",
            "Say in a paragraph what listeners will hear.",
        )
    elif (size := len(show.description.encode())) > MAX_DESCRIPTION:
        yield error(
            "show.description.length",
            "[show] description",
            f"It has {size} bytes; {MAX_DESCRIPTION} is the limit.",
            "Shorten it.",
        )
    if not is_language(show.language):
        yield error(
            "show.language",
            "[show] language",
            f"{show.language or 'Nothing'} is no language code that Apple takes.",
            'Write two letters of ISO 639-1, with or without a region: "en", "en-gb".',
        )


def check_owner(show: Podcast) -> Iterator[Finding]:
    """Author, owner and address."""
    if not show.author.strip():
        yield warning(
            "show.author", "[show] author", "The show has no author; Spotify refuses it.", "Name who makes it."
        )
    if not show.email:
        yield warning(
            "show.email",
            "[show] email",
            "The show has no e-mail address; YouTube refuses it, and Spotify cannot verify it.",
            "Give a role address such as podcast@example.org; everybody can read it in the feed.",
        )
    elif not EMAIL.fullmatch(show.email):
        yield error("show.email.form", "[show] email", f"{show.email} is no e-mail address.", "Correct it.")
    if show.link and not is_address(show.link):
        yield error("show.link", "[show] link", f"{show.link} is no web address.", "It begins with https://.")


def check_categories(show: Podcast) -> Iterator[Finding]:
    """Categories, by Apple's list."""
    if not show.categories:
        yield error("show.category", "[show] categories", "The show has no category.", 'Give one, such as "News".')
    for text in show.categories:
        category, subcategory = split_category(text)
        if category not in CATEGORIES or (subcategory and subcategory not in CATEGORIES[category]):
            yield error(
                "show.category.known",
                "[show] categories",
                f"{text} is not in Apple's list of categories.",
                close_matches(text, known_categories()),
            )


def check_extras(show: Podcast) -> Iterator[Finding]:
    """Guid, licence, funding and persons."""
    if show.guid and not is_uuid(show.guid):
        yield error(
            "show.guid",
            "[show] guid",
            f"{show.guid} is no UUID.",
            "Take the guid that the show has in its feed, or leave it empty.",
        )
    if show.licence and not show.licence_link and not SLUG.fullmatch(show.licence):
        yield warning(
            "show.licence",
            "[show] licence",
            f"{show.licence} is no SPDX identifier.",
            'Write one such as "cc-by-4.0", or say in licence_link where the licence stands.',
        )
    for funding in show.funding:
        if not is_address(funding.link):
            yield error("show.funding", "[[show.funding]]", f"{funding.link} is no web address.", "Correct link.")
        if len(funding.text.strip()) > MAX_NAME:
            yield warning(
                "show.funding.text",
                "[[show.funding]]",
                f"The text has {len(funding.text)} characters; {MAX_NAME} are shown.",
                "Change text.",
            )
    for person in show.persons:
        yield from check_person(person)
    yield from check_places(show)


def check_person(person: ShowPerson) -> Iterator[Finding]:
    """Somebody of the whole show."""
    if not 0 < len(person.name.strip()) <= MAX_NAME:
        yield error(
            "show.person",
            "[[show.persons]]",
            f"A name has {len(person.name.strip())} characters; it must have 1 to {MAX_NAME}.",
            "Correct name.",
        )
    group, role = person.group.casefold(), person.role.casefold()
    if group not in GROUPS:
        what = f"{person.group} is no group of people that apps know."
        yield warning("show.person.group", "[[show.persons]]", what, close_matches(group, GROUPS))
    elif role not in GROUPS[group]:
        what = f"{person.role} is no role of the group {person.group} that apps know."
        yield warning("show.person.role", "[[show.persons]]", what, close_matches(role, GROUPS[group]))
    for name in ("link", "picture"):
        address = getattr(person, name)
        if address and not is_address(address):
            yield error("show.person.link", "[[show.persons]]", f"{address} is no web address.", f"Correct {name}.")


GEO = on_demand(r"geo:-?\d{1,2}(\.\d+)?,-?\d{1,3}(\.\d+)?([,;].*)?")
OSM = on_demand(r"[NWR]\d+(#\d+)?")
RULE = on_demand(r"FREQ=(SECONDLY|MINUTELY|HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY)(;[A-Z]+=[^;]+)*")


def check_places(show: Podcast) -> Iterator[Finding]:
    """Locations, and how often episodes come."""
    for place in show.locations:
        for name, form, example in (("geo", GEO, "geo:30.2672,-97.7431"), ("osm", OSM, "R113314")):
            text = getattr(place, name)
            if text and not form.fullmatch(text):
                what = f"{text} is no {name} of {place.name}."
                yield warning("show.location", "[[show.locations]]", what, f"It looks like {example}.")
    if show.frequency_rule and not RULE.fullmatch(show.frequency_rule):
        what = f"{show.frequency_rule} is no rule of RFC 5545."
        yield warning("show.frequency", "[show] frequency_rule", what, "It looks like FREQ=WEEKLY;BYDAY=FR.")
    if show.frequency_rule and not show.frequency.strip():
        what = "The rule stands alone; apps show the words of frequency."
        yield warning("show.frequency.words", "[show] frequency", what, 'Say it in words: "Every Friday".')


def is_uuid(text: str) -> bool:
    """Whether a text is a UUID."""
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return len(text) == 36


def check_feed(feed: Feed, address: str) -> Iterator[Finding]:
    """Where the feed is, and what is added to its addresses."""
    parts = Address(address).split
    if parts is None or parts.scheme != "https":
        yield warning(
            "feed.https",
            "[feed] address",
            f"{address} is not encrypted; Apple and many apps refuse to play from it.",
            "Serve the show over https.",
        )
    if parts and LOCAL_HOSTS.match(parts.hostname or ""):
        yield warning(
            "feed.public",
            "[feed] address",
            f"{address} can be reached from this machine or network alone.",
            "Directories fetch feeds from outside: publish to a public address.",
        )
    for prefix in feed.prefixes:
        if not is_address(prefix) or not prefix.startswith("https://"):
            yield error("feed.prefix", "[feed] prefixes", f"{prefix} is no https address.", "Correct it.")
    if feed.moved_to and not is_address(feed.moved_to):
        yield error("feed.moved", "[feed] moved_to", f"{feed.moved_to} is no web address.", "Correct it.")
    elif feed.moved_to == address + FEED_FILE:
        yield error("feed.moved.self", "[feed] moved_to", "The feed moves to where it is.", "Remove moved_to.")
    if feed.limit < 1:
        yield error("feed.limit", "[feed] limit", "A feed has at least one episode.", "Set limit to 300 or so.")


def check_picture(path: Path, place: str, rule: str) -> Iterator[Finding]:
    """A cover, of the show or of an episode."""
    try:
        faults = check_cover(path)
    except InputError as refusal:
        yield error(
            f"{rule}.picture", place, refusal.what, "Give a square JPEG or PNG file of 1400 to 3000 pixels a side."
        )
        return
    for fault in faults:
        yield error(f"{rule}.form", place, fault, "Save it as a square RGB JPEG of 1400 to 3000 pixels, up to 512 KiB.")
