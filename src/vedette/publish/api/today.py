"""What is new since a moment, and what awaits review."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, ConfigDict, Field

from vedette.ledger import Ledger
from vedette.publish.api import shapes
from vedette.publish.api.answers import AsciiJson
from vedette.publish.api.filters import ledger_of
from vedette.publish.api.reports import dated_record

router = APIRouter(tags=["questions"])
TheLedger = Annotated[Ledger, Depends(ledger_of)]
SHOWN = 100


class Since(BaseModel):
    model_config = ConfigDict(extra="forbid")

    since: datetime | None = Field(default=None, description="The moment of the last visit, with its zone; without one, all")


@router.get("/today", response_model=shapes.Today)
def today(asked: Annotated[Since, Query()], ledger: TheLedger) -> AsciiJson:
    """Documents that arrived since, judgements since, reviews that are open again, and how many reports nobody has judged; at most 100 each."""
    since = asked.since.replace(tzinfo=asked.since.tzinfo or UTC) if asked.since else None
    view, browser = ledger.view(), ledger.browser()
    judged = [judgement for judgement in view.log() if since is None or judgement.at > since]
    arrived = [
        {
            "name": row.name, "title": row.title, "publisher": row.publisher, "arrived_at": row.arrived_at.isoformat(),
            "changed": row.is_changed,
        }
        for row in browser.arrived(since, limit=SHOWN)
    ]  # fmt: skip
    reopened = [
        {
            "report": one.review.report, "document": one.review.document, "reason": one.reason, "review": one.review.to_json(),
            "successor": dated_record(one.successor) if one.successor else None,
        }
        for one in view.reopened()[:SHOWN]
    ]  # fmt: skip
    return AsciiJson(
        {
            "since": since.isoformat() if since else None,
            "now": datetime.now(UTC).isoformat(),
            "arrived": arrived,
            "judgements": [judgement.to_json() for judgement in reversed(judged[-SHOWN:])],
            "reopened": reopened,
            "unjudged": browser.unjudged(),
            "failures": [{"name": one.name, "reason": one.reason, "remedy": one.remedy} for one in view.failures()[:SHOWN]],
        }
    )
