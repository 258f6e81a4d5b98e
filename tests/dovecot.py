"""A real IMAP server for tests: Dovecot with a configuration, a certificate and mails of its own."""

from __future__ import annotations

import datetime as dt
import ipaddress
import mailbox
import os
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PROGRAM = shutil.which("dovecot") or shutil.which("dovecot", path="/usr/sbin:/usr/local/sbin")
PASSWORD = "an_app_password"
NOBODY = 65534
CONFIGURATION = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
ssl = required
ssl_cert = <{folder}/cert.pem
ssl_key = <{folder}/key.pem
ssl_dh =
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
mail_location = maildir:{folder}/mail
mail_max_userip_connections = 50
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}
}}
service anvil {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {plain}
  }}
  inet_listener imaps {{
    port = {secure}
    ssl = yes
  }}
}}
"""


@dataclass(frozen=True)
class Server:
    """A server that runs, with one mailbox."""

    folder: Path
    secure: int
    plain: int

    @property
    def certificate(self) -> Path:
        """The certificate that it shows."""
        return self.folder / "cert.pem"

    def address(self, scheme: str = "imaps") -> str:
        """Where its mailbox is."""
        return f"{scheme}://ada@localhost:{self.secure if scheme == 'imaps' else self.plain}/INBOX"

    def deliver(self, *mails: bytes) -> None:
        """Put mails into the mailbox."""
        box = mailbox.Maildir(self.folder / "mail")
        for mail in mails:
            box.add(mail)
        if os.getuid() == 0:
            for path in (self.folder / "mail").rglob("*"):
                os.chown(path, NOBODY, NOBODY)


def free_port() -> int:
    """A port that nobody has."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def make_certificate(folder: Path) -> None:
    """A certificate for localhost that signs itself."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    here = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost"), here]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "key.pem").write_bytes(private)


@contextmanager
def running() -> Iterator[Server]:
    """Dovecot, as long as the block lasts; as root it serves the mails as nobody."""
    assert PROGRAM
    import grp
    import pwd

    folder = Path(tempfile.mkdtemp(prefix="dove"))  # short: the names of sockets have 107 letters
    server = Server(folder, free_port(), free_port())
    uid, gid = (NOBODY, NOBODY) if os.getuid() == 0 else (os.getuid(), os.getgid())
    try:
        make_certificate(folder)
        folder.chmod(0o755)
        user, group = pwd.getpwuid(uid).pw_name, grp.getgrgid(gid).gr_name
        text = CONFIGURATION.format(
            folder=folder, user=user, group=group, uid=uid, gid=gid, password=PASSWORD,
            plain=server.plain, secure=server.secure,
        )  # fmt: skip
        (folder / "dovecot.conf").write_text(text)
        server.deliver()
        if os.getuid() == 0:
            os.chown(folder / "mail", uid, gid)
            os.chown(folder, uid, gid)
        with subprocess.Popen([PROGRAM, "-F", "-c", str(folder / "dovecot.conf")], stderr=subprocess.PIPE) as process:
            try:
                wait_for(server.secure, process, folder)
                yield server
            finally:
                process.terminate()
                process.wait(10)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def wait_for(port: int, process: subprocess.Popen[bytes], folder: Path) -> None:
    """Wait until somebody listens."""
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if process.poll() is not None:
            break
        time.sleep(0.1)
    log = folder / "log"
    told = log.read_text() if log.exists() else ""
    raise RuntimeError(f"Dovecot does not start: {told}")
