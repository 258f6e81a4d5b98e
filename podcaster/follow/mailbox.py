"""A mailbox as a source: over IMAP (RFC 3501), encrypted, and only what has come since the last look.

A mail is read without being marked as read. The password comes from the environment.
"""

from __future__ import annotations

import hashlib
import imaplib
import os
import re
import socket
import ssl
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, unquote

from podcaster.address import Address
from podcaster.article.guard import resolve
from podcaster.article.sources import LARGEST
from podcaster.errors import SettingsError
from podcaster.follow.found import FoundPiece, SourceError
from podcaster.follow.mail import mail_page, parse_mail, subject_of
from podcaster.follow.page import BOM

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from podcaster.follow.found import Material, SourceMemory
    from podcaster.follow.state import Piece
    from podcaster.settings import Fetching
    from podcaster.settings.newsroom import Following

PASSWORD = "PODCASTER_SOURCE_PASSWORD"  # noqa: S105  (the variable's name)
BATCH = 50
"""Mails fetched at once, at most: a look that is cut off loses no more than these."""
MOST = 64_000_000
"""Bytes of one answer: the sizes of half a million mails, or a batch of mails; no server sends without end."""
LINE = 64
"""Bytes that a line costs besides its own: what is kept of it."""
LONGEST = 300.0
"""Seconds that one answer may take: one that comes by the drop keeps every limit of a single piece."""
PORTS = {"imaps": 993, "imap": 143}
SIZES = re.compile(rb"UID (\d{1,10})\b[^)]*?RFC822\.SIZE (\d{1,18})\b|RFC822\.SIZE (\d{1,18})\b[^)]*?UID (\d{1,10})\b")


class Connection(imaplib.IMAP4):
    """A connection to a checked address, under the server's own name; every answer has an end.

    Args:
        host: The server's name, for its certificate.
        port: Its port.
        address: Its address, checked.
        timeout: Seconds to wait for a piece of an answer.
        secure: Encrypted from the first byte on; else it is asked to be (STARTTLS).

    Raises:
        SourceError: Its greeting has no end, or no sense.
    """

    def __init__(self, host: str, port: int, address: str, timeout: float, *, secure: bool) -> None:
        self.address = address
        self.secure = secure
        self.context = ssl.create_default_context()  # with SSL_CERT_FILE, which certificates of one's own need
        self.plain: socket.socket | None = None
        self.host = host
        with self.limits():
            super().__init__(host, port, timeout)
            if not secure:
                self.starttls(self.context)

    def _create_socket(self, timeout: float | None) -> socket.socket:
        self.plain = socket.create_connection((self.address, self.port), timeout)
        if not self.secure:
            return self.plain
        secured = self.context.wrap_socket(self.plain, server_hostname=self.host, do_handshake_on_connect=False)
        self.plain = secured
        secured.do_handshake()
        return secured

    @contextmanager
    def limits(self) -> Iterator[None]:
        """The limits of one answer.

        Raises:
            SourceError: It is too long, takes too long, or makes no sense.
        """
        self.left, self.late = MOST, False
        clock = threading.Timer(LONGEST, self.cut_off)
        clock.daemon = True
        clock.start()
        try:
            yield
        except (OSError, imaplib.IMAP4.error, ValueError) as error:
            if self.left < 0:
                raise SourceError(f"{self.host} sends more than {MOST // 1_000_000} MB in one answer.") from error
            if self.late:
                raise SourceError(f"{self.host} needs more than {LONGEST:.0f} seconds for one answer.") from error
            if not isinstance(error, OSError | imaplib.IMAP4.error):  # a length of thousands of digits
                raise SourceError(f"{self.host} does not answer as a mailbox does.") from error
            raise
        finally:
            clock.cancel()

    def cut_off(self) -> None:
        """End the connection, whatever is being waited for."""
        self.late = True
        waiting = getattr(self, "sock", None) or self.plain  # the first while it is being encrypted
        if waiting is not None:
            with suppress(OSError):
                waiting.shutdown(socket.SHUT_RDWR)

    def read(self, size: int) -> bytes:
        """Some bytes of an answer.

        Raises:
            abort: They are too many.
        """
        self.count(size)
        return super().read(size)

    def readline(self) -> bytes:
        """A line of an answer.

        Raises:
            abort: It is one too many.
        """
        line = super().readline()
        self.count(len(line) + LINE)
        return line

    def count(self, size: int) -> None:
        """Take some bytes from what is left of an answer."""
        self.left -= size
        if self.left < 0:
            raise self.abort("the answer has no end")  # limits() says it in our words


class Mailbox:
    """A mailbox over IMAP.

    Args:
        name: The source's, for sentences and the password's variable.
        following: Its settings.
        reading: The time limit, and whether a server of the own network is allowed.
    """

    every = 0.0

    def __init__(self, name: str, following: Following, reading: Fetching) -> None:
        self.name = name
        self.following = following
        self.reading = reading
        self.parts, self.folder = parts_of_mailbox(name, following.mailbox)

    def look(self, memory: SourceMemory) -> Iterable[FoundPiece]:
        """The mails that have come since the last look, the oldest first.

        Raises:
            SourceError: The server cannot be reached, or refuses.
            SettingsError: The password is not set.
        """
        try:
            connection = self.connect()
            try:
                yield from self.mails(connection, memory)
            finally:
                with suppress(OSError, imaplib.IMAP4.error, SourceError), connection.limits():
                    connection.logout()
        except ssl.SSLError as error:
            way = "Where it has a certificate of its own, name that in SSL_CERT_FILE of the environment."
            raise SourceError(f"{self.parts.hostname} cannot be trusted: {error.reason}.", way) from error
        except (imaplib.IMAP4.error, TimeoutError) as error:
            raise SourceError(f"{self.parts.hostname} refuses: {text_of(error)}.") from error

    def connect(self) -> Connection:
        """A connection that is logged in."""
        password = password_of(self.name)
        host = str(self.parts.hostname)
        port = self.parts.port or PORTS[self.parts.scheme]
        address = resolve(host, port, f"{self.parts.scheme}://{host}", self.reading)
        secure = self.parts.scheme == "imaps"
        try:
            connection = Connection(host, port, address, self.reading.timeout, secure=secure)
        except (ConnectionError, socket.gaierror) as error:
            raise SourceError(f"{host} cannot be reached.", "Check mailbox and this machine's connection.") from error
        try:
            with connection.limits():
                connection.login(unquote(str(self.parts.username)), password)
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error as error:
            with suppress(OSError):
                connection.shutdown()
            raise SourceError(
                f"{host} refuses to let {unquote(str(self.parts.username))} in: {text_of(error)}.",
                f"Check mailbox of [sources.{self.name}], and the app password in {variable(self.name)}.",
            ) from error
        return connection

    def mails(self, connection: Connection, memory: SourceMemory) -> Iterator[FoundPiece]:
        """The new mails of a mailbox that is logged into."""
        with connection.limits():
            status, told = connection.select(f'"{self.folder}"', readonly=True)
        if status != "OK":
            raise SourceError(f"There is no mailbox {self.folder} at {self.parts.hostname}: {text_of(told[0])}.")
        validity = text_of(connection.response("UIDVALIDITY")[1][0])
        same = memory.values.get("validity") == validity
        last = int(memory.values.get("last", 0)) if same else 0
        with connection.limits():  # one line a mail: a search's answer is one line, which may be too long for imaplib
            rows = connection.uid("FETCH", f"{last + 1}:*", "(UID RFC822.SIZE)")[1]
        mails = [mail for mail in sizes_of(rows) if mail[0] > last]  # "n:*" always names the newest one
        if not memory.values.get("validity") and self.following.backlog:
            mails = mails[-self.following.backlog :]
        for batch in batches_of(mails):
            yield from self.fetch(connection, batch)
            memory.values |= {"validity": validity, "last": batch[-1]}
        if mails:
            memory.values["last"] = mails[-1][0]
        memory.values["validity"] = validity

    def fetch(self, connection: Connection, uids: list[int]) -> Iterator[FoundPiece]:
        """The mails of some UIDs."""
        with connection.limits():
            rows = connection.uid("FETCH", ",".join(map(str, uids)), "(UID BODY.PEEK[])")[1]
        for row in rows:
            if isinstance(row, tuple) and len(row) == 2:
                yield mail_found(row[1])

    def read(self, piece: Piece) -> Material | None:
        """A look brings the words along; a mail that has lost them is not asked for again.

        Raises:
            SourceError: Always.
        """
        raise SourceError(f"The mail “{piece.title}” is not kept any more.", "Send it to the mailbox again.")

    def close(self) -> None:
        """Nothing is held between two looks."""


def sizes_of(rows: Iterable[object]) -> list[tuple[int, int]]:
    """The UID and the size of each mail that a server has told of, by UID."""
    sizes = {}
    for row in rows:
        if isinstance(row, bytes) and (match := SIZES.search(row)):
            uid, size, size_first, uid_behind = match.groups()
            sizes[int(uid or uid_behind)] = int(size or size_first)
    return sorted(sizes.items())


def batches_of(mails: Iterable[tuple[int, int]]) -> Iterator[list[int]]:
    """UIDs to be fetched at once: no more than memory holds, and without those that are empty or too large."""
    batch: list[int] = []
    total = 0
    for uid, size in mails:
        if not 0 < size <= LARGEST:
            continue
        if len(batch) == BATCH or total + size > LARGEST:
            yield batch
            batch, total = [], 0
        batch.append(uid)
        total += size
    if batch:
        yield batch


def mail_found(data: bytes) -> FoundPiece:
    """A mail as a piece. One without text is a piece too, and fails when its episode is made."""
    from podcaster.follow.found import Material

    mail = parse_mail(data)
    digest = hashlib.sha256(data).hexdigest()[:32]
    key = str(mail.get("Message-ID", "")).strip() or digest
    try:
        page = mail_page(mail)
    except SourceError:
        page = ""
    return FoundPiece(key, digest, subject_of(mail), material=Material.of(BOM + page if page else "", ".html"))


def parts_of_mailbox(name: str, address: str) -> tuple[SplitResult, str]:
    """A mailbox's address taken apart, and the folder that it names.

    Raises:
        SettingsError: It is none, or has a password in it.
    """
    parts = Address(address).split
    if parts is None or parts.scheme not in PORTS or not parts.hostname or not parts.username:
        raise SettingsError(
            f"mailbox of [sources.{name}] is no address of a mailbox.",
            'It looks like "imaps://user@mail.example.org/INBOX".',
        )
    if parts.password:
        raise SettingsError(
            f"mailbox of [sources.{name}] has a password in it.",
            f"Take it out, and set the environment variable {variable(name)} to it.",
        )
    folder = unquote(parts.path.strip("/")) or "INBOX"
    if not folder.isascii() or '"' in folder or not folder.isprintable():
        raise SettingsError(
            f"The folder {folder} of [sources.{name}] has letters that IMAP does not send as they are.",
            "Give its name in modified UTF-7, as RFC 3501 (5.1.3) has it.",
        )
    return parts, folder


def variable(name: str) -> str:
    """The environment variable of a source's password."""
    return f"{PASSWORD}_{re.sub(r'[^A-Z0-9]', '_', name.upper())}"


def password_of(name: str) -> str:
    """The password of a source's mailbox, from the environment.

    Raises:
        SettingsError: It is not set.
    """
    own = variable(name)
    password = os.environ.get(own) or os.environ.get(PASSWORD)
    if not password:
        raise SettingsError(
            f"The mailbox of [sources.{name}] needs a password.", f"Set {own} in the environment (an app password)."
        )
    return password


def text_of(answer: object) -> str:
    """What an IMAP server said, for a sentence."""
    if isinstance(answer, imaplib.IMAP4.error) and answer.args and isinstance(answer.args[0], bytes):
        answer = answer.args[0]
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else str(answer)
    return text.strip().rstrip(".")
