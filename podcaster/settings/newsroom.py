"""The settings of what runs unattended: where articles come from, and how a show is kept by ``podcaster watch``."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from podcaster.settings.check import Range

Interval = Annotated[float, Range(1, 604_800)]
"""Seconds between two looks, up to a week."""


@dataclass(frozen=True, slots=True)
class Watching:
    """``[watch]``: how ``podcaster watch`` turns what the sources bring into episodes."""

    every: Interval = 300.0
    """Seconds between two looks at a source that says nothing else."""
    tries: Annotated[int, Range(1, 100)] = 5
    """How often a piece is tried before it is put aside as failed; podcaster queue lists it then."""
    backoff: Annotated[float, Range(0, 86_400)] = 60.0
    """Seconds until the second try; each further one waits four times as long, a day at most."""
    pause: Annotated[float, Range(0, 3600)] = 1.0
    """Seconds between two visits to the same web server."""
    doubt: Literal["reserve", "wait"] = "reserve"
    """What becomes of an episode in which a quote's speaker is in doubt, or article and edited script collide: it goes
    out, the reserve voice speaks whom nobody is sure of, and the edited lines stay; or it is made as a draft and waits
    until that is decided, or for podcaster queue approve. Of one that is out already the new version waits."""
    hours: tuple[str, ...] = ()
    """When episodes come out, on the show's clock: ["07:00", "17:30"]; none: as soon as they are made."""
    days: tuple[str, ...] = ()
    """On which days: ["mon", "tue", "wed", "thu", "fri"]; none: on all."""
    port: Annotated[int, Range(0, 65_535)] = 0
    """A port of this machine for /metrics (Prometheus) and /health; 0: none."""
    summary: str = ""
    """The hour of one summary a day, such as "18:00"; empty: none."""
    webhook: str = ""
    """Where summaries and alerts are posted as JSON with subject and text."""
    mail_to: tuple[str, ...] = ()
    """Who gets them by mail."""
    mail_from: str = ""
    """Whose mail it is; empty: email of [show]."""
    smtp: str = ""
    """The mail server: "smtps://user@mail.example.org". Its password is PODCASTER_SMTP_PASSWORD of the environment."""
    crowded: Annotated[int, Range(0, 1_000_000)] = 0
    """Raise an alert when more pieces than these are still to be made; 0: never."""
    publish: tuple[str, ...] = ()
    """Targets of [targets.NAME] that get the show when something comes out; none: only output/feed.xml is written."""


@dataclass(frozen=True, slots=True)
class KeptOnDisk:
    """``[keep.disk]``: what stays on this disk longer than in the feed: a day where nothing is set."""

    episodes: Annotated[int, Range(0, 1_000_000)] = 0
    """How many, the newest, those of the feed among them."""
    days: Annotated[float, Range(0, 100_000)] = 0.0
    """For how many days since they came out."""
    gigabytes: Annotated[float, Range(0, 1_000_000)] = 0.0
    """How much, the newest first."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """``[keep]``: which episodes a show keeps, in the feed, at its targets and on the disk; drafts always."""

    episodes: Annotated[int, Range(0, 1_000_000)] = 0
    """How many, the newest; 0: all."""
    days: Annotated[float, Range(0, 100_000)] = 0.0
    """For how many days; 0: for ever."""
    gigabytes: Annotated[float, Range(0, 1_000_000)] = 0.0
    """How much, the newest first; 0: all."""
    disk: KeptOnDisk = field(default_factory=KeptOnDisk)
    """What stays on this disk longer than in the feed."""


@dataclass(frozen=True, slots=True)
class Following:
    """``[sources.NAME]``: a place that articles come from."""

    folder: str = ""
    """A folder: each .txt, .md, .html or .eml file in it becomes one episode."""
    feed: str = ""
    """The address of an RSS, Atom or JSON feed."""
    sitemap: str = ""
    """The address of a sitemap, or of an index of them; that for news is the best."""
    mailbox: str = ""
    """A mailbox: "imaps://user@mail.example.org/INBOX". Its password is PODCASTER_SOURCE_PASSWORD_NAME of the
    environment, or PODCASTER_SOURCE_PASSWORD."""
    mbox: str = ""
    """A file of mails."""
    addresses: bool = False
    """What podcaster queue add gives it, and nothing else."""
    text: Literal["auto", "feed", "page"] = "auto"
    """Of a feed: read what stands in it, or the page that it leads to; auto: the feed's where it is the whole text."""
    again: Annotated[float, Range(0, 8760)] = 24.0
    """Of a feed or sitemap: for how many hours the page of a piece is looked at again, more and more seldom, so that an
    article that was corrected is made again; 0: only when the feed says that it has changed."""
    backlog: Annotated[int, Range(0, 100_000)] = 10
    """Of a feed, sitemap, mailbox or mbox: how many of the pieces that are there at the first look are made, the newest
    ones; 0: all."""
    keep: tuple[str, ...] = ()
    """CSS selectors of what alone is read of a page: "article .body"; a page that has none of it is read as it is."""
    drop: tuple[str, ...] = ()
    """CSS selectors of what is not read: ".newsletter"."""
    drop_text: tuple[str, ...] = ()
    """Paragraphs that are not read, with stars for any letters: "Sign up for *"."""
    authors: tuple[str, ...] = ()
    """Take only pieces by these, with stars: "*Ada Byron*"; none: all."""
    not_authors: tuple[str, ...] = ()
    """Take none by these."""
    sections: tuple[str, ...] = ()
    """Take only pieces of these sections, as the page names them; none: all."""
    not_sections: tuple[str, ...] = ()
    """Take none of these."""
    min_words: Annotated[int, Range(0, 1_000_000)] = 0
    """Take none with fewer words to narrate."""
    max_words: Annotated[int, Range(0, 1_000_000)] = 0
    """Take none with more; 0: all."""
    languages: tuple[str, ...] = ()
    """Take only these, such as "en"; none: all."""
    paid: bool = True
    """Take pieces that are marked as for subscribers alone."""
    warn: bool = True
    """Hold back pieces when the last three read differently from those before: half as long, or with the same new
    words in all of them; and one that has an episode when half of it is gone."""
    template: str = ""
    """The script's template; empty: as in [script]."""
    narrator: str = ""
    """The narrator's voice; empty: as in [cast]."""
    reserve: str = ""
    """The voice for quotes whose speaker is uncertain; empty: as in [cast]."""
    accent: str = ""
    """Language and region of the voices, such as "en-GB"; empty: as in [cast]."""
    engines: tuple[str, ...] = ()
    """The engines whose voices are taken, the preferred one first; none: as in [cast]."""
    doubt: Literal["", "reserve", "wait"] = ""
    """As in [watch], for this source; empty: as there."""
    hours: tuple[str, ...] = ()
    """As in [watch], for this source."""
    days: tuple[str, ...] = ()
    """As in [watch], for this source; also the days of its digest."""
    digest: str = ""
    """The hour at which what came since the last one becomes one episode, such as "07:00"; empty: one each."""
    silent: Annotated[float, Range(0, 100_000)] = 0.0
    """Hours without anything new after which an alert is raised; 0: never."""
    season: Annotated[int, Range(0, 10_000)] = 0
    """The season of its episodes; 0: none."""
    tags: tuple[str, ...] = ()
    """What its episodes are filed under."""
    every: Annotated[float, Range(0, 604_800)] = 0.0
    """Seconds between two looks; 0: as in [watch]."""
    daily: Annotated[int, Range(0, 100_000)] = 0
    """Episodes a day at most, on the show's clock; the rest waits for the next day. 0: all."""
