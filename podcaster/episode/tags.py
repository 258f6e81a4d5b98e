"""ID3v2.3 in front of an MP3: what a player shows, its cover, chapters and synced text."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from mutagen import MutagenError
from mutagen.id3 import (
    APIC,
    CHAP,
    COMM,
    CTOC,
    ID3,
    TALB,
    TCON,
    TDAT,
    TIT2,
    TLAN,
    TLEN,
    TPE1,
    TRCK,
    TYER,
    USLT,
    WXXX,
    CTOCFlags,
    Encoding,
    PictureType,
)
from mutagen.id3._tags import save_frame

from podcaster.wording import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from podcaster.episode.details import Details
    from podcaster.model import Chapter

IN_ADDRESSES = "%/:=&?~#+!$,;'@()*[]"
"""What stays as it is in an address, of which a tag takes ISO 8859-1 alone (RFC 3986, 2.2)."""

MAX_CHAPTERS = 255
"""A table of contents counts its entries in one byte (ID3v2 Chapter Frame Addendum 1.0)."""

NO_OFFSET = 0xFFFFFFFF
"""A chapter's byte offset that tells players to go by its time."""

ISO_639_2 = {"en": "eng", "de": "deu", "fr": "fra", "es": "spa", "it": "ita", "pt": "por", "nl": "nld", "sv": "swe"}
"""The three-letter codes that ID3 wants, for languages with an engine voice of the pool; "und" for the rest."""


def cover_in(path: Path) -> bytes:
    """The cover in an MP3; empty where it has none, or cannot be read."""
    try:
        covers = ID3(path).getall("APIC")
    except MutagenError:
        return b""
    return covers[0].data if covers else b""


class OrderedTags(ID3):
    """ID3 that writes its frames in the order they were added.

    mutagen sorts frames by size, which puts chapters out of time order, and some players list them as they stand
    (quodlibet/mutagen issue 506).
    """

    def _write(self, config: Any) -> bytearray:
        return bytearray(b"".join(save_frame(frame, config=config) for frame in self.values()))


def make_tags(
    details: Details, *, duration: float, chapters: Sequence[Chapter], lyrics: str, cover: bytes, number: int | None
) -> bytes:
    """The tag to put in front of an MP3's frames.

    Args:
        details: Title, author, show, date, language, link and description.
        duration: Seconds.
        chapters: In order; the first 255 are written.
        lyrics: The transcript, in plain text.
        cover: A small JPEG; players read past it before they play.
        number: The episode's number in the show.
    """
    code = ISO_639_2.get(details.language.split("-")[0].lower(), "und")
    text = {"encoding": Encoding.UTF16}
    latin = {"encoding": Encoding.LATIN1}
    tags = OrderedTags()
    frames: list[Any] = [
        TIT2(**text, text=details.title),
        TPE1(**text, text=details.artist),
        TALB(**text, text=details.show),
        TYER(**latin, text=f"{details.dated:%Y}"),
        TDAT(**latin, text=f"{details.dated:%d%m}"),
        TCON(**latin, text="Podcast"),
        TLAN(**latin, text=code),
        TLEN(**latin, text=str(round(duration * 1000))),
        COMM(**text, lang=code, desc="", text=details.description),
        USLT(**text, lang=code, desc="", text=lyrics),
        APIC(**latin, mime="image/jpeg", type=PictureType.COVER_FRONT, desc="", data=cover),
    ]
    if number is not None:
        frames.append(TRCK(**latin, text=str(number)))
    if details.link:
        frames.append(
            WXXX(**text, desc=words_of(details.language)("article"), url=quote(details.link, safe=IN_ADDRESSES))
        )
    for frame in [*frames, *chapter_frames(chapters[:MAX_CHAPTERS], text, words_of(details.language)("chapters"))]:
        tags.add(frame)
    tag = BytesIO()
    tags.save(tag, v1=0, v2_version=3, padding=lambda _: 0)
    return tag.getvalue()


def chapter_frames(chapters: Sequence[Chapter], text: dict[str, Any], heading: str) -> list[Any]:
    """A table of contents under a heading and one frame a chapter, in time order."""
    names = [f"ch{number:03}" for number in range(len(chapters))]
    contents = CTOC(
        element_id="toc",
        flags=CTOCFlags.TOP_LEVEL | CTOCFlags.ORDERED,
        child_element_ids=names,
        sub_frames=[TIT2(**text, text=heading)],
    )
    return [
        contents,
        *(
            CHAP(
                element_id=name,
                start_time=round(chapter.start * 1000),
                end_time=round(chapter.end * 1000),
                start_offset=NO_OFFSET,
                end_offset=NO_OFFSET,
                sub_frames=[TIT2(**text, text=chapter.title)],
            )
            for name, chapter in zip(names, chapters, strict=True)
        ),
    ]
