"""Reviewing: what people decide about reports, in the terms in which they say it; the ledger keeps it as a log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from vedette.ledger import Ledger, LedgerReport, LedgerView
from vedette.model.errors import LedgerError, UsageError
from vedette.model.judgement import EDITABLE, Judgement, with_field
from vedette.resolution import EventResolver


def one_report(view: LedgerView, prefix: str) -> LedgerReport:
    """The report whose id begins so. LedgerError where none or several do."""
    found = view.reports_by_id(prefix) if prefix else ()
    if not found:
        raise LedgerError(f"the ledger holds no report {prefix!r}", remedy="Take an id from `vedette reports`")
    if len(found) > 1:
        raise LedgerError(f"{len(found)} reports have ids that begin with {prefix!r}", remedy="Give more of the id")
    return found[0]


def accept(ledger: Ledger, report: str, *, who: str, why: str, at: datetime, seen: int | None = None) -> LedgerReport:
    """Says that the report is right as it now stands, edits included. `seen` is the revision that the judge looked at (0 where
    nobody had judged it), None for whatever is there. ReviewConflict where somebody judged it since."""
    return _judge(ledger, [report], "accept", who=who, why=why, at=at, seen=seen)[0]


def reject(ledger: Ledger, report: str, *, who: str, why: str, at: datetime, seen: int | None = None) -> LedgerReport:
    """Says that the report is none, or wrong: questions leave it out. `accept` brings it back."""
    return _judge(ledger, [report], "reject", who=who, why=why, at=at, seen=seen)[0]


def edit(
    ledger: Ledger, report: str, field: str, value: Any, *, who: str, why: str, at: datetime, seen: int | None = None
) -> LedgerReport:
    """Sets one field, in the form of the record contract: `edit(ledger, "3fa9", "status", "pledged", ...)`.

    `span` is `[start, end]` in the document's text; the evidence follows. UsageError where the value cannot be that field's.
    """
    if field not in EDITABLE:
        raise UsageError(f"there is no field {field!r} to edit", remedy=f"Take one of {', '.join(EDITABLE)}")
    row = one_report(ledger.view(), report)
    if field == "span":
        value = _span(ledger.view(), row, value)
    with_field(row.report, field, value)
    return _judge(ledger, [row.report.id], "edit", who=who, why=why, at=at, seen=seen, field=field, value=value)[0]


def merge(
    ledger: Ledger, reports: Sequence[str], *, who: str, why: str, at: datetime, seen: int | None = None
) -> list[LedgerReport]:
    """Says that these reports, of one document or of several, tell of one event. `split` takes one out again.

    `seen` is the revision of the first.
    """
    ids = [one_report(ledger.view(), report).report.id for report in reports]
    if len(set(ids)) < 2 or len(set(ids)) != len(ids):
        raise UsageError("a merge takes two reports or more, each once", remedy="Name the reports that tell of one event")
    return _judge(ledger, ids, "merge", who=who, why=why, at=at, seen=seen)


def split(ledger: Ledger, report: str, *, who: str, why: str, at: datetime, seen: int | None = None) -> LedgerReport:
    """Says that the report tells of an event of its own, whatever it was joined with."""
    return _judge(ledger, [report], "split", who=who, why=why, at=at, seen=seen)[0]


def undo(ledger: Ledger, report: str, *, who: str, why: str, at: datetime, seen: int | None = None) -> LedgerReport:
    """Takes back the last judgement that stands, which stays in the log. UsageError where none does."""
    row = one_report(ledger.view(), report)
    if row.review is None or row.review.state == "open":
        raise UsageError(f"no judgement of {row.report.id} stands", remedy="`vedette review log` shows what was decided")
    return _judge(ledger, [row.report.id], "undo", who=who, why=why, at=at, seen=seen)[0]


def _judge(
    ledger: Ledger, reports: Sequence[str], decision: str, *, who: str, why: str, at: datetime, seen: int | None,
    field: str | None = None, value: Any = None,
) -> list[LedgerReport]:  # fmt: skip
    for name, given in (("who decides", who), ("why", why)):
        if not given.strip():
            raise UsageError(f"a judgement says {name}", remedy="Give --who and --why")
    rows = [one_report(ledger.view(), report) for report in reports]
    ids = [row.report.id for row in rows]
    known = [row.review.revision if row.review else 0 for row in rows]
    if seen is not None:
        known[0] = seen
    ledger.judge(
        [
            Judgement(
                report=row.report.id, revision=revision + 1, decision=decision, who=who.strip(), at=at, why=why.strip(),
                document=row.report.document, version=row.version, field=field, value=value,
                others=tuple(other for other in ids if other != row.report.id),
            )
            for row, revision in zip(rows, known, strict=True)
        ],
        resolver=EventResolver(),
    )  # fmt: skip
    return [one_report(ledger.view(), name) for name in ids]


def _span(view: LedgerView, row: LedgerReport, value: Any) -> dict[str, Any]:
    text = view.version_text(row.report.document, row.version)
    try:
        start, end = (int(side) for side in (value if not isinstance(value, dict) else (value["start"], value["end"])))
    except (TypeError, ValueError, KeyError) as error:
        raise UsageError(f"{value!r} is no span", remedy="Write it as [START, END] in characters of the document's text") from error
    if not 0 <= start < end <= len(text):
        raise UsageError(
            f"{start}..{end} lies outside the document's {len(text)} characters", remedy="`vedette show DOCUMENT --text` prints it"
        )
    return {"start": start, "end": end, "evidence": text[start:end]}
