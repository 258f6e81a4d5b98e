"""Which web addresses may be read: none inside the user's own network, unless the settings allow it.

Names are resolved once for each hop, every address of a name is checked, and the connection goes to the checked
address, so that a name cannot point elsewhere between check and connection (DNS rebinding).
"""

from __future__ import annotations

import ipaddress
import socket
from typing import TYPE_CHECKING
from urllib.parse import urlunsplit
from urllib.request import getproxies, proxy_bypass

import httpx

from podcaster.address import Address
from podcaster.errors import ArticleError

if TYPE_CHECKING:
    from podcaster.settings import Fetching

NAT64 = ipaddress.ip_network("64:ff9b::/96")
UNICAST = ipaddress.ip_network("2000::/3")
"""All that has been given out of IPv6 (IANA, "IPv6 Global Unicast Address Assignments")."""

OWN_NAMES = (".localhost", ".local", ".internal", ".home.arpa", ".lan")
"""Ends of names that no public server has (RFC 6761, 6762, 8375; ICANN, 2024-07-29); nor has one without a dot."""

Ip = ipaddress.IPv4Address | ipaddress.IPv6Address


def route(shown: str, reading: Fetching) -> tuple[str, dict[str, str], dict[str, str], str | None]:
    """How to get to an address: where to connect, with which headers and extensions, through which proxy.

    Without a proxy, the connection goes to the address that was checked, under the host's own name.

    Raises:
        ArticleError: It is no http(s) address, has no host that is known, or is private and that is not allowed.
    """
    parts = Address(shown).split
    if parts is None:
        raise ArticleError(f"{shown} is not a valid address.", "Copy it from the browser's address bar.")
    host, port = parts.hostname or "", parts.port
    if parts.scheme not in {"http", "https"}:
        raise ArticleError(
            f"{shown} is no web address: only http and https are read.", "Give an http(s) address or a file."
        )
    if not host:
        raise ArticleError(f"{shown} names no host.", "Copy the address from the browser's address bar.")
    proxies = getproxies()
    proxy = proxies.get(parts.scheme) or proxies.get("all")
    if proxy and not proxy_bypass(host):
        check_literal(host, shown, reading)
        return shown, {}, {}, proxy
    address = resolve(host, port or (443 if parts.scheme == "https" else 80), shown, reading)
    literal = f"[{address}]" if ":" in address else address
    target = urlunsplit((parts.scheme, f"{literal}:{port}" if port else literal, parts.path, parts.query, ""))
    name = ascii_name(host)
    shown_name = f"[{name}]" if ":" in name else name
    return target, {"Host": f"{shown_name}:{port}" if port else shown_name}, {"sni_hostname": name}, None


def ascii_name(host: str) -> str:
    """A host's name as it is sent: international names in their ASCII form."""
    return httpx.URL(scheme="http", host=host).raw_host.decode("ascii").strip("[]")


def resolve(host: str, port: int, shown: str, reading: Fetching) -> str:
    """The address of a host to connect to.

    Raises:
        ArticleError: The name is unknown, or any of its addresses is private and that is not allowed.
    """
    try:
        found = socket.getaddrinfo(ascii_name(host), port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise ArticleError(
            f"{shown} cannot be reached: there is no host {host}.", "Check the address and this machine's connection."
        ) from error
    addresses = [str(entry[4][0]).split("%")[0] for entry in found]
    for address in addresses:
        check_public(ipaddress.ip_address(address), shown, reading)
    # IPv4 first: a machine without IPv6 is still told IPv6 addresses, and would wait for nothing.
    return min(addresses, key=lambda address: ":" in address)


def check_literal(host: str, shown: str, reading: Fetching) -> None:
    """Refuse a private address that is written as one, or as a name that only an own network has.

    Other names are the proxy's to resolve.

    Raises:
        ArticleError: It is private, and that is not allowed.
    """
    name = host.rstrip(".").split("%")[0]
    address = literal(name) or literal(name := ascii_name(name))
    if address is None and ("." not in name or name.endswith(OWN_NAMES)):
        address = ipaddress.ip_address("127.0.0.1")
    if address is not None:
        check_public(address, shown, reading)


def literal(name: str) -> Ip | None:
    """The address that a host's name is, in whatever spelling (``127.1``, ``0x7f.1``, ``2130706433``); else None."""
    try:
        return ipaddress.ip_address(name)
    except ValueError:
        pass
    try:
        return ipaddress.IPv4Address(socket.inet_aton(name))
    except OSError:
        return None


def check_public(address: Ip, shown: str, reading: Fetching) -> None:
    """Refuse an address inside a private network, or one that carries such an address in it.

    Raises:
        ArticleError: It is private, and that is not allowed.
    """
    if reading.allow_private or all(is_public(one) for one in meant(address)):
        return
    raise ArticleError(
        f"{shown} is on a private or loopback address, which is not read.",
        "Set allow_private = true under [article] in podcaster.toml to allow it.",
    )


def is_public(address: Ip) -> bool:
    """Whether an address is one that anybody can have, and no other kind, which the future may bring."""
    known = address.version == 4 or address in UNICAST or address in NAT64
    return known and address.is_global and not address.is_multicast


def meant(address: Ip) -> list[Ip]:
    """An address, and the IPv4 address that an IPv6 one stands for (mapped, 6to4, Teredo, NAT64)."""
    if isinstance(address, ipaddress.IPv4Address):
        return [address]
    if address.ipv4_mapped:
        return [address.ipv4_mapped]
    inside = [address.sixtofour] if address.sixtofour else []
    inside += [address.teredo[1]] if address.teredo else []
    inside += [ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)] if address in NAT64 else []
    return [address, *(one for one in inside if one)]
