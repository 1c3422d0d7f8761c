"""Which web addresses may be asked: http and https, to hosts that are out on the internet.

A page can redirect to a printer, a database or a cloud's store of passwords that only this machine reaches. So the addresses that
a name stands for are looked at before any is connected to, in every disguise: the ranges of IANA's special-purpose registries
(RFC 6890), and IPv6 addresses that carry an IPv4 address (mapped, compatible, 6to4, NAT64, Teredo, ISATAP).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import quote, urlsplit

from vedette.model.errors import RefusedAddress

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
LONGEST = 8_000
_PORTS = {"http": 80, "https": 443}
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]+):", re.IGNORECASE)
_UNPRINTED = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*\.?", re.IGNORECASE)
# What the C library takes for an IPv4 address though nobody writes one so: 2130706433, 0x7f.1, 0177.0.0.1.
_NUMBER = re.compile(r"(?:.*\.)?(?:0x[0-9a-f]*|\d+)\.?", re.IGNORECASE)
_KEPT = "/?%:@!$&'()*+,;=~-._[]|"
_GIVE_PAGE = "Give the address of a page, as in https://gazette.example/navy"


def _networks(*written: str) -> tuple[Network, ...]:
    return tuple(ip_network(network) for network in written)


_INTRANET = _networks("10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7")
_SPECIAL: dict[str, tuple[Network, ...]] = {
    "unspecified": _networks("0.0.0.0/8", "::/128"),
    "link-local": _networks("169.254.0.0/16", "fe80::/10"),
    "multicast": _networks("224.0.0.0/4", "ff00::/8"),
    # The last is where one cloud answers its own machines.
    "reserved": _networks(
        "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
        "2001::/23", "2001:db8::/32", "3fff::/20", "168.63.129.16/32",
    ),
}
_UNICAST = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")
_COMPATIBLE = IPv6Network("::/96")
_ISATAP = (0x0000_5EFE, 0x0200_5EFE)


@dataclass(frozen=True, slots=True)
class Target:
    """What is asked of whom: scheme, host (a name in ASCII, or an address without brackets), port, and path with query."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def host_header(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def is_web_address(given: str) -> bool:
    """Whether a text is meant as an address and not as a path: "https://…", and "file:…" or "data:…" too, which are refused."""
    match = _SCHEME.match(given)
    return match is not None and (given[match.end() :].startswith("//") or match[1].casefold() in ("file", "data", "javascript"))


def parse_target(address: str) -> Target:
    """What to ask for an address. RefusedAddress where it is none of http or https, or written so that it looks like another.

    >>> parse_target("https://Gazette.example/navy?page=2#end")
    Target(scheme='https', host='gazette.example', port=443, path='/navy?page=2')
    """
    if len(address) > LONGEST:
        raise RefusedAddress(f"the address is longer than {LONGEST:,} characters", remedy=_GIVE_PAGE)
    if _UNPRINTED.search(address):
        raise RefusedAddress("the address holds characters that do not show", remedy="Write it by hand")
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise RefusedAddress("the address is not well formed", remedy=_GIVE_PAGE) from error
    if parts.scheme not in _PORTS:
        remedy = "Give the path itself" if parts.scheme == "file" else _GIVE_PAGE
        raise RefusedAddress(f"only http: and https: are fetched, not {parts.scheme or 'this'}:", remedy=remedy)
    if "@" in parts.netloc or "\\" in address:
        remedy = "Write the address without what stands before the @, and with plain slashes"
        raise RefusedAddress("the address holds a user name or a backslash, which hide the host", remedy=remedy)
    path = quote(parts.path or "/", safe=_KEPT) + ("?" + quote(parts.query, safe=_KEPT) if parts.query else "")
    return Target(parts.scheme, _host(parts.hostname or ""), port or _PORTS[parts.scheme], path)


def _host(host: str) -> str:
    """A host as it is asked: an address in its one form, or a name in ASCII."""
    try:
        # Full-width digits and circled numbers become plain ones here, before they are looked at.
        plain = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise RefusedAddress("the host's name is none", remedy=_GIVE_PAGE) from error
    try:
        return str(ip_address(plain))
    except ValueError:
        pass
    if _NUMBER.fullmatch(plain):
        raise RefusedAddress(f"the host {plain[:60]} is an IP address in disguise", remedy="Write it as four decimal numbers with dots")
    if len(plain) > 253 or not _NAME.fullmatch(plain):
        raise RefusedAddress("the address names no host, or one that is not well formed", remedy=_GIVE_PAGE)
    return plain


def refusal(address: Address, *, allow_private: bool = False) -> str | None:
    """Why an IP address is not connected to ("private", "link-local", …), None where it may be.

    With `allow_private` the addresses of this machine and of an intranet may; those of clouds' own services, link-local, never.
    """
    if isinstance(address, IPv6Address) and address.scope_id is not None:
        return "link-local"
    special = next((kind for kind, networks in _SPECIAL.items() if _within(address, networks)), None)
    carried = _carried(address) if isinstance(address, IPv6Address) else ()
    if special is not None and not carried:
        return special
    if _within(address, _INTRANET):
        return None if allow_private else "loopback" if address.is_loopback else "private"
    for inner in carried:
        if (reason := refusal(inner, allow_private=allow_private)) is not None:
            return f"{reason}, carried in IPv6"
    if isinstance(address, IPv4Address):
        return None if address.is_global else "reserved"
    is_wrapped = address.ipv4_mapped is not None or address in _NAT64
    return special or (None if is_wrapped or address in _UNICAST else "reserved")


def _within(address: Address, networks: tuple[Network, ...]) -> bool:
    return any(address.version == network.version and address in network for network in networks)


def _carried(address: IPv6Address) -> tuple[IPv4Address, ...]:
    """The IPv4 addresses that an IPv6 address carries, to which somebody on the way may unwrap it."""
    low = int(address) & 0xFFFF_FFFF
    if address.ipv4_mapped is not None:
        return (address.ipv4_mapped,)
    if address.teredo is not None:
        return address.teredo
    if address.sixtofour is not None:
        return (address.sixtofour,)
    if address in _NAT64 or (address in _COMPATIBLE and low > 1) or (int(address) >> 32) & 0xFFFF_FFFF in _ISATAP:
        return (IPv4Address(low),)
    return ()
