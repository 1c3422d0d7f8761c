"""The path of a new user through the reading room, in a real browser, on the example news."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from axe_playwright_python.sync_playwright import Axe

from vedette.intake import read_paths
from vedette.ledger import Ledger
from vedette.model.report import Place
from vedette.pipeline import read_documents
from vedette.publish.site import built_site

NEWS = Path(__file__).resolve().parents[2] / "examples" / "news"
FRIGATES = "/article?document=05_paper_second_frigate.txt"
PAGES = ("/", FRIGATES, "/ledger", "/totals", "/timeline", "/map", "/events", "/entities", "/entity?name=GBR", "/sources", "/today", "/add")
TIMEOUT = 10_000  # milliseconds
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory, chromium: Any) -> str:
    """A ledger of the example news."""
    where = str(Path(tmp_path_factory.mktemp("news"), "news.db"))
    with Ledger.open(where) as ledger:
        outcomes = list(read_documents(read_paths([NEWS]), ledger=ledger, at=datetime.now(UTC)))
    assert {outcome.state for outcome in outcomes} == {"read"}
    return where


@pytest.fixture(scope="module")
def room(news: str, serve: Callable[..., Any]) -> Iterator[str]:
    with serve(news, built_site()) as url:
        yield url


@pytest.fixture
def page(chromium: Any, room: str) -> Iterator[Any]:
    """A page that notes what goes wrong on it and whatever leaves the machine; both are failures."""
    context = chromium.new_context(viewport=WIDE, base_url=room, accept_downloads=True)
    found = context.new_page()
    found.set_default_timeout(TIMEOUT)
    wrong: list[str] = []
    found.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    found.on("pageerror", lambda error: wrong.append(str(error)))
    found.on("request", lambda request: None if request.url.startswith(room) else wrong.append(f"left the machine: {request.url}"))
    yield found
    context.close()
    assert wrong == []


def test_a_new_user_reads_files_into_an_empty_ledger(chromium: Any, serve: Callable[..., Any], tmp_path: Path) -> None:
    with serve(str(tmp_path / "new.db"), built_site()) as url:
        context = chromium.new_context(base_url=url)
        page = context.new_page()
        page.goto("/")
        page.get_by_role("link", name="Add texts or files").click()
        page.get_by_label("Files", exact=True).set_input_files([NEWS / "05_paper_second_frigate.txt", NEWS / "06_norway_release.html"])
        page.get_by_text("2 of 2 files done").wait_for(timeout=120_000)
        page.get_by_role("link", name="05_paper_second_frigate.txt").click()
        page.get_by_role("heading", level=1).filter(has_text="Two frigates now in the strait").wait_for()
        page.get_by_role("link", name="Totals").click()
        page.get_by_text("aid.economic").first.wait_for()
        context.close()


def test_an_article_shows_each_report_and_its_words(page: Any) -> None:
    page.goto(FRIGATES)
    page.locator(".text mark.happened").first.wait_for()
    assert page.locator(".text .anchor").count() == page.locator(".report-list li").count()
    page.locator(".text mark", has_text="deployed two frigates").locator(".anchor").click()
    record = page.locator(".record")
    record.locator(".quote", has_text="United Kingdom").wait_for()
    assert "2 frigates" in record.inner_text()
    assert "report=" in page.url
    assert "United Kingdom" in page.locator("[data-fields=actor]").inner_text()
    page.reload()  # the address holds the whole state
    page.locator(".record .quote", has_text="United Kingdom").wait_for()


def test_keys_go_from_report_to_report(page: Any) -> None:
    page.goto(FRIGATES)
    page.locator(".text mark").first.wait_for()
    chosen = []
    for key in ("j", "j", "k", "j"):
        page.keyboard.press(key)
        page.wait_for_url(re.compile("report="))
        chosen.append(re.search(r"report=(\w+)", page.evaluate("location.search")).group(1))  # type: ignore[union-attr]
    assert chosen[0] == chosen[2] != chosen[1] == chosen[3]
    page.keyboard.press("?")
    page.get_by_role("dialog", name="Keys").wait_for()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.locator(".report-list").wait_for()


def test_the_ledger_filters_and_leads_to_the_sentence(page: Any) -> None:
    page.goto("/ledger")
    page.locator(".table-body .row a").first.wait_for()
    page.get_by_label(re.compile("^NOR")).first.check()
    page.wait_for_url("**/ledger?actor=NOR")
    count = page.request.get("/api/v1/reports/count?actor=NOR").json()["count"]
    page.locator(f".table[aria-rowcount='{count + 1}']").wait_for()
    words = page.locator(".table-body .row .cell-words a")
    words.first.wait_for()
    assert 0 < words.count() == count
    with page.expect_download() as exported:
        page.get_by_role("link", name="JSON lines").click()
    records = [json.loads(line) for line in Path(exported.value.path()).read_text().splitlines()]
    assert len(records) == count
    assert all("NOR" in record["actor"] for record in records)
    sentence = words.first.inner_text()
    words.first.click()
    page.locator("mark.chosen").first.wait_for()
    assert sentence[:20] in "".join(page.locator("mark.chosen").all_inner_texts())


def test_a_total_leads_to_the_sentences_behind_it(page: Any) -> None:
    page.goto("/totals?recipient=ISL")
    page.locator(".figure", has_text="EUR 75 million").wait_for()
    page.locator("details.folded", has_text="stated in").locator("summary").click()
    page.get_by_role("link", name="The total in NOK").wait_for()
    page.locator(".summands .sentences a").first.click()
    page.locator("mark.chosen").first.wait_for()
    assert "75 million" in "".join(page.locator("mark.chosen").all_inner_texts())


def test_a_correction_changes_the_total_and_undo_brings_it_back(chromium: Any, news: str, serve: Callable[..., Any], tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    with sqlite3.connect(news) as held, sqlite3.connect(copy) as fresh:
        held.backup(fresh)
    with serve(str(copy), built_site()) as url:
        context = chromium.new_context(viewport=WIDE, base_url=url)
        page = context.new_page()
        page.set_default_timeout(TIMEOUT)
        totals = "/totals?recipient=ISL&currency=EUR"
        page.goto(totals)
        page.locator(".figure", has_text="EUR 75 million").wait_for()
        page.locator(".summands .sentences a").first.click()
        page.locator(".review", has_text="Nobody has judged").wait_for()
        page.keyboard.press("a")  # unsigned, nothing is decided
        page.get_by_label("Sign first: who decides?").fill("Ada")
        page.keyboard.press("Enter")
        page.keyboard.press("e")
        page.get_by_label("Field").select_option("money")
        page.locator(".judge textarea").fill('{"low": 70000000, "high": 80000000, "currency": "EUR", "role": "new", "instrument": "loan"}')
        page.get_by_label("Why", exact=True).fill("the text gives a range")
        page.get_by_role("button", name="Save the edit").click()
        page.locator(".review", has_text="edited by Ada").wait_for()
        article = page.url
        page.goto(totals)
        page.locator(".figure", has_text="EUR 70 million to 80 million").wait_for()
        page.goto(article)
        page.locator(".review", has_text="edited by Ada").wait_for()
        page.keyboard.press("x")
        page.get_by_label("Why is it rejected?").fill("the text does not say this")
        page.get_by_role("button", name="Reject", exact=True).click()
        page.locator(".review", has_text="rejected by Ada").wait_for()
        page.goto(totals)
        page.locator(".figure", has_text="No sum is stated").or_(page.locator(".figure", has_text="unknown")).first.wait_for()
        assert "75 million" not in page.locator(".figure").inner_text()
        page.goto(article)
        page.locator(".review", has_text="rejected by Ada").wait_for()
        page.keyboard.press("u")
        page.locator(".review", has_text="edited by Ada").wait_for()
        page.keyboard.press("u")
        page.locator(".review", has_text="open by Ada").wait_for()
        page.goto(totals)
        page.locator(".figure", has_text="EUR 75 million").wait_for()
        context.close()


def test_two_reviewers_at_once_lose_nothing_and_are_told(chromium: Any, news: str, serve: Callable[..., Any], tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    with sqlite3.connect(news) as held, sqlite3.connect(copy) as fresh:
        held.backup(fresh)
    with serve(str(copy), built_site()) as url:
        pages = []
        for name in ("Ada", "Grace"):
            context = chromium.new_context(base_url=url)
            context.add_init_script(f"localStorage.setItem('vedette.who', '{name}')")
            page = context.new_page()
            page.set_default_timeout(TIMEOUT)
            page.goto(FRIGATES)
            page.locator(".text mark").first.wait_for()
            page.keyboard.press("j")
            page.locator(".review", has_text="Nobody has judged").wait_for()
            pages.append(page)
        ada, grace = pages
        ada.keyboard.press("a")
        ada.locator(".review", has_text="accepted by Ada").wait_for()
        grace.keyboard.press("a")
        grace.get_by_role("alert").filter(has_text="was judged since").wait_for()
        grace.locator(".review", has_text="accepted by Ada").wait_for()  # what she had not seen is shown now
        grace.keyboard.press("a")
        grace.locator(".review", has_text="accepted by Grace").wait_for()
        for page in pages:
            page.context.close()


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_pages_are_accessible_and_fit(chromium: Any, room: str, path: str, theme: str, size: Any) -> None:
    context = chromium.new_context(viewport=size, color_scheme=theme, base_url=room)
    page = context.new_page()
    page.goto(path)
    page.wait_for_load_state("networkidle")
    page.get_by_role("heading", level=1).wait_for()
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    serious = [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found.response["violations"]]
    assert serious == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    context.close()


def test_the_timeline_is_brushed_and_leads_to_sentences(page: Any) -> None:
    page.goto("/timeline")
    page.locator(".lanes .moment").first.wait_for()
    assert page.locator(".lanes .arrow").count() > 0
    box = page.locator(".lanes svg").bounding_box()
    page.mouse.move(box["x"] + 200, box["y"] + 5)
    page.mouse.down()
    page.mouse.move(box["x"] + 500, box["y"] + 5)
    page.mouse.up()
    page.wait_for_url(re.compile(r"from=2031-\d\d-\d\d&to=2031-\d\d-\d\d"))
    page.locator(".in-time a").first.click()
    page.locator("mark.chosen").first.wait_for()


def test_an_event_shows_its_reports_and_leads_to_them(page: Any) -> None:
    page.goto("/events?conflicts=true")
    page.locator(".events a").first.click()
    page.locator(".open-conflict").first.wait_for()
    page.get_by_role("heading", name="Status in time").wait_for()
    page.locator(".told blockquote a").first.click()
    page.locator("mark.chosen").first.wait_for()
    page.get_by_role("link", name="The event").click()
    page.locator(".told").wait_for()


def test_an_entity_leads_to_the_reports_of_each_count(page: Any) -> None:
    page.goto("/entities")
    page.get_by_role("link", name="GBR", exact=True).click()
    page.locator(".counted a", has_text="ISL").first.click()
    page.wait_for_url(re.compile(r"/ledger\?actor=GBR&recipient=ISL"))
    page.locator(".table-body .row a").first.wait_for()


def test_the_map_places_reports_and_leads_to_them(page: Any) -> None:
    page.goto("/map")
    page.locator(".map .land").wait_for()
    page.locator(".place title", has_text="Iceland (country").first.wait_for(state="attached")
    page.get_by_role("link", name="aid NOR › ISL").click()
    page.get_by_role("heading", name="Aid from NOR to ISL").wait_for()
    page.get_by_label(re.compile("^Until")).press("Home")
    page.wait_for_url(re.compile("to=2031-03-"))
    page.get_by_role("link", name="aid NOR › ISL").wait_for(state="detached")  # nothing was promised yet
    page.goto("/map?at=Iceland")
    page.get_by_role("region", name="Reports of the chosen place").locator("a").first.click()
    page.locator("mark.chosen").first.wait_for()


def test_today_is_empty_once_it_was_seen(page: Any) -> None:
    page.goto("/today")
    page.locator(".documents li").first.wait_for()
    page.get_by_role("button", name="I have seen this").click()
    page.get_by_text("Nothing arrived since.").wait_for()
    page.goto("/today?since=2020-01-01T00:00:00Z")
    page.locator(".documents li").first.wait_for()


HOSTILE = (
    '<script>document.title="owned"</script>',
    '<img src=x onerror="document.title=`owned`">',
    '"><svg onload=document.title="owned">',
    "javascript:document.title='owned'",
    "<style>*{display:none}</style>",
    '<iframe srcdoc="<script>parent.document.title=1</script>"></iframe>',
    "\u202edesrever si txet siht\u202c",
    "\u2066isolated\u2069 \u200b\u200e\u00ad",
    "W" * 5000,
    "\x1b[31mred\x07",
    "{{constructor.constructor('document.title=1')()}}",
    '<link rel="stylesheet" href="http://192.0.2.1/x.css"><img src="http://192.0.2.1/x.png">',
    "<meta http-equiv=refresh content='0;url=http://192.0.2.1/'>",
    '<a href="http://192.0.2.1/" style="position:fixed;inset:0">x</a>',
    "a\u0300\u0301\u0302" * 300,
    "</mark></p></article><button>Accept all</button>",
    "<base href='http://192.0.2.1/'>",
    "&lt;script&gt;document.title='owned'&lt;/script&gt;",
    "<object data='data:text/html,<script>1</script>'></object>",
    "\u2028\u2029\ufeff--!><!--",
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, chromium: Any, serve: Callable[..., Any], make_document: Any, make_report: Any) -> Iterator[str]:
    """A document of each: as its name, title, publisher and address, in its text, its evidence, its parties and its reasons."""
    where = str(Path(tmp_path_factory.mktemp("hostile"), "hostile.db"))
    with Ledger.open(where) as store:
        for number, words in enumerate(HOSTILE):
            text = f"London said: {words} has sailed.\n\nMore {words}"
            document = make_document(f"{number:02} {words[:200]}", text, title=words, publisher=words, url=words)
            said = text.partition("\n\n")[0]
            report = make_report(document, said, id=f"h{number:02}", actor=(words,), recipient=(words,), place=(Place(words),), why=(words,))
            store.add(document, [report], reader="1", at=datetime.now(UTC))
    with serve(where, built_site()) as url:
        yield url


@pytest.fixture
def watched(chromium: Any, hostile: str) -> Iterator[Any]:
    """A page on which a request to elsewhere or a dialog is a failure."""
    context = chromium.new_context(viewport=NARROW, base_url=hostile)
    page = context.new_page()
    page.set_default_timeout(TIMEOUT)
    left: list[str] = []
    page.on("request", lambda request: None if request.url.startswith(hostile) else left.append(request.url))
    page.on("dialog", lambda dialog: left.append(dialog.message))
    yield page
    context.close()
    assert left == []


FOREIGN = ", ".join(f"main {tag}" for tag in ("script", "img", "iframe", "style", "object", "link", "base", "meta"))


@pytest.mark.parametrize("path", ["/", "/ledger", "/totals", "/timeline", "/map", "/events", "/entities", "/sources", "/today"])
def test_hostile_articles_in_lists_are_words(watched: Any, path: str) -> None:
    watched.goto(path)
    watched.wait_for_load_state("networkidle")
    assert watched.title().endswith("Vedette")
    assert watched.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert watched.locator(FOREIGN).count() == 0


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_a_hostile_article_does_nothing(watched: Any, hostile: str, number: int) -> None:
    name = watched.request.get(f"/api/v1/reports/h{number:02}").json()["report"]["document"]
    watched.goto(f"/article?{urlencode({'document': name, 'report': f'h{number:02}'})}")
    watched.locator(".record .fields").first.wait_for()
    watched.locator(".reasons summary").click()
    assert watched.title() == "Article · Vedette"
    assert watched.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert watched.locator(FOREIGN).count() == 0
    assert watched.get_by_role("button", name="Accept all").count() == 0
    shown = watched.locator(".text").inner_text()
    assert not set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\x1b") & set(shown)
