"""Our events against the rows of a user's own table: what agrees, and what kind of difference there is where it does not.

agrees      the same parties, amount and day, up to the tolerance
missing     on their side or on ours
timing      the same parties and amount, another day
valuation   the same parties and day, another amount or currency
scope       the same money or things cut otherwise: one row for several events, several rows for one event, another party, or a
            running total or a ceiling for what adds up
unknown     the same parties, and an amount or day that one side does not know: no difference, and no agreement
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any, TypeVar

from vedette.model.event import Event
from vedette.questions.facts import same_item
from vedette.questions.tables import TableRow

Thing = TypeVar("Thing", TableRow, Event)

KINDS = ("agrees", "missing here", "missing there", "timing", "valuation", "scope", "unknown")
MOST_PARTS = 4
MOST_TRIED = 12  # rows or events that sums are tried of, those nearest in time


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far apart two days or two amounts may be and still agree; beyond `reach` days it is not the same thing told late."""

    days: int = 3
    percent: float = 1.0
    reach: int = 120


@dataclass(frozen=True, slots=True)
class Difference:
    """One finding: rows of the table, events of the ledger, of which kind, and in what they differ."""

    kind: str
    reason: str
    rows: tuple[TableRow, ...]
    events: tuple[Event, ...]

    def to_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "reason": self.reason,
            "rows": [{"row": row.number, "id": row.name} for row in self.rows],
            "events": [{"event": event.id, "reports": [link.report for link in event.links]} for event in self.events],
        }


@dataclass(frozen=True, slots=True)
class _Amount:
    low: float | None
    high: float | None
    unit: str | None  # a currency; None of a count


class _Open:
    """What is still to be matched on both sides, and what has been found."""

    def __init__(self, rows: Sequence[TableRow], events: Sequence[Event], tolerance: Tolerance) -> None:
        self.rows = list(rows)
        self.events = list(events)
        self.tolerance = tolerance
        self.found: list[Difference] = []

    def take(self, kind: str, reason: str, rows: Sequence[TableRow], events: Sequence[Event]) -> None:
        self.found.append(Difference(kind, reason, tuple(rows), tuple(events)))
        self.rows = [row for row in self.rows if row not in rows]
        self.events = [event for event in self.events if event not in events]

    def pair(self, fits: Callable[[TableRow, Event], bool], kind: str, reason: Callable[[TableRow, Event], str]) -> None:
        """Takes one to one what fits, those nearest in time, then in amount, first."""
        pairs = [
            (_days_apart(row, event) or 0, _ratio(row, event), row.number, event.id, row, event)
            for row in self.rows
            for event in self.events
            if fits(row, event)
        ]
        for *_, row, event in sorted(pairs, key=lambda pair: pair[:4]):
            if row in self.rows and event in self.events:
                self.take(kind, reason(row, event), [row], [event])


def reconcile(rows: Sequence[TableRow], events: Iterable[Event], *, tolerance: Tolerance | None = None) -> tuple[Difference, ...]:
    """Every row and every event in exactly one finding, rows in their order first, whatever order the events come in.

    Events of sort "new" are what a table lists; totals, ceilings and parts are looked at only where a row fits nothing else.
    """
    given = sorted(events, key=lambda event: event.id)
    state = _Open(rows, [event for event in given if event.sort == "new"], tolerance or Tolerance())
    limit = state.tolerance
    state.pair(lambda r, e: _parties(r, e) and _same(r, e, limit) and _near(r, e, limit.days), "agrees", lambda r, e: "parties, amount and day agree")
    state.pair(lambda r, e: _parties(r, e) and _same(r, e, limit) and _near(r, e, limit.reach), "timing", _timing)
    _cut_otherwise(state)
    state.pair(lambda r, e: _parties(r, e) and _comparable(r, e) and _near(r, e, limit.days), "valuation", _valuation)
    state.pair(lambda r, e: _shares_party(r, e) and _same(r, e, limit) and _near(r, e, limit.days), "scope", _other_party)
    state.pair(lambda r, e: _parties(r, e) and _is_unknown(r, e, limit), "unknown", _what_is_unknown)
    ours, state.events = state.events, [event for event in given if event.sort != "new"]
    state.pair(lambda r, e: _parties(r, e) and _same(r, e, limit) and _near(r, e, limit.reach), "scope", _other_sort)
    for row in list(state.rows):
        state.take("missing here", "the ledger has no such event", [row], [])
    for event in ours:
        state.take("missing there", "the table has no such row", [], [event])
    return tuple(sorted(state.found, key=_order))


def _order(difference: Difference) -> tuple[int, int, str]:
    if difference.rows:
        return 0, min(row.number for row in difference.rows), ""
    return 1, 0, difference.events[0].id


def _cut_otherwise(state: _Open) -> None:
    """One row that is the sum of several events, and one event that is the sum of several rows."""
    limit = state.tolerance
    for row in list(state.rows):
        near = sorted((e for e in state.events if _parties(row, e) and _comparable(row, e) and _near(row, e, limit.reach)), key=lambda e: (_days_apart(row, e) or 0, e.id))
        wanted = _row_amount(row)
        chosen = _adding_up(near[:MOST_TRIED], [_event_amount(event, row) for event in near[:MOST_TRIED]], wanted, limit)
        if chosen:
            state.take("scope", f"the row holds {len(chosen)} of our events", [row], chosen)
    for event in list(state.events):
        close = sorted((r for r in state.rows if _parties(r, event) and _comparable(r, event) and _near(r, event, limit.reach)), key=lambda r: (_days_apart(r, event) or 0, r.number))
        if not close:
            continue
        parts = _adding_up(close[:MOST_TRIED], [_row_amount(row) for row in close[:MOST_TRIED]], _event_amount(event, close[0]), limit)
        if parts:
            state.take("scope", f"{len(parts)} rows make up one of our events", parts, [event])


def _adding_up(things: Sequence[Thing], amounts: Sequence[_Amount | None], wanted: _Amount | None, limit: Tolerance) -> list[Thing]:
    """Two things or more whose amounts add up to the one that is wanted, the fewest first; empty where none do."""
    if wanted is None:
        return []
    known = [(thing, a) for thing, a in zip(things, amounts, strict=True) if a and a.low is not None and a.high is not None and a.unit == wanted.unit]
    for size in range(2, min(MOST_PARTS, len(known)) + 1):
        for chosen in combinations(known, size):
            total = _Amount(sum(a.low or 0.0 for _, a in chosen), sum(a.high or 0.0 for _, a in chosen), wanted.unit)
            if _agree(total, wanted, limit):
                return [thing for thing, _ in chosen]
    return []


def _row_amount(row: TableRow) -> _Amount | None:
    return None if row.low is None and row.high is None else _Amount(row.low, row.high, row.currency)


def _event_amount(event: Event, row: TableRow) -> _Amount | None:
    """The event's amount in the kind that the row has: a sum, or the count of the row's thing."""
    if row.currency is not None:
        money = event.money
        return None if money is None or (money.low, money.high) == (None, None) else _Amount(money.low, money.high, money.currency)
    for count in event.counts:
        if (count.low, count.high) != (None, None) and (row.item is None or same_item(row.item, None, count.name, None)):
            return _Amount(count.low, count.high, None)
    return None


def _agree(one: _Amount, other: _Amount, limit: Tolerance) -> bool:
    """Whether two amounts have a number in common, up to the tolerance; a side that is open reaches any number."""

    def below(top: float | None, bottom: float | None) -> bool:
        return top is not None and bottom is not None and bottom - top > limit.percent / 100 * max(abs(top), abs(bottom))

    return one.unit == other.unit and not below(one.high, other.low) and not below(other.high, one.low)


def _same(row: TableRow, event: Event, limit: Tolerance) -> bool:
    ours, theirs = _event_amount(event, row), _row_amount(row)
    return ours is not None and theirs is not None and _agree(ours, theirs, limit)


def _comparable(row: TableRow, event: Event) -> bool:
    return _event_amount(event, row) is not None and _row_amount(row) is not None


def _ratio(row: TableRow, event: Event) -> float:
    ours, theirs = _event_amount(event, row), _row_amount(row)
    a, b = (x.low if x and x.low is not None else x.high if x else None for x in (ours, theirs))
    return abs(a - b) / max(abs(a), abs(b), 1.0) if a is not None and b is not None else 1.0


def _parties(row: TableRow, event: Event) -> bool:
    """The same parties as far as both name them."""
    return all(not a or not b or set(a) == set(b) for a, b in ((row.actor, event.actor), (row.recipient, event.recipient))) and _shares_party(row, event)


def _shares_party(row: TableRow, event: Event) -> bool:
    return bool(set(row.actor) & set(event.actor)) or (not row.actor and bool(set(row.recipient) & set(event.recipient)))


def _event_days(event: Event) -> tuple[date | None, date | None]:
    days = [day for day in (event.first, event.last, *(step.day for step in event.history)) if day is not None]
    return (min(days), max(days)) if days else (None, None)


def _days_apart(row: TableRow, event: Event) -> int | None:
    """Days between what the row and the event name, 0 where they overlap; None where one is unknown."""
    first, last = _event_days(event)
    if first is None or last is None or row.first is None or row.last is None:
        return None
    return max((row.first - last).days, (first - row.last).days, 0)


def _near(row: TableRow, event: Event, days: int) -> bool:
    apart = _days_apart(row, event)
    return apart is not None and apart <= days


def _is_unknown(row: TableRow, event: Event, limit: Tolerance) -> bool:
    if _days_apart(row, event) is None:
        return not _comparable(row, event) or _same(row, event, limit)
    return not _comparable(row, event) and _near(row, event, limit.days)


def _what_is_unknown(row: TableRow, event: Event) -> str:
    unknown = []
    if _row_amount(row) is None:
        unknown.append("their amount")
    if _event_amount(event, row) is None:
        unknown.append("our amount")
    if row.first is None:
        unknown.append("their day")
    if _event_days(event) == (None, None):
        unknown.append("our day")
    return f"unknown: {', '.join(unknown)}"


def _timing(row: TableRow, event: Event) -> str:
    first, last = _event_days(event)
    ours = f"{first}" if first == last else f"{first} to {last}"
    theirs = f"{row.first}" if row.first == row.last else f"{row.first} to {row.last}"
    return f"the table has {theirs}, the ledger {ours}: {_days_apart(row, event)} days apart"


def _valuation(row: TableRow, event: Event) -> str:
    return f"the table has {_in_words(_row_amount(row))}, the ledger {_in_words(_event_amount(event, row))}"


def _in_words(amount: _Amount | None) -> str:
    if amount is None:
        return "nothing"
    low, high = (None if side is None else f"{side:,.10g}" for side in (amount.low, amount.high))
    number = f"up to {high}" if low is None else f"at least {low}" if high is None else low if low == high else f"{low} to {high}"
    return f"{amount.unit} {number}" if amount.unit else number


def _other_party(row: TableRow, event: Event) -> str:
    ours = f"{', '.join(event.actor) or '?'} to {', '.join(event.recipient) or '?'}"
    return f"the table has {', '.join(row.actor) or '?'} to {', '.join(row.recipient) or '?'}, the ledger {ours}"


def _other_sort(row: TableRow, event: Event) -> str:
    named = {"total": "a running total", "envelope": "a ceiling", "part": "a part of another sum"}
    return f"the ledger has it as {named.get(event.sort, event.sort)}, which adds nothing"
