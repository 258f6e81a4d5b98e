"""Shortcodes and template tags of site generators: the tags go, the words between them stay, unless they are none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.article.page.tree import left_out
from podcaster.patterns import on_demand

if TYPE_CHECKING:
    from podcaster.article.parts import Part
    from podcaster.model import LeftOut

SILENT = frozenset(
    {
        "highlight", "code", "codeblock", "sourcecode", "comment", "mermaid", "math", "katex", "plantuml", "embed",
        "video", "audio", "playlist", "gallery", "iframe", "youtube", "vimeo", "tweet", "gist", "instagram",
        "caption", "chart", "map", "script", "style", "raw-html", "rawhtml", "figure", "image", "img", "picture",
    }
)  # fmt: skip
"""Shortcodes between whose tags stands nothing that is read: programs, addresses, captions."""
ALONE = frozenset(
    {
        "gallery", "embed", "caption", "audio", "video", "playlist", "code", "youtube", "vimeo", "toc",
        "contact-form", "more", "nextpage",
    }
)  # fmt: skip
"""WordPress' shortcodes that stand without an attribute and without an end."""
TAG = on_demand(
    r"\{\{[<%]\s*(?P<shut>/)?\s*(?P<hugo>[\w./-]+)[^\n]{0,1000}?[%>]\}\}"
    r"|\{%-?\s*(?P<jekyll>[\w./-]+)[^\n]{0,1000}?%\}"
    r"|\{\{-?\s*[\w.\"'][^{}\n]{0,300}\}\}"
    r"|\[(?P<end>/)?(?P<press>[a-z][a-z0-9_-]{1,40})"
    r"(?P<with>(?:\s+[\w-]{1,40}=(?:\"[^\"\n]{0,600}\"|'[^'\n]{0,600}'|[^\s\]\"']{1,200})|\s+https?://[^\s\]]{1,300}){0,20})\s*/?\](?![(:])",
    re.IGNORECASE,
)
"""Hugo's {{< x >}} and {{% x %}}, Jekyll's and Liquid's {% x %} and {{ x }}, WordPress' [x y="z"] and [/x]."""
CLOSING = on_demand(r"(?:\{\{[<%]\s*/\s*|\{%-?\s*end|\[/)([\w./-]+)", re.IGNORECASE)


def without_shortcodes(text: str, out: list[LeftOut]) -> str:
    """A text without shortcodes, and without what stands between the tags of silent ones.

    Args:
        text: Markdown or plain text.
        out: Where the words are noted that are taken out, with the reason.
    """
    if "{{" not in text and "{%" not in text and "[" not in text:
        return text
    closed = {name.lower() for name in CLOSING.findall(text)}
    pieces: list[str] = []
    place = since = 0
    silent = ""
    for tag in TAG.finditer(text):
        name, ends = name_of(tag)
        if silent:
            if ends and name == silent:
                if words := " ".join(text[since : tag.start()].split()):
                    out.append(left_out(words, f"a shortcode ({silent})"))
                silent, place = "", tag.end()
            continue
        if tag["press"] and not (tag["with"] or name in closed or (name in ALONE and is_line(text, tag))):
            continue  # [the writer's own words]
        pieces.append(text[place : tag.start()])
        place = tag.end()
        if not ends and name in SILENT and name in closed:
            silent, since = name, tag.end()
    return "".join((*pieces, text[place:]))


def is_line(text: str, tag: re.Match[str]) -> bool:
    """Whether a tag stands on a line of its own."""
    before = text[text.rfind("\n", 0, tag.start()) + 1 : tag.start()]
    behind = text[tag.end() : tag.end() + 40].split("\n", 1)[0]
    return not before.strip() and not behind.strip()


def name_of(tag: re.Match[str]) -> tuple[str, bool]:
    """The name of a tag, and whether it closes."""
    if tag["hugo"]:
        return tag["hugo"].lower(), bool(tag["shut"])
    if tag["jekyll"]:
        name = tag["jekyll"].lower()
        return name.removeprefix("end"), name.startswith("end")
    return (tag["press"] or "").lower(), bool(tag["end"])


def without_tags(parts: list[Part], out: list[LeftOut]) -> list[Part]:
    """The parts without the shortcodes that a system has left in them; those that were nothing else are gone."""
    for part in parts:
        if "[" in part.text or "{{" in part.text or "{%" in part.text:
            part.text = without_shortcodes(part.text, out)
    return [part for part in parts if part.text.strip()]
