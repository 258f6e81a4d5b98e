"""A web server on this machine that misbehaves in every way a page can."""

from __future__ import annotations

import base64
import gzip
import threading
import time
import zlib
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

PARAGRAPH = (
    "The lighthouse sang on Saturday, and “everybody heard it,” said Grace Tolliver, who sells fish on the quay. "
)
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>The lighthouse that sang</title></head><body><article>
<h1>The lighthouse that sang</h1>{"".join(f"<p>{number} {PARAGRAPH * 2}</p>" for number in ("One.", "Two.", "Three."))}
</article></body></html>"""


class Handler(BaseHTTPRequestHandler):
    """One method a path: ``/name`` calls ``at_name``."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server.requests.append((self.path, dict(self.headers)))  # type: ignore[attr-defined]
        name = self.path.split("?")[0].strip("/").split("/")[0] or "page"
        with suppress(BrokenPipeError, ConnectionResetError):  # the client has had enough, as these pages want
            getattr(self, f"at_{name}", self.at_missing)()

    def log_message(self, *args: Any) -> None:
        pass

    def send(
        self, body: bytes, content_type: str = "text/html; charset=utf-8", status: int = 200, **headers: str
    ) -> None:
        self.send_response(status)
        if content_type:
            self.send_header("Content-Type", content_type)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def redirect(self, target: str) -> None:
        self.send(b"", status=302, Location=target)

    def at_page(self) -> None:
        self.send(PAGE.encode())

    def at_missing(self) -> None:
        self.send(b"no", status=404)

    def at_status(self) -> None:
        self.send(b"no", status=int(self.path.rsplit("/", 1)[1]))

    def at_windows(self) -> None:
        self.send(PAGE.encode("cp1252"), "text/html; charset=windows-1252")

    def at_text(self) -> None:
        self.send(f"The title\n\n{PARAGRAPH}\n".encode(), "text/plain; charset=utf-8")

    def at_markdown(self) -> None:
        self.send(f"# The title\n\n*{PARAGRAPH.strip()}*\n".encode(), "text/markdown")

    def at_untyped(self) -> None:
        self.send(PAGE.encode(), "")

    def at_pdf(self) -> None:
        self.send(b"%PDF-1.7", "application/pdf")

    def at_disguised(self) -> None:
        self.send(b"%PDF-1.7 pretending", "text/html")

    def at_loop(self) -> None:
        self.redirect("/loop")

    def at_deeper(self) -> None:
        depth = int(self.path.rsplit("/", 1)[1])
        self.redirect(f"/deeper/{depth + 1}")

    def at_moved(self) -> None:
        self.redirect("page")

    def at_inside(self) -> None:
        self.redirect("http://169.254.169.254/latest/meta-data/")

    def at_file(self) -> None:
        self.redirect("file:///etc/passwd")

    def at_elsewhere(self) -> None:
        self.redirect(self.path.split("?", 1)[1])

    def at_large(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", "30000000")
        self.end_headers()
        self.wfile.write(b"<p>")

    def at_endless(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Connection", "close")
        self.end_headers()
        for _ in range(400):
            self.wfile.write(b"<p>more</p>" * 10_000)

    def at_bomb(self) -> None:
        self.send(gzip.compress(b"\0" * 60_000_000, 9), Content_Encoding="gzip")

    def at_packed(self) -> None:
        self.send(gzip.compress(PAGE.encode()), Content_Encoding="gzip")

    def at_deflated(self) -> None:
        self.send(zlib.compress(PAGE.encode())[2:-4], Content_Encoding="deflate")

    def at_cutpacked(self) -> None:
        self.send(gzip.compress(PAGE.encode())[:-60], Content_Encoding="gzip")

    def at_twice(self) -> None:
        self.send(gzip.compress(gzip.compress(PAGE.encode())), Content_Encoding="gzip, gzip")

    def at_brotli(self) -> None:
        self.send(PAGE.encode(), Content_Encoding="br")

    def at_broken(self) -> None:
        self.send(gzip.compress(PAGE.encode())[:10] + b"\xff" * 50, Content_Encoding="gzip")

    def at_cut(self) -> None:
        self.send(PAGE.encode()[:200], Content_Length="5000")
        self.close_connection = True

    def at_drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", "100000")
        self.end_headers()
        for _ in range(200):
            self.wfile.write(b"<")
            self.wfile.flush()
            time.sleep(0.05)

    def at_headers(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for number in range(200):
            self.wfile.write(f"X-{number}: slow\r\n".encode())
            self.wfile.flush()
            time.sleep(0.05)

    def at_secret(self) -> None:
        wanted = "Basic " + base64.b64encode(b"ada:p@ss").decode()
        if self.headers.get("Authorization") == wanted:
            self.send(PAGE.encode())
        else:
            self.send(b"who are you", status=401)


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.requests: list[tuple[str, dict[str, str]]] = []

    def handle_error(self, *args: Any) -> None:
        pass  # clients that break off are the point

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


@contextmanager
def running(server: Server) -> Iterator[Server]:
    """The server, answering in a thread of its own."""
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
