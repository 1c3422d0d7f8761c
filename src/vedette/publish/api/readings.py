"""Ingestion: a text or a file is put on the reading desk, and its progress can be followed and stopped."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from typing import Annotated, Any

from anyio import to_thread
from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from vedette.publish.api import shapes
from vedette.publish.api.answers import AsciiJson, ascii_json
from vedette.publish.api.filters import Day, Words
from vedette.publish.api.problems import Busy, NotFound, TooLarge
from vedette.publish.desk import FINISHED, Arrival, Desk, Progress

LARGEST_UPLOAD = 200_000_000
HEARTBEAT = 10.0  # seconds after which a stream says that it still lives

# One server-sent event: its data is a Reading as JSON.
EVENT = {"type": "object", "properties": {"event": {"type": "string"}, "id": {"type": "string"}, "data": {"type": "string"}}}

router = APIRouter(tags=["readings"])


def desk_of(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


TheDesk = Annotated[Desk, Depends(desk_of)]
Id = Annotated[str, Path(pattern="^[0-9]{1,12}$")]


class TypedText(BaseModel):
    """A text to read, with what is known about it."""

    model_config = ConfigDict(extra="forbid")

    name: Words = Field(description="What the document is to be called in the ledger")
    text: str = Field(min_length=1, max_length=5_000_000)
    published: Day = None
    publisher: Words | None = None


class UploadedFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: Words = Field(description="The file's name, with its folders where it has any")
    published: Day = None
    publisher: Words | None = None


@router.post("/readings", response_model=shapes.Reading, status_code=202)
def read_text(given: TypedText, desk: TheDesk) -> AsciiJson:
    """Puts a text on the desk."""
    return _put(desk, given.name, given.text.encode("utf-8", "replace"), given.published, given.publisher)


@router.post(
    "/readings/file",
    response_model=shapes.Reading,
    status_code=202,
    openapi_extra={
        "requestBody": {"required": True, "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}
    },
)
async def read_file(request: Request, given: Annotated[UploadedFile, Query()], desk: TheDesk) -> AsciiJson:
    """Puts a file on the desk: any format that `vedette read` knows, as the body of the request."""
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > LARGEST_UPLOAD:
            raise TooLarge(f"the file has more than {LARGEST_UPLOAD:,} bytes", remedy="Read it with `vedette read`")
    return _put(desk, given.name, bytes(content), given.published, given.publisher)


@router.get("/readings/{id}", response_model=shapes.Reading)
def reading(id: Id, desk: TheDesk) -> AsciiJson:
    """Where a reading stands."""
    return AsciiJson(_shape(_known(desk.progress(id), id)))


@router.delete("/readings/{id}", response_model=shapes.Reading)
def stop(id: Id, desk: TheDesk) -> AsciiJson:
    """Stops a reading: what waits is never begun, a packed file ends after the document in work."""
    return AsciiJson(_shape(_known(desk.stop(id), id)))


@router.get(
    "/readings/{id}/events",
    response_class=StreamingResponse,
    responses={200: {"content": {"text/event-stream": {"schema": EVENT}}}},
)
async def events(id: Id, desk: TheDesk) -> StreamingResponse:
    """Server-sent events, `progress` each time that the reading gets on; the stream ends when the reading does."""
    first = _known(desk.progress(id), id)
    return StreamingResponse(_stream(desk, first), media_type="text/event-stream", headers={"Cache-Control": "no-store"})


async def _stream(desk: Desk, first: Progress) -> AsyncIterator[bytes]:
    progress: Progress | None = first
    seen = -1
    while progress is not None:
        if progress.turn > seen:
            seen = progress.turn
            yield b"event: progress\nid: %d\ndata: %s\n\n" % (progress.turn, ascii_json(_shape(progress)))
        else:
            yield b": still here\n\n"
        if progress.state in FINISHED:
            return
        progress = await to_thread.run_sync(desk.wait, first.id, seen, HEARTBEAT, abandon_on_cancel=True)


def _put(desk: Desk, name: str, content: bytes, published: date | None, publisher: str | None) -> AsciiJson:
    progress = desk.put(Arrival(name, content, published, publisher))
    if progress is None:
        raise Busy("too many documents wait to be read", remedy="Wait until some are read, or use `vedette read`")
    return AsciiJson(_shape(progress), status_code=202)


def _known(progress: Progress | None, id: str) -> Progress:
    if progress is None:
        raise NotFound(f"no reading {id} is known", remedy="Readings are forgotten when the server ends; documents list what was read")
    return progress


def _shape(progress: Progress) -> dict[str, Any]:
    failures = [{"name": one.name, "reason": one.reason, "remedy": one.remedy} for one in progress.failures]
    known = {"id": progress.id, "name": progress.name, "state": progress.state, "documents": progress.documents}
    return {**known, "reports": progress.reports, "names": list(progress.names), "failures": failures}
