"""Stamps that count back from when a page was fetched ("19 hrs ago"): kept as they are, resolved only against that moment."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from itertools import islice

from vedette.lexicon.masthead import is_stamp

_HEAD = 3000
_AGO = re.compile(r"(?P<count>\d{1,4}|an?|one|two|three) ?(?P<unit>min|h|d|w|month|m|y)[a-z]* ago\.?$", re.IGNORECASE)
_WORDS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3}
# The longest that a unit lasts, since the writer's calendar is not known.
_SHORTEST = {"min": 1 / 1440, "h": 1 / 24, "d": 1, "w": 7, "month": 28, "m": 28, "y": 365}
_LONGEST = {"min": 1 / 1440, "h": 1 / 24, "d": 1, "w": 7, "month": 31, "m": 31, "y": 366}
_URL_DAY = re.compile(r"[/_-](?P<year>(?:19|20)\d\d)(?P<sign>[/-]?)(?P<month>0[1-9]|1[0-2])(?P=sign)(?P<day>0[1-9]|[12]\d|3[01])(?!\d)")


def relative_stamp(text: str) -> str | None:
    """The line in the head of a text that is such a stamp, as it stands: "6 YEARS AGO"."""
    lines = (line.strip() for line in text[:_HEAD].splitlines() if line.strip())
    # Most lines do not end so; finding that out is quicker than looking for a count at each place.
    ended = (line for line in islice(lines, 9) if line[-5:].casefold().rstrip(".").endswith("ago"))
    return next((line[:100] for line in ended if _AGO.search(line) and is_stamp(line)), None)


def stamp_days(stamp: str, *, retrieved: datetime) -> tuple[date, date]:
    """The first and the last day that a stamp can mean: "19 hrs ago" is 19 to 20 hours before, "6 years ago" 6 to 7 years.

    >>> stamp_days("19 hrs ago", retrieved=datetime(2031, 3, 4, 23))
    (datetime.date(2031, 3, 4), datetime.date(2031, 3, 4))
    """
    match = _AGO.search(stamp)
    if match is None:
        raise ValueError(f"{stamp!r} is no relative stamp")
    count = _WORDS.get(match["count"].casefold()) or int(match["count"])
    unit = match["unit"].casefold()
    try:
        first = retrieved - timedelta(days=(count + 1) * _LONGEST[unit])
    except OverflowError:
        first = datetime.min
    try:
        last = retrieved - timedelta(days=count * _SHORTEST[unit])
    except OverflowError:
        last = datetime.min
    return first.date(), last.date()


def url_day(url: str | None) -> date | None:
    """The day in an address: https://gazette.example/2031/03/04/navy-sails is 4 March 2031."""
    match = _URL_DAY.search(url[:2000]) if url else None
    if match is None:
        return None
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None
