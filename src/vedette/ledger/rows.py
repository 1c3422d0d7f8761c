"""Reports as rows, and rows as reports: what goes in comes out equal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row

from vedette.ledger.selection import dated
from vedette.model.document import Document
from vedette.model.evidence import Span
from vedette.model.quantity import Item, Money
from vedette.model.report import FieldSpan, Place, Report, When

SUPPORTING = "supporting"


def report_row(report: Report, document: Document, *, reading: int, position: int) -> dict[str, Any]:
    """The row of `reports`. Numbers become floats, as the model has them."""
    days = dated(report, document.published)
    money = report.money
    return {
        "reading_id": reading,
        "position": position,
        "id": report.id,
        "type": report.type,
        "status": report.status,
        "negated": report.negated,
        "hedged": report.hedged,
        "actor": list(report.actor),
        "recipient": list(report.recipient),
        "place": [[place.name, place.role] for place in report.place],
        "attributed_to": [list(link) for link in report.attributed_to],
        "responds_to": list(report.responds_to),
        "money_low": money.low if money else None,
        "money_high": money.high if money else None,
        "money_currency": money.currency if money else None,
        "money_role": money.role if money else None,
        "money_instrument": money.instrument if money else None,
        "when_start": report.when.start,
        "when_end": report.when.end,
        "said": report.said,
        "first_day": days.first,
        "last_day": days.last,
        "dated_by": days.by,
        "event": report.event,
        "programme": report.programme,
        "evidence": report.evidence,
        "start": report.start,
        "end": report.end,
        "rule": report.rule,
        "why": list(report.why),
        "flags": list(report.flags),
    }


def item_rows(report: Report, row: int) -> list[dict[str, Any]]:
    return [
        {
            "report_row": row,
            "position": position,
            "name": item.name,
            "category": item.category,
            "low": item.low,
            "high": item.high,
            "role": item.role,
            "per": item.per,
        }
        for position, item in enumerate(report.items)
    ]


def span_rows(report: Report, row: int) -> list[dict[str, Any]]:
    named = [(span.field, span.span) for span in report.spans] + [(SUPPORTING, span) for span in report.supporting]
    return [
        {"report_row": row, "position": position, "field": field, "start": span.start, "end": span.end}
        for position, (field, span) in enumerate(named)
    ]


def name_rows(report: Report, row: int) -> list[dict[str, Any]]:
    named = [("actor", name) for name in report.actor] + [("recipient", name) for name in report.recipient]
    named += [("place", place.name) for place in report.place]
    folded = sorted({(field, name.casefold()) for field, name in named})
    return [{"report_row": row, "field": field, "name": name} for field, name in folded]


def read_report(row: Row[Any], items: Sequence[Row[Any]], spans: Sequence[Row[Any]]) -> Report:
    """The report of a row of `reports` (with its document's `name`), its items and its spans, both in order."""
    money = None
    if row.money_currency is not None:
        money = Money(row.money_low, row.money_high, row.money_currency, row.money_role, row.money_instrument)
    return Report(
        id=row.id,
        document=row.name,
        type=row.type,
        status=row.status,
        evidence=row.evidence,
        start=row.start,
        end=row.end,
        actor=tuple(row.actor),
        recipient=tuple(row.recipient),
        items=tuple(Item(i.name, i.category, i.low, i.high, i.role, i.per) for i in items),
        money=money,
        place=tuple(Place(name, role) for name, role in row.place),
        when=When(row.when_start, row.when_end),
        said=row.said,
        negated=row.negated,
        hedged=row.hedged,
        attributed_to=tuple(tuple(link) for link in row.attributed_to),
        responds_to=tuple(row.responds_to),
        event=row.event,
        rule=row.rule,
        why=tuple(row.why),
        spans=tuple(FieldSpan(s.field, Span(s.start, s.end)) for s in spans if s.field != SUPPORTING),
        supporting=tuple(Span(s.start, s.end) for s in spans if s.field == SUPPORTING),
        programme=row.programme,
        flags=tuple(row.flags),
    )
