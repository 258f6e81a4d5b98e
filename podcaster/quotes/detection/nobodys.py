"""Words in marks that nobody says there: on signs, chanted, or only supposed, defined, named, translated, laid down."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.quotes import lists
from podcaster.quotes.lists import words_in
from podcaster.sentences import BLANK

if TYPE_CHECKING:
    from podcaster.quotes.detection.surroundings import Setting

_WORN = on_demand(
    r"\b(?:t-?shirts?|shirts?|hats?|caps?|mugs?|banners?|placards?|stickers?|badges?|posters?|fl[iy]ers?|tattoos?|plaques?|billboards?|"
    r"signs?|hoodies?|labels?|warnings?|notices?|marquees?|inscriptions?|envelopes?|cakes?|ribbons?|scoreboards?|balloons?|bracelets?|doormats?|pillows?|"
    r"(?:tomb|head|grave)stones?|jerseys?|sash(?:es)?|flags?|sweatshirts?|sweaters?|jackets?|murals?|graffiti|magnets?|buttons?|(?:licence|license|number)\splates?)\s(?:\w+\s){0,8}?"
    r"(?:said|says|saying|reads?|reading|bearing|proclaiming|declaring|that\ssaid|the\swords|the\sslogan|the\smessage)[,:]?\s*"
    rf"(?:{BLANK}+[\s,.!?]*(?:and\s|or\s)?)*$",
    re.IGNORECASE,
)
"""What a shirt, a sign or a banner says is nobody's speech."""

_WRITTEN_UP = on_demand(
    r"\b(?:some(?:one|body|\sjoker|\swag)\s(?:has\s|had\s)|(?:is|are|was|were|been)\s(?:still\s|now\s)?|the\s\w+\s)"
    r"(?:(?:scrawled|scribbled|daubed|spray-?painted|carved|chalked|stencil?led|stitched|embroidered|tattooed|etched|engraved)|"
    r"(?:written|painted|printed)(?=\s(?:in|on|across|above|over|along|beneath|under)\b|[,:]\s*$))"
    r"(?!\s(?:by|to)\b)[^.;“”\"]{0,40}$|"
    r"\bsome(?:one|body)\s(?:has|had)\s(?:written|painted)(?:\s(?:in|on|across|above|over)\b[^.;“”\"]{0,40})?[,:]?\s*$",
    re.IGNORECASE,
)
_WRITTEN_BEHIND = on_demand(
    r"^\W*(?:is|are|was|were|had\sbeen|has\sbeen)\s(?:scrawled|scribbled|daubed|spray-?painted|painted|carved|chalked|"
    r"stencil?led|stitched|embroidered|tattooed|etched|engraved|(?:written|printed)\s(?:on|across|above|over))\b",
    re.IGNORECASE,
)
"""What somebody has written on a wall, a board or a cake is nobody's speech."""

_LABELLED = on_demand(
    r"\b(?<!which\s)(?<!what\s)(?:an?|one|two|three|four|several|some|many)\s(?:\w+\s){0,2}?\w+\s"
    r"(?:labell?ed|marked|stamped|tagged|inscribed|stencill?ed)\s$",
    re.IGNORECASE,
)
"""What stands on a thing: "a crate labelled"; not "the mayor labelled", which says it."""

_CROWD = (
    r"(?:crowds?|fans|supporters|protest[eo]rs|marchers|demonstrators|audience|spectators|choir|mob|throng|"
    r"(?:home|away|west|east|north|south)\s(?:end|stand))"
)
_CHANTED_BEFORE = on_demand(
    rf"\b{_CROWD}\b[^.]{{0,60}}\b(?:chant(?:s|ed|ing)?|sang|sing|sings|singing|shout(?:ed|ing)?|yell(?:ed|ing)?|roared|screamed)\b[^.\w]{{0,4}}(?:{BLANK}+[\s,!?]*(?:and\s)?)*$",
    re.IGNORECASE,
)
_CHANTED_BEHIND = on_demand(rf"^\W*(?:chanted|sang|sung\sby|chanted\sby)\s(?:\w+\s){{0,3}}?{_CROWD}\b", re.IGNORECASE)
"""What a crowd chants or sings together is nobody's speech."""

_KNOW_IT = (
    r"engineers|builders|farmers|miners|sailors|locals|residents|insiders|regulars|planners|keepers|drivers|villagers|"
    r"islanders|townspeople|climbers|anglers|traders|chefs|coaches|crews|brewers|bakers|surfers|divers|hikers"
)
"""Those who know a thing, or do a work, and have words for it."""
_FONDLY = r"(?:(?:already|still|now|often|sometimes|just|simply|\w+ly)\s)?"
_LEARNED_CALL = on_demand(
    r"\b(?:what|which)\s(?:\w+\s){0,2}?(?!activ|lobby|strateg|loyal|nation|social|commun|journal|column|extrem|terror)"
    rf"(?:\w{{3,}}(?:ists|icians|ographers)|{_KNOW_IT})\s{_FONDLY}(?:call|term|dub|refer\sto\sas|know\sas)(?:\s(?:an?|the))?\s*$",
    re.IGNORECASE,
)
"""What a trade calls something is its term."""

_TRADE_NAME = on_demand(
    r"\ban?\s(?!(?:\w+\s){1,2}(?:the|its|their|his|her|these|those|some|many)\s)(?:\w+\s){1,2}(?:that\s|which\s)?(?:\w+\s)?"
    r"(?!critics|opponents|supporters|detractors|backers|advocates|activists|democrats|republicans)[a-z]{3,}s\s"
    r"(?:call|dub|term|refer\sto\sas)(?:\s(?:an?|the))?\s*$|"
    r"(?:^|[.?!]\s|\b(?:some|many|most)\s)"
    r"(?:(?!activ|lobby|strateg|loyal|nation|social|commun|journal|column|extrem|terror)\w{3,}(?:ists|icians|ographers)|"
    rf"(?:older\s|longtime\s)?(?:{_KNOW_IT}|fans|doctors|nurses|pilots|teachers))\s{_FONDLY}"
    r"(?:(?:call|dub|term)\s(?:the\s\w+(?:\sof\s\w+)?|it|this|that|these|them)|refer\sto\s[^.,;“”\"]{2,50}\sas)(?:\s(?:an?|the))?\s*$",
    re.IGNORECASE,
)
"""What those who know a thing call it is its name: "a scenario lobbyists call the", "Locals refer to the road as"."""

_CLASSED = on_demand(
    r"\b(?:list(?:s|ed)?|classif(?:y|ies|ied)|categori[sz]e[sd]?|designate[sd]?|rate[sd]?|grade[sd]?|rank(?:s|ed)?)\s"
    r"(?!him\b|her\b|me\b|us\b|you\b)[^.,;:“”\"]{2,60}\sas(?:\s(?:an?|the))?\s*$|"
    r"\bso-called\s*$|\b(?:made|make|makes|making)\s(?:him|her|them|us|me|you|\w+(?:\s\w+)?)\s(?:repeat|recite|say|spell|write|pronounce)(?:\sout)?\s*$|"
    r"\b(?:pairs|words|terms|names|nicknames|phrases|labels|categories|titles|topics|keywords|tags|ingredients|dishes|brands|codes)"
    rf",?\s(?:such\sas|like|including)\s(?:{BLANK}+[\s,]*(?:and\s|or\s)?)*$|"
    r"\b(?:(?:survey\s|test\s)?(?:items|prompts|options|choices)|(?<!ask\s)(?<!asks\s)(?<!asked\s)(?<!asking\s)questions|"
    r"(?:rat(?:e|ed|es|ing)|agree[ds]?|disagree[ds]?|chose|choose|picked|scored?|surveys?|questionnaires?|respondents)\s"
    r"[^.;“”\"]{0,40}?(?:statements|answers|responses))"
    rf",?\s(?:such\sas|like|including)\s(?:{BLANK}+[\s,]*(?:and\s|or\s)?)*$|"
    r"\b(?:those|people|respondents|voters|participants|adults)\swho\s(?:\w+ly\s)?"
    rf"(?:answer|answered|said|chose|picked|responded|ticked|checked|marked)\s(?:{BLANK}+[\s,]*(?:and\s|or\s)?)*$",
    re.IGNORECASE,
)
"""The class that something is put into, and an answer that a poll offered, are nobody's speech."""
_COINED = on_demand(
    r"\b(?:use[sd]?|using|coin(?:s|ed|ing)?|popularised|popularized|invent(?:s|ed)|trademark(?:ed)?)\s(?:the|a)\s"
    r"(?:\w+\s)?(?:phrase|term|word|words|expression|hashtag|label|moniker)\s*$|"
    rf"\b(?:search(?:es|ed|ing)?|googled?|looked)\s(?:\w+\s)?for\s(?:{BLANK}+[\s,]*(?:and\s|or\s)?)*$|"
    r"\b(?:an?|the|its|his|her|their)\s(?:[\w-]+\s){0,3}(?:category|award|prize|program|programme|initiative|exhibition|tour|"
    r"series|segment|chapter|section|option|mode|clause|podcast|newsletter|documentary|memoir|novel|single|album),\s*$|"
    r"\b(?:markets?|marketed|advertises?|advertised)\s(?:the|its|their|it|them)\b[^.,;“”\"]{0,40}\sas\s*$",
    re.IGNORECASE,
)
"""A phrase that is coined or searched for, a category's or a programme's name."""
_NAMES_A_THING = on_demand(
    r"\b(?:calls?|dubs?|nicknamed?|refers?\sto)\s(?:the|it|this|their|these|those)\b[^.,;“”\"]{0,40}?(?:\sas)?\s*$",
    re.IGNORECASE,
)
_TOLD_OF = on_demand(r"^\s?(?:which\s\w|also\s(?:known|called)\s|as\sthey\s)", re.IGNORECASE)
_HELD = on_demand(
    r"\b(?:announc|launch|stag|host|organi[sz]|plann?|observ|join|attend|hold|held|call)\w*\s(?:for\s)?an?\s$",
    re.IGNORECASE,
)
_EVENTS = words_in("detection", "nobodys events")
"""What is announced by its name: "has announced a ‘pot march’"."""
TERM_WORDS = 4
"""Words of what goes by a name, at most."""

_SUPPOSED = (
    r"\b(?:if|when|whenever)\s(?:someone|somebody|anyone|anybody|you|people)\s(?:\w+\s){0,2}?(?:asks?|says?|hears?)"
    r"(?:\s(?:you|them|people))?[,:]?\s*$|"
    r"\b(?:(?:most|few)\s(?:people|of\sus)|nobody|no-?\s?one)\s(?:\w+\s)?(?:say|says|asks?|thinks?)[,:]?\s*$|"
    r"\bas\s(?:if|though)\sto\ssay[,:]?\s*$|"
    r"\b(?:you|one|people)\s(?:might|may|could|can)\s(?:\w+\s)?(?:say|ask|think|wonder|shout|call\sit(?:\san?|\sthe)?)[,:]?\s*$"
)
"""What somebody might say: "If anyone asks, “...”", "as if to say “...”"."""

_NAMED_SO = (
    r"(?:,|\bis|\bwas|\bare|\bwere)\s(?:also\s|formerly\s|originally\s|once\s|now\s|simply\s|later\s|provisionally\s|informally\s)?"
    r"(?:called|dubbed|titled|entitled|nicknamed|christened|code-?named|subtitled|headlined|captioned)\s$|"
    r"\b(?:slogan|tagline|catchphrase|hashtag|(?:rallying|battle)\scry|password|username|acronym|abbreviation|"
    r"subtitle|title|code\sname|nickname|buzzword)s?\s(?:\w+\s){0,3}?"
    r"(?:is|was|are|were|became|reads?|has\sbeen|had\sbeen)[,:]?\s*$|"
    r"\b(?:slogan|tagline|catchphrase|motto|hashtag|acronym|nickname|(?:rallying|battle)\scry),\s$|"
    r"\bunder\s(?:the|its|an?|his|her|their)\s(?:\w+\s){0,2}?(?:title|name|banner|heading|headline|rubric|pseudonym|slogan|"
    r"label|hashtag|alias|brand)\s(?:of\s)?$|"
    r"\b(?:with|bearing|carrying|using|featuring|wearing)\s(?:the|an?)\s(?:\w+\s){0,2}?(?:slogan|inscription|hashtag|"
    r"legend|logo|label|title|tagline)\s(?:of\s)?$"
)
"""A name, a title, a slogan that a thing has."""

_RENAMED = (
    r"\b(?:rebrand|renam|re?christen|nicknam|retitl)(?:s|es|ed|ing)?\s[^.,;“”\"]{1,40}?(?:\s(?:an?|the|as))?\s$|"
    r"\ba\s(?:\w+\s)?(?:case|game|policy)\sof\s$"
)
"""What somebody makes a thing's name."""

_ADDED = (
    r"\b(?:add|insert|strik|struck|delet|remov|replac|contain|omit)\w*\sthe\s(?:words?|phrases?|terms?|sentences?)\s$|"
    r"\b(?:is|was|were|been)\s(?:voted|crowned|graded)\s$|\bdedicated\s$|"
    r"\b[a-z]{3,}s\s(?:speak|talk)\s(?:of|about)(?:\s(?:an?|the))?\s$"
)
"""Words put into a text, an honour's name, and what a trade speaks of."""

_MEANT = (
    r"\b(?:translat\w+\s(?:\w+\s)?(?:as|to|into)|short\sfor|synonymous\swith|rhymes?\swith|"
    r"(?:word|term|phrase|name|expression|slang|shorthand|code|euphemism|synonym|metaphor|latin|greek|french|german|"
    r"spanish|arabic|hebrew|yiddish|japanese|chinese|italian|russian|hindi|korean|portuguese|dutch|welsh|gaelic)\sfor)"
    r"(?:\s(?:an?|the))?\s*$|"
    r"\b(?:is|are|was|were|be|been)\s(?:\w+ly\s)?defined\s[^.;“”\"]{0,50}?\bas(?:\s(?:an?|the|any))?\s*$|"
    r"(?:^|[.!?]\s)(?:(?:so|but|instead),?\s)?(?:think\sof|imagine|picture)\s[^.,;“”\"]{1,40}?\sas(?:\s(?:an?|the))?\s*$|"
    r"\bwhat\s(?:does|do|did)\s(?:the\s(?:word|phrase|term)\s)?$|"
    r"(?:^|[.!?]\s)call\s(?:it|this|them|him|her)(?:\s(?:an?|the))?[:]?\s*$"
)
"""What a word means, and what the reader is told to call a thing."""

_LAID_DOWN = on_demand(
    r"\b(?:law|statute|ordinance|code|act|clause|amendment|constitution|section|article|treaty|charter|bylaws?|dictionary|"
    r"definition|regulations?|rules?)\s(?:\w+ly\s)?(?:bars?|bans?|prohibits?|forbids?|requires?|allows?|permits?|defines?|"
    r"protects?|guarantees?|covers?|appl(?:y|ies)|criminali[sz]es?|outlaws?|mandates?|authori[sz]es?|exempts?|limits?|"
    r"barred|banned|prohibited|forbade|required|allowed|permitted|defined|protected|covered|applied|outlawed)\b"
    r"(?:[^.;“”\"]{0,60}\s)?$|"
    r"\b(?:amendment|constitution|bible|dictionary|commandment|scripture)\s(?:says?|reads?|states?|provides?|promises?)\b"
    rf"(?:[^.;“”\"{BLANK}]{{0,60}}\s)?[,:]?\s*$",
    re.IGNORECASE,
)
"""What a law forbids or allows, in its own words."""

_CHARGED = (
    r"\b(?:convicted\sof|acquitted\sof|guilty\s(?:of|to)|"
    r"(?:is|are|was|were|been)\s(?:charged\swith|indicted\s(?:on|for)|sentenced\sfor))"
    r"\s(?:\w+\s(?:counts?|charges?)\sof\s)?$|"
    r"\b(?:ballots?|referendum|questionnaire|survey|quiz)\s(?:\w+\s){0,2}?(?:asks|asked)\b[^.;“”\"]{0,80}$"
)
"""What somebody is charged with, and what a form asks."""

_PRESSED = (
    r"\b(?:press|presses|pressed|click(?:s|ed)?|tap(?:s|ped)?|select(?:s|ed)?|"
    r"tick(?:s|ed)?|typed?|types|chooses?|chose|opt(?:ed|s)?\sfor)\s(?:on\s)?$"
)
"""What stands on a key or a button."""

_LEFT = on_demand("|".join((_SUPPOSED, _NAMED_SO, _RENAMED, _ADDED, _MEANT, _CHARGED, _PRESSED)), re.IGNORECASE)
_RIGHT = on_demand(
    r"^\s(?:is|was|are|became|has\sbecome|remains)\s(?:the|an?|its|their|his|her)\s(?:\w+\s){0,2}?(?:title|name|slogan|"
    r"motto|tagline|term|word|phrase|catchphrase|nickname|acronym|euphemism|hashtag|buzzword|song|anthem|watchword)\b|"
    r"^\s(?:means|refers\sto|stands\sfor|is\sdefined|denotes|is\sshort\sfor|is\sslang)\b",
    re.IGNORECASE,
)
"""What is said of a word: "“X” is the term for", "“X” refers to"."""
_THEIR_NAME = on_demand(
    r"\bwhat\s(?:(?!he\b|she\b)[a-z]+\s){0,3}?[a-z]{3,}s\s(?:call|called|dub|dubbed|term|termed|refer\sto\sas|know\sas)\s$"
)
"""What a group calls a thing, which is its name where it begins with "the": "in what guards called “the hole”"."""
_CALLED_THE = on_demand(
    r"\b(?:branded|dubbed|nicknamed|christened|termed|calls?|called|labell?ed)(?:\s(?:it|him|her|them|this))?\sthe\s$",
    re.IGNORECASE,
)
"""A name with its article before the marks: "which opponents branded the “bathroom bill”"."""
_WROTE = on_demand(r"\b(?:wrote|written|write|writes|scribbled|printed|traced|drew)\s$", re.IGNORECASE)
_ON_A_THING = on_demand(
    r"(?:^|,\s)(?:on|in|across|inside|along|down)\s(?:the|its|his|her|their|a|one|each)\s(?:\w+\s){0,3}?"
    r"(?:cover|page|margins?|back|front|label|lid|box|envelope|wall|board|door|spine|side|top|card|log|map|tag|bottle|jar)\b"
    r"[^.;“”\"]{0,30}\b(?:wrote|written|scribbled|scrawled|printed|pencilled|penciled)\s$",
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
_HUNG = on_demand(
    r"\b(?:signs?|banners?|placards?|posters?|plaques?|stickers?)\s(?!of\b)(?:(?!said|says|told|asked|wrote)[^.;:“”\"])"
    r"{0,60}:\s*$|"
    r"\bsome(?:one|body)\s(?:has\s|had\s)?(?:taped|pinned|stuck|hung|tacked|nailed|chalked)\s(?:up\s)?an?\s[^.;“”\"]{0,60}"
    r"[,:]\s*$",
    re.IGNORECASE,
)
"""What a sign says that somebody has put up."""
_SAYING = (
    r"(?:sayings|(?:the|an?|this|that|one|his|her|their|its|our|my|\w+['’]s)\s(?:\w+-)?"
    r"(?:(?:old|ancient|favou?rite|famous|family|popular|common|known|wise|own|(?-i:[A-Z])\w+(?:sh|shire|ch|ese|ian))\s){0,2}saying)"
)
"""The noun; behind a comma or another noun the word is a verb: "backed it, saying:", "a message saying:"."""
_HANDED_ON = on_demand(
    rf"\b(?:{_SAYING}|mottos?|mantras?|maxims?|adages?|proverbs?|creeds?|credos?|catchphrases?|"
    r"(?:one|simple|single|golden|cardinal|only|first|favou?rite|house|unwritten)\srule)"
    r"(?:\s(?:is|was|goes|went|ran|has\sit)|\s(?:on|over|above|in|at|from|of|for)\s[^.;:,“”\"]{1,40})?"
    r"(?:,\s(?:(?!said|says|told|asked|wrote|add)[^.;:“”\"]){1,50})?:\s*$",
    re.IGNORECASE,
)
"""A saying or a rule that somebody lives by, which is nobody's own words."""
_WHERE = on_demand(
    r"^\s(?:next\sto|beside|underneath|beneath|across|at\sthe\s(?:top|bottom)|in\sthe\s(?:margins?|box|dust|sand|snow)|"
    r"on\s(?:the|his|her|their|a)\s(?:\w+\s)?(?:wall|board|whiteboard|blackboard|back|form|window|mirror|door|arm|hand|card|cake))\b",
    re.IGNORECASE,
)
"""Words written somewhere, which nobody says."""
_STANDS_ON = on_demand(
    r"^\s(?:\w+\s)?(?:signs?|banners?|placards?|stickers?|badges?|posters?|labels?|mottos?|slogans?|mantras?|hashtags?|"
    r"catchphrases?|chants?|t-?shirts?)\b(?!\s(?:by|from)\b)",
    re.IGNORECASE,
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
