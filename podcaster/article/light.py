"""Plain text in the light marks of wikis, forums and editors: the marks go, the words stay.

MediaWiki's ''slanted'' and [[page|words]], forums' [b] and [url=...], Org's #+TITLE, reStructuredText's directives,
*stars* around words, "=== HEADING ===". A text with none of them stays as it is.
"""

from __future__ import annotations

import re

from podcaster.patterns import on_demand

STARS = on_demand(r"(?<![\w*\\])(?P<sign>\*{1,3})(?=[^\W_])(?P<words>[^*\n]{0,200}?[\w.!?,’%)])(?P=sign)(?![\w*])")
"""Words between stars: *never*."""
DECORATED = on_demand(
    r"^[ \t]*(?P<sign>[=*~#])(?P=sign){1,40}[ \t]+(?P<words>\S[^\n]{0,100}?)[ \t]+(?P=sign){2,40}[ \t]*$", re.M
)
"""A heading between rules of signs: "=== THE POT ==="."""
FORUM = on_demand(
    r"\[/?(?:b|i|u|s|em|strong|size|color|font|center|left|right|justify|list|quote|indent|spoiler|h[1-6])(?:=[^\]\n]{1,80})?\]"
    r"|\[/?(?:url|email)(?:=[^\]\n]{1,300})?\]",
    re.IGNORECASE,
)
FORUM_CLOSED = on_demand(r"\[/(?:b|i|u|url|quote|size|color|list)\]", re.IGNORECASE)
FORUM_PICTURE = on_demand(r"\[(img|video|youtube|media)(?:=[^\]\n]{1,80})?\][^\[\n]{0,600}\[/\1\]", re.IGNORECASE)
FORUM_ITEM = on_demand(r"^[ \t]*\[\*\][ \t]*", re.MULTILINE)
WIKI = on_demand(r"'''[^'\n]{1,200}'''|\[\[[^\[\]\n]{1,300}\]\]|<ref\b|^==[^=\n]{1,120}==\s*$", re.MULTILINE)
WIKI_MARKS = 2
"""Different places with marks of a wiki from which on a text is written in them."""
WIKI_GONE = on_demand(
    r"<ref\b[^<>]{0,300}/>|<ref\b[^<>]{0,300}>.{0,2000}?</ref>|\{\{[^{}]{0,2000}\}\}|<!--.{0,4000}?-->|"
    r"^\{\|.{0,8000}?^\|\}|__[A-Z]{3,20}__|\[\[(?:file|image|category|datei|kategorie|fichier|catégorie|archivo|categoría)"
    r":(?:[^\[\]]|\[\[[^\[\]]{0,300}\]\]){0,2000}\]\]",
    re.IGNORECASE | re.DOTALL | re.MULTILINE,
)
WIKI_LINK = on_demand(
    r"\[\[(?:[^\[\]|\n]{0,300}\|)?(?P<shown>[^\[\]|\n]{1,300})\]\]|\[https?://\S{1,600} (?P<words>[^\]\n]{1,300})\]"
)
WIKI_HEADING = on_demand(r"^(?P<sign>={2,6})[ \t]*(?P<words>[^=\n][^\n]{0,160}?)[ \t]*(?P=sign)[ \t]*$", re.MULTILINE)
SLANTED = on_demand(r"'{2,5}")
ORG = on_demand(r"^#\+(?P<name>[A-Za-z_]{2,30}):[ \t]*(?P<value>[^\n]*)$", re.MULTILINE)
DIRECTIVE = on_demand(
    r"^\.\. [\w-]{2,40}::[ \t]*(?P<words>[^\n]*)(?P<fields>(?:\n[ \t]+:[\w-]{1,40}:[^\n]*)*)", re.MULTILINE
)
SAID = ("note", "warning", "tip", "hint", "important", "caution", "attention")
"""Directives of reStructuredText whose words are read."""


def without_light_marks(text: str) -> str:
    """A plain text without the light marks of wikis, forums and editors."""
    if "*" in text:
        text = STARS.sub(lambda mark: mark["words"], text)
    text = DECORATED.sub(lambda heading: heading["words"], text) if re.search(r"[=*~#]{2}[ \t]*$", text, re.M) else text
    if FORUM_CLOSED.search(text):
        text = FORUM_ITEM.sub("• ", FORUM.sub("", FORUM_PICTURE.sub("", text)))
    if "#+" in text:
        text = ORG.sub(lambda field: field["value"] if field["name"].lower() == "title" else "", text)
        text = re.sub(r"^\*{1,6} (?:TODO |DONE )?(?=\S)", "", text, flags=re.MULTILINE)
    if ":: " in text or "::\n" in text:
        text = DIRECTIVE.sub(lambda found: found["words"] if found[0][3:].startswith(SAID) else "", text)
    return without_wiki_marks(text)


def without_wiki_marks(text: str) -> str:
    """A text in MediaWiki's marks as its words; any other text as it is."""
    if ("''" not in text and "[[" not in text) or len(WIKI.findall(text)) < WIKI_MARKS:
        return text
    text = WIKI_HEADING.sub(lambda heading: f"\n{heading['words']}\n", WIKI_GONE.sub("", WIKI_GONE.sub("", text)))
    return SLANTED.sub("", WIKI_LINK.sub(lambda link: link["shown"] or link["words"], text))
