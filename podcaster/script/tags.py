"""Reporting tags: "Doe said.", "she writes" - narration that only says whose words stand beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.sentences import SENTENCE_BREAK

if TYPE_CHECKING:
    from podcaster.script.passages import RolePassage

VERBS = frozenset(
    (  # noqa: SIM905  (a list of words reads better so)
        "said says say wrote writes added adds asked asks told tells explained explains continued continues recalled "
        "recalls replied replies noted notes argued argues answered answers tweeted posted insisted insists admitted "
        "admits remembered remembers concluded concludes went goes"
    ).split()
)
"""Words that report speech, beside the verb found at the quote itself."""

PRONOUNS = frozenset(("he", "she", "they", "it", "i", "we"))
ADVERBS = frozenset(("also", "then", "later", "once", "again", "simply", "just", "afterwards"))
TITLES = frozenset(
    "mr mrs ms mx dr prof professor sir dame lord lady judge senator sen rep gov president".split()  # noqa: SIM905
)


def behind_tag(text: str, quote: RolePassage) -> str | None:
    """What narration says behind a reporting tag that it begins with; None when it begins with none."""
    first = SENTENCE_BREAK.search(text)
    if first and is_tag(text[: first.end()], quote):
        return text[first.end() :].strip()
    return "" if is_tag(text, quote) else None


def is_tag(text: str, quote: RolePassage) -> bool:
    """Whether narration beside a quote says nothing but who speaks: the speaker's name or a pronoun, and a verb."""
    if quote.quote is None or quote.quote.speaker is None or quote.uncertain:
        return False
    speaker, verb = quote.quote.speaker, quote.quote.verb.casefold()
    names = {
        part
        for name in (speaker.name, *speaker.aliases, quote.role)
        for part in name.casefold().replace(".", "").split()
    }
    words = [re.sub(r"['’]s$", "", word) for word in re.findall(r"[\w’'-]+", text.casefold())]
    rest = [word for word in words if word not in ADVERBS | TITLES]
    who = [word for word in rest if word in names | PRONOUNS]
    said = [word for word in rest if word not in who and word in VERBS | {verb}]
    return len(said) == 1 and bool(who) and len(who) + len(said) == len(rest)
