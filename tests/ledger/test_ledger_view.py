"""Selections: which reports a question gets to see."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from vedette.ledger import Ledger, Selection
from vedette.model.errors import LedgerError, UsageError
from vedette.model.report import Place, When

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


@pytest.fixture
def ledger(new_location: Any, make_document: Any, make_report: Any) -> Any:
    """Four reports, told apart by their rule: arms, money, deploy, undated."""
    with Ledger.open(new_location()) as store:
        wire = make_document("wire/one.txt", "Oslo sent guns. Riga may send money.", published=date(2022, 6, 8))
        reports = [
            make_report(wire, "Oslo sent guns.", rule="arms", actor=("NOR",), recipient=("UKR",), when=When(date(2022, 5, 1), date(2022, 5, 31))),
            make_report(
                wire, "Riga may send money.", rule="money", type="aid.economic", status="hypothetical", actor=("LVA", "NATO"),
                recipient=("UKR",), said=date(2022, 6, 7), programme="Bridge Fund",
            ),
        ]  # fmt: skip
        store.add(wire, reports, reader="1", at=NOON)
        blog = make_document("blog/two.txt", "Ships stay at sea. A boat left.", published=None, published_from=None)
        reports = [
            make_report(
                blog, "Ships stay at sea.", rule="deploy", type="mobilize.deploy", status="ongoing", actor=("RUS",),
                place=(Place("Gulf of Oman"),), when=When(date(2022, 1, 1), None),
            ),
            make_report(blog, "A boat left.", rule="undated", type="retreat.withdraw", place=(Place("Romania", "from"),)),
        ]  # fmt: skip
        store.add(blog, reports, reader="1", at=NOON)
        yield store


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, {"arms", "money", "deploy", "undated"}),  # nothing asked, everything found
        ({"types": ("aid",)}, {"arms", "money"}),  # a first word
        ({"types": ("aid.arms",)}, {"arms"}),  # a whole type
        ({"types": ("aid.arms", "mobilize")}, {"arms", "deploy"}),  # alternatives
        ({"actors": ("nato",)}, {"money"}),  # one of several actors, in any case
        ({"actors": ("UKR",)}, set()),  # a recipient is no actor
        ({"recipients": ("UKR",), "statuses": ("done",)}, {"arms"}),  # fields narrow one another
        ({"places": ("oman",)}, {"deploy"}),  # a whole word of the name, and not Romania
        ({"places": ("Rom",)}, set()),  # no part of a word
        ({"programmes": ("bridge fund",)}, {"money"}),
        ({"documents": ("wire/one.txt",)}, {"arms", "money"}),
        ({"documents": ("two.txt",)}, {"deploy", "undated"}),  # the end of the path
        ({"documents": ("%.txt",)}, set()),  # no pattern
        ({"first": date(2022, 5, 15), "last": date(2022, 5, 16)}, {"arms", "deploy"}),  # within May; open since January
        ({"first": date(2022, 6, 1)}, {"money", "deploy"}),  # goes by the day it was said, not by publication
        ({"last": date(2021, 12, 31)}, set()),  # before all of it
        ({"last": date(2021, 12, 31), "with_undated": True}, {"undated"}),
    ],
)
def test_selection(ledger: Ledger, asked: dict[str, Any], found: set[str]) -> None:
    assert {row.report.rule for row in ledger.view().reports(Selection(**asked))} == found


def test_reports_come_by_document_then_in_order_of_the_text(ledger: Ledger) -> None:
    assert [row.report.rule for row in ledger.view().reports()] == ["deploy", "undated", "arms", "money"]


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"types": ("aids",)}, "unknown report type 'aids'"),
        ({"types": ("arms",)}, "unknown report type"),  # the second word alone is none
        ({"statuses": ("promised",)}, "unknown status 'promised'"),
        ({"first": date(2022, 2, 1), "last": date(2022, 1, 1)}, "after its end"),
    ],
)
def test_wrong_usage_says_what_is_wrong(asked: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        Selection(**asked)


def test_ids_are_found_by_their_beginning(ledger: Ledger) -> None:
    view = ledger.view()
    ids = sorted(row.report.id for row in view.reports())
    assert [row.report.id for row in view.reports_by_id(ids[0])] == [ids[0]]
    assert [row.report.id for row in view.reports_by_id("")] == ids
    assert view.reports_by_id("%") == ()


def test_a_document_is_found_by_the_end_of_its_path_where_only_one_ends_so(ledger: Ledger, make_document: Any) -> None:
    view = ledger.view()
    assert view.versions("one.txt")[0].document.name == "wire/one.txt"
    assert view.versions("ne.txt") == ()
    ledger.add(make_document("radio/one.txt"), [], reader="1", at=NOON)
    with pytest.raises(LedgerError, match="2 documents are called"):
        view.versions("one.txt")
    assert len(view.versions("wire/one.txt")) == 1


def test_more_reports_than_a_page(make_document: Any, make_report: Any) -> None:
    text = "".join(f"[{number}]" for number in range(1203))
    document = make_document(text=text)
    with Ledger.open("sqlite://") as store:
        store.add(
            document, [make_report(document, f"[{n}]", actor=(f"P{n}",)) for n in range(1203)], reader="1", at=NOON
        )
        assert [row.report.actor for row in store.view().reports()] == [(f"P{n}",) for n in range(1203)]
        assert store.view().statuses() == {"done": 1203}
