"""Stretches of the calendar with their TIMEX3 values: days, ISO weeks, months, quarters, seasons, decades, centuries."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

FIRST_YEAR, LAST_YEAR = 1000, 2199
SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


@dataclass(frozen=True, slots=True)
class Period:
    """Closed days `first`..`last` (None: open or unknown), resolution and TIMEX3 value as in `DateMention`.

    `is_dated` where the text itself gives the year; `is_anchor` where a later "two days before" may count from here.
    """

    first: date | None
    last: date | None
    resolution: str
    value: str | None
    is_dated: bool = False
    is_anchor: bool = True

    def dated(self) -> Period:
        return replace(self, is_dated=True)


def unknown(resolution: str, value: str | None = None) -> Period:
    """A time that cannot be placed on the calendar."""
    return Period(None, None, resolution, value, is_anchor=False)


def make_date(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has no such day or the year is out of range."""
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return date(year, month, day)


def shift_days(day: date, days: int) -> date:
    """The day so many days on, held within the calendar."""
    ordinal = min(max(day.toordinal() + days, date(FIRST_YEAR, 1, 1).toordinal()), date(LAST_YEAR, 12, 31).toordinal())
    return date.fromordinal(ordinal)


def shift_months(day: date, months: int) -> date:
    """The same day of the month so many months on, or that month's last day."""
    count = day.year * 12 + day.month - 1 + months
    count = min(max(count, FIRST_YEAR * 12), LAST_YEAR * 12 + 11)
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def shift(day: date, amount: float, unit: str) -> date:
    """The day `amount` units on; unit one of day, week, month, year, decade, century (hours and less count as 0 days)."""
    amount = max(-40000.0, min(40000.0, amount))
    if unit in ("day", "week", "hour"):
        return shift_days(day, round(amount * {"day": 1, "week": 7, "hour": 1 / 24}[unit]))
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}.get(unit)
    return day if months is None else shift_months(day, round(amount * months))


def day_period(day: date) -> Period:
    return Period(day, day, "day", day.isoformat())


def week_period(day: date) -> Period:
    """The ISO week, Monday to Sunday, that holds the day."""
    year, week, weekday = day.isocalendar()
    monday = shift_days(day, 1 - weekday)
    return Period(monday, shift_days(monday, 6), "week", f"{year}-W{week:02d}")


def weekend_period(day: date) -> Period:
    """Saturday and Sunday of the ISO week that holds the day."""
    year, week, weekday = day.isocalendar()
    saturday = shift_days(day, 6 - weekday)
    return Period(saturday, shift_days(saturday, 1), "weekend", f"{year}-W{week:02d}-WE")


def month_period(year: int, month: int) -> Period:
    last = date(year, month, monthrange(year, month)[1])
    return Period(date(year, month, 1), last, "month", f"{year:04d}-{month:02d}")


def quarter_period(year: int, quarter: int) -> Period:
    first = date(year, 3 * quarter - 2, 1)
    return Period(first, shift_days(shift_months(first, 3), -1), "quarter", f"{year:04d}-Q{quarter}")


def half_period(year: int, half: int) -> Period:
    first = date(year, 1 if half == 1 else 7, 1)
    return Period(first, shift_days(shift_months(first, 6), -1), "half", f"{year:04d}-H{half}")


def season_period(year: int, season: str) -> Period:
    """Meteorological seasons of the north; winter is filed under the year in which it begins."""
    first = date(year, SEASON_MONTHS[season], 1)
    return Period(first, shift_days(shift_months(first, 3), -1), "season", f"{year:04d}-{season}")


def year_period(year: int) -> Period:
    return Period(date(year, 1, 1), date(year, 12, 31), "year", f"{year:04d}")


def decade_period(year: int) -> Period:
    """The decade that the year opens: 1990 gives the 1990s, value "199"."""
    return Period(date(year, 1, 1), date(year + 9, 12, 31), "decade", f"{year // 10:03d}")


def century_period(number: int) -> Period:
    """The 20th century is 1901 to 2000, its value "19"."""
    first = number * 100 - 99
    return Period(date(first, 1, 1), date(first + 99, 12, 31), "century", f"{number - 1:02d}")


def period_of(day: date, unit: str) -> Period:
    """The day, week, weekend, month, quarter, half, year, decade or century that holds the day."""
    if unit == "week":
        return week_period(day)
    if unit == "weekend":
        return weekend_period(day)
    if unit == "month":
        return month_period(day.year, day.month)
    if unit == "quarter":
        return quarter_period(day.year, (day.month + 2) // 3)
    if unit == "half":
        return half_period(day.year, 1 if day.month < 7 else 2)
    if unit == "year":
        return year_period(day.year)
    if unit == "decade":
        return decade_period(day.year // 10 * 10)
    if unit == "century":
        return century_period((day.year + 99) // 100)
    return day_period(day)


def narrow(period: Period, part: str) -> Period:
    """The `early`, `mid` or `late` third of the period, or its `start` or `end`; the value stays, as TIMEX3 has it."""
    first, last = period.first, period.last
    if first is None or last is None or (last - first).days < 5:
        return period
    days = (last - first).days + 1
    if period.resolution in ("month", "week"):
        one, two = (9, 19) if period.resolution == "month" else (2, 4)
        cuts = (shift_days(first, one), shift_days(first, two))
    elif part in ("start", "end") and period.resolution == "year":
        cuts = (shift_days(shift_months(first, 1), -1), shift_days(shift_months(last, -1), 0))
    elif period.resolution == "decade":
        cuts = (date(first.year + 3, 12, 31), date(first.year + 6, 12, 31))
    else:
        months = max(1, round(days / 91.3))
        cuts = (shift_days(shift_months(first, months), -1), shift_days(shift_months(first, 2 * months), -1))
    if part in ("early", "start"):
        return replace(period, last=cuts[0])
    if part == "mid":
        return replace(period, first=shift_days(cuts[0], 1), last=cuts[1])
    return replace(period, first=shift_days(cuts[1], 1))


def easter(year: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian computus)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth (from 1; -1 the last) ISO weekday of a month."""
    if nth < 0:
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta(days=(last.isoweekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
