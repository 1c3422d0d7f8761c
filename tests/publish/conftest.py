"""Servers that really listen, over a ledger of sentences written for these tests, and a browser where there is one."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from fastapi.testclient import TestClient

from vedette.ledger import Ledger
from vedette.model.evidence import Span
from vedette.model.quantity import Item, Money
from vedette.model.report import FieldSpan, Place, When
from vedette.publish.application import make_application
from vedette.publish.serving import address, listening

NOON = datetime(2031, 3, 14, 12, tzinfo=UTC)
TEXT = (
    "Oslo helps Reykjavik\n\nOslo said on Tuesday it would give Reykjavik 400 million kroner. 🚢 It has sent two patrol boats to Akureyri.\n\n"
    "London denied that its frigate rammed a trawler."
)
OTHER = "Canada reportedly sent a patrol ship to Iceland."


@pytest.fixture
def location(tmp_path: Path, make_document: Any, make_report: Any) -> str:
    """A ledger of two documents and four reports."""
    where = str(tmp_path / "strait.db")
    document = make_document("wire/one.txt", TEXT, publisher="Fjord Wire", title="Oslo helps Reykjavik", published=date(2031, 3, 12))
    start = TEXT.index("Oslo said")
    pledge = make_report(
        document, "Oslo said on Tuesday it would give Reykjavik 400 million kroner", id="aaaa1111", type="aid.economic", status="pledged",
        actor=("NOR",), recipient=("ISL",), money=Money(400e6, 400e6, "NOK"), said=date(2031, 3, 11), attributed_to=(("NOR",),),
        rule="aid.give", why=("would give: pledged",), spans=(FieldSpan("actor", Span(start, start + 4)),),
    )  # fmt: skip
    boats = make_report(
        document, "It has sent two patrol boats to Akureyri", id="bbbb2222", type="mobilize.deploy", actor=("NOR",),
        items=(Item("patrol boat", "ship", 2, 2),), place=(Place("Akureyri", "to"),), when=When(date(2031, 3, 1), date(2031, 3, 31)),
    )  # fmt: skip
    denial = make_report(
        document, "London denied that its frigate rammed a trawler", id="cccc3333", type="assault.attack", status="denied", actor=("GBR",),
    )  # fmt: skip
    other = make_document("blog.txt", OTHER, published=None, published_from=None)
    ship = make_report(
        other, "Canada reportedly sent a patrol ship to Iceland", id="dddd4444", type="mobilize.deploy", actor=("CAN",), hedged=True,
        items=(Item("patrol ship", "ship", 1, 1),),
    )  # fmt: skip
    with Ledger.open(where) as store:
        store.add(document, [pledge, boats, denial], reader="1", at=NOON)
        store.add(other, [ship], reader="1", at=NOON)
    return where


@pytest.fixture
def client(location: str) -> Iterator[TestClient]:
    app = make_application(lambda: Ledger.open(location), name="strait.db", site=None)
    with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as found:
        yield found


@contextmanager
def running(location: str, site: Path | None) -> Iterator[str]:
    """The address of a server over this ledger, on a port of its own."""
    app = make_application(lambda: Ledger.open(location), name=Path(location).name, site=site)
    listener = listening("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False, timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        yield address("127.0.0.1", listener.getsockname()[1]).rstrip("/")
    finally:
        server.should_exit = True
        thread.join(timeout=30)


@pytest.fixture(scope="session")
def serve() -> Callable[..., Any]:
    return running


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Debian's browser. Without it, or without the built web app, the tests of pages are skipped with the remedy."""
    from playwright.sync_api import sync_playwright

    from vedette.publish.site import SiteMissing, built_site

    path = shutil.which("chromium")
    if path is None:
        pytest.skip("no browser: apt-get install -y chromium")
    try:
        built_site()
    except SiteMissing as error:
        pytest.skip(str(error))
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        yield browser
        browser.close()
