"""Pages from real servers on this machine: what is read, what is refused, and that nothing takes for ever."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from vedette.intake import read_paths
from vedette.intake.fetching import USER_AGENT, Limits, fetch
from vedette.model.document import Document, Failure
from vedette.model.errors import RefusedAddress, UnfetchedPage

PAGE = """<html><head><title>Second frigate leaves for the strait</title></head><body><article><h1>Second frigate leaves for the strait</h1>
<p>Published 19 hrs ago</p><p>Oslo sent a second frigate to the Denmark Strait on Monday, the ministry said, and it will stay there for a month.</p>
<p>The first had left a week before with a crew of 120, as the navy announced at the time in a short statement to the press.</p></article></body></html>"""
QUICK = Limits(seconds=2, silence=1, redirects=3, largest=100_000)


class Pages(BaseHTTPRequestHandler):
    """One path a way to be served."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        getattr(self, "serve_" + self.path.strip("/").partition("?")[0].replace("-", "_"), self.serve_missing)()

    def answer(self, body: bytes, *, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": "text/html; charset=utf-8", **{k.replace("_", "-"): v for k, v in headers.items()}}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def serve_page(self) -> None:
        self.answer(PAGE.encode(), ETag='"one"')

    def serve_agent(self) -> None:
        self.answer(f"{self.headers['User-Agent']} {self.headers['Host']}".encode())

    def serve_missing(self) -> None:
        self.answer(b"gone", status=404)

    def serve_moved(self) -> None:
        self.answer(b"", status=302, Location="/page")

    def serve_loop(self) -> None:
        self.answer(b"", status=302, Location="/loop")

    def serve_inward(self) -> None:
        self.answer(b"", status=302, Location="http://169.254.169.254/latest/meta-data")

    def serve_to_file(self) -> None:
        self.answer(b"", status=302, Location="file:///etc/passwd")

    def serve_packed(self) -> None:
        self.answer(gzip.compress(PAGE.encode()), Content_Encoding="gzip")

    def serve_bomb(self) -> None:
        self.answer(gzip.compress(bytes(20_000_000)), Content_Encoding="gzip")

    def serve_unchanged(self) -> None:
        self.answer(b"", status=304) if self.headers["If-None-Match"] == '"one"' else self.serve_page()

    def serve_trickle(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        for _ in range(40):
            self.wfile.write(b"x")
            self.wfile.flush()
            time.sleep(0.1)

    def serve_endless(self) -> None:
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for _ in range(10_000):
            self.wfile.write(b"2710\r\n" + b"x" * 10_000 + b"\r\n")

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on the test's output."""

    def handle(self) -> None:
        try:
            super().handle()
        except (ConnectionError, BrokenPipeError):
            return


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_a_page_with_when_it_came(site: str) -> None:
    page = fetch(f"{site}/page#top", allow_private=True)
    assert page.content.decode() == PAGE
    assert page.url == f"{site}/page"
    assert (page.charset, page.entity_tag) == ("utf-8", '"one"')
    assert datetime.now(UTC) - page.retrieved < timedelta(minutes=1)


def test_it_says_who_asks_whom(site: str) -> None:
    assert fetch(f"{site}/agent", allow_private=True).content.decode() == f"{USER_AGENT} {site.removeprefix('http://')}"


def test_redirects_and_packing_are_followed(site: str) -> None:
    assert fetch(f"{site}/moved", allow_private=True).url == f"{site}/page"
    assert fetch(f"{site}/packed", allow_private=True).content.decode() == PAGE


def test_an_unchanged_page_is_not_sent_again(site: str) -> None:
    assert fetch(f"{site}/unchanged", allow_private=True, headers={"If-None-Match": '"one"'}).is_unchanged


def test_this_machine_is_not_asked_without_leave(site: str) -> None:
    with pytest.raises(RefusedAddress, match="loopback"):
        fetch(f"{site}/page")
    with pytest.raises(RefusedAddress, match="loopback"):
        fetch(site.replace("127.0.0.1", "localhost") + "/page")


@pytest.mark.parametrize("path", ["inward", "to-file"])
def test_a_redirect_leads_nowhere_else(site: str, path: str) -> None:
    with pytest.raises(RefusedAddress):
        fetch(f"{site}/{path}", allow_private=True)


@pytest.mark.parametrize(("path", "reason"), [("loop", "redirects more than 3"), ("missing", "404"), ("bomb", "unpacks to more than"), ("endless", "is more than"), ("trickle", "too slow")])
def test_what_gives_no_page_is_named(site: str, path: str, reason: str) -> None:
    with pytest.raises(UnfetchedPage, match=reason) as error:
        fetch(f"{site}/{path}", allow_private=True, limits=QUICK)
    assert error.value.remedy


def test_nobody_there(site: str) -> None:
    with pytest.raises(UnfetchedPage, match="cannot be reached"):
        fetch("http://127.0.0.1:1/", allow_private=True, limits=QUICK)


def test_a_batch_of_addresses_and_files_goes_on(site: str, tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("Lima protested on Friday against the tariffs of its neighbour, the ministry said.", encoding="utf-8")
    given = [f"{site}/page", f"{site}/missing", "file:///etc/passwd", note, f"{site}/page"]
    found = list(read_paths(given, allow_private_addresses=True))
    assert [type(one) for one in found] == [Document, Failure, Failure, Document]
    page = found[0]
    assert isinstance(page, Document)
    assert page.url == f"{site}/page"
    assert "second frigate to the Denmark Strait" in page.text
    assert page.original == PAGE.encode()
    assert page.retrieved is not None


def test_addresses_of_this_machine_fail_by_name(site: str) -> None:
    (refused,) = read_paths([f"{site}/page"])
    assert isinstance(refused, Failure)
    assert "loopback" in refused.reason
    assert "--allow-private-addresses" in refused.remedy
