"""The shapes of credits, captions, signatures and labels. The words of notices are data: see ``notices``."""

from __future__ import annotations

import re

from podcaster.article.notices import list_named
from podcaster.patterns import on_demand


def either(*entries: str) -> str:
    """A group that matches any of some entries."""
    return f"(?:{'|'.join(entries)})"


NETWORKS, AGENCY, PICTURE, CAPTION = (list_named(name) for name in ("network", "agency", "picture", "caption"))

CREDITS = on_demand(
    either(
        rf"[(\[]?{PICTURE}(?:[ -]credits?)?\s*(?:[:©|/]|by\b|courtesy\b|via\b)",
        r"[(\[]?credits?\s*[:©|]",
        r"[(\[]?©\s*\D",
        r"(?:media|image|video|photo|picture)[ -]?caption\s*,\s*(?=\S)",
        rf"{CAPTION}\s*:\s*(?=\S)",
    ),
    re.IGNORECASE,
)
AGENCY_ALONE = on_demand(
    rf"[(\[]?(?:[^.!?“”\"|]{{2,60}}\s*[/|]\s*|(?:via|source|©)[: ]\s*)?{AGENCY}[)\].]*$", re.IGNORECASE
)
AGENCY_BEHIND = on_demand(
    rf"(?:[/|(\[]\s*{AGENCY}\b[^.!?]{{0,60}}|[/|]\s*[A-Z][^.!?|/]{{2,50}}{AGENCY})[)\].]*$", re.IGNORECASE
)
CREDITED_SENTENCE = on_demand(
    rf"[.”]\s*[(\[]?(?:photo(?:graph)?|image|picture|credit)s?(?: credit)?\s*(?:[:©/]|by\b|courtesy\b)"
    rf"[^.!?]{{2,70}}[)\].]*$"
    rf"|\((?:credit|photo|image|photograph|picture|illustration)\b[^()]{{2,80}}\)\.?$"
    rf"|\([^()]{{2,40}}/{AGENCY}\)\.?$",
    re.IGNORECASE,
)
BAR = on_demand(r"(?P<caption>[^|]{3,240}?)\s+\|\s+(?P<owner>[^|.!?]{2,70})$")
"""A caption and the owner of the picture: "The mill at dawn | Ada Byron"."""

SIGNATURE = on_demand(
    rf"(?:^|[.!?)]\s+)(?:You can )?(?:[Ff]ollow|[Ff]ind|[Rr]each|[Cc]ontact|E-?mail|[Tt]weet) "
    rf"(?:him|her|them|me|us|@\w+|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)\b"
    rf".{{0,40}}(?:@|{NETWORKS}|(?i:{NETWORKS}))"
    r"|\b[Tt]weets? (?:at|as|from) @\w+|\bon [Tt]witter (?:at |as )?@\w+"
)
"""A sentence at the end of the note about an author: "Follow her on Twitter @adabyron." """

MARKUP = on_demand(r"<[^>]{1,200}>\W*$")
LABEL = on_demand(r"(?:Q|A|Question|Answer|[A-Z][\w.’'-]*(?: [A-Z\d][\w.’'-]*){0,3}):\s")
"""Who speaks in an interview: "Q: ", "ADA: "."""

LOUD = on_demand(
    r"\b(?:how|why|what|when|where|who|here[’']s|this|these|inside|meet|watch|really|best|worst|top|\d+)\b",
    re.IGNORECASE,
)
"""Words that headlines like and headings inside an article use less."""
