"""Reports: pages, one in full, counts and facets."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query

from vedette.ledger import Ledger, LedgerReport
from vedette.publish.api import shapes
from vedette.publish.api.answers import AsciiJson, TaggedRoute
from vedette.publish.api.filters import Filters, Paged, cursor_of, key_of, ledger_of
from vedette.publish.api.problems import NotFound
from vedette.publish.records import quoted_record, record
from vedette.questions.explanation import steps
from vedette.questions.timeline import place_in_time

router = APIRouter(tags=["reports"], route_class=TaggedRoute)
ReportId = Annotated[str, Path(min_length=1, max_length=64, pattern="^[0-9A-Za-z_.-]+$")]
TheLedger = Annotated[Ledger, Depends(ledger_of)]


def dated_record(row: LedgerReport) -> dict[str, Any]:
    """The record with its place in time, as `vedette timeline --json` has it."""
    days, placed = row.dated, place_in_time(row)
    in_time = {"first": _iso(days.first), "last": _iso(days.last), "resolution": placed.resolution, "label": placed.label, "by": days.by}
    return {**record(row), "dated": in_time}


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None


@router.get("/reports", response_model=shapes.ReportPage)
def reports(asked: Annotated[Paged, Query()], ledger: TheLedger) -> AsciiJson:
    """The current reports that the filters ask for, a page at a time."""
    page = ledger.browser().page(
        asked.selection(ledger), order=asked.order, after=key_of(asked.order, asked.cursor), skip=asked.skip, limit=asked.limit
    )
    return AsciiJson({"reports": [dated_record(row) for row in page.rows], "next": cursor_of(asked.order, page.next)})


@router.get("/reports/count", response_model=shapes.Count)
def count(asked: Annotated[Filters, Query()], ledger: TheLedger) -> AsciiJson:
    """How many reports the filters ask for."""
    return AsciiJson({"count": ledger.browser().count(asked.selection(ledger))})


@router.get("/reports/facets", response_model=shapes.Facets)
def facets(asked: Annotated[Filters, Query()], ledger: TheLedger) -> AsciiJson:
    """What there is by type, status, party, place, materiel and publisher: each under all filters but its own."""
    selection = asked.selection(ledger)
    browser = ledger.browser()
    found = [
        {"field": facet.field, "values": [{"value": v, "count": n} for v, n in facet.values], "others": facet.others}
        for facet in browser.facets(selection)
    ]
    return AsciiJson({"count": browser.count(selection), "facets": found})


@router.get("/reports/{id}", response_model=shapes.ReportInFull)
def report(id: ReportId, ledger: TheLedger) -> AsciiJson:
    """One report with the words of each field, its context, and the steps that led to it. Superseded ones too."""
    view = ledger.view()
    found = [row for row in view.reports_by_id(id) if row.report.id == id]
    if not found:
        raise NotFound(f"the ledger holds no report {id}", remedy="/api/v1/reports lists what there is")
    row = found[0]
    text = view.version_text(row.report.document, row.version)
    quoted = quoted_record(row, text)
    document = view.versions(row.report.document)[-1].document
    full = {
        "report": dated_record(row), "quotes": quoted["spans"], "context": quoted["context"],
        "steps": list(steps(row, text)), "event": view.events.of_reports([id]).get(id), "title": document.title, "url": document.url,
    }  # fmt: skip
    return AsciiJson(full)
