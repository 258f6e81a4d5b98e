"""An IMAP server that does what no server should: for a mailbox's limits."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

MAIL = b"From: Ada <ada@paper.example>\r\nSubject: One\r\nMessage-ID: <1@p.example>\r\n\r\nThe ferry was late.\r\n"
USUAL = {
    b"CAPABILITY": b"* CAPABILITY IMAP4rev1\r\n",
    b"SELECT": b"* 1 EXISTS\r\n* OK [UIDVALIDITY 7] valid\r\n",
    b"EXAMINE": b"* 1 EXISTS\r\n* OK [UIDVALIDITY 7] valid\r\n",
    b"SIZE": b"* 1 FETCH (UID 1 RFC822.SIZE %d)\r\n" % len(MAIL),
    b"BODY": b"* 1 FETCH (UID 1 BODY[] {%d}\r\n%b)\r\n" % (len(MAIL), MAIL),
    b"LOGOUT": b"* BYE\r\n",
}


def endless(piece: bytes, pause: float = 0.0) -> Iterator[bytes]:
    """A piece for ever."""
    while True:
        yield piece
        if pause:
            time.sleep(pause)


def body(length: bytes, behind: Callable[[bytes], Iterator[bytes]]) -> Callable[[], Iterator[bytes]]:
    """A mail of which a length is told, and then something comes."""

    def answer() -> Iterator[bytes]:
        yield b"* 1 FETCH (UID 1 BODY[] {%b}\r\n" % length
        yield from behind(b"x" * 65536)

    return answer


BIG = b"x" * 65536
Answer = bytes | Callable[[], Iterator[bytes]]
TRICKS: dict[str, tuple[bytes, Answer, str]] = {
    "a greeting without an end": (b"GREETING", lambda: endless(BIG), "refuses: got more than 1000000 bytes"),
    "a greeting by the drop": (b"GREETING", lambda: endless(b"*", 0.05), "needs more than 1 seconds for one answer"),
    "gone at once": (b"GREETING", b"", "refuses"),
    "closed": (b"GREETING", b"* BYE closed today\r\n", "closed today"),
    "lines for ever": (b"SIZE", lambda: endless(b"* OK still looking\r\n" * 4000), "more than 2 MB in one answer"),
    "a mail of a terabyte": (b"BODY", body(b"999999999999", endless), "more than 2 MB in one answer"),
    "a mail that is larger than told": (b"BODY", body(b"90000000", endless), "more than 2 MB in one answer"),
    "a length of many digits": (b"BODY", body(b"9" * 5000, endless), "does not answer as a mailbox does"),
    "a mail that is cut off": (
        b"BODY",
        body(b"500", lambda _: iter([b"half"])),
        "refuses: The read operation timed out",
    ),
    "no sense": (b"BODY", b"\x00\xff\xfe}{)(\r\n", "refuses"),
    "numbers of many digits": (b"SIZE", b"* 1 FETCH (UID %b RFC822.SIZE 9)\r\n" % (b"9" * 5000), ""),
    "no mail of that number": (b"BODY", b"* 1 FETCH (UID 1 BODY[] NIL)\r\n", ""),
    "no validity": (b"EXAMINE", b"* 1 EXISTS\r\n", ""),
}
"""Where it does something else, what, and what is said of it; nothing: the mails that there are come."""


@contextmanager
def running(folder: Path, trick: str) -> Iterator[int]:
    """The port of a server with a trick; ``folder`` has cert.pem and key.pem."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    where, answer, _ = TRICKS[trick]
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            while True:
                try:
                    plain, _ = listener.accept()
                except OSError:
                    return
                with suppress(OSError, ValueError), context.wrap_socket(plain, server_side=True) as one:
                    talk(one, where, answer)

        threading.Thread(target=serve, daemon=True).start()
        yield listener.getsockname()[1]


def talk(one: ssl.SSLSocket, where: bytes, answer: Answer) -> None:
    """Answer as a server does, but for one place."""

    def send(place: bytes, usual: bytes) -> None:
        for piece in [usual] if place != where else answer() if callable(answer) else [answer]:
            one.sendall(piece)

    send(b"GREETING", b"* OK ready\r\n")
    if where == b"GREETING":
        return
    with one.makefile("rb") as lines:
        for line in lines:
            tag, command = line.split(maxsplit=1)
            kind = command.split()[0].upper()
            if kind == b"UID":
                kind = b"SIZE" if b"SIZE" in command else b"BODY"
            send(kind, USUAL.get(kind, b""))
            one.sendall(tag + b" OK done\r\n")
