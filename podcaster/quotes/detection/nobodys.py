"""Words in marks that nobody says there: on signs, chanted, or only supposed, defined, named, translated, laid down."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.quotes import lists
from podcaster.quotes.detection.surroundings import LISTED
from podcaster.quotes.lists import any_of, words_in
from podcaster.sentences import BLANK

if TYPE_CHECKING:
    from podcaster.quotes.detection.surroundings import Setting

_SIGNS_UP, _GARMENTS = any_of("detection", "signs"), any_of("detection", "garments")
_SHOWS = any_of("detection", "shows")
_WORN = on_demand(
    rf"\b(?:{_SIGNS_UP}|{_GARMENTS}|{any_of('detection', 'nobodys things')})\s(?:\w+\s){{0,8}}?"
    rf"(?:{_SHOWS}|that\ssaid|the\s(?:words|slogan|message))[,:]?\s*{LISTED}$",
    re.IGNORECASE,
)
"""What a shirt, a sign or a banner says is nobody's speech."""

_SCRAWLED = any_of("detection", "nobodys scrawled")
_WRITTEN_UP = on_demand(
    r"\b(?:some(?:one|body|\sjoker|\swag)\s(?:has\s|had\s)|(?:is|are|was|were|been)\s(?:still\s|now\s)?|the\s\w+\s)"
    rf"(?:{_SCRAWLED}|"
    r"(?:written|painted|printed)(?=\s(?:in|on|across|above|over|along|beneath|under)\b|[,:]\s*$))"
    r"(?!\s(?:by|to)\b)[^.;“”\"]{0,40}$|"
    r"\bsome(?:one|body)\s(?:has|had)\s(?:written|painted)(?:\s(?:in|on|across|above|over)\b[^.;“”\"]{0,40})?[,:]?\s*$",
    re.IGNORECASE,
)
_WRITTEN_BEHIND = on_demand(
    rf"^\W*(?:is|are|was|were|had\sbeen|has\sbeen)\s(?:{_SCRAWLED}|painted|"
    r"(?:written|printed)\s(?:on|across|above|over))\b",
    re.IGNORECASE,
)
"""What somebody has written on a wall, a board or a cake is nobody's speech."""

_LABELLED = on_demand(
    r"\b(?<!which\s)(?<!what\s)(?:an?|one|two|three|four|several|some|many)\s(?:\w+\s){0,2}?\w+\s"
    rf"{any_of('detection', 'nobodys labelled')}\s$",
    re.IGNORECASE,
)
"""What stands on a thing: "a crate labelled"; not "the mayor labelled", which says it."""

_CROWD = any_of("detection", "nobodys crowd")
_CHANTED_BEFORE = on_demand(
    rf"\b{_CROWD}\b[^.]{{0,60}}\b{any_of('detection', 'nobodys chant')}\b[^.\w]{{0,4}}"
    rf"{LISTED}$",
    re.IGNORECASE,
)
_CHANTED_BEHIND = on_demand(rf"^\W*(?:chanted|sang|sung\sby|chanted\sby)\s(?:\w+\s){{0,3}}?{_CROWD}\b", re.IGNORECASE)
"""What a crowd chants or sings together is nobody's speech."""

_KNOW_IT = any_of("detection", "nobodys know it")
"""Those who know a thing, or do a work, and have words for it."""
_LEARNED = rf"(?!{any_of('detection', 'nobodys no trades')})\w{{3,}}(?:ists|icians|ographers)"
_FONDLY = rf"(?:(?:{any_of('detection', 'nobodys fondly')}|\w+ly)\s)?"
_CALL = any_of("detection", "nobodys call")
_LEARNED_CALL = on_demand(
    rf"\b(?:what|which)\s(?:\w+\s){{0,2}}?(?:{_LEARNED}|{_KNOW_IT})\s{_FONDLY}(?:{_CALL}|know\sas)(?:\s(?:an?|the))?\s*$",
    re.IGNORECASE,
)
"""What a trade calls something is its term."""

_TRADE_NAME = on_demand(
    r"\ban?\s(?!(?:\w+\s){1,2}(?:the|its|their|his|her|these|those|some|many)\s)(?:\w+\s){1,2}(?:that\s|which\s)?(?:\w+\s)?"
    rf"(?!{any_of('detection', 'nobodys sides')})[a-z]{{3,}}s\s{_CALL}(?:\s(?:an?|the))?\s*$|"
    r"(?:^|\b(?:some|many|most)\s)"
    rf"(?:{_LEARNED}|(?:older\s|longtime\s)?(?:{_KNOW_IT}|{any_of('detection', 'nobodys also know it')}))\s{_FONDLY}"
    r"(?:(?:call|dub|term)\s(?:the\s\w+(?:\sof\s\w+)?|it|this|that|these|them)|refer\sto\s[^.,;“”\"]{2,50}\sas)(?:\s(?:an?|the))?\s*$",
    re.IGNORECASE,
)
"""What those who know a thing call it is its name: "a scenario lobbyists call the", "Locals refer to the road as"."""

_OFFERED = rf",?\s(?:such\sas|like|including)\s{LISTED}$"
_CLASSED = on_demand(
    rf"\b{any_of('detection', 'nobodys class')}\s"
    r"(?!him\b|her\b|me\b|us\b|you\b)[^.,;:“”\"]{2,60}\sas(?:\s(?:an?|the))?\s*$|"
    r"\bso-called\s*$|\b(?:made|make|makes|making)\s(?:him|her|them|us|me|you|\w+(?:\s\w+)?)\s"
    rf"{any_of('detection', 'nobodys made to')}(?:\sout)?\s*$|"
    rf"\b{any_of('detection', 'nobodys kinds of words')}{_OFFERED}|"
    rf"\b(?:(?:survey\s|test\s)?{any_of('detection', 'nobodys poll items')}|"
    r"(?<!ask\s)(?<!asks\s)(?<!asked\s)(?<!asking\s)questions|"
    rf"{any_of('detection', 'nobodys polled')}\s[^.;“”\"]{{0,40}}?(?:statements|answers|responses)){_OFFERED}|"
    rf"\b(?:those|{any_of('detection', 'nobodys asked')})\swho\s(?:\w+ly\s)?"
    rf"{any_of('detection', 'nobodys answered')}\s{LISTED}$",
    re.IGNORECASE,
)
"""The class that something is put into, and an answer that a poll offered, are nobody's speech."""
_COINED = on_demand(
    rf"\b{any_of('detection', 'nobodys coined')}\s(?:the|a)\s(?:\w+\s)?"
    rf"{any_of('detection', 'nobodys coined words')}\s*$|"
    rf"\b{any_of('detection', 'nobodys searched')}\s(?:\w+\s)?for\s{LISTED}$|"
    rf"\b(?:an?|the|its|his|her|their)\s(?:[\w-]+\s){{0,3}}?{any_of('detection', 'nobodys programmes')},\s*$|"
    r"\b(?:market(?:s|ed)?|advertise[sd]?)\s(?:the|its|their|it|them)\b[^.,;“”\"]{0,40}\sas\s*$",
    re.IGNORECASE,
)
"""A phrase that is coined or searched for, a category's or a programme's name."""
_NAMES_A_THING = on_demand(
    rf"\b{any_of('detection', 'nobodys calls')}\s(?:the|it|this|their|these|those)\b[^.,;“”\"]{{0,40}}?(?:\sas)?\s*$",
    re.IGNORECASE,
)
_TOLD_OF = on_demand(r"^\s?(?:which\s\w|also\s(?:known|called)\s|as\sthey\s)", re.IGNORECASE)
_HELD = on_demand(rf"\b{any_of('detection', 'nobodys held')}\w*\s(?:for\s)?an?\s$", re.IGNORECASE)
_EVENTS = words_in("detection", "nobodys events")
"""What is announced by its name: "has announced a ‘pot march’"."""
TERM_WORDS = 4
"""Words of what goes by a name, at most."""

_SUPPOSED = (
    r"\b(?:if|when|whenever)\s(?:someone|somebody|anyone|anybody|you|people)\s(?:\w+\s){0,2}?(?:asks?|says?|hears?)"
    r"(?:\s(?:you|them|people))?[,:]?\s*$|"
    r"\b(?:(?:most|few)\s(?:people|of\sus)|nobody|no-?\s?one)\s(?:\w+\s)?(?:says?|asks?|thinks?)[,:]?\s*$|"
    r"\bas\s(?:if|though)\sto\ssay[,:]?\s*$|"
    r"\b(?:you|one|people)\s(?:might|may|could|can)\s(?:\w+\s)?"
    rf"(?:{any_of('detection', 'nobodys might')}|call\sit(?:\san?|\sthe)?)[,:]?\s*$"
)
"""What somebody might say: "If anyone asks, “...”", "as if to say “...”"."""

_SLOGANS = any_of("detection", "nobodys slogans")
_NAMED_SO = (
    rf"(?:,|\bis|\bwas|\bare|\bwere)\s(?:{any_of('detection', 'nobodys by then')}\s)?"
    rf"{any_of('detection', 'nobodys named so')}\s$|"
    rf"\b(?:{_SLOGANS}|{any_of('detection', 'nobodys names')})s?\s(?:\w+\s){{0,3}}?"
    r"(?:is|was|are|were|became|reads?|has\sbeen|had\sbeen)[,:]?\s*$|"
    rf"\b(?:{_SLOGANS}|motto),\s$|"
    rf"\bunder\s(?:the|its|an?|his|her|their)\s(?:\w+\s){{0,2}}?{any_of('detection', 'nobodys under')}\s(?:of\s)?$|"
    rf"\b(?:with|{any_of('detection', 'nobodys bearing')})\s(?:the|an?)\s(?:\w+\s){{0,2}}?"
    rf"{any_of('detection', 'nobodys borne')}\s(?:of\s)?$"
)
"""A name, a title, a slogan that a thing has."""

_RENAMED = (
    rf"\b{any_of('detection', 'nobodys renamed')}(?:s|es|ed|ing)?\s[^.,;“”\"]{{1,40}}?(?:\s(?:an?|the|as))?\s$|"
    r"\ba\s(?:\w+\s)?(?:case|game|policy)\sof\s$"
)
"""What somebody makes a thing's name."""

_ADDED = (
    rf"\b{any_of('detection', 'nobodys added')}\w*\sthe\s{any_of('detection', 'nobodys added words')}\s$|"
    r"\b(?:is|was|were|been)\s(?:voted|crowned|graded)\s$|\bdedicated\s$|"
    r"\b[a-z]{3,}s\s(?:speak|talk)\s(?:of|about)(?:\s(?:an?|the))?\s$"
)
"""Words put into a text, an honour's name, and what a trade speaks of."""

_MEANT = (
    r"\b(?:translat\w+\s(?:\w+\s)?(?:as|to|into)|short\sfor|synonymous\swith|rhymes?\swith|"
    rf"{any_of('detection', 'nobodys words for')}\sfor)(?:\s(?:an?|the))?\s*$|"
    r"\b(?:is|are|was|were|be|been)\s(?:\w+ly\s)?defined\s[^.;“”\"]{0,50}?\bas(?:\s(?:an?|the|any))?\s*$|"
    r"^(?:(?:so|but|instead),?\s)?(?:think\sof|imagine|picture)\s[^.,;“”\"]{1,40}?\sas(?:\s(?:an?|the))?\s*$|"
    r"\bwhat\s(?:does|do|did)\s(?:the\s(?:word|phrase|term)\s)?$|"
    r"^call\s(?:it|this|them|him|her)(?:\s(?:an?|the))?[:]?\s*$"
)
"""What a word means, and what the reader is told to call a thing."""

_LAID_DOWN = on_demand(
    rf"\b{any_of('detection', 'nobodys laws')}\s(?:\w+ly\s)?{any_of('detection', 'nobodys lay down')}\b"
    r"(?:[^.;“”\"]{0,60}\s)?$|"
    rf"\b{any_of('detection', 'nobodys scriptures')}\s{any_of('detection', 'nobodys scriptures say')}\b"
    rf"(?:[^.;“”\"{BLANK}]{{0,60}}\s)?[,:]?\s*$",
    re.IGNORECASE,
)
"""What a law forbids or allows, in its own words."""

_CHARGED = (
    rf"\b(?:{any_of('detection', 'nobodys guilty')}|(?:is|are|was|were|been)\s{any_of('detection', 'nobodys charged')})"
    r"\s(?:\w+\s(?:counts?|charges?)\sof\s)?$|"
    rf"\b{any_of('detection', 'nobodys forms')}\s(?:\w+\s){{0,2}}?(?:asks|asked)\b[^.;“”\"]{{0,80}}$"
)
"""What somebody is charged with, and what a form asks."""

_PRESSED = rf"\b{any_of('detection', 'nobodys pressed')}\s(?:on\s)?$"
"""What stands on a key or a button."""

_LEFT = on_demand("|".join((_SUPPOSED, _NAMED_SO, _RENAMED, _ADDED, _MEANT, _CHARGED, _PRESSED)), re.IGNORECASE)
_RIGHT = on_demand(
    r"^\s(?:is|was|are|became|has\sbecome|remains)\s(?:the|an?|its|their|his|her)\s(?:\w+\s){0,2}?"
    rf"{any_of('detection', 'nobodys is a')}\b|"
    rf"^\s(?:{any_of('detection', 'nobodys means')}|is\s(?:defined|short\sfor|slang))\b",
    re.IGNORECASE,
)
"""What is said of a word: "“X” is the term for", "“X” refers to"."""
_THEIR_NAME = on_demand(
    rf"\bwhat\s(?:(?!he\b|she\b)[a-z]+\s){{0,3}}?[a-z]{{3,}}s\s{any_of('detection', 'nobodys group calls')}\s$"
)
"""What a group calls a thing, which is its name where it begins with "the": "in what guards called “the hole”"."""
_CALLED_THE = on_demand(
    rf"\b{any_of('detection', 'nobodys branded')}(?:\s(?:it|him|her|them|this))?\sthe\s$", re.IGNORECASE
)
"""A name with its article before the marks: "which opponents branded the “bathroom bill”"."""
_WROTE = on_demand(rf"\b{any_of('detection', 'nobodys wrote')}\s$", re.IGNORECASE)
_ON_A_THING = on_demand(
    r"(?:^|,\s)(?:on|in|across|inside|along|down)\s(?:the|its|his|her|their|a|one|each)\s(?:\w+\s){0,3}?"
    rf"{any_of('detection', 'nobodys pages')}\b[^.;“”\"]{{0,30}}\b{any_of('detection', 'nobodys written there')}\s$",
    re.IGNORECASE,
)
"""Where words are written that nobody says: "On the cover she has written"."""
_GRADED = on_demand(
    r"\b(?:rate[sd]?|grade[sd]?)\s(?:(?:the|its)\s(?:\w+\s){1,2}|it\s|them\s)(?:as\s)?an?\s$|"
    r"\brate[sd]?\s(?:(?:the|its|their)\s(?:\w+\s){1,2}|it\s|them\s)(?:at\s|as\s)?$|"
    r"\b(?:know|knows|knew)\s(?:him\s|her\s|it\s|them\s)?(?:only\s|simply\s|mostly\s|better\s)?(?:as|by)\s(?:the\s)?$",
    re.IGNORECASE,
)
"""The grade that something is given, and the name that somebody is known by."""
_GLOSSED = on_demand(r"^,?\s(?:(?:under|in|by|through|for)\swhich|whereby)\s", re.IGNORECASE)
"""What is told behind a name of what it stands for: "would end “self-sealing,” under which"."""
_NOUNS = words_in("detection", "nobodys nouns")
"""Nouns that look like verbs which report."""
_REPORTS = words_in("detection", "nobodys reports")
_SAID = any_of("detection", "nobodys said")
_HUNG = on_demand(
    rf"\b(?:{_SIGNS_UP}|plaques?)\s(?!of\b)(?:(?!{_SAID})[^.;:“”\"]){{0,60}}:\s*$|"
    rf"\bsome(?:one|body)\s(?:has\s|had\s)?{any_of('detection', 'nobodys put up')}\s(?:up\s)?an?\s[^.;“”\"]{{0,60}}"
    r"[,:]\s*$",
    re.IGNORECASE,
)
"""What a sign says that somebody has put up."""
_SAYING = (
    r"(?:sayings|(?:the|an?|this|that|one|his|her|their|its|our|my|\w+['’]s)\s(?:\w+-)?"
    rf"(?:(?:{any_of('detection', 'nobodys old')}|(?-i:[A-Z])\w+(?:sh|shire|ch|ese|ian))\s){{0,2}}saying)"
)
"""The noun; behind a comma or another noun the word is a verb: "backed it, saying:", "a message saying:"."""
_HANDED_ON = on_demand(
    rf"\b(?:{_SAYING}|{any_of('detection', 'nobodys mottos')}|{any_of('detection', 'nobodys rules')}\srule)"
    r"(?:\s(?:is|was|goes|went|ran|has\sit)|\s(?:on|over|above|in|at|from|of|for)\s[^.;:,“”\"]{1,40})?"
    rf"(?:,\s(?:(?!{_SAID}|add)[^.;:“”\"]){{1,50}})?:\s*$",
    re.IGNORECASE,
)
"""A saying or a rule that somebody lives by, which is nobody's own words."""
_WHERE = on_demand(
    r"^\s(?:next\sto|beside|underneath|beneath|across|at\sthe\s(?:top|bottom)|"
    rf"in\sthe\s{any_of('detection', 'nobodys in the')}|"
    rf"on\s(?:the|his|her|their|a)\s(?:\w+\s)?{any_of('detection', 'nobodys on the')})\b",
    re.IGNORECASE,
)
"""Words written somewhere, which nobody says."""
_STANDS_ON = on_demand(
    rf"^\s(?:\w+\s)?(?:{_SIGNS_UP}|{any_of('detection', 'nobodys stands on')})\b(?!\s(?:by|from)\b)", re.IGNORECASE
)
"""The thing behind the words that stand on it: "had put up “no parking” signs", "the “no pain, no gain” motto"."""
_BESIDE_SIGN = on_demand(
    r"^(?:another|others|one|some|(?:a\s|the\s)?(?:second|third|other))(?:,[^,.“”\"]{1,30},|\s(?!of\b)\w+){0,2}?"
    r"\s(?:read|reads|said|says)[,:]?\s*$|"
    r"^(?:it|they)\s(?:said|says?)[,:]?\s*$|\bsome(?:one|body)\s(?:has\s|had\s)?(?:added|replied|crossed\sout)[,:]?\s*$",
    re.IGNORECASE,
)
_SIGNS = words_in("detection", "nobodys signs")


def is_shown(setting: Setting) -> bool:
    """Whether a passage stands on a sign, a shirt or a wall, is what a crowd chants or what a trade calls something.

    Args:
        setting: The passage and what stands around it.
    """
    chanted = _CHANTED_BEFORE.search(setting.left) is not None or _CHANTED_BEHIND.search(setting.right) is not None
    shown = any(pattern.search(setting.left) is not None for pattern in (_WORN, _WRITTEN_UP, _LEARNED_CALL, _HUNG))
    if not setting.inner.endswith(",") and _HANDED_ON.search(setting.left) is not None:
        return True
    if len(setting.words) > 1 and setting.left.strip() and not setting.inner.endswith((",", ".")):
        shown = shown or (_STANDS_ON.match(setting.right) is not None and not setting.words[0].endswith("ly"))
    if _LABELLED.search(setting.left) is not None:
        shown = shown or (setting.words[0] not in {"a", "an"} and not setting.right.startswith(" by "))
    return chanted or shown or _WRITTEN_BEHIND.search(setting.right) is not None


def is_named(setting: Setting) -> bool:
    """Whether a passage is a name that something goes by: "Players call it “the Grinder”", "“Ghost guns,” which".

    Args:
        setting: The passage and what stands around it.
    """
    if any(pattern.search(setting.left) is not None for pattern in (_TRADE_NAME, _CLASSED, _COINED)):
        return True
    if _is_nobodys(setting):
        return True
    if len(setting.words) > TERM_WORDS:
        return False
    if _is_glossed(setting):
        return True
    named = len(setting.words) > 1 and setting.words[0].lower() == "the" and setting.words[1][0].isupper()
    if named and _NAMES_A_THING.search(setting.left) is not None:
        return True
    return not setting.left.strip() and setting.inner.endswith(",") and _TOLD_OF.match(setting.right) is not None


def _is_glossed(setting: Setting) -> bool:
    """Whether a few words are a name that the sentence explains, and nobody is told to say or to call it so."""
    marked = setting.inner.endswith(",") or setting.right.startswith(",")
    if not marked or _GLOSSED.match(setting.right) is None or not _REPORTS.isdisjoint(setting.right_words):
        return False
    held = ((word, *lists.VERBS.get(word, ("", ""))) for word in setting.left_words)
    return all(sort not in {"say", "speak", "call"} or (word == base and word in _NOUNS) for word, base, sort in held)


def _is_nobodys(setting: Setting) -> bool:
    """Whether the sentence around a passage shows that nobody says it there."""
    if _LEFT.search(setting.left) is not None or (not setting.left.strip() and _RIGHT.match(setting.right) is not None):
        return not setting.right.startswith(" by ")
    law = _LAID_DOWN.search(setting.left)
    if law is not None and "that" not in setting.left[: law.start()].split():
        return True
    if not _SIGNS.isdisjoint(word.lower() for word in setting.earlier_words[-30:]):
        return _BESIDE_SIGN.match(setting.left.lstrip()) is not None
    return len(setting.words) <= TERM_WORDS and _is_a_name(setting)


def _is_a_name(setting: Setting) -> bool:
    """Whether a few words are what a thing is called, or stand written somewhere."""
    if _WROTE.search(setting.left) is not None and _WHERE.match(setting.right) is not None:
        return True
    if _ON_A_THING.search(setting.left) is not None or _GRADED.search(setting.left) is not None:
        return True
    if len(setting.words) > 1 and setting.words[-1].lower() in _EVENTS and _HELD.search(setting.left) is not None:
        return True
    theirs = setting.words[0].lower() == "the" and _THEIR_NAME.search(setting.left) is not None
    return theirs or _CALLED_THE.search(setting.left) is not None
