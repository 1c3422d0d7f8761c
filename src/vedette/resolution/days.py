"""The days that a report's event goes by, and how they are known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vedette.model.event import Told

LONG = 366  # days: a longer stretch is no date of an event
EXACT = 2  # days that an exact date may cover: "overnight"


@dataclass(frozen=True, slots=True)
class Days:
    """Closed; None where unknown. `by` names the field: "when", "said", "published", or None."""

    first: date | None
    last: date | None
    by: str | None

    @property
    def is_exact(self) -> bool:
        """Stated by the text, to a day or two."""
        return self.is_stated and self.first is not None and self.last is not None and (self.last - self.first).days < EXACT

    @property
    def is_stated(self) -> bool:
        return self.by in ("when", "said")

    @property
    def middle(self) -> int | None:
        """An ordinal in the middle, to file the days under; None where there are none."""
        return None if self.first is None or self.last is None else (self.first.toordinal() + self.last.toordinal()) // 2


def announced(told: Told) -> Days:
    """The day on which a sum or a shipment was put into the world: said, else dated in the past, else published.

    "On 3 May Oslo pledged a battery for the autumn" goes by 3 May. An open stretch ("since 2014") is no day.
    """
    report = told.report
    if report.said:
        return Days(report.said, report.said, "said")
    start, end = report.when.start, report.when.end
    if start and end and (end - start).days <= LONG and (told.published is None or end <= told.published):
        return Days(start, end, "when")
    if told.published:
        return Days(told.published, told.published, "published")
    return Days(start, end, "when") if start and end else Days(None, None, None)


def happened(told: Told) -> Days:
    """The day on which something happened: the event's own days, else said, else published."""
    report = told.report
    start, end = report.when.start, report.when.end
    if start and end and (end - start).days <= LONG:
        return Days(start, end, "when")
    if start and not end and report.status in ("done", "ongoing") and told.published and (told.published - start).days > LONG:
        return Days(start, told.published, "when")
    if report.said:
        return Days(report.said, report.said, "said")
    if told.published:
        return Days(told.published, told.published, "published")
    return Days(start or end, end or start, "when" if start or end else None)


def told_days(told: Told) -> Days:
    """The days that reports of this type are compared by: of the announcement for aid, of the event for all else."""
    return announced(told) if told.report.type.startswith("aid.") else happened(told)
