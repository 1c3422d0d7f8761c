"""Pages of the ledger: nothing twice, nothing lost, whatever the order; and facets that say what there is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from vedette.ledger import Ledger, Selection
from vedette.ledger.browsing import ORDERS
from vedette.model.judgement import Judgement
from vedette.model.quantity import Item
from vedette.model.report import Place, When

NOON = datetime(2031, 1, 5, 12, tzinfo=UTC)


@pytest.fixture
def ledger(tmp_path: Path, make_document: Any, make_report: Any) -> Iterator[Ledger]:
    """Twelve documents of one report each: three days, some undated, and one document read twice."""
    with Ledger.open(str(tmp_path / "test.db")) as store:
        for k in range(12):
            published = None if k % 4 == 3 else date(2031, 3, 1 + k % 3)
            document = make_document(f"d{k:02}.txt", f"Ship {k} sailed.", published=published, publisher=["Wire", "Post", None][k % 3])
            fields: dict[str, Any] = {"actor": (["GBR", "NOR"][k % 2],), "type": "mobilize.deploy"}
            if k == 5:
                fields |= {"items": (Item("ship", "ship", 1, 1), Item("tug", "ship", 2, 2)), "place": (Place("Kiel"),), "recipient": ("Fjord Militia",)}
            if k == 7:
                fields |= {"when": When(None, date(2031, 2, 1)), "status": "denied"}
            store.add(document, [make_report(document, id=f"id{k:02}", **fields)], reader="1", at=NOON)
        again = make_document("d00.txt", "Ship 0 sailed again.", published=date(2031, 3, 1), publisher="Wire")
        store.add(again, [make_report(again, id="id00b", actor=("GBR",))], reader="1", at=NOON)
        yield store


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("limit", [1, 3, 12, 50])
def test_pages_hold_each_current_report_once(ledger: Ledger, order: str, limit: int) -> None:
    browser = ledger.browser()
    seen: list[str] = []
    after = None
    for _ in range(20):
        page = browser.page(Selection(), order=order, after=after, limit=limit)
        seen += [row.report.id for row in page.rows]
        after = page.next
        if after is None:
            break
    assert sorted(seen) == sorted(["id00b", *(f"id{k:02}" for k in range(1, 12))])
    assert seen == [row.report.id for row in browser.page(Selection(), order=order, limit=50).rows]


def test_orders_go_by_day_and_put_the_undated_last(ledger: Ledger) -> None:
    def days(order: str) -> list[date | None]:
        return [row.dated.first for row in ledger.browser().page(Selection(), order=order, limit=50).rows]

    known = [day for day in days("newest") if day]
    assert known == sorted(known, reverse=True)
    assert [day for day in days("oldest") if day] == sorted(known)
    assert days("newest")[len(known) :] == days("oldest")[len(known) :] == [None] * 3


def test_skipping_comes_to_the_same_as_turning_pages(ledger: Ledger) -> None:
    browser = ledger.browser()
    first = browser.page(Selection(), limit=4)
    assert browser.page(Selection(), skip=4, limit=4) == browser.page(Selection(), after=first.next, limit=4)


def test_facets_count_under_all_filters_but_their_own(ledger: Ledger) -> None:
    browser = ledger.browser()
    facets = {facet.field: dict(facet.values) for facet in browser.facets(Selection(actors=("NOR",)))}
    assert facets["actor"] == {"GBR": 6, "NOR": 6}  # what else could be chosen
    assert facets["type"] == {"mobilize.deploy": 6}
    assert facets["status"] == {"done": 5, "denied": 1}
    assert facets["recipient"] == {"Fjord Militia": 1}  # as written, not folded
    assert facets["place"] == {"Kiel": 1}
    assert facets["materiel"] == {"ship": 1}  # one report, though it counts two kinds of ships
    assert facets["publisher"] == {"Wire": 2, "Post": 2}
    assert browser.count(Selection(actors=("NOR",))) == 6


@pytest.mark.parametrize(
    ("selection", "ids"),
    [
        (Selection(categories=("ship",)), ["id05"]),
        (Selection(publishers=("Post",)), ["id01", "id04", "id07", "id10"]),
        (Selection(publishers=("Post",), statuses=("denied",)), ["id07"]),
    ],
)
def test_materiel_and_publisher_select(ledger: Ledger, selection: Selection, ids: list[str]) -> None:
    assert [row.report.id for row in ledger.view().reports(selection)] == ids


def test_documents_are_listed_with_their_current_version_alone(ledger: Ledger) -> None:
    browser = ledger.browser()
    rows, last = browser.documents(limit=100)
    assert len(rows) == 12
    assert last is None
    assert next(row for row in rows if row.name == "d00.txt").characters == len("Ship 0 sailed again.")
    assert {row.reports for row in rows} == {1}
    names: list[str] = []
    after = None
    while True:
        page, after = browser.documents(after=after, limit=5)
        names += [row.name for row in page]
        if after is None:
            break
    assert names == [row.name for row in rows]
    assert {row.name for row in browser.documents(words="POST")[0]} == {"d01.txt", "d04.txt", "d07.txt", "d10.txt"}


def test_the_state_changes_with_every_addition_and_with_nothing_else(ledger: Ledger, make_document: Any) -> None:
    before = ledger.browser().state()
    ledger.browser().facets(Selection())
    assert ledger.browser().state() == before
    ledger.add(make_document("new.txt", "Nothing."), [], reader="1", at=NOON)
    assert ledger.browser().state() != before


def test_reports_of_ids_are_the_current_ones(ledger: Ledger) -> None:
    assert {row.report.id for row in ledger.browser().by_ids(["id00", "id00b", "id03", "none"])} == {"id00b", "id03"}


def judge(ledger: Ledger, report: str, decision: str, *, field: str | None = None, value: Any = None, revision: int = 1) -> None:
    told = {"who": "Ada", "at": NOON, "why": "as the text says", "document": "", "version": "", "field": field, "value": value}
    ledger.judge([Judgement(report=report, revision=revision, decision=decision, **told)])


def test_reviews_show_in_pages_counts_and_facets(ledger: Ledger) -> None:
    """A rejected report is nowhere; an edited one is found by what it was edited to, and not by what it was."""
    judge(ledger, "id01", "reject")
    judge(ledger, "id02", "edit", field="actor", value=["NOR"])
    judge(ledger, "id03", "accept")
    browser = ledger.browser()
    norwegian = Selection(actors=("NOR",))
    wanted = {row.report.id for row in ledger.view().reports(norwegian)}
    assert {row.report.id for row in browser.page(norwegian, limit=50).rows} == wanted == {"id02", "id03", "id05", "id07", "id09", "id11"}
    assert browser.count(norwegian) == 6
    assert browser.count(Selection()) == 11
    facets = {facet.field: dict(facet.values) for facet in browser.facets(Selection())}
    assert facets["actor"] == {"GBR": 5, "NOR": 6}
    assert facets["publisher"] == {"Wire": 4, "Post": 3}
    pages = [browser.page(Selection(), skip=skip, limit=4) for skip in (0, 4, 8)]
    assert [len(page.rows) for page in pages] == [4, 4, 3]
    assert pages[-1].next is None


def test_a_judgement_is_a_change_of_state(ledger: Ledger) -> None:
    before = ledger.browser().state()
    judge(ledger, "id01", "accept")
    assert ledger.browser().state() != before
