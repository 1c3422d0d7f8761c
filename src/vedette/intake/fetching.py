"""One page from the web, as the server sent it, in bounded time and memory, and from the internet alone.

A host's name is resolved here, once for each hop; what it stands for is judged, and the connection goes to that very address, so
that a name which means something else a moment later leads nowhere. `Host` and the certificate's name stay those of the address.
Proxies that the environment names are not used: they would resolve the name anew.
"""

from __future__ import annotations

import queue
import re
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from ipaddress import ip_address
from typing import Any
from urllib.parse import urljoin

import httpcore

from vedette.intake.addresses import LONGEST, Target, parse_target, refusal
from vedette.model.errors import RefusedAddress, UnfetchedPage

USER_AGENT = f"Vedette/{version('vedette')} (reads news into a ledger)"
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_REDIRECTS = (301, 302, 303, 307, 308)
_PIECE = 65_536
_REMEDIES = {
    401: "Save the page from a browser in which you are logged in",
    403: "The server shows it to no programs: save the page from a browser",
    404: "Check the address; the page may be gone",
    410: "The page is gone; look for it in a web archive",
    429: "Wait, and read fewer pages of this site at a time",
    451: "The page is kept back for legal reasons; look for it in a web archive",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """What one page may cost: seconds in all and of silence, redirects, and bytes of the body, packed and unpacked."""

    seconds: float = 60
    silence: float = 20
    redirects: int = 8
    largest: int = 50_000_000


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as the server sent it, unpacked: its last address, when it came, and the encoding that the server names.

    `is_unchanged` where the server said so to a conditional request; then `content` is empty.
    """

    url: str
    content: bytes
    retrieved: datetime
    charset: str | None = None
    is_unchanged: bool = False
    entity_tag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: Mapping[str, str]
    content: bytes


def fetch(
    address: str,
    *,
    allow_private: bool = False,
    limits: Limits | None = None,
    headers: Mapping[str, str] | None = None,
    tls: ssl.SSLContext | None = None,
) -> Fetched:
    """The page of an http or https address, redirects followed.

    Raises RefusedAddress where the address or one that it redirects to is not to be asked, UnfetchedPage where no page comes.
    `headers` are added to the request ("If-None-Match"). `tls` stands in for the certificates that the system trusts.
    """
    limits = limits or Limits()
    deadline = _Deadline(time.monotonic() + limits.seconds, limits.seconds)
    url = address
    for _ in range(limits.redirects + 1):
        answer = _ask(parse_target(url), deadline, limits, allow_private=allow_private, headers=headers or {}, tls=tls)
        location = answer.headers.get("location")
        if answer.status not in _REDIRECTS or not location:
            return _fetched(url, answer)
        url = urljoin(url, location[: LONGEST + 1])
    raise UnfetchedPage(f"it redirects more than {limits.redirects} times", remedy="Open it in a browser and give the address where it ends")


def _fetched(url: str, answer: _Answer) -> Fetched:
    if answer.status not in (200, 203, 304):
        remedy = _REMEDIES.get(answer.status, "Try again later" if answer.status >= 500 else "Check the address in a browser")
        raise UnfetchedPage(f"the server answers with status {answer.status}", remedy=remedy)
    charset = _CHARSET.search(answer.headers.get("content-type", ""))
    return Fetched(
        url=url.partition("#")[0],
        content=answer.content,
        retrieved=datetime.now(UTC),
        charset=charset[1] if charset else None,
        is_unchanged=answer.status == 304,
        entity_tag=answer.headers.get("etag"),
        last_modified=answer.headers.get("last-modified"),
    )


def _ask(
    target: Target, deadline: _Deadline, limits: Limits, *, allow_private: bool, headers: Mapping[str, str], tls: ssl.SSLContext | None
) -> _Answer:
    """One request and its answer; the body is read only where it is that of a page."""
    sent = {"Host": target.host_header, "User-Agent": USER_AGENT, "Accept": "*/*", "Accept-Encoding": "gzip", "Connection": "close"}
    url = httpcore.URL(scheme=target.scheme, host=target.host, port=target.port, target=target.path)
    timeouts = {"connect": limits.silence, "read": limits.silence, "write": limits.silence, "pool": limits.silence}
    backend = _CheckedNetwork(deadline, allow_private=allow_private)
    try:
        with (
            httpcore.ConnectionPool(ssl_context=tls or _system_trust(), network_backend=backend) as pool,
            pool.stream("GET", url, headers=[*sent.items(), *headers.items()], extensions={"timeout": timeouts}) as response,
        ):
            named = {name.decode("latin-1").casefold(): _header_text(value) for name, value in response.headers}
            content = b"".join(_body(response.iter_stream(), named, limits)) if response.status in (200, 203) else b""
            return _Answer(response.status, named, content)
    except httpcore.TimeoutException as error:
        raise deadline.too_slow() from error
    except httpcore.ConnectError as error:
        raise _not_connected(target, error) from error
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        reason = "the server breaks off or speaks no HTTP" if "Content-Length" not in str(error) else "the page breaks off before its end"
        raise UnfetchedPage(f"{reason} ({str(error)[:100] or type(error).__name__})", remedy="Try again later, or save the page from a browser") from error


def _not_connected(target: Target, error: Exception) -> UnfetchedPage:
    if "CERTIFICATE_VERIFY" in str(error) or "certificate" in str(error):
        return UnfetchedPage("the server's certificate is not valid for it", remedy="Look at it in a browser; save the page from there if you trust it")
    return UnfetchedPage(f"{target.host} cannot be reached ({str(error)[:100]})", remedy="Check the address and your connection, or try again later")


@cache
def _system_trust() -> ssl.SSLContext:
    """What the system trusts (an intranet's own authority), and what browsers do where the system has nothing."""
    context = httpcore.default_ssl_context()
    context.load_default_certs()
    return context


def _header_text(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _body(pieces: Iterable[bytes], headers: Mapping[str, str], limits: Limits) -> Iterator[bytes]:
    """The body, unpacked piece by piece, never more than the limit; UnfetchedPage where it is more or packed in an unknown way."""
    packing = headers.get("content-encoding", "identity").strip().casefold()
    if packing not in ("", "identity", "gzip", "x-gzip"):
        raise UnfetchedPage(f"the server packs the page in a way that was not asked for ({packing[:40]})", remedy="Save the page from a browser")
    is_packed = packing in ("gzip", "x-gzip")
    bounded = _bounded(pieces, limits.largest, "is")
    yield from _bounded(_unpacked(bounded), limits.largest, "unpacks to") if is_packed else bounded


def _bounded(pieces: Iterable[bytes], largest: int, verb: str) -> Iterator[bytes]:
    came = 0
    for piece in pieces:
        came += len(piece)
        if came > largest:
            raise UnfetchedPage(f"the page {verb} more than {largest:,} bytes", remedy="Download it yourself and give the file")
        yield piece


def _unpacked(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """gzip members unpacked, at most 64 kB at a time: a bomb is met by the limit before it is in memory."""
    unpacker = zlib.decompressobj(31)
    try:
        for piece in pieces:
            waiting = piece
            while waiting:
                if unpacker.eof:
                    unpacker = zlib.decompressobj(31)
                yield unpacker.decompress(waiting, _PIECE)
                waiting = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
        while not unpacker.eof and (last := unpacker.decompress(b"", _PIECE)):
            yield last
    except zlib.error as error:
        raise UnfetchedPage("the page is packed and damaged", remedy="Try again later, or save the page from a browser") from error
    if not unpacker.eof:
        raise UnfetchedPage("the page is packed and breaks off before its end", remedy="Try again later, or save the page from a browser")


@dataclass(frozen=True, slots=True)
class _Deadline:
    """When a page must be there (monotonic seconds), and how many seconds that was."""

    until: float
    seconds: float

    def left(self, wanted: float | None) -> float:
        """The seconds to wait for the next bytes; UnfetchedPage where none are left."""
        left = self.until - time.monotonic()
        if left <= 0:
            raise self.too_slow()
        return left if wanted is None else min(left, wanted)

    def too_slow(self) -> UnfetchedPage:
        return UnfetchedPage(f"the server is too slow (more than {self.seconds:g} seconds, or long silent)", remedy="Try again later, or save the page from a browser")


class _CheckedNetwork(httpcore.NetworkBackend):
    """Connections that go only where a checked address leads, and end at the deadline whatever trickles in."""

    def __init__(self, deadline: _Deadline, *, allow_private: bool) -> None:
        self._deadline = deadline
        self._allow_private = allow_private
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, local_address: str | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        addresses = _resolved(host, port, self._deadline.left(timeout))
        for address in addresses:
            if (reason := refusal(ip_address(address), allow_private=self._allow_private)) is not None:
                remedy = "Give --allow-private-addresses if the host is one of your own" if reason in ("private", "loopback") else "Save the page from a browser if you trust it"
                shown = host if host == address else f"{host} ({address})"
                raise RefusedAddress(f"{shown} is a {reason} address, which is no place on the internet", remedy=remedy)
        failed: Exception | None = None
        for address in addresses:
            try:
                stream = self._plain.connect_tcp(address, port, self._deadline.left(timeout), local_address, socket_options)
                return _BoundedStream(stream, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed or httpcore.ConnectError("its name has no address")


class _BoundedStream(httpcore.NetworkStream):
    """A connection each of whose waits ends at the deadline: a server that sends a byte a second gains nothing."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: _Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None) -> httpcore.NetworkStream:
        return _BoundedStream(self._stream.start_tls(ssl_context, server_hostname, self._deadline.left(timeout)), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _resolved(host: str, port: int, seconds: float) -> tuple[str, ...]:
    """The IP addresses of a host, in the resolver's order; in a thread of its own, since the system's resolver knows no deadline."""
    found: queue.SimpleQueue[tuple[str, ...] | OSError] = queue.SimpleQueue()

    def look_up() -> None:
        try:
            entries = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.put(tuple(dict.fromkeys(str(entry[4][0]) for entry in entries)))
        except (OSError, UnicodeError) as error:
            found.put(error if isinstance(error, OSError) else OSError(str(error)))

    threading.Thread(target=look_up, daemon=True).start()
    try:
        answer = found.get(timeout=seconds)
    except queue.Empty as error:
        raise httpcore.ConnectTimeout("the name is not resolved in time") from error
    if isinstance(answer, OSError):
        raise httpcore.ConnectError(answer.strerror or str(answer)) from answer
    return answer
