"""Reporting tags: "Doe said.", "she writes" - narration that only says whose words stand beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from podcaster.script.passages import Piece

VERBS = frozenset(
    "said says say wrote writes added adds asked asks told tells explained explains continued continues recalled recalls "
    "replied replies noted notes argued argues answered answers tweeted posted insisted insists admitted admits "
    "remembered remembers concluded concludes went goes".split()
)
"""Words that report speech, beside the verb found at the quote itself."""

PRONOUNS = frozenset("he she they it i we".split())
ADVERBS = frozenset("also then later once again simply just afterwards".split())
TITLES = frozenset("mr mrs ms mx dr prof professor sir dame lord lady judge senator sen rep gov president".split())


def is_tag(text: str, quote: Piece) -> bool:
    """Whether narration beside a quote says nothing but who speaks: the speaker's name or a pronoun, and a verb."""
    if quote.quote is None or quote.quote.speaker is None or quote.uncertain:
        return False
    words = [word.removesuffix("’s").removesuffix("'s") for word in re.findall(r"[\w’'-]+", text.casefold())]
    speaker = quote.quote.speaker
    names = {
        part
        for name in (speaker.name, *speaker.aliases, quote.role)
        for part in name.casefold().replace(".", "").split()
    }
    verbs = VERBS | ({quote.quote.verb.casefold()} if " " not in quote.quote.verb else set())
    rest = [word for word in words if word not in ADVERBS and word not in TITLES]
    who = [word for word in rest if word in names or word in PRONOUNS]
    said = [word for word in rest if word in verbs and word not in who]
    return len(said) == 1 and bool(who) and len(who) + len(said) == len(rest)
