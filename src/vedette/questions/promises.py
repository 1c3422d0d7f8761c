"""What was promised and has had no word since, and whose day has passed."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from vedette.ledger import LedgerView, Selection
from vedette.model.event import Event
from vedette.questions.events import events, reports_of_events

PROMISED = ("pledged", "authorised", "contracted")


@dataclass(frozen=True, slots=True)
class Silence:
    """An event that is promised and not told to have begun. `since` is its last word; `due` the day by which it was to be done, if told."""

    event: Event
    since: date
    due: date | None
    is_overdue: bool


def silence(view: LedgerView, selection: Selection, *, months: int, as_of: date) -> tuple[Silence, ...]:
    """The promises without a word for `months` before `as_of`, or whose own day has passed by then; the longest silent first.

    An event of which nobody knows when it was last told is left out: its silence is unknown.
    """
    before = months_before(as_of, months)
    found = []
    grouped = events(view, selection)
    rows = reports_of_events(view, selection, grouped)
    for event in grouped:
        if event.status not in PROMISED or event.last_word is None or event.last_word > as_of:
            continue
        told = [rows[link.report].report for link in event.links if link.report in rows]
        due = max((report.when.end for report in told if report.when.end and report.status in PROMISED and report.when.end > event.last_word), default=None)
        is_overdue = due is not None and due < as_of
        if event.last_word <= before or is_overdue:
            found.append(Silence(event, event.last_word, due, is_overdue))
    return tuple(sorted(found, key=lambda one: (one.since, one.event.id)))


def months_before(day: date, months: int) -> date:
    """The same day of the month so many months before, or that month's last: `months_before(31 March, 1)` is 28 or 29 February."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
