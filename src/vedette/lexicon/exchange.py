"""Euro reference rates of the European Central Bank, by day: what a sum of one currency was worth in another.

Source: ECB, euro foreign exchange reference rates, 1999 to the day that the table ends on. There is a rate for each working day;
another day takes the rate of the last working day before it. Days before the table, and currencies that the ECB does not
quote (the hryvnia), have no rate, and no rate is never a guess.
"""

from __future__ import annotations

import lzma
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

EURO = "EUR"
STALE = timedelta(days=10)  # longer than any holiday: a currency that is no longer quoted has no rate


@dataclass(frozen=True, slots=True)
class Rate:
    """`factor` units of `target` for one unit of `source`, by the rates of `day`, which is at or before the day that was asked for."""

    source: str
    target: str
    day: date
    factor: float

    def __str__(self) -> str:
        return f"1 {self.source} = {self.factor:.6g} {self.target}, ECB reference rate of {self.day}"


def exchange_rate(source: str, target: str, day: date) -> Rate | None:
    """The rate from `source` to `target` (ISO 4217) on `day`, None where the table has none."""
    days, rates = _table()
    place = bisect_right(days, day) - 1
    if place < 0 or source == target:
        return None
    for k in range(place, max(place - STALE.days, -1), -1):
        if day - days[k] > STALE:
            return None
        per_euro = {EURO: 1.0, **rates[k]}
        if source in per_euro and target in per_euro:
            return Rate(source, target, days[k], per_euro[target] / per_euro[source])
    return None


@cache
def _table() -> tuple[list[date], list[dict[str, float]]]:
    """Days in order, and the units of each currency for one euro on each; treat as read-only."""
    text = lzma.decompress(files("vedette.lexicon").joinpath("data", "exchange_rates.csv.xz").read_bytes()).decode("ascii")
    header, *lines = text.splitlines()
    codes = header.split(",")[1:]
    days: list[date] = []
    rates: list[dict[str, float]] = []
    for line in reversed(lines):
        day, *cells = line.split(",")
        days.append(date.fromisoformat(day))
        rates.append({code: float(cell) for code, cell in zip(codes, cells, strict=False) if cell})
    return days, rates
