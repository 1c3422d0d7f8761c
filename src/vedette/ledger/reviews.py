"""The review log as rows: judgements are added, each on the revision that its judge saw, and read in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import IntegrityError

from vedette.ledger import tables
from vedette.ledger.selection import LedgerReport
from vedette.model.errors import LedgerError
from vedette.model.judgement import Judgement
from vedette.model.report import Report

# The reports that a review made other than the reader found them.
HAS_CHANGES = select(tables.judgements.c.report).where(tables.judgements.c.decision.in_(("edit", "merge", "split")))

NEW_VERSION = "the document has a new version"
NOT_FOUND_AGAIN = "another reader does not find it in the same text"
LIKENESS = 0.5  # the share of words that two sentences have in common, from which one stands in the other's place
PAGE = 500


class ReviewConflict(LedgerError):
    """Somebody else judged the report since the judge looked. `others` are the judgements that they have not seen."""

    code = "review-conflict"

    def __init__(self, report: str, seen: int, others: Sequence[Judgement]) -> None:
        told = "; ".join(
            f"{other.who}: {other.decision}{f' {other.field}' if other.field else ''} ({other.why})" for other in others
        )
        super().__init__(
            f"report {report} was judged since revision {seen}: {told}",
            remedy=f"Nothing was changed. Look at it again, and judge on revision {seen + len(others)}",
        )
        self.others = tuple(others)


def add_judgements(connection: Connection, judgements: Sequence[Judgement]) -> None:
    """Adds rows to the log, all or none. ReviewConflict where a report has a judgement of this revision or a later one already,
    LedgerError where the revision leaves one out."""
    for judgement in judgements:
        seen = judgement.revision - 1
        held = read_log(connection, reports=[judgement.report])
        if len(held) > seen:
            raise ReviewConflict(judgement.report, seen, held[seen:])
        if len(held) < seen:
            raise LedgerError(
                f"report {judgement.report} has {len(held)} judgements, and revision {seen} was named",
                remedy="Name the revision that `vedette show` gives",
            )
    rows = [_row(judgement) for judgement in judgements]
    try:
        with connection.begin_nested():
            connection.execute(insert(tables.judgements), rows)
    except IntegrityError as error:
        # The other writer was first, by a moment.
        for judgement in judgements:
            held = read_log(connection, reports=[judgement.report])
            if len(held) >= judgement.revision:
                raise ReviewConflict(judgement.report, judgement.revision - 1, held[judgement.revision - 1 :]) from error
        raise


def read_log(
    connection: Connection, *, until: datetime | None = None, reports: Sequence[str] | None = None
) -> tuple[Judgement, ...]:
    """The log, in order of its rows: up to a moment, of these reports."""
    table = tables.judgements
    query = select(table).order_by(table.c.id)
    if until is not None:
        query = query.where(table.c.at <= until.astimezone(UTC))
    if reports is None:
        return tuple(_judgement(row) for row in connection.execute(query))
    pages = [reports[start : start + PAGE] for start in range(0, len(reports), PAGE)]
    found = [row for page in pages for row in connection.execute(query.where(table.c.report.in_(page)))]
    return tuple(_judgement(row) for row in sorted(found, key=lambda row: row.id))


def successor_of(old: Report, now: Sequence[LedgerReport]) -> LedgerReport | None:
    """The report of a later reading that stands in this one's place: the same type, and most of its words, the likest first."""
    words = _words(old.evidence)

    def likeness(row: LedgerReport) -> float:
        other = _words(row.report.evidence)
        return len(words & other) / max(1, len(words | other))

    same = [row for row in now if (row.machine or row.report).type == old.type]
    best = max(same, key=likeness, default=None)
    return best if best is not None and likeness(best) >= LIKENESS else None


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def _row(judgement: Judgement) -> dict[str, Any]:
    return {
        "report": judgement.report,
        "revision": judgement.revision,
        "decision": judgement.decision,
        "who": judgement.who,
        "at": judgement.at.astimezone(UTC),
        "why": judgement.why,
        "document": judgement.document,
        "version": judgement.version,
        "field": judgement.field,
        "value": judgement.value,
        "others": list(judgement.others),
    }


def _judgement(row: Any) -> Judgement:
    at = row.at if row.at.tzinfo else row.at.replace(tzinfo=UTC)
    return Judgement(
        report=row.report, revision=row.revision, decision=row.decision, who=row.who, at=at.astimezone(UTC), why=row.why,
        document=row.document, version=row.version, field=row.field, value=row.value, others=tuple(row.others),
    )  # fmt: skip
