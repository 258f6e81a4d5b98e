"""Reading the web, against a real server on this machine."""

from __future__ import annotations

import datetime as dt
import ipaddress
import socket
import ssl
import time
from typing import TYPE_CHECKING, Any

import pytest
from web_server import PAGE, Server, running

from podcaster.article import read_article
from podcaster.article.guard import check_public, route
from podcaster.errors import ArticleError
from podcaster.settings import Fetching

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOCAL = Fetching(allow_private=True, timeout=10)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running(Server()) as one:
        yield one


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


def refusal(address: str, reading: Fetching = LOCAL) -> str:
    with pytest.raises(ArticleError) as caught:
        read_article(address, reading)
    assert caught.value.exit_code == 2
    return str(caught.value)


@pytest.mark.parametrize("path", ["/page", "/windows", "/packed", "/deflated", "/untyped", "/moved"])
def test_page_is_read_however_it_comes(server: Server, path: str) -> None:
    article = read_article(server.address + path, LOCAL)
    assert article.title == "The lighthouse that sang"
    assert article.text.count("“everybody heard it,” said Grace Tolliver") == 6
    assert article.link == server.address + ("/page" if path == "/moved" else path)


def test_text_and_markdown_are_read_as_what_they_are(server: Server) -> None:
    assert read_article(server.address + "/text", LOCAL).text.startswith("The title\n\nThe lighthouse")
    assert "*" not in read_article(server.address + "/markdown", LOCAL).text


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/nowhere", "no such page (404)"),
        ("/status/410", "is gone"),
        ("/status/403", "refuses to be read by programs"),
        ("/status/429", "too many requests"),
        ("/status/418", "was refused (418)"),
        ("/status/503", "a problem of its own (503)"),
        ("/pdf", "not a web page but application/pdf"),
        ("/disguised", "is a PDF file"),
        ("/status/302", "redirects without saying where (302)"),
        ("/status/304", "redirects without saying where (304)"),
        ("/loop", "redirects for ever"),
        ("/deeper/0", "redirects for ever"),
        ("/file", "only http and https"),
        ("/large", "larger than 20 MB"),
        ("/endless", "larger than 20 MB"),
        ("/bomb", "larger than 20 MB"),
        ("/broken", "compression is broken"),
        ("/cut", "broke off"),
        ("/secret", "asks for a password"),
    ],
)
def test_what_goes_wrong_is_one_sentence_with_a_cure(server: Server, path: str, words: str) -> None:
    said = refusal(server.address + path)
    assert words in said
    assert "\n" not in said
    assert said.count(". ") >= 1, "what is wrong, and what to do"


def test_whatever_goes_wrong_is_told_at_once(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise KeyError("anything")

    monkeypatch.setattr("podcaster.article.web.step", broken)
    began = time.monotonic()
    assert "cannot be reached" in refusal(server.address + "/page")
    assert time.monotonic() - began < 3


@pytest.mark.parametrize("path", ["/drip", "/headers"])
def test_time_is_limited_for_the_whole_page(server: Server, path: str) -> None:
    began = time.monotonic()
    assert "took longer than 0.6 seconds" in refusal(server.address + path, Fetching(allow_private=True, timeout=0.6))
    assert time.monotonic() - began < 3


def test_nobody_there() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{held.getsockname()[1]}/"
        assert "cannot be reached" in refusal(address)


def test_unknown_host_is_named() -> None:
    assert "there is no host nowhere.invalid" in refusal("https://nowhere.invalid/story")


@pytest.mark.parametrize(
    "address",
    [
        "ftp://example.org/a",
        "file:///etc/passwd",
        "http://",
        "http:///path",
        "http://[::1",
        "http://example.org:99999/",
    ],
)
def test_only_web_addresses_are_fetched(address: str) -> None:
    refusal(address)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1",
        "169.254.169.254", "100.64.0.1", "198.18.0.1", "224.0.0.1", "255.255.255.255", "localhost", "[::1]", "[::]",
        "[fe80::1]", "[fd00::1]", "[::ffff:127.0.0.1]", "[::ffff:a00:1]", "[2002:7f00:1::]", "[64:ff9b::7f00:1]",
        "[ff02::1]", "[::127.0.0.1]", "[fec0::1]", "[::5efe:127.0.0.1]", "[64:ff9b:1::a00:1]", "[5f00::1]",
    ],
)  # fmt: skip
def test_private_addresses_are_refused_in_every_spelling(host: str) -> None:
    with pytest.raises(ArticleError, match=r"private or loopback|cannot be reached|not a valid"):
        route(f"http://{host}/", Fetching())


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::5db8:d70e"])
def test_public_addresses_are_allowed(address: str) -> None:
    check_public(ipaddress.ip_address(address), "it", Fetching())


def resolve_to(monkeypatch: pytest.MonkeyPatch, answers: dict[str, list[list[str]]]) -> list[str]:
    """Answer for the names in ``answers``, one list of addresses after the other; return what was asked."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def answer(host: Any, port: Any, *args: Any, **kwargs: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if name not in answers:
            return real(host, port, *args, **kwargs)
        asked.append(name)
        found = answers[name].pop(0) if len(answers[name]) > 1 else answers[name][0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    return asked


def test_name_with_one_private_address_among_public_ones_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    resolve_to(monkeypatch, {"mixed.test": [["93.184.215.14", "10.0.0.1"]]})
    assert "private or loopback" in refusal("http://mixed.test/", Fetching())


def test_name_is_resolved_once_so_that_it_cannot_change_after_the_check(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = resolve_to(monkeypatch, {"rebind.test": [["127.0.0.1"], ["192.0.2.1"]]})
    port = server.server_address[1]
    article = read_article(f"http://rebind.test:{port}/page", LOCAL)
    assert article.link == f"http://rebind.test:{port}/page"
    assert asked == ["rebind.test"]
    assert server.requests[-1][1]["Host"] == f"rebind.test:{port}"


def test_every_redirect_is_checked(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first address is let through here as if it were public; where it redirects to is not."""
    import podcaster.article.guard as guard

    real = guard.check_public
    monkeypatch.setattr(
        guard,
        "check_public",
        lambda address, shown, reading: None if str(address) == "127.0.0.1" else real(address, shown, reading),
    )
    said = refusal(server.address + "/inside", Fetching())
    assert "http://169.254.169.254/latest/meta-data/ is on a private or loopback address" in said


def test_password_is_sent_to_its_host_only_and_never_shown(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    port = server.server_address[1]
    resolve_to(monkeypatch, {"other.test": [["127.0.0.1"]]})
    article = read_article(f"http://ada:p%40ss@127.0.0.1:{port}/secret", LOCAL)
    assert "p%40ss" not in article.source + article.link
    around = read_article(f"http://ada:p%40ss@127.0.0.1:{port}/elsewhere?http://127.0.0.1:{port}/secret", LOCAL)
    assert around.text == article.text
    assert "Authorization" in server.requests[-1][1]
    said = refusal(f"http://ada:p%40ss@127.0.0.1:{port}/elsewhere?http://other.test:{port}/secret")
    assert "asks for a password" in said
    assert "ada" not in said
    assert "Authorization" not in server.requests[-1][1]


def test_private_address_is_refused_before_anything_is_sent(server: Server) -> None:
    count = len(server.requests)
    assert "allow_private = true" in refusal(server.address + "/page", Fetching())
    assert len(server.requests) == count


def test_certificate_is_checked_against_the_name_and_not_the_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = make_certificate(tmp_path, "pinned.test")
    secure = Server()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    secure.socket = context.wrap_socket(secure.socket, server_side=True)
    resolve_to(monkeypatch, {"pinned.test": [["127.0.0.1"]], "wrong.test": [["127.0.0.1"]]})
    port = secure.server_address[1]
    with running(secure):
        assert "certificate is not valid" in refusal(f"https://pinned.test:{port}/page"), "nobody vouches for it"
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert read_article(f"https://pinned.test:{port}/page", LOCAL).title == "The lighthouse that sang"
        assert "certificate is not valid" in refusal(f"https://wrong.test:{port}/page")


def make_certificate(folder: Path, name: str) -> Path:
    """A certificate for a name that vouches for itself, with its key."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / f"{name}.pem"
    path.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    return path


PRIVATE_TO_A_PROXY = """127.0.0.1 127.0.0.1. 2130706433 0x7f.1 0177.0.0.1 127.1 [::ffff:127.0.0.1]
[64:ff9b::7f00:1] [2002:7f00:1::] [fec0::1] localhost localhost. router nas.local a.lan"""


def test_proxy_of_the_environment_is_used(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server stands in for a proxy: it is asked for the whole address, and answers with its own page."""
    monkeypatch.setenv("http_proxy", server.address)
    server.requests.clear()
    with pytest.raises(ArticleError):
        read_article("http://story.example/page", Fetching())
    assert server.requests[0][0] == "http://story.example/page"
    server.requests.clear()
    for host in PRIVATE_TO_A_PROXY.split():
        assert "private or loopback" in refusal(f"http://{host}/page", Fetching()), host
    assert server.requests == []


def test_page_of_the_server_is_an_article() -> None:
    """Guards the tests above: what they fetch has text."""
    assert PAGE.count("<p>") == 3


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/cutpacked", "broke off before the page was complete"),
        ("/twice", "came packed 2 times over"),
        ("/brotli", r"packed in a way that was not asked for \(br\)"),
        ("/broken", "came damaged"),
    ],
)
def test_packing_is_read_once_and_whole(server: Server, path: str, words: str) -> None:
    with pytest.raises(ArticleError, match=words):
        read_article(server.address + path, LOCAL)
