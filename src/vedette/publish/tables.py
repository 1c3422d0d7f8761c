"""Reports as a table for spreadsheets: one row a report, bounds in columns of their own, unknown an empty cell."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from vedette.ledger import LedgerReport

COLUMNS = (
    "id", "document", "publisher", "published", "type", "status", "negated", "hedged", "actor", "recipient", "items",
    "money_low", "money_high", "money_currency", "money_role", "money_instrument", "place", "when_start", "when_end", "said",
    "attributed_to", "programme", "event", "evidence", "start", "end", "version",
)  # fmt: skip
# A cell that begins so would be run as a formula by a spreadsheet.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_lines(rows: Iterable[LedgerReport]) -> Iterator[str]:
    """CSV (RFC 4180) line by line, the heading first. A text that a spreadsheet would run gets an apostrophe before it."""
    yield _line(COLUMNS)
    for row in rows:
        yield _line([_cell(value) for value in _values(row)])


def _values(row: LedgerReport) -> list[object]:
    report, money = row.report, row.report.money
    sums = (money.low, money.high, money.currency, money.role, money.instrument) if money else (None,) * 5
    items = "; ".join(f"{_bounds(item.low, item.high)} {item.name} ({item.category}, {item.role})" for item in report.items)
    places = "; ".join(f"{place.role} {place.name}" for place in report.place)
    said_by = " < ".join(", ".join(link) for link in report.attributed_to)
    return [
        report.id, report.document, row.publisher, row.published, report.type, report.status, report.negated, report.hedged,
        "; ".join(report.actor), "; ".join(report.recipient), items, *sums, places, report.when.start, report.when.end, report.said,
        said_by, report.programme, report.event, report.evidence, report.start, report.end, row.version,
    ]  # fmt: skip


def _bounds(low: float | None, high: float | None) -> str:
    """"800..1200", "50.." for at least, "..30" for at most, "?" for unknown."""
    if low is None and high is None:
        return "?"
    return f"{_number(low)}..{_number(high)}" if low != high else _number(low)


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return str(int(value)) if float(value).is_integer() else str(value)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return _number(value)
    text = str(value).encode("utf-8", "replace").decode("utf-8")
    return f"'{text}" if text.startswith(FORMULA) else text


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(list(cells))
    return out.getvalue()
