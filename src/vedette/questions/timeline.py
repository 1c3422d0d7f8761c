"""The reports in order of their days, each day no more precise than the text gives it."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from vedette.ledger import LedgerReport, LedgerView, Selection


@dataclass(frozen=True, slots=True)
class Entry:
    """One report in its place. `resolution`: day, month, year, period, since, until, or unknown."""

    entry: LedgerReport
    resolution: str
    label: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """`dated` in order of their first day, then precision; `undated` in order of the documents."""

    dated: tuple[Entry, ...]
    undated: tuple[Entry, ...]


def timeline(view: LedgerView, selection: Selection) -> Timeline:
    """The selection's reports in order of time.

    A report goes by the event's days, else by the day it was said, else by publication. Where the selection has a period,
    undated reports stay out of it, unless it is asked `with_undated`.
    """
    entries = [place_in_time(row) for row in view.reports(selection)]
    dated = [entry for entry in entries if entry.entry.dated.by]
    return Timeline(tuple(sorted(dated, key=_order)), tuple(entry for entry in entries if not entry.entry.dated.by))


def place_in_time(row: LedgerReport) -> Entry:
    """The report with its days in words: "2022-06", "2020-01-01 on", "until 2022-03-01", "2022-06-03..2022-06-09"."""
    first, last = row.dated.first, row.dated.last
    if first and last:
        resolution = _resolution(first, last)
        labels = {"day": f"{first}", "month": f"{first:%Y-%m}", "year": f"{first.year:04}"}
        return Entry(row, resolution, labels.get(resolution, f"{first}..{last}"))
    if first:
        return Entry(row, "since", f"{first} on")
    if last:
        return Entry(row, "until", f"until {last}")
    return Entry(row, "unknown", "undated")


def _resolution(first: date, last: date) -> str:
    if first == last:
        return "day"
    if first == date(last.year, 1, 1) and last == date(last.year, 12, 31):
        return "year"
    if (
        first.day == 1
        and (first.year, first.month) == (last.year, last.month)
        and last.day == monthrange(*_month(last))[1]
    ):
        return "month"
    return "period"


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month


def _order(entry: Entry) -> tuple[date, date, str, int, str]:
    """By first day, the open ones by their last; a day before the month that begins with it; then by place in the text."""
    days, report = entry.entry.dated, entry.entry.report
    return days.first or days.last or date.max, days.last or date.max, report.document, report.start, report.id
