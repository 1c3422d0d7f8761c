"""Reports as JSON objects: one shape for the command line, the API and the exports."""

from __future__ import annotations

from typing import Any

from vedette.ledger import LedgerReport
from vedette.questions.explanation import context


def record(row: LedgerReport) -> dict[str, Any]:
    """The record of the contract, and beside it what the ledger knows: rule, why, spans, programme, version, publication, review.

    Where somebody reviewed it, the record is as the review has it, and `machine` what the reader had found.
    """
    report = row.report
    return {
        **report.to_record(),
        "programme": report.programme,
        "rule": report.rule,
        "why": list(report.why),
        "flags": list(report.flags),
        "spans": [{"field": span.field, "start": span.span.start, "end": span.span.end} for span in report.spans],
        "supporting": [{"start": span.start, "end": span.end} for span in report.supporting],
        "published": row.published.isoformat() if row.published else None,
        "publisher": row.publisher,
        "version": row.version,
        "reader": row.reader,
        "review": row.review.to_json() if row.review else None,
        "machine": row.machine.to_record() if row.machine else None,
    }


def quoted_record(row: LedgerReport, text: str) -> dict[str, Any]:
    """The record with the words of each span, and what stands around the evidence. `text` is that of the report's version."""
    before, after = context(text, row.report.start, row.report.end)
    quoted = [{"field": s.field, "start": s.span.start, "end": s.span.end, "text": s.span.of(text)} for s in row.report.spans]
    return {**record(row), "spans": quoted, "context": {"before": before, "after": after, "current": row.is_current}}
