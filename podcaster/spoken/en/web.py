"""Addresses on the web, e-mail, handles and hashtags."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.spoken.en.capitals import is_spelled
from podcaster.spoken.rule import rule

if TYPE_CHECKING:
    from podcaster.spoken.en.context import Context

ENDINGS = (
    "com|org|net|edu|gov|mil|int|info|biz|io|ai|co|tv|fm|me|ly|app|dev|blog|news|uk|us|ca|au|nz|ie|de|fr|it|es|nl|"
    "eu|ch|at|jp|cn|in|br|ru|se|no|"
    "dk|pl|be|za|mx|kr|xyz|shop|store|online|site|tech|live|media|world|club|gg|gl|sh|so|to|cc|page|show|audio"
)
ENGLISH_WORDS = frozenset("in it to so no at be me us is as news live show world page".split())  # noqa: SIM905
"""Endings that are also words: after them alone, "end.No" is a missing space and no address."""
HOST = rf"(?:[A-Za-z0-9][A-Za-z0-9-]{{0,62}}\.){{1,5}}(?:{ENDINGS})\b(?!\.?[A-Za-z0-9-])"
PATH = r"(?:[/?#](?:[^\s<>\"”]{0,1000}[^\s<>\"”.,;:!?'’)])?)?"
FILES = "txt|pdf|jpe?g|png|gif|mp[34]|wav|docx?|xlsx?|pptx?|csv|html?|py|md|zip|exe|json|xml"
MARKS = {".": "dot", "_": "underscore", "-": "dash", "+": "plus"}


def say_part(part: str, context: Context) -> str:
    """A part of an address: its words, letters and figures."""
    if "-" in part:
        return " dash ".join(say_part(piece, context) for piece in part.split("-") if piece)
    said = []
    for piece in re.findall(r"[A-Za-z]+|\d+", part):
        if piece.isdecimal():
            said.append(context.number(piece) if len(piece) < 3 else " ".join(map(context.number, piece)))
        else:
            said.append(piece if re.search("[aeiouyAEIOUY]", piece) else context.spell(piece.upper()))
    return " ".join(said)


def say_host(host: str, context: Context) -> str:
    """A host's name with its dots: "example dot com"."""
    *parts, ending = re.sub(r"^(?:www\d?|m|amp)\.", "", host).split(".")
    last = ending if len(ending) > 2 and ending != "xyz" else context.spell(ending.upper())
    return " dot ".join([*(say_part(part, context) for part in parts), last])


def say_url(match: re.Match[str], context: Context) -> str:
    """https://www.example.com/a/b?x=1: the host alone; nobody can follow the rest by ear."""
    return say_host(match["host"], context)


def say_address(match: re.Match[str], context: Context) -> str | None:
    """example.com; not two sentences with no space between."""
    name, ending = match["host"].rsplit(".", 1)
    if re.fullmatch(r"[\d.]+", name) or (name.count(".") == 0 and ending in ENGLISH_WORDS and name[0].islower()):
        return None
    return say_host(match["host"], context)


def say_email(match: re.Match[str], context: Context) -> str:
    """jane.doe@example.com."""
    local = re.findall(r"[._+-]|[^._+-]+", match["local"])
    name = " ".join(MARKS.get(part) or say_part(part, context) for part in local)
    return f"{name} at {say_host(match['host'], context)}"


def say_path(match: re.Match[str], context: Context) -> str:
    r"""C:\Users\tom: a drive and folders."""
    drive, *parts = match[0].split("\\")
    return " backslash ".join([f"{drive[0]} colon", *(say_words(part, context) for part in parts)])


def say_file(match: re.Match[str], context: Context) -> str:
    """notes.txt, .mp3."""
    letters, figures = match[2].rstrip("0123456789"), match[2].lstrip("abcdefghijklmnopqrstuvwxyz")
    ending = letters if letters in {"zip", "exe", "json"} else context.spell(letters.upper())
    name = f"{say_part(match[1], context)} " if match[1] else ""
    return f"{name}dot {ending} {context.number(figures) if figures else ''}".rstrip()


def say_words(name: str, context: Context) -> str:
    """The words of a name written in one: BlackLivesMatter, ai_news, COVID19."""
    said = []
    for piece in re.findall(r"[A-Z]{2,}(?=[A-Z][a-z]|\b|_|\d|$)|[A-Z]?[^\W\dA-Z_]+|[A-Z]|\d+", name):
        if piece.isdecimal():
            said.append(context.year(piece) if re.fullmatch(r"(?:19|20)\d\d", piece) else context.number(piece))
        else:
            said.append(context.spell(piece) if piece.isupper() and is_spelled(piece) else piece)
    return " ".join(said)


def say_hashtag(match: re.Match[str], context: Context) -> str:
    """#1 "number one", #BlackLivesMatter "hashtag Black Lives Matter"."""
    tag = match[1]
    return f"number {context.number(tag)}" if tag.replace(",", "").isdecimal() else f"hashtag {say_words(tag, context)}"


RULES = (
    rule("e-mail", "letter digit", rf"(?:mailto:)?(?P<local>[A-Za-z0-9][\w.+-]{{0,63}})@(?P<host>{HOST})", say_email),
    rule(
        "URL", "letter", rf"(?:https?|ftp)://(?P<host>[A-Za-z0-9.-]{{1,253}}[A-Za-z0-9])(?::\d{{1,5}})?{PATH}", say_url
    ),
    rule("address", "letter digit", rf"(?P<host>(?:www\.)?{HOST})(?::\d{{1,5}})?{PATH}", say_address),
    rule("path of Windows", "letter", r"[A-Z]:(?:\\[\w.-]{1,60}){1,12}(?<!\.)", say_path),
    rule("DOI", "digit", r"10\.\d{4,9}/[^\s\"”<>]{1,200}(?<![.,;:)])", "link"),
    rule("ending alone", "sign", r"(?<!\w)\.(com|org|net|edu|gov)\b", lambda match, _: f"dot {match[1]}"),
    rule("file name", "letter sign", rf"([A-Za-z][\w-]{{0,40}})?\.({FILES})\b(?!\.?\w)", say_file),
    rule("handle", "sign", r"(?<!\w)@([A-Za-z_]\w{0,40})", lambda match, context: f"at {say_words(match[1], context)}"),
    rule("hashtag", "sign", r"#(\d{1,3}(?:,\d{3}){0,3}|\w{1,100})(?!\w)", say_hashtag),
)
