"""Reports joined within a document: what each one answers, and which of them tell of one event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vedette.model.report import Report
from vedette.reports.answers import Answers
from vedette.reports.context import Context
from vedette.reports.events import event_labels


def _refused_by_whom(report: Report, answered: Sequence[Report]) -> Report:
    """A refusal is aimed at who put what it answers: "Quito demanded a pull-out. Lima rejected the demand"."""
    if report.type != "reject.refuse" or report.recipient:
        return report
    putters = [name for other in answered if other.status == "demanded" for link in other.attributed_to for name in link]
    states = tuple(dict.fromkeys(name for name in putters if len(name) == 3 and name.isupper() and name not in report.actor))
    return replace(report, recipient=states) if states else report


def link(reports: Sequence[Report], context: Context) -> tuple[Report, ...]:
    """The reports with `responds_to` and `event` filled; ids are those of `reports`, which must be the final list.

    "Lima shelled Quito. Quito retaliated by closing the border." The closing answers the shelling.
    """
    if len(reports) < 2:
        return tuple(reports)
    answers = Answers(reports, context).find()
    reports = [_refused_by_whom(report, [reports[k] for k in answers.get(n, ())]) for n, report in enumerate(reports)]
    # A denial answers the claim of the very event that it denies.
    apart = {(reports[n].id, reports[k].id) for n, found in answers.items() for k in found if reports[n].status != "denied"}
    labels = event_labels(reports, context.analysis.clean.document.sha256, apart)
    return tuple(
        replace(report, responds_to=tuple(reports[k].id for k in sorted(answers.get(n, ()))), event=labels[n])
        for n, report in enumerate(reports)
    )
