"""What a part of an article is, told by its shape: captions, credits, links to other articles, notices, headings.

A wrong "not spoken" loses words of the article, a wrong "spoken" only bores: each rule asks for a shape that prose does not have.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.article.names import byline_names, is_dateline
from podcaster.article.parts import Part, tidy
from podcaster.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

LONGEST_LINE = 320
"""Characters; what is longer is prose, and no rule looks at it."""
LONGEST_HEADING = 110
HEAD_PARTS = 8
"""Bylines and datelines stand among so many first parts."""
WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
CLOSING = "”’\"')]»"

AGENCY = (
    r"getty(?: images)?|afp|ap photo|associated press|reuters|epa(?:-efe)?|shutterstock|istock(?:photo)?|alamy(?: stock photo)?|"
    r"unsplash|pexels|pixabay|flickr|wikimedia(?: commons)?|creative commons|zuma(?: press)?|pa(?: images| wire)?|photo bank|"
    r"wireimage|filmmagic|rex(?: features)?|dpa|xinhua|anadolu(?: agency)?|sipa|corbis|bloomberg|cc[ -]by[\w .-]*|press association|"
    r"handout|file photo|courtesy|stock photo|adobe stock|public domain|fair use|supplied|screenshot|screengrab"
)
CREDIT = re.compile(
    r"^[(\[]?(?:(?:cover |lead |main |featured |header |top |file )?(?:photo(?:graph)?s?|image|picture|pic|illustration|graphic|"
    r"video|artwork|map|chart|screenshot)(?:[ -]credits?)?\s*(?:[:©|/]|by\b|courtesy\b|via\b)|credits?\s*[:©|]|©\s*\D)",
    re.IGNORECASE,
)
AGENCY_ALONE = re.compile(
    rf"^[(\[]?(?:[^.!?“”\"|]{{2,60}}\s*[/|]\s*|(?:via|source|©)[: ]\s*)?(?:{AGENCY})[)\].]*$", re.IGNORECASE
)
AGENCY_BEHIND = re.compile(
    rf"(?:[/|(\[]\s*(?:{AGENCY})\b[^.!?]{{0,60}}|[/|]\s*[A-Z][^.!?|/]{{2,50}}(?:{AGENCY}))[)\].]*$", re.IGNORECASE
)
BAR = re.compile(r"^(?P<caption>[^|]{3,240}?)\s+\|\s+(?P<owner>[^|.!?]{2,70})$")
CREDITED_SENTENCE = re.compile(
    rf"[.”]\s*[(\[]?(?:photo(?:graph)?|image|picture|credit)s?(?: credit)?\s*(?:[:©/]|by\b|courtesy\b)[^.!?]{{2,70}}[)\].]*$"
    rf"|\((?:credit|photo|image)[^()]{{2,80}}\)\.?$",
    re.IGNORECASE,
)

RELATED = re.compile(
    r"^[\[(>→►▶•*–—\-\s]*(?:related(?:\s+(?:stories|story|articles?|content|coverage|links?|posts?|reading|topics?|news|video))?|"
    r"read(?:\s+(?:more|next|also|this|on|the full (?:story|article)))?|see also|also read|also see|also on\s[^:]{2,40}|also watch|"
    r"more(?:\s+(?:on|from|about|in)\b[^:]{0,50}|\s+(?:stories|coverage|news|to read|reading))?|must[ -]reads?|don[’']t miss|"
    r"you (?:may|might) (?:also )?(?:like|be interested in|enjoy)|recommended(?:\s+(?:reading|for you|stories))?|"
    r"watch(?:\s+(?:now|also|this|more|next|the video|live|below))?|listen(?:\s+(?:now|also|to this))?|trending(?:\s+now)?|"
    r"most (?:read|popular|viewed)|editor[’']?s[’']? (?:picks?|choice)|in (?:case you missed it|other news)|top stories|up next|"
    r"what to read next|further reading|explore more|check out|previously|opinion|analysis|explainer|podcast|in pictures|photos?)"
    r"\s*(?:[:|»>→–—]|\.{3}|…)\s*(?=\S|$)",
    re.IGNORECASE,
)
RELATED_ALONE = re.compile(
    r"^(?:related(?: (?:stories|story|articles?|content|coverage|links?|posts?|reading|topics?|news|videos?))?|read (?:more|next|also|this)|"
    r"see also|more (?:stories|coverage|news|from [\w .&’'-]{2,40}|on this (?:story|topic))|you (?:may|might) (?:also )?(?:like|be interested in|enjoy)|"
    r"recommended(?: for you| stories| reading)?|trending(?: now| stories)?|most (?:read|popular|viewed)|editor[’']?s[’']? picks?|"
    r"top stories|up next|what to read next|don[’']t miss|also on [\w .&’'-]{2,40}|popular(?: now| stories)?|latest(?: news| stories)?|"
    r"around the web|from the web|sponsored(?: content| stories)?|promoted(?: stories)?|suggested (?:reading|articles))[.:…»>]*$",
    re.IGNORECASE,
)

NOTICE = re.compile(
    r"^[\W_]*(?:"
    r"(?:please )?(?:follow|like|find|join|contact|e-?mail|reach|tweet)(?: (?:us|me|him|her|them|our|[A-Z]\S+)){1,6}(?: (?:page|team|reporter))? (?:on|at|via|@)\s?(?:twitter|facebook|"
    r"instagram|social media|linkedin|youtube|tiktok|telegram|whatsapp|bluesky|mastodon|threads|google|flipboard|x\b|@|\S+@)|"
    r"sign[ -]?up\b.{0,60}\b(?:newsletters?|e-?mails?|alerts?|inbox|brief(?:ing)?|free|updates|here|account)\b|"
    r"subscribe(?:\s+(?:now|today|here|to|for)\b|\s*$)|"
    r"(?:get|receive)\b.{0,80}\b(?:newsletter|your inbox|by e-?mail|breaking news alerts?)\b|"
    r"(?:share|tweet|pin|print|email|e-mail|save|copy|send)(?: (?:this|it|on|via|to|the|article|story|page|link|by|facebook|twitter|email|whatsapp)){0,4}\W*$|"
    r"(?:advertisement|advertising|sponsored|promoted|ad|story continues below(?: advertisement)?|article continues (?:below|after)\b.{0,40}|continue reading(?: the main story| below)?)\W*$|"
    r"(?:click|tap) (?:here|on|to|the)\b.{0,100}$|"
    r"(?:copyright|©|\(c\)|all rights reserved)\b.{0,200}$|"
    r"(?:this (?:article|story|post|piece|content) (?:was |is |has been |first |originally )+(?:originally |first |re)?(?:published|posted|appeared|produced|republished|syndicated))\b.{0,220}$|"
    r"(?:originally|first) published (?:on|by|in|at)\b.{0,120}$|"
    r"(?:republished|reprinted|reproduced|published) (?:with permission|under)\b.{0,200}$|"
    r"(?:have|got|do you have|know) (?:an?|any|something|more) (?:[\w-]+ )?(?:story|tip|news tip|question|comment|suggestion|correction|confidential tip)s?\b.{0,200}(?:\?|@|contact|e-?mail|let us know|send|share).{0,200}$|"
    r"(?:skip to|back to top|jump to|scroll down|loading|please enable javascript|your browser does not support|accept cookies?|we use cookies)\b.{0,120}$|"
    r"(?:leave a (?:comment|reply)|post a comment|comments?(?: are closed| \(\d+\))?|\d+ (?:comments?|shares?|views|likes|retweets)|view (?:all )?comments|join the (?:conversation|discussion))\W*$|"
    r"(?:tags?|topics|filed under|categor(?:y|ies)|keywords|share|sources?):\s*[^.!?]{0,160}$|"
    r"(?:pic\.twitter\.com|https?://|www\.)\S*\s*$|"
    r"(?:download|get|install) (?:the|our) [\w ]{0,30}\bapp\b.{0,120}$|"
    r"(?:visit|see) [\w’' ]{2,40}(?:home ?page|website) for more.{0,40}$|"
    r"(?:support|donate to|become a (?:member|supporter|subscriber))\b.{0,60}\b(?:journalism|independent|newsroom|work|today|member|supporter|subscriber)\b.{0,100}$"
    r")",
    re.IGNORECASE,
)
BIO = re.compile(
    r"\b(?:(?:you can )?(?:follow|find|reach|contact|e-?mail) (?:him|her|them|me|us|@\w+|[A-Z]\w+(?: [A-Z]\w+)?)\b.{0,40}(?:twitter|@|facebook|instagram|linkedin)"
    r"|(?:tweets?|tweeting) (?:at|as|@)|on twitter (?:at |as )?@\w+)",
    re.IGNORECASE,
)
TAG = re.compile(r"^<[^>]{1,200}>\W*$")
LABEL = re.compile(r"^(?:Q|A|Question|Answer|[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}):\s")

LOUD = re.compile(
    r"\b(?:how|why|what|when|where|who|here[’']s|this|these|inside|meet|watch|really|best|worst|top|\d+)\b",
    re.IGNORECASE,
)
STRAY_AT_LEAST = 3
"""Signs of a stray headline (``stray_signs``) from which on a line is one: a lone heading in title case has one or two."""


def words_of(text: str) -> list[str]:
    """The words of a line, numbers and marks left out."""
    return WORD.findall(text)


def title_case(text: str) -> bool:
    """Whether a line is written As Headlines Are: nearly all its longer words begin with a capital."""
    longer = [word for word in words_of(text)[1:] if len(word) > 3]
    return len(longer) >= 3 and sum(word[0].isupper() for word in longer) >= 0.8 * len(longer)


def ends_sentence(text: str) -> bool:
    """Whether a line ends as a sentence does, closing marks put aside."""
    return text.rstrip(CLOSING + " ").endswith((".", "!", "?", ":", ";", ",", "…", "–", "—"))


def is_credit(text: str) -> bool:
    """Whether a line says who took or owns a picture, and perhaps what it shows."""
    if len(text) > LONGEST_LINE:
        return False
    if AGENCY_ALONE.match(text):
        return True
    if CREDIT.match(text):
        return len(text) < 160 and not ends_sentence(text.rstrip("."))
    if found := BAR.match(text):
        return not ends_sentence(found["owner"]) and title_case_name(found["owner"])
    return bool(AGENCY_BEHIND.search(text) or CREDITED_SENTENCE.search(text)) and not text.startswith(("“", '"'))


def title_case_name(text: str) -> bool:
    """Whether every longer word begins with a capital, as in a name."""
    longer = [word for word in words_of(text) if len(word) > 3]
    return bool(words_of(text)) and all(word[0].isupper() for word in longer) and len(words_of(text)) <= 9


def is_related(text: str) -> bool:
    """Whether a line points to another article: "Read more: ...", "Related stories"."""
    if len(text) > LONGEST_LINE:
        return False
    if RELATED_ALONE.match(text):
        return True
    if not (found := RELATED.match(text)):
        return False
    rest = text[found.end() :]
    return not rest or not ends_sentence(rest.rstrip("?!")) or "|" in found.group()


def is_notice(text: str) -> bool:
    """Whether a line is the site's and not the author's: share buttons, newsletters, tags, copyright, a writer's addresses."""
    if not any(char.isalnum() for char in text) or TAG.match(text):
        return True
    return len(text) <= LONGEST_LINE * 2 and bool(NOTICE.match(text) or BIO.search(text))


def could_be_heading(text: str) -> bool:
    """Whether a line has the shape of a heading: short, and no sentence; a question may be one."""
    if not 2 <= len(text) <= LONGEST_HEADING or LABEL.match(text) or text[0] in "-–—•*(…":
        return False
    if text[0].isalpha() and text[0].islower():
        return False
    bare = text.rstrip(CLOSING + " ")
    if bare.endswith(("?", "!")):
        return bare == text and text[0] not in "“\"'‘" and len(text) <= 80
    return not ends_sentence(text) and any(char.isalpha() for char in text)


def mark_head(parts: Sequence[Part]) -> None:
    """Find the bylines and the dates among the first parts."""
    for part in parts[:HEAD_PARTS]:
        if part.kind is None and (byline_names(tidy(part.text)) or is_dateline(tidy(part.text))):
            part.kind = BlockKind.BYLINE


def mark_notices(parts: Sequence[Part]) -> None:
    """Find credits, links to other articles and notices by their own words."""
    tests: tuple[tuple[Callable[[str], bool], BlockKind], ...] = (
        (is_related, BlockKind.RELATED),
        (is_credit, BlockKind.CREDIT),
        (is_notice, BlockKind.BOILERPLATE),
    )
    for part in parts:
        if part.kind is None and len(part.text) <= LONGEST_LINE * 2:
            text = tidy(part.text)
            part.kind = next((kind for test, kind in tests if test(text)), None)


def mark_captions(parts: Sequence[Part]) -> None:
    """Find the captions that stand with a credit: right above or below it, or said again in it."""
    for index, part in enumerate(parts):
        if part.kind is not BlockKind.CREDIT:
            continue
        for near in (index - 1, index + 1):
            if 0 <= near < len(parts) and parts[near].kind is None and _captions(parts[near], part, after=near > index):
                parts[near].kind = BlockKind.CAPTION


def _captions(part: Part, credit: Part, *, after: bool) -> bool:
    text, other = tidy(part.text), tidy(credit.text)
    if len(text) > LONGEST_LINE:
        return False
    if len(text) > 15 and _alike(text, other.split(" | ")[0]):
        return True
    touching = (part if after else credit).gap == 0
    return touching and not ends_sentence(text.rstrip("."))


def _alike(text: str, other: str) -> bool:
    """Whether one of two lines begins with most of the words of the other."""
    first, second = (words_of(line.lower()) for line in (text, other))
    shorter = min(len(first), len(second))
    same = next((index for index in range(shorter) if first[index] != second[index]), shorter)
    return shorter >= 3 and same >= 0.7 * shorter


def mark_headings(parts: Sequence[Part]) -> None:
    """Find the headings: lines of their own above a paragraph."""
    for index, part in enumerate(parts[:-1]):
        below = next((other for other in parts[index + 1 :][:3] if other.kind in {None, BlockKind.QUOTATION}), None)
        if (
            part.kind is None
            and part.alone
            and not part.item
            and below is not None
            and could_be_heading(tidy(part.text))
        ):
            follows = tidy(below.text[: LONGEST_LINE * 2])
            if len(follows) > len(part.text) and (ends_sentence(follows) or len(follows) > LONGEST_HEADING):
                part.kind = BlockKind.HEADING


def mark_strays(parts: Sequence[Part], title: str) -> None:
    """Find headlines of other articles that were copied along with a text and look like headings."""
    headings = [part for part in parts if part.kind is BlockKind.HEADING]
    plain = any(not title_case(tidy(part.text)) for part in headings)
    for part in headings:
        if stray_signs(part, title, among_plain=plain) >= STRAY_AT_LEAST:
            part.kind = BlockKind.RELATED


def stray_signs(part: Part, title: str, *, among_plain: bool) -> int:
    """How much a heading looks like the headline of another article.

    Args:
        part: The heading.
        title: The article's own title.
        among_plain: Whether other headings of the article are not in title case.
    """
    text = tidy(part.text)
    if not title_case(text):
        return 0
    topic = text.split(": ", 1)[0]
    return sum(
        (
            among_plain,
            part.gap >= 2,
            ": " in text and title.startswith(f"{topic}:"),
            len(words_of(text)) >= 8,
            bool(LOUD.search(text)),
        )
    )


def settle(parts: Iterable[Part]) -> None:
    """Call what no rule has named a paragraph."""
    for part in parts:
        part.kind = part.kind or BlockKind.PARAGRAPH
