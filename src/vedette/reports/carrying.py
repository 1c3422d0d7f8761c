"""What a sentence leaves to the one before: an attack's place and day, the day on which somebody spoke, and that a count is a running total."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from vedette.model.report import Place, Report, When

CARRIED = ("assault.", "coerce.seize")
NEARBY = 450


def carry_over(reports: list[Report], published: date | None) -> list[Report]:
    """Reports with what a sentence leaves to the one before: an attack's place and day, and the day on which the same source spoke."""
    found: list[Report] = []
    for report in reports:
        for before in reversed(found):
            if report.start - before.end > NEARBY:
                break
            report = _carried(before, report)
        found.append(_totalled(report, published))
    return found


def _carried(before: Report, report: Report) -> Report:
    if report.attributed_to and report.said is None and report.attributed_to == before.attributed_to:
        report = replace(report, said=before.said)
    real = {"done", "ongoing"}
    same = report.type == before.type == "sanction.impose" and report.status == before.status == "done" and set(report.actor) == set(before.actor)
    if same and report.when == When() and before.when.start is not None and before.when.start == before.when.end:
        return replace(report, when=before.when)
    if not (report.type.startswith(CARRIED) and before.type.startswith(CARRIED) and {report.status, before.status} <= real):
        return report
    if not (set(report.actor) & set(before.actor) or set(report.recipient) & set(before.recipient)):
        return report
    if not report.place and before.place:
        report = replace(report, place=tuple(Place(place.name, "at") for place in before.place))
    if report.when == When() and before.when != When() and {p.name for p in report.place} <= {p.name for p in before.place}:
        report = replace(report, when=before.when)
    return report


RUNNING = re.compile(r"\b(?:to date|so far|thus far|until now|(?:has|have) already)\b", re.IGNORECASE)


def _totalled(report: Report, published: date | None) -> Report:
    """A count "since" a date is a running total: it ends on the day of publication and adds to nothing."""
    counted = any(item.low is not None or item.high is not None for item in report.items)
    if report.type.startswith("aid.") and report.status == "done" and report.items and RUNNING.search(report.evidence):
        items = tuple(replace(item, role="cumulative") if item.role == "new" else item for item in report.items)
        return replace(report, items=items, when=When(report.when.start, published) if report.when.end is None else report.when)
    if report.status not in ("done", "ongoing") or report.when.start is None or report.when.end is not None or not (counted or report.money):
        return report
    items = tuple(replace(item, role="cumulative") if item.role == "new" else item for item in report.items)
    money = replace(report.money, role="cumulative") if report.money and report.money.role == "new" else report.money
    return replace(report, items=items, money=money, when=When(report.when.start, published))
