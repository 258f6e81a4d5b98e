"""The words by which lines around an article give themselves away, one family a pattern.

Each entry is a regular expression in small letters; matching ignores case. ``RELATED``, ``NOTICES`` and ``CREDITS``
match from the beginning of a line, and are narrow on purpose: prose must not begin like that.
"""

from __future__ import annotations

import re


def either(*entries: str) -> str:
    """A group that matches any of some entries."""
    return f"(?:{'|'.join(entries)})"


NETWORKS = either(
    "twitter", "facebook", "instagram", "linkedin", "youtube", "tiktok", "telegram", "whatsapp", "bluesky", "mastodon",
    "threads", "flipboard", "google news", "apple news", "pinterest", "reddit", "social media",
)  # fmt: skip

AGENCY = either(
    "getty(?: images)?", "afp", "ap photo", "associated press", "reuters", "epa(?:-efe)?", "shutterstock",
    "istock(?:photo)?", "alamy(?: stock photo)?", "unsplash", "pexels", "pixabay", "flickr", "wikimedia(?: commons)?",
    "creative commons", "cc[ -]by[\\w .-]*", "zuma(?: press)?", "pa(?: images| wire)?", "press association",
    "photo bank", "wireimage", "filmmagic", "rex(?: features)?", "dpa", "xinhua", "anadolu(?: agency)?", "sipa",
    "corbis", "bloomberg", "handout", "file photo", "courtesy", "stock photo", "adobe stock", "public domain",
    "fair use", "supplied", "screenshot", "screengrab",
)  # fmt: skip
"""Who owns pictures, and what stands in their place."""

PICTURE = either(
    "photo(?:graph)?s?", "image", "picture", "pic", "illustration", "graphic", "video", "artwork", "map", "chart",
    "screenshot", "(?:cover|lead|main|featured|header|top|file) (?:photo|image|picture|video)",
)  # fmt: skip

CREDITS = re.compile(
    either(
        rf"[(\[]?{PICTURE}(?:[ -]credits?)?\s*(?:[:©|/]|by\b|courtesy\b|via\b)",
        r"[(\[]?credits?\s*[:©|]",
        r"[(\[]?©\s*\D",
    ),
    re.IGNORECASE,
)
AGENCY_ALONE = re.compile(
    rf"[(\[]?(?:[^.!?“”\"|]{{2,60}}\s*[/|]\s*|(?:via|source|©)[: ]\s*)?{AGENCY}[)\].]*$", re.IGNORECASE
)
AGENCY_BEHIND = re.compile(
    rf"(?:[/|(\[]\s*{AGENCY}\b[^.!?]{{0,60}}|[/|]\s*[A-Z][^.!?|/]{{2,50}}{AGENCY})[)\].]*$", re.IGNORECASE
)
CREDITED_SENTENCE = re.compile(
    rf"[.”]\s*[(\[]?(?:photo(?:graph)?|image|picture|credit)s?(?: credit)?\s*(?:[:©/]|by\b|courtesy\b)"
    rf"[^.!?]{{2,70}}[)\].]*$"
    rf"|\((?:credit|photo|image|photograph|picture|illustration)\b[^()]{{2,80}}\)\.?$"
    rf"|\([^()]{{2,40}}/{AGENCY}\)\.?$",
    re.IGNORECASE,
)
BAR = re.compile(r"(?P<caption>[^|]{3,240}?)\s+\|\s+(?P<owner>[^|.!?]{2,70})$")
"""A caption and the owner of the picture: "The mill at dawn | Ada Byron"."""

MATTER = either(
    "stor(?:y|ies)", "articles?", "content", "coverage", "links?", "posts?", "reading", "topics?", "news", "videos?"
)
LIKED = r"you (?:may|might) (?:also )?(?:like|be interested in|enjoy)"

POINTERS = either(
    rf"related(?:\s+{MATTER})?",
    r"read(?:\s+(?:more|next|also|this|on|the full (?:story|article)|more (?:on|about|from)\b[^:]{0,50}))?",
    r"(?:see|also) (?:also|read|see|watch)",
    r"also on\s[^:]{2,40}",
    rf"more(?:\s+{MATTER}|\s+to read|\s+(?:on|from|about|in)\b[^:]{{0,50}})?",
    r"must[ -]reads?",
    r"don[’']t miss",
    LIKED,
    rf"recommended(?:\s+(?:for you|{MATTER}))?",
    r"(?:watch|listen)(?:\s+(?:now|also|this|more|next|the video|live|below|to this))?",
    r"trending(?:\s+now)?",
    r"most (?:read|popular|viewed)",
    r"editor[’']?s[’']? (?:picks?|choice)",
    r"in (?:case you missed it|other news)",
    r"(?:top stories|up next|what to read next|further reading|explore more|check out|previously)",
    r"(?:opinion|analysis|explainer|podcast|in pictures|photos|gallery)",
)
RELATED = re.compile(rf"[\[(>→►▶•*–—\-\s]*{POINTERS}\s*(?:[:|»>→–—]|\.{{3}}|…)\s*(?=\S|$)", re.IGNORECASE)
"""A pointer and what it points to: "Read more: ..."."""

RELATED_ALONE = re.compile(
    either(
        rf"related(?: {MATTER})?",
        r"(?:read|see|also|learn) (?:more|next|also|this|see)",
        rf"more (?:{MATTER}|from [\w .&’'-]{{2,40}}|on this (?:story|topic)|like this|to (?:read|explore))",
        LIKED,
        rf"(?:recommended|suggested|sponsored|promoted|popular|latest|trending|featured)(?: (?:for you|now|{MATTER}))?",
        r"most (?:read|popular|viewed|shared)",
        r"editor[’']?s[’']? picks?",
        r"(?:top stories|up next|what to read next|don[’']t miss|keep reading|explore more)",
        r"in this (?:article|story|series)",
        r"also on [\w .&’'-]{2,40}",
        r"(?:around|from) the web",
    )
    + r"[.:…»>]*$",
    re.IGNORECASE,
)
"""The heading of a list of such links."""

CALLS = (
    rf"(?:please )?(?:follow|like|find|join|contact|e-?mail|reach|tweet|write to)(?: [\w’'.&-]+){{1,7}}? "
    rf"(?:on {NETWORKS}|on x\b|at @|@|at \S+@|via e-?mail)"
)
SIGNUP = r"sign[ -]?up\b.{0,80}\b(?:newsletters?|e-?mails?|alerts?|inbox|briefing|free|updates|here|account)\b"
PUBLISHED = r"(?:re)?(?:published|posted|appeared|produced|printed|syndicated)"
ARTICLE = r"(?:article|story|post|piece|content|column|essay|report|interview)"

NOTICES = re.compile(
    r"[\W_]*"
    + either(
        # to writers and sites
        CALLS,
        SIGNUP,
        r"subscribe(?:\s+(?:now|today|here|to (?:our|the|us)\b.{0,60}|for (?:free|full|unlimited))\b.{0,60}$|\W*$)",
        r"(?:get|receive|want) (?:our|the|all|more|a|an|your|this|daily|weekly|breaking|news|stories|updates|alerts)\b"
        r".{0,100}\b(?:newsletters?|(?:to|in) your inbox|breaking news alerts?)\b",
        rf"(?:have|got|do you have|know of) (?:an?|any|something|more) (?:[\w-]+ )?"
        rf"(?:{ARTICLE}|tip|question|comment|correction)s?\b.{{0,200}}"
        r"(?:@|contact us|e-?mail|let us know|send|share).{0,200}$",
        r"(?:support|donate to) (?:our|us|this|quality|independent)\b.{0,140}$",
        r"become an? (?:member|supporter|subscriber)\b.{0,100}$",
        r"to contact the (?:reporter|author|editor|writer)s?\b.{0,240}$",
        r"(?:please )?(?:follow|find|read|see) (?:\S+ ){0,6}(?:coverage|stories|work)\b.{0,120}"
        r"(?:https?://|\bhere\W*$)",
        r"for (?:all|more|the latest)\b.{0,160}"
        r"\b(?:follow us|follow @|download|click here|visit our|subscribe|check out)\b.{0,160}$",
        r"(?:stay (?:updated|tuned|connected)|never miss|don[’']t miss out)\b.{0,120}$",
        r"if you (?:liked|enjoyed) this (?:story|article|post)\b.{0,240}$",
        r"(?:you can unsubscribe|by (?:signing up|subscribing|clicking)|your e-?mail address will not)\b.{0,240}$",
        # buttons
        r"(?:share|tweet|pin|print|email|e-mail|save|copy|send|listen)"
        r"(?: (?:this|it|on|via|to|the|article|story|page|link|by|email|"
        rf"{NETWORKS})){{0,5}}\W*$",
        r"(?:click|tap) (?:here|below|on the (?:image|link|photo|picture|button)|the (?:link|button|image|photo)|"
        r"to (?:enlarge|expand|read|see|"
        r"view|watch|share|subscribe|print|play))\b.{0,100}$",
        r"(?:skip to|back to top|jump to|scroll down|please enable javascript|your browser does not support|"
        r"we use cookies)\b.{0,120}$",
        r"(?:leave a (?:comment|reply)|post a comment|"
        r"(?:view |show |hide |load )?(?:all )?comments?(?: are closed| ?\(\d+\))?)\W*$",
        r"(?:\d+[km]? (?:comments?|shares?|views|likes|retweets)|join the (?:conversation|discussion))\W*$",
        r"(?:download|get|install) (?:the|our) [\w ]{0,30}\bapp\b.{0,120}$",
        r"(?:image|photo|video|play|play video|pause|mute|gallery|slideshow|view (?:full )?gallery|"
        r"enlarge(?: this)? image|(?:toggle|hide) caption|close|loading|caption|show more|view more|load more|expand|"
        r"copied|previous|next|advertisement|advertising|ad|sponsored|promoted|"
        r"audio|transcript|read aloud|live|breaking|exclusive|\d+ ?(?:of|/) ?\d+|\d+ min(?:ute)?s?(?: read)?)\W*$",
        r"(?:story|article) continues (?:below|after)\b.{0,60}$",
        r"continue reading\b.{0,60}$",
        r"(?:terms (?:and conditions|of (?:use|service))|privacy (?:policy|notice)|supported by)\W*$",
        # where it comes from, what it is about
        rf"this {ARTICLE} (?:(?:was|is|has been|first|originally|also) ){{1,4}}{PUBLISHED}\b.{{0,220}}$",
        rf"(?:originally|first|also) {PUBLISHED} (?:on|by|in|at)\b.{{0,120}}$",
        r"(?:republished|reprinted|reproduced|published) (?:with permission|under (?:a )?(?:licen[cs]e|creative))\b"
        r".{0,200}$",
        r"(?:copyright|©|\(c\))\s*(?:©|\(c\)|\d{4}|by\b|the\b).{0,200}$",
        r"all rights reserved\b.{0,200}$",
        r"(?:tags?|topics|filed under|categor(?:y|ies)|keywords|share|sources?):\s*[^.!?]{0,160}$",
        r"(?:pic\.twitter\.com|https?://|www\.)\S*\s*$",
        r"(?:visit|see) [\w’' ]{2,40}(?:home ?page|website) for more.{0,40}$",
        rf"[\w .,’'–-]{{3,120}}\bcontributed (?:reporting|research|to (?:this|the) {ARTICLE})\b.{{0,80}}$",
        r"\((?:additional )?(?:reporting|writing|editing) by [^()]{3,200}\)$",
        r"(?:additional reporting (?:by|from)|with (?:assistance|inputs?|reporting|files) (?:by|from))\b"
        r"[^.!?]{2,120}[.)]*$",
        r"reporting by [^.!?]{3,160};? editing by [^.!?]{3,120}[.)]*$",
        rf"this {ARTICLE} (?:has not been|was not|is not) (?:edited|written|produced)\b.{{0,220}}$",
    ),
    re.IGNORECASE,
)

SIGNATURE = re.compile(
    rf"(?:^|[.!?)]\s+)(?:You can )?(?:[Ff]ollow|[Ff]ind|[Rr]each|[Cc]ontact|E-?mail|[Tt]weet) "
    rf"(?:him|her|them|me|us|@\w+|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)\b"
    rf".{{0,40}}(?:@|{NETWORKS}|(?i:{NETWORKS}))"
    r"|\b[Tt]weets? (?:at|as|from) @\w+|\bon [Tt]witter (?:at |as )?@\w+"
)
"""A sentence at the end of the note about an author: "Follow her on Twitter @adabyron." """

MARKUP = re.compile(r"<[^>]{1,200}>\W*$")
LABEL = re.compile(r"(?:Q|A|Question|Answer|[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}):\s")
"""Who speaks in an interview: "Q: ", "ADA: "."""

LOUD = re.compile(
    r"\b(?:how|why|what|when|where|who|here[’']s|this|these|inside|meet|watch|really|best|worst|top|\d+)\b",
    re.IGNORECASE,
)
"""Words that headlines like and headings inside an article use less."""
