"""What is filtered, as a file: streamed, so that a large ledger costs no memory."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import StreamingResponse

from vedette.ledger import Ledger, Selection
from vedette.publish.api.filters import Filters, ledger_of
from vedette.publish.records import record
from vedette.publish.tables import csv_lines

router = APIRouter(tags=["exports"])
TheLedger = Annotated[Ledger, Depends(ledger_of)]


@router.get("/exports/reports.csv", response_class=StreamingResponse, responses={200: {"content": {"text/csv": {}}}})
def as_csv(asked: Annotated[Filters, Query()], ledger: TheLedger) -> StreamingResponse:
    """The reports that the filters ask for as CSV, one row each."""
    return _file(csv_lines(ledger.view().reports(asked.selection(ledger))), "text/csv; charset=utf-8", "reports.csv")


@router.get("/exports/reports.jsonl", response_class=StreamingResponse, responses={200: {"content": {"application/jsonl": {}}}})
def as_json_lines(asked: Annotated[Filters, Query()], ledger: TheLedger) -> StreamingResponse:
    """The reports that the filters ask for as records, one JSON object a line, as `vedette reports --json` prints them."""
    return _file(_json_lines(ledger, asked.selection(ledger)), "application/jsonl", "reports.jsonl")


def _json_lines(ledger: Ledger, selection: Selection) -> Iterator[str]:
    for row in ledger.view().reports(selection):
        yield json.dumps(record(row)) + "\n"


def _file(lines: Iterator[str], media_type: str, name: str) -> StreamingResponse:
    return StreamingResponse(lines, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})
