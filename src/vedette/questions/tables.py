"""A user's own table as rows that can be compared: CSV, XLSX or JSON, with a mapping of its columns.

    [columns]                 # which column of theirs is what; those that they don't have are left out
    id = "Ref"
    actor = "Donor"
    recipient = "To"
    date = "Announced"
    amount = "Value"          # or amount_low and amount_high
    count = "Pieces"          # or count_low and count_high
    currency = "Curr"
    item = "What"
    [values]                  # what holds for every row: a currency, an actor; `unit` is what one of their amounts is worth
    currency = "EUR"
    unit = 1000000
    [format]
    date = "%d.%m.%Y"         # else YYYY-MM-DD, YYYY-MM or YYYY
    decimal = ","             # else "."
    sheet = "Aid"             # of an XLSX file; else the first
"""

from __future__ import annotations

import calendar
import csv
import io
import json
import re
import tomllib
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from vedette.model.errors import UsageError

FIELDS = (
    "id", "actor", "recipient", "date", "amount", "amount_low", "amount_high", "count", "count_low", "count_high", "currency", "item",
)  # fmt: skip
UNKNOWN = frozenset({"", "-", "–", "?", "n/a", "na", "nan", "none", "null", "unknown", "undisclosed", "tba", "tbd", "not disclosed"})

Parties = Callable[[str], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column is what, what holds for every row, and how numbers and dates are written."""

    columns: Mapping[str, str]
    values: Mapping[str, str] = field(default_factory=dict)
    unit: float = 1.0
    date_format: str | None = None
    decimal: str = "."
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of the table: `number` as their program shows it, the header being 1. Unknown stays None, and never becomes 0."""

    number: int
    name: str
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    first: date | None
    last: date | None
    low: float | None
    high: float | None
    currency: str | None
    item: str | None


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be compared, and why; the others are."""

    number: int
    reason: str


def read_mapping(path: Path | None, given: Iterable[str] = ()) -> Columns:
    """The mapping of a TOML file, and of options like "actor=Donor" on top. UsageError where a field is none of ours."""
    table: dict[str, Any] = {}
    if path is not None:
        try:
            table = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise UsageError(f"the mapping {path} cannot be read ({error})", remedy="Write it as docs/reconcile.md shows") from error
    columns = {str(name): str(column) for name, column in table.get("columns", {}).items()}
    for option in given:
        name, sign, column = option.partition("=")
        if not sign or not column:
            raise UsageError(f"{option!r} maps nothing", remedy="Write FIELD=COLUMN, such as --column actor=Donor")
        columns[name.strip()] = column.strip()
    values = {str(name): str(value) for name, value in table.get("values", {}).items() if name != "unit"}
    form = table.get("format", {})
    unknown = sorted((set(columns) | set(values)) - set(FIELDS))
    if unknown or not columns:
        what = f"no field is called {unknown[0]!r}" if unknown else "the mapping names no column"
        raise UsageError(what, remedy=f"Take {', '.join(FIELDS)}")
    return Columns(columns, values, float(table.get("values", {}).get("unit", 1)), form.get("date"), str(form.get("decimal", ".")), form.get("sheet"))


def read_table(path: Path, mapping: Columns, *, parties: Parties) -> tuple[list[TableRow], list[BadRow]]:
    """The rows of a table. `parties` gives the ids that a name stands for. UsageError where file or columns are not there."""
    records = _records(path, mapping)
    header = set(records[0][1]) if records else set()
    missing = sorted(column for column in mapping.columns.values() if column not in header)
    if missing:
        raise UsageError(f"{path} has no column {missing[0]!r}", remedy=f"It has {', '.join(sorted(map(str, header))) or 'none'}")
    rows: list[TableRow] = []
    bad: list[BadRow] = []
    for number, record in records:
        cells = {name: record.get(column) for name, column in mapping.columns.items()}
        if all(_is_unknown(cell) for cell in cells.values()):
            continue
        try:
            rows.append(_row(number, {**mapping.values, **{n: c for n, c in cells.items() if not _is_unknown(c)}}, mapping, parties))
        except ValueError as error:
            bad.append(BadRow(number, str(error)))
    return rows, bad


def _records(path: Path, mapping: Columns) -> list[tuple[int, dict[str, Any]]]:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UsageError(f"the table {path} cannot be read ({error.strerror})", remedy="Name a CSV, XLSX or JSON file") from error
    if content[:4] == b"PK\x03\x04":
        return _xlsx(path, content, mapping)
    if path.suffix.lower() in (".json", ".jsonl") or content.lstrip()[:1] in (b"[", b"{"):
        return _json(path, content)
    text = content.decode("utf-8-sig", "replace")
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    return [(number, dict(record)) for number, record in enumerate(csv.DictReader(io.StringIO(text), delimiter=delimiter), start=2)]


def _json(path: Path, content: bytes) -> list[tuple[int, dict[str, Any]]]:
    try:
        text = content.decode("utf-8-sig")
        found = json.loads(text) if text.lstrip()[:1] == "[" else [json.loads(line) for line in text.splitlines() if line.strip()]
        return [(number, dict(record)) for number, record in enumerate(found, start=1)]
    except (ValueError, TypeError) as error:
        raise UsageError(f"the table {path} is no JSON list of objects ({error})", remedy="Write a list of objects, or one a line") from error


def _xlsx(path: Path, content: bytes, mapping: Columns) -> list[tuple[int, dict[str, Any]]]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book[mapping.sheet] if mapping.sheet else book.worksheets[0]
        lines = list(sheet.iter_rows(values_only=True))
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise UsageError(f"{path} is no XLSX table that can be read ({error})", remedy="Save it anew, or as CSV; name a sheet that it has") from error
    header = [str(cell).strip() if cell is not None else "" for cell in (lines[0] if lines else ())]
    return [(number, dict(zip(header, line, strict=False))) for number, line in enumerate(lines[1:], start=2)]


def _row(number: int, cells: dict[str, Any], mapping: Columns, parties: Parties) -> TableRow:
    first, last = _days(cells.get("date"), mapping)
    is_counted = any(name.startswith("count") for name in cells) or not any(name.startswith("amount") for name in mapping.columns)
    kind = "amount" if any(name.startswith("amount") for name in cells) or not is_counted else "count"
    both = _number(cells.get(kind), mapping)
    low, high = (_number(cells[f"{kind}_{side}"], mapping) if f"{kind}_{side}" in cells else both for side in ("low", "high"))
    unit = mapping.unit if kind == "amount" else 1.0
    currency = str(cells["currency"]).strip().upper() if kind == "amount" and "currency" in cells else None
    return TableRow(
        number=number,
        name=str(cells.get("id", f"row {number}")).strip(),
        actor=_parties(cells.get("actor"), parties),
        recipient=_parties(cells.get("recipient"), parties),
        first=first,
        last=last,
        low=None if low is None else low * unit,
        high=None if high is None else high * unit,
        currency=currency,
        item=str(cells["item"]).strip() if "item" in cells else None,
    )


def _parties(cell: Any, parties: Parties) -> tuple[str, ...]:
    if cell is None:
        return ()
    names = [name.strip() for name in re.split(r"[;,/]| and ", str(cell)) if name.strip()]
    return tuple(dict.fromkeys(known for name in names for known in (parties(name) or (name,))))


def _is_unknown(cell: Any) -> bool:
    return cell is None or (isinstance(cell, str) and cell.strip().casefold() in UNKNOWN)


def _number(cell: Any, mapping: Columns) -> float | None:
    if _is_unknown(cell):
        return None
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return float(cell)
    text = re.sub(r"[\s\u00a0'’_]", "", str(cell)).replace("," if mapping.decimal == "." else ".", "").replace(mapping.decimal, ".")
    if not re.fullmatch(r"[-+]?\d+(\.\d+)?", text):
        raise ValueError(f"{cell!r} is no number")
    return float(text)


def _days(cell: Any, mapping: Columns) -> tuple[date | None, date | None]:
    """The days that a cell names, closed: a month stays a month."""
    if _is_unknown(cell):
        return None, None
    if isinstance(cell, datetime):
        return cell.date(), cell.date()
    if isinstance(cell, date):
        return cell, cell
    text = str(cell).strip()
    try:
        if mapping.date_format:
            day = datetime.strptime(text, mapping.date_format).date()
            return day, day
        if re.fullmatch(r"\d{4}", text):
            return date(int(text), 1, 1), date(int(text), 12, 31)
        if re.fullmatch(r"\d{4}-\d{2}", text):
            year, month = int(text[:4]), int(text[5:])
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        day = date.fromisoformat(text[:10])
    except ValueError as error:
        raise ValueError(f"{cell!r} is no date") from error
    return day, day
