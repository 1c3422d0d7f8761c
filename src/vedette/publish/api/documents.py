"""Documents: a list, one with its text and reports, its text alone, and what came in."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from fastapi.responses import PlainTextResponse
from pydantic import BaseModel, ConfigDict, Field

from vedette.ledger import Ledger, StoredDocument
from vedette.publish.api import shapes
from vedette.publish.api.answers import AsciiJson, TaggedRoute, well_formed
from vedette.publish.api.filters import Words, cursor_of, key_of, ledger_of
from vedette.publish.api.problems import NotFound
from vedette.publish.api.reports import dated_record

router = APIRouter(tags=["documents"], route_class=TaggedRoute)
TheLedger = Annotated[Ledger, Depends(ledger_of)]


class Listed(BaseModel):
    model_config = ConfigDict(extra="forbid")

    words: str = Field(default="", max_length=200, pattern=r"^[^\x00]*$", description="Part of name, title or publisher")
    cursor: str | None = Field(default=None, max_length=4000)
    limit: int = Field(default=100, ge=1, le=500)


class Named(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: Words = Field(description="The document's whole name")


@router.get("/documents", response_model=shapes.DocumentPage)
def documents(asked: Annotated[Listed, Query()], ledger: TheLedger) -> AsciiJson:
    """The current versions, the latest published first."""
    rows, last = ledger.browser().documents(after=key_of("documents", asked.cursor), limit=asked.limit, words=asked.words)
    listed = [
        {
            "name": row.name, "title": row.title, "publisher": row.publisher,
            "published": row.published.isoformat() if row.published else None, "language": row.language,
            "characters": row.characters, "reports": row.reports,
        }
        for row in rows
    ]  # fmt: skip
    return AsciiJson({"documents": listed, "next": cursor_of("documents", last)})


@router.get("/document", response_model=shapes.Document)
def document(asked: Annotated[Named, Query()], ledger: TheLedger) -> AsciiJson:
    """One document: its text as stored, its versions, and its current reports in order of the text."""
    versions = _versions(ledger, asked.name)
    current = versions[-1].document
    facts = {name: getattr(current, name) for name in ("name", "title", "author", "publisher", "published_from", "url", "language", "text")}
    return AsciiJson(
        {
            **facts,
            "published": current.published.isoformat() if current.published else None,
            "warnings": list(current.warnings),
            "versions": [_version(version) for version in versions],
            "reports": [dated_record(row) for row in ledger.view().reports_of(current.name)],
            "rejected": [dated_record(row) for row in ledger.browser().rejected_of(current.name)],
        }
    )


@router.get("/document/text", response_class=PlainTextResponse)
def text(asked: Annotated[Named, Query()], ledger: TheLedger) -> PlainTextResponse:
    """The stored text of the current version, in UTF-8; offsets of reports count its code points."""
    return PlainTextResponse(well_formed(_versions(ledger, asked.name)[-1].document.text))


def _versions(ledger: Ledger, name: str) -> tuple[StoredDocument, ...]:
    found = ledger.view().versions(name)
    if not found or found[-1].document.name != name:
        raise NotFound(f"the ledger holds no document {name!r}", remedy="/api/v1/documents lists what there is")
    return found


def _version(version: StoredDocument) -> dict[str, Any]:
    return {
        "sha256": version.document.sha256,
        "arrived_at": version.arrived_at.isoformat(),
        "characters": len(version.document.text),
        "current": version.is_current,
        "readers": list(version.readers),
    }
