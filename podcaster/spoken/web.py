"""Addresses on the web, e-mail, handles and hashtags."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.spoken.letters import PRONOUNCEABLE, known
from podcaster.spoken.rule import rule

if TYPE_CHECKING:
    from podcaster.spoken.rule import Place

ENDINGS = (
    "com|org|net|edu|gov|mil|int|info|biz|io|ai|co|tv|fm|me|ly|app|dev|blog|news|uk|us|ca|au|nz|ie|de|fr|it|es|nl|eu|ch|at|jp|cn|in|br|ru|se|no|"
    "dk|pl|be|za|mx|kr|xyz|shop|store|online|site|tech|live|media|world|club|gg|gl|sh|so|to|cc|be|page|show|audio|club"
)
HOST = rf"(?:[A-Za-z0-9][A-Za-z0-9-]{{0,62}}\.){{1,5}}(?:{ENDINGS})\b(?!\.?[A-Za-z0-9-])"


def part_of(part: str, place: Place) -> str:
    """A part of an address: words and letters and figures."""
    said = []
    for piece in re.findall(r"[A-Za-z]+|\d+", part):
        if piece.isdigit():
            said.append(place.number(piece) if len(piece) < 3 else " ".join(place.number(figure) for figure in piece))
        elif (
            len(piece) < 4
            and piece.isalpha()
            and not PRONOUNCEABLE.match(piece.upper())
            or piece in {"uk", "us", "eu", "tv", "fm", "io", "ai", "au", "cnn", "bbc"}
        ):
            said.append(place.spell(piece.upper()))
        else:
            said.append(piece)
    return " ".join(said)


def say_host(host: str, place: Place) -> str:
    """A host's name with its dots: "example dot com"."""
    host = re.sub(r"^(?:www\d?|m|amp)\.", "", host)
    return " dot ".join(part_of(part, place) for part in host.split("."))


def say_url(match: re.Match[str], place: Place) -> str:
    """https://www.example.com/a/b?x=1: the host alone; nobody can follow the rest by ear."""
    said = say_host(match["host"], place)
    return said or "link"


def say_email(match: re.Match[str], place: Place) -> str:
    """jane.doe@example.com."""
    local = match["local"]
    names = {".": "dot", "_": "underscore", "-": "dash", "+": "plus"}
    said = " ".join(names.get(part) or part_of(part, place) for part in re.findall(r"[._+-]|[^._+-]+", local))
    return f"{said} at {say_host(match['host'], place)}"


def words_of(name: str, place: Place) -> str:
    """The words of a name written in one: BlackLivesMatter, ai_news, COVID19."""
    pieces = re.findall(r"[A-Z]{2,}(?=[A-Z][a-z]|\b|_|\d|$)|[A-Z]?[^\W\dA-Z_]+|[A-Z]|\d+", name)
    said = []
    for piece in pieces:
        if piece.isdigit():
            said.append(place.year(piece) if re.fullmatch(r"(?:19|20)\d\d", piece) else place.number(piece))
        elif (
            piece.isupper()
            and len(piece) > 1
            and (len(piece) < 4 or not PRONOUNCEABLE.match(piece))
            and not (known(piece) and PRONOUNCEABLE.match(piece) and len(piece) > 3)
        ):
            said.append(place.spell(piece))
        else:
            said.append(piece)
    return " ".join(said)


def say_handle(match: re.Match[str], place: Place) -> str:
    """@handle."""
    return f"at {words_of(match[1], place)}"


def say_hashtag(match: re.Match[str], place: Place) -> str:
    """#1 "number one", #BlackLivesMatter "hashtag Black Lives Matter"."""
    tag = match[1]
    if tag.replace(",", "").isdigit():
        return f"number {place.number(tag)}"
    return f"hashtag {words_of(tag, place)}"


RULES = (
    rule(
        "e-mail",
        "letter digit",
        rf"(?:mailto:)?(?P<local>[A-Za-z0-9][\w.+-]{{0,63}})@(?P<host>{HOST})",
        say_email,
        whole=True,
    ),
    rule(
        "URL",
        "letter",
        rf"(?:https?|ftp)://(?P<host>[A-Za-z0-9.-]{{1,253}}[A-Za-z0-9])(?::\d{{1,5}})?(?:[/?#](?:[^\s<>\"”]{{0,1000}}[^\s<>\"”.,;:!?'’)])?)?",
        say_url,
        whole=True,
    ),
    rule(
        "address",
        "letter digit",
        rf"(?P<host>(?:www\.)?{HOST})(?:/(?:[^\s<>\"”]{{0,1000}}[^\s<>\"”.,;:!?'’)])?)?",
        lambda match, place: address(match, place),
        whole=True,
    ),
    rule("handle", "sign", r"(?<![\w])@([A-Za-z_]\w{0,40})", say_handle, whole=True),
    rule("hashtag", "sign", r"#(\d[\d,]{0,10}|\w{1,100})(?!\w)", say_hashtag, whole=True),
)


def address(match: re.Match[str], place: Place) -> str | None:
    """example.com; not a missing space between two sentences."""
    last = match["host"].rsplit(".", 1)
    if (
        match["host"].count(".") == 1
        and last[1]
        in {"in", "it", "to", "so", "no", "at", "be", "me", "us", "is", "in", "news", "live", "show", "world", "page"}
        and not match[0].startswith("www.")
    ):
        return None
    if re.fullmatch(r"[\d.]+", last[0]):
        return None
    return say_host(match["host"], place)
