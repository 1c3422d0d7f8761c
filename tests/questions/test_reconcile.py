"""Reconciling: a table with 30 planted differences, in three formats, and the rules one by one."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from vedette.ledger import Ledger, Selection
from vedette.model.errors import UsageError
from vedette.model.event import Event
from vedette.model.quantity import Money
from vedette.questions.events import events
from vedette.questions.reconcile import Difference, reconcile
from vedette.questions.tables import Columns, TableRow, read_mapping, read_table
from vedette.resolution import EventResolver

NOON = datetime(2032, 1, 1, tzinfo=UTC)
BEGIN = date(2031, 1, 6)
DONORS = ("NOR", "SWE", "DNK", "FIN", "POL", "DEU", "FRA", "ESP", "ITA", "NLD")
COLUMNS = ("Ref", "Donor", "To", "Announced", "Value", "Currency")
MAPPING = Columns({"id": "Ref", "actor": "Donor", "recipient": "To", "date": "Announced", "amount": "Value", "currency": "Currency"}, unit=1e6)


def known(name: str) -> tuple[str, ...]:
    return (name,) if name in {*DONORS, "UKR", "MDA"} else ()


def as_row(ref: str, donor: str, day: date | str, millions: float | str, to: str = "UKR", currency: str = "EUR") -> dict[str, str]:
    return dict(zip(COLUMNS, (ref, donor, to, str(day), str(millions), currency), strict=True))


def plant() -> tuple[list[tuple[str, date, float | None, str, str]], list[dict[str, str]], dict[str, str]]:
    """What the ledger holds (donor, day, millions, role, recipient), the table, and what is wrong by the row's ref, or the donor and day
    of what the table lacks: 10 rows that agree, 30 planted differences, and 2 that nobody can compare."""
    held: list[tuple[str, date, float | None, str, str]] = []
    rows: list[dict[str, str]] = []
    wrong: dict[str, str] = {}

    def turn(k: int) -> tuple[str, date, float]:
        """A donor, and a day far from that donor's other days; amounts that no others add up to."""
        return DONORS[k % 10], BEGIN + timedelta(days=260 * (k // 10) + 3 * (k % 10)), round(100 + 37.3 * k + k * k * 0.11, 2)

    for k in range(44):
        donor, day, millions = turn(k)
        ref = f"r{k:02}"
        match k:
            case _ if k < 10:  # agrees, some up to the tolerance
                held.append((donor, day, millions, "new", "UKR"))
                rows.append(as_row(ref, donor, day + timedelta(days=k % 3), millions * (1 + 0.002 * (k % 4))))
            case _ if k < 16:  # the ledger lacks it
                rows.append(as_row(ref, donor, day, millions))
                wrong[ref] = "missing here"
            case _ if k < 22:  # the table lacks it
                held.append((donor, day, millions, "new", "UKR"))
                wrong[f"{donor} {day}"] = "missing there"
            case _ if k < 28:
                held.append((donor, day, millions, "new", "UKR"))
                rows.append(as_row(ref, donor, day + timedelta(days=10 + 15 * (k - 22)), millions))
                wrong[ref] = "timing"
            case _ if k < 33:
                held.append((donor, day, millions, "new", "UKR"))
                rows.append(as_row(ref, donor, day, millions * (1.1 + 0.2 * (k - 28))))
                wrong[ref] = "valuation"
            case 33:  # a currency slip
                held.append((donor, day, millions, "new", "UKR"))
                rows.append(as_row(ref, donor, day, millions, currency="USD"))
                wrong[ref] = "valuation"
            case 34 | 35:  # one row for several events
                for part in range(k - 32):
                    held.append((donor, day + timedelta(days=9 * part), millions / 4 + 11.7 * part, "new", "UKR"))
                rows.append(as_row(ref, donor, day, sum(millions / 4 + 11.7 * part for part in range(k - 32))))
                wrong[ref] = "scope"
            case 36:  # several rows for one event
                held.append((donor, day, millions, "new", "UKR"))
                for part, share in enumerate((0.37, 0.63)):
                    rows.append(as_row(f"{ref}-{part}", donor, day, round(millions * share, 4)))
                wrong[f"{ref}-0"] = "scope"
            case 37 | 38:  # the same money for somebody else
                held.append((donor, day, millions, "new", "UKR"))
                rows.append(as_row(ref, donor, day, millions, to="MDA"))
                wrong[ref] = "scope"
            case 39:  # a running total that the table adds
                held.append((donor, day, millions, "cumulative", "UKR"))
                rows.append(as_row(ref, donor, day, millions))
                wrong[ref] = "scope"
            case 40:  # nobody knows the amount
                held.append((donor, day, millions, "new", "UKR"))
                rows.append(as_row(ref, donor, day, "undisclosed"))
                wrong[ref] = "unknown"
            case 41:
                held.append((donor, day, None, "new", "UKR"))
                rows.append(as_row(ref, donor, day, millions))
                wrong[ref] = "unknown"
            case _:
                pass
    return held, rows, wrong


@pytest.fixture(scope="module")
def found_events(make_document: Any, make_report: Any) -> Iterator[tuple[Event, ...]]:
    with Ledger.open("sqlite://") as ledger:
        for number, (donor, day, millions, role, to) in enumerate(plant()[0]):
            sum_ = None if millions is None else Money(millions * 1e6, millions * 1e6, "EUR", role)
            document = make_document(f"{number:02}.txt", f"{donor} pledged aid, told as number {number}.", published=day, publisher=f"paper {number}")
            report = make_report(document, type="aid.military", status="pledged", actor=(donor,), recipient=(to,), money=sum_, said=day)
            ledger.add(document, [report], reader="1", at=NOON, resolver=EventResolver())
        yield events(ledger.view(), Selection())


def write(folder: Path, form: str, rows: list[dict[str, str]]) -> Path:
    path = folder / f"aid.{form}"
    if form == "csv":
        with path.open("w", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS, delimiter=";")
            writer.writeheader()
            writer.writerows(rows)
    elif form == "json":
        path.write_text(json.dumps(rows))
    else:
        book = Workbook()
        sheet = book.active
        sheet.append(list(COLUMNS))
        for row in rows:
            cells: list[Any] = list(row.values())
            cells[3] = datetime.fromisoformat(cells[3])
            cells[4] = float(cells[4]) if cells[4] != "undisclosed" else cells[4]
            sheet.append(cells)
        book.save(path)
    return path


@pytest.mark.parametrize("form", ["csv", "json", "xlsx"])
def test_thirty_planted_differences_are_all_found_and_rightly_classed(found_events: tuple[Event, ...], tmp_path: Path, form: str) -> None:
    _, given_rows, wrong = plant()
    planted = Counter(kind for kind in wrong.values() if kind != "unknown")
    assert planted == {"missing here": 6, "missing there": 6, "timing": 6, "valuation": 6, "scope": 6}
    rows, bad = read_table(write(tmp_path, form, given_rows), MAPPING, parties=known)
    assert (len(rows), bad) == (len(given_rows), [])
    found = reconcile(rows, found_events)
    told = {(one.rows[0].name if one.rows else f"{one.events[0].actor[0]} {one.events[0].first}"): one.kind for one in found if one.kind != "agrees"}
    assert told == wrong
    assert sum(one.kind == "agrees" for one in found) == 10
    assert reconcile(rows, tuple(reversed(found_events))) == found


def test_each_row_and_each_event_that_adds_is_in_one_finding(found_events: tuple[Event, ...], tmp_path: Path) -> None:
    rows, _ = read_table(write(tmp_path, "csv", plant()[1]), MAPPING, parties=known)
    found = reconcile(rows, found_events)
    assert sorted(row.number for one in found for row in one.rows) == [row.number for row in rows]
    matched = [event.id for one in found for event in one.events]
    assert len(matched) == len(set(matched))
    assert {event.id for event in found_events if event.sort == "new"} <= set(matched)


def test_reasons_say_in_what_they_differ(found_events: tuple[Event, ...], tmp_path: Path) -> None:
    rows, _ = read_table(write(tmp_path, "csv", plant()[1]), MAPPING, parties=known)
    by_kind: dict[str, Difference] = {}
    for one in reconcile(rows, found_events):
        by_kind.setdefault(one.kind, one)
    assert by_kind["timing"].reason.endswith("10 days apart")
    assert by_kind["valuation"].reason.startswith("the table has EUR ")
    assert by_kind["scope"].reason == "the row holds 2 of our events"
    assert by_kind["unknown"].reason == "unknown: their amount"
    assert json.dumps(by_kind["scope"].to_json())


EVENT: dict[str, Any] = {
    "sort": "new", "status": "done", "programme": None, "dated_by": "said", "money": None, "counts": (), "places": (), "history": (),
    "last_word": None, "origins": (), "corroboration": "single origin", "conflicts": (), "links": (),
}  # fmt: skip


def an_event(name: str = "e", day: date | None = BEGIN, **fields: Any) -> Event:
    return Event(**{**EVENT, "id": name, "type": "aid.arms", "actor": ("NOR",), "recipient": ("UKR",), "first": day, "last": day, **fields})


def a_row(number: int = 2, low: float | None = 6, high: float | None = 6, day: date | None = BEGIN, **fields: Any) -> TableRow:
    given_: dict[str, Any] = {"actor": ("NOR",), "recipient": ("UKR",), "currency": None, "item": "howitzers", "first": day, "last": day}
    return TableRow(**{**given_, "number": number, "name": f"row {number}", "low": low, "high": high, **fields})


def count(low: float | None, high: float | None, name: str = "howitzer") -> Any:
    from vedette.model.event import Bounds

    return (Bounds(low, high, "narrowest", (), None, name),)


@pytest.mark.parametrize(
    ("row", "event", "kind"),
    [
        (a_row(), an_event(counts=count(6, 6)), "agrees"),  # a count of the same thing
        (a_row(), an_event(counts=count(5, 8)), "agrees"),  # within the ledger's range
        (a_row(low=9, high=9), an_event(counts=count(5, 8)), "valuation"),
        (a_row(low=9, high=9), an_event(counts=count(5, None)), "agrees"),  # "more than five"
        (a_row(low=None, high=None), an_event(counts=count(6, 6)), "unknown"),  # unknown is no 0
        (a_row(), an_event(counts=count(None, None)), "unknown"),
        (a_row(day=None), an_event(counts=count(6, 6)), "unknown"),  # the day is
        (a_row(), an_event(day=None, counts=count(6, 6)), "unknown"),
        (a_row(first=date(2031, 1, 1), last=date(2031, 1, 31)), an_event(counts=count(6, 6)), "agrees"),  # a month that holds the day
        (a_row(actor=("SWE",)), an_event(counts=count(6, 6)), "missing here"),
        (a_row(actor=("NOR", "SWE")), an_event(counts=count(6, 6)), "scope"),  # given by two together
        (a_row(day=BEGIN + timedelta(days=400)), an_event(counts=count(6, 6)), "missing here"),  # out of reach
    ],
)
def test_one_rule_at_a_time(row: TableRow, event: Event, kind: str) -> None:
    assert reconcile([row], [event])[0].kind == kind


BOUND = st.none() | st.integers(0, 9).map(float)


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_nothing_depends_on_the_order_and_unknown_is_never_a_difference(data: Any) -> None:
    days = st.none() | st.integers(0, 30).map(lambda n: BEGIN + timedelta(days=n))
    made = [an_event(f"e{k}", data.draw(days), counts=count(low, low)) for k, low in enumerate(data.draw(st.lists(BOUND, max_size=4)))]
    rows = [a_row(k + 2, low, low, data.draw(days)) for k, low in enumerate(data.draw(st.lists(BOUND, max_size=4)))]
    found = reconcile(rows, made)
    assert reconcile(rows, data.draw(st.permutations(made))) == found
    for one in found:
        if one.kind in ("timing", "valuation", "agrees"):
            assert all(row.low is not None and row.first is not None for row in one.rows)
            assert all(event.counts[0].low is not None and event.first is not None for event in one.events)


@pytest.mark.parametrize(
    ("mapping", "row", "read"),
    [
        (Columns({"actor": "a", "amount": "b"}, {"currency": "EUR"}, unit=1e6), "NOR,1.5", (1.5e6, 1.5e6, "EUR")),
        (Columns({"actor": "a", "amount": "b"}, {"currency": "EUR"}), "NOR,\"1,200\"", (1200, 1200, "EUR")),
        (Columns({"actor": "a", "amount": "b"}, {"currency": "EUR"}, decimal=","), "NOR,\"1.200,5\"", (1200.5, 1200.5, "EUR")),
        (Columns({"actor": "a", "amount": "b"}, {"currency": "EUR"}), "NOR,n/a", (None, None, "EUR")),
        (Columns({"actor": "a", "count_low": "b"}), "NOR,7", (7, None, None)),
        (Columns({"actor": "a", "count": "b"}), "NOR,0", (0, 0, None)),  # a 0 that stands there is one
    ],
)
def test_numbers_as_tables_have_them(tmp_path: Path, mapping: Columns, row: str, read: tuple[Any, ...]) -> None:
    (tmp_path / "t.csv").write_text(f"a,b\n{row}\n,\n")
    (found,), bad = read_table(tmp_path / "t.csv", mapping, parties=known)
    assert (found.low, found.high, found.currency, bad) == (*read, [])


def test_a_row_that_cannot_be_read_is_named_and_the_rest_is_compared(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("a,b,c\nNOR,5,2031-02\nSWE,many,2031\nDNK,5,soon\n")
    mapping = Columns({"actor": "a", "count": "b", "date": "c"})
    rows, bad = read_table(tmp_path / "t.csv", mapping, parties=known)
    assert [(row.first, row.last) for row in rows] == [(date(2031, 2, 1), date(2031, 2, 28))]
    assert [(one.number, one.reason) for one in bad] == [(3, "'many' is no number"), (4, "'soon' is no date")]


@pytest.mark.parametrize(
    ("content", "options", "says"),
    [
        ("a,b\nNOR,1\n", ["actor=Donor"], "has no column 'Donor'"),
        ("a,b\nNOR,1\n", ["donor=a"], "no field is called 'donor'"),
        ("a,b\nNOR,1\n", ["actor"], "maps nothing"),
        ("a,b\nNOR,1\n", [], "names no column"),
        ("[1, 2]", ["actor=a"], "is no JSON list"),
        ("PK\x03\x04", ["actor=a"], "is no XLSX table"),
    ],
)
def test_slips_are_told(tmp_path: Path, content: str, options: list[str], says: str) -> None:
    (tmp_path / "t").write_text(content)
    with pytest.raises(UsageError, match=says):
        read_table(tmp_path / "t", read_mapping(None, options), parties=known)


def test_the_mapping_of_the_documentation_is_read(tmp_path: Path) -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "reconcile.md").read_text()
    (tmp_path / "map.toml").write_text(page.split("```toml\n")[1].split("```")[0])
    mapping = read_mapping(tmp_path / "map.toml", ["item=What"])
    assert (mapping.columns["actor"], mapping.columns["item"], mapping.unit, mapping.date_format, mapping.decimal) == ("Donor", "What", 1e6, "%d.%m.%Y", ",")
