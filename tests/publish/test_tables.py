"""CSV that a spreadsheet reads and never runs."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import pytest

from vedette.ledger import LedgerReport
from vedette.model.quantity import Item, Money
from vedette.publish.tables import COLUMNS, csv_lines


def table(*rows: LedgerReport) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(csv_lines(rows)))))


@pytest.mark.parametrize("evidence", ["=cmd|' /C calc'!A0", "+1", "-2", "@SUM(A1)", "\tx"])
def test_a_formula_becomes_text(make_document: Any, make_report: Any, evidence: str) -> None:
    (row,) = table(LedgerReport(make_report(make_document(text=evidence)), None, None, "v", "1"))
    assert row["evidence"] == f"'{evidence}"


@pytest.mark.parametrize(
    ("low", "high", "written"),
    [(2, 2, "2"), (800, 1200, "800..1200"), (50, None, "50.."), (None, 30, "..30"), (None, None, "?"), (0.5, 0.5, "0.5")],
)
def test_bounds_stay_bounds(make_document: Any, make_report: Any, low: float, high: float, written: str) -> None:
    report = make_report(make_document(), items=(Item("ship", "ship", low, high),), money=Money(low, high, "EUR"))
    (row,) = table(LedgerReport(report, date(2031, 3, 1), 'The "Wire", daily', "v", "1"))
    assert row["items"] == f"{written} ship (ship, new)"
    assert (row["money_low"], row["money_high"]) == tuple("" if bound is None else f"{bound:g}" for bound in (low, high))
    assert row["publisher"] == 'The "Wire", daily'
    assert tuple(row) == COLUMNS
