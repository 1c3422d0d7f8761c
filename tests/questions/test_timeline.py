"""Time, no more precise than the text gives it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from vedette.ledger import Ledger, LedgerReport, Selection
from vedette.model.report import When
from vedette.questions.timeline import place_in_time, timeline

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("when", "resolution", "label"),
    [
        ((date(2022, 6, 3), date(2022, 6, 3)), "day", "2022-06-03"),
        ((date(2024, 2, 1), date(2024, 2, 29)), "month", "2024-02"),  # a leap year's February
        ((date(2023, 2, 1), date(2023, 2, 27)), "period", "2023-02-01..2023-02-27"),  # not all of it
        ((date(2022, 1, 1), date(2022, 12, 31)), "year", "2022"),
        ((date(2022, 6, 3), date(2022, 6, 9)), "period", "2022-06-03..2022-06-09"),
        ((date(2020, 1, 1), None), "since", "2020-01-01 on"),
        ((None, date(2022, 3, 1)), "until", "until 2022-03-01"),
        ((None, None), "unknown", "undated"),
    ],
)
def test_labels(make_document: Any, make_report: Any, when: tuple[Any, Any], resolution: str, label: str) -> None:
    document = make_document(published=None)
    entry = place_in_time(LedgerReport(make_report(document, when=When(*when)), None, None, document.sha256, "1"))
    assert (entry.resolution, entry.label) == (resolution, label)


def test_in_order_of_days_with_the_undated_apart(make_document: Any, make_report: Any) -> None:
    dated = make_document("b.txt", "One. Two. Three. Four.", published=date(2022, 5, 20))
    undated = make_document("a.txt", "Five.", published=None)
    reports = [
        make_report(dated, "One."),  # published on 20 May
        make_report(dated, "Two.", when=When(date(2022, 5, 1), date(2022, 5, 31))),  # some day in May
        make_report(dated, "Three.", said=date(2022, 5, 1)),  # the day before the month that begins with it
        make_report(dated, "Four.", when=When(None, date(2022, 4, 1))),
    ]
    with Ledger.open("sqlite://") as store:
        store.add(dated, reports, reader="1", at=NOON)
        store.add(undated, [make_report(undated)], reader="1", at=NOON)
        answer = timeline(store.view(), Selection())
        assert [entry.entry.report.evidence for entry in answer.dated] == ["Four.", "Three.", "Two.", "One."]
        assert [entry.entry.report.evidence for entry in answer.undated] == ["Five."]
        within = timeline(store.view(), Selection(first=date(2022, 5, 20), last=date(2022, 5, 20)))
        assert [entry.entry.report.evidence for entry in within.dated] == ["Two.", "One."]
        assert within.undated == ()
