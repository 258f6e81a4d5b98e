"""Send a show to a target, so that the feed that is out is right at every moment, whenever the run is cut off.

The order: audio, side files, covers, pages, archive pages, the feed; each is verified before anything names it. Then
what the feed and the pages lead to no more is removed: episodes that were dropped, old covers and style sheets. Audio
that is out and was made again has an address of its own (``episode.former``), so nothing that a feed leads to changes.
Where it has not, because this folder does not know of the feed that is out, or somebody changed a file by hand, it is
first sent under a name of its own, a feed that leads there is published, the audio at the address is replaced, and the
feed that leads to it again is published. At every moment the feed leads to files that are there, with the lengths that
it says.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from podcaster.errors import PublishError
from podcaster.feed.rss import render_feed
from podcaster.publish.journal import Sent, UploadJournal
from podcaster.publish.plan import FileKind, Upload, feed_uploads
from podcaster.publish.web import Web
from podcaster.slug import is_safe_name

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Sequence

    from podcaster.feed.channel import Channel
    from podcaster.publish.published import Published
    from podcaster.publish.targets import Destination, Stat, Storage

ASKING = 8
"""Files that a server is asked about at once."""

SMALL = 1 << 20
"""A file of no more bytes is read back from the target where the journal does not know it, and not sent again if it
is the same."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run would do."""

    new: tuple[Upload, ...] = ()
    """Files that are not there, or others than these."""
    replaced: tuple[Upload, ...] = ()
    """Audio that is out and was made again; not among ``new``."""
    kept: tuple[Upload, ...] = ()
    """Files that are there already, as they should be."""
    removed: tuple[str, ...] = ()
    """Paths of files that were published, and that neither the feed nor a page leads to any more."""

    @property
    def size(self) -> int:
        """Bytes to send."""
        return sum(upload.size for upload in self.new) + 2 * sum(upload.size for upload in self.replaced)


@dataclass(slots=True)
class Sender:
    """A run: a target, its journal, and who is told."""

    channel: Channel
    """The show and its episodes, at the address where the target puts them."""
    place: Destination
    """The target, as the settings name it."""
    storage: Storage
    """The connection to it."""
    journal: UploadJournal
    """Notes what arrived, so that it is not sent again."""
    progress: Callable[[int], None] = lambda _bytes: None
    """Told the bytes of every part that was sent."""
    notes: list[str] = field(default_factory=list)
    """What could be better about the host, a sentence each."""

    def compare(self, uploads: Sequence[Upload], published: Published) -> Plan:
        """Find what is not there yet.

        Raises:
            PublishError: The target cannot be asked.
        """
        wanted = {upload.path for upload in uploads}
        uploads = [
            upload for upload in uploads if upload.kind is not FileKind.FORMER or self.may_replace(upload, published)
        ]
        workers = ASKING if self.place.kind in ("cloud", "webdav") else 1
        with ThreadPoolExecutor(workers) as pool:
            there = list(pool.map(self.is_there, uploads))
        missing = [upload for upload, known in zip(uploads, there, strict=True) if not known]
        replaced = [
            upload
            for upload in missing
            if upload.kind is FileKind.AUDIO and published.names(upload.path) and self.storage.stat(upload.path)
        ]
        return Plan(
            new=tuple(upload for upload in missing if upload not in replaced),
            replaced=tuple(replaced),
            kept=tuple(upload for upload, known in zip(uploads, there, strict=True) if known),
            removed=tuple(self.find_gone(wanted, published)),
        )

    def may_replace(self, former: Upload, published: Published) -> bool:
        """Whether an episode's former address, which is known here, may get other sound: no feed leads there."""
        return former.path in self.journal.sent and not published.names(former.path)

    def find_gone(self, wanted: Container[str], published: Published) -> Iterator[str]:
        """The files that were published and are not wanted any more, by the journal and by the feed that is out."""
        for path in sorted({*self.journal.sent, *published.files}):
            if path not in wanted and ASIDE not in path and is_inside(path):
                if self.storage.stat(path):
                    yield path
                else:
                    self.journal.forget(path)

    def is_there(self, upload: Upload) -> bool:
        """Whether the target has this very file."""
        stat = self.storage.stat(upload.path)
        if stat is None or stat.size != upload.size:
            return False
        sent = self.journal.sent.get(upload.path)
        if sent and (sent.sha256, sent.version) == (upload.sha256, stat.version):
            return True
        if upload.size > SMALL and self.place.kind != "folder":
            return False
        return self._adopt(upload, stat)

    def _adopt(self, upload: Upload, stat: Stat) -> bool:
        """Read a file back and note it as sent, if it is the same."""
        import hashlib

        data = self.storage.read(upload.path, upload.size)
        if data is None or hashlib.sha256(data).hexdigest() != upload.sha256:
            return False
        self.journal.add(Sent(upload.path, upload.size, upload.sha256, stat.version))
        return True

    def send(self, plan: Plan) -> None:
        """Send everything that a plan names, and remove what it says when the feed leads there no more.

        Raises:
            PublishError: Something could not be sent or verified. The feed that is out is right all the same.
        """
        old = [path for path in self.journal.sent if ASIDE in path]
        with Web() as web:
            files = [upload for upload in plan.new if upload.kind < FileKind.ARCHIVE]
            for upload in (upload for upload in files if upload.kind < FileKind.PAGE):
                self.put(upload, upload.path, web)
            if plan.replaced:
                self.replace_audio(plan.replaced, web)
            documents = [upload for upload in plan.new if upload.kind >= FileKind.ARCHIVE]
            if plan.replaced:  # the feed that is out now leads aside
                documents = list(feed_uploads(render_feed(self.channel)))
            for upload in (*(upload for upload in files if upload.kind is FileKind.PAGE), *documents):
                self.put(upload, upload.path, web)
        for path in (*plan.removed, *(set(old) - {aside_of(upload) for upload in plan.replaced})):
            self.storage.remove(path)
            self.journal.forget(path)

    def replace_audio(self, replaced: Sequence[Upload], web: Web) -> None:
        """Put audio in the place of audio that is out, with a feed that leads elsewhere meanwhile."""
        asides = {upload.path: aside_of(upload) for upload in replaced}
        for upload in replaced:
            self.put(upload, asides[upload.path], web)
        documents = {name: lead_aside(data, self.channel, asides) for name, data in render_feed(self.channel).items()}
        for document in feed_uploads(documents):
            self.put(document, document.path, web)
        for upload in replaced:
            self.put(upload, upload.path, web)

    def put(self, upload: Upload, path: str, web: Web) -> None:
        """Send a file, and look whether it arrived.

        Raises:
            PublishError: It did not.
        """
        self.storage.put(upload, path, self.progress)
        stat = self.storage.stat(path)
        if stat is None or stat.size != upload.size:
            arrived = "nothing" if stat is None else f"{stat.size} bytes"
            raise PublishError(
                f"[targets.{self.place.name}] {path}: {upload.size} bytes were sent, and {arrived} arrived.",
                "Publish again; it goes on from there.",
            )
        if self.place.web and (note := web.verify(upload, self.channel.at(path))):
            self.notes.append(note)
        self.journal.add(Sent(path, upload.size, upload.sha256, stat.version))


ASIDE = ".aside-"
"""In the names of audio files that stand aside while others are replaced. They stay until the next run, because
somebody read the feed that led there."""


def is_inside(path: str) -> bool:
    """Whether a path, which a feed may give, stays inside the show's folder."""
    return all(is_safe_name(part) for part in path.split("/"))


def aside_of(upload: Upload) -> str:
    """Where audio stands while the audio at its address is replaced."""
    stem, dot, suffix = upload.path.rpartition(".")
    return f"{stem}{ASIDE}{upload.sha256[:8]}{dot}{suffix}"


def lead_aside(document: bytes, channel: Channel, asides: dict[str, str]) -> bytes:
    """A feed that leads to the audio that stands aside."""
    for path, aside in asides.items():
        before, after = channel.at(path), channel.at(aside)
        document = document.replace(enclosed(before), enclosed(after))
    return document


def enclosed(address: str) -> bytes:
    """The end of an enclosure's address as it stands in a feed, with or without a prefix before it."""
    return f'{address.partition("://")[2]}" length='.replace("&", "&amp;").encode()
