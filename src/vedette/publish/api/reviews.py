"""Reviews: what people decide about a report, each on the revision that they saw, and the log of it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, Field

from vedette.ledger import Ledger, LedgerReport
from vedette.model.errors import UsageError
from vedette.publish.api import shapes
from vedette.publish.api.answers import AsciiJson
from vedette.publish.api.filters import Words, ledger_of
from vedette.publish.api.problems import NotFound
from vedette.publish.api.reports import ReportId, dated_record
from vedette.questions import review as reviewing

router = APIRouter(tags=["reviews"])
TheLedger = Annotated[Ledger, Depends(ledger_of)]


class Decision(BaseModel):
    """One judgement. An edit names the field and its value in the form of the record contract, a merge the other reports."""

    model_config = ConfigDict(extra="forbid")

    decision: Literal["accept", "edit", "reject", "merge", "split", "undo"]
    who: Words
    why: Words
    seen: int = Field(ge=0, le=1_000_000, description="the revision that was looked at: 0 where nobody had judged it")
    field: Words | None = None
    value: Any = None
    others: list[Words] = Field(default=[], max_length=100)


@router.get("/reports/{id}/reviews", response_model=shapes.ReviewLog)
def log(id: ReportId, ledger: TheLedger) -> AsciiJson:
    """The judgements of one report, oldest first."""
    _require(ledger, id)
    return AsciiJson({"judgements": [judgement.to_json() for judgement in ledger.view().log(id)]})


@router.post("/reports/{id}/reviews", response_model=shapes.Report, status_code=201)
def judge(id: ReportId, given: Decision, ledger: TheLedger) -> AsciiJson:
    """Adds a judgement, and answers with the report as it then stands. 409 where somebody judged it since: nothing is changed."""
    row = _require(ledger, id)
    if given.seen > (row.review.revision if row.review else 0):
        raise UsageError(f"report {id} has no revision {given.seen}", remedy="Name the revision in the report's review")
    if (given.decision == "edit") != (given.field is not None) or (given.decision == "merge") != bool(given.others):
        raise UsageError(f"{given.decision} with these fields means nothing", remedy="An edit has field and value, a merge has others")
    for other in given.others:
        _require(ledger, other)
    told: dict[str, Any] = {"who": given.who, "why": given.why, "at": datetime.now(UTC), "seen": given.seen}
    if given.decision == "edit":
        assert given.field is not None
        answer = reviewing.edit(ledger, id, given.field, given.value, **told)
    elif given.decision == "merge":
        answer = reviewing.merge(ledger, [id, *given.others], **told)[0]
    else:
        simple = {"accept": reviewing.accept, "reject": reviewing.reject, "split": reviewing.split, "undo": reviewing.undo}
        answer = simple[given.decision](ledger, id, **told)
    return AsciiJson(dated_record(answer), status_code=201)


def _require(ledger: Ledger, id: str) -> LedgerReport:
    found = [row for row in ledger.view().reports_by_id(id) if row.report.id == id]
    if not found:
        raise NotFound(f"the ledger holds no report {id}", remedy="/api/v1/reports lists what there is")
    return found[0]
