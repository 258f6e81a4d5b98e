"""A few words that a verb gives to its subject: "hit out at the council's “arrogance”", "a move Roe called “mad”"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.quotes import lists
from podcaster.quotes.lists import any_of

if TYPE_CHECKING:
    from podcaster.quotes.detection.surroundings import Setting

_JUDGES = on_demand(
    rf"\b(?:(?:{any_of('detection', 'partial out')}|lash\w*)\s(?:out|back)\s(?:at|against|about|over)|"
    r"pull(?:s|ed|ing)\sup|pa(?:id|ys?|ying)\stribute\sto|t(?:ook|akes?|aking)\s(?:issue\swith|aim\sat)|"
    rf"(?:raise|voice|express)(?:s|d|ing)?\s(?:\w+\s)?{any_of('detection', 'partial feelings')}\s(?:at|about|over|of)|"
    r"(?:complain|warn|sp[eo]a?k)\w*\s(?:about|of))\s",
    re.IGNORECASE,
)
"""Verbs of more than one word with which somebody judges what follows."""
_CALLED, _CALLS = any_of("detection", "partial called"), any_of("detection", "partial calls")
_CALLED_SO = on_demand(
    r"(?:,\s|\bin\s)(?:an?\s\w+|something|anything)\s(?:(?!that\b|which\b|who\b)[\w’'.-]+\s){1,4}?"
    rf"(?:(?:have|has|had|widely|later|also)\s)?(?:{_CALLED}|described\sas|{_CALLS})\s$|"
    r"\b(?:that|which)\s[^.;:“”\"]{0,60}?(?-i:[A-Z])[\w’'-]+,?\s(?:(?:have|has|had)\s)?"
    rf"(?:{_CALLED}|described\sas)\s$",
    re.IGNORECASE,
)
"""What somebody calls a thing, whose noun stands before them: "a decision traders have called", "that Roe called"."""
_SET_OFF = on_demand(
    r",\swhich,?\s(?P<who>(?:(?!(?:is|are|was|were|be|been|being|which|who|that)\b)[\w’'.-]+,?\s){1,9}?)"
    r"(?:(?:have|has|had|once|later|also|widely|publicly|repeatedly)\s)*"
    rf"(?P<verb>{_CALLED}|described\sas|{_CALLS}|{any_of('detection', 'partial sets off')})\s$",
)
"""What somebody calls a thing, in a clause that is set off: "the deal, which Roe called “a fantasy,” passed"."""
_THEY_CALL = on_demand(
    rf"\bwhat\s(?:they|critics|opponents)\s(?:have\s)?{any_of('detection', 'partial they call')}\san?\s$"
)
"""What those whom a sentence tells of call a thing; a name has its article inside: "what they call “the hole”"."""
_TRADE = on_demand(r"(?:they|(?:\w+\s)?(?:[a-z]{3,}s|\w*men|people))\s$")
"""Bare plurals and "they", who call a thing by its name as often as they judge it: "miners call “damp,” killed"."""
_CLAIMS = any_of("detection", "partial claims")
_CHARGE = on_demand(
    rf"(?:(?:['’]s|s['’]|\b(?:their|his|her))\s(?:\w+\s)?{_CLAIMS}|"
    rf"\b{_CLAIMS}\s(?:by|from)\s[^.;:“”\"]{{3,60}}?),?\s"
    r"(?:that|(?:he|she|they)\s(?:is|are|was|were|had|has))\s[^.,;:“”\"]{0,60}$"
)
"""What somebody is told to claim of another: "rejected Roe's claim that he was a “bully”"."""
_IS_CALLED = on_demand(rf"\b(?:is|are|was|were|been|being)\s(?:\w+ly\s)?{_CALLED}\s$")
_BY = on_demand(r"\sby\s(?:(?:[a-z]+\s)?[A-Z]|(?:an?|the|his|her|their|its|one|some|many|several)\s|\w+s\b)")
"""What somebody is called by whoever stands behind it: "was called “a genius” by Roe"."""
_POSSESSIVE = on_demand(r"(?:['’]s|s['’]|\b(?:its|their|his|her))\s$", re.IGNORECASE)
_GOES_ON = on_demand(
    r"\s?(?:$|[.;,)](?!\s(?:which|or)\b)|(?:and|but|at|in|on|over|for|after|during|as|when|while|to)\b)"
)
_MOST_WORDS = 8
_NEAR = 14
"""Words before the passage among which its verb is."""


def is_partial(setting: Setting) -> bool:
    """Whether a few words behind a possessive, or behind what somebody calls something, are the words of who does.

    Args:
        setting: The passage and what stands around it.
    """
    words = setting.words
    if not words or len(words) > _MOST_WORDS or not words[0][0].islower() or words[0] == "the":
        return False
    agent = _IS_CALLED.search(setting.left) is not None and _BY.match(setting.right) is not None
    charge = _CHARGE.search(setting.left) is not None
    if (
        agent
        or charge
        or _THEY_CALL.search(setting.left) is not None
        or (not setting.candidate.heading and _is_set_off(setting))
    ):
        return True
    if setting.candidate.heading or _GOES_ON.match(setting.right) is None:
        return False
    if setting.inner.endswith(",") and setting.right.lstrip().startswith(("which", "or ")):
        return False
    return _CALLED_SO.search(setting.left) is not None or (
        _POSSESSIVE.search(setting.left) is not None and _is_judged(setting)
    )


def _is_set_off(setting: Setting) -> bool:
    """Whether a passage ends a clause with "which" in which somebody calls a thing so, and it is no trade's name."""
    closed = setting.inner.endswith(",") or setting.right.startswith((",", ".")) or not setting.right.strip(" .")
    told = _SET_OFF.search(setting.left) if closed else None
    if told is None or setting.right.lstrip(", ").startswith(("which", "or ")):
        return False
    return told["verb"] != "call" or setting.words[0] in {"a", "an"} or _TRADE.match(told["who"]) is None


def _is_judged(setting: Setting) -> bool:
    """Whether somebody judges what a passage tells of, or says it beside other words of theirs."""
    if _JUDGES.search(setting.left) is not None:
        return True
    for word in reversed(setting.left_raw[-_NEAR:]):
        base, sort = lists.VERBS.get(word.lower(), ("", ""))
        if sort and word.lower() != base and not word[0].isupper():
            return sort in {"say", "speak", "call"}
    return False
