"""Dates as metadata has them: ISO 8601, RFC 2822, and the forms that news writes."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime, parsedate_tz

from vedette.lexicon.masthead import FULL_DAY, day_of

_ISO_TIME = re.compile(r"\d{4}-?\d\d-?\d\d[T ]\d")
_COMPACT = re.compile(r"(19|20)(\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")


def metadata_day(value: str) -> date | None:
    """The day of a metadata value as its writer's clock had it: 2022-01-21T23:30:00-05:00 is 21 January.

    None for what is no full date ("yesterday", "1996-1997", "4/5/2021").
    """
    value = value.strip()[:200]
    if match := FULL_DAY.search(value):
        return day_of(match)
    if match := _COMPACT.match(value):
        century, year, month, day = match.groups()
        return _safe(int(century + year), int(month), int(day))
    parsed = parsedate_tz(value) if "," in value else None
    return _safe(*parsed[:3]) if parsed else None


def metadata_moment(value: str) -> str | None:
    """The moment of a metadata value in ISO 8601, its zone as it was written and none where none was; None where it has no time.

    "Tue, 04 Mar 2031 23:30:00 -0500" is "2031-03-04T23:30:00-05:00".
    """
    value = value.strip()[:100]
    try:
        return datetime.fromisoformat(value).isoformat() if _ISO_TIME.match(value) else parsedate_to_datetime(value).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
