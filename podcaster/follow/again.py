"""Pages looked at again once their episode is there: most feeds do not tell that an article was corrected.

A page is asked about more and more seldom, with its ETag, and as a guest: whenever a quarter of its age has gone by
since the last time, a quarter of an hour at least. In its first day that is some fifteen times.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from podcaster.article.web import Ask, RefusedError
from podcaster.errors import ArticleError
from podcaster.follow.found import SourceError
from podcaster.follow.page import page_material
from podcaster.follow.reading import read_piece

if TYPE_CHECKING:
    from collections.abc import Iterator

    from podcaster.follow.found import Material, SourceMemory
    from podcaster.follow.office import Office
    from podcaster.follow.state import Database, Piece

SHARE = 4
"""A page is looked at again when this part of its age has gone by."""
EARLIEST = 900.0
"""Seconds after which a page is looked at again at the earliest."""
MOST = 20
"""Pages of a source that are looked at again in a round, the newest ones."""
MOST_KEPT = 200
"""Pages whose ETags are kept when they are read."""
GONE = (404, 410)
CHOSEN = (
    "source = ? AND seen > ? AND state IN ('made', 'published', 'waiting') AND made_of != '' AND made_of = digest"
    " AND brought = 0 AND address != ''"
)


def changed_pages(office: Office, name: str, memory: SourceMemory) -> Iterator[tuple[Piece, Material]]:
    """The pieces of a source whose pages may read differently now, each with its page.

    Args:
        office: The newsroom's.
        name: The source's.
        memory: What it remembers: of each page its ETag, its Last-Modified and when it was asked for.
    """
    now = office.now
    recent = office.database.where(CHOSEN, name, now - office.following(name).again * 3600)[-MOST:]
    known = memory.values.get("pages", {})
    pages = memory.values["pages"] = {piece.key: known.get(piece.key, ["", "", piece.seen]) for piece in recent}
    for piece in recent:
        etag, modified, last = pages[piece.key]
        if now - last < max(EARLIEST, (now - piece.seen) / SHARE):
            continue
        pages[piece.key] = [etag, modified, now]
        try:
            page = office.visits.fetch(piece.address, Ask(etag=etag, modified=modified))
            if page.fresh:
                pages[piece.key] = [page.etag, page.modified, now]
                yield piece, page_material(page)
        except RefusedError as error:
            if error.status in GONE and piece.reason != error.what:
                office.database.update(piece, reason=error.what)
                way = "Its episode stays; podcaster episodes remove takes it away."
                office.say("problem", f"{piece.name}: {error.what} {way}", piece)
        except (ArticleError, SourceError):
            continue  # it is well as it was; the next time is soon enough


def remember(database: Database, piece: Piece, material: Material, now: float) -> None:
    """Keep the ETag and the Last-Modified of a page that was read, to ask with them the next time."""
    look = database.look(piece.source)
    values = json.loads(look.memory)
    pages = values.setdefault("pages", {})
    if (material.etag or material.modified) and len(pages) < MOST_KEPT:
        pages[piece.key] = [material.etag, material.modified, now]
        database.keep_look(replace(look, memory=json.dumps(values)))


def reads_differently(office: Office, piece: Piece, material: Material) -> bool:
    """Whether a page says something else than what its episode was made of; what is no article says nothing."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / Path(piece.material).name
        path.write_bytes(material.data)
        try:
            return read_piece(office.settings.article, path, piece.name).digest != piece.made_of
        except ArticleError:
            return False
