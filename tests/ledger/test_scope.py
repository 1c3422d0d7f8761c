"""Parts and times of a ledger: one collection, what was published by a day, what was held at a moment."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.ledger import Ledger, LedgerView, Scope
from vedette.model.errors import LedgerError, UsageError

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def ledger(new_location: Any, make_document: Any, make_report: Any) -> Any:
    """One document in two versions, of January and March, one of February, and one without a date."""
    with Ledger.open(new_location()) as store:

        def add(name: str, text: str, published: date | None, at: datetime, reader: str = "1") -> None:
            document = make_document(name, text, published=published)
            store.add(document, [make_report(document, rule=f"{text} ({reader})")], reader=reader, at=at)

        add("a", "Six guns.", date(2031, 1, 10), NOON)
        add("b", "Two ships.", date(2031, 2, 10), NOON + DAY)
        add("c", "A boat.", None, NOON + 2 * DAY)
        add("a", "Seven guns.", date(2031, 3, 10), NOON + 3 * DAY)
        add("b", "Two ships.", date(2031, 2, 10), NOON + 4 * DAY, reader="2")
        yield store


def texts(view: LedgerView) -> list[str]:
    return [row.report.rule for row in view.reports()]


@pytest.mark.parametrize(
    ("scope", "found"),
    [
        (Scope(), ["Seven guns. (1)", "Two ships. (2)", "A boat. (1)"]),
        (Scope(published_by=date(2031, 1, 9)), []),
        (Scope(published_by=date(2031, 1, 10)), ["Six guns. (1)"]),  # by the end of the day
        (Scope(published_by=date(2031, 3, 9)), ["Six guns. (1)", "Two ships. (2)"]),  # the older version was the current one
        (Scope(published_by=date(2032, 1, 1)), ["Seven guns. (1)", "Two ships. (2)"]),  # without a date nobody knows
        (Scope(held_by=NOON - DAY), []),
        (Scope(held_by=NOON + DAY), ["Six guns. (1)", "Two ships. (1)"]),
        (Scope(held_by=NOON + 3 * DAY), ["Seven guns. (1)", "Two ships. (1)", "A boat. (1)"]),  # the older reader's reading
        (Scope(held_by=NOON + DAY, published_by=date(2031, 1, 31)), ["Six guns. (1)"]),
    ],
)
def test_replay(ledger: Ledger, scope: Scope, found: list[str]) -> None:
    assert texts(ledger.view(scope)) == found
    assert ledger.view(scope).statuses().total() == len(found)
    assert all(row.is_current for row in ledger.view(scope).reports())


def test_a_replay_of_now_is_what_is_there_now(ledger: Ledger) -> None:
    assert list(ledger.view(Scope(held_by=NOON + 30 * DAY)).reports()) == list(ledger.view().reports())


def test_a_collection_narrows_every_answer(ledger: Ledger) -> None:
    assert ledger.collect("strait", ["a", "c"]) == 2
    assert ledger.collect("strait", ["a"]) == 0
    assert ledger.collect("delta", ["a"]) == 1  # a document may belong to several
    view = ledger.view(Scope(collection="strait"))
    assert texts(view) == ["Seven guns. (1)", "A boat. (1)"]
    assert view.statuses().total() == 2
    assert view.reports_of("b") == ()
    assert texts(ledger.view(Scope(collection="strait", published_by=date(2031, 2, 1)))) == ["Six guns. (1)"]
    assert texts(ledger.view(Scope(collection="nothing"))) == []
    assert ledger.view().collections() == {"delta": 1, "strait": 2}
    assert ledger.leave("strait", ["a", "b"]) == 1
    assert texts(ledger.view(Scope(collection="strait"))) == ["A boat. (1)"]
    assert ledger.view().counts()["documents"] == 3


def test_what_cannot_be_collected_is_named_and_nothing_is_made(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="no document 'z'"):
        ledger.collect("strait", ["a", "z"])
    with pytest.raises(UsageError):
        ledger.collect(" strait", ["a"])
    assert ledger.view().collections() == {}


def test_a_visit_goes_by_its_last_moment(ledger: Ledger) -> None:
    ledger.add_visit("Ana", at=NOON)
    ledger.add_visit("Ana", at=NOON + DAY)
    assert ledger.view().last_visit("Ana") == NOON + DAY
    with pytest.raises(LedgerError, match="there are Ana"):
        ledger.view().last_visit("Ben")


@settings(max_examples=30, deadline=None)
@given(order=st.permutations(range(6)), cut=st.integers(1, 6))
def test_what_was_published_by_a_day_does_not_depend_on_the_order_of_arrival(
    order: list[int], cut: int, make_document: Any, make_report: Any
) -> None:
    with Ledger.open("sqlite://") as store:
        for turn, number in enumerate(order):
            document = make_document(f"{number}.txt", f"Oslo sent {number} guns.", published=date(2031, 1, 1 + number))
            store.add(document, [make_report(document)], reader="1", at=NOON + turn * DAY)
        found = [row.report.document for row in store.view(Scope(published_by=date(2031, 1, cut))).reports()]
        assert found == [f"{number}.txt" for number in range(cut)]
