"""Entities: the parties that reports name, and the sources that they come from."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, ConfigDict, Field

from vedette.ledger import Ledger
from vedette.publish.api import shapes
from vedette.publish.api.answers import AsciiJson, TaggedRoute
from vedette.publish.api.filters import cursor_of, key_of, ledger_of

router = APIRouter(tags=["entities"], route_class=TaggedRoute)
TheLedger = Annotated[Ledger, Depends(ledger_of)]


class EntitiesAsked(BaseModel):
    model_config = ConfigDict(extra="forbid")

    words: str = Field(default="", max_length=200, pattern=r"^[^\x00]*$", description="Part of the name")
    cursor: str | None = Field(default=None, max_length=4000)
    limit: int = Field(default=100, ge=1, le=500)


@router.get("/entities", response_model=shapes.PartyPage)
def entities(asked: Annotated[EntitiesAsked, Query()], ledger: TheLedger) -> AsciiJson:
    """The parties that current reports name, by name. What one does is `/reports?actor=`, what is done to it `/reports?recipient=`."""
    key = key_of("parties", asked.cursor)
    rows = ledger.browser().parties(after=str(key[1]) if key else None, limit=asked.limit + 1, words=asked.words)
    page = rows[: asked.limit]
    listed = [{"name": row.name, "as_actor": row.as_actor, "as_recipient": row.as_recipient} for row in page]
    last = ("name", page[-1].folded) if len(rows) > asked.limit else None
    return AsciiJson({"entities": listed, "next": cursor_of("parties", last)})


@router.get("/sources", response_model=shapes.Sources)
def sources(ledger: TheLedger) -> AsciiJson:
    """The publishers of the documents, those with most reports first."""
    listed = [
        {
            "publisher": row.publisher, "documents": row.documents, "reports": row.reports,
            "first": row.first.isoformat() if row.first else None, "last": row.last.isoformat() if row.last else None,
        }
        for row in ledger.browser().sources()
    ]  # fmt: skip
    return AsciiJson({"sources": listed})
